"""What a supplier owes for a replacement: its states, what is open of it, and what was known of it at a moment."""

from datetime import datetime
from typing import Any

import pytest

from careline.domain.money.costs import Payer, Share
from careline.domain.money.money import Money
from careline.domain.replacements.claims import ClaimState, Credit, as_of, borne, state
from tests.builders import DUE, OPENED, SECOND, boston, claim, cost


def usd(cents: int) -> Money:
    return Money(cents, "USD")


def credit(number: int, cents: int, at: datetime = DUE) -> Credit:
    return Credit(number, at, usd(cents), None)


ASKED: dict[str, Any] = {"submitted_at": OPENED, "reference": "RMA-1"}
REFUSED: dict[str, Any] = {"rejected_at": boston(4), "rejected_because": "wear"}
PART, REST = credit(1, 2000), credit(2, 2100, boston(3))


@pytest.mark.parametrize(
    ("facts", "where", "credited", "still_open", "rejected"),
    [
        ({}, ClaimState.DUE, 0, 4100, 0),
        (ASKED, ClaimState.SUBMITTED, 0, 4100, 0),
        (ASKED | {"credits": (PART,)}, ClaimState.CREDITED_IN_PART, 2000, 2100, 0),
        (ASKED | {"credits": (PART, REST)}, ClaimState.CREDITED, 4100, 0, 0),
        (ASKED | {"credits": (credit(1, 4099),)}, ClaimState.CREDITED_IN_PART, 4099, 1, 0),
        (ASKED | REFUSED, ClaimState.REJECTED, 0, 0, 4100),
        (ASKED | REFUSED | {"credits": (PART,)}, ClaimState.REJECTED, 2000, 0, 2100),
    ],
)
def test_every_cent_of_a_claim_is_credited_open_or_rejected(
    facts: dict[str, Any], where: ClaimState, credited: int, still_open: int, rejected: int
) -> None:
    each = claim(**facts)
    assert state(each) is where
    assert (each.credited, each.open_amount, each.rejected_amount) == (usd(credited), usd(still_open), usd(rejected))
    assert each.credited + each.open_amount + each.rejected_amount == each.amount


ANSWERED = ASKED | REFUSED | {"credits": (PART, credit(2, 100, boston(3)))}


@pytest.mark.parametrize(
    ("moment", "where", "credited"),
    [
        (OPENED - SECOND, ClaimState.DUE, 0),
        (OPENED, ClaimState.SUBMITTED, 0),
        (DUE - SECOND, ClaimState.SUBMITTED, 0),
        (DUE, ClaimState.CREDITED_IN_PART, 2000),
        (boston(3), ClaimState.CREDITED_IN_PART, 2100),
        (boston(4) - SECOND, ClaimState.CREDITED_IN_PART, 2100),
        (boston(4), ClaimState.REJECTED, 2100),
    ],
)
def test_as_of_a_past_moment_later_facts_do_not_exist(moment: datetime, where: ClaimState, credited: int) -> None:
    then = as_of(claim(**ANSWERED), moment, [])
    assert (state(then), then.credited) == (where, usd(credited))


def test_with_the_moment_go_the_number_and_the_reason() -> None:
    assert as_of(claim(**ANSWERED), OPENED - SECOND, []) == claim()
    assert as_of(claim(**ANSWERED), boston(8), []) == claim(**ANSWERED)


GOODS = cost(1, payer=Payer.SUPPLIER, replacement_id=1)
POSTAGE = cost(2, payer=Payer.SUPPLIER, replacement_id=1, amount=usd(650), at=DUE)
HANDLING = cost(3, replacement_id=1, amount=usd(500))
SHARED = cost(4, replacement_id=1, amount=usd(1000), share=Share(OPENED, usd(400), "I pay some"))
ANOTHER = cost(5, payer=Payer.SUPPLIER, replacement_id=2, amount=usd(7))
LOOSE = cost(6, payer=Payer.SUPPLIER, amount=usd(9))


def test_a_supplier_bears_what_it_pays_of_that_replacement() -> None:
    costs = [GOODS, POSTAGE, HANDLING, SHARED, ANOTHER, LOOSE]
    assert borne(costs, 1, "USD") == usd(4750)
    assert borne(costs, 2, "USD") == usd(7)
    assert borne(costs, 3, "USD") is None
    assert borne([HANDLING], 1, "USD") is None


def test_what_was_spent_in_another_currency_is_no_part_of_it() -> None:
    euros = cost(7, payer=Payer.SUPPLIER, replacement_id=1, amount=Money(900, "EUR"))
    assert (borne([GOODS, euros], 1, "USD"), borne([GOODS, euros], 1, "EUR")) == (usd(4100), Money(900, "EUR"))


def test_what_could_be_claimed_is_what_it_cost_less_the_customers_share() -> None:
    assert borne([GOODS, HANDLING, SHARED], 1, "USD", (Payer.US, Payer.SUPPLIER)) == usd(4100 + 500 + 600)


@pytest.mark.parametrize(
    ("amount", "submitted_at", "moment", "then"),
    [
        (4750, None, OPENED, 4100),
        (4750, None, DUE, 4750),
        (4750, boston(5), OPENED, 4100),
        (4750, OPENED, OPENED, 4750),
        (4000, None, OPENED, 4000),
        (9000, None, OPENED, 9000),
        (4750, None, OPENED - SECOND, 4750),
    ],
    ids=["grew", "grown", "not submitted yet", "submitted", "for less", "by hand for more", "before any cost"],
)
def test_until_it_is_submitted_a_claim_is_what_the_supplier_bore_by_then(
    amount: int, submitted_at: datetime | None, moment: datetime, then: int
) -> None:
    each = claim(amount=usd(amount), submitted_at=submitted_at)
    assert as_of(each, moment, [GOODS, POSTAGE]).amount == usd(then)
