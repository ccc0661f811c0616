"""`careline purchase list`: what only looks."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import complete, given
from careline.cli.frame.options import looking
from careline.desk import Desk
from careline.domain.report import Report

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
) -> Report:
    """List purchases, the oldest first.

    Example: careline purchase list --product MX500i
    """
    from careline.reports.money.purchases import purchase_list

    fetch = desk.lasting_reader()
    whose = given.customer(fetch, customer) if customer is not None else None
    return purchase_list(fetch, desk.shop, now, whose, product)
