"""Months are counted as a calendar has them."""

from datetime import date

import pytest

from careline.domain.time.months import months_after


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 6, 5), 0, date(2026, 6, 5)),
        (date(2026, 6, 5), 24, date(2028, 6, 5)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 6, 5), -12, date(2025, 6, 5)),
    ],
)
def test_the_day_keeps_its_number_or_is_the_last_of_a_shorter_month(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then
