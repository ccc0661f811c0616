"""The first section of a report as CSV (RFC 4180, lines ended by a newline) or TSV, with its rows' keys as header.

Moments stand in the shop's zone, with their offset.
"""

import csv
from collections.abc import Iterator
from datetime import datetime, tzinfo
from enum import Enum
from io import StringIO
from itertools import islice
from typing import Any

from careline.domain.money.money import Money
from careline.domain.report import Report, Worded, Words
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
    for section in report.sections[:1]:
        rows = ([degrade(_cell(value, report.zone), options.encoding) for value in row] for row in section.rows)
        some = [[column.key for column in section.columns]]
        while some:
            page = StringIO()
            csv.writer(page, delimiter=delimiter, lineterminator="\n").writerows(some)
            yield page.getvalue()
            some = list(islice(rows, ROWS))


def _cell(value: Any, zone: tzinfo) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return datetime.isoformat(value.astimezone(zone), timespec="seconds")
        case Enum():
            return cell(str(value.value))
        case int() | float():
            return str(value)
        case Money():
            return str(value.decimal)
        case Words():
            return cell(value.text)
        case Worded():
            return _cell(value.value, zone)
        case _:
            return cell(str(value))
