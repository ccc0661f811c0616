"""Public holidays: what the library knows of countries and regions, and what the store keeps of it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pendulum
import pytest

from careline.domain.errors import Misconfigured
from careline.domain.time.working_time import Calendar
from careline.store.time.holidays import look_up

YEARS = range(2024, 2029)
ZONES = {"US": "America/New_York", "GB": "Europe/London", "DE": "Europe/Berlin", "NP": "Asia/Kathmandu"}


def shop_in(place: str) -> Calendar:
    """An office in `US-MA` or `DE`, in the zone of the capital."""
    country, _, region = place.partition("-")
    return Calendar(ZoneInfo(ZONES[country]), holidays=look_up(country, region, YEARS))


HOLIDAYS = [
    ("US", date(2026, 6, 19), "Juneteenth National Independence Day"),
    ("US", date(2026, 7, 3), "Independence Day (observed)"),
    ("US", date(2026, 7, 4), "Independence Day"),
    ("US", date(2026, 11, 26), "Thanksgiving Day"),
    ("US", date(2026, 4, 20), None),
    ("US", date(2027, 12, 31), "New Year's Day (observed)"),
    ("US-MA", date(2026, 4, 20), "Patriots' Day"),
    ("US-MA", date(2026, 7, 3), None),
    ("GB", date(2026, 4, 3), "Good Friday"),
    ("GB", date(2026, 4, 6), None),
    ("GB-ENG", date(2026, 4, 6), "Easter Monday"),
    ("GB-SCT", date(2026, 11, 30), "Saint Andrew's Day"),
    ("GB", date(2026, 12, 28), "Boxing Day (observed)"),
    ("DE", date(2026, 4, 3), "Good Friday"),
    ("DE", date(2026, 6, 4), None),
    ("DE-BY", date(2026, 6, 4), "Corpus Christi"),
    ("NP", date(2026, 10, 20), "Bijaya Dashami"),
]


def test_holidays_are_those_of_the_country_and_region_in_english(subtests: pytest.Subtests) -> None:
    for place, day, name in HOLIDAYS:
        with subtests.test(place):
            assert shop_in(place).holiday(day) == name


def test_their_names_do_not_follow_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LANG", "LC_ALL", "LANGUAGE"):
        monkeypatch.setenv(variable, "de_DE.UTF-8")
    assert shop_in("DE").holiday(date(2026, 4, 3)) == "Good Friday"


def test_only_the_years_that_were_asked_for_are_known() -> None:
    found = look_up("US", "", {2027})
    assert found.years == {2027}
    assert {day.year for day in found.names} == {2027}


NEXT = [
    # Memorial Day, Juneteenth on a Friday, Independence Day on a Saturday and observed before it, Thanksgiving.
    ("US", date(2026, 5, 22), 1, date(2026, 5, 26)),
    ("US", date(2026, 6, 18), 1, date(2026, 6, 22)),
    ("US", date(2026, 7, 2), 1, date(2026, 7, 6)),
    ("US-MA", date(2026, 7, 2), 1, date(2026, 7, 3)),
    ("US", date(2026, 11, 25), 2, date(2026, 11, 30)),
    ("US", date(2026, 4, 17), 1, date(2026, 4, 20)),
    ("US-MA", date(2026, 4, 17), 1, date(2026, 4, 21)),
    # New Year's Day on a Saturday is observed in the old year.
    ("US", date(2027, 12, 30), 1, date(2028, 1, 3)),
    # Easter: Britain has the Monday by its parts, Germany everywhere.
    ("GB", date(2026, 4, 2), 1, date(2026, 4, 6)),
    ("GB-ENG", date(2026, 4, 2), 1, date(2026, 4, 7)),
    ("DE", date(2026, 4, 2), 1, date(2026, 4, 7)),
    ("DE", date(2026, 12, 23), 2, date(2026, 12, 28)),
    ("NP", date(2026, 10, 16), 1, date(2026, 10, 23)),
]


def test_the_next_working_day_comes_after_them(subtests: pytest.Subtests) -> None:
    for place, day, n, then in NEXT:
        with subtests.test(place):
            assert shop_in(place).add_working_days(day, n) == then


@pytest.mark.parametrize(
    ("place", "start", "hours", "end"),
    [
        ("US", "2026-07-02T15:00-04:00", 4, "2026-07-06T11:00-04:00"),
        ("US", "2026-11-25T16:00-05:00", 2, "2026-11-27T10:00-05:00"),
        # The clocks change between Good Friday, or Easter, and the days around them.
        ("GB", "2024-03-28T16:00+00:00", 2, "2024-04-01T10:00+01:00"),
        ("DE", "2024-03-28T16:00+01:00", 2, "2024-04-02T10:00+02:00"),
        ("US", "2026-12-31T16:00-05:00", 2, "2027-01-04T10:00-05:00"),
    ],
)
def test_working_hours_go_on_after_them(place: str, start: str, hours: int, end: str) -> None:
    calendar = shop_in(place)
    then = calendar.add_working_time(datetime.fromisoformat(start), pendulum.duration(hours=hours))
    assert then.isoformat(timespec="minutes") == end


@pytest.mark.parametrize(
    ("place", "due_at", "now", "days"),
    [
        ("US", "2026-07-02T17:00-04:00", "2026-07-05T12:00-04:00", 0),
        ("US", "2026-07-02T17:00-04:00", "2026-07-06T09:00-04:00", 1),
        ("US", "2026-06-18T17:00-04:00", "2026-06-19T12:00-04:00", 0),
        ("US-MA", "2026-04-17T17:00-04:00", "2026-04-21T09:00-04:00", 1),
        ("GB", "2026-04-02T17:00+01:00", "2026-04-07T09:00+01:00", 2),
        ("DE", "2026-04-02T17:00+02:00", "2026-04-07T09:00+02:00", 1),
        ("DE", "2024-03-28T17:00+01:00", "2024-04-03T09:00+02:00", 2),
        ("US", "2026-12-31T17:00-05:00", "2027-01-04T09:00-05:00", 1),
    ],
)
def test_days_overdue_leave_them_out(place: str, due_at: str, now: str, days: int) -> None:
    calendar = shop_in(place)
    assert calendar.working_days_overdue(datetime.fromisoformat(due_at), datetime.fromisoformat(now)) == days


@pytest.mark.parametrize(
    ("country", "region", "advice"),
    [
        ("SP", "", 'Did you mean "ES" (Spain)?'),
        ("JA", "", 'Did you mean "JM" (Jamaica) or "JP" (Japan)?'),
        ("XX", "", 'such as "US" or "GB"'),
        ("US", "MAS", 'Did you mean "MA" (Massachusetts)?'),
        ("US", "99", "Leave it out, or name one of these."),
    ],
)
def test_an_unknown_place_is_refused_with_a_suggestion(country: str, region: str, advice: str) -> None:
    with pytest.raises(Misconfigured) as refusal:
        look_up(country, region, {2026})
    assert refusal.value.exit_code == 5
    assert advice in str(refusal.value)


def test_the_known_regions_go_with_the_refusal() -> None:
    with pytest.raises(Misconfigured) as refusal:
        look_up("DE", "BAY", {2026})
    assert "BY  Bayern" in refusal.value.listing
    assert '"BY" (Bayern)' in str(refusal.value)
