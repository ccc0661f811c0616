"""Warranty and goodwill: on what ground a unit is replaced, until when, and who may give one away."""

from datetime import date, datetime, timedelta, tzinfo

from careline.domain.errors import Refused
from careline.domain.money.money import Money
from careline.domain.money.purchases import Purchase
from careline.domain.names import fold
from careline.domain.replacements.products import Product
from careline.domain.replacements.programmes import Programme
from careline.domain.replacements.replacement import Basis
from careline.domain.shop.policy import Policy
from careline.domain.time.moments import full_date
from careline.domain.time.months import months_after

OTHERS = "others"
"""In the policy's goodwill: everybody who is not named."""


def warranted_until(purchase: Purchase, months: int, zone: tzinfo) -> date:
    """The last day of the warranty, in the shop's zone: it ends `months` after the delivery, else after the purchase.

    It is the day of the same number, and where that month has none, its last: one of 31 Aug ends on 28 Feb.
    """
    return months_after(_received_on(purchase, zone), months)


def warranty_months(product: Product | None, programme: Programme | None, policy: Policy) -> int:
    """For how many months a unit is warranted: as the product has it, else its supplier's programme, else policy."""
    for known in (product, programme):
        if known is not None and known.warranty_months is not None:
            return known.warranty_months
    return policy.warranty_months


def check_basis(
    basis: Basis,
    case_name: str,
    purchase: Purchase | None,
    months: int,
    doa_days: int | None,
    at: datetime,
    zone: tzinfo,
) -> None:
    """Refuse a ground that no longer holds `at` that moment; goodwill always does.

    Raises Refused.
    """
    if basis is Basis.GOODWILL:
        return
    if purchase is None:
        raise Refused(
            f"There is no record of when the product on {case_name} was bought, so --basis {basis} cannot be worked "
            "out; record it with careline purchase add, or give --basis goodwill."
        )
    today = at.astimezone(zone).date()
    if basis is Basis.WARRANTY:
        if today > (until := warranted_until(purchase, months, zone)):
            raise Refused(
                f"The warranty of the {purchase.product} of {case_name} ended on {full_date(until)}; "
                "to send one anyway, give --basis goodwill."
            )
        return
    if doa_days is None:
        raise Refused(
            f"Nobody has said for how many days the {purchase.product} of {case_name} counts as dead on arrival; "
            "say it with careline party edit SUPPLIER --doa-days, or give --basis warranty or --basis goodwill."
        )
    if today > (until := _received_on(purchase, zone) + timedelta(days=doa_days)):
        raise Refused(
            f"The {purchase.product} of {case_name} counted as dead on arrival until {full_date(until)}; "
            "give --basis warranty or --basis goodwill."
        )


def goodwill_limit(policy: Policy, owner: str, who: str) -> int | None:
    """Up to how much somebody gives as goodwill without asking, in minor units; None for the owner, who need not ask.

    It is what the policy says of their name, case and accents aside, else of the others; without either, nothing.
    """
    if fold(who) == fold(owner):
        return None
    limits = {fold(name): limit.amount for name, limit in policy.goodwill}
    return limits.get(fold(who), limits.get(OTHERS, 0))


def within_authority(policy: Policy, owner: str, who: str, price: Money | None) -> bool:
    """True where somebody may give a unit of this price as goodwill; one whose price nobody knows, only the owner."""
    limit = goodwill_limit(policy, owner, who)
    return limit is None or (price is not None and price.amount <= limit)


def _received_on(purchase: Purchase, zone: tzinfo) -> date:
    return (purchase.delivered_at or purchase.bought_at).astimezone(zone).date()
