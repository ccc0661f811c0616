"""One section of a report as CSV (RFC 4180, lines ended by a newline) or TSV, with the keys of its rows as header."""

import csv
from datetime import datetime
from enum import Enum
from io import StringIO
from typing import Any

from careline.domain.errors import BadInput
from careline.domain.money.money import Money
from careline.domain.report import Report, Worded, Words
from careline.render import Options
from careline.render.json_ import utc
from careline.render.safe import cell, degrade


def render(report: Report, options: Options) -> str:
    """The rows with commas between. Raises BadInput where the report has several sections, and no main one."""
    return _written(report, options, ",")


def render_tabs(report: Report, options: Options) -> str:
    """The rows with tabs between; no cell holds a tab. Raises BadInput like `render`."""
    return _written(report, options, "\t")


def _written(report: Report, options: Options, delimiter: str) -> str:
    sections = [section for section in report.sections if section.name == report.main] or report.sections
    if len(sections) > 1:
        names = ", ".join(section.name for section in sections)
        raise BadInput(
            f"{report.name} has {len(sections)} sections and this format holds one. Name it with --section: {names}."
        )
    page = StringIO()
    write = csv.writer(page, delimiter=delimiter, lineterminator="\n")
    for section in sections:
        write.writerow(column.key for column in section.columns)
        write.writerows([degrade(_cell(value), options.encoding) for value in row] for row in section.rows)
    return page.getvalue()


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return utc(value)
        case Enum():
            return cell(str(value.value))
        case int() | float():
            return str(value)
        case Money():
            return str(value.decimal)
        case Words():
            return cell(value.text)
        case Worded():
            return _cell(value.value)
        case _:
            return cell(str(value))
