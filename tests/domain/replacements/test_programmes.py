"""Programmes of suppliers: what one may say of them, when the old unit comes back, and how much they bear."""

from datetime import UTC, datetime
from typing import Any

import pytest

from careline.domain.errors import BadInput
from careline.domain.money.money import Money
from careline.domain.replacements.programmes import (
    Approval,
    Period,
    PriceNeeded,
    Programme,
    Returns,
    Terms,
    Used,
    above_cap,
    amended,
    cap_currency,
    cap_reached,
    counts_since,
    return_asked,
)
from careline.domain.replacements.replacement import ShippedBy
from careline.domain.shop.policy import Policy
from tests.builders import BOSTON


def dollars(amount: int | None) -> Money | None:
    return None if amount is None else Money(amount, "USD")


PLAIN = Programme("Plantronics")
FULL = Programme(
    "Plantronics",
    approval=Approval.ON_REQUEST,
    approve_within="2bd",
    ship_within="3bd",
    returns=Returns.ABOVE,
    return_above=dollars(2500),
    cap_units=10,
    cap_every=Period.QUARTER,
)


def test_what_nobody_speaks_of_stays() -> None:
    assert amended(FULL, Terms()) == FULL
    assert amended(FULL, Terms(doa_days=14)).cap_units == 10


@pytest.mark.parametrize(
    ("terms", "gone"),
    [
        (Terms(approval=Approval.BY_ITSELF), "approve_within"),
        (Terms(ships=ShippedBy.US), "ship_within"),
        (Terms(returns=Returns.NEVER), "return_above"),
        (Terms(returns=Returns.ALWAYS), "return_above"),
    ],
)
def test_what_goes_only_with_something_that_ends_goes_too(terms: Terms, gone: str) -> None:
    assert getattr(FULL, gone) is not None
    assert getattr(amended(FULL, terms), gone) is None


@pytest.mark.parametrize(
    ("programme", "terms", "option"),
    [
        (PLAIN, Terms(approve_within="2bd"), "--approve-within"),
        (FULL, Terms(approval=Approval.BY_ITSELF, approve_within="2bd"), "--approve-within"),
        (PLAIN, Terms(ships=ShippedBy.US, ship_within="2bd"), "--ship-within"),
        (PLAIN, Terms(return_above=dollars(2500)), "--return-above"),
        (PLAIN, Terms(returns=Returns.ALWAYS, return_above=dollars(2500)), "--return-above"),
        (FULL, Terms(returns=Returns.NEVER, return_above=dollars(2500)), "--return-above"),
        (PLAIN, Terms(cap_every=Period.MONTH), "--cap-every"),
    ],
)
def test_what_goes_only_with_something_else_is_refused_without_it(
    programme: Programme, terms: Terms, option: str
) -> None:
    with pytest.raises(BadInput, match=f"^{option} goes with"):
        amended(programme, terms)


def test_a_return_above_a_price_needs_the_price() -> None:
    with pytest.raises(PriceNeeded):
        amended(PLAIN, Terms(returns=Returns.ABOVE))
    assert amended(FULL, Terms(returns=Returns.ABOVE)) == FULL


@pytest.mark.parametrize("named", ["return_above", "cap_amount"])
def test_an_amount_of_nothing_is_refused(named: str) -> None:
    nothing: dict[str, Any] = {named: Money(0, "USD")}
    with pytest.raises(BadInput, match="is nothing; give an amount above zero\\."):
        amended(FULL, Terms(**nothing))


@pytest.mark.parametrize("cap", [{"cap_units": 3}, {"cap_amount": dollars(5000)}])
def test_a_cap_counts_for_a_month_unless_somebody_says_otherwise(cap: dict[str, Any]) -> None:
    assert amended(PLAIN, Terms(**cap)).cap_every is Period.MONTH
    assert amended(PLAIN, Terms(**cap, cap_every=Period.YEAR)).cap_every is Period.YEAR
    assert amended(FULL, Terms(**cap)).cap_every is Period.QUARTER


@pytest.mark.parametrize(
    ("returns", "above", "price", "asked"),
    [
        (Returns.NEVER, None, 10_000, False),
        (Returns.ALWAYS, None, 1, True),
        (Returns.ALWAYS, None, None, True),
        (Returns.ABOVE, 2500, 2500, False),
        (Returns.ABOVE, 2500, 2501, True),
        (Returns.ABOVE, 2500, None, False),
    ],
)
def test_the_programme_says_whether_the_old_unit_comes_back(
    returns: Returns, above: int | None, price: int | None, asked: bool
) -> None:
    programme = Programme("Plantronics", returns=returns, return_above=dollars(above))
    assert return_asked(programme, Policy(return_from=Money(1, "USD")), dollars(price)) is asked


@pytest.mark.parametrize(
    ("return_from", "price", "asked"),
    [(2500, 2499, False), (2500, 2500, True), (2500, None, False), (None, 10_000, False)],
)
def test_without_a_programme_the_old_unit_comes_back_from_the_policys_price_on(
    return_from: int | None, price: int | None, asked: bool
) -> None:
    assert return_asked(None, Policy(return_from=dollars(return_from)), dollars(price)) is asked


@pytest.mark.parametrize(
    ("every", "at", "since"),
    [
        (Period.MONTH, "2026-06-30 23:59", "2026-06-01"),
        (Period.MONTH, "2026-07-01 00:00", "2026-07-01"),
        (Period.QUARTER, "2026-03-31 23:59", "2026-01-01"),
        (Period.QUARTER, "2026-04-01 00:00", "2026-04-01"),
        (Period.QUARTER, "2026-12-31 12:00", "2026-10-01"),
        (Period.YEAR, "2026-12-31 23:59", "2026-01-01"),
        (Period.YEAR, "2027-01-01 00:00", "2027-01-01"),
    ],
)
def test_a_cap_counts_from_the_first_of_its_month_quarter_or_year_on_the_shops_calendar(
    every: Period, at: str, since: str
) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=BOSTON).astimezone(UTC)
    assert counts_since(every, moment, BOSTON) == datetime.fromisoformat(since).replace(tzinfo=BOSTON)


@pytest.mark.parametrize(
    ("units", "amount", "used", "this", "reached"),
    [
        (None, None, (99, 99_999), 100, False),
        (3, None, (2, 0), None, False),
        (3, None, (3, 0), None, True),
        (None, 5000, (0, 4000), 1000, False),
        (None, 5000, (0, 4000), 1001, True),
        (None, 5000, (0, 4999), None, False),
        (None, 5000, (0, 5000), None, True),
        (3, 5000, (3, 0), 100, True),
        (3, 5000, (1, 4950), 100, True),
    ],
)
def test_one_more_goes_above_the_cap_once_its_units_or_its_amount_are_used(
    units: int | None, amount: int | None, used: tuple[int, int], this: int | None, reached: bool
) -> None:
    programme = Programme("Plantronics", cap_units=units, cap_amount=dollars(amount), cap_every=Period.MONTH)
    assert cap_reached(programme, Used(used[0], Money(used[1], "USD")), dollars(this)) is reached


def test_an_amount_in_another_currency_is_as_good_as_unknown() -> None:
    euros = Money(99_999, "EUR")
    capped = Programme("Plantronics", cap_amount=dollars(5000), cap_every=Period.MONTH)
    assert not cap_reached(capped, Used(0, Money(4999, "USD")), euros)
    assert cap_currency(capped, "EUR") == "USD"
    assert cap_currency(Programme("Plantronics", cap_units=3), "EUR") == "EUR"
    above = Programme("Plantronics", returns=Returns.ABOVE, return_above=dollars(2500))
    assert not return_asked(above, Policy(), euros)
    assert not return_asked(None, Policy(return_from=dollars(2500)), euros)


def test_what_is_above_the_cap_is_refused_with_what_is_used() -> None:
    programme = Programme("Plantronics", cap_units=10, cap_amount=dollars(50000), cap_every=Period.QUARTER)
    refused = above_cap(programme, Used(10, Money(41000, "USD")))
    assert str(refused) == (
        "Plantronics covers no more this quarter: 10 of 10 units and $410.00 of $500.00 are used; "
        "leave out --supplier and ship it yourself, or wait for the next."
    )
    assert refused.exit_code == 4
