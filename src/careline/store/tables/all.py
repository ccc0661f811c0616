"""Every table: what a new store and a revision are compared with."""

from careline.store.tables import (
    arrangements,
    asking_again,
    cases,
    goods,
    ladder,
    learning,
    log,
    people,
    promises,
    relations,
    replacements,
)
from careline.store.tables.base import METADATA

__all__ = [
    "METADATA",
    "arrangements",
    "asking_again",
    "cases",
    "goods",
    "ladder",
    "learning",
    "log",
    "people",
    "promises",
    "relations",
    "replacements",
]
