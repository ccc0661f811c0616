"""Taking in somebody's spreadsheet, a batch of rows at a time: however long the file, the memory stays the same."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from careline.domain.errors import BadInput
from careline.domain.names import Person, fold
from careline.domain.safekeeping.forgetting import fingerprint
from careline.domain.sheets.case_rows import shown
from careline.domain.sheets.columns import Columns
from careline.domain.sheets.dates import BadRow, DateReader
from careline.store.recording import Recording
from careline.store.safekeeping.forgetting import forgotten_refs
from careline.store.safekeeping.marks import Marks
from careline.store.sheets import bulk
from careline.store.sheets.adding import Add, adding
from careline.usecases.sheets.people import LISTED, People

BATCH = 1000
SHOWN = 50

Cells = Sequence[str]
Bad = tuple[int, Cells, str]
"""A bad row: its line, its cells, and the reason."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a file is read, as what its rows are known again, and whether it may bring back who was forgotten.

    `decimal` is the mark that parts the decimals of its amounts, where that is known.
    """

    source: str
    columns: Columns
    dates: DateReader
    even_forgotten: bool = False
    decimal: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A bad row; `ref` None where it names none."""

    line: int
    ref: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Differing:
    """A row that says something else than what it has become earlier: `name` (C-1)."""

    line: int
    ref: str
    name: str
    fields: tuple[str, ...]


@dataclass(slots=True)
class Outcome:
    """What became of the rows: `made` counts by noun. The lists stop at LISTED; `differed` and `bad` count all.

    `repeated` counts rows; `taken_for` is who was taken for whom, because they have the address. `forgotten` counts the
    rows that would have brought back somebody who was forgotten, and `left_out` has their lines.
    """

    made: Counter[str]
    known: int = 0
    repeated: int = 0
    differed: int = 0
    bad: int = 0
    forgotten: int = 0
    differing: list[Differing] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    taken_for: dict[str, str] = field(default_factory=dict)
    left_out: list[int] = field(default_factory=list)


def taken_for_lines(outcome: Outcome) -> Iterator[str]:
    """The first who were taken for somebody else, and how many more there are."""
    for given, known in list(outcome.taken_for.items())[:SHOWN]:
        yield f"{given}: {known}"
    if len(outcome.taken_for) > SHOWN:
        yield f"... and {len(outcome.taken_for) - SHOWN} more"


def rejected_lines(outcome: Outcome) -> Iterator[str]:
    """The first bad rows by line, ref and reason, and how many more there are."""
    for bad in outcome.rejected[:SHOWN]:
        yield f"line {bad.line}{f', {bad.ref}' if bad.ref else ''}: {bad.reason}"
    if outcome.bad > SHOWN:
        yield f"... and {outcome.bad - SHOWN} more"


def differing_lines(outcome: Outcome) -> Iterator[str]:
    """The first rows that differ, by line, ref, what they are and fields, and how many more there are."""
    for each in outcome.differing[:SHOWN]:
        yield f"line {each.line}, {each.ref}: not as {each.name} in {', '.join(each.fields)}"
    if outcome.differed > SHOWN:
        yield f"... and {outcome.differed - SHOWN} more"


def left_out_lines(outcome: Outcome) -> str:
    """The first lines that were left out, and how many more there are."""
    more = f" and {outcome.forgotten - SHOWN} more" if outcome.forgotten > SHOWN else ""
    return f"line{'s' * (outcome.forgotten > 1)} {', '.join(map(str, outcome.left_out[:SHOWN]))}{more}"


def run(
    taking: "Taking[Any, Any]",
    rows: Iterable[tuple[int, Cells]],
    set_aside: Callable[[int, Cells, str], None] | None,
) -> Outcome:
    """Record every row, given with its line, that is not known yet. Bad ones go to `set_aside`.

    Without `set_aside` all rows are looked at, and BadRows is raised where any is bad.
    """
    with adding(taking.work) as add:
        for batch in _batches(rows, BATCH):
            bad = taking.batch(batch, add)
            for line, cells, reason in sorted(bad, key=lambda each: each[0]):
                taking.reject(line, cells, reason)
                if set_aside:
                    set_aside(line, cells, reason)
    if taking.outcome.bad and not set_aside:
        raise _bad_rows(taking.outcome)
    return taking.outcome


def _bad_rows(outcome: Outcome) -> BadInput:
    """The refusal: rows that cannot become anything; nothing is imported then."""
    rows, them = ("One row is bad", "it") if outcome.bad == 1 else (f"{outcome.bad} rows are bad", "them")
    return BadInput(
        f"{rows}, so nothing was imported. Fix {them}, or set {them} aside with --skip-bad REJECTS.csv.",
        list(rejected_lines(outcome)),
    )


def _batches(rows: Iterable[tuple[int, Cells]], size: int) -> Iterator[list[tuple[int, Cells]]]:
    walking = iter(rows)
    while batch := list(islice(walking, size)):
        yield batch


class HasRef(Protocol):
    """What tells a row from all others of its source."""

    @property
    def ref(self) -> str:
        """Its own, or what stands for one."""

    @property
    def customer(self) -> Person:
        """Whose it is."""

    @property
    def phone(self) -> str | None:
        """Their number."""

    @property
    def repeated(self) -> bool:
        """True where it has a moment in an hour that the clocks repeat."""


Row = TypeVar("Row", bound=HasRef)
Known = TypeVar("Known")


class Taking(ABC, Generic[Row, Known]):
    """One import under way. What the rows are, and what becomes of them, is said by its children."""

    nouns: ClassVar[tuple[str, ...]]
    """What rows become."""

    def __init__(self, work: Recording, sheet: Sheet) -> None:
        self.work = work
        self.sheet = sheet
        self.outcome = Outcome(Counter(dict.fromkeys(self.nouns, 0)))
        self.free = bulk.next_ids(work.fetch)
        self.next_customer = self.free.get("customers", 1)
        self.forgotten = set() if sheet.even_forgotten else forgotten_refs(work.fetch, sheet.source)
        self.marks = None if sheet.even_forgotten else Marks(work.fetch)

    @abstractmethod
    def read(self, cells: Cells) -> Row:
        """What a row says. Raises BadRow."""

    @abstractmethod
    def known(self, refs: Sequence[str]) -> Mapping[str, Known]:
        """What earlier rows under these refs have become, by ref."""

    @abstractmethod
    def begin(self, new: Sequence[Row]) -> None:
        """Look up whom a batch of new rows names."""

    @abstractmethod
    def make(self, row: Row) -> Callable[[], Known]:
        """Make of a new row what it becomes; what it is known as from then on. Raises BadRow."""

    @abstractmethod
    def differences(self, row: Row, known: Known) -> tuple[str, tuple[str, ...]]:
        """What a row has become earlier (C-1), and the fields in which it says something else."""

    @abstractmethod
    def write(self, add: Add) -> None:
        """Record what was made of the batch."""

    def batch(self, batch: Iterable[tuple[int, Cells]], add: Add) -> list[Bad]:
        """Record the rows that are new. The bad ones come back."""
        good: list[tuple[int, Cells, Row]] = []
        bad: list[Bad] = []
        for line, cells in batch:
            try:
                row = self.read(cells)
            except BadRow as reason:
                bad.append((line, cells, str(reason)))
                continue
            # An import does not bring back somebody who was forgotten.
            if self.forgotten and fingerprint(self.sheet.source, row.ref) in self.forgotten:
                self.outcome.known += 1
            else:
                good.append((line, cells, row))
        known = self.known([row.ref for _, _, row in good])
        good = [each for each in good if each[2].ref in known or not self._brings_back(each[0], each[2])]
        self.begin([row for _, _, row in good if row.ref not in known])
        made: dict[str, Callable[[], Known]] = {}
        for line, cells, row in good:
            if row.ref in made:
                self._compare(line, row, made[row.ref]())
                continue
            if row.ref in known:
                self._compare(line, row, known[row.ref])
                continue
            try:
                made[row.ref] = self.make(row)
            except BadRow as reason:
                bad.append((line, cells, str(reason)))
                continue
            self.outcome.repeated += row.repeated
        self.write(add)
        return bad

    def reject(self, line: int, cells: Cells, reason: str) -> None:
        """Count a bad row."""
        place = self.sheet.columns.places.get("ref")
        ref = cells[place].strip() if place is not None and place < len(cells) else ""
        self.outcome.bad += 1
        if len(self.outcome.rejected) < LISTED:
            self.outcome.rejected.append(Rejected(line, ref or None, reason))

    def people(self, sql: str, persons: Iterable[Person], first_id: int, *, unique: bool) -> People:
        """The customers or parties that a batch of rows names."""
        # Rows that name somebody in the same words share one value.
        persons = {id(person): person for person in persons}.values()
        folded = {fold(shown(person)) for person in persons}
        emails = {bulk.lower(person.email) for person in persons if person.email}
        known = bulk.known_people(self.work.fetch, sql, folded, emails)
        return People(known, first_id, unique=unique, taken_for=self.outcome.taken_for)

    def _brings_back(self, line: int, row: Row) -> bool:
        """True for a new row that names somebody who was forgotten; it is counted."""
        if self.marks is None or not self.marks.of_forgotten(row.customer.email, row.phone):
            return False
        self.outcome.forgotten += 1
        if len(self.outcome.left_out) < LISTED:
            self.outcome.left_out.append(line)
        return True

    def _compare(self, line: int, row: Row, before: Known) -> None:
        name, fields = self.differences(row, before)
        if not fields:
            self.outcome.known += 1
            return
        self.outcome.differed += 1
        if len(self.outcome.differing) < LISTED:
            self.outcome.differing.append(Differing(line, row.ref, name, fields))
