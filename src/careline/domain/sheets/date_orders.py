"""The order of day, month and year in dates of figures, as far as the dates of a file prove it.

A file is written by one program, so that a date in any column proves what the places of all the others are. Dates with
another mark between their places may have come from elsewhere, and are left to their own proof.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from careline.domain.errors import BadInput
from careline.domain.sheets.written_dates import FIGURES, reading
from careline.domain.time.moments import MONTHS
from careline.domain.time.phrase_refusals import quoted

IN_DOUBT = frozenset("/-")
"""Half of the world writes the day first with these marks, and half the month; with points it is the day."""
ORDERS = ("d/m/y", "m/d/y", "y/m/d")
FIRST = {"d": "the day first", "m": "the month first", "y": "the year first"}
DAYS, MONTHS_A_YEAR = 31, 12
UNLIKELY, ENOUGH = 0.001, 20
WHOLE = re.compile(r"\d{4}-\d\d-(\d\d)", re.ASCII)
SHAPED = 1000
"""After so many dates hardly one is written in a new way."""
CLOCK = re.compile(r"(?P<before>,?\s|T)\d{1,2}:\d\d(?P<seconds>:\d\d)?(?P<half>\s[AaPp][Mm])?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read dates, such as `m/d/y`: the formats that do, and what the example is then, as in `4 May 2026`."""

    order: str
    formats: tuple[str, ...]
    means: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Dates that nothing in the file tells the meaning of: an example, its line, and how it can be read."""

    text: str
    line: int
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A value and where it stands; of a date in figures, `figures` are its places."""

    line: int
    text: str
    figures: re.Match[str]


class UnprovenDates(BadInput):
    """Dates that can be read in two ways, where nobody can be asked; other dates of the file are `proven`."""

    def __init__(self, doubt: Doubt, proven: Sequence[str] = ()) -> None:
        means = " or ".join(each.means for each in doubt.readings)
        others = "".join(f" --date-format '{date_format}'" for date_format in proven)
        options = ", or ".join(f"--date-format '{each.formats[0]}'{others} for {each.means}" for each in doubt.readings)
        super().__init__(
            f"{quoted(doubt.text)} on line {doubt.line} could be {means}, and no date in the file tells which; "
            f"nothing was imported. Give {options}."
        )


class ContradictoryDates(BadInput):
    """Two dates of a file that were not written in one order."""

    def __init__(self, one: Seen, order: str, other: Seen, others_order: str) -> None:
        super().__init__(
            f"The dates contradict each other: {quoted(one.text)} on line {one.line} has {FIRST[order[0]]}, "
            f"{quoted(other.text)} on line {other.line} {FIRST[others_order[0]]}; nothing was imported. Correct them, "
            f"or give the --date-format that is right, such as '{_format(order, *_shape(one.text, one.figures))}'."
        )


class SwappedDates(BadInput):
    """A column in which a spreadsheet has taken for dates what it could, in an order that was not theirs."""

    def __init__(self, name: str, text: Seen, order: str) -> None:
        super().__init__(
            f"The spreadsheet seems to have swapped days and months of {name}: all that it knows as dates have days up "
            f"to 12, and all that it left as text have later ones, such as {quoted(text.text)} on line {text.line}; "
            "nothing was imported. Open the list anew with that column as text, or give --date-format "
            f"'{_format(order, *_shape(text.text, text.figures))}' if they are right."
        )


class DateOrders:
    """What all the dates of a file prove, in the same memory for any number of them."""

    def __init__(self) -> None:
        self.by_mark: dict[str, _Marked] = {}
        self.mixtures: dict[str, _Mixture] = {}

    def see(self, name: str, line: int, text: str) -> None:
        """Take a value of a field into account. Raises ContradictoryDates."""
        if figures := FIGURES.search(text):
            mark = figures["mark"]
            if mark not in self.by_mark:
                self.by_mark[mark] = _Marked(mark)
            self.by_mark[mark].see(line, text, figures)
            if mark in IN_DOUBT and not self._mixture(name).any_day:
                self._mixture(name).see_text(line, text, figures)
        elif date := WHOLE.match(text):
            self._mixture(name).see_date(*date.group(0, 1))

    def _mixture(self, name: str) -> "_Mixture":
        if name not in self.mixtures:
            self.mixtures[name] = _Mixture()
        return self.mixtures[name]

    @property
    def open(self) -> bool:
        """True where the rest of the file has to be seen as well."""
        return not IN_DOUBT.isdisjoint(self.by_mark)

    def decided(self) -> tuple[tuple[str, ...], tuple[Doubt, ...]]:
        """The formats of what is proven, and what somebody must choose between. Raises SwappedDates."""
        for name, mixture in self.mixtures.items():
            if (text := mixture.text) and mixture.is_unlikely:
                raise SwappedDates(name, text, _fitting(*text.figures.groups())[0])
        formats: list[str] = []
        doubts: list[Doubt] = []
        for each in self.by_mark.values():
            orders = each.orders()
            if each.example and len(orders) > 1:
                doubts.append(Doubt(each.example.text, each.example.line, each.readings(each.example, orders)))
            else:
                formats += each.formats(orders[0]) if each.shapes else ()
        return tuple(formats), tuple(doubts)


class _Marked:
    """What dates in figures with one mark between their places prove; `left` are the orders that fit them all."""

    def __init__(self, mark: str) -> None:
        self.mark = mark
        self.left = tuple(order.replace("/", mark) for order in ORDERS)
        self.against: dict[str, Seen] = {}
        self.example: Seen | None = None
        self.told = self.dates = 0
        self.shapes: dict[tuple[str, str], None] = {}
        self.firsts, self.thirds = _Spread(), _Spread()

    def see(self, line: int, text: str, figures: re.Match[str]) -> None:
        """Take a date into account. Raises ContradictoryDates."""
        fitting = _fitting(*figures.groups())
        # A date that fits no order is a slip, and its row will be bad.
        if not fitting:
            return
        if self.dates < SHAPED:
            self.dates += 1
            self.shapes[_shape(text, figures)] = None
        if len(self.left) == 1 and self.left[0] in fitting:
            return
        seen = Seen(line, text, figures)
        left = tuple(order for order in self.left if order in fitting)
        if not left:
            one = self.against[fitting[0]]
            raise ContradictoryDates(one, _fitting(*one.figures.groups())[0], seen, fitting[0])
        if left != self.left:
            self.against |= dict.fromkeys(set(self.left) - set(left), seen)
            self.left, self.told = left, _told(self.example, left)
        self.firsts.see(int(figures["first"]))
        self.thirds.see(int(figures["third"]))
        if self.told < len(left) and _told(seen, left) > self.told:
            self.example, self.told = seen, _told(seen, left)

    def orders(self) -> tuple[str, ...]:
        """The orders between which somebody must choose; one where there is nothing to choose."""
        orders = self.left
        # A year of two digits stands last, unless it is the first place that moves less through the file.
        if self.firsts.width >= self.thirds.width:
            orders = tuple(order for order in orders if order[0] != "y") or orders
        if self.mark not in IN_DOUBT:
            orders = tuple(order for order in orders if order[0] != "m") or orders
        return orders if _told(self.example, orders) > 1 else orders[:1]

    def readings(self, example: Seen, orders: Sequence[str]) -> tuple[Reading, ...]:
        """The dates that the example means in these orders."""
        days = [(order, day) for order in orders if (day := reading(example.figures, order))]
        return tuple(
            Reading(order, self.formats(order), f"{day.day} {MONTHS[day.month - 1]} {day.year}") for order, day in days
        )

    def formats(self, order: str) -> tuple[str, ...]:
        """The formats of the dates in this order, those with a time first; they take dates alone as well."""
        timed = [(year, clock) for year, clock in self.shapes if clock]
        alone = [(year, "") for year, clock in self.shapes if not clock and year not in dict(timed)]
        return tuple(_format(order, *shape) for shape in [*timed, *alone])


class _Mixture:
    """The first dates of one column that a spreadsheet knows as such, and the first that are text."""

    def __init__(self) -> None:
        self.dates: set[str] = set()
        self.texts: set[str] = set()
        self.any_day = False
        self.text: Seen | None = None

    def see_date(self, text: str, day: str) -> None:
        self.any_day |= int(day) > MONTHS_A_YEAR
        if len(self.dates) < ENOUGH:
            self.dates.add(text)

    def see_text(self, line: int, text: str, figures: re.Match[str]) -> None:
        self.any_day |= int(figures["first"]) <= MONTHS_A_YEAR >= int(figures["second"])
        if len(self.texts) < ENOUGH:
            self.texts.add(figures[0])
            self.text = self.text or Seen(line, text, figures)

    @property
    def is_unlikely(self) -> bool:
        """True where dates that nobody has changed would be parted so once in a thousand times."""
        # Of ten days four are up to the 12th.
        dates, texts = len(self.dates), len(self.texts)
        return not self.any_day and min(dates, texts) > 1 and 0.4**dates * 0.6**texts < UNLIKELY


class _Spread:
    """Between which numbers a place moves."""

    def __init__(self) -> None:
        self.lowest, self.highest = 99, 0

    def see(self, number: int) -> None:
        self.lowest, self.highest = min(self.lowest, number), max(self.highest, number)

    @property
    def width(self) -> int:
        return self.highest - self.lowest


@lru_cache
def _fitting(first: str, mark: str, second: str, third: str) -> tuple[str, ...]:
    """The orders in which no place is too large, or too long, for what stands there."""
    fitting = []
    for order in ORDERS:
        place = dict(zip(order[::2], (first, second, third), strict=True))
        day, month, year = place["d"], place["m"], place["y"]
        if 1 <= int(day) <= DAYS and 1 <= int(month) <= MONTHS_A_YEAR and len(year) > 1:
            fitting.append(order.replace("/", mark))
    return tuple(fitting)


def _told(seen: Seen | None, orders: Sequence[str]) -> int:
    """Between how many of the orders a date tells."""
    return len({reading(seen.figures, order) for order in orders} - {None}) if seen else 0


def _shape(text: str, figures: re.Match[str]) -> tuple[str, str]:
    """The code for the year of a date, and the format of the time behind it; empty without a usual one."""
    year = "%Y" if len(figures["third"]) == len("2026") else "%y"
    clock = CLOCK.fullmatch(text, figures.end())
    if clock is None:
        return year, ""
    between = re.sub(r"\s", " ", clock["before"])
    seconds = ":%S" if clock["seconds"] else ""
    return year, f"{between}%I:%M{seconds} %p" if clock["half"] else f"{between}%H:%M{seconds}"


def _format(order: str, year: str, clock: str) -> str:
    """A format for strptime: `%m/%d/%Y %H:%M` of `m/d/y`, `%Y` and ` %H:%M`."""
    return "".join({"d": "%d", "m": "%m", "y": year}.get(sign, sign) for sign in order) + clock
