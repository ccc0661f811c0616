"""`careline mail outbox`."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame.options import looking
from careline.desk import Desk
from careline.domain.report import Report

app = typer.Typer()


@looking(app, "outbox", as_of=False)
def outbox(
    desk: Desk,
    now: datetime,
    all_: Annotated[bool, typer.Option("--all", help="Also what was sent or cancelled, the newest first.")] = False,
) -> Report:
    """Show the mail that waits, that somebody holds back, and that a server has refused, with the reason.

    Example: careline mail outbox
    """
    from careline.reports.mail.outbox import outbox

    return outbox(desk.lasting_reader(), desk.shop, now, all_=all_)
