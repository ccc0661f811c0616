"""A file as a table, in whatever dress it comes."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from careline.cli.sheets import files
from careline.cli.sheets.options import Given
from careline.domain.errors import BadInput

if TYPE_CHECKING:
    from careline.domain.sheets.dress import Dress
    from careline.domain.sheets.table import Table

SAMPLE = 2**17
SAMPLE_LINES = 500
"""Of so many lines, with so many characters, the layout is found."""
ZIP = b"PK\x03\x04"
"""How a workbook begins, whatever its name."""
EXPORT = b'{"careline": "export/'
NO_TABLES = (
    (re.compile(rb"%PDF-"), "a PDF"),
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "an old workbook (.xls), or one with a password"),
    (re.compile(rb"\x1f\x8b"), "compressed"),
    (re.compile(rb"\s*<(!|\?xml|html|head|meta|table|style)", re.IGNORECASE), "HTML or XML"),
    (re.compile(rb'\s*(\[\s*)?\{\s*"'), "JSON"),
)
"""How a file begins that is no table, and what it is."""


class NoTable(BadInput):
    """A file that holds something else."""

    def __init__(self, what: str, kind: str) -> None:
        super().__init__(
            f"{what} is no table but {kind}. Save it as .xlsx without a password, or as CSV. Nothing was imported."
        )


@contextmanager
def opened(given: Given) -> "Iterator[Table]":
    """The table that a file holds. Raises FileUnreadable, NoTable, NotText, NotCsv, EmptyFile and BadInput."""
    with files.opened(given.file) as source:
        beginning = source.beginning()
        if beginning.startswith(EXPORT):
            raise BadInput(
                f"{source.what} is an export of a whole store, and no table: careline import --jsonl takes it."
            )
        for sign, kind in NO_TABLES:
            if sign.match(beginning):
                raise NoTable(source.what, kind)
        yield _table(source, beginning, given)


def _table(source: files.Source, beginning: bytes, given: Given) -> "Table":
    if beginning.startswith(ZIP):
        from careline.cli.sheets.workbooks import Workbook  # 20 ms, and few lists are one

        return Workbook(source, given).table()
    if given.sheet is not None:
        raise BadInput(f"{source.what} is no workbook and has no sheets; leave out --sheet.")
    return _Csv(source, given).table()


class _Csv:
    """Text as a table: how it is laid out is found once, and each reading tells what it met."""

    def __init__(self, source: files.Source, given: Given) -> None:
        from careline.domain.sheets.dress import Met, find_dress, read_delimiter
        from careline.domain.sheets.encodings import named

        self.source = source
        self.skip = given.skip_lines
        self.encoding = named(given.encoding) if given.encoding is not None else None
        delimiter = read_delimiter(given.delimiter) if given.delimiter is not None else None
        self.met = Met()
        self.decoder, lines = source.lines(self.encoding)
        self.dress: Dress = find_dress(_sample(lines), delimiter=delimiter, skip=self.skip)

    def table(self) -> "Table":
        """The table. Raises NotText, NotCsv and EmptyFile."""
        from careline.domain.sheets.encodings import UTF_8, NotText
        from careline.domain.sheets.table import Table

        line, header = next(self.all_rows(), (0, []))
        if not header:
            raise files.EmptyFile(self.source.what, skipped=self.skip)
        if "\0" in "".join(header):
            raise NotText(self.source.what, UTF_8, line, "a NUL byte")
        return Table(self.source.name, tuple(header), self.rows, self.said, self.source.done)

    def all_rows(self, *, last: bool = False) -> files.Rows:
        """The headings, and the rows."""
        from careline.domain.sheets.dress import Met, read_csv

        self.met = Met()
        self.decoder, lines = self.source.lines(self.encoding, last=last)
        return self.source.bounded(read_csv(lines, self.dress, self.met))

    def rows(self, *, last: bool = False) -> files.Rows:
        """The rows."""
        rows = self.all_rows(last=last)
        next(rows)
        return rows

    def said(self) -> tuple[str, ...]:
        """What is not plain about it, as far as it was read."""
        from careline.domain.sheets.dress import said
        from careline.domain.sheets.encodings import PLAIN, shown

        encoding = self.decoder.encoding
        return (*(() if encoding in PLAIN else (f"{shown(encoding)} text",)), *said(self.dress, self.met))


def _sample(lines: Iterator[str]) -> list[str]:
    """Some of the first lines, whole ones."""
    sample: list[str] = []
    size = 0
    for line in lines:
        sample.append(line)
        size += len(line)
        if size > SAMPLE or len(sample) == SAMPLE_LINES:
            break
    return sample
