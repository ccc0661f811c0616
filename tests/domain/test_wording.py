"""Words that many pages share."""

import pytest

from careline.domain.wording import counted, ordinal, times


@pytest.mark.parametrize(("count", "words"), [(0, "0 cases"), (1, "1 case"), (2, "2 cases")])
def test_a_count_has_its_noun(count: int, words: str) -> None:
    assert counted(count, "case") == words


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


@pytest.mark.parametrize(("count", "words"), [*TENTH, *BEYOND])
def test_the_place_in_a_row(count: int, words: str) -> None:
    assert ordinal(count) == words
