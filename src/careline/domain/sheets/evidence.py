"""What the rows of a file prove about its values, before any of them is taken in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from careline.domain.sheets.columns import Columns
from careline.domain.sheets.date_formats import order_of
from careline.domain.sheets.date_orders import FIRST, IN_DOUBT, DateOrders, Doubt
from careline.domain.sheets.dates import BadRow, DateReader
from careline.domain.sheets.numbers import IDENTIFIERS, Amounts, LongNumbers

SAMPLED = 100
"""After so many rows the rest is read only where something must still be proven."""


def in_days(rows: Iterable[tuple[int, list[str]]], columns: Columns, dates: DateReader) -> frozenset[str]:
    """The fields whose every time is midnight: a program that knows nothing but days has written them so.

    Where the first rows have no midnight, or another time as well, the rest is not read.
    """
    left = {name for name in columns.form.moments if columns.has(name)}
    midnight: set[str] = set()
    for number, (_, cells) in enumerate(rows):
        if number == SAMPLED:
            left &= midnight
        if not left:
            break
        if len(cells) != columns.width:
            continue
        for name in tuple(left):
            if (text := columns.text(name, cells)) and (at := _time(text, dates)) is not None:
                if at == time.min:
                    midnight.add(name)
                else:
                    left.discard(name)
    return frozenset(left & midnight)


def _time(text: str, dates: DateReader) -> time | None:
    """The time of day that stands there; None for a day, and for what is no date."""
    try:
        wall, has_time = dates.wall(text)
    except BadRow:
        return None
    return wall.time() if has_time else None


@dataclass(frozen=True, slots=True)
class Proven:
    """What a file proves: formats for its dates, which dates are still in doubt, and the mark that parts decimals."""

    formats: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    decimal: str | None = None

    @property
    def said(self) -> tuple[str, ...]:
        """What of it half of the world would read otherwise: `the month first in dates`."""
        orders = [order for date_format in self.formats if (order := order_of(date_format))]
        return tuple(dict.fromkeys(f"{FIRST[order[0]]} in dates" for order in orders if order[1] in IN_DOUBT))

    def with_known(self, known: Iterable[str]) -> "Proven":
        """The same with formats that were agreed to before, as far as the file proves no other order."""
        orders = {date_format: order_of(date_format) for date_format in known}
        marks = {order[1] for date_format in self.formats if (order := order_of(date_format))}
        kept = [date_format for date_format, order in orders.items() if order is None or order[1] not in marks]
        agreed = {orders[date_format] for date_format in kept}
        doubts = tuple(each for each in self.doubts if agreed.isdisjoint(reading.order for reading in each.readings))
        return Proven((*self.formats, *kept), doubts, self.decimal)


def prove(rows: Iterable[tuple[int, list[str]]], columns: Columns, *, dates: bool = True) -> Proven:
    """What the rows, each with its line, prove about amounts, and about dates unless their formats are known.

    Memory stays the same for any number of rows, and where nothing must be proven only the first are read. Raises
    ContradictoryDates, SwappedDates and LostDigits.
    """
    orders, amounts, digits = DateOrders(), Amounts(), LongNumbers()
    form = columns.form
    moments = [name for name in form.moments if dates and columns.has(name)]
    money = [name for name in form.amounts if columns.has(name)]
    identifiers = [name for name in IDENTIFIERS if columns.has(name)]
    for number, (line, cells) in enumerate(rows):
        if number == SAMPLED:
            digits.check()
            identifiers = []
            moments = moments if orders.open else []
        if number >= SAMPLED and not moments and not amounts.open:
            break
        if len(cells) != columns.width:
            continue
        for name in moments:
            orders.see(name, line, columns.text(name, cells))
        for name in money:
            amounts.see(columns.text(name, cells))
        for name in identifiers:
            digits.see(name, line, columns.text(name, cells))
    digits.check()
    formats, doubts = orders.decided()
    return Proven(formats, doubts, amounts.decimal)
