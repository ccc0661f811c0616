"""Costs: what making it right took, and who bears it."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from careline.domain.errors import BadInput, Refused
from careline.domain.ids import show
from careline.domain.money import Money
from careline.domain.values import frozen


class CostKind(StrEnum):
    """What was paid for."""

    GOODS = "goods"
    SHIPPING = "shipping"
    LABOUR = "labour"
    GOODWILL = "goodwill"


class Payer(StrEnum):
    """Who bears a cost."""

    US = "us"
    SUPPLIER = "supplier"
    CUSTOMER = "customer"
    CARRIER = "carrier"


@frozen
class Share:
    """The part of a cost that the customer offered to bear, in their words."""

    at: datetime
    amount: Money
    offered: str


@frozen
class Cost:
    """What something cost. Waived labour is ours and is never billed; a share of the rest may be the customer's."""

    id: int
    case_id: int
    replacement_id: int | None
    at: datetime
    kind: CostKind
    amount: Money
    payer: Payer
    waived: bool
    note: str | None
    share: Share | None = None

    @property
    def name(self) -> str:
        """`M-1`."""
        return show("M", self.id)


class OnlyOurLabourIsWaived(BadInput):
    """Something is waived that is no work of ours."""

    def __init__(self, kind: CostKind, payer: Payer) -> None:
        given = f"{kind} that {payer} pays" if payer is not Payer.US else kind
        super().__init__(f"Waived is labour of ours that nobody is billed for, not {given}; leave --waived out.")


class GoodwillIsNeverBilled(Refused):
    """What was given as goodwill stays given."""

    def __init__(self, name: str = "Goodwill") -> None:
        super().__init__(f"{name} was given as goodwill, which is never billed to the customer; it stays ours.")


class ReplacementElsewhere(BadInput):
    """A cost is to belong to a replacement of another case."""

    def __init__(self, replacement_id: int, case: str) -> None:
        super().__init__(f"{show('R', replacement_id)} is no replacement of {case}; careline show {case} lists them.")


def check_cost(kind: CostKind, payer: Payer, *, waived: bool) -> None:
    """Decide whether something may cost anybody. Raises GoodwillIsNeverBilled and OnlyOurLabourIsWaived."""
    if kind is CostKind.GOODWILL and payer is Payer.CUSTOMER:
        raise GoodwillIsNeverBilled
    if waived and (kind is not CostKind.LABOUR or payer is not Payer.US):
        raise OnlyOurLabourIsWaived(kind, payer)


def as_of(cost: Cost, moment: datetime) -> Cost:
    """The cost without a share that was offered after `moment`."""
    return replace(cost, share=None) if cost.share and cost.share.at > moment else cost
