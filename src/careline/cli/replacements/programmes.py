"""The options that tell a supplier's programme, shared by `careline party add` and `careline party edit`."""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from functools import wraps
from inspect import Parameter, signature
from typing import Annotated, Any

import typer

from careline.cli.frame import given, questions
from careline.desk import Desk
from careline.domain.money.money import Money
from careline.domain.replacements.programmes import Approval, Period, Returns, Terms
from careline.domain.replacements.replacement import ShippedBy
from careline.domain.report import Page
from careline.settings.values import MOST_MONTHS

MOST_DAYS = 3650
MOST_UNITS = 1_000_000


class Side(StrEnum):
    """Who of the two pays."""

    US = "us"
    SUPPLIER = "supplier"


def _count(option: str, most: int, what: str) -> Any:
    return Annotated[int | None, typer.Option(option, metavar="N", min=1, max=most, help=what)]


def _phrase(option: str, what: str) -> Any:
    return Annotated[str | None, typer.Option(option, metavar="TIME", help=what)]


def _amount(option: str, what: str) -> Any:
    return Annotated[str | None, typer.Option(option, metavar="AMOUNT", help=what), questions.Question(_checked_amount)]


def _checked_amount(desk: Desk, at: datetime, typed: str) -> str:
    from careline.domain.money.money import read_money

    read_money(typed, desk.settings.currency)
    return typed


OPTIONS: Mapping[str, Any] = {
    "approval": Annotated[Approval | None, typer.Option("--approval", help="How they approve a replacement.")],
    "approve_within": _phrase("--approve-within", "How fast they approve on request: 2bd."),
    "ships": Annotated[ShippedBy | None, typer.Option("--ships", help="Who ships the new unit.")],
    "ship_within": _phrase("--ship-within", "How fast they ship: 3bd."),
    "pays_goods": Annotated[Side | None, typer.Option("--pays-goods", help="Who pays for the new unit.")],
    "pays_shipping": Annotated[Side | None, typer.Option("--pays-shipping", help="Who pays for shipping it.")],
    "returns": Annotated[Returns | None, typer.Option("--returns", help="When the old unit has to come back.")],
    "return_above": _amount("--return-above", "The price above which it has to come back."),
    "warranty_months": _count("--warranty-months", MOST_MONTHS, "Months of warranty on their products."),
    "doa_days": _count("--doa-days", MOST_DAYS, "Days for which a unit counts as dead on arrival."),
    "cap_units": _count("--cap-units", MOST_UNITS, "How many units they cover in a period."),
    "cap_amount": _amount("--cap-amount", "How much they cover in a period."),
    "cap_every": Annotated[Period | None, typer.Option("--cap-every", help="The period of a cap; by default a month.")],
}
"""The options of a programme, by the term that each tells."""


def telling_a_programme(function: Callable[..., Page]) -> Callable[..., Page]:
    """Give a command these options; it takes what they say as the last of its own, `said`."""

    @wraps(function)
    def run(desk: Desk, **typed: Any) -> Page:
        said = {term: typed.pop(term) for term in OPTIONS}
        return function(desk, **typed, said=terms(desk, said))

    own = [parameter for name, parameter in signature(function).parameters.items() if name != "said"]
    added = [Parameter(term, Parameter.KEYWORD_ONLY, default=None, annotation=each) for term, each in OPTIONS.items()]
    run.__signature__ = signature(function).replace(parameters=[*own, *added])  # type: ignore[attr-defined]
    return run


def terms(desk: Desk, said: Mapping[str, Any]) -> Terms:
    """The terms that were typed. Raises BlankText and NotADuration and what `read_money` raises."""
    from careline.domain.money.costs import Payer

    read: dict[str, Callable[[Any], Any]] = {
        "approve_within": lambda text: given.duration("--approve-within", text),
        "ship_within": lambda text: given.duration("--ship-within", text),
        "pays_goods": Payer,
        "pays_shipping": Payer,
        "return_above": lambda text: _money(desk, text),
        "cap_amount": lambda text: _money(desk, text),
    }
    return Terms(**{term: read.get(term, _as_it_is)(value) for term, value in said.items() if value is not None})


def _money(desk: Desk, text: str) -> Money:
    from careline.domain.money.money import read_money

    return read_money(text, desk.settings.currency)


def _as_it_is(value: Any) -> Any:
    return value
