"""One row of a shop's order list: what it says, whether it can become a purchase, how it differs from a known one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from careline.domain.money.money import Money
from careline.domain.names import Person, fold
from careline.domain.sheets.case_rows import check_order, read_customer, read_moments, same_customer, texts
from careline.domain.sheets.columns import SYNONYMS, Columns, Form
from careline.domain.sheets.dates import BadRow, DateReader
from careline.domain.sheets.identity import key_of
from careline.domain.sheets.numbers import AmountReader
from careline.domain.time.phrase_refusals import quoted

MOST_UNITS = 10**6
PURCHASES = Form(
    fields=(
        "ref",
        "customer",
        "email",
        "phone",
        "product",
        "order",
        "serial",
        "quantity",
        "bought",
        "delivered",
        "price",
        "line_total",
        "currency",
        "cost",
    ),
    needed=("product", "bought", "price", "customer"),
    instead={"price": ("line_total",), "customer": ("email",)},
    moments=("bought", "delivered"),
    words={"ref": ("line",), "product": ("product", "goods")},
    synonyms={
        "order": "number, id, * order, order *",
        "ref": "line *",
        "email": SYNONYMS["email"],
        "phone": SYNONYMS["phone"],
        "quantity": "count, * quantity, * qty, quantity *",
        "serial": "sn, serial *, * serial, * serial number",
        "price": "item price, price *, * price, amount, purchase price",
        "cost": "cost *, * cost",
        "product": "title, name of product, sku, * product, * item, * sku",
        "customer": SYNONYMS["customer"],
        "bought": "paid at, paid on, bought *, ordered *, purchased *, sold *, created *, paid *",
        "delivered": "delivery date, received, received at, received on, delivered *, arrived *, * delivered",
    },
    amounts=("price", "line_total", "cost"),
)
"""One row is one purchase: a line of an order."""


@dataclass(frozen=True, slots=True)
class Sold:
    """What a row says was bought. Moments are UTC; price and cost are of one unit."""

    product: str
    order: str | None
    serial: str | None
    quantity: int
    bought_at: datetime
    delivered_at: datetime | None
    price: Money
    cost: Money | None


@dataclass(frozen=True, slots=True)
class PurchaseRow:
    """One row as values. `ref` is its own, if it has one; `repeated` says that the clocks repeat a moment of it."""

    ref: str | None
    customer: Person
    phone: str | None
    sold: Sold
    repeated: bool


@dataclass(frozen=True, slots=True)
class KnownPurchase:
    """What an earlier row with the same ref has left in the store, as it stands there now."""

    number: int
    customer: str
    email: str | None
    sold: Sold


def read_purchase(
    cells: Sequence[str], columns: Columns, dates: DateReader, amounts: AmountReader, now: datetime
) -> PurchaseRow:
    """What a row says. Raises BadRow with the reason why it cannot become a purchase."""
    text = texts(cells, columns)
    for field, what in (("product", "product"), ("bought", "moment at which it was bought")):
        if field not in text:
            raise BadRow(f"has no {what}")
    quantity = _units(text.get("quantity", "1"))
    price = _price(text, quantity, amounts)
    moments, repeated = read_moments(text, dates, PURCHASES.moments)
    check_order(text, moments, dates, "bought", "delivered")
    if moments["bought"] > now:
        raise BadRow(f"bought {quoted(text['bought'])} has not come yet")
    return PurchaseRow(
        ref=text.get("ref"),
        customer=read_customer(text.get("customer", ""), text.get("email", "")),
        phone=text.get("phone"),
        sold=Sold(
            product=text["product"],
            order=text.get("order"),
            serial=text.get("serial"),
            quantity=quantity,
            bought_at=moments["bought"],
            delivered_at=moments.get("delivered"),
            price=price,
            cost=amounts.read("cost", text["cost"]) if "cost" in text else None,
        ),
        repeated=repeated,
    )


def key(customer: str, product: str, order: str | None, bought_at: datetime) -> str:
    """What a row without a ref is known by: order and item; where no order has a number, who bought it, and when."""
    if order is not None:
        return key_of(order, product)
    return key_of(fold(customer), product, str(bought_at.timestamp()))


def differences(row: PurchaseRow, known: KnownPurchase, columns: Columns) -> tuple[str, ...]:
    """The fields in which a row differs from what is known under its ref; only what the file speaks of is compared.

    An arrival that was recorded since is no difference to a row that says nothing of one.
    """
    said, stands = row.sold, known.sold
    person = "email" if row.customer.email and columns.gives("email") else "customer"
    same = {
        person: same_customer(row.customer, known.customer, known.email),
        "product": said.product == stands.product,
        "order": said.order == stands.order,
        "serial": said.serial == stands.serial,
        "quantity": said.quantity == stands.quantity,
        "bought": said.bought_at == stands.bought_at,
        "delivered": said.delivered_at in (None, stands.delivered_at),
        "price": said.price == stands.price,
        "cost": said.cost == stands.cost,
    }
    return tuple(field for field in PURCHASES.fields if columns.gives(field) and not same.get(field, True))


def taken_over(row: PurchaseRow, known: KnownPurchase, columns: Columns) -> KnownPurchase:
    """What is known once it has taken over what an import may add of a newer row: that it was delivered.

    The same value comes back where nothing is new.
    """
    said, stands = row.sold.delivered_at, known.sold
    if not columns.gives("delivered") or said is None or stands.delivered_at or said < stands.bought_at:
        return known
    return replace(known, sold=replace(stands, delivered_at=said))


def _units(text: str) -> int:
    units = re.sub("[.,]0{1,2}$", "", text)
    if (
        not (units.isascii() and units.isdigit())
        or len(units) > len(str(MOST_UNITS))
        or not 1 <= int(units) <= MOST_UNITS
    ):
        raise BadRow(f"quantity {quoted(text)} is not a number of units")
    return int(units)


def _price(text: Mapping[str, str], quantity: int, amounts: AmountReader) -> Money:
    """The price of one unit: its own, or its share of what the line cost. Raises BadRow."""
    said = text.get("currency", amounts.currency)
    if said.upper() != amounts.currency:
        raise BadRow(f"price is in {said}, and the shop counts in {amounts.currency}")
    if "price" in text:
        return amounts.read("price", text["price"])
    if "line_total" not in text:
        raise BadRow("has no price")
    total = amounts.read("line_total", text["line_total"])
    each, left = divmod(total.amount, quantity)
    if left:
        raise BadRow(
            f"line_total {quoted(text['line_total'])} does not share out equally among {quantity} units; "
            "give the price of one as price"
        )
    return Money(each, amounts.currency)
