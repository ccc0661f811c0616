"""Where the machine stands changes no moment: the shop has a zone of its own."""

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from careline.domain.time.due_phrases import duration_due, parse_due, parse_past
from careline.domain.time.working_time import DEFAULT_HOURS, Calendar

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="2026-11-28: on Windows a process cannot change its own time zone"
)
SHOP = Calendar(ZoneInfo("America/New_York"), DEFAULT_HOURS, frozenset(), None)
NOW = datetime(2026, 3, 18, 13, 15, tzinfo=UTC)  # Wed 18 Mar 09:15 in New York


@pytest.fixture(params=["UTC", "America/New_York", "Asia/Tokyo"], autouse=True)
def _machine(request: pytest.FixtureRequest) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


def test_a_due_moment_is_counted_from_now_wherever_the_machine_is(subtests: pytest.Subtests) -> None:
    for phrase, due in [
        ("10min", "09:25"),
        ("2h", "11:15"),
        ("4bh", "13:15"),
        ("today 15:00", "15:00"),
        ("eod", "17:00"),
    ]:
        with subtests.test(f"{phrase} {due}"):
            assert f"{parse_due(phrase, NOW, SHOP):%d %H:%M %Z}" == f"18 {due} EDT"


def test_so_is_a_policys_time() -> None:
    assert f"{duration_due('90min', NOW, SHOP):%d %H:%M}" == "18 10:45"


def test_now_is_now() -> None:
    assert parse_past("now", NOW, SHOP) == NOW
    assert parse_past("10min ago", NOW, SHOP) == NOW - timedelta(minutes=10)


def test_working_time_is_added_to_a_moment_of_the_shops_own() -> None:
    assert f"{SHOP.add_working_time(SHOP.local(NOW), timedelta(hours=9)):%d %H:%M}" == "19 10:15"
