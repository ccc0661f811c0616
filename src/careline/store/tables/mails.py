"""Mail that goes out: what became of each, and beside the log what it says and every try to send it."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import SQLModel

from careline.domain.mail.mails import About
from careline.store.tables.base import IDS_NEVER_REUSED, Field, Record, filled, in_order, one_of


class Mail(Record, table=True):
    """One mail to one address. `party_id` is whose page it is, `case_id` the case that it is about.

    `contact_id` is the contact that it became once it had reached the customer.
    """

    __tablename__ = "mails"
    __table_args__: ClassVar[Any] = (
        one_of("about", About),
        filled("email"),
        CheckConstraint("sent_at IS NULL OR (refused_at IS NULL AND cancelled_at IS NULL)", name="ends_once"),
        in_order("queued_at", "sent_at"),
        UniqueConstraint("message_id"),
        Index("ix_mails_open", "queued_at", sqlite_where=text("sent_at IS NULL AND cancelled_at IS NULL")),
        Index("ix_mails_sent_at", "sent_at", sqlite_where=text("sent_at IS NOT NULL")),
        Index("ix_mails_cancelled_at", "cancelled_at", sqlite_where=text("cancelled_at IS NOT NULL")),
        Index("ix_mails_case_id", "case_id"),
        IDS_NEVER_REUSED,
    )

    about: str
    name: str | None = None
    email: str
    message_id: str
    queued_at: datetime
    queued_by: str
    party_id: int | None = Field(default=None, foreign_key="parties.id")
    case_id: int | None = Field(default=None, foreign_key="cases.id")
    replacement_id: int | None = Field(default=None, foreign_key="replacements.id")
    contact_id: int | None = Field(default=None, foreign_key="contacts.id")
    held_at: datetime | None = None
    sent_at: datetime | None = None
    refused_at: datetime | None = None
    cancelled_at: datetime | None = None


class ToldByMail(Record, table=True):
    """An escalation of which whoever gets the mail knows once it was sent."""

    __tablename__ = "told_by_mails"
    __table_args__: ClassVar[Any] = (
        Index("ix_told_by_mails_mail_id", "mail_id"),
        Index("ix_told_by_mails_escalation_id", "escalation_id"),
        IDS_NEVER_REUSED,
    )

    mail_id: int = Field(foreign_key="mails.id")
    escalation_id: int = Field(foreign_key="escalations.id")


class MailContents(SQLModel, table=True):
    """What a mail says until it was sent. It stands beside the log, which would keep it for ever.

    `mail_id` refers to no row, so that undoing can take a mail away before its contents.
    """

    __tablename__ = "mail_contents"

    mail_id: int = Field(primary_key=True)
    subject: str
    text: str
    html: str | None = None


class MailTry(Record, table=True):
    """One try to send a mail, which keeps others from sending it meanwhile. It stands beside the log, as `sweeps` do.

    It has no end where whoever tried was killed. With `in_doubt` the server may have taken the mail all the same.
    """

    __tablename__ = "mail_tries"
    __table_args__: ClassVar[Any] = (
        Index("ix_mail_tries_mail_id", "mail_id"),
        IDS_NEVER_REUSED,
    )

    mail_id: int
    begun_at: datetime
    ended_at: datetime | None = None
    why: str | None = None
    in_doubt: bool = False
