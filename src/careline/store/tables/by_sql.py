"""What triggers and SQL alone write: no command makes records of these, and none loads them."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import SQLModel

from careline.store.tables.base import IDS_NEVER_REUSED, Field, Record, one_of


class Change(Record, table=True):
    """One changed row, and what it was before; written by triggers alone."""

    __tablename__ = "changes"
    __table_args__: ClassVar[Any] = (
        one_of("action", ("insert", "update", "delete")),
        Index("ix_changes_command_id", "command_id"),
        IDS_NEVER_REUSED,
    )

    command_id: int = Field(foreign_key="commands.id")
    table_name: str
    row_id: int
    action: str
    before: str | None = None


class Number(SQLModel, table=True):
    """The last number of a kind that was given out. It stands beside the log, so that undoing gives none out again."""

    __tablename__ = "numbers"

    kind: str = Field(primary_key=True)
    last: int


class MarkKey(SQLModel, table=True):
    """The one key with which the addresses of those who were forgotten are marked. Random; it stands in no log."""

    __tablename__ = "mark_keys"

    key: str = Field(primary_key=True)


class ForgottenAddress(SQLModel, table=True):
    """The mark of an address or a number of somebody who was forgotten, which stands in no log either."""

    __tablename__ = "forgotten_addresses"

    mark: str = Field(primary_key=True)


class Upgrade(SQLModel, table=True):
    """When a store that an earlier careline had written was brought to a revision. It stands beside the log."""

    __tablename__ = "upgrades"

    revision: str = Field(primary_key=True)
    at: datetime


class AttachmentContent(SQLModel, table=True):
    """What an attachment holds, in a backup; a store that is worked with has it beside itself, and no row here."""

    __tablename__ = "attachment_contents"
    sha256: str = Field(primary_key=True)
    content: bytes
