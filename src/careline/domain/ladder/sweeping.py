"""What happens by itself when nobody acts: the rules that call for the next rung, and what follows from a call.

Each rule is a pure function of a case, the policy, the calendar and `now`; it gives the calls that are due, whether or
not they were answered before. A call is answered once for its cause.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from careline.domain.ladder import causes
from careline.domain.ladder.causes import CaseFacts, Cause
from careline.domain.ladder.escalations import (
    AppliedRule,
    CauseOf,
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
from careline.domain.replacements.replacement import Outcome
from careline.domain.shop.policy import Climb, Policy
from careline.domain.shop.shop import Shop
from careline.domain.time.durations import parse_duration_due
from careline.domain.time.working_time import Calendar
from careline.domain.values import frozen


@frozen
class Call:
    """A rule calls for the rung above `level`; it was due at `due_at`. `because` says why in a few words.

    `holders` have it already, and are passed over. `started_at` is when its cause began.
    """

    rule: RuleName
    cause: CauseOf
    cause_id: int
    due_at: datetime
    started_at: datetime
    because: str
    climb: Climb
    promise: Promise | None
    holders: tuple[str, ...]
    level: int = 0
    backup: str | None = None

    @property
    def word(self) -> Promise | None:
        """The word that it is about."""
        return self.promise if self.promise and self.promise.is_word else None


Decision = Callable[[CaseFacts, Policy, Calendar, datetime], Iterator[Call]]


def overdue(facts: CaseFacts, policy: Policy, calendar: Calendar, now: datetime) -> Iterator[Call]:
    """A word is overdue for longer than the policy allows, and its case has no live escalation.

    Not one that was overdue when it was imported, for nobody could have been told in time.
    """
    imported = {p.id for p in facts.promises if p.overdue_when_imported}
    for cause in _standing(facts, RuleName.OVERDUE, policy, calendar, now):
        if cause.id not in imported:
            promise = next(p for p in facts.promises if p.id == cause.id)
            yield _from_below(cause, f"{cause.name} is overdue", promise, policy)


def unanswered(facts: CaseFacts, policy: Policy, calendar: Calendar, now: datetime) -> Iterator[Call]:
    """The customer waits for an answer for longer than the policy allows, and the case has no live escalation."""
    for cause in _standing(facts, RuleName.UNANSWERED, policy, calendar, now):
        yield _from_below(cause, f"{cause.name} is unanswered", causes.whose(facts, now), policy)


def came_back(facts: CaseFacts, policy: Policy, calendar: Calendar, now: datetime) -> Iterator[Call]:
    """A case or a unit came back, or a chain failed twice, and the case has no live escalation."""
    for cause in _standing(facts, RuleName.CAME_BACK, policy, calendar, now):
        yield _from_below(cause, _how_it_came_back(cause, facts), causes.whose(facts, now), policy)


def _how_it_came_back(cause: Cause, facts: CaseFacts) -> str:
    if cause.of is CauseOf.REOPENING:
        return f"{facts.case.name} came back"
    worked = any((Outcome.FAILED, cause.since) in unit.outcomes for unit in facts.replacements if unit.id == cause.id)
    return f"{cause.name} failed {'after it had worked' if worked else 'again'}"


def chased(facts: CaseFacts, policy: Policy, calendar: Calendar, now: datetime) -> Iterator[Call]:
    """The customer has asked a second time since we last reached them, and the case has no live escalation."""
    for cause in _standing(facts, RuleName.CHASED, policy, calendar, now):
        yield _from_below(cause, "asked twice", causes.whose(facts, now), policy)


def declined(facts: CaseFacts, policy: Policy, calendar: Calendar, now: datetime) -> Iterator[Call]:
    """Whoever it was raised to will not take it, and what it was raised for stands."""
    if highest(facts.escalations, now):
        return
    for escalation in facts.escalations:
        if (
            state(escalation, now) is EscalationState.DECLINED
            and escalation.declined_at
            and escalation.settled_at is None
        ):
            because = f"{escalation.to} declined {escalation.name}"
            yield _above(escalation, RuleName.DECLINED, escalation.declined_at, because, facts, policy)


def unacknowledged(facts: CaseFacts, policy: Policy, calendar: Calendar, now: datetime) -> Iterator[Call]:
    """The live escalation has passed the moment by which it had to be acknowledged."""
    escalation = highest(facts.escalations, now)
    if escalation and state(escalation, now) is EscalationState.UNACKNOWLEDGED:
        # One that was declined at the top need not wait for that moment.
        due_at = min(filter(None, (escalation.ack_by, escalation.declined_at)))
        because = f"{escalation.name} was not acknowledged"
        yield _above(escalation, RuleName.UNACKNOWLEDGED, due_at, because, facts, policy)


def idle(facts: CaseFacts, policy: Policy, calendar: Calendar, now: datetime) -> Iterator[Call]:
    """The live escalation was acknowledged, and nothing was done on its case for the time that it took along."""
    escalation = highest(facts.escalations, now)
    if escalation and escalation.acknowledged_at and state(escalation, now) is EscalationState.ACKNOWLEDGED:
        idle_after = escalation.climb.idle_after if escalation.climb else policy.idle_after
        due_at = parse_duration_due(idle_after, escalation.acknowledged_at, calendar)
        if due_at < now:
            because = f"nothing was done since {escalation.name} was acknowledged"
            yield _above(escalation, RuleName.IDLE, due_at, because, facts, policy)


def exhausted(facts: CaseFacts, policy: Policy, calendar: Calendar, now: datetime) -> Iterator[Call]:
    """A next rung is called for and there is none, and the word or the escalation has a backup plan."""
    for rule in RAISING.values():
        for call in rule(facts, policy, calendar, now):
            if call.backup and next_step(call.climb, call.level, call.holders) is None:
                word = call.word
                of, number = (CauseOf.PROMISE, word.id) if word else (call.cause, call.cause_id)
                yield replace(call, rule=RuleName.EXHAUSTED, cause=of, cause_id=number)


RAISING: dict[RuleName, Decision] = {
    RuleName.OVERDUE: overdue,
    RuleName.UNANSWERED: unanswered,
    RuleName.CAME_BACK: came_back,
    RuleName.DECLINED: declined,
    RuleName.UNACKNOWLEDGED: unacknowledged,
    RuleName.IDLE: idle,
    RuleName.CHASED: chased,
}
"""What calls for the next rung. Which cases a rule may call on is asked by `CALLED_ON` in the store."""
RULES: dict[RuleName, Decision] = {**RAISING, RuleName.EXHAUSTED: exhausted}
"""Every rule."""
AS_UPGRADED = frozenset({RuleName.OVERDUE, RuleName.UNANSWERED, RuleName.CAME_BACK})
"""The rules that raise nothing for what was so before the store was brought up to date."""


def first_call(facts: CaseFacts, shop: Shop, now: datetime, upgraded_at: datetime | None = None) -> Call | None:
    """The call on an open case that was due first and was not answered yet, or None.

    One is enough at a time: once it is answered, somebody new has the case. A call that nothing follows from is none.
    """
    if not facts.case.is_open:
        return None
    calls = (call for rule in RULES.values() for call in rule(facts, shop.policy, shop.calendar, now))
    new = (
        call
        for call in calls
        if not _was_answered(call, facts)
        and not (call.rule in AS_UPGRADED and upgraded_at and call.started_at < upgraded_at)
        and (call.rule is RuleName.EXHAUSTED or next_step(call.climb, call.level, call.holders))
    )
    return min(new, key=lambda call: call.due_at, default=None)


def answer(call: Call, shop: Shop, now: datetime) -> NewEscalation | NewPromise:
    """The escalation to the next rung; where the ladder is exhausted the plan to carry out the backup plan."""
    step = next_step(call.climb, call.level, call.holders)
    if call.rule is not RuleName.EXHAUSTED and step:
        level, rung = step
        return NewEscalation(
            level=level,
            to=rung.to,
            ack_by=parse_duration_due(rung.ack_within, now, shop.calendar),
            backup=call.backup,
            climb=call.climb,
            promise_id=call.promise.id if call.promise else None,
            because=call.because,
        )
    return NewPromise(
        kind=PromiseKind.BACKUP,
        what=call.backup or "",
        said=False,
        due_at=shop.calendar.next_closing(now),
        owner=shop.owner,
        automatic=True,
    )


def _standing(facts: CaseFacts, rule: RuleName, policy: Policy, calendar: Calendar, now: datetime) -> Iterator[Cause]:
    """What stands and calls by a rule, where no escalation lives; nothing that was a cause of one before."""
    if highest(facts.escalations, now):
        return
    for cause in causes.causes(facts, policy.escalate_overdue_after, policy.answer_within, calendar, now):
        # A word calls once it is overdue for longer than allowed; what was asked or came back does at once.
        began = cause.since < now if rule is RuleName.OVERDUE else cause.since <= now
        stands = began and (cause.until is None or cause.until > now)
        if cause.rule is rule and stands and not _has_fired(cause, facts):
            yield cause


def _has_fired(cause: Cause, facts: CaseFacts) -> bool:
    """True for a cause of an escalation that was raised before: whatever stood while one lived has fired."""

    def stood_while_it_lived(escalation: Escalation) -> bool:
        end = causes.ended_at(escalation) or escalation.passed_on_at
        began = end is None or cause.since <= end
        return began and (cause.until is None or cause.until > escalation.raised_at)

    return any(map(stood_while_it_lived, facts.escalations))


def _was_answered(call: Call, facts: CaseFacts) -> bool:
    def is_answered_by(applied: AppliedRule) -> bool:
        if (applied.rule, applied.cause, applied.cause_id) != (call.rule, call.cause, call.cause_id):
            return False
        return call.rule is not RuleName.CAME_BACK or applied.due_at == call.due_at

    return any(map(is_answered_by, facts.applied))


def _from_below(cause: Cause, because: str, promise: Promise | None, policy: Policy) -> Call:
    """A call for the lowest rung."""
    climb = policy.climb_for(promise.performer if promise else None)
    backup = promise.backup if promise and promise.is_word else None
    return Call(
        cause.rule or RuleName.OVERDUE,
        cause.of,
        cause.id,
        cause.since,
        cause.started_at,
        because,
        climb,
        promise,
        holders(promise),
        backup=backup,
    )


def _above(
    escalation: Escalation, rule: RuleName, due_at: datetime, because: str, facts: CaseFacts, policy: Policy
) -> Call:
    """A call for the rung above an escalation, on the ladder that it took along."""
    promise = next((each for each in facts.promises if each.id == escalation.promise_id), None)
    climb = escalation.climb or policy.climb_for(promise.performer if promise else None)
    # The backup plan of a word goes with it.
    gone = promise is not None and promise.is_word and promise.ended_at is not None
    backup = None if gone and promise and promise.backup == escalation.backup else escalation.backup
    return Call(
        rule,
        CauseOf.ESCALATION,
        escalation.id,
        due_at,
        due_at,
        because,
        climb,
        promise,
        holders(promise, escalation),
        escalation.level,
        backup,
    )
