"""Words that many pages share."""

import shlex

import pytest

from careline.domain.wording import FEW, counted, in_short, meant, ordinal, sentence, shell_word, sized, times


@pytest.mark.parametrize(("count", "words"), [(0, "0 cases"), (1, "1 case"), (2, "2 cases")])
def test_a_count_has_its_noun(count: int, words: str) -> None:
    assert counted(count, "case") == words


def test_so_many_bytes_are_told_in_the_unit_that_reads_well() -> None:
    sizes = (0, 1, 999, 1000, 1499, 999_499, 999_500, 2_149_999, 9_949_999, 9_950_000, 25_000_000, 10**9, 3 * 10**13)
    assert [sized(size) for size in sizes] == [
        *("0 bytes", "1 byte", "999 bytes", "1 kB", "1 kB", "999 kB", "1.0 MB", "2.1 MB", "9.9 MB", "10 MB", "25 MB"),
        *("1.0 GB", "30 TB"),
    ]


@pytest.mark.parametrize(("count", "words"), [(1, "once"), (2, "twice"), (3, "3 times")])
def test_how_often(count: int, words: str) -> None:
    assert times(count) == words


TENTH = [(1, "first"), (2, "second"), (10, "tenth")]
BEYOND = [
    (11, "11th"),
    (12, "12th"),
    (13, "13th"),
    (21, "21st"),
    (22, "22nd"),
    (23, "23rd"),
    (24, "24th"),
    (111, "111th"),
]


PLACES = [*TENTH, *BEYOND]


def test_the_place_in_a_row(subtests: pytest.Subtests) -> None:
    for count, words in PLACES:
        with subtests.test(words):
            assert ordinal(count) == words


@pytest.mark.parametrize(
    ("typed", "known", "said"),
    [
        ("Bem", ["Ana", "Ben"], "Did you mean Ben?"),
        ("fieldco", ["Ana", "FieldCo"], "Did you mean FieldCo?"),
        ("nobody", ["root"], "There is root."),
        ("nobody", ["Ana", "Ben", "Cleo"], "There are Ana, Ben, Cleo."),
        ("nobody", [], "There are none yet."),
        ("zzz", list("abcdefg"), "There are a, b, c, d, e and 2 more: careline party list."),
        ("zzz", list("abcde"), "There are a, b, c, d, e."),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest_or_a_few(typed: str, known: list[str], said: str) -> None:
    assert meant(typed, known, listed_by="careline party list") == said


def test_without_a_command_that_lists_them_all_names_stand_there() -> None:
    names = [f"{number}" for number in range(FEW + 3)]
    assert meant("zzz", names, shown="{{{}}}") == f"There are {', '.join(names)}."
    assert meant("custmer", ["customer"], shown="{{{}}}") == "Did you mean {customer}?"


def test_a_sentence_begins_with_a_capital_letter() -> None:
    assert [sentence(text) for text in ("the customer waits", "Dana waits", "")] == [
        "The customer waits",
        "Dana waits",
        "",
    ]


@pytest.mark.parametrize(
    ("name", "word"),
    [("Dana Reyes", '"Dana Reyes"'), ('Tom "Tiny" Hill', """'Tom "Tiny" Hill'"""), ("A$AP's", "'A$AP'\"'\"'s'")],
)
def test_a_name_is_one_word_for_a_shell(name: str, word: str) -> None:
    assert shell_word(name) == word
    assert shlex.split(word) == [name]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Sorry.  It comes\non Friday.", "Sorry. It comes on Friday."),
        ("Dear Dana,\n\nyours is on its way. It arrives on Friday.\n\nAna", "yours is on its way."),
        ("It left today. Ana\n\nTwo", "It left today."),
        ("One\n\ntwo", "One"),
    ],
)
def test_of_a_letter_the_first_sentence_is_quoted(text: str, short: str) -> None:
    assert in_short(text) == short
