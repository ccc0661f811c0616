"""Shops round the clock, and hours over midnight: what begins on a day belongs to it until it ends."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from careline.domain.time.due_phrases import parse_due, parse_past
from careline.domain.time.moments import conflict, echo, warning
from careline.domain.time.working_time import Block, Calendar, Week

NEW_YORK = ZoneInfo("America/New_York")
WHOLE_DAY: tuple[Block, ...] = ((time(), time()),)
EVENING: tuple[Block, ...] = ((time(18), time(2)),)
ROUND_THE_CLOCK: Week = (WHOLE_DAY,) * 7
WEEKDAYS_ROUND_THE_CLOCK: Week = (WHOLE_DAY,) * 5 + ((), ())
BAR: Week = ((), (), EVENING, EVENING, EVENING, ((time(12), time(15)), *EVENING), ())

ALWAYS = Calendar(NEW_YORK, ROUND_THE_CLOCK)
WEEKDAYS = Calendar(NEW_YORK, WEEKDAYS_ROUND_THE_CLOCK)
NIGHTS = Calendar(NEW_YORK, BAR)
SATURDAY_OFF = Calendar(NEW_YORK, BAR, frozenset({date(2026, 6, 6)}))


def there(text: str, calendar: Calendar = ALWAYS) -> datetime:
    """An ISO moment on the shop's wall, the first of two."""
    return datetime.fromisoformat(text).replace(tzinfo=calendar.zone)


def shown(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")[:16]


# 1 June 2026 is a Monday.
ADDED = [
    (ALWAYS, "2026-06-01T10:00", 24, "2026-06-02T10:00"),
    (ALWAYS, "2026-06-06T10:00", 24, "2026-06-07T10:00"),
    (ALWAYS, "2026-06-01T10:00", 14, "2026-06-02T00:00"),
    (ALWAYS, "2026-06-01T00:00", 168, "2026-06-08T00:00"),
    (WEEKDAYS, "2026-06-05T10:00", 24, "2026-06-08T10:00"),
    (WEEKDAYS, "2026-06-05T10:00", 14, "2026-06-06T00:00"),
    (WEEKDAYS, "2026-06-06T10:00", 1, "2026-06-08T01:00"),
    (NIGHTS, "2026-06-03T23:00", 2, "2026-06-04T01:00"),
    (NIGHTS, "2026-06-03T23:00", 3, "2026-06-04T02:00"),
    (NIGHTS, "2026-06-03T23:00", 4, "2026-06-04T19:00"),
    (NIGHTS, "2026-06-04T01:00", 1, "2026-06-04T02:00"),
    (NIGHTS, "2026-06-04T01:00", 2, "2026-06-04T19:00"),
    (NIGHTS, "2026-06-04T02:00", 1, "2026-06-04T19:00"),
    (NIGHTS, "2026-06-05T20:00", 8, "2026-06-06T14:00"),
    (NIGHTS, "2026-06-07T01:30", 1, "2026-06-10T18:30"),
    # Friday's night belongs to Friday; Saturday's own hours are off.
    (SATURDAY_OFF, "2026-06-05T20:00", 6, "2026-06-06T02:00"),
    (SATURDAY_OFF, "2026-06-05T20:00", 7, "2026-06-10T19:00"),
]


def test_working_hours_go_on_over_midnight(subtests: pytest.Subtests) -> None:
    for calendar, since, hours, until in ADDED:
        with subtests.test(since):
            assert shown(calendar.add_working_time(there(since), timedelta(hours=hours))) == until


@pytest.mark.parametrize(
    ("zone", "since", "until"),
    [
        ("America/New_York", "2026-03-07T10:00", "2026-03-08T11:00"),
        ("America/New_York", "2026-10-31T10:00", "2026-11-01T09:00"),
        ("America/Santiago", "2026-09-05T10:00", "2026-09-06T11:00"),
        ("America/Santiago", "2026-04-04T10:00", "2026-04-05T09:00"),
        ("America/Havana", "2026-10-31T10:00", "2026-11-01T09:00"),
    ],
)
def test_a_day_and_night_of_work_is_24_hours_whatever_the_clocks_do(zone: str, since: str, until: str) -> None:
    """In Santiago they change at midnight, in Havana midnight comes twice."""
    calendar = Calendar(ZoneInfo(zone), ROUND_THE_CLOCK)
    assert shown(calendar.add_working_time(there(since, calendar), timedelta(hours=24))) == until


@pytest.mark.parametrize(
    ("calendar", "day", "closes"),
    [
        (ALWAYS, "2026-06-01", "2026-06-02T00:00"),
        (WEEKDAYS, "2026-06-06", "2026-06-06T17:00"),
        (NIGHTS, "2026-06-03", "2026-06-04T02:00"),
        (NIGHTS, "2026-06-06", "2026-06-07T02:00"),
        (SATURDAY_OFF, "2026-06-05", "2026-06-06T02:00"),
        (Calendar(ZoneInfo("America/Santiago"), ROUND_THE_CLOCK), "2026-09-05", "2026-09-06T01:00"),
        (Calendar(NEW_YORK, BAR), "2026-10-31", "2026-11-01T02:00"),
    ],
)
def test_a_day_closes_when_the_hours_end_that_began_on_it(calendar: Calendar, day: str, closes: str) -> None:
    assert shown(calendar.closing(date.fromisoformat(day))) == closes


@pytest.mark.parametrize(
    ("calendar", "moment", "day"),
    [
        (ALWAYS, "2026-06-02T00:00", "2026-06-01"),
        (ALWAYS, "2026-06-02T00:01", "2026-06-02"),
        (NIGHTS, "2026-06-04T01:59", "2026-06-03"),
        (NIGHTS, "2026-06-04T02:00", "2026-06-03"),
        (NIGHTS, "2026-06-04T02:01", "2026-06-04"),
        (NIGHTS, "2026-06-03T01:00", "2026-06-03"),
        (SATURDAY_OFF, "2026-06-07T01:00", "2026-06-07"),
        (Calendar(NEW_YORK), "2026-06-02T00:00", "2026-06-02"),
    ],
)
def test_the_hours_after_midnight_belong_to_the_day_on_which_work_began(
    calendar: Calendar, moment: str, day: str
) -> None:
    assert calendar.working_day_of(there(moment)) == date.fromisoformat(day)


PHRASES = [
    (ALWAYS, "2026-06-01T10:00", "24bh", "Tue 2 Jun 2026 10:00 EDT (in 1 working day)"),
    (ALWAYS, "2026-06-01T10:00", "1bd", "Wed 3 Jun 2026 00:00 EDT (in 1 working day)"),
    (ALWAYS, "2026-06-01T10:00", "eod", "Tue 2 Jun 2026 00:00 EDT (today, in 14 h)"),
    (ALWAYS, "2026-06-01T10:00", "2026-06-02", "Wed 3 Jun 2026 00:00 EDT (in 1 working day)"),
    (ALWAYS, "2026-06-01T10:00", "eow", "Mon 8 Jun 2026 00:00 EDT (in 6 working days)"),
    (ALWAYS, "2026-06-01T10:00", "eow+1bd", "Tue 9 Jun 2026 00:00 EDT (in 7 working days)"),
    (NIGHTS, "2026-06-03T19:00", "1bd", "Fri 5 Jun 2026 02:00 EDT (in 1 working day)"),
    # At one in the morning it is still Wednesday's shift.
    (NIGHTS, "2026-06-04T01:00", "eod", "Thu 4 Jun 2026 02:00 EDT (today, in 1 h)"),
    (NIGHTS, "2026-06-04T01:00", "1bd", "Fri 5 Jun 2026 02:00 EDT (in 1 working day)"),
    (NIGHTS, "2026-06-04T01:00", "today", "Fri 5 Jun 2026 02:00 EDT (in 1 working day)"),
    (NIGHTS, "2026-06-04T03:00", "eod", "Fri 5 Jun 2026 02:00 EDT (today, in 23 h)"),
    (NIGHTS, "2026-06-07T01:00", "eow", "Sun 7 Jun 2026 02:00 EDT (today, in 1 h)"),
]


def test_due_phrases_follow_the_closing_of_the_day(subtests: pytest.Subtests) -> None:
    for calendar, now, phrase, means in PHRASES:
        with subtests.test(now):
            moment = there(now)
            assert echo(parse_due(phrase, moment, calendar), moment, calendar) == means


@pytest.mark.parametrize(
    ("calendar", "now", "phrase", "means"),
    [
        (ALWAYS, "2026-06-01T10:00", "today", "2026-06-01T10:00"),
        (ALWAYS, "2026-06-01T10:00", "2026-05-31", "2026-06-01T00:00"),
        (NIGHTS, "2026-06-04T01:00", "yesterday", "2026-06-04T01:00"),
        (NIGHTS, "2026-06-04T03:00", "yesterday", "2026-06-04T02:00"),
    ],
)
def test_a_past_day_that_has_not_closed_yet_is_now(calendar: Calendar, now: str, phrase: str, means: str) -> None:
    assert shown(parse_past(phrase, there(now), calendar)) == means


@pytest.mark.parametrize(
    ("calendar", "moment", "warns", "stands_against"),
    [
        (ALWAYS, "2026-06-07T03:00", None, None),
        (NIGHTS, "2026-06-04T01:00", None, None),
        (NIGHTS, "2026-06-07T01:00", None, None),
        (NIGHTS, "2026-06-04T03:00", "03:00 is outside working hours", "before opening"),
        (NIGHTS, "2026-06-06T16:00", "16:00 is outside working hours", "between hours"),
        (NIGHTS, "2026-06-07T03:00", "Sun 7 Jun is a day off", "day off"),
        (SATURDAY_OFF, "2026-06-06T01:00", None, None),
        (SATURDAY_OFF, "2026-06-06T20:00", "Sat 6 Jun is a day off", "closed"),
    ],
)
def test_the_night_is_warned_of_where_nobody_works(
    calendar: Calendar, moment: str, warns: str | None, stands_against: str | None
) -> None:
    assert (warning(there(moment), calendar), conflict(there(moment), calendar)) == (warns, stands_against)


@pytest.mark.parametrize(
    ("calendar", "due_at", "now", "days"),
    [
        (ALWAYS, "2026-06-02T00:00", "2026-06-02T00:00", 0),
        (ALWAYS, "2026-06-02T00:00", "2026-06-02T00:01", 1),
        (NIGHTS, "2026-06-04T02:00", "2026-06-04T20:00", 1),
        (NIGHTS, "2026-06-03T20:00", "2026-06-04T01:00", 0),
        (NIGHTS, "2026-06-04T01:00", "2026-06-04T02:00", 0),
    ],
)
def test_what_was_due_in_the_night_is_late_from_the_next_working_day_on(
    calendar: Calendar, due_at: str, now: str, days: int
) -> None:
    assert calendar.working_days_overdue(there(due_at), there(now)) == days


@pytest.mark.parametrize(
    ("calendar", "now", "closes"),
    [
        (ALWAYS, "2026-06-01T10:00", "2026-06-02T00:00"),
        (ALWAYS, "2026-06-02T00:00", "2026-06-03T00:00"),
        (NIGHTS, "2026-06-04T01:00", "2026-06-04T02:00"),
        (NIGHTS, "2026-06-04T02:00", "2026-06-05T02:00"),
        (NIGHTS, "2026-06-07T02:30", "2026-06-11T02:00"),
    ],
)
def test_the_next_closing_may_be_that_of_the_evening_before(calendar: Calendar, now: str, closes: str) -> None:
    assert shown(calendar.next_closing(there(now))) == closes


def test_a_day_lasts_until_it_closes() -> None:
    assert shown(NIGHTS.local(NIGHTS.last_moment(date(2026, 6, 3)))) == "2026-06-04T02:00"
    assert shown(ALWAYS.local(ALWAYS.last_moment(date(2026, 6, 3)))) == "2026-06-04T00:00"
    assert NIGHTS.local(NIGHTS.last_moment(date(2026, 6, 1))).time() == time(23, 59, 59)
