"""Asking again: a reminder to ourselves once all is over. It promises nothing to anybody."""

from typing import Any

import pytest

from tests.shop import Shop, prepared, utc


@prepared
def shop(shop: Shop) -> Shop:
    """Dana's case, closed on Mon 1 Jun; on Wed 1 Jul she is to be asked again."""
    shop("open 'No sound' --customer 'Dana Reyes' --promise 'I call you' --by 1bd")
    shop("keep 1")
    shop("close 1 --confirmed 'It works' --ask-again 30d")
    return shop


def asked(shop: Shop, when: str) -> list[Any]:
    found: list[Any] = shop.json(f"brief --as-of '{when}'")["sections"]["ask_again"]
    return found


def test_it_is_due_at_the_closing_time_of_its_day(shop: Shop) -> None:
    (again,) = shop.case()["ask_agains"]
    assert (again["due_at"], again["done_at"]) == (utc("07-01 17:00"), None)
    assert "We ask Dana again on Wed 1 Jul 17:00." in shop("show 1").out


def test_the_answer_says_from_which_day_it_stands_in_the_brief(shop: Shop) -> None:
    shop("open 'No light' --customer 'Kim Ito'")
    shop("follow-up 2 'Turn it on'")
    said = shop("close 2 --confirmed 'It shines' --ask-again 30d").out
    assert "From Wed 1 Jul 2026 on, your brief says to ask Kim again; nothing was promised.\n" in said


def test_no_case_gets_a_live_promise_by_it(shop: Shop) -> None:
    assert shop.case()["case"]["status"] == "closed"
    assert shop.json("promise list")["items"] == []
    assert shop.json("overdue --as-of '2026-07-10 10:00'")["sections"]["overdue"] == []


def test_the_brief_has_it_from_the_morning_of_its_day_on_until_it_is_done(shop: Shop) -> None:
    assert asked(shop, "2026-06-30 18:00") == []
    (row,) = asked(shop, "2026-07-01 08:00")
    assert (row["case"], row["customer"], row["subject"]) == ("C-1", "Dana Reyes", "No sound")
    assert row["command"] == "careline follow-up 1"
    assert len(asked(shop, "2026-07-09 08:00")) == 1
    assert "Ask again" in shop("brief --as-of '2026-07-09 08:00'").out


def test_reaching_the_customer_about_then_does_it(shop: Shop) -> None:
    shop.at("06-15 10:00")("follow-up 1 'By the way'")
    shop.at("06-30 10:00")("follow-up 1 --no-answer")
    assert shop.case()["ask_agains"][0]["done_at"] is None
    assert "wanted to ask them again" in shop("follow-up 1 'Does it still work?'").out
    assert shop.case()["ask_agains"][0]["done_at"] == utc("06-30 10:00")
    assert asked(shop.at("07-09 08:00"), "now") == []


def test_saying_so_does_it_at_any_time_and_once(shop: Shop) -> None:
    shop.at("06-15 10:00")("case asked 1")
    assert asked(shop.at("07-09 08:00"), "now") == []
    assert "C-1" in shop.refuses(4, "case asked 1")


def test_as_of_a_moment_before_it_was_done_it_was_still_to_be_done(shop: Shop) -> None:
    shop.at("07-03 10:00")("case asked 1")
    assert len(asked(shop, "2026-07-02 10:00")) == 1


def test_a_reopened_case_asks_no_more_and_a_newer_closing_says_anew(shop: Shop) -> None:
    shop.at("06-20 10:00")("heard 1 'It broke again'")
    assert asked(shop, "2026-07-09 08:00") == []
    assert "there is nobody to ask again" in shop.refuses(4, "case asked 1")
    shop("follow-up 1 'I look at it'")
    shop.at("06-22 10:00")("close 1 --confirmed 'Fine now' --ask-again 2w")
    assert [row["due_at"] for row in asked(shop, "2026-07-09 08:00")] == [utc("07-06 17:00")]
    assert [row["due_at"] for row in asked(shop, "2026-06-19 18:00")] == []


def test_closing_without_it_asks_nobody(shop: Shop) -> None:
    shop("open 'No light' --customer 'Kim Ito' --promise 'I call you' --by 1bd")
    shop("keep 3")
    shop("close 2 --confirmed 'Fine'")
    assert [row["case"] for row in asked(shop, "2026-08-01 08:00")] == ["C-1"]


def test_undo_takes_the_reminder_back_with_the_closing(shop: Shop) -> None:
    shop("undo")
    assert shop.case()["ask_agains"] == []


@pytest.mark.parametrize("when", ["yesterday", "someday", ""])
def test_what_lies_in_the_past_or_is_no_date_is_refused(shop: Shop, when: str) -> None:
    shop.at("06-02 10:00")("reopen 1")
    shop("follow-up 1 x")
    shop.refuses(2, f"close 1 --confirmed 'Fine' --ask-again '{when}'")
