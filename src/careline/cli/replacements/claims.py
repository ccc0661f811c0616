"""`careline claim ...`."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import complete, given, questions
from careline.cli.frame.options import recording
from careline.cli.replacements import tellers
from careline.cli.replacements.arguments import ReplacementArgument, SomeOption
from careline.desk import Desk
from careline.domain import ids
from careline.domain.casefile.recorded import Recorded

app = typer.Typer()


@recording(app, "add", tellers.claim_added)
def add(
    desk: Desk,
    at: datetime,
    replacement: ReplacementArgument,
    amount: Annotated[str, typer.Argument(metavar="AMOUNT", help="What the supplier owes.", show_default=False)],
    supplier: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who owes it, if not who sent or sells it.", autocompletion=complete.parties),
        questions.PARTY_OR_NEW,
    ] = None,
    quantity: SomeOption = None,
) -> Recorded:
    """Claim something from a supplier that no programme covers by itself. Never more than the replacement cost.

    Example: careline claim add R-1 41.00 --supplier Plantronics
    """
    from careline.domain.money.money import read_money
    from careline.usecases.replacements import claims

    number = ids.read(replacement, "R")
    claimed = read_money(amount, desk.shop.currency)
    with desk.session("claim add") as work:
        return claims.add(
            work, desk.shop, number, claimed, desk.person("--supplier", supplier), at=at, quantity=quantity
        )


@recording(app, "submit", tellers.claim_submitted)
def submit(
    desk: Desk,
    at: datetime,
    replacement: ReplacementArgument,
    reference: Annotated[str | None, typer.Option(metavar="TEXT", help="The supplier's reference.")] = None,
    quantity: SomeOption = None,
) -> Recorded:
    """Record that the supplier was asked for it.

    Example: careline claim submit R-1 --reference RMA-2201
    """
    from careline.usecases.replacements import claims

    number = ids.read(replacement, "R")
    reference = given.filled("--reference", reference)
    with desk.session("claim submit") as work:
        return claims.submit(work, desk.shop, number, reference, at=at, quantity=quantity)


@recording(app, "credit", tellers.beside)
def credit(
    desk: Desk,
    at: datetime,
    replacement: ReplacementArgument,
    amount: Annotated[
        str | None, typer.Argument(metavar="[AMOUNT]", help="What was paid; the rest if left out.", show_default=False)
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="The number of the credit note.")] = None,
    quantity: SomeOption = None,
) -> Recorded:
    """Record what the supplier has paid: the rest, or a part of it.

    Example: careline claim credit R-1 20.00
    """
    from careline.domain.money.money import read_money
    from careline.usecases.replacements import claims

    number = ids.read(replacement, "R")
    paid = read_money(amount, desk.shop.currency) if amount is not None else None
    with desk.session("claim credit") as work:
        return claims.credit(work, desk.shop, number, paid, given.filled("--note", note), at=at, quantity=quantity)


@recording(app, "reject", tellers.beside)
def reject(
    desk: Desk,
    at: datetime,
    replacement: ReplacementArgument,
    because: Annotated[str | None, typer.Option(metavar="TEXT", help="The supplier's reason.")] = None,
    quantity: SomeOption = None,
) -> Recorded:
    """Record that the supplier will not pay what is still open.

    Example: careline claim reject R-1 --because "the seal was broken"
    """
    from careline.usecases.replacements import claims

    number = ids.read(replacement, "R")
    reason = given.needed(desk, "--because", because, "why the supplier will not pay")
    with desk.session("claim reject") as work:
        return claims.reject(work, desk.shop, number, reason, at=at, quantity=quantity)
