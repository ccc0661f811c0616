"""How text is measured, wrapped and put into columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.render.layout import aligned, broken, cells, wrap, wrap_command

words = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=60)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("Zoë “x” ·", 9),
        ("漢字", 4),
        ("\uff21\uff22", 4),
        ("e\u0301", 1),
        ("👍", 2),
        ("❤️", 2),
        ("שלום", 4),
    ],
)
def test_a_text_takes_as_many_cells_as_a_terminal_gives_it(text: str, width: int) -> None:
    assert cells(text) == width


def test_lines_break_at_spaces() -> None:
    assert wrap("one two three four", 9) == ["one two", "three", "four"]


def test_a_text_that_fits_keeps_its_inner_spaces() -> None:
    assert wrap("one  two ", 9) == ["one  two"]


def test_a_text_that_is_broken_keeps_them_too_but_where_it_breaks() -> None:
    assert wrap("P-1  I call you  Ana  due Mon", 18) == ["P-1  I call you", "Ana  due Mon"]


def test_all_lines_but_the_first_hang() -> None:
    assert wrap("one two three four", 9, hang=2) == ["one two", "  three", "  four"]


def test_a_word_longer_than_a_line_is_broken_and_loses_nothing() -> None:
    assert wrap("an abcdefghijkl", 5, hang=1) == ["an", " abcd", " efgh", " ijkl"]


def test_wide_characters_are_not_cut_in_half() -> None:
    assert wrap("漢字漢", 5) == ["漢字", "漢"]


def test_no_words_are_no_line() -> None:
    assert wrap("", 10) == []
    assert wrap("   ", 10) == []


@given(words, st.integers(8, 80), st.integers(0, 4))
def test_wrapped_lines_fit_and_hold_every_character_in_order(text: str, room: int, hang: int) -> None:
    lines = wrap(text, room, hang)
    assert all(cells(line) <= room and len(line) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_command_that_fits_stays_as_it_is() -> None:
    assert wrap_command("careline show 1", 15) == ["careline show 1"]


def test_a_long_command_breaks_before_its_options_and_goes_on_for_the_shell() -> None:
    command = 'careline renegotiate P-1 --by 17:00 --told "Second Firm comes today" --because "FieldCo did not call"'
    assert wrap_command(command, 50, hang=2) == [
        "careline renegotiate P-1 --by 17:00 \\",
        '  --told "Second Firm comes today" \\',
        '  --because "FieldCo did not call"',
    ]


def test_an_option_longer_than_a_line_breaks_at_its_spaces() -> None:
    assert wrap_command('careline note 1 --text "one two three"', 20, hang=2) == [
        "careline note 1 \\",
        '  --text "one two \\',
        '  three"',
    ]


def test_an_option_that_fits_a_first_line_only_breaks_at_its_spaces() -> None:
    assert wrap_command('careline note 1 --text "one two"', 18, hang=4) == [
        "careline note 1 \\",
        '    --text "one \\',
        '    two"',
    ]


@given(words, st.integers(12, 80))
def test_commands_fit_whatever_they_hold(text: str, room: int) -> None:
    assert all(cells(line) <= room for line in wrap_command(f"careline note 1 --text {text}", room, 2))


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("P-1 is due on Friday", ["P-1 is due on Friday"]),
        ("P-1 is due on Friday, 17:00", ["P-1 is due on Friday,", "  17:00"]),
        ("    P-1 is due on Friday", ["    P-1 is due on", "      Friday"]),
        ('next  careline keep P-1 --note "x"', ["next  careline keep P-1 \\", '        --note "x"']),
        ("A new date?  careline x --by fri", ["A new date?  careline x \\", "               --by fri"]),
    ],
)
def test_a_line_on_a_terminal_breaks_further_in_than_it_begins(line: str, lines: list[str]) -> None:
    assert broken(line, 25 if "careline" in line else 22) == lines


def test_columns_are_as_wide_as_their_longest_text_and_two_spaces_apart() -> None:
    assert aligned([["case", "to", "n"], ["C-1", "Łukasz", "12"], ["C-12", "漢字", "3"]], right=[2]) == [
        "case  to       n",
        "C-1   Łukasz  12",
        "C-12  漢字     3",
    ]


def test_no_line_of_columns_ends_in_spaces() -> None:
    assert aligned([["a", "bb"], ["a", ""]]) == ["a  bb", "a"]


def test_one_enormous_cell_does_not_widen_the_other_rows() -> None:
    first, second = aligned([["x" * 1000, "b"], ["a", "b"]])
    assert first == "x" * 1000 + "  b"
    assert len(second) < 100
