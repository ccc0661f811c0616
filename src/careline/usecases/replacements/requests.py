"""Asking for a unit that makes good: of whom, on what ground, and by when it is promised to come."""

from datetime import datetime

from careline.domain.casefile.recorded import Recorded
from careline.domain.cases.serials import check_fit, separate
from careline.domain.errors import Refused
from careline.domain.money.money import Money
from careline.domain.names import fold
from careline.domain.promises.keeping import of_replacement
from careline.domain.promises.promise import NewPromise, Promise, PromiseKind
from careline.domain.replacements import attempts, programmes, warranty
from careline.domain.replacements import chain as rules
from careline.domain.replacements.attempts import Asked
from careline.domain.replacements.chain import NextAttempt, NothingToShip
from careline.domain.replacements.products import successor_of
from careline.domain.replacements.programmes import Approval, Programme
from careline.domain.replacements.replacement import Basis, Outcome, Replacement, ShippedBy
from careline.domain.shop.shop import Shop
from careline.domain.time.durations import parse_duration_due
from careline.domain.values import frozen
from careline.store.recording import Recording
from careline.store.replacements.products import all_products, product_named
from careline.store.replacements.programmes import programme_named, programme_of_party, used_under
from careline.store.tables import replacements as tables
from careline.usecases import known_or_new
from careline.usecases.replacements import goodwill
from careline.usecases.thread import Thread

UNLESS_SAID = "1bd"
"""In what time a supplier acts whose programme does not say it."""


@frozen
class _Terms:
    """Who supplies, brings and ships a unit, who has to approve it, and what it is worth above one's authority."""

    supplier_id: int | None
    carrier_id: int | None
    programme: Programme | None
    shipped_by: ShippedBy
    approver_id: int | None
    above: Money | None
    basis: Basis | None


def request(
    work: Recording,
    shop: Shop,
    case_id: int,
    asked: Asked,
    *,
    arrives_at: datetime | None,
    price: Money | None,
    at: datetime,
) -> Recorded:
    """Record that a unit is asked for: what the supplier promises us, and with `arrives_at` what we promise then.

    Raises CaseIsClosed and what `ask` raises.
    """
    thread = Thread(work, shop, case_id, at)
    thread.require_open()
    replacement = ask(thread, asked, price)
    promise_of_supplier(thread, replacement)
    if arrives_at is not None:
        promise_arrival(thread, replacement, arrives_at)
    thread.settle()
    return thread.done()


def ask(thread: Thread, asked: Asked, price: Money | None) -> Replacement:
    """Record the next attempt as asked for, and as approved where a programme does that by itself.

    What is above the authority of who acts goes to the owner. `price` is what each unit costs, where that is said.
    Raises BlankWhy, Refused, NothingToShip, SayWhatIsDifferent, BeforeItExisted and WorthUnknown, and
    what `domain.replacements.warranty.check_basis` raises.
    """
    if not asked.again:
        rules.note(asked.why)
    place = rules.next_attempt(
        thread.file.replacements,
        asked.different,
        is_another=asked.is_another,
        quantity=asked.quantity,
        own=thread.case.quantity,
    )
    asked = _as_before(thread, asked, place)
    check_fit(separate(asked.serial), place.quantity)
    why, wanted, item = _unit(thread, asked)
    since = max((each.moments[-1] for each in thread.file.replacements), default=thread.at)
    if thread.at < since:
        raise thread.too_early("the last attempt's outcome", since)
    terms = _terms(thread, asked, item, price, place)
    replacement_id = thread.work.add(
        tables.Replacement(
            case_id=thread.case.id,
            chain=place.chain,
            attempt=place.attempt,
            quantity=place.quantity,
            wanted=wanted,
            item=item,
            serial=asked.serial,
            basis=terms.basis,
            because=asked.because or place.last_outcome,
            why=why,
            different=asked.different,
            substitute_because=asked.substitute_because,
            consent=asked.consent,
            supplier_id=terms.supplier_id,
            carrier_id=terms.carrier_id,
            shipped_by=terms.shipped_by,
            requested_at=thread.at,
            approver_id=terms.approver_id,
            approved_at=thread.at if terms.programme and terms.approver_id is None else None,
        )
    )
    replacement = as_it_is(thread, replacement_id)
    if terms.above:
        goodwill.ask_owner(thread, replacement, terms.above)
    return replacement


def as_it_is(thread: Thread, replacement_id: int) -> Replacement:
    """What is recorded of a replacement by now."""
    return thread.file.unit(replacement_id)


def programme_of(thread: Thread, replacement: Replacement) -> Programme | None:
    """The programme of whoever supplies a unit, or None."""
    return _programme_of(thread, replacement.supplier)


def promise_of_supplier(thread: Thread, replacement: Replacement, after: Promise | None = None) -> None:
    """Plan what a supplier under a programme does next: approve, or ship. It takes the place of `after`."""
    programme = programme_of(thread, replacement)
    if programme is None:
        return
    if replacement.waits_for_approval and replacement.approver == replacement.supplier:
        what = f"approves the {'replacement' if replacement.quantity == 1 else 'replacements'}"
        within = programme.approve_within
    elif replacement.shipped_by is ShippedBy.SUPPLIER and not replacement.waits_for_approval:
        several = replacement.quantity > 1
        what = f"ships {replacement.counted_item if several else f'the {replacement.item}'}"
        within = programme.ship_within
    else:
        return
    promise = NewPromise(
        PromiseKind.OTHER,
        f"{programme.supplier} {what}",
        False,
        parse_duration_due(within or UNLESS_SAID, thread.at, thread.shop.calendar),
        performer=programme.supplier,
        replacement_id=replacement.id,
    )
    if after is None:
        thread.make(promise)
    else:
        thread.record(promise, supersedes=after.id)


def promise_arrival(thread: Thread, replacement: Replacement, due_at: datetime) -> None:
    """Promise the customer when a unit arrives; that waits for what its supplier still has to do."""
    of_supplier = of_replacement(thread.file.promises, replacement.id, PromiseKind.OTHER)
    thread.make(
        NewPromise(
            PromiseKind.DELIVERY,
            "Replacement arrives" if replacement.quantity == 1 else "Replacements arrive",
            True,
            due_at,
            performer=replacement.bringer,
            replacement_id=replacement.id,
            depends_on=of_supplier[-1].id if of_supplier else None,
        )
    )


def check_item(thread: Thread, wanted: str, item: str, substitute_because: str | None, consent: str | None) -> None:
    """Raise Refused for another model without a reason and the customer's consent; it names the successor."""
    products = all_products(thread.work.fetch) if fold(item) != fold(wanted) else []
    rules.check_item(wanted, item, substitute_because, consent, successor_of(wanted, products))


def _as_before(thread: Thread, asked: Asked, place: NextAttempt) -> Asked:
    """What is asked for, with what it takes over from the last attempt of its chain. Raises Refused."""
    tried = (each for each in reversed(thread.file.replacements) if each.declined_at is None)
    last = next((each for each in tried if each.chain == place.chain), None)
    if asked.again and last is None:
        raise Refused(
            f"{thread.case.name} has no attempt that failed, so there is nothing to repeat; leave out --again."
        )
    return attempts.following(asked, last) if last else asked


def _unit(thread: Thread, asked: Asked) -> tuple[str, str, str]:
    """Why a unit goes out, what is wanted, and what is sent. Raises BlankWhy, NothingToShip and Refused."""
    why = rules.note(asked.why)
    item = (asked.item or thread.case.product or "").strip()
    if not item:
        raise NothingToShip(thread.case.name)
    wanted = asked.wanted or thread.case.product or item
    check_item(thread, wanted, item, asked.substitute_because, asked.consent)
    return why, wanted, item


def _terms(thread: Thread, asked: Asked, item: str, price: Money | None, place: NextAttempt) -> _Terms:
    """On what ground units are sent, by whom, and who has to approve them; `price` is what each costs.

    Raises WorthUnknown and Refused and what `_ground` raises.
    """
    work, new = thread.work, thread.new_people
    carrier_id = known_or_new.party(work, asked.carrier, "carrier", new) if asked.carrier else None
    supplier_id = known_or_new.party(work, asked.supplier, "supplier", new) if asked.supplier else None
    programme = programme_of_party(work.fetch, supplier_id) if supplier_id else None
    basis = _ground(thread, asked.basis, place, programme)
    above = goodwill.above_authority(thread, item, price, place.quantity) if basis is Basis.GOODWILL else None
    approver_id = known_or_new.staff(work, thread.shop.owner) if above else None
    shipped_by = ShippedBy.SUPPLIER if supplier_id and not carrier_id else ShippedBy.US
    if programme and supplier_id:
        _check_cap(thread, programme, supplier_id, price and price * place.quantity, place.quantity)
        shipped_by = programme.ships
        if programme.approval is Approval.ON_REQUEST and not above:
            approver_id = supplier_id
    return _Terms(supplier_id, carrier_id, programme, shipped_by, approver_id, above, basis)


def _programme_of(thread: Thread, supplier: str | None) -> Programme | None:
    return programme_named(thread.work.fetch, supplier) if supplier else None


def _ground(thread: Thread, said: Basis | None, place: NextAttempt, programme: Programme | None) -> Basis | None:
    """The ground that was said, else the one that holds, which is remarked; None where none can be worked out.

    Terms are those of this programme, else of that of the product's supplier. Raises what
    `domain.replacements.warranty.check_basis` raises.
    """
    purchase, policy = goodwill.purchase(thread), thread.shop.policy
    name = purchase.product if purchase else thread.case.product
    product = product_named(thread.work.fetch, fold(name)) if name else None
    programme = programme or _programme_of(thread, product.supplier if product else None)
    months = warranty.warranty_months(product, programme, policy)
    doa_days = programme.doa_days if programme else None
    of_chain = (each for each in thread.file.replacements if each.chain == place.chain and each.declined_at is None)
    earlier = tuple(
        sorted((each for each in of_chain if each.attempt < place.attempt), key=lambda r: (r.attempt, r.id))
    )
    replaced = next((r for r in reversed(earlier) if r.outcome not in (None, Outcome.WORKS)), None)
    grounds = warranty.Grounds(
        thread.case.name, purchase, months, doa_days, earlier, replaced, thread.shop.calendar.zone
    )
    if said:
        warranty.check_basis(said, grounds, thread.at)
        return said
    basis = warranty.basis_that_holds(grounds, thread.at)
    if basis:
        thread.remarks.append(warranty.reason(basis, grounds, thread.at))
    return basis


def _check_cap(thread: Thread, programme: Programme, supplier_id: int, price: Money | None, quantity: int) -> None:
    """Raise Refused where a supplier bears no more in this period."""
    if programme.cap_every is None:
        return
    since = programmes.counts_since(programme.cap_every, thread.at, thread.shop.calendar.zone)
    currency = programmes.cap_currency(programme, thread.shop.currency)
    used = used_under(thread.work.fetch, supplier_id, currency, since, thread.at)
    if programmes.cap_reached(programme, used, price, quantity):
        raise programmes.above_cap(programme, used)
