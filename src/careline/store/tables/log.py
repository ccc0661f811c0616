"""What was recorded by whom, and what each row was before."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from careline.store.tables.base import IDS_NEVER_REUSED, Record, one_of


class Command(Record, table=True):
    """One recording command: who ran what, and when; `undoes` is the command that it took back."""

    __tablename__ = "commands"
    __table_args__: ClassVar[Any] = (UniqueConstraint("undoes"), IDS_NEVER_REUSED)

    at: datetime
    who: str
    command: str
    undoes: int | None = Field(default=None, foreign_key="commands.id")


class Change(Record, table=True):
    """One changed row, and what it was before; written by triggers alone."""

    __tablename__ = "changes"
    __table_args__: ClassVar[Any] = (
        one_of("action", ("insert", "update", "delete")),
        Index("ix_changes_command_id", "command_id"),
        IDS_NEVER_REUSED,
    )

    command_id: int = Field(foreign_key="commands.id")
    table_name: str
    row_id: int
    action: str
    before: str | None = None
