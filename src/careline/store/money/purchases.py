"""What customers bought."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from careline.domain.money.money import Money
from careline.domain.money.purchases import Purchase
from careline.domain.money.purchases import as_of as purchase_as_of
from careline.store.cases import spellings
from careline.store.dialect import among
from careline.store.fetch import Fetch
from careline.store.stamps import read_moment, stamp

PURCHASE = """
    SELECT id, customer_id, product, order_number, serial, bought_at, delivered_at, quantity, price, cost, currency
    FROM purchases
"""


def purchases_of(fetch: Fetch, customer_id: int, as_of: datetime) -> list[Purchase]:
    """What a customer had bought by a moment, the first purchase first."""
    rows = fetch(
        f"{PURCHASE} WHERE customer_id = :customer_id AND bought_at <= :as_of ORDER BY bought_at, id",
        customer_id=customer_id,
        as_of=stamp(as_of),
    )
    return [purchase_as_of(_purchase(row), as_of) for row in rows]


def all_purchases(fetch: Fetch, as_of: datetime) -> list[Purchase]:
    """What anybody had bought by a moment, the first purchase first."""
    rows = fetch(f"{PURCHASE} WHERE bought_at <= :as_of ORDER BY bought_at, id", as_of=stamp(as_of))
    return [purchase_as_of(_purchase(row), as_of) for row in rows]


def purchases_by_order(fetch: Fetch, order: str) -> list[Purchase]:
    """What was bought under an order number, by number."""
    rows = fetch(f"{PURCHASE} WHERE order_number = :order ORDER BY id", order=order)
    return [_purchase(row) for row in rows]


def purchase_numbered(fetch: Fetch, number: int) -> Purchase | None:
    """The purchase of this number, or None."""
    rows = fetch(f"{PURCHASE} WHERE id = :id", id=number)
    return _purchase(rows[0]) if rows else None


def purchases_of_product(fetch: Fetch, product: str, as_of: datetime) -> list[Purchase]:
    """Who had bought a product by a moment, case and accents of its name aside; the first purchase first."""
    rows = fetch(
        f"""
        {PURCHASE} WHERE product {among("products")} AND bought_at <= :as_of
        ORDER BY bought_at, id
        """,
        products=spellings(fetch, "SELECT DISTINCT product FROM purchases", product),
        as_of=stamp(as_of),
    )
    return [purchase_as_of(_purchase(row), as_of) for row in rows]


def _purchase(row: Sequence[Any]) -> Purchase:
    return Purchase(
        id=row[0],
        customer_id=row[1],
        product=row[2],
        order=row[3],
        serial=row[4],
        bought_at=read_moment(row[5]),
        delivered_at=read_moment(row[6]) if row[6] else None,
        quantity=row[7],
        price=Money(row[8], row[10]),
        cost=_money(row[9], row[10]),
    )


def _money(amount: int | None, currency: str) -> Money | None:
    return None if amount is None else Money(amount, currency)
