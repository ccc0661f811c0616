"""`careline escalation list`, `show`: what only looks."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import complete, questions
from careline.cli.frame.options import looking
from careline.desk import Desk
from careline.domain import ids
from careline.domain.report import Page, Report

app = typer.Typer()

EscalationArgument = Annotated[
    str,
    typer.Argument(
        metavar="ESC", help="Which escalation (E-1 or 1).", show_default=False, autocompletion=complete.escalations
    ),
    questions.ESCALATION,
]


@looking(app, "list")
def list_(
    desk: Desk, now: datetime, all_: Annotated[bool, typer.Option("--all", help="Ended ones as well.")] = False
) -> Report:
    """List escalations by number. The live ones, unless --all.

    Example: careline escalation list
    """
    from careline.reports.ladder.escalations import escalation_list

    fetch = desk.lasting_reader()
    return escalation_list(fetch, desk.shop, now, live=not all_)


@looking(app, "show")
def show(desk: Desk, now: datetime, escalation: EscalationArgument) -> Page:
    """Show an escalation: who has it, by when, and what happens otherwise.

    Example: careline escalation show E-1
    """
    from careline.reports.casefile.case import escalation_page

    with desk.reader() as fetch:
        return escalation_page(fetch, desk.shop, ids.read(escalation, "E"), now)
