"""A sheet of a workbook is a table like any other; a workbook that is none, or too much, is refused in one line."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

import pytest

from careline.cli.sheets import tables, workbooks
from careline.cli.sheets.options import Given
from tests.shop import Shop
from tests.workbooks import DURATION, Cell, Sheets, ods, packed, xlsx

ROWS: list[list[Cell]] = [
    ["ref", "customer", "subject", "opened", "due"],
    [1041, "Zoë März", "Hub & <cable>", datetime.fromisoformat("2026-05-14 09:05"), date(2026, 5, 18)],
    [1042, "Kim Ito", "No sound", date(2026, 5, 15), None],
]
TEXTS = [
    ["ref", "customer", "subject", "opened", "due"],
    ["1041", "Zoë März", "Hub & <cable>", "2026-05-14 09:05:00", "2026-05-18"],
    ["1042", "Kim Ito", "No sound", "2026-05-15", ""],
]
PRINTED: list[list[Cell]] = [["Tickets of May"], [], *ROWS, [], ROWS[0], ["Total", None, None, None, 2]]
CELL = '<c r="{}"><v>1</v></c>'
FAR = f'<row r="1">{CELL.format("A1")}</row><row r="1048576">{CELL.format("XFD1048576")}</row>'
LASTING = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2" s="{DURATION}"><v>1e12</v></c></row>'
SHARING = '<row r="1">' + '<c t="s"><v>0</v></c>' * 2000 + "</row>"
LOCKED = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    "<manifest:encryption-data/></manifest:manifest>"
)
REFUSED: Mapping[str, tuple[bytes, str]] = {
    "another archive": (packed({"a.txt": "ref,customer"}), "is no workbook that careline reads, or it is damaged"),
    "cut short": (xlsx({"List": ROWS})[:-500], "is no workbook that careline reads, or it is damaged"),
    "no end to its XML": (packed({"content.xml": "<office:document-content><a>"}), "or it is damaged"),
    "a password": (packed({"META-INF/manifest.xml": LOCKED, "content.xml": "\0"}), "is locked with a password"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is no table but an old workbook (.xls)"),
    "cells far apart": (xlsx({"List": FAR}), "reaches down to row 1,048,576 over 16,384 columns"),
    "a text shared by many": (xlsx({"List": SHARING}, shared=["x" * 2**20]), "repeats its texts to more than 1024 MiB"),
    "no rows": (xlsx({"List": [], "More": []}), "is empty"),
    "only hidden rows": (xlsx({"List": [], "More": ROWS}, hidden=["More"]), "is empty"),
    "a duration beyond all": (xlsx({"List": LASTING}), "has a date or a duration that no calendar has"),
}


def put(shop: Shop, data: bytes, name: str = "list.xlsx") -> Path:
    file = shop.folder / name
    file.write_bytes(data)
    return file


def read(file: Path, sheet: str | None = None, skip: int | None = None) -> tuple[list[list[str]], tuple[str, ...]]:
    """The headings and the rows, and what is said of it."""
    with tables.opened(Given(str(file), sheet=sheet, skip_lines=skip)) as table:
        rows = [cells for _, cells in table.rows()]
        assert rows == [cells for _, cells in table.rows(last=True)]
        return [list(table.header), *rows], table.said()


@pytest.mark.parametrize("write", [xlsx, ods])
def test_numbers_dates_and_times_are_what_a_spreadsheet_would_save(
    shop: Shop, write: Callable[[Sheets], bytes]
) -> None:
    file = put(shop, write({"List": ROWS}))
    assert read(file) == (TEXTS, ())
    assert shop.json("import", str(file))["import"]["promises"] == 1


def test_a_workbook_is_known_by_what_it_holds_not_by_its_name(shop: Shop) -> None:
    assert read(put(shop, xlsx({"List": ROWS}), "list.csv"))[0] == TEXTS
    put(shop, b"ref,customer\n1,Kim\n")
    assert read(shop.folder / "list.xlsx")[0] == [["ref", "customer"], ["1", "Kim"]]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_workbook_may_come_through_a_pipe(shop: Shop) -> None:
    pipe = shop.folder / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(xlsx({"List": ROWS}),))
    writer.start()
    assert read(pipe)[0] == TEXTS
    writer.join()


def test_a_title_headings_that_come_again_and_totals_are_left_out(shop: Shop) -> None:
    file = put(shop, xlsx({"List": PRINTED}))
    rows, said = read(file)
    assert rows == TEXTS
    assert said == (
        "1 line above the headings left out",
        "1 row left out with the headings again",
        "a row of totals left out",
    )
    assert read(file, skip=3)[0][0][:2] == ["1041", "Zoë März"]
    assert "line 5" in shop.run(f"import {file} --map subject=due").out


def test_the_first_sheet_with_a_table_is_taken_and_said(shop: Shop) -> None:
    note: list[list[Cell]] = [["Read me first"], ["Then go on"]]
    file = put(shop, xlsx({"About": note, "Old": ROWS, "Tickets": ROWS, "More": ROWS[:2]}, hidden=["Old"]))
    assert read(file) == (TEXTS, ('sheet "Tickets" of 3',))
    assert read(file, sheet="more") == (TEXTS[:2], ())
    assert read(file, sheet="Old") == (TEXTS, ())
    assert 'has no sheet "Tickts". Did you mean Tickets?' in shop.refuses(2, f"import {file} --sheet Tickts")
    answer = shop.run(f"import {file} --sheet xyz")
    assert (answer.code, answer.out) == (2, "About\nOld\nTickets\nMore\n")


def test_cells_that_are_merged_over_rows_stand_in_each(shop: Shop) -> None:
    rows: list[list[Cell]] = [["order", "item"], [77, "Hub"], [None, "Cable"], [None, "Cup"]]
    file = put(shop, xlsx({"List": rows}, merged="A2:A3"))
    assert read(file)[0][1:] == [["77", "Hub"], ["77", "Cable"], ["", "Cup"]]


def test_formulas_give_their_values_and_errors_nothing(shop: Shop) -> None:
    cells = (
        '<row r="1"><c r="A1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="B1" t="s"><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    file = put(shop, xlsx({"List": cells}, shared=["none", "told once"]))
    assert read(file)[0] == [["ab", "told once"], ["2", ""]]


def test_what_is_no_workbook_or_too_much_is_refused_in_one_line(shop: Shop, subtests: pytest.Subtests) -> None:
    for name, (data, says) in REFUSED.items():
        with subtests.test(name):
            said = shop.refuses(2, "import", str(put(shop, data)))
            assert says in said
            assert not shop.store.exists()


def test_options_of_text_are_none_of_a_workbook_nor_the_other_way_round(shop: Shop) -> None:
    file = put(shop, xlsx({"List": ROWS}))
    refused = shop.refuses(2, f"import {file} --delimiter ; --encoding cp1252".replace(";", "';'"))
    assert "is a workbook, and no text; leave out --delimiter and --encoding." in refused
    assert "has no sheets; leave out --sheet." in shop.refuses(2, f"import {put(shop, b'a,b')} --sheet List")


def test_a_workbook_that_unpacks_without_end_is_refused_at_once_whatever_it_says_of_itself(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "LARGEST", 2**20)
    data = packed({"xl/a.xml": "<a>" + " " * 2**21 + "</a>"})
    begun = time.perf_counter()
    assert "holds more than 1 MiB once it is unpacked" in shop.refuses(2, "import", str(put(shop, data)))
    lie = data.replace((2**21 + 7).to_bytes(4, "little"), (500).to_bytes(4, "little"))
    assert lie != data
    assert "or it is damaged" in shop.refuses(2, "import", str(put(shop, lie)))
    many = packed({f"{number}.xml": "<a/>" for number in range(workbooks.MOST_MEMBERS + 1)})
    assert "holds more than 10,000 files" in shop.refuses(2, "import", str(put(shop, many)))
    assert time.perf_counter() - begun < 10


def test_only_a_workbook_loads_what_reads_workbooks(shop: Shop) -> None:
    file = put(shop, b"ref,customer\n1,Kim\n")
    code = (
        "import sys; from careline.cli.sheets import tables; from careline.cli.sheets.options import Given\n"
        f"with tables.opened(Given({str(file)!r})) as table: list(table.rows())\n"
        "sys.exit('python_calamine' in sys.modules or 'zipfile' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
