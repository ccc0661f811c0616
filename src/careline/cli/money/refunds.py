"""`careline case refund`."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from careline.cli.frame import complete, given, questions
from careline.cli.frame.arguments import CaseArgument, ChannelOption, NewPromiseOptions
from careline.cli.frame.bundles import Bundle, Only
from careline.cli.frame.options import recording
from careline.cli.money import tellers
from careline.desk import Desk
from careline.domain.casefile.recorded import Recorded
from careline.domain.errors import BadInput
from careline.domain.money.costs import Payer
from careline.domain.promises.promise import PromiseKind
from careline.domain.values import frozen

app = typer.Typer()


class Returning(StrEnum):
    """Whether the customer's unit has to come back for the money."""

    REQUIRED = "required"
    WAIVED = "waived"


@frozen
class RefundOptions(Bundle):
    """Who bears it, and how the customer was told."""

    payer: Annotated[Payer, typer.Option("--payer", help="Who bears it: us or supplier.")] = Payer.US
    supplier: Annotated[
        str | None,
        typer.Option("--supplier", metavar="NAME", help="Which supplier bears it.", autocompletion=complete.parties),
    ] = None
    told: Annotated[
        str | None, typer.Option("--told", metavar="TEXT", help="What the customer was told, logged as our contact.")
    ] = None
    channel: ChannelOption = None


@recording(app, "refund", tellers.refund_promised)
def refund(
    desk: Desk,
    at: datetime,
    case: CaseArgument,
    amount: Annotated[str, typer.Argument(help="How much they get back: 41.00, $41.00.", show_default=False)],
    *,
    details: Annotated[NewPromiseOptions, Only("promise", "by", "performer", "owner", "backup")],
    return_: Annotated[
        Returning | None,
        typer.Option("--return", help="Whether their unit has to come back."),
        questions.one_of(Returning),
    ] = None,
    more: RefundOptions,
) -> Recorded:
    """Promise the customer money back. Keeping the promise records the cost.

    Example: careline case refund C-1 41.00 --by 3bd --return required
    """
    from careline.domain.money import refunds as rules
    from careline.domain.money.money import read_money
    from careline.usecases.money import refunds

    money = read_money(amount, desk.shop.currency)
    rules.check_amount(money)
    returning = given.present("--return", return_, "whether their unit has to come back: required or waived")
    if more.payer not in (Payer.US, Payer.SUPPLIER):
        raise BadInput(f"A refund is borne by us or by the supplier, not by the {more.payer}.")
    if more.payer is Payer.SUPPLIER:
        given.present("--supplier", more.supplier, "which supplier bears it")
    elif more.supplier is not None:
        raise BadInput("--supplier needs --payer supplier.")
    new = details.worded(desk, at, details.promise or rules.words(money))
    new_refund = refunds.NewRefund(
        money,
        return_required=Returning(returning) is Returning.REQUIRED,
        supplier=desk.person("--supplier", more.supplier),
        told=given.filled("--told", given.words(desk, more.told)),
        channel=more.channel,
    )
    with desk.session("case refund") as work:
        number = given.case_id(work.fetch, case)
        return refunds.promise(work, desk.shop, number, replace(new, kind=PromiseKind.REFUND), new_refund, at=at)
