"""The morning page."""

import re

import pytest

from careline.reports.casefile.attention.sections import SECTIONS
from careline.reports.casefile.brief import LATER, PLACES
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
        "silent",
        "backup_due",
        "untold",
        "chasing",
        "second_failures",
        "unacknowledged",
        "due_today",
        "unverified",
        "due_tomorrow",
    }
    assert shop("brief").out.startswith("Nothing wants attention today.\n")
    assert shop("brief --quiet").out == ""


def test_every_section_has_one_place_where_people_read_it() -> None:
    read = [name for _, _, names in PLACES for name in names] + [name for _, name in LATER]
    assert sorted(read) == sorted(SECTIONS)


def test_what_is_due_today_and_tomorrow_is_told_apart(morning: Shop) -> None:
    found = sections(morning)
    assert [(row["customer"], row["what"]) for row in found["due_today"]] == [
        ("Mia Tan", "The ink is sent"),
        ("Dana Reyes", "Check back with Dana"),
    ]
    assert [row["customer"] for row in found["due_tomorrow"]] == ["Lee Park"]


def test_each_entry_names_the_command_that_deals_with_it(morning: Shop) -> None:
    page = morning("brief").out
    assert "careline keep P-3\n" in page
    assert 'careline follow-up 1 "..."\n' in page
    assert 'careline follow-up 2 "..." --apology\n' in page


def test_on_a_friday_tomorrow_is_monday(shop: Shop) -> None:
    shop.at("06-05 10:00")("open 'No sound' --customer Dana --promise 'I call' --by mon")
    assert [row["customer"] for row in sections(shop)["due_tomorrow"]] == ["Dana"]


def test_an_overdue_promise_of_which_nobody_told_the_customer_is_untold(morning: Shop) -> None:
    assert [row["promise"] for row in sections(morning)["untold"]] == ["P-2"]
    morning("follow-up 2 'FieldCo is late, sorry' --apology")
    assert "untold" not in sections(morning)
    assert [row["promise"] for row in sections(morning)["overdue"]] == ["P-2"]


def test_with_the_words_that_might_be_said_and_the_commands_that_say_them(morning: Shop) -> None:
    say = (
        'We promised "FieldCo calls" for Tue 2 Jun. It has not happened, and you have heard nothing since.'
        " We are sorry."
    )
    assert sections(morning)["untold"][0]["say"] == say
    page = " ".join(morning("brief").out.split())
    assert f"say: {say}" in page
    assert 'A new date? careline renegotiate P-2 --by WHEN --told "..." --because "..."' in page
    assert 'careline follow-up 2 "..." --apology' in page


def test_the_untold_come_before_all_else_that_is_overdue(morning: Shop) -> None:
    morning("open 'No power' --customer Ida --promise 'I ring' --by 'today 10:00'")
    morning("heard 5 --chasing --said 'Soon'")
    morning.at("06-04 09:00")("follow-up 5 'Not yet, sorry'")
    morning("open 'No light' --customer Jon --promise 'I ring' --by 'today 10:00'")
    morning.at("06-04 11:00")("heard 5 'Where?' --chasing")
    page = morning("brief").out
    people = [page.index(name) for name in ("Robin Vale\n", "Mia Tan\n", "Jon\n", "Ida\n")]
    assert people == sorted(people)
    assert "waits since" in page


def test_the_first_chase_shows_the_same_day(morning: Shop) -> None:
    morning("heard 3 'Where is the ink?' --chasing")
    assert [(row["customer"], row["chases"]) for row in sections(morning)["chasing"]] == [("Mia Tan", 1)]
    page = morning("brief").out
    assert page.index("Do first\n") < page.index("Mia Tan\n") < page.index("Today\n")


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
    assert "consider: a refund, another model, or a bench test" in shop("brief").out
    assert "second failure: doa, wrong-item" in shop("brief").out
    shop("ship-replacement 1 --why 'a new one' --arrives 'today 16:00' --different 'read back by phone'")
    assert sections(shop)["second_failures"][0]["consider"] is None
    page = shop("brief").out
    assert "attempt 3 is shipped" in page
    assert "consider" not in page
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
    assert "Ben must be told of E-1: No card\n   careline escalation told E-1\n" in shop("brief").out
    shop.at("06-01 11:00")("escalation told 1")
    assert "to_tell" not in sections(shop)
    assert shop.json("brief --as-of '2026-06-01 10:30'")["sections"]["to_tell"] == [row]


def test_who_must_be_told_stands_with_the_case_wherever_that_is_most_urgent(shop: Shop) -> None:
    shop("open 'No card' --customer 'Robin Vale' --promise 'FieldCo calls' --by 'today 12:00' --performer FieldCo")
    shop("escalate 1 --to Ben --ack-by 2bd --backup x")
    line = "   not told yet: careline escalation told E-1\n"
    page = shop.at("06-02 09:00")("brief").out
    assert "and was not told" in page
    assert line in page
    shop("escalation told 1")
    assert line not in shop("brief").out


@pytest.mark.parametrize("other", ["", "heard 1 'Where?' --chasing"], ids=["by itself", "with what is more urgent"])
def test_that_whoever_must_be_told_is_away_by_then_stands_with_it(shop: Shop, other: str) -> None:
    shop("party add Ben --kind staff")
    shop("party add Cleo --kind staff")
    shop("party away Ben --from 2026-06-02 --until 2026-06-05 --to Cleo")
    shop("open Broken --customer Dana --promise 'I call' --by 2026-06-09")
    shop("escalate 1 --to Ben --ack-by 1bd --backup x")
    if other:
        shop(other)
    assert "Ben is away until Fri 5 Jun 2026; Cleo stands in\n" in shop("brief").out
    shop("escalation told 1")
    assert "is away" not in shop("brief").out


def test_one_that_was_acknowledged_needs_no_telling(shop: Shop) -> None:
    shop("open 'No card' --customer 'Robin Vale' --promise 'FieldCo calls' --by 'tue 17:00' --performer FieldCo")
    shop("escalate 1 --to Ben --ack-by 4bh --backup x")
    shop("escalation acknowledge 1 --who Ben")
    assert "to_tell" not in sections(shop)


NOT_SWEPT = "'careline sweep' has not run"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        pytest.param("06-05 16:45", "; swept Fri 16:45\n", id="on the same day"),
        pytest.param("06-08 08:00", "; swept Fri 16:45\n", id="on Monday morning"),
        pytest.param("06-08 16:45", "; swept Fri 16:45\n", id="a working day later"),
        pytest.param("06-08 17:00", f"{NOT_SWEPT} since Fri 5 Jun 16:45:", id="longer than a working day"),
    ],
)
def test_it_says_when_the_sweep_ran_and_loudly_when_it_has_not_for_a_working_day(
    shop: Shop, moment: str, said: str
) -> None:
    shop("open x --customer Dana --promise y --by '2026-07-01 17:00'")
    assert f"{NOT_SWEPT} yet:" in shop("brief").out
    shop.at("06-05 16:45")("sweep")
    page = shop.at(moment)("brief").out
    assert said in page
    assert (NOT_SWEPT in page) is (NOT_SWEPT in said)
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
def exhausted(morning: Shop) -> Shop:
    """Nobody keeps P-2, and there is no ladder: the backup P-6 is Ana's by Thu 4 Jun 17:00."""
    morning.at("06-03 17:15")("sweep")
    assert morning.promise(6)["kind"] == "backup"
    return morning


def entry(shop: Shop, customer: str) -> str:
    """What the page says of a customer, in one line."""
    found = re.search(rf"^ *\d+\. {customer}$.*?(?:^$|\Z)", shop("brief").out, re.MULTILINE | re.DOTALL)
    return " ".join(found[0].split()) if found else ""


def test_beneath_a_backup_stands_the_promise_that_was_broken_and_what_might_be_said(exhausted: Shop) -> None:
    exhausted.at("06-04 09:00")("heard 2 'Where is he?' --chasing")
    shown = entry(exhausted, "Robin Vale")
    assert "backup: Take over for Robin due Thu 4 Jun 17:00, Ana" in shown
    assert (
        '"FieldCo calls", FieldCo for Ana, 2 working days overdue, and was not told, asked 1, told 0 say: We' in shown
    )
    assert "careline keep P-6" in shown


def test_once_the_customer_was_told_it_says_no_more_what_to_say(exhausted: Shop) -> None:
    exhausted("follow-up 2 'FieldCo is late, sorry'")
    shown = entry(exhausted, "Robin Vale")
    assert '"FieldCo calls", FieldCo for Ana, 1 working day overdue, asked 0, told 1' in shown
    assert "say:" not in shown


def test_a_backup_that_is_late_itself_says_so(exhausted: Shop) -> None:
    assert "1. Robin Vale backup: Take over" in entry(exhausted.at("06-04 17:00"), "Robin Vale")
    assert "2 working days overdue backup: Take over for Robin" in entry(exhausted.at("06-08 09:00"), "Robin Vale")


@pytest.mark.parametrize("moment", ["06-03 10:00", "06-03 17:00"], ids=["to tell", "unacknowledged"])
def test_an_escalation_does_not_hide_the_promise_that_was_broken(morning: Shop, moment: str) -> None:
    morning("follow-up 2 'FieldCo is late, sorry'")
    morning("escalate 2 --to 'FieldCo dispatch' --ack-by 4bh --backup x")
    shown = entry(morning.at(moment), "Robin Vale")
    assert "FieldCo dispatch" in shown
    assert '"FieldCo calls", FieldCo for Ana, 1 working day overdue, asked 0, told 1' in shown


def test_it_starts_with_what_changed_since_the_working_day_before(morning: Shop) -> None:
    morning("close 1 --confirmed 'It works'")
    assert "Since Tue 09:00: 1 kept, 1 newly overdue, 1 case closed\n" in morning("brief").out


def test_the_mailed_page_has_72_columns_and_names_the_sum_first(morning: Shop) -> None:
    page = morning("brief").out
    assert page.startswith("1 overdue, 1 to do first, 2 due today. First: Robin Vale, 1 working day.\n")
    assert max(map(len, page.splitlines())) <= 72
    assert re.search(r"^Tomorrow: Lee Park$", page, re.MULTILINE)


def test_apologies_for_nothing_stand_with_the_case_until_something_is_done(shop: Shop) -> None:
    line = "apologised twice since Wed 3 Jun 10:00, and nothing was done in"
    shop('open "Network card" --customer "Robin Vale" --promise "FieldCo calls" --by 1bd --performer FieldCo')
    shop.at("06-03 10:00")('follow-up 1 "Sorry" --apology')
    assert "apologised" not in shop("brief").out
    shop.at("06-03 11:00")('heard 1 --chasing --said "So sorry" --apology')
    assert line in shop("brief").out
    shop("heard 1 --chasing")
    assert line in shop("brief").out
    shop.at("06-03 12:00")('renegotiate 1 --by 17:00 --told "Today" --because "never called"')
    assert "apologised" not in shop("brief").out


# Own faults and tone


def test_g9_our_own_fault_that_nobody_told_stands_in_do_first(shop: Shop) -> None:
    shop.at("06-01 10:00")("open 'Two broke' --customer 'Arden Pharma' --found-by us --fault us")
    rows = shop.json("brief")["sections"]["undisclosed"]
    assert [(row["case"], row["customer"]) for row in rows] == [("C-1", "Arden Pharma")]
    assert "our own fault, not told yet" in shop("brief --format table").out
    shop("case disclose 1 'Two broke' --promise 'Two new ones' --by 1bd")
    assert shop.json("brief")["sections"]["undisclosed"] == []
    assert len(shop.json("brief --as-of '2026-06-01 09:59'")["sections"]["undisclosed"]) == 0


def test_a_review_of_tone_stands_there_until_it_is_done(shop: Shop) -> None:
    shop.at("06-01 10:00")("open Hums --customer Kim")
    shop("--me Ben follow-up 1 'Read the manual'")
    shop("tone request 1")
    rows = shop.json("brief")["sections"]["tone_to_review"]
    assert [(row["case"], row["about"], row["reviewer"]) for row in rows] == [("C-1", "Ben", "Ana")]
    shop("tone review 1 --finding 'Fair'")
    assert shop.json("brief")["sections"]["tone_to_review"] == []
