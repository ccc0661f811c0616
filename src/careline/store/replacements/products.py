"""Products and their successors, as the shop knows them."""

from datetime import datetime

from careline.domain.errors import NotFound
from careline.domain.names import BlankName, NearName, fold
from careline.domain.replacements.products import Product
from careline.domain.wording import shell_word
from careline.store.columns import Columns
from careline.store.fetch import Fetch
from careline.store.money.purchases import purchases_of_product
from careline.store.near import near_names
from careline.store.stamps import stamp

OF_PRODUCT = Columns(
    Product, id="p.id", name="p.name", supplier="s.name", successor="n.name", warranty_months="p.warranty_months"
)
PRODUCT = f"""
    SELECT {OF_PRODUCT.sql}
    FROM products p LEFT JOIN parties s ON s.id = p.supplier_id LEFT JOIN products n ON n.id = p.successor_id
"""


def product_named(fetch: Fetch, folded: str) -> Product | None:
    """The product of exactly this folded name, or None."""
    rows = fetch(f"{PRODUCT} WHERE p.folded = :folded", folded=folded)
    return next(map(OF_PRODUCT.read, rows), None)


def all_products(fetch: Fetch) -> list[Product]:
    """Every product, by name."""
    return [OF_PRODUCT.read(row) for row in fetch(f"{PRODUCT} ORDER BY p.folded")]


def find_product(fetch: Fetch, name: str) -> Product:
    """The known product that was meant, case and accents aside. Raises BlankName, NotFound and NearName."""
    meant = fold(name)
    if not meant:
        raise BlankName("product")
    known = product_named(fetch, meant)
    if known:
        return known
    products = {fold(product.name): product for product in all_products(fetch)}
    near = near_names(meant, products)
    if near:
        way_out = f"careline product add {shell_word(name)}"
        raise NearName("product", name, [products[other].name for other in near], way_out)
    raise NotFound(f'No product is called "{name}"; careline product add adds one.')


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


def units_bought(fetch: Fetch, product: str, as_of: datetime) -> tuple[int, int]:
    """How many of a product were bought by a moment, and by how many customers; case and accents of its name aside."""
    found = purchases_of_product(fetch, product, as_of)
    return sum(each.quantity for each in found), len({each.customer_id for each in found})
