"""`sweep`, run as cron runs it: at any interval, any number of times, by several at once, after any sleep."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from os import environ
from typing import Any
from unittest.mock import patch

import pytest

from careline.domain.ladder.escalations import RuleName
from careline.domain.ladder.sweeping import RULES
from careline.store.ladder import CALLED_ON
from tests.shop import Shop, prepared, utc
from tests.store.contents import contents, opened
from tests.terminal import Terminal

LADDER = """
[[ladder]]
to = "Ben"
ack_within = "4bh"
[[ladder]]
to = "Cleo"
ack_within = "1bd"
"""
OPEN = (
    'open "Network card" --customer "Robin Vale" --promise "FieldCo calls" --by "2026-06-02 17:00" --performer FieldCo'
)
SHEET = "customer,subject,opened,promise,due\nKim Ito,Hub,2026-05-20,Your money is back,{due}\n"


@prepared
def shop(shop: Shop) -> Shop:
    """Robin's promise is due on Tue 2 Jun at 17:00: a rule calls after Wed 17:00. Ben and Cleo stand on the ladder."""
    shop.configure(LADDER)
    shop("party add Ben --kind staff")
    shop("party add Cleo --kind staff")
    shop(OPEN)
    return shop


HANDED_TO_BEN = ("06-02 09:00", "escalate 1 --to Ben --ack-by 2h --backup 'Ana rings'")
SCENARIOS: dict[RuleName, tuple[str, tuple[tuple[str, str], ...]]] = {
    RuleName.OVERDUE: ("promises", (("06-03 17:15", "sweep"),)),
    RuleName.UNANSWERED: (
        "contacts",
        (("06-01 11:00", "heard 1 'May I use the old one?'"), ("06-02 17:15", "sweep")),
    ),
    RuleName.CAME_BACK: (
        "reopenings",
        (
            ("06-02 09:00", "keep 1"),
            ("06-02 09:10", "close 1 --confirmed 'It prints'"),
            ("06-02 09:20", "heard 1 'It does not'"),
            ("06-02 09:30", "close 1 --confirmed 'It prints'"),
            ("06-02 09:40", "heard 1 'It does not'"),
            ("06-02 09:45", "sweep"),
        ),
    ),
    RuleName.DECLINED: (
        "escalations",
        (
            HANDED_TO_BEN,
            ("06-02 09:30", "escalation decline 1 --because 'not mine'"),
            ("06-02 09:45", "sweep"),
        ),
    ),
    RuleName.CHASED: (
        "contacts",
        (
            ("06-02 09:00", "heard 1 'Where is it?' --chasing"),
            ("06-02 11:00", "heard 1 'Well?' --chasing"),
            ("06-02 12:00", "sweep"),
        ),
    ),
    RuleName.UNACKNOWLEDGED: ("escalations", (HANDED_TO_BEN, ("06-02 11:15", "sweep"))),
    RuleName.IDLE: (
        "escalations",
        (
            HANDED_TO_BEN,
            ("06-02 09:30", "escalation acknowledge 1 --who Ben"),
            ("06-03 17:15", "sweep"),
        ),
    ),
    RuleName.EXHAUSTED: (
        "promises",
        (("06-02 09:00", "escalate 1 --to Cleo --ack-by 2h --backup 'Ana rings'"), ("06-02 11:15", "sweep")),
    ),
}
"""In which table the cause of a rule stands, and how the shop of these tests comes to its call, by no other before."""


def swept(shop: Shop, moment: str) -> list[Any]:
    rows: list[Any] = shop.at(moment).json("sweep")["sections"]["swept"]
    return rows


def test_each_rule_is_applied_once_for_its_cause_however_often_cron_runs(shop: Shop) -> None:
    assert swept(shop, "06-03 17:00") == []
    (row,) = swept(shop, "06-03 17:15")
    assert (row["rule"], row["case"], row["promise"], row["to"]) == ("overdue", "C-1", "P-1", "Ben")
    assert swept(shop, "06-03 17:15") == swept(shop, "06-03 17:30") == []
    shop("escalation resolve 1")
    assert swept(shop, "06-12 10:00") == [], "P-1 has called once"


def test_each_name_of_a_rule_has_its_decision_its_query_and_its_scenario() -> None:
    assert set(RULES) == set(RuleName), "a rule without its line in RULES (domain/ladder/sweeping.py)"
    assert set(CALLED_ON) == set(RuleName), (
        "a rule without its query in CALLED_ON (store/ladder.py): sweep never asks it"
    )
    assert set(SCENARIOS) == set(RuleName), "a rule without a scenario above"


@pytest.mark.parametrize("rule", SCENARIOS)
def test_each_rule_calls_when_its_time_has_come_and_once(shop: Shop, rule: RuleName) -> None:
    _, (*before, (moment, _)) = SCENARIOS[rule]
    for earlier, command in before:
        assert swept(shop, earlier) == []
        shop(command)
    assert [row["rule"] for row in swept(shop, moment)] == [rule]
    assert swept(shop, moment) == []


@pytest.mark.parametrize("command", ['open "Another" --from 1 --move P-1', "case merge 1 --into 2"])
@pytest.mark.parametrize("rule", SCENARIOS)
def test_what_has_called_stands_where_its_cause_does(shop: Shop, rule: RuleName, command: str) -> None:
    _, steps = SCENARIOS[rule]
    for moment, step in steps:
        shop.at(moment)(step)
    shop('open "Card, again" --customer "Robin Vale"')
    shop(command)
    with opened(shop.store) as store:
        stored = contents(store)
    applied = stored["applied_rules"].values()
    assert rule in {each["rule"] for each in applied}
    for each in applied:
        table, _ = SCENARIOS[RuleName(each["rule"])]
        cause = stored[table][each["cause_id"]]
        assert each["case_id"] == cause["case_id"], f"what was called by {each['rule']} stays behind"
    assert swept(shop, moment) == []


def test_after_three_days_of_sleep_what_was_due_is_done_once_and_says_when_it_was(shop: Shop) -> None:
    shop('open "No sound" --customer "Kim Ito" --promise "I ring" --by "2026-06-02 12:00"')
    rows = swept(shop, "06-08 10:00")
    assert [(row["case"], row["rule_due_at"]) for row in rows] == [
        ("C-1", utc("06-03 17:00")),
        ("C-2", utc("06-03 17:00")),
    ]
    first = shop.case()["escalations"][0]
    assert (first["raised_at"], first["ack_by"]) == (utc("06-08 10:00"), utc("06-08 14:00"))
    assert (first["rule"], first["rule_due_at"]) == ("overdue", utc("06-03 17:00"))
    assert "due since Wed 3 Jun 17:00" in shop("show 1").out
    assert swept(shop, "06-08 10:15") == []


def test_one_that_goes_to_somebody_who_is_away_by_then_says_so_and_still_goes_there(shop: Shop) -> None:
    shop("party away Ben --from 2026-06-04 --until 2026-06-05 --to Cleo")
    page = shop.at("06-03 17:15")("sweep").out
    assert "tell Ben to answer by Thu 4 Jun 13:00" in page
    assert "Ben is away until Fri 5 Jun 2026; Cleo stands in" in " ".join(page.split())
    assert shop.case()["escalations"][0]["to"] == "Ben"


def test_who_is_back_by_then_is_not_away(shop: Shop) -> None:
    shop("party away Ben --from 2026-06-02 --until 2026-06-03 --to Cleo")
    assert "is away" not in shop.at("06-03 17:15")("sweep").out


def test_what_was_due_first_is_done_first(shop: Shop) -> None:
    shop('open "No sound" --customer "Kim Ito" --promise "I ring" --by "2026-06-01 17:00"')
    assert [row["case"] for row in swept(shop, "06-08 10:00")] == ["C-2", "C-1"]


def test_an_escalation_climbs_the_ladder_that_stood_when_it_was_raised(shop: Shop) -> None:
    swept(shop, "06-03 17:15")
    shop.configure('[[ladder]]\nto = "Ben"\nack_within = "4bh"\n')
    (row,) = swept(shop, "06-04 13:30")
    assert (row["level"], row["to"], row["ack_by"]) == (2, "Cleo", utc("06-05 17:00"))


def test_one_that_is_acknowledged_and_then_forgotten_climbs(shop: Shop) -> None:
    swept(shop, "06-03 17:15")
    shop.at("06-04 10:00")("escalation acknowledge 1 --who Ben")
    assert swept(shop, "06-05 17:00") == []
    (row,) = swept(shop, "06-05 17:15")
    assert (row["rule"], row["to"], row["because"]) == ("idle", "Cleo", "nothing was done since E-1 was acknowledged")


@pytest.mark.parametrize(
    "done",
    [
        "case note 1 'Ben has called them'",
        "follow-up 1 'Ben is on it'",
        "promise remind 1 'Today, please'",
        "hand-over 1 --to Ben --because 'Ana is away'",
    ],
)
def test_one_on_which_something_is_done_does_not(shop: Shop, done: str) -> None:
    swept(shop, "06-03 17:15")
    shop.at("06-04 10:00")("escalation acknowledge 1 --who Ben")
    shop.at("06-04 11:00")(done)
    assert swept(shop, "06-08 10:00") == []


def test_that_the_customer_asks_again_is_nothing_that_was_done(shop: Shop) -> None:
    swept(shop, "06-03 17:15")
    shop.at("06-04 10:00")("escalation acknowledge 1 --who Ben")
    shop.at("06-04 11:00")("heard 1 --chasing")
    assert [row["rule"] for row in swept(shop, "06-05 17:15")] == ["idle"]


def test_a_question_that_is_recorded_late_is_no_new_cause(shop: Shop) -> None:
    for moment in ("06-01 11:00", "06-01 13:00"):
        shop.at(moment)("heard 1 --chasing")
    assert [row["rule"] for row in swept(shop, "06-01 13:15")] == ["chased"]
    shop("escalation resolve 1")
    shop.at("06-01 14:00")("heard 1 --chasing --at 'today 12:00'")
    assert swept(shop, "06-01 14:15") == []


def test_g11_a_clock_that_was_set_back_stops_the_sweep_until_it_is_right(shop: Shop) -> None:
    for moment in ("06-01 11:00", "06-01 13:00"):
        shop.at(moment)("heard 1 --chasing")
    shop.at("06-01 12:00").refuses(4, "sweep")
    assert len(swept(shop, "06-01 13:15")) == 1


BACKUP = "promise make 1 'I ring you' --by '2026-06-02 17:00' --backup 'Ben rings'"


def test_without_a_ladder_a_backup_is_due_once_and_nothing_else_happens(shop: Shop) -> None:
    shop(BACKUP)
    shop.configure("")
    (row,) = swept(shop, "06-03 17:15")
    assert (row["rule"], row["escalation"], row["backup_promise"]) == ("exhausted", None, "P-3")
    backup = shop.promise(3)
    assert (backup["owner"], backup["kind"], backup["due_at"]) == ("Ana", "backup", utc("06-04 17:00"))
    assert backup["what"] == "Ben rings"
    shop.at("06-04 09:00")("heard 1 --chasing")
    shop("heard 1 --chasing")
    for moment in ("06-04 09:15", "06-12 10:00", "06-15 10:00"):
        assert swept(shop, moment) == []
    assert len(shop.case()["promises"]) == 3


@pytest.mark.parametrize(
    "ends",
    [
        "keep 2",
        "renegotiate 2 --by 06-20 --told 'On Saturday' --because ill".replace("06-20", "2026-06-22"),
        "promise release 2 --because 'they say so'",
        "promise withdraw 2 --because 'not ours'",
    ],
)
def test_a_backup_is_released_with_its_word_in_whatever_way_that_ends(shop: Shop, ends: str) -> None:
    shop(BACKUP)
    shop.configure("")
    swept(shop, "06-03 17:15")
    assert "Released: P-3 Ben rings" in shop.at("06-04 09:00")(ends).out
    assert shop.promise(3)["state"] == "released"


def test_a_backup_that_its_owner_carried_out_is_kept(shop: Shop) -> None:
    shop(BACKUP)
    shop.configure("")
    swept(shop, "06-03 17:15")
    shop.at("06-04 09:00")("keep 3")
    assert shop.promise(3)["state"] == "kept"
    assert swept(shop, "06-12 10:00") == [], "once for each word"


def test_what_has_called_does_not_call_again_from_a_case_of_its_own(shop: Shop) -> None:
    shop('promise make 1 "I send the manual" --by "2026-06-03 17:00"')
    assert [row["because"] for row in swept(shop, "06-03 17:15")] == ["P-1 is overdue"]
    shop("escalation resolve 1")
    shop('open "Late again" --from 1 --move P-1 --move P-2')
    assert [row["because"] for row in swept(shop, "06-08 10:00")] == ["P-2 is overdue"]


def test_an_escalation_that_nobody_answered_calls_once_on_whatever_case_it_stands(shop: Shop) -> None:
    swept(shop, "06-03 17:15")
    shop.at("06-04 10:00")("escalation acknowledge 1 --who Ben")
    shop("escalate 1 --backup 'Ana takes over'")
    assert [row["because"] for row in swept(shop, "06-08 10:00")] == ["E-2 was not acknowledged"]
    shop('open "Late again" --from 1 --move P-1')
    assert swept(shop, "06-08 10:15") == []


def test_what_was_overdue_when_it_was_imported_raises_nothing(shop: Shop) -> None:
    for name, due in (("late", "2026-05-29"), ("in time", "2026-06-02")):
        (shop.folder / f"{name}.csv").write_text(SHEET.format(due=due), encoding="utf-8")
        shop.at("06-01 12:00")("import", str(shop.folder / f"{name}.csv"), "--source", name)
    assert [row["case"] for row in swept(shop, "06-08 10:00")] == ["C-1", "C-3"]


@pytest.mark.parametrize(
    ("commands", "plan"),
    [
        pytest.param(("keep 2",), "follow_up", id="a check back"),
        pytest.param(("keep 2", "ship-replacement 2 --why w --arrives 1bd", "delivered 1"), "check", id="a check"),
        pytest.param(("promise make 2 'Order parts' --planned --by 1bd", "keep 2"), "other", id="a plan of ours"),
    ],
)
def test_plans_never_escalate(shop: Shop, commands: tuple[str, ...], plan: str) -> None:
    shop('open "Dead" --customer "Kim Ito" --product A --promise x --by 1bd')
    for command in commands:
        shop(command)
    live = [each for each in shop.at("06-20 10:00").case(2)["promises"] if each["state"] == "overdue"]
    assert [each["kind"] for each in live] == [plan]
    assert [row for row in swept(shop, "06-20 10:00") if row["case"] == "C-2"] == []


def test_a_delivery_escalates_and_not_the_check_behind_it(shop: Shop) -> None:
    shop('open "Dead" --customer "Kim Ito" --product A --promise x --by 1bd')
    shop("keep 2")
    shop('ship-replacement 2 --why w --arrives "2026-06-02 17:00" --carrier FedEx')
    rows = [row for row in swept(shop, "06-09 10:00") if row["case"] == "C-2"]
    assert [shop.promise(int(row["promise"].removeprefix("P-")))["kind"] for row in rows] == ["delivery"]


def test_whoever_runs_it_at_a_terminal_has_been_told_and_cron_tells_nobody(shop: Shop) -> None:
    swept(shop, "06-03 17:15")
    assert shop.case()["escalations"][0]["told_at"] is None
    shop("undo 4")
    shop.environment["CARELINE_ME"] = "Ben"
    with patch("io.StringIO", Terminal):
        assert "E-2 is yours, answer by Thu 4 Jun 13:00" in shop("sweep").out
    assert shop.case()["escalations"][0]["told_at"] == utc("06-03 17:15")
    line = shop.json("log")["items"][0]
    assert (line["command"], line["who"]) == ("sweep at a terminal", "Ben")


def test_a_rehearsal_says_what_would_be_done_and_writes_nothing(shop: Shop) -> None:
    before = shop.at("06-03 17:15").store.read_bytes()
    answer = shop("sweep --dry-run")
    assert "tell Ben" in answer.out
    assert "A dry run: nothing was written." in answer.out
    assert shop.store.read_bytes() == before


def test_what_it_did_is_in_the_log_and_the_thread_and_that_it_had_nothing_to_do_in_neither(shop: Shop) -> None:
    swept(shop, "06-03 17:00")
    assert shop.json("log")["items"][0]["command"] == "case open"
    swept(shop, "06-03 17:15")
    line = shop.json("log")["items"][0]
    assert (line["command"], line["cases"]) == ("sweep", "C-1")
    assert "(sweep: P-1 is overdue)" in shop("show 1").out


def test_it_can_be_taken_back_and_does_the_same_again(shop: Shop) -> None:
    swept(shop, "06-03 17:15")
    shop(f"undo {shop.json('log')['items'][0]['id']}")
    assert shop.case()["escalations"] == []
    assert [row["escalation"] for row in swept(shop, "06-03 17:30")] == ["E-2"]


def test_what_has_called_cannot_be_taken_back_before_the_sweep(shop: Shop) -> None:
    shop.at("06-02 09:00")("heard 1 --chasing")
    shop("heard 1 --chasing")
    assert [row["rule"] for row in swept(shop, "06-02 09:15")] == ["chased"]
    line = shop.json("log")["items"][0]
    assert (line["command"], line["cases"]) == ("sweep", "C-1")
    assert f"command {line['id']} (sweep by Ana) builds on it" in shop.refuses(4, f"undo {line['id'] - 1}")


def test_silence_where_there_is_nothing_to_do(shop: Shop) -> None:
    assert shop("sweep --quiet").out == ""
    assert shop("sweep").out.startswith("Nothing to do.\n")
    shop.at("06-03 17:15")
    assert shop.run("sweep --dry-run --exit-code").code == 10
    assert shop("sweep --quiet").out.startswith("1 escalated. First: Robin Vale, level 1: Ben.\n")
    assert shop.run("sweep --exit-code").code == 0


def test_the_page_for_the_mail_has_at_most_72_columns(shop: Shop) -> None:
    shop(f'{OPEN.replace("Robin Vale", "Wilhelmina Featherstonehaugh-Cholmondeley")} --backup "{"word " * 40}"')
    lines = shop.at("06-03 17:15")("sweep").out.splitlines()
    assert max(map(len, lines)) <= 72


@pytest.mark.parametrize("command", ["sweep", "sweep --dry-run", "escalate 1 --because x"])
def test_a_ladder_that_names_an_unknown_party_is_refused(shop: Shop, command: str) -> None:
    shop.configure('[[ladder]]\nto = "Nobody"\nack_within = "4bh"\n')
    assert 'careline party add "Nobody"' in shop.at("06-03 17:15").refuses(5, command)
    for harmless in ("overdue", "show 1", "escalate 1 --to Ben --ack-by 4bh --backup x --dry-run", "heard 1"):
        shop(harmless)


@pytest.mark.parametrize(
    "rung",
    [
        pytest.param('for = "FieldCo"\nto = "fieldco dispatch"', id="a part of the performer"),
        pytest.param('to = "Ana"', id="the shop's owner"),
        pytest.param('to = "Lee"', id="whoever acts"),
    ],
)
def test_some_need_not_be_recorded_to_be_known(shop: Shop, rung: str) -> None:
    shop.configure(f'[[ladder]]\n{rung}\nack_within = "4bh"\n')
    shop.environment["CARELINE_ME"] = "Lee"
    shop.at("06-03 17:15")("sweep")


def test_a_name_that_only_begins_like_the_performers_is_nobody(shop: Shop) -> None:
    shop.configure('[[ladder]]\nfor = "FieldCo"\nto = "FieldComp"\nack_within = "4bh"\n')
    assert "FieldComp" in shop.at("06-03 17:15").refuses(5, "sweep")


def test_two_sweeps_at_once_double_nothing(shop: Shop) -> None:
    for number in range(5):
        shop(f"{OPEN.replace('Robin Vale', f'Kim Ito {number * 1111}')}")
    world = environ | {
        "CARELINE_DB": str(shop.store),
        "CARELINE_CONFIG": str(shop.settings_file),
        "CARELINE_NOW": shop.at("06-03 17:15").now,
    }

    def sweep(_: int) -> int:
        return subprocess.run([sys.executable, "-m", "careline", "sweep", "--quiet"], env=world).returncode

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(sweep, range(4))) == [0] * 4
    with opened(shop.store) as store:
        raised = contents(store)["escalations"].values()
    assert sorted(row["case_id"] for row in raised) == [1, 2, 3, 4, 5, 6]
