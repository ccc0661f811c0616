"""`careline report ...`, `careline overdue` and `careline brief`."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame.options import looking
from careline.desk import Desk
from careline.domain.errors import BadInput, NotFound
from careline.domain.report import Report

app = typer.Typer()


def _all_is_well(desk: Desk, now: datetime, *, soon: bool) -> bool:
    """True where nothing is overdue: what cron asks by day and night loads no report."""
    from careline.store.standing import all_is_well

    with desk.reader() as fetch:
        return not soon and all_is_well(fetch, now)


@looking(app, "overdue", idle=_all_is_well)
def overdue(
    desk: Desk,
    now: datetime,
    soon: Annotated[bool, typer.Option("--soon", help="What is due soon too.")] = False,
) -> Report:
    """Show every overdue promise, the oldest due first. Open cases without a promise stand below.

    Example: careline overdue --as-of "yesterday 17:00"
    """
    from careline.reports import load

    with desk.reader() as fetch:
        return load("overdue")(fetch, desk.shop, now, soon=soon)


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
    since: Annotated[
        str | None, typer.Option("--since", metavar="DAY", help="From that day on, where a report is of a period.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DAY", help="Up to that day, its end.")] = None,
) -> Report:
    """Print a report. Without a name, list them.

    Example: careline report performers
    """
    from careline.domain.periods import Period
    from careline.reports import OF_A_PERIOD, REPORTS, load, reports

    if name is None or name == "reports":
        with desk.reader() as fetch:
            return reports(fetch, desk.shop, now)
    if name not in REPORTS:
        raise _no_such_report(name)
    if name not in OF_A_PERIOD:
        if since is not None or until is not None:
            raise BadInput(f"{name} is of a moment and takes no --since and no --until; use --as-of.")
        return _report(desk, now, name)
    period = Period.of_days(
        desk.day(since) if since is not None else None,
        desk.day(until) if until is not None else None,
        now,
        desk.calendar.zone,
    )
    with desk.reader() as fetch:
        return load(name)(fetch, desk.shop, now, period)


def _no_such_report(name: str) -> NotFound:
    """The refusal: a report that does not exist."""
    from difflib import get_close_matches

    from careline.reports import REPORTS

    near = get_close_matches(name, REPORTS, 1)
    meant = f"Did you mean {near[0]}?" if near else f"There are {', '.join(REPORTS)}."
    return NotFound(f'There is no report "{name}". {meant}')


def _report(desk: Desk, now: datetime, name: str) -> Report:
    from careline.reports import load

    with desk.reader() as fetch:
        return load(name)(fetch, desk.shop, now)
