"""`careline cost ...`."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import complete, given, questions
from careline.cli.frame.options import recording
from careline.cli.money import tellers
from careline.desk import Desk
from careline.domain import ids
from careline.domain.casefile.recorded import Recorded
from careline.domain.errors import BadInput, MissingOption
from careline.domain.money.costs import CostKind, Payer
from careline.domain.money.money import Money

app = typer.Typer()


class AmountNeeded(BadInput):
    """A cost without an amount."""

    def __init__(self) -> None:
        what = "how much it cost, such as 6.50"
        super().__init__(f"AMOUNT is missing: {what}; or give --each, with --units and --off.")
        self.lacks = {"amount": what}


@recording(app, "add", tellers.spent)
def add(
    desk: Desk,
    at: datetime,
    case: Annotated[
        str,
        typer.Argument(help="Which case (C-1, 1, or a customer with one open case).", autocompletion=complete.cases),
        questions.ANY_CASE,
    ],
    amount: Annotated[
        str | None, typer.Argument(metavar="[AMOUNT]", help="How much: 6.50, $6.50.", show_default=False)
    ] = None,
    kind: Annotated[CostKind | None, typer.Option(help="What was paid for."), questions.one_of(CostKind)] = None,
    payer: Annotated[Payer, typer.Option(help="Who pays.")] = Payer.US,
    replacement: Annotated[
        str | None,
        typer.Option(metavar="REPL", help="For which replacement.", autocompletion=complete.replacements),
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="What it was.")] = None,
    waived: Annotated[bool, typer.Option("--waived", help="Our own labour that nobody is billed for.")] = False,
    units: Annotated[int | None, typer.Option(metavar="N", help="How many units, with --each.")] = None,
    each: Annotated[str | None, typer.Option(metavar="AMOUNT", help="The list price of one.")] = None,
    off: Annotated[str | None, typer.Option(metavar="PERCENT", help="The discount on each: 15%.")] = None,
) -> Recorded:
    """Record what making it right cost, and who pays.

    Instead of the amount: --units 2 --each 350.00 --off 15%. Half cents of a unit are rounded up.

    Example: careline cost add 1 6.50 --kind shipping --note "Handling"
    """
    from careline.usecases.money import costs
    from careline.usecases.replacements import claims

    if kind is None:
        raise MissingOption("--kind", f"what was paid for ({', '.join(CostKind)})")
    money, worked_out = _amount(desk.shop.currency, amount, units, each, off)
    note = given.filled("--note", given.text(desk, note)) or worked_out
    replacement_id = ids.read(replacement, "R") if replacement is not None else None
    with desk.session("cost add") as work:
        case_id = given.case_id(work.fetch, case)
        return costs.add(
            work,
            desk.shop,
            case_id,
            kind,
            money,
            payer,
            replacement_id=replacement_id,
            waived=waived,
            note=note,
            at=at,
            refresh=claims.refresh,
        )


def _amount(
    currency: str, amount: str | None, units: int | None, each: str | None, off: str | None
) -> tuple[Money, str | None]:
    """The amount as given, or worked out from its units, and how. Raises BadInput and AmountNeeded."""
    from careline.domain.money import shares
    from careline.domain.money.money import check_countable, read_money

    if amount is not None and (units is not None or each is not None or off is not None):
        raise BadInput("The amount is given twice; give AMOUNT, or --units, --each and --off, not both.")
    if amount is not None:
        return read_money(amount, currency), None
    if each is None:
        if units is not None or off is not None:
            raise MissingOption("--each", "what one unit costs")
        raise AmountNeeded
    count = 1 if units is None else units
    if count < 1:
        raise BadInput(f"--units is {count}; give at least 1.")
    price = read_money(each, currency)
    discount = shares.read_percentage("--off", off) if off is not None else None
    worked_out = f"{count} at {price.shown()}" + (f" less {off}" if off else "")
    money = (shares.less(price, discount) if discount else price) * count
    check_countable(money, worked_out)
    return money, worked_out


@recording(app, "split", tellers.spent)
def split(
    desk: Desk,
    at: datetime,
    cost: Annotated[
        str,
        typer.Argument(help="Which cost (M-1 or 1).", show_default=False, autocompletion=complete.costs),
        questions.COST,
    ],
    customer: Annotated[
        str | None, typer.Option(metavar="SHARE", help="What the customer pays: 297.50, 50%, 1/2.")
    ] = None,
    offered: Annotated[str | None, typer.Option(metavar="TEXT", help="The words in which they offered it.")] = None,
    us: Annotated[str | None, typer.Option("--us", metavar="AMOUNT", help="What is left for us, as a check.")] = None,
) -> Recorded:
    """Record the share of a cost that the customer offered to pay. Only they can offer; the odd cent is ours.

    Example: careline cost split M-1 --customer 1/2 --offered "We pay half of it"
    """
    from careline.domain.money.money import read_money
    from careline.usecases.money import costs

    share = given.present("--customer", customer, "what the customer pays, such as 297.50, 50% or 1/2")
    offered = given.needed(desk, "--offered", offered, "the words in which the customer offered it")
    number, currency = ids.read(cost, "M"), desk.shop.currency
    theirs = _share(share, currency)
    ours = read_money(us, currency) if us is not None else None
    with desk.session("cost split") as work:
        return costs.split(work, desk.shop, number, theirs, ours, offered, at=at)


def _share(text: str, currency: str) -> Callable[[Money], Money]:
    """What works out the customer's part of an amount. Raises BadInput and what `read_money` raises."""
    from careline.domain.money import shares
    from careline.domain.money.money import read_money

    if not shares.is_share(text):
        part = read_money(text, currency)
        return lambda whole: part
    share = shares.read_share("--customer", text)
    return lambda whole: shares.part_of(whole, share)
