"""The words for values, as people read them: one Wording for a report, its quotation marks and its sheet."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from enum import Enum
from typing import Any

from careline.domain.cases.case import Customer
from careline.domain.money.money import Money
from careline.domain.report import Column, Form, Fragment, Item, Kind, Line, Report, Row, Section, Worded, Words
from careline.domain.time import moments
from careline.domain.values import frozen
from careline.domain.wording import counted
from careline.render.safe import degrade, visible

NUMERIC: frozenset[Form] = frozenset({Kind.NUMBER, Kind.DECIMAL, Kind.RATE, Kind.MONEY})
"""What stands flush right in a column."""

STRAIGHT = ('"', '"')
CURLY = ("\u201c", "\u201d")
"""The marks that said words stand in: in plain text, and on a terminal."""

DRY_RUN = "A dry run: nothing was written."
FORETOLD = "if nobody acts until then"
"""What a page of a future moment says beside it."""


def read_columns(section: Section, rows: Sequence[Row]) -> list[tuple[int, Column]]:
    """The columns that people read, each with its place in a row: the titled ones, or all under their keys.

    The sparse ones, of which none of the section's rows has anything, stay away.
    """
    sparse = [place for place, column in enumerate(section.columns) if column.sparse]
    empty = {place for place in sparse if not any(row[place] for row in rows)}
    placed = [each for each in enumerate(section.columns) if each[0] not in empty]
    titled = [(place, column) for place, column in placed if column.title]
    return titled or [(place, replace(column, title=column.key)) for place, column in placed]


def listed(*parts: str) -> str:
    """The parts that say something, with commas between."""
    return ", ".join(filter(None, parts))


def said(words: Words, quotes: tuple[str, str], show: Callable[[str], str] = visible) -> str:
    """Said words in these marks, plans without; as they can be seen."""
    opening, closing = quotes if words.said else ("", "")
    return f"{opening}{show(words.text)}{closing}"


@frozen
class Wording:
    """Turns the values of one report into safe text.

    `quotes` are the two marks that said words stand in; what `encoding` lacks is replaced.
    """

    report: Report
    quotes: tuple[str, str]
    encoding: str

    def text(self, text: str) -> str:
        """The text as it can be seen."""
        return degrade(visible(text), self.encoding)

    def words(self, words: Words) -> str:
        """Said words in quotation marks, plans without."""
        return degrade(said(words, self.quotes), self.encoding)

    def short(self, moment: datetime) -> str:
        """The moment in brief, in the shop's zone."""
        return moments.short(moment, self.report.as_of, self.report.zone)

    def full(self, moment: datetime) -> str:
        """The moment with its year and zone."""
        return moments.full(moment, self.report.zone)

    def value(self, value: Any, kind: Form = Kind.TEXT) -> str:
        """The value in words: nothing for None, yes and no, `83%`, moments in brief."""
        match value:
            case None:
                return ""
            case bool():
                return "yes" if value else "no"
            case float() | int() if kind is Kind.RATE:
                return f"{value:.0%}"
            case float():
                return f"{value:.1f}".removesuffix(".0")
            case datetime():
                return self.short(value)
            case Words():
                return self.words(value)
            case Worded():
                return self.text(value.words)
            case Customer():
                return self.text(value.name)
            case Money():
                return self.text(value.shown())
            case Enum():
                return self.text(str(value.value).replace("_", " "))
            case _:
                return self.text(str(value))

    def row(self, row: Sequence[Any], columns: Sequence[tuple[int, Column]]) -> list[str]:
        """The words of a row in those columns."""
        return [self.value(row[place], column.kind) for place, column in columns]

    def fragments(self, fragments: Sequence[Fragment]) -> str:
        """All fragments side by side."""
        return "".join(self.value(fragment) for fragment in fragments)

    def line(self, line: Line) -> str:
        """The line behind its label."""
        label = self.text(f"{line.label}: ") if line.label else ""
        return label + self.fragments(line.fragments)

    def due(self, item: Item) -> str:
        """`due Tue 2 Jun 17:00`, or nothing."""
        return f"due {self.short(item.due_at)}" if item.due_at else ""

    def counts(self, item: Item) -> str:
        """How often the customer asked and was told: `asked 6, told 0`; of questions how many: `1 question, told 0`."""
        asked = "" if item.asked is None else f"asked {item.asked}"
        asked = asked if item.questions is None else counted(item.questions, "question")
        told = "" if item.told is None else f"told {item.told}"
        return listed(asked, told)

    def dateline(self) -> str:
        """Shop, moment and zone: `Headsets Direct, Mon 8 Jun 2026 08:00 EDT (America/New_York)`."""
        moment = f"{self.full(self.report.as_of)} ({self.report.zone.key})"
        return self.text(listed(self.report.shop, moment, FORETOLD if self.report.foretold else ""))

    def changed(self) -> str:
        """What is new, or else the time that the report speaks of."""
        since, until = self.report.since, self.report.until
        if since is None and until and until < self.report.as_of:
            return f"until {self.short(until)}"
        if self.report.changed or since is None:
            return self.text(self.report.changed)
        return f"{self.short(since)} to {self.short(until)}" if until else f"since {self.short(since)}"
