"""Taking in somebody's spreadsheet, a batch of rows at a time: however long the file, the memory stays the same."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from careline.domain.cases import ClosedHow, may_be_silent
from careline.domain.errors import BadInput
from careline.domain.import_columns import Columns
from careline.domain.import_dates import BadRow, DateReader
from careline.domain.import_rows import Known, Row, differences, known_from, read_row, shown
from careline.domain.names import Person, fold
from careline.domain.shop import Shop
from careline.store import bulk
from careline.store.bulk import Someone
from careline.store.database import Recording
from careline.store.queries import stamp

BATCH = 1000
LISTED = 1000
SHOWN = 50

Cells = Sequence[str]
Bad = tuple[int, Cells, str]
"""A bad row: its line, its cells, and the reason."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a file is read, and the name under which its rows are known again."""

    source: str
    columns: Columns
    dates: DateReader


@dataclass(frozen=True, slots=True)
class Rejected:
    """A bad row; `ref` None where it names none."""

    line: int
    ref: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Differing:
    """A row that says something else than the case which it has become earlier."""

    line: int
    ref: str
    case_id: int
    fields: tuple[str, ...]


@dataclass(slots=True)
class Outcome:
    """What became of the rows. The lists stop at LISTED; `differed` and `bad` count all. `repeated` counts rows."""

    cases: int = 0
    promises: int = 0
    known: int = 0
    repeated: int = 0
    differed: int = 0
    bad: int = 0
    differing: list[Differing] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


class BadRows(BadInput):
    """Rows that cannot become cases; nothing is imported then."""

    def __init__(self, outcome: Outcome) -> None:
        rows, them = ("One row is bad", "it") if outcome.bad == 1 else (f"{outcome.bad} rows are bad", "them")
        super().__init__(
            f"{rows}, so nothing was imported. Mend {them}, or set {them} aside with --skip-bad REJECTS.csv.",
            list(rejected_lines(outcome)),
        )


def rejected_lines(outcome: Outcome) -> Iterator[str]:
    """The first bad rows by line, ref and reason, and how many more there are."""
    for bad in outcome.rejected[:SHOWN]:
        yield f"line {bad.line}{f', {bad.ref}' if bad.ref else ''}: {bad.reason}"
    if outcome.bad > SHOWN:
        yield f"... and {outcome.bad - SHOWN} more"


def differing_lines(outcome: Outcome) -> Iterator[str]:
    """The first rows that differ, by line, ref, case and fields, and how many more there are."""
    for each in outcome.differing[:SHOWN]:
        yield f"line {each.line}, {each.ref}: not as C-{each.case_id} in {', '.join(each.fields)}"
    if outcome.differed > SHOWN:
        yield f"... and {outcome.differed - SHOWN} more"


def run(
    work: Recording,
    shop: Shop,
    sheet: Sheet,
    rows: Iterable[tuple[int, Cells]],
    set_aside: Callable[[int, Cells, str], None] | None,
) -> Outcome:
    """Record every row, given with its line, that is not known yet. Bad ones go to `set_aside`.

    Without `set_aside` all rows are looked at, and BadRows is raised where any is bad.
    """
    taking = _Taking(work, shop, sheet)
    for batch in _batches(rows, BATCH):
        bad = taking.batch(batch)
        for line, cells, reason in sorted(bad, key=lambda each: each[0]):
            taking.reject(line, cells, reason)
            if set_aside:
                set_aside(line, cells, reason)
    if taking.outcome.bad and not set_aside:
        raise BadRows(taking.outcome)
    return taking.outcome


def _batches(rows: Iterable[tuple[int, Cells]], size: int) -> Iterator[list[tuple[int, Cells]]]:
    walking = iter(rows)
    while batch := list(islice(walking, size)):
        yield batch


class _People:
    """Customers or parties as one batch of rows names them: found by address, else by name, else made.

    A name alone may find several customers. A name that comes with an unknown address is a new customer, but the party
    of that name.
    """

    def __init__(self, known: Iterable[Someone], first_id: int, *, unique: bool) -> None:
        self.new: list[dict[str, Any]] = []
        self.next_id = first_id
        self.unique = unique
        self.names: dict[int, str] = {}
        self.by_email: dict[str, int] = {}
        self.by_name: dict[str, list[int]] = {}
        self.met: dict[tuple[str | None, str | None], int] = {}
        for someone in known:
            self._learn(*someone)

    def the(self, person: Person, **more: str | None) -> int:
        """The id of a person, who is made where nobody knows them. Raises BadRow for a name of several."""
        key = (person.name, person.email)
        if key not in self.met:
            self.met[key] = self._find(person) or self._make(person, more)
        return self.met[key]

    def _find(self, person: Person) -> int | None:
        if person.email and (found := self.by_email.get(bulk.lower(person.email))):
            return found
        if person.email and not self.unique:
            return None
        named = self.by_name.get(fold(shown(person)), [])
        if len(named) > 1:
            raise BadRow(f'has the customer "{person.name}", and {len(named)} are called so; it needs an email as well')
        return named[0] if named else None

    def _make(self, person: Person, more: dict[str, str | None]) -> int:
        # Whoever comes may make a name that was found until now the name of two.
        self.met.clear()
        number, name = self.next_id, shown(person)
        self.new.append({"id": number, "name": name, "folded": fold(name), "email": person.email, **more})
        self._learn(number, name, fold(name), bulk.lower(person.email) if person.email else None)
        self.next_id += 1
        return number

    def _learn(self, number: int, name: str, folded: str, email: str | None) -> None:
        self.names[number] = name
        self.by_name.setdefault(folded, []).append(number)
        if email:
            self.by_email[email] = number


class _Taking:
    """One import under way."""

    def __init__(self, work: Recording, shop: Shop, sheet: Sheet) -> None:
        self.work = work
        self.sheet = sheet
        self.owner = Person(shop.owner, None)
        self.outcome = Outcome()
        free = bulk.next_ids(work.fetch)
        self.next_case = free.get("cases", 1)
        self.next_customer = free.get("customers", 1)
        self.next_party = free.get("parties", 1)

    def batch(self, batch: Iterable[tuple[int, Cells]]) -> list[Bad]:
        """Record the rows that are new. The bad ones come back."""
        good, bad = self._read(batch)
        known = bulk.known_cases(self.work.fetch, self.sheet.source, [row.ref for _, _, row in good])
        new = [row for _, _, row in good if row.ref not in known]
        customers = self._people(bulk.KNOWN_CUSTOMERS, [row.customer for row in new], self.next_customer, unique=False)
        named = [person for row in new for person in (row.owner or self.owner, row.performer) if person]
        parties = self._people(bulk.KNOWN_PARTIES, named, self.next_party, unique=True)
        made: dict[str, tuple[int, Row]] = {}
        cases: list[dict[str, Any]] = []
        promises: list[dict[str, Any]] = []
        for line, cells, row in good:
            if row.ref in made:
                self._compare(line, row, known_from(*made[row.ref], shown(self.owner)))
                continue
            if row.ref in known:
                self._compare(line, row, known[row.ref])
                continue
            try:
                customer_id = customers.the(row.customer, phone=row.phone)
            except BadRow as reason:
                bad.append((line, cells, str(reason)))
                continue
            made[row.ref] = (self.next_case, row)
            case = self._case(self.next_case, row, customer_id, customers.names[customer_id])
            cases.append(case)
            if row.due_at:
                promises.append(self._promise(case, row, row.due_at, parties))
            self.next_case += 1
            self.outcome.repeated += row.repeated
        self.work.write_many(bulk.ADD_CUSTOMER, customers.new)
        self.work.write_many(bulk.ADD_PARTY, parties.new)
        self.work.write_many(bulk.ADD_CASE, cases)
        self.work.write_many(bulk.ADD_OPENING, cases)
        self.work.write_many(bulk.ADD_PROMISE, promises)
        self.next_customer, self.next_party = customers.next_id, parties.next_id
        self.outcome.cases += len(cases)
        self.outcome.promises += len(promises)
        return bad

    def reject(self, line: int, cells: Cells, reason: str) -> None:
        """Count a bad row."""
        place = self.sheet.columns.places.get("ref")
        ref = cells[place].strip() if place is not None and place < len(cells) else ""
        self.outcome.bad += 1
        if len(self.outcome.rejected) < LISTED:
            self.outcome.rejected.append(Rejected(line, ref or None, reason))

    def _read(self, batch: Iterable[tuple[int, Cells]]) -> tuple[list[tuple[int, Cells, Row]], list[Bad]]:
        good: list[tuple[int, Cells, Row]] = []
        bad: list[Bad] = []
        for line, cells in batch:
            try:
                good.append((line, cells, read_row(cells, self.sheet.columns, self.sheet.dates)))
            except BadRow as reason:
                bad.append((line, cells, str(reason)))
        return good, bad

    def _people(self, sql: str, persons: Iterable[Person], first_id: int, *, unique: bool) -> _People:
        # Rows that name somebody in the same words share one value.
        persons = {id(person): person for person in persons}.values()
        folded = {fold(shown(person)) for person in persons}
        emails = {bulk.lower(person.email) for person in persons if person.email}
        return _People(bulk.known_people(self.work.fetch, sql, folded, emails), first_id, unique=unique)

    def _compare(self, line: int, row: Row, before: Known) -> None:
        fields = differences(row, before, self.sheet.columns)
        if not fields:
            self.outcome.known += 1
            return
        self.outcome.differed += 1
        if len(self.outcome.differing) < LISTED:
            self.outcome.differing.append(Differing(line, row.ref, before.case_id, fields))

    def _case(self, case_id: int, row: Row, customer_id: int, who: str) -> dict[str, Any]:
        return {
            "id": case_id,
            "customer_id": customer_id,
            "who": who,
            "subject": row.subject,
            "product": row.product,
            "order": row.order,
            "channel": row.channel,
            "opened_at": stamp(row.opened_at),
            "closed_at": stamp(row.closed_at) if row.closed_at else None,
            "closed_how": ClosedHow.UNCONFIRMED.value if row.closed_at else None,
            "may_be_silent": may_be_silent(closed_at=row.closed_at, due_at=row.due_at, kept_at=row.kept_at),
            # A promise made when the case was opened answers its opening.
            "reached": row.due_at is not None,
            "source": self.sheet.source,
            "ref": row.ref,
        }

    def _promise(self, case: dict[str, Any], row: Row, due_at: datetime, parties: _People) -> dict[str, Any]:
        owner_id = parties.the(row.owner or self.owner, kind="staff")
        return {
            "case_id": case["id"],
            "what": row.promised,
            "owner_id": owner_id,
            "performer_id": parties.the(row.performer, kind=None) if row.performer else owner_id,
            "made_at": case["opened_at"],
            "due_at": stamp(due_at),
            "kept_at": stamp(row.kept_at) if row.kept_at else None,
            "was_overdue": row.kept_at is None and due_at < self.work.now,
        }
