"""Purchases: what a customer bought, when, for how much, and what it cost us."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from careline.domain.cases.case import Case
from careline.domain.cases.serials import separate
from careline.domain.ids import show
from careline.domain.money.money import Money
from careline.domain.names import fold
from careline.domain.values import frozen

SIGNS_IN_NUMBERS = "#- "
"""What stands in order and serial numbers, or does not."""
_SIGNS = str.maketrans("", "", SIGNS_IN_NUMBERS)


@frozen
class Purchase:
    """What a customer bought: `price` and `cost` are of one unit; a `cost` of None is not known."""

    id: int
    customer_id: int
    product: str
    order: str | None
    serial: str | None
    bought_at: datetime
    delivered_at: datetime | None
    quantity: int
    price: Money
    cost: Money | None

    @property
    def name(self) -> str:
        """`B-1`."""
        return show("B", self.id)

    @property
    def paid(self) -> Money:
        """What the customer paid for all units."""
        return self.price * self.quantity

    @property
    def margin(self) -> Money | None:
        """What all units brought us above their cost; None where that is not known."""
        return None if self.cost is None else (self.price - self.cost) * self.quantity


def plain_number(text: str) -> str:
    """An order or serial number as it is compared: #A 17-4 and a174 are the same."""
    return text.translate(_SIGNS).lower()


def is_number(wanted: str | None, number: str | None) -> bool:
    """True where any is wanted, and for the wanted order or serial number, however it is written."""
    return wanted is None or (number is not None and plain_number(number) == plain_number(wanted))


def as_of(purchase: Purchase, moment: datetime) -> Purchase:
    """The purchase without an arrival after `moment`."""
    arrived = purchase.delivered_at
    return replace(purchase, delivered_at=None) if arrived and arrived > moment else purchase


def purchase_of(case: Case, purchases: Iterable[Purchase]) -> Purchase | None:
    """The purchase that a case is about, among those of its customer; None where none fits.

    It is that of the same serial number, else of the same order and product, else of the same order, else the newest of
    the product that was bought before the case was opened; case and accents aside. Of several the newest counts.
    """
    newest_first = sorted(purchases, key=lambda each: (each.bought_at, each.id), reverse=True)
    is_it: tuple[Callable[[Purchase], bool], ...] = (
        lambda it: any(_same(it.serial, number) for number in separate(case.serial)),
        lambda it: _same(it.order, case.order) and _same(it.product, case.product),
        lambda it: _same(it.order, case.order),
        lambda it: _same(it.product, case.product) and it.bought_at <= case.opened_at,
    )
    return next((each for fits in is_it for each in newest_first if fits(each)), None)


def _same(ours: str | None, theirs: str | None) -> bool:
    return bool(ours and theirs) and fold(ours or "") == fold(theirs or "")
