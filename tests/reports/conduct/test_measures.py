"""The reports of what cases leave behind, over a week of a real store."""

from typing import Any

import pytest

from tests.keys import Has
from tests.shop import Shop, prepared


def row(shop: Shop, measure: str, more: str = "") -> Any:
    rows = shop.json(f"report measures {more}")["sections"]["measures"]
    return next((each["value"], each["counted"], each["of"]) for each in rows if each["measure"] == measure)


@prepared
def week(shop: Shop) -> Shop:
    """Two cases closed on the customers' word, one of them after a chase; a third still open."""
    shop.at("06-01 10:00")("open 'No sound' --customer 'Kim Ito' --promise 'A new cable' --by tue")
    shop.at("06-01 10:30")("open 'Crackles' --customer 'Lee Park' --promise 'A call' --by tue")
    shop.at("06-02 09:00")("heard 2 'Where is it?' --chasing")
    shop.at("06-02 10:00")("keep 1")
    shop.at("06-02 10:30")("keep 2")
    shop.at("06-02 11:00")("close 1 --confirmed 'It plays'")
    shop.at("06-02 11:30")("close 2 --confirmed 'Good'")
    shop.at("06-03 10:00")("open 'Hums' --customer 'Sam Otieno'")
    shop.at("06-03 12:00")("follow-up 3 'We look into it'")
    return shop.at("06-04 10:00")


def test_the_measures_count_what_the_cases_were(week: Shop) -> None:
    assert row(week, "first_contact_resolution") == (None, 1, 2)
    assert row(week, "days_to_confirmed") == (1.0, None, 2)
    assert row(week, "reopened") == (None, 0, 2)
    assert row(week, "hours_to_first_word") == (0.0, None, 3)
    assert row(week, "chase_ratio") == (None, 1, 1)


def test_a_customer_who_comes_back_within_a_fortnight_was_not_helped_at_once(week: Shop) -> None:
    week("heard 1 'It is off again'")
    assert row(week, "first_contact_resolution") == (None, 0, 2)
    assert row(week, "reopened") == (None, 1, 2)
    assert row(week, "first_contact_resolution", "--as-of '2026-06-03 09:00'") == (None, 1, 2)


def test_a_period_takes_what_was_opened_or_closed_in_it(week: Shop) -> None:
    assert row(week, "first_contact_resolution", "--since 2026-06-03") == (None, 0, 0)
    assert row(week, "hours_to_first_word", "--since 2026-06-03") == (2.0, None, 1)
    assert row(week, "hours_to_first_word", "--until 2026-06-02") == (0.0, None, 2)


def test_the_effort_is_the_middle_of_what_customers_say(week: Shop) -> None:
    week("case effort 1 2")
    week("case effort 2 5")
    assert row(week, "customer_effort") == (3.5, None, 2)


def test_causes_that_come_again_stand_first_with_what_was_done(week: Shop) -> None:
    week("case cause 2 'Old cables'")
    week("case cause 3 'Loose plug' --action 'New plugs' --by 2bd")
    week.at("06-04 11:00")("case cause 1 'old cables'")
    rows = week.json("report causes")["sections"]["causes"]
    assert [(r["cause"], r["cases"], r["customers"], r["actions"], r["done"], r["overdue"]) for r in rows] == [
        ("old cables", 2, 2, 0, 0, 0),
        ("Loose plug", 1, 1, 1, 0, 0),
    ]
    assert week.at("06-09 10:00").json("report causes")["sections"]["causes"][1]["overdue"] == 1


def test_a_cause_that_comes_again_after_its_action_is_counted(week: Shop) -> None:
    week("case cause 3 'Loose plug' --action 'New plugs' --by 2bd")
    action = week.case(3)["promises"][-1]["id"]
    week.at("06-04 12:00")(f"keep {action}")
    week.at("06-05 10:00")("open 'Hums too' --customer 'Mia Tan'")
    week("case cause 4 'Loose plug'")
    [found] = week.json("report causes")["sections"]["causes"]
    assert (found["cases"], found["done"], found["cases_since_done"]) == (2, 1, 1)


def test_praise_stands_word_for_word(week: Shop) -> None:
    week("heard 1 'Wow, impressive' --praise --earned-by Ben --earned-by Lee")
    assert week.json("report praise")["sections"]["praise"] == [
        Has(
            {
                "at": "2026-06-04T14:00:00Z",
                "case": "C-1",
                "customer": "Kim Ito",
                "words": "Wow, impressive",
                "earned_by": "Ben, Lee",
            }
        )
    ]
    assert week.json("report praise --until 2026-06-03")["sections"]["praise"] == []


def test_g9_a_fault_of_ours_that_nobody_told_is_seen(week: Shop) -> None:
    week("open 'Two broke' --customer 'Arden Pharma' --found-by us --fault us")
    sections = week.json("report disclosures")["sections"]
    assert [each["case"] for each in sections["not_told"]] == ["C-4"]
    week.at("06-04 11:30")("case disclose 4 'Two broke' --promise 'Two new ones' --by 1bd")
    sections = week.json("report disclosures")["sections"]
    assert sections["not_told"] == []
    assert [(each["case"], each["hours"]) for each in sections["told"]] == [("C-4", 1.5)]
    assert week.json("report disclosures --as-of '2026-06-04 11:00'")["sections"]["told"] == []


def test_customers_who_buy_again_stand_beside_those_without_a_case(week: Shop) -> None:
    bought = "purchase add '{}' Radio --price 20.00 --new-customer --bought '2026-{} 10:00'"
    for who, day in (
        ("kim@example.com", "05-01"),  # a case that closes below, and nothing since
        ("lee@example.com", "05-01"),  # another, and a purchase after it
        ("Rae Moss", "05-01"),
        ("Mia Tan <mia@example.com>", "05-01"),
        ("mia@example.com", "06-03"),  # bought twice, and never had a case
    ):
        week(bought.format(who, day))
    for number, who in ((4, "kim@example.com"), (5, "lee@example.com")):
        week(f"open Hums --customer {who} --promise 'A call' --by 1bd")
        week(f"keep {week.case(number)['promises'][0]['id']}")
        week(f"close {number} --confirmed 'Fine'")
    week.at("06-05 10:00")(bought.format("lee@example.com", "06-05"))
    assert row(week, "repurchase_after_recovery") == (None, 1, 2)
    assert row(week, "repurchase_without_case") == (None, 1, 2)


def test_people_read_a_measure_with_its_unit(week: Shop) -> None:
    week("case effort 1 2")
    page = week("report measures").out
    assert "2 of 5 " in page
    assert "1 day " in page


@pytest.mark.parametrize("report", ["measures", "causes", "praise", "disclosures", "invitations"])
def test_a_page_that_stops_at_a_day_says_so(week: Shop, report: str) -> None:
    assert "\nuntil Tue 2 Jun 23:59\n" in week(f"report {report} --until 2026-06-02").out
    assert week.json(f"report {report} --until 2026-06-02")["until"].startswith("2026-06-03T03:59:59")
    assert "until" not in week(f"report {report}").out


def test_praise_without_words_has_none(week: Shop) -> None:
    week("heard 3 --praise --earned-by Ben")
    assert week.json("report praise")["sections"]["praise"][0]["words"] is None
    assert '""' not in week("report praise").out


def test_the_middle_of_what_lies_between_finding_and_telling_stands_below(week: Shop) -> None:
    week("open 'We sent the wrong one' --customer 'Una Vey' --found-by us --fault us")
    week.at("06-04 11:30")("case disclose 4 'We sent the wrong one' --promise 'The right one' --by 2bd")
    assert week("report disclosures").out.endswith("\n\nHours from finding to telling: 1.5 (median).\n")
