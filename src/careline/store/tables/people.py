"""Customers."""

from typing import Any, ClassVar

from sqlalchemy import Index, text

from careline.store.cases import KEYS_OF_NAME
from careline.store.tables.base import IDS_NEVER_REUSED, Record, filled


class Customer(Record, table=True):
    """Who cases belong to. `folded` is the name for comparing."""

    __tablename__ = "customers"
    __table_args__: ClassVar[Any] = (
        filled("name"),
        Index("ix_customers_folded", "folded"),
        *(Index(f"ix_customers_key_{n}", text(key)) for n, key in enumerate(KEYS_OF_NAME, 1)),
        Index("uq_customers_email", text("lower(email)"), unique=True, sqlite_where=text("email IS NOT NULL")),
        IDS_NEVER_REUSED,
    )

    name: str
    folded: str
    email: str | None = None
    phone: str | None = None
