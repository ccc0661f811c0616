"""Purchases: what a customer bought, when, for how much, and what it cost us."""

from datetime import datetime

from careline.domain.money import Money
from careline.domain.values import frozen


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
