from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from careline.domain.people.retention import kept_from

ZONE = ZoneInfo("America/New_York")


def local(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=ZONE)


def test_customers_are_kept_from_todays_date_so_many_years_ago(subtests: pytest.Subtests) -> None:
    for now, years, since in (
        ("2026-06-03 10:00", 7, "2019-06-03 00:00"),
        ("2026-06-03 00:00", 1, "2025-06-03 00:00"),
        ("2026-01-01 23:59", 1, "2025-01-01 00:00"),
        ("2028-02-29 10:00", 1, "2027-03-01 00:00"),
        ("2028-02-29 10:00", 4, "2024-02-29 00:00"),
        ("2026-06-03 10:00", 10**20, "0002-06-03 00:00"),
    ):
        with subtests.test(now, years=years):
            assert kept_from(years, local(now), ZONE) == local(since)
