"""Adding many rows at once, each with its line in the log."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from operator import itemgetter
from typing import Any

from careline.store.recording import Recording

# A row of an import has at most 13 values, and SQLite takes 32766 in a statement.
ROWS_A_STATEMENT = 1000
CACHE = "PRAGMA cache_size = -8000"
FIRED = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = :table AND sql LIKE '%INSERT ON%'"
LOG = """
    INSERT INTO changes (command_id, table_name, row_id, action)
    SELECT :command, :table, id, 'insert' FROM {table} WHERE id > :last ORDER BY id
"""

Add = Callable[[str, Sequence[dict[str, Any]]], None]
"""Adds rows by an INSERT that ends with the VALUES of one of them."""


@contextmanager
def adding(work: Recording) -> Iterator[Add]:
    """What adds many rows at once. Meanwhile nothing else may add to the same tables.

    Triggers that fire for each row would take a third of the time. So those that fire when a row is added are away
    until the end, and the log gets the same lines in the same order, many at once. All of it is one transaction: it is
    committed with every trigger in its place, or taken back.
    """
    away: dict[str, list[tuple[Any, ...]]] = {}

    def put_away(table: str) -> None:
        if table not in away:
            away[table] = work.fetch(FIRED, table=table)
            for name, _ in away[table]:
                work.run(f"DROP TRIGGER {name}")

    def add(sql: str, rows: Sequence[dict[str, Any]]) -> None:
        if not rows:
            return
        _, _, table, *_ = sql.split()
        put_away(table)
        put_away("changes")
        [(last,)] = work.fetch(f"SELECT coalesce(max(id), 0) FROM {table}")
        _insert(work, sql, rows)
        work.run(LOG.format(table=table), command=work.command_id, table=table, last=last)

    # Rows go into indexes anywhere, and of those SQLite would keep 2 MB in memory, and read and write the rest again.
    work.run(CACHE)
    yield add
    for _, sql in chain.from_iterable(away.values()):
        work.run(sql)


def change(work: Recording, sql: str, rows: Sequence[dict[str, Any]]) -> None:
    """Change many rows by the same UPDATE; each has its line in the log."""
    if rows:
        work.session.connection().exec_driver_sql(sql, list(rows))


def _insert(work: Recording, sql: str, rows: Sequence[dict[str, Any]]) -> None:
    head, values, row = sql.partition("VALUES")
    values_of, row = itemgetter(*re.findall(r":(\w+)", row)), re.sub(r":\w+", "?", row)
    for first in range(0, len(rows), ROWS_A_STATEMENT):
        some = rows[first : first + ROWS_A_STATEMENT]
        work.session.connection().exec_driver_sql(
            head + values + ", ".join([row] * len(some)), tuple(chain.from_iterable(map(values_of, some)))
        )
