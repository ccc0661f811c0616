"""Periods of reports: whole days, in the shop's zone, and never beyond now."""

from datetime import date, datetime, timedelta

import pytest

from careline.domain.errors import BadInput
from careline.domain.periods import Period
from tests.builders import BOSTON, boston

NOW = boston(10, 12)
JUST = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("first", "last", "since", "until"),
    [
        (None, None, None, NOW),
        (date(2026, 6, 1), None, boston(1, 0), NOW),
        (date(2026, 6, 1), date(2026, 6, 2), boston(1, 0), boston(3, 0) - JUST),
        (None, date(2026, 6, 2), None, boston(3, 0) - JUST),
        (date(2026, 6, 10), date(2026, 6, 10), boston(10, 0), NOW),
        (date(2026, 6, 10), date(2026, 7, 1), boston(10, 0), NOW),
    ],
)
def test_a_period_is_of_whole_days_up_to_now(
    first: date | None, last: date | None, since: datetime | None, until: datetime
) -> None:
    assert Period.of_days(first, last, NOW, BOSTON) == Period(since, until)


@pytest.mark.parametrize(("first", "last"), [(date(2026, 6, 2), date(2026, 6, 1)), (date(2026, 6, 11), None)])
def test_a_period_that_has_no_time_is_refused(first: date, last: date | None) -> None:
    with pytest.raises(BadInput, match="is after the end"):
        Period.of_days(first, last, NOW, BOSTON)
