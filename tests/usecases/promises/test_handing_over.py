"""`hand-over`: another of us answers, and no due moment moves."""

from typing import Any

import pytest

from tests.keys import Has
from tests.shop import Shop, prepared, utc
from tests.store.contents import opened


@prepared
def staffed(shop: Shop) -> Shop:
    """C-1 with FieldCo's P-1 and Ana's P-2, due on Tuesday; C-2 with Ana's P-3, due on Friday. Ben is one of us."""
    shop("party add Ben --kind staff")
    shop("open 'No card' --customer 'Robin Vale' --promise 'FieldCo calls' --by 1bd --performer FieldCo")
    shop("promise make 1 'I call too' --by 1bd")
    shop("open 'No sound' --customer 'Kim Ito' --promise 'It is sent' --by 'fri 17:00'")
    return shop.at("06-01 15:00")


def whose(shop: Shop, as_of: str = "") -> dict[str, tuple[str, str]]:
    asked = f" --as-of '{as_of}'" if as_of else ""
    items = shop.json(f"promise list --all{asked}")["items"]
    return {each["id"]: (each["owner"], each["performer"]) for each in items}


def counts(shop: Shop) -> dict[str, dict[str, Any]]:
    return {row["performer"]: row for row in shop.json("report performers")["sections"]["performers"]}


def test_several_cases_get_another_owner_at_once(staffed: Shop) -> None:
    due = {p["id"]: p["due_at"] for p in staffed.json("promise list --all")["items"]}
    done = staffed.json("hand-over 1 2 --to ben --because 'Ana is ill'")["items"]
    assert [[p["id"] for p in each["promises"]] for each in done] == [["P-1", "P-2"], ["P-3"]]
    assert whose(staffed) == {"P-1": ("Ben", "FieldCo"), "P-2": ("Ben", "Ben"), "P-3": ("Ben", "Ben")}
    assert {p["id"]: p["due_at"] for p in staffed.json("promise list --all")["items"]} == due


def test_g10_as_of_an_earlier_moment_the_old_owner_stands(staffed: Shop) -> None:
    before = whose(staffed)
    staffed.at("06-01 16:00")("hand-over 1 --to Ben --because ill")
    assert whose(staffed, "today 15:30") == before
    assert [each["id"] for each in staffed.json("list --owner Ben")["items"]] == ["C-1"]
    assert staffed.json("list --owner Ben --as-of 'today 15:30'")["items"] == []
    assert [each["id"] for each in staffed.json("promise list --owner Ana --as-of 'today 15:30'")["items"]] == [
        *("P-1", "P-2", "P-3")
    ]


def test_the_view_for_other_programs_says_the_same_of_who_does_it(staffed: Shop) -> None:
    staffed("party add Cleo --kind staff")
    staffed("promise make 2 'Ben looks at it' --by 'fri 12:00' --performer Ben")
    for moment, to in (("06-01 16:00", "Ben"), ("06-02 09:00", "Cleo"), ("06-02 18:00", "Ana")):
        staffed.at(moment)(f"hand-over 1 2 --to {to} --because ill")
        with opened(staffed.store) as store:
            seen = {row[0]: row[1:] for row in store.execute("SELECT promise, owner, performer FROM promise_states")}
        assert seen == whose(staffed)
    assert seen["P-2"] == ("Ana", "Cleo"), "it was overdue by then, and stays the miss of Cleo"


def test_g3_a_miss_stays_where_it_was(staffed: Shop) -> None:
    staffed.at("06-03 10:00")("hand-over 1 2 --to Ben --because ill")
    assert whose(staffed) == {"P-1": ("Ben", "FieldCo"), "P-2": ("Ben", "Ana"), "P-3": ("Ben", "Ben")}
    assert (counts(staffed)["Ana"]["overdue"], counts(staffed)["Ben"]["overdue"]) == (1, 0)


def test_whoever_does_it_is_counted(staffed: Shop) -> None:
    staffed("hand-over 2 --to Ben --because ill")
    staffed.at("06-08 10:00")("keep 3")
    assert list(counts(staffed)) == ["Ana", "Ben", "FieldCo"]
    assert (counts(staffed)["Ben"]["kept_late"], counts(staffed)["Ben"]["median_working_days_late"]) == (1, 1)
    assert counts(staffed)["Ana"]["pending"] + counts(staffed)["Ana"]["overdue"] == 1


def test_what_was_done_before_but_said_later_is_credited_to_whoever_did_it(staffed: Shop) -> None:
    staffed("hand-over 2 --to Ben --because ill")
    staffed.at("06-01 16:00")("keep 3 --at 'today 14:00'")
    assert whose(staffed)["P-3"] == ("Ana", "Ana")


def test_a_successor_and_a_check_back_belong_to_the_new_owner(staffed: Shop) -> None:
    staffed("hand-over 2 --to Ben --because ill")
    staffed("renegotiate 3 --by 'tue 17:00' --told 'Tomorrow' --because late")
    staffed("keep 4")
    assert (whose(staffed)["P-4"], whose(staffed)["P-5"]) == (("Ben", "Ben"), ("Ben", "Ben"))


def test_it_stands_in_the_thread_in_json_and_in_the_log(staffed: Shop) -> None:
    staffed("hand-over 2 --to Ben --because 'Ana is ill'")
    page = staffed("show 2").out
    assert "handed over from Ana to Ben (Ana is ill)" in page
    assert 'promised "It is sent" by Fri 5 Jun 17:00, Ana\n' in page
    assert "handed over" in staffed("promise show 3").out
    assert staffed.case(2)["hand_overs"] == [
        Has(
            {
                "promise": "P-3",
                "at": utc("06-01 15:00"),
                "who": "Ana",
                "from": "Ana",
                "to": "Ben",
                "because": "Ana is ill",
            }
        )
    ]
    assert staffed.json("log --case 2")["items"][0]["command"] == "case hand-over"


def test_it_can_be_undone_also_when_a_promise_has_fallen_due(staffed: Shop) -> None:
    before = whose(staffed)
    staffed("hand-over 1 2 --to Ben --because ill")
    staffed.at("06-03 10:00")("undo")
    assert whose(staffed) == before


@pytest.mark.parametrize(
    ("command", "code", "word"),
    [
        ("hand-over 1 --to Ana --because x", 4, "C-1 is already Ana's"),
        ("hand-over 1 2 --to FieldCo --because x", 2, "party edit"),
        ("hand-over 1 --to Bem --because x", 2, "Did you mean Ben?"),
        ("hand-over 1 --to Nobody --because x", 2, "party add"),
        ("hand-over 1 --to tomorrow --because x", 2, "date"),
        ("hand-over 1 --to Ben", 2, "--because"),
        ("hand-over 1 --to Ben --because ' '", 2, "--because"),
        ("hand-over 1 --because x", 2, "--to"),
        ("hand-over 1 9 --to Ben --because x", 3, "C-9"),
        ("hand-over", 2, "CASE"),
    ],
)
def test_what_is_refused(staffed: Shop, command: str, code: int, word: str) -> None:
    assert word in staffed.refuses(code, command)


def test_all_cases_go_over_or_none(staffed: Shop) -> None:
    staffed("hand-over 2 --to Ben --because ill")
    assert "C-2 is already Ben's" in staffed.refuses(4, "hand-over 1 2 --to Ben --because ill")


def test_a_closed_case_stays(staffed: Shop) -> None:
    staffed("keep 3")
    staffed("close 2 --confirmed Fine")
    assert "reopen" in staffed.refuses(4, "hand-over 2 --to Ben --because ill")


def test_whom_the_settings_name_is_staff_though_a_promise_has_named_them_first(shop: Shop) -> None:
    shop("party add Ben --kind staff")
    shop("--me Ben open x --customer Dana --promise y --by 1bd --performer Ana")
    shop("hand-over 1 --to Ana --because ill")
    assert shop.promise(1)["owner"] == "Ana"


def test_who_was_not_known_as_staff_can_be_said_to_be(staffed: Shop) -> None:
    staffed("promise make 1 'Cleo calls' --by 2bd --performer Cleo")
    staffed.refuses(2, "hand-over 1 --to Cleo --because ill")
    staffed("party edit Cleo --kind staff --phone 123")
    assert staffed.json("party show Cleo")["party"] == Has(
        {"name": "Cleo", "kind": "staff", "email": None, "phone": "123"}
    )
    staffed("hand-over 1 --to Cleo --because ill")
    assert "--kind" in staffed.refuses(2, "party edit Cleo")
