"""Shops of every kind for property tests: several blocks a day, closures, holidays, and zones whose clocks change."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from careline.domain.time.working_time import Block, Calendar, Holidays

ZONES = (
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "Europe/Moscow",
    "Asia/Tokyo",
)
DAYS = st.one_of(
    st.dates(date(2011, 12, 20), date(2012, 1, 10)),
    st.dates(date(2026, 3, 1), date(2026, 4, 10)),
    st.dates(date(2026, 10, 20), date(2026, 11, 10)),
    st.dates(date(2014, 1, 1), date(2034, 12, 31)),
)
QUARTERS = [time(minutes // 60, minutes % 60) for minutes in range(0, 24 * 60, 15)]


def _blocks(quarters: list[time]) -> tuple[Block, ...]:
    ordered = sorted(quarters)
    return tuple(zip(ordered[::2], ordered[1::2], strict=False))


def _closed(closures: list[tuple[date, int]]) -> frozenset[date]:
    return frozenset(first + timedelta(days=n) for first, length in closures for n in range(length))


HOURS = st.tuples(*[st.lists(st.sampled_from(QUARTERS), unique=True, max_size=6).map(_blocks)] * 7).filter(any)
CLOSURES = st.lists(st.tuples(DAYS, st.integers(1, 30)), max_size=3).map(_closed)
HOLIDAYS = st.none() | st.builds(
    Holidays, st.dictionaries(DAYS, st.just("Harvest Day"), max_size=20), st.just(frozenset(range(2011, 2035)))
)
CALENDARS = st.builds(Calendar, st.sampled_from(ZONES).map(ZoneInfo), HOURS, CLOSURES, HOLIDAYS)
