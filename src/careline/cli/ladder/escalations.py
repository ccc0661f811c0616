"""`careline escalation ...`."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import given
from careline.cli.frame.arguments import BecauseOption
from careline.cli.frame.options import recording
from careline.cli.ladder.escalations_shown import EscalationArgument
from careline.desk import Desk
from careline.domain import ids
from careline.domain.casefile.recorded import Recorded

app = typer.Typer(help="Escalations: acknowledge, resolve, show and list them.")


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
    from careline.usecases.ladder import escalations

    number = ids.read(escalation, "E")
    name = given.needed(desk, "--who", desk.person("--who", who), "who has taken it")
    with desk.session("escalation acknowledge") as work:
        return escalations.acknowledge(work, desk.shop, number, name, at=at)


@recording(app, "told")
def told(desk: Desk, at: datetime, escalation: EscalationArgument) -> Recorded:
    """Record that whoever an escalation went to knows of it.

    Example: careline escalation told E-1
    """
    from careline.usecases.ladder import escalations

    number = ids.read(escalation, "E")
    with desk.session("escalation told") as work:
        return escalations.told(work, desk.shop, number, at=at)


@recording(app, "resolve")
def resolve(desk: Desk, at: datetime, escalation: EscalationArgument, because: BecauseOption = None) -> Recorded:
    """Record that an escalation has done its work.

    Example: careline escalation resolve E-1 --because "a technician is booked"
    """
    from careline.usecases.ladder import escalations

    number = ids.read(escalation, "E")
    because = given.filled("--because", given.text(desk, because))
    with desk.session("escalation resolve") as work:
        return escalations.resolve(work, desk.shop, number, because, at=at)


@recording(app, "decline")
def decline(desk: Desk, at: datetime, escalation: EscalationArgument, because: BecauseOption = None) -> Recorded:
    """Record that they will not take it.

    Example: careline escalation decline E-1 --because "not their device"
    """
    from careline.usecases.ladder import escalations

    number = ids.read(escalation, "E")
    because = given.filled("--because", given.text(desk, because))
    with desk.session("escalation decline") as work:
        return escalations.decline(work, desk.shop, number, because, at=at)
