"""Cases: one customer's trouble, from the first word to the customer's last."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from careline.domain import (
    asking_again,
    claims,
    costs,
    dependencies,
    escalations,
    promises,
    replacements,
    returns,
    tone,
)
from careline.domain.asking_again import AskAgain
from careline.domain.claims import Claim
from careline.domain.contacts import Contact, Tally, known_at, tally, vain_apologies
from careline.domain.costs import Cost
from careline.domain.dependencies import Risk
from careline.domain.diagnoses import Diagnosis
from careline.domain.disclosures import Disclosure
from careline.domain.errors import BadInput, Refused
from careline.domain.escalations import AppliedRule, Escalation
from careline.domain.ids import show
from careline.domain.lessons import Cause, Effort, Praise
from careline.domain.moments import day
from careline.domain.policy import Policy
from careline.domain.promises import Promise, Reminder
from careline.domain.replacements import Replacement
from careline.domain.returns import Return
from careline.domain.tone import ToneReview
from careline.domain.values import frozen
from careline.domain.working_time import Calendar


class Channel(StrEnum):
    """How a contact came or went; imported cases may bring others."""

    PHONE = "phone"
    EMAIL = "email"
    WEB = "web"
    CHAT = "chat"
    IN_PERSON = "in_person"
    REVIEW = "review"
    SOCIAL = "social"
    LETTER = "letter"


class FoundBy(StrEnum):
    """Who noticed the trouble first."""

    CUSTOMER = "customer"
    US = "us"
    REVIEW = "review"


class Fault(StrEnum):
    """Whose doing it was."""

    UNKNOWN = "unknown"
    PRODUCT = "product"
    SHIPPING = "shipping"
    US = "us"
    THIRD_PARTY = "third_party"
    CUSTOMER = "customer"
    NOBODY = "nobody"


class Severity(StrEnum):
    """How bad it is for the customer."""

    MINOR = "minor"
    NORMAL = "normal"
    MAJOR = "major"


class Status(StrEnum):
    """Open until it is closed."""

    OPEN = "open"
    CLOSED = "closed"


class ClosedHow(StrEnum):
    """On the customer's word, or without it; one that was merged into another goes on there."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    MERGED = "merged"


@frozen
class Customer:
    """Who a case belongs to."""

    id: int
    name: str
    email: str | None = None
    phone: str | None = None

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>" if self.email and self.email != self.name else self.name

    @property
    def first_name(self) -> str:
        """How we speak to them: the first word of the name."""
        return self.name.split()[0] if self.name.split() else self.name


@frozen
class Note:
    """An internal remark, which the customer never sees."""

    id: int
    at: datetime
    who: str
    text: str


@frozen
class Reopening:
    """A closing that did not last."""

    closed_at: datetime
    closed_how: ClosedHow
    reopened_at: datetime


@frozen
class Link:
    """Another case that this one has to do with."""

    id: int
    case_id: int
    subject: str
    at: datetime
    because: str | None

    @property
    def name(self) -> str:
        """The other case: `C-2`."""
        return show("C", self.case_id)


@frozen
class Case:
    """The facts of a case itself; `update_every` is how often the customer hears from us, news or not."""

    id: int
    customer: Customer
    subject: str
    product: str | None
    order: str | None
    channel: str | None
    found_by: FoundBy
    fault: Fault
    severity: Severity
    usable: bool | None
    tried: str | None
    opened_at: datetime
    closed_at: datetime | None
    closed_how: ClosedHow | None
    reopenings: tuple[Reopening, ...] = ()
    merged_into: int | None = None
    update_every: str | None = None
    serial: str | None = None
    review_address: str | None = None

    @property
    def name(self) -> str:
        """`C-1`."""
        return show("C", self.id)

    @property
    def is_open(self) -> bool:
        """True until it is closed."""
        return self.closed_at is None

    @property
    def status(self) -> Status:
        """The same as a word."""
        return Status.OPEN if self.is_open else Status.CLOSED


@dataclass(frozen=True)
class CaseFile:
    """A case and everything on it.

    `awaited` are the promises, of any case, that those on it depend on, and what has taken the place of any of them.
    """

    case: Case
    promises: tuple[Promise, ...] = ()
    contacts: tuple[Contact, ...] = ()
    notes: tuple[Note, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    returns: tuple[Return, ...] = ()
    claims: tuple[Claim, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    applied: tuple[AppliedRule, ...] = ()
    costs: tuple[Cost, ...] = ()
    links: tuple[Link, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    tone_reviews: tuple[ToneReview, ...] = ()
    causes: tuple[Cause, ...] = ()
    efforts: tuple[Effort, ...] = ()
    praises: tuple[Praise, ...] = ()
    ask_agains: tuple[AskAgain, ...] = ()
    awaited: tuple[Promise, ...] = ()

    @cached_property
    def tally(self) -> Tally:
        """Chases, updates, waiting since, and the rest; counted once, for a page asks several times."""
        return tally(self.contacts)

    @property
    def last_entry_at(self) -> datetime:
        """When something last happened on the case, notes aside."""
        moments = [self.case.opened_at, *(c.at for c in self.contacts)]
        for p in self.promises:
            moments += [p.made_at, p.ended_at or p.made_at]
        for r in self.replacements:
            moments += r.moments
        for e in self.escalations:
            moments += filter(None, (e.raised_at, e.acknowledged_at, e.resolved_at, e.declined_at))
        return max(moments)

    def acted_at(self) -> tuple[datetime, ...]:
        """When something was done that is more than talk: promised, kept, shipped, or handed up."""
        done = [p for p in self.promises if not p.kept_by_talking]
        return (
            *(p.made_at for p in done if not p.automatic),
            *(p.kept_at for p in done if p.kept_at),
            *(r.shipped_at for r in self.replacements if r.shipped_at),
            *(e.raised_at for e in self.escalations),
        )

    def vain_apologies(self) -> tuple[Contact, ...]:
        """The newest apologies after none of which anything was done."""
        return vain_apologies(self.contacts, self.acted_at())

    def next_promise(self, now: datetime) -> Promise | None:
        """The live promise that is due first."""
        return next(iter(promises.live(self.promises, now)), None)

    def risk(self, promise: Promise, now: datetime) -> Risk | None:
        """Why a promise of this case may be missed, or None."""
        return dependencies.risk(promise, self.awaited, now)

    def chases(self, promise: Promise) -> int:
        """How often the customer asked where it is while this promise was the one behind that."""
        behind = (promises.behind(self.promises, contact.at) for contact in self.contacts if contact.chasing)
        return sum(asked is not None and asked.id == promise.id for asked in behind)

    @property
    def ask_again(self) -> AskAgain | None:
        """When we want to ask again on a closed case, where that was not done yet."""
        return asking_again.standing(self.ask_agains, self.case.closed_at)

    def is_silent(self, now: datetime) -> bool:
        """True for an open case without a live promise."""
        return self.case.is_open and self.next_promise(now) is None


class CaseIsClosed(Refused):
    """Nothing new on a closed case."""

    def __init__(self, case: Case) -> None:
        super().__init__(f"{case.name} is closed; reopen it first: careline reopen {case.id}.")


class CaseIsOpen(Refused):
    """Only a closed case can be reopened."""

    def __init__(self, case: Case) -> None:
        super().__init__(f"{case.name} is open already.")


class CaseIsMerged(Refused):
    """What belongs to a merged case stands on the case that it has become part of."""

    def __init__(self, case: Case) -> None:
        super().__init__(
            f"{case.name} is part of C-{case.merged_into} now; name that one: careline show {case.merged_into}."
        )


class StillPromised(Refused):
    """A case does not close with promises open."""

    def __init__(self, case: Case, forbidding: Sequence[Promise], calendar: Calendar) -> None:
        first, *more = forbidding
        due = day(first.due_at, calendar.zone)
        verb = "is" if len(more) == 1 else "are"
        rest = f" So {verb} {', '.join(p.name for p in more)}." if more else ""
        super().__init__(
            f"{case.name} still has promise {first.name} open ({first.what}, due {due}). "
            f"Keep it, release it or withdraw it first.{rest}"
        )


class OutcomeUnknown(Refused):
    """A replacement is finished when the customer says that it works."""

    def __init__(self, case: Case, replacement: Replacement) -> None:
        what = (
            f"{replacement.name} is asked for and has not left. "
            f"Send it, or: careline replacement decline {replacement.name}"
            if replacement.is_to_ship
            else f"nobody knows whether {replacement.name} works. Ask, then: careline outcome {replacement.name} works"
        )
        super().__init__(f"{case.name} cannot close: {what}.")


class TooFewAttempts(Refused):
    """Unconfirmed closing wants attempts to reach the customer."""

    def __init__(self, case: Case, attempts: int, wanted: int) -> None:
        super().__init__(
            f"{case.name} has {attempts} of {wanted} attempts since the customer's last word; "
            f"try again: careline follow-up {case.id} --no-answer."
        )


class BeforeItExisted(BadInput):
    """Something is said to have happened before what it speaks of."""

    def __init__(self, name: str, since: str) -> None:
        super().__init__(f"That moment lies before {name} ({since}); name a later one.")


class NothingToEdit(BadInput):
    """An edit that names nothing."""

    def __init__(self, options: str) -> None:
        super().__init__(f"Nothing is to be changed; give {options}.")


class BlankText(BadInput):
    """A text that is always needed is blank."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} is blank; write a few words.")


def as_of(file: CaseFile, moment: datetime) -> CaseFile | None:
    """The file as it stood at `moment`: later facts do not exist. None before the case was opened."""
    if file.case.opened_at > moment:
        return None
    return CaseFile(
        case=_case_as_of(file.case, moment),
        promises=tuple(promises.as_of(p, moment) for p in file.promises if p.made_at <= moment),
        contacts=known_at(file.contacts, moment),
        notes=tuple(note for note in file.notes if note.at <= moment),
        replacements=tuple(replacements.as_of(r, moment) for r in file.replacements if r.requested_at <= moment),
        returns=tuple(returns.as_of(each, moment) for each in file.returns if each.asked_at <= moment),
        claims=tuple(claims.as_of(claim, moment, file.costs) for claim in file.claims if claim.due_at <= moment),
        escalations=tuple(escalations.as_of(e, moment) for e in file.escalations if e.raised_at <= moment),
        applied=tuple(each for each in file.applied if each.applied_at <= moment),
        costs=tuple(costs.as_of(cost, moment) for cost in file.costs if cost.at <= moment),
        links=tuple(link for link in file.links if link.at <= moment),
        reminders=tuple(reminder for reminder in file.reminders if reminder.at <= moment),
        diagnoses=tuple(each for each in file.diagnoses if each.at <= moment),
        disclosures=tuple(each for each in file.disclosures if each.at <= moment),
        tone_reviews=tuple(tone.as_of(each, moment) for each in file.tone_reviews if each.requested_at <= moment),
        causes=tuple(cause for cause in file.causes if cause.at <= moment),
        efforts=tuple(effort for effort in file.efforts if effort.at <= moment),
        praises=file.praises,
        ask_agains=tuple(asking_again.as_of(each, moment) for each in file.ask_agains if each.at <= moment),
        awaited=tuple(promises.as_of(p, moment) for p in file.awaited if p.made_at <= moment),
    )


def _case_as_of(case: Case, moment: datetime) -> Case:
    """Open or closed as it was then; a merged case is part of the other as of every moment."""
    if case.merged_into is not None:
        return case
    past = tuple(r for r in case.reopenings if r.reopened_at <= moment)
    undone = next((r for r in case.reopenings if r.closed_at <= moment < r.reopened_at), None)
    if undone:
        return replace(case, closed_at=undone.closed_at, closed_how=undone.closed_how, reopenings=past)
    if case.closed_at is not None and case.closed_at > moment:
        return replace(case, closed_at=None, closed_how=None, reopenings=past)
    return replace(case, reopenings=past) if past != case.reopenings else case


def check_can_close(file: CaseFile, how: ClosedHow, policy: Policy, calendar: Calendar) -> None:
    """Decide whether the case may close (G5).

    Raises CaseIsClosed, StillPromised, OutcomeUnknown and TooFewAttempts.
    """
    if not file.case.is_open:
        raise CaseIsClosed(file.case)
    _, forbids = promises.ended_by_closing(file.promises)
    if forbids:
        raise StillPromised(file.case, forbids, calendar)
    if how is ClosedHow.CONFIRMED:
        untested = next((r for r in file.replacements if r.is_live), None)
        if untested:
            raise OutcomeUnknown(file.case, untested)
    elif file.tally.attempts < policy.close_unconfirmed_after:
        raise TooFewAttempts(file.case, file.tally.attempts, policy.close_unconfirmed_after)


def check_not_merged(case: Case) -> None:
    """Raise CaseIsMerged for a case that has become part of another."""
    if case.merged_into is not None:
        raise CaseIsMerged(case)


def may_be_silent(*, closed_at: datetime | None, due_at: datetime | None, kept_at: datetime | None) -> bool:
    """True for an imported case that stood open without a live promise at some time."""
    if due_at is None:
        return True
    return kept_at is not None and (closed_at is None or kept_at < closed_at)
