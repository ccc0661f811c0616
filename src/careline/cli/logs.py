"""`careline log`, and `careline undo`."""

from datetime import datetime
from typing import Annotated

import typer

from careline import usecases
from careline.cli import given
from careline.cli.options import looking, making
from careline.desk import Desk
from careline.domain import moments
from careline.domain.report import Page, PageLine, Report
from careline.reports.log import log_report

app = typer.Typer()


@looking(app, "log", as_of=False)
def log(
    desk: Desk,
    now: datetime,
    case: Annotated[str | None, typer.Option("--case", metavar="CASE", help="What touched this case.")] = None,
    who: Annotated[str | None, typer.Option("--who", metavar="NAME", help="What this person ran.")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help="What was run on that day.")] = None,
    last: Annotated[int, typer.Option("--last", metavar="N", min=1, help="At most so many.")] = 20,
) -> Report:
    """List what was recorded, the newest first. When, by whom, with which command; filters combine.

    Example: careline log --case C-1 --last 5
    """
    day = desk.calendar.date_of(desk.moment(on)) if on is not None else None
    with desk.reader() as fetch:
        number = given.case_id(fetch, case) if case else None
        return log_report(fetch, desk.shop, now, case_id=number, who=desk.person("--who", who), day=day, last=last)


@making(app, "undo")
def undo(
    desk: Desk,
    number: Annotated[int | None, typer.Argument(metavar="[N]", help="Its number in the log; the last one.")] = None,
) -> Page:
    """Take back one command. Everything is as it was before it, but for the log.

    Example: careline undo --dry-run
    """
    if desk.somebody_answers and not (desk.yes or desk.dry_run):
        with desk.session("undo", rehearse=True, any_clock=True) as work:
            command, _ = usecases.undoing.undo(work, number, desk.calendar.zone)
        desk.confirm(f"Undo command {command.id}, {command.command} by {command.who}?")
    with desk.session("undo", any_clock=True) as work:
        command, counts = usecases.undoing.undo(work, number, desk.calendar.zone)
    when = moments.short(command.at, desk.now, desk.calendar.zone)
    rows = ", ".join(f"{count} {_rows_of(table, count)}" for table, count in counts.items())
    verb = "would be undone" if desk.dry_run else "undone"
    line = f"Command {command.id}, {command.command} by {command.who} on {when}, {verb}: {rows or 'nothing'} as before."
    payload = {"undone": {"id": command.id, "command": command.command, "who": command.who, "at": command.at}}
    return Page((PageLine(line),), payload | {"rows": counts})


def _rows_of(table: str, count: int) -> str:
    rows = table.replace("_", " ")
    if count > 1:
        return rows
    return f"{rows.removesuffix('ies')}y" if rows.endswith("ies") else rows.removesuffix("s")
