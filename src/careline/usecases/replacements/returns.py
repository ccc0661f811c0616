"""The old unit's way back: asked for, waived, received, inspected."""

from datetime import datetime

from careline.domain.casefile.recorded import Recorded
from careline.domain.errors import BadInput, Refused
from careline.domain.replacements import returns as rules
from careline.domain.replacements.replacement import Replacement
from careline.domain.replacements.returns import Became, Return, nothing_asked, return_ended
from careline.domain.shop.shop import Shop
from careline.store.recording import Recording
from careline.store.tables import goods as tables
from careline.usecases.replacements import splitting
from careline.usecases.replacements.splitting import Some
from careline.usecases.thread import Thread, filled, thread_of


def ask(thread: Thread, replacement_id: int, due_at: datetime) -> int:
    """Record that the old unit of a replacement is to come back. The id. Raises Refused and BadInput."""
    known = _known(thread, replacement_id)
    if known:
        due = thread.short(known.due_at)
        state = rules.state(known, thread.work.now)
        raise Refused(f"The old unit of {known.replacement} was already asked for, by {due}, and is {state}.")
    if due_at < thread.at:
        due = thread.short(due_at)
        raise BadInput(f"{due} has already passed; give the customer a later day.")
    return thread.work.add(tables.Return(replacement_id=replacement_id, asked_at=thread.at, due_at=due_at))


def ask_for(
    work: Recording, shop: Shop, replacement_id: int, due_at: datetime, *, at: datetime, quantity: int | None = None
) -> Recorded:
    """The same as a command of its own, of so many units or of all. Raises NoSuchId too, and what `split` raises."""
    thread, replacement = thread_of(work, shop, replacement_id, at)
    splitting.split(thread, replacement, Some(quantity))
    ask(thread, replacement_id, due_at)
    return thread.done()


def waive(
    work: Recording, shop: Shop, replacement_id: int, because: str, *, at: datetime, quantity: int | None = None
) -> Recorded:
    """Record that the customer may keep the old unit. Raises BlankText and Refused, and what `split` raises."""
    because = filled(because, "The reason")
    thread, known = _awaited(work, shop, replacement_id, at, quantity)
    row = work.session.get_one(tables.Return, known.id)
    row.waived_at, row.waived_because = at, because
    return thread.done()


def receive(work: Recording, shop: Shop, replacement_id: int, *, at: datetime, quantity: int | None = None) -> Recorded:
    """Record that the old unit has come back, however late. Raises Refused, and what `split` raises."""
    thread, known = _awaited(work, shop, replacement_id, at, quantity)
    work.session.get_one(tables.Return, known.id).received_at = at
    return thread.done()


def inspect(
    work: Recording,
    shop: Shop,
    replacement_id: int,
    became: Became,
    finding: str | None,
    *,
    at: datetime,
    quantity: int | None = None,
) -> Recorded:
    """Record what became of the old unit. Raises Refused and BeforeItExisted, and what `split` raises."""
    thread, replacement, known = _asked(work, shop, replacement_id, at)
    rules.check_inspection(known)
    if known.received_at and at < known.received_at:
        raise thread.too_early(f"the return for {known.replacement} was received", known.received_at)
    splitting.split(thread, replacement, Some(quantity))
    row = work.session.get_one(tables.Return, known.id)
    row.inspected_at, row.became, row.finding = at, became, finding
    return thread.done()


def _awaited(
    work: Recording, shop: Shop, replacement_id: int, at: datetime, quantity: int | None
) -> tuple[Thread, Return]:
    """The return that is awaited, of so many units only where that is said."""
    thread, replacement, known = _asked(work, shop, replacement_id, at)
    if ended_at := known.received_at or known.waived_at:
        raise return_ended(known, thread.short(ended_at))
    splitting.split(thread, replacement, Some(quantity))
    return thread, known


def _asked(work: Recording, shop: Shop, replacement_id: int, at: datetime) -> tuple[Thread, Replacement, Return]:
    thread, replacement = thread_of(work, shop, replacement_id, at)
    known = _known(thread, replacement_id)
    if known is None:
        raise nothing_asked(replacement.name)
    if at < known.asked_at:
        raise thread.too_early(f"the old unit of {replacement.name} was asked for", known.asked_at)
    return thread, replacement, known


def _known(thread: Thread, replacement_id: int) -> Return | None:
    return next((each for each in thread.file.returns if each.replacement_id == replacement_id), None)
