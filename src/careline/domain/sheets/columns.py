"""Which column of somebody's spreadsheet holds what: asked for on the command line, read off the header, or guessed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as defaulting
from difflib import get_close_matches

from careline.domain.errors import BadInput
from careline.domain.names import fold

# How alike two names are, from 0 to 1, before one may be a slip for the other.
NEAR = 0.75
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

MOMENTS = ("opened", "due", "kept", "closed")
NOT_COMMAS = ((";", "semicolons"), ("\t", "tabs"), ("|", "bars"))

# What other programs call it, the likeliest first; "*" stands for any further words. Where a column could be two of
# them, the field that stands first here has it.
SYNONYMS: Mapping[str, str] = {
    "ref": "id, number, ticket, ticket number, case number, reference, key, * id, * number, * key",
    "email": "e mail, mail, email address, * email, * e mail",
    "phone": "telephone, tel, mobile, phone number, * phone, * mobile",
    "customer": "customer name, client, client name, requester, contact, contact name, reporter, buyer, name, company, "
    "* customer, * client, * requester",
    "subject": "title, summary, issue, problem, topic, complaint, * title, * subject, * summary, description",
    "opened": "open, created, opened at, created at, received, reported, submitted, open *, opened *, created *, "
    "date opened, date created, date received, reported *, date",
    "due": "deadline, target, promised, due *, target *, promised *, * due, * deadline, * target",
    "closed": "resolved, solved, finished, closed *, resolved *, solved *, close *, date closed, date resolved",
    "kept": "done, completed, fixed, fulfilled, done *, completed *, date completed",
    "promise": "promise text, commitment",
    "product": "item, model, sku, product name, * product, * model",
    "order": "order number, order id, order no, purchase order, invoice, * order",
    "channel": "source, via, origin, medium",
    "owner": "assignee, assigned to, agent, responsible, rep, handled by",
    "performer": "department, team, contractor, vendor, supplier, technician, group, queue",
}


@dataclass(frozen=True, slots=True)
class Form:
    """What the rows of one kind of file can say.

    `needed` are the fields without which there is no row, beside a customer; `synonyms` what other programs call them.
    """

    fields: tuple[str, ...]
    needed: tuple[str, ...]
    moments: tuple[str, ...]
    synonyms: Mapping[str, str]


CASES = Form(FIELDS, ("subject", "opened"), MOMENTS, SYNONYMS)
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

    def text(self, cells: Sequence[str]) -> str:
        """What a row says; empty where it says nothing."""
        if self.only and fold(cells[self.only[0]]) not in self.only[1]:
            return ""
        said = (self.between.join(filter(None, (cells[i].strip() for i in group))) for group in self.groups)
        text = next(filter(None, said), "")
        return self.words.get(fold(text), text) if self.words else text


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the fields of a row are: `places` field -> which of `width` cells, `fixed` field -> one text for all.

    `made` are the fields that more than one cell makes.
    """

    width: int
    places: Mapping[str, int]
    fixed: Mapping[str, str]
    form: Form = CASES
    made: Mapping[str, Made] = defaulting(default_factory=dict)

    def gives(self, name: str) -> bool:
        """True where the file, or a --set, says something about the field."""
        return name in self.places or name in self.made or name in self.fixed

    def text(self, name: str, cells: Sequence[str]) -> str:
        """What the cells of a whole row say of a field, a --set aside; empty where they say nothing."""
        if name in self.places:
            return cells[self.places[name]].strip()
        return self.made[name].text(cells) if name in self.made else ""

    @property
    def missing(self) -> tuple[str, ...]:
        """What every row needs and no column gives. An address alone names a customer."""
        needed = [field for field in self.form.needed if not self.gives(field)]
        return (*needed, *(() if self.gives("customer") or self.gives("email") else ("customer",)))


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
            raise BadInput(f"{field} is given twice; keep one --map or --set for it.")
        given[field] = value
    if "ref" in values:
        raise BadInput(
            "--set ref would give every row the same ref, and the ref tells rows apart; use --map ref=COLUMN."
        )
    return Choices(columns, values)


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
    if len(header) == 1 and (found := next((word for mark, word in NOT_COMMAS if mark in header[0]), None)):
        raise BadInput(
            f"The columns are separated by {found}, but careline reads commas; save the table as CSV with commas."
        )
    wanted = {field: field for field in form.fields if field not in choices.values and _positions(header, field)}
    wanted |= choices.columns
    standing = {name: positions(header, column) for name, column in wanted.items()}
    return Columns(
        width=len(header),
        places={name: places[0] for name, places in standing.items() if len(places) == 1},
        fixed=choices.values,
        form=form,
        made={name: Made((places,)) for name, places in standing.items() if len(places) > 1},
    )


def positions(header: Sequence[str], column: str) -> tuple[int, ...]:
    """Where a column stands, or where those do that plus signs join. Raises BadInput."""
    if "+" not in column or _positions(header, column):
        return (_position(header, column),)
    parts = column.split("+")
    found: list[int] = []
    while parts:
        # The longest name that is one: a plus sign may be part of it.
        joined = ("+".join(parts[:many]).strip() for many in range(len(parts), 0, -1))
        name = next((each for each in joined if each and _positions(header, each)), parts[0].strip())
        if not name:
            raise BadInput(f'"{column}" joins columns, and one of them has no name; write it as in First+Last.')
        found.append(_position(header, name))
        parts = parts[name.count("+") + 1 :]
    return tuple(found)


def _position(header: Sequence[str], column: str) -> int:
    found = _positions(header, column)
    if not found:
        raise _no_such_column(column, [name.strip() for name in header if name.strip()])
    if len(found) > 1:
        raise BadInput(f'The header has "{column}" more than once; rename all but one of them.')
    return found[0]


def _no_such_column(column: str, header: Sequence[str]) -> BadInput:
    """The refusal: a column that the file does not have."""
    near = get_close_matches(column.casefold(), [name.casefold() for name in header], 1, NEAR)
    meant = next((name for name in header if near and name.casefold() == near[0]), None)
    advice = f" Did you mean {meant}?" if meant else " Its columns are listed."
    return BadInput(f'The file has no column "{column}".{advice}', [] if meant else list(header))


def _positions(header: Sequence[str], column: str) -> list[int]:
    """Where the column stands: under exactly this name, else under one that differs in case only."""
    exact = [i for i, name in enumerate(header) if name.strip() == column]
    return exact or [i for i, name in enumerate(header) if name.strip().casefold() == column.casefold()]


def guess(header: Sequence[str], choices: Choices, form: Form = CASES) -> Choices:
    """The choices, and for whatever they leave out the columns whose names sound right; one column for one field.

    Most programs know only one end of a ticket: the column for `closed` stands for `kept` as well where no other does.
    """
    known = {field: field for field in form.fields if _positions(header, field)}
    chosen = {field: column for field, column in (known | dict(choices.columns)).items() if field not in choices.values}
    taken = {column.casefold() for column in chosen.values()}
    free = {name.strip(): _words(name) for name in header if name.strip() and name.strip().casefold() not in taken}
    for matches in (_is_called, _is_called_something_like, _is_almost_called):
        for field, names in form.synonyms.items():
            column = next(iter(matches(field, names, free)), None)
            if column and field not in chosen and field not in choices.values:
                chosen[field] = column
                del free[column]
    if "due" in chosen and "closed" in chosen and "kept" not in chosen | dict(choices.values):
        chosen["kept"] = chosen["closed"]
    return Choices({field: chosen[field] for field in form.fields if chosen.get(field, field) != field}, choices.values)


def _is_called(field: str, names: str, columns: Mapping[str, str]) -> list[str]:
    """The columns whose words are a synonym of the field, the likeliest first."""
    return [column for name in names.split(", ") for column, words in columns.items() if words == name]


def _is_called_something_like(field: str, names: str, columns: Mapping[str, str]) -> list[str]:
    patterns = [name.replace("*", ".+") for name in names.split(", ")]
    return [column for each in patterns for column, words in columns.items() if re.fullmatch(each, words)]


def _is_almost_called(field: str, names: str, columns: Mapping[str, str]) -> list[str]:
    return [column for column, words in columns.items() if get_close_matches(field, [words], 1, NEAR)]


def _words(column: str) -> str:
    """`CASE_ENQUIRY_ID` and `caseEnquiryId` as `case enquiry id`."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", column)
    return " ".join(re.findall(r"[^\W_]+", parted)).casefold()
