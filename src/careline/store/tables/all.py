"""Every table, with its foreign keys: what a new store and a revision are compared with."""

from sqlalchemy import ForeignKey

from careline.store.tables import (
    addresses,
    arrangements,
    asking_again,
    attachments,
    by_sql,
    cases,
    contacts,
    corrections,
    goods,
    hooks,
    ladder,
    learning,
    log,
    mails,
    notes,
    parties,
    people,
    promises,
    relations,
    reopenings,
    replacements,
    sheets,
)
from careline.store.tables.base import METADATA, REFERS_TO

__all__ = [
    "METADATA",
    "addresses",
    "arrangements",
    "asking_again",
    "attachments",
    "by_sql",
    "cases",
    "contacts",
    "corrections",
    "goods",
    "hooks",
    "ladder",
    "learning",
    "log",
    "mails",
    "notes",
    "parties",
    "people",
    "promises",
    "relations",
    "reopenings",
    "replacements",
    "sheets",
]

for _table in METADATA.tables.values():
    for _column in _table.columns:
        if REFERS_TO in _column.info:
            _column.append_foreign_key(ForeignKey(_column.info[REFERS_TO]))
