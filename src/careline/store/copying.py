"""Copying a store by SQLite's own means, and seeing that a copy is whole."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from careline.store.faults import DAMAGED, StoreUnusable, named_faults
from careline.store.fetch import Fetch, fetch_on
from careline.store.file import BACKUP, check_is_file, check_ours, connect, facts_of

Counts = dict[str, int]
"""How many rows each table has."""
WHOLE_UP_TO = 64 * 2**20
"""Of how many bytes a store may be for each of its indexes to be compared with its table as well: some 50,000 cases.

That takes longer than all else together; `careline doctor` does it for larger ones.
"""


def copy_store(path: Path, target: Path) -> Counts:
    """Make an empty file a backup of a store as it stands in one moment; how many rows each of its tables has then.

    Whoever wants to record waits meanwhile. Raises StoreFault and StoreBusy.
    """
    check_is_file(path)
    with named_faults(path), closing(connect(path)) as source:
        source.execute("PRAGMA query_only = ON")
        source.execute("BEGIN")
        fetch = fetch_on(source)
        # The first question takes the lock: without it, copying would begin again whenever somebody records.
        check_ours(path, facts_of(path, fetch))
        with _faults_of_either(path, target), closing(connect(target)) as copy:
            source.backup(copy)
            copy.execute(f"PRAGMA user_version = {BACKUP}")
        return rows_by_table(fetch)


@contextmanager
def _faults_of_either(path: Path, target: Path) -> Iterator[None]:
    """Say of which of the two files it is what SQLite says: only one that is read can be damaged."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        is_damaged = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
        with named_faults(path if is_damaged else target):
            raise


def check_whole(path: Path, connection: sqlite3.Connection) -> None:
    """Raise StoreUnusable for a store that SQLite finds damaged, or of which a row refers to one that is not there."""
    with named_faults(path):
        [(size,)] = connection.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        is_small = size <= WHOLE_UP_TO
        # SQLite held each row to its constraints when it was written; whoever doubts a file looks at its values too.
        connection.execute(f"PRAGMA ignore_check_constraints = {'OFF' if is_small else 'ON'}")
        check = "integrity_check" if is_small else "quick_check"
        [(found,), *_] = connection.execute(f"PRAGMA {check}(1)").fetchall()
        connection.execute("PRAGMA ignore_check_constraints = OFF")
        if found != "ok":
            raise StoreUnusable(path, DAMAGED)
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise StoreUnusable(path, f"a row of {broken[0]} refers to one that is not there")


def flaws(fetch: Fetch, most: int) -> list[str]:
    """What SQLite finds damaged in a store, in its words; no more than `most`."""
    return [flaw for (flaw,) in fetch(f"PRAGMA integrity_check({most:d})") if flaw != "ok"]


def journal_mode(fetch: Fetch) -> str:
    """In which way changes are kept beside the file until they are whole: `delete`, as careline has it, or `wal`."""
    return str(fetch("PRAGMA journal_mode")[0][0])


def rows_by_table(fetch: Fetch) -> Counts:
    """How many rows each table has; what an index of words is made of counts too."""
    tables = fetch("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    return {name: fetch(f"SELECT count(*) FROM {_quoted(name)}")[0][0] for (name,) in tables}


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
