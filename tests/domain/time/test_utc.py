"""Moments to count with are plain ones, in UTC."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pendulum
import pytest

from careline.domain.time.utc import utc


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 6, 1, 10, tzinfo=ZoneInfo("America/New_York")),
        pendulum.datetime(2026, 6, 1, 10, tz="America/New_York"),
        datetime(2026, 6, 1, 14, tzinfo=UTC),
    ],
)
def test_a_moment_of_any_kind_becomes_a_plain_one_in_utc(moment: datetime) -> None:
    assert utc(moment) == datetime(2026, 6, 1, 14, tzinfo=UTC)
    assert type(utc(moment)) is datetime
    assert utc(moment).tzinfo is UTC


def test_what_lies_between_two_can_be_divided() -> None:
    later, earlier = pendulum.datetime(2026, 6, 1, 10), pendulum.datetime(2026, 6, 1, 9)
    assert (utc(later) - utc(earlier)) / timedelta(hours=1) == 1
