"""What customers bought."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from json import dumps

from careline.domain.money.money import Money
from careline.domain.money.purchases import Purchase, plain_number
from careline.domain.money.purchases import as_of as purchase_as_of
from careline.store.cases import spellings
from careline.store.columns import Columns
from careline.store.dialect import among
from careline.store.fetch import Fetch, Reader
from careline.store.numbers import plain
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


def purchases_with_number(fetch: Fetch, numbers: Iterable[str], as_of: datetime, most: int) -> list[Purchase]:
    """The last purchases with one of these order or serial numbers, the last first.

    As they are written, `#1001` being 1001; where nobody has written one so, however they are written.
    """
    numbers = list(numbers)
    wanted = {plain_number(each) for each in numbers} - {""}
    with_one = (
        f"SELECT id FROM purchases WHERE {plain(column)} {among('numbers')} AND {column} IS NOT NULL"
        for column in ("order_number", "serial")
    )
    rows = fetch(
        f"""
        {PURCHASE} WHERE bought_at <= :as_of AND id IN ({" UNION ALL ".join(with_one)})
        ORDER BY bought_at DESC, id DESC LIMIT :most
        """,
        numbers=dumps(sorted(wanted)),
        as_of=stamp(as_of),
        most=most,
    )
    found = [purchase_as_of(OF_PURCHASE.read(row), as_of) for row in rows]
    typed = set(map(_bare, numbers))
    return [it for it in found if typed & {_bare(number) for number in (it.order, it.serial) if number}] or found


def _bare(number: str) -> str:
    return number.lower().lstrip("#")


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
