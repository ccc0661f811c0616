"""Warranty and goodwill: until when a unit is warranted, on what ground it is replaced, and who may give one away."""

from datetime import UTC, date, datetime

import pytest

from careline.domain.errors import Refused
from careline.domain.money.money import Money
from careline.domain.money.purchases import Purchase
from careline.domain.replacements.products import Product
from careline.domain.replacements.programmes import Programme
from careline.domain.replacements.replacement import Basis
from careline.domain.replacements.warranty import (
    check_basis,
    goodwill_limit,
    warranted_until,
    warranty_months,
    within_authority,
)
from careline.domain.shop.policy import Policy
from tests.builders import BOSTON

DOLLARS = "USD"


def moment(text: str) -> datetime:
    """A moment on a clock in Boston, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=BOSTON).astimezone(UTC)


def purchase(bought: str, delivered: str | None = None) -> Purchase:
    return Purchase(
        id=1,
        customer_id=1,
        product="LabelWriter 350",
        order="17",
        serial=None,
        bought_at=moment(bought),
        delivered_at=moment(delivered) if delivered else None,
        quantity=1,
        price=Money(9900, DOLLARS),
        cost=None,
    )


@pytest.mark.parametrize(
    ("bought", "delivered", "months", "until"),
    [
        ("2026-03-09 12:00", None, 12, date(2027, 3, 9)),
        ("2026-03-09 12:00", "2026-03-12 12:00", 12, date(2027, 3, 12)),
        ("2026-08-31 12:00", None, 6, date(2027, 2, 28)),
        ("2027-08-31 12:00", None, 6, date(2028, 2, 29)),
        ("2028-02-29 12:00", None, 12, date(2029, 2, 28)),
        ("2026-01-30 12:00", None, 1, date(2026, 2, 28)),
        ("2026-02-28 12:00", None, 1, date(2026, 3, 28)),
        # Late in the evening in Boston, where it is the next day in UTC already.
        ("2026-03-31 23:30", None, 1, date(2026, 4, 30)),
        ("2026-03-09 12:00", None, 0, date(2026, 3, 9)),
    ],
)
def test_a_warranty_ends_months_after_the_delivery_else_after_the_purchase(
    bought: str, delivered: str | None, months: int, until: date
) -> None:
    assert warranted_until(purchase(bought, delivered), months, BOSTON) == until


@pytest.mark.parametrize(
    ("of_product", "of_programme", "months"), [(6, 24, 6), (None, 24, 24), (None, None, 18), (0, 24, 0)]
)
def test_the_product_says_how_long_before_the_programme_and_that_before_the_policy(
    of_product: int | None, of_programme: int | None, months: int
) -> None:
    product = Product(1, "LabelWriter 350", warranty_months=of_product)
    programme = Programme("Dymo", warranty_months=of_programme)
    assert warranty_months(product, programme, Policy(warranty_months=18)) == months


def test_without_product_and_programme_the_policy_says_how_long() -> None:
    assert warranty_months(None, None, Policy()) == 12


@pytest.mark.parametrize(
    ("basis", "at", "words"),
    [
        (Basis.WARRANTY, "2027-03-09 23:59", None),
        (Basis.WARRANTY, "2027-03-10 00:00", "The warranty of the LabelWriter 350 of C-1 ended on"),
        (Basis.DOA, "2026-03-23 23:59", None),
        (Basis.DOA, "2026-03-24 00:00", "counted as dead on arrival until"),
        (Basis.GOODWILL, "2036-01-01 12:00", None),
    ],
)
def test_a_ground_holds_to_the_end_of_its_last_day(basis: Basis, at: str, words: str | None) -> None:
    def check() -> None:
        check_basis(basis, "C-1", purchase("2026-03-09 12:00"), 12, 14, moment(at), BOSTON)

    if words is None:
        check()
    else:
        with pytest.raises(Refused, match=words):
            check()


def test_dead_on_arrival_counts_from_the_delivery() -> None:
    bought = purchase("2026-03-01 12:00", "2026-03-09 12:00")
    check_basis(Basis.DOA, "C-1", bought, 12, 14, moment("2026-03-23 12:00"), BOSTON)


@pytest.mark.parametrize("basis", [Basis.WARRANTY, Basis.DOA])
def test_without_a_purchase_nothing_but_goodwill_can_be_worked_out(basis: Basis) -> None:
    at = moment("2026-03-10 12:00")
    with pytest.raises(Refused, match="careline purchase add"):
        check_basis(basis, "C-1", None, 12, 14, at, BOSTON)
    check_basis(Basis.GOODWILL, "C-1", None, 12, None, at, BOSTON)


def test_without_days_nobody_knows_what_counts_as_dead_on_arrival() -> None:
    with pytest.raises(Refused, match="--doa-days"):
        check_basis(Basis.DOA, "C-1", purchase("2026-03-09 12:00"), 12, None, moment("2026-03-10 12:00"), BOSTON)


def test_a_warranty_that_is_over_says_since_when_and_what_to_do() -> None:
    with pytest.raises(Refused) as refused:
        check_basis(Basis.WARRANTY, "C-1", purchase("2026-03-09 12:00"), 1, 14, moment("2026-08-18 12:00"), BOSTON)
    assert str(refused.value) == (
        "The warranty of the LabelWriter 350 of C-1 ended on Thu 9 Apr 2026; to send one anyway, give --basis goodwill."
    )
    assert refused.value.exit_code == 4


POLICY = Policy(goodwill=(("Ben", Money(10000, DOLLARS)), ("others", Money(2500, DOLLARS))))


@pytest.mark.parametrize(
    ("policy", "who", "limit"),
    [
        (POLICY, "Ana", None),
        (POLICY, "ana", None),
        (POLICY, "Ben", 10000),
        (POLICY, "BEN", 10000),
        (POLICY, "Cleo", 2500),
        (Policy(), "Ana", None),
        (Policy(), "Ben", 0),
        (Policy(goodwill=(("Ben", Money(10000, DOLLARS)),)), "Cleo", 0),
    ],
)
def test_each_gives_as_much_as_the_policy_says_and_the_owner_whatever_they_like(
    policy: Policy, who: str, limit: int | None
) -> None:
    assert goodwill_limit(policy, "Ana", who) == limit


@pytest.mark.parametrize(
    ("who", "price", "may"),
    [
        ("Ben", 10000, True),
        ("Ben", 10001, False),
        ("Ben", None, False),
        ("Cleo", 2500, True),
        ("Cleo", 2501, False),
        ("Ana", 10_000_000, True),
        ("Ana", None, True),
    ],
)
def test_authority_ends_above_its_amount_and_does_not_reach_what_nobody_can_price(
    who: str, price: int | None, may: bool
) -> None:
    assert within_authority(POLICY, "Ana", who, None if price is None else Money(price, DOLLARS)) is may
