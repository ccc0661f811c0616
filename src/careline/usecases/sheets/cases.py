"""Importing cases and promises from somebody's spreadsheet."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from careline.domain.cases.case import ClosedHow, may_be_silent
from careline.domain.ids import show
from careline.domain.names import Person
from careline.domain.sheets.case_rows import Known, Row, differences, key, read_row, shown, taken_over
from careline.domain.sheets.dates import REMEMBERED
from careline.domain.shop.shop import Shop
from careline.store.people.staff import one_of_us
from careline.store.recording import Recording
from careline.store.sheets import bulk
from careline.store.sheets.adding import Add, change
from careline.store.sheets.unnumbered import CASES
from careline.store.stamps import stamp
from careline.usecases.sheets.people import Parties, look_up_customers, look_up_parties, record_customers
from careline.usecases.sheets.taking import Cells, Sheet, Taking

# Moments come as often again as the date reader remembers them: a case is closed when its promise is kept.
_stamp = lru_cache(REMEMBERED)(stamp)


def _stamp_of(moment: datetime | None) -> str | None:
    return _stamp(moment) if moment else None


class Cases(Taking[Row, Known]):
    """One row is one case and, where it has a due moment, one promise made when the case was opened."""

    nouns = ("case", "promise")
    stored = CASES

    def __init__(self, work: Recording, shop: Shop, sheet: Sheet) -> None:
        super().__init__(work, sheet)
        self.shop = shop
        self.owner = Person(one_of_us(work, shop.owner), None)
        self.next_case = self.free.get("cases", 1)
        self.next_party = self.free.get("parties", 1)

    def read(self, cells: Cells) -> Row:
        """What a row says. Raises BadRow."""
        return read_row(cells, self.sheet.columns, self.sheet.dates)

    def key(self, row: Row) -> str:
        """Whose case it is, about what, and since when."""
        return key(shown(row.customer), row.subject, row.product, row.order, row.opened_at)

    def known(self, refs: Sequence[str]) -> Mapping[str, Known]:
        """The cases that came under these refs."""
        return bulk.known_cases(self.work.fetch, self.sheet.source, refs, update=self.sheet.update)

    def begin(self, new: Sequence[Row]) -> None:
        """Look up customers, owners and performers."""
        self.cases: list[dict[str, Any]] = []
        self.promises: list[dict[str, Any]] = []
        self.kept: list[dict[str, Any]] = []
        self.ended: list[dict[str, Any]] = []
        self.customers = look_up_customers(self.work, new, self.next_customer, self.outcome.taken_for)
        named = [person for row in new for person in (row.owner or self.owner, row.performer) if person]
        self.parties = look_up_parties(self.work, named, self.next_party)

    def make(self, row: Row, ref: str) -> None:
        """Make a case, and a promise. Raises BadRow."""
        customer_id = self.customers.the(row.customer, row.phone)
        case = self._case(row, ref, customer_id, self.customers.names[customer_id])
        self.cases.append(case)
        if row.due_at:
            self.promises.append(self._promise(case, row, row.due_at, self.parties))
        self.next_case += 1

    def differences(self, row: Row, known: Known) -> tuple[str, tuple[str, ...]]:
        """The case, and the fields in which the row says something else."""
        return show("C", known.case_id), differences(row, known, self.sheet.columns)

    def update(self, row: Row, known: Known) -> Known:
        """The case, closed, and its promise, kept, where a newer row knows that."""
        after = taken_over(row, known, self.sheet.columns)
        if after is known:
            return known
        if known.worked_on:
            from careline.usecases.sheets.worked_on import take_over  # few are, and it knows all that a case can have

            return take_over(self.work, self.shop, known, after)
        if known.is_owed and not after.is_owed:
            kept = {"id": known.promise_id, "kept_at": _stamp_of(after.kept_at), "recorded_at": stamp(self.work.now)}
            self.kept.append(kept)
        silent = may_be_silent(closed_at=after.closed_at, due_at=after.due_at, kept_at=after.kept_at)
        closed_at, how = _stamp_of(after.closed_at), ClosedHow.UNCONFIRMED.value if after.closed_at else None
        self.ended.append({"id": known.case_id, "closed_at": closed_at, "closed_how": how, "may_be_silent": silent})
        return after

    def write(self, add: Add) -> None:
        """Record whom and what the batch has made."""
        record_customers(self.work, add, self.customers)
        add(bulk.ADD_PARTY, self.parties.new)
        add(bulk.ADD_CASE, self.cases)
        first = self.work.number("W", len(self.cases)) if self.cases else 0
        for number, case in enumerate(self.cases, first):
            case["number"] = number
        add(bulk.ADD_OPENING, self.cases)
        add(bulk.ADD_PROMISE, self.promises)
        self.next_customer, self.next_party = self.customers.next_id, self.parties.next_id
        self.outcome.made.update({"case": len(self.cases), "promise": len(self.promises)})

    def write_updates(self) -> None:
        """Record what was kept and closed."""
        change(self.work, bulk.SET_KEPT, self.kept)
        change(self.work, bulk.SET_ENDS, self.ended)

    def _case(self, row: Row, ref: str, customer_id: int, who: str) -> dict[str, Any]:
        return {
            "id": self.next_case,
            "customer_id": customer_id,
            "who": who,
            "subject": row.subject,
            "product": row.product,
            "order": row.order,
            "channel": row.channel,
            "opened_at": _stamp(row.opened_at),
            "closed_at": _stamp_of(row.closed_at),
            "closed_how": ClosedHow.UNCONFIRMED.value if row.closed_at else None,
            "may_be_silent": may_be_silent(closed_at=row.closed_at, due_at=row.due_at, kept_at=row.kept_at),
            # A promise made when the case was opened answers its opening.
            "reached": row.due_at is not None,
            "source": self.sheet.source,
            "ref": ref,
        }

    def _promise(self, case: dict[str, Any], row: Row, due_at: datetime, parties: Parties) -> dict[str, Any]:
        owner_id = parties.the(row.owner or self.owner, kind="staff")
        return {
            "case_id": case["id"],
            "what": row.promised,
            "owner_id": owner_id,
            "performer_id": parties.the(row.performer, kind=None) if row.performer else owner_id,
            "made_at": case["opened_at"],
            "due_at": _stamp(due_at),
            "kept_at": _stamp_of(row.kept_at),
            "was_overdue": row.kept_at is None and due_at < self.work.now,
        }
