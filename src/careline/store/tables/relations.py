"""Customers beyond one case: invitations, companies, referrals, flags, endings, forgetting."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text

from careline.store.tables.base import IDS_NEVER_REUSED, Field, Record, filled, in_order


class Invitation(Record, table=True):
    """That the customer was invited to review a purchase."""

    __tablename__ = "invitations"
    __table_args__: ClassVar[Any] = (UniqueConstraint("purchase_id"), IDS_NEVER_REUSED)

    purchase_id: int = Field(foreign_key="purchases.id")
    sent_at: datetime


class OptOut(Record, table=True):
    """That a customer wants no invitations, in their own words."""

    __tablename__ = "opt_outs"
    __table_args__: ClassVar[Any] = (filled("words"), UniqueConstraint("customer_id"), IDS_NEVER_REUSED)

    customer_id: int = Field(foreign_key="customers.id")
    at: datetime
    words: str


class ArrivalCheck(Record, table=True):
    """That the customer was asked whether a purchase arrived well."""

    __tablename__ = "arrival_checks"
    __table_args__: ClassVar[Any] = (UniqueConstraint("purchase_id"), IDS_NEVER_REUSED)

    purchase_id: int = Field(foreign_key="purchases.id")
    sent_at: datetime


class Company(Record, table=True):
    """Where customers work."""

    __tablename__ = "companies"
    __table_args__: ClassVar[Any] = (filled("name"), UniqueConstraint("folded"), IDS_NEVER_REUSED)

    name: str
    folded: str


class Membership(Record, table=True):
    """That a customer works for a company, until they leave it."""

    __tablename__ = "memberships"
    __table_args__: ClassVar[Any] = (
        in_order("since_at", "until_at"),
        Index("uq_memberships_customer_id", "customer_id", unique=True, sqlite_where=text("until_at IS NULL")),
        Index("ix_memberships_customer_id", "customer_id"),
        Index("ix_memberships_company_id", "company_id"),
        IDS_NEVER_REUSED,
    )

    customer_id: int = Field(foreign_key="customers.id")
    company_id: int = Field(foreign_key="companies.id")
    since_at: datetime
    until_at: datetime | None = None


class Referral(Record, table=True):
    """Through whom a customer came to us: another customer, or a company."""

    __tablename__ = "referrals"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("(by_customer_id IS NULL) <> (by_company_id IS NULL)", name="by_one"),
        CheckConstraint("by_customer_id IS NULL OR by_customer_id <> customer_id", name="by_another"),
        UniqueConstraint("customer_id"),
        Index("ix_referrals_by_customer_id", "by_customer_id"),
        Index("ix_referrals_by_company_id", "by_company_id"),
        IDS_NEVER_REUSED,
    )

    customer_id: int = Field(foreign_key="customers.id")
    by_customer_id: int | None = Field(default=None, foreign_key="customers.id")
    by_company_id: int | None = Field(default=None, foreign_key="companies.id")
    at: datetime
    note: str | None = None


class Flag(Record, table=True):
    """What a customer is to us beside a customer ("family", "investor"), until they no longer are."""

    __tablename__ = "flags"
    __table_args__: ClassVar[Any] = (
        filled("flag"),
        in_order("since_at", "until_at"),
        Index("uq_flags_customer_id_flag", "customer_id", "flag", unique=True, sqlite_where=text("until_at IS NULL")),
        Index("ix_flags_customer_id", "customer_id"),
        IDS_NEVER_REUSED,
    )

    customer_id: int = Field(foreign_key="customers.id")
    flag: str
    since_at: datetime
    until_at: datetime | None = None


class Ending(Record, table=True):
    """That the shop ended the relation with a customer, until that was taken back."""

    __tablename__ = "endings"
    __table_args__: ClassVar[Any] = (
        filled("because"),
        CheckConstraint("(taken_back_at IS NULL) = (taken_back_because IS NULL)", name="taken_back_for_a_reason"),
        in_order("at", "taken_back_at"),
        Index("uq_endings_customer_id", "customer_id", unique=True, sqlite_where=text("taken_back_at IS NULL")),
        Index("ix_endings_customer_id", "customer_id"),
        IDS_NEVER_REUSED,
    )

    customer_id: int = Field(foreign_key="customers.id")
    at: datetime
    who: str
    because: str
    taken_back_at: datetime | None = None
    taken_back_because: str | None = None


class Try(Record, table=True):
    """Another way that was tried before the relation with a customer was ended, and on which day."""

    __tablename__ = "tries"
    __table_args__: ClassVar[Any] = (filled("what"), Index("ix_tries_ending_id", "ending_id"), IDS_NEVER_REUSED)

    ending_id: int = Field(foreign_key="endings.id")
    on_date: date
    what: str


class Forgetting(Record, table=True):
    """That a customer was forgotten: what told of them is gone, also from the log; what is counted stays."""

    __tablename__ = "forgettings"
    __table_args__: ClassVar[Any] = (UniqueConstraint("customer_id"), IDS_NEVER_REUSED)

    customer_id: int = Field(foreign_key="customers.id")
    command_id: int = Field(foreign_key="commands.id")
    at: datetime
    who: str
