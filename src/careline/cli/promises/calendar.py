"""`careline calendar`."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from careline.cli.frame import complete, given
from careline.cli.frame.options import OutputOption, looking
from careline.cli.frame.showing import Stream, destination
from careline.desk import Desk
from careline.domain.errors import BadInput

app = typer.Typer()


class Only(StrEnum):
    """One of the two ways in which a calendar shows what is due."""

    EVENTS = "events"
    TO_DOS = "to-dos"


@looking(app, "calendar", as_of=False, formats=False)
def calendar(
    desk: Desk,
    now: datetime,
    output: OutputOption = None,
    for_: Annotated[
        str | None,
        typer.Option(
            "--for", metavar="NAME", help="Only what this person answers for.", autocompletion=complete.parties
        ),
    ] = None,
    plans: Annotated[bool, typer.Option("--plans", help="Also our own plans.")] = False,
    only: Annotated[Only | None, typer.Option("--only", help="Leave out the other; both by default.")] = None,
) -> Stream:
    """Write what is due as a calendar file: each promise as a to-do and as an event that rings an hour before.

    Write it again to the same file whenever you like: a calendar that has subscribed to it, or takes it in again,
    changes what it has, and takes off what was kept, withdrawn or given a new date in the last 31 days.

    Example: careline calendar --output promises.ics
    """
    from careline.domain.promises.entries import Standing
    from careline.render import icalendar_
    from careline.reports.promises.calendar import entries, mark

    if output is None and desk.is_attended:
        raise BadInput("A calendar file is for a calendar. Name one with --output promises.ics; --output - prints it.")
    place = destination(output, desk)
    with desk.reader() as fetch:
        owner = given.party_name(desk, fetch, "--for", for_, unknown=given.NobodyCalled)
        found = entries(fetch, now, owner=owner, plans=plans)
        shop = mark(fetch)
    title = f"Promises of {owner or desk.shop.name}" if owner or desk.shop.name else "Promises"
    pieces = icalendar_.write(
        icalendar_.Calendar(title, now, shop),
        found,
        to_dos=only is not Only.EVENTS,
        events=only is not Only.TO_DOS,
    )
    owed = sum(each.standing(now) is Standing.OWED for each in found)
    return Stream(pieces, place, f"Written to {output}: {icalendar_.said(owed, len(found) - owed)}.")
