"""When the next backup is due."""

from datetime import datetime, timedelta

from careline.domain.values import frozen

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


@frozen
class Last:
    """The last backup: when it was made, and how many attachments it lacks."""

    at: datetime
    lacking: int = 0


def is_due(last: Last | None, begun_at: datetime | None, now: datetime, after: timedelta) -> bool:
    """True where the last backup is older than this, or the store is and has none; an empty one needs none."""
    since = last.at if last else begun_at
    return since is not None and now - since > after
