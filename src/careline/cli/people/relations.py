"""`careline customer move`, `refer`, `flag` and `unflag`: what customers are to each other, and to us."""

from typing import Annotated

import typer

from careline.cli.frame import complete, given
from careline.cli.frame.options import AtOption, making
from careline.cli.people.arguments import WhoArgument
from careline.cli.people.shapes import FLAGGED, MOVED, REFERRED
from careline.desk import Desk
from careline.domain.cases.case import Customer
from careline.domain.report import Page, PageLine, Shape
from careline.domain.time.moments import full_date

app = typer.Typer()

FlagArgument = Annotated[
    str, typer.Argument(metavar="FLAG", help="What they are, in a word or two: family, investor.", show_default=False)
]


@making(app, "move")
def move(
    desk: Desk,
    who: WhoArgument,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="COMPANY", help="Where they work now.", autocompletion=complete.companies),
    ] = None,
    at: AtOption = None,
) -> Page:
    """Record that a customer has moved to another company. The old one stays known.

    Example: careline customer move "Dana Reyes" --to "Second Lab"
    """
    from careline.usecases.people import relations

    company = given.needed(desk, "--to", to, "the company where they work now")
    moment = desk.past(at)
    with desk.session("customer move") as work:
        customer = given.customer(work.fetch, who)
        new, is_new = relations.company(work, company)
        old = relations.move(work, desk.shop, customer, new, at=moment)
    since = full_date(desk.calendar.date_of(moment))
    left = f"; before that, {old.name}" if old else ""
    made = (PageLine(f"{new.name} is a new company."),) if is_new else ()
    return _page(MOVED, customer, f"has worked for {new.name} since {since}{left}.", *made, company=new.name)


@making(app, "refer")
def refer(
    desk: Desk,
    who: WhoArgument,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAME", help="A customer or a company.", autocompletion=complete.customers),
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="What they said about it.")] = None,
    at: AtOption = None,
) -> Page:
    """Record who sent a customer to us. 'careline report referrals' shows what came of it.

    Example: careline customer refer "Dana Reyes" --by dana@old.example
    """
    from careline.usecases.people import relations

    by = given.needed(desk, "--by", desk.person("--by", by), "who sent them")
    moment, words = desk.past(at), given.filled("--note", given.text(desk, note))
    with desk.session("customer refer") as work:
        customer = given.customer(work.fetch, who)
        name = relations.refer(work, customer, by, words, at=moment)
    return _page(REFERRED, customer, f"recorded as a referral from {name}.", referred_by=name)


@making(app, "flag")
def flag(desk: Desk, who: WhoArgument, flag: FlagArgument, at: AtOption = None) -> Page:
    """Flag what else a customer is to us. 'careline report fairness' shows whether they are served better.

    Example: careline customer flag "Dana Reyes" family
    """
    from careline.usecases.people import relations

    moment = desk.past(at)
    with desk.session("customer flag") as work:
        customer = given.customer(work.fetch, who)
        words = relations.flag(work, customer, flag, at=moment)
    return _page(FLAGGED, customer, f"flagged as {words}.", flag=words)


@making(app, "unflag")
def unflag(desk: Desk, who: WhoArgument, flag: FlagArgument, at: AtOption = None) -> Page:
    """Remove a flag from a customer. What was promised until then still counts under it.

    Example: careline customer unflag "D. Reyes" friend
    """
    from careline.usecases.people import relations

    moment = desk.past(at)
    with desk.session("customer unflag") as work:
        customer = given.customer(work.fetch, who)
        words = relations.unflag(work, desk.shop, customer, flag, at=moment)
    return _page(FLAGGED, customer, f"no longer flagged as {words}.", flag=words)


def _page(shape: Shape, customer: Customer, what: str, *more: PageLine, **facts: str) -> Page:
    return Page((PageLine(f"{customer} {what}"), *more), shape.filled(customer=customer, **facts))
