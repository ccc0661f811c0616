from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from careline.domain.errors import BadInput
from careline.domain.sheets.dates import BadRow, DateReader, in_zone
from careline.domain.time.working_time import Calendar

NEW_YORK = Calendar(ZoneInfo("America/New_York"))
CITY_FORMAT = "%m/%d/%Y %I:%M:%S %p"
ISO = DateReader(NEW_YORK)
CITY = DateReader(NEW_YORK, [CITY_FORMAT])


on_the_wall = datetime.fromisoformat


def read(text: str, field: str = "due", reader: DateReader = ISO) -> str:
    return reader.moment(field, text)[0].isoformat()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2015-05-06 11:51:10", "2015-05-06T15:51:10+00:00"),
        ("2015-05-06T11:51", "2015-05-06T15:51:00+00:00"),
        ("2015-05-06t11:51:10.25", "2015-05-06T15:51:10.250000+00:00"),
        ("2015-01-06 11:51", "2015-01-06T16:51:00+00:00"),
        ("2015-05-06T11:51:10Z", "2015-05-06T11:51:10+00:00"),
        ("2015-05-06 11:51:10 +02:00", "2015-05-06T09:51:10+00:00"),
        ("2015-05-06 11:51-0500", "2015-05-06T16:51:00+00:00"),
    ],
)
def test_iso_is_read_by_the_shops_clock_unless_an_offset_stands_with_it(text: str, moment: str) -> None:
    assert ISO.moment("due", text) == (datetime.fromisoformat(moment), False)


@pytest.mark.parametrize(
    "text",
    [
        "05/06/2015",
        "20150506",
        "2015",
        "2015-02-30",
        "2015-05-06 25:00",
        "2015-05-06x11:51",
        "yesterday",
        "2015-W19-3",
    ],
)
def test_what_is_no_date_or_could_be_two_is_bad_and_the_reason_names_the_way_out(text: str) -> None:
    with pytest.raises(BadRow, match=r"^is not a date .* --date-format"):
        ISO.moment("due", text)


def test_what_is_not_in_the_format_is_bad_and_the_reason_names_the_format() -> None:
    with pytest.raises(BadRow, match=r"^is not in the format '%m/%d/%Y %I:%M:%S %p'"):
        CITY.moment("closed", "6.5.2015")
    both = DateReader(NEW_YORK, ["%d/%m/%Y", "%d.%m.%Y"])
    with pytest.raises(BadRow, match=r"^is not in the format '%d/%m/%Y' or '%d.%m.%Y'"):
        both.moment("due", "6-5-2015")


def test_a_date_with_the_name_of_another_day_is_bad() -> None:
    assert read("Wed, 6 May 2015 11:51:10 -0400") == "2015-05-06T15:51:10+00:00"
    with pytest.raises(BadRow, match=r"^has the wrong weekday: that day is Wed 6 May 2015"):
        ISO.moment("due", "Thu, 6 May 2015")


def test_a_serial_number_counts_by_the_clock_of_the_shop() -> None:
    assert read("42130.5") == "2015-05-06T16:00:00+00:00"
    assert read("42130", "opened") == "2015-05-06T04:00:00+00:00"
    assert read("42130", "due") == "2015-05-06T21:00:00+00:00"


@pytest.mark.parametrize("text", ["0201-05-06", "1899-12-31 23:59", "3000-01-01"])
def test_a_year_that_must_be_a_slip_is_bad(text: str) -> None:
    with pytest.raises(BadRow, match="outside of the years 1900 to 2999"):
        ISO.moment("opened", text)


@pytest.mark.parametrize(
    ("field", "text", "moment"),
    [
        ("opened", "2015-05-06", "2015-05-06T04:00:00+00:00"),
        ("due", "2015-05-06", "2015-05-06T21:00:00+00:00"),
        ("kept", "2015-05-06", "2015-05-06T21:00:00+00:00"),
        ("closed", "2015-05-06", "2015-05-06T21:00:00+00:00"),
        ("due", "2015-05-09", "2015-05-09T21:00:00+00:00"),  # a Saturday: 17:00 on a day off
    ],
)
def test_a_date_without_a_time_is_midnight_for_opened_and_closing_time_for_the_rest(
    field: str, text: str, moment: str
) -> None:
    assert read(text, field) == moment
    year, month, day = text.split("-")
    assert read(f"{day}.{month}.{year}", field, DateReader(NEW_YORK, ["%d.%m.%Y"])) == moment


def test_a_date_is_due_at_the_closing_time_of_its_own_day() -> None:
    short_wednesdays = ((time(9), time(12)),)
    week = tuple(short_wednesdays if day == 2 else NEW_YORK.hours[day] for day in range(7))
    assert read("2015-05-06", reader=DateReader(Calendar(NEW_YORK.zone, week))) == "2015-05-06T16:00:00+00:00"


def test_a_skipped_hour_is_bad_and_a_repeated_one_is_read_as_the_first_of_the_two() -> None:
    with pytest.raises(BadRow, match="does not exist in America/New_York"):
        CITY.moment("opened", "03/08/2015 02:30:00 AM")
    first = datetime(2015, 11, 1, 5, 30, tzinfo=UTC)
    assert CITY.moment("opened", "11/01/2015 01:30:00 AM") == (first, True)
    assert CITY.moment("opened", "11/01/2015 12:59:59 AM") == (first - timedelta(minutes=30, seconds=1), False)
    assert CITY.moment("opened", "11/01/2015 02:00:00 AM") == (first + timedelta(minutes=90), False)


def test_an_offset_tells_the_two_readings_of_a_repeated_hour_apart() -> None:
    assert ISO.moment("opened", "2015-11-01 01:30-05:00") == (datetime(2015, 11, 1, 6, 30, tzinfo=UTC), False)


def test_a_day_whose_midnight_the_clocks_skip_begins_with_its_first_moment() -> None:
    beirut = DateReader(Calendar(ZoneInfo("Asia/Beirut")))
    assert read("2022-03-27", "opened", beirut) == "2022-03-26T22:00:00+00:00"


@given(
    st.sampled_from(
        ["America/New_York", "America/Havana", "Asia/Beirut", "Australia/Lord_Howe", "America/Sao_Paulo", "UTC"]
    ),
    st.datetimes(on_the_wall("2010-01-01 00:00"), on_the_wall("2020-12-31 00:00")),
)
@example("America/New_York", on_the_wall("2015-11-01 01:30"))
@example("Australia/Lord_Howe", on_the_wall("2015-04-05 01:45"))
@example("America/Sao_Paulo", on_the_wall("2015-02-21 23:30"))
@example("America/Havana", on_the_wall("2015-11-01 00:00"))
def test_every_wall_clock_is_read_as_the_calendar_reads_it(zone: str, wall: datetime) -> None:
    calendar = Calendar(ZoneInfo(zone))
    readings = calendar.readings(wall.date(), wall.time())
    reader = DateReader(calendar)
    if readings:
        assert reader.moment("due", wall.isoformat(" ")) == (readings[0].astimezone(UTC), len(readings) > 1)
    else:
        with pytest.raises(BadRow):
            reader.moment("due", wall.isoformat(" "))


def test_another_zone_changes_the_clock_and_not_the_hours() -> None:
    tokyo = in_zone(NEW_YORK, "Asia/Tokyo")
    assert read("2015-05-06", reader=DateReader(tokyo)) == "2015-05-06T08:00:00+00:00"
    assert in_zone(NEW_YORK, None) is NEW_YORK


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("America/New_Yrok", "Did you mean America/New_York"),
        ("EDT+", "America/New_York"),
        ("America", "not a time zone"),
    ],
)
def test_a_zone_that_does_not_exist_is_refused(name: str, advice: str) -> None:
    with pytest.raises(BadInput, match=advice):
        in_zone(NEW_YORK, name)
