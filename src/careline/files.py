"""Every file that careline writes: whole or not at all, for its owner alone, and never over what careline lives on.

A file is written as a draft beside its place, and put there once all of it is on the disk. Nobody can guess a draft's
name, so nobody can put a link there; but careline knows it again, and clears away what a killed command has left.
"""

import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from careline.domain.values import frozen
from careline.interrupts import committing
from careline.leftovers import AS_IT_IS, ONLY_HERE, clear_away, lock
from careline.paths import Own, Unwritable, _why, check_not_planted, end_of, named_faults, same, what_is

PRIVATE = 0o600
PERMISSIONS = 0o777
SHARED = 0o660

OURS: set[str] = set()
"""The drafts that this process is writing."""


@frozen
class Place:
    """Where a file goes: `path` is what was named, `end` where its links lead, `was` what lies there."""

    path: Path
    end: Path
    was: os.stat_result | None

    @property
    def plain(self) -> bool:
        """True for a plain file, there or not; False for what is written to as what it is: a pipe, a device."""
        return self.was is None or stat.S_ISREG(self.was.st_mode)

    def write(self, data: bytes) -> None:
        """Write it there: whole or not at all, unless it is a pipe or a device. Raises Unwritable."""
        self.write_all((data,))

    def write_all(self, pieces: Iterable[bytes]) -> None:
        """The same, a piece at a time. Raises Unwritable."""
        if not self.plain:
            _pass_on(self.path, pieces)
            return
        with named_faults(self.path), draft(self.end.parent) as made:
            for piece in pieces:
                made.take(piece)
            with committing(f"{self.path} was written"):
                made.publish(self)

    def check_takes(self) -> None:
        """Raise Unwritable or OSError where the plain file there could not be replaced in the end."""
        if self.was is None:
            return
        # Who may not write it does not replace it; on Windows nobody replaces what a program has open.
        os.close(os.open(self.end, os.O_WRONLY | ONLY_HERE))
        if sys.platform != "win32":
            folder = self.end.parent.stat()
            if folder.st_mode & stat.S_ISVTX and os.geteuid() not in (0, self.was.st_uid, folder.st_uid):
                raise Unwritable(self.path, "in its folder only its owner can replace it")


def place(path: str | Path, own: Own = ()) -> Place:
    """Where a file goes that somebody named. Raises Unwritable where none can lie, and for what is careline's own."""
    with named_faults(path):
        named = Path(path)
        if not str(path):
            raise Unwritable("A file without a name", "give it one")
        was = what_is(named)
        if was and stat.S_ISDIR(was.st_mode):
            raise Unwritable(path, "it is a folder, not a file")
        if str(path).endswith((os.sep, os.altsep or os.sep)):
            raise Unwritable(path, "there is no such folder")
        end = end_of(named, was)
        if not end.parent.is_dir():
            raise Unwritable(path, f"there is no folder {end.parent}")
        for each, what in own:
            if same(end, was, each):
                raise Unwritable(path, f"it is {what}")
            if each.is_dir() and any(parent.samefile(each) for parent in end.parents):
                raise Unwritable(path, f"nothing else goes where {what} are")
        found = Place(named, end, was)
        if found.plain:
            found.check_takes()
        return found


class Draft:
    """A file that has no name of its own yet."""

    def __init__(self, path: Path, number: int) -> None:
        self.path = path
        self.number = number

    def text(self) -> TextIO:
        """The draft as a file of text."""
        return os.fdopen(self.number, "w", encoding="utf-8", newline="", closefd=False)

    def take(self, data: bytes) -> None:
        """Write all of it."""
        _write_all(self.number, data)

    def finish(self) -> None:
        """Let nothing be missing from the disk."""
        os.fsync(self.number)

    def publish(self, place: Place) -> None:
        """Put it into its place, with the owner and the permissions of what lies there."""
        with suppress(FileNotFoundError):
            self.be_like(place.end.lstat())
        with self._finished():
            self.path.replace(place.end)
        sync_folder(place.end.parent)

    def publish_new(self, path: Path) -> None:
        """Put it where nothing lies. Raises FileExistsError."""
        with self._finished():
            if sys.platform == "win32":
                self.path.rename(path)
                return
            try:
                os.link(self.path, path)
            except FileExistsError:
                raise
            except OSError:
                # A filesystem that knows no second name for a file, such as that of a stick.
                if os.path.lexists(path):
                    raise FileExistsError(path) from None
                self.path.rename(path)
        sync_folder(path.parent)

    @contextmanager
    def _finished(self) -> Iterator[None]:
        self.finish()
        if sys.platform == "win32":
            # Nothing that is open gets another name there.
            self.close()
        yield

    def be_like(self, was: os.stat_result) -> None:
        """Belong to whom that belongs to, and let nobody else read it: a file, where there are owners."""
        if sys.platform == "win32" or not stat.S_ISREG(was.st_mode):
            return
        mine = os.fstat(self.number)
        if (mine.st_uid, mine.st_gid) != (was.st_uid, was.st_gid):
            with suppress(OSError):
                os.fchown(self.number, -1, was.st_gid)
            with suppress(OSError):
                os.fchown(self.number, was.st_uid, -1)
        os.fchmod(self.number, was.st_mode & PERMISSIONS)

    def share_like(self, store: os.stat_result) -> None:
        """Belong to those who share a store; to its owner alone where nobody does, even if others may read it."""
        self.be_like(store)
        if sys.platform != "win32":
            os.fchmod(self.number, _shared_as(store))

    def close(self) -> None:
        """Let it go, and with it the lock that tells others that somebody is writing."""
        number, self.number = self.number, -1
        if number >= 0:
            os.close(number)


@contextmanager
def draft(folder: Path, *, locked: bool = True) -> Iterator[Draft]:
    """A draft in this folder, taken away at the end unless it was published. Raises OSError.

    `locked` False is for what SQLite writes, whose own locks would meet ours on some systems.
    """
    clear_away(folder, OURS)
    made = _new_draft(folder, locked=locked)
    try:
        yield made
    finally:
        if sys.platform == "win32":
            made.close()
        for path in (made.path, made.path.with_name(f"{made.path.name}-journal")):
            with suppress(OSError):
                path.unlink()
        made.close()
        OURS.discard(made.path.name)


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet, whole or not at all, for its owner alone.

    Raises FileExistsError and Unwritable.
    """
    with named_faults(path), draft(path.parent) as made:
        made.take(text.encode())
        made.publish_new(path)


def copy_new(source: Path, path: Path) -> None:
    """Copy a file to where nothing lies, whole or not at all. Raises FileExistsError and Unwritable."""
    with named_faults(path), source.open("rb") as read, draft(path.parent) as made:
        while some := read.read(1 << 20):
            made.take(some)
        made.publish_new(path)


def add_line(path: Path, line: str, like: Path) -> None:
    """Add a line to a file, made where it is not there yet for those who may write `like`, and let it not be lost.

    Two at once both stand there; of one that a kill has cut short, the next begins a new line. Raises OSError.
    """
    number = os.open(path, os.O_CREAT | os.O_APPEND | os.O_RDWR | ONLY_HERE, PRIVATE)
    try:
        size = os.fstat(number).st_size
        if not size and sys.platform != "win32":
            os.fchmod(number, _shared_as(like.stat()))
        os.lseek(number, max(0, size - 1), os.SEEK_SET)
        begun = os.read(number, 1) not in (b"", b"\n")
        _write_all(number, f"{chr(10) if begun else ''}{line}\n".encode())
        os.fsync(number)
    finally:
        os.close(number)
    sync_folder(path.parent)


def check_takes_lines(path: Path) -> None:
    """Raise OSError where no line could be added to a file; one that is not there yet is made by the first."""
    with suppress(FileNotFoundError):
        number = os.open(path, os.O_APPEND | os.O_RDWR | ONLY_HERE)
        try:
            os.lseek(number, 0, os.SEEK_END)
        finally:
            os.close(number)


def open_plain(path: Path) -> int:
    """The descriptor of a plain file, for reading; nothing waits for a pipe, no link is followed. Raises OSError."""
    number = os.open(path, os.O_RDONLY | ONLY_HERE)
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise OSError(errno.EINVAL, "it is not a plain file")
    return number


def make_empty(path: Path) -> None:
    """Make an empty file that is not there yet, for its owner alone. Raises OSError and FileExistsError among them."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | ONLY_HERE, PRIVATE))


def make_folder(path: Path) -> None:
    """Make a folder for its owner alone, and those above it, where they are not there yet. Raises OSError."""
    try:
        for each in (*reversed(path.parents), path):
            # Of those above, `mkdir` would make one that anybody may write in, where the umask lets it.
            if not each.is_dir():
                each.mkdir(mode=0o700, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path)) from error


def make_folder_beside(store: Path, path: Path) -> None:
    """Make a folder for those who may write the store, where it is not there yet, and let it not be lost.

    Raises OSError, and Unwritable for one that a stranger has planted.
    """
    if not path.is_dir():
        make_folder(path)
        was = store.stat()
        if sys.platform != "win32" and was.st_mode & 0o060 == 0o060:
            os.chown(path, -1, was.st_gid)
            path.chmod(0o2770)
        sync_folder(path.parent)
    check_not_planted(path, path, path.lstat())


def _shared_as(store: os.stat_result) -> int:
    return store.st_mode & SHARED if store.st_mode & 0o060 == 0o060 else PRIVATE


def _pass_on(path: Path, pieces: Iterable[bytes]) -> None:
    """Write to a pipe or a device. A reader that has seen enough is no fault. Raises Unwritable."""
    with _open_as_it_is(path) as number:
        try:
            for piece in pieces:
                _write_all(number, piece)
        except BrokenPipeError:
            return
        except OSError as error:
            raise Unwritable(path, _why(error), "It may have got a part.") from error


@contextmanager
def _open_as_it_is(path: Path) -> Iterator[int]:
    with named_faults(path):
        # A pipe waits here for its reader, as in the shell.
        number = os.open(path, os.O_WRONLY | AS_IT_IS)
    try:
        if stat.S_ISREG(os.fstat(number).st_mode):
            raise Unwritable(path, "a file has taken the place of a pipe or device")
        yield number
    finally:
        os.close(number)


def _write_all(number: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(number, rest) :]


def _new_draft(folder: Path, *, locked: bool) -> Draft:
    while True:
        path = folder / f".careline-{os.getpid()}-{os.urandom(16).hex()}.draft"
        OURS.add(path.name)
        try:
            number = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | ONLY_HERE, PRIVATE)
        except OSError as error:
            OURS.discard(path.name)
            if isinstance(error, FileExistsError):
                continue
            raise
        made = Draft(path, number)
        # Whoever was clearing away in this very moment may have taken it for left behind.
        if not locked or (lock(number) is not False and os.fstat(number).st_nlink):
            return made
        made.close()
        OURS.discard(path.name)


def sync_folder(folder: Path) -> None:
    """Have the folder remember a new name when the power goes, on the systems that can be asked to."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
