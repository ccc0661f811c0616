"""`careline purchase ...`."""

from typing import Annotated

import typer

from careline.cli.frame import complete, given, questions
from careline.cli.frame.options import making
from careline.cli.sheets import imports, taking_back
from careline.cli.sheets.options import Given, TakeBackOption
from careline.desk import Desk
from careline.domain.report import Key, Page, PageLine, Several, Shape
from careline.render import goods
from careline.reports.money.purchases import OF_CUSTOMER

app = typer.Typer()
PURCHASE_SHOWN = Shape("purchase_shown", "a purchase that was added", (Key("purchase", OF_CUSTOMER),))
ARRIVED = Shape("arrived", "purchases that have arrived", (Key("purchases", Several(goods.PURCHASE)),))


@making(app, "add")
def add(
    desk: Desk,
    customer: Annotated[
        str,
        typer.Argument(
            help='Who bought it: a name, or "Dana Reyes <dana@example.com>".',
            show_default=False,
            autocompletion=complete.customers,
        ),
        questions.CUSTOMER_OR_NEW,
    ],
    product: Annotated[str, typer.Argument(help="What they bought.", show_default=False)],
    price: Annotated[str | None, typer.Option(metavar="AMOUNT", help="What one unit cost them.")] = None,
    cost: Annotated[str | None, typer.Option(metavar="AMOUNT", help="What one unit cost you.")] = None,
    order: Annotated[str | None, typer.Option(metavar="NUMBER", help="The order.")] = None,
    serial: Annotated[str | None, typer.Option(metavar="NUMBER", help="The unit's serial number.")] = None,
    quantity: Annotated[int, typer.Option(metavar="N", help="How many units.")] = 1,
    bought: Annotated[str | None, typer.Option(metavar="WHEN", help="When they bought it, if not now.")] = None,
    delivered: Annotated[str | None, typer.Option(metavar="WHEN", help="When it arrived, if it has.")] = None,
    new_customer: Annotated[
        bool, typer.Option("--new-customer", help="A new customer, however close the name.")
    ] = False,
) -> Page:
    """Record what a customer bought. Price and cost are for one unit.

    Example: careline purchase add dana@example.com MX500i --price 60.00 --cost 41.00 --order 10482
    """
    from careline.domain.money.money import read_money
    from careline.reports.money.purchases import purchase_object, purchase_words
    from careline.usecases.money import purchases

    given.present("--price", price, "what one unit cost the customer, such as 60.00")
    currency = desk.shop.currency
    customer, new_customer = questions.known_or_second(desk, customer, new=new_customer)
    new = purchases.NewPurchase(
        customer=customer,
        product=product,
        price=read_money(price or "", currency),
        bought_at=desk.past(bought),
        cost=read_money(cost, currency) if cost is not None else None,
        order=given.filled("--order", order),
        serial=given.filled("--serial", serial),
        quantity=quantity,
        delivered_at=desk.past(delivered) if delivered is not None else None,
        new_customer=new_customer,
    )
    with desk.session("purchase add", create=True) as work:
        purchase, buyer, is_new = purchases.add(work, desk.shop, new)
    whose = f"{buyer}, a new customer" if is_new else str(buyer)
    line = f"{purchase.name} recorded for {whose}: {purchase_words(purchase, desk.shop)}."
    payload = OF_CUSTOMER.filled(**purchase_object(purchase), customer=buyer)
    return Page((PageLine(line),), PURCHASE_SHOWN.filled(purchase=payload))


@making(app, "delivered")
def delivered(
    desk: Desk,
    what: Annotated[
        str, typer.Argument(metavar="ORDER", help="Which order, or which purchase (B-1).", show_default=False)
    ],
    at: Annotated[str | None, typer.Option("--at", metavar="WHEN", help="When it arrived, if not now.")] = None,
) -> Page:
    """Record that an order has arrived, or one purchase of it.

    Example: careline purchase delivered 10482 --at "yesterday 15:00"
    """
    from careline.reports.money.purchases import purchase_object, purchase_words
    from careline.usecases.money import purchases

    happened_at = desk.past(at)
    with desk.session("purchase delivered") as work:
        arrived = purchases.deliver(work, desk.shop, what, at=happened_at)
    lines = tuple(PageLine(f"{each.name}: {purchase_words(each, desk.shop)}.") for each in arrived)
    return Page(lines, ARRIVED.filled(purchases=list(map(purchase_object, arrived))))


@making(app, "import")
def import_(desk: Desk, *, given: Given, take_back: TakeBackOption = None) -> Page:
    """Import purchases from a shop's order list: all rows or none. --take-back takes an import back.

    At a terminal, without options, it shows first how it reads FILE, and asks.

    Columns: ref, customer, email, phone, product, order, serial, quantity, bought, delivered, price, line_total,
    currency, cost, status. Match headings that careline does not know with --map. One row is one line of an order; what
    was cancelled, refunded or never paid is left out. Importing again adds only what is new; --update takes over what
    has been delivered since.

    Example: careline purchase import orders.csv --map bought="Paid on" --map product=Goods
    """
    from careline.domain.sheets.purchase_rows import PURCHASES
    from careline.usecases.sheets.purchases import Purchases

    if take_back is not None:
        return taking_back.page(desk, "purchase import", take_back, {"FILE": given.file} | given.typed())
    return imports.take(desk, "purchase import", PURCHASES, Purchases, given)
