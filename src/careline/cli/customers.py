"""`careline customer ...`."""

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
from careline.store.database import Recording

app = typer.Typer(help="Customers: add, correct, merge, list and show them.")


WhoArgument = Annotated[
    str,
    typer.Argument(help="Whose name or address.", show_default=False, autocompletion=complete.customers),
    questions.CUSTOMER,
]


CompanyOption = Annotated[
    str | None,
    typer.Option("--company", metavar="NAME", help="Where they work.", autocompletion=complete.companies),
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
    company: CompanyOption = None,
) -> Page:
    """Add a customer.

    Example: careline customer add "Dana Reyes <dana@example.com>" --phone "+1 617 555 0100"
    """
    with desk.session("customer add", create=True) as work:
        customer = usecases.customers.add(work, who, phone)
        twins = usecases.customers.twins(work, customer)
        lines = _works_for(work, customer, company)
    if twins:
        lines.append(PageLine(f"Another customer is called so too: {', '.join(str(twin) for twin in twins)}"))
    return _page(customer, "added", *lines)


@making(app, "edit")
def edit(
    desk: Desk,
    who: WhoArgument,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="The right name.")] = None,
    email: Annotated[str | None, typer.Option("--email", metavar="ADDRESS", help="The right address.")] = None,
    phone: Annotated[str | None, typer.Option("--phone", metavar="NUMBER", help="The right number.")] = None,
    company: CompanyOption = None,
) -> Page:
    """Correct a customer's name, address, telephone number or company. Who has changed jobs moves: 'customer move'.

    Example: careline customer edit "Dana Reyes" --email dana@example.com
    """
    for option, value in (("--name", name), ("--email", email), ("--phone", phone)):
        given.filled(option, value)
    with desk.session("customer edit") as work:
        customer = given.customer(work.fetch, who)
        lines = _works_for(work, customer, company)
        customer = usecases.customers.edit(work, customer, name, email, phone, company=company)
    return _page(customer, "corrected", *lines)


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
def list_(
    desk: Desk,
    now: datetime,
    flag: Annotated[str | None, typer.Option("--flag", metavar="FLAG", help="Flagged so: family, investor.")] = None,
) -> Report:
    """List the customers by name.

    Example: careline customer list --format csv
    """
    with desk.reader() as fetch:
        return customer_list(fetch, desk.shop, now, given.filled("--flag", flag))


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


def _works_for(work: Recording, customer: Customer, company: str | None) -> list[PageLine]:
    """Record where a customer works, and say so where nobody has worked there before."""
    if company is None:
        return []
    new, is_new = usecases.relations.company(work, company)
    usecases.relations.works_for(work, customer, new)
    return [PageLine(f"{new.name} is a new company.")] if is_new else []


def _page(customer: Customer, what: str, *more: PageLine) -> Page:
    return Page((PageLine(f"{customer} {what}"), *more), {"customer": customer})
