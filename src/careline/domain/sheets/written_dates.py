"""Dates as people, programs and spreadsheets write them, in six languages: whatever can be read in one way only."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone
from functools import cache

from careline.domain.names import fold
from careline.domain.time.moments import DAYS, full_date

Wall = tuple[datetime, bool]
"""What was read, naive unless an offset stood with it, and False where it was a date without a time."""

MONTH_NAMES = (
    "january february march april may june july august september october november december",
    "januar februar marz april mai juni juli august september oktober november dezember",
    "janner feber maerz april mai juni juli august september oktober november dezember",
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
)
DAY_NAMES = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miercoles jueves viernes sabado domingo",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "lunedi martedi mercoledi giovedi venerdi sabato domenica",
)
"""Folded; a beginning of a name stands for it, a month's from three letters on, a day's from two."""

# As POSIX has strptime read a year of two digits: 69 to 99 are the last century's.
PIVOT = 69
LONGEST_DATE = 100
# Marks for the direction of a text, which Windows writes into dates.
UNSEEN = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202c\u2068\u2069"))
FIGURES = re.compile(
    r"(?<!\d)(?P<first>\d{1,2})\s?(?P<mark>[-/.])\s?(?P<second>\d{1,2})\s?(?P=mark)\s?(?P<third>\d{4}|\d\d)(?!\d)",
    re.ASCII,
)
"""A date of figures with the year last, as a rule: what its places mean, another date has to tell."""

# The others are texts: only a file that has such dates pays for compiling them.
_ARTICLE = "(?:the|den|le|el) "
_WEEKDAY = f"(?:(?!{_ARTICLE})(?P<weekday>[a-z]+)[.,]* )?(?:{_ARTICLE})?"
_ORDINAL = "(?:(?:st|nd|rd|th|er|o|°)(?![a-z]))?"
_DATES = (
    r"(?P<y>\d{4})(?P<mark>[-/.])(?P<m>\d{1,2}|[a-z]{3,})(?P=mark)(?P<d>\d{1,2})(?!\d)",
    FIGURES.pattern,
    rf"(?P<d>\d{{1,2}}){_ORDINAL}\.?[-/ ]?(?:(?:of|de) )?(?P<m>[a-z]{{3,}})\.?[-/, ]{{0,2}}(?:del? )?"
    r"'?(?P<y>\d{4}|\d\d)(?!\d)",
    rf"(?P<m>[a-z]{{3,}})\.?[-/ ](?P<d>\d{{1,2}}){_ORDINAL},?[-/ ](?P<y>\d{{4}})(?!\d)",
)
_CLOCK = r"""
    (?: [ ]?[,-]?[ ] | , | t ) (?: (?:at|um|a|alle|a[ ]las|ore|om) [ ] )?
    (?P<hour>\d{1,2})
    (?P<minutes> [ ]?[:.h][ ]? (?P<minute>\d\d) (?: [:.] (?P<second>\d\d) (?: [.,] (?P<fraction>\d{1,6}) \d* )? )? )?
    (?: [ ]? (?P<half>[ap]) \.? [ ]? m \.? )? (?: [ ]? (?P<unit>uhr|uur|h|hrs|heures|horas) )?
    (?: [ ]? (?P<zone> z | (?:utc|gmt)? (?P<sign>[+-]) (?P<hours>\d\d) :? (?P<more>\d\d) | utc | gmt )
        (?: [ ] \( [^()]* \) )?
    )?
"""
_SERIAL = re.compile(r"(?P<days>\d{5})(?:[.,](?P<rest>\d+))?", re.ASCII)
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - a serial number is of no zone
_SERIALS = range((date(1990, 1, 1) - _FIRST_DAY.date()).days, (date(2101, 1, 1) - _FIRST_DAY.date()).days)
_SECONDS_A_DAY = 86400


class WrongWeekday(ValueError):
    """A date with the name of another day."""


def read_written(text: str, orders: Iterable[str] = ()) -> Wall | None:
    """A date, perhaps with a time, that can be read in one way only; None for any other text.

    `orders` say what the places of a date in figures are, such as `d.m.y`; the first that gives a date is taken.
    Raises WrongWeekday, and ValueError for a time or an offset that no clock has.
    """
    said = fold(text[:LONGEST_DATE].translate(UNSEEN))
    found = next(filter(None, (pattern.match(said) for pattern in _patterns())), None)
    if found is None or len(text) > LONGEST_DATE:
        return None
    if "first" in found.re.groupindex:
        day = next(filter(None, (reading(found, order) for order in orders)), None)
    else:
        day = _day(found["y"], found["m"], found["d"])
    if day is None:
        return None
    if found["weekday"]:
        _check_weekday(found["weekday"], day)
    if found.end() == len(said):
        return datetime.combine(day, time()), False
    clock = _clock().fullmatch(said, found.end())
    return (_at(day, clock), True) if clock and (clock["minutes"] or clock["half"] or clock["unit"]) else None


def read_serial(text: str) -> Wall | None:
    """The date that a spreadsheet counts under this number, as in `45791.378472`; None outside of 1990 to 2100."""
    found = _SERIAL.fullmatch(text)
    if found is None or (days := int(found["days"])) not in _SERIALS:
        return None
    rest = (found["rest"] or "").rstrip("0")
    seconds = round(float(f"0.{rest}") * _SECONDS_A_DAY) if rest else 0
    return _FIRST_DAY + timedelta(days, seconds), bool(rest)


def reading(figures: re.Match[str], order: str) -> date | None:
    """The date that figures mean in an order such as `d/m/y`; None where there is none, and for another mark."""
    if order[1] != figures["mark"]:
        return None
    place = dict(zip(order[::2], (figures["first"], figures["second"], figures["third"]), strict=True))
    return _day(place["y"], place["m"], place["d"])


def _day(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else _months().get(month, 0)
    if len(year) == 1 or len(day) > len("31"):
        return None
    try:
        return date(century(int(year)) if len(year) == len("26") else int(year), number, int(day))
    except ValueError:
        return None


def century(year: int) -> int:
    """A year of two digits in full."""
    return year + (1900 if year >= PIVOT else 2000)


def _at(day: date, clock: re.Match[str]) -> datetime:
    hour = int(clock["hour"])
    if clock["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if clock["half"] == "p" else 0)
    fraction = int((clock["fraction"] or "0").ljust(6, "0"))
    zone = None
    if clock["zone"]:
        offset = timedelta(hours=int(clock["hours"] or 0), minutes=int(clock["more"] or 0))
        zone = timezone(-offset if clock["sign"] == "-" else offset)
    return datetime.combine(day, time(hour, int(clock["minute"] or 0), int(clock["second"] or 0), fraction, zone))


def _check_weekday(word: str, day: date) -> None:
    """Raise WrongWeekday for the name of another day, and ValueError for a word that is none."""
    meant = _weekdays().get(word)
    if meant is None:
        raise ValueError(word)
    if day.weekday() not in meant:
        raise WrongWeekday(f"has the wrong weekday: that day is {full_date(day)}")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_WEEKDAY + pattern, re.ASCII) for pattern in _DATES)


@cache
def _clock() -> re.Pattern[str]:
    return re.compile(_CLOCK, re.ASCII | re.VERBOSE)


@cache
def _months() -> dict[str, int]:
    """The months by every beginning of a name that belongs to one of them only."""
    meant: dict[str, set[int]] = {"mrt": {3}}
    for names in MONTH_NAMES:
        for number, name in enumerate(names.split(), 1):
            for letters in range(3, len(name) + 1):
                meant.setdefault(name[:letters], set()).add(number)
    return {name: numbers.pop() for name, numbers in meant.items() if len(numbers) == 1}


@cache
def _weekdays() -> dict[str, set[int]]:
    """The days that the beginning of a name may stand for: `do` is a Thursday, or a Spanish Sunday."""
    meant: dict[str, set[int]] = {}
    for names in DAY_NAMES:
        for number, name in zip(range(len(DAYS)), names.split(), strict=True):
            for letters in range(2, len(name) + 1):
                meant.setdefault(name[:letters], set()).add(number)
    return meant
