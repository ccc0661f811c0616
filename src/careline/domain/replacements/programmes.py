"""Programmes of suppliers: what one does for us when a unit fails."""

from dataclasses import fields, replace
from datetime import datetime, tzinfo
from enum import StrEnum

from careline.domain.errors import BadInput, Refused
from careline.domain.money.costs import Payer
from careline.domain.money.money import Money
from careline.domain.replacements.replacement import ShippedBy
from careline.domain.shop.policy import Policy
from careline.domain.values import frozen
from careline.domain.wording import counted

SUPPLIER = "supplier"
"""The kind of a party that has a programme."""


class Approval(StrEnum):
    """How a supplier approves a replacement."""

    BY_ITSELF = "by-itself"
    ON_REQUEST = "on-request"


class Returns(StrEnum):
    """When the old unit has to come back."""

    NEVER = "never"
    ALWAYS = "always"
    ABOVE = "above"


class Period(StrEnum):
    """For how long a cap counts."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@frozen
class Programme:
    """What a supplier does for us: times are phrases ("2bd"), None where nothing is known."""

    supplier: str
    approval: Approval = Approval.BY_ITSELF
    approve_within: str | None = None
    ships: ShippedBy = ShippedBy.SUPPLIER
    ship_within: str | None = None
    pays_goods: Payer = Payer.SUPPLIER
    pays_shipping: Payer = Payer.SUPPLIER
    returns: Returns = Returns.NEVER
    return_above: Money | None = None
    warranty_months: int | None = None
    doa_days: int | None = None
    cap_units: int | None = None
    cap_amount: Money | None = None
    cap_every: Period | None = None


@frozen
class Terms:
    """What somebody says of a programme, as one thing after another; None where they say nothing."""

    approval: Approval | None = None
    approve_within: str | None = None
    ships: ShippedBy | None = None
    ship_within: str | None = None
    pays_goods: Payer | None = None
    pays_shipping: Payer | None = None
    returns: Returns | None = None
    return_above: Money | None = None
    warranty_months: int | None = None
    doa_days: int | None = None
    cap_units: int | None = None
    cap_amount: Money | None = None
    cap_every: Period | None = None

    @property
    def said(self) -> dict[str, object]:
        """What they say something of."""
        return {each.name: value for each in fields(self) if (value := getattr(self, each.name)) is not None}


@frozen
class Used:
    """What went out under a programme since its cap began to count: units, and what the supplier paid for them."""

    units: int
    amount: Money


class PriceNeeded(BadInput):
    """A return above a price, and no price."""

    def __init__(self) -> None:
        self.lacks = {"--return-above": "the price above which the old unit comes back"}
        super().__init__("--returns above needs its price: --return-above AMOUNT.")


def kind_with_programme(name: str, kind: str | None) -> str:
    """What somebody with a programme is to the shop. Raises BadInput for whoever is something else already."""
    if kind not in (None, SUPPLIER):
        raise BadInput(f"{name} is a {kind}, and only a supplier has a programme; leave out the options of one.")
    return SUPPLIER


def amended(programme: Programme, terms: Terms) -> Programme:
    """The programme as the terms have it; what goes only with what they end, goes too.

    A cap counts for a month unless somebody says otherwise. Raises BadInput and PriceNeeded.
    """
    for option, amount in (("--return-above", terms.return_above), ("--cap-amount", terms.cap_amount)):
        if amount is not None and amount.amount == 0:
            raise BadInput(f"{option} is nothing; give an amount above zero.")
    made = replace(programme, **terms.said)  # type: ignore[arg-type]
    if made.approval is not Approval.ON_REQUEST:
        _check_unsaid(terms.approve_within, "--approve-within", "--approval on-request")
        made = replace(made, approve_within=None)
    if made.ships is not ShippedBy.SUPPLIER:
        _check_unsaid(terms.ship_within, "--ship-within", "--ships supplier")
        made = replace(made, ship_within=None)
    if made.returns is not Returns.ABOVE:
        _check_unsaid(terms.return_above, "--return-above", "--returns above")
        made = replace(made, return_above=None)
    elif made.return_above is None:
        raise PriceNeeded
    if made.cap_units is None and made.cap_amount is None:
        _check_unsaid(terms.cap_every, "--cap-every", "--cap-units or --cap-amount")
        return made
    return replace(made, cap_every=made.cap_every or Period.MONTH)


def return_asked(programme: Programme | None, policy: Policy, price: Money | None) -> bool:
    """True where the old unit of this price has to come back: as the programme has it, else from the policy's price on.

    The return of a unit whose price nobody knows in that currency is asked for where all come back, and nowhere else.
    """
    if programme is None:
        least = policy.return_from
        return least is not None and _comparable(price, least) >= least.amount
    if programme.returns is Returns.ABOVE:
        above = programme.return_above
        return above is not None and _comparable(price, above) > above.amount
    return programme.returns is Returns.ALWAYS


def counts_since(every: Period, at: datetime, zone: tzinfo) -> datetime:
    """When the month, quarter or year began in which `at` lies on the shop's calendar."""
    local = at.astimezone(zone)
    month = {Period.MONTH: local.month, Period.QUARTER: (local.month - 1) // 3 * 3 + 1, Period.YEAR: 1}[every]
    return datetime(local.year, month, 1, tzinfo=zone)


def cap_reached(programme: Programme, used: Used, this: Money | None, units: int = 1) -> bool:
    """True where so many more units go above the cap; of an unknown amount, once the cap is used up.

    An amount in another currency than the cap's is as good as unknown; `used` is in the cap's.
    """
    if programme.cap_units is not None and used.units + units > programme.cap_units:
        return True
    if programme.cap_amount is None:
        return False
    left = programme.cap_amount - used.amount
    return left.amount <= 0 or _comparable(this, left) > left.amount


def above_cap(programme: Programme, used: Used) -> Refused:
    """The refusal of one more unit: what the supplier bears no more of in this month, quarter or year."""
    caps = [f"{used.units} of {counted(programme.cap_units, 'unit')}"] if programme.cap_units else []
    caps += [f"{used.amount.shown()} of {programme.cap_amount.shown()}"] if programme.cap_amount else []
    return Refused(
        f"{programme.supplier} covers no more this {programme.cap_every}: {' and '.join(caps)} are used; "
        "leave out --supplier and ship it yourself, or wait for the next."
    )


def cap_currency(programme: Programme, currency: str) -> str:
    """The currency in which a cap counts: its own, else this one."""
    return programme.cap_amount.currency if programme.cap_amount else currency


def _comparable(amount: Money | None, other: Money) -> int:
    """The amount in minor units; below any where it is unknown, or in another currency."""
    return amount.amount if amount is not None and amount.currency == other.currency else -1


def _check_unsaid(value: object, option: str, needs: str) -> None:
    if value is not None:
        raise BadInput(f"{option} goes with {needs} only; give both, or neither.")
