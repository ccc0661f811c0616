"""What a workbook would take is known before anybody makes room for it."""

import pytest

from careline.domain.sheets.extents import Damaged, Measure, Overlarge
from tests.workbooks import EMPTY_BELOW, MAIN, OASIS

CELL = '<c r="{}"><v>1</v></c>'
SPACES = " ".join(f'xmlns:{each}="{OASIS}:{each}:1.0"' for each in ("office", "table", "text"))


def sheet(rows: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def content(*tables: str) -> str:
    inside = "".join(f"<table:table>{rows}</table:table>" for rows in tables)
    return f"<office:document-content {SPACES}>{inside}</office:document-content>"


def row(*cells: str, alike: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{alike}">{"".join(cells)}</table:table-row>'


def cell(alike: int = 1, text: str = "a") -> str:
    inside = f"<text:p>{text}</text:p>" if text else ""
    return f'<table:table-cell table:number-columns-repeated="{alike}">{inside}</table:table-cell>'


def measured(*members: str, measure: Measure | None = None, encoding: str = "utf-8") -> Measure:
    measure = measure or Measure()
    for each in members:
        measure.begin()
        measure.feed(each.encode(encoding), last=True)
    return measure


FAR = {
    "opposite corners": sheet(f'<row r="1">{CELL.format("A1")}</row><row>{CELL.format("XFD1048576")}</row>'),
    "a prefix": sheet(f'<row r="1">{CELL.format("A1")}{CELL.format("XFD1000")}</row>')
    .replace("<c ", "<x:c ")
    .replace("</c>", "</x:c>"),
    "rows of 26 columns": sheet(f'<row r="1">{CELL.format("Z1")}</row><row r="500000">{CELL.format("A500000")}</row>'),
    "a row below all": sheet(CELL.format("A1048577")),
    "without places": sheet('<row r="900000">' + "<c><v>1</v></c>" * 20 + "</row>"),
    "a small letter and a reference": sheet(CELL.format("a1") + CELL.format("&#120;fd9999")),
    "cells alike": content(row(cell(900), alike=100_000)),
    "columns between": content(row(cell(16_000, ""), cell()) + row(cell(), alike=600)),
    "several tables": content(*[row(cell(16_000), alike=300)] * 2),
    "a long text in rows alike": content(row(cell(1, "x" * 10_000), alike=200_000)),
}
NEAR = {
    "a long list": sheet(f'<row r="1">{CELL.format("T1")}</row><row r="100000">{CELL.format("A100000")}</row>'),
    "cells without anything in them": sheet(f'<row r="1">{CELL.format("A1")}<c r="XFD1048576" s="1"/></row>'),
    "without places": sheet(("<row>" + "<c><v>1</v></c>" * 20 + "</row>") * 5),
    "empty rows below": content(row(cell(), cell(16_000, "")) * 9 + EMPTY_BELOW),
    "something else": "<styleSheet/>",
}


def test_a_sheet_that_reaches_far_out_is_refused(subtests: pytest.Subtests) -> None:
    for name, xml in FAR.items():
        with subtests.test(name), pytest.raises(Overlarge, match="repeats" if "text" in name else "reaches down"):
            measured(xml)


def test_a_usual_sheet_goes_in(subtests: pytest.Subtests) -> None:
    for name, xml in NEAR.items():
        with subtests.test(name):
            measured(xml)


def test_a_long_text_that_many_cells_share_is_counted_as_often_as_they_name_it() -> None:
    texts = f'<sst xmlns="{MAIN}"><si><t>short</t></si><si><t>{"x" * 2**20}</t></si></sst>'
    named = [sheet('<row r="1">' + f'<c t="s"><v>{number}</v></c>' * 2000 + "</row>") for number in (0, 1)]
    for each in named:
        assert measured(texts, each).may_be_long
    long = measured(texts).long
    measured(named[0], measure=Measure(long))
    with pytest.raises(Overlarge):
        measured(named[1], measure=Measure(long))


def test_what_is_no_xml_or_declares_its_own_words_is_damaged(subtests: pytest.Subtests) -> None:
    for xml in ("<a>", "text", "<!DOCTYPE a><a/>", sheet('<row r="x"/>'), content(row(cell())).replace('"1"', '"-"')):
        with subtests.test(xml), pytest.raises(Damaged):
            measured(xml)
    for encoding in ("utf-16", "latin-1"):
        with subtests.test(encoding), pytest.raises(Damaged):
            measured(f'<?xml version="1.0" encoding="{encoding}"?><a>ä</a>', encoding=encoding)
