"""A case from the address of a public review: nothing is asked of the customer, and nobody overlooks it."""

from typing import Any

import pytest

from tests.keys import Has
from tests.shop import Shop, utc

ADDRESS = "https://reviews.example.com/r/77?stars=1"


def opening(shop: Shop) -> Any:
    return shop.json(f'open "It came defective" --customer "Kim Ito" --review-address {ADDRESS}')


def untouched(shop: Shop, *words: str) -> list[Any]:
    rows: list[Any] = shop.json("brief", *words)["sections"]["public_untouched"]
    return rows


def test_the_address_alone_says_that_it_was_found_in_a_review(shop: Shop) -> None:
    case = opening(shop)["case"]
    assert (case["found_by"], case["channel"], case["review_address"]) == ("review", "review", ADDRESS)
    assert f"\nFound in a review: {ADDRESS}\n" in shop("show 1").out


def test_a_review_is_no_contact_so_nobody_waits_and_nothing_is_asked_of_them(shop: Shop) -> None:
    opened = opening(shop)
    assert opened["contacts"] == []
    assert opened["case"]["waiting_since"] is None
    assert [p["kind"] for p in opened["promises"]] == ["acknowledge"]


def test_what_the_review_says_is_kept_word_for_word(shop: Shop) -> None:
    opened = shop.json(f"open X --customer 'Kim Ito' --review-address {ADDRESS} --text 'One star: it came defective'")
    assert opened["contacts"] == []
    assert [note["text"] for note in opened["notes"]] == ["One star: it came defective"]
    assert [row["case"] for row in untouched(shop)] == ["C-1"]


def test_without_an_address_the_case_has_none(shop: Shop) -> None:
    assert shop.json("open X --customer 'Kim Ito'")["case"]["review_address"] is None
    assert "review" not in shop("show 1").out


@pytest.mark.parametrize("address", ["''", "'one star'", "ftp://example.com", "example.com"])
def test_what_is_no_address_of_a_page_is_refused(shop: Shop, address: str) -> None:
    assert "--review-address is" in shop.refuses(2, f"open X --customer 'Kim Ito' --review-address {address}")
    assert not shop.store.exists()


def test_it_cannot_have_been_found_by_somebody_else(shop: Shop) -> None:
    refused = shop.refuses(2, f"open X --customer 'Kim Ito' --review-address {ADDRESS} --found-by us")
    assert "--found-by us" in refused


def test_a_public_complaint_that_nobody_touched_is_in_the_brief(shop: Shop) -> None:
    opening(shop)
    shop.at("06-01 12:00")('open "No sound" --customer "Dana Reyes" --found-by review')
    shop('open "Not public" --customer "Robin Vale"')
    assert untouched(shop) == [
        Has(
            {
                "case": "C-1",
                "customer": "Kim Ito",
                "subject": "It came defective",
                "review_address": ADDRESS,
                "opened_at": utc("06-01 10:00"),
            }
        ),
        Has(
            {
                "case": "C-2",
                "customer": "Dana Reyes",
                "subject": "No sound",
                "review_address": None,
                "opened_at": utc("06-01 12:00"),
            }
        ),
    ]
    page = shop("brief").out
    assert "C-1 Kim Ito: nobody has answered the review, since Mon 1 Jun\n" in page
    assert ADDRESS in page
    assert page.count("careline follow-up 1\n") == 1
    assert page.count("Kim Ito") == 2  # and in the headline


def test_what_is_overdue_on_it_is_more_urgent(shop: Shop) -> None:
    opening(shop)
    page = shop.at("06-04 10:00")("brief").out
    assert "C-1 Kim Ito: We get back to Kim, 2 days; It came defective; nobody has\n    answered https" in page
    assert page.count("Kim Ito") == 2  # and in the headline
    assert [row["case"] for row in untouched(shop)] == ["C-1"]
    assert ADDRESS in page


@pytest.mark.parametrize(
    ("command", "stands"),
    [
        ('follow-up 1 "We saw that it came defective"', False),
        ('follow-up 1 "A public answer" --channel review', False),
        ('heard 1 "Hello?" --said "We are on it"', False),
        ("follow-up 1 --no-answer", True),
        ('heard 1 "Still broken"', True),
        ('case note 1 "Look at the photographs"', True),
        ('promise make 1 "A new one" --by 2bd', True),
    ],
)
def test_only_reaching_the_customer_touches_it(shop: Shop, command: str, stands: bool) -> None:
    opening(shop)
    shop.at("06-01 11:00")(command)
    assert bool(untouched(shop)) is stands


def test_a_closed_one_is_touched_no_more(shop: Shop) -> None:
    opening(shop)
    shop.at("06-01 12:00")('close 1 --confirmed "Fine"')
    assert untouched(shop) == []
    assert untouched(shop, "--as-of", "2026-06-01 11:59") != []


def test_what_happened_later_is_not_known_yet(shop: Shop) -> None:
    opening(shop)
    shop.at("06-01 12:00")('follow-up 1 "We saw it"')
    assert [bool(untouched(shop.at("06-02 10:00"), "--as-of", f"2026-06-01 {at}")) for at in ("11:59", "12:00")] == [
        True,
        False,
    ]
