from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from careline.domain.time import moments
from careline.domain.time.working_time import Calendar, Holidays

NEW_YORK = ZoneInfo("America/New_York")
SPLIT = Calendar(NEW_YORK, (((time(9), time(12, 30)), (time(13, 30), time(17))),) * 5 + ((), ()))
OFFICE = Calendar(NEW_YORK, days_off=frozenset({date(2026, 11, 26)}))
KEPT = Calendar(
    NEW_YORK,
    (((time(9), time(12, 30)), (time(13, 30), time(17))),) * 5 + ((), ()),
    frozenset({date(2026, 12, 24), date(2026, 12, 25)}),
    Holidays({date(2026, 11, 26): "Thanksgiving Day", date(2026, 12, 25): "Christmas Day"}, frozenset({2026, 2027})),
)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


class TestFull:
    @pytest.mark.parametrize(
        ("at", "zone", "text"),
        [
            ("2026-11-24T22:00+00:00", "America/New_York", "Tue 24 Nov 2026 17:00 EST"),
            ("2026-06-02T21:00+00:00", "America/New_York", "Tue 2 Jun 2026 17:00 EDT"),
            ("2026-06-02T21:00:07+00:00", "America/New_York", "Tue 2 Jun 2026 17:00:07 EDT"),
            ("2026-06-02T12:00+00:00", "UTC", "Tue 2 Jun 2026 12:00 UTC"),
            ("2026-06-02T12:00+00:00", "Europe/Berlin", "Tue 2 Jun 2026 14:00 CEST"),
        ],
    )
    def test_a_moment_stands_with_its_year_and_the_zone_of_its_season(self, at: str, zone: str, text: str) -> None:
        assert moments.full(moment(at), ZoneInfo(zone)) == text

    @pytest.mark.parametrize(
        ("at", "zone", "text"),
        [
            ("2026-06-02T12:00+00:00", "America/Sao_Paulo", "Tue 2 Jun 2026 09:00 -03:00"),
            ("2026-06-02T12:00+00:00", "Asia/Kathmandu", "Tue 2 Jun 2026 17:45 +05:45"),
            ("2014-10-25T21:30+00:00", "Europe/Moscow", "Sun 26 Oct 2014 01:30 +04:00"),
            ("2014-10-25T22:30+00:00", "Europe/Moscow", "Sun 26 Oct 2014 01:30 +03:00"),
            ("2014-10-25T23:30+00:00", "Europe/Moscow", "Sun 26 Oct 2014 02:30 MSK"),
        ],
    )
    def test_the_offset_stands_where_no_abbreviation_tells_it(self, at: str, zone: str, text: str) -> None:
        assert moments.full(moment(at), ZoneInfo(zone)) == text


class TestShort:
    NOW = datetime(2026, 6, 1, 14, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("at", "text"),
        [
            ("2026-06-02T21:00+00:00", "Tue 2 Jun 17:00"),
            ("2027-06-02T21:00+00:00", "Wed 2 Jun 2027 17:00"),
            ("2027-01-01T04:00+00:00", "Thu 31 Dec 23:00"),
            ("2026-11-01T05:30+00:00", "Sun 1 Nov 01:30 EDT"),
            ("2026-11-01T06:30+00:00", "Sun 1 Nov 01:30 EST"),
            ("2026-11-01T07:30+00:00", "Sun 1 Nov 02:30"),
        ],
    )
    def test_year_and_zone_stand_only_where_they_tell_something(self, at: str, text: str) -> None:
        assert moments.short(moment(at), self.NOW, NEW_YORK) == text

    def test_the_year_of_now_is_the_one_on_the_shops_wall(self) -> None:
        new_year_in_utc = datetime(2027, 1, 1, 3, tzinfo=UTC)
        assert moments.short(moment("2026-12-30T22:00+00:00"), new_year_in_utc, NEW_YORK) == "Wed 30 Dec 17:00"


class TestDay:
    def test_a_day_is_the_one_on_the_shops_wall(self) -> None:
        assert moments.day(moment("2026-06-02T03:00+00:00"), NEW_YORK) == "Mon 1 Jun"


class TestEcho:
    @pytest.mark.parametrize(
        ("at", "distance"),
        [
            # From Fri 20 Nov 2026 10:00; Thu 26 Nov is a holiday.
            ("2026-11-24T17:00-05:00", "in 2 working days"),
            ("2026-11-23T17:00-05:00", "in 1 working day"),
            ("2026-11-27T17:00-05:00", "in 4 working days"),
            ("2026-11-21T17:00-05:00", "tomorrow"),
            ("2026-11-22T17:00-05:00", "in 2 days"),
            ("2026-11-20T13:00-05:00", "today, in 3 h"),
            ("2026-11-20T17:30-05:00", "today, in 7 h 30 min"),
            ("2026-11-20T10:20-05:00", "today, in 20 min"),
            ("2026-11-20T10:00-05:00", "now"),
            ("2026-11-20T09:59:30-05:00", "now"),
            ("2026-11-20T08:30-05:00", "today, 1 h 30 min ago"),
            ("2026-11-19T16:10-05:00", "1 working day ago"),
            ("2026-11-18T23:59-05:00", "2 working days ago"),
        ],
    )
    def test_it_says_how_far_the_moment_is(self, at: str, distance: str) -> None:
        text = moments.echo(moment(at), moment("2026-11-20T10:00-05:00"), OFFICE)
        assert text == f"{moments.full(moment(at), NEW_YORK)} ({distance})"

    @pytest.mark.parametrize(
        ("now", "distance"),
        [
            ("2026-11-21T10:00-05:00", "1 working day ago"),
            ("2026-11-22T10:00-05:00", "1 working day ago"),
        ],
    )
    def test_a_day_off_looks_back_on_working_days(self, now: str, distance: str) -> None:
        thursday = moment("2026-11-19T17:00-05:00")
        assert moments.echo(thursday, moment(now), OFFICE).endswith(f"({distance})")

    @pytest.mark.parametrize(
        ("now", "distance"), [("2026-11-21T10:00-05:00", "yesterday"), ("2026-11-22T10:00-05:00", "2 days ago")]
    )
    def test_without_a_working_day_in_between_it_counts_days(self, now: str, distance: str) -> None:
        friday = moment("2026-11-20T17:00-05:00")
        assert moments.echo(friday, moment(now), OFFICE).endswith(f"({distance})")

    def test_the_second_of_two_equal_readings_is_an_hour_away(self) -> None:
        first, second = moment("2026-11-01T01:30-04:00"), moment("2026-11-01T01:30-05:00")
        assert moments.echo(second, first, OFFICE) == "Sun 1 Nov 2026 01:30 EST (today, in 1 h)"


class TestWarning:
    @pytest.mark.parametrize(
        ("at", "says"),
        [
            ("2026-11-28T17:00-05:00", "Sat 28 Nov is a day off"),
            ("2026-11-24T20:00-05:00", "20:00 is outside working hours"),
            ("2026-11-24T13:00-05:00", "13:00 is outside working hours"),
            ("2026-11-24T17:00-05:00", None),
            ("2026-11-24T15:00+00:00", None),
        ],
    )
    def test_it_says_why_nobody_may_be_at_work(self, at: str, says: str | None) -> None:
        assert moments.warning(moment(at), SPLIT) == says

    def test_a_holiday_is_a_day_off(self) -> None:
        assert moments.warning(moment("2026-11-26T12:00-05:00"), OFFICE) == "Thu 26 Nov is a day off"

    def test_a_public_holiday_is_named(self) -> None:
        assert moments.warning(moment("2026-11-26T12:00-05:00"), KEPT) == "Thu 26 Nov is a day off (Thanksgiving Day)"

    @pytest.mark.parametrize(
        ("at", "says"),
        [("2028-11-24T17:00-05:00", "the public holidays of 2028 are not known"), ("2027-11-24T17:00-05:00", None)],
    )
    def test_a_year_whose_holidays_are_not_known_is_named(self, at: str, says: str | None) -> None:
        assert moments.warning(moment(at), KEPT) == says


class TestConflict:
    @pytest.mark.parametrize(
        ("at", "why"),
        [
            ("2026-11-26T12:00-05:00", "Thanksgiving Day"),
            ("2026-12-25T12:00-05:00", "Christmas Day"),
            ("2026-12-24T12:00-05:00", "closed"),
            ("2026-11-28T12:00-05:00", "day off"),
            ("2026-11-24T08:59-05:00", "before opening"),
            ("2026-11-24T09:00-05:00", None),
            ("2026-11-24T13:00-05:00", "between hours"),
            ("2026-11-24T17:00-05:00", None),
            ("2026-11-24T17:01-05:00", "after closing"),
            ("2026-11-25T03:00+00:00", "after closing"),
        ],
    )
    def test_it_says_what_stands_against_a_moment(self, at: str, why: str | None) -> None:
        assert moments.conflict(moment(at), KEPT) == why
