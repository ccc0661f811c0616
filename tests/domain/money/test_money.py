"""Amounts: how they are read, what is refused, and that they come out as they went in."""

import iso4217
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.domain.errors import BadInput
from careline.domain.money import money as rules
from careline.domain.money.money import DIGITS, LARGEST, Money, half_up, read_money, total

CURRENCIES = st.sampled_from(sorted(DIGITS))
AMOUNTS = st.builds(Money, st.integers(0, LARGEST), CURRENCIES)


OF_FUNDS = frozenset({"BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "UYW", "XAD"})
"""Units of account, which nobody pays with."""
GONE = {"BGN": 2}
"""No longer in the standard: Bulgaria has the euro since 2026. Amounts of before then stay what they were."""


def test_every_currency_of_the_standard_is_known_with_its_minor_digits() -> None:
    standard = {each.code: each.exponent for each in iso4217.Currency if each.exponent is not None}
    assert {code: digits for code, digits in standard.items() if code not in OF_FUNDS} | GONE == DIGITS
    assert not GONE.keys() & standard.keys()


def test_an_amount_is_read_as_people_write_it(subtests: pytest.Subtests) -> None:
    for text, cents in [
        ("6.50", 650),
        ("6.5", 650),
        ("6", 600),
        (".5", 50),
        ("0", 0),
        ("$6.50", 650),
        ("6.50 USD", 650),
        ("USD 6.50", 650),
        ("usd6.50", 650),
        ("6.50$", 650),
        ("  6.50  ", 650),
        ("1,234.50", 123450),
        ("1,234,567", 123456700),
        ("6,50", 650),
        ("6,5", 650),
        ("007.10", 710),
        ("10000000000.00", LARGEST),
    ]:
        with subtests.test(text):
            assert read_money(text, "USD") == Money(cents, "USD")


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [("€6,50", "EUR", 650), ("¥1,234", "JPY", 1234), ("1.234", "KWD", 1234), ("$5", "CAD", 500), ("5 CHF", "CHF", 500)],
)
def test_every_currency_has_its_own_digits_and_sign(text: str, currency: str, minor: int) -> None:
    assert read_money(text, currency) == Money(minor, currency)


def test_what_is_no_amount_of_the_shops_is_refused_in_one_line(subtests: pytest.Subtests) -> None:
    for text, words in [
        ("6.505", "has too many decimals"),
        ("$1,234.500", "has too many decimals"),
        ("-6.50", "is below zero"),
        ("\u2212$6.50", "is below zero"),
        ("$-6.50", "is below zero"),
        ("", "is not an amount"),
        ("free", "is not an amount"),
        ("6.5.0", "is not an amount"),
        ("6-50", "is not an amount"),
        ("--6", "is not an amount"),
        ("-$-6", "is not an amount"),
        ("1e5", "is not an amount"),
        ("nan", "is not an amount"),
        ("$6.50 USD", "is not an amount"),
        ("12,34,567.00", "is not an amount"),
        ("1.234,50", "is not an amount"),
        (".", "is not an amount"),
        ("\u0666", "is not an amount"),
        ("1,234", "can be read two ways"),
        ("6.50 XYZ", "is not a currency"),
        ("6.50 EUR", "The shop counts in USD"),
        ("€6.50", "The shop counts in USD"),
        ("10000000000.01", "is more than careline can count"),
        ("9" * 5000, "is more than careline can count"),
    ]:
        with subtests.test(f"{text} {words}"):
            with pytest.raises(BadInput, match=words) as refused:
                read_money(text, "USD")
            assert "\n" not in str(refused.value)


def test_a_foreign_amount_names_the_currency_of_the_shop() -> None:
    with pytest.raises(BadInput, match="The shop counts in USD"):
        read_money("6.50 EUR", "USD")


def test_yen_have_no_decimals() -> None:
    with pytest.raises(BadInput, match="JPY has no decimals"):
        read_money("6.5", "JPY")


@pytest.mark.parametrize(
    ("money", "shown"),
    [
        (Money(4100, "USD"), "$41.00"),
        (Money(-50, "USD"), "\u2212$0.50"),
        (Money(123450, "EUR"), "€1,234.50"),
        (Money(4100, "CHF"), "CHF 41.00"),
        (Money(-4100, "CHF"), "\u2212CHF 41.00"),
        (Money(1234, "JPY"), "¥1,234"),
        (Money(0, "KWD"), "KWD 0.000"),
    ],
)
def test_people_see_an_amount_with_its_sign_and_thousands(money: Money, shown: str) -> None:
    assert money.shown() == shown


@given(AMOUNTS)
def test_what_is_shown_is_read_again_as_the_same(money: Money) -> None:
    assert read_money(money.shown(), money.currency) == money
    assert read_money(str(money.decimal), money.currency) == money


@given(st.lists(st.integers(-LARGEST, LARGEST)))
def test_a_sum_loses_no_cent(cents: list[int]) -> None:
    assert total((Money(each, "USD") for each in cents), "USD") == Money(sum(cents), "USD")


def test_two_currencies_do_not_add_up() -> None:
    with pytest.raises(rules.MixedCurrencies):
        total([Money(1, "USD"), Money(1, "EUR")], "USD")


@pytest.mark.parametrize(
    ("over", "under", "rounded"), [(5, 2, 3), (4, 3, 1), (-5, 2, -3), (0, 7, 0), (1, 2, 1), (29749, 100, 297)]
)
def test_halves_are_rounded_away_from_zero(over: int, under: int, rounded: int) -> None:
    assert half_up(over, under) == rounded


@given(st.integers(-(10**15), 10**15), st.integers(1, 10**6))
def test_rounding_moves_by_half_a_cent_at_most(over: int, under: int) -> None:
    assert 2 * abs(half_up(over, under) * under - over) <= under
