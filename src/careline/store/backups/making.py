"""Making a backup: a copy of the store in one file, checked before it has a name."""

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from itertools import count
from pathlib import Path

from careline import files
from careline.domain.errors import StoreFault
from careline.domain.safekeeping.backups import Backup, Held, Newest
from careline.domain.values import frozen
from careline.files import Draft, Place
from careline.interrupts import committing, note
from careline.store.backups import listed
from careline.store.backups.last import list_of
from careline.store.copying import check_whole, copy_store, rows_by_table
from careline.store.dialect import OR_NOT
from careline.store.faults import StoreUnusable, named_faults
from careline.store.fetch import Fetch, fetch_on
from careline.store.file import connect
from careline.store.safekeeping import attachments
from careline.store.stamps import read_moment


class NoBackup(StoreFault):
    """None could be made there; nothing is left of it."""

    def __init__(self, place: Path, why: str) -> None:
        super().__init__(
            f"No backup could be made in {place}: {why}. Nothing is left of it. Make room there, or name another "
            "place: careline backup PATH."
        )
        self.why = why


@frozen
class Made:
    """A backup that was made, what it holds, and which attachments it lacks the content of, each in a few words."""

    backup: Backup
    held: Held
    lacks: Sequence[str]


def make_folder(store: Path, folder: Path) -> None:
    """Make the folder for backups where it is not there yet, for those alone who share the store. Raises NoBackup."""
    with _named(store, folder):
        files.make_folder_beside(store, folder)


def back_up(store: Path, place: Place | Path, name: Callable[[int], str], at: datetime) -> Made:
    """Make a backup of a store: in this folder under a name that nothing has there, or in the place of a file.

    `name` is what it is called in a folder, and the second of that name, and so on. It is in the list of backups then.
    Raises StoreFault and StoreBusy for the store, NoBackup for the place.
    """
    folder = place if isinstance(place, Path) else place.end.parent
    try:
        listed.check_takes_another(store)
    except OSError as error:
        raise NoBackup(folder, f"the list of backups, {list_of(store)}, cannot be written: {error.strerror}") from error
    with checked_copy(store, folder) as (draft, held, lacks):
        with committing("the backup was made"), _named(store, folder):
            path = publish(draft, folder, name) if isinstance(place, Path) else _publish_there(draft, place)
            made = enlist(store, path, at, len(lacks))
        note(f"{made.path} was written")
    return Made(made, held, lacks)


def enlist(store: Path, copy: Path, at: datetime, lacking: int = 0) -> Backup:
    """Put a copy of the store that lies there into the list of its backups. Raises OSError."""
    made = Backup(at, copy.resolve(), digest(copy), copy.stat().st_size, lacking)
    listed.add(store, made)
    return made


def second_copy(store: Path, made: Backup, folder: Path, name: Callable[[int], str]) -> Backup:
    """Copy a backup to another folder, and see that it is the same there. Raises NoBackup."""
    with _named(store, folder), files.draft(folder) as draft:
        if not fill(draft, made.path, made.sha256):
            raise NoBackup(folder, "the copy is not what was copied")
        return enlist(store, publish(draft, folder, name), made.at, made.lacking)


@contextmanager
def checked_copy(store: Path, folder: Path) -> Iterator[tuple[Draft, Held, Sequence[str]]]:
    """A copy of the store that has no name yet, and what it holds: found whole, and as many rows as there were.

    With it come the attachments whose contents are not in it, as they cannot be had beside the store.
    Raises StoreFault and StoreBusy for the store, NoBackup for the folder.
    """
    with _named(store, folder), files.draft(folder, locked=False) as draft:
        before = copy_store(store, draft.path)
        with closing(connect(draft.path)) as copy:
            fetch = fetch_on(copy)
            check_whole(store, copy)
            if rows_by_table(fetch) != before:
                raise NoBackup(folder, "the copy has not all rows of the store")
            with named_faults(draft.path):
                lacks = _take_contents(store, copy)
            held = what_it_holds(fetch)
        draft.finish()
        yield draft, held, lacks


def _take_contents(store: Path, copy: sqlite3.Connection) -> Sequence[str]:
    """Put what is attached into the copy, and read it there again; what is not to be had, one attachment each."""
    fetch = fetch_on(copy)
    if not has_contents(fetch):
        return []
    lacks: list[str] = []
    with copy:
        copy.execute("BEGIN")
        for sha256, _ in attachments.named(fetch):
            try:
                content = b"".join(attachments.contents(fetch, store, sha256))
            except attachments.ContentLost as lost:
                lacks += (f"A-{id} ({name}), which {lost.how}" for id, name in attachments.holding(fetch, sha256))
                continue
            copy.execute(f"INSERT {OR_NOT} INTO attachment_contents VALUES (?, ?)", (sha256, content))
    check_contents(fetch, store)
    return lacks


def has_contents(fetch: Fetch) -> bool:
    """True for a store of a version that knows attachments."""
    return bool(fetch("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'attachment_contents'"))


def check_contents(fetch: Fetch, store: Path) -> None:
    """Raise ContentLost for a content within a backup that is not what it was."""
    for (sha256,) in fetch("SELECT sha256 FROM attachment_contents"):
        attachments.check(fetch, store, sha256)


def publish(draft: Draft, folder: Path, name: Callable[[int], str]) -> Path:
    """Put a draft under the first of these names that nothing has yet. Raises OSError."""
    for number in count(1):
        path = folder / name(number)
        if left_beside(path):
            continue
        with suppress(FileExistsError):
            draft.publish_new(path)
            return path
    raise AssertionError


def left_beside(path: Path) -> Path | None:
    """A journal that another file of that name has left, which SQLite would put into the next; None where none lies."""
    there = (Path(f"{path}{end}") for end in ("-journal", "-wal"))
    return next(filter(os.path.lexists, there), None)


def fill(draft: Draft, source: Path, sha256: str) -> bool:
    """Copy a file into a draft, to the disk; whether it has this SHA-256 there. Raises OSError."""
    with source.open("rb") as read:
        while some := read.read(1 << 20):
            draft.take(some)
    draft.finish()
    return digest(draft.path) == sha256


def digest(path: Path) -> str:
    """The SHA-256 of a file. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def what_it_holds(fetch: Fetch) -> Held:
    """What a store of any version holds."""
    (opened, closed), (customers,) = (
        fetch("SELECT count(*) FILTER (WHERE closed_at IS NULL), count(closed_at) FROM cases")[0],
        fetch("SELECT count(*) FROM customers")[0],
    )
    has_attachments = fetch("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'attachments'")
    attachments = fetch("SELECT count(*) FROM attachments")[0][0] if has_attachments else 0
    newest = fetch("SELECT id, at, who, command FROM commands ORDER BY id DESC LIMIT 1")
    last = next((Newest(number, read_moment(at), who, command) for number, at, who, command in newest), None)
    return Held(opened + closed, opened, customers, attachments, last)


def _publish_there(draft: Draft, place: Place) -> Path:
    draft.publish(place)
    return place.end


@contextmanager
def _named(store: Path, folder: Path) -> Iterator[None]:
    """Say of the place, not of the store, what the system means of it. Raises NoBackup."""
    try:
        yield
    except StoreUnusable as error:
        if error.path == store:
            raise
        raise NoBackup(folder, error.why) from error
    except OSError as error:
        raise NoBackup(folder, error.strerror or str(error)) from error
