"""`careline find`."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame.options import looking
from careline.desk import Desk
from careline.domain.cases.case import BlankText
from careline.domain.report import Page

app = typer.Typer()


@looking(app, "find", as_of=False)
def find(
    desk: Desk,
    now: datetime,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Some words, or a number.", show_default=False)],
) -> Page:
    """Find customers, cases and purchases by name, phone, order, serial or tracking number or any words.

    All words must match; best first.

    Example: careline find vale network
    """
    from careline.reports.casefile.find import found

    wanted = " ".join(words).split()
    if not wanted:
        raise BlankText("What to find")
    with desk.reader() as fetch:
        return found(fetch, desk.shop, now, wanted)
