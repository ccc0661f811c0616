"""Customers are added, corrected, and merged where two are one."""

import pytest

from careline.domain.cases.case import Customer, NothingToEdit
from careline.domain.errors import BadInput
from careline.usecases.known_or_new import AddressTaken
from careline.usecases.people import customers
from tests.usecases.books import Books


def add(books: Books, typed: str, phone: str | None = None) -> Customer:
    with books.recording() as work:
        return customers.add(work, typed, phone)


def merge(books: Books, twin: Customer, into: Customer) -> Customer:
    with books.recording() as work:
        return customers.merge(work, twin, into)


def edit(books: Books, customer: Customer, **given: str) -> Customer:
    with books.recording() as work:
        return customers.edit(work, customer, **{"name": None, "email": None, "phone": None} | given)


def test_two_customers_may_have_one_name_and_know_of_each_other(books: Books) -> None:
    first, second = add(books, "Mia Tan"), add(books, "mia tan <mia@example.com>")
    with books.recording() as work:
        assert customers.twins(work, second) == [first]


def test_an_address_is_one_customers(books: Books) -> None:
    add(books, "Mia Tan <mia@example.com>")
    with pytest.raises(AddressTaken, match="Mia Tan"):
        add(books, "Kim Ito <MIA@example.com>")


def test_only_what_is_given_is_corrected(books: Books) -> None:
    mia = add(books, "Mia Tan <mia@example.com>", "+1 617 555 0100")
    assert edit(books, mia, name="Mia  Tang") == Customer(mia.id, "Mia Tang", "mia@example.com", "+1 617 555 0100")
    with pytest.raises(NothingToEdit):
        edit(books, mia)


def test_nobody_gets_an_address_that_is_somebody_elses(books: Books) -> None:
    mia, kim = add(books, "Mia Tan <mia@example.com>"), add(books, "Kim Ito")
    with pytest.raises(AddressTaken, match="Mia Tan"):
        edit(books, kim, email="mia@example.com")
    assert edit(books, mia, email="mia@example.com").email == "mia@example.com"


def test_a_twins_cases_go_to_who_stays(books: Books) -> None:
    twin = books.open(customer="Mia Tan").file.case.customer
    stays = books.open(customer="Mia Tan <mia@example.com>", new_customer=True).file.case.customer
    merge(books, twin, stays)
    assert [books.file(case_id).case.customer.id for case_id in (1, 2)] == [stays.id] * 2


def test_who_stays_keeps_what_is_known_of_them_and_gets_the_rest(books: Books) -> None:
    twin, stays = add(books, "Mia <old@example.com>", "+1 617 555 0100"), add(books, "Mia Tan <mia@example.com>")
    assert merge(books, twin, stays) == Customer(stays.id, "Mia Tan", "mia@example.com", "+1 617 555 0100")


def test_a_merged_twins_address_is_free_for_who_stays(books: Books) -> None:
    twin, stays = add(books, "Mia <mia@example.com>"), add(books, "Mia Tan")
    assert merge(books, twin, stays).email == "mia@example.com"
    with pytest.raises(AddressTaken, match="Mia Tan"):
        add(books, "mia@example.com")


def test_nobody_is_merged_into_themselves(books: Books) -> None:
    mia = add(books, "Mia Tan")
    with pytest.raises(BadInput, match="themselves"):
        merge(books, mia, mia)
