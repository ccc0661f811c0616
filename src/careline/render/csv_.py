"""The first section of a report as CSV (RFC 4180, lines ended by a newline) or TSV, with its rows' keys as header.

Moments stand in the shop's zone, with their offset.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, tzinfo
from enum import Enum
from io import StringIO
from itertools import islice
from typing import Any

from careline.domain.money.money import Money
from careline.domain.report import Report, Worded, Words
from careline.domain.time.utc import utc
from careline.render import Options
from careline.render.safe import cell, degrade

ROWS = 500
"""How many rows make a piece."""


def render(report: Report, options: Options) -> str:
    """The rows with commas between."""
    return "".join(pieces(report, options))


def render_tabs(report: Report, options: Options) -> str:
    """The rows with tabs between; no cell holds a tab."""
    return "".join(pieces_with_tabs(report, options))


def pieces(report: Report, options: Options) -> Iterator[str]:
    """The same as `render`, some rows at a time."""
    return _pieces(report, options, ",")


def pieces_with_tabs(report: Report, options: Options) -> Iterator[str]:
    """The same as `render_tabs`, some rows at a time."""
    return _pieces(report, options, "\t")


def _pieces(report: Report, options: Options, delimiter: str) -> Iterator[str]:
    write = Writers(report.zone)
    for section in report.sections[:1]:
        rows = ([write[type(value)](value) for value in row] for row in section.rows)
        some = [[column.key for column in section.columns]]
        while some:
            text = as_text(some, delimiter)
            try:
                text.encode(options.encoding)
            except UnicodeEncodeError:
                text = as_text([[degrade(str(each), options.encoding) for each in row] for row in some], delimiter)
            yield text
            some = list(islice(rows, ROWS))


def as_text(rows: Iterable[Iterable[Any]], delimiter: str, end: str = "\n") -> str:
    """Rows as they stand in a file."""
    page = StringIO()
    csv.writer(page, delimiter=delimiter, lineterminator=end).writerows(rows)
    return page.getvalue()


class Writers(dict[type, Callable[[Any], Any]]):
    """What writes a value into its cell, by its type: looked for once, as there may be millions of them."""

    def __init__(self, zone: tzinfo, text: Callable[[str], str] = cell) -> None:
        self.zone = zone
        self.text = text

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        self[kind] = found = self._of(kind)
        return found

    def _of(self, kind: type) -> Callable[[Any], Any]:
        if kind is type(None):
            return lambda value: ""
        if kind is bool:
            return lambda value: "true" if value else "false"
        if issubclass(kind, datetime):
            return self.moment if kind is datetime else lambda value: self.moment(utc(value))
        if issubclass(kind, Enum):
            return _words(kind)
        if issubclass(kind, (int, float)):
            return str
        if kind is Money:
            return lambda value: str(value.decimal)
        if kind is Words:
            return lambda value: self.text(value.text)
        if kind is Worded:
            return lambda value: self[type(value.value)](value.value)
        if issubclass(kind, (tuple, list)):
            return lambda value: self.text(" ".join(map(str, value)))
        return self.text if kind is str else lambda value: self.text(str(value))

    def moment(self, value: datetime) -> str:
        """The moment in the shop's zone, with its offset."""
        local = value.astimezone(self.zone)
        # Hardly any has a fraction, and naming what is wanted takes half as long again.
        return local.isoformat(timespec="seconds") if value.microsecond else local.isoformat()


def _words(kind: type[Enum]) -> Callable[[Any], str]:
    """The words of an enum by member; by name, which asks less of Enum than the member itself."""
    words = {name: cell(str(member.value)) for name, member in kind.__members__.items()}
    return lambda member: words[member._name_]
