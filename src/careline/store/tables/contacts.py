"""What is said on a case, to the customer and by them."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index, UniqueConstraint, text

from careline.domain.cases.contacts import Direction
from careline.store.answering import WAITING
from careline.store.tables.base import IDS_NEVER_REUSED, Field, Record, one_of


class Contact(Record, table=True):
    """One exchange with the customer, in or out. `number` is what it goes by; notes are numbered along with contacts.

    `spoken_for` marks what opened or reopened a case: its acknowledgement speaks for it. `awaits` is what we need from
    the customer, of one of ours. `answered_at` follows from the others and from closings (`store/answering.py`): it is
    there so that what waits for an answer is found without reading every contact.
    """

    __tablename__ = "contacts"
    __table_args__: ClassVar[Any] = (
        one_of("direction", Direction),
        Index("ix_contacts_case_id_at", "case_id", "at"),
        Index("ix_contacts_chasing", "case_id", sqlite_where=text("chasing")),
        Index("ix_contacts_waiting", "at", sqlite_where=text(f"{WAITING} AND answered_at IS NULL")),
        Index("ix_contacts_waited", "answered_at", sqlite_where=text(f"{WAITING} AND answered_at IS NOT NULL")),
        Index("ix_contacts_awaiting", "case_id", sqlite_where=text("awaits IS NOT NULL")),
        UniqueConstraint("number"),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    at: datetime
    direction: str
    channel: str | None = None
    who: str
    text: str | None = None
    chasing: bool = False
    praise: bool = False
    apology: bool = False
    reached: bool = True
    in_reply_to: int | None = Field(default=None, foreign_key="contacts.id")
    number: int
    no_reply: bool = False
    spoken_for: bool = False
    awaits: str | None = None
    answered_at: datetime | None = None
