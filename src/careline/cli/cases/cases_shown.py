"""`careline case show`, `list`: what only looks."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import complete, given
from careline.cli.frame.arguments import CaseArgument
from careline.cli.frame.options import looking
from careline.desk import Desk
from careline.domain.cases.case import Status
from careline.domain.report import Page, Report

app = typer.Typer()


@looking(app, "show")
def show(desk: Desk, now: datetime, case: CaseArgument) -> Page:
    """Show where a case stands: what is owed, what comes next, and the whole thread.

    Example: careline show C-1
    """
    from careline.reports.casefile.case import case_page

    with desk.reader() as fetch:
        return case_page(fetch, desk.shop, given.case_id(fetch, case), now)


@looking(app, "list")
def list_(
    desk: Desk,
    now: datetime,
    all_: Annotated[bool, typer.Option("--all", help="Closed ones as well.")] = False,
    status: Annotated[Status | None, typer.Option("--status", help="Open or closed ones.")] = None,
    customer: Annotated[
        str | None,
        typer.Option("--customer", "-c", metavar="WHO", help="This customer's.", autocompletion=complete.customers),
    ] = None,
    product: Annotated[
        str | None,
        typer.Option("--product", metavar="NAME", help="About this product.", autocompletion=complete.products),
    ] = None,
    owner: Annotated[
        str | None,
        typer.Option(
            "--owner", metavar="NAME", help="With a live promise that they answer for.", autocompletion=complete.parties
        ),
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="With an overdue promise to the customer.")] = False,
    silent: Annotated[bool, typer.Option("--silent", help="Open, with nothing promised or only late plans.")] = False,
    chasing: Annotated[bool, typer.Option("--chasing", help="Whose customer has asked and is waiting.")] = False,
    awaited: Annotated[bool, typer.Option("--awaited", help="Where we are waiting for the customer.")] = False,
) -> Report:
    """List cases by what is due next. The open ones, unless --all or --status says otherwise; filters combine.

    Example: careline list --overdue --owner Ana
    """
    from careline.reports.lists import CaseFilter, case_list

    fetch = desk.lasting_reader()
    chosen = CaseFilter(
        status=status or (None if all_ else Status.OPEN),
        customer_id=given.customer(fetch, customer).id if customer else None,
        product=given.filled("--product", product),
        owner=given.party_name(desk, fetch, "--owner", owner),
        overdue=overdue,
        silent=silent,
        chasing=chasing,
        awaited=awaited,
    )
    return case_list(fetch, desk.shop, now, chosen)
