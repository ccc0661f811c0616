"""The broken instruments: our own fault, told by us, with a plan, on the day it happened."""

from typing import Any

from tests.shop import Shop, utc

PLAN = "Two are replaced and calibrated, and a third is yours for nothing"


def opening(shop: Shop) -> Any:
    shop.environment["CARELINE_ME"] = "Lee"
    return shop.at("05-12 10:00").json(
        'open "2 of 30 instruments broken while calibrating" --customer "Arden Pharma <lab@arden.example>" '
        "--found-by us --fault us --severity major --owner Ana"
    )


def told_with_the_plan(shop: Shop) -> Any:
    opening(shop)
    # Disclosing refuses to go without a plan; that command, and what the three units cost, are told later.
    shop.environment["CARELINE_ME"] = "Ana"
    return shop.at("05-12 11:00").json(
        f'follow-up 1 "We broke two of your instruments today" --apology --promise "{PLAN}" --by "wed 17:00" --kind fix'
    )


def happy_end(shop: Shop) -> None:
    told_with_the_plan(shop)
    shop.at("05-12 11:10")('heard 1 "Wow, impressive" --praise')
    shop.at("05-13 15:00")("keep P-2")
    shop.at("05-13 15:30")('close 1 --confirmed "All thirty are in order"')


def test_what_we_find_ourselves_is_a_case_before_the_customer_knows(shop: Shop) -> None:
    opened = opening(shop)
    case = opened["case"]
    assert (case["found_by"], case["fault"], case["severity"]) == ("us", "us", "major")
    assert opened["contacts"] == []
    (acknowledgement,) = opened["promises"]
    assert (acknowledgement["owner"], acknowledgement["due_at"]) == ("Ana", utc("05-13 17:00"))


def test_the_customer_hears_of_it_within_the_hour_together_with_the_plan(shop: Shop) -> None:
    told = told_with_the_plan(shop)
    (word,) = told["contacts"]
    assert (word["who"], word["direction"], word["apology"]) == ("Ana", "out", True)
    acknowledgement, plan = told["promises"]
    assert acknowledgement["state"] == "kept"
    assert (plan["what"], plan["said"], plan["kind"]) == (PLAN, True, "fix")
    assert (plan["owner"], plan["due_at"]) == ("Ana", utc("05-13 17:00"))


def test_praise_is_kept_word_for_word_and_waits_for_nothing(shop: Shop) -> None:
    told_with_the_plan(shop)
    praised = shop.at("05-12 11:10").json('heard 1 "Wow, impressive" --praise')
    (contact,) = praised["contacts"]
    assert (contact["text"], contact["praise"]) == ("Wow, impressive", True)
    assert praised["case"]["waiting_since"] is None
    assert shop.promise(2)["state"] == "pending"
    # Their offer to share the cost, and what may not be shared, are told later.


def test_the_plan_is_kept_in_time_and_the_case_closes_on_their_word(shop: Shop) -> None:
    happy_end(shop)
    told = shop.case()
    assert (told["case"]["status"], told["case"]["closed_how"]) == ("closed", "confirmed")
    assert {p["state"] for p in told["promises"]} == {"kept"}
    assert shop.promise(2)["kept_at"] == utc("05-13 15:00")


def test_praise_after_the_end_reopens_nothing(shop: Shop) -> None:
    happy_end(shop)
    praised = shop.at("05-14 10:00").json('heard 1 "We tell everybody about you" --praise')["case"]
    assert (praised["status"], praised["reopened"]) == ("closed", 0)
    # The referral from their next company, the review of a reply's tone and the end of a relation are told later.
