"""Promises: what happened to them is stored, their state is worked out.

Everything here is a pure function of facts and a moment. Moments are aware and in UTC.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from careline.domain import moments
from careline.domain.errors import BadInput, MissingOption, Refused
from careline.domain.ids import show
from careline.domain.policy import Policy
from careline.domain.values import frozen
from careline.domain.wording import counted
from careline.domain.working_time import Calendar


class PromiseKind(StrEnum):
    """What sort of thing was promised."""

    ACKNOWLEDGE = "acknowledge"
    CALLBACK = "callback"
    FOLLOW_UP = "follow_up"
    VISIT = "visit"
    DELIVERY = "delivery"
    CHECK = "check"
    FIX = "fix"
    REFUND = "refund"
    BACKUP = "backup"
    OTHER = "other"


class State(StrEnum):
    """What the facts of a promise amount to at a moment."""

    PENDING = "pending"
    OVERDUE = "overdue"
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    MISSED = "missed"
    RENEGOTIATED = "renegotiated"
    WITHDRAWN = "withdrawn"
    RELEASED = "released"
    VOID = "void"

    @property
    def words(self) -> str:
        """The state as people read it."""
        return self.value.replace("_", " ")


LIVE = frozenset({State.PENDING, State.OVERDUE})
KEPT_BY_TALKING = frozenset({PromiseKind.ACKNOWLEDGE, PromiseKind.FOLLOW_UP})
GAVE_WAY = "another promise took its place"
"""Why a check back was released that another promise made needless."""


UPDATE = "Update "
"""How the plan of the next update begins."""


class End(StrEnum):
    """How a promise can end; the value is the fact that is stored."""

    KEPT = "kept_at"
    WITHDRAWN = "withdrawn_at"
    RELEASED = "released_at"
    VOIDED = "voided_at"
    SUPERSEDED = "superseded_at"


@frozen
class HandOver:
    """That a promise went to another owner. `owner` and `performer` are those before."""

    id: int
    at: datetime
    who: str
    owner: str
    performer: str
    to: str
    because: str


@frozen
class Promise:
    """One promise with all its facts. `automatic` marks what careline made by itself."""

    id: int
    case_id: int
    kind: PromiseKind
    what: str
    said: bool
    automatic: bool
    owner: str
    performer: str
    made_at: datetime
    due_at: datetime
    backup: str | None = None
    kept_at: datetime | None = None
    withdrawn_at: datetime | None = None
    released_at: datetime | None = None
    voided_at: datetime | None = None
    superseded_at: datetime | None = None
    told_at: datetime | None = None
    supersedes: int | None = None
    superseded_by: int | None = None
    replacement_id: int | None = None
    ended_because: str | None = None
    ended_recorded_at: datetime | None = None
    recorded_at: datetime | None = None
    hand_overs: tuple[HandOver, ...] = ()
    overdue_when_imported: bool = False
    depends_on: int | None = None

    @property
    def name(self) -> str:
        """`P-1`."""
        return show("P", self.id)

    @property
    def ended_at(self) -> datetime | None:
        """When it ended, in whatever way, or None."""
        return self.kept_at or self.withdrawn_at or self.released_at or self.voided_at or self.superseded_at

    @property
    def is_check_back(self) -> bool:
        """True for the follow-up that careline made because nothing else was promised."""
        return self.automatic and self.kind is PromiseKind.FOLLOW_UP and not self.is_update

    @property
    def is_update(self) -> bool:
        """True for the follow-up that careline makes on a case whose customer hears from us every so often."""
        return self.automatic and self.kind is PromiseKind.FOLLOW_UP and self.what.startswith(UPDATE)

    @property
    def gave_way(self) -> bool:
        """True for a check back that another promise made needless."""
        return self.is_check_back and self.released_at is not None and self.ended_because == GAVE_WAY

    @property
    def kept_by_talking(self) -> bool:
        """True for what is nothing but a word to the customer."""
        return self.kind in KEPT_BY_TALKING

    @property
    def by(self) -> str:
        """Who owes it: `FieldCo for Ana`, or `Ana` where she does it herself."""
        return self.owner if self.performer == self.owner else f"{self.performer} for {self.owner}"

    @property
    def quoted(self) -> str:
        """Said words in quotation marks, plans without."""
        return f'"{self.what}"' if self.said else self.what


@frozen
class NewPromise:
    """A promise about to be recorded. `owner` None is whoever acts, `performer` None the owner."""

    kind: PromiseKind
    what: str
    said: bool
    due_at: datetime
    owner: str | None = None
    performer: str | None = None
    backup: str | None = None
    automatic: bool = False
    replacement_id: int | None = None
    depends_on: int | None = None


@frozen
class Reminder:
    """That we reminded whoever performs a promise for us."""

    id: int
    case_id: int
    promise_id: int
    at: datetime
    who: str
    text: str


class OwnToDo(Refused):
    """Nobody reminds themselves here: what is their own to do stands in the reports."""

    def __init__(self, promise: Promise) -> None:
        super().__init__(
            f"{promise.name} is {promise.owner}'s own to do, so there is nobody to remind; a reminder is for others."
        )


class PromiseEnded(Refused):
    """An ended promise cannot end again."""

    def __init__(self, promise: Promise, state: State) -> None:
        successor = f", and {show('P', promise.superseded_by)} took its place" if promise.superseded_by else ""
        super().__init__(f"{promise.name} is {state.words} already{successor}; what has ended stays as it is.")


class PromiseElsewhere(BadInput):
    """A promise of another case was named."""

    def __init__(self, promise_id: int, its_case: int, this_case: int) -> None:
        super().__init__(
            f"{show('P', promise_id)} belongs to {show('C', its_case)}, not to {show('C', this_case)}; look at both."
        )


class CustomersWordNeeded(Refused):
    """The second renegotiation of a chain rests on the customer's word."""

    def __init__(self, promise: Promise) -> None:
        super().__init__(
            f"{promise.name} was renegotiated before; a second new date needs the customer's word: --agreed TEXT."
        )


class NoSlip(Refused):
    """A slip of the pen is corrected on the day it was recorded, before it falls due."""

    def __init__(self, promise: Promise, why: str) -> None:
        super().__init__(
            f"{promise.name} cannot be corrected: {why}. Give it a new date with: careline renegotiate {promise.name}."
        )


class NothingCorrected(BadInput):
    """A correction that changes nothing."""

    def __init__(self, promise: Promise) -> None:
        super().__init__(f"{promise.name} says that already; give the right words, or the right moment with --by.")


class SameDueMoment(BadInput):
    """A renegotiation that changes nothing."""

    def __init__(self, promise: Promise) -> None:
        super().__init__(f"{promise.name} is due at that moment already; give another --by.")


def as_of(promise: Promise, moment: datetime) -> Promise:
    """The promise with the facts that lie after `moment` taken away."""

    def known(at: datetime | None) -> datetime | None:
        return at if at is not None and at <= moment else None

    later = next((each for each in promise.hand_overs if each.at > moment), None)
    if later:
        before = tuple(each for each in promise.hand_overs if each.at <= moment)
        promise = replace(promise, owner=later.owner, performer=later.performer, hand_overs=before)
    if (promise.ended_at is None or promise.ended_at <= moment) and known(promise.told_at) == promise.told_at:
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


def is_untold(promise: Promise, last_word_at: datetime | None, now: datetime) -> bool:
    """True for an overdue said promise of which the customer has heard nothing since it fell due."""
    heard_since = last_word_at is not None and last_word_at > promise.due_at
    return promise.said and state(promise, now) is State.OVERDUE and not heard_since


def is_live(promise: Promise, now: datetime) -> bool:
    """True while nothing has ended it: pending and overdue promises."""
    return promise.made_at <= now and state(promise, now) in LIVE


def live(promises: Iterable[Promise], now: datetime) -> tuple[Promise, ...]:
    """The live ones, the one due first first."""
    return tuple(sorted((p for p in promises if is_live(p, now)), key=lambda p: (p.due_at, p.id)))


def stands_under_delivery(promise: Promise, promises: Iterable[Promise], now: datetime) -> Promise | None:
    """The live promise of a delivery that this check waits for: until then it stands under it. None for all others."""
    if promise.kind is not PromiseKind.CHECK or promise.replacement_id is None:
        return None
    unit = promise.replacement_id
    deliveries = (p for p in promises if p.kind is PromiseKind.DELIVERY and p.replacement_id == unit)
    return next((p for p in deliveries if is_live(p, now)), None)


def lateness(due_at: datetime, now: datetime, calendar: Calendar) -> tuple[str, str]:
    """How late it is at `now`: the short word ("3", "today") and the long one ("3 working days overdue")."""
    if days := calendar.working_days_overdue(due_at, now):
        return str(days), f"{counted(days, 'working day')} overdue"
    if calendar.date_of(due_at) == calendar.date_of(now):
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
    return ended_at is not None and recorded_at is not None and ended_at <= promise.due_at < recorded_at


def check_can_end(promise: Promise, now: datetime) -> None:
    """Raise PromiseEnded for a promise that something has ended already."""
    if promise.ended_at is not None:
        raise PromiseEnded(promise, state(promise, max(now, promise.ended_at)))


def check_can_remind(promise: Promise, now: datetime) -> None:
    """Raise PromiseEnded, and OwnToDo where nobody does it for its owner."""
    check_can_end(promise, now)
    if promise.performer == promise.owner:
        raise OwnToDo(promise)


def check_can_correct(promise: Promise, what: str, due_at: datetime, now: datetime, calendar: Calendar) -> None:
    """Raise where a promise is no slip of the pen (G2).

    Raises PromiseEnded, NoSlip and NothingCorrected.
    """
    check_can_end(promise, now)
    if promise.automatic:
        raise NoSlip(promise, "careline made it by itself")
    if promise.recorded_at is None or calendar.date_of(promise.recorded_at) != calendar.date_of(now):
        raise NoSlip(promise, "it was not recorded today")
    if now >= promise.due_at:
        raise NoSlip(promise, "it has fallen due")
    if (what, due_at) == (promise.what, promise.due_at):
        raise NothingCorrected(promise)


def check_can_renegotiate(
    promise: Promise,
    earlier: Iterable[Promise],
    due_at: datetime,
    now: datetime,
    *,
    told: str | None,
    agreed: str | None,
) -> None:
    """Decide whether a promise may have a new date.

    The first may rest on telling the customer, every later one of a chain on their word.
    Raises PromiseEnded, SameDueMoment, CustomersWordNeeded, and MissingOption where the customer knows nothing of it.
    """
    check_can_end(promise, now)
    if due_at == promise.due_at:
        raise SameDueMoment(promise)
    if agreed is None and renegotiations(promise, earlier):
        raise CustomersWordNeeded(promise)
    if agreed is None and told is None:
        raise MissingOption("--told", "what the customer was told")


def unended(promises: Iterable[Promise], at: datetime) -> tuple[Promise, ...]:
    """What a recording at `at` can still end: made by then, and ended by nothing since. The one due first first."""
    return tuple(
        sorted((p for p in promises if p.ended_at is None and p.made_at <= at), key=lambda p: (p.due_at, p.id))
    )


def kept_by_contact(
    promises: Iterable[Promise], at: datetime, calendar: Calendar, *, reached: bool
) -> tuple[Promise, ...]:
    """What an outgoing contact keeps by itself (G4).

    Reaching the customer keeps the acknowledgement, and follow-ups due by the end of the next working day; an attempt
    keeps those follow-ups alone, and not the plan of an update, which only who hears it has had.
    """
    horizon = calendar.end_of_working_day(calendar.local(at), 1)
    return tuple(
        promise
        for promise in unended(promises, at)
        if (promise.kind is PromiseKind.ACKNOWLEDGE and reached)
        or (promise.kind is PromiseKind.FOLLOW_UP and promise.due_at <= horizon and (reached or not promise.is_update))
    )


def giving_way(promises: Iterable[Promise], at: datetime) -> tuple[Promise, ...]:
    """The check backs that another promise on the case makes needless: those not due yet."""
    return tuple(p for p in unended(promises, at) if p.is_check_back and at <= p.due_at)


def kept_by_shipping(promises: Iterable[Promise], at: datetime) -> tuple[Promise, ...]:
    """The plans to send a working one in the place of one that failed, which a shipment keeps."""
    return tuple(p for p in unended(promises, at) if p.replacement_id is not None and p.kind is PromiseKind.FIX)


def of_replacement(promises: Iterable[Promise], replacement_id: int, *kinds: PromiseKind) -> tuple[Promise, ...]:
    """The promises of these kinds that a replacement still owes."""
    return tuple(p for p in promises if p.replacement_id == replacement_id and p.kind in kinds and p.ended_at is None)


def ended_by_closing(promises: Iterable[Promise]) -> tuple[tuple[Promise, ...], tuple[Promise, ...]]:
    """The open promises that closing ends, and those that forbid it (G5), each the one due first first."""
    still = sorted((p for p in promises if p.ended_at is None), key=lambda p: (p.due_at, p.id))
    return tuple(p for p in still if p.kept_by_talking), tuple(p for p in still if not p.kept_by_talking)


def check_back_phrase(promises: Sequence[Promise], last_heard_at: datetime | None, policy: Policy) -> str:
    """How long until the next check back: the policy's row moves on with each one that stayed unanswered."""
    unanswered = sum(
        1
        for p in promises
        if p.is_check_back and p.kept_at is not None and (last_heard_at is None or p.kept_at > last_heard_at)
    )
    row = policy.check_back_after
    return row[min(unanswered, len(row) - 1)]


def acknowledgement(policy: Policy, first_name: str, due_at: datetime, owner: str | None) -> NewPromise:
    """The policy's answer to an opening or a reopening without a promise (G1)."""
    what = policy.acknowledge.format(customer=first_name)
    return NewPromise(PromiseKind.ACKNOWLEDGE, what, False, due_at, owner=owner, automatic=True)


def follow_up_plan(first_name: str, due_at: datetime, what: str | None = None) -> NewPromise:
    """A planned word to the customer, in these words or the usual ones."""
    return NewPromise(PromiseKind.FOLLOW_UP, what or usual_follow_up(first_name), False, due_at)


def usual_follow_up(first_name: str) -> str:
    """The words of a follow-up that was planned without any."""
    return f"Follow up with {first_name}"


def check_back(policy: Policy, first_name: str, due_at: datetime, owner: str) -> NewPromise:
    """The policy's answer to the end of a case's last live promise (G1)."""
    what = policy.check_back.format(customer=first_name)
    return NewPromise(PromiseKind.FOLLOW_UP, what, False, due_at, owner=owner, automatic=True)


def update(first_name: str, due_at: datetime, owner: str | None) -> NewPromise:
    """The next word to a customer who hears from us every so often, news or not."""
    return NewPromise(PromiseKind.FOLLOW_UP, f"{UPDATE}{first_name}", False, due_at, owner=owner, automatic=True)


def working_unit_sent(first_name: str, due_at: datetime, owner: str, failed_id: int) -> NewPromise:
    """The plan that follows a failed replacement: the next shipment keeps it, or what has taken its place by then."""
    what = f"A working one is sent to {first_name}"
    return NewPromise(PromiseKind.FIX, what, False, due_at, owner=owner, automatic=True, replacement_id=failed_id)


def renegotiations(promise: Promise, earlier: Iterable[Promise]) -> int:
    """How many renegotiations lead to this promise; corrections of a slip do not count."""
    by_id = {p.id: p for p in earlier}
    count = 0
    current: Promise | None = promise
    while current is not None and current.supersedes is not None:
        current = by_id.get(current.supersedes)
        if current is not None and current.superseded_at is not None:
            count += 1
    return count


def chains(promises: Iterable[Promise]) -> tuple[tuple[Promise, ...], ...]:
    """The promises, each followed by those that took its place, one after another; the chain that began first first."""
    by_id = {p.id: p for p in promises}
    after = {p.supersedes: p for p in by_id.values() if p.supersedes in by_id}
    found = []
    for first in sorted(by_id.values(), key=lambda p: (p.made_at, p.id)):
        if first.supersedes in by_id:
            continue
        chain = [first]
        while following := after.get(chain[-1].id):
            chain.append(following)
        found.append(tuple(chain))
    return tuple(found)


def renegotiating(promise: Promise, earlier: Iterable[Promise]) -> str:
    """The command that gives a promise a new date; from the second of a chain on it asks for the customer's word."""
    word = "--agreed" if renegotiations(promise, earlier) else "--told"
    return f'careline renegotiate {promise.name} --by WHEN {word} "..." --because "..."'


def behind(promises: Iterable[Promise], at: datetime) -> Promise | None:
    """What a customer asks about who asks where it is: the promise due first of those that lived at that moment.

    One made at that very moment comes after those that were there, and one ended then was there still.
    """
    there = [p for p in promises if p.made_at <= at and (p.ended_at is None or p.ended_at >= at)]
    return min(there, key=lambda p: (p.made_at == at, p.due_at, p.id), default=None)
