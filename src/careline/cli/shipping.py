"""`careline ship-replacement`, which is also `careline case ship-replacement`."""

from datetime import datetime
from typing import Annotated, Any

import typer

from careline import usecases
from careline.cli import complete, given, questions
from careline.cli.cases import CaseArgument
from careline.cli.options import recording
from careline.cli.questions import LeavingOut
from careline.desk import Desk
from careline.domain.recorded import Recorded

app = typer.Typer()


class ConsentMayBeBare(LeavingOut):
    """`--consent` alone says that the customer consents; with a text it says how they put it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Give a bare --consent its word before Click reads the line."""
        full: list[str] = []
        for place, word in enumerate(args):
            full.append(word)
            following = args[place + 1] if place + 1 < len(args) else "--"
            if word == "--consent" and following.startswith("--"):
                full.append("yes")
        return super().parse_args(ctx, full)


@recording(app, "ship-replacement", cls=ConsentMayBeBare)
def ship_replacement(
    desk: Desk,
    at: datetime,
    case: CaseArgument,
    item: Annotated[
        str | None, typer.Option("--item", metavar="NAME", help="What is sent; the case's product.")
    ] = None,
    because: Annotated[str | None, typer.Option("--because", metavar="TEXT", help="Why; the last outcome.")] = None,
    why: Annotated[
        str | None, typer.Option("--why", metavar="TEXT", help="The note in the box; - reads it."), questions.WORDS
    ] = None,
    arrives: Annotated[
        str | None, typer.Option("--arrives", metavar="WHEN", help="By when it is with them."), questions.DUE
    ] = None,
    carrier: Annotated[
        str | None, typer.Option("--carrier", metavar="NAME", help="Who brings it.", autocompletion=complete.parties)
    ] = None,
    supplier: Annotated[
        str | None, typer.Option("--supplier", metavar="NAME", help="Who sends it.", autocompletion=complete.parties)
    ] = None,
    tracking: Annotated[str | None, typer.Option("--tracking", metavar="NUMBER", help="The carrier's number.")] = None,
    different: Annotated[
        str | None, typer.Option("--different", metavar="TEXT", help="What is different; from the third attempt on.")
    ] = None,
    substitute_because: Annotated[
        str | None, typer.Option("--substitute-because", metavar="TEXT", help="Why another model.")
    ] = None,
    consent: Annotated[
        str | None, typer.Option("--consent", metavar="[TEXT]", help="The customer agrees to another model.")
    ] = None,
) -> Recorded:
    """Send a replacement, with a note that says why. It makes two promises: it arrives, and we check that it works.

    Example: careline ship-replacement C-1 --why "Your headset broke. This one is yours; nothing to pay." --arrives 2bd
    """
    shipment = usecases.replacements.Shipment(
        why=given.words(desk, why),
        arrives_at=desk.due(
            given.present("--arrives", arrives, "by when it is with the customer, such as 2bd or 'fri 5pm'"), at=at
        ),
        item=item,
        because=because,
        carrier=desk.person("--carrier", carrier),
        supplier=desk.person("--supplier", supplier),
        tracking=tracking,
        different=different,
        substitute_because=substitute_because,
        consent=consent,
    )
    with desk.session("case ship-replacement") as work:
        return usecases.replacements.ship(work, desk.shop, given.case_id(work.fetch, case), shipment, at=at)
