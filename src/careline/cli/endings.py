"""`careline customer end`, `take-back` and `forget`: what only the shop's owner may do."""

from typing import Annotated

import typer

from careline import usecases
from careline.cli import given
from careline.cli.customers import WhoArgument
from careline.cli.options import making
from careline.desk import Desk
from careline.domain.endings import Try, how_often, read_try
from careline.domain.errors import MissingOption
from careline.domain.report import Page, PageLine
from careline.store import endings

app = typer.Typer()

BecauseOption = Annotated[str | None, typer.Option("--because", metavar="TEXT", help="Why.")]


@making(app, "end")
def end(
    desk: Desk,
    who: WhoArgument,
    because: BecauseOption = None,
    tried: Annotated[
        list[str] | None,
        typer.Option("--tried", metavar="'WHAT on DAY'", help="Another way that was tried first, and when."),
    ] = None,
) -> Page:
    """End the relation with a customer. Only the owner can, once nothing is promised and other ways were tried.

    It says how often that has ever happened, and can be taken back.

    Example: careline customer end "D. Reyes" --because "threatens the staff" --tried "a call from Ana on 2026-05-04"
    """
    because = given.needed(desk, "--because", because, "why the relation ends")
    tries = [_tried(desk, each) for each in tried or ()]
    if not tries:
        raise MissingOption("--tried", 'what else was tried, and when, such as "a call from Ana on 2026-05-04"')
    with desk.reader() as fetch:
        customer = given.customer(fetch, who)
        endings.check_can_end(fetch, desk.shop, customer, desk.settings.me, desk.now)
        before = [desk.calendar.date_of(at) for at in endings.ended_at(fetch, desk.now)]
    often = how_often(before, desk.calendar.date_of(desk.now))
    desk.confirm(f"End the relation with {customer}? It is {often} that you end one.")
    with desk.session("customer end") as work:
        usecases.endings.end(work, desk.shop, customer, because, tries)
    lines = (
        PageLine(f"The relation with {customer} is ended. It is {often} that you end one."),
        PageLine(f'To take it back: careline customer take-back "{customer.email or customer.name}" --because "..."'),
    )
    return Page(lines, {"customer": customer, "endings": len(before) + 1})


@making(app, "take-back")
def take_back(desk: Desk, who: WhoArgument, because: BecauseOption = None) -> Page:
    """Take back that the relation with a customer was ended. Only the owner can.

    Example: careline customer take-back "D. Reyes" --because "it was the brother who called"
    """
    because = given.needed(desk, "--because", because, "why the relation goes on")
    with desk.session("customer take-back") as work:
        customer = given.customer(work.fetch, who)
        usecases.endings.take_back(work, desk.shop, customer, because)
    return Page((PageLine(f"The relation with {customer} goes on."),), {"customer": customer})


def _tried(desk: Desk, typed: str) -> Try:
    what, day = read_try(typed)
    return Try(what, desk.calendar.date_of(desk.past(day)))
