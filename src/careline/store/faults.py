"""What can be wrong with the store, each by its name, and what SQLite means by its codes."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from careline.domain.errors import NotText, StoreBusy, StoreFault

DAMAGED = "it is damaged"
MOST_SHOWN = 60
SAID_OF_DAMAGE = (
    "unsupported file format",
    "malformed JSON",
    "JSON path error",
    "integer overflow",
    "SQL logic error",
    "constraint failed",
    "vtable constructor failed",
    "invalid fts5 file format",
    "no such table: main.",
)
"""How SQLite begins to tell of what only a wrong file makes it say, and has no code of its own for."""


class StoreMissing(StoreFault):
    """Nothing was recorded yet, or the path is wrong."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"There is no store at {path}. Your first case creates it (careline open), a backup brings it back "
            "(careline restore); or name another with --db."
        )


class StoreForeign(StoreFault):
    """A database of another program, or no database at all."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} is not a careline store ({why}); it was left as it is. Name another with --db.")
        self.why = why


class StoreUnusable(StoreFault):
    """The file cannot be read or written."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"The store {path} cannot be used: {why}. Nothing was changed.")
        self.path = path
        self.why = why


class StoreAltered(StoreFault):
    """A file that says it is ours, and is not made as careline makes it."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            f"The store {path} is not as careline made it: {what}. Nothing of it was run, and nothing was changed; "
            "go back to a backup, or name another with --db."
        )


class StoreIsBackup(StoreFault):
    """A backup, which may be looked into and restored, and stays as it was made."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is a backup, which stays as it was made: nothing was recorded. To go on from it: careline restore "
            f"{path}. Or name another store with --db."
        )


class StoreGarbled(StoreFault):
    """A value that careline would not have written."""

    def __init__(self, value: object, what: str = "a moment") -> None:
        self.value = value
        super().__init__(
            f"The store holds {value!r} where {what} must stand: it is damaged, or another program wrote there. "
            "Nothing was changed."
        )


class StoreMisplaced(StoreFault):
    """The same, when it is known where that value stands."""

    def __init__(self, path: Path, value: object, place: str, must_be: str) -> None:
        text = repr(value)
        shown = text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}..."
        super().__init__(
            f"The store {path} holds {shown} in {place}, where {must_be} must stand: it is damaged, or another "
            "program wrote there. Go back to a backup, or name another with --db."
        )


class StoreLocked(StoreBusy):
    """Another command is writing for longer than we wait."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"The store {path} is busy: another command is writing. Nothing was changed; try again.")


@contextmanager
def named_faults(path: Path) -> Iterator[None]:
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
    if (code == 0 and isinstance(error, sqlite3.OperationalError)) or str(error).startswith(SAID_OF_DAMAGE):
        return StoreUnusable(path, DAMAGED)
    known = {
        sqlite3.SQLITE_CORRUPT: DAMAGED,
        sqlite3.SQLITE_MISMATCH: DAMAGED,
        sqlite3.SQLITE_TOOBIG: "it holds a value that is larger than careline writes any",
        sqlite3.SQLITE_FULL: "the disk is full",
        sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
        sqlite3.SQLITE_READONLY: "there is no permission to write it, or to write in its folder",
        sqlite3.SQLITE_PERM: "there is no permission",
        sqlite3.SQLITE_AUTH: "there is no permission",
        sqlite3.SQLITE_IOERR: f"the disk reports an error ({error})",
    }
    return StoreUnusable(path, known[code]) if code in known else error
