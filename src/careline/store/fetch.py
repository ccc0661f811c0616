"""The one way in which queries ask: SQL text and named parameters in, rows out."""

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    pass


Fetch = Callable[..., list[tuple[Any, ...]]]
"""SQL text and named parameters in, rows out; the same on both roads."""


def fetch_on(connection: sqlite3.Connection) -> Fetch:
    """A fetch on a plain connection."""

    def fetch(sql: str, **parameters: Any) -> list[tuple[Any, ...]]:
        return connection.execute(sql, parameters).fetchall()

    return fetch
