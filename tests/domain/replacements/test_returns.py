"""The old unit's way back: where it is at a moment, and how late."""

from datetime import datetime
from typing import Any

import pytest

from careline.domain.replacements.returns import Became, ReturnState, as_of, days_late, state
from tests.builders import DUE, OPENED, SECOND, boston, calendar, old_unit

INSPECTED: dict[str, Any] = {
    "received_at": boston(4, 9),
    "inspected_at": boston(5, 9),
    "became": Became.SCRAPPED,
    "finding": "a broken hinge",
}
WAIVED = {"waived_at": boston(3), "waived_because": "the postage is more than it is worth"}


@pytest.mark.parametrize(
    ("facts", "now", "where", "late"),
    [
        ({}, OPENED, ReturnState.AWAITED, None),
        ({}, DUE, ReturnState.AWAITED, None),
        ({}, DUE + SECOND, ReturnState.OVERDUE, 0),
        ({}, boston(2, 23, 59), ReturnState.OVERDUE, 0),
        ({}, boston(3, 0, 0), ReturnState.OVERDUE, 1),
        ({}, boston(8), ReturnState.OVERDUE, 6),
        ({"received_at": DUE}, boston(8), ReturnState.RECEIVED, None),
        ({"received_at": DUE + SECOND}, boston(8), ReturnState.RECEIVED, 0),
        ({"received_at": boston(4, 9)}, boston(8), ReturnState.RECEIVED, 2),
        (INSPECTED, boston(8), ReturnState.INSPECTED, 2),
        ({"waived_at": DUE}, boston(8), ReturnState.WAIVED, None),
        (WAIVED, boston(8), ReturnState.WAIVED, None),
    ],
)
def test_where_the_old_unit_is_follows_from_the_facts_and_lateness_stays_as_it_was_when_it_came(
    facts: dict[str, Any], now: datetime, where: ReturnState, late: int | None
) -> None:
    each = old_unit(**facts)
    assert (state(each, now), days_late(each, now, calendar())) == (where, late)


@pytest.mark.parametrize(
    ("facts", "moment", "where"),
    [
        (WAIVED, boston(3) - SECOND, ReturnState.OVERDUE),
        (WAIVED, boston(3), ReturnState.WAIVED),
        (INSPECTED, DUE, ReturnState.AWAITED),
        (INSPECTED, boston(4, 9) - SECOND, ReturnState.OVERDUE),
        (INSPECTED, boston(4, 9), ReturnState.RECEIVED),
        (INSPECTED, boston(5, 9) - SECOND, ReturnState.RECEIVED),
        (INSPECTED, boston(5, 9), ReturnState.INSPECTED),
    ],
)
def test_as_of_a_past_moment_later_facts_do_not_exist(
    facts: dict[str, Any], moment: datetime, where: ReturnState
) -> None:
    assert state(as_of(old_unit(**facts), moment), moment) is where


def test_with_the_moment_go_the_reason_what_it_became_and_what_was_found() -> None:
    assert as_of(old_unit(**WAIVED, **INSPECTED), OPENED) == old_unit()
    assert as_of(old_unit(**INSPECTED), boston(8)) == old_unit(**INSPECTED)


@pytest.mark.parametrize(
    ("became", "words"),
    [
        (Became.RESTOCKED, "restocked"),
        (Became.TO_SUPPLIER, "sent to the supplier"),
        (Became.TO_CUSTOMER, "sent to the customer"),
    ],
)
def test_what_became_of_it_is_said_in_words(became: Became, words: str) -> None:
    assert became.words == words
