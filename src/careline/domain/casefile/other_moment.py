"""A contact that happened at another moment than was recorded: whether that can be, and what it keeps then (G4)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from careline.domain.casefile.case_file import CaseFile
from careline.domain.cases.case import ClosedHow
from careline.domain.cases.contacts import Contact, Direction, tally
from careline.domain.errors import Refused
from careline.domain.ladder.causes import closings
from careline.domain.ladder.escalations import CauseOf
from careline.domain.promises.keeping import first_to_keep, kept_by_words
from careline.domain.promises.promise import Promise
from careline.domain.time.working_time import Calendar


def of_one_call(file: CaseFile, contact: Contact) -> tuple[Contact, ...]:
    """The contact, and our answer in the same call, which goes where the words go that it answers."""
    return tuple(c for c in file.contacts if c == contact or (c.in_reply_to == contact.id and c.at == contact.at))


def moved(file: CaseFile, going: Sequence[Contact], at: datetime) -> tuple[Contact, ...]:
    """The contacts of a case as they are where some happened at another moment."""
    return tuple(replace(c, at=at) if c in going else c for c in file.contacts)


def check_can_move(
    file: CaseFile, going: Sequence[Contact], at: datetime, attempts: int, when: Callable[[datetime], str]
) -> None:
    """Decide whether contacts of one call can have happened at another moment; `when` tells a moment.

    `attempts` is how many the policy wants before a case closes unconfirmed. Raises Refused where something rests on
    the moment that is recorded.
    """
    contact = going[0]
    why = (
        _begins_something(file, contact)
        or _lies_across_a_closing(file, contact, at, when)
        or _is_told_by(file, going)
        or _is_answered(file, contact, at, when)
        or _raised_something(file, going, at, when)
        or _counts_as_attempt(file, going, at, attempts)
    )
    if why:
        raise _stays(contact, why)


def _begins_something(file: CaseFile, contact: Contact) -> str | None:
    if contact.direction is Direction.IN and contact.spoken_for and contact.at == file.case.opened_at:
        return f"it opened {file.case.name}"
    if contact.direction is Direction.IN and any(r.reopened_at == contact.at for r in file.case.reopenings):
        return f"it reopened {file.case.name}"
    return None


def _lies_across_a_closing(
    file: CaseFile, contact: Contact, at: datetime, when: Callable[[datetime], str]
) -> str | None:
    first, last = sorted((contact.at, at))
    crossed = (closed_at for closed_at in closings(file.case) if first <= closed_at <= last)
    found = next(crossed, None) or next(
        (r.reopened_at for r in file.case.reopenings if first <= r.reopened_at <= last), None
    )
    return f"{file.case.name} closed or came back in between, {when(found)}" if found else None


def _is_told_by(file: CaseFile, going: Sequence[Contact]) -> str | None:
    told_at = {contact.at for contact in going if contact.reached}
    promise = next((p for p in file.promises if p.superseded_at and p.told_at in told_at), None)
    if promise:
        return f"it told of the new date of {promise.name}"
    unit = next((r for r in file.replacements if r.announced_at in told_at), None)
    return f"it announced {unit.name}" if unit and going[0].direction is Direction.OUT else None


def _is_answered(file: CaseFile, contact: Contact, at: datetime, when: Callable[[datetime], str]) -> str | None:
    asked = next((c for c in file.contacts if c.id == contact.in_reply_to), None)
    return f"it answers {asked.name}, which was said {when(asked.at)}" if asked and at < asked.at else None


def _raised_something(
    file: CaseFile, going: Sequence[Contact], at: datetime, when: Callable[[datetime], str]
) -> str | None:
    ids = {contact.id for contact in going}
    raised = {a.escalation_id: a for a in file.applied if a.cause is CauseOf.CONTACT and a.cause_id in ids}
    found = next((e for e in file.escalations if e.id in raised and e.raised_at < at), None)
    return f"{found.name} was raised for it {when(found.raised_at)}" if found else None


def _counts_as_attempt(file: CaseFile, going: Sequence[Contact], at: datetime, attempts: int) -> str | None:
    """What closed unconfirmed had enough attempts behind it."""
    unconfirmed = [r.closed_at for r in file.case.reopenings if r.closed_how is ClosedHow.UNCONFIRMED]
    if file.case.closed_at and file.case.closed_how is ClosedHow.UNCONFIRMED:
        unconfirmed.append(file.case.closed_at)
    contacts = moved(file, going, at)
    for closed_at in unconfirmed:
        before, after = (tally(c for c in each if c.at <= closed_at).attempts for each in (file.contacts, contacts))
        if after < min(before, attempts):
            return f"{file.case.name} closed after so many attempts to reach them"
    return None


def kept_anew(
    file: CaseFile, contacts: Sequence[Contact], calendar: Calendar
) -> tuple[tuple[Promise, datetime | None], ...]:
    """The promises that are kept by themselves at other moments where these are the contacts; None where they are not.

    What somebody said of a promise, and what a closing kept, stays.
    """
    found: list[tuple[Promise, datetime | None]] = []
    for promise in file.promises:
        was, now = (first_to_keep(promise, each, calendar) for each in (file.contacts, contacts))
        was_at, now_at = (each.at if each else None for each in (was, now))
        by_words = kept_by_words(promise, file.contacts, calendar) is not None
        if was_at != now_at and (by_words or (was is None and promise.ended_at is None)):
            found.append((promise, now_at))
    return tuple(found)


def check_nothing_owed_when_closed(
    file: CaseFile, contact: Contact, anew: Sequence[tuple[Promise, datetime | None]]
) -> None:
    """Raise Refused where a promise that a contact has kept would still have been owed as the case closed (G5)."""
    for promise, kept_at in anew:
        after = (at for at in closings(file.case) if promise.kept_at is not None and at >= promise.kept_at)
        closed_at = min(after, default=None)
        if closed_at is not None and (kept_at is None or kept_at > closed_at):
            raise _stays(contact, f"{promise.name}, which it has kept, would still have been owed as the case closed")


def _stays(contact: Contact, why: str) -> Refused:
    return Refused(f"{contact.name} cannot have another moment: {why}.")
