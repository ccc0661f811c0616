"""Money back: what a promise gives back, and how the customer was told."""

from collections.abc import Iterable

from careline.domain.errors import BadInput
from careline.domain.money.costs import Payer
from careline.domain.money.money import Money
from careline.domain.values import frozen


@frozen
class Refund:
    """What a promise gives back; the customer's unit has to come back for it, or not. Kept, it is a cost."""

    id: int
    promise_id: int
    amount: Money
    return_required: bool
    supplier: str | None

    @property
    def payer(self) -> Payer:
        """Who bears it."""
        return Payer.SUPPLIER if self.supplier else Payer.US

    @property
    def returning(self) -> str:
        """`required`, or `waived` where the customer keeps the unit."""
        return "required" if self.return_required else "waived"


def check_amount(amount: Money) -> None:
    """Raise BadInput for nothing: what is promised back is above zero."""
    if amount.amount == 0:
        raise BadInput(f"{amount.shown()} is no money back; give what the customer gets.")


def words(amount: Money) -> str:
    """What the customer is told where nobody says it otherwise: `You get $41.00 back`."""
    return f"You get {amount.shown()} back"


def promised(refunds: Iterable[Refund], currency: str) -> Money:
    """What these give back in all, in one currency."""
    return Money(sum(each.amount.amount for each in refunds if each.amount.currency == currency), currency)


def too_much(all_of_it: Money, paid: Money, order: str | None) -> str | None:
    """The warning that more is promised back than was paid, on this case or another; None where it is not."""
    if paid.currency != all_of_it.currency or all_of_it.amount <= paid.amount:
        return None
    of_order = f" for order {order}" if order else ""
    return f"That is {all_of_it.shown()} back in all{of_order}, and they paid {paid.shown()}."
