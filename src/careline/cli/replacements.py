"""`careline replacement ...`."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from careline import usecases
from careline.cli import complete, given, questions
from careline.cli.cases import ChannelOption
from careline.cli.options import looking, recording
from careline.desk import Desk
from careline.domain import ids
from careline.domain.recorded import Recorded
from careline.domain.replacements import Outcome, ReplacementState
from careline.domain.report import Page, Report
from careline.reports.case import replacement_page
from careline.reports.lists import ReplacementFilter, replacement_list
from careline.reports.slip import slip_page

app = typer.Typer(help="Replacements: arrival, outcome, slip; show and list.")

ReplacementArgument = Annotated[
    str,
    typer.Argument(
        metavar="REPL", help="Which replacement (R-1 or 1).", show_default=False, autocompletion=complete.replacements
    ),
    questions.REPLACEMENT,
]
OutcomeArgument = Annotated[
    Outcome,
    typer.Argument(metavar="OUTCOME", help=f"What became of it: {', '.join(Outcome)}.", show_default=False),
    questions.one_of(Outcome),
]


class Paper(StrEnum):
    """What a slip is printed on."""

    A6 = "a6"
    LETTER = "letter"


@recording(app, "delivered")
def delivered(desk: Desk, at: datetime, replacement: ReplacementArgument) -> Recorded:
    """Record that a replacement has arrived. It keeps the promise that it would.

    Example: careline delivered R-1 --at "today 11:00"
    """
    number = ids.read(replacement, "R")
    with desk.session("replacement delivered") as work:
        return usecases.replacements.deliver(work, desk.shop, number, at=at)


@recording(app, "outcome")
def outcome(
    desk: Desk,
    at: datetime,
    replacement: ReplacementArgument,
    what: OutcomeArgument,
    delivered: Annotated[
        str | None, typer.Option("--delivered", metavar="WHEN", help="When it arrived, if that is not recorded.")
    ] = None,
    came: Annotated[
        str | None, typer.Option("--came", metavar="ITEM", help="What came instead, with wrong-item.")
    ] = None,
) -> Recorded:
    """Record what became of a replacement. It works, or it is doa, wrong-item, damaged, incomplete or lost.

    Example: careline outcome R-1 works
    """
    number = ids.read(replacement, "R")
    delivered_at = desk.past(delivered) if delivered is not None else None
    wrong = given.filled("--came", came)
    with desk.session("replacement outcome") as work:
        return usecases.replacements.record_outcome(
            work, desk.shop, number, what, delivered_at=delivered_at, came=wrong, at=at
        )


@recording(app, "track", at=False)
def track(
    desk: Desk,
    at: datetime,
    replacement: ReplacementArgument,
    tracking: Annotated[
        str | None, typer.Option("--tracking", metavar="NUMBER", help="The carrier's number."), questions.WORDS
    ] = None,
    carrier: Annotated[
        str | None, typer.Option("--carrier", metavar="NAME", help="Who brings it.", autocompletion=complete.parties)
    ] = None,
) -> Recorded:
    """Record the number of a parcel on its way, or the right one. The number may name the carrier.

    Example: careline replacement track R-1 --tracking 1Z999AA10123456784
    """
    number = ids.read(replacement, "R")
    label = given.present("--tracking", tracking, "the number that the carrier gave the parcel")
    with desk.session("replacement track") as work:
        return usecases.parcels.track(work, desk.shop, number, label, desk.person("--carrier", carrier))


@recording(app, "announced")
def announced(desk: Desk, at: datetime, replacement: ReplacementArgument, channel: ChannelOption = None) -> Recorded:
    """Record that the announcement went out ahead of the parcel. It reaches the customer, as any word of ours does.

    Example: careline replacement announced R-1 --channel email
    """
    number = ids.read(replacement, "R")
    with desk.session("replacement announced") as work:
        return usecases.announcing.announced(work, desk.shop, number, channel, at=at)


@looking(app, "slip", as_of=False)
def slip(
    desk: Desk,
    now: datetime,
    replacement: ReplacementArgument,
    paper: Annotated[Paper, typer.Option("--paper", help="What --format html is printed on.")] = Paper.A6,
) -> Page:
    """Print the note for the box. It says what this is, why it comes, and what the customer must do.

    Example: careline replacement slip R-1
    """
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
    all_: Annotated[bool, typer.Option("--all", help="Finished ones too.")] = False,
) -> Report:
    """List replacements by number. The live ones, unless --all or --state says otherwise; filters combine.

    Example: careline replacement list
    """
    chosen = ReplacementFilter(live=not all_ and state is None, supplier=supplier, state=state)
    with desk.reader() as fetch:
        return replacement_list(fetch, desk.shop, now, chosen)


@looking(app, "show")
def show(desk: Desk, now: datetime, replacement: ReplacementArgument) -> Page:
    """Show a replacement: what was sent, why, and what became of it.

    Example: careline replacement show R-1
    """
    with desk.reader() as fetch:
        return replacement_page(fetch, desk.shop, ids.read(replacement, "R"), now)
