"""What is understood of a sheet before its rows are read: which column is what, how sure that is, and what is left."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from careline.domain.errors import BadInput
from careline.domain.sheets.columns import (
    NUMBERED,
    Choices,
    Columns,
    Form,
    given_twice,
    places_of,
    positions,
    read_choices,
)
from careline.domain.sheets.fixes import Fix
from careline.domain.sheets.guessing import AnyRows, guess
from careline.domain.sheets.layouts import Layout
from careline.domain.sheets.remembered import Remembered


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody has said of a sheet's columns, by options or at a prompt; nothing gives the `dropped` fields."""

    choices: Choices
    dropped: frozenset[str] = frozenset()

    def fixed(self, fix: Fix) -> "Said":
        """The same, but for what a fix says."""
        new = {*fix.columns, *fix.values, *fix.dropped}
        columns, values = (
            {name: text for name, text in known.items() if name not in new} | dict(fixed)
            for known, fixed in ((self.choices.columns, fix.columns), (self.choices.values, fix.values))
        )
        return Said(Choices(columns, values), self.dropped - new | fix.dropped)


def read_said(maps: Sequence[str], sets: Sequence[str], form: Form) -> Said:
    """What `--map` and `--set` say; a `--map` of no column drops a field that a row can do without. Raises BadInput."""
    named = [(typed, *(part.strip() for part in typed.partition("="))) for typed in maps]
    dropped = [name.lower() for _, name, sign, column in named if sign and not column and name.lower() in form.spare]
    kept = [typed for typed, name, _, column in named if column or name.lower() not in dropped]
    choices = read_choices(kept, sets, form)
    if twice := [name for name in dropped if dropped.count(name) > 1 or {name} & {*choices.columns, *choices.values}]:
        raise given_twice(twice[0])
    return Said(choices, frozenset(dropped))


@dataclass(frozen=True, slots=True)
class Understood:
    """Where the fields of a sheet are. `chosen` has their headings as --map has them, but for what a layout says.

    A layout also reads what is `looked_at`. `unsure` are fields whose headings only sound right; `lost` are those of
    earlier sheets from its source, with the headings that this one lacks; `dropped` those that nothing gives. `new` are
    headings that the sheet before did not have.
    """

    columns: Columns
    chosen: Mapping[str, str]
    looked_at: frozenset[str]
    unsure: frozenset[str]
    lost: Mapping[str, str]
    dropped: frozenset[str]
    new: tuple[str, ...] = ()

    @property
    def left_alone(self) -> tuple[str, ...]:
        """The headings of which nothing is made."""
        used = {*self.columns.places.values(), *(place for made in self.columns.made.values() for place in made.places)}
        free = (name.strip() for place, name in enumerate(self.columns.header) if place not in used)
        return tuple(dict.fromkeys(name for name in free if name and name.casefold() not in self.looked_at))


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """A column of a sheet, or some that are joined: what it has become, none for left alone, and what it says first."""

    heading: str
    fields: tuple[str, ...]
    unsure: bool
    example: str


def understand(
    header: Sequence[str],
    rows: AnyRows,
    form: Form,
    said: Said,
    before: Remembered | None = None,
    layout: Layout | None = None,
    *,
    guessing: bool,
) -> Understood:
    """Which column is what: as somebody says, as before, as its layout has it, or as heading and first rows say.

    With `guessing` also as its heading sounds. Raises BadInput.
    """
    earlier, before = before, before or Remembered()
    said = _with_before(said, before)
    form = _without(form, said.dropped)
    lost = {name: part for name in said.choices.columns if (part := _lost(name, header, said, before))}
    columns = {name: heading for name, heading in said.choices.columns.items() if name not in lost}
    asked = {part.strip().casefold() for column in columns.values() for part in (column, *column.split("+"))}
    free = tuple(
        "" if name.strip() in before.left_alone and name.strip().casefold() not in asked else name for name in header
    )
    found = guess(free, Choices(columns, said.choices.values), form, rows, layout)
    where, choices = (found.offered_columns, found.offered) if guessing else (found.columns, found.known)
    own = {name: name for name in where.places if name not in (layout.columns if layout else ())}
    unsure = {name for name, heading in choices.columns.items() if found.known.columns.get(name, name) != heading}
    understood = Understood(
        replace(where, header=tuple(header)),
        own | dict(choices.columns),
        frozenset(name.casefold() for name in layout.looked_at) if layout else frozenset(),
        frozenset(unsure),
        lost,
        said.dropped,
    )
    return replace(understood, new=_new(understood, earlier)) if earlier else understood


def columns_read(understood: Understood, rows: Iterable[Sequence[str]]) -> list[ColumnRead]:
    """The columns in the order of the sheet; each with the first of what it says in these rows, empty where nothing."""
    columns = understood.columns
    whole = [cells for cells in rows if len(cells) == columns.width]
    first = {name: made.places[0] for name, made in columns.made.items()} | dict(columns.places)
    by_heading: dict[tuple[int, str], list[str]] = {}
    for name, heading in columns.headings.items():
        by_heading.setdefault((first[name], heading), []).append(name)
    for heading in understood.left_alone:
        by_heading[next(i for i, name in enumerate(columns.header) if name.strip() == heading), heading] = []
    return [
        ColumnRead(
            heading,
            tuple(names),
            not understood.unsure.isdisjoint(names),
            next(
                filter(None, (columns.text(names[0], cells) if names else cells[place].strip() for cells in whole)), ""
            ),
        )
        for (place, heading), names in sorted(by_heading.items())
    ]


def to_remember(understood: Understood, date_formats: Iterable[str], others: Mapping[str, str]) -> Remembered:
    """All that was understood, so that the next sheet is understood alike."""
    return Remembered(
        understood.chosen,
        understood.columns.fixed,
        understood.left_alone,
        tuple(sorted(understood.dropped)),
        tuple(date_formats),
        others,
    )


def _without(form: Form, dropped: frozenset[str]) -> Form:
    """The form without some fields."""
    if not dropped:
        return form
    return replace(
        form,
        fields=tuple(name for name in form.fields if name not in dropped),
        moments=tuple(name for name in form.moments if name not in dropped),
        synonyms={name: words for name, words in form.synonyms.items() if name not in dropped},
    )


def _with_before(said: Said, before: Remembered) -> Said:
    """What was said, and what was chosen before of the fields of which nothing is said now."""
    now = {*said.choices.columns, *said.choices.values, *said.dropped}
    columns, values = (
        {name: text for name, text in earlier.items() if name not in now} | dict(new)
        for earlier, new in ((before.columns, said.choices.columns), (before.values, said.choices.values))
    )
    return Said(Choices(columns, values), said.dropped | (frozenset(before.dropped) - now))


def _lost(name: str, header: Sequence[str], said: Said, before: Remembered) -> str | None:
    """The heading of earlier sheets that this one lacks; one that somebody names now is refused instead."""
    heading = said.choices.columns[name]
    if before.columns.get(name) != heading or places_of(header, heading):
        return None
    try:
        positions(header, heading)
    except BadInput:
        return next((part.strip() for part in heading.split("+") if not places_of(header, part.strip())), None)
    return None


def _new(understood: Understood, before: Remembered) -> tuple[str, ...]:
    """The headings that the sheet before did not have, as far as no layout knows them."""
    earlier = {part.casefold() for heading in before.columns.values() for part in _parts(heading)}
    earlier |= {heading.casefold() for heading in before.left_alone}
    now = [*understood.left_alone, *(part for heading in understood.chosen.values() for part in _parts(heading))]
    new = {heading.casefold() for heading in now} - earlier
    return tuple(dict.fromkeys(name.strip() for name in understood.columns.header if name.strip().casefold() in new))


def _parts(heading: str) -> Iterator[str]:
    """A heading, and those that it joins, without their numbers."""
    for part in (heading, *heading.split("+")):
        yield NUMBERED.sub(r"\1", part.strip())
