"""`careline customer ...`."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated

import typer

from careline import usecases
from careline.cli import complete, given, questions
from careline.cli.options import looking, making
from careline.desk import Desk
from careline.domain.cases import Customer
from careline.domain.report import Page, PageLine, Report
from careline.reports.people import customer_list, customer_page

app = typer.Typer(help="Customers: add, correct, merge, list and show them.")


WhoArgument = Annotated[
    str,
    typer.Argument(help="Whose name or address.", show_default=False, autocompletion=complete.customers),
    questions.CUSTOMER,
]


@making(app, "add")
def add(
    desk: Desk,
    who: Annotated[
        str,
        typer.Argument(help='Who it is: a name, or "Dana Reyes <dana@example.com>".', show_default=False),
        questions.NEW_PERSON,
    ],
    phone: Annotated[str | None, typer.Option("--phone", metavar="NUMBER", help="Their telephone number.")] = None,
) -> Page:
    """Add a customer.

    Example: careline customer add "Dana Reyes <dana@example.com>" --phone "+1 617 555 0100"
    """
    with desk.session("customer add", create=True) as work:
        customer = usecases.customers.add(work, who, phone)
        twins = usecases.customers.twins(work, customer)
    page = _page(customer, "added")
    if not twins:
        return page
    line = PageLine(f"Another customer is called so too: {', '.join(str(twin) for twin in twins)}")
    return replace(page, lines=(*page.lines, line))


@making(app, "edit")
def edit(
    desk: Desk,
    who: WhoArgument,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="The right name.")] = None,
    email: Annotated[str | None, typer.Option("--email", metavar="ADDRESS", help="The right address.")] = None,
    phone: Annotated[str | None, typer.Option("--phone", metavar="NUMBER", help="The right number.")] = None,
) -> Page:
    """Correct a customer's name, address or telephone number.

    Example: careline customer edit "Dana Reyes" --email dana@example.com
    """
    for option, value in (("--name", name), ("--email", email), ("--phone", phone)):
        given.filled(option, value)
    with desk.session("customer edit") as work:
        customer = usecases.customers.edit(work, given.customer(work.fetch, who), name, email, phone)
    return _page(customer, "corrected")


@making(app, "merge")
def merge(
    desk: Desk,
    twin: Annotated[
        str,
        typer.Argument(help="Who was recorded twice.", show_default=False, autocompletion=complete.customers),
        questions.CUSTOMER,
    ],
    into: Annotated[
        str,
        typer.Argument(help="Who stays.", show_default=False, autocompletion=complete.customers),
        questions.CUSTOMER,
    ],
) -> Page:
    """Merge a customer who was recorded twice. The cases move to the one who stays.

    Example: careline customer merge dana@old.example dana@example.com
    """
    desk.confirm(f"Give every case of {twin} to {into}?")
    with desk.session("customer merge") as work:
        gone = given.customer(work.fetch, twin)
        customer = usecases.customers.merge(work, gone, given.customer(work.fetch, into))
    return _page(customer, f"has the cases of {gone} now")


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
    who: WhoArgument,
) -> Page:
    """Show a customer and their cases.

    Example: careline customer show dana@example.com
    """
    with desk.reader() as fetch:
        return customer_page(fetch, desk.shop, given.customer(fetch, who), now)


def _page(customer: Customer, what: str) -> Page:
    payload = {"customer": {"name": customer.name, "email": customer.email, "phone": customer.phone}}
    return Page((PageLine(f"{customer} {what}"),), payload)
