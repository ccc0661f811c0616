"""The columns of a table and what became of them, in no more room than a terminal has."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest

from careline.cli.sheets.reading import Reading
from careline.domain.sheets.understanding import ColumnRead, columns_read
from careline.domain.values import frozen
from careline.render.layout import aligned, cells
from careline.render.safe import visible

EXAMPLES_FROM = 20
"""So many rows are looked through for an example of what a column says."""
LONGEST_EXAMPLE, LONGEST_NAME = 36, 24
INDENT = GAP = "  "
EVERY_ROW = "(every row)"
NARROWEST_ABREAST = 72


@frozen
class Room:
    """How wide a preview may be, whether its columns stand in two rows side by side, and how many first rows it has."""

    width: int = 80
    is_abreast: bool = False
    rows: int = 3


def sampled(reading: Reading) -> list[Sequence[str]]:
    """The first rows."""
    return [row for _, row in islice(reading.table.rows(), EXAMPLES_FROM)]


def columns_of(reading: Reading) -> list[ColumnRead]:
    """The columns, each with an example."""
    return columns_read(reading.understood, sampled(reading))


def column_lines(reading: Reading, read: Iterable[ColumnRead], room: Room) -> list[str]:
    """A line for each column, and for what stands for every row; abreast one for two of them."""
    entries = [*_entries(read), *((EVERY_ROW, name, value) for name, value in reading.columns.fixed.items())]
    if not room.is_abreast or room.width < NARROWEST_ABREAST or len(entries) < 2:
        return [INDENT + line for line in _aligned(entries, room.width - len(INDENT))]
    each = (room.width - len(INDENT + GAP)) // 2
    half = (len(entries) + 1) // 2
    left, right = _aligned(entries[:half], each), _aligned(entries[half:], each)
    pairs = zip_longest(left, right, fillvalue="")
    return [f"{INDENT}{one}{' ' * (each - cells(one))}{GAP}{other}".rstrip() for one, other in pairs]


def columns_told(reading: Reading) -> str:
    """What became of each column, as a sentence with whole headings, so that they can be copied."""
    read = [(heading, fields) for heading, fields, _ in _entries(columns_read(reading.understood, ()))]
    used = [f'"{heading}" is {fields}' for heading, fields in read if fields != "-"]
    left = [f'"{heading}"' for heading, fields in read if fields == "-"]
    said = (", ".join(used), f"left alone: {', '.join(left)}" if left else "")
    return f"Its columns: {'; '.join(filter(None, said))}."


def in_one_line(said: str, names: Sequence[str], width: int) -> str:
    """What is said of some names, and as many of them as have room; the others are counted."""
    short = [fitted(name, LONGEST_NAME) for name in names]
    for shown in range(len(short), 0, -1):
        more = f" and {len(short) - shown} more" if shown < len(short) else ""
        line = f"{said}{', '.join(short[:shown])}{more}"
        if cells(line) <= width:
            break
    return line


def either(names: Sequence[str]) -> str:
    """`subject`, `subject or customer`."""
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last


def fitted(text: str, room: int = LONGEST_EXAMPLE) -> str:
    """The text in one line, and no longer than that."""
    line = visible(" ".join(text.split()))
    if cells(line) <= room:
        return line
    kept = line[: max(room - 1, 1)]
    while cells(kept) >= room > 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}\N{HORIZONTAL ELLIPSIS}"


def _entries(read: Iterable[ColumnRead]) -> Iterator[tuple[str, str, str]]:
    """Of each column its heading, its fields with a mark where they are not sure, and what it says."""
    return ((each.heading, (", ".join(each.fields) or "-") + "?" * each.unsure, each.example) for each in read)


def _aligned(entries: Sequence[tuple[str, str, str]], room: int) -> list[str]:
    """The entries in three columns: a heading has at most two fifths of the room, an example what is left."""
    names = [fitted(name, room * 2 // 5) for name, _, _ in entries]
    wide = max(map(cells, names), default=0) + max((len(fields) for _, fields, _ in entries), default=0)
    left = min(room - wide - 2 * len(GAP), LONGEST_EXAMPLE)
    texts = [fitted(text, left) if left > 1 else "" for _, _, text in entries]
    return aligned([(name, fields, text) for name, (_, fields, _), text in zip(names, entries, texts, strict=True)])
