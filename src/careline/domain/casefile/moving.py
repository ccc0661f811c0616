"""Words that stand on the wrong case: what goes with them where they move, and what stays (G13)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from careline.domain.casefile.case_file import CaseFile
from careline.domain.cases.case import Case, Reopening
from careline.domain.cases.contacts import Contact, Direction, tally
from careline.domain.ladder.causes import closings
from careline.domain.promises.promise import Promise, PromiseKind
from careline.domain.values import frozen

MOVED = "what it was for was moved to another case"
"""Why a plan is void that careline had made for words which have moved."""
MORE = (
    "contacts",
    "notes",
    "attachments",
    "promises",
    "replacements",
    "escalations",
    "costs",
    "diagnoses",
    "ask_agains",
)
"""What is more than the words themselves, where it was recorded since they reopened a case."""

Since = Mapping[str, Collection[int]]
"""What was recorded on a case from the command on that reopened it: table -> row ids."""


@frozen
class Leaving:
    """What becomes of a case that words leave.

    `closing` is the closing that stands again, `void` the live plans that were made for them, `along` what goes with
    them; `reopened_by` is the contact among them whose reopening stays, as more was recorded since.
    """

    closing: Reopening | None = None
    void: tuple[Promise, ...] = ()
    along: tuple[Promise, ...] = ()
    reopened_by: Contact | None = None


def last_reopening(file: CaseFile, going: Collection[str]) -> tuple[Contact, Reopening] | None:
    """The last reopening of an open case and the contact that it came of, where that is among those that go."""
    last = max(file.case.reopenings, key=lambda each: (each.reopened_at, each.id), default=None)
    if last is None or not file.case.is_open:
        return None
    withdrawn = {p.made_at for p in _acknowledgements(file.promises) if p.withdrawn_at}
    spoke = (
        contact
        for contact in file.contacts
        if contact.direction is Direction.IN and contact.at == last.reopened_at and contact.name in going
    )
    return next(((c, last) for c in spoke if c.spoken_for or c.at in withdrawn), None)


def leaving(file: CaseFile, going: Collection[str], since: Since, *, wanted: bool) -> Leaving:
    """What goes with the words and promises of these names, and what stays.

    Without anything else that was recorded `since`, a reopening is taken back; its acknowledgement goes along where it
    is `wanted` on the other case. What was said stays said.
    """
    found = last_reopening(file, going)
    if found and not _more(file, going, since):
        # Whatever lives on a case that was closed was made since.
        live = [p for p in file.promises if p.automatic and p.ended_at is None]
        along = [p for p in live if wanted and p.kind is PromiseKind.ACKNOWLEDGE]
        ended = (p for p in file.promises if p.automatic and p.id in since.get("promises", ()) and p.ended_at)
        return Leaving(
            found[1],
            tuple(p for p in live if p not in along),
            (*along, *(p for p in ended if p.voided_at is None)),
        )
    said_at = {contact.at for contact in file.contacts if contact.name in going and contact.spoken_for}
    plans = (p for p in _acknowledgements(file.promises) if p.ended_at is None and p.made_at in said_at)
    return Leaving(void=tuple(plans), reopened_by=found[0] if found else None)


def _more(file: CaseFile, going: Collection[str], since: Since) -> bool:
    """True where something was recorded since that neither goes along nor was made by careline itself."""
    by_itself = {
        *(("promises", p.id) for p in file.promises if p.automatic or p.name in going),
        *(("contacts", c.id) for c in file.contacts if c.name in going),
        *(("notes", n.id) for n in file.notes if n.name in going),
        *(("attachments", each.id) for each in file.attachments if each.name in going),
    }
    return any((table, number) not in by_itself for table in MORE for number in since.get(table, ()))


def _acknowledgements(promises: Iterable[Promise]) -> Iterable[Promise]:
    return (p for p in promises if p.automatic and p.kind is PromiseKind.ACKNOWLEDGE)


def living_again(file: CaseFile, contact: Contact) -> tuple[Promise, ...]:
    """The plans that were void since these words had left the case, and which live again as they come back."""
    plans = [p for p in file.promises if p.voided_at and p.ended_because == MOVED and p.made_at >= contact.at]
    return tuple(plans) if any(p.made_at == contact.at for p in _acknowledgements(plans)) else ()


def reopening(case: Case, contacts: Iterable[Contact], needless: Collection[int]) -> Contact | None:
    """The first of these words that reopens a closed case, as it would have when it was said (G5), or None.

    `needless` are those that need no answer.
    """
    closed_at = case.closed_at
    theirs = (c for c in contacts if c.direction is Direction.IN and not c.praise and c.id not in needless)
    back = [c for c in theirs if closed_at is not None and c.at >= closed_at]
    return min(back, key=lambda contact: contact.order, default=None)


def unanswered(case: Case, contacts: Iterable[Contact]) -> frozenset[int]:
    """The contacts that wait for an answer which neither we nor a closing has given, by id."""
    contacts = tuple(contacts)
    waiting, closed = tally(contacts).unanswered, closings(case)
    return frozenset(
        c.id
        for c in contacts
        # What has reopened a case was said after its closing, be it in the same moment.
        if c.id in waiting and not any(at > c.at or (at == c.at and not c.spoken_for) for at in closed)
    )


def answer_after(contacts: Iterable[Contact], since: Contact) -> datetime | None:
    """When our first word after these reached the customer, or None."""
    ours = (c.at for c in contacts if c.direction is Direction.OUT and c.reached and c.order > since.order)
    return min(ours, default=None)


def answers_left(file: CaseFile, going: Collection[str]) -> tuple[tuple[Contact, Contact], ...]:
    """What we had answered in the same call to words that go, and what stays behind; each with those words."""
    asked = {contact.id: contact for contact in file.contacts if contact.name in going}
    return tuple((c, asked[c.in_reply_to]) for c in file.contacts if c.in_reply_to in asked and c.name not in going)


def first_words(contacts: Iterable[Contact]) -> Contact | None:
    """The first of these that the customer said."""
    theirs = (contact for contact in contacts if contact.direction is Direction.IN)
    return min(theirs, key=lambda contact: contact.order, default=None)


def listed(names: Sequence[str]) -> str:
    """`W-1`, `W-1 and W-2`, `W-1, W-2 and W-3`."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
