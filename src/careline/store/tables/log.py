"""What was recorded by whom."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import UniqueConstraint

from careline.store.tables.base import IDS_NEVER_REUSED, Field, Record


class Command(Record, table=True):
    """One recording command: who ran what, and when; `undoes` is the command that it took back.

    `source` is where the rows of an import came from.
    """

    __tablename__ = "commands"
    __table_args__: ClassVar[Any] = (UniqueConstraint("undoes"), IDS_NEVER_REUSED)

    at: datetime
    who: str
    command: str
    undoes: int | None = Field(default=None, foreign_key="commands.id")
    source: str | None = None
