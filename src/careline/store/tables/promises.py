"""What was said to customers, or planned by us."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Column, Computed, DateTime, Index, text

from careline.domain.promises.promise import PromiseKind
from careline.store.tables.base import ENDED, ENDS_ONCE, IDS_NEVER_REUSED, Field, Record, filled, in_order, one_of
from careline.store.words import IS_WORD


class Promise(Record, table=True):
    """Something said to a customer or planned by us. `due_at` never changes: a trigger holds it.

    `recorded_at` is when it was said here that it was made; an imported one has none, and `overdue_when_imported` says
    whether it came too late for anybody to be told of it. `depends_on` is the promise that this one waits for.
    """

    __tablename__ = "promises"
    __table_args__: ClassVar[Any] = (
        filled("what"),
        one_of("kind", PromiseKind),
        CheckConstraint(ENDS_ONCE, name="ends_once"),
        in_order("made_at", "due_at"),
        in_order("made_at", "kept_at"),
        in_order("made_at", "withdrawn_at"),
        in_order("made_at", "released_at"),
        in_order("made_at", "voided_at"),
        in_order("made_at", "superseded_at"),
        Index("ix_promises_case_id", "case_id"),
        Index("ix_promises_open_by_due", "due_at", sqlite_where=text("ended_at IS NULL")),
        Index("ix_promises_open_backup", "due_at", sqlite_where=text("kind = 'backup' AND ended_at IS NULL")),
        Index("ix_promises_may_escalate", "due_at", sqlite_where=text(f"ended_at IS NULL AND {IS_WORD.format(p='')}")),
        Index("ix_promises_depends_on", "depends_on", sqlite_where=text("depends_on IS NOT NULL")),
        Index("ix_promises_ended_at", "ended_at", sqlite_where=text("ended_at IS NOT NULL")),
        Index("uq_promises_supersedes", "supersedes", unique=True, sqlite_where=text("supersedes IS NOT NULL")),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    kind: str = "other"
    what: str
    said: bool = True
    automatic: bool = False
    owner_id: int = Field(foreign_key="parties.id")
    performer_id: int = Field(foreign_key="parties.id")
    made_at: datetime
    recorded_at: datetime | None = None
    due_at: datetime
    backup: str | None = None
    replacement_id: int | None = Field(default=None, foreign_key="replacements.id")
    supersedes: int | None = Field(default=None, foreign_key="promises.id")
    depends_on: int | None = Field(default=None, foreign_key="promises.id")
    overdue_when_imported: bool = False
    kept_at: datetime | None = None
    withdrawn_at: datetime | None = None
    released_at: datetime | None = None
    voided_at: datetime | None = None
    superseded_at: datetime | None = None
    told_at: datetime | None = None
    ended_because: str | None = None
    ended_recorded_at: datetime | None = None
    ended_at: datetime | None = Field(
        default=None, sa_column=Column(DateTime, Computed(ENDED, persisted=False), nullable=True)
    )
