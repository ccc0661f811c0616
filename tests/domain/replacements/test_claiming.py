"""When a supplier owes us something for a replacement, and what it may answer."""

from typing import Any

import pytest

from careline.domain.errors import BadInput, CarelineError, Refused
from careline.domain.money.costs import Payer
from careline.domain.money.money import Money
from careline.domain.replacements import claiming as rules
from careline.domain.replacements.claims import Credit
from careline.domain.replacements.programmes import Programme
from careline.domain.replacements.replacement import ShippedBy
from tests.builders import DUE, OPENED, claim, replacement


def usd(cents: int) -> Money:
    return Money(cents, "USD")


@pytest.mark.parametrize(
    ("pays_goods", "pays_shipping", "shipped_by", "owed"),
    [
        (Payer.SUPPLIER, Payer.SUPPLIER, ShippedBy.US, True),
        (Payer.SUPPLIER, Payer.US, ShippedBy.US, True),
        (Payer.US, Payer.SUPPLIER, ShippedBy.US, True),
        (Payer.US, Payer.US, ShippedBy.US, False),
        (Payer.SUPPLIER, Payer.SUPPLIER, ShippedBy.SUPPLIER, False),
    ],
)
def test_a_supplier_owes_what_it_pays_of_what_we_sent(
    pays_goods: Payer, pays_shipping: Payer, shipped_by: ShippedBy, *, owed: bool
) -> None:
    programme = Programme("Plantronics", pays_goods=pays_goods, pays_shipping=pays_shipping)
    assert rules.falls_due(replacement(shipped_by=shipped_by), programme) is owed


def test_nothing_is_owed_for_what_was_not_sent_yet() -> None:
    assert not rules.falls_due(replacement(shipped_at=None), Programme("Plantronics"))


@pytest.mark.parametrize(
    ("amount", "cost", "refusal", "words"),
    [
        (0, usd(4100), BadInput, "The amount is zero"),
        (4101, usd(4100), Refused, "is more than R-1 cost"),
        (1, usd(0), Refused, "is more than R-1 cost"),
        (1, None, Refused, "is more than R-1 cost"),
    ],
)
def test_nobody_claims_nothing_or_more_than_it_cost(
    amount: int, cost: Money | None, refusal: type[CarelineError], words: str
) -> None:
    with pytest.raises(refusal, match=words):
        rules.check_claim("R-1", usd(amount), cost)


@pytest.mark.parametrize("amount", [1, 4100])
def test_up_to_its_cost_it_can_be_claimed(amount: int) -> None:
    rules.check_claim("R-1", usd(amount), usd(4100))


ASKED: dict[str, Any] = {"submitted_at": OPENED}
REFUSED: dict[str, Any] = ASKED | {"rejected_at": DUE, "rejected_because": "wear"}


def paid(cents: int) -> dict[str, Any]:
    return ASKED | {"credits": (Credit(1, DUE, usd(cents), None),)}


@pytest.mark.parametrize(
    ("facts", "amount", "refusal", "words"),
    [
        ({}, 4100, Refused, "is not submitted yet"),
        (paid(4100), 1, Refused, "is over: it was"),
        (REFUSED, 1, Refused, "is over: it was"),
        (ASKED, 0, BadInput, "The amount is zero"),
        (ASKED, 4101, Refused, "is more than is still open"),
        (paid(4000), 101, Refused, "is more than is still open"),
    ],
)
def test_what_a_supplier_cannot_answer(
    facts: dict[str, Any], amount: int, refusal: type[CarelineError], words: str
) -> None:
    with pytest.raises(refusal, match=words):
        rules.check_answer(claim(**facts), usd(amount))


@pytest.mark.parametrize(("facts", "amount"), [(ASKED, 1), (ASKED, 4100), (paid(4000), 100)])
def test_a_supplier_credits_up_to_what_is_open(facts: dict[str, Any], amount: int) -> None:
    rules.check_answer(claim(**facts), usd(amount))
