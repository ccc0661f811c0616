"""Opening the store, its pragmas, its transaction, and the two ways to fetch rows."""

import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from careline import files
from careline.domain.errors import Misconfigured, NotText, StoreBusy, StoreFault
from careline.domain.values import frozen
from careline.interrupts import closed_in_peace, committing, hold, note, nothing_but

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlmodel import Session

APPLICATION_ID = 0x6361_7265  # "care"
REVISIONS = ("0001", "0002", "0003")
ROWS_A_STATEMENT = 100
BUSY_SECONDS = 30.0
DAMAGED = "it is damaged"

Fetch = Callable[..., list[tuple[Any, ...]]]
"""SQL text and named parameters in, rows out; the same on both roads."""
Clock = Callable[[Fetch], datetime]
"""What counts as now, by what the store knows of time."""


class StoreMissing(StoreFault):
    """Nothing was recorded yet, or the path is wrong."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"There is no store at {path}. The first case makes it (careline open); or name another, --db."
        )


class StoreForeign(StoreFault):
    """A database of another program, or no database at all."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} is no careline store ({why}); it was left as it is. Name another with --db.")


class StoreNewer(StoreFault):
    """A store that a newer careline has written."""

    def __init__(self, path: Path, revision: str) -> None:
        super().__init__(f"{path} was written by a newer careline (schema {revision}); upgrade careline to use it.")


class StoreUnusable(StoreFault):
    """The file cannot be read or written."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"The store {path} cannot be used: {why}. Nothing was changed.")


class StoreGarbled(StoreFault):
    """A value that careline would not have written."""

    def __init__(self, value: object) -> None:
        super().__init__(
            f"The store holds {value!r} where a moment must stand: it is damaged, or another program wrote there. "
            "Nothing was changed."
        )


class UnknownGroup(Misconfigured):
    """The group that is to share the store does not exist."""

    def __init__(self, group: str) -> None:
        super().__init__(f"This system has no group {group}; name one of yours under [store] in the settings.")


class NotOfTheGroup(Misconfigured):
    """Nobody can give a file to a group that is not theirs."""

    def __init__(self, group: str) -> None:
        super().__init__(f"You are not in the group {group} of [store]; join it, or name one of yours in the settings.")


class StoreLocked(StoreBusy):
    """Another command is writing for longer than we wait."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"The store {path} is busy: another command is writing. Nothing was changed; try again.")


class StoreReplaced(StoreBusy):
    """Another file has taken the place of the one that we opened: what we record there, nobody would find."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"The store {path} was replaced while this command waited. Nothing was changed; try again.")


class Recording:
    """One open transaction: the session to record with, and a fetch that sees what it has recorded so far.

    `copy_of_older` is where the store lies as it was, if an earlier careline had written it and this one brought it up
    to date.
    """

    def __init__(self, session: "Session", now: datetime, who: str) -> None:
        self.session = session
        self.now = now
        self.who = who
        self.command_id = 0
        self.command = ""
        self.copy_of_older: Path | None = None

    def log(self, command: str) -> None:
        """Give the command its line in the log; what is recorded from now on belongs to it."""
        from careline.store import tables

        self.command_id = self.add(tables.Command(at=self.now, who=self.who, command=command))
        self.command = command

    def add(self, record: Any) -> int:
        """Record a row and give its id."""
        self.session.add(record)
        self.session.flush()
        return int(record.id)

    def fetch(self, sql: str, **parameters: Any) -> list[tuple[Any, ...]]:
        """Rows as they are within this transaction."""
        self.session.flush()
        rows = self.session.connection().exec_driver_sql(sql, parameters or None)
        return [tuple(row) for row in rows]

    @property
    def changes(self) -> int:
        """How many rows were changed so far: whoever has read something knows by this whether it still holds."""
        self.session.flush()
        return int(self.session.connection().connection.driver_connection.total_changes)  # type: ignore[union-attr]

    def run(self, sql: str, **parameters: Any) -> None:
        """Change rows where no record stands for them."""
        self.session.flush()
        self.session.connection().exec_driver_sql(sql, parameters)

    def write_many(self, sql: str, rows: Sequence[dict[str, Any]]) -> None:
        """Record many rows at once: what an import needs. `sql` ends with the VALUES of one of them.

        SQLite keeps a journal for each statement that fires a trigger, which costs as much as the row itself; so many
        rows share one.
        """
        head, values, row = sql.partition("VALUES")
        values_of, row = itemgetter(*re.findall(r":(\w+)", row)), re.sub(r":\w+", "?", row)
        for first in range(0, len(rows), ROWS_A_STATEMENT):
            some = rows[first : first + ROWS_A_STATEMENT]
            self.session.connection().exec_driver_sql(
                head + values + ", ".join([row] * len(some)), tuple(chain.from_iterable(map(values_of, some)))
            )


@frozen
class Facts:
    """The bytes of the file and of a page, and the revision of our schema; None where it is not ours."""

    size: int
    page_size: int
    revision: str | None


@contextmanager
def reading(path: Path) -> Iterator[Fetch]:
    """A fetch on a plain connection that cannot write.

    It is opened for reading and writing, so that SQLite can recover after a crash, and held to reading by
    `query_only`. Everything is read in one transaction. Raises StoreFault and StoreBusy.
    """
    with _named_faults(path):
        _check_is_file(path)
        with closing(connect(path)) as connection:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("BEGIN")

            _check_ours(path, facts_of(path, fetch_on(connection)))
            with closing(of_this_version(connection, path)) as current:
                yield fetch_on(current)


@contextmanager
def deriving(path: Path) -> Iterator[tuple[Fetch, Path | None]]:
    """A fetch that may write what can be worked out anew at any time, and so stands in no log; committed whole.

    A store of an earlier version is brought up to date first; with the fetch comes where it lies as it was. Raises
    StoreFault and StoreBusy.
    """
    with _named_faults(path):
        _check_is_file(path)
        copy = _bring_up_to_date(path)
        with closing(connect(path)) as connection:
            begin_to_write(connection)
            fetch = fetch_on(connection)
            _check_ours(path, facts_of(path, fetch))
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
) -> Iterator[Recording]:
    """One transaction through SQLModel: committed whole, or not at all.

    `command` is its name in the log; without one, whoever records calls `Recording.log` before the first fact.
    With `create` a missing store is made, and shared with the members of `group`. `keep` False rolls everything back at
    the end: a rehearsal. `clock` says by the store what counts as now. A store of an earlier version is brought up to
    date first. Raises StoreFault and StoreBusy, and what `clock` raises.
    """
    try:
        with _named_faults(path):
            made = create and _make_file(path, group)
            try:
                _check_is_file(path)
                yield from _transaction(path, now=now, who=who, command=command, create=create, keep=keep, clock=clock)
            finally:
                if made:
                    _take_away_if_empty(path)
    except StoreUnusable:
        # What SQLite has begun to write and could not take back, it takes back for whoever opens the store next.
        with suppress(OSError, sqlite3.Error):
            connect(path).close()
        raise


def _transaction(
    path: Path, *, now: datetime, who: str, command: str | None, create: bool, keep: bool, clock: Clock | None
) -> Iterator[Recording]:
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import StaticPool

    from careline.store import articles, search

    copy = _bring_up_to_date(path) if keep else None
    identity = path.stat().st_ino

    def connection_to_record() -> sqlite3.Connection:
        connection = connect(path)
        # What SQLite keeps while one statement runs is little, and writing it to files would double an import's time.
        connection.execute("PRAGMA temp_store = MEMORY")
        return connection if keep else of_this_version(connection, path)

    def check_in_place() -> None:
        if not path.exists() or path.stat().st_ino != identity:
            raise StoreReplaced(path)

    def begin(connection: Any) -> None:
        try:
            begin_to_write(connection.connection.driver_connection)
        finally:
            # A first command that was refused takes its empty file away again.
            check_in_place()

    engine = create_engine("sqlite://", creator=connection_to_record, poolclass=StaticPool)
    event.listen(engine, "begin", begin)
    with closed_in_peace(_session(engine)) as session:
        work = Recording(session, now, who)
        work.copy_of_older = copy
        facts = facts_of(path, work.fetch)
        if create and facts.size == 0:
            from careline.store.migrations.creating import create_tables

            create_tables(session.connection().exec_driver_sql)
        else:
            _check_ours(path, facts)
            work.now = clock(work.fetch) if clock else now
        if command:
            work.log(command)
        yield work
        if keep:
            session.flush()
            search.refresh(work.run, work.command_id)
            articles.refresh(work.fetch, work.run, work.command_id)
            check_in_place()
            hold()
            session.commit()
            note(f"{work.command or 'it'} was recorded")
        else:
            session.rollback()


@contextmanager
def _session(engine: "Engine") -> "Iterator[Session]":
    from sqlmodel import Session

    try:
        with Session(engine, expire_on_commit=False) as session:
            yield session
    finally:
        engine.dispose()


def rewrite(path: Path) -> None:
    """Write the file anew, without the unused parts that may hold what was deleted. Raises StoreFault and StoreBusy."""
    with _named_faults(path), closing(connect(path)) as connection:
        connection.execute("VACUUM")


def connect(path: Path) -> sqlite3.Connection:
    """A connection that may write, with no transaction open."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        # Committed is committed, also when the power goes: the rollback journal's directory is synced as well.
        connection.execute("PRAGMA synchronous = EXTRA")
    except Exception:
        connection.close()
        raise
    return connection


def begin_to_write(connection: sqlite3.Connection) -> None:
    """Take the store's lock, or wait until nobody else has it.

    A deferred transaction that has read first fails at once when another process commits, so the lock comes first.
    SQLite's own waiting tries ten times a second, and starves some of several busy processes; ours tries every 16 ms,
    more or less, so that they do not try in step.
    """
    patience_ends = time.monotonic() + BUSY_SECONDS
    connection.execute("PRAGMA busy_timeout = 0")
    while not connection.in_transaction:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > patience_ends:
                raise
            time.sleep(os.urandom(1)[0] / 8000)
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")


def files_of(path: Path) -> list[tuple[Path, str]]:
    """The file of the store and what SQLite keeps beside it, there or not, each with what it is."""
    own = [(path, "the store")]
    # Behind a link, SQLite keeps its journal beside the file itself.
    for each in {path, Path(os.path.realpath(path))}:
        own += ((Path(f"{each}{end}"), "the store's journal") for end in ("-journal", "-wal", "-shm"))
    return own


def _make_file(path: Path, group: str | None = None) -> bool:
    """Make folder and file readable by their owner alone, or by a group, before SQLite opens them.

    False if the file was there. SQLite gives the journal the permissions of the file; its group is that of the folder.
    Raises UnknownGroup and NotOfTheGroup.
    """
    if path.exists():
        return False
    number = _number_of(group) if group else None
    if not path.parent.exists():
        files.make_folder(path.parent)
        if number is not None:
            _share(path.parent, number, 0o2770)
    try:
        files.make_empty(path)
    except FileExistsError:
        return False
    if number is not None:
        _share(path, number, 0o660)
    return True


def _number_of(group: str) -> int:
    """The system's number for a group of ours. Raises UnknownGroup and NotOfTheGroup."""
    import grp

    try:
        number = grp.getgrnam(group).gr_gid
    except KeyError:
        raise UnknownGroup(group) from None
    if os.geteuid() != 0 and number not in (os.getegid(), *os.getgroups()):
        raise NotOfTheGroup(group)
    return number


def _share(path: Path, group: int, mode: int) -> None:
    os.chown(path, -1, group)
    path.chmod(mode)


def _take_away_if_empty(path: Path) -> None:
    """Leave nothing behind of a first command that recorded nothing.

    Whoever has waited for it and records now has the lock, and keeps the file.
    """
    with suppress(OSError, sqlite3.Error), closing(connect(path)) as connection:
        try:
            connection.execute("PRAGMA busy_timeout = 0")
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            # On a full disk there is no lock to be had for an empty file, and nobody who could record there.
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                return
        if path.stat().st_size == 0:
            path.unlink()


def of_this_version(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """The connection; for a store of an earlier version one to a copy in memory that was brought up to date.

    So looking never writes, and a rehearsal neither.
    """
    if facts_of(path, fetch_on(connection)).revision not in REVISIONS[:-1]:
        return connection
    from careline.store.migrations.upgrading import in_memory

    with closing(connection):
        return in_memory(connection, path)


def _bring_up_to_date(path: Path) -> Path | None:
    """Bring a store of an earlier version to this one. Where its copy lies, or None if there was no need."""
    with closing(connect(path)) as connection:
        if facts_of(path, fetch_on(connection)).revision not in REVISIONS[:-1]:
            return None
    from careline.store.migrations.upgrading import bring_up_to_date

    nothing_but("nothing was recorded")
    return bring_up_to_date(path)


def fetch_on(connection: sqlite3.Connection) -> Fetch:
    """A fetch on a plain connection."""

    def fetch(sql: str, **parameters: Any) -> list[tuple[Any, ...]]:
        return connection.execute(sql, parameters).fetchall()

    return fetch


def facts_of(path: Path, fetch: Fetch) -> Facts:
    """What the file says of itself."""
    # The first query recovers the store where a command has died, which may change the file's size.
    application_id = fetch("PRAGMA application_id")[0][0]
    tables = fetch("SELECT name FROM sqlite_master WHERE type = 'table'")
    is_ours = application_id == APPLICATION_ID and ("alembic_version",) in tables
    revisions = fetch("SELECT version_num FROM alembic_version") if is_ours else []
    return Facts(
        size=path.stat().st_size,
        page_size=fetch("PRAGMA page_size")[0][0],
        revision=revisions[0][0] if revisions else None,
    )


def _check_is_file(path: Path) -> None:
    if not path.exists():
        raise StoreMissing(path)
    if not path.is_file():
        raise StoreForeign(path, "it is a folder" if path.is_dir() else "it is no plain file")


def _check_ours(path: Path, facts: Facts) -> None:
    if facts.size == 0:
        raise StoreForeign(path, "it is empty")
    if facts.revision is None:
        raise StoreForeign(path, "another program's database")
    if facts.revision not in REVISIONS:
        raise StoreNewer(path, facts.revision)
    # SQLite misses whole pages by itself, and takes a part of one for the whole.
    if facts.size % facts.page_size:
        raise StoreUnusable(path, f"{DAMAGED}; its end is missing")


@contextmanager
def _named_faults(path: Path) -> Iterator[None]:
    """Say what SQLite and the operating system mean, in our own words."""
    try:
        yield
    except OSError as error:
        raise StoreUnusable(path, error.strerror or str(error)) from error
    except UnicodeEncodeError as error:
        raise NotText from error
    except UnicodeDecodeError as error:
        # Whatever SQLite says of a damaged schema quotes it.
        raise StoreUnusable(path, DAMAGED) from error
    except Exception as error:
        cause = getattr(error, "orig", error)
        if not isinstance(cause, sqlite3.DatabaseError):
            raise
        raise _fault(path, cause) from error


def _fault(path: Path, error: sqlite3.DatabaseError) -> Exception:
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreLocked(path)
    if code == sqlite3.SQLITE_NOTADB:
        return StoreForeign(path, "no SQLite database")
    # What is no text where text must stand has no code, and an unknown format none of its own.
    if (code == 0 and isinstance(error, sqlite3.OperationalError)) or str(error) == "unsupported file format":
        return StoreUnusable(path, DAMAGED)
    known = {
        sqlite3.SQLITE_CORRUPT: DAMAGED,
        sqlite3.SQLITE_FULL: "the disk is full",
        sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
        sqlite3.SQLITE_READONLY: "there is no permission to write it, or to write in its folder",
        sqlite3.SQLITE_PERM: "there is no permission",
        sqlite3.SQLITE_AUTH: "there is no permission",
        sqlite3.SQLITE_IOERR: f"the disk reports an error ({error})",
    }
    return StoreUnusable(path, known[code]) if code in known else error
