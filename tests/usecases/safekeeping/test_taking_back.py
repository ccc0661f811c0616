"""Taking an import back: as far as nobody has touched what came of it, everything is as if it had never been."""

from typing import Any
from unittest.mock import patch

import pytest

from careline.reports import REPORTS
from careline.store.database import recording
from tests.shop import Shop, local, prepared
from tests.store import contents
from tests.store.contents import opened
from tests.terminal import Terminal

LADDER = '[[ladder]]\nto = "Ben"\nack_within = "4bh"\n'
HEADER = "ref,customer,subject,opened,due,kept,closed,performer,owner"
ROWS = (
    "1,Kim Ito <kim@example.com>,No sound,2026-05-04,2026-06-02,,,FedEx,Cleo",
    "2,Dana Reyes <dana@example.com>,No card,2026-05-05,2026-05-08,2026-05-09,2026-05-10,FieldCo,",
    "3,Kim Ito <kim@example.com>,Crackles,2026-05-06,,,,,",
    "4,Lou Park,Broken,2026-05-07,2026-05-08,,,,",
)
ALL = ["C-2", "C-3", "C-4", "C-5"]


def sheet(shop: Shop, *rows: str, name: str = "sheet.csv", header: str = HEADER) -> str:
    file = shop.folder / name
    file.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return file.as_posix()


@prepared
def before(shop: Shop) -> Shop:
    """A shop with a ladder, a case C-1 of Dana's, a purchase, and a party of each kind."""
    shop.configure(LADDER)
    shop("party add Ben --kind staff")
    shop("open 'A piece broke off' --customer 'Dana Reyes <dana@example.com>' --promise 'FieldCo calls' --by 5bd"
         " --performer FieldCo")  # fmt: skip
    shop("purchase add dana@example.com MX500i --price 60 --order 10482")
    return shop


@prepared
def after(before: Shop) -> Shop:
    """The same shop once a sheet of four cases is in; Kim's first promise is due on Tue 2 Jun."""
    before.at("06-01 11:00")(f"import {sheet(before, *ROWS)} --source city")
    return before.at("06-01 12:00")


def tables(shop: Shop) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but those of the log, and the words under which it is found."""
    with opened(shop.store) as store:
        names = [*sorted(set(contents.tables(store)) - set(contents.LOG)), "case_search", "customer_search"]
        return {name: store.execute(f"SELECT rowid, * FROM {name} ORDER BY 1").fetchall() for name in names}


def reports(shop: Shop) -> dict[str, Any]:
    lists = ("list --all", "promise list --all", "customer list", "party list --all", "escalation list --all")
    asked = {name: shop.json(f"report {name}") for name in REPORTS}
    return asked | {each: shop.json(each) for each in lists} | {"": shop("").out, "find": shop("find dana").out}


def take_back(shop: Shop, source: str = "city") -> Any:
    return shop.json(f"import --take-back {source}")["taken_back"]


def staying(shop: Shop) -> list[str]:
    return [each["id"] for each in take_back(shop)["staying"]]


def is_sound(shop: Shop) -> bool:
    """True where doctor finds nothing but that nobody lets cron run the sweep."""
    return {each["check"] for each in shop.run("doctor --json").json["items"]} <= {"cron"}


def test_every_table_and_report_is_as_before_the_import(before: Shop) -> None:
    rows, told = tables(before), reports(before.at("06-05 12:00"))
    before.at("06-01 11:00")(f"import {sheet(before, *ROWS)} --source city")
    before.at("06-05 10:00")("sweep")
    assert before.json("escalation list")["items"], "this goes as well"
    before.at("06-05 12:00")
    taken = take_back(before)
    assert (taken["staying_count"], taken["imported_by"], taken["source"]) == (0, "Ana", "city")
    assert {table: taken["rows"][table] for table in ("cases", "promises", "customers", "parties")} == {
        "cases": 4, "promises": 3, "customers": 2, "parties": 2,
    }  # fmt: skip
    assert tables(before) == rows
    assert reports(before) == told
    assert is_sound(before)


TOUCHES = {
    "case note 2 'the cable, perhaps'": ["C-2"],
    "heard 2 'Where is it?' --chasing": ["C-2"],
    "keep 2": ["C-2"],
    "hand-over 2 --to Ben --because 'Cleo is ill'": ["C-2"],
    "case edit 4 --fault product": ["C-4"],
    "escalate 4 --to Ben --ack-by 4bh --backup none": ["C-4"],
    "cost add 3 6.50 --kind shipping": ["C-3"],
    "case link 1 3 --because 'the same cable'": ["C-3"],
    "case merge 4 --into 2": ["C-2", "C-4"],
    "reopen 3": ["C-3"],
    "promise make 1 'A call' --by 10bd --depends-on 2": ["C-2"],
    "customer merge kim@example.com dana@example.com": ["C-2", "C-4"],
    "party retire Cleo --to Ben": ["C-2"],
    # No touching: what is looked at, or concerns somebody's person or another case of theirs.
    "list": [],
    "customer edit kim@example.com --phone 5550100": [],
    "open 'Again' --customer kim@example.com": [],
    "import {file} --source city": [],
}


def test_what_somebody_has_touched_stays_and_the_rest_goes(after: Shop, subtests: pytest.Subtests) -> None:
    store = after.store.read_bytes()
    for command, cases in TOUCHES.items():
        with subtests.test(command):
            after.store.write_bytes(store)
            after(command.format(file=(after.folder / "sheet.csv").as_posix()))
            assert staying(after) == cases
            left = {row["id"] for row in after.json("list --all")["items"]}
            assert sorted(left & {*ALL}) == cases
            assert is_sound(after)


def test_what_was_undone_or_swept_is_no_touching(after: Shop) -> None:
    after("heard 2 hello")
    after("undo")
    after.at("06-05 10:00")("sweep")
    assert staying(after) == []


def test_what_was_made_of_what_sweep_made_is_touching(after: Shop) -> None:
    after.at("06-05 10:00")("sweep")
    raised = after.json("escalation list")["items"]
    after(f"escalation acknowledge {raised[0]['id']} --who Ben")
    assert staying(after) == [raised[0]["case"]]


def test_whom_and_what_others_use_stays(after: Shop) -> None:
    after("purchase add kim@example.com MX500i --price 60")
    after("open Lights --customer 'Mia Tan' --promise 'It is fetched' --by 2bd --performer FedEx")
    take_back(after)
    assert {row["name"] for row in after.json("customer list")["items"]} == {"Dana Reyes", "Kim Ito", "Mia Tan"}
    assert {row["name"] for row in after.json("party list")["items"]} == {"Ana", "Ben", "FedEx", "FieldCo"}


def test_whoever_has_acted_since_stays_one_of_us(after: Shop) -> None:
    after("--me Cleo import --take-back city")
    after("--me Cleo case note 1 'taken back'")


def test_refs_are_free_again_and_ids_are_not_given_out_twice(after: Shop) -> None:
    take_back(after)
    again = after.json("import", sheet(after, *ROWS), "--source", "city")["import"]
    assert (again["cases"], again["known"]) == (4, 0)
    assert sorted(row["id"] for row in after.json("list --all")["items"]) == ["C-1", "C-6", "C-7", "C-8", "C-9"]


def test_the_last_import_goes_and_then_the_one_before(after: Shop) -> None:
    more = sheet(after, *ROWS, "5,Kim Ito <kim@example.com>,Buzzes,2026-05-08,,,,,")
    after("import", more, "--source", "city")
    after("import", sheet(after, "1,Ola Berg,Hums,2026-05-08,,,,,"), "--source", "town")
    assert [take_back(after)["rows"]["cases"] for _ in range(2)] == [1, 4]
    assert "Nothing is left" in after.refuses(4, "import --take-back city")
    assert take_back(after, "town")["rows"]["cases"] == 1


def test_misses_go_though_undo_would_keep_them_and_says_what_would_not(after: Shop) -> None:
    after.at("06-04 10:00")
    assert "import --take-back" in after.refuses(4, "undo")
    take_back(after)
    assert after.json("overdue")["sections"]["overdue"] == []


def test_undo_brings_all_back_unless_the_sheet_was_imported_anew(after: Shop) -> None:
    rows = tables(after)
    after("case note 2 'hm'")
    noted = tables(after)
    take_back(after)
    after("undo")
    assert tables(after) == noted
    after("undo")
    assert tables(after) == rows
    take_back(after)
    after("import", sheet(after, *ROWS), "--source", "city")
    number = next(row["id"] for row in after.json("log")["items"] if row["command"] == "import --take-back")
    assert "a later command builds on it" in after.refuses(4, f"undo {number}")


def test_what_an_import_has_changed_is_as_before_where_nobody_touched_it_since(after: Shop) -> None:
    """A newer file of the same source may say that something was kept or closed by now."""
    rows = tables(after)
    with recording(after.store, now=local("06-01 12:00"), who="Ana", command="import") as work:
        work.run("UPDATE promises SET kept_at = '2026-06-01 15:00:00.000000' WHERE case_id = 2")
        work.run(
            "UPDATE cases SET closed_at = '2026-06-01 15:00:00.000000', closed_how = 'unconfirmed' WHERE id IN (2, 5)"
        )
    after("case note 5 'they say so'")
    taken = take_back(after)
    assert (taken["changed"], taken["rows"], [each["id"] for each in taken["staying"]]) == (1, {}, ["C-5"])
    now = tables(after)
    assert now["promises"] == rows["promises"]
    assert [now[name][:4] for name in ("cases", "contacts")] == [rows[name][:4] for name in ("cases", "contacts")]


def test_a_list_of_orders_is_taken_back_in_the_same_way(before: Shop) -> None:
    rows = tables(before)
    header = "ref,customer,product,order,bought,price"
    file = sheet(before, "1,Kim Ito,MX500i,77,2026-05-04,60", "2,Lou Park,MX500c,78,2026-05-05,50", header=header)
    before(f"purchase import {file} --source shop")
    store = before.store.read_bytes()
    assert before.json("purchase import --take-back shop")["taken_back"]["rows"] == {"purchases": 2, "customers": 2}
    assert tables(before) == rows
    before.store.write_bytes(store)
    before("purchase delivered 77")
    (stays,) = before.json("purchase import --take-back shop")["taken_back"]["staying"]
    assert stays == {
        "id": "B-2",
        "customer": "Kim Ito",
        "about": "MX500i",
        "command": "purchase delivered",
        "who": "Ana",
    }
    assert "Did you mean" not in before.refuses(3, "import --take-back shop")


REFUSED = (
    (3, "import --take-back sity", 'Nothing was imported from "sity". Did you mean city?'),
    (3, "import --take-back orders", 'Nothing was imported from "orders". The list shows where rows came from.'),
    (3, "purchase import --take-back city", "nor from anywhere else"),
    (2, "import sheet.csv --take-back city", "leave out FILE"),
    (2, "import --take-back city --source city --map subject=Title", "leave out --source and --map"),
    (2, "import --take-back ''", "--take-back is blank"),
    (2, "import", "FILE is missing"),
    (2, "--me Dnaa import --take-back city", "Dnaa"),
)


def test_what_cannot_be_taken_back_is_said_in_one_line(after: Shop, subtests: pytest.Subtests) -> None:
    for code, command, line in REFUSED:
        with subtests.test(command):
            assert line in after.refuses(code, command)
    for case in ALL:
        after(f"case note {case} hm")
    assert "has been changed since, and stays: 4 cases. The list" in after.refuses(4, "import --take-back city")
    assert "C-5  Lou Park: Broken (case note by Ana)" in after.run("import --take-back city").out
    after.store.unlink()
    after.refuses(6, "import --take-back city")


def test_it_is_asked_about_at_a_terminal_and_told_in_plain_words(after: Shop) -> None:
    after("case note 2 hm")
    store = after.store.read_bytes()
    stays = "1 stays, because somebody has changed it since."
    question = f"Take back 3 cases of city, imported Mon 1 Jun 11:00 by Ana? {stays} [y/N]"
    with patch("io.StringIO", Terminal):
        asked = after.run("import --take-back city", typed="n\n")
        assert (asked.code, question in " ".join(asked.err.split()), after.store.read_bytes() == store) == (
            130,
            True,
            True,
        )
        for options in ("--dry-run", "--yes --dry-run"):
            assert "would be taken back" in after(f"import --take-back city {options}").out
        assert after.store.read_bytes() == store
        assert "[y/N]" not in after("import --take-back city --yes").err
        after.store.write_bytes(store)
        after("import --take-back city", typed="y\n")
        after.store.write_bytes(store)
    assert after("import --take-back city").out.splitlines() == [
        "3 cases of city taken back, with 2 promises and 1 customer; imported Mon 1 Jun 11:00 by Ana.",
        "1 stays, because somebody has changed it since:",
        "  C-2  Kim Ito: No sound (case note by Ana)",
    ]
