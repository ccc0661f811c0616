"""Which column of somebody's spreadsheet holds what: asked for on the command line, read off the header, or guessed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as defaulting
from difflib import get_close_matches

from careline.domain.errors import BadInput
from careline.domain.names import fold
from careline.domain.wording import shortened

# How alike two names are, from 0 to 1, before one may be a slip for the other.
NEAR = 0.75
COLUMN, NAME = "COLUMN", "NAME"
"""What is printed where somebody has to fill in a column, or a customer's name."""
FIELDS = (
    "ref",
    "customer",
    "email",
    "phone",
    "subject",
    "product",
    "order",
    "channel",
    "opened",
    "promise",
    "due",
    "kept",
    "closed",
    "owner",
    "performer",
)
"""What a row can say, under the names that a header, `--map` and `--set` use."""

# What web shops call an order.
ORDER_NUMBER = re.compile(r"#\s*[\w-]*\d[\w-]*")
MOMENTS = ("opened", "due", "kept", "closed")

# What a heading may mean beside the words that are known (languages.py), the likeliest first; "*" stands for any
# further words. Where a column could be two of them, the field that stands first here has it.
SYNONYMS: Mapping[str, str] = {
    "ref": "key, * id, * number, * key",
    "email": "* email, * e mail",
    "phone": "* phone, * mobile",
    "customer": "company, * customer, * client, * requester",
    "subject": "* title, * subject, * summary",
    "opened": "open, open *, opened *, created *, reported *",
    "due": "due *, target *, promised *, * due, * deadline, * target",
    "closed": "closed *, resolved *, solved *, close *",
    "kept": "fixed, fulfilled, done *, completed *",
    "promise": "promised text",
    "product": "sku, * product, * model",
    "order": "purchase order, invoice, * order",
    "channel": "* channel",
    "owner": "responsible, rep, members, owner *, * owner",
    "performer": "contractor, vendor, supplier, technician, queue",
}


APART = " ::: "
"""What stands between several addresses or numbers, as Google writes them into one cell."""

NUMBERED = re.compile(r"(.+)#([1-9][0-9]?)")
"""One of several columns of a name: `Name#2`."""


@dataclass(frozen=True, slots=True)
class Form:
    """What the rows of one kind of file can say.

    `needed` are the fields without which there is no row, `instead` what may stand for one of them. A field has the
    words of its own name, unless `words` says whose it has; `synonyms` are what may mean it besides. Of `several` a row
    can have more than one. `moments` and `amounts` are the fields that hold such.
    """

    fields: tuple[str, ...]
    needed: tuple[str, ...]
    moments: tuple[str, ...]
    synonyms: Mapping[str, str]
    instead: Mapping[str, tuple[str, ...]] = defaulting(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = defaulting(default_factory=dict)
    several: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()

    @property
    def the_same(self) -> list[tuple[str, ...]]:
        """Fields of which one is enough; a customer can have a name and an address."""
        return [(name, *others) for name, others in self.instead.items() if name != "customer"]

    @property
    def spare(self) -> frozenset[str]:
        """The fields that a row can do without, whatever the others say."""
        return frozenset(self.fields) - {*self.needed}

    def between(self, name: str) -> str:
        """What stands between the cells that make a field together."""
        return APART if name in self.several else " "


CASES = Form(FIELDS, ("subject", "opened", "customer"), MOMENTS, SYNONYMS, instead={"customer": ("email",)})
"""One row is one case, and perhaps one promise."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What was asked for: field -> column, and field -> the same value for every row."""

    columns: Mapping[str, str]
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Made:
    """How several cells make one field: the first of `groups` that says something, its cells with `between` in between.

    With `only`, a cell and what it may say (folded), the others say nothing unless it does. `words` are what the text
    means where it is one of them (folded).
    """

    groups: tuple[tuple[int, ...], ...]
    between: str = " "
    only: tuple[int, frozenset[str]] | None = None
    words: Mapping[str, str] = defaulting(default_factory=dict)

    @property
    def places(self) -> list[int]:
        """Every cell that may say something."""
        return [place for group in self.groups for place in group]

    @property
    def plain(self) -> int | None:
        """The only cell, where it stands for itself."""
        return self.places[0] if len(self.places) == 1 and not self.only and not self.words else None

    def text(self, cells: Sequence[str]) -> str:
        """What a row says; empty where it says nothing."""
        if self.only and fold(cells[self.only[0]]) not in self.only[1]:
            return ""
        said = (self.between.join(filter(None, (cells[i].strip() for i in group))) for group in self.groups)
        # A word may stand for nothing, and then the next cells are asked.
        meant = (self.words.get(fold(text), text) for text in said) if self.words else said
        return next(filter(None, meant), "")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the fields of a row are: `places` field -> which of the cells, `fixed` field -> one text for all.

    `made` are the fields that more than one cell makes.
    """

    header: tuple[str, ...]
    places: Mapping[str, int]
    fixed: Mapping[str, str]
    form: Form = CASES
    made: dict[str, Made] = defaulting(default_factory=dict)

    def gives(self, name: str) -> bool:
        """True where the file, or a --set, says something about the field."""
        return self.has(name) or name in self.fixed

    def has(self, name: str) -> bool:
        """True where the file says something about the field."""
        return name in self.places or name in self.made

    def text(self, name: str, cells: Sequence[str]) -> str:
        """What the cells of a whole row say of a field, a --set aside; empty where they say nothing."""
        if name in self.places:
            return cells[self.places[name]].strip()
        return self.made[name].text(cells) if name in self.made else ""

    @property
    def width(self) -> int:
        """How many cells a whole row has."""
        return len(self.header)

    @property
    def headings(self) -> dict[str, str]:
        """By field: its heading, or those that make it, joined by plus signs; of several the first that is asked."""
        groups: dict[str, tuple[tuple[int, ...], ...]] = {name: ((place,),) for name, place in self.places.items()}
        groups |= {name: made.groups for name, made in self.made.items()}
        return {name: self._heading(groups[name]) for name in self.form.fields if name in groups}

    def _heading(self, groups: Sequence[Sequence[int]]) -> str:
        first, *others = ("+".join(heading_at(self.header, place) for place in group) for group in groups)
        if len(others) > 1:
            return f"{first}, else {len(others)} others"
        return f"{first}, else {others[0]}" if others else first

    def heading_of(self, name: str) -> str:
        """The heading of a field as the file spells it, cut where it is long; the field where no column says it."""
        return shortened(self.headings.get(name, name))

    def named(self, name: str) -> str:
        """A field as a refusal names it: with its heading, where that is another word."""
        heading = self.heading_of(name)
        return name if heading.casefold() == name else f"{name} ({heading})"

    @property
    def missing(self) -> tuple[str, ...]:
        """What every row needs and no column gives."""
        instead = self.form.instead
        return tuple(name for name in self.form.needed if not any(map(self.gives, (name, *instead.get(name, ())))))


def read_choices(maps: Iterable[str], sets: Iterable[str], form: Form = CASES) -> Choices:
    """Read `--map field=COLUMN` and `--set field=VALUE`.

    Raises BadInput.
    """
    columns: dict[str, str] = {}
    values: dict[str, str] = {}
    for option, typed, given in (*(("--map", m, columns) for m in maps), *(("--set", s, values) for s in sets)):
        name, _, value = (part.strip() for part in typed.partition("="))
        if not name or not value:
            example = f"{form.needed[0]}=COLUMN" if option == "--map" else "customer=VALUE"
            raise BadInput(f'{option} is "{typed}"; write it as {option} {example}.')
        field = name.lower()
        if field not in form.fields:
            raise _unknown_field(option, name, form.fields)
        if field in columns or field in values:
            raise given_twice(field, f", or join columns with a plus sign, as in {field}=A+B" * (option == "--map"))
        given[field] = value
    check_values(values)
    return Choices(columns, values)


def given_twice(field: str, instead: str = "") -> BadInput:
    """The refusal: two options that speak of one field."""
    return BadInput(f"{field} is given twice; keep one --map or --set for it{instead}.")


def check_values(values: Mapping[str, str]) -> None:
    """Raise BadInput for a value that not every row can have, and for the word that stands for one."""
    if "ref" in values:
        raise BadInput(
            "--set ref would give every row the same ref, and the ref tells rows apart; use --map ref=COLUMN."
        )
    if values.get("customer") == NAME:
        raise BadInput(
            f"{NAME} in --set customer={NAME} stands for a name to be filled in: write the customer's, or name the "
            f"column that says it with --map customer={COLUMN}."
        )


def _unknown_field(option: str, field: str, fields: Sequence[str]) -> BadInput:
    """The refusal: a field that a row does not have."""
    near = get_close_matches(field.lower(), fields, 1)
    advice = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(fields)}."
    return BadInput(f'{option} names the field "{field}", which does not exist. {advice}')


def find_columns(header: Sequence[str], choices: Choices, form: Form = CASES) -> Columns:
    """Where each field is: where --map says, else under its own name, unless --set gives it.

    `First+Last` are two columns, unless one is called so. Case and outer blanks of a name do not count; columns that
    nobody asked for are left alone. Raises BadInput.
    """
    wanted = {field: field for field in form.fields if field not in choices.values and places_of(header, field)}
    wanted |= choices.columns
    standing = {name: positions(header, column) for name, column in wanted.items()}
    return Columns(
        header=tuple(header),
        places={name: places[0] for name, places in standing.items() if len(places) == 1},
        fixed=choices.values,
        form=form,
        made={name: Made((places,), form.between(name)) for name, places in standing.items() if len(places) > 1},
    )


def positions(header: Sequence[str], column: str) -> tuple[int, ...]:
    """Where a column stands, or where those do that plus signs join. Raises BadInput."""
    if "+" not in column or places_of(header, column):
        return (_position(header, column),)
    parts = column.split("+")
    found: list[int] = []
    while parts:
        # The longest name that is one: a plus sign may be part of it.
        joined = ("+".join(parts[:many]).strip() for many in range(len(parts), 0, -1))
        name = next((each for each in joined if each and places_of(header, each)), parts[0].strip())
        if not name:
            raise BadInput(f'"{column}" joins columns, and one of them has no name; write it as in First+Last.')
        found.append(_position(header, name))
        parts = parts[name.count("+") + 1 :]
    return tuple(found)


def _position(header: Sequence[str], column: str) -> int:
    found = places_of(header, column)
    if not found:
        raise _no_such_column(column, [name.strip() for name in header if name.strip()])
    if len(found) > 1:
        raise BadInput(f'The header has "{column}" more than once. Say which with --map: {column}#1 is the first.')
    return found[0]


def _no_such_column(column: str, header: Sequence[str]) -> BadInput:
    """The refusal: a column that the file does not have."""
    if column == COLUMN:
        return BadInput(f"{COLUMN} stands for the name of a column; write one of those that are listed.", header)
    near = get_close_matches(column.casefold(), [name.casefold() for name in header], 1, NEAR)
    meant = next((name for name in header if near and name.casefold() == near[0]), None)
    advice = f" Did you mean {meant}?" if meant else " Its columns are listed."
    return BadInput(f'The file has no column "{column}".{advice}', [] if meant else list(header))


def places_of(header: Sequence[str], column: str) -> list[int]:
    """Where a column of this name stands, or of one that differs in case only; several where several are called so.

    `Name#2` is the second of them.
    """
    found = [i for i, name in enumerate(header) if name.strip() == column]
    found = found or [i for i, name in enumerate(header) if name.strip().casefold() == column.casefold()]
    if not found and (numbered := NUMBERED.fullmatch(column)):
        number = int(numbered[2])
        return places_of(header, numbered[1])[number - 1 : number]
    return found


def heading_at(header: Sequence[str], place: int) -> str:
    """What the column there is called, so that `places_of` finds it alone."""
    name = header[place].strip()
    alike = places_of(header, name)
    return f"{name}#{alike.index(place) + 1}" if len(alike) > 1 else name
