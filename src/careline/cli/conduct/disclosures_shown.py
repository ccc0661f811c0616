"""`careline case words`: what only looks."""

from datetime import datetime

import typer

from careline.cli.frame import given
from careline.cli.frame.arguments import (
    CaseArgument,
)
from careline.cli.frame.options import looking
from careline.desk import Desk
from careline.domain.report import Page

app = typer.Typer()


@looking(app, "words")
def words(desk: Desk, now: datetime, case: CaseArgument) -> Page:
    """Print what to read out or paste: what happened, what we have done, what they can count on, what it costs them.

    It uses the words that were recorded.

    Example: careline case words C-1
    """
    from careline.reports.casefile.words import words_page

    with desk.reader() as fetch:
        return words_page(fetch, desk.shop, given.case_id(fetch, case), now)
