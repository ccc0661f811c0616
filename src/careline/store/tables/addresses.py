"""Addresses that customers have beside the first ones."""

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index

from careline.store.tables.base import IDS_NEVER_REUSED, Field, Record, looked_up


class OtherAddress(Record, table=True):
    """An address or a telephone number that a customer has beside the first ones."""

    __tablename__ = "other_addresses"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("(email IS NULL) <> (phone IS NULL)", name="one_of_two"),
        Index("ix_other_addresses_customer_id", "customer_id"),
        *looked_up("other_addresses"),
        IDS_NEVER_REUSED,
    )

    customer_id: int = Field(foreign_key="customers.id")
    email: str | None = None
    phone: str | None = None
    phone_key: str | None = None
