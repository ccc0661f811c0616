"""What a promise is at a moment: states are worked out from what happened, and never stored."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from careline.domain.ids import show
from careline.domain.promises.promise import LIVE, End, Promise, PromiseKind, State
from careline.domain.time import moments
from careline.domain.time.working_time import Calendar
from careline.domain.wording import counted


def as_of(promise: Promise, moment: datetime) -> Promise:
    """The promise with the facts that lie after `moment` taken away; an end that was wrong stands until it lapsed."""
    if promise.lapsed:
        promise = _as_believed(promise, moment)

    def known(at: datetime | None) -> datetime | None:
        return at if at is not None and at <= moment else None

    later = next((each for each in promise.hand_overs if each.at > moment), None) if promise.hand_overs else None
    if later:
        before = tuple(each for each in promise.hand_overs if each.at <= moment)
        promise = replace(promise, owner=later.owner, performer=later.performer, hand_overs=before)
    if promise.arrives_from is not None and promise.arrives_from > moment:
        promise = replace(promise, replacement_id=None, arrives_from=None)
    ended_at, told_at = promise.ended_at, promise.told_at
    if (ended_at is None or ended_at <= moment) and (told_at is None or told_at <= moment):
        return promise
    superseded_at = known(promise.superseded_at)
    ended = known(promise.ended_at) is not None
    return replace(
        promise,
        kept_at=known(promise.kept_at),
        withdrawn_at=known(promise.withdrawn_at),
        released_at=known(promise.released_at),
        voided_at=known(promise.voided_at),
        superseded_at=superseded_at,
        superseded_by=promise.superseded_by if superseded_at or (ended and promise.voided_at) else None,
        told_at=known(promise.told_at),
        ended_because=promise.ended_because if ended else None,
        ended_recorded_at=promise.ended_recorded_at if ended else None,
    )


def _as_believed(promise: Promise, moment: datetime) -> Promise:
    """The promise with the end that it was believed to have at a moment, where that has lapsed since."""
    then = next((each for each in promise.lapsed if each.at <= moment < each.until), None)
    promise = replace(promise, lapsed=tuple(each for each in promise.lapsed if each.until <= moment))
    if then is None:
        return promise
    facts: dict[str, Any] = {end.value: then.at if end is then.how else None for end in End}
    return replace(promise, **facts, ended_because=then.because, ended_recorded_at=then.recorded_at)


def state(promise: Promise, now: datetime) -> State:
    """The state that follows from the facts known at `now`."""
    facts = as_of(promise, now)
    due_at = facts.due_at
    if facts.voided_at:
        return State.VOID
    if facts.kept_at:
        return State.KEPT if facts.kept_at <= due_at else State.KEPT_LATE
    if facts.superseded_at:
        told_in_time = facts.told_at is not None and facts.told_at <= due_at
        return State.RENEGOTIATED if facts.superseded_at <= due_at and told_in_time else State.MISSED
    if facts.withdrawn_at:
        return State.WITHDRAWN if facts.withdrawn_at <= due_at else State.MISSED
    if facts.released_at:
        return State.RELEASED if facts.released_at <= due_at else State.MISSED
    return State.PENDING if now <= due_at else State.OVERDUE


def is_due_soon(promise: Promise, now: datetime, soon_at: datetime) -> bool:
    """True for a pending promise due by `soon_at`, which is when the policy's warning time from `now` is over."""
    return state(promise, now) is State.PENDING and promise.due_at <= soon_at


def is_untold(promise: Promise, promises: Iterable[Promise], last_word_at: datetime | None, now: datetime) -> bool:
    """True for an overdue said promise of which the customer has heard nothing since it fell due.

    Nor did they get another word since it was made: whoever said "I call tomorrow instead" has told them.
    """
    heard_since = last_word_at is not None and last_word_at > promise.due_at
    said_since = any(p.said and p.id != promise.id and promise.made_at < p.made_at <= now for p in promises)
    return promise.said and state(promise, now) is State.OVERDUE and not heard_since and not said_since


def is_live(promise: Promise, now: datetime) -> bool:
    """True while nothing has ended it: pending and overdue promises."""
    return promise.made_at <= now and state(promise, now) in LIVE


def live(promises: Iterable[Promise], now: datetime) -> tuple[Promise, ...]:
    """The live ones, the one due first first."""
    return tuple(sorted((p for p in promises if is_live(p, now)), key=lambda p: (p.due_at, p.id)))


def first_word(promises: Iterable[Promise], now: datetime) -> Promise | None:
    """The live word that is due first, or None."""
    return next((p for p in live(promises, now) if p.is_word), None)


def stands_under_delivery(promise: Promise, promises: Iterable[Promise], now: datetime) -> Promise | None:
    """The live promise of a delivery that this check waits for: until then it stands under it. None for all others."""
    if promise.kind is not PromiseKind.CHECK or promise.replacement_id is None:
        return None
    unit = promise.replacement_id
    return next((p for p in promises if p.is_arrival and p.replacement_id == unit and is_live(p, now)), None)


def lateness(due_at: datetime, now: datetime, calendar: Calendar) -> tuple[str, str]:
    """How late it is at `now`: the short word ("3", "today") and the long one ("3 working days overdue")."""
    if days := calendar.working_days_overdue(due_at, now):
        return str(days), f"{counted(days, 'working day')} overdue"
    if calendar.working_day_of(due_at) == calendar.working_day_of(now):
        return "today", "overdue since today"
    since = f"since {moments.day(due_at, calendar.zone)}"
    return since, f"overdue {since}"


def why(promise: Promise, now: datetime, calendar: Calendar) -> str:
    """One sentence: how its state at `now` follows from the facts."""
    facts = as_of(promise, now)
    is_ = state(facts, now)

    def at(moment: datetime | None) -> str:
        return moments.short(moment, now, calendar.zone) if moment else ""

    due, ended = at(facts.due_at), f"on {at(facts.ended_at)}"
    in_time = facts.ended_at is not None and facts.ended_at <= facts.due_at
    because = f" ({facts.ended_because})" if facts.ended_because else ""
    successor = show("P", facts.superseded_by) if facts.superseded_by else "another"
    told = f"told only on {at(facts.told_at)}" if facts.told_at else "not told"
    let_go = "the customer let us off" if facts.said else "it was let go"
    match is_:
        case State.PENDING:
            reason = f"it is due {due}, and nothing has ended it"
        case State.OVERDUE:
            reason = f"it fell due {due}, and nothing has ended it"
        case State.VOID if facts.superseded_by is None:
            reason = facts.ended_because or "it was made by mistake"
        case State.VOID:
            reason = f"it was a slip of the pen{because}, corrected {ended}: {successor} stands in its place"
        case State.KEPT:
            reason = f"it was due {due}, and done {ended}, in time"
        case State.KEPT_LATE:
            reason = f"it was due {due}, and done only {ended}, after that"
        case State.RENEGOTIATED:
            reason = f"it was due {due}, and a new date was agreed {ended}, in time: {successor} took its place"
        case State.MISSED if facts.superseded_at and in_time:
            reason = f"it was due {due}; a new date was set {ended}, but the customer was {told}"
        case State.MISSED if facts.superseded_at:
            reason = f"it was due {due}, and a new date was agreed only {ended}, after that"
        case State.WITHDRAWN:
            reason = f"it was due {due}, and we took it back {ended}, in time{because}"
        case State.MISSED if facts.withdrawn_at:
            reason = f"it was due {due}, and we took it back only {ended}, after that{because}"
        case State.RELEASED:
            reason = f"it was due {due}, and {let_go} {ended}, in time{because}"
        case _:
            reason = f"it was due {due}, and {let_go} only {ended}, after that{because}"
    said = f"; that was said only on {at(facts.ended_recorded_at)}" if said_late(facts) else ""
    return f"{facts.name} is {is_.words}: {reason}{said}."


def said_late(promise: Promise) -> bool:
    """True where it was said to have ended in time, but said so only after it had fallen due (G3)."""
    ended_at, recorded_at = promise.ended_at, promise.ended_recorded_at
    if ended_at is None or recorded_at is None or promise.voided_at:
        return False
    return ended_at <= promise.due_at < recorded_at


def unended(promises: Iterable[Promise], at: datetime) -> tuple[Promise, ...]:
    """What a recording at `at` can still end: made by then, and ended by nothing since. The one due first first."""
    return tuple(
        sorted((p for p in promises if p.ended_at is None and p.made_at <= at), key=lambda p: (p.due_at, p.id))
    )


def behind(promises: Iterable[Promise], at: datetime) -> Promise | None:
    """What a customer asks about who asks where it is: the promise due first of those that lived at that moment.

    One made at that very moment comes after those that were there, and one ended then was there still.
    """
    there = [p for p in promises if p.made_at <= at and (p.ended_at is None or p.ended_at >= at)]
    return min(there, key=lambda p: (p.made_at == at, p.due_at, p.id), default=None)


def chases(promise: Promise, promises: Collection[Promise], asked_at: Iterable[datetime]) -> int:
    """How often, of the moments when a customer asked where it is, this one of the case's promises was behind that."""
    found = (behind(promises, at) for at in asked_at)
    return sum(asked is not None and asked.id == promise.id for asked in found)
