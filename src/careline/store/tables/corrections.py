"""What was believed until an outcome was put right, which pages as of an earlier moment show."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index

from careline.domain.cases.case import ClosedHow
from careline.domain.promises.promise import End
from careline.domain.replacements.replacement import Outcome
from careline.store.tables.base import IDS_NEVER_REUSED, Field, Record, filled, in_order, one_of


class OutcomeCorrection(Record, table=True):
    """That a unit's outcome was put right; `outcome` took its place, none where nobody knows yet.

    `delivered_at` is when it was believed to have arrived.
    """

    __tablename__ = "outcome_corrections"
    __table_args__: ClassVar[Any] = (
        one_of("outcome", Outcome),
        filled("because"),
        Index("ix_outcome_corrections_replacement_id", "replacement_id"),
        IDS_NEVER_REUSED,
    )

    replacement_id: int = Field(foreign_key="replacements.id")
    at: datetime
    outcome: str | None = None
    because: str
    delivered_at: datetime | None = None


class BelievedOutcome(Record, table=True):
    """An outcome that stood until a correction; the last of those of one is what was wrong."""

    __tablename__ = "believed_outcomes"
    __table_args__: ClassVar[Any] = (
        one_of("outcome", Outcome),
        Index("ix_believed_outcomes_correction_id", "correction_id"),
        IDS_NEVER_REUSED,
    )

    correction_id: int = Field(foreign_key="outcome_corrections.id")
    outcome: str
    at: datetime
    came: str | None = None


class LapsedEnd(Record, table=True):
    """How a promise was believed to have ended; since `until` it lives again."""

    __tablename__ = "lapsed_ends"
    __table_args__: ClassVar[Any] = (
        one_of("how", End),
        in_order("at", "until"),
        Index("ix_lapsed_ends_promise_id", "promise_id"),
        IDS_NEVER_REUSED,
    )

    promise_id: int = Field(foreign_key="promises.id")
    how: str
    at: datetime
    because: str | None = None
    recorded_at: datetime | None = None
    until: datetime


class LapsedReopening(Record, table=True):
    """That a case was believed to be open again; since `lapsed_at` it is closed as it was."""

    __tablename__ = "lapsed_reopenings"
    __table_args__: ClassVar[Any] = (
        one_of("closed_how", (ClosedHow.CONFIRMED, ClosedHow.UNCONFIRMED)),
        in_order("closed_at", "reopened_at"),
        in_order("reopened_at", "lapsed_at"),
        Index("ix_lapsed_reopenings_case_id", "case_id"),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    reopening_id: int
    closed_at: datetime
    closed_how: str
    reopened_at: datetime
    lapsed_at: datetime
