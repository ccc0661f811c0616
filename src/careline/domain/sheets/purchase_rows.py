"""One row of a shop's order list: what it says, whether it can become a purchase, how it differs from a known one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from careline.domain.errors import BadInput
from careline.domain.money.money import AnotherCurrency, Money
from careline.domain.names import Person, fold
from careline.domain.sheets.case_rows import (
    check_order,
    lacks,
    read_customer,
    read_moments,
    same_customer,
    texts,
)
from careline.domain.sheets.columns import SYNONYMS, Columns, Form
from careline.domain.sheets.dates import BadRow, DateReader, LeftOut
from careline.domain.sheets.identity import key_of
from careline.domain.sheets.numbers import AmountReader
from careline.domain.sheets.states import ended
from careline.domain.time.phrase_refusals import quoted
from careline.domain.wording import shortened

MOST_UNITS = 10**6
MORE = " (the rest)"
NEEDED = (("product", "product"), ("bought", "moment at which it was bought"))
"""What every row says, and what it is called where it is blank."""
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
        "status",
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
        "status": "state of order, * order status, * payment status",
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
    """One row as values. `ref` is its own, if it has one; `repeated` says that the clocks repeat a moment of it.

    `ended` says why nothing of it is with the customer. So many of the units as are `dearer` cost the least coin more.
    """

    ref: str | None
    customer: Person
    phone: str | None
    sold: Sold
    repeated: bool
    ended: str | None = None
    dearer: int = 0


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
    """What a row says. Raises BadRow with the reason why it cannot become a purchase, and LeftOut if it need not."""
    text = texts(cells, columns)
    why = ended(text.get("status", ""), text.get("quantity", ""), columns.heading_of("quantity"))
    try:
        return _read(text, why, columns, dates, amounts, now)
    except BadRow:
        if why:
            raise LeftOut(why) from None
        raise


def _read(
    text: Mapping[str, str],
    why: str | None,
    columns: Columns,
    dates: DateReader,
    amounts: AmountReader,
    now: datetime,
) -> PurchaseRow:
    for field, what in NEEDED:
        if field not in text:
            raise lacks(what, columns, field)
    quantity = _units(text.get("quantity", "1"), columns)
    price, dearer = _price(text, quantity, columns, amounts)
    moments, repeated = read_moments(text, columns, dates)
    check_order(text, columns, moments, dates, "bought", "delivered")
    if moments["bought"] > now:
        raise BadRow(f"{columns.named('bought')} {quoted(text['bought'])} has not come yet")
    return PurchaseRow(
        ref=text.get("ref"),
        customer=read_customer(text, columns),
        phone=text.get("phone"),
        sold=Sold(
            product=text["product"],
            order=text.get("order"),
            serial=text.get("serial"),
            quantity=quantity,
            bought_at=moments["bought"],
            delivered_at=moments.get("delivered"),
            price=price,
            cost=_amount("cost", text, columns, amounts) if "cost" in text else None,
        ),
        repeated=repeated,
        ended=why,
        dearer=dearer,
    )


def parts(row: PurchaseRow) -> tuple[tuple[PurchaseRow, str], ...]:
    """The purchases that a row is, with what stands behind the ref of each: two where its units cost not all the same.

    A purchase has one price for all its units, and no coin of what the line came to may be lost.
    """
    if not row.dearer:
        return ((row, ""),)
    sold = row.sold
    more = replace(sold, quantity=row.dearer, price=Money(sold.price.amount + 1, sold.price.currency))
    less = replace(sold, quantity=sold.quantity - row.dearer)
    return (replace(row, sold=less, dearer=0), ""), (replace(row, sold=more, dearer=0), MORE)


def key(customer: str, product: str, order: str | None, bought_at: datetime) -> str:
    """What a row without a ref is known by: order and item; where no order has a number, who bought it, and when."""
    if order is not None:
        return key_of(order, product)
    return key_of(fold(customer), product, str(bought_at.timestamp()))


def differences(row: PurchaseRow, known: KnownPurchase, columns: Columns) -> tuple[str, ...]:
    """The fields in which a row differs from what is known under its ref; only what the file speaks of is compared.

    An arrival that was recorded since is no difference to a row that says nothing of one. Of one that has come to
    nothing the rest does not matter any more.
    """
    if row.ended:
        return ("status",)
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
    if row.ended or not columns.gives("delivered") or said is None or stands.delivered_at or said < stands.bought_at:
        return known
    return replace(known, sold=replace(stands, delivered_at=said))


def _units(text: str, columns: Columns) -> int:
    units = re.sub("[.,]0{1,2}$", "", text)
    if (
        not (units.isascii() and units.isdigit())
        or len(units) > len(str(MOST_UNITS))
        or not 1 <= int(units) <= MOST_UNITS
    ):
        raise BadRow(f"{columns.named('quantity')} {quoted(text)} is not a number of units")
    return int(units)


def _price(text: Mapping[str, str], quantity: int, columns: Columns, amounts: AmountReader) -> tuple[Money, int]:
    """The price of one unit, its own or its share of what the line cost, and how many cost the least coin more.

    Raises BadRow.
    """
    said = text.get("currency", amounts.currency)
    if said.upper() != amounts.currency:
        column = f" (column {columns.heading_of('currency')})" if columns.has("currency") else ""
        raise BadRow(
            f"price is in {shortened(said)}, and the shop counts in {amounts.currency}{column}; if it counts in that, "
            "set currency under [shop]"
        )
    if "price" in text:
        return _amount("price", text, columns, amounts), 0
    if "line_total" not in text:
        raise lacks("price", columns, "price", "line_total")
    each, dearer = divmod(_amount("line_total", text, columns, amounts).amount, quantity)
    return Money(each, amounts.currency), dearer


def _amount(field: str, text: Mapping[str, str], columns: Columns, amounts: AmountReader) -> Money:
    """The amount that a field holds. Raises BadRow."""
    try:
        return amounts.read(text[field])
    except AnotherCurrency as error:
        raise BadRow(f"{columns.named(field)}: {error} If it counts in that, set currency under [shop].") from None
    except BadInput as error:
        raise BadRow(f"{columns.named(field)}: {error}") from None
