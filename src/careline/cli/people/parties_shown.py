"""`careline party list`, `show`: what only looks."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import complete, given, questions
from careline.cli.frame.options import looking
from careline.desk import Desk
from careline.domain.report import Page, Report

app = typer.Typer()

WhoArgument = Annotated[
    str,
    typer.Argument(help="Which party: name or address.", show_default=False, autocompletion=complete.parties),
    questions.PARTY,
]


@looking(app, "list", as_of=False)
def list_(
    desk: Desk,
    now: datetime,
    all_: Annotated[bool, typer.Option("--all", help="Those who have retired as well.")] = False,
) -> Report:
    """List the parties by name. The retired only with --all.

    Example: careline party list
    """
    from careline.reports.people.parties import party_list

    with desk.reader() as fetch:
        return party_list(fetch, desk.shop, now, retired=all_)


@looking(app, "show")
def show(
    desk: Desk,
    now: datetime,
    who: WhoArgument,
) -> Page:
    """Show a party, its programme, and the live promises it performs.

    Example: careline party show FieldCo
    """
    from careline.reports.people.parties import party_page

    with desk.reader() as fetch:
        return party_page(fetch, desk.shop, given.party(fetch, who), now)
