"""The guarantees of careline, each by its number, through the command line. No option switches one off."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.shop import Shop, prepared, utc

ROBIN = 'open "Network card" --customer "Robin Vale <robin@example.com>" --product "Network card"'
FIELDCO = '--promise "FieldCo calls to book the visit" --by "2026-06-02 17:00" --performer FieldCo'
LADDER = """\
[[ladder]]
for = "FieldCo"
to = "FieldCo dispatch"
ack_within = "4bh"
[[ladder]]
for = "FieldCo"
to = "FieldCo manager"
ack_within = "1bd"
"""
SHIP = 'ship-replacement 1 --why "Yours broke. This one is yours; nothing to pay." --arrives 2bd --carrier FedEx'
LIVE = {"pending", "overdue"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shop = Shop(tmp_path_factory.mktemp("robins"))
    shop(f"{ROBIN} {FIELDCO}")
    return shop.store


@pytest.fixture
def robins(shop: Shop, store: Path) -> Shop:
    """Robin's case with FieldCo's promise P-1, due on Tue 2 Jun at 17:00."""
    return shop.like(store)


def live(shop: Shop, case: int = 1) -> list[Any]:
    return [p for p in shop.case(case)["promises"] if p["state"] in LIVE]


def states(shop: Shop) -> dict[str, str]:
    return {p["id"]: p["state"] for p in shop.json("promise list --all")["items"]}


# G1: every open case has a live promise.


def test_g1_a_case_opened_without_a_promise_has_the_policys_acknowledgement(shop: Shop) -> None:
    shop(ROBIN)
    (promise,) = shop.case()["promises"]
    assert (promise["kind"], promise["said"], promise["what"]) == ("acknowledge", False, "We get back to Robin")
    assert promise["due_at"] == utc("06-02 17:00")


def test_g1_the_acknowledgement_counts_from_the_opening(shop: Shop) -> None:
    shop.at("06-03 10:00")(f"{ROBIN} --at '2026-06-01 10:00'")
    assert shop.promise(1)["due_at"] == utc("06-02 17:00")
    assert shop.promise(1)["state"] == "overdue"


def test_g1_a_case_opened_with_a_promise_has_that_one_alone(robins: Shop) -> None:
    assert [p["id"] for p in live(robins)] == ["P-1"]


@pytest.mark.parametrize(
    "command", ["keep 1", 'promise release 1 --because "she bought one"', 'promise withdraw 1 --because "no van"']
)
def test_g1_what_ends_the_last_live_promise_makes_a_check_back_of_its_owner(shop: Shop, command: str) -> None:
    shop("party add Ben --kind staff")
    shop(f"{ROBIN} {FIELDCO} --owner Ben")
    shop.at("06-01 11:00")(command)
    (check_back,) = live(shop)
    assert (check_back["kind"], check_back["what"]) == ("follow_up", "Check back with Robin")
    assert (check_back["owner"], check_back["performer"], check_back["said"]) == ("Ben", "Ben", False)
    assert check_back["due_at"] == utc("06-02 17:00")


@pytest.mark.parametrize(
    "command", ["keep 1", 'promise release 1 --because "she bought one"', 'promise withdraw 1 --because "no van"']
)
def test_g1_or_else_the_next_one_that_was_asked_for(robins: Shop, command: str) -> None:
    robins(f"{command} --next 3bd")
    (follow_up,) = live(robins)
    assert (follow_up["kind"], follow_up["what"], follow_up["said"]) == ("follow_up", "Follow up with Robin", False)
    assert follow_up["due_at"] == utc("06-04 17:00")


def test_g1_nothing_is_made_while_another_promise_lives(robins: Shop) -> None:
    robins('promise make 1 "The manual is in your mail" --by 2bd')
    robins("keep 1")
    assert [p["id"] for p in live(robins)] == ["P-2"]


def test_g1_an_overdue_promise_is_live(robins: Shop) -> None:
    robins('promise make 1 "The manual is in your mail" --by 2bd')
    robins.at("06-10 10:00")("keep 2")
    assert [(p["id"], p["state"]) for p in live(robins)] == [("P-1", "overdue")]


def test_g1_a_recording_answers_with_what_was_made_by_itself(robins: Shop) -> None:
    assert [p["id"] for p in robins.json("keep 1")["promises"]] == ["P-1", "P-2"]


@pytest.mark.parametrize(
    "command", ["keep 2", "promise release 2 --because x", "promise withdraw 2 --because x", "follow-up 1 --no-news"]
)
def test_g1_a_case_with_updates_has_the_next_one_instead_of_a_check_back(shop: Shop, command: str) -> None:
    shop(f"{ROBIN} {FIELDCO} --update-every 2bd")
    shop("keep 1")
    shop.at("06-03 11:00")(command)
    assert [(p["what"], p["due_at"]) for p in live(shop)] == [("Update Robin", utc("06-05 17:00"))]


@pytest.mark.parametrize("command", ["reopen 1", "heard 1", 'heard 1 "again" --chasing'])
def test_g1_reopening_makes_the_acknowledgement(robins: Shop, command: str) -> None:
    robins("keep 1")
    robins('close 1 --confirmed "It works"')
    robins.at("06-09 10:00")(command)
    (promise,) = live(robins)
    assert (promise["kind"], promise["due_at"]) == ("acknowledge", utc("06-10 17:00"))


def test_g1_reopening_with_a_promise_makes_that_one_alone(robins: Shop) -> None:
    robins("keep 1")
    robins('close 1 --confirmed "It works"')
    robins('reopen 1 --promise "I come myself" --by 2bd')
    assert [p["what"] for p in live(robins)] == ["I come myself"]


def test_g1_unanswered_check_backs_come_after_the_rows_durations_and_the_last_repeats(robins: Shop) -> None:
    robins("keep 1")
    due = []
    for day in ("06-02", "06-05", "06-12", "06-19"):
        due.append(live(robins)[0]["due_at"])
        robins.at(f"{day} 10:00")("follow-up 1 --no-answer")
    due.append(live(robins)[0]["due_at"])
    assert due == [utc(f"{day} 17:00") for day in ("06-02", "06-05", "06-12", "06-19", "06-26")]


def test_g1_the_customers_word_begins_the_row_anew(robins: Shop) -> None:
    robins("keep 1")
    robins.at("06-02 10:00")("follow-up 1 --no-answer")
    assert live(robins)[0]["due_at"] == utc("06-05 17:00")
    robins.at("06-03 10:00")('heard 1 "Still not quite" --said "Noted"')
    robins.at("06-05 10:00")("follow-up 1 --no-answer")
    assert live(robins)[0]["due_at"] == utc("06-10 17:00")


@pytest.mark.parametrize(
    ("moment", "left"),
    [
        ("06-02 16:59", [("P-2", "released"), ("P-3", "pending")]),
        ("06-02 17:00", [("P-2", "released"), ("P-3", "pending")]),
        ("2026-06-02T17:00:01-04:00", [("P-2", "overdue"), ("P-3", "pending")]),
    ],
)
def test_g1_a_check_back_gives_way_to_another_promise_until_it_is_due(
    robins: Shop, moment: str, left: list[tuple[str, str]]
) -> None:
    robins("keep 1")
    robins.at(moment)('promise make 1 "I call you" --by 2bd')
    assert list(states(robins).items())[1:] == left


def test_g1_a_follow_up_of_ours_does_not_give_way(robins: Shop) -> None:
    robins("keep 1 --next 2bd")
    robins('promise make 1 "I call you" --by 2bd')
    assert [p["id"] for p in live(robins)] == ["P-2", "P-3"]


def test_g1_a_closed_case_needs_no_promise(robins: Shop) -> None:
    robins("keep 1")
    robins('close 1 --confirmed "It works"')
    assert live(robins) == []
    assert robins.case()["case"]["next_promise"] is None


# G2: a due moment never moves.


def test_g2_a_new_date_is_a_successor_and_the_record_of_when_the_customer_was_told(robins: Shop) -> None:
    robins.at("06-02 12:00")('renegotiate 1 --by "2026-06-04 12:00" --told "On Thursday" --because "no van"')
    old, new = robins.promise(1), robins.promise(2)
    assert (old["due_at"], old["told_at"]) == (utc("06-02 17:00"), utc("06-02 12:00"))
    assert (old["superseded_by"], new["supersedes"]) == ("P-2", "P-1")
    assert (new["due_at"], new["made_at"]) == (utc("06-04 12:00"), utc("06-02 12:00"))
    told = robins.case()["contacts"][-1]
    assert (told["direction"], told["text"]) == ("out", "On Thursday")


def test_g2_the_successor_takes_over_what_is_not_said_anew(shop: Shop) -> None:
    shop("party add Ben --kind staff")
    shop(f"{ROBIN} {FIELDCO} --owner Ben --backup 'Second Firm' --kind visit")
    shop('renegotiate 1 --by 3bd --told "Later" --because "no van"')
    shop('renegotiate 2 --by 4bd --agreed "Fine" --because "no van" --what "It is mended" --performer Ben --backup Me')
    keys = ("kind", "what", "said", "owner", "performer", "backup")
    assert [tuple(shop.promise(number)[key] for key in keys) for number in (2, 3)] == [
        ("visit", "FieldCo calls to book the visit", True, "Ben", "FieldCo", "Second Firm"),
        ("visit", "It is mended", True, "Ben", "Ben", "Me"),
    ]


def test_g2_from_the_second_of_a_chain_on_it_needs_the_customers_word(robins: Shop) -> None:
    robins('renegotiate 1 --by 3bd --told "Later" --because "no van"')
    assert "--agreed" in robins.refuses(4, 'renegotiate 2 --by 4bd --told "Later" --because "no van"')
    robins('renegotiate 2 --by 4bd --agreed "Friday is fine" --because "no van"')
    assert "--agreed" in robins.refuses(4, 'renegotiate 3 --by 5bd --told "Later" --because "no van"')
    word = robins.case()["contacts"][-1]
    assert (word["direction"], word["text"]) == ("in", "Friday is fine")
    assert states(robins) == {"P-1": "renegotiated", "P-2": "renegotiated", "P-3": "pending"}


def test_g2_the_first_of_a_chain_may_rest_on_telling_and_on_nothing_less(robins: Shop) -> None:
    assert "--told" in robins.refuses(2, 'renegotiate 1 --by 3bd --because "no van"')
    robins('renegotiate 1 --by 3bd --told "Later" --because "no van"')


@pytest.mark.parametrize("word", ["", '--told "Later"'])
def test_g2_the_second_of_a_chain_is_refused_without_the_customers_word(robins: Shop, word: str) -> None:
    robins('renegotiate 1 --by 3bd --told "Later" --because "no van"')
    assert "--agreed" in robins.refuses(4, f'renegotiate 2 --by 4bd {word} --because "no van"')


def test_g2_every_page_shows_how_often_a_promise_was_renegotiated(robins: Shop) -> None:
    robins('renegotiate 1 --by 3bd --told "Later" --because "no van"')
    robins('renegotiate 2 --by 4bd --agreed "Friday is fine" --because "no van"')
    assert [robins.promise(number)["renegotiations"] for number in (1, 2, 3)] == [0, 1, 2]
    assert [row["renegotiations"] for row in robins.json("promise list")["items"]] == [2]
    for page in ("show 1", "promise show 3", "promise list"):
        assert "renegotiated twice before" in robins(page).out
    robins.at("06-09 10:00")
    assert [row["renegotiations"] for row in robins.json("overdue")["sections"]["overdue"]] == [2]
    assert "renegotiated twice before\n" in robins("overdue").out
    assert "before" not in robins("promise show 1").out.splitlines()[-1]


def test_g2_a_corrected_slip_is_void_counted_and_has_a_successor(robins: Shop) -> None:
    robins('promise correct 1 --by "2026-06-03 17:00" --because "typed Tuesday"')
    assert states(robins) == {"P-1": "void", "P-2": "pending"}
    assert (robins.promise(1)["superseded_by"], robins.promise(2)["supersedes"]) == ("P-2", "P-1")
    (fieldco,) = robins.json("report performers")["sections"]["performers"]
    assert (fieldco["performer"], fieldco["void"], fieldco["pending"]) == ("FieldCo", 1, 1)


def test_g2_a_correction_is_no_renegotiation(robins: Shop) -> None:
    robins('promise correct 1 "FieldCo rings" --because "typed wrong"')
    robins('renegotiate 2 --by 3bd --told "Later" --because "no van"')
    assert states(robins) == {"P-1": "void", "P-2": "renegotiated", "P-3": "pending"}


@pytest.mark.parametrize("moment", ["06-02 00:00", "06-02 10:00", "06-02 17:00", "06-09 10:00"])
def test_g2_on_another_day_nothing_is_corrected(robins: Shop, moment: str) -> None:
    robins.at(moment).refuses(4, "promise correct 1 --by 2bd --because slip")


def test_g2_nothing_is_corrected_once_either_due_moment_has_passed(shop: Shop) -> None:
    shop(f'{ROBIN} --promise "I ring" --by 11:00')
    shop.at("06-01 11:00").refuses(4, "promise correct 1 --by 16:00 --because slip")
    shop('promise make 1 "I ring again" --by 16:00')
    shop.at("06-01 12:00").refuses(2, "promise correct 2 --by 11:30 --because slip")


@pytest.mark.parametrize("more", ["[hours]\nmon = ['09:00-12:00']\n", "[calendar]\nclosures = ['2026-06-02']\n"])
def test_g2_no_change_of_the_calendar_moves_one(robins: Shop, more: str) -> None:
    robins.configure(more)
    assert robins.promise(1)["due_at"] == utc("06-02 17:00")


def test_g2_no_reply_moves_one(robins: Shop) -> None:
    robins('heard 1 "Take your time" --said "It may be Thursday"')
    robins('follow-up 1 "It may be Friday" --apology')
    assert robins.promise(1)["due_at"] == utc("06-02 17:00")


# G3: a missed promise stays missed.


@pytest.mark.parametrize(
    ("command", "in_time", "late"),
    [
        ("keep 1", "kept", "kept_late"),
        ('renegotiate 1 --by 5bd --told "Later" --because "no van"', "renegotiated", "missed"),
        ('renegotiate 1 --by 5bd --agreed "Fine" --because "no van"', "renegotiated", "missed"),
        ('promise withdraw 1 --because "no van"', "withdrawn", "missed"),
        ('promise release 1 --because "she bought one"', "released", "missed"),
    ],
)
def test_g3_what_is_done_after_the_due_moment_never_makes_it_good(
    robins: Shop, command: str, in_time: str, late: str
) -> None:
    robins.at("06-02 17:00")(f'{ROBIN} --promise "Another" --by "2026-06-02 17:00" --at "2026-06-01 10:00"')
    robins.at("06-02 17:00")(command)
    robins.at("2026-06-02T17:00:01-04:00")(command.replace(" 1 ", " 2 ", 1) if " 1 " in command else "keep 2")
    assert (robins.promise(1)["state"], robins.promise(2)["state"]) == (in_time, late)


@pytest.mark.parametrize("command", ["keep 1", 'renegotiate 1 --by 5bd --told "x" --because "y"'])
def test_g3_what_has_ended_cannot_end_better(robins: Shop, command: str) -> None:
    robins.at("06-03 10:00")('promise release 1 --because "she bought one"')
    robins.refuses(4, command)
    robins.refuses(4, 'follow-up 1 "Done" --keeps 1')
    robins.refuses(4, 'heard 1 "Thanks" --keeps 1')
    assert robins.promise(1)["state"] == "missed"


@pytest.mark.parametrize(
    ("how", "state"), [('--confirmed "It works"', "kept_late"), ("--unconfirmed", "missed")], ids=["word", "none"]
)
def test_g3_closing_the_case_clears_nothing(shop: Shop, how: str, state: str) -> None:
    shop.configure("[policy]\nclose_unconfirmed_after = 1\n")
    shop(ROBIN)
    shop.at("06-03 10:00")("follow-up 1 --no-answer")
    shop(f"close 1 {how}")
    assert shop.promise(1)["state"] == state


def test_g3_what_was_said_late_to_be_in_time_shows_when_that_was_said_and_is_counted(robins: Shop) -> None:
    robins.at("06-03 10:00")('keep 1 --at "2026-06-02 16:00"')
    promise = robins.promise(1)
    assert (promise["state"], promise["kept_at"]) == ("kept", utc("06-02 16:00"))
    assert promise["recorded_at"] == utc("06-03 10:00")
    assert "recorded on Wed 3 Jun 10:00" in robins("show 1").out
    (fieldco,) = robins.json("report performers")["sections"]["performers"]
    assert (fieldco["kept"], fieldco["said_late"]) == (1, 1)


def test_g3_what_was_said_in_time_is_not_counted_so(robins: Shop) -> None:
    robins.at("06-02 17:00")('keep 1 --at "2026-06-02 16:00"')
    assert "said so" not in robins("show 1").out
    assert robins.json("report performers")["sections"]["performers"][0]["said_late"] == 0


# G4: only saying so keeps a promise.


def test_g4_reaching_the_customer_keeps_the_acknowledgement_and_what_stays_owed_is_printed(shop: Shop) -> None:
    shop(ROBIN)
    shop('promise make 1 "FieldCo calls" --by 2bd')
    answer = shop('follow-up 1 "We are on it"')
    assert states(shop) == {"P-1": "kept", "P-2": "pending"}
    assert 'Still owed: P-2 "FieldCo calls"' in answer.out


@pytest.mark.parametrize(
    "command",
    [
        'heard 1 "And?" --said "On it"',
        'heard 1 --promise "I ring" --by 2bd',
        'renegotiate 2 --by 3bd --told "Later" --because "no van"',
        'renegotiate 2 --by 3bd --agreed "Fine" --because "no van"',
    ],
)
def test_g4_so_does_every_other_way_of_reaching_them(shop: Shop, command: str) -> None:
    shop(ROBIN)
    shop('promise make 1 "FieldCo calls" --by 2bd')
    shop(command)
    assert shop.promise(1)["state"] == "kept"


@pytest.mark.parametrize("command", ["heard 1 --chasing", 'case note 1 "called them"', "follow-up 1 --no-answer"])
def test_g4_what_does_not_reach_them_keeps_no_acknowledgement(shop: Shop, command: str) -> None:
    shop(ROBIN)
    shop(command)
    assert shop.promise(1)["state"] == "pending"


@pytest.mark.parametrize("command", ['follow-up 1 "x"', "follow-up 1 --no-answer", 'heard 1 --said "x"'])
@pytest.mark.parametrize(("on", "state"), [("2026-06-02 17:00", "kept"), ("2026-06-02 17:01", "pending")])
def test_g4_it_keeps_follow_ups_due_by_the_end_of_the_next_working_day(
    robins: Shop, command: str, on: str, state: str
) -> None:
    robins(f'follow-up 1 --on "{on}"')
    robins(command)
    assert states(robins) == {"P-1": "pending", "P-2": state}


@pytest.mark.parametrize("kind", ["callback", "visit", "delivery", "check", "fix", "refund", "backup", "other"])
def test_g4_it_keeps_nothing_else_unless_it_is_named(shop: Shop, kind: str) -> None:
    shop(f"{ROBIN} {FIELDCO} --kind {kind}")
    shop('follow-up 1 "They called" --apology')
    assert shop.promise(1)["state"] == "pending"
    shop('follow-up 1 "They called" --keeps P-1')
    assert shop.promise(1)["state"] == "kept"


def test_g4_several_can_be_named_and_only_of_this_case(robins: Shop) -> None:
    robins('promise make 1 "The manual is in your mail" --by 2bd')
    robins(f"{ROBIN} {FIELDCO}")
    robins.refuses(2, "heard 1 --keeps 1 --keeps 3")
    robins("heard 1 --keeps 1 --keeps p2")
    assert states(robins) == {"P-1": "kept", "P-2": "kept", "P-3": "pending", "P-4": "pending"}


def test_g4_what_the_same_call_keeps_by_itself_may_be_named_too_and_what_was_kept_before_may_not(shop: Shop) -> None:
    shop(ROBIN)
    shop('follow-up 1 "On it" --keeps 1')
    shop.refuses(4, 'follow-up 1 "On it" --keeps 1')


# G5: a case closes on the customer's word, or after attempts.


def test_g5_the_customers_word_closes_it_and_is_logged_as_theirs(robins: Shop) -> None:
    robins("keep 1")
    robins.at("06-01 15:00")('close 1 --confirmed "It works, thank you"')
    case = robins.case()
    assert (case["case"]["status"], case["case"]["closed_how"]) == ("closed", "confirmed")
    assert case["case"]["closed_at"] == utc("06-01 15:00")
    assert (case["contacts"][-1]["direction"], case["contacts"][-1]["text"]) == ("in", "It works, thank you")


@pytest.mark.parametrize(("how", "state"), [('--confirmed "Yes"', "kept"), ("--unconfirmed", "released")])
def test_g5_the_customers_word_keeps_acknowledgement_and_follow_ups_and_none_releases_them(
    shop: Shop, how: str, state: str
) -> None:
    shop.configure("[policy]\nclose_unconfirmed_after = 1\n")
    shop(ROBIN)
    shop("follow-up 1 --on 9bd")
    shop("follow-up 1 --no-answer")
    shop(f"close 1 {how}")
    assert states(shop) == {"P-1": state, "P-2": state}


@pytest.mark.parametrize("how", ['--confirmed "Yes"', "--unconfirmed"])
def test_g5_no_other_live_promise_and_no_overdue_one_lets_it_close(robins: Shop, how: str) -> None:
    for _ in range(3):
        robins("follow-up 1 --no-answer")
    sentence = robins.refuses(4, f"close 1 {how}")
    assert sentence == (
        "careline: C-1 still has promise P-1 open (FieldCo calls to book the visit, due Tue 2 Jun). "
        "Keep it, release it or withdraw it first.\n"
    )
    robins.at("06-10 10:00").refuses(4, f"close 1 {how}")


def test_g5_unconfirmed_takes_three_attempts_since_the_customers_last_word(robins: Shop) -> None:
    robins("keep 1")
    robins("follow-up 1 --no-answer")
    robins('follow-up 1 "How is it?"')
    assert "2 of 3" in robins.refuses(4, "close 1 --unconfirmed")
    robins('heard 1 "Busy" --said "Later, then"')
    assert "0 of 3" in robins.refuses(4, "close 1 --unconfirmed")
    for _ in range(3):
        robins("follow-up 1 --no-answer")
    robins("close 1 --unconfirmed")
    assert robins.case()["case"]["closed_how"] == "unconfirmed"


@pytest.mark.parametrize(("command", "reopened"), [("heard 1", 1), ("heard 1 --chasing", 1), ("heard 1 --praise", 0)])
def test_g5_the_customer_coming_back_reopens_it_unless_to_praise(robins: Shop, command: str, reopened: int) -> None:
    robins("keep 1")
    robins('close 1 --confirmed "Yes"')
    robins.at("06-09 10:00")(command)
    case = robins.case()["case"]
    assert (case["reopened"], case["status"]) == (reopened, "open" if reopened else "closed")


def test_g5_the_count_stays(robins: Shop) -> None:
    robins("keep 1")
    for day in (2, 3, 4):
        robins.at(f"06-0{day} 10:00")('close 1 --confirmed "Yes"')
        robins.at(f"06-0{day} 11:00")('heard 1 "No"')
    robins.at("06-05 10:00")('close 1 --confirmed "Yes"')
    case = robins.case()["case"]
    assert (case["reopened"], case["status"], case["closed_at"]) == (3, "closed", utc("06-05 10:00"))


def test_g5_a_call_from_before_the_closing_is_no_coming_back(robins: Shop) -> None:
    robins("keep 1")
    robins.at("06-02 10:00")('close 1 --confirmed "Yes"')
    robins.at("06-03 10:00")('heard 1 "I meant to say" --at "2026-06-01 16:00"')
    assert robins.case()["case"]["status"] == "closed"


@pytest.mark.parametrize("at", ["2026-06-01 10:30", "2026-06-01 11:59"])
def test_g5_a_case_cannot_have_closed_while_a_promise_was_live(robins: Shop, at: str) -> None:
    robins.at("06-01 12:00")("keep 1")
    robins.at("06-01 13:00").refuses(2, f'close 1 --confirmed "Yes" --at "{at}"')
    robins('close 1 --confirmed "Yes" --at "2026-06-01 12:00"')


def test_g5_closing_settles_its_escalations(robins: Shop) -> None:
    robins('escalate 1 --to Ben --ack-by 4bh --backup "I go there"')
    robins("keep 1")
    robins('close 1 --confirmed "Yes"')
    assert [e["state"] for e in robins.case()["escalations"]] == ["settled"]


# G6: a replacement is finished when the customer says that it works.


@prepared
def shipped(shop: Shop) -> Shop:
    """A headset for Dana on its way as R-1: it arrives (P-2), and we check that it works (P-3)."""
    shop('open "No sound" --customer "Dana Reyes" --product MX500i --promise "You get a new one" --by 1bd')
    shop.at("06-01 11:00")(f"{SHIP} --tracking 986578788855")
    shop("keep 1")
    return shop


def test_g6_shipping_promises_that_it_arrives_and_plans_to_check_it_a_working_day_later(shipped: Shop) -> None:
    arrives, check = shipped.promise(2), shipped.promise(3)
    assert (arrives["kind"], arrives["said"], arrives["performer"]) == ("delivery", True, "FedEx")
    assert (check["kind"], check["said"], check["performer"]) == ("check", False, "Ana")
    assert (arrives["due_at"], check["due_at"]) == (utc("06-03 17:00"), utc("06-04 17:00"))


@pytest.mark.parametrize(
    ("sent_by", "performer"),
    [("", "Ana"), ("--carrier FedEx", "FedEx"), ("--supplier Acme", "Acme"), ("--carrier X1 --supplier Y2", "X1")],
)
def test_g6_it_arrives_by_the_carrier_the_supplier_or_the_owner(shop: Shop, sent_by: str, performer: str) -> None:
    shop('open "No sound" --customer "Dana Reyes" --product MX500i')
    shop(f"ship-replacement 1 --why w --arrives 2bd {sent_by}")
    assert shop.promise(2)["performer"] == performer


def test_g6_delivered_keeps_the_arrival_and_an_outcome_the_check(shipped: Shop) -> None:
    shipped.at("06-02 12:00")("delivered 1")
    assert states(shipped) == {"P-1": "kept", "P-2": "kept", "P-3": "pending"}
    assert shipped.promise(3)["due_at"] == utc("06-04 17:00")
    shipped.at("06-05 12:00")("outcome 1 works")
    assert states(shipped) == {"P-1": "kept", "P-2": "kept", "P-3": "kept_late", "P-4": "pending"}
    assert shipped.promise(4)["what"] == "Check back with Dana"


def test_g6_the_customers_word_does_not_close_before_an_outcome_is_known(shipped: Shop) -> None:
    shipped("delivered 1")
    shipped("keep 3")
    assert "R-1 works" in shipped.refuses(4, 'close 1 --confirmed "Fine"')
    shipped("outcome 1 works")
    shipped('close 1 --confirmed "Fine"')


@pytest.mark.parametrize("outcome", ["doa", "wrong-item", "damaged", "incomplete"])
def test_g6_after_every_other_outcome_a_working_one_is_to_be_sent_instead_of_a_check_back(
    shipped: Shop, outcome: str
) -> None:
    shipped.at("06-02 12:00")(f"outcome 1 {outcome} --delivered '2026-06-02 11:00'")
    (plan,) = live(shipped)
    assert (plan["what"], plan["said"], plan["due_at"]) == (
        "A working one is sent to Dana",
        False,
        utc("06-03 17:00"),
    )
    assert shipped.promise(2)["kept_at"] == utc("06-02 11:00")


def test_g6_the_next_shipment_keeps_that_plan_also_where_it_was_renegotiated(shipped: Shop) -> None:
    shipped.at("06-02 12:00")("outcome 1 doa --delivered '2026-06-02 11:00'")
    shipped('renegotiate 4 --by 3bd --told "On Friday" --because "none on the shelf"')
    shipped.at("06-03 12:00")(SHIP)
    assert shipped.promise(5)["state"] == "kept"
    assert [p["kind"] for p in live(shipped)] == ["delivery", "check"]


def test_g6_a_lost_one_needs_no_delivery_and_withdraws_both_promises(shipped: Shop) -> None:
    shipped.at("06-03 12:00")("outcome 1 lost")
    assert states(shipped) == {"P-1": "kept", "P-2": "withdrawn", "P-3": "withdrawn", "P-4": "pending"}
    assert shipped.promise(4)["what"] == "A working one is sent to Dana"


@pytest.mark.parametrize(
    ("command", "state"),
    [
        ("delivered 1", "kept"),
        ("outcome 1 works --delivered '2026-06-02 09:00'", "kept"),
        ("outcome 1 lost", "withdrawn"),
    ],
)
def test_g6_what_happened_before_the_arrival_was_renegotiated_can_be_recorded_afterwards(
    shipped: Shop, command: str, state: str
) -> None:
    shipped.at("06-02 12:00")('renegotiate 2 --by 5bd --told "It is late" --because snow')
    shipped.at("06-02 13:00")(f"{command} --at '2026-06-02 09:00'")
    assert states(shipped)["P-2"] == "renegotiated"
    assert states(shipped)["P-4"] == state
    assert shipped.promise(4)["kept_at"] == (utc("06-02 12:00") if state == "kept" else None)


def test_g6_a_lost_one_that_was_due_is_missed(shipped: Shop) -> None:
    shipped.at("06-04 12:00")("outcome 1 lost")
    assert (shipped.promise(2)["state"], shipped.promise(3)["state"]) == ("missed", "withdrawn")


def test_g6_the_next_attempt_needs_the_outcome_of_the_last_and_the_third_an_answer(shipped: Shop) -> None:
    assert "R-1" in shipped.refuses(4, SHIP)
    shipped("delivered 1")
    assert "R-1" in shipped.refuses(4, SHIP)
    shipped("outcome 1 doa")
    shipped(SHIP)
    shipped("outcome 2 lost")
    assert "--different" in shipped.refuses(4, SHIP)
    assert "--different" in shipped.refuses(4, f"{SHIP} --different ' '")
    shipped(f"{SHIP} --different 'another carrier'")
    units = shipped.case()["replacements"]
    assert [(r["attempt"], r["outcome"], r["because"]) for r in units] == [
        (1, "doa", None),
        (2, "lost", "doa"),
        (3, None, "lost"),
    ]
    assert units[2]["different"] == "another carrier"


def test_g6_a_unit_that_worked_and_then_failed_goes_on_with_its_chain(shipped: Shop) -> None:
    again = f"{SHIP} --different 'tried for a day'"
    for number in (1, 2, 3):
        shipped(f"outcome {number} works --delivered now")
        assert f"careline outcome R-{number} failed" in shipped.refuses(4, again)
        shipped(f"outcome {number} failed")
        assert "leave out --another" in shipped.refuses(4, f"{again} --another")
        if number > 1:
            assert f"This is attempt {number + 1}" in shipped.refuses(4, SHIP)
        shipped(again)
    assert [(r["chain"], r["attempt"]) for r in shipped.case()["replacements"]] == [(1, n) for n in (1, 2, 3, 4)]


def test_g6_no_attempt_went_out_before_the_outcome_of_the_last(shipped: Shop) -> None:
    for day, last in ((2, "2026-06-01 12:00"), (3, "2026-06-02 12:30")):
        shipped.at(f"06-0{day} 12:00")(f"outcome {day - 1} lost")
        shipped.at(f"06-0{day} 13:00").refuses(2, f"{SHIP} --different d --at '{last}'")
        shipped(f"{SHIP} --different d --at '2026-06-0{day} 12:00'")


def test_g6_an_outcome_needs_a_delivery_that_comes_after_the_shipment_and_is_recorded_once(shipped: Shop) -> None:
    shipped.at("06-02 12:00").refuses(4, "outcome 1 works")
    shipped.refuses(2, 'outcome 1 works --delivered "2026-06-01 10:30"')
    shipped.refuses(2, 'delivered 1 --at "2026-06-01 10:30"')
    shipped.refuses(2, 'outcome 1 works --delivered "2026-06-02 11:00" --at "2026-06-02 10:00"')
    shipped('outcome 1 works --delivered "2026-06-02 11:00"')
    shipped.refuses(4, "outcome 1 doa")
    shipped.refuses(4, "delivered 1")


ASK = 'replacement request 1 --supplier Plantronics --why "Yours broke. This one is yours."'


@prepared
def asked(shop: Shop) -> Shop:
    """A headset for Dana, R-1, asked for from a supplier that approves on request."""
    shop("party add Plantronics --kind supplier --approval on-request --ships supplier")
    shop('open "No sound" --customer "Dana Reyes" --product MX500i')
    shop.at("06-01 11:00")(ASK)
    return shop


def test_g6_a_unit_that_is_asked_for_is_an_attempt_and_a_second_beside_it_is_refused(asked: Shop) -> None:
    for step in ("approve", "pack", "ship"):
        assert "R-1" in asked.refuses(4, ASK)
        asked(f"replacement {step} 1{' --arrives 2bd' if step == 'ship' else ''}")
        assert "R-1" in asked.refuses(4, ASK)
    assert "R-1" in asked.refuses(4, SHIP)
    assert len(asked.case()["replacements"]) == 1


def test_g6_asked_for_or_shipped_in_one_go_all_attempts_form_one_chain(asked: Shop) -> None:
    asked("replacement approve 1")
    asked("replacement ship 1 --arrives 2bd")
    asked("outcome 1 lost")
    asked(SHIP)
    asked("outcome 2 lost")
    assert "--different" in asked.refuses(4, ASK)
    asked(f"{ASK} --different 'by courier'")
    units = asked.case()["replacements"]
    assert [(r["chain"], r["attempt"], r["because"]) for r in units] == [(1, 1, None), (1, 2, "lost"), (1, 3, "lost")]


def test_g6_what_was_declined_does_not_count_as_a_try(asked: Shop) -> None:
    for number in (1, 2, 3):
        asked(f"replacement decline {number} --because 'none left'")
        asked(ASK)
    assert {(r["chain"], r["attempt"]) for r in asked.case()["replacements"]} == {(1, 1)}


def test_g6_a_unit_that_is_asked_for_keeps_the_case_open_until_it_is_declined_or_works(asked: Shop) -> None:
    asked('follow-up 1 "A new one is asked for" --promise "You hear from us" --by 2bd')
    asked("keep 3")
    asked("keep 2")
    assert "R-1" in asked.refuses(4, 'close 1 --confirmed "Fine"')
    asked("replacement decline 1 --because 'none left'")
    asked('close 1 --confirmed "I keep the old one"')


def test_g6_another_item_goes_out_with_a_reason_and_consent_only(shop: Shop) -> None:
    shop('open "No driver" --customer "Sam Otieno" --product "LabelWriter 350"')
    ship = 'ship-replacement 1 --why "It has a driver" --arrives 2bd --item "LabelWriter 450"'
    shop.refuses(4, ship)
    shop.refuses(4, f"{ship} --substitute-because upgrade")
    shop.refuses(4, f"{ship} --consent")
    shop(f"{ship} --substitute-because upgrade --consent")
    (unit,) = shop.case()["replacements"]
    assert (unit["wanted"], unit["item"]) == ("LabelWriter 350", "LabelWriter 450")


# G7: nothing ships without a why.


@pytest.mark.parametrize("why", ["", "--why ''", "--why '  '", "--why -"])
def test_g7_nothing_ships_without_a_why(shop: Shop, why: str) -> None:
    shop('open "No sound" --customer "Dana Reyes" --product MX500i')
    assert "--why" in shop.refuses(2, f"ship-replacement 1 --arrives 2bd {why}", typed=" \n")


@pytest.mark.parametrize("why", ["", "--why ''", "--why '  '", "--why -"])
def test_g7_nor_is_anything_asked_for_without_one(shop: Shop, why: str) -> None:
    shop('open "No sound" --customer "Dana Reyes" --product MX500i')
    assert "--why" in shop.refuses(2, f"replacement request 1 {why}", typed=" \n")


def test_g7_the_slip_of_a_unit_that_was_asked_for_says_why(asked: Shop) -> None:
    assert "Yours broke. This one is yours." in asked("replacement slip 1").out
    asked("replacement approve 1")
    assert "Yours broke. This one is yours." in asked("replacement ship 1 --arrives 2bd").out


def test_g7_slip_and_announcement_address_the_customer_by_name_and_say_what_and_why(shop: Shop) -> None:
    shop('open "No sound" --customer "Dana Reyes" --product MX500i --order 10482')
    why = "Your headset broke. This one is yours: nothing to pay, keep the old one."
    announcement = shop("ship-replacement 1 --arrives 2bd --carrier FedEx --tracking 986578788855 --why", why).out
    slip = shop("replacement slip 1").out
    for letter in (announcement, slip):
        assert "Dear Dana Reyes," in letter
        assert "MX500i" in letter
        assert why in letter
    assert "10482" in slip
    assert "FedEx" in announcement
    assert "986578788855" in announcement


# G8: an escalation names who takes it, by when, and the backup plan, if there is one; it ends when its cause ends.


@pytest.mark.parametrize("missing", ["--to Ben", "--ack-by 4bh"])
def test_g8_an_escalation_names_who_by_when_and_what_else(robins: Shop, missing: str) -> None:
    whole = "escalate 1 --to Ben --ack-by 4bh --backup 'I go there'"
    assert missing.split()[0] in robins.refuses(2, whole.replace(missing, ""))
    (escalation,) = robins.json(whole)["escalations"]
    assert (escalation["to"], escalation["backup"], escalation["level"]) == ("Ben", "I go there", 1)
    assert escalation["ack_by"] == utc("06-01 14:00")


def test_g8_without_them_it_goes_to_the_next_rung_with_its_time_and_the_promises_backup(shop: Shop) -> None:
    shop.configure(LADDER)
    shop(f"{ROBIN} {FIELDCO} --backup 'Second Firm comes on Monday'")
    shop("escalate 1")
    shop("escalate 1")
    keys = ("level", "to", "ack_by", "backup")
    assert [tuple(e[key] for key in keys) for e in shop.case()["escalations"]] == [
        (1, "FieldCo dispatch", utc("06-01 14:00"), "Second Firm comes on Monday"),
        (2, "FieldCo manager", utc("06-02 17:00"), "Second Firm comes on Monday"),
    ]
    assert "--to" in shop.refuses(2, "escalate 1")


@pytest.mark.parametrize("me", ["Ana", "ANA ", "Ana <ana@example.com>", "ana@example.com"])
def test_g8_nobody_escalates_to_themselves_by_whatever_name(shop: Shop, me: str) -> None:
    shop('party add "Ana <ana@example.com>" --kind staff')
    shop(ROBIN)
    shop.refuses(4, "escalate 1 --ack-by 4bh --backup x --to", me)


def test_g8_nor_does_the_ladder_lead_to_oneself(shop: Shop) -> None:
    shop.configure('[[ladder]]\nto = "ana"\nack_within = "4bh"\n')
    shop(f"{ROBIN} {FIELDCO} --backup b")
    shop.refuses(4, "escalate 1")


# G10: reading never writes, and history stands still.


def test_g10_reading_never_writes(robins: Shop) -> None:
    before = robins.store.read_bytes()
    for command in ("show 1", "list", "overdue", "report performers", "promise list", "log", "date 2bd"):
        robins(command)
        robins.at("06-09 10:00")(command)
    assert robins.store.read_bytes() == before
    assert sorted(path.name for path in robins.store.parent.iterdir()) == ["careline.db"]


@pytest.mark.parametrize("format_", ["table", "plain", "json", "jsonl", "md", "csv --section overdue"])
def test_g10_the_same_moment_gives_the_same_page_letter_by_letter_whenever_it_is_asked_for(
    robins: Shop, format_: str
) -> None:
    asked = f"overdue --as-of 2026-06-05T12:00:00-04:00 --format {format_}"
    pages = {robins.at(moment)(asked).out for moment in ("06-05 12:00", "06-08 09:00", "2027-01-01T00:00:00Z")}
    assert len(pages) == 1


def test_g10_as_of_goes_by_when_things_happened_and_not_by_when_they_were_recorded(robins: Shop) -> None:
    robins.at("06-05 10:00")('keep 1 --at "2026-06-04 10:00"')
    rows = {
        moment: len(robins.json(f"overdue --as-of '{moment}'")["sections"]["overdue"])
        for moment in ("2026-06-04 09:59", "2026-06-04 10:00")
    }
    assert rows == {"2026-06-04 09:59": 1, "2026-06-04 10:00": 0}


# G11: what is recorded is never lost.


def test_g11_every_change_is_in_the_log_with_who_when_and_what_it_was_before(robins: Shop) -> None:
    robins("party add Ben --kind staff")
    robins.environment["CARELINE_ME"] = "Ben"
    robins.at("06-02 12:00")("keep 1")
    with closing(sqlite3.connect(robins.store)) as store:
        (logged,) = store.execute(
            "SELECT m.at, m.who, m.command, c.action, c.before FROM changes c JOIN commands m ON m.id = c.command_id"
            " WHERE c.table_name = 'promises' AND c.row_id = 1 AND c.action <> 'insert'"
        )
    at, who, command, action, before = logged
    assert (at, who, command, action) == ("2026-06-02 16:00:00.000000", "Ben", "promise keep", "update")
    assert json.loads(before)["kept_at"] is None
    assert json.loads(before)["what"] == "FieldCo calls to book the visit"


def test_g11_nobody_can_change_the_log(robins: Shop) -> None:
    with closing(sqlite3.connect(robins.store)) as store:
        for table in ("commands", "changes"):
            for change in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id + 1000"):
                with pytest.raises(sqlite3.IntegrityError, match="only added to"):
                    store.execute(change)


def test_g11_ids_are_never_given_out_twice(robins: Shop) -> None:
    robins(f"{ROBIN} {FIELDCO}")
    robins("undo")
    assert robins.json(f"{ROBIN} {FIELDCO}")["case"]["id"] == "C-3"


# G12: nothing waits unseen.


def section(shop: Shop, name: str) -> list[str]:
    """The cases in a section of the morning page."""
    return [row["case"] for row in shop.json("brief")["sections"][name]]


def test_g12_a_question_stands_on_the_page_on_the_day_its_time_ends_and_climbs_the_ladder_after_it(shop: Shop) -> None:
    shop.configure('[[ladder]]\nto = "Ben"\nack_within = "4bh"\n')
    shop("party add Ben --kind staff")
    shop("open 'Noisy fan' --customer 'Pat Low' --promise 'A new fan' --by 2026-06-26")
    shop.at("06-02 10:00")("heard 1 'Can I use the old cable meanwhile?'")
    assert (section(shop, "to_answer_today"), section(shop, "unanswered")) == ([], [])
    assert section(shop.at("06-03 08:00"), "to_answer_today") == ["C-1"]
    assert section(shop.at("06-04 08:00"), "unanswered") == ["C-1"]
    assert shop.json("sweep")["sections"]["swept"][0]["rule"] == "unanswered"
    assert shop.json("sweep")["sections"]["swept"] == []
    assert shop.run("overdue --quiet --exit-code").code == 10
    shop.at("06-04 09:00")("follow-up 1 'Yes, you can'")
    assert section(shop, "unanswered") == []
    assert [each["state"] for each in shop.case()["escalations"]] == ["settled"]


def test_g12_a_case_that_came_back_twice_stands_on_the_page_until_it_has_a_new_word(robins: Shop) -> None:
    robins("keep 1")
    for day in (2, 3):
        robins.at(f"06-0{day} 10:00")('close 1 --confirmed "Yes"')
        robins.at(f"06-0{day} 11:00")('heard 1 "No"')
        assert section(robins, "came_back") == (["C-1"] if day == 3 else [])
    robins.at("06-03 12:00")('promise make 1 "I come and look" --by 2026-06-30')
    assert section(robins, "came_back") == []


def test_g12_a_unit_that_failed_after_it_had_worked_stands_on_the_page(danas: Shop) -> None:
    danas("ship-replacement 1 --why 'Yours broke' --arrives 2bd")
    danas.at("06-03 10:00")("outcome 1 works --delivered '2026-06-03 09:00'")
    danas.at("06-09 10:00")("outcome 1 failed")
    assert section(danas, "came_back") == ["C-1"]
    danas("ship-replacement 1 --why 'That one failed too' --arrives 2bd")
    assert section(danas, "came_back") == []


def test_g12_a_backup_that_is_due_and_a_case_of_late_plans_stand_on_the_page(shop: Shop) -> None:
    shop("open 'Hub' --customer 'Kim Ito' --promise 'Your money' --by 2026-06-02 --backup 'Ana sends a cheque'")
    shop("open 'Fan' --customer 'Pat Low' --promise x --by 1bd")
    shop("keep 2")
    shop.at("06-03 17:15")("sweep")
    assert section(shop, "backup_due") == ["C-1"]
    assert section(shop.at("06-09 17:00"), "silent") == []
    assert section(shop.at("06-09 17:01"), "silent") == ["C-2"]
    assert shop.run("brief --quiet --exit-code").code == 10


# G8 again: no escalation outlives what it was raised for.


@pytest.mark.parametrize(
    "ends",
    [
        "keep 1",
        "renegotiate 1 --by 2026-06-20 --told 'On Saturday' --because ill",
        "promise release 1 --because 'they say so'",
        "promise withdraw 1 --because 'not ours'",
    ],
)
def test_g8_an_escalation_ends_when_its_cause_ends(shop: Shop, ends: str) -> None:
    shop.configure('[[ladder]]\nto = "Ben"\nack_within = "4bh"\n')
    shop("party add Ben --kind staff")
    shop("open 'Refund' --customer 'Dana Reyes' --promise 'Your refund' --by today")
    shop.at("06-03 09:00")("sweep")
    assert [each["state"] for each in shop.case()["escalations"]] == ["raised"]
    shop.at("06-03 10:00")(ends)
    assert [each["state"] for each in shop.case()["escalations"]] == ["settled"]
    assert shop.json("escalation list")["items"] == []
    assert shop.at("06-03 14:00").json("sweep")["sections"]["swept"] == []
    assert "takes over" not in shop("show 1").out
