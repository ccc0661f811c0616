"""`careline arrival-checks ...`: whether every delivery arrived well."""

from datetime import datetime

import typer

from careline.cli.frame.options import AtOption, looking, making
from careline.cli.people.arguments import AllDueOption, WhichArgument
from careline.cli.people.invitations import record_sent
from careline.desk import Desk
from careline.domain.people.invitations import Purpose
from careline.domain.report import Page, Report

app = typer.Typer()


@looking(app, "due")
def due(desk: Desk, now: datetime) -> Report:
    """List the buyers to ask whether their delivery arrived well: every one, with a case or without.

    Example: careline arrival-checks due --format csv --output due.csv
    """
    from careline.reports.people.mailings import due_mailings

    with desk.reader() as fetch:
        return due_mailings(fetch, desk.shop, now, Purpose.ARRIVAL_CHECK)


@making(app, "sent")
def sent(desk: Desk, which: WhichArgument = None, all_due: AllDueOption = False, at: AtOption = None) -> Page:
    """Record which buyers were asked, all of them or none. It does not change their invitations.

    Example: careline arrival-checks sent --all-due
    """
    return record_sent(desk, Purpose.ARRIVAL_CHECK, which or [], all_due, at)
