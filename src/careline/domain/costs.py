"""Costs: what making it right took, and who bears it."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

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


def as_of(cost: Cost, moment: datetime) -> Cost:
    """The cost without a share that was offered after `moment`."""
    return replace(cost, share=None) if cost.share and cost.share.at > moment else cost
