"""Customers, and what finds them."""

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, text

from careline.store.cases import KEYS_OF_NAME
from careline.store.tables.base import IDS_NEVER_REUSED, Field, Record, filled


def _looked_up(table: str) -> tuple[Index, ...]:
    """What finds an address, whatever its case, and a number, however it is written."""
    return (
        Index(f"ix_{table}_email", text("lower(email)"), sqlite_where=text("email IS NOT NULL")),
        Index(f"ix_{table}_phone_key", "phone_key", sqlite_where=text("phone_key IS NOT NULL")),
    )


class Customer(Record, table=True):
    """Who cases belong to. `folded` is the name for comparing, `phone_key` what a number is looked up by."""

    __tablename__ = "customers"
    __table_args__: ClassVar[Any] = (
        filled("name"),
        Index("ix_customers_folded", "folded"),
        *(Index(f"ix_customers_key_{n}", text(key)) for n, key in enumerate(KEYS_OF_NAME, 1)),
        *_looked_up("customers"),
        IDS_NEVER_REUSED,
    )

    name: str
    folded: str
    email: str | None = None
    phone: str | None = None
    phone_key: str | None = None


class OtherAddress(Record, table=True):
    """An address or a telephone number that a customer has beside the first ones."""

    __tablename__ = "other_addresses"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("(email IS NULL) <> (phone IS NULL)", name="one_of_two"),
        Index("ix_other_addresses_customer_id", "customer_id"),
        *_looked_up("other_addresses"),
        IDS_NEVER_REUSED,
    )

    customer_id: int = Field(foreign_key="customers.id")
    email: str | None = None
    phone: str | None = None
    phone_key: str | None = None
