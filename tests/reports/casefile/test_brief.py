"""The morning page."""

import re

import pytest

from careline.reports.casefile.attention.sections import SECTIONS
from careline.reports.casefile.brief import PLACES, UNREAD
from tests.keys import Has
from tests.shop import Shop, prepared


def sections(shop: Shop) -> dict[str, list[dict[str, object]]]:
    """The sections of the brief that have rows."""
    found = shop.json("brief")["sections"]
    return {name: rows for name, rows in found.items() if rows}


@prepared
def morning(shop: Shop) -> Shop:
    """A promise kept on Monday, one overdue, one due today, one due tomorrow."""
    shop("open 'No sound' --customer 'Dana Reyes' --promise 'I call you' --by 'today 16:00'")
    shop("open 'No card' --customer 'Robin Vale' --promise 'FieldCo calls' --by 'tue 17:00' --performer FieldCo")
    shop("open 'No ink' --customer 'Mia Tan' --promise 'The ink is sent' --by 'wed 12:00'")
    shop("open 'No manual' --customer 'Lee Park' --promise 'The manual is in your mail' --by 'thu 12:00'")
    shop.at("06-02 16:00")("keep P-1 --at 'yesterday 15:00'")
    return shop.at("06-03 09:00")


def test_every_section_of_the_contract_is_there_even_when_empty(shop: Shop) -> None:
    shop("customer add 'Dana Reyes'")
    assert set(shop.json("brief")["sections"]) >= {
        "overdue",
        "unanswered",
        "plans",
        "silent",
        "backup_due",
        "untold",
        "chasing",
        "second_failures",
        "came_back",
        "unacknowledged",
        "due_today",
        "unverified",
        "due_tomorrow",
        "awaited",
    }
    assert shop("brief").out.startswith("Nothing needs attention today.\n")
    assert shop("brief --quiet").out == ""


def test_every_section_has_one_place_where_people_read_it() -> None:
    read = [name for place in PLACES for name in place.sections]
    assert sorted([*read, *UNREAD]) == sorted(SECTIONS)


def test_what_is_due_today_and_tomorrow_is_told_apart(morning: Shop) -> None:
    found = sections(morning)
    assert [(row["customer"], row["what"]) for row in found["due_today"]] == [
        ("Mia Tan", "The ink is sent"),
        ("Dana Reyes", "Check back with Dana"),
    ]
    assert [row["customer"] for row in found["due_tomorrow"]] == ["Lee Park"]


def test_each_entry_names_the_command_that_deals_with_it(morning: Shop) -> None:
    page = morning("brief").out
    assert "careline show 2\n" in page
    assert "careline keep P-3\n" in page


def test_on_a_friday_tomorrow_is_monday(shop: Shop) -> None:
    shop.at("06-05 10:00")("open 'No sound' --customer Dana --promise 'I call' --by mon")
    assert [row["customer"] for row in sections(shop)["due_tomorrow"]] == ["Dana"]


def test_an_overdue_promise_of_which_nobody_told_the_customer_is_untold(morning: Shop) -> None:
    assert [row["promise"] for row in sections(morning)["untold"]] == ["P-2"]
    morning("follow-up 2 'FieldCo is late, sorry' --apology")
    assert "untold" not in sections(morning)
    assert [row["promise"] for row in sections(morning)["overdue"]] == ["P-2"]


def test_with_the_words_that_might_be_said(morning: Shop) -> None:
    (row,) = sections(morning)["untold"]
    broken = 'We promised "FieldCo calls" for Tue 2 Jun. It has not happened, and we are sorry.'
    assert row["say"] == f"{broken} You have heard nothing since."


def test_the_first_chase_shows_the_same_day(morning: Shop) -> None:
    morning("heard 3 'Where is the ink?' --chasing")
    assert [(row["customer"], row["chases"]) for row in sections(morning)["chasing"]] == [("Mia Tan", 1)]
    page = morning("brief").out
    assert page.index("Unanswered\n") < page.index("Mia Tan: asks where it is, asked 1, since Wed 3 Jun")
    assert "Today\n" not in page


def test_people_read_each_case_once_where_it_is_most_urgent(morning: Shop) -> None:
    morning("heard 2 'Where is he?' --chasing")
    page = morning("brief").out
    assert page.count("Robin Vale") == 2  # in the first line, and once below
    assert {"overdue", "untold", "chasing"} <= set(sections(morning))


def test_two_failures_of_a_chain_come_first_until_one_works(shop: Shop) -> None:
    shop("open Broken --customer Dana --product MX500i")
    for outcome in ("doa", "wrong-item"):
        shop("ship-replacement 1 --why 'a new one' --arrives 'today 16:00'")
        shop(f"outcome {1 if outcome == 'doa' else 2} {outcome} --delivered now")
    assert sections(shop)["second_failures"] == [
        Has(
            {
                "case": "C-1",
                "customer": "Dana",
                "subject": "Broken",
                "attempt": 2,
                "outcomes": "doa, wrong-item",
                "consider": "a refund, another model, or a bench test before the next one ships; attempt 3 needs"
                ' --different "..."',
            }
        )
    ]
    assert "second failure: doa, wrong-item" in shop("brief").out
    shop("ship-replacement 1 --why 'a new one' --arrives 'today 16:00' --different 'read back by phone'")
    assert sections(shop)["second_failures"][0]["consider"] is None
    assert "second failure" not in shop("brief").out, "the customer has a new word"
    shop("outcome 3 works --delivered now")
    assert "second_failures" not in sections(shop)


def test_a_delivered_unit_is_unverified_until_it_has_an_outcome(shop: Shop) -> None:
    shop("open Broken --customer Dana --product MX500i")
    shop("ship-replacement 1 --why 'a new one' --arrives 'today 16:00'")
    assert "unverified" not in sections(shop)
    shop("delivered R-1")
    assert [row["replacement"] for row in sections(shop)["unverified"]] == ["R-1"]
    shop("outcome R-1 works")
    assert "unverified" not in sections(shop)


def test_an_escalation_that_nobody_acknowledged_in_time_is_listed(shop: Shop) -> None:
    shop("open Broken --customer Dana")
    shop("escalate 1 --to Ben --ack-by 4bh --backup 'Ana drives there'")
    assert "unacknowledged" not in sections(shop)
    shop.at("06-01 16:00")
    assert [row["escalation"] for row in sections(shop)["unacknowledged"]] == ["E-1"]
    shop("escalation acknowledge E-1 --who Ben")
    assert "unacknowledged" not in sections(shop)


def test_an_escalation_that_nobody_has_passed_on_is_listed_until_they_know(shop: Shop) -> None:
    shop("open 'No card' --customer 'Robin Vale' --promise 'FieldCo calls' --by 'tue 17:00' --performer FieldCo")
    shop("escalate 1 --to Ben --ack-by 4bh --backup x")
    (row,) = sections(shop)["to_tell"]
    assert (row["case"], row["escalation"], row["to"]) == ("C-1", "E-1", "Ben")
    page = " ".join(shop("brief").out.split())
    assert (
        "Robin Vale: Ben does not know about it, and must answer by today 14:00; No card careline escalation told E-1"
        in (page)
    )
    shop.at("06-01 11:00")("escalation told 1")
    assert "to_tell" not in sections(shop)
    assert shop.json("brief --as-of '2026-06-01 10:30'")["sections"]["to_tell"] == [row]


def test_who_must_be_told_stands_with_the_case_wherever_that_is_most_urgent(shop: Shop) -> None:
    shop("open 'No card' --customer 'Robin Vale' --promise 'FieldCo calls' --by 'today 12:00' --performer FieldCo")
    shop("escalate 1 --to Ben --ack-by 2bd --backup x")
    line = "Ben does not know about E-1 yet"
    assert line in shop.at("06-02 09:00")("brief").out
    shop("escalation told 1")
    assert line not in shop("brief").out


def test_that_whoever_must_be_told_is_away_by_then_stands_with_it(shop: Shop) -> None:
    shop("party add Ben --kind staff")
    shop("party add Cleo --kind staff")
    shop("party away Ben --from 2026-06-02 --until 2026-06-05 --to Cleo")
    shop("open Broken --customer Dana --promise 'I call' --by 2026-06-09")
    shop("escalate 1 --to Ben --ack-by 1bd --backup x")
    assert "Ben is away until Fri 5 Jun 2026; Cleo stands in" in " ".join(shop("brief").out.split())
    shop("escalation told 1")
    assert "is away" not in shop("brief").out


def test_one_that_was_acknowledged_needs_no_telling(shop: Shop) -> None:
    shop("open 'No card' --customer 'Robin Vale' --promise 'FieldCo calls' --by 'tue 17:00' --performer FieldCo")
    shop("escalate 1 --to Ben --ack-by 4bh --backup x")
    shop("escalation acknowledge 1 --who Ben")
    assert "to_tell" not in sections(shop)


NOT_SWEPT = "'careline sweep' has not run"


@pytest.mark.parametrize(
    ("moment", "is_said"),
    [
        pytest.param("06-05 16:45", False, id="on the same day"),
        pytest.param("06-08 08:00", False, id="on Monday morning"),
        pytest.param("06-08 16:45", False, id="a working day later"),
        pytest.param("06-08 17:00", True, id="longer than a working day"),
    ],
)
def test_it_says_loudly_when_the_sweep_has_not_run_for_a_working_day(shop: Shop, moment: str, *, is_said: bool) -> None:
    shop("open x --customer Dana --promise y --by '2026-07-01 17:00'")
    assert f"{NOT_SWEPT} yet:" in shop("brief").out
    shop.at("06-05 16:45")("sweep")
    assert (f"{NOT_SWEPT} since Fri 5 Jun 16:45:" in shop.at(moment)("brief").out) is is_said
    assert f"{NOT_SWEPT} yet:" in shop("brief --as-of '2026-06-01 12:00'").out


def test_that_the_sweep_does_not_run_is_said_beside_but_is_nothing_to_say(shop: Shop) -> None:
    shop("customer add 'Dana Reyes'")
    assert shop("brief --quiet").out == ""
    assert shop.run("brief --exit-code").code == 0


def test_a_backup_plan_is_due_as_long_as_its_promise_lives(shop: Shop) -> None:
    shop("open Broken --customer Dana")
    shop("promise make 1 'Ana drives there' --by tue --kind backup --planned")
    assert [row["promise"] for row in sections(shop)["backup_due"]] == ["P-2"]
    shop("keep P-2")
    assert "backup_due" not in sections(shop)


@prepared
def backed(shop: Shop) -> Shop:
    """Nobody keeps P-1, and there is no ladder: its backup is Ana's by Thu 4 Jun 17:00."""
    shop(
        "open 'No card' --customer 'Robin Vale' --phone '617 555 0143' --promise 'FieldCo calls' --by 'tue 17:00'"
        " --performer FieldCo --backup 'Second Firm comes'"
    )
    shop.at("06-03 17:15")("sweep")
    assert shop.promise(2)["kind"] == "backup"
    return shop


@pytest.mark.parametrize(
    ("moment", "options", "said"),
    [
        ("06-03 17:20", "", "backup is yours by Thu 4 Jun: Second Firm comes"),
        ("06-04 09:00", "", "backup is yours today: Second Firm comes"),
        ("06-04 09:00", "--me Ben", "backup is Ana's today: Second Firm comes"),
        ("06-08 09:00", "", "backup is yours, late since Thu 4 Jun: Second Firm comes"),
    ],
)
def test_beside_a_broken_word_stands_whose_its_backup_is_and_by_when(
    backed: Shop, moment: str, options: str, said: str
) -> None:
    page = " ".join(backed.at(moment)(f"{options} brief").out.split())
    assert page.startswith("1 broken word. First: Robin Vale, backup due ")
    assert f"No card; 617 555 0143; FieldCo for Ana; {said} careline show 1" in page
    assert "Backup due" not in page


def test_each_entry_names_case_and_subject_what_since_when_and_one_command(morning: Shop) -> None:
    morning("heard 2 'Where is he?' --chasing")
    assert (
        '  C-2 Robin Vale: "FieldCo calls", 1 day, asked 1, new\n    No card; FieldCo for Ana  careline show 2\n'
        in (morning("brief").out)
    )


def test_of_several_broken_words_on_a_case_people_read_the_oldest_and_how_many_more_there_are(morning: Shop) -> None:
    morning("promise make 2 'I call you too' --by 'today 10:00'")
    page = morning.at("06-03 12:30")("brief").out
    assert page.startswith("3 broken words")
    assert "1 more word overdue" in page
    assert page.count("careline show 2\n") == 1


def test_it_starts_with_the_words_kept_and_the_cases_closed_since_the_working_day_before(morning: Shop) -> None:
    assert "Since Tue 09:00: nothing kept.\n" in morning("brief").out
    morning("close 1 --confirmed 'It works'")
    assert "Since Tue 09:00: 1 closed.\n" in morning("brief").out, "a check back is a plan"
    morning("keep P-2 P-3")
    assert "Since Tue 09:00: 2 kept (1 late), 1 closed.\n" in morning("brief").out


def test_the_mailed_page_has_72_columns_and_names_the_sum_first(morning: Shop) -> None:
    page = morning("brief").out
    assert page.startswith("1 broken word, 1 due today. First: Robin Vale, 1 day.\n")
    assert max(map(len, page.splitlines())) <= 72
    assert re.search(r"^Tomorrow: Lee C-4$", page, re.MULTILINE)


# Own faults and tone


def test_g9_our_own_fault_that_nobody_told_stands_on_the_page(shop: Shop) -> None:
    shop.at("06-01 10:00")("open 'Two broke' --customer 'Arden Pharma' --found-by us --fault us")
    rows = shop.json("brief")["sections"]["undisclosed"]
    assert [(row["case"], row["customer"]) for row in rows] == [("C-1", "Arden Pharma")]
    assert "our own fault, not told yet" in shop("brief --format table").out
    shop("case disclose 1 'Two broke' --promise 'Two new ones' --by 1bd")
    assert shop.json("brief")["sections"]["undisclosed"] == []
    assert len(shop.json("brief --as-of '2026-06-01 09:59'")["sections"]["undisclosed"]) == 0


def test_a_review_of_tone_stands_there_until_it_is_done(shop: Shop) -> None:
    shop.at("06-01 10:00")("open Hums --customer Kim")
    shop("party add Ben --kind staff")
    shop("--me Ben follow-up 1 'Read the manual'")
    shop("tone request 1")
    rows = shop.json("brief")["sections"]["tone_to_review"]
    assert [(row["case"], row["about"], row["reviewer"]) for row in rows] == [("C-1", "Ben", "Ana")]
    shop("tone review 1 --finding 'Fair'")
    assert shop.json("brief")["sections"]["tone_to_review"] == []


def test_a_question_that_stands_beside_a_broken_word_is_said_and_counted(shop: Shop) -> None:
    shop("open Bike --customer 'Carla Moss' --promise 'It is ready' --by 2026-06-03")
    shop.at("06-02 09:00")("heard 1 'Can I have another one meanwhile?'")
    page = shop.at("06-04 08:00")("brief").out
    assert page.startswith("1 broken word, 1 question.")
    assert "asks, unanswered since Tue 2 Jun" in " ".join(page.split())


def test_a_new_word_takes_the_place_of_a_second_failure(shop: Shop) -> None:
    shop("open Wheel --customer Dev --product Wheel")
    shop("follow-up 1 'A new one comes'")
    for number, day in ((1, 2), (2, 3)):
        shop.at(f"06-0{day} 09:00")("ship-replacement 1 --why 'a new one' --arrives 2bd")
        shop.at(f"06-0{day} 12:00")(f"outcome {number} damaged --delivered now")
    assert "Came back" in shop.at("06-04 08:00")("brief").out
    shop("follow-up 1 'I refund you' --promise 'Your money is back' --by today")
    page = shop.at("06-04 09:00")("brief").out
    assert "Came back" not in page
    assert "Your money is back" in [row["what"] for row in sections(shop)["due_today"]]
    assert sections(shop)["second_failures"] != []


def test_the_page_says_whose_a_word_is_where_it_is_not_the_readers_and_who_has_it(shop: Shop) -> None:
    shop("party add Ben --kind staff")
    shop("open Card --customer Robin --promise 'I ring' --by 1bd --owner Ben")
    shop.at("06-03 09:00")("escalate 1 --to Ben --ack-by 4bh")
    page = shop("brief").out
    assert "Ben" in page.split("Card", 1)[1]
    shop("escalation acknowledge 1 --who Ben")
    assert "Ben has E-1" in shop.at("06-04 09:00")("brief").out
    assert "; Ben;" not in shop("brief --for Ben").out


def test_a_fourth_name_stands_where_one_more_would_and_of_more_the_command_is_named(shop: Shop) -> None:
    for name in ("Dana", "Kim", "Lee", "Mia"):
        shop(f"open Hums -c {name} --promise x --by 'tue noon'")
    assert "Tomorrow: Dana C-1, Kim C-2, Lee C-3, Mia C-4\n" in shop("brief").out
    shop("open Hums -c Sam --promise x --by 'tue noon'")
    assert "Tomorrow: Dana C-1, Kim C-2, Lee C-3, 2 more (careline overdue --soon)\n" in shop("brief").out


def test_the_first_line_counts_no_question_that_the_page_does_not_tell_of(shop: Shop) -> None:
    shop("open Card -c Robin --promise 'FieldCo calls' --by 'tue 17:00' --performer FieldCo")
    shop.at("06-02 18:00")("heard 1 'Where is it?' --chasing")
    shop("open Fan -c Pat --promise 'A fan' --by 15bd")
    shop("heard 2 'And the cable?'")
    assert shop.at("06-05 12:00")("brief").out.startswith("1 broken word, 1 question. First: Robin, 3 days, asked 1.\n")
