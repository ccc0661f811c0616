"""The calls of hooks, and since when each conclusion is watched for. Both stand beside the log, as `sweeps` do."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index, text
from sqlmodel import SQLModel

from careline.store.tables.base import IDS_NEVER_REUSED, Field, Record


class HookCall(Record, table=True):
    """One call of a hook, for a row of the table `cause`; no row is referred to, so that undoing can take it away.

    `command_id` has recorded what happened; what is only a conclusion has none. `failed_at` is when the first run
    failed, `why` why the last one did.
    """

    __tablename__ = "hook_calls"
    __table_args__: ClassVar[Any] = (
        Index("ix_hook_calls_open", "id", sqlite_where=text("done_at IS NULL AND dropped_at IS NULL")),
        Index("ix_hook_calls_failed_at", "failed_at", sqlite_where=text("failed_at IS NOT NULL")),
        Index("ix_hook_calls_event_cause_id", "event", "cause_id"),
        Index("ix_hook_calls_case_id", "case_id"),
        IDS_NEVER_REUSED,
    )

    event: str
    cause: str
    cause_id: int
    case_id: int
    command_id: int | None = None
    at: datetime
    runs: int = 0
    claimed_at: datetime | None = None
    failed_at: datetime | None = None
    why: str | None = None
    done_at: datetime | None = None
    dropped_at: datetime | None = None


class HookWatch(SQLModel, table=True):
    """Since when the sweep looks for what becomes overdue, or stays unanswered: never for what did before."""

    __tablename__ = "hook_watches"

    event: str = Field(primary_key=True)
    since_at: datetime
