"""Costs: what making it right took, and who bears it."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from careline.domain.errors import BadInput, Refused
from careline.domain.ids import show
from careline.domain.money.money import Money
from careline.domain.values import frozen


class CostKind(StrEnum):
    """What was paid for."""

    GOODS = "goods"
    SHIPPING = "shipping"
    LABOUR = "labour"
    GOODWILL = "goodwill"
    REFUND = "refund"


GIVEN = frozenset({CostKind.GOODWILL, CostKind.REFUND})
"""What the customer was given, and never pays."""


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
    promise_id: int | None = None

    @property
    def name(self) -> str:
        """`M-1`."""
        return show("M", self.id)

    @property
    def words(self) -> str:
        """`goods $595.00, of which the customer bears $297.50`."""
        bears = "" if self.payer is Payer.US else f", paid by the {self.payer}"
        waived = ", waived" if self.waived else ""
        share = f", of which the customer pays {self.share.amount.shown()}" if self.share else ""
        return f"{self.kind} {self.amount.shown()}{bears}{waived}{share}"


def check_cost(kind: CostKind, payer: Payer, *, waived: bool) -> None:
    """Decide whether something may cost anybody. Raises Refused and BadInput."""
    if kind in GIVEN and payer is Payer.CUSTOMER:
        raise _never_billed("This", kind)
    if waived and (kind is not CostKind.LABOUR or payer is not Payer.US):
        raise _only_our_labour_is_waived(kind, payer)


def _only_our_labour_is_waived(kind: CostKind, payer: Payer) -> BadInput:
    """The refusal: something is waived that is no work of ours."""
    given = f"{kind} that {payer} pays" if payer is not Payer.US else kind
    return BadInput(f"--waived is for our own labour that nobody is billed for, not for {given}; leave it out.")


def as_of(cost: Cost, moment: datetime) -> Cost:
    """The cost without a share that was offered after `moment`."""
    return replace(cost, share=None) if cost.share and cost.share.at > moment else cost


def check_share(cost: Cost, theirs: Money, ours: Money | None) -> None:
    """Decide whether the customer may bear so much of a cost; `ours` is the rest as it was given.

    Raises Refused and BadInput.
    """
    if cost.kind in GIVEN:
        raise _never_billed(cost.name, cost.kind)
    if cost.waived:
        raise Refused(f"{cost.name} is waived labour ({cost.amount.shown()}), so it cannot be shared.")
    if cost.payer is not Payer.US:
        raise Refused(f"{cost.name} is paid by the {cost.payer}; only what we pay can be shared with the customer.")
    if cost.share:
        raise Refused(
            f"{cost.name} is already shared: {cost.share.amount.shown()} of {cost.amount.shown()} is the customer's. "
            "If that was a mistake: careline undo."
        )
    if theirs.amount > cost.amount.amount:
        raise BadInput(f"The share, {theirs.shown()}, is more than {cost.name}, which is {cost.amount.shown()}.")
    if theirs.amount == 0:
        raise BadInput(f"The share of {cost.name} comes to nothing; give what the customer pays.")
    if ours is not None and theirs + ours != cost.amount:
        raise BadInput(
            f"{theirs.shown()} and {ours.shown()} make {(theirs + ours).shown()}, and {cost.name} is "
            f"{cost.amount.shown()}; leave --us out, and the rest is ours."
        )


def _never_billed(name: str, kind: CostKind) -> Refused:
    """The refusal: what was given stays given."""
    what = "a refund" if kind is CostKind.REFUND else kind
    return Refused(f"{name} is {what}, which is never billed to the customer; it stays ours.")
