"""Bringing a store to this version's schema: a verified copy first, then one transaction a revision."""

import filecmp
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import Any

from alembic.util import CommandError
from sqlalchemy.exc import DBAPIError

from careline import files
from careline.domain.errors import StoreFault
from careline.interrupts import closed_in_peace
from careline.store import search
from careline.store.copying import copy_store
from careline.store.fetch import fetch_on
from careline.store.file import REVISIONS, begin_to_write, connect, facts_of, trust
from careline.store.migrations.migrating import migrate, through_sqlalchemy
from careline.store.stamps import stamp

TOLD_ANEW = "0004"
"""The revision from which on questions, words and what came back are told of as they are now."""


def bring_up_to_date(path: Path, now: datetime | None) -> Path | None:
    """Bring a store of an earlier version to the newest revision. Where its copy lies; None if another was faster.

    Foreign keys are off meanwhile, since a table that others refer to may be put in the place of another; they are
    checked before each revision is committed. With `now` it is noted when that was. Raises StoreFault.
    """
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        with closed_in_peace(through_sqlalchemy(connection)) as through:
            begin_to_write(connection)
            revision = facts_of(path, fetch_on(connection)).revision
            trust(fetch_on(connection))
            if revision not in REVISIONS[:-1]:
                return None
            copy = _verified_copy(path, revision)
            _take_all(connection, through, path, revision, now)
    return copy


def make_at(connection: sqlite3.Connection, revision: str) -> None:
    """Make all tables of an earlier revision in a new database; committed."""
    with closed_in_peace(through_sqlalchemy(connection)) as through:
        connection.execute("BEGIN")
        with through.begin():
            migrate(through, revision)


def bring_on(connection: sqlite3.Connection, path: Path, revision: str, now: datetime) -> None:
    """Bring a database that nobody else knows from its revision to the newest, with foreign keys off; committed.

    `path` is the store that it is to be. Raises StoreFault.
    """
    trust(fetch_on(connection))
    with closed_in_peace(through_sqlalchemy(connection)) as through:
        _take_all(connection, through, path, revision, now)


def _take_all(connection: sqlite3.Connection, through: Any, path: Path, revision: str, now: datetime | None) -> None:
    """Bring the database on from a revision, each step in a transaction of its own."""
    for step in REVISIONS[REVISIONS.index(revision) + 1 :]:
        if not connection.in_transaction:
            begin_to_write(connection)
        _take(through, path, step, now if step == TOLD_ANEW else None)


def in_memory(connection: sqlite3.Connection, path: Path, now: datetime | None) -> sqlite3.Connection:
    """A connection to a copy of this store in memory, brought to the newest revision at `now`. Raises StoreFault."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    connection.backup(memory)
    [(revision,)] = memory.execute("SELECT version_num FROM alembic_version").fetchall()
    with closed_in_peace(through_sqlalchemy(memory)) as through:
        memory.execute("BEGIN")
        _take(through, path, REVISIONS[-1], now if revision < TOLD_ANEW else None)
    return memory


def _take(through: Any, path: Path, revision: str, told_anew_at: datetime | None) -> None:
    """Bring the database to a revision, in the transaction that the driver has begun.

    With `told_anew_at` it is noted when that was: what was so before raises nothing. Raises StoreFault.
    """
    with through.begin():
        try:
            migrate(through, revision)
        except CommandError as error:
            raise _upgrade_failed(path, str(error)) from error
        except DBAPIError as error:
            # Rows that hold what they may not, or a view of somebody's own that does not know what becomes of a table.
            if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT):
                raise _upgrade_failed(path, str(error.orig)) from error
            raise
        if revision == REVISIONS[-1]:
            search.fill(through.exec_driver_sql)
        if told_anew_at:
            values = (TOLD_ANEW, stamp(told_anew_at))
            through.exec_driver_sql("INSERT OR REPLACE INTO upgrades VALUES (?, ?)", values)
        broken = through.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken:
            raise _upgrade_failed(path, f"a row of {broken[0]} refers to one that is not there")


def _verified_copy(path: Path, revision: str) -> Path:
    """Copy the store beside itself, readable by its owner alone, and check that the copy is whole."""
    with files.draft(path.parent, locked=False) as draft:
        copy_store(path, draft.path)
        with closing(connect(draft.path)) as copy:
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise _upgrade_failed(path, "it is damaged")
        for mark in chain((revision,), (f"{revision}-{number}" for number in count(2))):
            # Another store's copy, or one of another day, stays.
            place = path.with_name(f"{path.stem}-{mark}{path.suffix}")
            if place.is_file() and not place.is_symlink() and filecmp.cmp(draft.path, place, shallow=False):
                return place
            with suppress(FileExistsError):
                draft.publish_new(place)
                return place
    raise AssertionError


def _upgrade_failed(path: Path, why: str) -> StoreFault:
    """The refusal: the store stays as an earlier careline has written it."""
    return StoreFault(
        f"The store {path} could not be brought up to date: {why}. It is as it was; the careline that wrote it "
        "can still use it."
    )
