"""What is learnt from a case: articles, diagnoses, causes, disclosures, reviews of tone, efforts."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text

from careline.store.tables.base import IDS_NEVER_REUSED, Field, Record, filled, in_order


class Article(Record, table=True):
    """One entry of the knowledge base; `sends` is the product that the remedy sends."""

    __tablename__ = "articles"
    __table_args__: ClassVar[Any] = (
        filled("product"),
        filled("symptom"),
        filled("remedy"),
        CheckConstraint("(retired_at IS NULL) = (retired_because IS NULL)", name="retired_for_a_reason"),
        in_order("added_at", "retired_at"),
        IDS_NEVER_REUSED,
    )

    product: str
    symptom: str
    remedy: str
    sends: str | None = None
    added_at: datetime
    added_by: str
    retired_at: datetime | None = None
    retired_because: str | None = None


class Diagnosis(Record, table=True):
    """Which article fits a case; none where there is no such article, which is a gap in the knowledge base."""

    __tablename__ = "diagnoses"
    __table_args__: ClassVar[Any] = (
        Index("ix_diagnoses_case_id", "case_id"),
        Index("ix_diagnoses_article_id", "article_id"),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    article_id: int | None = Field(default=None, foreign_key="articles.id")
    at: datetime
    who: str


class Cause(Record, table=True):
    """What a case came from, and the promise to ourselves that it asks for."""

    __tablename__ = "causes"
    __table_args__: ClassVar[Any] = (filled("cause"), Index("ix_causes_case_id", "case_id"), IDS_NEVER_REUSED)

    case_id: int = Field(foreign_key="cases.id")
    at: datetime
    who: str
    cause: str
    promise_id: int | None = Field(default=None, foreign_key="promises.id")


class Disclosure(Record, table=True):
    """That we told the customer of our own fault, by a contact; `with_id` is who did it and came along."""

    __tablename__ = "disclosures"
    __table_args__: ClassVar[Any] = (
        Index("ix_disclosures_case_id", "case_id"),
        Index("ix_disclosures_at", "at"),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    contact_id: int = Field(foreign_key="contacts.id")
    at: datetime
    who: str
    with_id: int | None = Field(default=None, foreign_key="parties.id")
    no_plan_because: str | None = None


class Praise(Record, table=True):
    """Who earned the praise that a contact holds."""

    __tablename__ = "praises"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("contact_id", "party_id"),
        Index("ix_praises_party_id", "party_id"),
        IDS_NEVER_REUSED,
    )

    contact_id: int = Field(foreign_key="contacts.id")
    party_id: int = Field(foreign_key="parties.id")


class ToneReview(Record, table=True):
    """A look at how one of us spoke to a customer, by somebody else; `promise_id` is the answer to the customer."""

    __tablename__ = "tone_reviews"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("about_id <> reviewer_id", name="by_somebody_else"),
        CheckConstraint("(found_at IS NULL) = (coalesce(finding, found_by) IS NULL)", name="found_something"),
        in_order("requested_at", "found_at"),
        Index("ix_tone_reviews_case_id", "case_id"),
        Index("ix_tone_reviews_open", "requested_at", sqlite_where=text("found_at IS NULL")),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    requested_at: datetime
    requested_by: str
    about_id: int = Field(foreign_key="parties.id")
    reviewer_id: int = Field(foreign_key="parties.id")
    because: str | None = None
    found_at: datetime | None = None
    found_by: str | None = None
    finding: str | None = None
    promise_id: int | None = Field(default=None, foreign_key="promises.id")


class Effort(Record, table=True):
    """How hard it was for the customer, from 1 (easy) to 5, asked after closing."""

    __tablename__ = "efforts"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("typeof(effort) = 'integer' AND effort BETWEEN 1 AND 5", name="effort"),
        Index("ix_efforts_case_id", "case_id"),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    at: datetime
    effort: int
    words: str | None = None
