"""When the next backup is due."""

from datetime import datetime, timedelta

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


def is_due(last_at: datetime | None, begun_at: datetime | None, now: datetime, after: timedelta) -> bool:
    """True where the last backup is older than this, or the store is and has none; an empty one needs none."""
    since = last_at or begun_at
    return since is not None and now - since > after
