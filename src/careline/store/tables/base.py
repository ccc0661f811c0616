"""What all records share: names of constraints, the kinds of checks, and an id that is never reused.

Moments are UTC. What a row was before each change is kept in `changes` by triggers, which the migrations write for
every table in the same way.
"""

from collections.abc import Iterable
from typing import Any

import sqlmodel
from sqlalchemy import CheckConstraint, Index, MetaData, text
from sqlmodel import SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
METADATA = SQLModel.metadata = MetaData(naming_convention=NAMING)
REFERS_TO = "refers_to"
IDS_NEVER_REUSED = {"sqlite_autoincrement": True}
ENDED = "coalesce(kept_at, withdrawn_at, released_at, voided_at, superseded_at)"
ENDS_ONCE = (
    "(kept_at IS NOT NULL) + (withdrawn_at IS NOT NULL) + (released_at IS NOT NULL)"
    " + (voided_at IS NOT NULL) + (superseded_at IS NOT NULL) <= 1"
)


def Field(*, foreign_key: str | None = None, **told: Any) -> Any:  # noqa: N802 - it stands for SQLModel's
    """A column as SQLModel has it, but for what it refers to, such as "cases.id": `all` makes the foreign keys.

    SQLAlchemy asks for the other table as soon as a row is written, and most commands write to a few tables only.
    """
    if foreign_key:
        told["sa_column_kwargs"] = {"info": {REFERS_TO: foreign_key}}
    return sqlmodel.Field(**told)


def one_of(column: str, words: Iterable[str]) -> CheckConstraint:
    """A column that holds one of these words, or nothing: those of an enum, or some of them.

    Not `IN`, for which SQLite builds a table each time that a row is written: an import would take half as long again.
    """
    test = " OR ".join(f"{column} = {str(word)!r}" for word in words)
    return CheckConstraint(test, name=column, info={"words": words})


def filled(column: str) -> CheckConstraint:
    """A text that is not blank."""
    return CheckConstraint(f"trim({column}) <> ''", name=f"{column}_filled")


def in_order(first: str, second: str) -> CheckConstraint:
    """Two moments that cannot stand the other way round."""
    return CheckConstraint(f"{first} <= {second}", name=f"{second}_after_{first}")


def looked_up(table: str) -> tuple[Index, ...]:
    """What finds an address, whatever its case, and a number, however it is written."""
    return (
        Index(f"ix_{table}_email", text("lower(email)"), sqlite_where=text("email IS NOT NULL")),
        Index(f"ix_{table}_phone_key", "phone_key", sqlite_where=text("phone_key IS NOT NULL")),
    )


class Record(SQLModel):
    """What every table shares: an id that is never reused."""

    id: int | None = Field(default=None, primary_key=True)
