"""What a customer is worth, beside what making things right for them has cost.

It is shown and decides nothing: no rule and no use case reads it, and a test holds that.
"""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from careline.domain.money.money import Money, half_up
from careline.domain.money.purchases import Purchase
from careline.domain.names import fold
from careline.domain.values import frozen

FEWEST_MONTHS = 12
"""Orders a year are seen over at least one year."""


@frozen
class Worth:
    """The lifetime value of a customer, with all that it was worked out from.

    They gave `orders` orders that came to `paid`, seen over `months`, and are expected to stay for `years`. `margin` is
    the part of that which is left to us: by the costs of the purchases where `margin_is_known`, else the policy's.
    """

    orders: int
    paid: Money
    months: int
    years: int
    margin: Fraction
    margin_is_known: bool
    recovery: Money | None

    @property
    def average_order(self) -> Money:
        """What an order came to, to the cent."""
        return Money(half_up(self.paid.amount, self.orders), self.paid.currency)

    @property
    def orders_a_year(self) -> Fraction:
        """How many orders they give in a year."""
        return Fraction(self.orders * 12, self.months)

    @property
    def value(self) -> Money:
        """Average order value x orders a year x years x margin; rounded once, half cents up."""
        exact = Fraction(self.paid.amount, self.orders) * self.orders_a_year * self.years * self.margin
        return Money(half_up(exact.numerator, exact.denominator), self.paid.currency)

    @property
    def recovery_share(self) -> Fraction | None:
        """The recovery cost as a part of the value; None without either."""
        if self.recovery is None or self.recovery.currency != self.paid.currency or self.value.amount <= 0:
            return None
        return Fraction(self.recovery.amount, self.value.amount)


def lifetime_value(
    purchases: Sequence[Purchase], now: datetime, *, years: int, margin: Fraction, recovery: Money | None = None
) -> Worth | None:
    """What a customer is worth by what they bought until `now`; months are those of its clock.

    None where they bought nothing, or in several currencies. An order is an order number, else the purchase. The
    months since the first one count where they have begun, and are twelve at least.
    """
    currencies = {each.price.currency for each in purchases}
    if len(currencies) != 1:
        return None
    paid = Money(sum(each.paid.amount for each in purchases), *currencies)
    margins = [each.margin.amount for each in purchases if each.margin is not None]
    is_known = len(margins) == len(purchases) and paid.amount > 0
    return Worth(
        orders=len({fold(each.order) if each.order else each.id for each in purchases}),
        paid=paid,
        months=max(FEWEST_MONTHS, _months_begun(min(each.bought_at for each in purchases), now)),
        years=years,
        margin=Fraction(sum(margins), paid.amount) if is_known else margin,
        margin_is_known=is_known,
        recovery=recovery,
    )


def in_percent(share: Fraction) -> str:
    """`7.6 %`: to a tenth, halves up."""
    tenths = half_up(share.numerator * 1000, share.denominator)
    return f"{tenths / 10:.1f} %"


def _months_begun(first: datetime, now: datetime) -> int:
    since = first.astimezone(now.tzinfo)
    return (now.year - since.year) * 12 + now.month - since.month + (now.day > since.day)
