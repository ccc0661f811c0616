"""The network card: a third party lets the customer down, she asks six times, and none of it can be hidden."""

from datetime import UTC, timedelta
from typing import Any

import pytest

from tests.shop import Shop, local, prepared, utc

LADDER = """\
[calendar]
country = "US"
[[ladder]]
for = "FieldCo"
to = "FieldCo dispatch"
ack_within = "4bh"
[[ladder]]
for = "FieldCo"
to = "FieldCo manager"
ack_within = "1bd"
"""
CASE = (
    'open "The printer needs a new network card" --customer "Robin Vale <robin@example.com>" '
    '--phone "+1 617 555 0143" --product "Network card" --tried "several calls"'
)
PROMISE = (
    '--promise "FieldCo calls to book the visit" --by "tue 17:00" --kind callback '
    '--owner Ana --performer FieldCo --backup "Second Firm comes on Monday"'
)
FRIDAY_NOON = "--as-of 2026-06-05T12:00:00-04:00"
P_1_ON_FRIDAY_NOON = {
    "promise": "P-1",
    "case": "C-1",
    "customer": "Robin Vale",
    "subject": "The printer needs a new network card",
    "what": "FieldCo calls to book the visit",
    "kind": "callback",
    "owner": "Ana",
    "performer": "FieldCo",
    "due_at": utc("06-02 17:00"),
    "said": True,
    "working_days_overdue": 3,
    "chases": 6,
    "updates": 0,
    "level": 2,
    "backup": "Second Firm comes on Monday",
    "new": False,
}


@prepared
def shop(shop: Shop) -> Shop:
    shop.configure(LADDER)
    return shop


def opening(shop: Shop) -> Any:
    return shop.at("06-01 10:00").json(f"{CASE} {PROMISE}")


def asked_six_times(shop: Shop) -> None:
    """Robin asks, nobody answers, and cron sweeps every quarter of an hour: here, whenever there is something to do."""
    opening(shop)
    for moment, command in (
        ("06-03 10:00", "heard 1 --chasing"),
        ("06-03 15:00", "heard 1 --chasing"),
        ("06-03 15:15", "sweep"),
        ("06-04 09:30", "heard 1 --chasing"),
        ("06-04 11:30", "sweep"),
        ("06-04 14:00", "heard 1 --chasing"),
        ("06-05 09:15", "heard 1 --chasing"),
        ("06-05 11:00", "heard 1 --chasing"),
        ("06-05 17:15", "sweep"),
    ):
        shop.at(moment)(command)


def second_firm_came(shop: Shop) -> None:
    asked_six_times(shop)
    shop.at("06-08 09:00")('follow-up 1 "I am sorry. Nobody called you, and you had to ask us six times" --apology')
    shop(
        'renegotiate P-1 --what "Second Firm comes today" --by 17:00 --performer "Second Firm" '
        '--told "Second Firm comes today" --because "FieldCo never called"'
    )
    shop.at("06-08 15:10")("keep P-3")


def closed(shop: Shop) -> None:
    second_firm_came(shop)
    shop.at("06-08 16:00")('close 1 --confirmed "It prints again"')


def failed_again(shop: Shop) -> None:
    closed(shop)
    shop.at("06-09 10:00")('heard 1 "The printing fails again"')


def test_someone_will_call_without_a_date_is_no_promise(shop: Shop) -> None:
    message = shop.at("06-01 10:00").refuses(2, f'{CASE} --promise "Someone will call"')
    assert "--by" in message
    assert not shop.store.exists()


def test_a_promise_names_who_answers_who_performs_by_when_and_what_else(shop: Shop) -> None:
    opened = opening(shop)
    assert opened["case"]["id"] == "C-1"
    (promise,) = opened["promises"]
    assert (promise["id"], promise["what"]) == ("P-1", "FieldCo calls to book the visit")
    assert (promise["owner"], promise["performer"], promise["said"]) == ("Ana", "FieldCo", True)
    assert (promise["due_at"], promise["backup"]) == (utc("06-02 17:00"), "Second Firm comes on Monday")


def test_the_case_climbs_the_ladder_of_fieldco_rung_by_rung(shop: Shop) -> None:
    asked_six_times(shop)
    first, second = shop.json(f"escalation list --all {FRIDAY_NOON}")["items"]
    assert [each["id"] for each in shop.json(f"escalation list {FRIDAY_NOON}")["items"]] == ["E-2"]
    assert (first["level"], first["to"], first["promise"]) == (1, "FieldCo dispatch", "P-1")
    assert (first["raised_at"], first["ack_by"]) == (utc("06-03 15:15"), utc("06-04 11:15"))
    assert (second["level"], second["to"], second["promise"]) == (2, "FieldCo manager", "P-1")
    assert (second["raised_at"], second["ack_by"]) == (utc("06-04 11:30"), utc("06-05 17:00"))
    assert (first["state"], second["state"]) == ("unacknowledged", "raised")
    assert first["backup"] == second["backup"] == "Second Firm comes on Monday"


WORK_BEGINS, WORK_IS_OVER = 8, 18


def test_sweeping_every_quarter_of_an_hour_of_work_climbs_at_exactly_these_moments(shop: Shop) -> None:
    opening(shop)
    chases = [utc(f"06-0{moment}") for moment in ("3 10:00", "3 15:00", "4 09:30", "4 14:00", "5 09:15", "5 11:00")]
    acted = {}
    moment = local("06-01 10:15")
    while moment <= local("06-08 08:45"):
        shop.at(moment.isoformat())
        if f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" in chases:
            shop("heard 1 --chasing")
        (rows,) = shop.json("sweep")["sections"].values()
        if rows:
            acted[f"{moment:%d %H:%M}"] = [
                (row["rule"], row["level"], row["to"], row["backup_promise"]) for row in rows
            ]
        # At night every two hours: nothing is due then, and what acted all the same would stand in `acted`.
        moment += timedelta(minutes=15 if WORK_BEGINS <= moment.hour < WORK_IS_OVER else 120)
    assert acted == {
        "03 15:00": [("chased", 1, "FieldCo dispatch", None)],
        "04 11:15": [("unacknowledged", 2, "FieldCo manager", None)],
        "05 17:15": [("exhausted", None, None, "P-2")],
    }


@pytest.mark.parametrize("moment", ["06-03 15:15", "06-04 11:30", "06-05 17:15"])
def test_sweeping_again_at_any_of_these_moments_adds_nothing(shop: Shop, moment: str) -> None:
    asked_six_times(shop)
    before = shop.case()
    newest = "06-05 17:15"
    if moment < newest:
        shop.at(moment).refuses(4, "sweep --quiet")  # G11
    assert shop.at(newest)("sweep --quiet").out == ""
    assert shop.case() == before


def test_the_exhausted_ladder_makes_the_backup_due_by_monday_evening(shop: Shop) -> None:
    asked_six_times(shop)
    backup = shop.promise(2)
    assert (backup["kind"], backup["said"], backup["owner"]) == ("backup", False, "Ana")
    assert (backup["what"], backup["due_at"]) == ("Second Firm comes on Monday", utc("06-08 17:00"))
    assert "--to" in shop.refuses(2, "escalate 1")


def test_the_report_of_friday_noon_says_the_same_whenever_it_is_asked(shop: Shop) -> None:
    failed_again(shop)
    for asked in ("06-05 12:00", "06-05 18:00", "06-08 15:30", "06-12 09:00"):
        report = shop.at(asked).json(f"overdue {FRIDAY_NOON}")
        assert report["as_of"] == utc("06-05 12:00")
        (row,) = report["sections"]["overdue"]
        assert row | P_1_ON_FRIDAY_NOON == row
        assert report["sections"]["silent"] == []


def test_the_page_of_friday_noon_is_the_same_letter_by_letter_afterwards(shop: Shop) -> None:
    asked_six_times(shop)
    then = shop.at("06-05 12:00")("overdue").out
    assert then.startswith("1 overdue. 1 unanswered. First: Robin Vale, 3 working days.\n")
    shop.at("06-08 09:00")(
        'renegotiate P-1 --by 17:00 --told "Second Firm comes today" --because "FieldCo never called"'
    )
    assert shop.at("06-12 09:00")(f"overdue {FRIDAY_NOON}").out == then


def test_a_promise_renegotiated_after_it_fell_due_stays_missed(shop: Shop) -> None:
    second_firm_came(shop)
    missed, backup, kept = shop.promise(1), shop.promise(2), shop.promise(3)
    assert (missed["state"], missed["superseded_by"]) == ("missed", "P-3")
    assert (backup["kind"], backup["state"]) == ("backup", "released"), "with the word that it backed"
    assert missed["due_at"] == utc("06-02 17:00")
    assert (kept["what"], kept["performer"], kept["supersedes"]) == ("Second Firm comes today", "Second Firm", "P-1")
    assert (kept["state"], kept["kept_at"], kept["due_at"]) == ("kept", utc("06-08 15:10"), utc("06-08 17:00"))


def test_the_renegotiation_settles_the_escalation_and_the_apology_alone_would_not(shop: Shop) -> None:
    asked_six_times(shop)
    shop.at("06-08 09:00")('follow-up 1 "I am sorry" --apology')
    assert [each["id"] for each in shop.json("escalation list")["items"]] == ["E-2"]
    shop('renegotiate P-1 --by 17:00 --told "Second Firm comes today" --because "FieldCo never called"')
    assert shop.json("escalation list")["items"] == []
    assert [e["state"] for e in shop.case()["escalations"]] == ["unacknowledged", "settled"]


def test_closing_clears_no_miss(shop: Shop) -> None:
    closed(shop)
    told = shop.case()
    assert (told["case"]["status"], told["case"]["closed_how"]) == ("closed", "confirmed")
    assert [e["state"] for e in told["escalations"]] == ["unacknowledged", "settled"]
    assert shop.promise(1)["state"] == "missed"


def test_robin_coming_back_opens_the_case_again_with_a_promise(shop: Shop) -> None:
    failed_again(shop)
    case = shop.case()["case"]
    assert (case["status"], case["reopened"], case["chases"]) == ("open", 1, 6)
    promise = shop.promise(int(case["next_promise"].removeprefix("P-")))
    assert (promise["kind"], promise["state"], promise["due_at"]) == ("acknowledge", "pending", utc("06-10 17:00"))


def test_performers_shows_one_missed_and_one_kept(shop: Shop) -> None:
    failed_again(shop)
    field_co, second_firm = shop.json("report performers")["sections"]["performers"]
    assert (field_co["performer"], field_co["missed"], field_co["kept"]) == ("FieldCo", 1, 0)
    assert (second_firm["performer"], second_firm["missed"], second_firm["kept"]) == ("Second Firm", 0, 1)


def test_nothing_ever_makes_the_missed_promise_a_kept_one(shop: Shop) -> None:
    failed_again(shop)
    shop.at("06-10 09:00")
    for attempt in ("keep P-1", 'promise release P-1 --because "never mind"', "follow-up 1 --keeps P-1"):
        assert "missed" in shop.refuses(4, attempt)
    assert shop.promise(1)["state"] == "missed"
