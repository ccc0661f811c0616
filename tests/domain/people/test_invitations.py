"""Review invitations: one rule for all, an open case holds, and nothing else of the customer decides."""

import ast
import inspect
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.domain.people import invitations as rules
from careline.domain.people.invitations import Mailing, Purpose, State, arrival_check_state, due_at, invitation_state
from careline.domain.shop.policy import Policy
from careline.domain.shop.shop import Shop
from careline.domain.time.durations import NEVER
from tests.builders import SECOND, boston, calendar

DELIVERED = boston(5, 15, month=1)
DUE = boston(19, month=1)
AT_LATEST = boston(6, month=3)
NOT_YET_DUE, DUE_NOW, HELD, SENT, OPTED_OUT = State
# By these one could choose whom to ask.
TEMPTING = {
    *("sentiment", "rating", "stars", "worth", "value", "tone", "finding", "praise", "flag", "effort", "chases"),
    *("outcome", "closed_how", "confirmed", "fault", "severity", "price", "cost", "amount", "quantity"),
}


def shop(*days_off: date, **policy: Any) -> Shop:
    return Shop("Headsets Direct", calendar(*days_off), Policy(**policy), "Ana", "USD")


def mailing(**facts: Any) -> Mailing:
    """A hub that was delivered to Kim on Mon 5 Jan at 15:00."""
    known: dict[str, Any] = {"name": "Kim Ito", "email": "kim@example.com", "order": "2001", "product": "USB hub"}
    return Mailing(**{"purchase_id": 1, **known, "delivered_at": DELIVERED} | facts)


@pytest.mark.parametrize(
    ("delivered_at", "due"),
    [
        (DELIVERED, DUE),
        (boston(5, 0, 1, month=1), DUE),
        (boston(5, 23, 59, month=1), DUE),
        (boston(6, 0, 1, month=1), boston(20, month=1)),
        (boston(3, 12, month=1), boston(17, month=1)),
        (boston(28, 12, month=2), boston(14, month=3)),
    ],
)
def test_every_invitation_is_due_at_closing_time_two_weeks_after_the_day_of_delivery(
    delivered_at: datetime, due: datetime
) -> None:
    assert due_at(mailing(delivered_at=delivered_at), Purpose.INVITATION, shop(date(2026, 1, 19))) == due


def test_an_invitation_waits_is_due_is_held_and_is_released_at_the_longest_time(subtests: pytest.Subtests) -> None:
    rows: list[tuple[Mapping[str, Any], datetime, State]] = [
        ({}, DUE - SECOND, NOT_YET_DUE),
        ({}, DUE, DUE_NOW),
        ({}, boston(1, month=12), DUE_NOW),
        ({"delivered_at": None}, boston(1, month=12), NOT_YET_DUE),
        ({"open_case": 1}, DUE - SECOND, NOT_YET_DUE),
        ({"open_case": 1}, DUE, HELD),
        ({"open_case": 1}, AT_LATEST - SECOND, HELD),
        ({"open_case": 1}, AT_LATEST, DUE_NOW),
        ({"sent_at": DUE}, DUE - SECOND, NOT_YET_DUE),
        ({"sent_at": DUE}, DUE, SENT),
        ({"sent_at": DUE, "open_case": 1}, DUE, SENT),
        ({"sent_at": DUE, "opted_out_at": DUE}, DUE, SENT),
        ({"opted_out_at": DELIVERED}, DELIVERED - SECOND, NOT_YET_DUE),
        ({"opted_out_at": DELIVERED}, DELIVERED, OPTED_OUT),
        ({"opted_out_at": DELIVERED}, boston(1, month=12), OPTED_OUT),
        ({"opted_out_at": DELIVERED, "open_case": 1}, DUE, OPTED_OUT),
        ({"opted_out_at": DUE + SECOND}, DUE, DUE_NOW),
    ]
    for facts, now, state in rows:
        with subtests.test(facts=facts, now=now, state=state):
            assert invitation_state(mailing(**facts), shop(), now) is state


def test_where_the_longest_time_is_over_before_it_is_due_nothing_holds_it() -> None:
    short = shop(invite_after="14d", invite_at_latest="7d")
    assert invitation_state(mailing(open_case=1), short, DUE - SECOND) is NOT_YET_DUE
    assert invitation_state(mailing(open_case=1), short, DUE) is DUE_NOW


@pytest.mark.parametrize(
    ("facts", "now", "state"),
    [
        ({}, boston(7, month=1) - SECOND, NOT_YET_DUE),
        ({}, boston(7, month=1), DUE_NOW),
        ({"open_case": 1}, boston(7, month=1), DUE_NOW),
        ({"opted_out_at": DELIVERED}, boston(7, month=1), DUE_NOW),
        ({"delivered_at": None}, boston(1, month=12), NOT_YET_DUE),
        ({"sent_at": boston(7, month=1)}, boston(7, month=1) - SECOND, NOT_YET_DUE),
        ({"sent_at": boston(7, month=1)}, boston(7, month=1), SENT),
    ],
)
def test_every_buyer_is_asked_whether_it_arrived_well_two_days_after_the_delivery(
    facts: Mapping[str, Any], now: datetime, state: State
) -> None:
    assert arrival_check_state(mailing(**facts), shop(), now) is state


@given(
    second=st.integers(0, 4 * 365 * 86400),
    duration=st.sampled_from(["14d", "2w", "10bd", "36h", "20bh"]),
)
def test_what_was_delivered_by_the_last_start_is_due_and_nothing_after_it(second: int, duration: str) -> None:
    now, here = datetime(2024, 1, 1, tzinfo=UTC) + second * SECOND, shop(date(2026, 1, 19))
    last = rules.last_start(duration, here, now)
    assert rules.over_at(duration, last, here) <= now < rules.over_at(duration, last + SECOND, here)


def test_a_time_that_no_calendar_holds_is_never_over() -> None:
    here = shop(invite_after="99999w")
    assert due_at(mailing(), Purpose.INVITATION, here) == NEVER
    assert rules.last_start("99999w", here, DUE) < datetime(1970, 1, 1, tzinfo=UTC)


def test_a_rule_knows_nothing_of_a_customer_by_which_one_could_choose() -> None:
    """What a mailing holds is all that a rule can see: no rating, no worth, no tone, and not how a case ended."""
    known = {"purchase_id", "name", "email", "order", "product", "delivered_at", "sent_at", "opted_out_at", "open_case"}
    assert set(Mailing.__match_args__) == known


def test_neither_name_address_nor_product_changes_when_somebody_is_invited() -> None:
    others: list[dict[str, Any]] = [
        {"name": "Kim Bo"},
        {"email": None},
        {"order": None},
        {"product": "MX500i"},
        {"purchase_id": 7},
    ]
    for open_case in (None, 1):
        for now in (DUE - SECOND, DUE, AT_LATEST):
            usual = invitation_state(mailing(open_case=open_case), shop(), now)
            assert {invitation_state(mailing(open_case=open_case, **each), shop(), now) for each in others} == {usual}


def test_the_rules_name_nothing_by_which_one_could_choose() -> None:
    names = {
        word
        for node in ast.walk(ast.parse(inspect.getsource(rules)))
        for word in (getattr(node, "id", ""), getattr(node, "attr", ""), getattr(node, "arg", "") or "")
    }
    assert not [name for name in names if any(word in name.lower() for word in TEMPTING)]
    assert "open_case" in names


def test_a_mailing_says_whose_it_is() -> None:
    assert mailing().words == "Kim Ito, USB hub, order 2001"
    assert mailing(order=None).words == "Kim Ito, USB hub"
