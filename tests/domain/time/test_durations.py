"""A policy's time, counted here where it is in working days, is over when the phrase says so."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from careline.domain.errors import BadInput
from careline.domain.time.due_phrases import duration_due
from careline.domain.time.durations import NEVER, due_or_never, parse_duration_due
from careline.domain.time.phrase_refusals import OutOfYears
from careline.domain.time.working_time import Calendar

OFFICE = Calendar(ZoneInfo("America/New_York"))
FRIDAY = datetime(2026, 6, 5, 20, 59, tzinfo=UTC)


def test_it_is_what_the_phrase_says(subtests: pytest.Subtests) -> None:
    for duration in ("1bd", "2bd", "01bd", "99bd", "4bh", "14d", "2w", "90min", "2 bd", "3 working days", "365bd"):
        for hours in range(0, 24 * 7, 5):
            since = FRIDAY + timedelta(hours=hours)
            with subtests.test(duration, since=since):
                assert parse_duration_due(duration, since, OFFICE) == duration_due(duration, since, OFFICE)


def test_what_is_no_such_time_is_refused_as_the_phrase_is(subtests: pytest.Subtests) -> None:
    for duration in ("0bd", "00bd", "bd", "-1bd", "1.5bd", "\u0661bd", "soon", "", "1", "fri", "99999bd 1d"):
        with subtests.test(duration):
            with pytest.raises(BadInput) as refused:
                duration_due(duration, FRIDAY, OFFICE)
            with pytest.raises(type(refused.value)) as here:
                parse_duration_due(duration, FRIDAY, OFFICE)
            assert str(here.value) == str(refused.value)


def test_what_is_over_beyond_all_years_never_is() -> None:
    late = datetime(2999, 12, 31, 20, tzinfo=UTC)
    with pytest.raises(OutOfYears):
        parse_duration_due("1bd", late, OFFICE)
    assert due_or_never("1bd", late, OFFICE) == NEVER
    assert due_or_never("1bd", FRIDAY, OFFICE) == duration_due("1bd", FRIDAY, OFFICE)
    with pytest.raises(BadInput):
        due_or_never("soon", late, OFFICE)
