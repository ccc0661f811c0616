"""Products: whose they are, how long they are warranted, and which model has taken the place of which."""

from datetime import datetime
from typing import Any

from careline.domain.names import fold
from careline.domain.replacements.products import Product, successors
from careline.domain.replacements.warranty import warranty_months
from careline.domain.report import Key, Kind, Page, PageLine, Report, Several, Shape, Tone
from careline.domain.shop.shop import Shop
from careline.domain.wording import counted
from careline.render.reading import text
from careline.reports.listing import keyed, listing
from careline.store.fetch import Fetch
from careline.store.near import easily_taken_for
from careline.store.people.parties import party_named
from careline.store.replacements.products import all_products, known_items, units_bought
from careline.store.replacements.programmes import programme_of_party

PRODUCT = Shape(
    "product",
    "a product; its months are absent where its supplier's programme or the policy says them",
    (Key("name"), text("supplier"), text("successor"), Key("warranty_months", Kind.NUMBER, null=True)),
)
PRODUCT_SHOWN = Shape("product_shown", "a product that was added or corrected", (Key("product", PRODUCT),))
PRODUCT_PAGE = Shape(
    "product_page",
    "a product, the models before and after it, and how many were bought",
    (
        Key("product", PRODUCT),
        Key("warranty_months", Kind.NUMBER, null=True),
        Key("successors", Several(Kind.TEXT)),
        Key("predecessors", Several(Kind.TEXT)),
        Key("bought", Kind.NUMBER),
        Key("customers", Kind.NUMBER),
        Key("easily_taken_for", Several(Kind.TEXT)),
    ),
)
COLUMNS = keyed(
    "name supplier successor warranty_months",
    like=PRODUCT,
    name="Product",
    supplier="Supplier",
    successor="Successor",
    warranty_months="Warranty in months",
)


def product_list(fetch: Fetch, shop: Shop, now: datetime) -> Report:
    """Every product, by name."""
    return listing("products", shop, now, COLUMNS, map(product_object, all_products(fetch)))


def product_object(product: Product) -> dict[str, Any]:
    """A product as an object; its months are None where its supplier's programme or the policy says them."""
    return PRODUCT.of(product)


def product_page(fetch: Fetch, shop: Shop, product: Product, now: datetime) -> Page:
    """A product: its supplier and warranty, the models before and after it, and how many were bought by that moment."""
    party = party_named(fetch, fold(product.supplier)) if product.supplier else None
    programme = programme_of_party(fetch, party.id) if party else None
    months = warranty_months(product, programme, shop.policy)
    known = all_products(fetch)
    after = successors(product.name, known)
    before = [each.name for each in known if each.successor == product.name]
    bought, customers = units_bought(fetch, product.name, now)
    near = easily_taken_for(product.name, known_items(fetch, now))
    told = [
        f"Warranty {counted(months, 'month')}." if months else "No warranty.",
        f"Succeeded by {', then '.join(after)}." if after else "",
        f"Takes the place of {', '.join(before)}." if before else "",
        f"{bought} bought, by {counted(customers, 'customer')}." if bought else "Nobody has bought one.",
        f"Easily mistaken for {', '.join(near)}." if near else "",
    ]
    title = f"{product.name}, of {product.supplier}" if product.supplier else product.name
    payload = PRODUCT_PAGE.filled(
        product=product_object(product),
        warranty_months=months,
        successors=list(after),
        predecessors=before,
        bought=bought,
        customers=customers,
        easily_taken_for=list(near),
    )
    return Page((PageLine(title, tone=Tone.TITLE), *(PageLine(line) for line in told if line)), payload)
