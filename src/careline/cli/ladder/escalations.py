"""`careline escalation ...`."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from careline.cli.frame import complete, given, questions
from careline.cli.frame.arguments import (
    BackupOption,
    BecauseOption,
    CaseArgument,
    HoldOption,
    MailOption,
)
from careline.cli.frame.options import recording
from careline.cli.ladder import tellers
from careline.desk import Desk
from careline.domain import ids
from careline.domain.casefile.recorded import Recorded
from careline.domain.errors import BadInput

if TYPE_CHECKING:
    from careline.domain.mail.account import Account
    from careline.store.recording import Recording

app = typer.Typer()

EscalationsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="ESC...", help="Which escalation (E-1 or 1), or several.", autocompletion=complete.escalations
    ),
    questions.ESCALATIONS,
]


def numbered(escalations: list[str]) -> list[int]:
    """The numbers of these escalations, each once. Raises what `ids.read` raises."""
    return list(dict.fromkeys(ids.read(each, "E") for each in escalations))


@recording(app, "acknowledge", tellers.acknowledged)
def acknowledge(
    desk: Desk,
    at: datetime,
    escalations: EscalationsArgument,
    who: Annotated[str | None, typer.Option("--who", metavar="NAME", help="Who has it, if not you.")] = None,
) -> list[Recorded]:
    """Record who has taken an escalation, or several.

    Example: careline escalation acknowledge E-1 --who Ben
    """
    from careline.usecases.ladder import escalations as usecase

    numbers = numbered(escalations)
    with desk.session("escalation acknowledge") as work:
        return usecase.acknowledge(work, desk.shop, numbers, desk.person("--who", who) or work.who, at=at)


@recording(app, "told", tellers.told)
def told(
    desk: Desk,
    at: datetime,
    escalations: EscalationsArgument,
    mail: MailOption = False,
    hold: HoldOption = False,
) -> list[Recorded]:
    """Record that whoever an escalation went to knows about it. With --mail careline tells them.

    Example: careline escalation told E-1
    """
    from careline.usecases.ladder import escalations as usecase

    numbers = numbered(escalations)
    if mail or hold:
        if at != desk.now:
            raise BadInput("--mail tells them now, so leave out --at.")
        return _mailed(desk, numbers, held=hold)
    with desk.session("escalation told") as work:
        return usecase.told(work, desk.shop, numbers, at=at)


def _mailed(desk: Desk, numbers: list[int], *, held: bool) -> list[Recorded]:
    """Mail whoever takes each escalation, who knows of it once that was sent; all of them or none."""
    from careline.cli.mail.letters import as_it_stands, by_mail
    from careline.usecases.mail import letters

    def queue(work: "Recording", account: "Account") -> list[int]:
        return [letters.escalation(work, desk.shop, account, number, held=held) for number in numbers]

    lines = by_mail(desk, "escalation told", queue, held=held)
    return [as_it_stands(desk, "E", number, line) for number, line in zip(numbers, lines, strict=True)]


@recording(app, "resolve", tellers.resolved)
def resolve(
    desk: Desk, at: datetime, escalations: EscalationsArgument, because: BecauseOption = None
) -> list[Recorded]:
    """Record that an escalation has done its work, before what it was raised for has ended.

    Example: careline escalation resolve E-1 --because "a technician is booked"
    """
    from careline.usecases.ladder import escalations as usecase

    numbers = numbered(escalations)
    because = given.filled("--because", given.text(desk, because))
    with desk.session("escalation resolve") as work:
        return usecase.resolve(work, desk.shop, numbers, because, at=at)


@recording(app, "decline", tellers.declined)
def decline(
    desk: Desk, at: datetime, escalations: EscalationsArgument, because: BecauseOption = None
) -> list[Recorded]:
    """Record that they will not take it; the next sweep hands it to the next rung.

    Example: careline escalation decline E-1 --because "not their device"
    """
    from careline.usecases.ladder import escalations as usecase

    numbers = numbered(escalations)
    because = given.filled("--because", given.text(desk, because))
    with desk.session("escalation decline") as work:
        return usecase.decline(work, desk.shop, numbers, because, at=at)


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
        typer.Option("--ack-by", metavar="WHEN", help="By when they must acknowledge it."),
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
