"""Importing cases and promises from somebody's spreadsheet."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from careline.domain.cases.case import ClosedHow, may_be_silent
from careline.domain.ids import show
from careline.domain.names import Person
from careline.domain.sheets.case_rows import Known, Row, differences, known_from, read_row, shown
from careline.domain.sheets.dates import REMEMBERED
from careline.domain.shop.shop import Shop
from careline.store.people.staff import one_of_us
from careline.store.recording import Recording
from careline.store.sheets import bulk
from careline.store.sheets.adding import Add
from careline.store.stamps import stamp
from careline.usecases.sheets.people import People
from careline.usecases.sheets.taking import Cells, Sheet, Taking

# Moments come as often again as the date reader remembers them: a case is closed when its promise is kept.
_stamp = lru_cache(REMEMBERED)(stamp)


class Cases(Taking[Row, Known]):
    """One row is one case and, where it has a due moment, one promise made when the case was opened."""

    nouns = ("case", "promise")

    def __init__(self, work: Recording, shop: Shop, sheet: Sheet) -> None:
        super().__init__(work, sheet)
        self.owner = Person(one_of_us(work, shop.owner), None)
        self.next_case = self.free.get("cases", 1)
        self.next_party = self.free.get("parties", 1)

    def read(self, cells: Cells) -> Row:
        """What a row says. Raises BadRow."""
        return read_row(cells, self.sheet.columns, self.sheet.dates)

    def known(self, refs: Sequence[str]) -> Mapping[str, Known]:
        """The cases that came under these refs."""
        return bulk.known_cases(self.work.fetch, self.sheet.source, refs)

    def begin(self, new: Sequence[Row]) -> None:
        """Look up customers, owners and performers."""
        self.cases: list[dict[str, Any]] = []
        self.promises: list[dict[str, Any]] = []
        self.customers = self.people(
            bulk.KNOWN_CUSTOMERS, [row.customer for row in new], self.next_customer, unique=False
        )
        named = [person for row in new for person in (row.owner or self.owner, row.performer) if person]
        self.parties = self.people(bulk.KNOWN_PARTIES, named, self.next_party, unique=True)

    def make(self, row: Row) -> Callable[[], Known]:
        """Make a case, and a promise. Raises BadRow."""
        customer_id = self.customers.the(row.customer, phone=row.phone)
        number = self.next_case
        case = self._case(number, row, customer_id, self.customers.names[customer_id])
        self.cases.append(case)
        if row.due_at:
            self.promises.append(self._promise(case, row, row.due_at, self.parties))
        self.next_case += 1
        return lambda: known_from(number, row, shown(self.owner))

    def differences(self, row: Row, known: Known) -> tuple[str, tuple[str, ...]]:
        """The case, and the fields in which the row says something else."""
        return show("C", known.case_id), differences(row, known, self.sheet.columns)

    def write(self, add: Add) -> None:
        """Record whom and what the batch has made."""
        add(bulk.ADD_CUSTOMER, self.customers.new)
        add(bulk.ADD_PARTY, self.parties.new)
        add(bulk.ADD_CASE, self.cases)
        first = self.work.number("W", len(self.cases)) if self.cases else 0
        for number, case in enumerate(self.cases, first):
            case["number"] = number
        add(bulk.ADD_OPENING, self.cases)
        add(bulk.ADD_PROMISE, self.promises)
        self.next_customer, self.next_party = self.customers.next_id, self.parties.next_id
        self.outcome.made.update({"case": len(self.cases), "promise": len(self.promises)})

    def _case(self, case_id: int, row: Row, customer_id: int, who: str) -> dict[str, Any]:
        return {
            "id": case_id,
            "customer_id": customer_id,
            "who": who,
            "subject": row.subject,
            "product": row.product,
            "order": row.order,
            "channel": row.channel,
            "opened_at": _stamp(row.opened_at),
            "closed_at": _stamp(row.closed_at) if row.closed_at else None,
            "closed_how": ClosedHow.UNCONFIRMED.value if row.closed_at else None,
            "may_be_silent": may_be_silent(closed_at=row.closed_at, due_at=row.due_at, kept_at=row.kept_at),
            # A promise made when the case was opened answers its opening.
            "reached": row.due_at is not None,
            "source": self.sheet.source,
            "ref": row.ref,
        }

    def _promise(self, case: dict[str, Any], row: Row, due_at: datetime, parties: People) -> dict[str, Any]:
        owner_id = parties.the(row.owner or self.owner, kind="staff")
        return {
            "case_id": case["id"],
            "what": row.promised,
            "owner_id": owner_id,
            "performer_id": parties.the(row.performer, kind=None) if row.performer else owner_id,
            "made_at": case["opened_at"],
            "due_at": _stamp(due_at),
            "kept_at": _stamp(row.kept_at) if row.kept_at else None,
            "was_overdue": row.kept_at is None and due_at < self.work.now,
        }
