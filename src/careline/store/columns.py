"""A value's columns, declared once: what the SELECT asks for and what reads its rows are made of the same words."""

from collections.abc import Callable, Iterable, Sequence
from enum import EnumType
from operator import itemgetter
from typing import Any, Generic, TypeVar, Union

from careline.store.faults import StoreGarbled

T = TypeVar("T")
Told = Union[str, tuple[str, Callable[[Any], Any]], "Columns[Any]"]
"""Where a field comes from: an expression; one with what reads it; the columns of a value within the value."""


class Columns(Generic[T]):
    """The columns of a value, by the name of the field that each fills; the fields that come last may be left out.

    What is NULL is None and is not read; it is garbled where the field cannot be None. A value within the value is None
    where its first column is NULL.
    """

    sql: str
    """What a SELECT asks for."""
    width: int
    """How many columns that is."""

    def __init__(self, make: type[T], **fields: Told) -> None:
        value: Any = make
        known: tuple[str, ...] = value.__match_args__
        self.make, self.names = make, known[: len(fields)]
        if set(self.names) != fields.keys():
            raise TypeError(f"{make.__name__} has the fields {', '.join(known)}; told of are {', '.join(fields)}")
        # A value is made faster of all its facts, in their order.
        self.rest = tuple(value.defaults_[name] for name in known[len(fields) :])
        self.readers: list[tuple[int, Callable[[Any], Any]]] = []
        self.within: list[tuple[int, int, Columns[Any]]] = []
        texts, place = [], 0
        needed: list[int] = []
        for name in self.names:
            told = fields[name]
            if isinstance(told, Columns):
                texts.append(told.sql)
                # The last one first, so that putting one together moves none that is still to come.
                self.within.insert(0, (place, place + told.width, told))
                place += told.width
                continue
            if not isinstance(told, str):
                told, read = told
                self.readers.append(
                    (place, _of_words(read) if isinstance(read, EnumType) else _YES_OR_NO if read is bool else read)
                )
            texts.append(told)
            if "None" not in str(value.__annotations__.get(name, "None")):
                needed.append(place)
            place += 1
        self.width = place
        # One place is asked for twice: of a single one comes no row.
        self.needed = itemgetter(*needed, needed[0]) if needed else None
        self.sql = ", ".join(texts)

    def read(self, row: Sequence[Any]) -> T:
        """The value that a row of these columns holds. Raises StoreGarbled."""
        if self.needed and None in self.needed(row):
            raise StoreGarbled(None, f"what every {self.make.__name__.lower()} has")
        if not self.readers and not self.within:
            return self.make(*row, *self.rest)
        facts = list(row)
        try:
            for place, read in self.readers:
                fact = facts[place]
                if fact is not None:
                    facts[place] = read(fact)
        except KeyError:
            raise StoreGarbled(fact, "a word that careline knows") from None
        for start, end, columns in self.within:
            facts[start:end] = [None if facts[start] is None else columns.read(facts[start:end])]
        return self.make(*facts, *self.rest)


_YES_OR_NO = {0: False, 1: True}.__getitem__


def _of_words(words: Iterable[Any]) -> Callable[[Any], Any]:
    """What looks a word of an enum up: three times as fast as calling the enum. Raises KeyError."""
    return {str(word): word for word in words}.__getitem__
