"""Texts read by formats, apart from any clock."""

from collections.abc import Sequence

from careline.domain.sheets.date_formats import readers
from careline.domain.sheets.written_dates import Wall


def read_by(formats: Sequence[str], text: str) -> Wall:
    """What the first reader that answers says. Raises ValueError where none does."""
    for read in readers(formats):
        if wall := read(text):
            return wall
    raise ValueError(text)
