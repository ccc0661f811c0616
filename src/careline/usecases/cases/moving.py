"""Contacts, notes and attachments that belong elsewhere: moving them to the case that they are about."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import select

from careline.domain.casefile import joining
from careline.domain.casefile import moving as rules
from careline.domain.casefile.moving import Leaving
from careline.domain.casefile.recorded import Recorded
from careline.domain.cases.contacts import Contact, Direction
from careline.domain.errors import BadInput
from careline.domain.ids import NoSuchId
from careline.domain.ladder import causes
from careline.domain.ladder.escalations import CauseOf
from careline.domain.promises.promise import GAVE_WAY, End, Promise, PromiseKind
from careline.domain.shop.shop import Shop
from careline.domain.values import frozen
from careline.store.recording import Recording
from careline.store.safekeeping import moving
from careline.store.safekeeping.moving import Entry
from careline.store.tables import attachments as attachment_tables
from careline.store.tables import cases as case_tables
from careline.store.tables import contacts as contact_tables
from careline.store.tables import ladder as ladder_tables
from careline.store.tables import learning
from careline.store.tables import notes as note_tables
from careline.store.tables import promises as promise_tables
from careline.store.tables import reopenings as reopening_tables
from careline.usecases import known_or_new
from careline.usecases.cases.cases import undo_closing
from careline.usecases.thread import Thread

TABLES: dict[str, Any] = {
    "contacts": contact_tables.Contact,
    "notes": note_tables.Note,
    "attachments": attachment_tables.Attachment,
}


def move(work: Recording, shop: Shop, names: Iterable[str], to_id: int) -> list[Recorded]:
    """Let contacts, notes and attachments stand on another case, as of every moment as if recorded there (G13).

    What those of the customer had caused by itself goes with them; ours take nothing back. The case that they go to
    comes first. Raises NoSuchId, BadInput for what stands there already, and Refused.
    """
    to = Thread(work, shop, to_id, work.now)
    found = named(work, names)
    for entry in found:
        if entry.case_id == to_id:
            raise BadInput(f"{entry.name} is already on {to.case.name}; name another case with --to.")
    olds = [Thread(work, shop, case_id, work.now) for case_id in dict.fromkeys(entry.case_id for entry in found)]
    for old in olds:
        carry(old, to, [entry for entry in found if entry.case_id == old.case_id], opens=False, promised=False)
    return [thread.done() for thread in (to, *olds)]


def named(work: Recording, names: Iterable[str]) -> list[Entry]:
    """The contacts, notes and attachments of these names (W-1, A-1), each once. Raises NoSuchId."""
    wanted = list(dict.fromkeys(names))
    found = moving.entries(work.fetch, wanted)
    for name in wanted:
        if name not in found:
            raise NoSuchId(name[0], int(name[2:]))
    return [found[name] for name in wanted]


@frozen
class _Move:
    """Words on their way from one case to another.

    `opening` is the contact that opens (`opens`) or reopens the other case, `left` what becomes of the first, `back`
    what lives again on the other, `number` the id of the reopening that goes along.
    """

    contacts: tuple[Contact, ...]
    opening: Contact | None
    opens: bool
    left: Leaving
    back: tuple[Promise, ...]
    number: int | None


def carry(
    old: Thread, to: Thread, entries: Sequence[Entry], gone: Iterable[Promise] = (), *, opens: bool, promised: bool
) -> None:
    """Move words from one case to another, which the first of them `opens`, with what they had caused.

    `gone` are the promises that have gone already; where something is `promised` there, nothing acknowledges the words.
    Raises Refused for a customer who was forgotten.
    """
    for thread in (old, to):
        known_or_new.check_remembered(old.work, thread.case.customer)
    asked = rules.unanswered(old.case, old.file.contacts) | rules.unanswered(to.case, to.file.contacts)
    quiet = [contact.id for contact in (*old.file.contacts, *to.file.contacts) if contact.no_reply]
    elsewhere = moving.answered_elsewhere(old.work.fetch, quiet) if quiet else set()
    # What waited where it comes back to, and was told nothing since, was answered by nobody in between.
    asked |= moving.coming_back(
        old.work.fetch, [e.id for e in entries if e.table == "contacts"], old.case_id, to.case_id
    )
    going = frozenset(entry.name for entry in entries)
    contacts = tuple(contact for contact in old.file.contacts if contact.name in going)
    needless = {number for number in quiet if number not in elsewhere}
    opening = rules.first_words(contacts) if opens else rules.reopening(to.case, contacts, needless)
    back = tuple(p for contact in contacts for p in rules.living_again(to.file, contact))
    names = going | {promise.name for promise in gone}
    left = rules.leaving(old.file, names, _since(old, names), wanted=opening is not None and not back and not promised)
    number = left.closing.id if left.closing and opening and not opens else None
    for answer, words in rules.answers_left(old.file, going):
        old.remarks.append(f"{answer.name}, the answer to {words.name}, stays here.")
    move = _Move(contacts, opening, opens, left, back, number)
    _move_rows(old, to, entries, contacts)
    _escalations_follow(old, to, move)
    _leave(old, left)
    _arrive(to, move, old.case.customer.first_name, promised=promised)
    for thread in (old, to):
        _stay_answered(thread, asked, elsewhere)
    names_in_words = rules.listed([entry.name for entry in entries])
    old.note(f"{names_in_words} moved to {to.case.name}.")
    to.note(f"{names_in_words} moved here from {old.case.name}.")


def _since(old: Thread, going: Collection[str]) -> rules.Since:
    """What was recorded on a case since the last of the words that go reopened it; where nobody knows, something."""
    found = rules.last_reopening(old.file, going)
    since = moving.recorded_since(old.work.fetch, old.case_id, found[1].id) if found else {}
    return {"costs": {0}} if since is None else since


def _move_rows(old: Thread, to: Thread, entries: Iterable[Entry], contacts: Iterable[Contact]) -> None:
    """Let the words stand on the other case, what the customer said in the name of its customer.

    What comes back there has the name that it had, which may be an earlier one of theirs.
    """
    # Looked up before: in one change, so that the log has the old name only with the old case.
    theirs = {c.id for c in contacts if c.direction is Direction.IN and old.case.customer.id != to.case.customer.id}
    case_id, name = to.case_id, to.case.customer.name
    before = moving.spoken_by(old.work.fetch, theirs, case_id) if theirs else {}
    for entry in entries:
        row = old.work.session.get_one(TABLES[entry.table], entry.id)
        row.case_id = case_id
        if isinstance(row, contact_tables.Contact):
            row.spoken_for = False
            row.who = before.get(row.id, name) if row.id in theirs else row.who
    told = {contact.id for contact in contacts}
    for disclosure in rows_on(old.work, learning.Disclosure, old.case_id):
        if disclosure.contact_id in told:
            disclosure.case_id = case_id


def _escalations_follow(old: Thread, to: Thread, move: _Move) -> None:
    """Let what was escalated about the words stand where they do, and the plans to carry out its backup."""
    gone = {
        CauseOf.CONTACT: frozenset(contact.id for contact in move.contacts),
        CauseOf.PROMISE: frozenset(promise.id for promise in move.left.along),
        CauseOf.REOPENING: frozenset(filter(None, (move.number,))),
    }
    escalations_follow(old, to.case_id, gone)


def escalations_follow(old: Thread, to_id: int, gone: dict[CauseOf, frozenset[int]]) -> None:
    """Move what was escalated about causes that have gone to another case, what they called for, and the backups."""
    file, work = old.file, old.work
    gone = gone | {CauseOf.ESCALATION: joining.going_along(file, gone)}
    backups = {plan for plan, (of, number) in causes.backed(file).items() if number in gone.get(of, ())}
    for table, ids in (
        (promise_tables.Promise, backups),
        (ladder_tables.Escalation, gone[CauseOf.ESCALATION]),
    ):
        for row in rows_on(work, table, old.case_id):
            if row.id in ids:
                row.case_id = to_id
    for row in rows_on(work, ladder_tables.AppliedRule, old.case_id):
        if row.cause_id in gone.get(CauseOf(row.cause), ()):
            row.case_id = to_id


def _leave(old: Thread, left: Leaving) -> None:
    """Take back what the words had caused on the case that they leave; it has a promise afterwards (G1)."""
    if left.closing is None:
        for promise in left.void:
            old.end(promise, End.VOIDED, because=rules.MOVED)
        if left.reopened_by:
            more = "more was recorded on it since"
            old.remarks.append(f"{old.case.name} stays open: {more} {left.reopened_by.name} reopened it.")
        if left.void:
            old.settle()
        return
    session = old.work.session
    row = session.get_one(case_tables.Case, old.case_id)
    row.closed_at, row.closed_how = left.closing.closed_at, left.closing.closed_how
    session.delete(session.get_one(reopening_tables.Reopening, left.closing.id))
    # As of no moment is anything owed on a case that was closed all along.
    for promise in left.void:
        old.end(promise, End.VOIDED, because=rules.MOVED, at=promise.made_at)


def _arrive(to: Thread, move: _Move, known_as: str, *, promised: bool) -> None:
    """Let the words be on the case that they go to what they would have been had they been recorded there."""
    session, opening = to.work.session, move.opening
    if opening and not move.opens:
        then = Thread(to.work, to.shop, to.case_id, opening.at)
        undo_closing(then, move.number or moving.reopening_taken_back(to.work.fetch, to.case_id, opening.at))
    for promise in move.left.along:
        row = session.get_one(promise_tables.Promise, promise.id)
        row.case_id, row.what = to.case_id, row.what.replace(known_as, to.case.customer.first_name)
    for promise in move.back:
        row = session.get_one(promise_tables.Promise, promise.id)
        row.voided_at = row.ended_because = row.ended_recorded_at = None
    spoken_for = {p.made_at for p in (*move.left.along, *move.back) if p.kind is PromiseKind.ACKNOWLEDGE}
    if opening and not promised and opening.at not in spoken_for:
        _acknowledge(to, opening, move.contacts)
    for contact in move.contacts:
        if contact == opening or (contact.direction is Direction.IN and contact.at in spoken_for):
            session.get_one(contact_tables.Contact, contact.id).spoken_for = True
    for promise in joining.giving_way_once_joined(to.file.promises, to.work.now) if move.back else ():
        to.end(promise, End.RELEASED, because=GAVE_WAY)
    to.ended.extend(p for p in move.left.along if p.ended_at)
    if to.ended and not promised:
        to.settle()


def _acknowledge(to: Thread, opening: Contact, contacts: Iterable[Contact]) -> None:
    """Make the acknowledgement of words as of when they were said; an answer that has moved along has kept it."""
    then = Thread(to.work, to.shop, to.case_id, opening.at)
    then.acknowledge()
    answered_at = rules.answer_after(contacts, opening)
    if answered_at:
        made = max(then.file.promises, key=lambda promise: promise.id)
        to.end(made, End.KEPT, at=answered_at)


def _stay_answered(thread: Thread, asked: Collection[int], elsewhere: Collection[int]) -> None:
    """Let what was answered stay so, wherever the answer is now: it needs none where that stands on another case."""
    lifted = [replace(c, no_reply=False) if c.id in elsewhere else c for c in thread.file.contacts]
    waiting = rules.unanswered(thread.case, lifted)
    for contact in thread.file.contacts:
        needs_none = contact.id in waiting and contact.id not in asked
        if needs_none or contact.id in elsewhere:
            thread.work.session.get_one(contact_tables.Contact, contact.id).no_reply = needs_none


def rows_on(work: Recording, table: Any, case_id: int) -> list[Any]:
    """The rows of a table that stand on a case, by id."""
    return list(work.session.exec(select(table).where(table.case_id == case_id).order_by(table.id)))
