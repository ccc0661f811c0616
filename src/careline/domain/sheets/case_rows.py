"""One row of somebody's spreadsheet: what it says, whether it can become a case, how it differs from a known one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from careline.domain.calling import words_of
from careline.domain.cases.case import Channel
from careline.domain.names import BadAddress, Person, checked_email, fold, read_person
from careline.domain.sheets.columns import FIELDS, ORDER_NUMBER, Columns
from careline.domain.sheets.dates import REMEMBERED, BadRow, DateReader
from careline.domain.sheets.identity import key_of
from careline.domain.sheets.numbers import check_digits, without_marks
from careline.domain.time.phrase_refusals import quoted

NEEDED = (("subject", "subject"), ("opened", "opening moment"))
"""What every row says, and what it is called where it is blank."""
ENDS = ("closed", "kept", "due")
DASHES = "-\u2013\u2014 "
"""What some programs write where there is nobody."""
IN_BRACKETS = re.compile(r"(.*\S)\s*\(([^()\s]+@[^()\s]+)\)")
KNOWN_CHANNELS = {channel.value.replace("_", ""): channel.value for channel in Channel}


class Row(NamedTuple):
    """One row as values. Moments are UTC; `repeated` says that one lies in an hour that the clocks repeat.

    `ref` is its own, if it has one; `promise` are the words as given; `owner` None is the shop's, `performer` None the
    owner. A tuple, as making one takes a quarter of a frozen dataclass's time.
    """

    ref: str | None
    customer: Person
    phone: str | None
    subject: str
    product: str | None
    order: str | None
    channel: str | None
    opened_at: datetime
    promise: str | None
    due_at: datetime | None
    kept_at: datetime | None
    closed_at: datetime | None
    owner: Person | None
    performer: Person | None
    repeated: bool

    @property
    def promised(self) -> str:
        """What was promised; where nobody wrote it down, the subject tells it best."""
        return self.promise or self.subject


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier row with the same ref has left in the store, as it stands there now.

    Of its promise there are `promise`, `due_at`, `kept_at`, `owner` and `performer`; all None where it had none.
    `is_owed` while nothing has ended it. `on_case` is the case that it goes on in, where that is another by now;
    `worked_on` where more was recorded here than what an import brings.
    """

    case_id: int
    customer: str
    email: str | None
    subject: str
    product: str | None
    order: str | None
    channel: str | None
    opened_at: datetime
    closed_at: datetime | None
    promise: str | None
    due_at: datetime | None
    kept_at: datetime | None
    owner: str | None
    performer: str | None
    promise_id: int | None
    is_owed: bool
    on_case: int
    worked_on: bool


def read_row(cells: Sequence[str], columns: Columns, dates: DateReader) -> Row:
    """What a row says. Raises BadRow with the reason why it cannot become a case."""
    text = texts(cells, columns)
    for field, what in NEEDED:
        if field not in text:
            raise lacks(what, columns, field)
    customer = read_customer(text, columns)
    moments, repeated = read_moments(text, columns, dates)
    opened_at = moments["opened"]
    for end in ENDS:
        if end in moments and moments[end] < opened_at:
            check_order(text, columns, moments, dates, "opened", end)
    said, when = text.get, moments.get
    owner, performer, channel = said("owner"), said("performer"), said("channel")
    # By position: by name, making a row takes twice as long.
    return Row(
        said("ref"),
        customer,
        said("phone"),
        text["subject"],
        said("product"),
        said("order"),
        _channel(channel) if channel else None,
        opened_at,
        said("promise"),
        when("due"),
        when("kept"),
        when("closed"),
        read_party("owner", owner, columns) if owner else None,
        read_party("performer", performer, columns) if performer else None,
        repeated,
    )


def texts(cells: Sequence[str], columns: Columns) -> dict[str, str]:
    """What the fields of a row say; those that say nothing are left out. Raises BadRow."""
    if len(cells) != columns.width:
        raise BadRow(f"has {len(cells)} cells where the header has {columns.width}")
    joined = "".join(cells)
    if "\0" in joined:
        raise BadRow("holds a NUL byte; the file may be damaged")
    said = {field: value for field, place in columns.places.items() if (value := cells[place].strip())}
    if columns.made:
        said |= {field: value for field, made in columns.made.items() if (value := made.text(cells))}
    if columns.fixed:
        said = {field: value for field, value in {**said, **columns.fixed}.items() if value}
    if "'" in joined or '="' in joined:
        said = without_marks(said)
    if "E+" in joined or "e+" in joined:
        check_digits(said, columns)
    return said


def lacks(what: str, columns: Columns, *fields: str) -> BadRow:
    """The refusal: a row that does not say what every row has to; which of its cells are blank."""
    headings = {field: columns.heading_of(field) for field in fields if columns.has(field)}
    blank = [*headings.values()] if any(named.casefold() != field for field, named in headings.items()) else []
    are = "are" if len(blank) > 1 else "is"
    said = f": {' and '.join(blank)} {are} blank" if blank else ""
    return BadRow(f"has no {what}{said}")


def differences(row: Row, known: Known, columns: Columns) -> tuple[str, ...]:
    """The fields in which a row differs from what is known under its ref; only what the file speaks of is compared."""
    both_promise = row.due_at is not None and known.due_at is not None
    person = "email" if row.customer.email and columns.gives("email") else "customer"
    same = {
        person: same_customer(row.customer, known.customer, known.email),
        "subject": row.subject == known.subject,
        "product": row.product == known.product,
        "order": row.order == known.order,
        "channel": row.channel == known.channel,
        "opened": row.opened_at == known.opened_at,
        "promise": not both_promise or row.promise in (None, known.promise),
        "due": row.due_at == known.due_at,
        "kept": not both_promise or row.kept_at == known.kept_at,
        "closed": row.closed_at == known.closed_at,
        "owner": not both_promise or _same_party(row.owner, known.owner),
        "performer": not both_promise or _same_party(row.performer, known.performer),
    }
    return tuple(field for field in FIELDS if columns.gives(field) and not same.get(field, True))


def taken_over(row: Row, known: Known, columns: Columns) -> Known:
    """What is known once it has taken over what an import may add of a newer row: a promise kept, a case closed.

    What has ended stays as it ended, and nothing ends before it began. The same value comes back where nothing is new.
    """
    kept_at, closed_at = known.kept_at, known.closed_at
    if columns.gives("kept") and known.is_owed and row.due_at and row.kept_at and row.kept_at >= known.opened_at:
        kept_at = row.kept_at
    stands = known.on_case == known.case_id and closed_at is None
    if columns.gives("closed") and stands and row.closed_at and row.closed_at >= known.opened_at:
        closed_at = row.closed_at
    if (kept_at, closed_at) == (known.kept_at, known.closed_at):
        return known
    return replace(known, kept_at=kept_at, closed_at=closed_at, is_owed=known.is_owed and kept_at is None)


def key(customer: str, subject: str, product: str | None, order: str | None, opened_at: datetime) -> str:
    """What a row without a ref is known by: whose case it is, about what, and since when.

    Who answers for it and who does it, by when, and whether it is done: all that changes while a case is open.
    """
    return key_of(fold(customer), subject, product or "", order or "", str(opened_at.timestamp()))


def shown(person: Person) -> str:
    """The name that a person has in the store: their own, else their address."""
    return person.name or person.email or ""


def read_moments(text: Mapping[str, str], columns: Columns, dates: DateReader) -> tuple[dict[str, datetime], bool]:
    """The moments that a row has, and True where the clocks show one of them twice. Raises BadRow."""
    moments: dict[str, datetime] = {}
    repeated = False
    for field in columns.form.moments:
        if field in text:
            try:
                moments[field], twice = dates.moment(field, text[field])
            except BadRow as error:
                raise BadRow(f"{columns.named(field)} {quoted(text[field])} {error}") from None
            repeated |= twice
    return moments, repeated


def check_order(
    text: Mapping[str, str],
    columns: Columns,
    moments: Mapping[str, datetime],
    dates: DateReader,
    start: str,
    end: str,
) -> None:
    """Raise BadRow for an end before its beginning."""
    if end in moments and moments[end] < moments[start]:
        read = "" if ":" in text[end] else f" (read as {dates.calendar.local(moments[end]):%H:%M})"
        one, other = (f"{columns.named(field)} {quoted(text[field])}" for field in (end, start))
        raise BadRow(f"{one}{read} is before {other}")


def read_customer(text: Mapping[str, str], columns: Columns) -> Person:
    """Who the row is about; an address in a column of its own beats one in the name. Raises BadRow."""
    name, email = text.get("customer", ""), text.get("email", "")
    try:
        person = person_of(name, email)
    except BadAddress as error:
        raise has_no("customer", columns, "email" if email else "customer", error) from None
    if person:
        return person
    if name.strip(DASHES):
        raise BadRow(
            f"has the {columns.named('customer')} {quoted(name)}, which is the number of an order; map customer to the "
            "names"
        )
    raise lacks("customer", columns, "customer", "email")


def has_no(what: str, columns: Columns, field: str, error: BadAddress) -> BadRow:
    """The refusal: an address in this field that is none."""
    heading = columns.heading_of(field)
    return BadRow(f"has no {what}: {f'{heading}, ' if heading.casefold() != field else ''}{error}")


@lru_cache(REMEMBERED)
def person_of(name: str, email: str) -> Person | None:
    """Whoever has this name and this address; None for nobody, and for the number of an order. Raises BadAddress."""
    name, email = _with_address(name, email)
    if not (name or email) or ORDER_NUMBER.fullmatch(name):
        return None
    person = read_person(name, "customer") if name else Person(None, None)
    return Person(person.name, checked_email(email, email)) if email else person


def _with_address(name: str, email: str) -> tuple[str, str]:
    """A name and an address, also where the address stands behind the name in brackets; a mere dash is no name."""
    if not name.strip(DASHES):
        return "", email
    if name.endswith(")") and (found := IN_BRACKETS.fullmatch(name)):
        return found[1], email or found[2]
    return name, email


def read_party(role: str, text: str, columns: Columns) -> Person | None:
    """Who it is; None for a mere dash, as Zammad writes it. Raises BadRow."""
    try:
        return _party(text, role)
    except BadAddress as error:
        raise has_no(role, columns, role, error) from None


@lru_cache(REMEMBERED)
def _party(text: str, role: str) -> Person | None:
    return read_person(text, role) if text.strip(DASHES) else None


@lru_cache(REMEMBERED)
def _channel(text: str) -> str:
    """A known channel under its own name, whatever its spelling; any other as it is written."""
    return KNOWN_CHANNELS.get("".join(filter(str.isalnum, fold(text))), text)


def same_customer(said: Person, name: str, email: str | None) -> bool:
    """True where a row means the customer of this name, and of one of these addresses, with blanks between them."""
    if said.email:
        return said.email.lower() in (email or "").lower().split()
    return fold(said.name or "") == fold(name) or words_of(said.name or "") == words_of(name)


def _same_party(said: Person | None, known: str | None) -> bool:
    return said is None or said.name is None or fold(said.name) == fold(known or "")
