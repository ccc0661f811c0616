"""Returns: the old unit's way back, which the customer promises and which is never counted as a promise of ours."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from careline.domain.errors import Refused
from careline.domain.ids import show
from careline.domain.time.working_time import Calendar
from careline.domain.values import frozen


class Became(StrEnum):
    """What became of a unit that came back."""

    RESTOCKED = "restocked"
    REPAIRED = "repaired"
    SCRAPPED = "scrapped"
    TO_SUPPLIER = "to-supplier"
    TO_CUSTOMER = "to-customer"

    @property
    def words(self) -> str:
        """`sent to the supplier`."""
        sent = self in (Became.TO_SUPPLIER, Became.TO_CUSTOMER)
        return self.value.replace("to-", "sent to the ") if sent else self.value


class ReturnState(StrEnum):
    """Where the old unit is."""

    AWAITED = "awaited"
    OVERDUE = "overdue"
    WAIVED = "waived"
    RECEIVED = "received"
    INSPECTED = "inspected"


@frozen
class Return:
    """That the old unit of a replacement is to come back by `due_at`; without one, nothing has to."""

    id: int
    case_id: int
    replacement_id: int
    asked_at: datetime
    due_at: datetime
    waived_at: datetime | None = None
    waived_because: str | None = None
    received_at: datetime | None = None
    inspected_at: datetime | None = None
    finding: str | None = None
    became: Became | None = None

    @property
    def replacement(self) -> str:
        """The replacement that it belongs to: `R-1`."""
        return show("R", self.replacement_id)


def nothing_asked(replacement: str) -> Refused:
    """The refusal: nothing has to come back for this replacement."""
    ask = f"careline return ask {replacement} --by WHEN"
    return Refused(f"Nothing has to come back for {replacement}; ask for it first: {ask}.")


def return_ended(known: Return, when: str) -> Refused:
    """The refusal: a return that was waived is not awaited any more, and one that was received is here."""
    how = "received" if known.received_at else "waived"
    return Refused(f"The return for {known.replacement} was already {how}, {when}.")


def as_of(each: Return, moment: datetime) -> Return:
    """The return with the facts that lie after `moment` taken away."""
    unknown: dict[str, Any] = {}
    if each.waived_at is not None and each.waived_at > moment:
        unknown |= dict.fromkeys(("waived_at", "waived_because"))
    if each.received_at is not None and each.received_at > moment:
        unknown |= dict.fromkeys(("received_at",))
    if each.inspected_at is not None and each.inspected_at > moment:
        unknown |= dict.fromkeys(("inspected_at", "finding", "became"))
    return replace(each, **unknown) if unknown else each


def state(each: Return, now: datetime) -> ReturnState:
    """The state that follows from the facts."""
    for at, reached in (
        (each.inspected_at, ReturnState.INSPECTED),
        (each.received_at, ReturnState.RECEIVED),
        (each.waived_at, ReturnState.WAIVED),
    ):
        if at is not None:
            return reached
    return ReturnState.OVERDUE if now > each.due_at else ReturnState.AWAITED


def days_late(each: Return, now: datetime, calendar: Calendar) -> int | None:
    """By how many days it came after its due moment, or is overdue; None for one in time, and for a waived one."""
    at = each.received_at or now
    if each.waived_at is not None or at <= each.due_at:
        return None
    return (calendar.date_of(at) - calendar.date_of(each.due_at)).days


def check_inspection(each: Return) -> None:
    """Raise Refused for what has not come back, and AlreadyInspected for the second time."""
    if each.received_at is None:
        raise _not_received(each)
    if each.inspected_at is not None:
        raise Refused(f"The old unit of {each.replacement} was already inspected: {each.became}.")


def _not_received(known: Return) -> Refused:
    """The refusal: nobody inspects what has not come back."""
    name = known.replacement
    record = f"careline return received {name}"
    return Refused(f"The old unit of {name} has not come back yet; record that first: {record}.")
