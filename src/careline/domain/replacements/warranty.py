"""Warranty and goodwill: on what ground a unit is replaced, until when, and who may give one away."""

from datetime import date, datetime, timedelta, tzinfo

from careline.domain.errors import Refused
from careline.domain.money.money import Money
from careline.domain.money.purchases import Purchase
from careline.domain.names import fold
from careline.domain.replacements.products import Product
from careline.domain.replacements.programmes import Programme
from careline.domain.replacements.replacement import Basis, Replacement
from careline.domain.shop.policy import Policy
from careline.domain.time.moments import full_date
from careline.domain.time.months import months_after
from careline.domain.values import frozen

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


@frozen
class Grounds:
    """What the grounds for the next attempt of a chain depend on.

    `months` and `doa_days` are how long a unit is warranted and counts as dead on arrival, `earlier` the attempts of
    the chain so far, and `replaced` the one of them that failed, where it is not the customer's own unit.
    """

    case_name: str
    purchase: Purchase | None
    months: int
    doa_days: int | None
    earlier: tuple[Replacement, ...]
    replaced: Replacement | None
    zone: tzinfo

    @property
    def warranted_until(self) -> date | None:
        """The last day of the warranty; None where nobody knows when the product was bought."""
        return warranted_until(self.purchase, self.months, self.zone) if self.purchase else None

    @property
    def dead_on_arrival_until(self) -> date | None:
        """The last day on which the unit that failed counts as dead on arrival, from its own delivery, or None."""
        received_on = _received_on(self.purchase, self.zone) if self.purchase else None
        if self.replaced:
            delivered_at = self.replaced.delivered_at
            received_on = delivered_at.astimezone(self.zone).date() if delivered_at else None
        return received_on + timedelta(days=self.doa_days) if received_on and self.doa_days is not None else None

    @property
    def warranted_before(self) -> Replacement | None:
        """The first attempt of the chain that was under warranty: the chain ends in it. None where none was."""
        return next(filter(self._was_warranted, self.earlier), None)

    def _was_warranted(self, attempt: Replacement) -> bool:
        if attempt.basis is not None:
            return attempt.basis is not Basis.GOODWILL
        until = self.warranted_until
        return until is not None and attempt.requested_at.astimezone(self.zone).date() <= until

    def hold(self, basis: Basis, at: datetime) -> bool:
        """True where a unit may go out `at` that moment on this ground; goodwill always holds."""
        today = at.astimezone(self.zone).date()
        match basis:
            case Basis.WARRANTY:
                until = self.warranted_until
                return self.warranted_before is not None or (until is not None and today <= until)
            case Basis.DOA:
                until = self.dead_on_arrival_until
                return until is not None and today <= until
            case Basis.GOODWILL:
                return True


def basis_that_holds(grounds: Grounds, at: datetime) -> Basis | None:
    """The ground where none was said: the last attempt's while it holds, else the first of all that does.

    None where nobody knows when the product was bought, and so nothing can be worked out.
    """
    last = grounds.earlier[-1].basis if grounds.earlier else None
    if last and grounds.hold(last, at):
        return last
    if grounds.purchase is None and grounds.warranted_before is None:
        return None
    return next(each for each in Basis if grounds.hold(each, at))


def reason(basis: Basis, grounds: Grounds, at: datetime) -> str:
    """Why a ground holds, as in `Basis: warranty, until Wed 1 Jul 2026.`; a sentence."""
    until, today = grounds.warranted_until, at.astimezone(grounds.zone).date()
    before = grounds.warranted_before
    because = ""
    if basis is Basis.DOA and grounds.dead_on_arrival_until:
        because = f", until {full_date(grounds.dead_on_arrival_until)}"
    elif basis is Basis.WARRANTY and until and today <= until:
        because = f", until {full_date(until)}"
    elif basis is Basis.WARRANTY and before:
        because = f", as {before.name} was"
    elif basis is Basis.GOODWILL and grounds.earlier and grounds.earlier[-1].basis is basis:
        because = f", as {grounds.earlier[-1].name} was"
    elif basis is Basis.GOODWILL and until:
        because = f", as the warranty ended on {full_date(until)}"
    return f"Basis: {basis}{because}."


def check_basis(basis: Basis, grounds: Grounds, at: datetime) -> None:
    """Refuse a ground that does not hold `at` that moment, or no longer. Raises Refused."""
    if grounds.hold(basis, at):
        return
    purchase, of_case, failed = grounds.purchase, grounds.case_name, grounds.replaced
    if purchase is None and not (basis is Basis.DOA and failed):
        raise Refused(
            f"There is no record of when the product on {of_case} was bought, so --basis {basis} cannot be worked "
            "out; record it with careline purchase add, or give --basis goodwill."
        )
    what = failed.item if failed else purchase.product if purchase else ""
    if basis is Basis.WARRANTY and grounds.warranted_until:
        raise Refused(
            f"The warranty of the {purchase.product if purchase else what} of {of_case} ended on "
            f"{full_date(grounds.warranted_until)}; to send one anyway, give --basis goodwill."
        )
    if grounds.doa_days is None:
        raise Refused(
            f"Nobody has said for how many days the {what} of {of_case} counts as dead on arrival; "
            "say it with careline party edit SUPPLIER --doa-days, or give --basis warranty or --basis goodwill."
        )
    if (until := grounds.dead_on_arrival_until) is None:
        raise Refused(
            f"{failed.name if failed else what} never arrived, so it cannot be dead on arrival; "
            "give --basis warranty or --basis goodwill."
        )
    unit = failed.name if failed else f"The {what} of {of_case}"
    raise Refused(
        f"{unit} counted as dead on arrival until {full_date(until)}; give --basis warranty or --basis goodwill."
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
