"""Putting rows and contents of attachments where they belong, each as it was when it was exported."""

import hashlib
import json
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn

from careline.domain.safekeeping.exported import NoSuchLine
from careline.store.safekeeping import attachments
from careline.store.safekeeping.exporting import Column, Table
from careline.store.stamps import WIDTH


class Contents:
    """The contents of attachments on their way to where they lie; those that were put there go where all fails."""

    def __init__(self, store: Path, *, keep: bool) -> None:
        self.store = store
        self.keep = keep
        self.found: set[str] = set()
        self.missing: set[str] = set()
        self._put: list[str] = []

    @property
    def seen(self) -> set[str]:
        """Those that have had their lines."""
        return self.found | self.missing

    def __enter__(self) -> "Contents":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind:
            attachments.take_away(self.store, self._put)

    def take(self, named: Mapping[str, int], sha256: str, pieces: Iterator[bytes]) -> None:
        """Put a content there, whose size is among the `named`. Raises NoSuchLine and StoreFault."""
        self._check(named, sha256)
        digest, size = hashlib.sha256(), 0

        def seen() -> Iterator[bytes]:
            nonlocal size
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                if size > named[sha256]:
                    break
                yield piece
            if size != named[sha256] or digest.hexdigest() != sha256:
                raise NoSuchLine(f"the content of the attachment before it, {sha256[:12]}..., is not what it was")

        if self.keep:
            if not attachments.place_of(self.store, sha256).exists():
                self._put.append(sha256)
            attachments.put(self.store, sha256, seen())
        else:
            deque(seen(), maxlen=0)
        self.found.add(sha256)

    def miss(self, named: Mapping[str, int], sha256: str) -> None:
        """Take it that a content was not there. Raises NoSuchLine."""
        self._check(named, sha256)
        self.missing.add(sha256)

    def _check(self, named: Mapping[str, int], sha256: str) -> None:
        if sha256 not in named:
            raise NoSuchLine("no attachment has this content")
        if sha256 in self.seen:
            raise NoSuchLine("this content was there already")


class Taker:
    """What puts rows into one table."""

    def __init__(self, table: Table, connection: sqlite3.Connection) -> None:
        self.table = table
        self.connection = connection
        self.names = [column.name for column in table.columns]
        self.keys = set(self.names)
        self.fits = [_fitting(table, column) for column in table.columns]
        self.insert = f'INSERT INTO "{table.name}" ({table.names}) VALUES ({", ".join("?" * len(self.names))})'

    def take(self, row: Mapping[str, Any]) -> None:
        """Put one row in. Raises NoSuchLine."""
        if row.keys() != self.keys:
            raise self._other_columns(row)
        values = [row[name] for name in self.names]
        for value, fits, column in zip(values, self.fits, self.table.columns, strict=True):
            if column.needed if value is None else not fits(value):
                raise NoSuchLine(f"{column.name} of {self.table.name} cannot be {_shown(value)}")
        try:
            self.connection.execute(self.insert, values)
        except UnicodeEncodeError:
            raise NoSuchLine(f"a text of {self.table.name} in it is no text") from None
        except sqlite3.IntegrityError as error:
            raise self._broken(str(error)) from None

    def _other_columns(self, row: Mapping[str, Any]) -> NoSuchLine:
        more, less = (sorted(each) for each in (row.keys() - self.keys, self.keys - row.keys()))
        if more:
            return NoSuchLine(f"{self.table.name} has no column {more[0]}")
        return NoSuchLine(f"it lacks {less[0]} of {self.table.name}")

    def _broken(self, said: str) -> NoSuchLine:
        kind, _, what = said.partition(" constraint failed: ")
        if kind == "UNIQUE":
            which = " and ".join(name.rpartition(".")[2] for name in what.split(", "))
            return NoSuchLine(f"{self.table.name} has another row with the same {which}")
        return NoSuchLine(f"no row of {self.table.name} can be so ({what})")


def _fitting(table: Table, column: Column) -> Callable[[object], bool]:
    """What tells whether a value fits a column."""
    if column.key and column.kind == "INTEGER":
        return _is_id
    return OF_ONE_COLUMN.get((table.name, column.name)) or FITS.get(column.kind, _is_text)


def _is_text(value: object) -> bool:
    return type(value) is str and "\0" not in value


def _is_number(value: object) -> bool:
    return type(value) is int and -(2**63) <= value < 2**63


def _is_id(value: object) -> bool:
    return type(value) is int and 0 < value < 2**63


def _is_moment(value: object) -> bool:
    try:
        return len(value) == WIDTH and datetime.fromisoformat(value).isoformat(" ", "microseconds") == value  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False


def _is_day(value: object) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False


def _is_object(value: object) -> bool:
    try:
        return _is_text(value) and isinstance(json.loads(value, parse_constant=_no_json), dict)  # type: ignore[arg-type]
    except (ValueError, RecursionError):
        return False


def _no_json(word: str) -> NoReturn:
    raise ValueError(word)


FITS: Mapping[str, Callable[[object], bool]] = {
    "INTEGER": _is_number,
    "BOOLEAN": lambda value: type(value) is int and value in (0, 1),
    "DATETIME": _is_moment,
    "DATE": _is_day,
}
"""Whether a value fits a column, by the type that it was declared with; all others hold text."""
OF_ONE_COLUMN: Mapping[tuple[str, str], Callable[[object], bool]] = {("changes", "before"): _is_object}
"""The same of columns that hold more than any text."""
SHOWN = 40


def _shown(value: object) -> str:
    """The value as the line has it, in short."""
    text = json.dumps(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."
