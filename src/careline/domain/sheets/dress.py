"""How the text of a table is laid out: what stands between its cells, above its headings and below its rows."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from careline.domain.errors import BadInput
from careline.domain.names import fold
from careline.domain.wording import counted

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = {"\t": "tabs", ";": "semicolons", "|": "bars", ",": "commas"}
"""What may stand between cells, and its name; the likelier of two that would do alike stands first."""
NAMED = {"tab": "\t", "\\t": "\t", "semicolon": ";", "bar": "|", "pipe": "|", "comma": ","}
SEP = re.compile(r'"?sep=(.)"?[\r\n]*', re.IGNORECASE)
"""A first line by which a spreadsheet is told what stands between the cells."""
# A cell may hold a whole exchange of letters; more than this is a quotation mark that nobody closed.
LARGEST_CELL = 16 * 2**20
SELDOM = 20
"""Of so many rows, one is damaged; where more lack cells, it is the way in which they were written."""
MOST_ABOVE = 30
"""How far down the headings are looked for."""
NUMBER = re.compile(r"[\W\d_]+", re.ASCII)
"""Digits, and what stands between those of an amount, a date or a time."""
CURRENCY = 3
"""So many letters has one at most."""
TOTALS = re.compile(
    r"((grand |sub-?)?totals?|sums?|total general|(end|ge|zwischen|gesamt)?summe|(ins)?gesamt|(sub|eind)?totaal|som|"
    r"totaux|somme|total generale|totale|totali|somma|suma|importe total)"
    r"([ :.(]+[0-9.,]+\)?( [a-z]+)?)?[ :.]*"
)
"""What stands before the sums below a table, in six languages, folded."""


class BadDelimiter(BadInput):
    """A --delimiter that cannot be."""

    def __init__(self, typed: str) -> None:
        super().__init__(
            f'--delimiter is "{typed}"; give the one character between the cells, or comma, semicolon, tab or bar.'
        )


class NotCsv(BadInput):
    """A quotation mark that leaves nobody knowing where a cell ends."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(
            f"The file is not CSV from line {line} on ({why}); a quotation mark may be missing. Nothing was imported."
        )


@dataclass(frozen=True, slots=True)
class Dress:
    """What stands between cells, whether a blank may stand before a quoted one, and how many lines before the headings.

    `title` is how many of these lines are words about the table. `short` says that rows lack the empty cells at their
    end; elsewhere a row that lacks cells is damaged.
    """

    delimiter: str = ","
    blanks: bool = False
    above: int = 0
    title: int = 0
    short: bool = False


@dataclass(slots=True)
class Met:
    """What a reading has left out so far: headings that came again, and rows of totals."""

    headings: int = 0
    totals: int = 0


def said(dress: Dress, met: Met, unit: str = "line") -> tuple[str, ...]:
    """What is not plain about a table, as far as it was read, a phrase each."""
    found = (
        (dress.delimiter != ",", f"{DELIMITERS.get(dress.delimiter, repr(dress.delimiter))} between the columns"),
        (dress.title, f"{counted(dress.title, unit)} above the headings left out"),
        (met.headings, f"{counted(met.headings, 'row')} left out with the headings again"),
        (met.totals, "a row of totals left out"),
    )
    return tuple(phrase for is_so, phrase in found if is_so)


def read_delimiter(typed: str) -> str:
    """The character that was typed, or named. Raises BadDelimiter."""
    found = NAMED.get(typed.strip().lower().removesuffix("s"), typed)
    if len(found) != 1 or found in "\"'\r\n\0" or found.isalnum():
        raise BadDelimiter(typed)
    return found


def find_dress(sample: Sequence[str], *, delimiter: str | None = None, skip: int | None = None) -> Dress:
    """How a table is laid out, by the lines that it begins with, whole ones.

    The character that lies between equally many cells in most rows has made them. A quoted one does not count.
    """
    said = SEP.fullmatch(sample[0]) if sample else None
    first = max(skip or 0, 1 if said else 0)
    known = delimiter or (said[1] if said else None)
    lines = sample[first:]
    text = "".join(lines)
    separators = [known] if known else [each for each in DELIMITERS if each in text] or [","]
    laid_out = [
        (dress, list(_rows(lines, dress)))
        for each in separators
        for dress in ([Dress(each, blanks=True)] if f'{each} "' in text and each != " " else []) + [Dress(each)]
    ]
    # What has nothing that could stand between cells is a title, and says nothing of that.
    table = next((number for number, line in enumerate(lines) if any(each in line for each in DELIMITERS)), 0)
    dress, rows = max(laid_out, key=lambda each: _evenness([cells for line, cells in each[1] if line >= table]))
    if not rows:
        return replace(dress, above=first)
    title = headings_at([cells for _, cells in rows]) if skip is None else 0
    above, headings = rows[title]
    below = [len(cells) for _, cells in rows[title + 1 :] if cells]
    short = sum(1 for many in below if many < len(headings)) * SELDOM > len(below)
    return Dress(dress.delimiter, dress.blanks, first + above, title, short)


def _rows(lines: Sequence[str], dress: Dress) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sample that are not empty, each with how many lines are before it.

    Where they are no CSV any more stands a row without cells.
    """
    reader = _reader(lines, dress)
    line = 0
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield line, cells
            line = reader.line_num
    except csv.Error as error:
        # A cell that the sample begins and does not end may end behind it.
        if str(error) != "unexpected end of data":
            yield line, []


def _evenness(rows: Sequence[Sequence[str]]) -> tuple[float, int]:
    """How large a share of the rows has the commonest number of cells, and that number; one cell is none."""
    widths = Counter(len(cells) for cells in rows if len(cells) > 1)
    if not widths:
        return 0, 0
    width, many = max(widths.items(), key=lambda each: (each[1], each[0]))
    return many / len(rows), width


def headings_at(rows: Sequence[Sequence[str]]) -> int:
    """Which of the first rows has the headings: it fills more than half of the cells that most rows fill, with words.

    The very first may have numbers as well. The first row where none is like that.
    """
    filled = [sum(1 for cell in cells if cell.strip()) for cells in rows]
    several = sorted(many for many in filled if many > 1)
    usual = several[len(several) * 3 // 4] if several else 1
    likely = (i for i, many in enumerate(filled[:MOST_ABOVE]) if many * 2 > usual and (not i or _are_words(rows[i])))
    return next(likely, 0)


def _are_words(cells: Sequence[str]) -> bool:
    return not any(NUMBER.fullmatch(cell.strip()) for cell in cells if cell.strip())


class Rows(Protocol):
    """Rows one after another, and how many lines they took."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]:
        """The rows."""


def read_csv(lines: Iterable[str], dress: Dress, met: Met | None = None) -> Iterator[tuple[int, list[str]]]:
    """The rows of a text as `read_rows` gives them. Lines count from 1, and a cell may go over several."""
    csv.field_size_limit(LARGEST_CELL)
    return read_rows(_reader(islice(lines, dress.above, None), dress), dress, met or Met())


def read_rows(rows: Rows, dress: Dress, met: Met) -> Iterator[tuple[int, list[str]]]:
    """The headings and the rows below them, each with the line on which it begins; empty ones are left out.

    So are headings that come again, and a last row of totals: `met` counts them. Raises NotCsv.
    """
    headings: list[str] = []
    width, first = -1, ""
    # What may be the last row is held back until there is another.
    held: tuple[int, list[str]] | None = None
    line = next_line = dress.above + 1
    try:
        for cells in rows:
            # Most rows are like that, and pay for nothing else.
            if len(cells) == width and cells[0] >= "!" and cells[0] != first:
                if held:
                    yield held
                held = line, cells
            elif any(map(str.strip, cells)):
                if not headings:
                    headings, width, first = cells, len(cells), cells[0]
                    held = line, cells
                elif (cells := fitted(cells, width, dress)) == headings:
                    met.headings += 1
                else:
                    if held:
                        yield held
                    held = line, cells
            line = rows.line_num + next_line
    except csv.Error as error:
        raise NotCsv(line, str(error)) from None
    if held and held[1] is not headings and is_total(held[1], width):
        met.totals += 1
    elif held:
        yield held


def fitted(cells: list[str], width: int, dress: Dress) -> list[str]:
    """A row with as many cells as there are headings, as far as only empty ones are too many or too few."""
    if len(cells) < width:
        return cells + [""] * (width - len(cells)) if dress.short else cells
    return cells if any(cells[width:]) else cells[:width]


def is_total(cells: Sequence[str], width: int) -> bool:
    """True for a row of totals below so many headings: a word for it, numbers, and as many empty cells."""
    filled = [text for cell in cells if (text := cell.strip())]
    return (
        len(filled) * 2 <= width + 1
        and bool(filled)
        and TOTALS.fullmatch(fold(filled[0])) is not None
        and all(sum(map(str.isalpha, cell)) <= CURRENCY for cell in filled[1:])
    )


def _reader(lines: Iterable[str], dress: Dress) -> "Reader":
    return csv.reader(lines, delimiter=dress.delimiter, skipinitialspace=dress.blanks, strict=True)
