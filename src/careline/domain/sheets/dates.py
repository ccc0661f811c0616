"""Moments as somebody's spreadsheet writes them: ISO or in a format that was named, in a zone that was named."""

import re
import zoneinfo
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from functools import lru_cache
from itertools import product

from careline.domain.errors import BadInput
from careline.domain.time.phrase_refusals import quoted
from careline.domain.time.utc import FIRST_YEAR, LAST_YEAR, utc
from careline.domain.time.working_time import Calendar
from careline.domain.time.zones import LONGEST, place_meant, zone_named

Wall = tuple[datetime, bool]
"""What was read, naive unless an offset stood with it, and False where it was a date without a time."""

# A moment that shows at once whether a format has a whole date, and a time, in it.
SAMPLE = datetime(2013, 12, 31, 22, 58, 59, tzinfo=UTC)
REMEMBERED = 4096
BEGINNINGS = frozenset({"opened", "bought"})
"""What a day without a time begins."""
ISO = re.compile(
    r"""(?P<date> \d{4}-\d\d-\d\d )
    (?: [T\ ] (?P<clock> \d\d:\d\d (?: :\d\d (?: [.,]\d+ )? )? ) \ ? (?P<offset> Z | [+-]\d\d:?\d\d )? )?""",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
# What strptime reads for each of these codes, as far as it needs no locale and no second thought.
CODES = {
    "Y": r"(?P<Y>[0-9]{4})",
    "m": r"(?P<m>[0-9]{1,2})",
    "d": r"(?P<d>[0-9]{1,2})",
    "H": r"(?P<H>[0-9]{1,2})",
    "I": r"(?P<I>0?[1-9]|1[0-2])",
    "M": r"(?P<M>[0-9]{1,2})",
    "S": r"(?P<S>[0-9]{1,2})",
    "p": r"(?P<p>[AaPp])[Mm]",
}
QUICK = {"".join(sorted("Ymd" + clock)) for clock in ("", "HM", "HMS", "IMp", "IMSp")}
CLOCKS = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")
DAYS = tuple(
    mark.join(order)
    for mark, order in product("/.-", (("%m", "%d", "%Y"), ("%d", "%m", "%Y"), ("%Y", "%m", "%d"), ("%d", "%b", "%Y")))
)
COMMON_FORMATS = tuple(day + clock for day, clock in product(DAYS, CLOCKS))


class BadRow(Exception):
    """A row that cannot become a case; the reason, in a few words."""


class BadDateFormat(BadInput):
    """A --date-format that reads no dates."""

    def __init__(self, date_format: str, why: str) -> None:
        super().__init__(f"--date-format \"{date_format}\" {why}; write it as in '%m/%d/%Y %I:%M:%S %p' or '%d.%m.%Y'.")


def in_zone(calendar: Calendar, name: str | None) -> Calendar:
    """The shop's working time on the clocks of another zone; its own without a name.

    Raises BadInput.
    """
    if name is None:
        return calendar
    if place := place_meant(name):
        raise BadInput(f'--tz is "{name}", which is not a place and has no summer time. Give one, such as {place}.')
    try:
        return replace(calendar, zone=zone_named(name))
    except ValueError:
        raise _no_such_zone(name) from None


def _no_such_zone(name: str) -> BadInput:
    """The refusal: a --tz that no zone is called."""
    zones = [zone for zone in zoneinfo.available_timezones() if not place_meant(zone)]
    near = get_close_matches(name, zones, 1)
    advice = f"Did you mean {near[0]}?" if near else "Write it as in America/New_York."
    shown = name if len(name) <= LONGEST else f"{name[:LONGEST]}..."
    return BadInput(f'--tz is "{shown}", which is not a time zone. {advice}')


class DateReader:
    """Reads moments by the clocks of `calendar`, in a format for strptime, or in ISO without one.

    An hour that the clocks repeat is read as the first of the two. Raises BadDateFormat.
    """

    def __init__(self, calendar: Calendar, date_format: str | None = None) -> None:
        self.calendar = calendar
        self._read = _iso if date_format is None else by_format(date_format)
        self._advice = (
            f"is not in the format {quoted(date_format)}"
            if date_format
            else "is not a date like '2026-11-24 15:00'; say how dates are written with --date-format"
        )
        # A file has many moments on few days, and often the same one in two columns.
        self._offset_on = lru_cache(REMEMBERED)(self._steady_offset)
        self._remembered = lru_cache(REMEMBERED)(self._moment)

    def moment(self, field: str, text: str) -> tuple[datetime, bool]:
        """The moment in UTC, and True where the clocks show it twice. Raises BadRow.

        A date without a time is the beginning of the day for BEGINNINGS, else its closing time.
        """
        try:
            return self._remembered(text, field in BEGINNINGS)
        except BadRow as error:
            raise BadRow(f"{field} {quoted(text)} {error}") from None

    def _moment(self, text: str, begins: bool) -> tuple[datetime, bool]:
        try:
            wall, has_time = self._read(text)
        except ValueError:
            raise BadRow(self._advice) from None
        if not FIRST_YEAR <= wall.year <= LAST_YEAR:
            raise BadRow(f"is outside of the years {FIRST_YEAR} to {LAST_YEAR}")
        if not has_time:
            return (self._beginning(wall.date()) if begins else utc(self.calendar.closing(wall.date()))), False
        if wall.tzinfo is not None:
            return wall.astimezone(UTC), False
        offset = self._offset_on(wall.date())
        if offset is not None:
            return (wall - offset).replace(tzinfo=UTC), False
        readings = self.calendar.readings(wall.date(), wall.time())
        if not readings:
            raise BadRow(f"does not exist in {self.calendar.zone.key}, where the clocks jump over it")
        return utc(readings[0]), len(readings) > 1

    def _steady_offset(self, day: date) -> timedelta | None:
        """The zone's offset, or None on a day on which the clocks change."""
        first = datetime.combine(day, time.min, self.calendar.zone).utcoffset()
        last = datetime.combine(day, time.max.replace(fold=1), self.calendar.zone).utcoffset()
        return first if first == last else None

    def _beginning(self, day: date) -> datetime:
        """The first moment of the day, also where the clocks jump over midnight."""
        return utc(datetime.combine(day, time.min, self.calendar.zone))


def by_format(date_format: str) -> Callable[[str], Wall]:
    """What strptime reads by this format: the same answers, only faster for the usual codes. Raises BadDateFormat."""
    has_time = _has_time(date_format)
    fast = _quick_pattern(date_format)

    def exact(text: str) -> Wall:
        return datetime.strptime(text, date_format), has_time  # noqa: DTZ007 - the zone is asked afterwards

    if fast is None:
        return exact

    def read(text: str) -> Wall:
        found = fast.fullmatch(text)
        wall = _wall(found.groupdict()) if found else None
        # What is unusual, a date that no calendar has among it, is left to strptime.
        return (wall, has_time) if wall else exact(text)

    return read


def guess_format(samples: Iterable[str]) -> str | None:
    """The only common format in which all the samples are written; None where there are several, or ISO will do."""
    texts = set(filter(None, samples))
    if not texts or all(_fits(_iso, text) for text in texts):
        return None
    readers = {date_format: by_format(date_format) for date_format in COMMON_FORMATS}
    fitting = [date_format for date_format, read in readers.items() if all(_fits(read, text) for text in texts)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(read: Callable[[str], Wall], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


def _has_time(date_format: str) -> bool:
    """True for a format with a time of day in it. Raises BadDateFormat for one that would not read whole dates."""
    if "%Z" in date_format.replace("%%", ""):
        raise BadDateFormat(
            date_format, "has a zone's abbreviation (%Z), which several zones share: name the zone with --tz"
        )
    try:
        read = datetime.strptime(SAMPLE.strftime(date_format), date_format)  # noqa: DTZ007 - only looked at
    except (ValueError, re.error) as error:
        raise BadDateFormat(date_format, f"is not understood ({error})") from None
    if read.date() != SAMPLE.date():
        raise BadDateFormat(date_format, "lacks the year, the month or the day")
    return read.time() != time.min


def _quick_pattern(date_format: str) -> re.Pattern[str] | None:
    """A pattern for a format of the usual codes, each of them once; None for every other.

    Like strptime it takes two digits where it can; it takes more than strptime only where they name no moment.
    """
    pieces = re.split(r"%(.)", date_format, flags=re.DOTALL)
    if "".join(sorted(pieces[1::2])) not in QUICK:
        return None
    parts = [CODES[piece] if place % 2 else re.escape(piece) for place, piece in enumerate(pieces)]
    return re.compile("".join(parts))


def _wall(found: dict[str, str]) -> datetime | None:
    """The moment that the codes name, or None where there is no such moment."""
    hour = int(found.get("H", 0))
    if "p" in found:
        hour = int(found["I"]) % 12 + (12 if found["p"] in "Pp" else 0)
    clock = (hour, int(found.get("M", 0)), int(found.get("S", 0)))
    try:
        return datetime(int(found["Y"]), int(found["m"]), int(found["d"]), *clock)  # noqa: DTZ001 - as above
    except ValueError:
        return None


def _iso(text: str) -> Wall:
    found = ISO.fullmatch(text)
    if found is None:
        raise ValueError(text)
    if found["clock"] is None:
        return datetime.fromisoformat(found["date"]), False
    return datetime.fromisoformat(f"{found['date']}T{found['clock']}{(found['offset'] or '').upper()}"), True
