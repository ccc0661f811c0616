"""The announcement that goes ahead of a parcel: that it was sent (G7)."""

from datetime import datetime

from careline.domain.casefile import letters
from careline.domain.casefile.recorded import Recorded
from careline.domain.replacements import replacement_states as rules
from careline.domain.replacements.replacement import Replacement, Step
from careline.domain.shop.shop import Shop
from careline.store.recording import Recording
from careline.store.tables import replacements as tables
from careline.usecases.cases import asking_again
from careline.usecases.thread import Thread, thread_of


def announced(work: Recording, shop: Shop, replacement_id: int, channel: str | None, *, at: datetime) -> Recorded:
    """Record that the announcement of a parcel went out. Raises NoSuchId and what `announce` raises."""
    thread, replacement = thread_of(work, shop, replacement_id, at)
    announce(thread, replacement, channel)
    thread.settle()
    return thread.done()


def check_can_announce(thread: Thread, replacement: Replacement) -> None:
    """Raise Refused, NotShipped and BeforeItExisted where there is nothing to announce."""
    rules.check_step(replacement, Step.ANNOUNCED, thread.short)
    if replacement.shipped_at and thread.at < replacement.shipped_at:
        raise thread.too_early(f"the shipment of {replacement.name}", replacement.shipped_at)


def announce(thread: Thread, replacement: Replacement, channel: str | None = None) -> None:
    """Record the announcement as our word to the customer, which keeps what reaching them keeps (G4).

    Raises Refused, NotShipped and BeforeItExisted, and what a letter of the shop's own raises.
    """
    check_can_announce(thread, replacement)
    text = "\n".join(letters.announcement(thread.file, replacement, thread.shop))
    thread.work.session.get_one(tables.Replacement, replacement.id).announced_at = thread.at
    thread.contact("out", text, channel=channel)
    thread.keep_by_contact(reached=True)
    asking_again.keep_by_contact(thread)
