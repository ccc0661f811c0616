"""Three weeks of a shop of two: a week of diligence, four days on which nobody comes, and how soon all is well again.

The script of what Rita and Ben type is `three_weeks.txt`; `weeks.py` plays it.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from tests.shop import Shop, prepared, utc
from tests.stories.weeks import SCRIPT, Morning, a_working_day_after, moment, morning, mornings, play, typed

SETTINGS = """\
[shop]
name = "Amp & Volt"
timezone = "America/New_York"
owner = "Rita"
me = "Rita"
[calendar]
country = "US"
[[ladder]]
to = "Ben"
ack_within = "4bh"
"""
DAYS = mornings()
DILIGENT_LINES, IDLE_LINES = 24, 40
LIVE = {"pending", "overdue"}
ALL_WELL = "06-18"
"""The morning after Rita has kept or renegotiated every word, and answered every question."""


@prepared
def shop(shop: Shop) -> Shop:
    """Amp & Volt, as it stands on Mon 22 Jun at 08:00, with the mornings of three weeks in a folder."""
    shop.settings_file.write_text(SETTINGS, encoding="utf-8")
    shop.at("06-01 07:00")("party add Ben --kind staff")
    play(shop)
    return shop


@pytest.fixture(params=DAYS)
def at_eight(request: pytest.FixtureRequest, shop: Shop) -> Morning:
    """Each morning in turn."""
    return morning(shop, request.param)


def is_word(promise: Any) -> bool:
    """What a customer expects: a said promise, an acknowledgement, and that a working unit is sent."""
    sends_another = promise["kind"] == "fix" and promise["what"].startswith("A working one is sent")
    return bool(promise["said"] or promise["kind"] == "acknowledge" or sends_another)


def is_late(promise: Any) -> bool:
    """True for one that nobody has kept in time, or renegotiated."""
    return bool(promise["state"] == "overdue")


def names(rows: Iterable[Any], key: str = "promise") -> list[str]:
    """One key of every row."""
    return [row[key] for row in rows]


def test_the_report_lists_all_words_that_are_late_the_oldest_first_and_nothing_else(at_eight: Morning) -> None:
    late = [p for p in at_eight.items("promises") if is_late(p) and is_word(p)]
    expected = [p["id"] for p in sorted(late, key=lambda p: (p["due_at"], int(p["id"][2:])))]
    assert names(at_eight.rows("overdue", "overdue")) == names(at_eight.rows("overdue")) == expected


def test_what_careline_planned_by_itself_stands_below_and_counts_apart(at_eight: Morning) -> None:
    late = [p["id"] for p in at_eight.items("promises") if is_late(p) and not is_word(p) and p["kind"] == "follow_up"]
    plans = at_eight.rows("plans", "overdue")
    assert sorted(row["promise"] for row in plans if row["kind"] == "follow_up") == sorted(late)
    counted = re.search(r"^Plans: (\d+) late", at_eight.text("page"), re.MULTILINE)
    assert (int(counted[1]) if counted else 0) == len([row for row in plans if row["kind"] != "backup"])


PAGES = ("page", "screen")


def test_the_page_stays_short(at_eight: Morning) -> None:
    for page in PAGES:
        lines = at_eight.text(page).splitlines()
        assert len(lines) <= (IDLE_LINES if at_eight.follows_idle_days else DILIGENT_LINES), page
        assert max(map(len, lines)) <= 80, page


COUNTED_ONLY = ("Plans: ", "Waiting for them: ", "Tomorrow: ", "Since ")


def entries(page: str) -> list[str]:
    """The cases that have an entry on a page, in order; not those that a line of sum names."""
    lines = (line for line in page.splitlines() if not line.startswith(COUNTED_ONLY))
    return list(dict.fromkeys(re.findall(r"\bC-\d+\b", "\n".join(lines))))


def flowing(page: str) -> str:
    """A page without its line breaks and the blanks of its columns."""
    return " ".join(page.split())


def test_every_entry_names_case_and_subject(at_eight: Morning) -> None:
    subjects = {each["id"]: each["subject"] for each in at_eight.items("cases")}
    for page in PAGES:
        text = flowing(at_eight.text(page))
        assert [case for case in entries(at_eight.text(page)) if subjects[case] not in text] == [], page


def test_broken_words_come_first_and_then_questions_each_by_age(at_eight: Morning) -> None:
    broken = dict.fromkeys(names(at_eight.rows("overdue"), "case"))
    asked = dict.fromkeys(case for case in names(at_eight.rows("unanswered"), "case") if case not in broken)
    for page in PAGES:
        shown = entries(at_eight.text(page))
        words, questions = ([case for case in shown if case in group] for group in (broken, asked))
        assert shown[: len(words) + len(questions)] == words + questions, page
        for found, group in ((words, list(broken)), (questions, list(asked))):
            assert found == [case for case in group if case in found], "the oldest first"
            assert found[:2] == group[:2], "cut or not, the two oldest are there"


def standing_causes(file: Any, now: Any) -> Iterator[str]:
    """What calls for help on a case, worked out from what was recorded on it, in few words and many loops."""
    said_since = [moment(p["made_at"]) for p in file["promises"] if p["said"]]
    for promise in file["promises"]:
        if is_word(promise) and promise["state"] in LIVE and a_working_day_after(moment(promise["due_at"])) < now:
            yield promise["id"]
    contacts = file["contacts"]
    acknowledged = {p["made_at"] for p in file["promises"] if p["kind"] == "acknowledge"}
    tried = [moment(c["at"]) for c in contacts if c["direction"] == "out"]
    waiting = [c for c in contacts if c["direction"] == "in" and not c["answered"]]
    tried = [moment(c["at"]) for c in contacts if c["direction"] == "out"]
    for contact in waiting:
        asked_at = moment(contact["at"])
        words = [asked_at, *(at for at in tried if at > asked_at), now]
        if contact["at"] not in acknowledged and any(a_working_day_after(a) < b for a, b in pairwise(words)):
            yield contact["id"]
    chases = [c["id"] for c in waiting if c["chasing"]]
    yield from chases[1:2]
    heard = [c for c in contacts if c["direction"] == "in" and not c["chasing"] and not c["praise"]]
    if file["case"]["reopened"] > 1 and not any(at >= moment(heard[-1]["at"]) for at in said_since):
        yield heard[-1]["id"]
    for unit in file["replacements"]:
        if unit["outcome"] == "failed" and not any(at >= moment(unit["outcome_at"]) for at in said_since):
            yield unit["id"]


def test_no_escalation_outlives_its_causes(at_eight: Morning) -> None:
    for case, file in at_eight.files.items():
        causes = set(standing_causes(file, at_eight.now))
        live = [e for e in file["escalations"] if e["state"] not in {"settled", "resolved", "declined"}]
        assert len(live) == 1, case
        assert causes & set(live[0]["causes"]), f"{case}: {live[0]['causes']} have ended, {causes} stand"


def test_whatever_calls_for_help_has_been_handed_up(at_eight: Morning) -> None:
    late = [p for p in at_eight.items("promises") if is_late(p) and is_word(p) and p["owner"] != "Ben"]
    calling = {p["case"] for p in late if a_working_day_after(moment(p["due_at"])) < at_eight.now}
    assert calling | set(names(at_eight.rows("unanswered"), "case")) <= set(
        names(at_eight.items("escalations"), "case")
    )


def test_no_plan_is_handed_up_and_nobody_is_made_to_take_over(shop: Shop) -> None:
    promises = {p["id"]: p for p in shop.json("promise list --all")["items"]}
    handed_up = sorted({int(e["case"].removeprefix("C-")) for e in shop.json("escalation list --all")["items"]})
    causes = {cause for case in handed_up for e in shop.case(case)["escalations"] for cause in e["causes"]}
    assert {cause for cause in causes if cause.startswith("P-")}, "words were"
    assert [cause for cause in causes if cause in promises and not is_word(promises[cause])] == []
    assert [p["what"] for p in promises.values() if re.search("takes? over", p["what"].lower())] == []


def test_the_words_that_were_broken_are_handed_up_once_each(shop: Shop) -> None:
    raised = shop.json("escalation list --all")["items"]
    by_rule = {rule: [e["case"] for e in raised if e["rule"] == rule] for rule in {e["rule"] for e in raised}}
    assert {rule: len(cases) - len(set(cases)) for rule, cases in by_rule.items()} == dict.fromkeys(by_rule, 0)
    assert set(by_rule) == {"overdue", "unanswered", "came_back", "chased"}
    assert {e["level"] for e in raised} == {1}


EMPTY_WHEN_ALL_IS_WELL = (
    "overdue",
    "unanswered",
    "silent",
    "backup_due",
    "untold",
    "chasing",
    "second_failures",
    "came_back",
    "unacknowledged",
    "to_tell",
    "to_answer_today",
    "unverified",
)


def test_after_one_diligent_day_nothing_wants_attention_but_the_plans(shop: Shop) -> None:
    well = morning(shop, ALL_WELL)
    assert [section for section in EMPTY_WHEN_ALL_IS_WELL if well.rows(section)] == []
    owed = {p["id"]: p for p in well.items("promises")}
    assert [name for name in names(well.rows("due_today")) if is_word(owed[name])] == []
    assert well.rows("plans", "overdue") != []
    for page in ("page", "screen"):
        text = well.text(page)
        assert entries(text) == []
        assert [line[:7] for line in text.splitlines() if re.search(r"\bC-\d+", line)] == ["Plans: "]
    assert shop.run("brief --quiet --exit-code --as-of '2026-06-18 08:00'").out == ""


def test_nobody_had_to_resolve_anything_by_hand(shop: Shop) -> None:
    assert morning(shop, "06-17").items("escalations") != []
    assert morning(shop, ALL_WELL).items("escalations") == []
    assert "escalat" not in SCRIPT.read_text(encoding="utf-8").lower()
    assert {e["state"] for e in shop.json("escalation list --all")["items"]} == {"settled"}


def test_a_backup_is_due_beside_its_word_and_released_with_it(shop: Shop) -> None:
    assert set(names(morning(shop, "06-17").rows("backup_due"), "customer")) == {"Sam Otieno", "Zoe Hunt"}
    backups = [p for p in shop.json("promise list --all")["items"] if p["kind"] == "backup"]
    assert [(p["owner"], p["said"], p["state"]) for p in backups] == [("Rita", False, "missed")] * 2
    assert all(p["id"] not in names(morning(shop, day).rows("overdue")) for p in backups for day in DAYS)


def case_of(shop: Shop, customer: str) -> Any:
    """Everything on the case of a customer."""
    (case,) = (each["id"] for each in shop.json("list --all")["items"] if each["customer"]["name"] == customer)
    return shop.case(int(case.removeprefix("C-")))


def test_what_pat_asks_is_due_on_wednesday_unanswered_on_thursday_and_called_up_once(shop: Shop) -> None:
    assert names(morning(shop, "06-09").rows("unanswered"), "customer") == []
    assert names(morning(shop, "06-10").rows("to_answer_today"), "customer") == ["Pat Low"]
    thursday = morning(shop, "06-11")
    (row,) = thursday.rows("unanswered")
    assert (row["customer"], row["subject"]) == ("Pat Low", "Old cable is frayed")
    assert row["text"] == "Can I use the old cable meanwhile?"
    assert thursday.rows("unanswered", "overdue") == [row]
    for page in ("page", "screen"):
        assert row["text"] in flowing(thursday.text(page))
    told = case_of(shop, "Pat Low")
    (word,) = told["promises"]
    assert (word["state"], word["due_at"]) == ("pending", utc("06-30 17:00"))
    (escalation,) = told["escalations"]
    assert (escalation["rule"], escalation["raised_at"]) == ("unanswered", utc("06-10 18:00"))
    assert (escalation["state"], escalation["causes"]) == ("settled", [row["contact"]])
    assert morning(shop, ALL_WELL).rows("unanswered") == []


def test_kim_who_came_back_twice_and_lou_whose_unit_died_stand_on_the_page_until_they_have_a_new_word(
    shop: Shop,
) -> None:
    assert morning(shop, "06-10").rows("came_back") == []
    for day in ("06-11", "06-12", "06-15", "06-16", "06-17"):
        assert sorted(names(morning(shop, day).rows("came_back"), "customer")) == ["Kim Ito", "Lou Berg"]
    assert {"C-3", "C-4"} <= set(entries(morning(shop, "06-11").text("page")))
    assert morning(shop, ALL_WELL).rows("came_back") == []
    assert (case_of(shop, "Kim Ito")["case"]["reopened"], case_of(shop, "Lou Berg")["case"]["reopened"]) == (2, 1)
    assert [e["rule"] for who in ("Kim Ito", "Lou Berg") for e in case_of(shop, who)["escalations"]] == [
        "came_back"
    ] * 2


def test_the_products_count_lous_unit_as_failed_after_seven_days(shop: Shop) -> None:
    products = shop.json("report products")["sections"]["products"]
    (amplifier,) = [row for row in products if row["product"] == "VX20"]
    assert (amplifier["failed"], amplifier["median_days_worked"]) == (1, 7)


def test_a_case_with_nothing_but_late_plans_for_five_working_days_is_silent_and_stands_on_the_page(shop: Shop) -> None:
    assert {day: names(morning(shop, day).rows("silent"), "customer") for day in DAYS if day <= ALL_WELL} == {
        day: [] for day in DAYS if day <= ALL_WELL
    }
    assert names(morning(shop, "06-22").rows("silent"), "customer") == ["Ivo Lang"]
    assert entries(morning(shop, "06-22").text("page")) == [case_of(shop, "Ivo Lang")["case"]["id"]]


def test_a_case_takes_fewer_than_five_commands(shop: Shop) -> None:
    commands = len(typed())
    cases = len(shop.json("list --all")["items"])
    assert cases >= 30
    assert commands / cases < 3.5


def test_a_page_asked_for_afterwards_is_the_same_letter_by_letter(at_eight: Morning, shop: Shop) -> None:
    assert shop(f"brief --as-of {at_eight.now.isoformat()}").out == at_eight.text("page")


class Text(SingleFileSnapshotExtension):
    """One readable file a page."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


def test_the_page_looks_as_it_did(at_eight: Morning, snapshot: SnapshotAssertion) -> None:
    assert at_eight.text("page") == snapshot(extension_class=Text)
