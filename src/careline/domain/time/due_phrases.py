"""Date phrases: "2bd" or "fri 5pm" in, a moment in the shop's zone out.

Phrases count from `now`. Where a function says no, it raises BadInput, or one of its kinds in phrase_refusals.
"""

from datetime import date, datetime, time, timedelta, tzinfo

from careline.domain.errors import BadInput
from careline.domain.time.moments import DAYS, full, full_date, zone_label
from careline.domain.time.phrase import Dated, DayOfMonth, End, Phrase, Span, Unit, Weekday
from careline.domain.time.phrase_grammar import is_date_phrase, read, read_duration
from careline.domain.time.phrase_refusals import (
    DueInThePast,
    NoSuchDate,
    NotADuration,
    OutOfYears,
    quoted,
)
from careline.domain.time.phrase_words import TODAY
from careline.domain.time.utc import FIRST_YEAR, LAST_YEAR, utc
from careline.domain.time.working_time import Calendar

__all__ = ["duration_due", "is_date_phrase", "is_duration", "parse_due", "parse_moment", "parse_past"]

ONE_WEEK = timedelta(days=7)


def parse_due(phrase: str, now: datetime, calendar: Calendar, *, not_before: datetime | None = None) -> datetime:
    """The moment by which something is promised: after `now`, or after `not_before`, when the promise was made.

    A date without a time is due at that day's closing time, or 17:00 on a day off.
    """
    understood = read(phrase)
    due = _resolve(understood, calendar.local(now), calendar)
    if not_before is not None and utc(due) <= utc(not_before):
        raise BadInput(
            f"{quoted(phrase)} is {full(due, calendar.zone)}, which is not after the promise, "
            f"made {full(not_before, calendar.zone)}. Give a later time."
        )
    if not_before is None and utc(due) == utc(now):
        raise BadInput(
            f"{quoted(phrase)} is {full(due, calendar.zone)}, which is right now. "
            "Give a time in the future, such as '1h'."
        )
    if not_before is None and utc(due) < utc(now):
        is_today = calendar.date_of(due) == calendar.date_of(now)
        meant = _closing_words(calendar.date_of(due), calendar) if _is_bare_date(understood) else None
        raise DueInThePast(phrase, full(due, calendar.zone), is_today=is_today, meant=meant)
    return due


def parse_past(phrase: str, now: datetime, calendar: Calendar) -> datetime:
    """The moment at which something happened: `now` or before.

    A date without a time is that day's closing time; today before closing it is `now`. A bare weekday is refused, as
    it looks ahead.
    """
    understood, here = read(phrase), calendar.local(now)
    if isinstance(understood.day, Weekday) and not understood.day.of_next_week:
        raise _weekday_gone_by(understood, understood.day.number, calendar.date_of(now))
    moment = _resolve(understood, here, calendar)
    if utc(moment) <= utc(now):
        return moment
    if _is_day(understood) and _date(understood, here, calendar) <= calendar.date_of(now):
        return here  # its closing lies ahead
    raise BadInput(
        f"{quoted(phrase)} is {full(moment, calendar.zone)}, which is in the future. "
        "Give a time that has passed, such as '2h ago'."
    )


def parse_moment(phrase: str, now: datetime, calendar: Calendar) -> datetime:
    """The moment that the phrase names, past or to come."""
    return _resolve(read(phrase), calendar.local(now), calendar)


def duration_due(duration: str, now: datetime, calendar: Calendar) -> datetime:
    """When a policy's time that begins at `now` is over: `1bd`, `4bh`, `14d`, `2w`, `90min`. Raises NotADuration."""
    span = read_duration(duration)
    if span is None:
        raise NotADuration(duration)
    return _resolve(Phrase(duration, span), calendar.local(now), calendar)


def is_duration(text: str) -> bool:
    """True for what `parse_duration_due` understands."""
    try:
        return read_duration(text) is not None
    except BadInput:
        return False


def _is_bare_date(phrase: Phrase) -> bool:
    return phrase.clock is None and (phrase.day == TODAY or isinstance(phrase.day, Dated))


def _is_day(phrase: Phrase) -> bool:
    is_counted = isinstance(phrase.day, Span) and phrase.day.unit is Unit.DAY
    return phrase.clock is None and (is_counted or isinstance(phrase.day, Dated))


def _closing_words(day: date, calendar: Calendar) -> str:
    if calendar.is_working_day(day):
        return "its closing time"
    holiday = calendar.holiday(day)
    return f"17:00 on a day off{f', and that day is {holiday}' if holiday else ''}"


def _resolve(phrase: Phrase, now: datetime, calendar: Calendar) -> datetime:
    try:
        moment = _moment(phrase, now, calendar)
    except OverflowError:
        raise OutOfYears(phrase.text) from None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise OutOfYears(phrase.text)
    return moment


def _moment(phrase: Phrase, now: datetime, calendar: Calendar) -> datetime:
    match phrase.day:
        case Span() as span if span.is_exact:
            return _exactly_after(span, now, calendar)
        case End(of, Span() as span) if span.is_exact:
            return _exactly_after(span, _end(of, now, calendar), calendar)
    day = _date(phrase, now, calendar)
    if phrase.clock is None:
        return calendar.closing(day)
    if isinstance(phrase.zone, tzinfo):
        return calendar.local(datetime.combine(day, phrase.clock, phrase.zone))
    if phrase.zone:
        return _in_named_zone(phrase, day, phrase.clock, phrase.zone, calendar)
    return calendar.at(day, phrase.clock)


def _exactly_after(span: Span, start: datetime, calendar: Calendar) -> datetime:
    minutes = timedelta(minutes=span.amount)
    if span.unit is Unit.WORKING_MINUTE:
        return calendar.add_working_time(start, minutes)
    return calendar.local(utc(start) + minutes)


def _date(phrase: Phrase, now: datetime, calendar: Calendar) -> date:
    today = calendar.date_of(now)
    match phrase.day:
        case Span(unit=Unit.WORKING_DAY) as span:
            return _days_after(span, calendar.working_day_of(now), calendar)
        case Span() as span:
            return _days_after(span, today, calendar)
        case Weekday(number, of_next_week):
            return _weekday(phrase, number, of_next_week, today)
        case Dated() as dated:
            return _checked_date(phrase, dated, today)
        case DayOfMonth() as named:
            return _day_of_month(phrase, named, today)
        case End(of, then, following):
            last = calendar.working_day_of(_end(of, now, calendar, following=following))
            return _days_after(then, last, calendar) if then else last


def _days_after(span: Span, day: date, calendar: Calendar) -> date:
    if span.unit is Unit.WORKING_DAY:
        return calendar.add_working_days(day, span.amount)
    return day + timedelta(days=span.amount)


def _weekday(phrase: Phrase, number: int, of_next_week: bool, today: date) -> date:
    if of_next_week:
        return today + timedelta(days=7 - today.weekday() + number)
    if number == today.weekday():
        name, clock = DAYS[number].lower(), _clock_suffix(phrase)
        raise BadInput(
            f"{quoted(phrase.text)} could be today, {full_date(today)}, or {full_date(today + ONE_WEEK)}. "
            f"Write 'today{clock}' or 'next {name}{clock}'."
        )
    return today + timedelta(days=(number - today.weekday()) % 7)


def _checked_date(phrase: Phrase, dated: Dated, today: date) -> date:
    try:
        day = date(today.year if dated.year is None else dated.year, dated.month, dated.day)
    except ValueError:  # 29 February, in a year without
        raise NoSuchDate(phrase.text) from None
    if dated.weekday not in (None, day.weekday()):
        raise BadInput(
            f"{quoted(phrase.text)} has the wrong weekday: that day is {full_date(day)}. Correct one of the two."
        )
    return day


def _day_of_month(phrase: Phrase, named: DayOfMonth, today: date) -> date:
    if named.day == today.day:
        raise BadInput(
            f"{quoted(phrase.text)} could be today, {full_date(today)}, or that day of next month. "
            f"Write 'today{_clock_suffix(phrase)}', or the date with its month."
        )
    month = today if named.day > today.day else today.replace(day=1) + timedelta(days=31)
    return _checked_date(phrase, Dated(month.year, month.month, named.day, named.weekday), today)


def _end(of: str, now: datetime, calendar: Calendar, *, following: bool = False) -> datetime:
    """The next close of a day, or of the last working day of a week or a month; of the following one where asked."""
    today = calendar.working_day_of(now)
    if of == "day":
        closing = calendar.closing(today)
        return closing if utc(closing) > utc(now) else calendar.end_of_working_day(now, 1)
    first = today.replace(day=1) if of == "month" else today - timedelta(days=today.weekday())
    if following:
        first = _first_of_next(of, first)
    while True:
        after = _first_of_next(of, first)
        closing = calendar.closing(calendar.working_day_before(after))
        if utc(closing) > utc(now):
            return closing
        first = after


def _first_of_next(of: str, first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) if of == "month" else first + ONE_WEEK


def _in_named_zone(phrase: Phrase, day: date, clock: time, zone: str, calendar: Calendar) -> datetime:
    readings = calendar.readings(day, clock)
    named = [moment for moment in readings if (moment.tzname() or "").lower() == zone]
    if readings and not named:
        raise BadInput(
            f"{quoted(phrase.text)} is in {zone.upper()}, and the shop's clock shows {zone_label(readings[0])} then. "
            "Leave the zone out, or write an offset such as -05:00."
        )
    return named[0] if len(named) == 1 else calendar.at(day, clock)


def _weekday_gone_by(phrase: Phrase, number: int, today: date) -> BadInput:
    """The refusal: a weekday where a past moment is wanted; weekdays look ahead."""
    ahead, back = (number - today.weekday()) % 7, (today.weekday() - number) % 7
    clock = _clock_suffix(phrase)
    next_one = full_date(today + timedelta(days=ahead or 7))
    last = f"'{today - timedelta(days=back or 7)}{clock}'"
    advice = last if back else f"'today{clock}' or {last}"
    return BadInput(f"{quoted(phrase.text)} looks ahead, to {next_one}, and this has happened already. Write {advice}.")


def _clock_suffix(phrase: Phrase) -> str:
    return f" {phrase.clock:%H:%M}" if phrase.clock else ""
