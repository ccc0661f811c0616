"""Taking in somebody's spreadsheet, a batch of rows at a time: however long the file, the memory stays the same."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar, Generic, Protocol, TypeVar

from careline.domain.names import Person
from careline.domain.safekeeping.forgetting import fingerprint
from careline.domain.sheets.columns import Columns
from careline.domain.sheets.dates import BadRow, DateReader, LeftOut
from careline.domain.sheets.identity import of_all_cells
from careline.store.people.look_alikes import look_alikes
from careline.store.recording import Recording
from careline.store.safekeeping.forgetting import forgotten_refs
from careline.store.safekeeping.marks import Marks
from careline.store.sheets import bulk
from careline.store.sheets.adding import Add, adding
from careline.store.sheets.unnumbered import Stored, Unnumbered
from careline.usecases.sheets.outcome import LISTED, Compared, Outcome, Rejected, bad_rows

BATCH = 1000

Cells = Sequence[str]
Bad = tuple[int, Cells, str]
"""A bad row: its line, its cells, and the reason."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a file is read, and as what its rows are known again.

    It may bring back who was forgotten, and may update what is known. `decimal` is the mark that parts the decimals of
    its amounts, where that is known.
    """

    source: str
    columns: Columns
    dates: DateReader
    even_forgotten: bool = False
    update: bool = False
    decimal: str | None = None


def run(
    taking: "Import",
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
        raise bad_rows(taking.outcome)
    by_order = taking.sheet.columns.gives("order")
    found = look_alikes(taking.work, taking.free.get("customers", 1), LISTED, by_order=by_order)
    taking.outcome.alike, taking.outcome.look_alikes = found
    return taking.outcome


def _reached(row: "HasRef") -> list[tuple[str | None, str | None]]:
    return [(row.customer.email, row.phone)]


def _batches(rows: Iterable[tuple[int, Cells]], size: int) -> Iterator[list[tuple[int, Cells]]]:
    walking = iter(rows)
    while batch := list(islice(walking, size)):
        yield batch


class Import(ABC):
    """One import under way, a batch of rows at a time."""

    nouns: ClassVar[tuple[str, ...]]
    """What rows become."""

    def __init__(self, work: Recording, sheet: Sheet) -> None:
        self.work = work
        self.sheet = sheet
        self.outcome = Outcome(Counter(dict.fromkeys(self.nouns, 0)), sheet.update)
        self.free = bulk.next_ids(work.fetch)
        self.next_customer = self.free.get("customers", 1)
        marks = Marks(work.fetch)
        self.marks = marks if marks.marks and not sheet.even_forgotten else None

    @abstractmethod
    def batch(self, batch: Iterable[tuple[int, Cells]], add: Add) -> list[Bad]:
        """Record the rows that are new, and what others bring. The bad ones come back."""

    def reject(self, line: int, cells: Cells, reason: str) -> None:
        """Count a bad row."""
        columns = self.sheet.columns
        ref = columns.text("ref", [*cells, *[""] * (columns.width - len(cells))])
        self.outcome.bad += 1
        if len(self.outcome.rejected) < LISTED:
            self.outcome.rejected.append(Rejected(line, ref or None, reason))

    def brings_back(self, line: int, reached: Iterable[tuple[str | None, str | None]]) -> bool:
        """True for a new row with an address or a number of somebody who was forgotten; it is counted."""
        if self.marks is None or not any(self.marks.of_forgotten(email, phone) for email, phone in reached):
            return False
        self.outcome.forgotten += 1
        if len(self.outcome.left_out) < LISTED:
            self.outcome.left_out.append(line)
        return True


class HasRef(Protocol):
    """What tells a row from all others of its source."""

    @property
    def ref(self) -> str | None:
        """Its own, if it has one."""

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


Told = tuple[int, Cells, Row, str]
"""A row with its line and its cells, and the ref that it is known by: its own, or what stands for one."""


class Taking(Import, Generic[Row, Known]):
    """An import of what is known again by a ref. What rows are, and what becomes of them, is said by its children."""

    stored: ClassVar[Stored]
    """Where what rows become stands."""

    def __init__(self, work: Recording, sheet: Sheet) -> None:
        super().__init__(work, sheet)
        self.forgotten = set() if sheet.even_forgotten else forgotten_refs(work.fetch, sheet.source)
        self.unnumbered: Unnumbered | None = None

    @abstractmethod
    def read(self, cells: Cells) -> Row:
        """What a row says. Raises BadRow."""

    @abstractmethod
    def key(self, row: Row) -> str:
        """What a row is known by that has no ref of its own, others that say the same aside."""

    @abstractmethod
    def known(self, refs: Sequence[str]) -> Mapping[str, Known]:
        """What earlier rows under these refs have become, by ref."""

    @abstractmethod
    def begin(self, new: Sequence[Row]) -> None:
        """Look up whom a batch of new rows names."""

    @abstractmethod
    def make(self, row: Row, ref: str) -> None:
        """Make of a new row what it becomes. Raises BadRow."""

    @abstractmethod
    def differences(self, row: Row, known: Known) -> tuple[str, tuple[str, ...]]:
        """What a row has become earlier (C-1), and the fields in which it says something else."""

    @abstractmethod
    def update(self, row: Row, known: Known) -> Known:
        """What is known once it has taken over what it may of a newer row; the same value where that is nothing."""

    @abstractmethod
    def write(self, add: Add) -> None:
        """Record what was made of the batch."""

    @abstractmethod
    def write_updates(self) -> None:
        """Record what the batch has brought of what was known."""

    def batch(self, batch: Iterable[tuple[int, Cells]], add: Add) -> list[Bad]:
        """Record the rows that are new, and what others bring. The bad ones come back."""
        read: list[Told[Row]] = []
        bad: list[Bad] = []
        for line, cells in batch:
            try:
                row = self.read(cells)
            except LeftOut as why:
                self.outcome.ended[str(why)] += 1
                continue
            except BadRow as reason:
                bad.append((line, cells, str(reason)))
                continue
            read.append((line, cells, row, row.ref or ""))
        good = self._remembered(self._told_apart(read))
        known = dict(self.known([ref for *_, ref in good]))
        good = [told for told in good if told[-1] in known or not self._has_ended(told[2])]
        if self.marks:
            good = [told for told in good if told[-1] in known or not self.brings_back(told[0], _reached(told[2]))]
        self.begin([row for *_, row, ref in good if ref not in known])
        made: set[str] = set()
        again: list[Told[Row]] = []
        for line, cells, row, ref in good:
            if ref in known or ref in made:
                again.append((line, cells, row, ref))
                continue
            try:
                self.make(row, ref)
            except BadRow as reason:
                bad.append((line, cells, str(reason)))
                continue
            made.add(ref)
            self.outcome.repeated += row.repeated
        self.write(add)
        if at_once := [ref for *_, ref in again if ref in made]:
            known |= self.known(at_once)
        for line, _, row, ref in again:
            known[ref] = self._compare(line, row, ref, known[ref])
        self.write_updates()
        return bad

    def _told_apart(self, read: list[Told[Row]]) -> list[Told[Row]]:
        """The rows, each with what it is known by: its own ref, or what stands for one."""
        without = [(self.key(row), cells) for _, cells, row, ref in read if not ref]
        if not without:
            return read
        if self.unnumbered is None:
            self.unnumbered = Unnumbered(self.work, self.sheet.source, self.stored)
        refs = iter(self.unnumbered.refs([key for key, _ in without], [cells for _, cells in without]))
        return [(line, cells, row, ref or next(refs)) for line, cells, row, ref in read]

    def _has_ended(self, row: Row) -> bool:
        """True for a new row of which nothing is to be made; it is counted."""
        if why := self.came_to_nothing(row):
            self.outcome.ended[why] += 1
        return why is not None

    def came_to_nothing(self, row: Row) -> str | None:
        """Why nothing is to be made of a row; None where there is something to make."""
        return None

    def _remembered(self, read: list[Told[Row]]) -> list[Told[Row]]:
        """The rows but for those of somebody who was forgotten: they count as known, and bring nobody back."""
        if not self.forgotten:
            return read
        good = []
        for line, cells, row, ref in read:
            refs = [ref] if row.ref else [ref, of_all_cells(cells)]
            if any(fingerprint(self.sheet.source, each) in self.forgotten for each in refs):
                self.outcome.known += 1
            else:
                good.append((line, cells, row, ref))
        return good

    def _compare(self, line: int, row: Row, ref: str, known: Known) -> Known:
        """Note what a row brings of what is known, and where it says something else. What is known from now on."""
        after = self.update(row, known) if self.sheet.update else known
        name, fields = self.differences(row, after)
        if after is not known:
            _, before = self.differences(row, known)
            self.outcome.updated += 1
            if len(self.outcome.updates) < LISTED:
                taken = tuple(field for field in before if field not in fields)
                self.outcome.updates.append(Compared(line, ref, name, taken))
        if fields:
            self.outcome.differed += 1
            if len(self.outcome.differing) < LISTED:
                self.outcome.differing.append(Compared(line, ref, name, fields, ended=self.came_to_nothing(row)))
        self.outcome.known += after is known and not fields
        return after
