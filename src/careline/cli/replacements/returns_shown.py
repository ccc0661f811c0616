"""`careline return list`: what only looks."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame.options import looking
from careline.desk import Desk
from careline.domain.report import Report

app = typer.Typer()


@looking(app, "list")
def list_(
    desk: Desk, now: datetime, all_: Annotated[bool, typer.Option("--all", help="Finished ones as well.")] = False
) -> Report:
    """List returns by due date. Finished ones only with --all.

    Example: careline return list
    """
    from careline.reports.replacements.returns import return_list

    with desk.reader() as fetch:
        return return_list(fetch, desk.shop, now, unfinished=not all_)
