"""Escalations: handing a case to someone who can do more, one rung after another."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from careline.domain.errors import BadInput, Refused
from careline.domain.ids import show
from careline.domain.names import fold
from careline.domain.promises.promise import Promise
from careline.domain.shop.policy import Climb, Policy, Rung
from careline.domain.time.durations import parse_duration_due
from careline.domain.time.working_time import Calendar
from careline.domain.values import frozen


class EscalationState(StrEnum):
    """Where an escalation stands."""

    RAISED = "raised"
    UNACKNOWLEDGED = "unacknowledged"
    ACKNOWLEDGED = "acknowledged"
    ACTING = "acting"
    RESOLVED = "resolved"
    SETTLED = "settled"
    DECLINED = "declined"


LACKING = {
    "--to": "who takes it",
    "--ack-by": "by when they must acknowledge it",
}
"""What an escalation always has."""
ENDED = frozenset({EscalationState.RESOLVED, EscalationState.SETTLED, EscalationState.DECLINED})
"""The states of those that are over."""


class RuleName(StrEnum):
    """The rules that `sweep` applies."""

    OVERDUE = "overdue"
    UNANSWERED = "unanswered"
    CAME_BACK = "came_back"
    DECLINED = "declined"
    UNACKNOWLEDGED = "unacknowledged"
    IDLE = "idle"
    CHASED = "chased"
    EXHAUSTED = "exhausted"


class CauseOf(StrEnum):
    """What a cause is: the value is the table that holds it."""

    PROMISE = "promises"
    CONTACT = "contacts"
    REPLACEMENT = "replacements"
    REOPENING = "reopenings"
    ESCALATION = "escalations"


@frozen
class Escalation:
    """One escalation. `worked_at` is when something was first done on its case after it was acknowledged.

    `climb` is None for one that was raised before careline took it along. Where `sweep` raised it, `rule` says by which
    rule, and `rule_due_at` when that was due. The last four are worked out from its case (`causes.worked_out`):
    when it was settled, or lived no longer because a higher one did; the names of what it is about; whether nobody is
    above whoever has it.
    """

    id: int
    case_id: int
    promise_id: int | None
    level: int
    to: str
    because: str | None
    raised_at: datetime
    raised_by: str
    ack_by: datetime
    backup: str | None = None
    acknowledged_at: datetime | None = None
    acknowledged_by: str | None = None
    told_at: datetime | None = None
    resolved_at: datetime | None = None
    declined_at: datetime | None = None
    ended_because: str | None = None
    worked_at: datetime | None = None
    climb: Climb | None = None
    rule: RuleName | None = None
    rule_due_at: datetime | None = None
    settled_at: datetime | None = None
    passed_on_at: datetime | None = None
    causes: tuple[str, ...] = ()
    is_top: bool = False

    @property
    def name(self) -> str:
        """`E-1`."""
        return show("E", self.id)


@frozen
class AppliedRule:
    """What a rule did, once for its cause: the escalation that it raised, or the promise to carry out the backup plan.

    `due_at` is when it was due, `applied_at` when it was done.
    """

    rule: RuleName
    cause: CauseOf
    cause_id: int
    case_id: int
    due_at: datetime
    applied_at: datetime
    escalation_id: int | None
    promise_id: int | None


@frozen
class NewEscalation:
    """An escalation about to be recorded."""

    level: int
    to: str
    ack_by: datetime
    climb: Climb
    backup: str | None = None
    promise_id: int | None = None
    because: str | None = None


class EscalationLacks(BadInput):
    """An escalation names who takes it, and by when they acknowledge it."""

    def __init__(self, missing: Iterable[str]) -> None:
        self.lacks = {option: LACKING[option] for option in missing}
        super().__init__(f"An escalation needs {' and '.join(self.lacks)}: {'; '.join(self.lacks.values())}.")


def as_of(escalation: Escalation, moment: datetime) -> Escalation:
    """The escalation with the facts that lie after `moment` taken away."""

    def known(at: datetime | None) -> datetime | None:
        return at if at is not None and at <= moment else None

    acknowledged_at = known(escalation.acknowledged_at)
    ended = known(escalation.resolved_at) or known(escalation.declined_at)
    return replace(
        escalation,
        acknowledged_at=acknowledged_at,
        acknowledged_by=escalation.acknowledged_by if acknowledged_at else None,
        told_at=known(escalation.told_at),
        resolved_at=known(escalation.resolved_at),
        declined_at=known(escalation.declined_at),
        ended_because=escalation.ended_because if ended else None,
        worked_at=known(escalation.worked_at),
        settled_at=known(escalation.settled_at),
        passed_on_at=known(escalation.passed_on_at),
    )


def state(escalation: Escalation, now: datetime) -> EscalationState:
    """The state that follows from the facts known at `now`. Declined where nobody is above is the same as no answer."""
    facts = as_of(escalation, now)
    if facts.resolved_at:
        return EscalationState.RESOLVED
    if facts.declined_at and not facts.is_top:
        return EscalationState.DECLINED
    if facts.settled_at:
        return EscalationState.SETTLED
    if facts.declined_at:
        return EscalationState.UNACKNOWLEDGED
    if facts.acknowledged_at:
        worked = facts.worked_at is not None and facts.worked_at > facts.acknowledged_at
        return EscalationState.ACTING if worked else EscalationState.ACKNOWLEDGED
    return EscalationState.RAISED if now <= facts.ack_by else EscalationState.UNACKNOWLEDGED


def is_live(escalation: Escalation, now: datetime) -> bool:
    """True until it is resolved, settled, declined or passed on."""
    passed_on = escalation.passed_on_at is not None and escalation.passed_on_at <= now
    return escalation.raised_at <= now and not passed_on and state(escalation, now) not in ENDED


def highest(escalations: Iterable[Escalation], now: datetime) -> Escalation | None:
    """The live escalation of the highest level, the newest where several share it."""
    return max((e for e in escalations if is_live(e, now)), key=lambda e: (e.level, e.id), default=None)


def holders(promise: Promise | None, below: Escalation | None = None) -> tuple[str, ...]:
    """Who has it already: who owns or performs the promise, and who took the escalation below, or was to take it."""
    ours = (promise.owner, promise.performer) if promise else ()
    had_by = (*ours, *((below.to, below.acknowledged_by) if below else ()))
    return tuple(name for name in had_by if name)


def next_step(climb: Climb, level: int, had_by: Iterable[str]) -> tuple[int, Rung] | None:
    """The level and the rung above `level`; None where the ladder ends.

    A rung of somebody who has it already is passed over: nobody escalates to themselves (G8). So is that of somebody
    who has retired since.
    """
    held = {fold(name) for name in had_by}
    above = enumerate(climb.rungs[level:], level + 1)
    return next(((number, rung) for number, rung in above if not rung.retired and fold(rung.to) not in held), None)


def raised_by_hand(
    promise: Promise | None,
    highest: Escalation | None,
    policy: Policy,
    calendar: Calendar,
    now: datetime,
    *,
    who: str,
    to: str | None,
    ack_by: datetime | None,
    backup: str | None,
) -> NewEscalation:
    """The escalation that somebody raises, one level above the highest live one (G8).

    What is not said comes from the ladder's next rung, from the rung that belongs to `to`, and, the backup plan, from
    the word that is due first. Raises EscalationLacks and Refused.
    """
    level = highest.level if highest else 0
    climb = (highest and highest.climb) or policy.climb_for(promise.performer if promise else None)
    if to is None:
        step = next_step(climb, level, (who, *holders(promise, highest)))
        if step is None and (own := next_step(climb, level, ())):
            check_to(own[1].to, who)
    else:
        check_to(to, who)
        above = enumerate(climb.rungs[level:], level + 1)
        step = next(((number, rung) for number, rung in above if fold(rung.to) == fold(to)), None)
    if step:
        level, to = step[0] - 1, step[1].to
        ack_by = ack_by or parse_duration_due(step[1].ack_within, now, calendar)
    planned = promise.backup if promise and promise.is_word else None
    backup = (backup or planned or "").strip() or None
    missing = {"--to": to, "--ack-by": ack_by}
    if to is None or ack_by is None:
        raise EscalationLacks(option for option, given in missing.items() if not given)
    return NewEscalation(level + 1, to, ack_by, climb, backup, promise.id if promise else None)


def check_to(to: str, who: str) -> None:
    """Raise Refused where `who` names themselves (G8)."""
    if fold(to) == fold(who):
        raise Refused(f"{who} cannot escalate to {who}; name somebody else with --to.")


def check_live(escalation: Escalation, now: datetime) -> None:
    """Raise Refused for one that is resolved, settled, declined or passed on."""
    if not is_live(escalation, now):
        ended = state(escalation, now)
        word = ended.value if ended in ENDED else "passed on"
        raise Refused(f"{escalation.name} is already {word}.")
