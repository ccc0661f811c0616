"""`careline customer ...`."""

from typing import Annotated

import typer

from careline.cli.frame import complete, given, questions
from careline.cli.frame.options import making
from careline.cli.people.arguments import WhoArgument, all_filled
from careline.cli.people.shapes import CUSTOMER_RECORDED
from careline.desk import Desk
from careline.domain.cases.case import Customer
from careline.domain.errors import BadInput
from careline.domain.report import Page, PageLine
from careline.reports.people.people import also
from careline.store.people.addresses import Addresses, addresses_of
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
    email: Annotated[
        list[str] | None, typer.Option("--email", metavar="ADDRESS", help="Their address; again for each.")
    ] = None,
    phone: Annotated[
        list[str] | None, typer.Option("--phone", metavar="NUMBER", help="Their telephone number; again for each.")
    ] = None,
    company: CompanyOption = None,
    new_customer: Annotated[bool, typer.Option("--new-customer", help="A second person with a known address.")] = False,
) -> Page:
    """Add a customer. Each address and telephone number, however it is written, finds them.

    Example: careline customer add "Dana Reyes <dana@example.com>" --phone "+1 617 555 0100"
    """
    from careline.usecases.people import customers

    who, is_second = questions.known_or_second(desk, who, new=new_customer)
    with desk.session("customer add", create=True) as work:
        customer = customers.add(
            work, who, all_filled("--phone", phone), all_filled("--email", email), shares=is_second
        )
        twins = customers.twins(work, customer)
        lines = [*_numbers(work, customer), *_works_for(work, customer, company)]
        known = addresses_of(work.fetch, customer)
    if twins:
        lines.append(PageLine(f"Another customer has the same name: {', '.join(str(twin) for twin in twins)}"))
    return _page(customer, known, "added", *lines)


@making(app, "edit")
def edit(
    desk: Desk,
    who: WhoArgument,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="The right name.")] = None,
    email: Annotated[
        list[str] | None, typer.Option("--email", metavar="ADDRESS", help="The address to use; again for each.")
    ] = None,
    phone: Annotated[
        list[str] | None, typer.Option("--phone", metavar="NUMBER", help="The number to use; again for each.")
    ] = None,
    add_email: Annotated[
        list[str] | None,
        typer.Option("--add-email", metavar="ADDRESS", help="One more address; the one to use stays. Again for each."),
    ] = None,
    add_phone: Annotated[
        list[str] | None,
        typer.Option("--add-phone", metavar="NUMBER", help="One more number; the one to use stays. Again for each."),
    ] = None,
    remove: Annotated[
        list[str] | None,
        typer.Option("--remove", metavar="ADDRESS|NUMBER", help="One that is no longer theirs; again for each."),
    ] = None,
    company: CompanyOption = None,
) -> Page:
    """Correct a customer's name or company, and add addresses and telephone numbers.

    The first --email and --phone are the ones to use from now on. The old ones still find the customer until you
    --remove them. For a change of jobs use 'customer move'.

    Example: careline customer edit "Dana Reyes" --email dana@example.com
    """
    from careline.usecases.people import customers

    given.filled("--name", name)
    first = all_filled("--email", email), all_filled("--phone", phone)
    more = all_filled("--add-email", add_email), all_filled("--add-phone", add_phone)
    removed = all_filled("--remove", remove)
    with desk.session("customer edit") as work:
        customer = given.customer(work.fetch, who)
        lines = _works_for(work, customer, company)
        customer = customers.edit(work, customer, name, *first, more=more, removed=removed, company=company)
        known = addresses_of(work.fetch, customer)
        if any((*first, *more)):
            lines = [*_numbers(work, customer), *(PageLine(line) for line in also(known)), *lines]
    return _page(customer, known, "updated", *lines)


@making(app, "merge")
def merge(
    desk: Desk,
    twin: Annotated[
        str,
        typer.Argument(help="The duplicate.", show_default=False, autocompletion=complete.customers),
        questions.CUSTOMER,
    ],
    stays: Annotated[
        str | None,
        typer.Argument(
            metavar="[INTO]",
            help="The customer to keep; or --into.",
            show_default=False,
            autocompletion=complete.customers,
        ),
    ] = None,
    into: Annotated[
        str | None,
        typer.Option("--into", metavar="CUSTOMER", help="The customer to keep.", autocompletion=complete.customers),
        questions.CUSTOMER,
    ] = None,
) -> Page:
    """Merge a customer who was recorded twice. The cases move to the one you keep.

    Example: careline customer merge dana@old.example --into dana@example.com
    """
    from careline.usecases.people import customers

    if stays is not None and into is not None:
        raise BadInput(f"The customer to keep is named twice, {stays} and {into}; give only one of them.")
    into = given.present("--into", stays if into is None else into, "the customer to keep")
    desk.confirm(f"Give every case of {twin} to {into}?")
    with desk.session("customer merge") as work:
        gone, stays_ = given.two_customers(work.fetch, twin, into)
        customer = customers.merge(work, gone, stays_)
        known = addresses_of(work.fetch, customer)
    return _page(customer, known, f"now has the cases of {gone}", *(PageLine(line) for line in also(known)))


def _works_for(work: Recording, customer: Customer, company: str | None) -> list[PageLine]:
    """Record where a customer works, and say so where nobody has worked there before."""
    from careline.usecases.people import relations

    if company is None:
        return []
    new, is_new = relations.company(work, company)
    relations.works_for(work, customer, new)
    return [PageLine(f"{new.name} is a new company.")] if is_new else []


def _numbers(work: Recording, customer: Customer) -> list[PageLine]:
    """That somebody of another name has a number too."""
    from careline.usecases.known_or_new import with_that_number

    return [PageLine(line) for line in with_that_number(work, customer)]


def _page(customer: Customer, known: Addresses, what: str, *more: PageLine) -> Page:
    payload = CUSTOMER_RECORDED.filled(customer=customer, emails=list(known.emails), phones=list(known.phones))
    return Page((PageLine(f"{customer} {what}"), *more), payload)
