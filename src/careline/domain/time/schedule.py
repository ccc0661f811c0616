"""When the morning page comes, an hour before the shop opens on each day on which it does, and the nightly backup."""

from datetime import date, datetime, time, timedelta, tzinfo

from careline.domain.time.working_time import Week
from careline.domain.values import frozen

BEFORE_OPENING = timedelta(hours=1)
MIDNIGHT = timedelta()
ROUND_THE_CLOCK = ((time(), time()),)
OPENING_ROUND_THE_CLOCK = time(9)
ONE_DAY = timedelta(days=1)
NIGHT = time(23, 30)
"""When the nightly backup is made."""
BACKUP = ("backup", "--quiet", "--keep", "30")
"""The words that make it; of a month there is one for each day, so that no disk fills by itself."""


@frozen
class Mornings:
    """A time of day, and the days of the week on which it comes, Monday as 0; the first of the shop's week is first."""

    at: time
    days: tuple[int, ...]


def mornings(hours: Week) -> Mornings:
    """The shop's mornings by its weekly hours: one time for all days, an hour before the earliest opening.

    Days round the clock have none, and take that of the others, else 8:00.
    """
    days = tuple(day for day, blocks in enumerate(hours) if blocks)
    opens = min((hours[day][0][0] for day in days if hours[day] != ROUND_THE_CLOCK), default=OPENING_ROUND_THE_CLOCK)
    return Mornings(_time(max(MIDNIGHT, _since_midnight(opens) - BEFORE_OPENING)), days)


def on_another_clock(shops: Mornings, shop: tzinfo, other: tzinfo, year: int) -> Mornings:
    """The same mornings as a clock in another zone reads them; never later, on any day of the year.

    Where the zones change their clocks on different days no one time fits all year, and the earliest that does is
    given: at other times of the year the page comes earlier.
    """
    days = (date(year, 1, 1) + n * ONE_DAY for n in range(365))
    ahead = min(_offset(other, day) - _offset(shop, day) for day in days)
    later_days, at = divmod(_since_midnight(shops.at) + ahead, ONE_DAY)
    return Mornings(_time(at), tuple((day + later_days) % 7 for day in shops.days))


def _since_midnight(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute)


def _time(since_midnight: timedelta) -> time:
    minutes = since_midnight // timedelta(minutes=1)
    return time(minutes // 60, minutes % 60)


def _offset(zone: tzinfo, day: date) -> timedelta:
    return datetime.combine(day, time(12), zone).utcoffset() or MIDNIGHT
