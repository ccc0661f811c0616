"""A wrong outcome is put right at any time: what it had led to goes, and what was believed can be read (G13)."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.everything import reports
from tests.evidence import deep
from tests.shop import NewShop, Shop, prepared, utc

WHY = '--why "Yours broke. This one is yours."'
SEND = f"ship-replacement 1 --arrives 2bd {WHY}"
LADDER = '[[ladder]]\nto = "Ben"\nack_within = "4bh"\n'
NONE = 'outcome 2 none --correct --because "it was Kim\'s that was dead"'
LIVE = {"pending", "overdue"}


@prepared
def sent(shop: Shop) -> Shop:
    """R-1 of Dana's case was DOA on Tue 2 Jun, and R-2 has arrived on Wed 3 Jun; Ben is on the ladder."""
    shop.configure(LADDER)
    shop("party add Ben --kind staff")
    shop('open "No sound" --customer "Dana Reyes <dana@example.com>" --product MX500i')
    shop('follow-up 1 "A new one is on its way"')
    shop(SEND)
    shop.at("06-02 10:00")('outcome 1 doa --delivered "2026-06-02 09:00"')
    shop(SEND)
    shop.at("06-03 09:00")("delivered 2")
    return shop


@prepared
def works(shop: Shop) -> Shop:
    """R-1 on Dana's case works since Tue 2 Jun, and the case is closed."""
    shop('open "No sound" --customer "Dana Reyes <dana@example.com>" --product MX500i')
    shop('follow-up 1 "A new one is on its way"')
    shop(SEND)
    shop.at("06-02 10:00")('outcome 1 works --delivered "2026-06-02 09:00"')
    shop('close 1 --confirmed "It works"')
    return shop


@prepared
def lost(shop: Shop) -> Shop:
    """R-1 on Dana's case is to arrive by Wed 3 Jun 17:00, and was believed lost on Tue."""
    shop('open "No sound" --customer "Dana Reyes <dana@example.com>" --product MX500i')
    shop('follow-up 1 "A new one is on its way"')
    shop(SEND)
    shop.at("06-02 10:00")("outcome 1 lost")
    return shop


def unit(shop: Shop, number: int, more: str = "") -> Any:
    return shop.json(f"replacement show {number} {more}")["replacements"][0]


def lives(shop: Shop, case: int = 1) -> list[str]:
    return [p["what"] for p in shop.case(case)["promises"] if p["state"] in LIVE]


def state_of(shop: Shop, what: str) -> str:
    return str(next(p["state"] for p in shop.case()["promises"] if p["what"] == what))


COUNTS = (
    "report products --json",
    "report performers --json",
    "report measures --json",
    "report replacements --json",
    "brief --json",
    "overdue --json",
    "list --json",
    "promise list --json",
    "escalation list --json",
)


def test_of_a_dead_unit_that_was_another_one_no_plan_no_call_and_no_count_is_left(
    sent: Shop, new_shop: NewShop
) -> None:
    other = new_shop(sent.store)
    other.configure(LADDER)
    sent.at("06-03 10:00")("outcome 2 doa")
    assert "R-2" in str(sent.json("sweep")["sections"])
    assert [row["case"] for row in sent.json("brief")["sections"]["second_failures"]] == ["C-1"]
    sent.at("06-04 10:00")(NONE)
    assert [each["state"] for each in sent.case()["escalations"]] == ["settled"]
    assert lives(sent) == ["Check that it works"]
    assert [row["replacement"] for row in sent.json("brief")["sections"]["unverified"]] == ["R-2"]
    assert sent.json("sweep")["sections"]["swept"] == []
    other.at("06-04 10:00")("sweep")
    for report in COUNTS:
        assert sent(report).out == other(report).out, report
    assert unit(sent, 2)["corrected"] == [
        {
            "outcome": "doa",
            "at": utc("06-03 10:00"),
            "came": None,
            "corrected_at": utc("06-04 10:00"),
            "instead": None,
            "because": "it was Kim's that was dead",
        }
    ]


def test_the_answer_says_what_is_right_now_and_what_goes_with_it(sent: Shop) -> None:
    sent.at("06-03 10:00")("outcome 2 doa")
    sent("sweep")
    assert sent.at("06-04 10:00")(NONE).out.splitlines() == [
        "R-2 has no outcome yet (doa was wrong): C-1, Dana Reyes. It was delivered Wed 3 Jun 2026 09:00 EDT (1 working"
        " day ago).",
        "P-7 Check that it works is owed again, due Fri 5 Jun 17:00.",
        'It stays delivered. If that is wrong too: careline delivered R-2 --correct --not-yet --because "...".',
        "Void: P-8 A working one is sent to Dana",
        "Settled: E-1, Ben",
        "next  careline outcome R-2 works",
    ]


def test_what_works_after_all_is_checked_and_the_case_has_a_promise(sent: Shop) -> None:
    sent.at("06-03 10:00")("outcome 2 doa")
    answer = sent.at("06-04 10:00")('outcome 2 works --correct --because "the wrong key"').out.splitlines()
    assert answer[0].startswith("R-2 works (doa was wrong): C-1, Dana Reyes.")
    assert "Void: P-8 A working one is sent to Dana" in answer
    assert lives(sent) == ["Check back with Dana"]
    assert (state_of(sent, "Check that it works"), unit(sent, 2)["outcome"]) == ("kept", "works")
    page = sent("show 1").out
    assert page.index("doa, corrected Thu 4 Jun: works (the wrong key)") < page.index("it works\n")
    assert "(doa was wrong, corrected Thu 4 Jun 10:00)" in sent("replacement show 2").out


SHOWN = (
    "show 1",
    "show 1 --json",
    "replacement show 2",
    "replacement list --all --json",
    "report products --json",
    "report performers --json",
    "report replacements --json",
    "promise list --all --json",
    "promise list --json",
    "overdue --json",
    "list --all --json",
    "brief",
    "brief --json",
    "escalation list --all --json",
)


@pytest.mark.parametrize("right", ["works", "damaged", "none", "lost"])
def test_as_of_a_moment_before_a_page_shows_what_was_believed(sent: Shop, right: str) -> None:
    sent.at("06-03 10:00")("outcome 2 doa")
    sent("sweep")
    sent.at("06-03 12:00")
    then = {page: sent(f"{page} --as-of '2026-06-03 12:00'").out for page in SHOWN}
    sent.at("06-04 10:00")(f'outcome 2 {right} --correct --because "oops"')
    sent.at("06-08 10:00")
    for page, believed in then.items():
        assert sent(f"{page} --as-of '2026-06-03 12:00'").out == believed, page


def without_traces(shop: Shop, page: str) -> Any:
    told = shop.json(page)
    for each in told.get("replacements", ()):
        each.pop("corrected")
    traces = {p["id"] for p in told.get("promises", ()) if p["state"] == "void" or p["because"] == GAVE_WAY}
    told["promises"] = [p for p in told.get("promises", ()) if p["id"] not in traces]
    return told


GAVE_WAY = "another promise took its place"


@pytest.mark.parametrize(
    ("wrong", "then"), [("doa", "works"), ("works", "doa"), ("doa", "damaged"), ("works", "damaged")]
)
def test_there_and_back_leaves_all_as_it_was_but_for_the_traces(sent: Shop, wrong: str, then: str) -> None:
    sent.at("06-03 10:00")(f"outcome 2 {wrong}")
    sent.at("06-03 12:00")
    before, said = without_traces(sent, "show 1"), reports(sent)
    sent(f"outcome 2 {then} --correct --because 'one key'")
    assert without_traces(sent, "show 1") != before
    sent(f"outcome 2 {wrong} --correct --because 'it was right'")
    assert without_traces(sent, "show 1") == before
    assert reports(sent) == said


def test_undoing_a_correction_leaves_all_as_it_was(sent: Shop) -> None:
    sent.at("06-03 10:00")("outcome 2 doa")
    before = sent("show 1 --json").out
    for right in ("none", "works", "lost", "damaged"):
        sent(f"outcome 2 {right} --correct --because oops")
        assert sent("show 1 --json").out != before
        sent("undo --yes")
        assert sent("show 1 --json").out == before


def test_what_is_recorded_after_a_correction_is_not_before_it(sent: Shop) -> None:
    sent.at("06-03 10:00")("outcome 2 doa")
    sent.at("06-04 10:00")(NONE)
    refused = sent.refuses(2, "outcome 2 works --at '2026-06-03 12:00'")
    assert "before the correction of R-2 (Thu 4 Jun 10:00)" in refused
    sent("delivered 2 --correct --not-yet --because 'another one'")
    sent.at("06-05 10:00")("delivered 2")
    assert "the arrival of R-2" in sent.refuses(2, "outcome 2 works --at '2026-06-04 12:00'")
    sent("outcome 2 works")


def test_the_wrong_item_that_came_was_another_one(sent: Shop) -> None:
    sent.at("06-03 10:00")("outcome 2 wrong-item --came MX600")
    answer = sent("outcome 2 wrong-item --came MX500c --correct --because 'read the label again'").out
    assert answer.startswith("R-2 failed, wrong-item (MX600 was wrong): C-1, Dana Reyes.")
    assert (unit(sent, 2)["came"], unit(sent, 2)["corrected"][0]["came"]) == ("MX500c", "MX600")
    assert lives(sent) == ["A working one is sent to Dana"]


def test_where_it_had_not_arrived_either_that_is_put_right_after_it(sent: Shop) -> None:
    sent.at("06-03 10:00")("outcome 2 doa")
    assert "outcome R-2" in sent.refuses(4, "delivered 2 --correct --not-yet --because 'another one'")
    sent(NONE)
    sent("delivered 2 --correct --not-yet --because 'another one'")
    assert sorted(lives(sent)) == ["Check that it works", "Replacement arrives"]
    assert (unit(sent, 2)["delivered_at"], unit(sent, 2)["state"]) == (None, "shipped")


def test_both_versions_stand_in_the_log(sent: Shop) -> None:
    sent.at("06-03 10:00")("outcome 2 doa")
    sent.at("06-04 10:00")(NONE)
    assert [row["command"] for row in sent.json("log")["items"][:2]] == ["replacement outcome"] * 2
    assert unit(sent, 2)["outcome"] is None
    assert unit(sent, 2, "--as-of '2026-06-03 12:00'")["outcome"] == "doa"


def test_a_later_attempt_stays_one_and_the_count_is_made_anew(sent: Shop) -> None:
    sent.at("06-03 10:00")("outcome 2 doa")
    sent(f"{SEND} --different 'another batch'")
    answer = sent.at("06-04 10:00")("outcome 2 works --correct --because oops").out
    assert "R-3, sent since, stays attempt 3." in answer
    assert [(r["attempt"], r["outcome"]) for r in sent.case()["replacements"]] == [(1, "doa"), (2, "works"), (3, None)]
    assert state_of(sent, "A working one is sent to Dana") == "kept"
    told = sent("outcome 3 doa --delivered now").out
    assert "second failure on this chain" in told
    assert sent.json("report products")["sections"]["products"][0]["failures"] == 2


def test_what_was_said_since_stands_and_is_named(sent: Shop) -> None:
    sent.at("06-03 10:00")("outcome 2 doa")
    sent('heard 1 "It is dead" --said Sorry --promise "A new one is with you on Tuesday" --by "tue 17:00"')
    answer = sent.at("06-04 10:00")(NONE).out
    assert 'P-9 "A new one is with you on Tuesday" stands: the customer was told.' in answer
    assert 'careline promise withdraw P-9 --because "..."' in answer
    assert sorted(lives(sent)) == ["A new one is with you on Tuesday", "Check that it works"]


def test_what_was_told_in_the_place_of_the_plan_is_no_arrival_of_the_dead_unit(sent: Shop) -> None:
    sent.at("06-03 10:00")("outcome 2 doa")
    new = '--said Sorry --promise "A new one by Tuesday" --by "tue 17:00" --instead 8 --because asked'
    sent(f'heard 1 "It is dead" {new}')
    assert 'P-9 "A new one by Tuesday" stands' in sent.at("06-04 10:00")(NONE).out
    sent("undo --yes")
    sent(f"ship-replacement 1 --for P-9 {WHY} --different 'another batch'")
    sent("delivered 3")
    assert state_of(sent, "A new one by Tuesday") == "kept"


def test_what_failed_only_by_mistake_is_closed_as_it_was(works: Shop, new_shop: NewShop) -> None:
    other = new_shop(works.store)
    works.at("06-08 10:00")("outcome 1 failed")
    works.at("06-08 12:00")
    then = {page: works(f"{page} --as-of '2026-06-08 12:00'").out for page in SHOWN if "2" not in page}
    works.at("06-09 10:00")
    answer = works("outcome 1 works --correct --because 'it was the old one'").out
    assert "C-1 is closed, confirmed." in answer
    case = works.case()["case"]
    assert (case["status"], case["reopened"], case["closed_at"]) == ("closed", 0, utc("06-02 10:00"))
    assert (lives(works), unit(works, 1)["outcome_at"], unit(works, 1)["earlier"]) == ([], utc("06-02 10:00"), [])
    other.at("06-09 10:00")
    for report in COUNTS:
        assert works(report).out == other(report).out, report
    for page, believed in then.items():
        assert works(f"{page} --as-of '2026-06-08 12:00'").out == believed, page


def test_what_failed_after_all_is_open_again_since_then(works: Shop) -> None:
    works.at("06-08 10:00")("outcome 1 failed")
    works.at("06-08 11:00")("outcome 1 works --correct --because 'it was the old one'")
    works.at("06-08 12:00")("outcome 1 failed --correct --because 'it was this one'")
    assert (works.case()["case"]["reopened"], lives(works)) == (1, ["A working one is sent to Dana"])
    assert unit(works, 1)["outcome_at"] == utc("06-08 10:00")


def test_where_more_was_recorded_since_the_case_stays_open(works: Shop) -> None:
    works.at("06-08 10:00")("outcome 1 failed")
    works('follow-up 1 "We look into it"')
    answer = works.at("06-09 10:00")("outcome 1 works --correct --because oops").out
    assert "C-1 stays open: more was recorded on it since R-1 reopened it." in answer
    assert (works.case()["case"]["reopened"], lives(works)) == (1, ["Check back with Dana"])


def test_what_worked_only_by_mistake_opens_a_closed_case(works: Shop) -> None:
    answer = works.at("06-08 10:00")("outcome 1 doa --correct --because 'she meant the old one'").out
    assert "C-1 is open again, reopened once." in answer
    assert lives(works) == ["A working one is sent to Dana"]
    works("undo --yes")
    assert "C-1 is closed, confirmed." in works("outcome 1 none --correct --because 'nobody has tried it'").out
    assert (works.case()["case"]["status"], lives(works)) == ("closed", [])


def test_a_lost_unit_that_turns_up_is_delivered_and_its_promise_is_kept(lost: Shop) -> None:
    lost.at("06-03 10:00")
    refused = lost.refuses(4, "delivered 1")
    assert 'If it came after all: careline outcome R-1 works --delivered WHEN --correct --because "...".' in refused
    assert "add --delivered WHEN" in lost.refuses(4, "outcome 1 works --correct --because 'it came'")
    lost("outcome 1 works --delivered '2026-06-02 16:00' --correct --because 'it came'")
    assert state_of(lost, "Replacement arrives") == "kept"
    assert state_of(lost, "Check that it works") == "kept"
    assert (unit(lost, 1)["delivered_at"], lives(lost)) == (utc("06-02 16:00"), ["Check back with Dana"])
    then = unit(lost, 1, "--as-of '2026-06-02 18:00'")
    assert (then["outcome"], then["delivered_at"]) == ("lost", None)
    assert "lost, corrected Wed 3 Jun: works (it came)" in lost("show 1").out


def test_a_lost_unit_that_is_on_its_way_after_all_is_awaited_again(lost: Shop) -> None:
    answer = lost.at("06-03 10:00")("outcome 1 none --correct --because 'it is at the depot'").out
    assert 'P-3 "Replacement arrives" is owed again, due Wed 3 Jun 17:00.' in answer
    assert lives(lost) == ["Replacement arrives", "Check that it works"]
    lost("delivered 1")
    assert state_of(lost, "Replacement arrives") == "kept"


def test_a_lost_unit_that_came_and_that_nobody_has_tried_is_checked(lost: Shop) -> None:
    lost.at("06-03 10:00")("outcome 1 none --delivered '2026-06-02 16:00' --correct --because 'the neighbour had it'")
    assert (state_of(lost, "Replacement arrives"), lives(lost)) == ("kept", ["Check that it works"])


def test_what_fell_due_meanwhile_is_not_unmade(lost: Shop) -> None:
    lost.at("06-04 10:00")
    answer = lost("outcome 1 works --delivered '2026-06-03 16:00' --correct --because 'it came'").out
    assert 'P-3 "Replacement arrives" stays withdrawn: it fell due Wed 3 Jun 17:00.' in answer
    assert state_of(lost, "Replacement arrives") == "withdrawn"


def test_what_never_came_has_not_arrived(sent: Shop) -> None:
    sent.at("06-03 10:00")("outcome 2 doa")
    sent("outcome 2 lost --correct --because 'the courier had mixed it up'")
    promises = {p["id"]: p["state"] for p in sent.case()["promises"]}
    assert (promises["P-6"], promises["P-7"]) == ("withdrawn", "withdrawn")
    assert unit(sent, 2)["delivered_at"] is None
    sent("undo --yes")
    sent.at("06-05 10:00")
    answer = sent("outcome 2 lost --correct --because 'the courier had mixed it up'").out
    assert 'P-6 "Replacement arrives" stays kept: it fell due Thu 4 Jun 17:00.' in answer


def test_on_the_customers_words_the_case_closes_too(sent: Shop) -> None:
    sent.at("06-03 10:00")("outcome 2 doa")
    sent("outcome 2 works --correct --because 'one key' --confirmed 'It works'")
    assert sent.case()["case"]["closed_how"] == "confirmed"


REFUSED = [
    ("outcome 2 works --correct --because x", 4, "record it: careline outcome R-2 works"),
    ("outcome 2 none --correct --because x", 4, "R-2 has no outcome yet"),
    ("outcome 1 doa --correct --because x", 4, "R-1 has that outcome: doa"),
    ("outcome 1 failed --correct --because x", 4, "Nobody has said that R-1 works"),
    ("outcome 1 works --correct", 2, "--because is missing: what was wrong"),
    ("outcome 1 works --correct --because ' '", 2, "--because is blank"),
    ("outcome 1 works --because x", 2, "it goes with --correct"),
    ("outcome 1 none", 2, "add --correct"),
    ("outcome 9 works --correct --because x", 3, "R-9"),
    ("outcome 1 works --correct --because x --at '2026-06-02 09:30'", 2, "before the outcome of R-1"),
    ("outcome 1 works --correct --because x --delivered now", 4, "R-1 was already delivered"),
    ("outcome 1 lost --correct --because x --delivered now", 2, "leave out --delivered"),
    ("outcome 1 doa --correct --because x --confirmed y", 2, "--confirmed closes the case"),
    ("outcome 1 damaged --correct --because x --came y", 2, "--came says what came"),
    ("outcome 1 works --correct --because x --at 2026-07-01", 2, "in the future"),
    ("outcome 1 works", 4, 'careline outcome R-1 works --correct --because "..."'),
]


def test_what_cannot_be_put_right_is_refused_and_nothing_is_written(sent: Shop, subtests: Any) -> None:
    before = sent("show 1 --json").out
    for command, code, why in REFUSED:
        with subtests.test(command):
            assert why in sent.refuses(code, command)
            assert sent("show 1 --json").out == before


def test_nothing_is_put_right_of_a_customer_who_was_forgotten(works: Shop) -> None:
    works("customer forget dana@example.com --yes")
    assert "forgotten" in works.refuses(4, "outcome 1 doa --correct --because x")


def test_corrections_go_along_where_two_cases_become_one(sent: Shop) -> None:
    sent.at("06-03 10:00")("outcome 2 doa")
    sent.at("06-04 10:00")(NONE)
    sent('open "No sound either" --customer dana@example.com')
    sent("case merge 1 --into 2")
    assert [each["outcome"] for each in unit(sent, 2)["corrected"]] == ["doa"]
    assert unit(sent, 2, "--as-of '2026-06-03 12:00'")["outcome"] == "doa"


STEPS = (
    "delivered {unit}",
    "outcome {unit} doa --delivered now",
    "outcome {unit} works",
    "outcome {unit} lost",
    "outcome {unit} failed",
    f"{SEND} --different 'another batch'",
    'heard 1 "Where is it?" --said "On its way"',
    'close 1 --confirmed "Yes"',
    "sweep",
    *(f"outcome {{unit}} {right} --correct --because oops" for right in ("works", "doa", "failed", "none", "none")),
    "outcome {unit} works --delivered now --correct --because oops",
    "outcome {unit} lost --correct --because oops",
)


@pytest.mark.evidence
@deep(5)
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(1, 2), st.integers(1, 30)), min_size=4, max_size=10))
def test_g13_whatever_is_put_right_a_case_has_a_promise_and_a_page_shows_what_was_believed(
    steps: list[tuple[str, int, int]],
) -> None:
    pages = ("show 1 --json", "list --all --json", "promise list --all --json")
    with TemporaryDirectory() as folder:
        shop = Shop(Path(folder))
        shop.configure(LADDER)
        shop("party add Ben --kind staff")
        shop('open "No sound" --customer "Dana Reyes <dana@example.com>" --product MX500i --promise "I ring" --by 2bd')
        shop(SEND)
        shop.at("06-02 10:00")("outcome 1 doa --delivered now")
        hour = 34
        told: dict[str, list[str]] = {}
        said: dict[str, tuple[str, str]] = {}
        for step, number, hours in steps:
            hour += hours
            moment = f"2026-06-{1 + hour // 24:02}T{hour % 24:02}:00:00-04:00"
            answer = shop.at(moment).run(step.format(unit=number))
            assert answer.code in (0, 2, 3, 4), answer.err
            file = shop.case()
            assert bool(lives(shop)) == (file["case"]["status"] == "open")
            for promise in file["promises"]:
                due_at, state = said.get(promise["id"], (promise["due_at"], "pending"))
                assert promise["due_at"] == due_at
                if promise["said"] and state in {"missed", "overdue"}:
                    assert promise["state"] in {state, "kept_late", "missed"}
                said[promise["id"]] = (due_at, promise["state"])
            told[moment] = [shop(f"{page} --as-of {moment}").out for page in pages]
        shop.at("2026-07-20T10:00:00-04:00")
        for moment, believed in told.items():
            assert [shop(f"{page} --as-of {moment}").out for page in pages] == believed
