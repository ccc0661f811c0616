"""What an escalation is about: each cause stands for a time, and an escalation ends with the last of them.

Nothing of this is stored. Words, questions and failures are; when they stood follows, and so does when an escalation
was settled.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from typing import Protocol

from careline.domain.cases.case import Case
from careline.domain.cases.contacts import Contact, Direction, Tally
from careline.domain.cases.questions import Question, questions
from careline.domain.ladder.escalations import AppliedRule, CauseOf, Escalation, RuleName, holders, next_step
from careline.domain.promises.promise import Promise, PromiseKind
from careline.domain.promises.promise_states import first_word, live
from careline.domain.replacements.replacement import Outcome, Replacement
from careline.domain.shop.policy import BySeverity, Climb, Policy, for_severity
from careline.domain.time.durations import due_or_never
from careline.domain.time.working_time import Calendar
from careline.domain.values import frozen

TWICE = 2
FOREVER = datetime.max.replace(tzinfo=UTC)


class CaseFacts(Protocol):
    """What the ladder looks at of a case; its whole file has it."""

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
    def replacements(self) -> tuple[Replacement, ...]:
        """All of them."""

    @property
    def escalations(self) -> tuple[Escalation, ...]:
        """All of them."""

    @property
    def applied(self) -> tuple[AppliedRule, ...]:
        """The rules that have called, and for what."""

    @property
    def tally(self) -> Tally:
        """Chases, updates, waiting since."""


@frozen
class Cause:
    """Something that calls for help from `since` until `until`, None where it still does. `rule` is what it calls by.

    `started_at` is when it began: a word fell due then. What has not called yet may be among them.
    """

    rule: RuleName | None
    of: CauseOf
    id: int
    name: str
    started_at: datetime
    since: datetime
    until: datetime | None

    def is_of(self, applied: AppliedRule) -> bool:
        """True where a rule was applied for this; each failure of a unit is another cause."""
        same = (applied.rule, applied.cause, applied.cause_id) == (self.rule, self.of, self.id)
        return same and (self.rule is not RuleName.CAME_BACK or applied.due_at == self.since)


def closings(case: Case) -> list[datetime]:
    """When the case was closed, also where that did not last."""
    return [*(each.closed_at for each in case.reopenings), *filter(None, (case.closed_at,))]


def asked(facts: CaseFacts, within: BySeverity, calendar: Calendar, now: datetime) -> tuple[Question, ...]:
    """What the customer wants to know of us, or wanted, by a moment."""
    acknowledged = (
        p.made_at
        for p in facts.promises
        if p.kind is PromiseKind.ACKNOWLEDGE and (p.withdrawn_at is None or p.withdrawn_at > now)
    )
    duration = for_severity(within, facts.case.severity)
    return questions(facts.contacts, closings(facts.case), acknowledged, duration, calendar, now)


def handed_up_at(promise: Promise, overdue_after: str, calendar: Calendar) -> datetime | None:
    """Until when a word may be kept before it calls for help; None for one that never does."""
    return due_or_never(overdue_after, promise.due_at, calendar) if promise.is_word else None


def causes(
    facts: CaseFacts, overdue_after: str, within: BySeverity, calendar: Calendar, now: datetime
) -> tuple[Cause, ...]:
    """Whatever calls for help on a case, or will or did, and since when and until when; the oldest first.

    Closing the case ends each of them. Nothing later than `now` is known.
    """
    closed = sorted(closings(facts.case))
    found = [
        *_words(facts, overdue_after, calendar),
        *_questions(facts, within, calendar, now),
        *_chases(facts),
        *comings_back(facts),
        *_reasons(facts),
    ]
    return tuple(
        sorted(
            (_until_closing(cause, closed) for cause in found),
            key=lambda cause: (cause.since, cause.of, cause.id),
        )
    )


def _until_closing(cause: Cause, closed: Sequence[datetime]) -> Cause:
    end = next((at for at in closed if at >= cause.since), None)
    if end is None or (cause.until is not None and cause.until <= end):
        return cause
    return replace(cause, until=end)


def _words(facts: CaseFacts, overdue_after: str, calendar: Calendar) -> Iterator[Cause]:
    for promise in facts.promises:
        since = handed_up_at(promise, overdue_after, calendar)
        if since and (promise.ended_at is None or promise.ended_at > since):
            yield Cause(
                RuleName.OVERDUE,
                CauseOf.PROMISE,
                promise.id,
                promise.name,
                promise.due_at,
                since,
                promise.ended_at,
            )


def _questions(facts: CaseFacts, within: BySeverity, calendar: Calendar, now: datetime) -> Iterator[Cause]:
    for question in asked(facts, within, calendar, now):
        if question.unanswered_at:
            contact = question.contact
            yield Cause(
                RuleName.UNANSWERED,
                CauseOf.CONTACT,
                contact.id,
                contact.name,
                question.unanswered_at,
                question.unanswered_at,
                question.answered_at,
            )


def _chases(facts: CaseFacts) -> Iterator[Cause]:
    """The second of the chases between two words of ours; what called once stays the cause."""
    called = {each.cause_id for each in facts.applied if each.rule is RuleName.CHASED}
    contacts = sorted(facts.contacts, key=lambda c: c.order)
    reached = 0
    spans: list[tuple[int, Contact]] = []
    for contact in contacts:
        if contact.chasing and not contact.reached:
            spans.append((reached, contact))
        reached += contact.reached
    for _, run in groupby(spans, key=lambda each: each[0]):
        chased = [contact for _, contact in run]
        if len(chased) >= TWICE:
            second = next((contact for contact in chased if contact.id in called), chased[1])
            until = next((c.at for c in contacts if c.reached and c.order > second.order), None)
            yield Cause(RuleName.CHASED, CauseOf.CONTACT, second.id, second.name, second.at, second.at, until)


def comings_back(facts: CaseFacts) -> Iterator[Cause]:
    """Whatever came back: a case for the second time, a unit that had worked, a chain that failed again.

    Each stands until a unit works or the customer has a new word, and what was wrong until it was put right. A unit
    that fails and so reopens its case is one.
    """
    failed_at = {at for unit in facts.replacements for outcome, at, _ in unit.believed if outcome is Outcome.FAILED}
    before: list[datetime] = []
    for each in sorted((*facts.case.reopenings, *facts.case.lapsed), key=lambda each: each.reopened_at):
        at, until = each.reopened_at, each.lapsed_at or FOREVER
        if (end := min(until, max(before, default=at))) > at and at not in failed_at:
            said = (c for c in facts.contacts if c.at == at and c.direction is Direction.IN)
            name = next((contact.name for contact in said), facts.case.name)
            yield _came_back(facts, CauseOf.REOPENING, each.id, name, at, end)
        before.append(until)
    for unit, at, end in _failures(facts.replacements):
        yield _came_back(facts, CauseOf.REPLACEMENT, unit.id, unit.name, at, end)


def _failures(units: Iterable[Replacement]) -> Iterator[tuple[Replacement, datetime, datetime]]:
    """The outcomes that want a new word: failures of what had worked, and of every attempt of a chain but the first.

    Each with its moment, and until when that was believed. What failed before it was split off is not its own failure.
    """
    failed: dict[int, list[tuple[int, datetime]]] = defaultdict(list)
    outcomes = [
        (at, unit, end or FOREVER, outcome)
        for unit in units
        for outcome, at, end in unit.believed
        if unit.quantity_at(at)
    ]
    for at, unit, until, outcome in sorted(outcomes, key=lambda each: (each[0], each[1].id)):
        if outcome is not Outcome.WORKS:
            again = any(attempt == unit.attempt and end > at for attempt, end in failed[unit.chain])
            before = (
                until
                if outcome is Outcome.FAILED
                else at
                if again
                else max((end for _, end in failed[unit.chain]), default=at)
            )
            if (end := min(until, before)) > at:
                yield unit, at, end
            failed[unit.chain].append((unit.attempt, until))


def _came_back(facts: CaseFacts, of: CauseOf, number: int, name: str, at: datetime, end: datetime) -> Cause:
    works = (when for unit in facts.replacements for outcome, when in unit.outcomes if outcome is Outcome.WORKS)
    # What had ended by then is no new word, also where all happened in one moment.
    new = (p for p in facts.promises if p.said and p.made_at >= at and (p.ended_at is None or p.ended_at > at))
    said = (promise.made_at for promise in new)
    until = min((*(when for when in works if when > at), *said, end))
    return Cause(RuleName.CAME_BACK, of, number, name, at, at, None if until == FOREVER else until)


def _reasons(facts: CaseFacts) -> Iterator[Cause]:
    """What somebody has escalated for a reason of their own, until it is resolved."""
    by_rule = {each.escalation_id for each in facts.applied}
    for escalation in facts.escalations:
        if escalation.id not in by_rule:
            at = escalation.raised_at
            # Resolving whatever was raised above it resolves it too.
            ends = (each.resolved_at for each in facts.escalations if each.resolved_at and each.id >= escalation.id)
            until = min(ends, default=None)
            yield Cause(None, CauseOf.ESCALATION, escalation.id, escalation.name, at, at, until)


def worked_out(facts: CaseFacts, policy: Policy, calendar: Calendar, now: datetime) -> tuple[Escalation, ...]:
    """The escalations of a case as they stand at a moment: what each is about, and whether it is settled or passed on.

    An escalation is settled when the last of its causes has ended: what had raised it, and all that called for help
    while it lived. Of several that live at once the highest does.
    """
    found: list[Escalation] = []
    for escalation in sorted(facts.escalations, key=lambda e: (e.raised_at, e.id)):
        climb = escalation.climb
        overdue_after = (climb and climb.overdue_after) or policy.escalate_overdue_after
        within = (climb and climb.answer_within) or policy.answer_within
        standing = causes(facts, overdue_after, within, calendar, now)
        found.append(_settled(escalation, facts, standing, now))
    return tuple(sorted((_passed_on(each, found) for each in found), key=lambda e: e.id))


def _settled(escalation: Escalation, facts: CaseFacts, standing: Sequence[Cause], now: datetime) -> Escalation:
    raised_for = next((each for each in facts.applied if each.escalation_id == escalation.id), None)
    raised_at = escalation.raised_at

    def as_raised(cause: Cause) -> Cause:
        # Whatever the hours and the policy are by now: it had called.
        return replace(cause, since=min(cause.since, raised_at)) if raised_for and cause.is_of(raised_for) else cause

    called = list(map(as_raised, standing))
    waiting, end = called, raised_at
    while joining := [c for c in waiting if c.since <= end and (c.until is None or c.until > end)]:
        waiting = [c for c in waiting if c not in joining]
        end = max(c.until or FOREVER for c in joining)
    lived = (c for c in called if c.since <= min(end, now) and (c.until is None or c.until > raised_at))
    names = [c.name for c in sorted(lived, key=lambda c: c.since) if c.rule]
    if raised_for is None:
        # A word that is overdue when somebody escalates joins, however short it has been so.
        overdue = (p for p in facts.promises if p.is_word and p.due_at < raised_at)
        names = [*(p.name for p in overdue if p.ended_at is None or p.ended_at > raised_at), *names]
    settled_at = None if end == FOREVER else end
    return replace(
        escalation, settled_at=settled_at, causes=tuple(dict.fromkeys(names)), is_top=_is_top(escalation, facts)
    )


def _is_top(escalation: Escalation, facts: CaseFacts) -> bool:
    """True where nobody is left above whoever has it, on the ladder that it took along."""
    promise = next((each for each in facts.promises if each.id == escalation.promise_id), None)
    climb = escalation.climb or Climb()
    return next_step(climb, escalation.level, holders(promise, escalation)) is None


def _passed_on(escalation: Escalation, found: Sequence[Escalation]) -> Escalation:
    """The escalation; where a higher one lived along with it, passed on instead of settled."""
    rank = (escalation.level, escalation.id)
    end = ended_at(escalation)
    moments = [
        max(other.raised_at, escalation.raised_at)
        for other in found
        if (other.level, other.id) > rank
        and (end is None or other.raised_at < end)
        and ((its_end := ended_at(other)) is None or its_end > escalation.raised_at)
    ]
    return replace(escalation, passed_on_at=min(moments), settled_at=None) if moments else escalation


def ended_at(escalation: Escalation) -> datetime | None:
    """When an escalation ended in whatever way but by being passed on, or None."""
    declined_at = None if escalation.is_top else escalation.declined_at
    return escalation.resolved_at or declined_at or escalation.settled_at


def whose(facts: CaseFacts, now: datetime) -> Promise | None:
    """The promise whose owner and performer a question or a coming back concerns: the live word due first, or plan."""
    return first_word(facts.promises, now) or next(iter(live(facts.promises, now)), None)


def backed(facts: CaseFacts) -> dict[int, tuple[CauseOf, int]]:
    """What each promise to carry out a backup plan was made for: a word, or an escalation; by the promise's number."""
    return {
        each.promise_id: (each.cause, each.cause_id)
        for each in facts.applied
        if each.rule is RuleName.EXHAUSTED and each.promise_id is not None
    }


def needless_backups(facts: CaseFacts, now: datetime) -> tuple[Promise, ...]:
    """The live promises to carry out a backup plan whose word has ended, or else the escalation."""
    words = {p.id for p in facts.promises if p.ended_at is None}
    alive = any(ended_at(each) is None and each.passed_on_at is None for each in facts.escalations)
    made_for = backed(facts)

    def is_needed(promise: Promise) -> bool:
        of, number = made_for.get(promise.id, (None, 0))
        return number in words if of is CauseOf.PROMISE else alive

    planned = (p for p in live(facts.promises, now) if p.automatic and p.kind is PromiseKind.BACKUP)
    return tuple(p for p in planned if not is_needed(p))
