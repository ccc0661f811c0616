"""`careline replacement slip`, `list`, `show`: what only looks."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from careline.cli.frame import complete, given
from careline.cli.frame.options import looking
from careline.cli.replacements.arguments import ReplacementArgument
from careline.desk import Desk
from careline.domain import ids
from careline.domain.replacements.replacement import ReplacementState
from careline.domain.report import Page, Report

app = typer.Typer()


class Paper(StrEnum):
    """What a slip is printed on."""

    A6 = "a6"
    LETTER = "letter"


@looking(app, "slip", as_of=False)
def slip(
    desk: Desk,
    now: datetime,
    replacement: ReplacementArgument,
    paper: Annotated[Paper, typer.Option("--paper", help="The paper size for --format html.")] = Paper.A6,
) -> Page:
    """Print the note for the box. It says what this is, why it comes, and what the customer must do.

    Example: careline replacement slip R-1
    """
    from careline.reports.replacements.slip import slip_page

    with desk.reader() as fetch:
        return slip_page(fetch, desk.shop, ids.read(replacement, "R"), now, paper)


@looking(app, "list")
def list_(
    desk: Desk,
    now: datetime,
    supplier: Annotated[
        str | None,
        typer.Option("--supplier", metavar="NAME", help="Of this supplier.", autocompletion=complete.parties),
    ] = None,
    state: Annotated[ReplacementState | None, typer.Option("--state", help="In this state.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Finished ones as well.")] = False,
) -> Report:
    """List replacements by number. The live ones, unless --all or --state says otherwise; filters combine.

    Example: careline replacement list
    """
    from careline.reports.replacements.units import ReplacementFilter, replacement_list

    fetch = desk.lasting_reader()
    whose = given.party_name(desk, fetch, "--supplier", supplier)
    chosen = ReplacementFilter(live=not all_ and state is None, supplier=whose, state=state)
    return replacement_list(fetch, desk.shop, now, chosen)


@looking(app, "show")
def show(desk: Desk, now: datetime, replacement: ReplacementArgument) -> Page:
    """Show a replacement: what was sent, why, and what became of it.

    Example: careline replacement show R-1
    """
    from careline.reports.casefile.case import replacement_page

    with desk.reader() as fetch:
        return replacement_page(fetch, desk.shop, ids.read(replacement, "R"), now)
