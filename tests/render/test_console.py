"""How Rich sets text at a terminal: what wraps, what is shortened, and what the environment has no say in."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import RenderableType

from careline.render.console import Flow, opposite, printed, shortened, side_by_side, widest

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
WORDS = st.lists(
    st.one_of(
        st.sampled_from(
            ["Zoë", "漢字かな交じり文", "한국어", "שלום", "مرحبا", "e\u0301", "Z\u0351\u036b", "👍🏽", "🇫🇷", "❤️"]
        ),
        st.text("ab漢e\u0301שא", min_size=1, max_size=90),
        st.just("x" * 5000),
    ),
    max_size=12,
).map(" ".join)


def lines(page: RenderableType, width: int) -> list[str]:
    return printed(page, width=width, colour=False).split("\n")[:-1]


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(WORDS, st.integers(8, 80))
def test_lines_fit_and_hold_every_character_in_order(text: str, width: int) -> None:
    shown = shortened(text)
    told = lines(Flow(shown), width)
    assert letters("".join(told)) == letters(shown)
    assert max(map(cell_len, told)) <= width
    assert [line for line in told if line != line.strip(" ")] == []


@given(WORDS, WORDS, st.integers(8, 40), st.integers(8, 40))
def test_so_do_the_cells_of_columns(first: str, second: str, left: int, right: int) -> None:
    told = lines(side_by_side([[Flow(first), Flow(second)]], [left, right]), left + 2 + right)
    assert max(map(cell_len, told)) <= left + 2 + right
    assert sorted(letters("".join(told))) == sorted(letters(first + second))


@given(WORDS, st.integers(8, 80))
def test_colour_taken_away_gives_the_plain_page(text: str, width: int) -> None:
    page = side_by_side([[Flow(text, "bold red"), Flow("12", "red")]], [width, 4], right=[1])
    assert COLOUR.sub("", printed(page, width=width + 6, colour=True)) == printed(page, width=width + 6, colour=False)


def test_no_line_begins_with_the_blank_behind_a_broken_word() -> None:
    assert lines(Flow("abcdefghij klm nop"), 5) == ["abcde", "fghij", "klm", "nop"]
    assert lines(Flow("abcdefghij klmno"), 5) == ["abcde", "fghij", "klmno"]


def test_the_lines_of_a_pasted_text_keep_their_blanks_and_empty_lines() -> None:
    assert lines(Flow("one\n\n  two"), 20) == ["one", "", "  two"]


def test_nothing_in_a_text_is_markup_or_an_emoji_or_lights_up() -> None:
    assert printed(Flow("[bold]x[/bold] :smile: 12 'a'"), width=40, colour=True) == "[bold]x[/bold] :smile: 12 'a'\n"


def test_an_enormous_word_is_shortened_and_its_length_said() -> None:
    assert shortened(f"an {'x' * 2**20}, b") == f"an {'x' * 40}… (1,048,577 characters) b"
    assert shortened("漢" * 1001) == "漢" * 40 + "… (1,001 characters)"


def test_a_word_of_a_thousand_characters_and_a_long_text_are_not() -> None:
    for text in ("x" * 1000, "word " * 1000):
        assert shortened(text) == text


def test_columns_stand_two_spaces_apart_and_figures_flush_right() -> None:
    rows = [[Flow("漢字"), Flow("1")], [Flow("one two three"), Flow("12")]]
    assert lines(side_by_side(rows, [7, 3], right=[1]), 12) == ["漢字       1", "one two   12", "three"]


@pytest.mark.parametrize(("width", "told"), [(12, ["C-1    Mon 1"]), (9, ["C-1", "Mon 1"])])
def test_what_has_no_room_at_the_other_edge_stands_beneath(width: int, told: list[str]) -> None:
    assert lines(opposite(Flow("C-1"), Flow("Mon 1"), width), width) == told


def test_the_width_of_a_column_is_that_of_its_longest_text_and_has_an_end() -> None:
    assert widest(["a", "漢字"], 10) == 4
    assert widest(["a" * 20], 10) == 10
    assert widest([], 10) == 0
