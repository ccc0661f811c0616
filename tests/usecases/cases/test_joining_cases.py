"""Cases that were one, or two: `case merge`, `open --from` and `case link`."""

import pytest

from tests.keys import Has
from tests.shop import Shop, prepared, utc

DANA = "--customer 'Dana Reyes'"


@prepared
def twins(shop: Shop) -> Shop:
    """C-1 of Monday with FieldCo's P-1, due on Wednesday; C-2 of Tuesday with nothing but a check back, P-3."""
    shop(f"open 'No sound' {DANA} --promise 'FieldCo calls' --by 2bd --performer FieldCo")
    shop.at("06-02 10:00")(f"open 'Crackles' {DANA} --product MX500i")
    shop.at("06-02 11:00")("heard 2 'Hello?' --chasing")
    shop.at("06-02 12:00")("follow-up 2 'We look into it'")
    shop.at("06-02 13:00")("case note 2 'The cable, perhaps'")
    return shop.at("06-03 10:00")


def states(shop: Shop, case: int) -> dict[str, str]:
    return {each["id"]: each["state"] for each in shop.case(case)["promises"]}


def test_everything_moves_and_a_pointer_stays(twins: Shop) -> None:
    twins("case merge 2 --into 1")
    one, two = twins.case(1), twins.case(2)
    assert [contact["text"] for contact in one["contacts"]] == ["No sound", "Crackles", "Hello?", "We look into it"]
    assert [note["text"] for note in one["notes"]] == ["The cable, perhaps", "C-2, Crackles, is now part of this case."]
    assert one["case"]["chases"] == 1
    assert one["case"]["product"] == "MX500i"
    assert {key: two["case"][key] for key in ("status", "closed_how", "merged_into")} == {
        "status": "closed",
        "closed_how": "merged",
        "merged_into": "C-1",
    }
    assert not any(two[key] for key in ("promises", "contacts", "notes"))
    assert "careline show 1" in twins("show 2").out


def test_g1_the_check_back_gives_way_to_the_promise(twins: Shop) -> None:
    twins("case merge 2 --into 1")
    assert states(twins, 1) == {"P-1": "pending", "P-2": "kept", "P-3": "released"}


def test_g1_of_two_check_backs_one_stays(twins: Shop) -> None:
    twins("keep 1")
    twins("case merge 2 --into 1")
    assert states(twins, 1) == {"P-1": "kept", "P-2": "kept", "P-3": "pending", "P-4": "released"}


def test_g3_a_miss_stays_missed_wherever_it_stands(twins: Shop) -> None:
    twins("promise make 2 'A voucher' --by 'today 12:00'")
    twins.at("06-04 10:00")("renegotiate 4 --by 2bd --told 'On Monday' --because late")
    twins("case merge 2 --into 1")
    assert states(twins, 1)["P-4"] == "missed"


def test_the_case_that_stays_is_as_old_as_the_older(twins: Shop) -> None:
    twins("case merge 1 --into 2")
    assert twins.case(2)["case"]["opened_at"] == utc("06-01 10:00")
    assert not any(twins.json("overdue --as-of '2026-06-01 11:00'")["sections"].values())
    assert [each["id"] for each in twins.json("list --as-of '2026-06-01 11:00'")["items"]] == ["C-2"]


def test_g10_a_merged_case_was_part_of_the_other_all_along(twins: Shop) -> None:
    twins("case merge 2 --into 1")
    listed = twins.json("list --as-of '2026-06-02 11:30'")["items"]
    assert [(each["id"], each["chases"]) for each in listed] == [("C-1", 1)]
    assert twins.json("show 2 --as-of '2026-06-02 11:30'")["case"]["merged_into"] == "C-1"


def test_a_merged_case_is_no_closed_one_of_the_morning(twins: Shop) -> None:
    twins("case merge 2 --into 1")
    assert "case closed" not in twins("brief").out


@pytest.mark.parametrize(
    "command",
    [
        *("heard 2 x", "follow-up 2 x", "case note 2 x", "case edit 2 --order 7", "close 2 --unconfirmed", "reopen 2"),
        *("promise make 2 x --by 2bd", "case merge 2 --into 1", "case merge 1 --into 2", "case link 2 1"),
        *("escalate 2 --to Ben --ack-by 4bh --backup x", "ship-replacement 2 --why w --arrives 2bd --item X"),
        "open x --from 2",
    ],
)
def test_whatever_is_recorded_on_a_merged_case_is_refused_with_the_pointer(twins: Shop, command: str) -> None:
    twins("case merge 2 --into 1")
    assert "careline show 1" in twins.refuses(4, command)


def test_a_pointer_leads_to_the_case_that_stays_at_last(twins: Shop) -> None:
    twins(f"open 'Broken' {DANA}")
    twins("case merge 2 --into 1")
    twins("case merge 1 --into 3")
    assert twins.case(2)["case"]["merged_into"] == "C-3"


def test_g6_chains_of_replacements_stay_apart(twins: Shop) -> None:
    for case, outcome in ((1, "doa"), (2, "doa"), (2, "works")):
        shipped = twins.json(f"ship-replacement {case} --item MX500i --why w --arrives 2bd")["replacements"][0]["id"]
        twins(f"outcome {shipped} {outcome} --delivered now")
    twins("case merge 2 --into 1")
    placed = [(each["id"], each["chain"], each["attempt"]) for each in twins.case(1)["replacements"]]
    assert placed == [("R-1", 1, 1), ("R-2", 2, 1), ("R-3", 2, 2)]
    # What failed is made good before another chain begins.
    fourth = twins.json("ship-replacement 1 --item MX500i --why w --arrives 2bd")["replacements"][0]
    assert (fourth["chain"], fourth["attempt"]) == (1, 2)


def test_a_live_escalation_goes_along(twins: Shop) -> None:
    twins("escalate 2 --to Ben --ack-by 4bh --backup x")
    twins("case merge 2 --into 1")
    assert [(each["id"], each["case"]) for each in twins.case(1)["escalations"]] == [("E-1", "C-1")]


def test_g5_the_count_of_reopenings_goes_along(twins: Shop) -> None:
    twins("close 2 --confirmed Fine")
    twins.at("06-04 10:00")("reopen 2")
    twins("case merge 2 --into 1")
    assert twins.case(1)["case"]["reopened"] == 1
    # C-1 stood open all the while.
    assert [each["id"] for each in twins.json("list --as-of '2026-06-03 12:00'")["items"]] == ["C-1"]


@pytest.mark.parametrize(
    ("before", "command", "code", "word"),
    [
        ("", "case merge 1 --into 1", 2, "itself"),
        ("", "case merge 1", 2, "--into"),
        ("", "case merge 9 --into 1", 3, "C-9"),
        ("close 2 --confirmed Fine", "case merge 2 --into 1", 4, "reopen"),
        ("close 2 --confirmed Fine", "case merge 1 --into 2", 4, "reopen"),
        ("open x --customer Robin", "case merge 3 --into 1", 4, "careline customer merge"),
        ("", "case link 1 1", 2, "itself"),
        ("", "case link 1 2 --because ' '", 2, "--because"),
        ("", "case link 1 9", 3, "C-9"),
        ("case link 2 1", "case link 1 2", 4, "already linked"),
        ("", "open x --from 9", 3, "C-9"),
        ("", "open x --from 1 --move 9", 3, "P-9"),
        ("", "open x --from 1 --move 3", 2, "P-3"),
        ("", "open x --move 1 --customer Dana", 2, "--from"),
        ("", f"open x --from 1 {DANA}", 2, "--customer"),
        ("close 2 --confirmed Fine", "open x --from 2", 4, "reopen"),
        ("ship-replacement 1 --item X --why w --arrives 2bd", "open x --from 1 --move 4", 4, "R-1"),
    ],
)
def test_what_is_refused(twins: Shop, before: str, command: str, code: int, word: str) -> None:
    if before:
        twins(before)
    assert word in twins.refuses(code, command)


def test_a_second_case_takes_promises_with_it(twins: Shop) -> None:
    twins("promise make 1 'A voucher' --by 2bd")
    new, old = twins.json("open Voucher --from 1 --move 4")["items"]
    assert (new["case"]["id"], new["case"]["customer"]["name"]) == ("C-3", "Dana Reyes")
    assert new["contacts"] == []
    assert [each["id"] for each in new["promises"]] == ["P-4"]
    assert old["promises"] == []
    assert [each["case"] for each in twins.case(1)["links"]] == ["C-3"]
    assert [each["case"] for each in twins.case(3)["links"]] == ["C-1"]


def test_the_second_case_is_as_old_as_what_it_takes(twins: Shop) -> None:
    twins.at("06-04 10:00")("renegotiate 1 --by 2bd --told 'On Friday' --because late")
    twins("open Voucher --from 1 --move 4")
    assert twins.case(3)["case"]["opened_at"] == utc("06-01 10:00")
    assert states(twins, 3) == {"P-1": "missed", "P-4": "pending"}


def test_g1_both_cases_have_a_promise_afterwards(twins: Shop) -> None:
    new, old = twins.json("open Voucher --from 1 --move 1")["items"]
    assert [each["kind"] for each in new["promises"]] == ["other"]
    assert [(each["kind"], each["automatic"]) for each in old["promises"]] == [("follow_up", True)]
    (acknowledged, _) = twins.json("open Another --from 1")["items"]
    assert [each["kind"] for each in acknowledged["promises"]] == ["acknowledge"]
    (promised, _) = twins.json("open Third --from 1 --text 'And a third' --promise 'I call' --by 2bd")["items"]
    assert [each["what"] for each in promised["promises"]] == ["I call"]
    assert [(each["text"], each["answered"]) for each in promised["contacts"]] == [("And a third", True)]


def test_what_was_escalated_about_a_promise_moves_with_it(twins: Shop) -> None:
    twins("escalate 1 --to Ben --ack-by 4bh --backup x")
    twins("open Voucher --from 1 --move 1")
    assert [each["id"] for each in twins.case(3)["escalations"]] == ["E-1"]


def test_linked_cases_name_each_other_from_then_on(twins: Shop) -> None:
    twins("case link 2 1 --because 'the same bad batch'")
    assert twins.case(1)["links"] == [Has({"case": "C-2", "at": utc("06-03 10:00"), "because": "the same bad batch"})]
    assert "linked, No sound: the same bad batch" in twins("show 2").out
    assert twins.json("show 1 --as-of yesterday")["links"] == []


def test_links_of_a_merged_case_lead_to_the_one_that_stays(twins: Shop) -> None:
    twins(f"open Third {DANA}")
    twins(f"open Fourth {DANA}")
    for pair in ("1 2", "2 3", "1 3", "2 4"):
        twins(f"case link {pair}")
    twins("case merge 2 --into 1")
    assert [each["case"] for each in twins.case(1)["links"]] == ["C-3", "C-4"]
    assert [each["case"] for each in twins.case(4)["links"]] == ["C-1"]


def test_the_log_of_either_case_has_what_was_done_on_what_has_moved(twins: Shop) -> None:
    twins("case merge 2 --into 1")

    def logged(case: int) -> list[str]:
        return [row["command"] for row in twins.json(f"log --case {case}")["items"]]

    of_two = ["case merge", "case note", "case follow-up", "case heard", "case open"]
    assert logged(2) == of_two
    assert logged(1) == [*of_two, "case open"]


def test_the_log_of_either_case_has_their_link(twins: Shop) -> None:
    twins("case link 2 1")
    for case in (1, 2):
        assert twins.json(f"log --case {case}")["items"][0]["command"] == "case link"


def test_a_merge_can_be_undone_also_when_a_promise_that_moved_has_fallen_due(twins: Shop) -> None:
    twins("promise make 2 'A voucher' --by 'today 12:00'")
    before = [twins.case(1), twins.case(2)]
    twins("case merge 2 --into 1")
    twins("undo")
    assert [twins.case(1), twins.case(2)] == before
    twins("case merge 2 --into 1")
    twins.at("06-03 13:00")("undo")
    assert states(twins, 2)["P-4"] == "overdue"


def test_what_was_imported_is_known_again_after_a_merge_and_a_hand_over(shop: Shop) -> None:
    (shop.folder / "tickets.csv").write_text(
        "ref,customer,subject,opened,closed,owner,promise,due\n"
        "7,Kim Lee,Left ear silent,2026-05-28 09:00,,Ana,A new cushion,2026-06-20 17:00\n"
        "8,Kim Lee,Right ear silent,2026-05-29 09:00,,Ana,A new cable,2026-06-01 17:00\n"
    )
    sheet = (shop.folder / "tickets.csv").as_posix()
    shop(f"import {sheet}")
    shop("party add Ben --kind staff")
    shop("case merge 2 --into 1")
    shop("hand-over 1 --to Ben --because ill")
    assert "2 already known, 0 differing" in shop(f"import {sheet}").out
