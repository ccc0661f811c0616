"""A new store: the newest schema at once, which the revisions lead to as well, one by one and ten times as slowly."""

import sqlite3
from collections.abc import Callable, Iterator
from importlib.resources import files

from careline.store.fetch import Fetch
from careline.store.file import APPLICATION_ID

SCHEMA = "schema.sql"
"""The newest schema as the revisions make it; `python -m scripts.write_schema` writes it anew after one has changed."""
IN_ORDER = """
    SELECT sql FROM sqlite_schema WHERE sql <> '' AND name NOT LIKE 'sqlite_%' AND name NOT IN (
        SELECT s.name FROM sqlite_schema s JOIN sqlite_schema v ON s.name GLOB v.name || '_*'
        WHERE s.type = 'table' AND v.sql LIKE 'CREATE VIRTUAL%' AND s.sql NOT LIKE 'CREATE VIRTUAL%'
    ) ORDER BY type = 'trigger', type = 'view', type = 'index', sql LIKE 'CREATE VIRTUAL%', rowid
"""


def create_tables(run: Callable[[str], object]) -> None:
    """Make all tables of a new store, within the transaction that is open."""
    for statement in statements((files("careline.store.migrations") / SCHEMA).read_text(encoding="utf-8")):
        run(statement)
    run(f"PRAGMA application_id = {APPLICATION_ID}")


def statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one: triggers have semicolons inside."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def script_of(fetch: Fetch) -> str:
    """The script that makes what a store is made of, with the revision that it is of."""
    [(revision,)] = fetch("SELECT version_num FROM alembic_version")
    lines = [sql for (sql,) in fetch(IN_ORDER)]
    return ";\n".join([*lines, f"INSERT INTO alembic_version VALUES ('{revision}')"]) + ";\n"
