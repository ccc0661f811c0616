"""Returns: the old unit's way back, which the customer promises and which is never counted as a promise of ours."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from careline.domain.ids import show
from careline.domain.values import frozen


class Became(StrEnum):
    """What became of a unit that came back."""

    RESTOCKED = "restocked"
    REPAIRED = "repaired"
    SCRAPPED = "scrapped"
    TO_SUPPLIER = "to-supplier"
    TO_CUSTOMER = "to-customer"


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
