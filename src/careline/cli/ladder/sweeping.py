"""`careline sweep`."""

import typer

from careline.cli.frame.options import making
from careline.desk import Desk
from careline.domain.report import Report

app = typer.Typer()


@making(app, "sweep")
def sweep(desk: Desk) -> Report:
    """Escalate what nobody acts on, up your ladder. Cron runs it; how often does not matter.

    Whoever runs it at a terminal counts as told about what comes to them.

    Example: careline sweep --quiet
    """
    from careline.cli.hooks import delivering as calling
    from careline.cli.mail import delivering
    from careline.reports.ladder.sweep import swept_report
    from careline.store import hooks
    from careline.store.promises import absences_since
    from careline.usecases.ladder import sweeping

    reader = desk.settings.me if desk.is_attended else None
    with desk.session(None, by_anybody=True) as work:
        swept = sweeping.sweep(work, desk.shop, at_terminal=reader is not None)
        hooks.conclude(work, desk.shop, desk.settings.hooks)
        absences = absences_since(work.fetch, desk.calendar.date_of(desk.now))
    delivering.in_passing(desk)
    calling.in_passing(desk)
    return swept_report(swept, absences, desk.shop, desk.now, rehearsed=desk.dry_run, reader=reader)
