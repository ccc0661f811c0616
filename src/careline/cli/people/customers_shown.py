"""`careline customer list`, `show`: what only looks."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import given
from careline.cli.frame.options import looking
from careline.cli.people.arguments import WhoArgument
from careline.desk import Desk
from careline.domain.report import Page, Report

app = typer.Typer()


@looking(app, "list", as_of=False)
def list_(
    desk: Desk,
    now: datetime,
    flag: Annotated[
        str | None, typer.Option("--flag", metavar="FLAG", help="With this flag: family, investor.")
    ] = None,
) -> Report:
    """List the customers by name.

    Example: careline customer list --format csv
    """
    from careline.reports.people.people import customer_list

    fetch = desk.lasting_reader()
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
    from careline.reports.people.people import customer_page

    with desk.reader() as fetch:
        return customer_page(fetch, desk.shop, given.customer(fetch, who), now)
