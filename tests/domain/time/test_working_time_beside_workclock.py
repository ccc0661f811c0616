"""Working hours, added twenty thousand times as workclock adds them: a second opinion from other people's code.

Four zones, one whose clocks change by half an hour and one where they change at midnight; six shops, some of which
work through the nights of the changes, over midnight or round the clock; half of the moments lie within three days of
a change.
"""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest
from workclock import Holidays, Schedule, WorkDay

from careline.domain.time.working_time import Block, Calendar

ZONES = ("America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Santiago")
SINCE, UNTIL = datetime(2024, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
ADDITIONS = 20_000 // len(ZONES)
OFFICE: tuple[Block, ...] = ((time(9), time(12, 30)), (time(13, 30), time(17)))
NIGHTS: tuple[Block, ...] = ((time(0), time(1, 15)), (time(1, 45), time(2, 30)), (time(2, 45), time(3, 40)))
EVENING: tuple[Block, ...] = ((time(18), time(2, 30)),)
WHOLE_DAY: tuple[Block, ...] = ((time(), time()),)
SHOPS: tuple[tuple[tuple[Block, ...], ...], ...] = (
    (OFFICE,) * 5 + ((),) * 2,
    (NIGHTS,) * 7,
    ((*NIGHTS, *OFFICE),) * 3 + ((), NIGHTS, OFFICE, NIGHTS),
    (WHOLE_DAY,) * 7,
    (WHOLE_DAY,) * 4 + (EVENING, (), EVENING),
    ((*OFFICE, *EVENING),) * 6 + (EVENING,),
)


def changes(zone: str) -> list[datetime]:
    """The hours before which the clocks of the zone change."""
    hours = [SINCE + timedelta(hours=n) for n in range(int((UNTIL - SINCE) / timedelta(hours=1)))]
    local = [hour.astimezone(ZoneInfo(zone)) for hour in hours]
    return [after.astimezone(UTC) for before, after in pairwise(local) if before.utcoffset() != after.utcoffset()]


def days_off(random: Random) -> frozenset[date]:
    """Some three hundred days of the seven years."""
    return frozenset(SINCE.date() + timedelta(days=random.randrange(2557)) for _ in range(300))


@pytest.mark.parametrize("zone", ZONES)
def test_working_hours_add_up_to_the_moment_that_workclock_finds(zone: str) -> None:
    random = Random(zone)  # noqa: S311 - the same moments each time
    near = changes(zone)
    assert len(near) == 14
    shops = []
    for hours in SHOPS:
        # A day off of workclock's is a date; of ours, a night that began on it goes with it.
        closed = frozenset() if any(EVENING[0] in blocks for blocks in hours) else days_off(random)
        ours = Calendar(ZoneInfo(zone), hours, closed)
        rules = [WorkDay(*block, days=[day]) for day, blocks in enumerate(hours) for block in blocks]
        shops.append((ours, Schedule([*rules, Holidays(sorted(closed))], time_zone=zone)))
    for _ in range(ADDITIONS):
        calendar, schedule = random.choice(shops)
        if random.random() < 0.5:
            start = random.choice(near) + timedelta(minutes=random.randint(-3 * 1440, 3 * 1440))
        else:
            start = SINCE + timedelta(minutes=random.randrange(2557 * 1440))
        span = timedelta(minutes=random.randint(1, 60 if random.random() < 0.5 else 2400))
        found, expected = calendar.add_working_time(start, span), schedule.add(start, span)
        assert found.astimezone(UTC) == expected, f"{span} after {start} in {zone}"
