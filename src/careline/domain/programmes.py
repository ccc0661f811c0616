"""Programmes of suppliers: what one does for us when a unit fails."""

from enum import StrEnum

from careline.domain.costs import Payer
from careline.domain.money import Money
from careline.domain.replacements import ShippedBy
from careline.domain.values import frozen


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
