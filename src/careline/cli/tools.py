"""`careline date`."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli import questions
from careline.cli.options import looking
from careline.desk import Desk
from careline.domain import moments
from careline.domain.report import Page, PageLine

app = typer.Typer()


@looking(app, "date", as_of=False)
def date(
    desk: Desk,
    now: datetime,
    phrase: Annotated[
        str,
        typer.Argument(help="When: 2bd, 'fri 5pm' or '2026-11-24 15:00'.", show_default=False),
        questions.MOMENT,
    ],
) -> Page:
    """Show how a date phrase is understood. It writes nothing.

    Example: careline date "in 3 business days"
    """
    moment = desk.moment(phrase)
    lines = [PageLine(moments.echo(moment, now, desk.calendar))]
    if why := moments.warning(moment, desk.calendar):
        lines.append(PageLine(why))
    return Page(tuple(lines), {"phrase": phrase, "moment": moment, "echo": lines[0].text, "warning": why})
