"""The broken instruments: our own fault, told by us, with a plan, on the day it happened."""

from typing import Any

import pytest

from tests.shop import Shop, utc

TWO = "Two are replaced and calibrated by Wednesday"
SPARE = "A third is yours for nothing, as a spare"
TOLD = 'case disclose 1 "We broke two of your thirty instruments while calibrating them." --with Lee --apology'
PLAN = f'--promise "{TWO}" --promise "{SPARE}" --by "wed 17:00"'


def opening(shop: Shop) -> Any:
    shop.at("05-12 10:00")("party add Lee --kind staff")
    shop.environment["CARELINE_ME"] = "Lee"
    opened = shop.json(
        'open "2 of 30 instruments broken while calibrating" --customer "Arden Pharma <lab@arden.example>" '
        "--found-by us --fault us --severity major --owner Ana"
    )
    shop.environment["CARELINE_ME"] = "Ana"
    return opened


def ordered(shop: Shop) -> None:
    """Three units overnight: list price $350.00, 15 % off; the labour of calibrating them is waived."""
    opening(shop)
    shop.at("05-12 10:40")('cost add 1 --kind goods --units 2 --each 350.00 --off 15% --note "two, overnight"')
    shop("cost add 1 --kind goodwill --units 1 --each 350.00 --off 15% --note spare")
    shop("cost add 1 240.00 --kind labour --waived --note calibrating")


def told_with_the_plan(shop: Shop) -> Any:
    ordered(shop)
    return shop.at("05-12 11:00").json(f"{TOLD} {PLAN}")


def half_offered(shop: Shop) -> None:
    told_with_the_plan(shop)
    shop.at("05-12 11:10")('heard 1 "Wow, impressive" --praise --earned-by Lee --earned-by Ana')
    shop("cost split M-1 --customer 1/2 --offered 'We bear half of the two units'")


def happy_end(shop: Shop) -> None:
    half_offered(shop)
    shop.at("05-13 15:00")("keep P-2 P-3")
    shop.at("05-13 15:30")('close 1 --confirmed "All thirty are in order"')


def test_what_we_find_ourselves_is_a_case_before_the_customer_knows(shop: Shop) -> None:
    opened = opening(shop)
    case = opened["case"]
    assert (case["found_by"], case["fault"], case["severity"]) == ("us", "us", "major")
    assert opened["contacts"] == []
    (acknowledgement,) = opened["promises"]
    assert (acknowledgement["owner"], acknowledgement["due_at"]) == ("Ana", utc("05-13 17:00"))


def test_disclosing_without_a_plan_is_refused(shop: Shop) -> None:
    opening(shop)
    assert "needs a plan" in shop.refuses(4, TOLD)


def test_three_units_cost_892_50_in_all(shop: Shop) -> None:
    ordered(shop)
    amounts = [(cost["kind"], cost["amount"]["amount"]) for cost in shop.case()["costs"]]
    assert amounts == [("goods", "595.00"), ("goodwill", "297.50"), ("labour", "240.00")]


def test_the_customer_hears_of_it_within_the_hour_together_with_the_plan(shop: Shop) -> None:
    told = told_with_the_plan(shop)
    (word,) = told["contacts"]
    assert (word["who"], word["direction"], word["apology"]) == ("Ana", "out", True)
    assert told["disclosures"][0]["with"] == "Lee"
    acknowledgement, *plan = told["promises"]
    assert acknowledgement["state"] == "kept"
    assert [(p["what"], p["said"], p["owner"]) for p in plan] == [(TWO, True, "Ana"), (SPARE, True, "Ana")]
    assert {p["due_at"] for p in plan} == {utc("05-13 17:00")}


def test_an_hour_lay_between_finding_and_telling(shop: Shop) -> None:
    ordered(shop)
    (untold,) = shop.json("report disclosures")["sections"]["not_told"]
    assert (untold["case"], untold["opened_at"]) == ("C-1", utc("05-12 10:00"))
    assert [row["case"] for row in shop.json("brief")["sections"]["undisclosed"]] == ["C-1"]
    assert "you told them about our fault 1 h after we found it" in shop.at("05-12 11:00")(f"{TOLD} {PLAN}").out
    (told,) = shop.json("report disclosures")["sections"]["told"]
    assert (told["case"], told["told_at"], told["hours"]) == ("C-1", utc("05-12 11:00"), 1)


def test_praise_is_kept_word_for_word_with_who_earned_it(shop: Shop) -> None:
    half_offered(shop)
    assert shop.case()["case"]["waiting_since"] is None
    (praise,) = shop.json("report praise")["sections"]["praise"]
    assert (praise["words"], praise["earned_by"]) == ("Wow, impressive", "Lee, Ana")
    assert shop.promise(2)["state"] == "pending"


def test_they_bear_half_of_the_two_units_because_they_offered_it(shop: Shop) -> None:
    half_offered(shop)
    assert shop.json("case words 1")["words"].splitlines()[-5] == (
        'What it costs you: $297.50, as you offered: "We bear half of the two units"'
    )


@pytest.mark.parametrize("cost", ["M-2", "M-3"])
def test_neither_the_spare_nor_the_waived_labour_is_billed(shop: Shop, cost: str) -> None:
    told_with_the_plan(shop)
    shop.refuses(4, f"cost split {cost} --customer 1/2 --offered 'We bear half'")
    shop.refuses(4, "cost add 1 297.50 --kind goodwill --payer customer")


def test_it_cost_us_835_in_all(shop: Shop) -> None:
    happy_end(shop)
    assert shop.case()["money"]["net_recovery"] == {"amount": "835.00", "currency": "USD"}
    assert "Cost us $835.00 (goods $297.50, labour $240.00, goodwill $297.50)" in shop("show 1").out
    borne = shop.json("report costs")["sections"]["by_payer"]
    assert [(row["payer"], row["amount"]["amount"]) for row in borne] == [("us", "835.00"), ("customer", "297.50")]


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


def test_ben_does_not_judge_his_own_tone_and_ana_answers_by_a_promise_of_her_own(shop: Shop) -> None:
    happy_end(shop)
    shop.at("05-14 10:00")("open 'Which cable?' --customer 'Kim Ito'")
    shop("party add Ben --kind staff")
    shop("--me Ben follow-up 2 'As the manual says, the black one.'")
    shop.at("05-14 11:00")("heard 2 'That was condescending'")
    shop("--me Ben tone request 2 --because 'Kim calls the reply condescending'")
    finding = "--finding 'The tone left something to be desired, and the meaning was fair'"
    shop.refuses(4, f"--me Ben tone review 2 {finding}")
    assert "As the manual says, the black one." in shop("tone show 2").out
    found = shop.json(f"tone review 2 {finding} --promise 'I ring you about it myself' --by 'fri noon'")
    (answer,) = [p for p in found["promises"] if p["said"]]
    assert (answer["owner"], answer["what"], answer["due_at"]) == (
        "Ana",
        "I ring you about it myself",
        utc("05-15 12:00"),
    )


def test_the_contact_who_moves_to_another_company_is_a_referral_from_the_first(shop: Shop) -> None:
    happy_end(shop)
    shop.at("06-08 10:00")("customer edit lab@arden.example --name 'Jo Marsh' --company 'Arden Pharma'")
    shop.at("06-22 10:00")("customer move 'Jo Marsh' --to 'Second Lab'")
    answer = shop("open 'Thirty more to calibrate' --customer 'Jo Marsh' --referred-by 'Arden Pharma'")
    assert "A referral from Arden Pharma." in answer.out
    jo = shop.json("customer show 'Jo Marsh'")
    assert ([each["name"] for each in jo["companies"]], jo["referred_by"]) == (
        ["Arden Pharma", "Second Lab"],
        "Arden Pharma",
    )
    (row,) = shop.json("report referrals")["sections"]["referrals"]
    assert (row["by"], row["customers"], row["cases"]) == ("Arden Pharma", 1, 2)


def test_the_owner_alone_ends_a_relation_with_nothing_promised_after_other_ways(shop: Shop) -> None:
    happy_end(shop)
    shop.at("05-14 10:00")("open 'Which cable?' --customer 'Kim Ito'")
    end, tried = "customer end 'Kim Ito' --because 'shouts at Lee'", "--tried 'a call from Ana on 2026-05-13'"
    shop.refuses(4, f"{end} {tried}")
    shop("follow-up 2 'The black one.'")
    shop("close 2 --confirmed Fine")
    shop.refuses(2, end)
    shop.refuses(2, f"{end} --tried 'a call from Ana'")
    shop.refuses(4, f"--me Ben {end} {tried}")
    assert "It is the first time ever that you have ended one." in shop(f"{end} {tried}").out
