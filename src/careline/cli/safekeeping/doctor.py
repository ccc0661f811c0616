"""`careline doctor`."""

from typing import Annotated

import typer

from careline.cli.frame.options import making
from careline.desk import Desk
from careline.domain.report import Report

app = typer.Typer()


@making(app, "doctor", telling=True)
def doctor(
    desk: Desk,
    fix: Annotated[bool, typer.Option("--fix", help="Put right what can be, and say so in the log.")] = False,
) -> Report:
    """Check the store for problems, and say what to do. Exits 10 if it finds any.

    Example: careline doctor
    """
    from careline.reports.safekeeping.doctor import doctor_report, findings

    desk.records = fix
    with desk.reader() as fetch:
        found = findings(fetch, desk.shop, desk.now)
    if not fix:
        return doctor_report(found, [], desk.shop, desk.now)
    for finding in found:
        desk.say(finding.finding)
        desk.confirm(finding.question)
        with desk.session(finding.line, any_clock=True):
            pass  # the line in the log is all there is to it
    return doctor_report(found, [] if desk.dry_run else found, desk.shop, desk.now)
