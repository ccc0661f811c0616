"""Escalations, and what the sweep did."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import SQLModel

from careline.domain.ladder.escalations import CauseOf, RuleName
from careline.store.tables.base import IDS_NEVER_REUSED, Field, Record, filled, in_order, one_of


class Escalation(Record, table=True):
    """A case handed to someone who can do more. `policy` is what was in force when it was raised, as JSON.

    `promise_id` is the word that it was raised about, or whose owner and performer it passes over.
    """

    __tablename__ = "escalations"
    __table_args__: ClassVar[Any] = (
        filled("backup"),
        CheckConstraint("level >= 1", name="level"),
        CheckConstraint("resolved_at IS NULL OR declined_at IS NULL", name="ends_once"),
        CheckConstraint("(acknowledged_at IS NULL) = (acknowledged_by IS NULL)", name="acknowledged_by_somebody"),
        in_order("raised_at", "ack_by"),
        in_order("raised_at", "acknowledged_at"),
        Index("ix_escalations_case_id", "case_id"),
        Index(
            "ix_escalations_live",
            "ack_by",
            sqlite_where=text("resolved_at IS NULL AND declined_at IS NULL"),
        ),
        Index(
            "ix_escalations_by_hand",
            "case_id",
            sqlite_where=text("resolved_at IS NULL AND raised_by <> 'sweep'"),
        ),
        Index("ix_escalations_resolved_at", "resolved_at", sqlite_where=text("resolved_at IS NOT NULL")),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    promise_id: int | None = Field(default=None, foreign_key="promises.id")
    level: int
    to_id: int = Field(foreign_key="parties.id")
    because: str | None = None
    raised_at: datetime
    raised_by: str
    ack_by: datetime
    backup: str | None = None
    told_at: datetime | None = None
    acknowledged_at: datetime | None = None
    acknowledged_by: str | None = None
    resolved_at: datetime | None = None
    declined_at: datetime | None = None
    ended_because: str | None = None
    policy: str | None = None


class AppliedRule(Record, table=True):
    """What `sweep` did by a rule, once for each cause; `cause` is the table in which that stands.

    `due_at` is when it was due, `applied_at` when it was done. It raised an escalation, or found the ladder exhausted
    and made the promise to carry out the backup plan.
    """

    __tablename__ = "applied_rules"
    __table_args__: ClassVar[Any] = (
        one_of("rule", RuleName),
        one_of("cause", CauseOf),
        in_order("due_at", "applied_at"),
        UniqueConstraint("rule", "cause", "cause_id", "due_at"),
        Index("ix_applied_rules_case_id", "case_id"),
        IDS_NEVER_REUSED,
    )

    rule: str
    cause: str
    cause_id: int
    case_id: int = Field(foreign_key="cases.id")
    due_at: datetime
    applied_at: datetime
    escalation_id: int | None = Field(default=None, foreign_key="escalations.id")
    promise_id: int | None = Field(default=None, foreign_key="promises.id")


class Sweep(SQLModel, table=True):
    """That `sweep` ran. It stands beside the log, in which only what it did has a line."""

    __tablename__ = "sweeps"

    at: datetime = Field(primary_key=True)
