"""The two roads into the store: a plain connection that cannot write, and one transaction through SQLModel."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from careline.domain.errors import StoreBusy
from careline.interrupts import closed_in_peace, committing, hold, note, nothing_but
from careline.store.faults import StoreMisplaced, StoreUnusable, named_faults
from careline.store.fetch import Fetch, Reader, fetch_on
from careline.store.file import (
    BACKUPS,
    REVISIONS,
    Facts,
    Spare,
    begin_to_write,
    check_is_file,
    check_is_no_backup,
    check_ours,
    connect,
    facts_of,
    folder_of,
    make_file,
    mark_of_forgetting,
    take_away_if_empty,
    trust,
)
from careline.store.recording import Recording

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlmodel import Session

Clock = Callable[[Fetch], datetime]
"""What counts as now, by what the store knows of time."""


@contextmanager
def reading(path: Path, spare: Spare | None = None, *, as_it_is: bool = False) -> Iterator[Reader]:
    """A fetch on a plain connection that cannot write.

    It is opened for reading and writing, so that SQLite can recover after a crash, and held to reading by
    `query_only`. Everything is read in one transaction. With `spare` it is that connection, kept for the next to ask.
    A store of an earlier version is read as of this one, but `as_it_is`. Raises StoreFault and StoreBusy.
    """
    with named_faults(path):
        check_is_file(path)
        number = path.stat().st_ino
        connection = spare.take(path) if spare else connect(path)
        with spare.kept_after(connection, number) if spare else closing(connection):
            connection.execute("PRAGMA query_only = ON")
            connection.execute("BEGIN")
            facts = facts_of(path, fetch_on(connection))
            check_ours(path, facts)
            if as_it_is:
                yield Reader(connection, path)
                return
            with _of_this_version(connection, path, facts) as current:
                yield Reader(current, path)


@contextmanager
def deriving(path: Path, now: datetime) -> Iterator[tuple[Fetch, Path | None]]:
    """A fetch that may write what can be worked out anew at any time, and so stands in no log; committed whole.

    A store of an earlier version is brought up to date first; with the fetch comes where it lies as it was. Raises
    StoreFault and StoreBusy.
    """
    with named_faults(path):
        check_is_file(path)
        connection, copy = _to_record(path, now, connect(path))
        with closing(connection):
            begin_to_write(connection)
            fetch = fetch_on(connection)
            check_ours(path, facts_of(path, fetch))
            trust(fetch)
            yield fetch, copy
            with committing("it was recorded"):
                connection.commit()


@contextmanager
def recording(
    path: Path,
    *,
    now: datetime,
    who: str,
    command: str | None,
    create: bool = False,
    keep: bool = True,
    group: str | None = None,
    clock: Clock | None = None,
    spare: Spare | None = None,
) -> Iterator[Recording]:
    """One transaction through SQLModel: committed whole, or not at all.

    `command` is its name in the log; without one, whoever records calls `Recording.log` before the first fact.
    With `create` a missing store is made, and shared with the members of `group`. `keep` False rolls everything back at
    the end: a rehearsal. `clock` says by the store what counts as now; `spare` may have a connection. A store of an
    earlier version is brought up to date first. Raises StoreFault and StoreBusy, and what `clock` raises.
    """
    try:
        with named_faults(path):
            made = create and make_file(path, group)
            try:
                check_is_file(path)
                open_ = partial(spare.take if spare else connect, path)
                yield from _transaction(
                    path, open_, now=now, who=who, command=command, create=create, keep=keep, clock=clock
                )
            finally:
                if made:
                    take_away_if_empty(path)
    except StoreUnusable:
        # What SQLite has begun to write and could not take back, it takes back for whoever opens the store next.
        with suppress(OSError, sqlite3.Error):
            connect(path).close()
        raise


def _transaction(
    path: Path,
    open_: Callable[[], sqlite3.Connection],
    *,
    now: datetime,
    who: str,
    command: str | None,
    create: bool,
    keep: bool,
    clock: Clock | None,
) -> Iterator[Recording]:
    from careline.store import search
    from careline.store.knowledge import articles

    identity = path.stat().st_ino
    connection, copy = _to_record(path, now, open_()) if keep else (_to_rehearse(path, now, open_()), None)
    # What SQLite keeps while one statement runs is little, and writing it to files would double an import's time.
    connection.execute("PRAGMA temp_store = MEMORY")

    def check_in_place() -> None:
        if not path.exists() or path.stat().st_ino != identity:
            raise StoreBusy(f"The store {path} was replaced while this command waited. Nothing was changed; try again.")

    with closed_in_peace(_session(connection)) as session:
        try:
            begin_to_write(connection)
        finally:
            # A first command that was refused takes its empty file away again.
            check_in_place()
        work = Recording(session, now, who)
        work.copy_of_older = copy
        facts = facts_of(path, work.fetch)
        if create and facts.size == 0:
            from careline.store.migrations.creating import create_tables

            create_tables(connection.execute)
        else:
            check_ours(path, facts)
            work.now = clock(work.fetch) if clock else now
        trust(fetch_on(connection))
        if command:
            work.log(command)
        yield work
        if keep:
            session.flush()
            search.refresh(work.fetch, work.run, work.command_id)
            articles.refresh(work.fetch, work.run, work.command_id)
            check_in_place()
            hold()
            session.commit()
            note(f"{work.command or 'it'} was recorded")
        else:
            session.rollback()


@contextmanager
def _session(connection: sqlite3.Connection) -> "Iterator[Session]":
    """A session on the connection, which is closed at its end."""
    from sqlalchemy import Engine
    from sqlalchemy.pool import StaticPool
    from sqlmodel import Session

    like = _engine()
    engine = Engine(StaticPool(lambda: connection), like.dialect, like.url)  # type: ignore[arg-type]
    try:
        with Session(engine, expire_on_commit=False) as session:
            session.connection()
            yield session
    finally:
        engine.dispose()


@cache
def _engine() -> "Engine":
    """An engine that knows SQLite; others are made like it, as what it has compiled once serves every session."""
    from sqlalchemy import create_engine

    engine = create_engine("sqlite://")
    engine.connect().close()
    return engine


def check_values(path: Path, value: object, *, texts: bool) -> None:
    """Raise StoreMisplaced where a value may not stand in the store: `value`, if it is one.

    With `texts` all are looked at for one that is no text. Raises StoreFault and StoreBusy as well.
    """
    from careline.store.safekeeping.unsound import all_unsound, no_texts

    with named_faults(path):
        check_is_file(path)
        with closing(connect(path)) as connection:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("BEGIN")
            fetch = fetch_on(connection)
            check_ours(path, facts_of(path, fetch))
            found = list(no_texts(fetch) if texts else all_unsound(fetch))
    if found:
        wrong = next((each for each in found if each.value == value), found[0])
        raise StoreMisplaced(path, wrong.value, f"{wrong.table}, row {wrong.row}, {wrong.column}", wrong.must_be)


def files_of(path: Path) -> list[tuple[Path, str]]:
    """The file of the store and what lies beside it, there or not, each with what it is."""
    own = [(path, "the store"), (folder_of(path), "the store's attachments")]
    # Behind a link, SQLite keeps its journal beside the file itself.
    for each in {path, Path(os.path.realpath(path))}:
        own += ((Path(f"{each}{end}"), "the store's journal") for end in ("-journal", "-wal", "-shm"))
        own.append((Path(f"{each}{BACKUPS}"), "the list of the store's backups"))
    own.append((mark_of_forgetting(path), "the mark of a forgetting"))
    return own


@contextmanager
def _of_this_version(connection: sqlite3.Connection, path: Path, facts: Facts) -> Iterator[sqlite3.Connection]:
    """The connection; for a store of an earlier version one to a copy in memory that was brought up to date.

    So looking never writes.
    """
    if facts.revision == REVISIONS[-1]:
        yield connection
        return
    from careline.store.migrations.upgrading import in_memory

    with closing(in_memory(connection, path, None)) as copy:
        yield copy


def _to_rehearse(path: Path, now: datetime, connection: sqlite3.Connection) -> sqlite3.Connection:
    """The connection, or one to a copy in memory that was brought up to date, as a rehearsal does not write either."""
    if not _is_older(connection, path):
        return connection
    from careline.store.migrations.upgrading import in_memory

    with closing(connection):
        return in_memory(connection, path, now)


def _to_record(path: Path, now: datetime, connection: sqlite3.Connection) -> tuple[sqlite3.Connection, Path | None]:
    """The connection, or a new one to a store that was brought up to date first, with no transaction open.

    With it comes where the copy of an older store lies, or None if there was no need.
    """
    if not _is_older(connection, path):
        return connection, None
    from careline.store.migrations.upgrading import bring_up_to_date

    connection.close()
    nothing_but("nothing was recorded")
    copy = bring_up_to_date(path, now)
    return connect(path), copy


def _is_older(connection: sqlite3.Connection, path: Path) -> bool:
    """True for a store of an earlier version that may be recorded in; otherwise the connection is closed.

    Raises StoreFault, and StoreIsBackup among them.
    """
    try:
        fetch = fetch_on(connection)
        revision = facts_of(path, fetch).revision
        if revision:
            check_is_no_backup(path, fetch)
        return revision in REVISIONS[:-1]
    except BaseException:
        connection.close()
        raise
