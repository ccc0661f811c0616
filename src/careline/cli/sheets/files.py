"""The files of an import: the spreadsheet that is read, and the one that the bad rows go to."""

import csv
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from io import BufferedReader, FileIO, RawIOBase
from itertools import accumulate
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any, TypeVar

from careline.domain.errors import BadInput, CarelineError
from careline.files import Draft, Place, draft, place
from careline.paths import Own, Unwritable, named_faults

ADDED = ["line", "reason"]
REFRESHED_EVERY = 1000
CHUNK = 2**16
KEPT_IN_MEMORY = 2**20
MOST_PIPED, MOST_PIPED_ROWS = 2 * 2**30, 2_000_000
"""So many bytes and rows come through a pipe at most: it may go on for ever, as a file cannot."""

if TYPE_CHECKING:
    from careline.domain.sheets.encodings import Decoder

Rows = Iterator[tuple[int, list[str]]]
T = TypeVar("T")


class FileUnreadable(BadInput):
    """The file to import cannot be read."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(f"{_named(file)} cannot be read: {why}. Nothing was imported.")


class EmptyFile(BadInput):
    """A file without a header."""

    def __init__(self, what: str, skipped: int | None = None) -> None:
        why = (
            f"has nothing below line {skipped}; leave out less with --skip-lines"
            if skipped
            else "is empty: it has not even a header"
        )
        super().__init__(f"{what} {why}. Nothing was imported.")


class Endless(BadInput):
    """A pipe that gives more than anybody's list has."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} goes on after {MOST_PIPED_ROWS:,} rows or {MOST_PIPED >> 30} GiB, as far as a pipe is read; save "
            "it as a file, which may be of any size. Nothing was imported."
        )


class RejectsUnwritable(BadInput):
    """The file for the bad rows cannot be written."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} cannot be written with the bad rows: {why}. Name another file with --skip-bad.")


class Source:
    """The bytes that somebody named, from the first on as often as wanted.

    `name` is the file's without its folder, None for what has none, such as a pipe. What comes through a pipe is kept,
    in a file of its owner's without a name where it is much, until it is read for the last time.
    """

    def __init__(self, raw: FileIO, file: str) -> None:
        self.raw = raw
        self.file = file
        self.what = _named(file)
        there = os.fstat(raw.fileno())
        self.plain = stat.S_ISREG(there.st_mode)
        self.name = Path(file).name if self.plain and file != "-" else None
        self.first = raw.tell() if self.plain else 0
        self.size = there.st_size if self.plain else None
        self.kept = None if self.plain else SpooledTemporaryFile(KEPT_IN_MEMORY)  # noqa: SIM115 - as long as the source
        self.known = 0
        self.reached = 0

    def binary(self, *, last: bool = False) -> BufferedReader:
        """All of it."""
        return BufferedReader(_Reading(self, last=last), CHUNK)

    def beginning(self) -> bytes:
        """Its first bytes. Raises FileUnreadable."""
        return next(self._chunks(self.binary()), b"")

    def seekable(self, most: int) -> IO[bytes] | None:
        """All of it, to be read at any place; None where it is longer. Raises FileUnreadable."""
        if self.kept is None:
            return self.raw if (self.size or 0) <= most else None
        sizes = accumulate(map(len, self._chunks(self.binary())))
        return None if any(size > most for size in sizes) else self.kept

    def lines(self, encoding: str | None = None, *, last: bool = False) -> "tuple[Decoder, Iterator[str]]":
        """Its lines, and who knows in which encoding they are.

        Reading them raises FileUnreadable, NotText and LongLine.
        """
        from careline.domain.sheets.encodings import Decoder

        decoder = Decoder(self.what, encoding)
        return decoder, decoder.lines(self._chunks(self.binary(last=last)))

    def _chunks(self, read: BufferedReader) -> Iterator[bytes]:
        size = 0
        try:
            for piece in iter(partial(read.read, CHUNK), b""):
                size += len(piece)
                if size > MOST_PIPED and not self.plain:
                    raise Endless(self.what)
                yield piece
        except OSError as error:
            raise FileUnreadable(self.file, error.strerror or str(error)) from error

    def bounded(self, rows: Rows) -> Rows:
        """Rows of it, as many as may come through a pipe. Raises Endless."""
        return rows if self.plain else self._counted(rows)

    def _counted(self, rows: Rows) -> Rows:
        for number, row in enumerate(rows):
            if number > MOST_PIPED_ROWS:
                raise Endless(self.what)
            yield row

    def done(self) -> float | None:
        """How much the last reading has read, from 0 to 1; None where nobody can know."""
        return self.reached / self.size if self.size else None

    def at(self, place: int, size: int, *, keep: bool) -> bytes:
        """Some bytes from this place on, none at the end. Raises OSError."""
        self.reached = place
        if self.kept is None:
            self.raw.seek(place)
            return self.raw.read(size) or b""
        if place < self.known:
            self.kept.seek(place)
            return self.kept.read(min(size, self.known - place))
        data = self.raw.read(size) or b""
        if keep:
            self.kept.seek(place)
            self.kept.write(data)
            self.known += len(data)
        return data

    def close(self) -> None:
        """Let go of what was kept."""
        if self.kept is not None:
            self.kept.close()


class _Reading(RawIOBase):
    """One reading of a source; others do not disturb it."""

    def __init__(self, source: Source, *, last: bool) -> None:
        self.source = source
        self.place = source.first
        self.last = last

    def readable(self) -> bool:
        return True

    def readinto(self, room: Any) -> int:
        data = self.source.at(self.place, len(room), keep=not self.last)
        room[: len(data)] = data
        self.place += len(data)
        return len(data)


@contextmanager
def opened(file: str) -> Iterator[Source]:
    """What lies there, `-` for standard input. Raises FileUnreadable."""
    try:
        raw = FileIO(sys.stdin.fileno() if file == "-" else file, closefd=file != "-")
    except (OSError, ValueError) as error:
        raise FileUnreadable(file, getattr(error, "strerror", None) or str(error)) from error
    with raw, closing(Source(raw, file)) as source:
        yield source


@contextmanager
def progress(
    done: Callable[[], float | None], doing: str = "Importing"
) -> Iterator[Callable[[Iterator[T]], Iterator[T]]]:
    """What shows on a terminal how far the rows have been read, and elsewhere lets them pass.

    A dumb terminal could not wipe it out again.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda rows: rows
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=None if done() is None else 1)

        def shown(rows: Iterator[T]) -> Iterator[T]:
            for number, row in enumerate(rows):
                if number % REFRESHED_EVERY == 0:
                    bar.update(task, completed=done())
                yield row

        yield shown


class RejectsLost(CarelineError):
    """Not an error that undoes anything: the others are in, and the bad rows could not be put into their place."""

    exit_code = 0

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The other rows are recorded, but {path} cannot take the bad ones: {why}. "
            "Import again with another --skip-bad; what is already known is not imported twice."
        )


class Rejects:
    """The bad rows: as they were, with their line and the reason, in a file that appears whole or not at all.

    The columns that an earlier import has added are written anew. What a row has too much stands after the reason.
    """

    def __init__(self, place: Place, draft: Draft, header: Sequence[str]) -> None:
        self.place = place
        self.draft = draft
        self.text = draft.text()
        self.read = len(header)
        self.kept = self.read - len(ADDED) if list(header[-len(ADDED) :]) == ADDED else self.read
        self._write([*header[: self.kept], *ADDED])

    def add(self, line: int, cells: Sequence[str], reason: str) -> None:
        """Write one row. Raises RejectsUnwritable."""
        missing = [""] * (self.kept - len(cells))
        self._write([*cells[: self.kept], *missing, str(line), reason, *cells[self.read :]])

    def finish(self) -> None:
        """Let nothing be missing from the draft. Raises RejectsUnwritable."""
        with self._named_faults():
            self.text.close()
            self.draft.finish()

    def publish(self) -> None:
        """Put the draft into its place, now that the others are in. Raises RejectsLost."""
        try:
            self.draft.publish(self.place)
        except OSError as error:
            raise RejectsLost(self.place.path, error.strerror or str(error)) from error

    def _write(self, cells: Sequence[str]) -> None:
        with self._named_faults():
            csv.writer(self.text, lineterminator="\n").writerow(cells)

    @contextmanager
    def _named_faults(self) -> Iterator[None]:
        with _faults_of(self.place.path):
            yield


@contextmanager
def rejects(path: Path | None, file: str, header: Sequence[str], own: Own) -> Iterator[Rejects | None]:
    """A place for the bad rows beside `path`, taken away at the end unless it was published; None without a path.

    Raises RejectsUnwritable, also where a file could not be replaced once the others are in.
    """
    if path is None:
        yield None
        return
    with _faults_of(path):
        target = place(path, own if file == "-" else (*own, (Path(file), "the file to be imported")))
        if not target.plain:
            raise RejectsUnwritable(path, "it is not a plain file")
    with ExitStack() as stack:
        with _faults_of(path):
            bad = Rejects(target, stack.enter_context(draft(target.end.parent)), header)
        yield bad


@contextmanager
def _faults_of(path: Path) -> Iterator[None]:
    try:
        with named_faults(path):
            yield
    except Unwritable as error:
        raise RejectsUnwritable(path, error.why) from error


def _named(file: str) -> str:
    return "Standard input" if file == "-" else file
