"""What a customer is worth, to the cent, and that nothing is decided by it."""

import ast
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import careline
from careline.domain.money.money import Money
from careline.domain.money.purchases import Purchase
from careline.domain.people.worth import Worth, in_percent, lifetime_value
from tests.builders import BOSTON, purchase

FORTY = Fraction(40, 100)
NOW = datetime(2026, 4, 17, 9, tzinfo=BOSTON)


def usd(cents: int) -> Money:
    return Money(cents, "USD")


def bought(year: int, month: int, day: int, hour: int = 12) -> datetime:
    return datetime(year, month, day, hour, tzinfo=BOSTON).astimezone(UTC)


def worth(*purchases: Purchase, now: datetime = NOW, recovery: Money | None = None) -> Worth:
    found = lifetime_value(purchases, now, years=5, margin=FORTY, recovery=recovery)
    assert found is not None
    return found


def test_three_headsets_within_two_years_are_worth_142_50() -> None:
    dates = (bought(2024, 4, 22), bought(2025, 6, 2), bought(2026, 3, 9))
    found = worth(*(purchase(n, bought_at=at) for n, at in enumerate(dates, 1)), recovery=usd(1950))
    assert (found.orders, found.months, found.orders_a_year) == (3, 24, Fraction(3, 2))
    assert found.average_order == usd(6000)
    assert (found.margin, found.margin_is_known) == (Fraction(19, 60), True)
    assert found.value == usd(14250)


def test_three_orders_within_a_year_at_the_policys_margin_are_worth_123_00() -> None:
    prices = (1495, 2205, 2450)
    items = (purchase(n, price=usd(p), cost=None, bought_at=bought(2026, n, 5)) for n, p in enumerate(prices, 1))
    found = worth(*items, recovery=usd(930))
    assert (found.orders, found.months, found.margin_is_known) == (3, 12, False)
    assert found.value == usd(12300)
    assert found.recovery_share is not None
    assert in_percent(found.recovery_share) == "7.6 %"


def test_an_order_is_an_order_number_else_the_purchase() -> None:
    same = [purchase(1, order="10482"), purchase(2, order="10482"), purchase(3), purchase(4)]
    assert worth(*same).orders == 3


def test_one_unknown_cost_leaves_the_margin_to_the_policy() -> None:
    assert worth(purchase(1), purchase(2, cost=None)).margin == FORTY


def test_what_was_given_away_says_nothing_of_the_margin() -> None:
    found = worth(purchase(price=usd(0)))
    assert (found.margin, found.value, found.recovery_share) == (FORTY, usd(0), None)


@pytest.mark.parametrize(
    ("first", "months"),
    [
        (bought(2026, 4, 17), 12),
        (bought(2025, 4, 17), 12),
        (bought(2025, 4, 16), 13),
        (bought(2024, 4, 17), 24),
        (bought(2024, 4, 18), 24),
        (bought(2024, 4, 16), 25),
        (bought(2025, 4, 16, 23), 13),
    ],
)
def test_months_that_have_begun_count_and_a_year_at_least(first: datetime, months: int) -> None:
    assert worth(purchase(bought_at=first)).months == months


def test_nobody_is_worth_anything_before_they_bought() -> None:
    assert lifetime_value([], NOW, years=5, margin=FORTY) is None
    assert lifetime_value([purchase(1), purchase(2, price=Money(1, "EUR"))], NOW, years=5, margin=FORTY) is None


@given(
    st.lists(
        st.tuples(st.integers(0, 10**6), st.integers(1, 9), st.sampled_from([None, "1", "2"])), min_size=1, max_size=5
    )
)
def test_the_value_is_rounded_once(lines: list[tuple[int, int, str | None]]) -> None:
    items = [purchase(n, price=usd(p), quantity=q, order=o, cost=None) for n, (p, q, o) in enumerate(lines, 1)]
    found = worth(*items)
    assert found.paid == usd(sum(p * q for p, q, _ in lines))
    exact = Fraction(found.paid.amount) * 12 * 5 * FORTY / found.months
    assert abs(found.value.amount - exact) <= Fraction(1, 2)


@pytest.mark.parametrize(("share", "words"), [((930, 12300), "7.6 %"), ((1, 8), "12.5 %"), ((3, 2), "150.0 %")])
def test_a_share_is_shown_to_a_tenth(share: tuple[int, int], words: str) -> None:
    assert in_percent(Fraction(*share)) == words


def test_no_rule_and_no_use_case_reaches_what_a_customer_is_worth() -> None:
    package = Path(careline.__file__).parent
    modules = [module for floor in ("domain", "usecases", "store") for module in (package / floor).rglob("*.py")]
    assert len(modules) > 100
    for module in modules:
        names: list[str] = []
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                names += [f"{node.module}.{each.name}" for each in node.names]
            elif isinstance(node, ast.Import):
                names += [each.name for each in node.names]
        assert not [name for name in names if name.startswith("careline.domain.people.worth")], module
