"""What customers bought: recorded one by one, and their arrival."""

from datetime import datetime

from careline.domain.cases.case import Customer
from careline.domain.errors import BadInput, NotFound, Refused
from careline.domain.ids import split
from careline.domain.money.money import Money, check_countable
from careline.domain.money.purchases import Purchase
from careline.domain.sheets.purchase_rows import MOST_UNITS
from careline.domain.shop.shop import Shop
from careline.domain.time.moments import short
from careline.domain.values import frozen
from careline.store.money.purchases import purchase_numbered, purchases_by_order
from careline.store.recording import Recording
from careline.store.tables import goods as tables
from careline.usecases import known_or_new
from careline.usecases.thread import filled


@frozen
class NewPurchase:
    """A purchase about to be recorded; `customer` as typed."""

    customer: str
    product: str
    price: Money
    bought_at: datetime
    cost: Money | None = None
    order: str | None = None
    serial: str | None = None
    quantity: int = 1
    delivered_at: datetime | None = None
    new_customer: bool = False


def add(work: Recording, shop: Shop, new: NewPurchase) -> tuple[Purchase, Customer, bool]:
    """Record a purchase. It comes back with its customer, and True where the customer was made.

    Raises BadInput and BlankText and what finding a customer raises.
    """
    product = filled(new.product, "The product")
    if not 1 <= new.quantity <= MOST_UNITS:
        raise BadInput(f"A purchase has one unit at least and {MOST_UNITS:,} at most, not {new.quantity}.")
    check_countable(new.price * new.quantity, f"{new.quantity} at {new.price.shown()}")
    if new.delivered_at is not None and new.delivered_at < new.bought_at:
        raise _too_early(work, shop, new.bought_at, new.delivered_at)
    customer, is_new = known_or_new.customer(work, new.customer, new=new.new_customer, phone=None)
    number = work.add(
        tables.Purchase(
            customer_id=customer.id,
            product=product,
            order_number=new.order,
            serial=new.serial,
            bought_at=new.bought_at,
            delivered_at=new.delivered_at,
            quantity=new.quantity,
            price=new.price.amount,
            cost=new.cost.amount if new.cost else None,
            currency=new.price.currency,
        )
    )
    return _known(work, number), customer, is_new


def deliver(work: Recording, shop: Shop, typed: str, *, at: datetime) -> list[Purchase]:
    """Record that an order, by its number, or one purchase (B-1) has arrived; of an order what had not arrived yet.

    Raises NotFound, Refused and BadInput.
    """
    meant = purchases_by_order(work.fetch, typed.strip()) or _by_id(work, typed)
    if not meant:
        raise _no_such_purchase(typed)
    arriving = [each for each in meant if each.delivered_at is None]
    if not arriving and meant[0].delivered_at:
        when = short(meant[0].delivered_at, work.now, shop.calendar.zone)
        raise Refused(f"{meant[0].name}, {meant[0].product}, was already delivered, {when}.")
    for purchase in arriving:
        if at < purchase.bought_at:
            raise _too_early(work, shop, purchase.bought_at, at)
        work.session.get_one(tables.Purchase, purchase.id).delivered_at = at
    return [_known(work, purchase.id) for purchase in arriving]


def _by_id(work: Recording, typed: str) -> list[Purchase]:
    named = split(typed)
    found = purchase_numbered(work.fetch, named[1]) if named and named[0] == "B" else None
    return [found] if found else []


def _known(work: Recording, number: int) -> Purchase:
    found = purchase_numbered(work.fetch, number)
    if found is None:
        raise _no_such_purchase(str(number))
    return found


def _too_early(work: Recording, shop: Shop, bought_at: datetime, delivered_at: datetime) -> BadInput:
    """The refusal: something arrived before it was bought."""
    zone = shop.calendar.zone
    bought, delivered = short(bought_at, work.now, zone), short(delivered_at, work.now, zone)
    return BadInput(f"It was delivered {delivered}, before it was bought, {bought}; correct one of the two.")


def _no_such_purchase(typed: str) -> NotFound:
    """The refusal: neither a purchase nor an order of that name."""
    return NotFound(
        f'There is no order "{typed}" and no purchase with that number; careline purchase list shows them all.'
    )
