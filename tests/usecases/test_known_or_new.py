"""Customers and parties are found by address or name, else made."""

import pytest

from careline.domain.errors import BadInput, Refused
from careline.domain.names import Person
from careline.usecases import known_or_new
from careline.usecases.safekeeping.forgetting import forget
from tests.usecases.books import Books


def test_a_customer_is_found_by_name_case_and_accents_aside(books: Books) -> None:
    with books.recording() as work:
        made, is_new = known_or_new.customer(work, "Zoë Vale", new=False, phone=None)
        assert is_new
        assert known_or_new.customer(work, "zoe vale", new=False, phone=None) == (made, False)


def test_an_address_finds_its_customer_even_where_a_new_one_is_said(books: Books) -> None:
    with books.recording() as work:
        made, _ = known_or_new.customer(work, "Zoë <zoe@example.com>", new=False, phone=None)
        assert known_or_new.customer(work, "zoe@example.com", new=True, phone=None) == (made, False)


def test_who_was_forgotten_is_recorded_no_more(books: Books) -> None:
    with books.recording() as work:
        made, _ = known_or_new.customer(work, "Zoë <zoe@example.com>", new=False, phone=None)
    with books.recording() as work:
        forget(work, books.shop, made)
        with pytest.raises(Refused, match="was forgotten"):
            known_or_new.check_remembered(work, made)


def test_who_acts_for_the_shop_is_staff_from_then_on(books: Books) -> None:
    with books.recording() as work:
        number = known_or_new.add_party(work, Person("Ana", None), None, None)
        assert known_or_new.staff(work, "ana") == number
        assert work.fetch("SELECT kind FROM parties") == [("staff",)]


def test_a_party_has_a_name_of_its_own(books: Books) -> None:
    with books.recording() as work:
        known_or_new.party(work, "FieldCo", None, [])
        with pytest.raises(BadInput, match="already"):
            known_or_new.add_party(work, Person("FIELDCO", None), None, None)
        assert known_or_new.is_known_party(work, "fieldco")
        assert known_or_new.name_of(work, "fieldco") == "FieldCo"
