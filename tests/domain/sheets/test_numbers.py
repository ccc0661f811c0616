"""Amounts with either mark for decimals, and numbers that a spreadsheet has shortened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.domain.errors import BadInput
from careline.domain.money.money import LARGEST, Money
from careline.domain.sheets.columns import CASES, Choices, find_columns
from careline.domain.sheets.dates import BadRow
from careline.domain.sheets.numbers import AmountReader, check_digits, without_marks

COLUMNS = find_columns(CASES.fields, Choices({}, {}))


def test_an_amount_is_read_by_the_mark_that_parts_decimals_in_its_file(subtests: pytest.Subtests) -> None:
    for text, currency, decimal, minor in [
        ("1.234,50", "EUR", None, 123450),
        ("1,234.50", "USD", None, 123450),
        ("1 234,50 €", "EUR", None, 123450),
        ("€\u00a01\u202f234,50", "EUR", None, 123450),
        ("1'234.50", "CHF", None, 123450),
        ("CHF 1\u2019234", "CHF", None, 123400),
        ("1.234.567", "EUR", None, 123456700),
        ("12,34,567.00", "INR", None, 123456700),
        ("12,5", "EUR", ",", 1250),
        ("12.50", "EUR", ",", 1250),  # means nothing else, whatever the others are
        (".5", "USD", None, 50),
        (",5", "EUR", None, 50),
        ("49.0000", "USD", None, 4900),
        ("49,9000", "EUR", None, 4990),
        ("1,234", "USD", None, 123400),  # a dollar has two decimals
        ("1.234", "EUR", ",", 123400),
        ("1,234", "USD", ".", 123400),
        ("12.500", "USD", ".", 1250),
        ("1,234", "KWD", ".", 1234000),
        ("1,234", "KWD", ",", 1234),
        ("1.234", "JPY", None, 1234),
        ("0.125", "KWD", None, 125),
        ("1234.500", "KWD", None, 1234500),
        ("7", "USD", ",", 700),
    ]:
        with subtests.test(text, currency=currency, decimal=decimal):
            assert AmountReader(currency, decimal).read(text) == Money(minor, currency)


def test_what_is_no_amount_or_could_be_two_is_refused(subtests: pytest.Subtests) -> None:
    for text, currency, decimal, why in [
        ("1,234", "KWD", None, "could be KWD 1,234.000 or KWD 1.234, and no other amount in the file tells which"),
        ("1.234", "EUR", None, "could be €1,234.00 or EUR 1.234, and no other amount"),
        ("1.234", "EUR", ".", "has too many decimals"),
        ("0.125", "USD", None, "has too many decimals"),
        ("12.3456", "USD", None, "has too many decimals"),
        ("1.23.4", "USD", None, "is not an amount"),
        ("1,2345.60", "USD", None, "is not an amount"),
        ("1 23,50", "EUR", None, "is not an amount"),
        ("12 or 13", "EUR", None, "is not an amount"),
        (".", "EUR", None, "is not an amount"),
        ("1.23457E+17", "EUR", None, "is not an amount"),
        ("1.234,50 $", "EUR", None, "The shop counts in EUR"),
        ("-1.234,50", "EUR", None, "is below zero"),
    ]:
        with subtests.test(text, currency=currency, decimal=decimal), pytest.raises(BadInput, match=why):
            AmountReader(currency, decimal).read(text)


@given(st.integers(0, LARGEST), st.sampled_from(["EUR", "JPY", "KWD"]), st.sampled_from([" ", ".", "'", "\u202f", ""]))
def test_an_amount_with_its_decimals_comes_back_the_same(minor: int, currency: str, between: str) -> None:
    money = Money(minor, currency)
    written = f"{money.decimal:,f}".replace(".", ";").replace(",", between).replace(";", ",")
    assert AmountReader(currency, ",").read(written) == money


def test_the_mark_that_keeps_figures_as_text_is_no_part_of_them() -> None:
    marked = {"phone": "'+1 617 555 0100", "ref": "'00123", "order": '="1001"', "serial": "'(01)77"}
    assert without_marks(marked) == {"phone": "+1 617 555 0100", "ref": "00123", "order": "1001", "serial": "(01)77"}
    kept = {"ref": "'t Hooft", "order": "12'", "customer": "'007 Cars", "subject": "'=1+1", "serial": '="A'}
    assert without_marks(kept) == kept


def test_an_identifier_that_a_spreadsheet_has_shortened_is_bad(subtests: pytest.Subtests) -> None:
    for field, text in [
        ("ref", "1.23457E+17"),
        ("order", "6,17556E+11"),
        ("serial", "1e+15"),
        ("phone", "6.17556E+09"),
    ]:
        with subtests.test(field):
            with pytest.raises(BadRow) as bad:
                check_digits({field: text}, COLUMNS)
            assert str(bad.value) == (
                f"{field} '{text}' has lost digits in the spreadsheet; format that column as text there, and export "
                "again"
            )
    for field, text in [
        ("subject", "1.23457E+17"),
        ("order", "12E4"),
        ("order", "MX-1E+5"),
        ("phone", "+49 30 1234567"),
    ]:
        with subtests.test(text):
            check_digits({field: text}, COLUMNS)
