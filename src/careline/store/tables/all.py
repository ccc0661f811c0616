"""Every table: what a new store and a revision are compared with."""

from careline.store.tables import arrangements, core, goods, learning, relations
from careline.store.tables.base import METADATA

__all__ = ["METADATA", "arrangements", "core", "goods", "learning", "relations"]
