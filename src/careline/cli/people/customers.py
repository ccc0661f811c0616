"""`careline customer ...`."""

from typing import Annotated

import typer

from careline.cli.frame import complete, given, questions
from careline.cli.frame.options import making
from careline.cli.people.arguments import WhoArgument
from careline.cli.people.shapes import CUSTOMER_SHOWN
from careline.desk import Desk
from careline.domain.cases.case import Customer
from careline.domain.errors import BadInput
from careline.domain.report import Page, PageLine
from careline.store.recording import Recording

app = typer.Typer()


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
    from careline.usecases.people import customers

    with desk.session("customer add", create=True) as work:
        customer = customers.add(work, who, phone)
        twins = customers.twins(work, customer)
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
    from careline.usecases.people import customers

    for option, value in (("--name", name), ("--email", email), ("--phone", phone)):
        given.filled(option, value)
    with desk.session("customer edit") as work:
        customer = given.customer(work.fetch, who)
        lines = _works_for(work, customer, company)
        customer = customers.edit(work, customer, name, email, phone, company=company)
    return _page(customer, "corrected", *lines)


@making(app, "merge")
def merge(
    desk: Desk,
    twin: Annotated[
        str,
        typer.Argument(help="Who was recorded twice.", show_default=False, autocompletion=complete.customers),
        questions.CUSTOMER,
    ],
    stays: Annotated[
        str | None,
        typer.Argument(
            metavar="[INTO]", help="Who stays; or --into.", show_default=False, autocompletion=complete.customers
        ),
    ] = None,
    into: Annotated[
        str | None,
        typer.Option("--into", metavar="CUSTOMER", help="Who stays.", autocompletion=complete.customers),
        questions.CUSTOMER,
    ] = None,
) -> Page:
    """Merge a customer who was recorded twice. The cases move to the one who stays.

    Example: careline customer merge dana@old.example --into dana@example.com
    """
    from careline.usecases.people import customers

    if stays is not None and into is not None:
        raise BadInput(f"Who stays is named twice, {stays} and {into}; leave one of them out.")
    into = given.present("--into", stays if into is None else into, "who stays")
    desk.confirm(f"Give every case of {twin} to {into}?")
    with desk.session("customer merge") as work:
        gone = given.customer(work.fetch, twin)
        customer = customers.merge(work, gone, given.customer(work.fetch, into))
    return _page(customer, f"has the cases of {gone} now")


def _works_for(work: Recording, customer: Customer, company: str | None) -> list[PageLine]:
    """Record where a customer works, and say so where nobody has worked there before."""
    from careline.usecases.people import relations

    if company is None:
        return []
    new, is_new = relations.company(work, company)
    relations.works_for(work, customer, new)
    return [PageLine(f"{new.name} is a new company.")] if is_new else []


def _page(customer: Customer, what: str, *more: PageLine) -> Page:
    return Page((PageLine(f"{customer} {what}"), *more), CUSTOMER_SHOWN.filled(customer=customer))
