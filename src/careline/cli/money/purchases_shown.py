"""`careline purchase list` and `purchase show`: what only looks."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import complete, given
from careline.cli.frame.options import looking
from careline.desk import Desk
from careline.domain.report import Page, Report

app = typer.Typer()


@looking(app, "list")
def list_(
    desk: Desk,
    now: datetime,
    customer: Annotated[
        str | None,
        typer.Argument(help="Only this customer's.", show_default=False, autocompletion=complete.customers),
    ] = None,
    product: Annotated[str | None, typer.Option(metavar="NAME", help="Of this product.")] = None,
    order: Annotated[str | None, typer.Option(metavar="NUMBER", help="Of this order.")] = None,
    serial: Annotated[str | None, typer.Option(metavar="NUMBER", help="The unit with this serial number.")] = None,
) -> Report:
    """List purchases, the oldest first.

    Example: careline purchase list --product MX500i
    """
    from careline.reports.money.purchases import purchase_list

    fetch = desk.lasting_reader()
    whose = given.customer(fetch, customer) if customer is not None else None
    numbers = given.filled("--order", order), given.filled("--serial", serial)
    return purchase_list(fetch, desk.shop, now, whose, product, *numbers)


@looking(app, "show")
def show(
    desk: Desk,
    now: datetime,
    number: Annotated[str, typer.Argument(help="The order, the unit's serial number, or B-1.", show_default=False)],
) -> Page:
    """Show what was bought under a number: by whom, when, for what, and the cases about it.

    Example: careline purchase show 10482
    """
    from careline.reports.money.purchases_by_number import purchase_page

    wanted = given.needed(desk, "NUMBER", number, "an order or serial number")
    with desk.reader() as fetch:
        return purchase_page(fetch, desk.shop, wanted, now)
