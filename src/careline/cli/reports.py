"""`careline report ...`, `careline overdue` and `careline brief`."""

from datetime import datetime
from difflib import get_close_matches
from typing import Annotated

import typer

from careline.cli.options import looking
from careline.desk import Desk
from careline.domain.errors import NotFound
from careline.domain.report import Report
from careline.reports import REPORTS
from careline.reports.overdue import overdue as overdue_report

app = typer.Typer(help="Reports.")


class NoSuchReport(NotFound):
    """A report that does not exist."""

    def __init__(self, name: str) -> None:
        near = get_close_matches(name, REPORTS, 1)
        meant = f"Did you mean {near[0]}?" if near else f"There are {', '.join(REPORTS)}."
        super().__init__(f'There is no report "{name}". {meant}')


@looking(app, "overdue")
def overdue(
    desk: Desk,
    now: datetime,
    soon: Annotated[bool, typer.Option("--soon", help="What is due soon too.")] = False,
) -> Report:
    """Show every overdue promise, the oldest due first. Open cases without a promise stand below.

    Example: careline overdue --as-of "yesterday 17:00"
    """
    with desk.reader() as fetch:
        return overdue_report(fetch, desk.shop, now, soon=soon)


@looking(app, "brief")
def brief(desk: Desk, now: datetime) -> Report:
    """Show what wants attention today. Each case stands once, with the command that deals with it.

    Example: careline brief --quiet
    """
    return _report(desk, now, "brief")


@looking(app, "report")
def report(
    desk: Desk,
    now: datetime,
    name: Annotated[str | None, typer.Argument(help="Which one.", show_default=False)] = None,
) -> Report:
    """Print a report. Without a name, list them.

    Example: careline report performers
    """
    return _report(desk, now, name or "reports")


def _report(desk: Desk, now: datetime, name: str) -> Report:
    if name not in REPORTS:
        raise NoSuchReport(name)
    with desk.reader() as fetch:
        return REPORTS[name](fetch, desk.shop, now)
