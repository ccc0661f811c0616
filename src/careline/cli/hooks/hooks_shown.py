"""`careline hooks list`."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame.options import looking
from careline.desk import Desk
from careline.domain.report import Report

app = typer.Typer()


@looking(app, "list", as_of=False)
def list_(
    desk: Desk,
    now: datetime,
    all_: Annotated[bool, typer.Option("--all", help="What is done or dropped as well.")] = False,
) -> Report:
    """Show which hooks are set, and which calls wait or have failed.

    Example: careline hooks list
    """
    from careline.reports.hooks.calls import hooks_report
    from careline.store import hooks

    with desk.reader() as fetch:
        found = list(hooks.calls(fetch)) if all_ else hooks.open_calls(fetch)
    return hooks_report(desk.settings.hooks, found, desk.shop, now)
