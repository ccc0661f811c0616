"""What the shop sells and has sold, and what its suppliers do: the SELECTs of products, programmes and purchases."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from careline.domain.costs import Payer
from careline.domain.money import Money
from careline.domain.names import BlankName, NearName, fold
from careline.domain.products import NoSuchProduct, Product
from careline.domain.programmes import Approval, Period, Programme, Returns, Used
from careline.domain.purchases import Purchase
from careline.domain.purchases import as_of as purchase_as_of
from careline.domain.replacements import ShippedBy
from careline.store.database import Fetch
from careline.store.near import near_names
from careline.store.queries import spellings
from careline.store.stamps import read_moment, stamp

PRODUCT = """
    SELECT p.id, p.name, s.name, n.name, p.warranty_months
    FROM products p LEFT JOIN parties s ON s.id = p.supplier_id LEFT JOIN products n ON n.id = p.successor_id
"""
PROGRAMME = """
    SELECT s.name, g.approval, g.approve_within, g.ships, g.ship_within, g.pays_goods, g.pays_shipping, g.returns,
        g.return_above, g.warranty_months, g.doa_days, g.cap_units, g.cap_amount, g.cap_every, g.currency
    FROM programmes g JOIN parties s ON s.id = g.party_id
"""
PURCHASE = """
    SELECT id, customer_id, product, order_number, serial, bought_at, delivered_at, quantity, price, cost, currency
    FROM purchases
"""


def product_named(fetch: Fetch, folded: str) -> Product | None:
    """The product of exactly this folded name, or None."""
    rows = fetch(f"{PRODUCT} WHERE p.folded = :folded", folded=folded)
    return Product(*rows[0]) if rows else None


def all_products(fetch: Fetch) -> list[Product]:
    """Every product, by name."""
    return [Product(*row) for row in fetch(f"{PRODUCT} ORDER BY p.folded")]


def find_product(fetch: Fetch, name: str) -> Product:
    """The known product that was meant, case and accents aside. Raises BlankName, NoSuchProduct and NearName."""
    meant = fold(name)
    if not meant:
        raise BlankName("product")
    known = product_named(fetch, meant)
    if known:
        return known
    products = {fold(product.name): product for product in all_products(fetch)}
    near = near_names(meant, products)
    if near:
        way_out = f'careline product add "{name}"'
        raise NearName("product", name, [products[other].name for other in near], way_out)
    raise NoSuchProduct(name)


def known_items(fetch: Fetch, as_of: datetime) -> list[str]:
    """The name of everything that the shop sells, and of what it had sold and sent by a moment."""
    rows = fetch(
        """
        SELECT name FROM products UNION SELECT product FROM purchases WHERE bought_at <= :as_of
        UNION SELECT item FROM replacements WHERE requested_at <= :as_of
        UNION SELECT came FROM replacements WHERE came IS NOT NULL AND outcome_at <= :as_of
        """,
        as_of=stamp(as_of),
    )
    return [name for (name,) in rows]


def programme_of(fetch: Fetch, party_id: int) -> Programme | None:
    """The programme of a supplier, or None."""
    rows = fetch(f"{PROGRAMME} WHERE g.party_id = :party_id", party_id=party_id)
    return _programme(rows[0]) if rows else None


def programme_named(fetch: Fetch, supplier: str) -> Programme | None:
    """The programme of a supplier by name, case and accents aside, or None."""
    rows = fetch(f"{PROGRAMME} WHERE s.folded = :folded", folded=fold(supplier))
    return _programme(rows[0]) if rows else None


def programme_id(fetch: Fetch, party_id: int) -> int | None:
    """The row of a supplier's programme, or None."""
    rows = fetch("SELECT id FROM programmes WHERE party_id = :party_id", party_id=party_id)
    return int(rows[0][0]) if rows else None


def used_under(fetch: Fetch, party_id: int, currency: str, since: datetime, as_of: datetime) -> Used:
    """What went out under a supplier's programme between two moments: units, and what the supplier pays for them."""
    sent = "FROM replacements r WHERE r.supplier_id = :party_id AND r.shipped_at BETWEEN :since AND :as_of"
    bounds = {"party_id": party_id, "since": stamp(since), "as_of": stamp(as_of)}
    units = fetch(f"SELECT count(*) {sent}", **bounds)
    amount = fetch(
        f"""
        SELECT coalesce(sum(amount), 0) FROM costs
        WHERE payer = 'supplier' AND currency = :currency AND at <= :as_of
            AND replacement_id IN (SELECT r.id {sent})
        """,
        **bounds,
        currency=currency,
    )
    return Used(units[0][0], Money(amount[0][0], currency))


def bought(fetch: Fetch, product: str, as_of: datetime) -> tuple[int, int]:
    """How many of a product were bought by a moment, and by how many customers; case and accents of its name aside."""
    found = purchases_of_product(fetch, product, as_of)
    return sum(each.quantity for each in found), len({each.customer_id for each in found})


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
        {PURCHASE} WHERE product IN (SELECT value FROM json_each(:products)) AND bought_at <= :as_of
        ORDER BY bought_at, id
        """,
        products=spellings(fetch, "SELECT DISTINCT product FROM purchases", product),
        as_of=stamp(as_of),
    )
    return [purchase_as_of(_purchase(row), as_of) for row in rows]


def _programme(row: Sequence[Any]) -> Programme:
    currency = row[14]
    return Programme(
        supplier=row[0],
        approval=Approval(row[1]),
        approve_within=row[2],
        ships=ShippedBy(row[3]),
        ship_within=row[4],
        pays_goods=Payer(row[5]),
        pays_shipping=Payer(row[6]),
        returns=Returns(row[7]),
        return_above=_money(row[8], currency),
        warranty_months=row[9],
        doa_days=row[10],
        cap_units=row[11],
        cap_amount=_money(row[12], currency),
        cap_every=Period(row[13]) if row[13] else None,
    )


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
