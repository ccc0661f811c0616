"""Taking two cases apart that were merged by mistake: `case unmerge`; and what a merge keeps."""

from typing import Any

from tests.everything import reports
from tests.keys import Has
from tests.shop import Shop, prepared, utc
from tests.store import walk
from tests.usecases.cases.test_moving import state

DANA = "--customer 'Dana Reyes'"


@prepared
def twins(shop: Shop) -> Shop:
    """C-1 of Monday with FieldCo's P-1; C-2 of Tuesday with a unit that was sent, and a check back that gave way."""
    shop(f"open 'No sound' {DANA} --promise 'FieldCo calls' --by 5bd --performer FieldCo")
    shop.at("06-02 10:00")(f"open 'Crackles' {DANA} --product MX500i --order 7 --channel phone --severity major")
    shop.at("06-02 11:00")("follow-up 2 'We look into it'")
    return shop.at("06-02 12:00")


def everything(shop: Shop, *cases: int) -> list[Any]:
    """Cases with everything on them, but for the notes of joining and parting, and every report."""
    found = [shop.case(case) for case in cases]
    for each in found:
        each["notes"] = [
            note for note in each["notes"] if " part of " not in note["text"] and "again" not in note["text"]
        ]
    return [*found, reports(shop)]


def test_g13_merging_and_taking_apart_at_once_leaves_everything_as_it_was(shop: Shop) -> None:
    """Over a store with much in it: whatever two open cases of one customer."""
    walk.prepare(shop)
    for step in walk.WALK:
        walk.take(shop, step)
    opened = shop.json("list")["items"]
    cases = [int(each["id"][2:]) for each in opened if each["customer"] == opened[0]["customer"]]
    assert len(cases) > 2
    before = everything(shop, *cases)
    for twin, into in zip(cases, [*cases[1:], cases[0]], strict=True):
        shop(f"case merge {twin} --into {into}")
        shop(f"case unmerge {twin}")
        after = everything(shop, *cases)
        for then, now in zip(before, after, strict=True):
            for key in then:
                assert now[key] == then[key], (twin, into, key)


def test_what_came_goes_back_with_what_came_of_it_and_the_rest_stays(twins: Shop) -> None:
    twins("ship-replacement 2 --why w --arrives 2bd --carrier FedEx")
    twins("promise make 2 'A voucher' --by 2bd")
    twins("case merge 2 --into 1")
    twins.at("06-03 10:00")("outcome 1 doa --delivered now")
    twins("ship-replacement 1 --why w --arrives 2bd")
    twins("renegotiate 'P-6' --by 4bd --told 'On Tuesday' --because 'sold out'")
    twins("heard 1 'Where is the cable?'")
    twins("promise make 1 'A cable' --by 3bd")
    out, rest = twins.json("case unmerge 2")["items"]
    assert (out["case"]["id"], rest["case"]["id"]) == ("C-2", "C-1")
    two, one = twins.case(2), twins.case(1)
    assert [(each["id"], each["attempt"], each["chain"]) for each in two["replacements"]] == [
        ("R-1", 1, 1),
        ("R-2", 2, 1),
    ]
    assert one["replacements"] == []
    mine = {each["id"]: each["what"] for each in one["promises"] if each["state"] == "pending"}
    assert set(mine.values()) == {"FieldCo calls", "A cable"}
    assert {each["what"] for each in two["promises"] if each["state"] == "pending"} >= {"A voucher"}
    assert [each["text"] for each in one["contacts"]] == ["No sound", "On Tuesday", "Where is the cable?"]
    assert [each["text"] for each in two["contacts"]] == ["Crackles", "We look into it"]
    assert one["case"] == Has({"product": None, "order": None, "channel": None, "severity": "normal"})
    assert "C-2, Crackles, is a separate case again." in [note["text"] for note in one["notes"]]
    assert [note["text"] for note in two["notes"]] == ["No longer part of C-1."]


def test_a_merge_keeps_the_graver_severity_and_what_either_knows(twins: Shop) -> None:
    twins("case edit 2 --fault shipping")
    twins("case merge 2 --into 1")
    kept = {"product": "MX500i", "order": "7", "channel": "phone", "severity": "major", "fault": "shipping"}
    assert twins.case(1)["case"] == Has(kept | {"opened_at": utc("06-01 10:00")})
    # What somebody has changed since is not taken back.
    twins("case edit 1 --fault us --product MX500c")
    twins("case unmerge 2")
    assert twins.case(1)["case"] == Has({"product": "MX500c", "order": None, "severity": "normal", "fault": "us"})
    assert twins.case(2)["case"] == Has(kept | {"opened_at": utc("06-02 10:00")})


def test_g1_both_cases_have_a_promise_afterwards(twins: Shop) -> None:
    twins("case merge 2 --into 1")
    # Before it is due the check back that gave way lives again; later another one is planned.
    late = twins.folder / "late.db"
    late.write_bytes(twins.store.read_bytes())
    twins("case unmerge 2")
    assert state(twins, 2)[2] == {"P-2": "kept", "P-3": "pending"}
    twins.like(late).at("06-12 10:00")("case unmerge 2")
    assert state(twins, 2)[2] == {"P-2": "kept", "P-3": "released", "P-4": "pending"}
    assert state(twins, 1)[2] == {"P-1": "overdue"}


def test_where_the_other_has_closed_since_what_comes_out_is_closed_too(twins: Shop) -> None:
    twins("case merge 2 --into 1")
    twins("keep 1")
    twins.at("06-04 10:00")("close 1 --confirmed 'All is well'")
    assert "It is closed, confirmed." in twins("case unmerge 2").out
    assert twins.case(2)["case"] == Has(
        {"status": "closed", "closed_how": "confirmed", "closed_at": utc("06-04 10:00")}
    )
    assert not any(each["state"] == "pending" for each in twins.case(2)["promises"])


def test_what_was_answered_on_the_joined_case_stays_answered(twins: Shop) -> None:
    twins("heard 2 'And the cable?'")
    twins("case merge 2 --into 1")
    twins.at("06-02 13:00")("follow-up 1 'It is in the box'")
    twins("case unmerge 2")
    assert twins.case(2)["case"]["waiting_since"] is None
    assert twins.case(2)["contacts"][-1] == Has({"text": "And the cable?", "answered": True})


def test_g8_escalations_follow_their_causes(twins: Shop) -> None:
    twins.configure("[[ladder]]\nto = 'Ben'\nack_within = '4bh'\n")
    twins("party add Ben --kind staff")
    twins("heard 2 'And the cable?'")
    twins("case merge 2 --into 1")
    twins.at("06-05 10:00")("sweep")
    assert [each["id"] for each in twins.case(1)["escalations"]] == ["E-1"]
    twins("case unmerge 2")
    assert twins.case(1)["escalations"] == []
    assert [(each["id"], each["causes"]) for each in twins.case(2)["escalations"]] == [("E-1", ["W-4"])]
    assert twins("sweep --quiet").out == ""


def test_a_case_comes_out_of_one_that_was_merged_itself(twins: Shop) -> None:
    twins(f"open 'Left ear' {DANA}")
    twins(f"open 'Right ear' {DANA}")
    twins("case merge 2 --into 3")
    twins("case merge 3 --into 4")
    twins("case merge 4 --into 1")
    twins("case unmerge 3")
    assert twins.case(2)["case"]["merged_into"] == "C-3"
    assert [each["text"] for each in twins.case(3)["contacts"]] == ["Crackles", "We look into it", "Left ear"]
    twins("case unmerge 2")
    assert [each["text"] for each in twins.case(2)["contacts"]] == ["Crackles", "We look into it"]
    twins("case unmerge 4")
    assert [each["text"] for each in twins.case(4)["contacts"]] == ["Right ear"]
    assert [each["text"] for each in twins.case(1)["contacts"]] == ["No sound"]


def test_what_is_refused(twins: Shop) -> None:
    assert "C-2 is part of no other case" in twins.refuses(4, "case unmerge 2")
    assert "C-9" in twins.refuses(3, "case unmerge 9")
    twins("case merge 2 --into 1")
    assert "C-1 is part of no other case" in twins.refuses(4, "case unmerge 1")
    twins("case unmerge 2")
    assert "C-2 is part of no other case" in twins.refuses(4, "case unmerge 2")
    twins("undo")
    assert twins.case(2)["case"]["merged_into"] == "C-1"
