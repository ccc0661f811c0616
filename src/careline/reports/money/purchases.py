"""What customers bought, and what they are worth beside what they cost: shown, and deciding nothing."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from careline.domain.cases.case import Customer
from careline.domain.money.purchases import Purchase, is_number
from careline.domain.money.shares import read_percentage
from careline.domain.names import fold
from careline.domain.people.worth import Worth, in_percent, lifetime_value
from careline.domain.replacements.recovery import net_recovery
from careline.domain.report import Column, Key, Kind, Report, Shape
from careline.domain.shop.shop import Shop
from careline.domain.time.moments import full_date
from careline.domain.wording import counted
from careline.render import goods, shapes
from careline.render.reading import amount
from careline.reports.listing import listing
from careline.store.fetch import Fetch, Reader
from careline.store.money import spending
from careline.store.money.purchases import all_purchases, purchases_of
from careline.store.people.customers import customers_by_id
from careline.store.replacements import returns_and_claims


def _recovery_share(worth: Worth, _: object) -> float | None:
    return None if worth.recovery_share is None else float(worth.recovery_share)


PURCHASE_COLUMNS = (
    Column("id", Kind.ID, "Purchase"),
    Column("customer", shapes.CUSTOMER, "Customer"),
    Column("product", title="Product"),
    Column("order", title="Order", null=True),
    Column("serial", title="Serial", null=True),
    Column("bought_at", Kind.MOMENT, "Bought"),
    Column("delivered_at", Kind.MOMENT, "Delivered", null=True),
    Column("quantity", Kind.NUMBER, "Units"),
    Column("price", Kind.MONEY, "Price"),
    Column("cost", Kind.MONEY, "Cost", null=True),
)
OF_CUSTOMER = Shape(
    "purchase_of_customer", "a purchase and who made it", (*goods.PURCHASE.keys, Key("customer", shapes.CUSTOMER))
)
WORTH = Shape(
    "worth",
    "what a customer is worth, beside what their cases have cost",
    (
        Key("value", Kind.MONEY, amount("value")),
        Key("orders", Kind.NUMBER),
        Key("paid", Kind.MONEY, amount("paid")),
        Key("average_order", Kind.MONEY, amount("average_order")),
        Key("months", Kind.NUMBER),
        Key("orders_a_year", Kind.DECIMAL, lambda worth, _: float(worth.orders_a_year)),
        Key("years", Kind.NUMBER),
        Key("margin", Kind.DECIMAL, lambda worth, _: float(worth.margin)),
        Key("margin_is_known", Kind.FLAG),
        Key("recovery_cost", Kind.MONEY, amount("recovery"), null=True),
        Key("recovery_share", Kind.DECIMAL, _recovery_share, null=True),
    ),
)


def purchase_list(
    fetch: Reader,
    shop: Shop,
    now: datetime,
    customer: Customer | None = None,
    product: str | None = None,
    order: str | None = None,
    serial: str | None = None,
) -> Report:
    """Purchases, the first one first, made while they are read: all, or those of a customer, a product or a number."""

    def is_wanted(each: Purchase) -> bool:
        fits = product is None or fold(each.product) == fold(product)
        return fits and is_number(order, each.order) and is_number(serial, each.serial)

    batches = all_purchases(fetch, now) if customer is None else [purchases_of(fetch, customer.id, now)]
    wanted = (list(filter(is_wanted, batch)) for batch in batches)
    rows = (row for chosen in wanted for row in _rows(fetch, chosen))
    return listing("purchases", shop, now, PURCHASE_COLUMNS, rows, passing=True)


def _rows(fetch: Fetch, purchases: Sequence[Purchase]) -> list[dict[str, Any]]:
    customers = {each.id: each for each in customers_by_id(fetch, {each.customer_id for each in purchases})}
    return [
        purchase_object(each) | {"customer": customers[each.customer_id], "price": each.price, "cost": each.cost}
        for each in purchases
    ]


def purchase_object(purchase: Purchase) -> dict[str, Any]:
    """A purchase as an object; price and cost are of one unit."""
    return goods.PURCHASE.of(purchase)


def purchase_words(purchase: Purchase, shop: Shop) -> str:
    """`2 MX500i for $120.00, order 10482, bought Mon 9 Mar 2026`."""
    units = f"{purchase.quantity} " if purchase.quantity > 1 else ""
    parts = (
        f"{units}{purchase.product} for {purchase.paid.shown()}",
        f"order {purchase.order}" if purchase.order else "",
        f"serial {purchase.serial}" if purchase.serial else "",
        f"bought {full_date(shop.calendar.date_of(purchase.bought_at))}",
        f"delivered {full_date(shop.calendar.date_of(purchase.delivered_at))}" if purchase.delivered_at else "",
    )
    return ", ".join(filter(None, parts))


def worth_of(fetch: Fetch, shop: Shop, purchases: list[Purchase], customer_id: int, now: datetime) -> Worth | None:
    """What a customer is worth, beside what their cases have cost."""
    spent = spending.costs(fetch, now, customer_id=customer_id)
    return lifetime_value(
        purchases,
        shop.calendar.local(now),
        years=shop.policy.customer_years,
        margin=read_percentage("margin", shop.policy.margin),
        recovery=net_recovery(spent, returns_and_claims.spent_claims(fetch, now, spent, customer_id=customer_id)),
    )


def worth_words(worth: Worth) -> Iterable[str]:
    """The value and what it is worked out from, and the recovery cost beside it."""
    known = "by their costs" if worth.margin_is_known else "by the policy"
    yield (
        f"Lifetime value {worth.value.shown()}: {counted(worth.orders, 'order')} of {worth.average_order.shown()} on "
        f"average, {float(worth.orders_a_year):.2g} a year, {counted(worth.years, 'year')}, margin "
        f"{in_percent(worth.margin)} {known}."
    )
    if worth.recovery is not None:
        share = f", {in_percent(worth.recovery_share)} of it" if worth.recovery_share is not None else ""
        yield f"Recovery cost {worth.recovery.shown()}{share}. Neither decides whether a promise is kept."


def worth_object(worth: Worth) -> dict[str, Any]:
    """The same for scripts; shares from 0 to 1."""
    return WORTH.of(worth)
