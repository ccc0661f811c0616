from datetime import UTC, datetime, timedelta

import pytest

from careline.domain.safekeeping.backing_up import A_WEEK, Last, is_due

NOW = datetime(2026, 6, 8, 12, tzinfo=UTC)


def ago(**span: int) -> datetime:
    return NOW - timedelta(**span)


@pytest.mark.parametrize(
    ("last_at", "begun_at", "due"),
    [
        (None, None, False),
        (None, ago(days=7), False),
        (None, ago(days=7, seconds=1), True),
        (ago(days=6), ago(days=70), False),
        (ago(days=7), ago(days=70), False),
        (ago(days=7, seconds=1), ago(days=70), True),
        (ago(days=-1), ago(days=70), False),
    ],
)
def test_one_is_due_a_week_after_the_last_or_after_the_first_command(
    last_at: datetime | None, begun_at: datetime | None, *, due: bool
) -> None:
    assert is_due(last_at if last_at is None else Last(last_at), begun_at, NOW, A_WEEK) is due
