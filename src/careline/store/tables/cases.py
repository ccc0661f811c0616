"""Cases, and the closings that did not last."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text

from careline.domain.cases.case import ClosedHow, Fault, FoundBy, Severity
from careline.store.tables.base import IDS_NEVER_REUSED, Field, Record, filled, in_order, one_of


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
        CheckConstraint("quantity >= 1", name="quantity"),
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
    quantity: int = Field(default=1, sa_column_kwargs={"server_default": text("1")})
