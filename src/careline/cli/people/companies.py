"""`careline company ...`."""

from typing import Annotated

import typer

from careline.cli.frame import questions
from careline.cli.frame.options import making
from careline.desk import Desk
from careline.domain.report import Page, PageLine

app = typer.Typer()


@making(app, "add")
def add(
    desk: Desk,
    name: Annotated[str, typer.Argument(help="What it is called.", show_default=False), questions.Question()],
) -> Page:
    """Add a company. 'customer add --company' adds one too, unless the name is close to a known one.

    Example: careline company add "Arden Pharma"
    """
    from careline.reports.people.companies import COMPANY, COMPANY_SHOWN
    from careline.usecases.people import relations

    with desk.session("company add", create=True) as work:
        company = relations.add_company(work, name)
    return Page((PageLine(f"{company.name} added."),), COMPANY_SHOWN.filled(company=COMPANY.of(company)))
