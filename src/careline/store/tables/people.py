"""Customers, and what finds them."""

from typing import Any, ClassVar

from sqlalchemy import Index, text

from careline.store.cases import KEYS_OF_NAME
from careline.store.tables.base import IDS_NEVER_REUSED, Record, filled, looked_up


class Customer(Record, table=True):
    """Who cases belong to. `folded` is the name for comparing, `phone_key` what a number is looked up by."""

    __tablename__ = "customers"
    __table_args__: ClassVar[Any] = (
        filled("name"),
        Index("ix_customers_folded", "folded"),
        *(Index(f"ix_customers_key_{n}", text(key)) for n, key in enumerate(KEYS_OF_NAME, 1)),
        *looked_up("customers"),
        IDS_NEVER_REUSED,
    )

    name: str
    folded: str
    email: str | None = None
    phone: str | None = None
    phone_key: str | None = None
