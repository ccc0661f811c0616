"""How the sheets from a source are read, as somebody has said or agreed to."""

from typing import Any, ClassVar

from sqlalchemy import Index

from careline.domain.sheets.remembered import What
from careline.store.tables.base import IDS_NEVER_REUSED, Record, filled, one_of


class SheetChoice(Record, table=True):
    """One thing that was chosen for the sheets from a source; of several date formats the first is tried first.

    `command` imports them, `field` what a column or a value is for.
    """

    __tablename__ = "sheet_choices"
    __table_args__: ClassVar[Any] = (
        one_of("what", What),
        filled("text"),
        Index("ix_sheet_choices_source", "source"),
        IDS_NEVER_REUSED,
    )

    command: str
    source: str
    what: str
    field: str | None = None
    text: str
