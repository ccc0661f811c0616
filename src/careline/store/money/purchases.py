"""What customers bought."""

from collections.abc import Iterator
from datetime import datetime

from careline.domain.money.money import Money
from careline.domain.money.purchases import Purchase
from careline.domain.money.purchases import as_of as purchase_as_of
from careline.store.cases import spellings
from careline.store.columns import Columns
from careline.store.dialect import among
from careline.store.fetch import Fetch, Reader
from careline.store.stamps import read_moment, stamp

OF_PURCHASE = Columns(
    Purchase,
    id="id",
    customer_id="customer_id",
    product="product",
    order="order_number",
    serial="serial",
    bought_at=("bought_at", read_moment),
    delivered_at=("delivered_at", read_moment),
    quantity="quantity",
    price=Columns(Money, amount="price", currency="currency"),
    cost=Columns(Money, amount="cost", currency="currency"),
)
PURCHASE = f"SELECT {OF_PURCHASE.sql} FROM purchases"


def purchases_of(fetch: Fetch, customer_id: int, as_of: datetime) -> list[Purchase]:
    """What a customer had bought by a moment, the first purchase first."""
    rows = fetch(
        f"{PURCHASE} WHERE customer_id = :customer_id AND bought_at <= :as_of ORDER BY bought_at, id",
        customer_id=customer_id,
        as_of=stamp(as_of),
    )
    return [purchase_as_of(OF_PURCHASE.read(row), as_of) for row in rows]


def all_purchases(fetch: Reader, as_of: datetime) -> Iterator[list[Purchase]]:
    """What anybody had bought by a moment, the first purchase first, in batches."""
    batches = fetch.in_batches(f"{PURCHASE} WHERE bought_at <= :as_of ORDER BY bought_at, id", as_of=stamp(as_of))
    return ([purchase_as_of(OF_PURCHASE.read(row), as_of) for row in rows] for rows in batches)


def purchases_by_order(fetch: Fetch, order: str) -> list[Purchase]:
    """What was bought under an order number, by number."""
    rows = fetch(f"{PURCHASE} WHERE order_number = :order ORDER BY id", order=order)
    return [OF_PURCHASE.read(row) for row in rows]


def purchase_numbered(fetch: Fetch, number: int) -> Purchase | None:
    """The purchase of this number, or None."""
    rows = fetch(f"{PURCHASE} WHERE id = :id", id=number)
    return next(map(OF_PURCHASE.read, rows), None)


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
    return [purchase_as_of(OF_PURCHASE.read(row), as_of) for row in rows]
