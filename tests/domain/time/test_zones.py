"""Zones of no place: abbreviations and offsets, and what is probably meant."""

import zoneinfo
from datetime import UTC, datetime

import pytest

from careline.domain.time.zones import MEANT, is_without_summer, place_meant


def test_an_abbreviation_or_an_offset_means_a_place(subtests: pytest.Subtests) -> None:
    for name, place in [
        ("EST", "America/New_York"),
        ("est", "America/New_York"),
        ("EST5EDT", "America/New_York"),
        ("MST", "America/Denver"),
        ("HST", "Pacific/Honolulu"),
        ("PST8PDT", "America/Los_Angeles"),
        ("PST", "America/Los_Angeles"),
        ("CET", "Europe/Berlin"),
        ("MET", "Europe/Berlin"),
        ("EET", "Europe/Athens"),
        ("WET", "Europe/Lisbon"),
        ("GMT", "Europe/London"),
        ("GMT+5", "America/New_York"),
        ("Etc/GMT+5", "America/New_York"),
        ("UTC-05:00", "America/New_York"),
        ("+05:30", "America/New_York"),
    ]:
        with subtests.test(f"{name} {place}"):
            assert place_meant(name) == place


@pytest.mark.parametrize(
    "name", ["UTC", "Etc/UTC", "Etc/GMT", "America/New_York", "Europe/London", "Japan", "Mars/Base", ""]
)
def test_a_place_and_utc_mean_themselves(name: str) -> None:
    assert place_meant(name) is None


def test_no_zone_named_by_letters_alone_is_forgotten() -> None:
    """Those of the database that are no place's are known: three capital letters, and those with digits in them."""
    odd = {name for name in zoneinfo.available_timezones() if "/" not in name and len(name) <= 8 and name.isupper()}
    countries = {"GB", "NZ", "PRC", "ROC", "ROK", "UCT", "UTC", "W-SU", "NZ-CHAT"}
    assert {name for name in odd if not place_meant(name)} == odd & countries


def test_each_place_is_a_zone_with_the_offset_of_its_abbreviation_in_winter() -> None:
    winter = datetime(2026, 1, 15, 12, tzinfo=UTC)
    zones = zoneinfo.available_timezones()
    for name, place in MEANT.items():
        if name in zones:
            offsets = {winter.astimezone(zoneinfo.ZoneInfo(each)).utcoffset() for each in (name, place)}
            assert len(offsets) == 1, name
        else:
            assert place in zones


def test_only_what_keeps_winter_time_all_year_is_without_summer() -> None:
    assert [name for name in MEANT if is_without_summer(name)] == ["EST", "MST", "FACTORY"]
    assert is_without_summer("Etc/GMT+5")
    assert not is_without_summer("Etc/UTC")
