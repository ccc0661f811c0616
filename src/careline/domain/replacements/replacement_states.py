"""What a replacement is at a moment, and which step may follow."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from careline.domain.errors import BadInput, Refused
from careline.domain.replacements.replacement import (
    Correction,
    EarlierOutcome,
    Outcome,
    Replacement,
    ReplacementState,
    Step,
)
from careline.domain.time.working_time import Calendar
from careline.domain.wording import counted

FORBIDDEN_BY = {
    Step.APPROVED: (Step.DECLINED, Step.APPROVED, Step.SHIPPED),
    Step.DECLINED: (Step.DECLINED, Step.SHIPPED),
    Step.PACKED: (Step.DECLINED, Step.PACKED, Step.SHIPPED),
    Step.SHIPPED: (Step.DECLINED, Step.SHIPPED),
    Step.ANNOUNCED: (Step.DECLINED, Step.ANNOUNCED, Step.DELIVERED),
    Step.DELIVERED: (Step.DECLINED, Step.DELIVERED),
}
"""What must not have happened yet to a unit of which a step is recorded: each is recorded once, and in its turn."""
FOLLOWS = {Outcome.WORKS: Outcome.FAILED, Outcome.FAILED: Outcome.WORKS}
"""The outcome that may follow another: what worked may fail, and be repaired."""


class NotShipped(Refused):
    """What has not left is not announced, and does not arrive."""

    def __init__(self, replacement: Replacement) -> None:
        super().__init__(
            f"{replacement.name} is {state(replacement)} and has not shipped yet; first: "
            f"careline replacement ship {replacement.name}."
        )


def known_at(replacements: Iterable[Replacement], moment: datetime) -> Iterator[Replacement]:
    """The replacements as they stood at a moment, of those that there were then."""
    for each in replacements:
        if each.requested_at <= moment and (known := as_of(each, moment)).quantity:
            yield known


def as_of(replacement: Replacement, moment: datetime) -> Replacement:
    """The replacement with the facts that lie after `moment` taken away; what was put right since is as believed."""
    if replacement.moves:
        replacement = replacement.with_units_of(moment)
    correction = next((each for each in replacement.corrections if each.at > moment), None)
    if correction:
        known = tuple(each for each in replacement.corrections if each.at <= moment)
        replacement = replace(_until(replacement, correction), corrections=known)
    facts = ("approved_at", "declined_at", "packed_at", "shipped_at", "announced_at", "delivered_at", "outcome_at")
    later = [fact for fact in facts if (at := getattr(replacement, fact)) is not None and at > moment]
    unknown: dict[str, Any] = dict.fromkeys(later)
    if "declined_at" in later:
        unknown["declined_because"] = None
    if "shipped_at" in later:
        unknown |= dict.fromkeys(("carrier", "tracking"))
    if "outcome_at" in later:
        replacement = with_outcomes(replacement, [each for each in replacement.earlier if each.at <= moment])
        del unknown["outcome_at"]
    return replace(replacement, **unknown) if unknown else replacement


def _until(replacement: Replacement, correction: Correction) -> Replacement:
    """The replacement with the outcomes that stood until one was put right."""
    return with_outcomes(replace(replacement, delivered_at=correction.delivered_at), correction.before)


def with_outcomes(replacement: Replacement, outcomes: Sequence[EarlierOutcome]) -> Replacement:
    """The replacement with these outcomes, in order, and no others."""
    if not outcomes:
        return replace(replacement, earlier=(), outcome=None, outcome_at=None, came=None)
    *earlier, last = outcomes
    return replace(replacement, earlier=tuple(earlier), outcome=last.outcome, outcome_at=last.at, came=last.came)


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

    Raises Refused and NotShipped.
    """
    before = next((each for each in FORBIDDEN_BY[step] if getattr(replacement, each.value)), None)
    if before:
        raise Refused(f"{replacement.name} was already {before.word}, {when(getattr(replacement, before.value))}.")
    if replacement.outcome is not None:
        raise _has_outcome(replacement, Outcome.WORKS)
    if step in (Step.PACKED, Step.SHIPPED) and replacement.waits_for_approval:
        raise Refused(
            f"{replacement.name} is waiting for {replacement.approver} to approve it; once that is done: "
            f"careline replacement approve {replacement.name}."
        )
    if step in (Step.ANNOUNCED, Step.DELIVERED) and replacement.shipped_at is None:
        raise NotShipped(replacement)


def check_delivery_is_wrong(replacement: Replacement, at: datetime | None, when: Callable[[datetime], str]) -> datetime:
    """Decide whether a unit can have arrived at another moment, or not yet (None); the moment that is recorded.

    Raises Refused where none is, and where an outcome rests on it; BadInput for the moment that is recorded.
    """
    if replacement.delivered_at is None:
        raise Refused(f"{replacement.name} is {state(replacement)}; nobody has said that it was delivered.")
    if at == replacement.delivered_at:
        raise BadInput(f"{replacement.name} was delivered at that moment already; give another --at, or --not-yet.")
    if replacement.outcomes and (at is None or at > replacement.outcomes[0][1]):
        outcome, since = replacement.outcomes[0]
        raise Refused(
            f"{replacement.name} had arrived when it was found out what became of it ({outcome}, {when(since)}); if "
            f"that is wrong, first: careline outcome {replacement.name} OUTCOME --correct --because TEXT."
        )
    return replacement.delivered_at


def check_outcome(replacement: Replacement, outcome: Outcome, *, arrives: bool = False) -> None:
    """Decide whether an outcome can be recorded of a unit; `arrives` says that its arrival is recorded with it.

    Raises Refused for one that does not follow the last, and for one that nobody can know yet; NotShipped.
    """
    if replacement.outcome is not None:
        if FOLLOWS.get(replacement.outcome) is not outcome:
            raise _has_outcome(replacement, outcome)
        return
    if replacement.shipped_at is None:
        raise NotShipped(replacement)
    check_can_be(replacement, outcome, arrives=arrives)


def check_can_be(replacement: Replacement, outcome: Outcome, *, arrives: bool) -> None:
    """Raise Refused for an outcome that a unit which has none cannot have; `arrives` as in `check_outcome`."""
    if outcome is Outcome.FAILED:
        *others, last = (each for each in Outcome if each is not Outcome.FAILED)
        raise Refused(
            f"Nobody has said that {replacement.name} works, and failed is for what worked at first; say what became "
            f"of it: {', '.join(others)} or {last}."
        )
    if replacement.delivered_at is None and not arrives and outcome is not Outcome.LOST:
        raise Refused(f"{replacement.name} is not delivered yet; add --delivered WHEN, or record it as lost.")


def _has_outcome(replacement: Replacement, wanted: Outcome) -> Refused:
    """The refusal: an outcome is recorded once, but for what may follow it; a wrong one is put right."""
    known, name = replacement.outcome, replacement.name
    follows = FOLLOWS.get(known) if known else None
    may = f"; what may follow that is {follows}: careline outcome {name} {follows}" if follows else ""
    wrong = "it came after all" if known is Outcome.LOST else "that is wrong"
    right = wanted if wanted is not known else "OUTCOME"
    when = " --delivered WHEN" if known is Outcome.LOST else ""
    return Refused(
        f"{name} has its outcome already: {known}{may}. If {wrong}: careline outcome {name} {right}{when} --correct "
        '--because "...".'
    )


def worked_for(replacement: Replacement, failed_at: datetime, calendar: Calendar) -> str:
    """For how long a unit had been known to work when it failed: `worked for 3 days`, `worked for less than a day`."""
    worked_at = max(at for outcome, at in replacement.outcomes if outcome is Outcome.WORKS and at <= failed_at)
    days = (calendar.date_of(failed_at) - calendar.date_of(worked_at)).days
    return f"worked for {counted(days, 'day') if days else 'less than a day'}"


def check_confirmed(outcome: Outcome | None, confirmed: str | None) -> None:
    """Raise BadInput for the customer's last word on a unit that does not work."""
    if confirmed is not None and outcome is not Outcome.WORKS:
        raise BadInput("--confirmed closes the case on the customer's word; it goes only with the outcome works.")


def check_came(outcome: Outcome | None, came: str | None) -> None:
    """Raise BadInput for something that came instead, where the item was right."""
    if came is not None and outcome is not Outcome.WRONG_ITEM:
        raise BadInput(
            "--came says what came in the place of the right item; it goes only with the outcome wrong-item."
        )
