"""Moments as pages name them: absolutely, in English whatever the locale, in the shop's zone."""

from datetime import date, datetime, tzinfo

from careline.domain.time.working_time import Calendar
from careline.domain.wording import counted

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def full(moment: datetime, zone: tzinfo) -> str:
    """The moment with its year and the zone's abbreviation: `Tue 24 Nov 2026 17:00 EST`.

    Every date phrase may be written like this, and means this moment. Seconds stand only where there are any; where no
    abbreviation tells the offset, the offset stands instead: `Tue 24 Nov 2026 17:00 +03:00`.
    """
    local = moment.astimezone(zone)
    return f"{full_date(local)} {_clock(local)} {zone_label(local)}"


def short(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """The moment in brief, with its year where that is not the year of `now`: `Tue 2 Jun 17:00`.

    In an hour that a clock change repeats, the zone's abbreviation stands with it.
    """
    local = moment.astimezone(zone)
    year = "" if local.year == now.astimezone(zone).year else f" {local.year}"
    label = f" {zone_label(local)}" if _other_reading(local).utcoffset() != local.utcoffset() else ""
    return f"{short_date(local)}{year} {local:%H:%M}{label}"


def day(moment: datetime, zone: tzinfo) -> str:
    """The day alone: `Tue 2 Jun`."""
    return short_date(moment.astimezone(zone))


def full_date(day: date) -> str:
    """The date with its year: `Tue 24 Nov 2026`."""
    return f"{short_date(day)} {day.year}"


def echo(moment: datetime, now: datetime, calendar: Calendar) -> str:
    """The moment in full, and how far it is: `Tue 24 Nov 2026 17:00 EST (in 2 working days)`."""
    return f"{full(moment, calendar.zone)} ({_distance(moment, now, calendar)})"


def warning(moment: datetime, calendar: Calendar) -> str | None:
    """Why somebody may not be at work then, or None: `Sat 28 Nov is a day off`, `20:00 is outside working hours`.

    A public holiday is named: `Thu 26 Nov is a day off (Thanksgiving Day)`; where those of the year are not known, that
    is said.
    """
    if calendar.is_working_moment(moment):
        year = calendar.working_day_of(moment)
        return None if calendar.knows_holidays(year) else f"the public holidays of {year.year} are not known"
    local, day = calendar.local(moment), calendar.date_of(moment)
    if not calendar.is_working_day(day):
        holiday = calendar.holiday(day)
        return f"{short_date(local)} is a day off{f' ({holiday})' if holiday else ''}"
    return f"{local:%H:%M} is outside working hours"


def conflict(moment: datetime, calendar: Calendar) -> str | None:
    """What of the calendar stands against the moment, in a word, or None: `Thanksgiving Day`, `after closing`."""
    if calendar.is_working_moment(moment):
        return None
    day = calendar.date_of(moment)
    opening = calendar.opening(day)
    if opening is None:
        return calendar.holiday(day) or ("closed" if day in calendar.days_off else "day off")
    if moment.timestamp() < opening.timestamp():
        return "before opening"
    return "after closing" if moment.timestamp() > calendar.closing(day).timestamp() else "between hours"


def span(first: datetime, last: datetime) -> str:
    """The time between two moments, by the clock: `less than a minute`, `1 h 30 min`, from two days on `2 days`."""
    passed = last - first
    if passed.days > 1:
        return counted(passed.days, "day")
    return _hours(int(passed.total_seconds() / 60)) or "less than a minute"


def zone_label(local: datetime) -> str:
    """The abbreviation of the zone that the moment is in, or the offset where there is none or where it tells nothing.

    Moscow went back from MSK to MSK in 2014; many zones have nothing but a number.
    """
    name, other = local.tzname() or "", _other_reading(local)
    tells_nothing = other.tzname() == name and other.utcoffset() != local.utcoffset()
    return name if name.isalpha() and not tells_nothing else local.isoformat(timespec="seconds")[19:]


def _other_reading(local: datetime) -> datetime:
    return local.replace(fold=1 - local.fold)


def short_date(day: date) -> str:
    """The date alone: `Tue 2 Jun`."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def _clock(local: datetime) -> str:
    return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"


def _distance(moment: datetime, now: datetime, calendar: Calendar) -> str:
    day, today = calendar.working_day_of(moment), calendar.working_day_of(now)
    if day == today:
        return _distance_today(int((moment.timestamp() - now.timestamp()) / 60))
    if n := calendar.working_days_between(today, day):
        return f"in {counted(n, 'working day')}"
    if n := calendar.working_days_between(day, today):
        return f"{counted(n, 'working day')} ago"
    n = (day - today).days
    if abs(n) == 1:
        return "tomorrow" if n > 0 else "yesterday"
    return f"in {n} days" if n > 0 else f"{-n} days ago"


def _distance_today(minutes: int) -> str:
    if not minutes:
        return "now"
    return f"today, in {_hours(minutes)}" if minutes > 0 else f"today, {_hours(-minutes)} ago"


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return " ".join([f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest))
