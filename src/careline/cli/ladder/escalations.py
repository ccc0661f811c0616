"""`careline escalation ...`."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import complete, given, questions
from careline.cli.frame.arguments import (
    BackupOption,
    BecauseOption,
    CaseArgument,
)
from careline.cli.frame.options import recording
from careline.cli.ladder import tellers
from careline.cli.ladder.escalations_shown import EscalationArgument
from careline.desk import Desk
from careline.domain import ids
from careline.domain.casefile.recorded import Recorded

app = typer.Typer()


@recording(app, "acknowledge", tellers.acknowledged)
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


@recording(app, "told", tellers.told)
def told(desk: Desk, at: datetime, escalation: EscalationArgument) -> Recorded:
    """Record that whoever an escalation went to knows of it.

    Example: careline escalation told E-1
    """
    from careline.usecases.ladder import escalations

    number = ids.read(escalation, "E")
    with desk.session("escalation told") as work:
        return escalations.told(work, desk.shop, number, at=at)


@recording(app, "resolve", tellers.resolved)
def resolve(desk: Desk, at: datetime, escalation: EscalationArgument, because: BecauseOption = None) -> Recorded:
    """Record that an escalation has done its work.

    Example: careline escalation resolve E-1 --because "a technician is booked"
    """
    from careline.usecases.ladder import escalations

    number = ids.read(escalation, "E")
    because = given.filled("--because", given.text(desk, because))
    with desk.session("escalation resolve") as work:
        return escalations.resolve(work, desk.shop, number, because, at=at)


@recording(app, "decline", tellers.declined)
def decline(desk: Desk, at: datetime, escalation: EscalationArgument, because: BecauseOption = None) -> Recorded:
    """Record that they will not take it.

    Example: careline escalation decline E-1 --because "not their device"
    """
    from careline.usecases.ladder import escalations

    number = ids.read(escalation, "E")
    because = given.filled("--because", given.text(desk, because))
    with desk.session("escalation decline") as work:
        return escalations.decline(work, desk.shop, number, because, at=at)


@recording(app, "escalate", tellers.raised)
def escalate(
    desk: Desk,
    at: datetime,
    case: CaseArgument,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="NAME", help="Who takes it.", autocompletion=complete.parties),
        questions.PARTY_OR_NEW,
    ] = None,
    because: Annotated[str | None, typer.Option("--because", metavar="TEXT", help="Why.")] = None,
    ack_by: Annotated[
        str | None,
        typer.Option("--ack-by", metavar="WHEN", help="By when they acknowledge it."),
        questions.ACKNOWLEDGED,
    ] = None,
    backup: BackupOption = None,
) -> Recorded:
    """Hand a case to someone who can do more. Without --to it goes to the next rung of the ladder.

    Example: careline escalate C-1 --to Ben --ack-by 4bh --backup "Ana calls the second firm" --because "asked twice"
    """
    from careline.usecases.ladder import escalations

    to = desk.person("--to", to)
    for option, value in (("--to", to), ("--backup", backup)):
        given.filled(option, value)
    due_at = desk.due(ack_by, at=at) if ack_by is not None else None
    why = given.filled("--because", given.text(desk, because))
    with desk.session("case escalate") as work:
        number = given.case_id(work.fetch, case)
        return escalations.escalate(work, desk.shop, number, to=to, because=why, ack_by=due_at, backup=backup, at=at)
