"""`careline tone show`: what only looks."""

from datetime import datetime

import typer

from careline.cli.frame import given
from careline.cli.frame.arguments import CaseArgument
from careline.cli.frame.options import looking
from careline.desk import Desk
from careline.domain.report import Page

app = typer.Typer()


@looking(app, "show")
def show(desk: Desk, now: datetime, case: CaseArgument) -> Page:
    """Show who is to look at whose words, with everything that was said, to judge the tone.

    Example: careline tone show C-1
    """
    from careline.reports.conduct.tone import tone_page

    with desk.reader() as fetch:
        return tone_page(fetch, desk.shop, given.case_id(fetch, case), now)
