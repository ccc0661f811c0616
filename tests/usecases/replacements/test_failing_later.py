"""A unit that worked and then failed goes on with its chain: nothing starts the count anew (G6)."""

from typing import Any

import pytest

from tests.shop import Shop, prepared, utc

WHY = '--why "Yours broke. This one is yours."'
SEND = f"ship-replacement 1 --arrives 1bd {WHY}"


@prepared
def works(shop: Shop) -> Shop:
    """R-1 on Dana's case works since Tue 2 Jun, and the case is closed."""
    shop('open "No sound" --customer "Dana Reyes <dana@example.com>" --product MX500i')
    shop('follow-up 1 "A new one is on its way"')
    shop(SEND)
    shop.at("06-02 10:00")('outcome 1 works --delivered "2026-06-02 09:00"')
    shop.at("06-02 11:00")('close 1 --confirmed "It works"')
    return shop


@prepared
def failed(works: Shop) -> Shop:
    """R-1 failed on Mon 8 Jun, after six days."""
    works.at("06-08 10:00")("outcome 1 failed")
    return works


def unit(shop: Shop, number: int = 1, more: str = "") -> Any:
    return shop.json(f"replacement show {number} {more}")["replacements"][0]


def products(shop: Shop, options: str = "") -> Any:
    return shop.json(f"report products {options}")["sections"]["products"]


def test_four_units_that_worked_and_died_are_one_chain_and_four_failures_of_the_product(shop: Shop) -> None:
    shop('open "No sound" --customer "Dana Reyes <dana@example.com>" --product MX500i')
    for attempt in range(1, 5):
        sent, heard = f"06-{7 * attempt - 6:02}", f"06-{7 * attempt - 2:02}"
        shop.at(f"{sent} 10:00")
        if attempt >= 3:
            assert f"This is attempt {attempt}" in shop.refuses(4, SEND)
        shop(f"{SEND} --different 'tried for a day'" if attempt >= 3 else SEND)
        shop.at(f"{sent} 16:00")(f"outcome {attempt} works --delivered now")
        shop('close 1 --confirmed "It works"')
        shop.at(f"{heard} 10:00")('heard 1 "The new one died"')
        assert f"careline outcome R-{attempt} failed" in shop.refuses(4, f"{SEND} --different x")
        shop(f"outcome R-{attempt} failed")
    told = shop.case()
    assert [(r["chain"], r["attempt"], r["outcome"]) for r in told["replacements"]] == [
        (1, attempt, "failed") for attempt in range(1, 5)
    ]
    assert told["case"]["reopened"] == 4
    assert "This is attempt 5" in shop.refuses(4, SEND)
    (product,) = products(shop)
    assert (product["failures"], product["failed"], product["known"], product["median_days_worked"]) == (4, 4, 4, 4)


def test_what_has_failed_opens_the_case_again_with_the_plan_to_send_a_working_one(works: Shop) -> None:
    answer = works.at("06-08 10:00")("outcome 1 failed").out
    assert answer.splitlines()[:2] == [
        "R-1 worked for 6 days, then failed: C-1, Dana Reyes. It was delivered Tue 2 Jun 2026 09:00 EDT (4 working days"
        " ago).",
        "C-1 is open again, reopened once.",
    ]
    told = works.case()
    assert (told["case"]["status"], told["case"]["reopened"]) == ("open", 1)
    live = [(p["kind"], p["what"]) for p in told["promises"] if p["state"] == "pending"]
    assert live == [("fix", "A working one is sent to Dana")]


def test_where_the_customer_opened_it_again_that_counts_once(works: Shop) -> None:
    works.at("06-08 10:00")('heard 1 "It died"')
    assert "open again" not in works("outcome 1 failed").out
    assert works.case()["case"]["reopened"] == 1


def test_the_next_attempt_keeps_the_plan_and_is_the_next_of_the_chain(failed: Shop) -> None:
    answer = failed.json(SEND)
    (sent,) = answer["replacements"]
    assert (sent["id"], sent["chain"], sent["attempt"], sent["because"]) == ("R-2", 1, 2, "failed")
    assert [p["state"] for p in failed.case()["promises"] if p["kind"] == "fix"] == ["kept"]


@pytest.mark.parametrize("outcome", ["works", "doa", "wrong-item", "damaged", "incomplete", "lost"])
def test_what_works_can_only_fail(works: Shop, outcome: str) -> None:
    assert "what may follow that is failed: careline outcome R-1 failed" in works.refuses(4, f"outcome 1 {outcome}")


def test_only_what_worked_can_fail_so(works: Shop) -> None:
    works('open "No sound" --customer "Kim Ito" --product MX500i')
    works(f"ship-replacement 2 --arrives 1bd {WHY}")
    for command in ("outcome 2 failed", "outcome 2 failed --delivered now"):
        assert "Nobody has said that R-2 works" in works.refuses(4, command)
    works("outcome 2 doa --delivered now")
    assert "R-2 has its outcome already: doa." in works.refuses(4, "outcome 2 failed")


def test_it_fails_neither_before_it_worked_nor_before_the_case_was_closed(works: Shop) -> None:
    works.at("06-08 10:00")
    assert "the last outcome of R-1" in works.refuses(2, "outcome 1 failed --at '2026-06-02 09:30'")
    assert "the closing of C-1" in works.refuses(2, "outcome 1 failed --at '2026-06-02 10:30'")
    assert "was already delivered" in works.refuses(4, "outcome 1 failed --delivered '2026-06-03 10:00'")


def test_a_repaired_one_works_again_and_its_failure_stays_counted(failed: Shop) -> None:
    answer = failed.at("06-09 10:00")("outcome 1 works").out
    assert answer.startswith("R-1 works again: C-1, Dana Reyes.")
    told = failed.case()
    assert [(p["state"], p["because"]) for p in told["promises"] if p["kind"] == "fix"] == [
        ("released", "what it was for has ended")
    ]
    assert [(each["outcome"], each["at"]) for each in told["replacements"][0]["earlier"]] == [
        ("works", utc("06-02 10:00")),
        ("failed", utc("06-08 10:00")),
    ]
    assert told["case"]["next_promise"] is not None
    (product,) = products(failed)
    assert (product["failures"], product["failed"], product["median_days_worked"]) == (1, 1, 6)
    assert "R-1 works" in failed.refuses(4, SEND)
    assert "worked for 3 days" in failed.at("06-12 10:00")("outcome 1 failed").out
    assert products(failed)[0]["median_days_worked"] == 6


def test_a_page_tells_each_outcome_at_its_moment(failed: Shop) -> None:
    failed.at("06-09 10:00")("outcome 1 works")
    thread = failed("show 1").out
    page = failed("replacement show 1").out
    for told in (thread, page):
        assert told.index("it works\n") < told.index("it worked for 6 days, then failed") < told.index("it works again")
    failed.at("06-09 11:00")("outcome 1 failed")
    failed(SEND)
    chain = failed("replacement show 1").out
    assert "works Tue 2 Jun 10:00, failed Mon 8 Jun 10:00, works Tue 9 Jun 10:00, failed Tue 9 Jun 11:00" in chain


@pytest.mark.parametrize(
    "command",
    [
        "show 1",
        "show 1 --json",
        "replacement show 1",
        "replacement list --all --json",
        "report products --json",
        "report replacements",
        "brief",
        "brief --json",
    ],
)
def test_as_of_any_moment_a_page_shows_what_was_so(works: Shop, command: str) -> None:
    then = {}
    for moment, recorded in (
        ("06-05 12:00", None),
        ("06-08 10:00", "outcome 1 failed"),
        ("06-09 10:00", "outcome 1 works"),
        ("06-10 10:00", "outcome 1 failed"),
    ):
        works.at(moment)
        if recorded:
            works(recorded)
        then[moment] = works(f"{command} --as-of '2026-{moment}'").out
    assert len(set(then.values())) == len(then)
    assert {moment: works(f"{command} --as-of '2026-{moment}'").out for moment in then} == then


def test_a_unit_that_was_found_to_work_waits_for_nobodys_word(failed: Shop) -> None:
    sections = failed.json("brief --as-of '2026-06-05 12:00'")["sections"]
    assert (sections["unverified"], sections["unannounced"]) == ([], [])
    assert [row["replacement"] for row in failed.json("report replacements")["sections"]["failed"]] == ["R-1"]


def test_two_failures_stand_on_the_morning_page_until_one_works_and_as_of_then_ever_after(failed: Shop) -> None:
    def second_failures(options: str = "") -> list[str]:
        return [row["case"] for row in failed.json(f"brief {options}")["sections"]["second_failures"]]

    failed(SEND)
    failed.at("06-10 10:00")("outcome 2 works --delivered now")
    assert second_failures() == []
    assert "That is the second failure on this chain" in failed.at("06-12 10:00")("outcome 2 failed").out
    assert second_failures() == ["C-1"]
    failed.at("06-15 10:00")("outcome 2 works")
    assert second_failures() == []
    assert second_failures("--as-of '2026-06-13 12:00'") == ["C-1"]


@pytest.mark.parametrize("ask", [SEND, f"replacement request 1 {WHY}"])
def test_another_unit_has_a_chain_of_its_own_where_that_is_said(works: Shop, ask: str) -> None:
    works("reopen 1 --because 'a second headset'")
    assert "R-1 works." in works.refuses(4, ask)
    (sent,) = works.json(f"{ask} --another")["replacements"]
    assert (sent["id"], sent["chain"], sent["attempt"], sent["because"]) == ("R-2", 2, 1, None)


def test_another_unit_begins_no_chain_beside_one_that_is_unfinished(failed: Shop) -> None:
    assert "leave out --another" in failed.refuses(4, f"{SEND} --another")
    failed(f"replacement request 1 {WHY}")
    assert "R-2 is requested and has not shipped yet" in failed.refuses(4, f"{SEND} --another")


def test_a_shipment_keeps_the_plan_of_its_own_chain_alone(works: Shop) -> None:
    works("reopen 1 --because 'a second headset'")
    works(f"{SEND} --another")
    works.at("06-03 10:00")("outcome 2 works --delivered now")
    for number in (1, 2):
        works(f"outcome {number} failed")

    def plans() -> list[str]:
        return [p["state"] for p in works.case()["promises"] if p["kind"] == "fix"]

    for shipped, states in ((3, ["pending", "kept"]), (4, ["kept", "kept"])):
        works(SEND)
        assert plans() == states
        works(f"outcome {shipped} works --delivered now")
    assert [(r["chain"], r["attempt"]) for r in works.case()["replacements"]] == [(1, 1), (2, 1), (2, 2), (1, 2)]


def test_undoing_a_failure_leaves_all_as_it_was(works: Shop) -> None:
    before = works.at("06-08 10:00")("show 1 --json").out
    works("outcome 1 failed")
    assert works("log --json").json["items"][0]["cases"] == "C-1"
    works("undo --yes")
    assert works("show 1 --json").out == before
    assert unit(works)["earlier"] == []


def test_where_two_cases_become_one_the_earlier_outcomes_go_along(failed: Shop) -> None:
    failed('open "No sound either" --customer dana@example.com --product MX500i')
    failed("case merge 1 --into 2")
    (moved,) = failed.case(2)["replacements"]
    assert (moved["id"], moved["outcome"], [each["outcome"] for each in moved["earlier"]]) == (
        "R-1",
        "failed",
        ["works"],
    )
    (sent,) = failed.json(f"ship-replacement 2 --arrives 1bd {WHY}")["replacements"]
    assert (sent["chain"], sent["attempt"]) == (1, 2)


def test_where_a_case_is_split_the_chain_stays_with_its_plan(failed: Shop) -> None:
    voucher = failed.json('promise make 1 "A voucher by mail" --by 3bd')["promises"][0]["id"]
    plan = next(p["id"] for p in failed.case()["promises"] if p["kind"] == "fix")
    assert "stays on its case" in failed.refuses(4, f"open Voucher --from 1 --move {plan}")
    failed(f"open Voucher --from 1 --move {voucher}")
    assert [each["outcome"] for each in failed.case(1)["replacements"][0]["earlier"]] == ["works"]
    assert failed.case(2)["replacements"] == []


def test_whoever_is_forgotten_is_counted_on(failed: Shop) -> None:
    failed.at("06-09 10:00")("outcome 1 works")
    failed('close 1 --confirmed "Fine"')
    before = products(failed)
    failed("customer forget dana@example.com --yes")
    assert products(failed) == before
    assert [each["outcome"] for each in unit(failed)["earlier"]] == ["works", "failed"]


def test_products_count_what_failed_later_by_product_supplier_and_cluster(failed: Shop) -> None:
    failed("product add MX500i --supplier Plantronics")
    failed('open "No sound" --customer "Kim Ito" --product MX500i')
    failed(f"ship-replacement 2 --arrives 1bd {WHY}")
    failed.at("06-09 10:00")("outcome 2 works --delivered now")
    failed.at("06-11 10:00")("outcome 2 failed")

    def counted(options: str = "") -> dict[str, tuple[object, ...]]:
        sections = failed.json(f"report products {options}")["sections"]
        keys = ("known", "failures", "failed", "median_days_worked")
        rows = {name: tuple(sections[name][0][key] for key in keys) for name in ("products", "suppliers")}
        return rows | {"clusters": tuple(row["failed"] for row in sections["clusters"])}

    assert counted() == {"products": (2, 2, 2, 4.0), "suppliers": (2, 2, 2, 4.0), "clusters": (2,)}
    then = counted("--as-of '2026-06-10 12:00'")
    assert then == {"products": (2, 1, 1, 6.0), "suppliers": (2, 1, 1, 6.0), "clusters": (1,)}
    assert counted("--since 2026-06-08")["products"] == (1, 1, 1, 2.0)


def test_a_diagnosis_knows_the_outcome_of_the_moment(shop: Shop) -> None:
    shop('open "No sound" --customer "Dana Reyes" --product MX500i')
    shop('article add --product MX500i --symptom "No sound" --remedy "Send a new one"')
    shop("case diagnose 1 --article 1")
    shop(SEND)
    shop.at("06-02 10:00")("outcome 1 works --delivered now")
    shop.at("06-08 10:00")("outcome 1 failed")
    assert "works" in shop("article show 1 --as-of '2026-06-05 12:00'").out
    assert "failed" in shop("article show 1").out


def test_whoever_has_taken_an_escalation_has_acted_once_it_was_found_to_work(shop: Shop) -> None:
    def state(options: str = "") -> str:
        return str(shop.json(f"escalation show 1 {options}")["escalations"][0]["state"])

    shop('open "No sound" --customer "Dana Reyes" --product MX500i --promise "I ring" --by 20bd')
    shop(SEND)
    shop("delivered 1")
    shop("keep 3")
    shop("escalate 1 --to Ben --because 'no sound at all' --ack-by 1bd --backup 'I go there'")
    shop("escalation acknowledge 1 --who Ben")
    shop.at("06-02 10:00")("outcome 1 works")
    assert state() == "acting"
    shop.at("06-08 10:00")("outcome 1 failed")
    assert state("--as-of '2026-06-05 12:00'") == "acting"
