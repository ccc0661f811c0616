"""Working time: the shop's zone, its weekly hours and its days off, and what is counted with them.

Days are calendar dates in the shop's zone; minutes are elapsed time. No method mixes the two.
"""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from careline.domain.errors import BadInput, Misconfigured
from careline.domain.time.utc import utc
from careline.domain.values import frozen, remembering

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Block = tuple[time, time]
"""When work begins and ends. An end that is not later than the beginning is on the next day: midnight is 24:00."""
Week = tuple[tuple[Block, ...], ...]

DEFAULT_HOURS: Week = (((time(9), time(17)),),) * 5 + ((),) * 2
CLOSING_ON_A_DAY_OFF = time(17)
ONE_DAY = timedelta(days=1)
# Where the date line was moved, a whole day was left out: nobody worked on it.
SKIPPED_DAYS = {
    "Kwajalein": date(1993, 8, 21),
    "Pacific/Apia": date(2011, 12, 30),
    "Pacific/Enderbury": date(1994, 12, 31),
    "Pacific/Fakaofo": date(2011, 12, 30),
    "Pacific/Kanton": date(1994, 12, 31),
    "Pacific/Kiritimati": date(1994, 12, 31),
    "Pacific/Kwajalein": date(1993, 8, 21),
}


@frozen
class Holidays:
    """Public holidays: their names by date, and the years of which all are known."""

    names: Mapping[date, str]
    years: frozenset[int]


@remembering
class Calendar:
    """When the shop works.

    `hours` are seven rows of blocks, Monday first; the blocks of a day stand in order and do not overlap. What begins
    on a day belongs to it until it ends, after midnight too.
    `days_off` are the shop's own dates without working hours, whatever their weekday; so are `holidays`, which are None
    where the shop keeps no public ones. Where a clock change skips the beginning or the end of a block, it lies as much
    later as the clocks jump; where a clock change repeats it, the first counts.

    Raises Misconfigured.
    """

    zone: "ZoneInfo"
    hours: Week = DEFAULT_HOURS
    days_off: frozenset[date] = frozenset()
    holidays: Holidays | None = None

    def __post_init__(self) -> None:
        if not any(self.hours):
            raise Misconfigured(
                'No day of the week has working hours. Give one some under [hours]: mon = ["09:00-17:00"].'
            )

    def local(self, moment: datetime) -> datetime:
        """The moment, which may be in any zone, in the shop's."""
        return utc(moment).astimezone(self.zone)

    def date_of(self, moment: datetime) -> date:
        """The date on the shop's wall at that moment."""
        local = moment.astimezone(self.zone)
        return date(local.year, local.month, local.day)

    def at(self, day: date, clock: time) -> datetime:
        """The moment at which the shop's clock shows that time on that day. Raises BadInput."""
        wall = datetime.combine(day, clock)
        match self.readings(day, clock):
            case (moment,):
                return moment
            case (first, second):
                raise BadInput(
                    f"{wall:%Y-%m-%d %H:%M} comes twice in {self.zone.key}, where the clocks go back. "
                    f"Name the offset: '{_iso(first)}' or '{_iso(second)}'."
                )
            case _:
                # Read with the offset from before the change, a skipped time lies after it, and the other way round.
                before, after = (self.local(self._in_utc(day, clock, fold)) for fold in (1, 0))
                raise BadInput(
                    f"{wall:%Y-%m-%d %H:%M} does not exist in {self.zone.key}, where the clocks jump over it. "
                    f"Write '{before:%Y-%m-%d %H:%M}' or '{after:%Y-%m-%d %H:%M}'."
                )

    def readings(self, day: date, clock: time) -> tuple[datetime, ...]:
        """All moments at which the shop's clock shows that time on that day, in order: one, none or two."""
        first, second = (self.local(self._in_utc(day, clock, fold)) for fold in (0, 1))
        if first.replace(tzinfo=None) != datetime.combine(day, clock):
            return ()
        return (first,) if first.utcoffset() == second.utcoffset() else (first, second)

    def is_working_day(self, day: date) -> bool:
        """True where the day has working hours."""
        return bool(self._blocks(day))

    def holiday(self, day: date) -> str | None:
        """The name of the public holiday on that day, or None."""
        return self.holidays.names.get(day) if self.holidays else None

    def knows_holidays(self, day: date) -> bool:
        """False where the shop keeps public holidays, and those of the day's year are not known."""
        return self.holidays is None or day.year in self.holidays.years

    def is_working_moment(self, moment: datetime) -> bool:
        """True within the working hours; the moment of closing is still one of them."""
        day, in_utc = self.date_of(moment), moment.astimezone(UTC)
        return any(opens <= in_utc <= closes for opens, closes in (*self._spans(day - ONE_DAY), *self._spans(day)))

    def working_day_of(self, moment: datetime) -> date:
        """The day to which the moment belongs: its date, but after midnight the one before while that one's hours last.

        The moment of closing is still one of them.
        """
        day = self.date_of(moment)
        if not self._works_past_midnight:
            return day
        before = self._spans(day - ONE_DAY)
        return day - ONE_DAY if before and moment.astimezone(UTC) <= before[-1][1] else day

    def last_moment(self, day: date) -> datetime:
        """The last second of the day, in UTC, or its closing where that is later."""
        midnight = datetime.combine(day + ONE_DAY, time(), self.zone).astimezone(UTC)
        return max(midnight - timedelta(seconds=1), self.closing(day).astimezone(UTC))

    def opening(self, day: date) -> datetime | None:
        """The beginning of the day's first block; None on a day off."""
        spans = self._spans(day)
        return self.local(spans[0][0]) if spans else None

    def closing(self, day: date) -> datetime:
        """The end of the day's last block; 17:00 on a day off."""
        spans = self._spans(day)
        return self.local(spans[-1][1] if spans else self._in_utc(day, CLOSING_ON_A_DAY_OFF))

    def next_closing(self, now: datetime) -> datetime:
        """The next closing time of a working day: today's, while it lies ahead."""
        day = self.working_day_of(now)
        if self.is_working_day(day) and (closing := self.closing(day)) > now:
            return closing
        return self.closing(self.add_working_days(day, 1))

    def add_working_days(self, day: date, n: int) -> date:
        """The nth working day after `day`, or before it where n is negative; `day` itself where n is 0."""
        step = ONE_DAY if n > 0 else -ONE_DAY
        left = abs(n)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def working_day_before(self, day: date) -> date:
        """The last working day before `day`."""
        return self.add_working_days(day, -1)

    def end_of_working_day(self, now: datetime, n: int) -> datetime:
        """The closing of the nth working day after the day of `now`, whatever the hour."""
        return self.closing(self.add_working_days(self.working_day_of(now), n))

    def add_working_time(self, moment: datetime, span: timedelta) -> datetime:
        """The moment by which that much working time has elapsed since `moment`.

        What would end exactly at a closing ends there, and not at the next opening.
        """
        now: datetime = utc(moment)
        day = self.date_of(moment) - ONE_DAY  # whose hours may last beyond midnight
        while True:
            for opens, end in self._spans(day):
                start = max(now, opens)
                if start >= end:
                    continue
                if span <= end - start:
                    return self.local(start + span)
                span -= end - start
                now = end  # a clock change may push a block into the next one, and no minute counts twice
            day = self.add_working_days(day, 1)

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days d there are with start < d <= end; 0 where `end` is not after `start`."""
        return max(0, self._working_days_until(end) - self._working_days_until(start))

    def working_days_overdue(self, due_at: datetime, now: datetime) -> int:
        """How many working days d there are with due date < d <= today; 0 on the due date and before it."""
        return self.working_days_between(self.working_day_of(due_at), self.working_day_of(now))

    @cached_property
    def _off(self) -> frozenset[date]:
        skipped = {SKIPPED_DAYS[self.zone.key]} if self.zone.key in SKIPPED_DAYS else set()
        return self.days_off | skipped | (self.holidays.names.keys() if self.holidays else set())

    # How many of the first 0, 1, ... 7 weekdays have hours; and the days off among those weekdays, as sorted ordinals.
    # With both, working days between two dates are counted without walking from one to the other.
    @cached_property
    def _weekdays(self) -> tuple[int, ...]:
        return tuple(accumulate((bool(blocks) for blocks in self.hours), initial=0))

    @cached_property
    def _missing(self) -> tuple[int, ...]:
        return tuple(sorted(day.toordinal() for day in self._off if self.hours[day.weekday()]))

    @cached_property
    def _works_past_midnight(self) -> bool:
        return any(closes <= opens for blocks in self.hours for opens, closes in blocks)

    def _blocks(self, day: date) -> tuple[Block, ...]:
        return () if day in self._off else self.hours[day.weekday()]

    def _spans(self, day: date) -> list[tuple[datetime, datetime]]:
        """The day's blocks as moments, in UTC."""
        return [
            (self._in_utc(day, opens), self._in_utc(day if opens < closes else day + ONE_DAY, closes))
            for opens, closes in self._blocks(day)
        ]

    def _in_utc(self, day: date, clock: time, fold: int = 0) -> datetime:
        # Only in UTC do comparing and subtracting tell the two readings of a repeated hour apart.
        return datetime.combine(day, clock.replace(fold=fold), self.zone).astimezone(UTC)

    def _working_days_until(self, day: date) -> int:
        # The first of all dates, with the ordinal 1, was a Monday.
        weeks, rest = divmod(day.toordinal(), 7)
        weekdays = weeks * self._weekdays[7] + self._weekdays[rest]
        return weekdays - bisect_right(self._missing, day.toordinal())


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
