"""A file as a table."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from careline.cli.sheets import files
from careline.cli.sheets.options import Given
from careline.domain.errors import BadInput

if TYPE_CHECKING:
    from careline.domain.sheets.table import Table


@contextmanager
def opened(given: Given) -> "Iterator[Table]":
    """The table that a file holds. Raises FileUnreadable, NotText, EmptyFile and BadInput."""
    from careline.domain.sheets.case_rows import read_csv
    from careline.domain.sheets.table import Table

    file = given.file
    with files.opened(file) as source:

        def all_rows(*, last: bool = False) -> files.Rows:
            return read_csv(files.lines_of(source.text(last=last), file))

        def rows(*, last: bool = False) -> files.Rows:
            walk = all_rows(last=last)
            next(walk)
            return walk

        header = files.header_of(all_rows(), file)
        if header[0].startswith('{"careline": "export/'):
            raise BadInput(f"{file} is an export of a whole store, and no table: careline import --jsonl takes it.")
        yield Table(source.name, tuple(header), rows, done=source.done)
