"""A table as it came in: headings, and rows of texts below them, whatever it was written as."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

Cells = Sequence[str]


class Rows(Protocol):
    """The rows below the headings, from the first on with each call."""

    def __call__(self, *, last: bool = False) -> Iterator[tuple[int, list[str]]]:
        """Each row with the line of the file on which it begins; of a workbook, its row. Empty ones are left out.

        What comes through a pipe is kept for the next call, unless this is the last. Raises BadInput.
        """


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds.

    `name` is the file's, without its folder; None for a pipe. `said` tells how it is written, a phrase each, as far as
    its rows were read. `done` is how much of it the last call has read, from 0 to 1; None where nobody can know.
    """

    name: str | None
    header: tuple[str, ...]
    rows: Rows
    said: Callable[[], tuple[str, ...]] = tuple
    done: Callable[[], float | None] = lambda: None
