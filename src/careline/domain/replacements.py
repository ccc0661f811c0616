"""Replacements: units sent to make good, in one chain of attempts until one works."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from careline.domain.errors import BadInput, Refused
from careline.domain.ids import show
from careline.domain.names import fold
from careline.domain.values import frozen

ASKS_WHAT_IS_DIFFERENT_FROM = 3


class Outcome(StrEnum):
    """What became of a replacement: what the customer says of it."""

    WORKS = "works"
    DOA = "doa"
    WRONG_ITEM = "wrong-item"
    DAMAGED = "damaged"
    INCOMPLETE = "incomplete"
    LOST = "lost"


class Basis(StrEnum):
    """On what ground a unit is replaced."""

    WARRANTY = "warranty"
    DOA = "doa"
    GOODWILL = "goodwill"


class ShippedBy(StrEnum):
    """Who sends the unit."""

    US = "us"
    SUPPLIER = "supplier"


class ReplacementState(StrEnum):
    """Where a replacement stands."""

    REQUESTED = "requested"
    APPROVED = "approved"
    DECLINED = "declined"
    PACKED = "packed"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    WORKS = "works"
    FAILED = "failed"


@frozen
class Replacement:
    """One attempt. `chain` counts the chains of its case: a new one begins after a unit that worked.

    `approver` is who has to approve it, or None. `came` is what was in the box where that was the wrong item.
    """

    id: int
    case_id: int
    chain: int
    attempt: int
    wanted: str
    item: str
    serial: str | None
    basis: Basis | None
    because: str | None
    why: str
    different: str | None
    substitute_because: str | None
    consent: str | None
    supplier: str | None
    carrier: str | None
    tracking: str | None
    shipped_by: ShippedBy
    requested_at: datetime
    approver: str | None = None
    approved_at: datetime | None = None
    declined_at: datetime | None = None
    declined_because: str | None = None
    packed_at: datetime | None = None
    shipped_at: datetime | None = None
    announced_at: datetime | None = None
    delivered_at: datetime | None = None
    outcome: Outcome | None = None
    outcome_at: datetime | None = None
    came: str | None = None

    @property
    def name(self) -> str:
        """`R-1`."""
        return show("R", self.id)

    @property
    def page(self) -> str | None:
        """The address of the carrier's page about the parcel, or None where that is not known."""
        if self.tracking is None:
            return None
        from careline.domain import carriers  # every page would pay for them, and few replacements bear a number

        return carriers.page_of(self.carrier, self.tracking)

    @property
    def is_on_its_way(self) -> bool:
        """True from the shipment until it arrives or is lost."""
        return self.shipped_at is not None and self.delivered_at is None and self.outcome is None

    @property
    def is_live(self) -> bool:
        """True while it is neither declined nor has an outcome."""
        return self.declined_at is None and self.outcome is None

    @property
    def moments(self) -> tuple[datetime, ...]:
        """When something happened to it, in the order of its life."""
        happened = (self.requested_at, self.approved_at, self.declined_at, self.packed_at, self.shipped_at)
        return tuple(filter(None, (*happened, self.announced_at, self.delivered_at, self.outcome_at)))


@frozen
class NextAttempt:
    """Where the next unit stands: its chain, its place in it, and what became of the one before."""

    chain: int
    attempt: int
    last_outcome: Outcome | None


class BlankWhy(BadInput):
    """Nothing ships without a why (G7)."""

    def __init__(self) -> None:
        self.lacks = {"--why": "the note in the box"}
        super().__init__(
            "Nothing ships without a why: --why TEXT, the note in the box, says what this is, why it comes, "
            "and what the customer must do (often: nothing)."
        )


class NothingToShip(BadInput):
    """Neither the case nor the command names an item."""

    def __init__(self, case: str) -> None:
        self.lacks = {"--item": "what is sent"}
        super().__init__(f"{case} names no product; say what is sent with --item.")


class OutcomeOutstanding(Refused):
    """The next attempt needs the outcome of the last (G6)."""

    def __init__(self, last: Replacement) -> None:
        super().__init__(
            f"{last.name} has no outcome yet; record what became of it first: careline outcome {last.name} doa."
        )


class SayWhatIsDifferent(Refused):
    """From the third attempt on somebody has to think (G6)."""

    def __init__(self, attempt: int) -> None:
        self.lacks = {"--different": "what is different this time"}
        super().__init__(f"This is attempt {attempt}: say what is different this time with --different TEXT.")


class UnwantedItem(Refused):
    """Another item is sent only with a reason and the customer's consent."""

    def __init__(self, wanted: str, item: str) -> None:
        super().__init__(
            f"{item} is not the {wanted} that is wanted; another model goes out only with "
            "--substitute-because TEXT and --consent."
        )


class NotDelivered(Refused):
    """What has not arrived has no outcome, unless it is lost."""

    def __init__(self, replacement: Replacement) -> None:
        super().__init__(f"{replacement.name} is not delivered yet; add --delivered WHEN, or record it as lost.")


class OutcomeKnown(Refused):
    """An outcome is recorded once."""

    def __init__(self, replacement: Replacement) -> None:
        super().__init__(f"{replacement.name} has its outcome already: {replacement.outcome}.")


class AlreadyDelivered(Refused):
    """A parcel arrives once."""

    def __init__(self, replacement: Replacement, when: str) -> None:
        super().__init__(f"{replacement.name} was delivered already, {when}.")


class NotShipped(Refused):
    """What has not left does not arrive."""

    def __init__(self, replacement: Replacement) -> None:
        super().__init__(
            f"{replacement.name} is {state(replacement)} and has not left yet; first: "
            f"careline replacement ship {replacement.name}."
        )


def as_of(replacement: Replacement, moment: datetime) -> Replacement:
    """The replacement with the facts that lie after `moment` taken away."""
    facts = ("approved_at", "declined_at", "packed_at", "shipped_at", "announced_at", "delivered_at", "outcome_at")
    later = [fact for fact in facts if (at := getattr(replacement, fact)) is not None and at > moment]
    unknown: dict[str, Any] = dict.fromkeys(later)
    if "declined_at" in later:
        unknown["declined_because"] = None
    if "shipped_at" in later:
        unknown |= dict.fromkeys(("carrier", "tracking"))
    if "outcome_at" in later:
        unknown |= dict.fromkeys(("outcome", "came"))
    return replace(replacement, **unknown) if unknown else replacement


def state(replacement: Replacement) -> ReplacementState:
    """The state that follows from the facts."""
    if replacement.outcome is not None:
        return ReplacementState.WORKS if replacement.outcome is Outcome.WORKS else ReplacementState.FAILED
    for at, reached in (
        (replacement.declined_at, ReplacementState.DECLINED),
        (replacement.delivered_at, ReplacementState.DELIVERED),
        (replacement.shipped_at, ReplacementState.SHIPPED),
        (replacement.packed_at, ReplacementState.PACKED),
        (replacement.approved_at, ReplacementState.APPROVED),
    ):
        if at is not None:
            return reached
    return ReplacementState.REQUESTED


def next_attempt(earlier: Sequence[Replacement], different: str | None) -> NextAttempt:
    """Where the next unit stands in its chain (G6). Raises OutcomeOutstanding and SayWhatIsDifferent."""
    untested = next((r for r in earlier if r.is_live), None)
    if untested:
        raise OutcomeOutstanding(untested)
    earlier = [r for r in earlier if r.declined_at is None]
    # Of cases that became one, each has brought its chains.
    lasts = {r.chain: r for r in sorted(earlier, key=lambda r: r.attempt)}.values()
    failed = [r for r in lasts if r.outcome is not Outcome.WORKS]
    if not failed:
        return NextAttempt(max((r.chain for r in lasts), default=0) + 1, 1, None)
    last = max(failed, key=lambda r: r.id)
    attempt = last.attempt + 1
    if attempt >= ASKS_WHAT_IS_DIFFERENT_FROM and not (different and different.strip()):
        raise SayWhatIsDifferent(attempt)
    return NextAttempt(last.chain, attempt, last.outcome)


def check_item(wanted: str, item: str, substitute_because: str | None, consent: str | None) -> None:
    """Raise UnwantedItem for another item without both a reason and the customer's consent."""
    agreed = bool(substitute_because and substitute_because.strip() and consent and consent.strip())
    if fold(item) != fold(wanted) and not agreed:
        raise UnwantedItem(wanted, item)


def check_outcome(replacement: Replacement, outcome: Outcome) -> None:
    """Raise OutcomeKnown for a second outcome, and NotDelivered for one before delivery."""
    if replacement.outcome is not None:
        raise OutcomeKnown(replacement)
    if replacement.delivered_at is None and outcome is not Outcome.LOST:
        raise NotDelivered(replacement)
