"""Formats for strptime: what they read, what stands beside them, and that strptime would say the same."""

from datetime import date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from careline.domain.sheets.date_formats import BadDateFormat, order_of, quick_reader, readers, without_time
from tests.domain.sheets.reading import read_by

CITY_FORMAT = "%m/%d/%Y %I:%M:%S %p"
on_the_wall = datetime.fromisoformat


def test_the_first_format_that_fits_is_taken_and_iso_is_always_read_beside(subtests: pytest.Subtests) -> None:
    for formats, text, moment in [
        ([CITY_FORMAT], "05/14/2026 09:05:00 PM", "2026-05-14 21:05"),
        ([CITY_FORMAT], "05/14/2026", "2026-05-14"),  # a time may be left out
        ([CITY_FORMAT], "5/14/2026 9:05", "2026-05-14 09:05"),  # and the order goes for other times
        ([CITY_FORMAT], "2026-05-04 09:05", "2026-05-04 09:05"),
        ([CITY_FORMAT], "2026-05-04T09:05:00.000Z", "2026-05-04 09:05+00:00"),
        ([CITY_FORMAT], "14 May 2026", "2026-05-14"),
        ([CITY_FORMAT], "46156", "2026-05-14"),
        (["%d/%m/%Y", "%m/%d/%Y"], "4/5/2026", "2026-05-04"),
        (["%d/%m/%Y", "%m/%d/%Y"], "4/15/2026", "2026-04-15"),
        (["%m/%d/%Y %H:%M", "%d/%m/%Y"], "4/5/2026", "2026-05-04"),  # a format of its own goes before one cut short
        (["%d.%m.%Y %H:%M"], "4. 5. 2026, 9:05 Uhr", "2026-05-04 09:05"),
        (["%d/%m/%y"], "4/5/2026 3:42 PM", "2026-05-04 15:42"),
        (["%y-%m-%d"], "26-05-14", "2026-05-14"),
        (["%Y-%d-%m"], "2026-04-05", "2026-05-04"),
        (["%Y%m%d"], "20260514", "2026-05-14"),
        (["%d/%m/%Y %H:%M %z"], "4/5/2026 9:05 +0200", "2026-05-04 09:05+02:00"),
    ]:
        with subtests.test(text, formats=formats):
            assert read_by(formats, text) == (on_the_wall(moment), ":" in moment)


def test_what_fits_no_format_is_never_read_in_another_order(subtests: pytest.Subtests) -> None:
    for formats, text in [
        ([CITY_FORMAT], "14/5/2026"),
        ([CITY_FORMAT], "4.5.2026"),
        ([CITY_FORMAT], "4-5-2026"),
        (["%d/%m/%Y"], "5/14/2026 9:05"),
        (["%Y-%d-%m"], "2026-04-05 09:05"),  # whoever writes so does not mean ISO
        (["%d/%m/%Y"], "31/02/2026"),
        ([], "4/5/2026"),
        ([], "14/5/2026"),
    ]:
        with subtests.test(text, formats=formats), pytest.raises(ValueError):  # noqa: PT011 - whatever its words
            read_by(formats, text)


def test_a_format_without_its_time_is_one_for_the_date(subtests: pytest.Subtests) -> None:
    for date_format, bare in [
        (CITY_FORMAT, "%m/%d/%Y"),
        ("%d.%m.%Y, %H:%M Uhr", "%d.%m.%Y"),
        ("%H:%M %d/%m/%Y", "%d/%m/%Y"),
        ("%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d"),
        ("%a %b %d %H:%M:%S %Y", "%a %b %d %Y"),
        ("%d %H %m %M %Y", None),
        ("%d/%m/%Y", None),
    ]:
        with subtests.test(date_format):
            assert without_time(date_format) == bare


def test_a_format_of_figures_tells_the_order_of_their_places() -> None:
    formats = [CITY_FORMAT, "%H:%M %d.%m.%y", "%Y-%m-%d", "%d %b %Y"]
    assert [order_of(each) for each in formats] == ["m/d/y", "d.m.y", "y-m-d", None]


NUMBERS = st.sampled_from(
    ["0", "1", "01", "001", "7", "09", " 9", "12", "13", "23", "24", "29", "31", "59", "60", "61"]
)
YEARS = st.sampled_from(["2015", "2016", "15", "69", "02015", "0000", "1900", "٢٠١٥"])
PIECES = {"Y": YEARS, "y": YEARS, "p": st.sampled_from(["AM", "pm", "aM", "xm", ""])}
DAYS = ("%m/%d/%Y", "%d/%m/%Y", "%Y.%m.%d", "%d.%m.%y", "%d-%b-%Y")
CLOCKS = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")
FORMATS = st.sampled_from(
    [
        *(day + clock for day in DAYS for clock in CLOCKS),
        "%Y-%m-%dT%H:%M:%S",
        "(%d) [%m] %Y",
        "%Y%m%d",
        "%d%m%Y %H%M",
        "%m0%d1%Y",
        "%d.%m.%Y %H:%M:%S.%f",
        "%m/%d/%Y %I:%M%p",
        "%H:%M %d/%m/%Y",
        "%d %m %Y  %H",
        "%I %p %d.%m.%Y",
        "%I:%M %d.%m.%Y",
        "%%%Y/%m/%d",
        "%j %Y",
    ]
)


@st.composite
def written(draw: st.DrawFn) -> tuple[str, str]:
    """A format, and a text that is written in it, or nearly."""
    date_format = draw(FORMATS)
    if draw(st.booleans()):
        return date_format, draw(
            st.datetimes(on_the_wall("1900-01-01 00:00"), on_the_wall("2100-01-01 00:00"))
        ).strftime(date_format)
    pieces = date_format.split("%")
    text = "".join(draw(PIECES.get(piece[:1], NUMBERS)) + piece[1:] for piece in pieces[1:])
    return date_format, draw(st.sampled_from([pieces[0] + text, f"{text} ", f" {text}", text.lower(), text + "0"]))


@given(written())
@example((CITY_FORMAT, "12/31/2015 12:00:00 AM"))
@example((CITY_FORMAT, "1/1/2015 12:00:00 pm"))
@example((CITY_FORMAT, "01/01/2015 13:00:00 PM"))
@example((CITY_FORMAT, "01/01/2015 00:00:00 AM"))
@example(("%d/%m/%Y %H:%M:%S", "29/02/2015 10:00:00"))
def test_what_strptime_reads_in_a_format_is_what_comes_back(pair: tuple[str, str]) -> None:
    date_format, text = pair
    try:
        quick = quick_reader(date_format)
    except BadDateFormat:
        return
    try:
        meant = datetime.strptime(text, date_format)  # noqa: DTZ007 - as it is read
    except ValueError:
        assert quick is None or quick(text) is None
    else:
        assert read_by([date_format], text)[0] == meant


@pytest.mark.parametrize("date_format", ["%d/%m/%Y", "%Y-%m-%d", "%d %b %Y", "%y%m%d", "%x"])
def test_a_format_without_a_time_reads_dates(date_format: str) -> None:
    assert read_by([date_format], date(2015, 5, 6).strftime(date_format)) == (on_the_wall("2015-05-06"), False)


def test_a_format_that_reads_no_dates_is_refused(subtests: pytest.Subtests) -> None:
    for date_format, why in [
        ("%d/%m", "lacks the year"),
        ("%H:%M", "lacks the year"),
        ("", "lacks the year"),
        ("%Q", "not understood"),
        ("%Y-%m-%d %", "not understood"),
        ("%Y-%Y-%m-%d", "not understood"),
        ("%Y-%m-%d %H:%M %Z", "--tz"),
    ]:
        with subtests.test(date_format), pytest.raises(BadDateFormat, match=why):
            readers(["%d/%m/%Y", date_format])
