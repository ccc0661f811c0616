"""Supplier claims: what a supplier owes us for a replacement, and what it has paid."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from careline.domain.ids import show
from careline.domain.money.costs import Cost, Payer
from careline.domain.money.costs import as_of as cost_as_of
from careline.domain.money.money import Money, total
from careline.domain.values import frozen


class ClaimState(StrEnum):
    """Where a claim stands."""

    DUE = "due"
    SUBMITTED = "submitted"
    CREDITED_IN_PART = "credited_in_part"
    CREDITED = "credited"
    REJECTED = "rejected"


@frozen
class Credit:
    """What a supplier has paid on a claim."""

    id: int
    at: datetime
    amount: Money
    note: str | None


@frozen
class Claim:
    """What `supplier` owes us for a replacement, since `due_at`."""

    id: int
    case_id: int
    replacement_id: int
    supplier: str
    amount: Money
    due_at: datetime
    submitted_at: datetime | None = None
    reference: str | None = None
    rejected_at: datetime | None = None
    rejected_because: str | None = None
    credits: tuple[Credit, ...] = ()

    @property
    def replacement(self) -> str:
        """The replacement that it belongs to: `R-1`."""
        return show("R", self.replacement_id)

    @property
    def credited(self) -> Money:
        """What was paid so far."""
        return sum((credit.amount for credit in self.credits), Money(0, self.amount.currency))

    @property
    def open_amount(self) -> Money:
        """What is still to come: nothing once the rest was rejected."""
        return Money(0, self.amount.currency) if self.rejected_at else self.amount - self.credited

    @property
    def rejected_amount(self) -> Money:
        """What the supplier will not pay."""
        return self.amount - self.credited if self.rejected_at else Money(0, self.amount.currency)


def borne(
    costs: Iterable[Cost], replacement_id: int, currency: str, payers: Collection[Payer] = (Payer.SUPPLIER,)
) -> Money | None:
    """What the supplier, or these payers, bear of a replacement, less the customer's share; None without a cost.

    What was spent while the shop counted in another currency is no part of it.
    """
    shares = [
        cost.amount - cost.share.amount if cost.share else cost.amount
        for cost in costs
        if cost.replacement_id == replacement_id and cost.payer in payers and cost.amount.currency == currency
    ]
    return total(shares, currency) if shares else None


def as_of(claim: Claim, moment: datetime, costs: Sequence[Cost]) -> Claim:
    """The claim with the facts that lie after `moment` taken away.

    Until it is submitted it grows with the `costs` that the supplier bears, so those after `moment` are taken from it.
    """
    credits = tuple(credit for credit in claim.credits if credit.at <= moment)
    unknown: dict[str, Any] = {"credits": credits} if credits != claim.credits else {}
    if claim.submitted_at is None or claim.submitted_at > moment:
        unknown |= dict.fromkeys(("submitted_at", "reference"))
        unknown["amount"] = _amount_at(claim, moment, costs)
    if claim.rejected_at is not None and claim.rejected_at > moment:
        unknown |= dict.fromkeys(("rejected_at", "rejected_because"))
    return replace(claim, **unknown) if unknown else claim


def _amount_at(claim: Claim, moment: datetime, costs: Sequence[Cost]) -> Money:
    currency = claim.amount.currency
    then = borne([cost_as_of(cost, moment) for cost in costs if cost.at <= moment], claim.replacement_id, currency)
    now = borne(costs, claim.replacement_id, currency)
    # One that was claimed by hand may be above what the supplier bears, and does not follow it.
    follows = then and now and claim.amount.amount <= now.amount
    return min(claim.amount, then, key=lambda each: each.amount) if follows and then else claim.amount


def state(claim: Claim) -> ClaimState:
    """The state that follows from the facts; one that was paid in part and rejected for the rest is rejected."""
    if claim.rejected_at is not None:
        return ClaimState.REJECTED
    if claim.credits:
        return ClaimState.CREDITED if claim.credited == claim.amount else ClaimState.CREDITED_IN_PART
    return ClaimState.SUBMITTED if claim.submitted_at else ClaimState.DUE
