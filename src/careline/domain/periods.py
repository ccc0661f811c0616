"""Periods of reports: from the beginning of one day to the end of another, or to now."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from careline.domain.errors import BadInput
from careline.domain.values import frozen


@frozen
class Period:
    """From `since` (None: from the first record on) until `until`, both included."""

    since: datetime | None
    until: datetime

    @classmethod
    def of_days(cls, first: date | None, last: date | None, now: datetime, zone: tzinfo) -> "Period":
        """From the beginning of the first day to the end of the last, or to `now` where that is earlier.

        Raises BadInput.
        """
        today = now.astimezone(zone).date()
        end = min(last or today, today)
        if first is not None and first > end:
            raise BadInput(f"--since {first} is after the end, {end}; give an earlier --since.")
        until = now if end == today else midnight(end + timedelta(days=1), zone) - timedelta(microseconds=1)
        return cls(midnight(first, zone) if first else None, until)


def midnight(day: date, zone: tzinfo) -> datetime:
    """The beginning of a day on the clocks of a zone, in UTC."""
    return datetime.combine(day, time(), zone).astimezone(UTC)
