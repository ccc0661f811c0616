"""A page about one thing: its lines as people read them, piped and at a terminal."""

import time
from unicodedata import bidirectional, category

import pytest

from careline.domain.report import Page, PageLine, Said, Tone, Words
from careline.render import Options
from careline.render.page import as_plain
from careline.render.table import page as as_table
from tests.render.evil import EVIL

SAID: Said = ("P-1  ", Words("I ring", said=True), "  Ana")


def page(*lines: PageLine) -> Page:
    return Page(lines, {})


def test_piped_words_stand_in_straight_marks_and_at_a_terminal_in_curly_ones() -> None:
    line = page(PageLine(SAID, label="OWED  "))
    assert as_plain(line, Options()) == 'OWED  P-1  "I ring"  Ana\n'
    assert as_table(line, Options()) == "OWED  P-1  “I ring”  Ana\n"


def test_plans_stand_without_marks() -> None:
    assert as_plain(page(PageLine(("P-2  ", Words("Check back", said=False)))), Options()) == "P-2  Check back\n"


def test_what_a_terminal_lacks_is_replaced() -> None:
    assert as_table(page(PageLine(SAID)), Options(encoding="ascii")) == 'P-1  "I ring"  Ana\n'


def test_lines_are_wrapped_behind_their_label_and_never_when_piped() -> None:
    line = page(PageLine("one two three", label="NEXT  "))
    assert as_table(line, Options(width=14)) == "NEXT  one two\n      three\n"
    assert as_plain(line, Options(width=14)) == "NEXT  one two three\n"


@pytest.mark.parametrize(("width", "printed"), [(20, "C-1  Box       Mon 1\n"), (12, "C-1  Box\nMon 1\n")])
def test_what_belongs_to_the_right_edge_stands_there_where_there_is_room(width: int, printed: str) -> None:
    assert as_table(page(PageLine("C-1  Box", right="Mon 1")), Options(width=width)) == printed


def test_the_lines_of_a_pasted_text_hang_behind_its_label() -> None:
    text: Said = ("Ana: ", Words("one two\r\n\nthree\x1b\r", said=True))
    pasted = page(PageLine(text, label="note  ", pasted=True))
    assert as_plain(pasted, Options()) == 'note  Ana: "one two\n\n      three\\x1b\\r"\n'
    assert as_table(pasted, Options(width=16)) == "note  Ana: “one\n      two\n\n      three\\x1b\\\n      r”\n"
    assert as_plain(page(PageLine(text, label="note  ")), Options()).count("\n") == 1


def test_colour_repeats_what_the_words_say() -> None:
    line = page(PageLine(SAID, tone=Tone.LOUD))
    assert "\x1b[1;31m" in as_table(line, Options(colour=True))
    assert "\x1b" not in as_table(line, Options())


def test_a_line_that_is_only_a_label_stays_whole_for_whoever_copies_it() -> None:
    line = page(PageLine("", label="*/15 * * * *  careline sweep --quiet"), PageLine(""), PageLine("one two three"))
    assert as_table(line, Options(width=8)) == "*/15 * * * *  careline sweep --quiet\n\none two\nthree\n"


def test_words_that_stand_out_do_so_across_the_end_of_a_line() -> None:
    line = page(PageLine("the hinge breaks off", marks=("hinge breaks",)))
    assert as_table(line, Options(width=10, colour=True)) == "the \x1b[1mhinge\x1b[0m\n\x1b[1mbreaks\x1b[0m off\n"


@pytest.mark.parametrize("place", ["text", "words", "pasted"])
def test_a_word_of_a_megabyte_is_shortened_at_a_terminal_alone(place: str) -> None:
    word = "x" * 2**20
    text: Said = ("a ", Words(word, said=True)) if place == "words" else f"a {word}"
    line = page(PageLine(text, pasted=place == "pasted"))
    began = time.process_time()
    assert "x… (1,048,576 characters)" in as_table(line, Options())
    assert time.process_time() - began < 0.5
    assert word in as_plain(line, Options())


@pytest.mark.parametrize("said", [True, False])
def test_no_word_of_others_acts_on_the_terminal(said: bool, subtests: pytest.Subtests) -> None:
    for name, text in EVIL.items():
        with subtests.test(name):
            for show in (as_plain, as_table):
                for line in (
                    PageLine(("a ", Words(text, said), " b")),
                    PageLine(text),
                    PageLine(text, "x  ", pasted=True),
                ):
                    printed = show(page(line), Options())
                    assert all(f"{each}   ".startswith((line.label, "   ")) for each in printed.split("\n"))
                    assert not {category(sign) for sign in printed.replace("\n", "")} & {"Cc", "Cs", "Zl", "Zp"}
                    assert not {bidirectional(sign) for sign in printed} & {
                        "LRO",
                        "RLO",
                        "LRE",
                        "RLE",
                        "LRI",
                        "RLI",
                        "FSI",
                    }
