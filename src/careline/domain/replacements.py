"""Replacements: units sent to make good, in one chain of attempts until one works."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from careline.domain.errors import BadInput, Refused
from careline.domain.ids import show
from careline.domain.names import fold
from careline.domain.values import frozen

ASKS_WHAT_IS_DIFFERENT_FROM = 3
CONSIDER = "a refund, another model, or a bench test before the next one ships"
"""What may end a chain that failed twice."""


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


class Step(StrEnum):
    """What can happen to a unit; the value is the fact that is stored."""

    REQUESTED = "requested_at"
    APPROVED = "approved_at"
    DECLINED = "declined_at"
    PACKED = "packed_at"
    SHIPPED = "shipped_at"
    ANNOUNCED = "announced_at"
    DELIVERED = "delivered_at"
    OUTCOME = "outcome_at"

    @property
    def word(self) -> str:
        """`approved`."""
        return self.value.removesuffix("_at")


FORBIDDEN_BY = {
    Step.APPROVED: (Step.DECLINED, Step.APPROVED, Step.SHIPPED),
    Step.DECLINED: (Step.DECLINED, Step.SHIPPED),
    Step.PACKED: (Step.DECLINED, Step.PACKED, Step.SHIPPED),
    Step.SHIPPED: (Step.DECLINED, Step.SHIPPED),
    Step.ANNOUNCED: (Step.DECLINED, Step.ANNOUNCED, Step.DELIVERED),
    Step.DELIVERED: (Step.DECLINED, Step.DELIVERED),
}
"""What must not have happened yet to a unit of which a step is recorded: each is recorded once, and in its turn."""


class Difference(StrEnum):
    """How a unit that is not the wanted one differs from it, where that is wanted."""

    UPGRADE = "upgrade"
    SUBSTITUTE = "substitute"


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
    `is_upgrade` is worked out: True where the item is the model that has taken the place of the wanted one.
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
    is_upgrade: bool = False

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
    def waits_for_approval(self) -> bool:
        """True where somebody has to approve it and has not said anything yet."""
        return self.approver is not None and self.approved_at is None and self.declined_at is None

    @property
    def is_to_ship(self) -> bool:
        """True for a unit that is asked for and has not left yet."""
        return self.is_live and self.shipped_at is None

    @property
    def difference(self) -> Difference | None:
        """How it differs from what is wanted, or None."""
        if fold(self.item) == fold(self.wanted):
            return None
        return Difference.UPGRADE if self.is_upgrade else Difference.SUBSTITUTE

    @property
    def described(self) -> str:
        """The item; another model than the wanted one with what it is: `MX500c (a substitute for the MX500i)`."""
        match self.difference:
            case Difference.UPGRADE:
                return f"{self.item} (an upgrade of the {self.wanted})"
            case Difference.SUBSTITUTE:
                return f"{self.item} (a substitute for the {self.wanted})"
            case None:
                return self.item

    @property
    def last_step(self) -> tuple[Step, datetime]:
        """What has happened to it last, and when."""
        known = [(at, step) for step in Step if (at := getattr(self, step.value))]
        at = max(at for at, _ in known)
        return next(step for known_at, step in reversed(known) if known_at == at), at

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
        what = (
            f"is {state(last)} and has not left yet; ship it: careline replacement ship {last.name}"
            if last.is_to_ship
            else f"has no outcome yet; record what became of it first: careline outcome {last.name} doa"
        )
        super().__init__(f"{last.name} {what}.")


class SayWhatIsDifferent(Refused):
    """From the third attempt on somebody has to think (G6)."""

    def __init__(self, attempt: int) -> None:
        self.lacks = {"--different": "what is different this time"}
        super().__init__(f"This is attempt {attempt}: say what is different this time with --different TEXT.")


class UnwantedItem(Refused):
    """Another item is sent only with a reason and the customer's consent; a `successor` is proposed."""

    def __init__(self, wanted: str, item: str, successor: str | None = None) -> None:
        named = successor is not None and fold(successor) == fold(item)
        proposed = f' The {wanted} has a successor: --item "{successor}".' if successor and not named else ""
        super().__init__(
            f"{item} is not the {wanted} that is wanted; another model goes out only with "
            f"--substitute-because TEXT and --consent.{proposed}"
        )


class CameWithAnother(BadInput):
    """What came instead is told of a wrong item alone."""

    def __init__(self) -> None:
        super().__init__(
            "--came says what came in the place of the right item; it goes with the outcome wrong-item only."
        )


class NotDelivered(Refused):
    """What has not arrived has no outcome, unless it is lost."""

    def __init__(self, replacement: Replacement) -> None:
        super().__init__(f"{replacement.name} is not delivered yet; add --delivered WHEN, or record it as lost.")


class OutcomeKnown(Refused):
    """An outcome is recorded once."""

    def __init__(self, replacement: Replacement) -> None:
        super().__init__(f"{replacement.name} has its outcome already: {replacement.outcome}.")


class AlreadyRecorded(Refused):
    """Each step is recorded once, and in its turn; `when` is when this one was."""

    def __init__(self, replacement: Replacement, step: Step, when: str) -> None:
        super().__init__(f"{replacement.name} was {step.word} already, {when}.")


class NotShipped(Refused):
    """What has not left is not announced, and does not arrive."""

    def __init__(self, replacement: Replacement) -> None:
        super().__init__(
            f"{replacement.name} is {state(replacement)} and has not left yet; first: "
            f"careline replacement ship {replacement.name}."
        )


class NotApproved(Refused):
    """What somebody has to approve waits for that."""

    def __init__(self, replacement: Replacement) -> None:
        super().__init__(
            f"{replacement.name} waits for {replacement.approver} to approve it; when that is done: "
            f"careline replacement approve {replacement.name}."
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


def check_step(replacement: Replacement, step: Step, when: Callable[[datetime], str]) -> None:
    """Decide whether a step can be recorded of a unit; `when` tells a moment.

    Raises AlreadyRecorded, OutcomeKnown, NotApproved and NotShipped.
    """
    before = next((each for each in FORBIDDEN_BY[step] if getattr(replacement, each.value)), None)
    if before:
        raise AlreadyRecorded(replacement, before, when(getattr(replacement, before.value)))
    if replacement.outcome is not None:
        raise OutcomeKnown(replacement)
    if step in (Step.PACKED, Step.SHIPPED) and replacement.waits_for_approval:
        raise NotApproved(replacement)
    if step in (Step.ANNOUNCED, Step.DELIVERED) and replacement.shipped_at is None:
        raise NotShipped(replacement)


def failures(replacements: Sequence[Replacement]) -> list[Replacement]:
    """The failed attempts of the newest chain, if it has not ended well; none where it has."""
    chain = chain_of(replacements[-1], replacements)
    if any(each.outcome is Outcome.WORKS for each in chain):
        return []
    return [each for each in chain if each.outcome is not None]


def chain_of(replacement: Replacement, replacements: Sequence[Replacement]) -> list[Replacement]:
    """All attempts of a chain, declined ones too, as they were asked for."""
    return [each for each in replacements if each.chain == replacement.chain]


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


def note(why: str | None) -> str:
    """The note in the box, its outer blanks taken away (G7). Raises BlankWhy."""
    if why is None or not why.strip():
        raise BlankWhy
    return why.strip()


def check_item(
    wanted: str, item: str, substitute_because: str | None, consent: str | None, successor: str | None = None
) -> None:
    """Raise UnwantedItem for another item without both a reason and the customer's consent."""
    agreed = bool(substitute_because and substitute_because.strip() and consent and consent.strip())
    if fold(item) != fold(wanted) and not agreed:
        raise UnwantedItem(wanted, item, successor)


def check_outcome(replacement: Replacement, outcome: Outcome) -> None:
    """Raise OutcomeKnown for a second outcome, NotShipped and NotDelivered for one that nobody can know yet."""
    if replacement.outcome is not None:
        raise OutcomeKnown(replacement)
    if replacement.shipped_at is None:
        raise NotShipped(replacement)
    if replacement.delivered_at is None and outcome is not Outcome.LOST:
        raise NotDelivered(replacement)


def check_came(outcome: Outcome, came: str | None) -> None:
    """Raise CameWithAnother for something that came instead, where the item was right."""
    if came is not None and outcome is not Outcome.WRONG_ITEM:
        raise CameWithAnother
