"""Which backups still hold somebody: their row is in there, and says who they are."""

import sqlite3
from collections.abc import Collection
from contextlib import closing
from datetime import datetime
from pathlib import Path

from careline.domain.errors import CarelineError
from careline.domain.safekeeping.forgetting import name_of
from careline.store.backups import listed
from careline.store.dialect import among
from careline.store.faults import named_faults
from careline.store.fetch import fetch_on
from careline.store.file import connect, facts_of

LOOKED_INTO = 500
"""So many are opened, the newest first; of older ones it is taken for granted."""


def backups_holding(store: Path, numbers: Collection[int], now: datetime) -> list[Path]:
    """The backups in the list that are there and hold a customer as they were, or cannot be looked into; newest first.

    `numbers` are all that the customer ever had. Nothing is written. What was restored meanwhile may have given one of
    them to somebody else: then it is theirs too.
    """
    made = {each.path: each for each in sorted(listed.known(store), key=lambda each: each.at) if each.at <= now}
    there = [path for path in reversed(made) if path.is_file() and not path.samefile(store)]
    return [path for place, path in enumerate(there) if place >= LOOKED_INTO or _may_hold(path, numbers)]


def _may_hold(path: Path, numbers: Collection[int]) -> bool:
    try:
        with named_faults(path), closing(connect(path)) as connection:
            connection.execute("PRAGMA query_only = ON")
            fetch = fetch_on(connection)
            facts_of(path, fetch)
            held = fetch(f"SELECT id, name FROM customers WHERE id {among('numbers')}", numbers=str(list(numbers)))
            return any(name != name_of(number) for number, name in held)
    except (CarelineError, sqlite3.Error, OSError):
        return True
