"""`careline sweep`."""

import typer

from careline import usecases
from careline.cli.options import making
from careline.desk import Desk
from careline.domain.report import Report
from careline.reports.sweep import swept_report
from careline.store import queries

app = typer.Typer()


@making(app, "sweep")
def sweep(desk: Desk) -> Report:
    """Escalate what nobody acts on, by your ladder. Cron runs it; how often does not matter.

    Example: careline sweep --quiet
    """
    with desk.session(None) as work:
        swept = usecases.sweeping.sweep(work, desk.shop)
        absences = queries.absences(work.fetch, desk.calendar.date_of(desk.now))
    return swept_report(swept, absences, desk.shop, desk.now, rehearsed=desk.dry_run)
