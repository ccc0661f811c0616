"""A store as text: its schema, and every row of every table."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

INDEX_OF_WORDS = "_search"
"""In the name of a table whose inside belongs to SQLite's own search, and changes with SQLite's version."""

OF_CHANCE = ("mark_keys", "forgotten_addresses")
"""The tables that hold a random key, and what is made with it."""


def dump(store: Path) -> str:
    """The text, the same for the same contents."""
    with closing(sqlite3.connect(store)) as connection:
        return "".join(f"{line}\n" for line in _lines(connection))


def _lines(connection: sqlite3.Connection) -> Iterator[str]:
    for pragma in ("application_id", "user_version", "foreign_key_check", "integrity_check"):
        yield f"PRAGMA {pragma}: {connection.execute(f'PRAGMA {pragma}').fetchall()}"
    made = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'"
        " ORDER BY type, name"
    ).fetchall()
    kept = [(kind, name, sql) for kind, name, sql in made if INDEX_OF_WORDS not in name or "VIRTUAL" in sql]
    for _, _, sql in kept:
        yield f"{sql};"
    for kind, name, _ in kept:
        if kind == "table" and INDEX_OF_WORDS not in name and name not in OF_CHANCE:
            yield from _rows(connection, name)


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    columns = [name for _, name, *_ in connection.execute(f"PRAGMA table_xinfo({table})")]
    literals = ", ".join(f'quote("{name}")' for name in columns)
    yield f"-- {table} ({', '.join(columns)})"
    rows = connection.execute(f"SELECT {literals} FROM {table}").fetchall()
    for row in sorted(rows, key=lambda row: (row[0].zfill(12), row)):
        yield f"{table}: {', '.join(row)}"
