"""`careline log`, and `careline undo`."""

from typing import Annotated

import typer

from careline.cli.frame.options import making
from careline.desk import Desk
from careline.domain.report import ByName, Key, Kind, Page, PageLine, Shape
from careline.domain.time import moments

app = typer.Typer()
COMMAND = Shape(
    "command", "a line of the log", (Key("id", Kind.LINE), Key("command"), Key("who"), Key("at", Kind.MOMENT))
)
UNDONE = Shape(
    "undone",
    "a command that was taken back, and how many rows of each table are as they were before",
    (Key("undone", COMMAND), Key("rows", ByName(Kind.NUMBER))),
)


@making(app, "undo")
def undo(
    desk: Desk,
    number: Annotated[int | None, typer.Argument(metavar="[N]", help="Its number in the log; the last one.")] = None,
) -> Page:
    """Take back one command. Everything is as it was before it, but for the log.

    Example: careline undo --dry-run
    """
    from careline.usecases.safekeeping import undoing

    if desk.somebody_answers and not (desk.yes or desk.dry_run):
        with desk.session("undo", rehearse=True, any_clock=True) as work:
            command, _ = undoing.undo(work, number, desk.calendar.zone)
        desk.confirm(f"Undo command {command.id}, {command.command} by {command.who}?")
    with desk.session("undo", any_clock=True) as work:
        command, counts = undoing.undo(work, number, desk.calendar.zone)
    when = moments.short(command.at, desk.now, desk.calendar.zone)
    rows = ", ".join(f"{count} {_rows_of(table, count)}" for table, count in counts.items())
    verb = "would be undone" if desk.dry_run else "undone"
    line = f"Command {command.id}, {command.command} by {command.who} on {when}, {verb}: {rows or 'nothing'} as before."
    return Page((PageLine(line),), UNDONE.filled(undone=COMMAND.of(command), rows=counts))


def _rows_of(table: str, count: int) -> str:
    rows = table.replace("_", " ")
    if count > 1:
        return rows
    return f"{rows.removesuffix('ies')}y" if rows.endswith("ies") else rows.removesuffix("s")
