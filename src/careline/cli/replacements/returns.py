"""`careline return ...`."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import given, questions
from careline.cli.frame.options import recording
from careline.cli.replacements import tellers
from careline.cli.replacements.arguments import ReplacementArgument, SomeOption
from careline.desk import Desk
from careline.domain import ids
from careline.domain.casefile.recorded import Recorded
from careline.domain.replacements.returns import Became

app = typer.Typer()


@recording(app, "ask", tellers.return_asked)
def ask(
    desk: Desk,
    at: datetime,
    replacement: ReplacementArgument,
    by: Annotated[
        str | None,
        typer.Option("--by", "-b", metavar="WHEN", help="By when the customer sends it back."),
        questions.DUE,
    ] = None,
    quantity: SomeOption = None,
) -> Recorded:
    """Ask for the old unit of a replacement. It is the customer's promise, never counted as yours.

    Example: careline return ask R-1 --by 10bd
    """
    from careline.usecases.replacements import returns

    number = ids.read(replacement, "R")
    due_at = desk.due(given.present("--by", by, "by when the old unit is to come back, such as 10bd"), at=at)
    with desk.session("return ask") as work:
        return returns.ask_for(work, desk.shop, number, due_at, at=at, quantity=quantity)


@recording(app, "waive", tellers.beside)
def waive(
    desk: Desk,
    at: datetime,
    replacement: ReplacementArgument,
    because: Annotated[str | None, typer.Option(metavar="TEXT", help="Why the customer may keep it.")] = None,
    quantity: SomeOption = None,
) -> Recorded:
    """Let the customer keep the old unit; of several with --quantity so many of them.

    Example: careline return waive R-1 --because "the postage is more than it is worth"
    """
    from careline.usecases.replacements import returns

    number = ids.read(replacement, "R")
    reason = given.needed(desk, "--because", because, "why the customer may keep the old unit")
    with desk.session("return waive") as work:
        return returns.waive(work, desk.shop, number, reason, at=at, quantity=quantity)


@recording(app, "received", tellers.return_received)
def received(desk: Desk, at: datetime, replacement: ReplacementArgument, quantity: SomeOption = None) -> Recorded:
    """Record that the old unit has come back, however late; of several with --quantity so many of them.

    Example: careline return received R-1 --at "today 11:00"
    """
    from careline.usecases.replacements import returns

    number = ids.read(replacement, "R")
    with desk.session("return received") as work:
        return returns.receive(work, desk.shop, number, at=at, quantity=quantity)


@recording(app, "inspected", tellers.beside)
def inspected(
    desk: Desk,
    at: datetime,
    replacement: ReplacementArgument,
    became: Annotated[
        Became | None,
        typer.Option(help=f"What became of it: {', '.join(Became)}.", show_choices=False),
        questions.one_of(Became),
    ] = None,
    finding: Annotated[str | None, typer.Option(metavar="TEXT", help="What was found.")] = None,
    quantity: SomeOption = None,
) -> Recorded:
    """Record what became of the old unit, once somebody has looked at it.

    Example: careline return inspected R-1 --became scrapped --finding "a broken hinge"
    """
    from careline.usecases.replacements import returns

    number = ids.read(replacement, "R")
    fate = given.present("--became", became, f"what became of the old unit: {', '.join(Became)}")
    found = given.filled("--finding", given.text(desk, finding))
    with desk.session("return inspected") as work:
        return returns.inspect(work, desk.shop, number, Became(fate), found, at=at, quantity=quantity)
