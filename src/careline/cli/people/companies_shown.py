"""`careline company list`, `show`: what only looks."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import complete, given, questions
from careline.cli.frame.given import NoSuchPerson
from careline.cli.frame.options import looking
from careline.desk import Desk
from careline.domain.report import Page, Report

app = typer.Typer()


@looking(app, "list")
def list_(desk: Desk, now: datetime) -> Report:
    """List the companies by name, with how many of your customers work there.

    Example: careline company list
    """
    from careline.reports.people.companies import company_list

    with desk.reader() as fetch:
        return company_list(fetch, desk.shop, now)


@looking(app, "show")
def show(
    desk: Desk,
    now: datetime,
    name: Annotated[
        str,
        typer.Argument(help="Which company.", show_default=False, autocompletion=complete.companies),
        questions.Question(),
    ],
) -> Page:
    """Show who works for a company, who did, and what is open and promised to those who do.

    Example: careline company show "Arden Pharma"
    """
    from careline.reports.people.companies import company_page
    from careline.store.people.relations import find_company

    with desk.reader() as fetch:
        company = find_company(fetch, given.present("NAME", name, "the company"), "'careline company list' shows all")
        if company is None:
            raise NoSuchPerson("company", name)
        return company_page(fetch, desk.shop, company, now)
