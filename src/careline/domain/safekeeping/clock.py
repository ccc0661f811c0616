"""A clock that was set back: what is recorded before the newest line of the log would unmake misses (G11)."""

from datetime import datetime, timedelta, tzinfo

from careline.domain.errors import Refused
from careline.domain.safekeeping.undoing import LoggedCommand
from careline.domain.time import moments

LEEWAY = timedelta(minutes=5)
"""How far clocks may differ, or be put right by a machine, without anybody being stopped."""
TAKEN_AS_THEY_ARE = "doctor --fix clock"
"""The line of the log by which the lines of a wrong clock stay as they are."""


class ClockBehind(Refused):
    """The clock stands before what the log says has been."""

    def __init__(self, newest: LoggedCommand, now: datetime, zone: tzinfo) -> None:
        super().__init__(
            f"{told(newest, now, zone)}. Nothing was recorded. Set the clock right, "
            f"or see 'careline doctor' if it is right now."
        )


def stands_for(now: datetime, newest_at: datetime) -> datetime | None:
    """The moment at which is recorded what is recorded now; None where the clock is too far back."""
    if now + LEEWAY < newest_at:
        return None
    return max(now, newest_at)


def told(newest: LoggedCommand, now: datetime, zone: tzinfo) -> str:
    """Both moments, and whose line it is."""
    return (
        f"The clock shows {moments.full(now, zone)}, which is before command {newest.id} ({newest.command} by "
        f"{newest.who}) of {moments.full(newest.at, zone)}"
    )
