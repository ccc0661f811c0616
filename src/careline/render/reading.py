"""How the keys of objects are read from values: what a declaration of an object is written with."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from careline.domain.money.money import Money
from careline.domain.report import Key, Kind, Several, Shape
from careline.domain.time.working_time import Calendar
from careline.domain.values import frozen


@frozen
class Seen:
    """How a value is seen: as of a moment, in a shop, on a case, and which ids of each table a command has touched.

    `file` is what the keys of a case, a promise or a contact look into; others do without.
    """

    as_of: datetime
    calendar: Calendar
    soon_at: datetime
    file: Any = None
    touched: Mapping[str, Collection[int]] | None = None

    def chosen(self, table: str, values: Collection[Any]) -> Collection[Any]:
        """Those that a command has made or changed; all where nobody asks."""
        return values if self.touched is None else [each for each in values if each.id in self.touched.get(table, ())]


Read = Callable[[Any, Seen], Any]
"""Reads what a key holds from a value, as it is seen."""


MONEY = Shape(
    "money",
    "an amount in major units, and its currency",
    (Key("amount", Kind.TEXT, lambda money, _: str(money.decimal)), Key("currency")),
)


def id_(prefix: str, attribute: str) -> Read:
    """Reads a number as the id of something: `P-1`, or None."""

    def read(value: Any, seen: Seen) -> str | None:
        number = getattr(value, attribute)
        return None if number is None else f"{prefix}-{number}"

    return read


def named(attribute: str) -> Read:
    """Reads an attribute that has another name than its key."""
    return lambda value, seen: getattr(value, attribute)


def amount(attribute: str) -> Read:
    """Reads an amount of money, or None."""

    def read(value: Any, seen: Seen) -> dict[str, str] | None:
        found: Money | None = getattr(value, attribute)
        return None if found is None else MONEY.of(found)

    return read


def text(key: str, read: Read | None = None) -> Key:
    """A text that may be absent."""
    return Key(key, Kind.TEXT, read, null=True)


def moment(key: str, read: Read | None = None) -> Key:
    """A moment that may be absent."""
    return Key(key, Kind.MOMENT, read, null=True)


def some(key: str, shape: Shape, table: str = "", held: str = "") -> Key:
    """The objects of a list of a case: those of `table`, which the file holds under the name `held`."""
    table, held = table or key, held or key
    return Key(
        key,
        Several(shape),
        lambda file, seen: [shape.of(each, seen) for each in seen.chosen(table, getattr(file, held))],
    )
