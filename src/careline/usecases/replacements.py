"""Sending a unit to make good, its arrival, and what became of it."""

from datetime import datetime

from careline.domain import replacements as rules
from careline.domain.due_phrases import parse_duration_due
from careline.domain.ids import NoSuchId
from careline.domain.moments import short
from careline.domain.promises import End, NewPromise, PromiseKind, kept_by_shipping, of_replacement, working_unit_sent
from careline.domain.recorded import Recorded
from careline.domain.replacements import Outcome, Replacement
from careline.domain.shop import Shop
from careline.domain.values import frozen
from careline.store import queries, tables
from careline.store.database import Recording
from careline.usecases import parcels, people
from careline.usecases.cases import undo_closing
from careline.usecases.thread import Thread


@frozen
class Shipment:
    """A replacement about to go out. `why` is the note in the box."""

    why: str | None
    arrives_at: datetime
    item: str | None = None
    because: str | None = None
    carrier: str | None = None
    supplier: str | None = None
    tracking: str | None = None
    different: str | None = None
    substitute_because: str | None = None
    consent: str | None = None


def ship(work: Recording, shop: Shop, case_id: int, shipment: Shipment, *, at: datetime) -> Recorded:
    """Record a shipment with its two promises: it arrives, and we check that it works (G6, G7).

    Raises BlankWhy, NothingToShip, UnwantedItem, OutcomeOutstanding, SayWhatIsDifferent and BadTrackingNumber.
    """
    if shipment.why is None or not shipment.why.strip():
        raise rules.BlankWhy
    thread = Thread(work, shop, case_id, at)
    thread.require_open()
    file = thread.file
    place = rules.next_attempt(file.replacements, shipment.different)
    item = (shipment.item or file.case.product or "").strip()
    if not item:
        raise rules.NothingToShip(file.case.name)
    wanted = file.case.product or item
    rules.check_item(wanted, item, shipment.substitute_because, shipment.consent)
    last_shipped_at = max((r.moments[-1] for r in file.replacements), default=at)
    if at < last_shipped_at:
        raise thread.too_early("the last attempt's outcome", last_shipped_at)
    carrier = parcels.carrier(thread, shipment.carrier, shipment.tracking)
    carrier_id = people.party(work, carrier, "carrier", thread.new_people) if carrier else None
    supplier_id = people.party(work, shipment.supplier, "supplier", thread.new_people) if shipment.supplier else None
    replacement_id = work.add(
        tables.Replacement(
            case_id=case_id,
            chain=place.chain,
            attempt=place.attempt,
            wanted=wanted,
            item=item,
            because=shipment.because or place.last_outcome,
            why=shipment.why.strip(),
            different=shipment.different,
            substitute_because=shipment.substitute_because,
            consent=shipment.consent,
            supplier_id=supplier_id,
            carrier_id=carrier_id,
            tracking=shipment.tracking.strip() if shipment.tracking else None,
            shipped_by="supplier" if shipment.supplier and not shipment.carrier else "us",
            requested_at=at,
            packed_at=at,
            shipped_at=at,
        )
    )
    for plan in kept_by_shipping(file.promises, at):
        thread.end(plan, End.KEPT)
    performer = carrier or shipment.supplier
    thread.make(
        NewPromise(
            PromiseKind.DELIVERY,
            "Replacement arrives",
            True,
            shipment.arrives_at,
            performer=performer,
            replacement_id=replacement_id,
        )
    )
    check_due_at = parse_duration_due(shop.policy.check_replacement_after, shipment.arrives_at, shop.calendar)
    thread.make(
        NewPromise(PromiseKind.CHECK, "Check that it works", False, check_due_at, replacement_id=replacement_id)
    )
    return thread.done()


def deliver(work: Recording, shop: Shop, replacement_id: int, *, at: datetime) -> Recorded:
    """Record an arrival: it keeps the promise that it would arrive. Raises AlreadyDelivered."""
    thread, replacement = _on(work, shop, replacement_id, at)
    _arrive(thread, replacement)
    thread.settle()
    return thread.done()


def record_outcome(
    work: Recording,
    shop: Shop,
    replacement_id: int,
    outcome: Outcome,
    *,
    delivered_at: datetime | None,
    at: datetime,
) -> Recorded:
    """Record what the customer says of the unit (G6); with `delivered_at` its arrival too.

    It keeps the check; a lost unit withdraws both promises. After a failure a working one is to be sent, and a closed
    case is open again.
    Raises OutcomeKnown and NotDelivered.
    """
    thread, replacement = _on(work, shop, replacement_id, at)
    if delivered_at is not None and replacement.outcome is None:
        arrival = Thread(work, shop, replacement.case_id, delivered_at)
        replacement = _arrive(arrival, replacement)
        thread.ended.extend(arrival.ended)
    rules.check_outcome(replacement, outcome)
    since = replacement.delivered_at or replacement.moments[-1]
    if at < since:
        raise thread.too_early(f"the arrival of {replacement.name}", since)
    row = work.session.get_one(tables.Replacement, replacement_id)
    row.outcome, row.outcome_at = outcome, at
    lost = outcome is Outcome.LOST
    owed = (PromiseKind.DELIVERY, PromiseKind.CHECK) if lost else (PromiseKind.CHECK,)
    for promise in of_replacement(thread.file.promises, replacement_id, *owed):
        # One that was renegotiated since is kept or withdrawn from its making on.
        how, because = (End.WITHDRAWN, "lost on the way") if lost else (End.KEPT, None)
        thread.end(promise, how, because=because, at=max(at, promise.made_at))
    if outcome is not Outcome.WORKS:
        # The customer has come back with it.
        undo_closing(thread)
        owner = thread.ended[-1].owner if thread.ended else work.who
        first_name, due_at = thread.case.customer.first_name, thread.check_back_due()
        thread.make(working_unit_sent(first_name, due_at, owner, replacement_id))
    thread.settle()
    return thread.done()


def _arrive(thread: Thread, replacement: Replacement) -> Replacement:
    if thread.at < replacement.moments[0]:
        raise thread.too_early(f"the shipment of {replacement.name}", replacement.moments[0])
    if replacement.delivered_at is not None:
        when = short(replacement.delivered_at, thread.work.now, thread.shop.calendar.zone)
        raise rules.AlreadyDelivered(replacement, when)
    if replacement.outcome is not None:
        raise rules.OutcomeKnown(replacement)
    thread.work.session.get_one(tables.Replacement, replacement.id).delivered_at = thread.at
    for promise in of_replacement(thread.file.promises, replacement.id, PromiseKind.DELIVERY):
        thread.end(promise, End.KEPT, at=max(thread.at, promise.made_at))
    return next(r for r in thread.file.replacements if r.id == replacement.id)


def _on(work: Recording, shop: Shop, replacement_id: int, at: datetime) -> tuple[Thread, Replacement]:
    case_id = queries.case_of(work.fetch, "R", replacement_id)
    if case_id is None:
        raise NoSuchId("R", replacement_id)
    thread = Thread(work, shop, case_id, at)
    replacement = next(r for r in thread.file.replacements if r.id == replacement_id)
    if at < replacement.moments[0]:
        raise thread.too_early(f"the shipment of {replacement.name}", replacement.moments[0])
    return thread, replacement
