"""`careline cost list`: what only looks."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import complete, given
from careline.cli.frame.options import looking
from careline.desk import Desk
from careline.domain.report import Report

app = typer.Typer()


@looking(app, "list")
def list_(
    desk: Desk,
    now: datetime,
    case: Annotated[
        str | None,
        typer.Argument(help="Only of this case.", show_default=False, autocompletion=complete.cases),
    ] = None,
) -> Report:
    """List costs by number, of one case or of all.

    Example: careline cost list 1
    """
    from careline.reports.money.costs import cost_list

    fetch = desk.lasting_reader()
    return cost_list(fetch, desk.shop, now, given.case_id(fetch, case) if case is not None else None)
