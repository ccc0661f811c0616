"""Replacements: units sent to make good, in one chain of attempts until they work."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from careline.domain.cases import serials
from careline.domain.ids import show
from careline.domain.names import fold
from careline.domain.values import frozen


class Outcome(StrEnum):
    """What became of a replacement: what the customer says of it."""

    WORKS = "works"
    DOA = "doa"
    WRONG_ITEM = "wrong-item"
    DAMAGED = "damaged"
    INCOMPLETE = "incomplete"
    LOST = "lost"
    FAILED = "failed"


class Basis(StrEnum):
    """On what ground a unit is replaced."""

    WARRANTY = "warranty"
    DOA = "doa"
    GOODWILL = "goodwill"


class ShippedBy(StrEnum):
    """Who sends the unit."""

    US = "us"
    SUPPLIER = "supplier"


class Step(StrEnum):
    """What can happen to a unit; the value is the fact that is stored."""

    REQUESTED = "requested_at"
    APPROVED = "approved_at"
    DECLINED = "declined_at"
    PACKED = "packed_at"
    SHIPPED = "shipped_at"
    ANNOUNCED = "announced_at"
    DELIVERED = "delivered_at"
    OUTCOME = "outcome_at"

    @property
    def word(self) -> str:
        """`approved`."""
        return self.value.removesuffix("_at")


class Difference(StrEnum):
    """How a unit that is not the wanted one differs from it, where that is wanted."""

    UPGRADE = "upgrade"
    SUBSTITUTE = "substitute"


class ReplacementState(StrEnum):
    """Where a replacement stands."""

    REQUESTED = "requested"
    APPROVED = "approved"
    DECLINED = "declined"
    PACKED = "packed"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    WORKS = "works"
    FAILED = "failed"


@frozen
class EarlierOutcome:
    """What the outcome of a unit was before the one that it has now."""

    outcome: Outcome
    at: datetime
    came: str | None


@frozen
class Correction:
    """That an outcome was put right at a moment: `outcome` took its place, None where nobody knows yet.

    `before` are the outcomes that stood until then, the wrong one last, and `delivered_at` is when the unit was
    believed to have arrived: what a page as of an earlier moment shows.
    """

    at: datetime
    outcome: Outcome | None
    because: str
    delivered_at: datetime | None
    before: tuple[EarlierOutcome, ...]

    @property
    def wrong(self) -> EarlierOutcome | None:
        """The outcome that gave way; None where there was none."""
        return self.before[-1] if self.before else None

    @property
    def words(self) -> str:
        """What took its place: `works`, `no outcome yet`."""
        return self.outcome.value if self.outcome else "no outcome yet"


@frozen
class UnitMove:
    """That a replacement has so many units more since a moment, or fewer: some were split off, or joined again.

    `serials` are the known numbers of those units, and `other` is the replacement from which they came, or to which.
    """

    at: datetime
    units: int
    other: int = 0
    serials: tuple[str, ...] = ()
    id: int = 0


@frozen
class Replacement:
    """One or more units of an attempt. `chain` counts the chains of its case: a new one begins after one that worked.

    What holds for some of its units only splits it: the rest is a replacement of its own then, with the first one of
    its parcel as its `shipment`. `moves` are all such changes of its `quantity`.

    A unit that worked and then failed has the outcome *failed*; `earlier` are its outcomes before the last, in order,
    and `corrections` what was put right of them, in order.
    `serial` is the known serial numbers as one text, `P9, P10`.
    `approver` is who has to approve it, or None. `came` is what was in the box where that was the wrong item.
    `is_upgrade` is worked out: True where the item is the model that has taken the place of the wanted one.
    """

    id: int
    case_id: int
    chain: int
    attempt: int
    wanted: str
    item: str
    serial: str | None
    basis: Basis | None
    because: str | None
    why: str
    different: str | None
    substitute_because: str | None
    consent: str | None
    supplier: str | None
    carrier: str | None
    tracking: str | None
    shipped_by: ShippedBy
    requested_at: datetime
    approver: str | None = None
    approved_at: datetime | None = None
    declined_at: datetime | None = None
    declined_because: str | None = None
    packed_at: datetime | None = None
    shipped_at: datetime | None = None
    announced_at: datetime | None = None
    delivered_at: datetime | None = None
    outcome: Outcome | None = None
    outcome_at: datetime | None = None
    came: str | None = None
    quantity: int = 1
    shipment: int | None = None
    is_upgrade: bool = False
    earlier: tuple[EarlierOutcome, ...] = ()
    corrections: tuple[Correction, ...] = ()
    moves: tuple[UnitMove, ...] = ()

    def quantity_at(self, moment: datetime) -> int:
        """How many units it had at a moment; none before it was split off, or once it is joined again."""
        return self.quantity - sum(move.units for move in self.moves if move.at > moment)

    def with_units_of(self, moment: datetime) -> "Replacement":
        """The replacement with the units that it had at a moment, and their serial numbers."""
        numbers = set(self.serials)
        for move in reversed(self.moves):
            if move.at > moment:
                numbers = numbers - set(move.serials) if move.units > 0 else numbers | set(move.serials)
        moves = tuple(move for move in self.moves if move.at <= moment)
        return replace(self, quantity=self.quantity_at(moment), serial=serials.kept(numbers), moves=moves)

    @property
    def serials(self) -> tuple[str, ...]:
        """The serial numbers that are known of its units; more than it has units where nobody said which are its."""
        return serials.separate(self.serial)

    @property
    def parcel(self) -> int:
        """The replacement, itself or the one that it was split off, to which the promises of its parcel belong."""
        return self.shipment or self.id

    @property
    def has_failed(self) -> bool:
        """True for an outcome that calls for another unit."""
        return self.outcome not in (None, Outcome.WORKS)

    @property
    def counted_item(self) -> str:
        """`MX500c`; of several units `3 × MX500c`."""
        return several(self.quantity, self.item)

    @property
    def told(self) -> str:
        """`3 × MX500c, serials P7, P8, P9`."""
        return ", ".join(filter(None, (self.counted_item, serials.told(self.serial, self.quantity))))

    @property
    def standing(self) -> tuple[EarlierOutcome, ...]:
        """The outcomes that stand, the last one too, in order."""
        last = (EarlierOutcome(self.outcome, self.outcome_at, self.came),) if self.outcome and self.outcome_at else ()
        return (*self.earlier, *last)

    @property
    def outcomes(self) -> tuple[tuple[Outcome, datetime], ...]:
        """Every outcome that stands, the last one too, each with its moment."""
        return tuple((each.outcome, each.at) for each in self.standing)

    @property
    def believed(self) -> tuple[tuple[Outcome, datetime, datetime | None], ...]:
        """Every outcome that it was ever believed to have, with its moment; and until when, None where it stands."""
        until: dict[tuple[Outcome, datetime], datetime | None] = {}
        for correction in self.corrections:
            until |= {(each.outcome, each.at): correction.at for each in correction.before}
        until |= dict.fromkeys(self.outcomes)
        return tuple((outcome, at, end) for (outcome, at), end in until.items())

    @property
    def name(self) -> str:
        """`R-1`."""
        return show("R", self.id)

    @property
    def bringer(self) -> str | None:
        """Who performs its arrival: its carrier, else a supplier that ships it itself; None for us."""
        return self.carrier or (self.supplier if self.shipped_by is ShippedBy.SUPPLIER else None)

    @property
    def page(self) -> str | None:
        """The address of the carrier's page about the parcel, or None where that is not known."""
        if self.tracking is None:
            return None
        from careline.domain.replacements import (
            carriers,  # every page would pay for them, and few replacements bear a number
        )

        return carriers.page_of(self.carrier, self.tracking)

    @property
    def is_on_its_way(self) -> bool:
        """True from the shipment until it arrives or is lost."""
        return self.shipped_at is not None and self.delivered_at is None and self.outcome is None

    @property
    def is_live(self) -> bool:
        """True while it is neither declined nor has an outcome."""
        return self.declined_at is None and self.outcome is None

    @property
    def waits_for_approval(self) -> bool:
        """True where somebody has to approve it and has not said anything yet."""
        return self.approver is not None and self.approved_at is None and self.declined_at is None

    @property
    def is_to_ship(self) -> bool:
        """True for a unit that is asked for and has not left yet."""
        return self.is_live and self.shipped_at is None

    @property
    def difference(self) -> Difference | None:
        """How it differs from what is wanted, or None."""
        if fold(self.item) == fold(self.wanted):
            return None
        return Difference.UPGRADE if self.is_upgrade else Difference.SUBSTITUTE

    @property
    def described(self) -> str:
        """What it is, and how many; another model than the wanted one so: `MX500c (a substitute for the MX500i)`."""
        match self.difference:
            case Difference.UPGRADE:
                return f"{self.counted_item} (an upgrade of the {self.wanted})"
            case Difference.SUBSTITUTE:
                return f"{self.counted_item} (a substitute for the {self.wanted})"
            case None:
                return self.counted_item

    @property
    def last_step(self) -> tuple[Step, datetime]:
        """What has happened to it last, and when."""
        known = [(at, step) for step in Step if (at := getattr(self, step.value))]
        at = max(at for at, _ in known)
        return next(step for known_at, step in reversed(known) if known_at == at), at

    @property
    def moments(self) -> tuple[datetime, ...]:
        """When something happened to it, in the order of its life."""
        happened = (self.requested_at, self.approved_at, self.declined_at, self.packed_at, self.shipped_at)
        known = (*(at for _, at in self.outcomes), *(each.at for each in self.corrections))
        arrived = filter(None, (self.delivered_at,))
        return (*filter(None, (*happened, self.announced_at)), *sorted((*arrived, *known)))


def several(quantity: int, item: str) -> str:
    """`MX500c`; of several units `3 × MX500c`."""
    return item if quantity == 1 else f"{quantity} × {item}"
