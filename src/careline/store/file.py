"""The file of the store: making it, opening it, telling whose it is."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from careline import files
from careline.domain.errors import Misconfigured, StoreFault
from careline.domain.values import frozen
from careline.store.faults import (
    DAMAGED,
    StoreAltered,
    StoreForeign,
    StoreIsBackup,
    StoreMissing,
    StoreUnusable,
    named_faults,
)
from careline.store.fetch import Fetch, fetch_on
from careline.store.schema.fingerprint import fingerprint, parts
from careline.store.schema.known_schemas import AT_REVISION

APPLICATION_ID = 0x6361_7265  # "care"
BACKUP = 0x6261_636B  # "back"
"""The number that a backup has as its own, which SQLite keeps for programs at the beginning of the file."""
REVISIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
    "0014",
)
BUSY_SECONDS = 30.0
BACKUPS = "-backups"
"""How the name of the file ends that lists a store's backups, beside it."""
FORGETTING = "-forgetting"
"""How the name of the file ends that stands beside the store while somebody is forgotten."""
MOST_BYTES = 128 * 2**20
"""How much a value or a row may hold; no careline writes one near it."""
MOST_SHOWN = 40
ALEMBIC = (
    "CREATE TABLE alembic_version (\n\tversion_num VARCHAR(32) NOT NULL, \n"
    "\tCONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)"
)
"""What holds the revision, in all of them: it is asked before anything else is known of the schema."""


@frozen
class Facts:
    """The bytes of the file and of a page, and the revision of our schema; None where it is not ours."""

    size: int
    page_size: int
    revision: str | None


def folder_of(path: Path) -> Path:
    """Where what is attached to cases lies: beside the file itself, also where a link leads to it."""
    return Path(f"{os.path.realpath(path)}-attachments")


def mark_of_forgetting(path: Path) -> Path:
    """The file that says that somebody may not be forgotten to the end, there or not."""
    return Path(f"{os.path.realpath(path)}{FORGETTING}")


def rewrite(path: Path) -> None:
    """Write the file anew, without the unused parts that may hold what was deleted. Raises StoreFault and StoreBusy."""
    with named_faults(path), closing(connect(path)) as connection:
        check_is_no_backup(path, fetch_on(connection))
        connection.execute("VACUUM")


def connect(path: Path) -> sqlite3.Connection:
    """A connection that may write, with no transaction open."""
    # Behind a link, SQLite keeps its journal beside the file itself.
    itself = path.resolve() if path.is_symlink() else path
    if Path(f"{itself}-journal").exists():
        from careline.store import journal  # hardly any command finds one

        journal.check_own(itself)
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None
    )
    try:
        hold(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        # Committed is committed, also when the power goes: the rollback journal's directory is synced as well.
        connection.execute("PRAGMA synchronous = EXTRA")
    except Exception:
        connection.close()
        raise
    return connection


def hold(connection: sqlite3.Connection) -> None:
    """Keep what a file says from doing harm: its views and triggers call nothing that reaches further, or that is huge.

    It comes before anything is asked, as the first question reads all the schema.
    """
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_BYTES)


def trust(fetch: Fetch) -> None:
    """Let the triggers of a checked schema run: some releases of SQLite count JSON among what reaches further."""
    fetch("PRAGMA trusted_schema = ON")


class Spare:
    """The connection that a command opened last, kept for the next that it asks for: opening one reads all the schema.

    It holds no lock and no transaction, and is of no use any more once another file stands in the store's place.
    """

    def __init__(self) -> None:
        self._kept: tuple[sqlite3.Connection, int] | None = None

    def take(self, path: Path) -> sqlite3.Connection:
        """A connection that may write, with no transaction open: the one that was kept, else a new one."""
        kept, self._kept = self._kept, None
        if kept is None:
            return connect(path)
        connection, number = kept
        if path.exists() and path.stat().st_ino == number:
            connection.execute("PRAGMA query_only = OFF")
            hold(connection)
            return connection
        connection.close()
        return connect(path)

    @contextmanager
    def kept_after(self, connection: sqlite3.Connection, number: int) -> Iterator[None]:
        """Keep a connection when it was read from; `number` is the inode that stood there before it was opened."""
        try:
            yield
            connection.rollback()
        except BaseException:
            connection.close()
            raise
        self._kept = connection, number

    def close(self) -> None:
        """Keep none any more."""
        kept, self._kept = self._kept, None
        if kept:
            kept[0].close()


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


def make_file(path: Path, group: str | None = None) -> bool:
    """Make folder and file readable by their owner alone, or by a group, before SQLite opens them.

    False if the file was there. SQLite gives the journal the permissions of the file; its group is that of the folder.
    Raises Misconfigured.
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
    """The system's number for a group of ours. Raises Misconfigured."""
    import grp

    try:
        number = grp.getgrnam(group).gr_gid
    except KeyError:
        raise Misconfigured(
            f"This system has no group {group}; name one of yours under [store] in the settings."
        ) from None
    if os.geteuid() != 0 and number not in (os.getegid(), *os.getgroups()):
        raise Misconfigured(
            f"You are not in the group {group} of [store]; join it, or name one of yours in the settings."
        )
    return number


def _share(path: Path, group: int, mode: int) -> None:
    os.chown(path, -1, group)
    path.chmod(mode)


def take_away_if_empty(path: Path) -> None:
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


def facts_of(path: Path, fetch: Fetch) -> Facts:
    """What the file says of itself, once its schema is known to be that of its revision. Raises StoreAltered.

    Nothing is asked that a view could answer.
    """
    # The first query recovers the store where a command has died, which may change the file's size.
    is_ours = fetch("PRAGMA application_id") == [(APPLICATION_ID,)]
    at = AT_REVISION.get(fingerprint(fetch)) if is_ours else None
    revision = _revision(path, fetch, is_known=at is not None) if is_ours else None
    if revision in REVISIONS and revision != at:
        from careline.store.schema import differences

        if at:
            raise StoreAltered(path, f"it says that it is of schema {revision}, and is of {at}")
        differences.check_schema(path, revision, fetch)
    return Facts(
        size=path.stat().st_size,
        page_size=fetch("PRAGMA page_size")[0][0],
        revision=revision,
    )


def _revision(path: Path, fetch: Fetch, *, is_known: bool) -> str | None:
    """The revision that a file of ours says it is of; None where it never had one."""
    if not is_known:
        holders = [(kind, sql) for kind, name, _, sql in parts(fetch) if name == "alembic_version"]
        if not holders:
            return None
        if holders != [("table", ALEMBIC)]:
            raise StoreAltered(path, "its table alembic_version is another")
    said = [text for (text,) in fetch("SELECT version_num FROM alembic_version LIMIT 2")]
    if len(said) != 1 or not isinstance(said[0], str):
        raise StoreAltered(path, "its table alembic_version names no revision")
    return said[0]


def check_is_no_backup(path: Path, fetch: Fetch) -> None:
    """Raise StoreIsBackup for a file of ours that nothing is recorded in."""
    if fetch("PRAGMA user_version") == [(BACKUP,)]:
        raise StoreIsBackup(path)


def check_is_file(path: Path) -> None:
    """Raise StoreMissing and StoreForeign for what is no plain file."""
    if not path.exists():
        raise StoreMissing(path)
    if not path.is_file():
        raise StoreForeign(path, "it is a folder" if path.is_dir() else "it is not a plain file")


def check_ours(path: Path, facts: Facts) -> None:
    """Raise StoreForeign, StoreFault and StoreUnusable for a file that this version cannot use."""
    if facts.size == 0:
        raise StoreForeign(path, "it is empty")
    if facts.revision is None:
        raise StoreForeign(path, "another program's database")
    if facts.revision not in REVISIONS:
        revision = facts.revision[:MOST_SHOWN]
        if not revision.isdecimal() or revision < REVISIONS[-1]:
            raise StoreAltered(path, f"it says that it is of schema {revision}, which never was")
        raise StoreFault(f"{path} was written by a newer careline (schema {revision}); upgrade careline to use it.")
    # SQLite misses whole pages by itself, and takes a part of one for the whole.
    if facts.size % facts.page_size:
        raise StoreUnusable(path, f"{DAMAGED}; its end is missing")
