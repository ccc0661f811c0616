"""One telephone number, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.domain.telephones import apart, is_number, key_of, read_number, same

NUMBER = "+1 617 555 0143"


def test_a_number_is_the_same_however_it_is_written(subtests: pytest.Subtests) -> None:
    for written in [
        "+1 617 555 0143",
        "+1 (617) 555-0143",
        "(617) 555-0143",
        "617.555.0143",
        "617\u00a0555\u20110143",
        "6175550143",
        "16175550143",
        "001 617 555 0143",
        "1-617-555-0143",
        "555 0143",
        "5550143",
        "+1 617 555 0143 ext. 12",
        "+1 617 555 0143x12",
        "tel:+1-617-555-0143",
        "Tel. 617 555 0143",
        "\uff16\uff11\uff17 \uff15\uff15\uff15 \uff10\uff11\uff14\uff13",
    ]:
        with subtests.test(written):
            assert same(NUMBER, written)
            assert same(written, NUMBER)
            assert key_of(written) == key_of(NUMBER)


OTHERS = ["+1 617 555 0144", "+7 555 0143", "+49 617 555 0143", "(212) 555-0143", "0143", "55 0143", "Dana", "", "P-1"]


def test_another_number_is_another(subtests: pytest.Subtests) -> None:
    for written in OTHERS:
        with subtests.test(written):
            assert not same(NUMBER, written)


@pytest.mark.parametrize("written", ["+49 (0)89 1234567", "0049 89 1234567", "089 1234567", "089/123 45-67", "1234567"])
def test_the_nought_before_an_area_is_no_part_of_the_number(written: str) -> None:
    assert same("+49 89 1234567", written)


def test_extensions_part_two_who_share_a_number() -> None:
    assert not same("617 555 0143 ext 12", "617 555 0143 x13")
    assert same("617 555 0143 ext 12", "+1 617 555 0143 #12")
    assert same("617 555 0143 ext 12", "617 555 0143")


def test_a_short_number_is_found_whole_and_ends_no_other() -> None:
    assert same("4711", "47-11")
    assert not same("4711", "617 555 4711")


@pytest.mark.parametrize("text", ["110", "617 555 0177", "(617) 555-0177", "+49 30/1234"])
def test_these_are_numbers(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["", "12", "C-1", "Dana", "Studio 54", "555 0143 Dana", "1-800-FLOWERS", "000"])
def test_these_are_none(text: str) -> None:
    assert not is_number(text)
    assert key_of(text) is None


@given(st.text(max_size=30))
def test_reading_a_number_says_yes_or_no(text: str) -> None:
    number = read_number(text)
    assert number is None or number.digits.isascii()


@pytest.mark.parametrize(
    ("typed", "name", "number"),
    [
        ("Lou Park 617-555-0188", "Lou Park", "617-555-0188"),
        ("Lou Park, +1 (617) 555 0188", "Lou Park", "+1 (617) 555 0188"),
        ("Studio 54", "Studio 54", None),
        ("617-555-0188", "617-555-0188", None),
        ("Lou Park", "Lou Park", None),
    ],
)
def test_a_number_behind_a_name_is_told_from_it(typed: str, name: str, number: str | None) -> None:
    assert apart(typed) == (name, number)
