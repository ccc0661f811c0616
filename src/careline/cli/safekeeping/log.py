"""`careline log`, and `careline undo`."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import given
from careline.cli.frame.options import looking
from careline.desk import Desk
from careline.domain.report import Report
from careline.store.safekeeping.log import has_run

MOST = 10**9
"""What --last can be: the store counts no further than its numbers go."""
app = typer.Typer()


@looking(app, "log", as_of=False)
def log(
    desk: Desk,
    now: datetime,
    case: Annotated[str | None, typer.Option("--case", metavar="CASE", help="What touched this case.")] = None,
    who: Annotated[str | None, typer.Option("--who", metavar="NAME", help="What this person ran.")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help="What was run on that day.")] = None,
    last: Annotated[int, typer.Option("--last", metavar="N", min=1, max=MOST, help="No more than this many.")] = 20,
) -> Report:
    """List what was recorded, newest first: when, by whom, with which command. Filters combine.

    Example: careline log --case C-1 --last 5
    """
    from careline.reports.safekeeping.log import log_report

    day = desk.calendar.date_of(desk.moment(on)) if on is not None else None
    fetch = desk.lasting_reader()
    number = given.case_id(fetch, case) if case else None
    if who is not None and not has_run(fetch, desk.person("--who", who) or ""):
        who = given.party_name(desk, fetch, "--who", who, unknown=given.NobodyCalled)
    return log_report(fetch, desk.shop, now, case_id=number, who=who, day=day, last=last)
