"""Going back to a backup: it is checked, the store as it is gets kept aside, and then one takes the other's place."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from careline import files
from careline.domain.errors import BadInput, CarelineError, StoreBusy, StoreFault
from careline.domain.safekeeping.backups import Held, Lost, Newest
from careline.domain.values import frozen
from careline.files import Draft
from careline.interrupts import committing
from careline.paths import Unwritable, same, what_is
from careline.store import database
from careline.store.backups import listed
from careline.store.backups.making import (
    NoBackup,
    back_up,
    check_contents,
    digest,
    fill,
    has_contents,
    make_folder,
    publish,
    what_it_holds,
)
from careline.store.copying import check_whole
from careline.store.faults import DAMAGED, StoreForeign, StoreMisplaced, StoreUnusable, named_faults
from careline.store.fetch import Fetch, fetch_on
from careline.store.file import (
    APPLICATION_ID,
    BACKUP,
    begin_to_write,
    check_is_file,
    connect,
    make_file,
    take_away_if_empty,
)
from careline.store.safekeeping import attachments
from careline.store.safekeeping.unsound import all_unsound
from careline.store.stamps import read_moment

JOURNALS = ("-journal", "-wal", "-shm")
MAGIC, KIND, IDENTITY = b"SQLite format 3\0", slice(60, 64), slice(68, 72)
"""How every database begins, where it has the number of a backup, and where it says whose it is."""


@frozen
class Found:
    """A backup that may be restored, what it holds, and a fetch on it.

    `is_as_made` is False for one that was changed since careline made it.
    """

    file: Path
    sha256: str
    held: Held
    fetch: Fetch
    is_as_made: bool


@contextmanager
def opened(store: Path, file: Path) -> Iterator[Found]:
    """What a backup holds that can be restored: it is ours, whole, and no newer than this careline.

    Raises BadInput, StoreFault and StoreBusy.
    """
    check_is_there(store, file)
    known = listed.known(store)
    made = next((each for each in reversed(known) if each.path == file.resolve()), None)
    with ExitStack() as stack:
        try:
            check_is_file(file)
            _check_alone(file)
            sha256 = digest(file)
            fetch = stack.enter_context(database.reading(file))
        except StoreForeign as error:
            raise StoreFault(f"{file} is no backup of careline: {error.why}. Nothing was changed.") from error
        # Of the very bytes that the list vouches for all of this was found out when the backup was made.
        if sha256 not in {each.sha256 for each in known}:
            _check_whole(file, fetch)
            _check_values(file, fetch)
        yield Found(file, sha256, what_it_holds(fetch), fetch, is_as_made=made is None or made.sha256 == sha256)


def _check_whole(file: Path, fetch: Fetch) -> None:
    """Raise StoreFault for a backup that is damaged, or holds the content of an attachment that is."""
    with closing(connect(file)) as whole:
        check_whole(file, whole)
    try:
        check_contents(fetch, file)
    except attachments.ContentLost as error:
        raise StoreUnusable(file, DAMAGED) from error


def _check_values(file: Path, fetch: Fetch) -> None:
    """Raise StoreMisplaced for a value that careline never wrote."""
    for wrong in all_unsound(fetch):
        raise StoreMisplaced(file, wrong.value, f"{wrong.table}, row {wrong.row}, {wrong.column}", wrong.must_be)


def present(store: Path) -> Held | StoreFault | None:
    """What the store holds; what is wrong with it where it cannot be read, and None where there is none yet.

    Raises StoreBusy, and StoreForeign for what is not ours, which nothing takes the place of.
    """
    if not store.exists() or (store.is_file() and store.stat().st_size == 0):
        return None
    try:
        with database.reading(store) as fetch:
            return what_it_holds(fetch)
    except StoreBusy:
        raise
    except StoreFault as error:
        if not _says_it_is_ours(store):
            raise
        return error


def lost_by(store: Path, found: Found) -> Lost:
    """The commands that the store has and the backup has not. Raises StoreFault and StoreBusy."""
    with database.reading(store) as fetch:
        newest = found.held.newest
        common, differing = 0, (newest.number if newest else 0) + 1
        # The log of one store only grows: up to some line both are the same.
        while differing - common > 1:
            number = (common + differing) // 2
            is_same = _line(found.fetch, "id <= :n", number) == _line(fetch, "id <= :n", number)
            common, differing = (number, differing) if is_same else (common, number)
        [(count,)] = fetch("SELECT count(*) FROM commands WHERE id > :n", n=common)
        return Lost(count, _line(fetch, "id > :n", common, newest=False), is_all=not common)


def restore(
    store: Path, found: Found, name: Callable[[int], str], at: datetime, *, group: str | None = None
) -> tuple[Path | None, int]:
    """Put a backup in the place of the store, whole or not at all; where the store is kept as it was, if there was one.

    With it comes how many contents of attachments the backup lacks, and nobody else has.
    Raises StoreFault and StoreBusy, NoBackup where it could not be kept.
    """
    new = make_file(store, group)
    try:
        try:
            place = files.place(store)
        except Unwritable as error:
            raise StoreUnusable(store, error.why) from error
        with named_faults(store), files.draft(place.end.parent, locked=False) as draft:
            if not fill(draft, found.file, found.sha256):
                raise StoreBusy(f"{found.file} was changed meanwhile. Nothing was changed; try again.")
            with _kept_aside(store, name, at) as (aside, let_go):
                missing = _give_contents(store, found)
                _make_store(draft)
                with committing(f"{found.file} was restored"):
                    let_go()
                    draft.publish(place)
            return aside, missing
    finally:
        if new:
            take_away_if_empty(store)


def _give_contents(store: Path, found: Found) -> int:
    """Put what is attached beside the store, where it lies while one works with it; how much of it is not to be had."""
    missing = 0
    for sha256, _ in attachments.named(found.fetch):
        try:
            attachments.put(store, sha256, attachments.contents(found.fetch, found.file, sha256))
        except attachments.ContentLost:
            with suppress(attachments.ContentLost):
                attachments.check(found.fetch, store, sha256)
                continue
            missing += 1
    return missing


def _make_store(draft: Draft) -> None:
    """Let it be no backup any more, with no content in the table that only a backup has, nor the room that it took."""
    with closing(connect(draft.path)) as copy:
        fetch = fetch_on(copy)
        copy.execute("PRAGMA user_version = 0")
        if has_contents(fetch) and fetch("SELECT 1 FROM attachment_contents LIMIT 1"):
            copy.execute("DELETE FROM attachment_contents")
            copy.execute("VACUUM")
    draft.finish()


@contextmanager
def _kept_aside(
    store: Path, name: Callable[[int], str], at: datetime
) -> Iterator[tuple[Path | None, Callable[[], None]]]:
    """The store as it was, kept among its backups; nobody records in it until it is replaced.

    What is handed out with it comes right before that: Windows replaces nothing that is open.
    """
    found = present(store)
    folder = listed.folder_of(store)
    if found is None:
        with closing(connect(store)) as lock:
            # Of what a store has left that is gone, SQLite puts nothing into an empty one, and takes it away.
            begin_to_write(lock)
            if store.stat().st_size:
                raise StoreBusy(f"The store {store} was made meanwhile. Nothing was changed; try again.")
            yield None, lock.close if sys.platform == "win32" else lambda: None
        return
    make_folder(store, folder)
    if isinstance(found, Held):
        with closing(connect(store)) as lock:
            number = store.stat().st_ino
            # Another program may have set it to keep a second file beside it, which would be taken for the new one's.
            lock.execute("PRAGMA journal_mode = DELETE")
            begin_to_write(lock)
            if store.stat().st_ino != number:
                raise StoreBusy(f"The store {store} was replaced meanwhile. Nothing was changed; try again.")
            made = None
            try:
                made = back_up(store, folder, name, at)
            except NoBackup:
                raise
            except StoreFault:
                lock.rollback()
            else:
                yield made.backup.path, lock.close if sys.platform == "win32" else lambda: None
        if made:
            if not made.lacks:
                # What the store now does not name is inside the one that was kept.
                with suppress(CarelineError):
                    attachments.clear(store)
            return
    with files.draft(folder) as draft:
        # Of a damaged store there is no backup: it is kept byte for byte.
        fill(draft, store, "")
        aside = publish(draft, folder, name)
    journals = [Path(f"{os.path.realpath(store)}{end}") for end in JOURNALS]
    for end, journal in zip(JOURNALS, journals, strict=True):
        if journal.is_file():
            files.copy_new(journal, Path(f"{aside}{end}"))
    yield aside, partial(_take_away, journals)


def _take_away(journals: Iterable[Path]) -> None:
    """Leave none of what SQLite would put into the backup, once that stands where the store was."""
    for journal in journals:
        journal.unlink(missing_ok=True)


def check_is_there(store: Path, file: Path) -> None:
    """Raise BadInput where there is no such file, and for the store itself, unless that is a backup put there."""
    try:
        was = what_is(file)
    except (OSError, ValueError) as error:
        raise BadInput(f"{file} cannot be read: {getattr(error, 'strerror', None) or error}.") from None
    if was is None:
        newest = listed.newest_there(store)
        where = (
            f"The newest backup known here is {newest.path}" if newest else f"Backups lie in {listed.folder_of(store)}"
        )
        raise BadInput(f"There is no file {file}. {where}.")
    if same(file, was, store) and not _is_backup(store):
        raise BadInput(f"{file} is the store itself. Name a backup, such as one in {listed.folder_of(store)}.")


def _check_alone(file: Path) -> None:
    """Raise StoreFault for a store that somebody may be writing: without its journal it would be half of one."""
    for end in JOURNALS[:2]:
        with suppress(FileNotFoundError):
            if Path(f"{file}{end}").stat().st_size:
                raise StoreFault(
                    f"{file} has a journal beside it, {Path(f'{file}{end}').name}: it is a store that a command is "
                    f"writing, or died in, and no backup. Make one of it first: careline --db {file} backup."
                )


def _says_it_is_ours(store: Path) -> bool:
    head = _head(store)
    return head.startswith(MAGIC) and head[IDENTITY] == APPLICATION_ID.to_bytes(4, "big")


def _is_backup(store: Path) -> bool:
    return _says_it_is_ours(store) and _head(store)[KIND] == BACKUP.to_bytes(4, "big")


def _head(store: Path) -> bytes:
    with suppress(OSError):
        if store.is_file():
            with store.open("rb") as file:
                return file.read(100)
    return b""


def _line(fetch: Fetch, which: str, n: int, *, newest: bool = True) -> Newest | None:
    """The newest line of a log of these, or the oldest."""
    order = "DESC" if newest else "ASC"
    rows = fetch(f"SELECT id, at, who, command FROM commands WHERE {which} ORDER BY id {order} LIMIT 1", n=n)
    return next((Newest(number, read_moment(at), who, command) for number, at, who, command in rows), None)
