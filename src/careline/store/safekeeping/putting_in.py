"""Putting the rows of an export into one table, each as it was."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from careline.domain.safekeeping.exported import NoSuchLine
from careline.store.safekeeping.exporting import Table
from careline.store.stamps import WIDTH


class Taker:
    """What puts rows into one table."""

    def __init__(self, table: Table, connection: sqlite3.Connection) -> None:
        self.table = table
        self.connection = connection
        self.names = [column.name for column in table.columns]
        self.keys = set(self.names)
        self.fits = [
            _is_id if column.key and column.kind == "INTEGER" else FITS.get(column.kind, _is_text)
            for column in table.columns
        ]
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


FITS: Mapping[str, Callable[[object], bool]] = {
    "INTEGER": _is_number,
    "BOOLEAN": lambda value: type(value) is int and value in (0, 1),
    "DATETIME": _is_moment,
    "DATE": _is_day,
}
"""Whether a value fits a column, by the type that it was declared with; all others hold text."""
SHOWN = 40


def _shown(value: object) -> str:
    """The value as the line has it, in short."""
    text = json.dumps(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."
