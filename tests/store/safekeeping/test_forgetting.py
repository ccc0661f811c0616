"""Forgetting a customer: nothing that told of them can be read any more, and everything is counted as before."""

import json
import os
import re
import sqlite3
import stat
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import String
from sqlmodel import AutoString

from careline.reports import REPORTS
from careline.store.fetch import fetch_on
from careline.store.safekeeping.belonging import rows_of
from careline.store.safekeeping.erased_and_kept import BEFORE, ERASED, KEPT, PARENTS, RENAMED
from careline.store.tables import all as tables
from tests.shop import Shop
from tests.store.contents import contents, opened, stored_columns

SECRETS = (
    "Wilbertine",
    "Quaxdorf",
    "wilq@example",
    "7788123",
    "grommet",
    "snorkel",
    "tulpenfeld",
    "zebrawood",
    "gherkin",
    "pumpernickel",
    "ORD-5501",
    "SER-6602",
    "TRK7703",
    "ref-8804",
    "oldname",
    "walnut",
)
"""Words that stand in the store with Wilbertine Quaxdorf alone."""
SHEET = """\
ref,customer,subject,opened,promise,due,kept,closed
ref-8804,Wilbertine Quaxdorf,The snorkel leaks,2026-05-01,A snorkel,2026-05-04 17:00,2026-05-04 12:00,2026-05-05
ref-9905,Kim Ito,Left ear silent,2026-05-02,A new cushion,2026-05-04 17:00,2026-05-05 12:00,2026-05-06
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two customers with much the same history; nothing is promised to either any more."""
    shop = Shop(tmp_path_factory.mktemp("shop"))
    (shop.folder / "sheet.csv").write_text(SHEET, encoding="utf-8")
    shop("customer add 'Wilbertine oldname' --phone '+1 617 7788123' --company 'Arden Pharma'")
    shop("customer edit 'Wilbertine oldname' --name 'Wilbertine Quaxdorf' --email wilq@example.com")
    shop(f"import {(shop.folder / 'sheet.csv').as_posix()} --source sheet")
    shop("customer edit 'Kim Ito' --email kim@example.com")
    for name, odd in (("wilq@example.com", "grommet"), ("kim@example.com", "cushion")):
        order = "ORD-5501" if odd == "grommet" else "4711"
        shop(
            f"open 'The {odd} is gone' --customer {name} --product MX500i --order {order} --tried 'a {odd}'"
            f" --text 'My {odd}!' --promise 'A {odd} by post' --by 2bd --performer FieldCo --backup 'two {odd}s'"
        )
    shop.at("06-02 10:00")
    for case, promise, odd in ((3, 3, "gherkin"), (4, 4, "cable")):
        shop(f"case edit {case} --subject 'The {odd} is gone too'")
        shop(f"heard {case} 'Where is my {odd}?' --chasing")
        shop(f"follow-up {case} 'The {odd} is on its way' --apology")
        shop(f"case note {case} 'likes {odd}s'")
        shop(f"promise remind {promise} 'the {odd}, please'")
    shop("party add Ben --kind staff")
    shop("escalate 3 --to Ben --ack-by 4bh --backup 'a zebrawood one' --because 'pumpernickel'")
    shop("escalate 4 --to Ben --ack-by 4bh --backup 'a new one' --because 'asked'")
    shop("escalation acknowledge 1 --who Ben")
    for case in (3, 4):
        why, tracking = ("tulpenfeld", "TRK7703") if case == 3 else ("yours broke", "4711-1")
        shop(f"ship-replacement {case} --why '{why}' --arrives 2bd --tracking {tracking}")
    shop("case link 3 4 --because 'both like zebrawood'")
    shop.at("06-04 10:00")
    for number, case in ((1, 3), (2, 4)):
        shop(f"outcome {number} works --delivered now")
        for owed in live(shop, case):
            shop(f"keep {owed}")
    shop("close 3 --confirmed 'Fine zebrawood' --ask-again 30d")
    shop("case effort 3 4 --words 'The snorkel again'")
    shop("close 4 --confirmed Fine")
    for case, name, odd, order in (
        (3, "wilq@example.com", "walnut", "ORD-5501"),
        (4, "kim@example.com", "cable", "4711"),
    ):
        shop(f"purchase add {name} MX500i --price 60 --order {order} --bought 2026-05-04 --delivered 2026-05-08")
        shop(f"cost add {case} 6.50 --kind shipping --note 'the {odd}'")
        shop(f"cost split {case - 2} --customer 1/2 --offered 'I pay half the {odd}'")
        shop(f"case cause {case} 'No box for them'")
        shop(f"heard {case} 'Wow, a {odd}' --praise --earned-by Lee")
    shop("reopen 3 --because walnut")
    shop("tone request 3 --about Lee --because 'the walnut'")
    shop("tone review 3 --finding 'a walnut'")
    for owed in live(shop, 3):
        shop(f"keep {owed}")
    shop("close 3 --confirmed 'walnut'")
    shop("invitations opt-out wilq@example.com --words 'walnut'")
    # What was taken back, what was another customer's, and a twin.
    shop("open 'gherkin' --customer wilq@example.com --promise 'pumpernickel' --by 2bd")
    shop("undo")
    shop("customer add 'W. Quaxdorf <oldname@example.com>'")
    shop("customer merge oldname@example.com wilq@example.com")
    shop("customer flag wilq@example.com friend --at '2026-06-01 10:00'")
    shop("customer refer kim@example.com --by wilq@example.com --note 'spoke of her grommet'")
    shop("customer end wilq@example.com --because 'pumpernickel' --tried 'a zebrawood on 2026-06-03'")
    with opened(shop.store) as connection:
        connection.execute(
            "UPDATE cases SET serial = 'SER-6602', review_address = 'https://gherkin.example' WHERE id = 3"
        )
    return shop.store


def live(shop: Shop, case: int) -> list[str]:
    return [each["id"] for each in shop.json(f"promise list --case {case}")["items"]]


@pytest.fixture
def shop(shop: Shop, store: Path) -> Shop:
    (shop.folder / "sheet.csv").write_text(SHEET, encoding="utf-8")
    return shop.like(store).at("06-05 10:00")


def numbers(shop: Shop, name: str) -> Any:
    """A report without its words: numbers, rates and moments, and how many rows there are."""
    sections = shop.json(f"report {name}")["sections"]
    return {
        section: sorted(json.dumps({key: value for key, value in row.items() if counts(value)}) for row in rows)
        for section, rows in sections.items()
    }


def counts(value: Any) -> bool:
    """True for numbers, amounts and moments."""
    return isinstance(value, int | float | dict) or (isinstance(value, str) and value[:4] == "2026")


def test_nothing_of_them_is_left_in_the_file(shop: Shop) -> None:
    before = shop.store.read_bytes().lower()
    assert [word for word in SECRETS if word.lower().encode() not in before] == []
    shop("customer forget wilq@example.com --yes")
    after = shop.store.read_bytes().lower()
    assert [word for word in SECRETS if word.lower().encode() in after] == []
    assert sorted(path.name for path in shop.store.parent.iterdir()) == [shop.store.name]
    with opened(shop.store) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_nothing_finds_them_and_others_are_found_as_ever(shop: Shop) -> None:
    shop("customer forget wilq@example.com --yes")
    assert [word for word in SECRETS if shop.json(f"find {word}")["customers"]] == []
    assert [each["name"] for each in shop.json("find cushion")["customers"]] == ["Kim Ito"]
    assert shop.json("customer list")["items"][0]["name"] == "Forgotten customer 1"


@pytest.mark.parametrize("name", sorted(set(REPORTS) - {"brief"}))
def test_every_report_counts_as_before(shop: Shop, name: str) -> None:
    before = numbers(shop, name)
    shop("customer forget wilq@example.com --yes")
    assert numbers(shop, name) == before


def test_nobody_elses_words_are_touched(shop: Shop) -> None:
    other = shop.json("show 4")
    shop("customer forget wilq@example.com --yes")
    after = shop.json("show 4")
    assert after.pop("links")[0]["because"] == "(forgotten)"
    other.pop("links")
    assert after == other


def test_facts_stay_and_words_go_in_every_row(shop: Shop) -> None:
    with opened(shop.store) as connection:
        before = contents(connection)
    shop("customer forget wilq@example.com --yes")
    with opened(shop.store) as connection:
        after = contents(connection)
    for table, rows in before.items():
        if table in ("commands", "changes", "memberships", "other_addresses", "forgettings"):
            continue
        erased = {*ERASED.get(table, {}), *RENAMED.get(table, ())}
        for number, row in rows.items():
            now = after[table][number]
            assert {k: v for k, v in now.items() if k not in erased} == {
                k: v for k, v in row.items() if k not in erased
            }


def test_every_text_of_the_store_is_decided_about() -> None:
    """A new column of text is not kept by accident: say in erased_and_kept.py what becomes of it."""
    texts = {
        (table.name, column.name)
        for table in tables.METADATA.tables.values()
        for column in table.columns
        if isinstance(column.type, String | AutoString)
    }
    decided = [
        (table, column)
        for columns_of in (ERASED, RENAMED, KEPT, BEFORE)
        for table, columns in columns_of.items()
        for column in columns
    ]
    assert sorted(decided) == sorted(texts)


def test_whose_every_row_is_is_known() -> None:
    """A table that points to a customer, or to what is a customer's, belongs to them."""
    theirs = {"customers", *PARENTS}
    for table in tables.METADATA.tables.values():
        own = {
            (key.parent.name, key.column.table.name) for key in table.foreign_keys if key.column.table.name in theirs
        }
        if not own or table.name == "changes":
            continue
        assert table.name in PARENTS, table.name
        assert set(PARENTS[table.name].items()) <= own


@pytest.mark.parametrize(
    ("code", "command", "says"),
    [
        (2, "customer forget wilq@example.com", "--yes"),
        (2, "customer forget wilq@example.com --no-input", "--yes"),
        (4, "--me Ben customer forget wilq@example.com --yes", "Ana"),
        (3, "customer forget 'Nobody Knows' --yes", "Nobody Knows"),
    ],
)
def test_it_is_refused_but_for_the_owner_who_means_it(shop: Shop, code: int, command: str, says: str) -> None:
    assert says in shop.refuses(code, command)


def test_it_is_refused_while_something_is_promised_to_them(shop: Shop) -> None:
    shop("reopen 3")
    line = shop.refuses(4, "customer forget wilq@example.com --yes")
    assert re.search(r"P-\d+ to Wilbertine Quaxdorf is still open", line)


def test_a_rehearsal_forgets_nothing(shop: Shop) -> None:
    before = shop.store.read_bytes()
    shop("customer forget wilq@example.com --dry-run")
    assert shop.store.read_bytes() == before


@pytest.mark.parametrize("back", [0, 1, 2, 3, 4, 6])
def test_neither_it_nor_what_touched_them_before_can_be_undone(shop: Shop, back: int) -> None:
    with opened(shop.store) as connection:
        ((last,),) = connection.execute("SELECT max(id) FROM commands").fetchall()
    shop("customer forget wilq@example.com --yes")
    assert "forgotten" in shop.refuses(4, f"undo {last + 1 - back}")


def test_what_comes_after_it_can_be_undone(shop: Shop) -> None:
    shop("customer forget wilq@example.com --yes")
    shop("case cause 1 'A loose plug'")
    shop("undo")


def test_an_import_of_the_same_file_does_not_bring_them_back(shop: Shop) -> None:
    shop("customer forget wilq@example.com --yes")
    shop(f"import {(shop.folder / 'sheet.csv').as_posix()} --source sheet")
    assert b"Wilbertine" not in shop.store.read_bytes()
    assert len(shop.json("list --all")["items"]) == 4


def test_who_is_forgotten_gets_no_mail_and_is_counted_on(shop: Shop) -> None:
    def asked() -> list[str]:
        return [row["name"] for row in shop.json("arrival-checks due")["sections"]["due"]]

    assert asked() == ["Wilbertine Quaxdorf", "Kim Ito"]
    shop("customer forget wilq@example.com --yes")
    assert asked() == ["Kim Ito"]


def test_what_lies_in_unused_parts_of_the_file_goes_too(shop: Shop) -> None:
    with opened(shop.store) as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("CREATE TABLE scrap AS SELECT 'marzipan' AS words FROM changes one, changes other")
        connection.execute("DROP TABLE scrap")
    assert b"marzipan" in shop.store.read_bytes()
    shop("customer forget wilq@example.com --yes")
    assert b"marzipan" not in shop.store.read_bytes()


def test_no_company_knows_them_any_more(shop: Shop) -> None:
    shop("customer forget wilq@example.com --yes")
    assert shop.json("company show 'Arden Pharma'")["contacts"] == []


def test_what_careline_itself_wrote_still_tells_what_a_plan_was(shop: Shop) -> None:
    shop("open 'gherkin' --customer wilq@example.com --promise 'a gherkin' --by 2bd --update-every 2bd")
    (first, *_) = live(shop, 6)
    shop(f"keep {first}")
    shop("case edit 6 --update-every never")
    shop("promise make 6 'another gherkin' --by 2bd")
    shop(f"keep {live(shop, 6)[0]}")
    shop("close 6 --confirmed gherkin")
    before = shop.json("show 6")["promises"]
    shop("customer forget wilq@example.com --yes")
    after = shop.json("show 6")["promises"]
    assert [promise["what"].startswith("Update ") for promise in before].count(True) == 1
    assert [promise["what"].startswith("Update ") for promise in after].count(True) == 1
    gave_way = "another promise took its place"
    assert [promise["because"] == gave_way for promise in before].count(True) == 1
    assert [promise["because"] == gave_way for promise in after].count(True) == 1


def test_who_was_forgotten_is_nobodys_twin(shop: Shop) -> None:
    shop("customer forget wilq@example.com --yes")
    assert "forgotten" in shop.refuses(4, "customer merge 'Forgotten customer 1' kim@example.com")
    assert "forgotten" in shop.refuses(4, "customer merge kim@example.com 'Forgotten customer 1'")


@pytest.mark.parametrize(
    "command",
    [
        "open 'It is me again' --customer 'Forgotten customer 1'",
        "heard 1 'It is Wilbertine'",
        "heard 1 Wow --praise",
        "follow-up 1 'Dear Wilbertine'",
        "reopen 1",
        "case effort 1 3 --words 'Says Wilbertine'",
        "purchase add 'Forgotten customer 1' 'USB hub' --price 1.00",
        "customer edit 'Forgotten customer 1' --email wilq@example.com",
        "customer flag 'Forgotten customer 1' family",
        "customer refer 'Forgotten customer 1' --by kim@example.com",
        "customer move 'Forgotten customer 1' --to 'Arden Pharma'",
        "invitations opt-out 'Forgotten customer 1' --words 'Nothing more'",
    ],
)
def test_nothing_more_is_recorded_of_whom_we_forgot(shop: Shop, command: str) -> None:
    """Nothing could erase it any more: a customer is forgotten once."""
    shop("customer forget wilq@example.com --yes")
    assert "Forgotten customer 1 was forgotten, and nothing more can be recorded about them" in shop.refuses(4, command)


def test_no_relation_ends_with_whom_we_forgot(shop: Shop) -> None:
    shop("customer take-back wilq@example.com --because 'a mix-up'")
    shop("customer forget wilq@example.com --yes")
    refused = shop.refuses(4, "customer end 'Forgotten customer 1' --because rude --tried 'a call on 2026-06-01'")
    assert "nothing more can be recorded about them" in refused


def test_forgetting_again_only_writes_the_file_anew(shop: Shop) -> None:
    shop("customer forget wilq@example.com --yes")
    lines = len(shop.json("log --last 99")["items"])
    assert "was forgotten before" in shop("customer forget 'Forgotten customer 1' --yes").out
    assert len(shop.json("log --last 99")["items"]) == lines


def test_another_program_cannot_blank_the_log(shop: Shop) -> None:
    shop("customer forget wilq@example.com --yes")
    shop("case note 4 'later'")
    with closing(sqlite3.connect(shop.store)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("UPDATE changes SET before = '{}' WHERE before IS NOT NULL")


def test_where_their_case_went_to_somebody_else_their_name_goes_too(shop: Shop) -> None:
    shop("open 'Mixed up' --customer wilq@example.com --text 'I am another'")
    shop("case edit 6 --customer kim@example.com")
    shop("customer forget wilq@example.com --yes")
    assert b"Wilbertine" not in shop.store.read_bytes()
    assert shop.json("show 6")["contacts"][0]["text"] == "I am another"


def test_where_words_went_to_somebody_elses_case_their_name_goes_and_the_words_stay(shop: Shop) -> None:
    shop("open Crackles --customer 'Robin Valentine' --text 'It is the left ear'")
    shop("open 'No sound' --customer 'Zed Quill'")
    number = shop.json("show 'Zed Quill'")["contacts"][0]["id"]
    shop(f"case move {number} --to 'Robin Valentine'")
    shop("close 'Zed Quill' --confirmed Fine")
    shop("customer forget 'Zed Quill' --yes")
    assert b"Zed" not in shop.store.read_bytes()
    assert "No sound" in [each["text"] for each in shop.json("show 'Robin Valentine'")["contacts"]]


# What is held on them, before


def held_on(shop: Shop, customer: str) -> Any:
    """What `customer export` writes, and nothing is recorded by it."""
    before = shop.store.read_bytes()
    shop("customer export", customer, "--output", str(shop.folder / "held"))
    assert shop.store.read_bytes() == before
    return json.loads((shop.folder / "held" / "customer.json").read_text("utf-8"))


def rows_in(held: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row in it, by table."""
    for key, value in held.items():
        if key in PARENTS:
            for row in value:
                yield key, row
                yield from rows_in(row)


def test_all_that_forgetting_erases_is_held_on_them_and_nothing_of_others(shop: Shop) -> None:
    held = held_on(shop, "wilq@example.com")
    text = json.dumps(held, ensure_ascii=False).lower()
    assert [word for word in SECRETS if word.lower() not in text] == []
    assert [word for word in ("kim@example", "cushion", "the cable", "4711-1", "ref-9905") if word in text] == []
    rows = [("customers", held["customer"]), *rows_in(held["customer"])]
    with opened(shop.store) as store:
        known = {table: stored_columns(store, table) for table in ("customers", *PARENTS)}
        for table, row in rows:
            columns = {column if column in row else column.removesuffix("_id") for column in known[table]}
            assert columns <= row.keys(), table
        [(customer_id,)] = store.execute("SELECT id FROM customers WHERE email = 'wilq@example.com'").fetchall()
        theirs = {table: len(numbers) for table, numbers in rows_of(fetch_on(store), customer_id).items() if numbers}
    assert Counter(table for table, _ in rows) == theirs
    assert ERASED.keys() | RENAMED.keys() <= {"customers", *PARENTS}


def test_what_the_log_says_of_them_is_what_forgetting_blanks_in_it(shop: Shop) -> None:
    lines = {(each["table"], each["row"], each["number"]) for each in held_on(shop, "wilq@example.com")["log"]}
    shop("customer forget wilq@example.com --yes")
    with opened(shop.store) as store:
        blanked = store.execute("SELECT table_name, row_id, command_id FROM changes WHERE before = '{}'").fetchall()
        [(last,)] = store.execute("SELECT max(id) FROM commands").fetchall()
    assert {line for line in blanked if line[2] < last} <= lines


def test_what_is_held_can_be_read_without_knowing_the_store(shop: Shop) -> None:
    (shop.folder / "crack.jpg").write_bytes(b"\xff\xd8\xff\xe0 a walnut")
    for name in ("crack.jpg", "../evil\u202e.jpg"):
        (shop.folder / "crack.jpg").write_bytes(b"\xff\xd8\xff\xe0" + name.encode())
        shop("case attach 3", str(shop.folder / "crack.jpg"))
    lost = sorted(shop.store.parent.rglob("*-attachments/*/*"))[0]
    lost.unlink()
    with opened(shop.store) as store:
        store.execute("UPDATE attachments SET name = '../../evil' WHERE id = 2")
    said = shop("customer export wilq@example.com --output", str(shop.folder / "held")).out
    assert "What 1 attachment held is missing or changed" in said
    held = json.loads((shop.folder / "held" / "customer.json").read_text("utf-8"))
    case = next(each for each in held["customer"]["cases"] if each["id"] == "C-3")
    promise = next(each for each in case["promises"] if each["what"] == "A grommet by post")
    assert (promise["id"], promise["performer"], promise["said"]) == ("P-3", "FieldCo", True)
    assert promise["made_at"] == "2026-06-01T14:00:00Z"
    assert case["costs"][0]["amount"] == {"amount": "6.50", "currency": "USD"}
    (kept,) = (path for path in (shop.folder / "held" / "attachments").iterdir())
    assert f"attachments/{kept.name}" in held["files"].values()
    assert list(held["files"].values()).count(None) == 1
    if os.name != "nt":
        assert {stat.S_IMODE(path.stat().st_mode) for path in (shop.folder / "held").rglob("*.j*")} == {0o600}


def test_it_goes_into_a_folder_of_its_own_or_nowhere(shop: Shop) -> None:
    (shop.folder / "full").mkdir()
    (shop.folder / "full" / "mine").touch()
    assert "--output is missing" in shop.refuses(2, "customer export wilq@example.com")
    assert "not empty" in shop.refuses(2, "customer export wilq@example.com --output", str(shop.folder / "full"))
    shop.refuses(3, "customer export nobody@example.com --output", str(shop.folder / "held"))
    assert not (shop.folder / "held").exists()
    assert not list(shop.folder.glob(".careline-*"))


def test_what_another_command_did_not_come_to_keeps_nobody_from_recording(shop: Shop) -> None:
    shop("open 'No sound' --customer 'Dana Reyes'")
    mark = Path(f"{shop.store}-forgetting")
    mark.mkdir()
    answer = shop("note 1 'It hisses'")
    assert "It hisses" in shop("show 1").out
    assert "may still hold the words of somebody who was forgotten" in answer.err
    assert answer.err.count("\n") == 1
    mark.rmdir()
    mark.touch()
    for line in ("note 1 'More' --dry-run", "list", "doctor"):
        shop.run(line)
        assert mark.exists()
    shop("backup")
    assert not mark.exists()
