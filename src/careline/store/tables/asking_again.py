"""Reminders to ourselves on closed cases; by themselves, as closing needs nothing else of what is learnt."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index, text

from careline.store.tables.base import IDS_NEVER_REUSED, Field, Record, in_order


class AskAgain(Record, table=True):
    """A reminder to ourselves to look after a customer once all is over."""

    __tablename__ = "ask_agains"
    __table_args__: ClassVar[Any] = (
        in_order("at", "due_at"),
        in_order("at", "done_at"),
        Index("ix_ask_agains_open", "due_at", sqlite_where=text("done_at IS NULL")),
        Index("ix_ask_agains_case_id", "case_id"),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    at: datetime
    due_at: datetime
    done_at: datetime | None = None
