"""Claiming: when a supplier owes us something for a replacement, how much at most, and what it may answer."""

from careline.domain.errors import BadInput, Refused
from careline.domain.money.costs import Payer
from careline.domain.money.money import Money
from careline.domain.replacements.claims import Claim
from careline.domain.replacements.programmes import Programme
from careline.domain.replacements.replacement import Replacement, ShippedBy


class SupplierUnknown(BadInput):
    """Nobody knows from whom to claim."""

    def __init__(self, replacement: str) -> None:
        self.lacks = {"--supplier": "who owes it"}
        super().__init__(f"{replacement} has no supplier; say who owes it with --supplier NAME.")


def falls_due(replacement: Replacement, programme: Programme) -> bool:
    """True where we sent a unit for which the supplier pays. What the supplier sent, it has paid already."""
    pays = Payer.SUPPLIER in (programme.pays_goods, programme.pays_shipping)
    return pays and replacement.shipped_by is ShippedBy.US and replacement.shipped_at is not None


def check_claim(replacement: str, amount: Money, cost: Money | None) -> None:
    """Raise BadInput for an amount of nothing, and Refused for more than a replacement cost."""
    if amount.amount <= 0:
        raise _nothing_meant()
    if cost is None or (cost - amount).amount < 0:
        most = (cost or Money(0, amount.currency)).shown()
        raise Refused(
            f"{amount.shown()} is more than {replacement} cost, {most}; claim less, or record the cost first "
            "with careline cost add."
        )


def check_answer(claim: Claim, amount: Money) -> None:
    """Decide whether the supplier can credit or reject so much.

    Raises Refused and BadInput.
    """
    if claim.submitted_at is None:
        raise _not_submitted(claim)
    if claim.open_amount.amount == 0:
        raise _claim_ended(claim)
    if amount.amount <= 0:
        raise _nothing_meant()
    if (claim.open_amount - amount).amount < 0:
        raise Refused(
            f"{amount.shown()} is more than is still open for {claim.replacement}, {claim.open_amount.shown()}; "
            "credit that, or less."
        )


def _claim_ended(claim: Claim) -> Refused:
    """The refusal: a claim that was credited in full or rejected is over."""
    how = f"rejected ({claim.rejected_because})" if claim.rejected_at else "credited in full"
    return Refused(f"The claim for {claim.replacement} is over: it was {how}.")


def _not_submitted(claim: Claim) -> Refused:
    """The refusal: what the supplier has not been told of has no answer."""
    name = claim.replacement
    return Refused(f"The claim for {name} is not submitted yet; record that first: careline claim submit {name}.")


def _nothing_meant() -> BadInput:
    """The refusal: an amount of nothing."""
    return BadInput("The amount is zero; give what is claimed or credited.")
