"""The first section of a report as CSV (RFC 4180, lines ended by a newline) or TSV, with its rows' keys as header.

Moments stand in the shop's zone, with their offset.
"""

import csv
from datetime import datetime, tzinfo
from enum import Enum
from io import StringIO
from typing import Any

from careline.domain.money.money import Money
from careline.domain.report import Report, Worded, Words
from careline.render import Options
from careline.render.safe import cell, degrade


def render(report: Report, options: Options) -> str:
    """The rows with commas between."""
    return _written(report, options, ",")


def render_tabs(report: Report, options: Options) -> str:
    """The rows with tabs between; no cell holds a tab."""
    return _written(report, options, "\t")


def _written(report: Report, options: Options, delimiter: str) -> str:
    page = StringIO()
    write = csv.writer(page, delimiter=delimiter, lineterminator="\n")
    for section in report.sections[:1]:
        write.writerow(column.key for column in section.columns)
        write.writerows([degrade(_cell(value, report.zone), options.encoding) for value in row] for row in section.rows)
    return page.getvalue()


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
