"""What stands in a store, read without careline."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

LOG = ("commands", "changes")
WORKED_OUT = (
    "holidays",
    "holiday_years",
    "sweeps",
    "numbers",
    "upgrades",
    "mark_keys",
    "forgotten_addresses",
    "attachment_contents",
    "mail_contents",
    "mail_tries",
    "hook_calls",
    "hook_watches",
)
"""Tables without a line in the log: what anybody could work out again, and what stays when a command is undone."""

Row = dict[str, Any]
Contents = dict[str, dict[int, Row]]
"""By table and id: the rows, each with all its stored columns."""


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection of somebody who is not careline."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def hot_journal_of(store: Path) -> bytes:
    """What a command that is killed now would leave beside this store."""
    with opened(store) as other:
        other.execute("PRAGMA cache_size = 1")
        other.execute("BEGIN IMMEDIATE")
        other.execute("CREATE TABLE passing (a)")
        other.execute("INSERT INTO passing VALUES (zeroblob(1000000))")
        other.execute("DELETE FROM alembic_version")
        content = Path(f"{store}-journal").read_bytes()
        other.execute("ROLLBACK")
    return content


def contents(connection: sqlite3.Connection) -> Contents:
    """Every row of every table of records, the log's among them."""
    return {table: {row["id"]: row for row in rows(connection, table)} for table in tables(connection)}


def tables(connection: sqlite3.Connection) -> list[str]:
    """The names of the tables of records, in order; what is worked out from them is left out."""
    found = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'alembic_version'"
        " AND name NOT LIKE '%\\_search%' ESCAPE '\\'"
    )
    return sorted({name for (name,) in found} - set(WORKED_OUT))


def rows(connection: sqlite3.Connection, table: str) -> Iterator[Row]:
    """The rows of a table, by id."""
    columns = stored_columns(connection, table)
    for row in connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id"):
        yield dict(zip(columns, row, strict=True))


def stored_columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table that hold facts; what SQLite works out from them is left out."""
    return [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
