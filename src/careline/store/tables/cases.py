"""Cases, and what is said on them."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

import careline.store.tables.people  # noqa: F401 - a case is a customer's
from careline.domain.cases.case import ClosedHow, Fault, FoundBy, Severity
from careline.domain.cases.contacts import Direction
from careline.store.answering import WAITING
from careline.store.tables.base import IDS_NEVER_REUSED, Record, filled, in_order, one_of


class Case(Record, table=True):
    """One customer's trouble. `may_be_silent` marks an imported case that once stood without a live promise.

    `update_every` is the phrase ("2bd") after which the customer hears from us again, news or not. One that was merged
    points to the case that it has become part of.
    """

    __tablename__ = "cases"
    __table_args__: ClassVar[Any] = (
        filled("subject"),
        one_of("found_by", FoundBy),
        one_of("fault", Fault),
        one_of("severity", Severity),
        one_of("closed_how", ClosedHow),
        CheckConstraint("(closed_at IS NULL) = (closed_how IS NULL)", name="closed_somehow"),
        CheckConstraint("merged_into IS NULL OR coalesce(closed_how, '') = 'merged'", name="merged_is_closed"),
        in_order("opened_at", "closed_at"),
        UniqueConstraint("source", "ref"),
        Index("ix_cases_customer_id_closed_at", "customer_id", "closed_at"),
        Index("ix_cases_closed_at", "closed_at"),
        Index("ix_cases_may_be_silent", "closed_at", sqlite_where=text("may_be_silent")),
        Index("ix_cases_found_in_review", "closed_at", sqlite_where=text("found_by = 'review'")),
        Index("ix_cases_found_by_us", "closed_at", sqlite_where=text("found_by = 'us'")),
        IDS_NEVER_REUSED,
    )

    customer_id: int = Field(foreign_key="customers.id")
    subject: str
    product: str | None = None
    order_number: str | None = None
    channel: str | None = None
    found_by: str = "customer"
    fault: str = "unknown"
    severity: str = "normal"
    usable: bool | None = None
    tried: str | None = None
    opened_at: datetime
    closed_at: datetime | None = None
    closed_how: str | None = None
    may_be_silent: bool = False
    update_every: str | None = None
    merged_into: int | None = Field(default=None, foreign_key="cases.id")
    source: str | None = None
    ref: str | None = None
    serial: str | None = None
    review_address: str | None = None


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


class Contact(Record, table=True):
    """One exchange with the customer, in or out. `number` is what it goes by; notes are numbered along with contacts.

    `spoken_for` marks what opened or reopened a case: its acknowledgement speaks for it. `awaits` is what we need from
    the customer, of one of ours. `answered_at` follows from the others and from closings (`store/answering.py`): it is
    there so that what waits for an answer is found without reading every contact.
    """

    __tablename__ = "contacts"
    __table_args__: ClassVar[Any] = (
        one_of("direction", Direction),
        Index("ix_contacts_case_id_at", "case_id", "at"),
        Index("ix_contacts_chasing", "case_id", sqlite_where=text("chasing")),
        Index("ix_contacts_waiting", "at", sqlite_where=text(f"{WAITING} AND answered_at IS NULL")),
        Index("ix_contacts_waited", "answered_at", sqlite_where=text(f"{WAITING} AND answered_at IS NOT NULL")),
        Index("ix_contacts_awaiting", "case_id", sqlite_where=text("awaits IS NOT NULL")),
        UniqueConstraint("number"),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    at: datetime
    direction: str
    channel: str | None = None
    who: str
    text: str | None = None
    chasing: bool = False
    praise: bool = False
    apology: bool = False
    reached: bool = True
    in_reply_to: int | None = Field(default=None, foreign_key="contacts.id")
    number: int
    no_reply: bool = False
    spoken_for: bool = False
    awaits: str | None = None
    answered_at: datetime | None = None


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


class Number(SQLModel, table=True):
    """The last number of a kind that was given out. It stands beside the log, so that undoing gives none out again."""

    __tablename__ = "numbers"

    kind: str = Field(primary_key=True)
    last: int
