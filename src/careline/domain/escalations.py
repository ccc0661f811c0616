"""Escalations: handing a case to someone who can do more, one rung after another."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from careline.domain.errors import BadInput, Refused
from careline.domain.ids import show
from careline.domain.names import fold
from careline.domain.policy import Policy, Rung
from careline.domain.values import frozen


class EscalationState(StrEnum):
    """Where an escalation stands."""

    RAISED = "raised"
    UNACKNOWLEDGED = "unacknowledged"
    ACKNOWLEDGED = "acknowledged"
    ACTING = "acting"
    RESOLVED = "resolved"
    DECLINED = "declined"


LACKING = {
    "--to": "who takes it",
    "--ack-by": "by when they must acknowledge it",
    "--backup": "what happens if they do not",
}
"""What an escalation always has."""


@frozen
class Escalation:
    """One escalation. `worked_at` is the last thing logged on its case after it was acknowledged."""

    id: int
    case_id: int
    promise_id: int | None
    level: int
    to: str
    because: str | None
    raised_at: datetime
    raised_by: str
    ack_by: datetime
    backup: str
    acknowledged_at: datetime | None = None
    acknowledged_by: str | None = None
    told_at: datetime | None = None
    resolved_at: datetime | None = None
    declined_at: datetime | None = None
    ended_because: str | None = None
    worked_at: datetime | None = None

    @property
    def name(self) -> str:
        """`E-1`."""
        return show("E", self.id)


class EscalateToOneself(Refused):
    """Nobody escalates to themselves."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} cannot escalate to {name}; name somebody else with --to.")


class EscalationLacks(BadInput):
    """An escalation names who takes it, by when, and the backup plan."""

    def __init__(self, missing: Iterable[str]) -> None:
        self.lacks = {option: LACKING[option] for option in missing}
        super().__init__(f"An escalation needs {' and '.join(self.lacks)}: {'; '.join(self.lacks.values())}.")


class EscalationEnded(Refused):
    """A resolved or declined escalation stays as it is."""

    def __init__(self, escalation: Escalation, state: EscalationState) -> None:
        super().__init__(f"{escalation.name} is {state} already.")


class AlreadyAcknowledged(Refused):
    """An escalation is acknowledged once."""

    def __init__(self, escalation: Escalation) -> None:
        super().__init__(f"{escalation.name} was acknowledged by {escalation.acknowledged_by} already.")


class AlreadyTold(Refused):
    """Passing an escalation on is recorded once."""

    def __init__(self, escalation: Escalation) -> None:
        super().__init__(f"{escalation.to} was told of {escalation.name} already.")


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
    )


def state(escalation: Escalation, now: datetime) -> EscalationState:
    """The state that follows from the facts known at `now`."""
    facts = as_of(escalation, now)
    if facts.resolved_at:
        return EscalationState.RESOLVED
    if facts.declined_at:
        return EscalationState.DECLINED
    if facts.acknowledged_at:
        worked = facts.worked_at is not None and facts.worked_at > facts.acknowledged_at
        return EscalationState.ACTING if worked else EscalationState.ACKNOWLEDGED
    return EscalationState.RAISED if now <= facts.ack_by else EscalationState.UNACKNOWLEDGED


def is_live(escalation: Escalation, now: datetime) -> bool:
    """True until it is resolved or declined."""
    ended = {EscalationState.RESOLVED, EscalationState.DECLINED}
    return escalation.raised_at <= now and state(escalation, now) not in ended


def highest(escalations: Iterable[Escalation], now: datetime) -> Escalation | None:
    """The live escalation of the highest level, the newest where several share it."""
    return max((e for e in escalations if is_live(e, now)), key=lambda e: (e.level, e.id), default=None)


def next_rung(policy: Policy, performer: str | None, level: int) -> Rung | None:
    """The rung above `level` for a promise of `performer`; None where the ladder ends."""
    rungs = policy.rungs_for(performer or "")
    return rungs[level] if level < len(rungs) else None


def check_to(to: str, who: str) -> None:
    """Raise EscalateToOneself where `who` names themselves (G8)."""
    if fold(to) == fold(who):
        raise EscalateToOneself(who)


def check_live(escalation: Escalation, now: datetime) -> None:
    """Raise EscalationEnded for one that is resolved or declined."""
    if not is_live(escalation, now):
        raise EscalationEnded(escalation, state(escalation, now))
