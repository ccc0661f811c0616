"""`careline invitations due`: what only looks."""

from datetime import datetime

import typer

from careline.cli.frame.options import looking
from careline.desk import Desk
from careline.domain.people.invitations import Purpose
from careline.domain.report import Report

app = typer.Typer()


@looking(app, "due")
def due(desk: Desk, now: datetime) -> Report:
    """List who is due an invitation to review, and who is held back by an open case. As CSV, only those who are due.

    Example: careline invitations due --section due --format csv --output due.csv
    """
    from careline.reports.people.mailings import due_mailings

    with desk.reader() as fetch:
        return due_mailings(fetch, desk.shop, now, Purpose.INVITATION)
