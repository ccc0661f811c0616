"""What follows from a mail that was sent: what it told counts as told from then on, and not before."""

from careline.domain.ladder.escalations import is_live
from careline.domain.mail.mails import Contents, Mail
from careline.domain.shop.shop import Shop
from careline.store import mails as store
from careline.store.casefile import case_of
from careline.store.recording import Recording
from careline.usecases.ladder import escalations
from careline.usecases.thread import Thread


def follow(work: Recording, shop: Shop, mail: Mail, contents: Contents) -> None:
    """Record what a mail has told, in the transaction that records that it was sent.

    What stands in the way of that by now is left alone: the mail was sent all the same.
    """
    _told(work, shop, store.tells_of(work.fetch, mail.id))


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
