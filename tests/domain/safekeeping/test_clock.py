"""How far the clock may stand behind the newest line of the log, and what counts as now (G11)."""

from datetime import UTC, datetime

import pytest

from careline.domain.safekeeping.clock import stands_for

NEWEST = "10:00:00"


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-06-01 {clock}").replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "recorded"),
    [
        ("10:00:00", "10:00:00"),
        ("10:00:01", "10:00:01"),
        ("23:00:00", "23:00:00"),
        ("09:59:59", "10:00:00"),
        ("09:57:00", "10:00:00"),
        ("09:55:00", "10:00:00"),
        ("09:54:59", None),
        ("00:00:00", None),
    ],
)
def test_g11_up_to_five_minutes_behind_the_newest_line_stands_for_now(now: str, recorded: str | None) -> None:
    assert stands_for(at(now), at(NEWEST)) == (at(recorded) if recorded else None)
