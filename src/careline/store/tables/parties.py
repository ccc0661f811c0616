"""Everybody who performs something for customers."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text

from careline.domain.people.parties import PartyKind
from careline.store.tables.base import IDS_NEVER_REUSED, Field, Record, filled, one_of


class Party(Record, table=True):
    """Anyone who can perform: staff, supplier, contractor, carrier."""

    __tablename__ = "parties"
    __table_args__: ClassVar[Any] = (
        filled("name"),
        one_of("kind", PartyKind),
        UniqueConstraint("folded"),
        Index("uq_parties_email", text("lower(email)"), unique=True, sqlite_where=text("email IS NOT NULL")),
        IDS_NEVER_REUSED,
    )

    name: str
    folded: str
    kind: str | None = None
    email: str | None = None
    phone: str | None = None
    retired_at: datetime | None = None


class PartyAddress(Record, table=True):
    """An address or a telephone number that a party has beside the first ones."""

    __tablename__ = "party_addresses"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("(email IS NULL) <> (phone IS NULL)", name="one_of_two"),
        Index("ix_party_addresses_party_id", "party_id"),
        IDS_NEVER_REUSED,
    )

    party_id: int = Field(foreign_key="parties.id")
    email: str | None = None
    phone: str | None = None
