from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.domain.errors import BadInput, Misconfigured
from careline.domain.time.working_time import (
    SKIPPED_DAYS,
    Calendar,
    Holidays,
    Week,
)
from tests.calendars import CALENDARS

NEW_YORK = ZoneInfo("America/New_York")
THANKSGIVING = date(2026, 11, 26)
SPLIT_DAY = ((time(9), time(12, 30)), (time(13, 30), time(17)))
SPLIT: Week = (SPLIT_DAY,) * 5 + ((), ())
NIGHTS: Week = (((time(0, 30), time(5)),),) * 7

OFFICE = Calendar(NEW_YORK)
FESTIVE = Calendar(NEW_YORK, days_off=frozenset({THANKSGIVING, date(2026, 11, 27), date(2026, 11, 28)}))

SUMMER = frozenset(date(2026, 7, 27) + timedelta(days=n) for n in range(12))
KEPT = Calendar(
    NEW_YORK,
    SPLIT,
    SUMMER,
    Holidays(
        {
            date(2026, 7, 3): "Independence Day (observed)",
            date(2026, 7, 4): "Independence Day",
            THANKSGIVING: "Thanksgiving Day",
            date(2026, 12, 25): "Christmas Day",
            date(2027, 1, 1): "New Year's Day",
        },
        frozenset({2026, 2027}),
    ),
)

DATES = st.one_of(st.dates(date(2020, 1, 1), date(2032, 12, 31)), st.dates(date(2026, 11, 20), date(2026, 12, 4)))
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2032, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


def there(text: str, calendar: Calendar = OFFICE) -> datetime:
    """An ISO moment; without an offset on the wall of the calendar's zone, the first of two."""
    moment = datetime.fromisoformat(text)
    return calendar.local(moment if moment.tzinfo else moment.replace(tzinfo=calendar.zone))


def exactly(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def test_a_calendar_without_any_working_hour_is_a_misconfiguration() -> None:
    with pytest.raises(Misconfigured, match="No day of the week has working hours") as refusal:
        Calendar(NEW_YORK, ((),) * 7)
    assert isinstance(refusal.value, Misconfigured)
    assert "[hours]" in str(refusal.value)


def test_hours_default_to_monday_to_friday_nine_to_five() -> None:
    assert [OFFICE.is_working_day(date(2026, 6, 1) + timedelta(days=n)) for n in range(7)] == [True] * 5 + [False] * 2
    assert exactly(OFFICE.closing(date(2026, 6, 1))) == "2026-06-01T17:00-04:00"


class TestLocal:
    @pytest.mark.parametrize(
        "moment",
        [
            datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
            datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=ZoneInfo("America/New_York")),
            datetime(2026, 11, 1, 7, 30, tzinfo=ZoneInfo("Europe/Berlin")),
            pendulum.datetime(2026, 11, 1, 6, 30),
        ],
    )
    def test_the_same_moment_from_any_zone_and_library_reads_the_same(self, moment: datetime) -> None:
        local = OFFICE.local(moment)
        assert type(local) is datetime
        assert exactly(local) == "2026-11-01T01:30-05:00"

    def test_a_date_is_the_one_on_the_shops_wall(self) -> None:
        assert OFFICE.date_of(datetime(2026, 6, 2, 3, 59, tzinfo=UTC)) == date(2026, 6, 1)
        assert OFFICE.date_of(datetime(2026, 6, 2, 4, 0, tzinfo=UTC)) == date(2026, 6, 2)


class TestAt:
    def test_a_time_on_the_wall_is_one_moment(self) -> None:
        assert exactly(OFFICE.at(date(2026, 6, 1), time(9, 15))) == "2026-06-01T09:15-04:00"

    @pytest.mark.parametrize(
        ("zone", "day", "clock", "advice"),
        [
            ("America/New_York", date(2026, 3, 8), time(2, 30), "'2026-03-08 01:30' or '2026-03-08 03:30'"),
            ("America/New_York", date(2026, 3, 8), time(2), "'2026-03-08 01:00' or '2026-03-08 03:00'"),
            ("Europe/Berlin", date(2026, 3, 29), time(2, 59), "'2026-03-29 01:59' or '2026-03-29 03:59'"),
            ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), "'2026-10-04 01:45' or '2026-10-04 02:45'"),
            ("Pacific/Apia", date(2011, 12, 30), time(10), "'2011-12-29 10:00' or '2011-12-31 10:00'"),
        ],
    )
    def test_a_time_that_the_clocks_jump_over_is_refused(self, zone: str, day: date, clock: time, advice: str) -> None:
        calendar = Calendar(ZoneInfo(zone))
        with pytest.raises(BadInput, match=f"{zone}.*{advice}") as refusal:
            calendar.at(day, clock)
        assert isinstance(refusal.value, BadInput)
        assert calendar.readings(day, clock) == ()

    @pytest.mark.parametrize(
        ("zone", "day", "clock", "first", "second"),
        [
            ("America/New_York", date(2026, 11, 1), time(1, 30), "2026-11-01T01:30-04:00", "2026-11-01T01:30-05:00"),
            ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), "2026-04-05T01:45+11:00", "2026-04-05T01:45+10:30"),
        ],
    )
    def test_a_time_that_comes_twice_is_refused_with_both_readings(
        self, zone: str, day: date, clock: time, first: str, second: str
    ) -> None:
        calendar = Calendar(ZoneInfo(zone))
        with pytest.raises(BadInput, match=", where the clocks go back") as refusal:
            calendar.at(day, clock)
        assert f"'{first}' or '{second}'" in str(refusal.value)
        assert isinstance(refusal.value, BadInput)
        assert [exactly(moment) for moment in calendar.readings(day, clock)] == [first, second]

    @pytest.mark.parametrize(
        ("day", "clock"),
        [
            (date(2026, 3, 8), time(1, 59)),
            (date(2026, 3, 8), time(3)),
            (date(2026, 11, 1), time(0, 59)),
            (date(2026, 11, 1), time(2)),
        ],
    )
    def test_the_minutes_around_a_clock_change_are_ordinary(self, day: date, clock: time) -> None:
        assert OFFICE.at(day, clock).replace(tzinfo=None) == datetime.combine(day, clock)


class TestClosing:
    @pytest.mark.parametrize(
        ("hours", "day", "closing"),
        [
            (SPLIT, date(2026, 6, 1), "2026-06-01T17:00-04:00"),
            ((*SPLIT[:5], ((time(10), time(14)),), ()), date(2026, 6, 6), "2026-06-06T14:00-04:00"),
            (SPLIT, date(2026, 6, 7), "2026-06-07T17:00-04:00"),
        ],
    )
    def test_a_day_closes_with_its_last_block_and_a_day_off_at_five(self, hours: Week, day: date, closing: str) -> None:
        assert exactly(Calendar(NEW_YORK, hours).closing(day)) == closing

    def test_a_holiday_closes_at_five_whatever_its_weekday_does(self) -> None:
        late = Calendar(NEW_YORK, (((time(12), time(20)),),) * 7, frozenset({THANKSGIVING}))
        assert exactly(late.closing(THANKSGIVING)) == "2026-11-26T17:00-05:00"

    def test_a_closing_in_the_skipped_hour_moves_with_the_clocks(self) -> None:
        bar = Calendar(NEW_YORK, (((time(0), time(2, 30)),),) * 7)
        assert exactly(bar.closing(date(2026, 3, 8))) == "2026-03-08T03:30-04:00"

    def test_a_closing_in_the_repeated_hour_is_the_first_of_the_two(self) -> None:
        bar = Calendar(NEW_YORK, (((time(0), time(1, 30)),),) * 7)
        assert exactly(bar.closing(date(2026, 11, 1))) == "2026-11-01T01:30-04:00"


class TestWorkingDays:
    @pytest.mark.parametrize(
        ("day", "n", "expected"),
        [
            (date(2026, 6, 1), 1, date(2026, 6, 2)),
            (date(2026, 6, 5), 1, date(2026, 6, 8)),
            (date(2026, 6, 6), 1, date(2026, 6, 8)),
            (date(2026, 6, 5), 5, date(2026, 6, 12)),
            (date(2026, 11, 25), 1, date(2026, 11, 30)),
            (date(2026, 6, 6), 0, date(2026, 6, 6)),
            (date(2026, 6, 8), -1, date(2026, 6, 5)),
            (date(2026, 6, 7), -2, date(2026, 6, 4)),
        ],
    )
    def test_adding_skips_weekends_and_days_off(self, day: date, n: int, expected: date) -> None:
        assert FESTIVE.add_working_days(day, n) == expected

    def test_the_working_day_before_a_monday_is_friday_or_what_a_holiday_leaves(self) -> None:
        assert OFFICE.working_day_before(date(2026, 6, 8)) == date(2026, 6, 5)
        assert FESTIVE.working_day_before(date(2026, 11, 30)) == date(2026, 11, 25)

    @pytest.mark.parametrize(
        ("now", "n", "expected"),
        [
            ("2026-06-01T08:00", 2, "2026-06-03T17:00-04:00"),
            ("2026-06-01T23:59", 2, "2026-06-03T17:00-04:00"),
            ("2026-06-05T18:00", 1, "2026-06-08T17:00-04:00"),
            ("2026-06-06T10:00", 1, "2026-06-08T17:00-04:00"),
        ],
    )
    def test_the_nth_working_day_is_counted_from_todays_date_whatever_the_hour(
        self, now: str, n: int, expected: str
    ) -> None:
        assert exactly(OFFICE.end_of_working_day(there(now), n)) == expected

    @given(DATES, st.integers(1, 300))
    def test_the_nth_working_day_is_a_working_day_with_n_between(self, day: date, n: int) -> None:
        then = FESTIVE.add_working_days(day, n)
        assert FESTIVE.is_working_day(then)
        assert FESTIVE.working_days_between(day, then) == n

    @given(DATES, DATES)
    def test_days_between_are_the_working_days_after_the_first_up_to_the_second(self, start: date, end: date) -> None:
        walked = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        assert FESTIVE.working_days_between(start, end) == sum(FESTIVE.is_working_day(day) for day in walked)

    @given(CALENDARS, st.dates(date(2011, 1, 1), date(2034, 1, 1)), st.integers(-5, 800))
    def test_in_any_shop_they_are_the_working_days_that_one_walks_past(
        self, calendar: Calendar, start: date, length: int
    ) -> None:
        walked = (start + timedelta(days=n) for n in range(1, length + 1))
        between = calendar.working_days_between(start, start + timedelta(days=length))
        assert between == sum(calendar.is_working_day(day) for day in walked)

    @given(CALENDARS, st.dates(date(2011, 1, 1), date(2034, 1, 1)), st.integers(1, 300))
    def test_in_any_shop_as_many_steps_back_lead_to_the_working_day_before(
        self, calendar: Calendar, day: date, n: int
    ) -> None:
        then = calendar.add_working_days(day, n)
        assert calendar.is_working_day(then)
        assert calendar.working_days_between(day, then) == n
        assert calendar.add_working_days(then, -n) == (
            day if calendar.is_working_day(day) else calendar.working_day_before(day)
        )


class TestWorkingDaysOverdue:
    @pytest.mark.parametrize(
        ("due_at", "now", "days"),
        [
            ("2026-06-02T17:00", "2026-06-05T12:00", 3),
            ("2026-06-02T17:00", "2026-06-02T23:00", 0),
            ("2026-06-02T17:00", "2026-06-03T00:00", 1),
            ("2026-06-05T17:00", "2026-06-06T12:00", 0),
            ("2026-06-05T17:00", "2026-06-07T12:00", 0),
            ("2026-06-05T17:00", "2026-06-08T00:01", 1),
            ("2026-06-06T17:00", "2026-06-08T09:00", 1),
            ("2026-06-05T17:00", "2026-06-01T12:00", 0),
            ("2026-11-25T17:00", "2026-11-28T12:00", 0),
            ("2016-06-02T17:00", "2026-06-02T12:00", 2608),
        ],
    )
    def test_days_are_counted_after_the_due_date_up_to_today(self, due_at: str, now: str, days: int) -> None:
        assert FESTIVE.working_days_overdue(there(due_at), there(now)) == days

    def test_dates_are_the_shops_and_not_utcs(self) -> None:
        late_in_utc = datetime(2026, 6, 3, 1, tzinfo=UTC)  # still Tuesday evening in New York
        assert OFFICE.working_days_overdue(late_in_utc, there("2026-06-03T09:00")) == 1
        assert OFFICE.working_days_overdue(there("2026-06-02T17:00"), late_in_utc) == 0


class TestWorkingMoments:
    @pytest.mark.parametrize(
        ("moment", "works"),
        [
            ("2026-06-01T08:59", False),
            ("2026-06-01T09:00", True),
            ("2026-06-01T12:30", True),
            ("2026-06-01T13:00", False),
            ("2026-06-01T17:00", True),
            ("2026-06-01T17:01", False),
            ("2026-06-06T10:00", False),
        ],
    )
    def test_opening_and_closing_belong_to_the_hours_and_the_break_does_not(self, moment: str, works: bool) -> None:
        assert Calendar(NEW_YORK, SPLIT).is_working_moment(there(moment)) is works

    @pytest.mark.parametrize(
        ("moment", "works"),
        [("2026-11-01T01:15-04:00", True), ("2026-11-01T01:45-04:00", False), ("2026-11-01T01:15-05:00", False)],
    )
    def test_the_second_reading_of_a_repeated_hour_comes_after_the_first_closing(
        self, moment: str, works: bool
    ) -> None:
        bar = Calendar(NEW_YORK, (((time(0), time(1, 30)),),) * 7)
        assert bar.is_working_moment(there(moment)) is works


class TestWorkingTime:
    @pytest.mark.parametrize(
        ("start", "minutes", "end"),
        [
            ("2026-06-03T15:15", 240, "2026-06-04T11:15-04:00"),
            ("2026-06-03T12:00", 60, "2026-06-03T14:00-04:00"),
            ("2026-06-03T13:00", 60, "2026-06-03T14:30-04:00"),
            ("2026-06-03T07:00", 30, "2026-06-03T09:30-04:00"),
            ("2026-06-03T16:00", 60, "2026-06-03T17:00-04:00"),
            ("2026-06-03T17:00", 1, "2026-06-04T09:01-04:00"),
            ("2026-06-05T16:30", 60, "2026-06-08T09:30-04:00"),
            ("2026-06-06T12:00", 60, "2026-06-08T10:00-04:00"),
            ("2026-11-25T16:00", 420, "2026-11-30T16:00-05:00"),
        ],
    )
    def test_it_walks_working_hours_only(self, start: str, minutes: int, end: str) -> None:
        calendar = Calendar(NEW_YORK, SPLIT, FESTIVE.days_off)
        assert exactly(calendar.add_working_time(there(start), timedelta(minutes=minutes))) == end

    @pytest.mark.parametrize(
        ("start", "minutes", "end"),
        [
            ("2026-03-08T00:30", 60, "2026-03-08T01:30-05:00"),
            ("2026-03-08T00:30", 120, "2026-03-08T03:30-04:00"),
            ("2026-03-08T00:30", 240, "2026-03-09T01:00-04:00"),
            ("2026-11-01T00:30", 60, "2026-11-01T01:30-04:00"),
            ("2026-11-01T00:30", 120, "2026-11-01T01:30-05:00"),
            ("2026-11-01T01:30-05:00", 30, "2026-11-01T02:00-05:00"),
        ],
    )
    def test_minutes_are_elapsed_minutes_across_clock_changes(self, start: str, minutes: int, end: str) -> None:
        assert exactly(Calendar(NEW_YORK, NIGHTS).add_working_time(there(start), timedelta(minutes=minutes))) == end

    def test_a_block_that_the_clocks_jump_over_adds_nothing(self) -> None:
        nights = Calendar(NEW_YORK, (((time(2, 10), time(2, 50)),),) * 7)
        day_before = there("2026-03-07T02:40")
        # The block of the change is shifted, not lost.
        assert exactly(nights.add_working_time(day_before, timedelta(minutes=15))) == "2026-03-08T03:15-04:00"
        straddling = Calendar(NEW_YORK, (((time(2, 30), time(3)),),) * 7)
        assert exactly(straddling.add_working_time(day_before, timedelta(minutes=25))) == "2026-03-09T02:35-04:00"

    @given(
        MOMENTS,
        st.integers(1, 3000),
        st.integers(1, 3000),
        st.sampled_from(["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu"]),
        st.sampled_from([SPLIT, NIGHTS]),
    )
    def test_two_spans_after_each_other_are_one(
        self, start: datetime, one: int, other: int, zone: str, hours: Week
    ) -> None:
        calendar = Calendar(ZoneInfo(zone), hours)
        halfway = calendar.add_working_time(start, timedelta(minutes=one))
        end = calendar.add_working_time(start, timedelta(minutes=one + other))
        assert calendar.add_working_time(halfway, timedelta(minutes=other)).timestamp() == end.timestamp()
        assert calendar.is_working_moment(end)

    @given(
        st.sampled_from([datetime(2026, 3, 7, tzinfo=UTC), datetime(2026, 10, 31, tzinfo=UTC)]),
        st.integers(0, 2880),
        st.integers(1, 900),
    )
    def test_as_many_working_minutes_pass_as_were_asked_for(self, around: datetime, into: int, span: int) -> None:
        calendar = Calendar(NEW_YORK, NIGHTS)
        start = around + timedelta(minutes=into)
        end = calendar.add_working_time(start, timedelta(minutes=span))
        minutes = int(end.timestamp() - start.timestamp()) // 60
        passed = (start + timedelta(minutes=n) for n in range(minutes))
        walls = (minute.astimezone(NEW_YORK).time() for minute in passed)
        assert sum(time(0, 30) <= wall < time(5) for wall in walls) == span

    @given(CALENDARS, MOMENTS, st.integers(1, 1500), st.integers(1, 1500))
    def test_in_any_shop_two_spans_after_each_other_are_one_and_end_at_work(
        self, calendar: Calendar, start: datetime, one: int, other: int
    ) -> None:
        halfway = calendar.add_working_time(start, timedelta(minutes=one))
        end = calendar.add_working_time(start, timedelta(minutes=one + other))
        assert calendar.add_working_time(halfway, timedelta(minutes=other)).timestamp() == end.timestamp()
        assert calendar.is_working_moment(end)
        assert end.timestamp() - start.timestamp() >= (one + other) * 60

    def test_a_block_that_the_clocks_push_into_the_next_one_counts_once(self) -> None:
        # In the night of the change the first block lasts from 03:10 to 03:50.
        calendar = Calendar(NEW_YORK, (((time(2, 10), time(2, 50)), (time(3), time(5))),) * 7)
        start = there("2026-03-08T01:00", calendar)
        assert exactly(calendar.add_working_time(start, timedelta(minutes=50))) == "2026-03-08T04:00-04:00"


class TestHolidays:
    @pytest.mark.parametrize(
        ("day", "n", "expected"),
        [
            (date(2026, 7, 2), 1, date(2026, 7, 6)),
            (date(2026, 7, 6), -1, date(2026, 7, 2)),
            (date(2026, 7, 24), 1, date(2026, 8, 10)),
            (date(2026, 7, 30), 2, date(2026, 8, 11)),
            (date(2026, 12, 24), 1, date(2026, 12, 28)),
            (date(2026, 12, 30), 2, date(2027, 1, 4)),
        ],
    )
    def test_neither_a_holiday_nor_a_closure_is_a_working_day(self, day: date, n: int, expected: date) -> None:
        assert KEPT.add_working_days(day, n) == expected

    @pytest.mark.parametrize(
        ("start", "minutes", "end"),
        [
            ("2026-07-02T16:30", 60, "2026-07-06T09:30-04:00"),
            ("2026-07-24T17:00", 1, "2026-08-10T09:01-04:00"),
            ("2026-12-24T12:00", 330, "2026-12-28T10:30-05:00"),
            ("2026-12-31T16:00", 120, "2027-01-04T10:00-05:00"),
        ],
    )
    def test_working_hours_walk_past_them(self, start: str, minutes: int, end: str) -> None:
        assert exactly(KEPT.add_working_time(there(start), timedelta(minutes=minutes))) == end

    @pytest.mark.parametrize(
        ("due_at", "now", "days"),
        [
            ("2026-07-02T17:00", "2026-07-03T12:00", 0),
            ("2026-07-02T17:00", "2026-07-06T00:00", 1),
            ("2026-07-24T17:00", "2026-08-07T12:00", 0),
            ("2026-07-24T17:00", "2026-08-11T12:00", 2),
            ("2026-12-31T17:00", "2027-01-01T12:00", 0),
            ("2026-12-31T17:00", "2027-01-05T12:00", 2),
        ],
    )
    def test_days_overdue_do_not_count_them(self, due_at: str, now: str, days: int) -> None:
        assert KEPT.working_days_overdue(there(due_at), there(now)) == days

    def test_a_holiday_has_a_name_and_a_closure_has_none(self) -> None:
        assert KEPT.holiday(THANKSGIVING) == "Thanksgiving Day"
        assert KEPT.holiday(date(2026, 7, 27)) is None
        assert OFFICE.holiday(THANKSGIVING) is None

    @pytest.mark.parametrize(("year", "known"), [(2025, False), (2026, True), (2027, True), (2028, False)])
    def test_the_holidays_of_a_year_are_known_or_not(self, year: int, known: bool) -> None:
        assert KEPT.knows_holidays(date(year, 6, 1)) is known

    def test_a_shop_that_keeps_none_knows_them_all(self) -> None:
        assert OFFICE.knows_holidays(date(1999, 6, 1))

    def test_a_day_off_has_no_opening(self) -> None:
        assert KEPT.opening(THANKSGIVING) is None
        assert exactly(KEPT.opening(date(2026, 7, 6)) or there("0001-01-01T00:00")) == "2026-07-06T09:00-04:00"


class TestSkippedDays:
    def test_nobody_works_on_a_day_that_the_zone_left_out(self) -> None:
        apia = Calendar(ZoneInfo("Pacific/Apia"))
        assert apia.add_working_days(date(2011, 12, 29), 1) == date(2012, 1, 2)
        assert apia.working_days_between(date(2011, 12, 29), date(2012, 1, 2)) == 1

    def test_they_are_those_of_the_zone_database(self) -> None:
        found = {}
        for zone in available_timezones():
            there = ZoneInfo(zone)
            # Such a move lasts, so a look at each New Year's Day finds its year.
            offsets = [datetime(year, 1, 1, tzinfo=there).utcoffset() or timedelta(0) for year in range(1970, 2038)]
            for year, (before, after) in enumerate(pairwise(offsets), 1970):
                if after - before > timedelta(hours=20):
                    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
                    noons = [datetime.combine(day, time(12), there).astimezone(UTC).astimezone(there) for day in days]
                    (found[zone],) = (day for day, noon in zip(days, noons, strict=True) if noon.date() != day)
        assert found == SKIPPED_DAYS
