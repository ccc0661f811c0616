"""Units sent to make good, or asked for."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, text

from careline.domain.replacements.replacement import Basis, Outcome, ShippedBy
from careline.store.tables.base import IDS_NEVER_REUSED, Field, Record, filled, in_order, one_of


class Replacement(Record, table=True):
    """One or more units sent to make good, or asked for. `came` is what was in the box where that was the wrong item.

    What was split off has the first one of its parcel as its `shipment`; none are left of what was joined again.
    `approver_id` is who has to approve it; nobody where it needs no approval, or approves itself.
    """

    __tablename__ = "replacements"
    __table_args__: ClassVar[Any] = (
        filled("wanted"),
        filled("item"),
        filled("why"),
        one_of("shipped_by", ShippedBy),
        one_of("basis", Basis),
        one_of("outcome", Outcome),
        CheckConstraint("quantity >= 0", name="quantity"),
        CheckConstraint("(outcome IS NULL) = (outcome_at IS NULL)", name="outcome_somewhen"),
        CheckConstraint(
            "outcome IS NULL OR outcome = 'lost' OR delivered_at IS NOT NULL", name="outcome_needs_delivery"
        ),
        CheckConstraint(
            "shipped_at IS NOT NULL OR coalesce(announced_at, delivered_at, outcome_at) IS NULL", name="shipped_first"
        ),
        CheckConstraint("declined_at IS NULL OR shipped_at IS NULL", name="declined_is_over"),
        in_order("requested_at", "approved_at"),
        in_order("requested_at", "declined_at"),
        in_order("requested_at", "packed_at"),
        in_order("requested_at", "shipped_at"),
        in_order("shipped_at", "announced_at"),
        in_order("shipped_at", "delivered_at"),
        in_order("shipped_at", "outcome_at"),
        Index("ix_replacements_case_id", "case_id"),
        Index("ix_replacements_unverified", "delivered_at", sqlite_where=text("outcome IS NULL")),
        Index("ix_replacements_outcome_at", "outcome_at"),
        Index("ix_replacements_live", "requested_at", sqlite_where=text("outcome IS NULL AND declined_at IS NULL")),
        Index("ix_replacements_repeated", "case_id", sqlite_where=text("attempt >= 2")),
        Index("ix_replacements_failed", "case_id", sqlite_where=text("outcome = 'failed'")),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    chain: int
    attempt: int
    wanted: str
    item: str
    serial: str | None = None
    basis: str | None = None
    because: str | None = None
    why: str
    different: str | None = None
    substitute_because: str | None = None
    consent: str | None = None
    supplier_id: int | None = Field(default=None, foreign_key="parties.id")
    carrier_id: int | None = Field(default=None, foreign_key="parties.id")
    tracking: str | None = None
    shipped_by: str = "us"
    requested_at: datetime
    approver_id: int | None = Field(default=None, foreign_key="parties.id")
    approved_at: datetime | None = None
    declined_at: datetime | None = None
    declined_because: str | None = None
    packed_at: datetime | None = None
    shipped_at: datetime | None = None
    announced_at: datetime | None = None
    delivered_at: datetime | None = None
    outcome: str | None = None
    outcome_at: datetime | None = None
    came: str | None = None
    quantity: int = Field(default=1, sa_column_kwargs={"server_default": text("1")})
    shipment: int | None = Field(default=None, foreign_key="replacements.id")


class UnitMove(Record, table=True):
    """That units of one replacement went to another: split off, or joined again."""

    __tablename__ = "unit_moves"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("quantity >= 1", name="quantity"),
        CheckConstraint("from_id <> to_id", name="to_another"),
        Index("ix_unit_moves_from_id", "from_id"),
        Index("ix_unit_moves_to_id", "to_id"),
        IDS_NEVER_REUSED,
    )

    from_id: int = Field(foreign_key="replacements.id")
    to_id: int = Field(foreign_key="replacements.id")
    at: datetime
    quantity: int
    serials: str | None = None


class EarlierOutcome(Record, table=True):
    """What a unit's outcome was before the one that it has now: it worked and then failed, or was repaired since."""

    __tablename__ = "earlier_outcomes"
    __table_args__: ClassVar[Any] = (
        one_of("outcome", Outcome),
        Index("ix_earlier_outcomes_replacement_id", "replacement_id"),
        IDS_NEVER_REUSED,
    )

    replacement_id: int = Field(foreign_key="replacements.id")
    outcome: str
    at: datetime
    came: str | None = None
