"""Contacts and notes that were recorded with another moment, or with other words."""

from datetime import datetime

from careline.domain.casefile import other_moment as rules
from careline.domain.casefile.recorded import Recorded
from careline.domain.cases.case import Note, NothingToEdit
from careline.domain.cases.contacts import Contact
from careline.domain.errors import BadInput
from careline.domain.ids import show
from careline.domain.promises.keeping import kept_by_words
from careline.domain.promises.promise import End, Promise
from careline.domain.shop.shop import Shop
from careline.store.recording import Recording
from careline.store.safekeeping import taking_apart
from careline.store.tables import asking_again as asking_again_tables
from careline.store.tables import contacts as contact_tables
from careline.store.tables import learning
from careline.usecases import known_or_new
from careline.usecases.cases import moving
from careline.usecases.promises import correcting
from careline.usecases.thread import Thread, filled


def edit(work: Recording, shop: Shop, number: int, text: str | None, at: datetime | None, because: str) -> Recorded:
    """Give a contact or a note the right words, or the right moment, as of every moment (G13).

    What waits for an answer follows from that, and so does what a word of ours has kept (G4). Raises NothingToEdit,
    BlankText, NoSuchId, BadInput, BeforeItExisted, and what `domain.casefile.other_moment.check_can_move` raises.
    """
    because = filled(because, "--because")
    if text is None and at is None:
        raise NothingToEdit("the right words, or the right moment with --at")
    [entry] = moving.named(work, [show("W", number)])
    thread = Thread(work, shop, entry.case_id, work.now)
    known_or_new.check_remembered(work, thread.case.customer)
    said: tuple[Contact | Note, ...] = (*thread.file.contacts, *thread.file.notes)
    known = next(each for each in said if each.name == entry.name)
    words = known.text if text is None else filled(text, "TEXT")
    moment = at or known.at
    if (words, moment) == (known.text, known.at):
        raise BadInput(f"{known.name} says that already; give the right words, or the right moment with --at.")
    if moment != known.at and moment < thread.case.opened_at:
        raise thread.too_early(thread.case.name, thread.case.opened_at)
    was = f", which stood at {thread.short(known.at)}" if moment != known.at else ""
    if isinstance(known, Contact) and moment != known.at:
        _move(thread, known, moment)
    row = work.session.get_one(moving.TABLES[entry.table], entry.id)
    row.at, row.text = moment, words
    thread.note(f"{known.name} corrected{was}: {because}")
    return thread.done()


def _move(thread: Thread, contact: Contact, at: datetime) -> None:
    """Let a contact have happened at another moment, with what goes by that moment."""
    work, shop, file = thread.work, thread.shop, thread.file
    going = rules.of_one_call(file, contact)
    rules.check_can_move(file, going, at, shop.policy.close_unconfirmed_after, thread.short)
    anew = rules.kept_anew(file, rules.moved(file, going, at), shop.calendar)
    rules.check_nothing_owed_when_closed(file, contact, anew)
    named = _kept_in_the_call(thread, contact)
    for each in going:
        work.session.get_one(contact_tables.Contact, each.id).at = at
    for told in moving.rows_on(work, learning.Disclosure, thread.case_id):
        told.at = at if told.contact_id == contact.id else told.at
    for asked in moving.rows_on(work, asking_again_tables.AskAgain, thread.case_id):
        asked.done_at = at if asked.done_at == contact.at else asked.done_at
    for promise, kept_at in anew:
        if kept_at is None:
            correcting.take_back(thread, promise)
        elif promise.kept_at is not None:
            correcting.keep_at(thread, promise, kept_at)
            thread.remarks.append(f"{promise.name} {promise.quoted} was kept {thread.short(kept_at)}.")
        else:
            then = Thread(work, shop, thread.case_id, kept_at)
            then.end(then.promise(promise.id), End.KEPT)
            then.settle()
            thread.ended.extend(then.ended)
    for promise in named:
        if at < promise.made_at:
            raise thread.too_early(promise.name, promise.made_at)
        correcting.keep_at(thread, promise, at)
        thread.remarks.append(f"{promise.name} {promise.quoted} was kept {thread.short(at)}.")
    thread.promise_something()


def _kept_in_the_call(thread: Thread, contact: Contact) -> list[Promise]:
    """The promises that were named as kept in the call of a contact (`--keeps`); what a unit has kept is its own."""
    fetch, call = thread.work.fetch, taking_apart.made_by(thread.work.fetch, "contacts", contact.id)
    contacts, calendar = thread.file.contacts, thread.shop.calendar
    kept = (p for p in thread.file.promises if p.kept_at == contact.at and not p.is_arrival)
    kept = (p for p in kept if not kept_by_words(p, contacts, calendar))
    return [p for p in kept if (end := taking_apart.ended_by(fetch, p.id)) and end[0] == call]
