"""Files that belong to cases."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index

from careline.store.tables.base import IDS_NEVER_REUSED, Field, Record, filled


class Attachment(Record, table=True):
    """A photograph or paper of a case; what it holds lies beside the store, under its SHA-256.

    `media_type` is told from the content, `size` is in bytes. `sha256` is empty once its customer was forgotten.
    """

    __tablename__ = "attachments"
    __table_args__: ClassVar[Any] = (
        filled("name"),
        CheckConstraint("typeof(size) = 'integer' AND size > 0", name="size"),
        CheckConstraint("length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'", name="sha256"),
        Index("ix_attachments_case_id", "case_id"),
        Index("ix_attachments_sha256", "sha256"),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    at: datetime
    who: str
    name: str
    media_type: str
    size: int
    sha256: str | None = None
    note: str | None = None
