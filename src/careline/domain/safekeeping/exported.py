"""The lines of an export: a header, rows, counters, the contents of attachments in pieces, and a closing line.

Each is one JSON object in ASCII. docs/export.md describes them for whoever reads them with other programs.
"""

import json
from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from careline.domain.errors import BadInput
from careline.domain.values import frozen

VERSION = 1
FORMAT = f"export/{VERSION}"
PIECE = 48 * 1024
"""How many bytes of an attachment stand in one line."""
HIGHEST = 2**63 - 1
"""The last number that a store can count to; whoever has given it out gives out no other."""
LONGEST = 64 * 1024 * 1024
"""How many bytes a line may have, its end among them."""

_encode = json.JSONEncoder().encode


class NoSuchLine(BadInput):
    """A line that is none of an export, or that this careline does not know."""


@frozen
class Header:
    """The first line: the schema's revision of the store that was exported."""

    revision: str


@frozen
class Row:
    """A row of a table, by column."""

    table: str
    row: Mapping[str, Any]


@frozen
class Counter:
    """The last id that a table has given out."""

    counter: str
    last: int


@frozen
class Piece:
    """A piece of an attachment's content, counted from 1; the last may be the only one, and empty."""

    attachment: str
    piece: int
    content: bytes


@frozen
class Missing:
    """An attachment whose content was not there when the store was exported."""

    attachment: str


@frozen
class Closing:
    """The last line: how many lines there are of each table that has any, of counters, and how many attachments."""

    rows: Mapping[str, int]
    counters: int
    attachments: int


Line = Header | Row | Counter | Piece | Missing | Closing


def header(revision: str) -> str:
    """The first line."""
    return _line({"careline": FORMAT, "revision": revision})


def beginning(table: str) -> str:
    """How each line of a table's row begins; `row` ends it."""
    return f'{{"table": {_encode(table)}, "row": '


def row(begun: str, columns: Sequence[str], values: Sequence[Any]) -> str:
    """The line of a row."""
    # DEL is the one control character that JSON leaves as it is; it can stand inside strings only.
    return f"{begun}{_encode(dict(zip(columns, values, strict=True)))}}}\n".replace("\x7f", "\\u007f")


def counter(table: str, last: int) -> str:
    """The line of a counter."""
    return _line({"counter": table, "last": last})


def piece(attachment: str, number: int, content: bytes) -> str:
    """The line of a piece of an attachment's content."""
    return _line({"attachment": attachment, "piece": number, "base64": b64encode(content).decode()})


def missing(attachment: str) -> str:
    """The line of an attachment whose content is not there."""
    return _line({"attachment": attachment, "missing": True})


def closing(counted: Closing) -> str:
    """The last line."""
    said = {"rows": dict(counted.rows), "counters": counted.counters, "attachments": counted.attachments}
    return _line({"closing": said})


def read(data: bytes) -> Line:
    """What a line says. Raises NoSuchLine."""
    said = _read_json(data)
    match said:
        case {"careline": str() as named, "revision": str() as revision}:
            _check(said, "careline", "revision")
            _check_version(named)
            return Header(revision)
        case {"careline": str() as named}:
            _check_version(named)
        case {"table": str() as table, "row": dict() as columns}:
            _check(said, "table", "row")
            return Row(table, columns)
        case {"counter": str() as table, "last": int() as last} if type(last) is int:
            _check(said, "counter", "last")
            if not 0 <= last < HIGHEST:
                raise NoSuchLine("no counter gets there")
            return Counter(table, last)
        case {"attachment": str() as attachment, "missing": True}:
            _check(said, "attachment", "missing")
            return Missing(attachment)
        case {"attachment": str() as attachment, "piece": int() as number, "base64": str() as text}:
            _check(said, "attachment", "piece", "base64")
            return Piece(attachment, number, _content(text))
        case {"closing": {"rows": dict() as rows, "counters": int() as counters, "attachments": int() as attachments}}:
            _check(said, "closing")
            _check(said["closing"], "rows", "counters", "attachments")
            return Closing(rows, counters, attachments)
    raise NoSuchLine("it is no line of an export")


def _line(said: Mapping[str, Any]) -> str:
    return f"{_encode(said)}\n"


def _read_json(data: bytes) -> Any:
    try:
        return json.loads(data, object_pairs_hook=_once_each, parse_constant=_no_json)
    except NoSuchLine:
        raise
    except (ValueError, RecursionError):
        raise NoSuchLine("it is no JSON") from None


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise NoSuchLine(f"it says {next(name for name in names if names.count(name) > 1)} twice")
    return found


def _no_json(word: str) -> NoReturn:
    raise NoSuchLine("it is no JSON")


def _check_version(named: str) -> None:
    kind, _, version = named.partition("/")
    if kind != "export" or not (version.isascii() and version.isdigit()):
        raise NoSuchLine("it is no line of an export")
    if named != FORMAT:
        raise NoSuchLine(f"it is of {named}, and this careline knows {FORMAT}; upgrade careline to read it")


def _check(said: Mapping[str, Any], *known: str) -> None:
    if more := [key for key in said if key not in known]:
        raise NoSuchLine(f"nobody knows what {more[0]} in it means")


def _content(text: str) -> bytes:
    try:
        content = b64decode(text, validate=True)
    except (NoBase64, ValueError):
        raise NoSuchLine("its base64 is damaged") from None
    if len(content) > PIECE:
        raise NoSuchLine(f"its piece is longer than {PIECE} bytes")
    return content
