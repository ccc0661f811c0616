"""The interface contract: what fingers, cron lines and scripts depend on."""

import json
import os
import re
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from careline.render import FORMATS
from tests.keys import Has
from tests.shop import Shop, utc
from tests.terminal import Terminal

ROBIN = 'open "Network card" --customer "Robin Vale <robin@example.com>" --product "Network card"'
FIELDCO = '--promise "FieldCo calls" --by "2026-06-02 17:00" --performer FieldCo --backup "Second Firm comes"'
SHIP = 'ship-replacement 1 --why "Yours broke." --arrives 2bd --carrier FedEx --tracking 986578788855'
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Robin's case with FieldCo's promise P-1, due on Tue 2 Jun at 17:00; and a busy shop."""
    robins, busy = (Shop(tmp_path_factory.mktemp(name)) for name in ("robins", "busy"))
    robins(f"{ROBIN} {FIELDCO}")
    busy.like(robins.store)
    busy('heard 1 "Where is it?" --chasing --channel phone --said "On its way" --apology')
    busy(SHIP)
    busy('escalate 1 --to Ben --ack-by 4bh --backup "I go there" --because "asked twice"')
    busy('case note 1 "loose cable?"')
    busy('open "Old trouble" --customer "Kim Ito"')
    busy('close 2 --confirmed "Fine"')
    return robins.store, busy.store


@pytest.fixture
def robins(shop: Shop, stores: tuple[Path, Path]) -> Shop:
    """A shop with Robin's case alone."""
    return shop.like(stores[0])


@pytest.fixture
def busy(shop: Shop, stores: tuple[Path, Path]) -> Shop:
    """A case with one of everything, and a closed one beside it."""
    return shop.like(stores[1])


# Commands: the daily verbs are the same commands under a short name.

DAILY = {
    "case open": 'X --customer "Dana Reyes"',
    "case show": "1",
    "case list": "",
    "case heard": '1 "Hello" --chasing',
    "case follow-up": '1 "Hello"',
    "case note": '1 "Hello"',
    "case escalate": '1 --to Cem --ack-by 4bh --backup "I go there"',
    "case close": '3 --confirmed "Fine"',
    "case reopen": "2",
    "promise keep": "1",
    "promise renegotiate": '1 --by 4bd --told "Later" --because "no van"',
    "replacement delivered": "1",
    "replacement outcome": "1 lost",
}


@pytest.mark.parametrize(("command", "arguments"), DAILY.items())
def test_a_daily_verb_is_the_same_command_under_a_short_name(busy: Shop, command: str, arguments: str) -> None:
    busy('open "New trouble" --customer "Mia Tan"')
    rehearsed = "" if command in ("case show", "case list") else "--dry-run"
    long, short = (f"{name} {arguments} {rehearsed}" for name in (command, command.split()[1]))
    assert busy.json(long) == busy.json(short)
    assert busy(long).out == busy(short).out


def test_shipping_stands_alone_too(robins: Shop) -> None:
    assert robins.json(f"{SHIP} --dry-run") == robins.json(f"case {SHIP} --dry-run")


@pytest.mark.parametrize("name", ["overdue", "performers"])
def test_a_report_by_name_is_the_report(busy: Shop, name: str) -> None:
    assert busy.json(f"report {name}")["report"] == name
    assert name in busy("report").out


def test_overdue_is_a_report_and_a_command(busy: Shop) -> None:
    busy.at("06-09 10:00")
    assert busy("overdue").out == busy("report overdue").out
    assert busy.json("overdue") == busy.json("report overdue")


@pytest.mark.parametrize("command", ["custom", "ope", "over", "cas", "case sho", "promise mak", "foo", "overdue1"])
def test_there_are_no_abbreviations_and_no_command_that_catches_unknown_words(robins: Shop, command: str) -> None:
    assert "No such command" in robins.refuses(2, f"{command} 1")


@pytest.mark.parametrize("option", ["--js", "--form json", "--as 2bd", "--out x"])
def test_options_are_not_abbreviated_either(robins: Shop, option: str) -> None:
    assert "No such option" in robins.refuses(2, f"overdue {option}")


def test_careline_alone_says_how_things_stand_and_where_to_go_next(robins: Shop) -> None:
    status, *rest = robins.at("06-02 10:00")("").out.splitlines()
    assert status == "0 overdue, 1 due today, 1 open case."
    assert "careline overdue" in "".join(rest)
    assert robins.at("06-03 10:00")("").out.startswith("1 overdue, 0 due today, 1 open case.")


def test_the_status_line_counts_what_the_report_shows(robins: Shop) -> None:
    robins(SHIP)
    robins.at("06-09 10:00")
    assert len(robins.json("overdue")["sections"]["overdue"]) == 2
    assert robins("").out.startswith("2 overdue, ")


def test_in_a_new_shop_careline_alone_names_three_commands_and_makes_no_store(shop: Shop) -> None:
    assert shop("").out.count("  careline ") == 3
    assert not shop.store.exists()


# Ids.


@pytest.mark.parametrize("spelling", ["1", "c1", "C1", "C-1", "c-1"])
def test_a_case_is_named_in_every_spelling(robins: Shop, spelling: str) -> None:
    assert robins.json(f"show {spelling}") == robins.case(1)
    assert robins.json(f"heard {spelling} --dry-run")["case"]["id"] == "C-1"


@pytest.mark.parametrize("spelling", ["1", "p1", "P1", "P-1", "p-1"])
def test_and_so_is_a_promise(robins: Shop, spelling: str) -> None:
    assert robins.json(f"promise show {spelling}")["promises"][0]["id"] == "P-1"
    robins(f"keep {spelling} --dry-run")


@pytest.mark.parametrize(("noun", "letter"), [("replacement", "r"), ("escalation", "e")])
def test_and_so_are_replacements_and_escalations(busy: Shop, noun: str, letter: str) -> None:
    shown = [busy.json(f"{noun} show {spelling}") for spelling in ("1", f"{letter}1", f"{letter.upper()}-1")]
    assert shown[0] == shown[1] == shown[2]


@pytest.mark.parametrize("name", ["Robin Vale", "robin  VALE", "Róbin Vale", "robin@example.com", "ROBIN@example.com"])
def test_a_case_is_named_by_its_customer_where_they_have_one_open_case(robins: Shop, name: str) -> None:
    assert robins.run("show --json", name).json["case"]["id"] == "C-1"
    assert robins.run("heard --json --dry-run", name).json["case"]["id"] == "C-1"


def test_with_more_than_one_the_list_goes_to_standard_output(robins: Shop) -> None:
    robins('open "Another" --customer robin@example.com')
    answer = robins.run("show", "Robin Vale")
    assert (answer.code, answer.out) == (2, "C-1  Network card\nC-2  Another\n")
    assert "2 open cases" in answer.err


def test_closed_cases_do_not_count(busy: Shop) -> None:
    busy('open "New trouble" --customer "Kim Ito"')
    assert busy.run("show --json", "Kim Ito").json["case"]["id"] == "C-3"
    busy('close 3 --confirmed "Fine"')
    busy.refuses(3, "show", "Kim Ito")


# Customers and parties.


def people(shop: Shop) -> list[tuple[str, str | None]]:
    return [(each["name"], each["email"]) for each in shop.json("customer list")["items"]]


@pytest.mark.parametrize(
    "who",
    ["Robin Vale <robin@example.com>", "R. V. <ROBIN@Example.com>", "robin@example.com", "robin vale", "Róbin  Vale"],
)
def test_a_customer_is_found_by_address_or_exact_name_case_and_accents_aside(robins: Shop, who: str) -> None:
    opened = robins.run("open X --json --customer", who).json
    assert opened["case"]["customer"] == Has({"name": "Robin Vale", "email": "robin@example.com", "phone": None})
    assert people(robins) == [("Robin Vale", "robin@example.com")]


@pytest.mark.parametrize("who", ["Robin Vale <vale@example.com>", "vale@example.com", "Mia Tan"])
def test_no_match_at_all_creates_and_says_so(robins: Shop, who: str) -> None:
    assert "a new customer" in robins("open X --customer", who).out
    assert len(people(robins)) == 2


@pytest.mark.parametrize("who", ["Robin Vela", "Robyn Vale", "Rbin Vae", "robin vales"])
def test_a_near_match_is_refused_with_the_suggestion_unless_it_is_a_new_customer(robins: Shop, who: str) -> None:
    assert "Did you mean Robin Vale <robin@example.com>?" in robins.refuses(2, "open X --customer", who)
    robins("open X --new-customer --customer", who)
    assert len(people(robins)) == 2


@pytest.mark.parametrize(
    ("known", "who", "near"), [("Ana", "Anna", True), ("Ana", "Anita", False), ("Kim", "K", False)]
)
def test_under_six_letters_one_may_differ(shop: Shop, known: str, who: str, near: bool) -> None:
    shop("customer add", known)
    if near:
        shop.refuses(2, "open X --customer", who)
    else:
        shop("open X --customer", who)


def test_several_of_a_name_are_refused_with_the_list_on_standard_output(robins: Shop) -> None:
    robins('customer add "Robin Vale <vale@example.com>"')
    answer = robins.run('open X --customer "robin vale"')
    assert (answer.code, answer.out) == (2, "Robin Vale <robin@example.com>\nRobin Vale <vale@example.com>\n")
    robins.refuses(2, "show", "Robin Vale")
    robins("open X --customer vale@example.com")


def test_adding_asks_about_no_near_match_and_refuses_a_taken_address(robins: Shop) -> None:
    robins('customer add "Robyn Vale"')
    assert "Robin Vale" in robins.refuses(2, 'customer add "Somebody <Robin@Example.com>"')
    robins('party add "FieldCorp"')
    robins.refuses(2, 'party add "FIELDCO"')


def test_an_unknown_owner_is_refused_with_the_nearest_and_is_nobody_who_only_performs(robins: Shop) -> None:
    make = 'promise make 1 "x" --by 2bd --owner'
    assert 'careline party add "Bne" --kind staff' in robins.refuses(2, f"{make} Bne")
    robins("party add Ben --kind staff")
    assert "Did you mean Ben?" in robins.refuses(2, f"{make} Bne")
    assert "FieldCo" in robins.refuses(2, f"{make} FieldCo")
    assert "Robin Vale is a customer" in robins.refuses(2, f"{make} 'Robin Vale'")
    robins(f"{make} ben")
    assert robins.promise(2)["owner"] == "Ben"


@pytest.mark.parametrize("option", ["--performer"])
def test_an_unknown_party_is_made_and_a_near_one_refused(robins: Shop, option: str) -> None:
    made = robins(f'promise make 1 "x" --by 2bd {option} "Second Firm"')
    assert "Second Firm" in made.out
    assert "Second Firm" in [each["name"] for each in robins.json("party list")["items"]]
    assert "Did you mean Second Firm?" in robins.refuses(2, f'promise make 1 "x" --by 2bd {option} "Second Frm"')
    robins(f'promise make 1 "x" --by 2bd {option} "second firm"')
    assert robins.promise(3)[option.removeprefix("--")] == "Second Firm"


@pytest.mark.parametrize("option", ["--carrier", "--supplier"])
def test_carrier_and_supplier_likewise(robins: Shop, option: str) -> None:
    robins('party add "Parcel Force"')
    ship = "ship-replacement 1 --why w --arrives 2bd"
    assert "Did you mean Parcel Force?" in robins.refuses(2, f'{ship} {option} "Parcel Farce"')
    robins(f'{ship} {option} "parcel force"')
    assert robins.case()["replacements"][0][option.removeprefix("--")] == "Parcel Force"


PERSONS = {
    "open X --customer": "--customer",
    "open X --customer Dana --promise x --by 2bd --owner": "--owner",
    "open X --customer Dana --promise x --by 2bd --performer": "--performer",
    "escalate 1 --ack-by 4bh --backup x --to": "--to",
    "escalation acknowledge 1 --who": "--who",
    "renegotiate 1 --by 3bd --told x --because y --performer": "--performer",
    f"{SHIP} --supplier": "--supplier",
    "ship-replacement 1 --why w --arrives 2bd --carrier": "--carrier",
}


@pytest.mark.parametrize("phrase", ["tomorrow", "2bd", "fri 5pm", "2026-11-24", "4bh"])
def test_a_date_phrase_is_refused_as_a_person(robins: Shop, phrase: str, subtests: pytest.Subtests) -> None:
    for command, option in PERSONS.items():
        with subtests.test(command):
            assert option in robins.refuses(2, command, phrase)


# Dates: echoed, warned about.


@pytest.mark.parametrize(
    "command",
    [
        'open X --customer Dana --promise "I ring" --by 2bd',
        'promise make 1 "I ring" --by 2bd',
        'heard 1 --promise "I ring" --by 2bd',
        'follow-up 1 "x" --promise "I ring" --by 2bd',
        'follow-up 1 "x" --next 2bd',
        "follow-up 1 --on 2bd",
        "keep 1 --next 2bd",
        'promise release 1 --because "x" --next 2bd',
        'promise withdraw 1 --because "x" --next 2bd',
        'renegotiate 1 --by "wed 17:00" --told "x" --because "y"',
        'promise correct 1 --by "wed 17:00" --because "slip"',
        "ship-replacement 1 --why w --arrives 2bd",
        "escalate 1 --to Ben --backup x --ack-by 2bd",
    ],
)
def test_every_command_that_takes_a_due_moment_prints_what_it_understood(robins: Shop, command: str) -> None:
    assert "Wed 3 Jun 2026 17:00 EDT (in 2 working days)" in robins(command).out


@pytest.mark.parametrize("command", ["keep 1", "heard 1", 'follow-up 1 "x"', 'case note 1 "x"', "follow-up 1 --on 2bd"])
def test_and_so_does_every_one_that_takes_a_past_moment(robins: Shop, command: str) -> None:
    answer = robins.at("06-02 12:00")(f'{command} --at "yesterday 16:10"')
    assert "Mon 1 Jun 2026 16:10 EDT (1 working day ago)" in answer.out


@pytest.mark.parametrize(
    ("phrase", "why"), [("sat", "Sat 6 Jun is a day off"), ("tue 20:00", "20:00 is outside working hours"), ("2bd", "")]
)
def test_a_due_moment_outside_working_time_is_kept_with_a_warning(shop: Shop, phrase: str, why: str) -> None:
    answer = shop(f"{ROBIN} --promise 'I ring' --by '{phrase}'")
    assert answer.err == (f"careline: Recorded, but P-1 is due when nobody may be at work: {why}.\n" if why else "")
    assert shop.promise(1)["due_at"] == {"sat": utc("06-06 17:00"), "tue 20:00": utc("06-02 20:00")}.get(
        phrase, utc("06-03 17:00")
    )


@pytest.mark.parametrize(
    ("phrase", "moment"),
    [("2bd", "06-03 17:00"), ("fri 5pm", "06-05 17:00"), ("tomorrow noon", "06-02 12:00"), ("4bh", "06-01 14:00")],
)
def test_date_shows_how_a_phrase_is_understood_and_writes_nothing(shop: Shop, phrase: str, moment: str) -> None:
    assert shop.json(f"date '{phrase}'")["moment"] == utc(moment)
    assert not shop.store.exists()


def test_date_shows_several_phrases_one_under_the_other(shop: Shop) -> None:
    shop.at("06-01 10:00")
    assert shop("date 2bd 'fri 5pm' sat").out == (
        "2bd      Wed 3 Jun 2026 17:00 EDT (in 2 working days)\n"
        "fri 5pm  Fri 5 Jun 2026 17:00 EDT (in 4 working days)\n"
        "sat      Sat 6 Jun 2026 17:00 EDT (in 4 working days)\n"
        "         Sat 6 Jun is a day off\n"
    )
    one, several = shop.json("date 2bd"), shop.json("date 2bd sat")
    assert several["as_of"] == utc("06-01 10:00")
    assert [row["moment"] for row in several["items"]] == [utc("06-03 17:00"), utc("06-06 17:00")]
    assert one == {"schema": "careline/1", **several["items"][0]}
    assert "'someday'" in shop.refuses(2, "date 2bd someday")


def test_a_day_whose_midnight_the_clocks_skip_is_a_day_too(shop: Shop) -> None:
    shop.environment["CARELINE_TZ"] = "Africa/Cairo"
    shop.at("2026-04-24T01:00:00+03:00")("customer add Dana")
    logged = {day: len(shop.json(f"log --on {day}")["items"]) for day in ("2026-04-23", "2026-04-24", "2026-04-25")}
    assert logged == {"2026-04-23": 0, "2026-04-24": 1, "2026-04-25": 0}


# --at and --as-of.


@pytest.mark.parametrize(
    ("phrase", "moment"),
    [
        ("yesterday 16:10", "06-01 16:10"),
        ("2h ago", "06-02 10:00"),
        ("30min ago", "06-02 11:30"),
        ("now", "06-02 12:00"),
        ("2026-06-01T16:10-04:00", "06-01 16:10"),
        ("2026-06-01T20:10Z", "06-01 16:10"),
    ],
)
def test_at_takes_past_moments(robins: Shop, phrase: str, moment: str) -> None:
    robins.at("06-02 12:00")(f'heard 1 "x" --at "{phrase}"')
    assert robins.case()["contacts"][-1]["at"] == utc(moment)


RECORDING = (
    "heard 1",
    'follow-up 1 "x"',
    "follow-up 1 --on 9bd",
    'case note 1 "x"',
    "escalate 1 --to Ben --ack-by 9bd --backup x",
    "ship-replacement 1 --why w --arrives 9bd",
    'promise make 1 "x" --by 9bd',
    "keep 1",
    'renegotiate 1 --by 9bd --told "x" --because "y"',
    'promise release 1 --because "x"',
    'promise withdraw 1 --because "x"',
)


@pytest.mark.parametrize("at", ["in 5min", "tomorrow", "2026-06-02 12:01", "2026-06-01 09:59"])
def test_at_refuses_future_moments_and_those_before_the_case_existed(
    robins: Shop, at: str, subtests: pytest.Subtests
) -> None:
    robins.at("06-02 12:00")
    for command in RECORDING:
        with subtests.test(command):
            robins.refuses(2, f'{command} --at "{at}"')


@pytest.mark.parametrize(
    "command",
    [
        "keep 2",
        'promise release 2 --because "x"',
        'renegotiate 2 --by 9bd --told "x" --because "y"',
        "delivered 1",
        "outcome 1 lost",
        "escalation acknowledge 1 --who Ben",
        "escalation told 1",
        "escalation resolve 1",
        "escalation decline 1",
    ],
)
def test_and_those_before_what_it_speaks_of_existed(robins: Shop, command: str) -> None:
    robins.at("06-01 12:00")('promise make 1 "x" --by 9bd')
    robins(SHIP)
    robins("escalate 1 --to Ben --ack-by 9bd --backup x")
    robins.at("06-02 12:00").refuses(2, f'{command} --at "2026-06-01 11:59"')
    robins(f'{command} --at "2026-06-01 12:00"')


def test_a_promise_made_at_an_earlier_moment_may_fall_due_between_then_and_now(robins: Shop) -> None:
    made = 'promise make 1 "I ring" --at "2026-06-01 10:30" --by'
    robins.at("06-01 16:00")(made, "2026-06-01 11:00")
    assert robins.promise(2)["state"] == "overdue"
    robins.refuses(2, made, "2026-06-01 10:30")
    robins.refuses(2, 'promise make 1 "I ring" --by', "2026-06-01 11:00")


def test_phrases_count_from_now_and_the_acknowledgement_from_the_opening(shop: Shop) -> None:
    shop.at("06-03 10:00")(f'{ROBIN} --at "2026-06-01 10:00"')
    shop('promise make 1 "x" --by 1bd --at "2026-06-01 11:00"')
    assert [shop.promise(number)["due_at"] for number in (1, 2)] == [utc("06-02 17:00"), utc("06-04 17:00")]


def test_as_of_a_past_moment_later_facts_do_not_exist(robins: Shop) -> None:
    robins.at("06-03 10:00")("heard 1 --chasing")
    robins.at("06-03 12:00")("keep 1")
    then = robins.json("show 1 --as-of 2026-06-03T10:00:00-04:00")
    assert (then["case"]["chases"], [p["state"] for p in then["promises"]]) == (1, ["overdue"])
    before = robins.json("show 1 --as-of 2026-06-03T09:59:59-04:00")
    assert (before["case"]["chases"], before["case"]["waiting_since"]) == (0, None)
    robins.refuses(3, "show 1 --as-of 2026-06-01T09:59:59-04:00")
    assert robins.json("list --as-of 2026-06-01T09:59:59-04:00")["items"] == []


@pytest.mark.parametrize(
    "command", ["overdue", "list", "promise list", "report performers", "show 1", "promise show 1"]
)
def test_as_of_is_echoed_on_every_page_that_people_read(robins: Shop, command: str) -> None:
    for format_ in ("plain", "table"):
        asked = f"{command} --format {format_} --as-of 'yesterday 16:10'"
        page = robins.at("06-03 10:00")(asked).out
        assert "Tue 2 Jun 2026 16:10 EDT" in page
        assert robins.at("06-09 10:00")(asked.replace("yesterday", "2026-06-02")).out == page


def test_as_of_a_future_moment_it_says_what_will_be_if_nobody_acts(robins: Shop) -> None:
    for command in ("overdue", "list", "promise list", "report performers", "show 1"):
        assert "if nobody acts" in " ".join(robins(f"{command} --as-of 2026-06-04").out.split())
        assert "if nobody acts" not in robins(command).out
    assert len(robins.json("overdue --as-of 2026-06-04")["sections"]["overdue"]) == 1


# What is printed, where, and with which exit code.


@pytest.mark.parametrize("command", ["overdue --section overdue", "list", "promise list", "customer list"])
def test_rows_come_in_every_format(busy: Shop, command: str, subtests: pytest.Subtests) -> None:
    busy.at("06-09 10:00")
    for format_ in FORMATS:
        with subtests.test(format_):
            answer = busy(f"{command} --format {format_}")
            assert "Robin Vale" in answer.out
            assert answer.out.endswith("\n")


@pytest.mark.parametrize(
    "command",
    ["show 1", "promise show 1", "replacement slip 1", "date 2bd", "heard 1 --dry-run", "customer add X --dry-run"],
)
def test_one_thing_comes_as_text_or_as_an_object_and_not_as_rows(busy: Shop, command: str) -> None:
    for format_ in ("table", "plain"):
        assert busy(f"{command} --format {format_}").out
    assert len(busy(f"{command} --format jsonl").out.splitlines()) == 1
    assert busy(f"{command} --format jsonl").json == busy.json(command)
    for format_ in ("csv", "tsv", "md"):
        busy.refuses(2, f"{command} --format {format_}")


@pytest.mark.parametrize("command", ["overdue", "brief", "list", "report performers", "show 1", "replacement slip 1"])
def test_every_report_list_and_page_comes_as_html(busy: Shop, command: str) -> None:
    page = busy(f"{command} --format html").out
    assert page.startswith("<!doctype html>\n")
    assert page.endswith("</html>\n")


def test_a_format_that_does_not_fit_is_refused_before_anything_is_written(shop: Shop) -> None:
    shop.refuses(2, f"{ROBIN} --format html")
    for command in ('customer add "Dana"', 'party add "FieldCo"', ROBIN):
        shop.refuses(2, f"{command} --format csv")
        shop.refuses(2, f"{command} --format nonsense")


def test_json_is_a_format_and_elsewhere_than_on_a_terminal_plain_is_the_default(busy: Shop) -> None:
    assert busy("list --json").out == busy("list --format json").out
    assert busy("list").out == busy("list --format plain").out
    assert busy("overdue").out == busy("overdue --format plain").out


@pytest.mark.parametrize("format_", ["csv", "tsv"])
def test_of_several_sections_csv_and_tsv_take_the_one_that_is_named(busy: Shop, format_: str) -> None:
    busy.at("06-09 10:00")
    busy.refuses(2, f"overdue --format {format_} --section nonsense")
    header = busy(f"overdue --format {format_} --section overdue").out.splitlines()[0]
    assert header.split("," if format_ == "csv" else "\t") == list(busy.json("overdue")["sections"]["overdue"][0])


@pytest.mark.parametrize("command", ["overdue", "list --json", "show 1", "show 1 --json", "report performers"])
def test_output_goes_into_a_file_whole(busy: Shop, tmp_path: Path, command: str) -> None:
    target = tmp_path / "page"
    target.write_text("what was there before")
    printed = busy.at("06-09 10:00")(command).out
    assert busy(command, "--output", str(target)).out == ""
    assert target.read_text(encoding="utf-8") == printed


@pytest.mark.parametrize(
    "command", ["show 99", "show 1 --format csv", "overdue --section nonsense", "show C-1 --nonsense"]
)
def test_or_not_at_all(busy: Shop, tmp_path: Path, command: str) -> None:
    target = tmp_path / "page"
    target.write_text("what was there before")
    assert busy.run(command, "--output", str(target)).code in (2, 3)
    assert target.read_text() == "what was there before"
    assert {path.name for path in tmp_path.iterdir()} == {"careline.toml", "page", "store"}


@pytest.mark.parametrize("where", ["no/such/folder/page", "store", "x" * 300])
def test_a_file_that_cannot_be_written_is_refused(busy: Shop, tmp_path: Path, where: str) -> None:
    busy.refuses(2, "overdue --output", str(tmp_path / where))
    assert {path.name for path in tmp_path.iterdir()} == {"careline.toml", "store"}


@pytest.mark.parametrize(
    "command", ["overdue", "report overdue", "overdue --json", "list --overdue", "overdue --quiet"]
)
def test_exit_code_is_10_where_a_report_has_something_to_say(robins: Shop, command: str) -> None:
    assert robins.run(f"{command} --exit-code").code == 0
    answer = robins.at("06-09 10:00").run(f"{command} --exit-code")
    assert (answer.code, answer.err) == (10, "")
    assert "FieldCo calls" in answer.out
    assert robins.run(command).code == 0


@pytest.mark.parametrize("format_", list(FORMATS))
def test_quiet_prints_nothing_where_there_is_nothing_to_say(robins: Shop, format_: str) -> None:
    command = f"overdue --section overdue --format {format_}"
    quiet = robins(f"{command} --quiet")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    robins.at("06-09 10:00")
    assert robins(f"{command} --quiet").out == robins(command).out != ""


@pytest.mark.parametrize(
    "command",
    [
        *(
            f"{command} {arguments}"
            for command, arguments in DAILY.items()
            if command not in ("case show", "case list")
        ),
        SHIP.replace(" 1 ", " 3 "),
        'case note 1 "x"',
        "case edit 1 --order 7",
        'promise make 1 "x" --by 2bd',
        'promise correct 1 "FieldCo rings" --because slip',
        'promise release 1 --because "x"',
        'promise withdraw 1 --because "x"',
        "escalation acknowledge 1 --who Ben",
        "escalation told 1",
        "escalation resolve 1",
        "escalation decline 1",
        'customer add "Dana Reyes"',
        "customer edit robin@example.com --phone 1",
        "customer merge 'Mia Tan' 'Kim Ito'",
        'party add "Acme"',
        "undo",
    ],
)
def test_a_dry_run_writes_nothing(busy: Shop, command: str) -> None:
    busy('open "New trouble" --customer "Mia Tan" --product P')
    before = busy.store.read_bytes()
    assert busy(f"{command} --dry-run").out
    assert busy.store.read_bytes() == before
    busy(command)
    assert busy.store.read_bytes() != before


def test_a_dry_run_makes_no_store(shop: Shop) -> None:
    for command in (ROBIN, 'customer add "Dana Reyes"', 'party add "Acme"'):
        shop(f"{command} --dry-run")
        assert not shop.store.exists()


@pytest.mark.parametrize(
    ("command", "where"),
    [
        ("heard 1 -", ("contacts", "text")),
        ("heard 1 --said -", ("contacts", "text")),
        ("follow-up 1 -", ("contacts", "text")),
        ("case note 1 -", ("notes", "text")),
        ("keep 1 --note -", ("promises", "because")),
        ("promise release 1 --because -", ("promises", "because")),
        ("promise withdraw 1 --because -", ("promises", "because")),
        ('renegotiate 1 --by 3bd --told "x" --because -', ("promises", "because")),
        ('renegotiate 1 --by 3bd --told - --because "x"', ("contacts", "text")),
        ('renegotiate 1 --by 3bd --agreed - --because "x"', ("contacts", "text")),
        ("ship-replacement 1 --arrives 2bd --why -", ("replacements", "why")),
        ("escalate 1 --to Ben --ack-by 4bh --backup x --because -", ("escalations", "because")),
        ("close 2 --confirmed -", ("contacts", "text")),
        ("reopen 3 --because -", ("notes", "text")),
    ],
)
def test_text_dash_reads_standard_input(robins: Shop, command: str, where: tuple[str, str]) -> None:
    robins('open "Second" --customer "Kim Ito"')
    robins('open "Third" --customer "Mia Tan"')
    robins('close 3 --confirmed "Fine"')
    answer = robins(f"{command} --json", typed="Words of several\nlines \u2014 and \u201cquotes\u201d\n")
    table, key = where
    texts = [row[key] for row in answer.json[table]]
    assert "Words of several\nlines \u2014 and \u201cquotes\u201d" in texts


@pytest.mark.parametrize(
    "command",
    ["heard 1 - --said -", "renegotiate 1 --by 3bd --told - --because -", "follow-up 1 - --promise - --by 2bd"],
)
def test_standard_input_is_one_text_only(robins: Shop, command: str) -> None:
    assert "Only one text can be read from standard input" in robins.refuses(2, command, typed="One\n")


# JSON: keys that are only ever added.

KEYS = {
    "case": "id subject customer product order channel found_by fault severity status opened_at closed_at closed_how "
    "reopened waiting_since chases updates last_word_at next_promise",
    "promises": "id case kind what said owner performer made_at due_at state kept_at recorded_at working_days_overdue "
    "backup supersedes superseded_by told_at",
    "contacts": "at direction channel who text chasing apology answered",
    "replacements": "id case attempt wanted item because why different supplier carrier tracking tracking_url "
    "shipped_at delivered_at outcome outcome_at state",
    "escalations": "id case level to because raised_at ack_by acknowledged_at acknowledged_by state backup",
}
OVERDUE = (
    "promise case customer subject what kind owner performer due_at said working_days_overdue chases updates level"
    " backup new"
)
ROWS = {
    "overdue": {
        "overdue": OVERDUE,
        "unanswered": "case customer subject contact text since_at answer_by tried working_days asked",
        "plans": OVERDUE,
        "silent": "case customer subject opened_at last_word_at",
    },
    "performers": {
        "performers": "performer kept kept_late overdue missed withdrawn renegotiated released void pending"
        " on_time_rate median_working_days_late",
        "plans": "performer kept late pending",
    },
}


def has(keys: str, found: dict[str, Any]) -> bool:
    return set(keys.split()) <= set(found)


def test_show_prints_all_of_a_case(busy: Shop) -> None:
    shown = busy.case(1)
    assert shown["schema"] == "careline/1"
    assert has("case promises contacts replacements escalations costs", shown)
    assert has(KEYS["case"], shown["case"])
    assert set(shown["case"]["customer"]) >= {"name", "email", "phone"}
    for table in ("promises", "contacts", "replacements", "escalations"):
        assert shown[table]
        assert all(has(KEYS[table], row) for row in shown[table])
    assert [p["id"] for p in shown["promises"]] == sorted(p["id"] for p in shown["promises"])
    assert [c["at"] for c in shown["contacts"]] == sorted(c["at"] for c in shown["contacts"])


def test_moments_are_utc_and_absent_values_null(busy: Shop) -> None:
    def moments(value: Any, key: str = "") -> None:
        if isinstance(value, dict):
            for each, inner in value.items():
                moments(inner, each)
        elif isinstance(value, list):
            for inner in value:
                moments(inner, key)
        elif key == "at" or key.endswith("_at"):
            assert value is None or MOMENT.fullmatch(value), (key, value)

    shown = busy.case(1)
    moments(shown)
    assert shown["case"]["opened_at"] == "2026-06-01T14:00:00Z"
    assert (shown["case"]["closed_at"], shown["case"]["closed_how"], shown["case"]["order"]) == (None, None, None)


@pytest.mark.parametrize(("noun", "table"), [("promise", "promises"), ("replacement", "replacements")])
def test_show_of_a_part_gives_the_case_and_a_list_of_that_one(busy: Shop, noun: str, table: str) -> None:
    shown = busy.json(f"{noun} show 1")
    assert shown["case"]["id"] == "C-1"
    assert [row["id"] for row in shown[table]] == [f"{noun[0].upper()}-1"]


def test_recording_commands_print_what_they_made_or_changed(busy: Shop) -> None:
    done = busy.json('heard 1 "And?" --said "Soon"')
    assert done["schema"] == "careline/1"
    assert [(c["direction"], c["who"], c["text"], c["answered"]) for c in done["contacts"]] == [
        ("in", "Robin Vale", "And?", True),
        ("out", "Ana", "Soon", True),
    ]
    assert (done["promises"], done["replacements"], done["escalations"]) == ([], [], [])


@pytest.mark.parametrize(
    ("commands", "counts"),
    [
        ([], (None, 0, 0, "06-01 10:00")),
        (["heard 1 --chasing", "heard 1 --chasing"], ("06-01 11:00", 2, 0, "06-01 10:00")),
        (["heard 1 --chasing", 'follow-up 1 "On it"'], (None, 1, 0, "06-01 12:00")),
        (["heard 1 --chasing", 'follow-up 1 "On it"', 'follow-up 1 "Still"'], (None, 1, 1, "06-01 13:00")),
        (["heard 1 --chasing", "follow-up 1 --no-answer"], ("06-01 11:00", 1, 0, "06-01 10:00")),
        (['heard 1 --chasing --said "On it"'], (None, 1, 0, "06-01 11:00")),
        (['heard 1 --chasing --said "On it" --promise "I ring" --by 2bd'], (None, 1, 0, "06-01 11:00")),
        (['heard 1 --chasing --promise "I ring" --by 2bd'], (None, 1, 0, "06-01 11:00")),
        (['renegotiate 1 --by 3bd --told "Later" --because "no van"'], (None, 0, 1, "06-01 11:00")),
        (["heard 1 --praise"], (None, 0, 0, "06-01 10:00")),
        (["heard 1 --praise", "heard 1"], ("06-01 12:00", 0, 0, "06-01 10:00")),
    ],
)
def test_waiting_since_chases_updates_and_our_last_word(
    robins: Shop, commands: list[str], counts: tuple[str | None, int, int, str]
) -> None:
    for hour, command in enumerate(commands, 11):
        robins.at(f"06-01 {hour}:00")(command)
    case = robins.case()["case"]
    waiting_since, chases, updates, last_word_at = counts
    assert case["waiting_since"] == (waiting_since and utc(waiting_since))
    assert (case["chases"], case["updates"], case["last_word_at"]) == (chases, updates, utc(last_word_at))


@pytest.mark.parametrize(
    ("command", "apologies"),
    [
        ("heard 1 --apology", [("in", True)]),
        ('heard 1 --said "Sorry" --apology', [("in", False), ("out", True)]),
        ('heard 1 --said "Hello"', [("in", False), ("out", False)]),
        ('follow-up 1 "Sorry" --apology', [("out", True)]),
        ('follow-up 1 "Hello"', [("out", False)]),
    ],
)
def test_an_apology_stands_with_our_word(robins: Shop, command: str, apologies: list[tuple[str, bool]]) -> None:
    contacts = robins.json(command)["contacts"]
    assert [(contact["direction"], contact["apology"]) for contact in contacts] == apologies


def test_what_is_found_by_us_has_no_opening_contact(shop: Shop) -> None:
    for found_by, contacts in (("customer", 1), ("us", 0), ("review", 0)):
        assert len(shop.json(f"open X --customer Dana --found-by {found_by}")["contacts"]) == contacts
    assert [shop.case(number)["case"]["waiting_since"] for number in (1, 2)] == [utc("06-01 10:00"), None]


@pytest.mark.parametrize(
    ("command", "keys"),
    [
        ("list --all", KEYS["case"]),
        ("promise list --all", KEYS["promises"]),
        ("replacement list", KEYS["replacements"]),
        ("escalation list", KEYS["escalations"]),
    ],
)
def test_lists_are_items_with_the_keys_of_their_objects(busy: Shop, command: str, keys: str) -> None:
    listed = busy.json(command)
    assert (listed["schema"], listed["as_of"]) == ("careline/1", utc("06-01 10:00"))
    assert listed["items"]
    assert all(has(keys, item) for item in listed["items"])


def test_cases_stand_by_what_is_due_next_and_promises_by_due_moment(shop: Shop) -> None:
    for by in ("3bd", "1bd", "2bd"):
        shop(f'open "Due {by}" --customer "Dana Reyes" --promise x --by {by}')
    assert [case["id"] for case in shop.json("list")["items"]] == ["C-2", "C-3", "C-1"]
    assert [promise["id"] for promise in shop.json("promise list")["items"]] == ["P-2", "P-3", "P-1"]


@pytest.mark.parametrize(
    ("options", "ids"),
    [("", ["C-1"]), ("--all", ["C-1", "C-2"]), ("--status open", ["C-1"]), ("--status closed", ["C-2"])],
)
def test_open_cases_are_listed_unless_others_are_asked_for(busy: Shop, options: str, ids: list[str]) -> None:
    assert [case["id"] for case in busy.json(f"list {options}")["items"]] == ids


@pytest.mark.parametrize("name", ROWS)
def test_reports_have_their_sections_and_rows(busy: Shop, name: str) -> None:
    report = busy.at("06-09 10:00").json(f"report {name}")
    assert has("schema report as_of since until sections", report)
    assert (report["report"], report["as_of"]) == (name, utc("06-09 10:00"))
    assert report["sections"][name]
    assert set(ROWS[name]) <= set(report["sections"])
    for section, keys in ROWS[name].items():
        assert all(has(keys, row) for row in report["sections"][section])


def test_a_table_for_programs_holds_the_first_section_and_names_the_others(busy: Shop) -> None:
    answer = busy.at("06-09 10:00")("overdue --format csv --soon")
    header, row, *_ = answer.out.splitlines()
    assert header.split(",")[:2] == ["promise", "case"]
    assert "2026-06-02T17:00:00-04:00" in row
    said = "overdue has also the sections due_soon, at_risk, unanswered, plans, silent; --section NAME prints one."
    assert answer.err == f"careline: {said}\n"
    assert busy("overdue --format tsv --section silent").err == ""
    assert busy("overdue --format tsv --soon").err == answer.err


def test_where_quiet_says_nothing_no_section_is_named_either(robins: Shop) -> None:
    answer = robins("overdue --format csv --quiet")
    assert (answer.out, answer.err) == ("", "")


def test_text_is_unchanged_in_json_and_shows_visible_escapes_elsewhere(shop: Shop) -> None:
    evil = "\x1b[31mred\x07 \u202egnp.exe [bold]x[/bold]"
    shop("open X --customer Dana")
    shop("heard 1 -", typed=evil)
    assert shop.case()["contacts"][-1]["text"] == evil
    for format_ in ("plain", "table"):
        page = " ".join(shop(f"show 1 --format {format_}").out.split())
        assert "\\x1b[31mred\\x07 \\u202egnp.exe [bold]x[/bold]" in page


# Where settings come from: flags beat the environment, the environment beats the file.


def test_who_acts(shop: Shop) -> None:
    def owner(command: str) -> str:
        return str(shop.json(command)["promises"][0]["owner"])

    assert owner(ROBIN) == "Ana"
    shop("party add Ben --kind staff")
    shop("party add Cem --kind staff")
    shop.environment["CARELINE_ME"] = "Ben"
    assert owner(ROBIN) == "Ben"
    assert owner(f"--me Cem {ROBIN}") == "Cem"


def test_which_store(shop: Shop, tmp_path: Path) -> None:
    shop(ROBIN)
    other = tmp_path / "other.db"
    shop(f"--db '{other}' {ROBIN}")
    shop(ROBIN)
    assert len(shop.json("list")["items"]) == 2
    assert len(shop.run("--db", str(other), "list", "--json").json["items"]) == 1
    shop.environment["CARELINE_DB"] = f"sqlite:///{other}"
    assert len(shop.json("list")["items"]) == 1


def test_which_zone_and_which_settings(shop: Shop, tmp_path: Path) -> None:
    assert "EDT" in shop("date 'today 18:00'").out
    shop.environment["CARELINE_TZ"] = "Europe/Berlin"
    assert "CEST" in shop("date 'today 18:00'").out
    del shop.environment["CARELINE_TZ"]
    other = tmp_path / "other.toml"
    other.write_text('[shop]\ntimezone = "Asia/Tokyo"\nme = "Mia"\n', encoding="utf-8")
    assert "JST" in shop("--config", str(other), "date", "tomorrow noon").out
    shop.environment["CARELINE_CONFIG"] = str(other)
    assert "JST" in shop("date 'tomorrow noon'").out


@pytest.mark.parametrize("now", ["", "tomorrow", "2026-06-01T10:00:00", "2026-13-01T10:00:00Z", "1"])
def test_now_can_be_rehearsed_with_an_iso_moment_that_has_an_offset(robins: Shop, now: str) -> None:
    robins.environment["CARELINE_NOW"] = now
    if now:
        assert "CARELINE_NOW" in robins.refuses(5, "overdue")
    else:
        assert robins("overdue").code == 0


@pytest.mark.parametrize("color", ["always", "never", "auto"])
def test_colour_is_asked_for_before_the_command(robins: Shop, color: str) -> None:
    page = robins.at("06-09 10:00")(f"--color {color} overdue --format table").out
    assert ("\x1b[" in page) == (color == "always")
    robins.refuses(2, "--color sometimes overdue")


@pytest.mark.parametrize(
    ("term", "options", "coloured"),
    [
        ("xterm-256color", "", True),
        ("dumb", "", False),
        ("", "", False),
        (None, "", os.name == "nt"),  # Windows sets none
        ("dumb", "--color always", True),
        (None, "--color always", True),
        ("xterm-256color", "--color never", False),
    ],
)
def test_a_terminal_that_knows_no_colour_gets_none(
    robins: Shop, term: str | None, options: str, coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TERM", raising=False)
    if term is not None:
        monkeypatch.setenv("TERM", term)
    with patch("io.StringIO", Terminal):
        page = robins.at("06-09 10:00")(f"{options} overdue").out
    assert ("\x1b[" in page) == coloured


def test_columns_rules_the_width_of_a_table(robins: Shop) -> None:
    robins.at("06-09 10:00").environment["COLUMNS"] = "60"
    assert max(map(len, robins("overdue --format table").out.splitlines())) <= 60


def test_a_cron_page_has_its_sum_first_and_at_most_72_columns(busy: Shop) -> None:
    first, second, *rest = busy.at("06-09 10:00")("overdue --quiet").out.splitlines()
    assert first.startswith("2 overdue. First: Robin Vale, ")
    assert second == "Headsets Direct, Tue 9 Jun 2026 10:00 EDT (America/New_York)"
    assert max(map(len, [first, second, *rest])) <= 72


def test_version_is_one_line(shop: Shop) -> None:
    assert re.fullmatch(r"careline \d+\.\d+\S*\n", shop("--version").out)


def test_json_of_several_cases_is_one_document_and_jsonl_a_line_each(busy: Shop) -> None:
    busy('open "Third" --customer "Mia Tan"')
    document = busy.json('follow-up 1 3 "The depot is shut on Friday"')
    assert [each["case"]["id"] for each in document["items"]] == ["C-1", "C-3"]
    lines = busy('follow-up 1 3 "The depot is shut on Friday" --format jsonl').out.splitlines()
    assert [json.loads(line)["case"]["id"] for line in lines] == ["C-1", "C-3"]
