"""Closings that did not last."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index

from careline.domain.cases.case import ClosedHow
from careline.store.tables.base import IDS_NEVER_REUSED, Field, Record, in_order, one_of


class Reopening(Record, table=True):
    """A closing that did not last."""

    __tablename__ = "reopenings"
    __table_args__: ClassVar[Any] = (
        one_of("closed_how", (ClosedHow.CONFIRMED, ClosedHow.UNCONFIRMED)),
        in_order("closed_at", "reopened_at"),
        Index("ix_reopenings_case_id", "case_id"),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    closed_at: datetime
    closed_how: str
    reopened_at: datetime
