"""`careline replacement request`, and the steps by which a unit that was asked for gets on its way."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import given
from careline.cli.frame.arguments import CaseArgument
from careline.cli.frame.bundles import Only
from careline.cli.frame.options import recording
from careline.cli.replacements import tellers
from careline.cli.replacements.arguments import (
    ConsentOption,
    ReplacementArgument,
    SerialOption,
    SubstituteOption,
)
from careline.cli.replacements.shipping import ConsentMayBeBare, UnitOptions
from careline.desk import Desk
from careline.domain import ids
from careline.domain.casefile.recorded import Recorded
from careline.domain.cases.serials import kept, read_serials

app = typer.Typer()

ASKED_FOR = (
    "supplier",
    "item",
    "quantity",
    "why",
    "because",
    "basis",
    "arrives",
    "different",
    "substitute_because",
    "consent",
    "serial",
    "again",
    "another",
    "goods",
)
SENT = (
    "arrives",
    "for_",
    "keeps",
    "carrier",
    "tracking",
    "serial",
    "goods",
    "postage",
    "return_by",
    "no_return",
    "announced",
)


@recording(app, "request", tellers.asked_for, cls=ConsentMayBeBare)
def request(
    desk: Desk, at: datetime, case: CaseArgument, *, unit: Annotated[UnitOptions, Only(*ASKED_FOR)]
) -> Recorded:
    """Ask for a replacement that somebody has to approve or send. With --arrives you promise when it comes.

    Example: careline replacement request C-1 --supplier Plantronics --why "Yours broke. This one is yours."
    """
    from careline.usecases.replacements import requests

    asked = unit.asked(desk)
    due_at, price = unit.arrives_at(desk, at), unit.price(desk)
    with desk.session("replacement request") as work:
        number = given.case_id(work.fetch, case)
        return requests.request(work, desk.shop, number, asked, arrives_at=due_at, price=price, at=at)


@recording(app, "approve", tellers.asked_for)
def approve(desk: Desk, at: datetime, replacement: ReplacementArgument) -> Recorded:
    """Record that a replacement is approved, by its supplier or by the owner. The supplier then promises to ship it.

    Example: careline replacement approve R-1
    """
    from careline.usecases.replacements import replacements

    number = ids.read(replacement, "R")
    with desk.session("replacement approve") as work:
        return replacements.approve(work, desk.shop, number, at=at)


@recording(app, "decline", tellers.declined)
def decline(
    desk: Desk,
    at: datetime,
    replacement: ReplacementArgument,
    because: Annotated[str | None, typer.Option("--because", metavar="TEXT", help="Why.")] = None,
) -> Recorded:
    """Record that a replacement was turned down. Its promises are taken back, and it does not count as an attempt.

    Example: careline replacement decline R-1 --because "no longer made"
    """
    from careline.usecases.replacements import replacements

    number = ids.read(replacement, "R")
    why = given.needed(desk, "--because", because, "why it was turned down")
    with desk.session("replacement decline") as work:
        return replacements.decline(work, desk.shop, number, why, at=at)


@recording(app, "pack", tellers.asked_for, cls=ConsentMayBeBare)
def pack(
    desk: Desk,
    at: datetime,
    replacement: ReplacementArgument,
    item: Annotated[
        str | None,
        typer.Option("--item", metavar="NAME", help="What is packed."),
    ] = None,
    serial: SerialOption = None,
    substitute_because: SubstituteOption = None,
    consent: ConsentOption = None,
) -> Recorded:
    """Record what was packed. A different model needs a reason and the customer's consent.

    Example: careline replacement pack R-1 --serial 4711
    """
    from careline.usecases.replacements import replacements

    number = ids.read(replacement, "R")
    packed = given.filled("--item", item)
    mark = kept(read_serials(serial))
    with desk.session("replacement pack") as work:
        return replacements.pack(
            work,
            desk.shop,
            number,
            item=packed,
            serial=mark,
            substitute_because=substitute_because,
            consent=consent,
            at=at,
        )


@recording(app, "ship", tellers.shipped)
def ship(
    desk: Desk, at: datetime, replacement: ReplacementArgument, *, unit: Annotated[UnitOptions, Only(*SENT)]
) -> Recorded:
    """Record that a requested replacement has shipped. It arrives as promised, or by --arrives.

    Example: careline replacement ship R-1 --carrier FedEx --arrives 2bd
    """
    from careline.usecases.replacements import shipping

    number = ids.read(replacement, "R")
    parcel = unit.parcel(desk, at)
    with desk.session("replacement ship") as work:
        return shipping.ship(work, desk.shop, number, parcel, at=at)
