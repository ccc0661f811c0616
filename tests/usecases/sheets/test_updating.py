"""`--update` takes over what a newer file knows and an import may add, and nothing that people here have said."""

from typing import Any

import pytest

from tests.keys import Has
from tests.shop import Shop, prepared, utc
from tests.store.contents import contents, opened

HEADER = "ref,customer,subject,opened,due,kept,closed"
OWED = "1,Kim Ito <kim@example.com>,No sound,2026-05-04 09:00,2026-05-29 12:00,,"
KEPT = "1,Kim Ito <kim@example.com>,No sound,2026-05-04 09:00,2026-05-29 12:00,2026-05-28 10:00,"
CLOSED = f"{KEPT}2026-05-30 09:00"
SILENT = "2,Dana Reyes,Hums,2026-05-05 10:00,,,"
ORDERS = "order,customer,product,bought,delivered,price"
BOUGHT = "10482,Dana Reyes,MX500i,2026-05-09 10:00,,60.00"
ARRIVED = "10482,Dana Reyes,MX500i,2026-05-09 10:00,2026-05-12 16:00,60.00"


def take(shop: Shop, *rows: str, more: str = "--update", header: str = HEADER, command: str = "import") -> Any:
    file = shop.folder / "list.csv"
    file.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return shop.json(f"{command} {file.as_posix()} {more}")["import"]


def counts(taken: Any) -> tuple[int, int, int]:
    return taken["known"], taken["updated_count"], taken["differing_count"]


def broken(shop: Shop) -> list[Any]:
    """What doctor finds that no guarantee allows."""
    return [each for each in shop.run("doctor --json").json["items"] if each["check"] == "guarantees"]


def state(shop: Shop, number: int = 1) -> tuple[str, str | None, str, str | None]:
    """How the promise and the case of a row stand, and since when."""
    promise, case = shop.promise(number), shop.case(number)["case"]
    return promise["state"], promise["kept_at"], case["status"], case["closed_at"]


@prepared
def shop(shop: Shop) -> Shop:
    """A shop with two imported cases; on one a promise fell due on Friday 29 May at noon."""
    take(shop.at("05-11 10:00"), OWED, SILENT, more="")
    return shop.at("06-01 10:00")


DONE = ("kept", utc("05-28 10:00"), "closed", utc("05-30 09:00"))


def test_a_newer_file_brings_that_a_promise_was_kept_and_that_its_case_closed(shop: Shop) -> None:
    assert counts(take(shop, CLOSED, SILENT)) == (1, 1, 0)
    assert state(shop) == DONE
    assert shop.case(1)["case"]["closed_how"] == "unconfirmed"
    assert counts(take(shop, CLOSED, SILENT)) == (2, 0, 0)


def test_without_update_it_is_listed_and_left(shop: Shop) -> None:
    taken = take(shop, CLOSED, more="")
    assert (taken["updated"], taken["differing"]) == ([], [Has({"case": "C-1", "fields": ["kept", "closed"]})])
    assert state(shop) == ("overdue", None, "open", None)


def test_the_answer_counts_and_names_what_was_taken_over_and_what_was_left(shop: Shop) -> None:
    row = CLOSED.replace("No sound", "Crackles").replace("05-29 12:00", "06-12 12:00")
    taken = take(shop, row, SILENT, more="--update --dry-run")
    assert taken["updated"] == [Has({"line": 2, "ref": "1", "case": "C-1", "fields": ["kept", "closed"]})]
    assert taken["differing"] == [Has({"line": 2, "ref": "1", "case": "C-1", "fields": ["subject", "due"]})]
    assert shop(f"import {(shop.folder / 'list.csv').as_posix()} --update").out == (
        "0 cases and 0 promises imported from list.csv; 1 already known, 1 updated, 1 differing, 0 rejected.\n"
        "Taken over from the newer file:\n"
        "  line 2, 1: C-1 is now kept and closed\n"
        "Different from what is known, and left as they were:\n"
        "  line 2, 1: not as C-1 in subject, due\n"
    )
    assert state(shop) == DONE
    assert (shop.case(1)["case"]["subject"], shop.promise(1)["due_at"]) == ("No sound", utc("05-29 12:00"))


def test_a_kept_that_came_after_it_fell_due_shows_when_that_was_said(shop: Shop) -> None:
    """G3: it stood overdue since Friday noon, and who says on Monday that it was kept on Thursday says it late."""
    take(shop, KEPT)
    assert shop.promise(1)["recorded_at"] == utc("06-01 10:00")
    assert "that was said only on Mon 1 Jun 10:00" in shop("promise show 1").out
    performers = shop.json("report performers")["sections"]["performers"]
    assert [(each["kept"], each["said_late"]) for each in performers] == [(1, 1)]


def test_a_case_that_a_kept_promise_leaves_without_one_is_silent(shop: Shop) -> None:
    """G1: an imported case may lack a live promise, and stands among the silent ones until it has one."""
    assert [row["case"] for row in shop.json("overdue")["sections"]["silent"]] == ["C-2"]
    take(shop, KEPT)
    assert [row["case"] for row in shop.json("overdue")["sections"]["silent"]] == ["C-1", "C-2"]
    assert broken(shop) == []


HERE = [
    ("kept here", ["keep P-1 --at '2026-05-27 12:00'"], "kept", ("kept", utc("05-27 12:00"), "closed")),
    ("renegotiated here", ["renegotiate P-1 --by '2026-06-10 12:00' --told Later --because Busy"], "kept closed", None),
    (
        "released here",
        ["promise release P-1 --because 'Not needed' --at '2026-05-27 10:00'"],
        "kept",
        ("released", None, "closed"),
    ),
    ("withdrawn here", ["promise withdraw P-1 --because 'Cannot'"], "kept closed", ("missed", None, "open")),
    ("promised here", ["promise make 1 'A refund' --by '2026-06-10 12:00'"], "closed", ("kept", DONE[1], "open")),
    ("asked here", ["heard 1 'Where is it?'"], "closed", ("kept", DONE[1], "open")),
    ("answered here since", ["follow-up 1 'We look into it'"], "closed", ("kept", DONE[1], "open")),
    ("answered here before", ["follow-up 1 'We look into it' --at '2026-05-29 10:00'"], "", DONE[:3]),
    ("noted here", ["note 1 'They are patient'"], "", DONE[:3]),
    ("escalated here", ["escalate 1 --to Ben --ack-by '2026-06-02 10:00' --because Late"], "closed", None),
]


def test_what_people_here_have_recorded_is_never_taken_back(
    shop: Shop, subtests: pytest.Subtests, new_shop: Any
) -> None:
    for what, commands, left, stands in HERE:
        with subtests.test(what):
            other = new_shop(shop.store).at("06-01 10:00")
            for command in commands:
                other(command)
            before = other.promise(1)["due_at"]
            taken = take(other, CLOSED)
            assert [each["fields"] for each in taken["differing"]] == ([left.split()] if left else [])
            if stands:
                assert state(other)[:3] == stands
            assert other.promise(1)["due_at"] == before
            assert broken(other) == []


def test_what_a_sweep_has_raised_is_settled(shop: Shop) -> None:
    shop.configure('[[ladder]]\nto = "Ben"\nack_within = "4bh"\n')
    shop("party add Ben --kind staff")
    shop.at("06-02 10:00")("sweep")
    assert [each["state"] for each in shop.json("escalation list")["items"]] == ["raised"]
    assert counts(take(shop, CLOSED)) == (0, 1, 0)
    assert state(shop) == DONE
    assert [each["state"] for each in shop.json("escalation list --all")["items"]] == ["settled"]
    assert broken(shop) == []


def test_a_backup_plan_is_let_go_when_its_word_was_kept(shop: Shop) -> None:
    shop.configure('[[ladder]]\nto = "Ben"\nack_within = "4bh"\n')
    shop("party add Ben --kind staff")
    shop("escalate 1 --to Ben --ack-by '2026-06-01 11:00' --because Late --backup 'A refund'")
    shop.at("06-02 10:00")("sweep")
    assert [p["kind"] for p in shop.case(1)["promises"] if p["state"] in ("pending", "overdue")] == ["other", "backup"]
    assert counts(take(shop, KEPT)) == (0, 1, 0)
    assert [p["kind"] for p in shop.case(1)["promises"] if p["state"] in ("pending", "overdue")] == []
    assert broken(shop) == []


def test_a_case_that_came_back_here_is_not_closed_again(shop: Shop) -> None:
    take(shop, CLOSED)
    shop("heard 1 'Still nothing'")
    assert counts(take(shop.at("06-03 10:00"), CLOSED)) == (0, 0, 1)
    assert shop.case(1)["case"]["status"] == "open"
    assert counts(take(shop, CLOSED.replace("05-30", "06-02"))) == (0, 0, 1)
    assert shop.case(1)["case"]["status"] == "open"


def test_of_a_case_that_was_merged_its_promise_is_kept_and_the_other_stays_open(shop: Shop) -> None:
    shop("open 'No sound at all' --customer kim@example.com")
    shop("case merge 1 --into 3 --yes")
    taken = take(shop, CLOSED)
    assert (taken["updated"][0]["fields"], taken["differing"][0]["fields"]) == (["kept"], ["closed"])
    assert (shop.promise(1)["state"], shop.case(3)["case"]["status"]) == ("kept", "open")
    assert broken(shop) == []


def test_a_row_that_comes_twice_in_a_file_is_updated_by_the_later_one(shop: Shop) -> None:
    new = [row.replace("1,Kim", "9,Kim") for row in (OWED, KEPT, CLOSED)]
    taken = take(shop, *new)
    assert (taken["cases"], taken["updated_count"], taken["differing_count"]) == (1, 2, 0)
    assert [each["state"] for each in shop.case(3)["promises"]] == ["kept"]
    assert shop.case(3)["case"]["status"] == "closed"


def test_a_kept_before_it_was_promised_is_a_bad_row(shop: Shop) -> None:
    file = shop.folder / "list.csv"
    file.write_text(f"{HEADER}\n{KEPT.replace('2026-05-28 10:00', '2026-05-04 08:00')}\n", encoding="utf-8")
    answer = shop.run(f"import {file.as_posix()} --update")
    assert (answer.code, "is before opened" in answer.out) == (2, True)
    assert state(shop)[1] is None


def test_an_order_that_has_arrived_since_is_delivered(shop: Shop) -> None:
    bought = take(shop, BOUGHT, BOUGHT.replace("MX500i", "Cable"), header=ORDERS, command="purchase import", more="")
    assert bought["purchases"] == 2
    taken = take(shop, ARRIVED, BOUGHT.replace("MX500i", "Cable"), header=ORDERS, command="purchase import")
    assert taken["updated"] == [Has({"line": 2, "purchase": "B-1", "fields": ["delivered"]})]
    assert counts(taken) == (1, 1, 0)
    delivered = {each["product"]: each["delivered_at"] for each in shop.json("purchase list")["items"]}
    assert delivered == {"MX500i": utc("05-12 16:00"), "Cable": None}


def test_a_delivery_that_was_recorded_here_stays_as_it_was_recorded(shop: Shop) -> None:
    take(shop, BOUGHT, header=ORDERS, command="purchase import", more="")
    shop("purchase delivered 10482 --at '2026-05-13 09:00'")
    taken = take(shop, ARRIVED, header=ORDERS, command="purchase import")
    assert taken["differing"] == [Has({"purchase": "B-1", "fields": ["delivered"]})]
    assert shop.json("purchase list")["items"][0]["delivered_at"] == utc("05-13 09:00")
    assert counts(take(shop, BOUGHT, header=ORDERS, command="purchase import")) == (1, 0, 0)


@pytest.mark.parametrize("way", ["undo", "import --take-back list.csv"])
def test_what_an_update_has_changed_is_as_it_was_once_it_is_taken_back(shop: Shop, way: str) -> None:
    with opened(shop.store) as store:
        before = contents(store)
    take(shop, CLOSED, SILENT, "3,Lou Park,Broken,2026-05-07,2026-05-08,,")
    shop(way)
    with opened(shop.store) as store:
        after = contents(store)
    for table in ("cases", "promises", "contacts", "customers", "parties"):
        assert after[table] == before[table], table
    assert state(shop) == ("overdue", None, "open", None)
    assert counts(take(shop, CLOSED, SILENT)) == (1, 1, 0)


def test_what_was_touched_since_is_not_taken_back(shop: Shop) -> None:
    take(shop, CLOSED, SILENT.replace(",,,", ",,,2026-05-20"))
    shop("note 1 'They are happy'")
    back = shop.json("import --take-back list.csv")["taken_back"]
    assert (back["changed"], [each["id"] for each in back["staying"]]) == (1, ["C-1"])
    assert (shop.case(1)["case"]["status"], shop.case(2)["case"]["status"]) == ("closed", "open")


def test_every_change_of_an_update_is_in_the_log(shop: Shop) -> None:
    take(shop, CLOSED)
    with opened(shop.store) as store:
        logged = store.execute(
            "SELECT table_name, row_id, action, json_extract(before, '$.kept_at'), json_extract(before, '$.closed_at')"
            " FROM changes WHERE command_id = (SELECT max(id) FROM commands) ORDER BY id"
        ).fetchall()
    assert logged == [("promises", 1, "update", None, None), ("cases", 1, "update", None, None)]
