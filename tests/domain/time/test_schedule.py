"""When the morning page comes."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.domain.time.schedule import Mornings, mornings, on_another_clock
from careline.domain.time.working_time import DEFAULT_HOURS, Week

NEW_YORK = ZoneInfo("America/New_York")
WEEKDAYS = (0, 1, 2, 3, 4)
ZONES = ("America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland", "America/Phoenix", "UTC")


def opening(*hours: str | None) -> Week:
    """A week that opens at these hours, from Monday on; a day without one is a day off."""
    blocks = [((time.fromisoformat(at), time(23)),) if at else () for at in hours]
    return tuple(blocks + [()] * (7 - len(blocks)))


@pytest.mark.parametrize(
    ("hours", "at", "days"),
    [
        (DEFAULT_HOURS, time(8), WEEKDAYS),
        (opening("09:30", "09:30"), time(8, 30), (0, 1)),
        (opening(None, "10:00", None, "08:15", None, "10:00"), time(7, 15), (1, 3, 5)),
        (opening("00:30"), time(0), (0,)),
        ((((time(), time()),),) * 7, time(8), (0, 1, 2, 3, 4, 5, 6)),
        ((((time(), time()),),) * 5 + (((time(10), time(2)),), ()), time(9), (0, 1, 2, 3, 4, 5)),
        (((), (), ((time(18), time(2)),), (), (), (), ()), time(17), (2,)),
        (opening(None, None, None, None, None, None, "12:00"), time(11), (6,)),
    ],
)
def test_the_page_comes_an_hour_before_the_earliest_opening_on_each_working_day(
    hours: Week, at: time, days: tuple[int, ...]
) -> None:
    assert mornings(hours) == Mornings(at, days)


def test_an_afternoon_block_does_not_put_it_off() -> None:
    hours: Week = (((time(9), time(12)), (time(13), time(17))),) + ((),) * 6
    assert mornings(hours).at == time(8)


@pytest.mark.parametrize(
    ("shop", "clock", "at", "days"),
    [
        ("America/New_York", "UTC", time(12), WEEKDAYS),
        ("America/New_York", "America/New_York", time(8), WEEKDAYS),
        ("Europe/Berlin", "UTC", time(6), WEEKDAYS),
        ("Asia/Kolkata", "UTC", time(2, 30), WEEKDAYS),
        ("Pacific/Auckland", "UTC", time(19), (6, 0, 1, 2, 3)),
        ("America/Los_Angeles", "Asia/Tokyo", time(0), (1, 2, 3, 4, 5)),
        ("America/Phoenix", "America/Denver", time(8), WEEKDAYS),
    ],
)
def test_another_clock_reads_the_mornings_in_its_own_way(
    shop: str, clock: str, at: time, days: tuple[int, ...]
) -> None:
    there = on_another_clock(Mornings(time(8), WEEKDAYS), ZoneInfo(shop), ZoneInfo(clock), 2026)
    assert there == Mornings(at, days)


@given(st.sampled_from(ZONES), st.sampled_from(ZONES), st.integers(0, 363), st.integers(4, 12))
def test_on_no_day_of_the_year_is_the_page_later_than_meant(shop: str, clock: str, day: int, hour: int) -> None:
    every_day = Mornings(time(hour), (0, 1, 2, 3, 4, 5, 6))
    meant = datetime(2026, 1, 1, hour, tzinfo=ZoneInfo(shop)) + timedelta(days=day)
    at = on_another_clock(every_day, ZoneInfo(shop), ZoneInfo(clock), 2026).at
    local = meant.astimezone(ZoneInfo(clock))
    comes = [datetime.combine(local.date() + timedelta(days=n), at, ZoneInfo(clock)) for n in (-1, 0, 1)]
    early = [meant.astimezone(UTC) - each.astimezone(UTC) for each in comes]
    assert any(timedelta() <= each <= timedelta(hours=2) for each in early)
