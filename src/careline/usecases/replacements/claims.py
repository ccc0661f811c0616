"""What suppliers owe us for replacements: fallen due, submitted, credited, rejected."""

from datetime import datetime

from careline.domain.casefile.recorded import Recorded
from careline.domain.errors import Refused
from careline.domain.money.costs import Payer
from careline.domain.money.money import Money
from careline.domain.names import fold
from careline.domain.replacements import claiming as rules
from careline.domain.replacements.claims import Claim, borne
from careline.domain.replacements.programmes import Programme
from careline.domain.replacements.replacement import Replacement
from careline.domain.shop.shop import Shop
from careline.store.people.parties import id_of, party_named
from careline.store.recording import Recording
from careline.store.replacements.products import product_named
from careline.store.replacements.programmes import programme_of_party
from careline.store.tables import goods as tables
from careline.usecases import known_or_new
from careline.usecases.replacements import splitting
from careline.usecases.replacements.splitting import Some
from careline.usecases.thread import Thread, filled, thread_of


def open_claim(thread: Thread, replacement: Replacement, programme: Programme) -> int | None:
    """Record what a supplier owes us for a replacement that we have sent under its programme: what it bears of it.

    The id; None where it owes us nothing, or nothing yet, and where a claim exists.
    """
    due = borne(thread.file.costs, replacement.id, thread.shop.currency)
    if due is None or due.amount == 0 or not rules.falls_due(replacement, programme) or _known(thread, replacement.id):
        return None
    supplier = id_of(thread.work.fetch, programme.supplier)
    return _add(thread, replacement, supplier, due)


def refresh(thread: Thread, replacement_id: int) -> None:
    """See to it that a claim that is not submitted yet covers what the supplier bears of a replacement by now.

    A cost that comes in after the shipment makes the claim fall due, where the supplier's programme has one.
    """
    replacement = next(each for each in thread.file.replacements if each.id == replacement_id)
    claim = _known(thread, replacement_id)
    if claim is None:
        programme = _programme(thread, replacement)
        if programme:
            open_claim(thread, replacement, programme)
        return
    due = borne(thread.file.costs, replacement_id, claim.amount.currency)
    if claim.submitted_at is None and due and due.amount > claim.amount.amount:
        thread.work.session.get_one(tables.Claim, claim.id).amount = due.amount


def add(
    work: Recording,
    shop: Shop,
    replacement_id: int,
    amount: Money,
    supplier: str | None,
    *,
    at: datetime,
    quantity: int | None = None,
) -> Recorded:
    """Record a claim that no programme has made. Without a supplier it is the one that sent the unit, or sells it.

    Raises NoSuchId, Refused, BadInput and SupplierUnknown, and what `split` raises.
    """
    thread, replacement = thread_of(work, shop, replacement_id, at)
    known = _known(thread, replacement_id)
    if known:
        raise Refused(f"{known.amount.shown()} is already claimed for {known.replacement}, from {known.supplier}.")
    replacement = splitting.split(thread, replacement, Some(quantity))
    cost = borne(thread.file.costs, replacement_id, amount.currency, (Payer.US, Payer.SUPPLIER))
    rules.check_claim(replacement.name, amount, cost)
    supplier = supplier or _supplier(work, replacement)
    if supplier is None:
        raise rules.SupplierUnknown(replacement.name)
    _add(thread, replacement, known_or_new.party(work, supplier, "supplier", thread.new_people), amount)
    return thread.done()


def submit(
    work: Recording,
    shop: Shop,
    replacement_id: int,
    reference: str | None,
    *,
    at: datetime,
    quantity: int | None = None,
) -> Recorded:
    """Record that the supplier was told of a claim. Raises NoSuchId and Refused, and what `split` raises."""
    thread, claim = _claimed(work, shop, replacement_id, at, quantity)
    if claim.submitted_at:
        when = thread.short(claim.submitted_at)
        raise Refused(f"The claim for {claim.replacement} was already submitted, {when}.")
    row = work.session.get_one(tables.Claim, claim.id)
    row.submitted_at, row.reference = at, reference
    return thread.done()


def credit(
    work: Recording,
    shop: Shop,
    replacement_id: int,
    amount: Money | None,
    note: str | None,
    *,
    at: datetime,
    quantity: int | None = None,
) -> Recorded:
    """Record what the supplier paid, by default the rest.

    Raises NoSuchId, Refused, BadInput and BeforeItExisted, and what `split` raises.
    """
    thread, claim = _claimed(work, shop, replacement_id, at, quantity)
    amount = amount or claim.open_amount
    _check_answer(thread, claim, amount)
    work.add(tables.Credit(claim_id=claim.id, at=at, amount=amount.amount, note=note))
    return thread.done()


def reject(
    work: Recording, shop: Shop, replacement_id: int, because: str, *, at: datetime, quantity: int | None = None
) -> Recorded:
    """Record that the supplier will not pay what is still open.

    Raises BlankText, NoSuchId, Refused and BeforeItExisted, and what `split` raises.
    """
    because = filled(because, "The reason")
    thread, claim = _claimed(work, shop, replacement_id, at, quantity)
    _check_answer(thread, claim, claim.open_amount)
    row = work.session.get_one(tables.Claim, claim.id)
    row.rejected_at, row.rejected_because = at, because
    return thread.done()


def _add(thread: Thread, replacement: Replacement, supplier_id: int, amount: Money) -> int:
    due_at = max(thread.at, replacement.shipped_at or thread.at)
    return thread.work.add(
        tables.Claim(
            replacement_id=replacement.id,
            supplier_id=supplier_id,
            amount=amount.amount,
            currency=amount.currency,
            due_at=due_at,
        )
    )


def _check_answer(thread: Thread, claim: Claim, amount: Money) -> None:
    rules.check_answer(claim, amount)
    # What the supplier has paid before was not rejected.
    for since in (claim.submitted_at, *(each.at for each in claim.credits)):
        if since and thread.at < since:
            raise thread.too_early(f"the last word on the claim for {claim.replacement}", since)


def _claimed(
    work: Recording, shop: Shop, replacement_id: int, at: datetime, quantity: int | None
) -> tuple[Thread, Claim]:
    """What is claimed for a replacement, for so many of its units only where that is said."""
    thread, replacement = thread_of(work, shop, replacement_id, at)
    if _known(thread, replacement_id):
        splitting.split(thread, replacement, Some(quantity))
    claim = _known(thread, replacement_id)
    if claim is None:
        raise Refused(
            f"Nothing is claimed for {replacement.name}; claim it first: careline claim add {replacement.name} AMOUNT."
        )
    if at < claim.due_at:
        raise thread.too_early(f"the claim for {replacement.name} fell due", claim.due_at)
    return thread, claim


def _known(thread: Thread, replacement_id: int) -> Claim | None:
    return next((each for each in thread.file.claims if each.replacement_id == replacement_id), None)


def _programme(thread: Thread, replacement: Replacement) -> Programme | None:
    supplier = _supplier(thread.work, replacement)
    party = party_named(thread.work.fetch, fold(supplier)) if supplier else None
    return programme_of_party(thread.work.fetch, party.id) if party else None


def _supplier(work: Recording, replacement: Replacement) -> str | None:
    """Who sent the unit, else who sells it."""
    product = None if replacement.supplier else product_named(work.fetch, fold(replacement.item))
    return replacement.supplier or (product.supplier if product else None)
