"""What happens by itself when nobody acts: the rules that call for the next rung, and what follows from a call.

Each rule is a pure function of a case, the policy, the calendar and `now`; it gives the calls that are due, whether or
not they were answered before. A call is answered once for its cause.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from careline.domain.cases.case import Case
from careline.domain.cases.contacts import Contact, Tally, known_at
from careline.domain.ladder.escalations import (
    AppliedRule,
    Escalation,
    EscalationState,
    NewEscalation,
    RuleName,
    highest,
    holders,
    next_step,
    state,
)
from careline.domain.promises.promise import NewPromise, Promise, PromiseKind
from careline.domain.promises.promise_states import live, stands_under_delivery
from careline.domain.shop.policy import Climb, Policy
from careline.domain.shop.shop import Shop
from careline.domain.time.due_phrases import parse_duration_due
from careline.domain.time.phrase_refusals import OutOfYears
from careline.domain.time.working_time import Calendar
from careline.domain.values import frozen


@frozen
class Call:
    """A rule calls for the rung above `level`; it was due at `due_at`. `because` says why in a few words.

    `holders` have it already, and are passed over.
    """

    rule: RuleName
    cause_id: int
    due_at: datetime
    because: str
    climb: Climb
    promise: Promise | None
    holders: tuple[str, ...]
    level: int = 0
    backup: str | None = None


class CaseFacts(Protocol):
    """What the rules look at of a case; its whole file has it."""

    @property
    def case(self) -> Case:
        """The case itself."""

    @property
    def promises(self) -> tuple[Promise, ...]:
        """All of them, ended ones too."""

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Both ways, by moment."""

    @property
    def escalations(self) -> tuple[Escalation, ...]:
        """All of them."""

    @property
    def applied(self) -> tuple[AppliedRule, ...]:
        """The rules that have called, and for what."""

    @property
    def tally(self) -> Tally:
        """Chases, updates, waiting since."""

    def next_promise(self, now: datetime) -> Promise | None:
        """The live promise that is due first."""


Decision = Callable[[CaseFacts, Policy, Calendar, datetime], Iterator[Call]]


class Cause(StrEnum):
    """What a rule calls about: an applied rule stands where its cause stands. The value is the table that holds it."""

    PROMISE = "promises"
    ESCALATION = "escalations"
    CONTACT = "contacts"


@frozen
class Rule:
    """What a rule calls about, and when it does. Which cases it may call on is asked by `CALLED_ON` in the store."""

    cause: Cause
    decide: Decision


def overdue(facts: CaseFacts, policy: Policy, calendar: Calendar, now: datetime) -> Iterator[Call]:
    """A promise is overdue for longer than the policy allows, and its case has no live escalation.

    Not one that was overdue when it was imported, for nobody could have been told in time; nor a check whose unit is
    not delivered yet, which stands under its delivery.
    """
    if highest(facts.escalations, now):
        return
    for promise in live(facts.promises, now):
        due_at = handed_up_at(promise, facts, policy, calendar, now)
        if due_at and due_at < now:
            climb = policy.climb_for(promise.performer)
            because = f"{promise.name} is overdue"
            yield Call(RuleName.OVERDUE, promise.id, due_at, because, climb, promise, holders(promise))


def handed_up_at(
    promise: Promise, facts: CaseFacts, policy: Policy, calendar: Calendar, now: datetime
) -> datetime | None:
    """Until when a live promise may be kept before it calls for help; None for one that never does."""
    if promise.overdue_when_imported or stands_under_delivery(promise, facts.promises, now):
        return None
    try:
        return parse_duration_due(policy.escalate_overdue_after, promise.due_at, calendar)
    except OutOfYears:
        return None


def chased(facts: CaseFacts, policy: Policy, calendar: Calendar, now: datetime) -> Iterator[Call]:
    """The customer has asked a second time since we last reached them, and the case has no live escalation.

    Which of them was the second may change when one is recorded late; what called once stays the cause.
    """
    if highest(facts.escalations, now):
        return
    waiting = facts.tally.unanswered
    asked = [contact for contact in known_at(facts.contacts, now) if contact.chasing and contact.id in waiting]
    if len(asked) >= 2:
        called = {each.cause_id for each in facts.applied if each.rule is RuleName.CHASED}
        cause = next((contact for contact in asked if contact.id in called), asked[1])
        promise = facts.next_promise(now)
        climb = policy.climb_for(promise.performer if promise else None)
        yield Call(RuleName.CHASED, cause.id, cause.at, "asked twice", climb, promise, holders(promise))


def unacknowledged(facts: CaseFacts, policy: Policy, calendar: Calendar, now: datetime) -> Iterator[Call]:
    """The highest escalation has passed the moment by which it had to be acknowledged."""
    escalation = highest(facts.escalations, now)
    if escalation and state(escalation, now) is EscalationState.UNACKNOWLEDGED:
        because = f"{escalation.name} was not acknowledged"
        yield _above(escalation, RuleName.UNACKNOWLEDGED, escalation.ack_by, because, facts, policy)


def idle(facts: CaseFacts, policy: Policy, calendar: Calendar, now: datetime) -> Iterator[Call]:
    """The highest escalation was acknowledged, and nothing was done on its case for the time that it took along."""
    escalation = highest(facts.escalations, now)
    if escalation and escalation.acknowledged_at and state(escalation, now) is EscalationState.ACKNOWLEDGED:
        idle_after = escalation.climb.idle_after if escalation.climb else policy.idle_after
        due_at = parse_duration_due(idle_after, escalation.acknowledged_at, calendar)
        if due_at < now:
            because = f"nothing was done since {escalation.name} was acknowledged"
            yield _above(escalation, RuleName.IDLE, due_at, because, facts, policy)


RULES: dict[RuleName, Rule] = {
    RuleName.OVERDUE: Rule(Cause.PROMISE, overdue),
    RuleName.CHASED: Rule(Cause.CONTACT, chased),
    RuleName.UNACKNOWLEDGED: Rule(Cause.ESCALATION, unacknowledged),
    RuleName.IDLE: Rule(Cause.ESCALATION, idle),
}


def first_call(facts: CaseFacts, shop: Shop, now: datetime) -> Call | None:
    """The call on an open case that was due first and was not answered yet, or None.

    One is enough at a time: once it is answered, somebody new has the case.
    """
    if not facts.case.is_open:
        return None
    answered = {(each.rule, each.cause_id) for each in facts.applied}
    calls = (call for rule in RULES.values() for call in rule.decide(facts, shop.policy, shop.calendar, now))
    open_calls = (call for call in calls if (call.rule, call.cause_id) not in answered)
    return min(open_calls, key=lambda call: call.due_at, default=None)


def answer(call: Call, facts: CaseFacts, shop: Shop, now: datetime) -> NewEscalation | NewPromise | None:
    """The escalation to the next rung; where the ladder is exhausted the promise to carry out the backup plan.

    None where such a promise is live already.
    """
    promise = call.promise
    backup = call.backup or (promise.backup if promise else None)
    step = next_step(call.climb, call.level, call.holders)
    if step:
        level, rung = step
        ack_by = parse_duration_due(rung.ack_within, now, shop.calendar)
        return NewEscalation(
            level=level,
            to=rung.to,
            ack_by=ack_by,
            backup=backup or f"{shop.owner} takes over",
            climb=call.climb,
            promise_id=promise.id if promise else None,
            because=call.because,
        )
    if backup_is_due(facts, now):
        return None
    return NewPromise(
        kind=PromiseKind.BACKUP,
        what=backup or f"Take over for {facts.case.customer.first_name}",
        said=False,
        due_at=shop.calendar.next_closing(now),
        owner=shop.owner,
        automatic=True,
    )


def backup_is_due(facts: CaseFacts, now: datetime) -> bool:
    """True while somebody owes it to carry out the backup plan, so that nobody is asked once more."""
    return any(each.kind is PromiseKind.BACKUP for each in live(facts.promises, now))


def _above(
    escalation: Escalation, rule: RuleName, due_at: datetime, because: str, facts: CaseFacts, policy: Policy
) -> Call:
    """A call for the rung above an escalation, on the ladder that it took along."""
    promise = next((each for each in facts.promises if each.id == escalation.promise_id), None)
    climb = escalation.climb or policy.climb_for(promise.performer if promise else None)
    had_by = holders(promise, escalation)
    return Call(rule, escalation.id, due_at, because, climb, promise, had_by, escalation.level, escalation.backup)
