"""What is arranged around promises: reminders, hand-overs, absences, links, public holidays."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import SQLModel

from careline.store.tables.base import IDS_NEVER_REUSED, Field, Record, filled, in_order


class Reminder(Record, table=True):
    """That we reminded whoever performs a promise."""

    __tablename__ = "reminders"
    __table_args__: ClassVar[Any] = (
        filled("text"),
        Index("ix_reminders_promise_id", "promise_id"),
        IDS_NEVER_REUSED,
    )

    promise_id: int = Field(foreign_key="promises.id")
    at: datetime
    who: str
    text: str


class HandOver(Record, table=True):
    """That a promise went from one owner to another."""

    __tablename__ = "hand_overs"
    __table_args__: ClassVar[Any] = (
        filled("because"),
        CheckConstraint("from_id <> to_id", name="to_another"),
        Index("ix_hand_overs_promise_id", "promise_id"),
        IDS_NEVER_REUSED,
    )

    promise_id: int = Field(foreign_key="promises.id")
    at: datetime
    who: str
    from_id: int = Field(foreign_key="parties.id")
    to_id: int = Field(foreign_key="parties.id")
    because: str


class Absence(Record, table=True):
    """That a party is away, from one day to another, both included, and who stands in."""

    __tablename__ = "absences"
    __table_args__: ClassVar[Any] = (
        in_order("from_on", "until_on"),
        CheckConstraint("party_id <> to_id", name="to_another"),
        Index("ix_absences_party_id", "party_id"),
        IDS_NEVER_REUSED,
    )

    party_id: int = Field(foreign_key="parties.id")
    from_on: date
    until_on: date
    to_id: int = Field(foreign_key="parties.id")


class CaseLink(Record, table=True):
    """That two cases have to do with each other; the older one is `case_id`."""

    __tablename__ = "case_links"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("case_id <> other_id", name="to_another"),
        UniqueConstraint("case_id", "other_id"),
        Index("ix_case_links_other_id", "other_id"),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    other_id: int = Field(foreign_key="cases.id")
    at: datetime
    because: str | None = None


class Holiday(SQLModel, table=True):
    """A public holiday, as the library of holidays knows it: worked out, not recorded, so the log has no line of it."""

    __tablename__ = "holidays"

    country: str = Field(primary_key=True)
    region: str = Field(primary_key=True)
    on_date: date = Field(primary_key=True)
    name: str


class HolidayYear(SQLModel, table=True):
    """A year whose public holidays stand in `holidays`. `region` is empty for a whole country."""

    __tablename__ = "holiday_years"

    country: str = Field(primary_key=True)
    region: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
