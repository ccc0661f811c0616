"""The rows of a report as CSV that a spreadsheet opens as it should.

UTF-8 with the mark by which Excel knows it, and lines that end as there; moments in the shop's zone as Excel and
LibreOffice take them for dates, the zone in the heading; of money the number and the currency; and no text that a
spreadsheet would take for a number, a date or a formula.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from careline.domain.money.money import Money
from careline.domain.report import Column, Kind, Report
from careline.render.csv_ import ROWS, Writers, as_text
from careline.render.safe import cell

MARK = "\ufeff"
END = "\r\n"
LONG = 12
"""From so many digits on Excel shows a number as 1.23E+11, and from sixteen on it changes it."""
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_TAKEN = (
    rf"0\d.*|[\d ,.']*|\d+(?:\.\d*)?e[+-]?\d+"  # leading zeros, digits, 12E45
    rf"|\d+[-/.:]\d+(?:[-/.: ]\d+)*(?: ?[ap]m)?"  # 10-12, 1/2, 10:30
    rf"|{_MONTH}[-/ .]*\d+|\d+[-/ .]*{_MONTH}(?:[-/ .]*\d+)?"  # MAR1, 1-Dec-24
)
"""What is more to a spreadsheet than its signs, of what begins with a digit or a month."""


def pieces(report: Report) -> Iterator[str]:
    """The first section of a report as a file, some rows at a time."""
    section = report.sections[0]
    zone = getattr(report.zone, "key", str(report.zone))
    yield MARK + as_text([[name for column in section.columns for name in _names(column, zone)]], ",", END)
    write = _Cells(report.zone, held)
    kinds = [column.kind for column in section.columns]
    rows = (_cells(row, kinds, write) for row in section.rows)
    while some := list(islice(rows, ROWS)):
        yield as_text(some, ",", END)


def held(text: str) -> str:
    """The text as a spreadsheet shows it: an apostrophe stands before what it would take for something else."""
    safe = cell(text)
    return f"'{safe}" if safe == text and _would_change(text) else safe


def _would_change(text: str) -> bool:
    if not text[:1].isalnum() or not re.fullmatch(_TAKEN, text, re.IGNORECASE):
        return False
    # A short number is the same as a number, and can be sorted.
    return not (text.isascii() and text.isdigit() and ((len(text) < LONG and text[0] != "0") or text == "0"))


class _Cells(Writers):
    def moment(self, value: datetime) -> str:
        """The moment in the shop's zone, as spreadsheets take it for one."""
        return value.astimezone(self.zone).strftime("%Y-%m-%d %H:%M:%S")


def _names(column: Column, zone: str) -> tuple[str, ...]:
    if column.kind is Kind.MOMENT:
        return (f"{column.key} ({zone})",)
    return (column.key, f"{column.key}_currency") if column.kind is Kind.MONEY else (column.key,)


def _cells(row: Iterable[Any], kinds: Iterable[Any], write: Writers) -> list[Any]:
    cells: list[Any] = []
    for value, kind in zip(row, kinds, strict=True):
        cells.append(write[type(value)](value))
        if kind is Kind.MONEY:
            cells.append(value.currency if isinstance(value, Money) else "")
    return cells
