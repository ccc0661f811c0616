"""The one way in which queries ask: SQL text and named parameters in, rows out."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from careline.store.faults import named_faults

Fetch = Callable[..., list[tuple[Any, ...]]]
"""SQL text and named parameters in, rows out; the same on both roads."""

BATCH = 1000
"""How many rows come at a time where all of them could be too many."""


def fetch_on(connection: sqlite3.Connection) -> Fetch:
    """A fetch on a plain connection."""

    def fetch(sql: str, **parameters: Any) -> list[tuple[Any, ...]]:
        return connection.execute(sql, parameters).fetchall()

    return fetch


class Reader:
    """A fetch on a plain connection that also hands out rows as they come, for what has more of them than fit.

    It says itself what is wrong with the store, as it may be asked long after it was opened. Raises StoreFault and
    StoreBusy.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path

    def __call__(self, sql: str, **parameters: Any) -> list[tuple[Any, ...]]:
        """All rows."""
        with named_faults(self.path):
            return self.connection.execute(sql, parameters).fetchall()

    def in_batches(self, sql: str, **parameters: Any) -> Iterator[list[tuple[Any, ...]]]:
        """The rows, a batch at a time."""
        with named_faults(self.path):
            cursor = self.connection.execute(sql, parameters)
            rows = cursor.fetchmany(BATCH)
        while rows:
            yield rows
            with named_faults(self.path):
                rows = cursor.fetchmany(BATCH)
