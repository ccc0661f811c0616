"""`careline log`, and `careline undo`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from careline.cli.frame.options import making
from careline.desk import Desk
from careline.domain.ids import show
from careline.domain.report import ByName, Key, Kind, Page, PageLine, Several, Shape
from careline.domain.time import moments

if TYPE_CHECKING:
    from careline.domain.safekeeping.undoing import LoggedCommand
    from careline.store.recording import Recording

app = typer.Typer()
LAST = 10**9
"""What a line of the log can have for a number."""
COMMAND = Shape(
    "command", "a line of the log", (Key("id", Kind.LINE), Key("command"), Key("who"), Key("at", Kind.MOMENT))
)
UNDONE = Shape(
    "undone",
    "a command that was taken back, and how many rows of each table are as they were before",
    (Key("undone", COMMAND), Key("rows", ByName(Kind.NUMBER)), Key("cases", Several(Kind.TEXT))),
)


@making(app, "undo")
def undo(
    desk: Desk,
    number: Annotated[
        int | None, typer.Argument(metavar="[N]", max=LAST, help="Its number in the log; your last one.")
    ] = None,
) -> Page:
    """Take back your last command, or any by its number. Everything is then as it was before, except the log.

    Example: careline undo --dry-run
    """
    from careline.usecases.safekeeping import undoing

    if desk.somebody_answers and not (desk.yes or desk.dry_run):
        with desk.session("undo", rehearse=True, any_clock=True) as work:
            told = _told(desk, work, undoing.chosen(work, number))
            command, _ = undoing.undo(work, number, desk.calendar.zone)
        desk.confirm(f"Undo {told}?")
        number = command.id
    with desk.session("undo", any_clock=True) as work:
        told = _told(desk, work, undoing.chosen(work, number))
        command, counts = undoing.undo(work, number, desk.calendar.zone)
        stand = list(_standing(desk, work, command))
    rows = ", ".join(f"{count} {_rows_of(table, count)}" for table, count in counts.items())
    verb = "Would undo" if desk.dry_run else "Undone:"
    line = PageLine(f"{verb} {told}. Put back: {rows or 'nothing'}.")
    cases = [show("C", number) for number in command.cases]
    return Page((line, *stand), UNDONE.filled(undone=COMMAND.of(command), rows=counts, cases=cases))


def _told(desk: Desk, work: "Recording", command: "LoggedCommand") -> str:
    """Which command, by whom and when, and whose case it was on, or what else it speaks of."""
    from careline.store.safekeeping.spoken_of import spoken_of

    ((_, of),) = spoken_of(work.fetch, [command])
    about = f", on {show('C', of.case_id)}, {of.customer}: {of.subject}" if of.case_id and of.subject else ""
    about = about or (f", {of.about}" if of.about else "")
    more = f" and {len(command.cases) - 1} more" if len(command.cases) > 1 else ""
    when = moments.short(command.at, desk.now, desk.calendar.zone)
    return f"command {command.id}, {command.command} by {command.who} on {when}{about}{more}"


def _standing(desk: Desk, work: "Recording", command: "LoggedCommand") -> Iterator[PageLine]:
    """How the cases stand on which it was, as far as there still are any."""
    from careline.reports.casefile.find import standing
    from careline.store.casefile import case_files

    files = {file.case.id: file for file in case_files(work.fetch, command.cases)}
    for number in command.cases:
        name = show("C", number)
        if number in files:
            yield PageLine(standing(files[number], desk.shop, work.now), label=f"  {name}  ")
        else:
            yield PageLine(f"{name} is gone.")


def _rows_of(table: str, count: int) -> str:
    rows = table.replace("_", " ")
    if count > 1:
        return rows
    return f"{rows.removesuffix('ies')}y" if rows.endswith("ies") else rows.removesuffix("s")
