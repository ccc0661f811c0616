"""`careline customer ...`."""

from datetime import datetime
from typing import Annotated

import typer

from careline import usecases
from careline.cli import given
from careline.cli.options import looking, making
from careline.desk import Desk
from careline.domain.report import Page, PageLine, Report
from careline.reports.people import customer_list, customer_page

app = typer.Typer(help="Customers: add, list and show them.")


@making(app, "add")
def add(
    desk: Desk,
    who: Annotated[str, typer.Argument(help='"Dana Reyes <dana@example.com>" or a name.', show_default=False)],
    phone: Annotated[str | None, typer.Option("--phone", metavar="NUMBER", help="Their telephone number.")] = None,
) -> Page:
    """Add a customer.

    Example: careline customer add "Dana Reyes <dana@example.com>" --phone "+1 617 555 0100"
    """
    with desk.session("customer add", create=True) as work:
        customer = usecases.customers.add(work, who, phone)
        twins = usecases.customers.twins(work, customer)
    lines = [PageLine(f"{customer} added")]
    if twins:
        lines.append(PageLine(f"Another customer is called so too: {', '.join(str(twin) for twin in twins)}"))
    payload = {"customer": {"name": customer.name, "email": customer.email, "phone": customer.phone}}
    return Page(tuple(lines), payload)


@looking(app, "list", as_of=False)
def list_(desk: Desk, now: datetime) -> Report:
    """List the customers by name.

    Example: careline customer list --format csv
    """
    with desk.reader() as fetch:
        return customer_list(fetch, desk.shop, now)


@looking(app, "show")
def show(
    desk: Desk,
    now: datetime,
    who: Annotated[str, typer.Argument(help="A name or an address.", show_default=False)],
) -> Page:
    """Show a customer and their cases.

    Example: careline customer show dana@example.com
    """
    with desk.reader() as fetch:
        return customer_page(fetch, desk.shop, given.customer(fetch, who), now)
