"""Ending the relation with a customer: the owner's last resort, and one that can be taken back."""

from datetime import date

import pytest

from careline.domain.people.endings import how_often
from tests.shop import Shop, prepared

END = "customer end 'Kim Ito' --because 'shouts at Ben'"
TRIED = "--tried 'a call from Ana on 2026-05-04' --tried 'a letter on yesterday'"


@prepared
def shop(shop: Shop) -> Shop:
    """Something is promised to Dana, and nothing to Kim."""
    shop("open 'No sound' --customer 'Dana Reyes' --promise 'I call you' --by 1bd")
    shop("customer add 'Kim Ito'")
    return shop


def test_a_relation_is_ended_with_why_and_what_was_tried_and_how_often_that_happened(shop: Shop) -> None:
    assert "It is the first time ever that you have ended one." in shop(f"{END} {TRIED}").out
    page = shop("customer show 'Kim Ito'").out
    assert "Ana ended the relation on Mon 1 Jun 2026: shouts at Ben." in page
    assert "a call from Ana (Mon 4 May 2026); a letter (Sun 31 May 2026)" in page
    shop("customer add 'Lou Park'")
    assert "the second time within a year" in shop(f"customer end 'Lou Park' --because x {TRIED}").out


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ([], "the first time ever"),
        ([date(2026, 6, 1)], "the second time within a year"),
        ([date(2025, 6, 1)], "the second time within a year"),
        ([date(2025, 5, 31)], "the second time in 2 years"),
        ([date(2022, 7, 1), date(2026, 1, 1)], "the third time in 4 years"),
    ],
)
def test_how_often_counts_the_years_since_the_first(before: list[date], words: str) -> None:
    assert how_often(before, date(2026, 6, 1)) == words


@pytest.mark.parametrize(
    ("code", "command", "says"),
    [
        (4, f"--me Ben {END} {TRIED}", "Ana"),
        (4, f"customer end 'Dana Reyes' --because x {TRIED}", "P-1"),
        (2, END, "--tried"),
        (2, f"{END} --tried 'a call'", "has no date"),
        (2, f"{END} --tried ' on 2026-05-04'", "has no date"),
        (2, f"{END} --tried 'a call on 2026-06-02'", "in the future"),
        (2, f"{END} --tried 'a call on someday'", "someday"),
        (2, f"customer end 'Kim Ito' {TRIED}", "--because"),
        (2, f"customer end 'Kim Ito' --because ' ' {TRIED}", "--because"),
        (3, f"customer end 'Nobody Knows' --because x {TRIED}", "Nobody Knows"),
        (4, "customer take-back 'Kim Ito' --because x", "not ended"),
        (2, "customer take-back 'Kim Ito'", "--because"),
    ],
)
def test_it_is_refused_but_for_the_owner_with_other_ways_tried_and_nothing_promised(
    shop: Shop, code: int, command: str, says: str
) -> None:
    assert says in shop.refuses(code, command)


def test_an_overdue_promise_is_open_too_and_every_one_is_named(shop: Shop) -> None:
    shop("open 'No light' --customer 'Dana Reyes' --promise 'A new lamp' --by 3bd")
    line = shop.at("06-03 10:00").refuses(4, f"customer end 'Dana Reyes' --because x {TRIED}")
    assert "P-1, P-2 to Dana Reyes are still open" in line


def test_once_nothing_is_promised_it_can_be_ended(shop: Shop) -> None:
    shop("keep 1")
    shop("close 1 --confirmed 'Fine'")
    shop(f"customer end 'Dana Reyes' --because x {TRIED}")


def test_a_relation_is_ended_once_and_only_the_owner_takes_that_back(shop: Shop) -> None:
    shop(f"{END} {TRIED}")
    assert "already" in shop.refuses(4, f"{END} {TRIED}")
    shop("party add Ben --kind staff")
    assert "Ana" in shop.refuses(4, "--me Ben customer take-back 'Kim Ito' --because x")
    shop.at("06-02 10:00")("customer take-back 'Kim Ito' --because 'it was a misunderstanding'")
    assert shop.json("customer show 'Kim Ito'")["ended"] is None
    assert shop.json("customer show 'Kim Ito' --as-of '2026-06-01 12:00'")["ended"]["because"] == "shouts at Ben"
    assert "the second time within a year" in shop(f"{END} {TRIED}").out


def test_a_case_can_still_be_opened_and_it_is_said(shop: Shop) -> None:
    shop(f"{END} {TRIED}")
    assert "You ended the relation on Mon 1 Jun 10:00: shouts at Ben" in shop("open 'Sorry' --customer 'Kim Ito'").out
