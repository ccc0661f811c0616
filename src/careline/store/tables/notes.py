"""What we remark on a case among us."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index, UniqueConstraint

from careline.store.tables.base import IDS_NEVER_REUSED, Field, Record, filled


class Note(Record, table=True):
    """An internal remark on a case; `number` is what it goes by, among notes and contacts."""

    __tablename__ = "notes"
    __table_args__: ClassVar[Any] = (
        filled("text"),
        Index("ix_notes_case_id", "case_id"),
        UniqueConstraint("number"),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    at: datetime
    who: str
    text: str
    number: int
