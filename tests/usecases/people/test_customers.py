"""Customers are added, corrected, and merged where two are one."""

from collections.abc import Sequence

import pytest

from careline.domain.cases.case import Customer, NothingToEdit
from careline.domain.errors import BadInput, NotFound
from careline.store.people.addresses import Addresses, addresses_of
from careline.usecases.known_or_new import AddressTaken
from careline.usecases.people import customers
from tests.shop import Shop
from tests.usecases.books import Books


def add(books: Books, typed: str, phone: str | None = None) -> Customer:
    with books.recording() as work:
        return customers.add(work, typed, [phone] if phone else [])


def merge(books: Books, twin: Customer, into: Customer) -> Customer:
    with books.recording() as work:
        return customers.merge(work, twin, into)


def edit(
    books: Books,
    customer: Customer,
    *,
    name: str | None = None,
    emails: Sequence[str] = (),
    phones: Sequence[str] = (),
    removed: Sequence[str] = (),
) -> Customer:
    with books.recording() as work:
        return customers.edit(work, customer, name, emails, phones, removed=removed)


def addresses(books: Books, customer: Customer) -> Addresses:
    with books.recording() as work:
        return addresses_of(work.fetch, customer)


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


def test_what_is_added_stands_behind_what_is_known(shop: Shop) -> None:
    shop("customer add 'Mia Tan <mia@example.com>' --phone 5550100")
    shop("customer edit 'Mia Tan' --add-email mia@work.example --add-phone 5550101 --add-email MIA@example.com")
    page = shop.json("customer show mia@work.example")
    assert (page["customer"]["email"], page["emails"]) == ("mia@example.com", ["mia@example.com", "mia@work.example"])
    assert (page["customer"]["phone"], page["phones"]) == ("5550100", ["5550100", "5550101"])
    assert '"mia" is not an e-mail address' in shop.refuses(2, "customer edit 'Mia Tan' --add-email mia")
    shop("customer add 'Kim Ito <kim@example.com>'")
    assert "address of Kim Ito" in shop.refuses(2, "customer edit 'Mia Tan' --add-email kim@example.com")


def test_nobody_gets_an_address_that_is_somebody_elses(books: Books) -> None:
    mia, kim = add(books, "Mia Tan <mia@example.com>"), add(books, "Kim Ito")
    with pytest.raises(AddressTaken, match="Mia Tan"):
        edit(books, kim, emails=["mia@example.com"])
    assert edit(books, mia, emails=["mia@example.com"]).email == "mia@example.com"


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


MIA = "Mia Tan <mia@example.com>"


def test_each_further_address_and_number_is_kept_and_the_newest_is_used(books: Books) -> None:
    mia = add(books, MIA, "+1 617 555 0100")
    edited = edit(books, mia, emails=["mia@work.example"], phones=["617 555 0111", "617 555 0122"])
    assert (edited.email, edited.phone) == ("mia@work.example", "617 555 0111")
    assert addresses(books, edited) == Addresses(
        ("mia@work.example", "mia@example.com"), ("617 555 0111", "617 555 0122", "+1 617 555 0100")
    )


def test_a_number_that_is_written_in_another_way_takes_the_place_of_the_same(books: Books) -> None:
    mia = add(books, MIA, "617-555-0100")
    assert addresses(books, edit(books, mia, phones=["+1 617 555 0100"])).phones == ("+1 617 555 0100",)


def test_what_is_theirs_no_more_is_taken_away_and_the_next_is_used(books: Books) -> None:
    mia = edit(books, add(books, MIA, "617 555 0100"), emails=["mia@work.example"], phones=["617 555 0111"])
    left = edit(books, mia, removed=["MIA@work.example", "(617) 555-0111"])
    assert addresses(books, left) == Addresses(("mia@example.com",), ("617 555 0100",))
    with pytest.raises(NotFound, match="has no address and no number 617 555 0111"):
        edit(books, left, removed=["617 555 0111"])


def test_merging_keeps_every_address_and_number_once(books: Books) -> None:
    twin = edit(books, add(books, "Mia <old@example.com>", "617 555 0100"), phones=["617 555 0111"])
    stays = add(books, MIA, "+1 617 555 0100")
    assert addresses(books, merge(books, twin, stays)) == Addresses(
        ("mia@example.com", "old@example.com"), ("+1 617 555 0100", "617 555 0111")
    )


def test_a_second_address_is_nobody_elses_either(books: Books) -> None:
    edit(books, add(books, MIA), emails=["mia@work.example"])
    with pytest.raises(AddressTaken, match="Mia Tan"):
        add(books, "Kim Ito <mia@work.example>")
