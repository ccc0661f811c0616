"""Reports and records as JSON: the words and values as they are, in ASCII, which every stream can hold."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from careline.domain.cases.case import Customer
from careline.domain.money.money import Money
from careline.domain.promises.dependencies import Risk
from careline.domain.report import Report, Section, Worded, Words
from careline.render import Options
from careline.render.objects import person
from careline.render.safe import json_with_nothing_acting

SCHEMA = "careline/1"


def render(report: Report, options: Options) -> str:
    """One object: the items of a plain list, or every section of a report by name."""
    if report.listing:
        items = [row for section in report.sections for row in _rows(section)]
        return dumps({"as_of": report.as_of, "items": items, **(report.beside or {})})
    return dumps(
        {
            "report": report.name,
            "as_of": report.as_of,
            "since": report.since,
            "until": report.until,
            "sections": {section.name: list(_rows(section)) for section in report.sections},
        }
    )


def render_lines(report: Report, options: Options) -> str:
    """One object a row and line; where there are several sections each row begins with its section's name."""
    return "".join(pieces(report, options))


def pieces(report: Report, options: Options) -> Iterator[str]:
    """The same, a line at a time."""
    several = len(report.sections) > 1
    for section in report.sections:
        for row in _rows(section):
            yield _ascii({"section": section.name, **row} if several else row) + "\n"


def dumps(payload: Mapping[str, Any]) -> str:
    """The schema's name and the payload as a JSON document. Moments become UTC, enums their values."""
    return _ascii({"schema": SCHEMA, **payload}, indent=2) + "\n"


def document(payload: Mapping[str, Any]) -> str:
    """The payload alone as a JSON document."""
    return _ascii(payload, indent=2) + "\n"


def readable(payload: Mapping[str, Any]) -> str:
    """The payload alone for people, in the letters that it has; what would act in a text is escaped."""
    import json  # as below

    return json_with_nothing_acting(json.dumps(payload, default=_plain, indent=2, ensure_ascii=False)) + "\n"


def line(payload: Mapping[str, Any]) -> str:
    """The payload alone in one line."""
    return _ascii(payload) + "\n"


def one_line(payload: Mapping[str, Any]) -> str:
    """The same document in one line."""
    return _ascii({"schema": SCHEMA, **payload}) + "\n"


def utc(moment: datetime) -> str:
    """The moment in UTC to the whole second: `2026-06-02T21:00:00Z`."""
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def _rows(section: Section) -> Iterator[dict[str, Any]]:
    keys = [column.key for column in section.columns]
    return (dict(zip(keys, row, strict=True)) for row in section.rows)


def _ascii(value: Mapping[str, Any], indent: int | None = None) -> str:
    import json  # every command knows this module, and few write JSON

    # DEL is the one control character that JSON leaves as it is; it can stand inside strings only.
    return json.dumps(value, default=_plain, indent=indent).replace("\x7f", "\\u007f")


def _plain(value: object) -> Any:
    match value:
        case datetime():
            return utc(value)
        case Enum():
            return value.value
        case Words():
            return value.text
        case Worded():
            return value.value
        case Risk():
            return {"promise": value.waits_for.name, "why": value.why}
        case Money():
            return {"amount": str(value.decimal), "currency": value.currency}
        case Customer():
            return person(value)
        case _:
            raise TypeError(f"{type(value).__name__} has no place in JSON")
