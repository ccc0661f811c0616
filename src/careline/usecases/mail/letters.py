"""Mail to customers, and to whoever takes an escalation: queued here, it tells nobody anything until it was sent."""

from careline.domain.casefile import letters
from careline.domain.cases.case import Customer
from careline.domain.errors import BadInput, Refused
from careline.domain.ids import NoSuchId
from careline.domain.ladder.escalations import Escalation, is_live
from careline.domain.mail.account import Account
from careline.domain.mail.mails import About, NewMail
from careline.domain.names import Person, fold
from careline.domain.shop.shop import Shop
from careline.domain.time import moments
from careline.domain.wording import shell_word
from careline.store.casefile import case_of
from careline.store.fetch import Fetch
from careline.store.people.addresses import addresses_of
from careline.store.people.parties import party_named
from careline.store.recording import Recording
from careline.usecases import known_or_new
from careline.usecases.mail import outbox
from careline.usecases.replacements import announcing
from careline.usecases.thread import Thread, thread_of


def letter(
    work: Recording, shop: Shop, account: Account, case_id: int, to: Person, subject: str, text: str, *, held: bool
) -> int:
    """Queue a mail to the customer of a case; its number. Raises NoSuchId, Refused and BadInput."""
    thread = Thread(work, shop, case_id, work.now)
    known_or_new.check_remembered(work, thread.case.customer)
    return outbox.queue(work, account, NewMail(About.LETTER, to, subject, text, case_id=case_id, held=held))


def announcement(work: Recording, shop: Shop, account: Account, replacement_id: int, *, held: bool) -> int:
    """Queue the announcement of a parcel; its number. Raises what `announced` raises, and BadInput."""
    thread, replacement = thread_of(work, shop, replacement_id, work.now)
    announcing.check_can_announce(thread, replacement)
    new = NewMail(
        About.ANNOUNCEMENT,
        address(work.fetch, thread.case.customer, None),
        letters.mail_subject(thread.file, shop),
        "\n".join(letters.announcement(thread.file, replacement, shop)),
        case_id=thread.case_id,
        replacement_id=replacement_id,
        held=held,
    )
    return outbox.queue(work, account, new)


def escalation(work: Recording, shop: Shop, account: Account, number: int, *, held: bool) -> int:
    """Queue a mail that tells whoever takes an escalation of it; its number. Raises NoSuchId, Refused and BadInput."""
    case_id = case_of(work.fetch, "E", number)
    if case_id is None:
        raise NoSuchId("E", number)
    thread = Thread(work, shop, case_id, work.now)
    found = next(each for each in thread.file.escalations if each.id == number)
    if found.told_at or not is_live(found, work.now):
        raise Refused(f"{found.name} {'is over' if not found.told_at else f'is known to {found.to} already'}.")
    party = party_named(work.fetch, fold(found.to))
    if party is None or not party.email:
        raise BadInput(
            f"{found.to} has no e-mail address yet: careline party edit {shell_word(found.to)} --email ADDRESS."
        )
    new = NewMail(
        About.ESCALATION,
        Person(party.name, party.email),
        f"{found.name}: {thread.case.customer.name}, {thread.case.subject}",
        told_in_words(thread, found),
        case_id=case_id,
        escalations=(number,),
        held=held,
    )
    return outbox.queue(work, account, new)


def address(fetch: Fetch, customer: Customer, wanted: str | None) -> Person:
    """Where mail to a customer goes: to the address that is wanted, which must be one of theirs, else to the first.

    Raises BadInput.
    """
    known = addresses_of(fetch, customer).emails
    name = shell_word(customer.email or customer.name)
    if not known:
        raise BadInput(f"{customer.name} has no e-mail address: careline customer edit {name} --email ADDRESS.")
    found = next((each for each in known if wanted is None or each.lower() == wanted.lower()), None)
    if found is None:
        raise BadInput(
            f"{wanted} is no address of {customer.name}, who has {', '.join(known)}. Add it first: careline customer "
            f"edit {name} --add-email {wanted}."
        )
    return Person(customer.name, found)


def told_in_words(thread: Thread, found: Escalation) -> str:
    """What whoever takes an escalation has to know: whose case, why, by when they answer, and what is owed."""
    case, shop, now = thread.case, thread.shop, thread.work.now
    number = f" ({case.customer.number})" if case.customer.number else ""
    by = moments.full(found.ack_by, shop.calendar.zone)
    lines = [f"{found.to},", "", f"{case.name} is yours now: {case.customer.name}{number}, {case.subject}."]
    lines += [f"Why: {found.because}."] if found.because else []
    lines += [f"Please say by {by} that you take it."]
    lines += [f"If nobody does: {found.backup}."] if found.backup else []
    owed = [promise for promise in thread.file.promises if promise.ended_at is None]
    lines += ["", *(f"Owed: {p.quoted}, {moments.short(p.due_at, now, shop.calendar.zone)}, {p.by}" for p in owed)]
    return "\n".join((*lines, "", letters.signature(shop, thread.work.who)))
