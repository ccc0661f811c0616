"""An empty store as the revisions make it, one after another."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from careline.store.file import REVISIONS
from careline.store.migrations.migrating import migrate
from tests.store.contents import opened


@contextmanager
def migrated(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to it."""
    with opened(path) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
        with engine.connect() as through:
            migrate(through, REVISIONS[-1])
            through.commit()
        yield connection
