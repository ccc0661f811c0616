"""`careline attachment list`: what only looks."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import complete, given
from careline.cli.frame.options import looking
from careline.desk import Desk
from careline.domain.report import Report

app = typer.Typer()


@looking(app, "list")
def list_(
    desk: Desk,
    now: datetime,
    case: Annotated[
        str | None,
        typer.Option("--case", metavar="CASE", help="Only of this case.", autocompletion=complete.cases),
    ] = None,
    who: Annotated[str | None, typer.Option("--who", metavar="NAME", help="Only what this person attached.")] = None,
) -> Report:
    """List attachments, the newest first. Filters combine.

    Example: careline attachment list --case C-1
    """
    from careline.reports.casefile.attachments import attachment_list

    fetch = desk.lasting_reader()
    number = given.case_id(fetch, case) if case is not None else None
    who = given.party_name(desk, fetch, "--who", who, unknown=given.NobodyCalled) if who is not None else None
    return attachment_list(fetch, desk.shop, now, case_id=number, who=who)
