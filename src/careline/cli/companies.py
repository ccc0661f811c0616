"""`careline company ...`."""

from datetime import datetime
from typing import Annotated

import typer

from careline import usecases
from careline.cli import complete, given, questions
from careline.cli.given import NoSuchPerson
from careline.cli.options import looking, making
from careline.desk import Desk
from careline.domain.report import Page, PageLine, Report
from careline.reports.companies import company_list, company_page
from careline.store.relations import find_company

app = typer.Typer(help="Companies: where customers work; add, list and show them.")


@making(app, "add")
def add(
    desk: Desk,
    name: Annotated[str, typer.Argument(help="What it is called.", show_default=False), questions.Question()],
) -> Page:
    """Add a company. 'customer add --company' makes one too, unless its name is almost that of another.

    Example: careline company add "Arden Pharma"
    """
    with desk.session("company add", create=True) as work:
        company = usecases.relations.add_company(work, name)
    return Page((PageLine(f"{company.name} added."),), {"company": {"name": company.name}})


@looking(app, "list")
def list_(desk: Desk, now: datetime) -> Report:
    """List the companies by name, with how many of your customers work there.

    Example: careline company list
    """
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
    with desk.reader() as fetch:
        company = find_company(fetch, given.present("NAME", name, "the company"), "'careline company list' shows all")
        if company is None:
            raise NoSuchPerson("company", name)
        return company_page(fetch, desk.shop, company, now)
