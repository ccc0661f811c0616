"""Warranty and goodwill: until when a unit is warranted, on what ground it is replaced, and who may give one away."""

from datetime import UTC, date, datetime

import pytest

from careline.domain.errors import Refused
from careline.domain.money.money import Money
from careline.domain.money.purchases import Purchase
from careline.domain.replacements.products import Product
from careline.domain.replacements.programmes import Programme
from careline.domain.replacements.replacement import Basis, Outcome, Replacement
from careline.domain.replacements.warranty import (
    Grounds,
    basis_that_holds,
    check_basis,
    goodwill_limit,
    reason,
    warranted_until,
    warranty_months,
    within_authority,
)
from careline.domain.shop.policy import Policy
from tests.builders import BOSTON, replacement

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


def grounds(of: Purchase | None, *earlier: Replacement, months: int = 12, doa_days: int | None = 14) -> Grounds:
    """Those for the next attempt after these."""
    failed = next((each for each in reversed(earlier) if each.outcome is not Outcome.WORKS), None)
    return Grounds("C-1", of, months, doa_days, earlier, failed, BOSTON)


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
        check_basis(basis, grounds(purchase("2026-03-09 12:00")), moment(at))

    if words is None:
        check()
    else:
        with pytest.raises(Refused, match=words):
            check()


def test_dead_on_arrival_counts_from_the_delivery() -> None:
    bought = purchase("2026-03-01 12:00", "2026-03-09 12:00")
    check_basis(Basis.DOA, grounds(bought), moment("2026-03-23 12:00"))


@pytest.mark.parametrize("basis", [Basis.WARRANTY, Basis.DOA])
def test_without_a_purchase_nothing_but_goodwill_can_be_worked_out(basis: Basis) -> None:
    at = moment("2026-03-10 12:00")
    with pytest.raises(Refused, match="careline purchase add"):
        check_basis(basis, grounds(None), at)
    check_basis(Basis.GOODWILL, grounds(None, doa_days=None), at)
    assert basis_that_holds(grounds(None), at) is None


def test_without_days_nobody_knows_what_counts_as_dead_on_arrival() -> None:
    with pytest.raises(Refused, match="--doa-days"):
        check_basis(Basis.DOA, grounds(purchase("2026-03-09 12:00"), doa_days=None), moment("2026-03-10 12:00"))


def test_a_warranty_that_is_over_says_since_when_and_what_to_do() -> None:
    with pytest.raises(Refused) as refused:
        check_basis(Basis.WARRANTY, grounds(purchase("2026-03-09 12:00"), months=1), moment("2026-08-18 12:00"))
    assert str(refused.value) == (
        "The warranty of the LabelWriter 350 of C-1 ended on Thu 9 Apr 2026; to send one anyway, give --basis goodwill."
    )
    assert refused.value.exit_code == 4


BOUGHT = purchase("2025-07-01 12:00")


def sent(
    basis: Basis | None, requested: str = "2026-06-25 12:00", delivered: str | None = "2026-06-27 12:00"
) -> Replacement:
    """The attempt before, which arrived dead."""
    return replacement(
        1,
        Outcome.DOA if delivered else Outcome.LOST,
        basis=basis,
        requested_at=moment(requested),
        delivered_at=moment(delivered) if delivered else None,
    )


GROUNDS = [
    (grounds(BOUGHT), "2026-07-01 23:59", Basis.WARRANTY, "Basis: warranty, until Wed 1 Jul 2026."),
    (
        grounds(BOUGHT),
        "2026-07-02 09:00",
        Basis.GOODWILL,
        "Basis: goodwill, as the warranty ended on Wed 1 Jul 2026.",
    ),
    (grounds(BOUGHT, months=0), "2025-07-03 09:00", Basis.DOA, "Basis: doa, until Tue 15 Jul 2025."),
    (grounds(BOUGHT, sent(Basis.WARRANTY)), "2026-07-06 09:00", Basis.WARRANTY, "Basis: warranty, as R-1 was."),
    (grounds(None, sent(Basis.WARRANTY)), "2030-07-06 09:00", Basis.WARRANTY, "Basis: warranty, as R-1 was."),
    (grounds(BOUGHT, sent(None)), "2026-07-06 09:00", Basis.WARRANTY, "Basis: warranty, as R-1 was."),
    (
        grounds(BOUGHT, sent(None, "2026-07-02 09:00", None)),
        "2026-07-06 09:00",
        Basis.GOODWILL,
        "Basis: goodwill, as the warranty ended on Wed 1 Jul 2026.",
    ),
    (
        grounds(BOUGHT, sent(None, "2026-07-02 09:00")),
        "2026-07-06 09:00",
        Basis.DOA,
        "Basis: doa, until Sat 11 Jul 2026.",
    ),
    (grounds(BOUGHT, sent(Basis.DOA)), "2026-07-11 23:59", Basis.DOA, "Basis: doa, until Sat 11 Jul 2026."),
    (grounds(BOUGHT, sent(Basis.DOA)), "2026-07-12 00:00", Basis.WARRANTY, "Basis: warranty, as R-1 was."),
    (grounds(BOUGHT, sent(Basis.GOODWILL)), "2026-06-30 09:00", Basis.GOODWILL, "Basis: goodwill, as R-1 was."),
]


def test_where_no_ground_is_said_the_last_ones_holds_on_or_the_first_that_does(subtests: pytest.Subtests) -> None:
    for facts, at, basis, says in GROUNDS:
        with subtests.test(at):
            assert basis_that_holds(facts, moment(at)) is basis
            assert reason(basis, facts, moment(at)) == says
            check_basis(basis, facts, moment(at))


@pytest.mark.parametrize(
    ("last", "at", "refusal"),
    [
        (sent(Basis.WARRANTY), "2026-07-11 23:59", None),
        (
            sent(Basis.WARRANTY),
            "2026-07-12 00:00",
            "R-1 counted as dead on arrival until Sat 11 Jul 2026; give --basis",
        ),
        (
            sent(Basis.WARRANTY, delivered=None),
            "2026-06-28 12:00",
            "R-1 never arrived, so it cannot be dead on arrival",
        ),
    ],
)
def test_the_days_of_a_replacement_that_is_dead_on_arrival_count_from_its_own_delivery(
    last: Replacement, at: str, refusal: str | None
) -> None:
    if refusal is None:
        check_basis(Basis.DOA, grounds(BOUGHT, last), moment(at))
        check_basis(Basis.DOA, grounds(None, last), moment(at))
        return
    with pytest.raises(Refused, match=refusal):
        check_basis(Basis.DOA, grounds(BOUGHT, last), moment(at))


def test_a_chain_that_began_as_goodwill_is_under_no_warranty_later() -> None:
    with pytest.raises(Refused, match="ended on Wed 1 Jul 2026"):
        check_basis(Basis.WARRANTY, grounds(BOUGHT, sent(Basis.GOODWILL)), moment("2026-07-06 09:00"))


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
