"""The measures, case by case: a table of courses each."""

from datetime import datetime, timedelta

import pytest

from careline.domain.cases.case import FoundBy
from careline.domain.cases.contacts import Contact, Direction
from careline.domain.conduct.measures import Course, first_word, silence, solved_at_first_contact, until_confirmed
from tests.builders import OPENED, SECOND, boston

CLOSED = boston(5, 12)
REMEDIED = boston(3, 12)
FORTNIGHT = timedelta(days=14)


def contact(at: datetime, direction: str = "in", **facts: bool) -> Contact:
    return Contact(
        id=int(at.timestamp()),
        case_id=1,
        at=at,
        direction=Direction(direction),
        channel=None,
        who="x",
        text="x",
        **facts,
    )


def unanswered(at: datetime) -> Contact:
    return contact(at, reached=False)


def course(*contacts: Contact, **facts: object) -> Course:
    known: dict[str, object] = {
        "opened_at": OPENED,
        "found_by": FoundBy.CUSTOMER,
        "closed_at": CLOSED,
        "confirmed": True,
        "reopened": False,
        "remedied_at": REMEDIED,
    }
    return Course(contacts=(unanswered(OPENED), *contacts), **known | facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("case", "solved"),
    [
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
        (course(closed_at=None), None),
        (course(found_by=FoundBy.US), None),
        (course(found_by=FoundBy.REVIEW), None),
    ],
)
def test_solved_at_the_first_contact(case: Course, solved: bool | None) -> None:
    assert solved_at_first_contact(case) is solved


@pytest.mark.parametrize(
    ("case", "waited"),
    [
        (course(), None),
        (course(contact(boston(1, 12), "out")), timedelta(hours=2)),
        (course(contact(boston(1, 11), "out", reached=False), contact(boston(1, 13), "out")), timedelta(hours=3)),
        (course(contact(boston(1, 11))), timedelta(hours=1)),  # answered in the same call
    ],
)
def test_the_first_word_is_the_first_that_reached_them(case: Course, waited: timedelta | None) -> None:
    assert first_word(case) == waited


@pytest.mark.parametrize(
    ("facts", "took"), [({}, CLOSED - OPENED), ({"confirmed": False}, None), ({"closed_at": None}, None)]
)
def test_it_takes_until_the_customer_confirms(facts: dict[str, object], took: timedelta | None) -> None:
    assert until_confirmed(course(**facts)) == took


@pytest.mark.parametrize(
    ("case", "longest"),
    [
        (course(), CLOSED - OPENED),
        (course(contact(boston(2, 10), "out")), CLOSED - boston(2, 10)),
        (course(contact(boston(4, 12), "out")), boston(4, 12) - OPENED),
        (course(contact(boston(4, 12), "out", reached=False)), CLOSED - OPENED),
        (course(closed_at=None), boston(9, 10) - OPENED),
        (course(contact(boston(8, 10), "out")), CLOSED - OPENED),  # after closing
    ],
)
def test_silence_is_the_longest_time_without_a_word_of_ours(case: Course, longest: timedelta) -> None:
    assert silence(case, boston(9, 10)) == longest
