"""The exports of web shops, help desks and address books: which one a file is, and what its columns hold."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from careline.domain.errors import BadInput
from careline.domain.names import fold
from careline.domain.sheets.columns import Choices, Columns, Form, Made, find_columns, places_of
from careline.domain.sheets.table import Table
from careline.domain.wording import meant


@dataclass(frozen=True, slots=True)
class Closing:
    """When a ticket is closed: where the column `status` says one of `words` (folded), and only there.

    The moment is that of its column, else of `otherwise`, the last time that somebody did something to the ticket.
    """

    status: str
    words: frozenset[str]
    otherwise: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """An export as one program writes it: `what` is in it, and which `command` takes it.

    It is known by the headings of `marks`; in place of each may stand another, behind a bar. `columns` says for each
    field which columns hold it, the first that says something; `First+Last` stands for both, `Phone *` for all that are
    called so. `nothing` are the texts that stand for a blank cell, and `words` what those of a field mean (folded).

    Where lines of one `order` follow each other, only the first has what belongs to the order: that is `carried` down.
    """

    name: str
    what: str
    command: str
    marks: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    nothing: frozenset[str] = frozenset()
    closing: Closing | None = None
    order: str | None = None
    carried: tuple[str, ...] = ()
    date_formats: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.name}: {self.what}, for careline {self.command}"

    @property
    def looked_at(self) -> tuple[str, ...]:
        """The columns that say something of a line, and are no field of it."""
        status = (self.closing.status,) if self.closing else ()
        return (*status, *((self.order,) if self.order else ()), *self.carried)

    def lacks(self, header: Sequence[str]) -> list[str]:
        """The headings that it is known by and the file does not have."""
        return [mark for mark in self.marks if not any(places_of(header, each) for each in mark.split("|"))]


def layout_named(name: str, layouts: Sequence[Layout], command: str) -> Layout:
    """The layout of a name. Raises BadInput."""
    layout = next((each for each in layouts if each.name == fold(name)), None)
    if layout is None:
        near = meant(name, [each.name for each in layouts])
        near = near if near.startswith("Did") else "The list shows those that there are."
        raise BadInput(f'--as is "{name}", and no layout is called so. {near}', [*map(str, layouts)])
    if layout.command != command:
        raise BadInput(f"--as {layout.name} is for {layout.what}: careline {layout.command} takes them.")
    return layout


def check_headings(layout: Layout, columns: Columns) -> None:
    """Raise BadInput where columns are not there that every row needs; who the customer is, one can say for all."""
    form = columns.form
    lacking = [name for name in columns.missing if name != "customer" or form.needed == ("customer",)]
    if lacking:
        fields = [(name, *form.instead.get(name, ())) for name in lacking]
        named = [" or ".join(each for name in names for each in layout.columns.get(name, ())) for names in fields]
        are = "is" if len(named) == 1 else "are"
        raise BadInput(f"The headings are not those of {layout.what}: {', '.join(named)} {are} missing.")


def layout_found(layouts: Iterable[Layout], header: Sequence[str]) -> Layout | None:
    """The layout whose headings a file has, whichever command takes it."""
    return next((each for each in layouts if not each.lacks(header)), None)


def read_by(layout: Layout, table: Table) -> Table:
    """The table as its layout has it read: lines of one order whole."""
    places = places_of(table.header, layout.order) if layout.order else []
    carried = [place for name in layout.carried for place in places_of(table.header, name)]

    def rows(*, last: bool = False) -> Iterator[tuple[int, list[str]]]:
        walked = table.rows(last=last)
        return _whole_lines(walked, len(table.header), places[0], carried) if places else walked

    def said() -> tuple[str, ...]:
        return (*table.said(), f"the headings of {layout.what}")

    return replace(table, rows=rows, said=said)


def columns_of(layout: Layout, header: Sequence[str], choices: Choices, form: Form) -> Columns:
    """Where each field is: where --map says, else where the layout does, else under its own name. Raises BadInput."""
    columns = find_columns(header, choices, form)
    asked = {*choices.columns, *choices.values}
    names = (name for name in layout.columns if name in form.fields and name not in asked)
    laid = {name: each for name in names if (each := _made(layout, name, header, form))}
    plain = {name: place for name, each in laid.items() if (place := each.plain) is not None}
    return replace(
        columns,
        places={name: place for name, place in columns.places.items() if name not in laid} | plain,
        made=columns.made | {name: each for name, each in laid.items() if name not in plain},
    )


def _made(layout: Layout, name: str, header: Sequence[str], form: Form) -> Made | None:
    """How a field is made of the columns that there are; None where there are none."""
    columns, only = layout.columns[name], None
    if layout.closing and name in ("closed", "kept") and (status := places_of(header, layout.closing.status)):
        columns, only = (*columns, *layout.closing.otherwise), (status[0], layout.closing.words)
    groups = tuple(filter(None, (_places(header, each) for each in columns)))
    words = dict.fromkeys(layout.nothing, "") | dict(layout.words.get(name, {}))
    return Made(groups, form.between(name), only, words) if groups else None


def _places(header: Sequence[str], columns: str) -> tuple[int, ...]:
    """Where those of the joined columns stand that are there."""
    found: list[int] = []
    for name in columns.split("+"):
        pattern = re.escape(name).replace(r"\*", ".+")
        found += [i for i, each in enumerate(header) if re.fullmatch(pattern, each.strip(), re.IGNORECASE)]
    return tuple(dict.fromkeys(found))


def _whole_lines(
    rows: Iterator[tuple[int, list[str]]], width: int, order: int, carried: Sequence[int]
) -> Iterator[tuple[int, list[str]]]:
    """The rows; the lines of an order below its first with what belongs to the order."""
    before: list[str] | None = None
    for line, cells in rows:
        if len(cells) == width:
            if before and cells[order].strip() in ("", before[order].strip()):
                cells = [*cells]
                for place in (order, *carried):
                    if not cells[place].strip():
                        cells[place] = before[place]
            before = cells
        yield line, cells
