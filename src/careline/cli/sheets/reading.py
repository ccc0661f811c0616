"""How a table is going to be read: what was said of it, what was agreed to before, and what it says itself."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from careline.cli.sheets import tables
from careline.cli.sheets.options import Given
from careline.desk import Desk
from careline.domain.errors import BadInput, StoreFault
from careline.domain.sheets import layouts
from careline.domain.sheets.columns import Columns, Form
from careline.domain.sheets.dates import BEGINNINGS, DateReader, in_zone
from careline.domain.sheets.evidence import Proven, in_days, prove
from careline.domain.sheets.known_layouts import LAYOUTS
from careline.domain.sheets.layouts import Layout
from careline.domain.sheets.remembered import Remembered, What
from careline.domain.sheets.table import Table
from careline.domain.sheets.understanding import Said, Understood, to_remember, understand
from careline.domain.values import frozen
from careline.usecases.sheets.taking import Sheet

DRESS = (What.DELIMITER, What.ENCODING, What.SKIP_LINES, What.SHEET)
"""What is chosen of how a file is to be opened, under the names that Given has for it."""
NAMED = 5


@frozen
class Reading:
    """How a table is read. `before` is what was agreed to for its source, `given` what was said now."""

    command: str
    given: Given
    said: Said
    table: Table
    layout: Layout | None
    source: str
    before: Remembered | None
    understood: Understood
    proven: Proven
    dates: DateReader

    @property
    def columns(self) -> Columns:
        """Where the fields of a row are."""
        return self.understood.columns

    @property
    def is_clear(self) -> bool:
        """True where nobody has to be asked."""
        return not (self.columns.missing or self.gone or self.proven.doubts)

    @property
    def gone(self) -> tuple[str, ...]:
        """The fields that were read before, and that nothing gives now."""
        return tuple(name for name in self.understood.lost if not self.columns.gives(name))

    @property
    def sheet(self) -> Sheet:
        """The same, for whoever takes the rows."""
        given, decimal = self.given, self.proven.decimal
        return Sheet(self.source, self.columns, self.dates, given.even_forgotten, given.update, decimal=decimal)

    @property
    def in_days(self) -> list[str]:
        """The fields that hold days until closing time, though their column has a time, which is always midnight."""
        return [name for name in self.columns.form.moments if name in self.dates.days - BEGINNINGS]

    @property
    def phrases(self) -> Iterable[str]:
        """What stands with the counts: what nobody said now, and is not the field's own name."""
        if self.before:
            yield f"what was chosen for {self.source} before"
        if not self.given.date_formats:
            yield from self.proven.said
        if days := self.in_days:
            yield f"days in {' and '.join(days)}"
        yield from (f'no more "{heading}"' for heading in self.understood.lost.values())
        if new := [f'"{name}"' for name in self.understood.new if name in self.understood.left_alone]:
            yield f"new and left alone {', '.join(new[:NAMED])}{' and others' * (len(new) > NAMED)}"
        before = {*self.before.columns} - {*self.understood.lost} if self.before else set()
        for name, heading in self.understood.chosen.items():
            if name not in {*self.said.choices.columns, *before} and heading.casefold() != name:
                yield f"{heading} as {name}"


def read(desk: Desk, command: str, form: Form, table: Table, given: Given, said: Said, *, guessing: bool) -> Reading:
    """How a table is going to be read; `guessing` takes headings that only sound right. Raises BadInput."""
    source = given.source or table.name
    if source is None:
        raise BadInput("Piped-in rows have no file name; say where they come from, such as --source shop.")
    before = known_before(desk, command, source)
    others = before.others if before else {}
    found = layouts.layout_found(LAYOUTS, table.header)
    layout = found if found and found.command == command else None
    if name := given.layout or others.get(What.LAYOUT):
        layout = layouts.layout_named(name, LAYOUTS, command)
    if layout:
        table = layouts.read_by(layout, table)
    understood = understand(table.header, table.rows, form, said, before, layout, guessing=guessing)
    if layout and given.layout:
        layouts.check_headings(layout, understood.columns)
    if found and found.command != command and understood.columns.missing:
        raise BadInput(f"{given.file} holds {found.what}: careline {found.command} takes them. Nothing was imported.")
    known = before.date_formats if before else ()
    chosen = given.date_formats or (not known and layout and layout.date_formats) or ()
    proven = prove(table.rows(), understood.columns, dates=not chosen).with_known(chosen or known)
    dates = DateReader(in_zone(desk.calendar, given.tz or others.get(What.ZONE)), proven.formats)
    dates = dates.with_days(in_days(table.rows(), understood.columns, dates))
    return Reading(command, given, said, table, layout, source, before, understood, proven, dates)


def known_before(desk: Desk, command: str, source: str) -> Remembered | None:
    """What was chosen for a source; what is wrong with the store is said when it is recorded in."""
    from careline.store.sheets import remembering

    with suppress(StoreFault), desk.reader() as fetch:
        return remembering.known(fetch, command, source)
    return None


@contextmanager
def opened(desk: Desk, command: str, given: Given) -> Iterator[tuple[Table, Given]]:
    """The table that a file holds, and what was given, with how its source was opened before where that still does.

    Raises what opening it raises.
    """
    as_before = _as_before(desk, command, given)
    with ExitStack() as stack:
        try:
            table = stack.enter_context(tables.opened(as_before))
        except BadInput:
            # A pipe cannot be read again.
            if as_before == given or not Path(given.file).is_file():
                raise
            table, as_before = stack.enter_context(tables.opened(given)), given
        yield table, as_before


def _as_before(desk: Desk, command: str, given: Given) -> Given:
    """What was given, and what was chosen for its source before of how a file is to be opened."""
    before = known_before(desk, command, given.source or Path(given.file).name)
    known = {name: text for name, text in (before.others if before else {}).items() if name in DRESS}
    new: dict[str, Any] = {name: text for name, text in known.items() if getattr(given, name) is None}
    if What.SKIP_LINES in new:
        new[What.SKIP_LINES.value] = int(new[What.SKIP_LINES])
    return replace(given, **new)


def to_keep(reading: Reading, *, agreed: bool) -> Remembered | None:
    """What the next sheet from the source is read by: what was understood, if somebody agreed or said something.

    The order of dates that the sheet has proved is kept where it was agreed to. None where nobody has said anything.
    """
    given, before = reading.given, reading.before or Remembered()
    new = {What.ZONE: given.tz, What.LAYOUT: given.layout} | {name: getattr(given, name) for name in DRESS}
    others = dict(before.others) | {str(name): str(text) for name, text in new.items() if text is not None}
    formats = tuple(given.date_formats or before.date_formats)
    if agreed:
        of_layout = reading.layout.date_formats if reading.layout else ()
        return to_remember(reading.understood, formats or () if of_layout else reading.proven.formats, others)
    if not (given.maps or given.sets or given.date_formats or others):
        return None
    return to_remember(reading.understood, formats, others)
