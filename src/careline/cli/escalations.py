"""`careline escalation ...`."""

from datetime import datetime
from typing import Annotated

import typer

from careline import usecases
from careline.cli import complete, given, questions
from careline.cli.options import looking, recording
from careline.cli.promises import BecauseOption
from careline.desk import Desk
from careline.domain import ids
from careline.domain.recorded import Recorded
from careline.domain.report import Page, Report
from careline.reports.case import escalation_page
from careline.reports.lists import escalation_list

app = typer.Typer(help="Escalations: acknowledge, resolve, show and list them.")

EscalationArgument = Annotated[
    str,
    typer.Argument(
        metavar="ESC", help="Which escalation (E-1 or 1).", show_default=False, autocompletion=complete.escalations
    ),
    questions.ESCALATION,
]


@recording(app, "acknowledge")
def acknowledge(
    desk: Desk,
    at: datetime,
    escalation: EscalationArgument,
    who: Annotated[str | None, typer.Option("--who", metavar="NAME", help="Who has taken it.")] = None,
) -> Recorded:
    """Record who has taken an escalation.

    Example: careline escalation acknowledge E-1 --who Ben
    """
    number = ids.read(escalation, "E")
    name = given.needed(desk, "--who", desk.person("--who", who), "who has taken it")
    with desk.session("escalation acknowledge") as work:
        return usecases.escalations.acknowledge(work, desk.shop, number, name, at=at)


@recording(app, "told")
def told(desk: Desk, at: datetime, escalation: EscalationArgument) -> Recorded:
    """Record that whoever an escalation went to knows of it.

    Example: careline escalation told E-1
    """
    number = ids.read(escalation, "E")
    with desk.session("escalation told") as work:
        return usecases.escalations.told(work, desk.shop, number, at=at)


@recording(app, "resolve")
def resolve(desk: Desk, at: datetime, escalation: EscalationArgument, because: BecauseOption = None) -> Recorded:
    """Record that an escalation has done its work.

    Example: careline escalation resolve E-1 --because "a technician is booked"
    """
    number = ids.read(escalation, "E")
    because = given.filled("--because", given.text(desk, because))
    with desk.session("escalation resolve") as work:
        return usecases.escalations.resolve(work, desk.shop, number, because, at=at)


@recording(app, "decline")
def decline(desk: Desk, at: datetime, escalation: EscalationArgument, because: BecauseOption = None) -> Recorded:
    """Record that they will not take it.

    Example: careline escalation decline E-1 --because "not their device"
    """
    number = ids.read(escalation, "E")
    because = given.filled("--because", given.text(desk, because))
    with desk.session("escalation decline") as work:
        return usecases.escalations.decline(work, desk.shop, number, because, at=at)


@looking(app, "list")
def list_(
    desk: Desk, now: datetime, all_: Annotated[bool, typer.Option("--all", help="Ended ones too.")] = False
) -> Report:
    """List escalations by number. The live ones, unless --all.

    Example: careline escalation list
    """
    with desk.reader() as fetch:
        return escalation_list(fetch, desk.shop, now, live=not all_)


@looking(app, "show")
def show(desk: Desk, now: datetime, escalation: EscalationArgument) -> Page:
    """Show an escalation. Who has it, by when, and what happens otherwise.

    Example: careline escalation show E-1
    """
    with desk.reader() as fetch:
        return escalation_page(fetch, desk.shop, ids.read(escalation, "E"), now)
