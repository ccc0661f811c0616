"""What follows from a mail that was sent: what it told counts as told from then on, and not before."""

from contextlib import suppress

from careline.domain.errors import CarelineError
from careline.domain.ladder.escalations import is_live
from careline.domain.mail.mails import About, Contents, Mail
from careline.domain.shop.shop import Shop
from careline.store import mails as store
from careline.store.casefile import case_of
from careline.store.recording import Recording
from careline.store.tables import contacts as contact_tables
from careline.store.tables import mails as tables
from careline.store.tables import replacements as unit_tables
from careline.usecases import known_or_new
from careline.usecases.cases import asking_again
from careline.usecases.ladder import escalations
from careline.usecases.replacements import announcing
from careline.usecases.thread import Thread


def follow(work: Recording, shop: Shop, mail: Mail, contents: Contents) -> None:
    """Record what a mail has told, in the transaction that records that it was sent.

    What stands in the way of that by now is left alone: the mail was sent all the same.
    """
    _told(work, shop, store.tells_of(work.fetch, mail.id))
    if mail.about in (About.LETTER, About.ANNOUNCEMENT):
        _reached(work, shop, mail, contents)


def _told(work: Recording, shop: Shop, numbers: list[int]) -> None:
    """Whoever has an escalation knows of it, where it still lives and nobody has told them before."""
    for number in numbers:
        case_id = case_of(work.fetch, "E", number)
        if case_id is None:
            continue
        file = Thread(work, shop, case_id, work.now).file
        found = next(each for each in file.escalations if each.id == number)
        if is_live(found, work.now) and not (found.told_at or found.acknowledged_at):
            escalations.told(work, shop, [number], at=work.now)


def _reached(work: Recording, shop: Shop, mail: Mail, contents: Contents) -> None:
    """The customer has our words now, as whoever queued them said them, and a parcel counts as announced."""
    (now,) = store.mails_by_id(work.fetch, [mail.id], work.now)  # its case may have been merged meanwhile
    if now.case_id is None:
        return
    thread = Thread(work, shop, now.case_id, work.now)
    try:
        known_or_new.check_remembered(work, thread.case.customer)
    except CarelineError:
        return
    unit = next((each for each in thread.file.replacements if each.id == mail.replacement_id), None)
    if unit:
        with suppress(CarelineError):
            announcing.check_can_announce(thread, unit)
            work.session.get_one(unit_tables.Replacement, unit.id).announced_at = work.now
    contact = thread.contact("out", contents.text, channel="email", reached=True)
    work.session.get_one(contact_tables.Contact, contact).who = mail.queued_by
    work.session.get_one(tables.Mail, mail.id).contact_id = contact
    thread.keep_by_contact(reached=True)
    asking_again.keep_by_contact(thread)
    thread.settle()
    thread.done()
