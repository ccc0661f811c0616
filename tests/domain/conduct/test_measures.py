"""The measures, of one case and of several that went alike: a table each."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from careline.domain.cases.contacts import Direction
from careline.domain.conduct.measures import (
    Alike,
    Exchange,
    first_words,
    silences,
    solved_at_first_contact,
    tally_of_each,
    until_ended,
)
from tests.builders import OPENED, SECOND, boston

CLOSED = boston(5, 12)
REMEDIED = boston(3, 12)
FORTNIGHT = timedelta(days=14)
NOW = boston(9, 10)


Said = tuple[datetime, Exchange]


def contact(at: datetime, direction: str = "in", *, reached: bool = True, chasing: bool = False) -> Said:
    return at, Exchange(Direction(direction), reached=reached, chasing=chasing, praise=False)


def unanswered(at: datetime) -> Said:
    return contact(at, reached=False)


def course(
    *said: Said, closed_at: datetime | None = CLOSED, remedied_at: datetime | None = REMEDIED, confirmed: bool = True
) -> Alike:
    """One case; what is still open at NOW ends there."""
    said = (unanswered(OPENED), *said)
    end = closed_at or NOW
    return Alike(
        opened=True,
        closed=closed_at is not None,
        confirmed=confirmed,
        by_customer=True,
        reopened=False,
        spoken=tuple(exchange for _, exchange in said),
        opened_at=[OPENED],
        ended_at=[end],
        remedied_at=[remedied_at or end],
        spoken_at=[[at] for at, _ in said],
    )


def together(one: Alike, other: Alike) -> Alike:
    """Two cases that went alike."""
    return replace(
        one,
        opened_at=[*one.opened_at, *other.opened_at],
        ended_at=[*one.ended_at, *other.ended_at],
        remedied_at=[*one.remedied_at, *other.remedied_at],
        spoken_at=[[*first, *second] for first, second in zip(one.spoken_at, other.spoken_at, strict=True)],
    )


SOLVED = [
    (course(), True),
    (course(contact(CLOSED)), True),  # their confirming words
    (course(contact(REMEDIED)), True),  # they tell that it has come
    (course(contact(REMEDIED - SECOND)), False),
    (course(contact(boston(4, 9)), remedied_at=None), False),
    (course(remedied_at=None), True),
    (course(contact(CLOSED + SECOND)), False),
    (course(contact(CLOSED + FORTNIGHT)), False),
    (course(contact(CLOSED + FORTNIGHT + SECOND)), True),
    (course(contact(boston(2, 9), "out"), contact(boston(4, 9), "out")), True),
    (course(confirmed=False), False),
]


def test_solved_at_the_first_contact(subtests: pytest.Subtests) -> None:
    for case, solved in SOLVED:
        with subtests.test(str(case)):
            assert solved_at_first_contact(case) == solved


@pytest.mark.parametrize(
    ("case", "waited"),
    [
        (course(), None),
        (course(contact(boston(1, 12), "out")), timedelta(hours=2)),
        (course(contact(boston(1, 11), "out", reached=False), contact(boston(1, 13), "out")), timedelta(hours=3)),
        (course(contact(boston(1, 11))), timedelta(hours=1)),  # answered in the same call
        (course(contact(OPENED - SECOND, "out"), contact(boston(1, 13), "out")), timedelta(hours=3)),
        (course(contact(OPENED - SECOND, "out")), None),
    ],
)
def test_the_first_word_is_the_first_that_reached_them(case: Alike, waited: timedelta | None) -> None:
    assert list(first_words(case)) == ([waited] if waited is not None else [])


def test_it_takes_until_the_case_is_closed() -> None:
    assert list(until_ended(course())) == [CLOSED - OPENED]


@pytest.mark.parametrize(
    ("case", "longest"),
    [
        (course(), CLOSED - OPENED),
        (course(contact(boston(2, 10), "out")), CLOSED - boston(2, 10)),
        (course(contact(boston(4, 12), "out")), boston(4, 12) - OPENED),
        (course(contact(boston(4, 12), "out", reached=False)), CLOSED - OPENED),
        (course(closed_at=None), NOW - OPENED),
        (course(contact(boston(8, 10), "out")), CLOSED - OPENED),  # after closing
        (course(contact(OPENED - SECOND, "out"), contact(boston(2, 10), "out")), CLOSED - boston(2, 10)),
    ],
)
def test_silence_is_the_longest_time_without_a_word_of_ours(case: Alike, longest: timedelta) -> None:
    assert list(silences(case)) == [longest]


def test_cases_that_went_alike_keep_their_own_moments() -> None:
    early, late = (course(contact(boston(day, 12), "out"), contact(boston(4, 12))) for day in (1, 2))
    both = together(early, late)
    assert list(first_words(both)) == [*first_words(early), *first_words(late)]
    assert list(silences(both)) == [*silences(early), *silences(late)]
    assert solved_at_first_contact(both) == 2
    comes_back = course(contact(boston(1, 12), "out"), contact(CLOSED + SECOND))
    assert solved_at_first_contact(together(early, comes_back)) == 1
    words = together(early, course(contact(OPENED - SECOND, "out"), contact(boston(4, 12))))
    assert list(first_words(words)) == [timedelta(hours=2), boston(4, 12) - OPENED]


def test_chases_and_updates_follow_from_the_order_alone() -> None:
    chased = course(
        contact(boston(2, 9), chasing=True, reached=False), contact(boston(2, 10), "out"), contact(boston(3, 9), "out")
    )
    tally = tally_of_each(chased.spoken)
    assert (tally.chases, tally.updates) == (1, 1)
