"""The outbox: a mail is queued with what it is about, claimed by whoever sends it, and then sent, refused or waits."""

from collections.abc import Iterable, Sequence

from careline.domain.errors import Refused
from careline.domain.ids import NoSuchId
from careline.domain.mail import mails as rules
from careline.domain.mail.account import Account
from careline.domain.mail.mails import Contents, Mail, MailState, NewMail
from careline.domain.mail.message import message
from careline.domain.shop.shop import Shop
from careline.domain.values import frozen
from careline.store import mails as store
from careline.store.recording import Recording
from careline.store.tables import mails as tables
from careline.usecases.mail.following import follow

KIND = "L"
"""What mails are numbered by."""


@frozen
class Claimed:
    """A mail that nobody else sends meanwhile, the try that says so, and what the mail says."""

    mail: Mail
    try_id: int
    contents: Contents


def queue(work: Recording, account: Account, new: NewMail) -> int:
    """Put a mail into the outbox; its number. Raises BadInput where no message can be made of it."""
    contents = Contents(new.subject, new.text, new.html)
    number = work.number(KIND)
    said = (str(work.now), str(new.to), new.subject, new.text)
    known_by = rules.message_id(number, account.address, said)
    message(account.sender, new.to, contents, message_id=known_by, at=work.now, by_itself=True)
    work.add(
        tables.Mail(
            id=number,
            about=new.about,
            name=new.to.name,
            email=new.to.email or "",
            message_id=known_by,
            queued_at=work.now,
            queued_by=work.who,
            party_id=new.party_id,
            case_id=new.case_id,
            replacement_id=new.replacement_id,
            held_at=work.now if new.held else None,
        )
    )
    for escalation in new.escalations:
        work.add(tables.ToldByMail(mail_id=number, escalation_id=escalation))
    store.put_in(work.run, number, contents)
    return number


def waiting(work: Recording, numbers: Sequence[int] | None) -> list[int]:
    """What is to be sent: all that waits, or these, held and refused ones too. Raises Refused and NoSuchId."""
    if numbers is None:
        found = store.open_mails(work.fetch, work.now)
        return [mail.id for mail in found if rules.state(mail, work.now) is MailState.WAITING]
    named = _known(work, numbers)
    for mail in named:
        rules.check_can_send(mail, work.now)
        if store.contents_of(work.fetch, mail.id) is None:
            raise Refused(f"What {mail.number} says is gone: it named a customer who was forgotten.")
    again = [mail for mail in named if mail.held_at or mail.refused_at]
    if again:
        work.log("mail send")
    for mail in again:
        row = work.session.get_one(tables.Mail, mail.id)
        row.held_at = row.refused_at = None
    return [mail.id for mail in named]


def claim(work: Recording, number: int) -> Claimed | None:
    """Take a mail to send it; None where it is not to be sent any more, or somebody else sends it."""
    (mail,) = store.mails_by_id(work.fetch, [number], work.now)
    contents = store.contents_of(work.fetch, number)
    if contents is None or rules.state(mail, work.now) is not MailState.WAITING:
        return None
    return Claimed(mail, store.begin_try(work.fetch, number, work.now), contents)


def sent(work: Recording, shop: Shop, claimed: Claimed) -> None:
    """Record that a mail has left, and what follows from that."""
    store.end_try(work.run, claimed.try_id, work.now, None, in_doubt=False)
    row = work.session.get_one(tables.Mail, claimed.mail.id)
    # Whoever was forgotten meanwhile has no mail any more that waits; this one had left.
    row.sent_at, row.cancelled_at = work.now, None
    follow(work, shop, claimed.mail, claimed.contents)
    store.drop_contents(work.run, claimed.mail.id)


def refused(work: Recording, claimed: Claimed, why: str) -> None:
    """Record that the server will never take a mail, in its words."""
    store.end_try(work.run, claimed.try_id, work.now, why, in_doubt=False)
    work.session.get_one(tables.Mail, claimed.mail.id).refused_at = work.now


def failed(work: Recording, claimed: Claimed, why: str, *, in_doubt: bool) -> None:
    """Note that a mail was not sent, so that it waits for the next run; `in_doubt` where it may have been."""
    store.end_try(work.run, claimed.try_id, work.now, why, in_doubt=in_doubt)


def cancel(work: Recording, numbers: Sequence[int]) -> list[Mail]:
    """Let mails not be sent. Raises Refused and NoSuchId."""
    found = _known(work, numbers)
    for mail in found:
        rules.check_can_cancel(mail, work.now)
        work.session.get_one(tables.Mail, mail.id).cancelled_at = work.now
    return store.mails_by_id(work.fetch, numbers, work.now)


def _known(work: Recording, numbers: Iterable[int]) -> list[Mail]:
    wanted = list(dict.fromkeys(numbers))
    found = {mail.id: mail for mail in store.mails_by_id(work.fetch, wanted, work.now)}
    for number in wanted:
        if number not in found:
            raise NoSuchId(KIND, number)
    return [found[number] for number in wanted]
