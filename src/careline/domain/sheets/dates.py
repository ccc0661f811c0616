"""Moments as somebody's spreadsheet writes them, in a zone that was named."""

import zoneinfo
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from functools import lru_cache

from careline.domain.errors import BadInput
from careline.domain.sheets.date_formats import readers
from careline.domain.sheets.written_dates import Wall, WrongWeekday
from careline.domain.time.phrase_refusals import quoted
from careline.domain.time.utc import FIRST_YEAR, LAST_YEAR, utc
from careline.domain.time.working_time import Calendar
from careline.domain.time.zones import LONGEST, place_meant, zone_named

REMEMBERED = 4096
BEGINNINGS = frozenset({"opened", "bought"})
"""What a day without a time begins."""


class BadRow(Exception):
    """A row that cannot become a case; the reason, in a few words."""


class LeftOut(BadRow):
    """A row of which nothing is to be made, whatever else it says; why, in a word or two."""


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
    """Reads moments by the clocks of `calendar`: in these formats for strptime, else as they can mean one thing only.

    An hour that the clocks repeat is read as the first of the two. Raises BadDateFormat.
    """

    def __init__(self, calendar: Calendar, formats: Sequence[str] = (), days: Collection[str] = ()) -> None:
        """Midnight is no time in the fields that are `days`."""
        self.calendar = calendar
        self.days = frozenset(days)
        self._formats = formats
        self._readers = readers(formats)
        named = " or ".join(map(quoted, formats))
        self._advice = (
            f"is not in the format {named}"
            if named
            else "is not a date like '2026-11-24 15:00'; say how dates are written with --date-format"
        )
        # A file has many moments on few days, and often the same one in two columns.
        self._offset_on = lru_cache(REMEMBERED)(self._steady_offset)
        self._remembered = lru_cache(REMEMBERED)(self._moment)
        self.wall = lru_cache(REMEMBERED)(self._wall)

    def with_days(self, fields: Collection[str]) -> "DateReader":
        """The same, where midnight is no time in these fields."""
        return DateReader(self.calendar, self._formats, fields) if fields else self

    def moment(self, field: str, text: str) -> tuple[datetime, bool]:
        """The moment in UTC, and True where the clocks show it twice. Raises BadRow, which does not name the field.

        A date without a time is the beginning of the day for BEGINNINGS, else its closing time.
        """
        return self._remembered(text, field in BEGINNINGS, field in self.days)

    def _wall(self, text: str) -> Wall:
        """The time that stands there, and whether it is more than a day. Raises BadRow."""
        try:
            found = next(filter(None, (read(text) for read in self._readers)), None)
        except WrongWeekday as error:
            raise BadRow(str(error)) from None
        except ValueError:
            found = None
        if found is None:
            raise BadRow(self._advice)
        return found

    def _moment(self, text: str, begins: bool, is_day: bool) -> tuple[datetime, bool]:
        wall, has_time = self._wall(text)
        if is_day and wall.time() == time.min:
            has_time = False
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
