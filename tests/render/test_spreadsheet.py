"""Rows that a spreadsheet opens as they are: nothing in them turns into another number, a date or a formula."""

import csv
from datetime import UTC, datetime
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from careline.domain.money.money import Money
from careline.domain.report import Column, Kind, Report, Section, Worded, Words
from careline.render.spreadsheet import END, MARK, held, pieces

NOON = datetime(2026, 6, 1, 16, 0, tzinfo=UTC)


def test_a_text_that_a_spreadsheet_would_change_has_an_apostrophe_before_it(subtests: pytest.Subtests) -> None:
    for text in (
        *("4711000000000001", "986578788855", "0177", "00", "0.5", "1234 5678 9012"),
        *("12E45", "1e5", "3.5E-2", "10-12", "1/2", "1.2.2026", "2026-11-24", "10:30", "10:30 pm", "10:30:05"),
        *("MAR1", "Sep 24", "1-Dec", "1 december 2026", "dec-24", "=1+1", "+49 30 123", "-5", "@x", "\u200b=1"),
    ):
        with subtests.test(text):
            assert held(text).startswith("'")
            assert held(text).endswith(text.lstrip("\u200b"))
    for text in (
        *("", "4711", "0", "12345678901", "A-10482", "C-1", "1Z999AA10123456784", "12E", "E12", "Dana Reyes"),
        *("2 units", "1st", "March", "10-day", "MX500i", "No sound since 10:30", "dana@example.com", "é"),
    ):
        with subtests.test(text):
            assert held(text) == text


def rows(*columns: Column, values: list[tuple[Any, ...]]) -> list[list[str]]:
    """What a spreadsheet reads."""
    zone = ZoneInfo("America/New_York")
    report = Report("things", "Things", "Shop", NOON, zone, (Section("things", columns, tuple(values)),))
    text = "".join(pieces(report))
    assert text.startswith(MARK)
    assert text.count(END) == text.count("\n") == len(values) + 1
    return list(csv.reader(StringIO(text.removeprefix(MARK), newline="")))


def test_moments_stand_in_the_shops_zone_which_the_heading_names() -> None:
    columns = (Column("at", Kind.MOMENT), Column("who"))
    assert rows(*columns, values=[(NOON, "Jörg"), (None, "Ana")]) == [
        ["at (America/New_York)", "who"],
        ["2026-06-01 12:00:00", "Jörg"],
        ["", "Ana"],
    ]


def test_money_is_a_number_and_its_currency() -> None:
    column = Column("price", Kind.MONEY, null=True)
    assert rows(column, values=[(Money(4100, "USD"),), (None,)]) == [
        ["price", "price_currency"],
        ["41.00", "USD"],
        ["", ""],
    ]


def test_every_text_is_guarded_whatever_it_comes_in() -> None:
    columns = tuple(map(Column, ("a", "b", "c", "d", "e")))
    values = [(Words("=1", True), Worded("0177", "x"), ("12E5",), True, "two\nlines")]
    assert rows(*columns, values=values)[1] == ["'=1", "'0177", "'12E5", "true", "two\\nlines"]
