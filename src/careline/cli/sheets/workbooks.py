"""A sheet of a workbook (.xlsx, .ods) as a table.

What is read of it is unpacked into a file of our own first, and measured: the library that reads it makes room for
whatever a workbook claims to hold.
"""

import errno
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from itertools import islice
from tempfile import TemporaryFile
from typing import IO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from careline.cli.sheets import files
from careline.cli.sheets.options import Given
from careline.domain.errors import BadInput
from careline.domain.sheets import dress
from careline.domain.sheets.cells import text_of
from careline.domain.sheets.extents import Damaged, Measure, Overlarge
from careline.domain.sheets.table import Table

LARGEST = 256 * 2**20
"""How many bytes a workbook may hold unpacked."""
MOST_MEMBERS = 10_000
READ = (".xml", ".rels", "mimetype")
"""How the members of a workbook are called that can have to do with cells."""
ENTRY = b"PK\x01\x02"
ENCRYPTED = b":encryption-data"
PIECE = 2**18
SAMPLE = 500


class Locked(Exception):
    """A workbook that needs a password."""


class BadWorkbook(BadInput):
    """A workbook that is none, is damaged, or holds more than anybody's list."""

    def __init__(self, what: str, why: str = "is no workbook that careline reads, or it is damaged") -> None:
        super().__init__(f"{what} {why}. Save its sheet as CSV. Nothing was imported.")


class NoSuchSheet(BadInput):
    """A --sheet that the workbook does not have."""

    def __init__(self, what: str, name: str, sheets: Sequence[str]) -> None:
        near = get_close_matches(name.casefold(), [each.casefold() for each in sheets], 1)
        meant = next((each for each in sheets if near and each.casefold() == near[0]), None)
        advice = f"Did you mean {meant}?" if meant else "Its sheets are listed."
        super().__init__(f'{what} has no sheet "{name}". {advice}', [] if meant else list(sheets))


class Workbook:
    """One sheet of it, in memory, and what each reading met.

    Raises BadWorkbook, NoSuchSheet, EmptyFile and BadInput.
    """

    def __init__(self, source: files.Source, given: Given) -> None:
        if typed := [option for option in ("--delimiter", "--encoding") if option in given.typed()]:
            raise BadInput(f"{source.what} is a workbook, and no text; leave out {' and '.join(typed)}.")
        self.source = source
        with _named_faults(source.what), TemporaryFile() as unpacked:
            _unpack(source, unpacked)
            self.book = CalamineWorkbook.from_filelike(unpacked)
            self.sheets = [each for each in self.book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
            shown = [each.name for each in self.sheets if each.visible == SheetVisibleEnum.Visible]
            self.sheet = self._first(shown) if given.sheet is None else self._named(given.sheet)
            self.dress = _dress(self.sheet) if given.skip_lines is None else dress.Dress(above=given.skip_lines)
        chosen = given.sheet is None and len(shown) > 1
        self.choice = (f'sheet "{self.sheet.name}" of {len(shown)}',) if chosen else ()
        self.met = dress.Met()
        self.reading = _Numbered(())

    def table(self) -> Table:
        """The table."""
        _, header = next(self.all_rows(), (0, []))
        if not header:
            raise files.EmptyFile(self.source.what, self.dress.above)
        return Table(self.source.name, tuple(header), self.rows, self.said, self.done)

    def all_rows(self) -> files.Rows:
        """The headings, and the rows."""
        self.met = dress.Met()
        self.reading = _Numbered(islice(_texts(self.sheet), self.dress.above, None))
        with _named_faults(self.source.what):
            yield from dress.read_rows(self.reading, self.dress, self.met)

    def rows(self, *, last: bool = False) -> files.Rows:
        """The rows."""
        rows = self.all_rows()
        next(rows)
        return rows

    def said(self) -> tuple[str, ...]:
        """What is not plain about it, as far as it was read."""
        return (*self.choice, *dress.said(self.dress, self.met))

    def done(self) -> float:
        """How much of it was read."""
        return self.reading.line_num / (self.sheet.total_height or 1)

    def _named(self, name: str) -> CalamineSheet:
        """The sheet that was asked for, hidden or not; case does not count."""
        names = [each.name for each in self.sheets]
        found = [each for each in names if each == name] or [
            each for each in names if each.casefold() == name.casefold()
        ]
        if not found:
            raise NoSuchSheet(self.source.what, name, names)
        return self.book.get_sheet_by_name(found[0])

    def _first(self, shown: Sequence[str]) -> CalamineSheet:
        """The first sheet that shows and holds a table; where none does, the first with anything in it."""
        fallback = None
        for name in shown:
            sheet = self.book.get_sheet_by_name(name)
            if sheet.height > 1 and sheet.width > 1:
                return sheet
            fallback = fallback or (sheet if sheet.start else None)
        if fallback is None:
            raise files.EmptyFile(self.source.what)
        return fallback


class _Numbered:
    """Rows, and how many of them there were so far."""

    def __init__(self, rows: Iterable[list[str]]) -> None:
        self.rows = rows
        self.line_num = 0

    def __iter__(self) -> Iterator[list[str]]:
        for self.line_num, row in enumerate(self.rows, 1):  # noqa: B020 - it is counted where others see it
            yield row


def _dress(sheet: CalamineSheet) -> dress.Dress:
    """Where its headings are."""
    sample = [(row, cells) for row, cells in enumerate(islice(_texts(sheet), SAMPLE)) if any(map(str.strip, cells))]
    title = dress.headings_at([cells for _, cells in sample])
    return dress.Dress(above=sample[title][0] if sample else 0, title=title)


def _texts(sheet: CalamineSheet) -> Iterator[list[str]]:
    """The rows of a sheet from its first on, as texts; cells that are merged over several rows stand in each."""
    left = sheet.start[1] if sheet.start else 0
    merged: dict[int, list[tuple[int, int]]] = {}
    for (row, column), (last, _) in sheet.merged_cell_ranges or ():
        merged.setdefault(row, []).append((column - left, last))
    held: dict[int, tuple[int, str]] = {}
    for number, values in enumerate(sheet.iter_rows()):
        cells = [value if type(value) is str else text_of(value) for value in values]
        for column, (last, text) in tuple(held.items()):
            if number > last:
                del held[column]
            else:
                cells[column] = text
        for column, last in merged.get(number, ()):
            if 0 <= column < len(cells):
                held[column] = (last, cells[column])
        yield cells


@contextmanager
def _named_faults(what: str) -> Iterator[None]:
    """Say of a workbook that cannot be read why. Raises BadWorkbook."""
    try:
        yield
    except Overlarge as error:
        raise BadWorkbook(what, str(error)) from error
    except (Locked, PasswordError) as error:
        raise BadWorkbook(what, "is locked with a password") from error
    except OverflowError as error:
        raise BadWorkbook(what, "has a date or a duration that no calendar has") from error
    except (
        CalamineError,
        Damaged,
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        RuntimeError,
        ValueError,
    ) as error:
        raise BadWorkbook(what) from error
    except OSError as error:
        # What is no place in the file is asked for by a damaged directory.
        raise BadWorkbook(what) if error.errno == errno.EINVAL else files.FileUnreadable(what, str(error)) from error


def _unpack(source: files.Source, unpacked: IO[bytes]) -> None:
    """Write what is read of a workbook into a file, once it is known to be of a size to be read.

    What the directory of a workbook says of sizes may be a lie; so what is unpacked is counted as well. The library
    sees nothing but the copy.
    """
    whole = source.seekable(LARGEST)
    if whole is None:
        raise Overlarge(f"is larger than {LARGEST >> 20} MiB")
    # The directory is kept in memory by whoever opens it, so nobody opens one without end.
    whole.seek(0)
    if sum(piece.count(ENTRY) for piece in iter(lambda: whole.read(PIECE), b"")) > MOST_MEMBERS:
        raise Overlarge(f"holds more than {MOST_MEMBERS:,} files")
    with zipfile.ZipFile(whole) as packed, zipfile.ZipFile(unpacked, "w") as copy:
        members = [each for name, each in packed.NameToInfo.items() if name.lower().endswith(READ)]
        if any(each.flag_bits & 1 for each in members) or "encrypted-package" in packed.NameToInfo:
            raise Locked
        if any(each.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for each in members):
            raise Damaged
        if sum(each.file_size for each in members) > LARGEST:
            raise Overlarge(f"holds more than {LARGEST >> 20} MiB once it is unpacked")
        measure = Measure()
        for member in members:
            with copy.open(member.filename, "w") as written:
                for piece in _measured(packed, member, measure):
                    written.write(piece)
        if measure.may_be_long:
            again = Measure(measure.long)
            for member in members:
                for _ in _measured(packed, member, again):
                    pass
    unpacked.seek(0)


def _measured(packed: zipfile.ZipFile, member: zipfile.ZipInfo, measure: Measure) -> Iterator[bytes]:
    """A member of a workbook, a piece at a time. Raises Overlarge, Locked and Damaged."""
    is_xml = member.filename.lower().endswith((".xml", ".rels"))
    left = LARGEST
    measure.begin()
    with packed.open(member) as read:
        while piece := read.read(PIECE):
            if ENCRYPTED in piece and member.filename == "META-INF/manifest.xml":
                raise Locked
            if is_xml:
                measure.feed(piece)
            left -= len(piece)
            yield piece
    if is_xml:
        measure.feed(b"", last=True)
