"""What docs/dates.md shows is tried here; the other tables hold what a shop owner need not read."""

import string
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.domain.errors import BadInput, CarelineError
from careline.domain.time.due_phrases import (
    duration_due,
    is_date_phrase,
    is_duration,
    parse_due,
    parse_moment,
    parse_past,
)
from careline.domain.time.durations import recurring
from careline.domain.time.moments import full
from careline.domain.time.phrase_grammar import spelled
from careline.domain.time.phrase_refusals import (
    DueInThePast,
    NotADuration,
    OutOfYears,
)
from careline.domain.time.working_time import Calendar, Holidays
from tests.calendars import CALENDARS

Parse = Callable[[str, datetime, Calendar], datetime]

NEW_YORK = ZoneInfo("America/New_York")
OFFICE = Calendar(NEW_YORK)
FESTIVE = Calendar(NEW_YORK, days_off=frozenset({date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 30)}))
WEDNESDAY = "2026-11-18T10:00-05:00"
GUIDE = Path(__file__).parents[3] / "docs" / "dates.md"
# What people's fingers and scripts may rely on; the guide shows each, due or happened.
PROMISED = (
    "now | today | tonight | tomorrow | yesterday | mon | fri | next fri | 17:30 | 5pm | noon | fri 5pm "
    "| tomorrow noon | +3d | 2w | 4h | 90min | in 3 days | 2bd | in 3 business days | in 3 working days | 4bh "
    "| in 4 business hours | eod | eow | eom | eow+1bd | 2026-11-24 | 2026-11-24 15:00 | 2026-11-24T15:00 "
    "| 2026-11-24T15:00-08:00 | 2026-11-24T15:00Z | yesterday 16:10 | 2h ago | 30min ago "
    "| end of week | end of the month | in two days | the 30th"
)
SENSELESS = (
    "5 | d | d3 | 3 | three | 1d 2h | 2bd 1d | -3d | 3d ago ago | in | on | at | + | ago | , | fri mon | next "
    "| next 5pm | fri+ | eow+ | eow-1bd | now 5pm | 4h noon | eod+2h 5pm | 2026-11 | 26-11-24 x "
    "| 2026-11-24- | 24 nov 26 | nov | fri nov | 5pm 17:30 | 1.5h | 3/4-2026 | 3 business weeks "
    "| 2h eod | business days | x business days | next today | today tomorrow | T15:00x"
)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def iso(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def shown_in_the_guide(heading: str) -> list[tuple[str, str]]:
    """The rows of all tables of docs/dates.md with that heading, phrase and meaning."""
    rows: list[tuple[str, str]] = []
    table = ""
    for line in GUIDE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            table = ""
        elif not table:
            table = " | ".join(cells)
        elif table == heading and cells[0] != "---":
            rows.append((cells[0].strip("`"), cells[1]))
    assert rows
    return rows


class TestGuide:
    def test_it_shows_every_phrase_that_is_promised(self) -> None:
        shown = {phrase for heading in ("due | means", "happened | means") for phrase, _ in shown_in_the_guide(heading)}
        assert set(PROMISED.split(" | ")) <= shown

    def test_a_due_moment_is_what_the_guide_says(self, subtests: pytest.Subtests) -> None:
        for phrase, means in shown_in_the_guide("due | means"):
            with subtests.test(f"{phrase} {means}"):
                assert full(parse_due(phrase, moment(WEDNESDAY), OFFICE), NEW_YORK) == means

    @pytest.mark.parametrize(("phrase", "means"), shown_in_the_guide("happened | means"))
    def test_a_past_moment_is_what_the_guide_says(self, phrase: str, means: str) -> None:
        assert full(parse_past(phrase, moment(WEDNESDAY), OFFICE), NEW_YORK) == means

    @pytest.mark.parametrize(
        ("phrase", "means"), shown_in_the_guide("duration | begun on Wed 18 Nov 2026 at 10:00, ends")
    )
    def test_a_duration_ends_when_the_guide_says(self, phrase: str, means: str) -> None:
        assert is_duration(phrase)
        assert full(duration_due(phrase, moment(WEDNESDAY), OFFICE), NEW_YORK) == means

    def test_a_refusal_says_what_the_guide_says(self, subtests: pytest.Subtests) -> None:
        for parse, phrase, says in (
            *((parse_due, *row) for row in shown_in_the_guide("due | careline says")),
            *((parse_past, *row) for row in shown_in_the_guide("happened | careline says")),
        ):
            with subtests.test(f"{phrase} {says}"):
                with pytest.raises(BadInput) as refusal:
                    parse(phrase, moment(WEDNESDAY), OFFICE)
                assert str(refusal.value) == says


class TestDue:
    @pytest.mark.parametrize(
        ("number", "names"),
        [
            (0, "mon monday"),
            (1, "tue tuesday"),
            (2, "wed wednesday"),
            (3, "thu thursday"),
            (4, "fri friday"),
            (5, "sat saturday"),
            (6, "sun sunday"),
        ],
    )
    def test_each_weekday_has_a_short_and_a_long_name(self, number: int, names: str) -> None:
        monday = date(2026, 6, 1)
        for name in [*names.split(), *names.upper().split()]:
            for today in (monday + timedelta(days=n) for n in range(7) if n != number):
                now = OFFICE.at(today, time(10))
                ahead = timedelta(days=(number - today.weekday()) % 7)
                assert OFFICE.date_of(parse_due(name, now, OFFICE)) == today + ahead
                assert OFFICE.date_of(parse_due(f"next {name}", now, OFFICE)) == monday + timedelta(days=7 + number)

    def test_a_phrase_counts_from_now(self, subtests: pytest.Subtests) -> None:
        for now, phrase, due in [
            # The week turns on Monday: on a Sunday, next Monday is tomorrow.
            ("2026-06-07T10:00-04:00", "next mon", "2026-06-08T17:00-04:00"),
            ("2026-06-07T10:00-04:00", "mon", "2026-06-08T17:00-04:00"),
            ("2026-06-01T10:00-04:00", "next sun", "2026-06-14T17:00-04:00"),
            ("2026-06-05T10:00-04:00", "next fri", "2026-06-12T17:00-04:00"),
            ("2026-06-05T10:00-04:00", "thu", "2026-06-11T17:00-04:00"),
            # Working days are counted from today's date, whatever the hour and the day.
            ("2026-06-05T08:00-04:00", "1bd", "2026-06-08T17:00-04:00"),
            ("2026-06-05T22:00-04:00", "1bd", "2026-06-08T17:00-04:00"),
            ("2026-06-06T10:00-04:00", "1bd", "2026-06-08T17:00-04:00"),
            ("2026-11-25T10:00-05:00", "2 business days", "2026-12-02T17:00-05:00"),
            ("2026-06-03T15:15-04:00", "4bh", "2026-06-04T11:15-04:00"),
            # Noon and midnight on a twelve-hour clock.
            ("2026-06-01T10:00-04:00", "12pm", "2026-06-01T12:00-04:00"),
            ("2026-06-01T10:00-04:00", "tomorrow 12am", "2026-06-02T00:00-04:00"),
            ("2026-06-01T10:00-04:00", "tomorrow 12:30 am", "2026-06-02T00:30-04:00"),
            ("2026-06-01T10:00-04:00", "11:59PM", "2026-06-01T23:59-04:00"),
            # Blanks, capitals, filling words.
            ("2026-06-01T10:00-04:00", "  FRI \t 5 PM ", "2026-06-05T17:00-04:00"),
            ("2026-06-01T10:00-04:00", "on Friday at noon", "2026-06-05T12:00-04:00"),
            ("2026-06-01T10:00-04:00", "noon next fri", "2026-06-12T12:00-04:00"),
            ("2026-06-01T10:00-04:00", "5pm in 2 days", "2026-06-03T17:00-04:00"),
            ("2026-06-01T10:00-04:00", "noon nov 24", "2026-11-24T12:00-05:00"),
            ("2026-06-01T10:00-04:00", "+ 3 d", "2026-06-04T17:00-04:00"),
            ("2026-06-01T10:00-04:00", "tonight at 8pm", "2026-06-01T20:00-04:00"),
            ("2026-06-01T10:00-04:00", "2026-06-02t15:00z", "2026-06-02T11:00-04:00"),
            ("2026-06-01T10:00-04:00", "2026-06-02 15:00 -0500", "2026-06-02T16:00-04:00"),
            ("2026-06-01T10:00-04:00", "2026-06-02T15:00:00.25+05:45", "2026-06-02T05:15-04:00"),
            ("2026-06-01T10:00-04:00", "fri 5pm utc", "2026-06-05T13:00-04:00"),
            ("2026-06-01T10:00-04:00", "17:30 EDT", "2026-06-01T17:30-04:00"),
            # Today is the shop's, not UTC's.
            ("2026-06-02T02:00+00:00", "23:00", "2026-06-01T23:00-04:00"),
        ]:
            with subtests.test(f"{now} {phrase}"):
                assert iso(parse_due(phrase, moment(now), FESTIVE)) == due

    def test_an_end_is_the_next_one_that_has_not_passed(self, subtests: pytest.Subtests) -> None:
        for now, phrase, due in [
            ("2026-06-03T17:00-04:00", "eod", "2026-06-04T17:00-04:00"),
            ("2026-06-05T18:00-04:00", "eod", "2026-06-08T17:00-04:00"),
            ("2026-06-06T10:00-04:00", "eod", "2026-06-06T17:00-04:00"),
            ("2026-06-06T18:00-04:00", "eod", "2026-06-08T17:00-04:00"),
            ("2026-06-05T16:59-04:00", "eow", "2026-06-05T17:00-04:00"),
            ("2026-06-05T17:00-04:00", "eow", "2026-06-12T17:00-04:00"),
            ("2026-06-07T10:00-04:00", "eow", "2026-06-12T17:00-04:00"),
            ("2026-11-24T10:00-05:00", "eow", "2026-11-25T17:00-05:00"),
            ("2026-11-25T18:00-05:00", "eow", "2026-12-04T17:00-05:00"),
            ("2026-11-24T10:00-05:00", "eom", "2026-11-25T17:00-05:00"),
            ("2026-11-25T18:00-05:00", "eom", "2026-12-31T17:00-05:00"),
            ("2026-12-31T18:00-05:00", "eom", "2027-01-29T17:00-05:00"),
            ("2026-06-03T10:00-04:00", "eow + 1bd", "2026-06-08T17:00-04:00"),
            ("2026-06-03T10:00-04:00", "eow+1d", "2026-06-06T17:00-04:00"),
            ("2026-06-03T10:00-04:00", "eod+2h", "2026-06-03T19:00-04:00"),
            ("2026-06-03T10:00-04:00", "eow+2bh", "2026-06-08T11:00-04:00"),
            ("2026-06-03T10:00-04:00", "eow noon", "2026-06-05T12:00-04:00"),
            ("2026-06-03T10:00-04:00", "eow+1bd noon", "2026-06-08T12:00-04:00"),
        ]:
            with subtests.test(f"{now} {phrase}"):
                assert iso(parse_due(phrase, moment(now), FESTIVE)) == due

    @pytest.mark.parametrize(
        ("now", "phrase", "due"),
        [
            ("2026-03-07T10:00-05:00", "1d", "2026-03-08T17:00-04:00"),
            ("2026-03-08T00:30-05:00", "4h", "2026-03-08T05:30-04:00"),
            ("2026-11-01T00:30-04:00", "4h", "2026-11-01T03:30-05:00"),
            ("2026-11-01T01:30-04:00", "60min", "2026-11-01T01:30-05:00"),
            ("2026-11-01T01:30-04:00", "1:30 EST", "2026-11-01T01:30-05:00"),
            ("2026-10-31T10:00-04:00", "tomorrow 1:30am EDT", "2026-11-01T01:30-04:00"),
            ("2026-10-31T10:00-04:00", "2026-11-01T01:30-05:00", "2026-11-01T01:30-05:00"),
            # An instant that names its offset exists, even where the wall clock jumps over it.
            ("2026-03-07T10:00-05:00", "2026-03-08T02:30-05:00", "2026-03-08T03:30-04:00"),
        ],
    )
    def test_clock_changes_move_dates_by_the_calendar_and_hours_by_the_clock(
        self, now: str, phrase: str, due: str
    ) -> None:
        assert iso(parse_due(phrase, moment(now), OFFICE)) == due

    def test_an_abbreviation_that_both_readings_share_tells_nothing(self) -> None:
        moscow = Calendar(ZoneInfo("Europe/Moscow"))
        with pytest.raises(BadInput, match=r"comes twice in Europe/Moscow.*01:30\+04:00"):
            parse_due("tomorrow 01:30 MSK", moment("2014-10-25T10:00+04:00"), moscow)

    def test_seconds_count(self) -> None:
        due = parse_due("90min", moment("2026-06-01T10:00:37-04:00"), OFFICE)
        assert due.isoformat() == "2026-06-01T11:30:37-04:00"

    def test_a_phrase_that_will_not_do_is_refused_with_its_reason(self, subtests: pytest.Subtests) -> None:
        for now, phrase, words in [
            ("2026-06-01T10:00-04:00", "now", "which is right now"),
            ("2026-06-01T10:00-04:00", "10:00", "which is right now"),
            ("2026-06-01T10:00:01-04:00", "10:00", "which is in the past"),
            ("2026-06-01T17:00-04:00", "today", "which is right now"),
            ("2026-06-01T21:00-04:00", "tonight", "which is right now"),
            ("2026-06-01T10:00-04:00", "2h ago", "which is in the past"),
            ("2026-06-01T10:00-04:00", "2026-06-01T13:59Z", "which is in the past"),
            ("2026-11-01T01:30-05:00", "01:30 EDT", "which is in the past"),
            ("2026-06-05T10:00-04:00", "FRIDAY", "could be today"),
            ("2026-06-06T02:00+00:00", "fri", "could be today"),
            ("2026-06-01T10:00-04:00", "02:30 sun 14 mar 2027", "does not exist in"),
            ("2026-10-31T10:00-04:00", "tomorrow 01:30", "comes twice in"),
            ("2026-10-31T10:00-04:00", "tomorrow 01:30 PST", "is in PST, and the shop's clock shows"),
            ("2026-03-07T10:00-05:00", "tomorrow 02:30 EDT", "does not exist in"),
            ("2026-06-01T10:00-04:00", "5 m", "could be minutes or months"),
            ("2026-06-01T10:00-04:00", "3/4", "could be read in two ways"),
            ("2026-06-01T10:00-04:00", "24.12.2026 5pm", "is not how careline writes a date"),
            ("2026-06-01T10:00-04:00", "12-24-26", "is not how careline writes a date"),
            ("2026-06-01T10:00-04:00", "99/99/2026", "is not how careline writes a date"),
            ("2026-06-01T10:00-04:00", "29 feb", "is not a day in the calendar"),
            ("2026-06-01T10:00-04:00", "2026-13-01", "is not a day in the calendar"),
            ("2026-06-01T10:00-04:00", "1000000000000000000000 nov", "is not a day in the calendar"),
            ("2026-06-01T10:00-04:00", "fri 17:60", "is not a time of day"),
            ("2026-06-01T10:00-04:00", "13pm", "is not a time of day"),
            ("2026-06-01T10:00-04:00", "0am", "is not a time of day"),
            ("2026-06-01T10:00-04:00", "2026-06-02 15:00+99:00", "is not a time of day"),
            ("2026-06-01T10:00-04:00", "2026-06-02 15:00+05:77", "is not a time of day"),
            ("2026-06-01T10:00-04:00", "mon 2026-06-02", "has the wrong weekday"),
            ("2026-06-01T10:00-04:00", "0bd", "counts nothing"),
            ("2026-06-01T10:00-04:00", "100000min", "counts too far"),
            ("2026-06-01T10:00-04:00", "99999d 99999w", "counts too far"),
            ("2026-06-01T10:00-04:00", "99999w", "is too far away"),
            ("2026-06-01T10:00-04:00", "0001-01-01", "is too far away"),
            ("2026-06-01T10:00-04:00", "9999-12-31 23:00", "is too far away"),
            ("2026-06-01T10:00-04:00", "4bh ago", "would count working hours backwards"),
            ("2026-06-01T10:00-04:00", "", "A date is missing"),
            ("2026-06-01T10:00-04:00", " \t\n", "A date is missing"),
        ]:
            with subtests.test(f"{now} {phrase}"), pytest.raises(BadInput, match=words):
                parse_due(phrase, moment(now), OFFICE)

    def test_anything_else_is_not_a_date(self, subtests: pytest.Subtests) -> None:
        for phrase in [
            *SENSELESS.split(" | "),
            "\u0663d",
            "\uff13d",
            "fri\x005pm",
            "fri\x1c5pm",
            "fri\x1b[31m",
            "fri\u202e",
            "\ud800",
            "fri" * 100,
            "1" * 5000 + "d",
        ]:
            with subtests.test(ascii(phrase)):
                with pytest.raises(BadInput, match="is not a date that careline understands") as refusal:
                    parse_due(phrase, moment(WEDNESDAY), OFFICE)
                assert str(refusal.value).isprintable()
                assert len(str(refusal.value)) < 300
                assert not is_date_phrase(phrase)

    def test_what_people_write_means_the_same_as_the_short_phrase(self, subtests: pytest.Subtests) -> None:
        for phrase, short in [
            ("friday 5 pm", "fri 17:00"),
            ("Fri., 5 p.m. sharp", "fri 17:00"),
            ("5pm on friday", "fri 17:00"),
            ("noon on friday", "fri noon"),
            ("no later than friday noon", "fri noon"),
            ("until friday", "fri"),
            ("7pm sharp", "19:00"),
            ("5pm this friday", "fri 17:00"),
            ("noon the day after tomorrow", "fri noon"),
            ("5pm on the 24th", "24 nov 17:00"),
            ("this friday", "fri"),
            ("coming monday 10.15am", "mon 10:15"),
            ("next week on tuesday 5pm", "next tue 5pm"),
            ("tuesday of next week", "next tue"),
            ("today at 17", "17:00"),
            ("12 noon", "noon"),
            ("quarter to one pm", "12:45"),
            ("quarter to 3 pm", "14:45"),
            ("quarter past 3pm", "15:15"),
            ("tomorrow half past eight am", "tomorrow 8:30"),
            ("an hour", "60min"),
            ("within 24 hours", "24h"),
            ("twelve hours", "12h"),
            ("in 3 days' time", "3d"),
            ("3 days from now", "3d"),
            ("in one week", "1w"),
            ("a fortnight", "2w"),
            ("in two fortnights", "4w"),
            ("five business days", "5bd"),
            ("a business day from today", "1bd"),
            ("day after tomorrow at 5pm", "2026-11-20 17:00"),
            ("close of business", "eod"),
            ("COB", "eod"),
            ("end of business day", "eod"),
            ("end of today", "eod"),
            ("end of tomorrow", "tomorrow"),
            ("tomorrow eod", "tomorrow"),
            ("eod friday", "fri"),
            ("by the end of the week", "eow"),
            ("end of week+1bd", "eow+1bd"),
            ("end of month", "eom"),
            ("24 nov eod", "24 nov"),
            ("by end of next month", "2026-12-31"),
            ("30th", "2026-11-30"),
            ("the 1st 9am", "2026-12-01 9:00"),
            ("december 1st", "2026-12-01"),
            ("the 24th of november, 2026", "2026-11-24"),
            ("nov the 24th", "2026-11-24"),
            ("24-nov", "2026-11-24"),
        ]:
            with subtests.test(f"{phrase} {short}"):
                now = moment(WEDNESDAY)
                assert parse_due(phrase, now, OFFICE) == parse_due(short, now, OFFICE)
                assert is_date_phrase(phrase)

    def test_what_has_two_meanings_or_none_is_refused_with_them(self, subtests: pytest.Subtests) -> None:
        for phrase, why in [
            ("by next week", "could be the first day of that week or its last. Write 'next mon' or 'next fri'"),
            ("next month", "could be the first day of that month or its last"),
            ("this week", "names no day"),
            ("at the weekend", "could be Saturday or Sunday"),
            ("friday midnight", "could be the beginning of a day or its end"),
            ("5 o'clock", "in the morning or in the afternoon"),
            ("half past five", "in the morning or in the afternoon"),
            ("half to five pm", "in the morning or in the afternoon"),
            ("quarter to twelve pm", "in the morning or in the afternoon"),
            ("fri at 9", "in the morning or in the afternoon"),
            ("fri 9", "in the morning or in the afternoon"),
            ("5.30", "a time or a day"),
            ("this afternoon", "a part of the day, not a time"),
            ("tomorrow night", "a part of the day, not a time"),
            ("first thing monday", "a part of the day, not a time"),
            ("ASAP", "is not a time that anybody"),
            ("before friday", "is not a time that anybody"),
            ("in a few days", "is not a time that anybody"),
            ("7ish", "is not a time that anybody"),
            ("the 31st", "is not a day in the calendar"),
            ("the 32nd", "is not a day in the calendar"),
            ("the 0th", "is not a day in the calendar"),
            ("mon the 24th", "has the wrong weekday"),
            ("the 18th", "could be today, Wed 18 Nov 2026, or that day of next month"),
            ("this wed", "could be today, Wed 18 Nov 2026, or Wed 25 Nov 2026"),
        ]:
            with subtests.test(f"{phrase} {why}"):
                with pytest.raises(BadInput, match=why) as refusal:
                    parse_due(phrase, moment(WEDNESDAY), OFFICE)
                assert str(refusal.value).startswith(repr(phrase))

    @pytest.mark.parametrize(
        ("slip", "meant"),
        [
            ("tomorow", "tomorrow"),
            ("Tuezday 5pm", "tuesday 5pm"),
            ("in 3 workng days", "in 3 working days"),
            ("thrusday at noon", "thursday at noon"),
        ],
    )
    def test_a_near_miss_is_answered_with_what_was_probably_meant(self, slip: str, meant: str) -> None:
        with pytest.raises(BadInput, match=f"Did you mean '{meant}'"):
            parse_due(slip, moment("2026-06-01T10:00-04:00"), OFFICE)

    def test_today_after_closing_says_that_closing_time_was_meant(self) -> None:
        with pytest.raises(DueInThePast, match=r"17:00 EDT.* closing time.*'tomorrow'"):
            parse_due("today", moment("2026-06-01T18:00-04:00"), OFFICE)

    @pytest.mark.parametrize(
        ("phrase", "says"),
        [
            ("today", "means 17:00 on a day off, and that day is Thanksgiving Day. Write 'tomorrow'"),
            ("2026-11-25", "means its closing time. Give a time in the future."),
            ("2026-11-22", "means 17:00 on a day off. Give a time in the future."),
        ],
    )
    def test_a_date_that_has_passed_says_what_it_stands_for(self, phrase: str, says: str) -> None:
        thanksgiving = Holidays({date(2026, 11, 26): "Thanksgiving Day"}, frozenset({2026}))
        with pytest.raises(DueInThePast, match=f"A date alone {says}"):
            parse_due(phrase, moment("2026-11-26T18:00-05:00"), Calendar(NEW_YORK, holidays=thanksgiving))

    def test_both_readings_of_todays_weekday_are_phrases_for_what_they_name(self) -> None:
        now = moment("2026-06-05T10:00-04:00")
        with pytest.raises(BadInput, match=r"Fri 5 Jun 2026, or Fri 12 Jun 2026"):
            parse_due("fri", now, OFFICE)
        assert iso(parse_due("today", now, OFFICE)) == "2026-06-05T17:00-04:00"
        assert iso(parse_due("next fri", now, OFFICE)) == "2026-06-12T17:00-04:00"

    def test_a_promise_made_earlier_may_fall_due_between_then_and_now(self) -> None:
        now, made = moment("2026-06-03T10:00-04:00"), moment("2026-06-01T12:00-04:00")
        due = parse_due("2026-06-02 17:00", now, OFFICE, not_before=made)
        assert iso(due) == "2026-06-02T17:00-04:00"
        assert iso(parse_due("2bd", now, OFFICE, not_before=made)) == "2026-06-05T17:00-04:00"

    @pytest.mark.parametrize("phrase", ["2026-06-01 12:00", "2026-05-29"])
    def test_no_promise_falls_due_before_or_when_it_was_made(self, phrase: str) -> None:
        now, made = moment("2026-06-03T10:00-04:00"), moment("2026-06-01T12:00-04:00")
        with pytest.raises(BadInput, match="which is not after the promise, made Mon 1 Jun 2026 12:00 EDT"):
            parse_due(phrase, now, OFFICE, not_before=made)


class TestPast:
    @pytest.mark.parametrize(
        ("now", "phrase", "happened"),
        [
            ("2026-06-01T10:00-04:00", "10am", "2026-06-01T10:00-04:00"),
            ("2026-06-01T10:00-04:00", "2026-06-01", "2026-06-01T10:00-04:00"),
            ("2026-06-01T10:00-04:00", "Mon 1 Jun 2026", "2026-06-01T10:00-04:00"),
            ("2026-06-01T18:00-04:00", "today", "2026-06-01T17:00-04:00"),
            ("2026-06-01T22:00-04:00", "tonight", "2026-06-01T21:00-04:00"),
            ("2026-06-01T10:00-04:00", "31 may", "2026-05-31T17:00-04:00"),
            ("2026-06-01T10:00-04:00", "2w ago 9:30", "2026-05-18T09:30-04:00"),
            ("2026-06-01T10:00-04:00", "1h 30min ago", "2026-06-01T08:30-04:00"),
            ("2026-06-01T10:00-04:00", "1 business day ago", "2026-05-29T17:00-04:00"),
            ("2026-11-01T01:30-05:00", "1h ago", "2026-11-01T01:30-04:00"),
            ("2026-11-01T01:30-05:00", "01:30 EDT", "2026-11-01T01:30-04:00"),
        ],
    )
    def test_a_phrase_counts_back_from_now(self, now: str, phrase: str, happened: str) -> None:
        assert iso(parse_past(phrase, moment(now), OFFICE)) == happened

    @pytest.mark.parametrize(
        "phrase", ["10:01", "tomorrow", "4h", "eod", "today 17:00", "next mon", "2027-01-01", "tonight"]
    )
    def test_what_is_yet_to_come_has_not_happened(self, phrase: str) -> None:
        with pytest.raises(BadInput, match="which is in the future") as refusal:
            parse_past(phrase, moment("2026-06-01T10:00-04:00"), OFFICE)
        assert refusal.value.exit_code == 2

    def test_the_second_of_two_equal_readings_is_yet_to_come_during_the_first(self) -> None:
        with pytest.raises(BadInput, match="which is in the future"):
            parse_past("01:30 EST", moment("2026-11-01T01:30-04:00"), OFFICE)

    @pytest.mark.parametrize(
        ("phrase", "advice"),
        [
            ("thu 16:00", "to Thu 11 Jun 2026, and this has happened already. Write '2026-06-04 16:00'."),
            ("sat", "to Sat 6 Jun 2026, and this has happened already. Write '2026-05-30'."),
            (
                "fri 9am",
                "to Fri 12 Jun 2026, and this has happened already. Write 'today 09:00' or '2026-05-29 09:00'.",
            ),
        ],
    )
    def test_a_weekday_looks_ahead_and_the_refusal_names_the_last_one(self, phrase: str, advice: str) -> None:
        with pytest.raises(BadInput, match="looks ahead") as refusal:
            parse_past(phrase, moment("2026-06-05T10:00-04:00"), OFFICE)
        assert str(refusal.value).endswith(advice)


class TestEither:
    @pytest.mark.parametrize(
        ("phrase", "expected"),
        [
            ("yesterday 16:10", "2026-05-31T16:10-04:00"),
            ("now", "2026-06-01T10:00-04:00"),
            ("today", "2026-06-01T17:00-04:00"),
            ("fri", "2026-06-05T17:00-04:00"),
            ("2016-01-12T22:22:40-05:00", "2016-01-12T22:22-05:00"),
        ],
    )
    def test_past_and_future_are_both_welcome(self, phrase: str, expected: str) -> None:
        assert iso(parse_moment(phrase, moment("2026-06-01T10:00-04:00"), OFFICE)) == expected


class TestDurations:
    @pytest.mark.parametrize(
        ("start", "duration", "end"),
        [
            ("2026-06-03T15:15-04:00", "4bh", "2026-06-04T11:15-04:00"),
            ("2026-06-04T11:30-04:00", "1bd", "2026-06-05T17:00-04:00"),
            ("2026-06-05T18:00-04:00", "1 working day", "2026-06-08T17:00-04:00"),
            ("2026-06-05T10:00-04:00", "14d", "2026-06-19T17:00-04:00"),
        ],
    )
    def test_it_runs_from_its_start_as_the_phrase_would(self, start: str, duration: str, end: str) -> None:
        assert iso(duration_due(duration, moment(start), OFFICE)) == end

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("1bd", "every working day"),
            ("1 business day", "every working day"),
            ("2bd", "every 2 working days"),
            ("1w", "every week"),
            ("4bh", "every 4 working hours"),
        ],
    )
    def test_how_often_something_recurs(self, text: str, words: str) -> None:
        assert recurring(text) == words

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("1bd", "1 working day"),
            ("in 3 business days", "3 working days"),
            ("2w", "14 days"),
            ("4bh", "4 working hours"),
            ("90min", "90 minutes"),
            ("60min", "1 hour"),
            ("1h 30min", "90 minutes"),
        ],
    )
    def test_a_duration_in_words(self, text: str, words: str) -> None:
        assert spelled(text) == words

    @pytest.mark.parametrize("text", ["1bd", "4bh", "14d", "2w", "90min", "3 working days", "1h 30min"])
    def test_counts_are_durations(self, text: str) -> None:
        assert is_duration(text)

    @pytest.mark.parametrize(
        "text", ["", "soon", "fri", "5pm", "eow+1bd", "2h ago", "5m", "0d", "999999999d", "1d 2h", "2"]
    )
    def test_nothing_else_is_a_duration(self, text: str) -> None:
        assert not is_duration(text)

    def test_what_is_no_duration_is_refused_with_examples(self) -> None:
        with pytest.raises(NotADuration, match="1bd, 4bh, 14d"):
            duration_due("fri", moment(WEDNESDAY), OFFICE)


class TestNames:
    @pytest.mark.parametrize(
        ("now", "due"),
        [
            ("2026-11-18T10:00-05:00", "2026-11-30T17:00-05:00"),
            ("2026-12-31T10:00-05:00", "2027-01-30T17:00-05:00"),
            ("2026-01-30T23:00-05:00", None),
            ("2026-01-31T10:00-05:00", None),
        ],
    )
    def test_a_day_of_the_month_is_the_next_one_of_this_or_the_next_month(self, now: str, due: str | None) -> None:
        if due is None:
            with pytest.raises(BadInput):
                parse_due("the 30th", moment(now), OFFICE)
        else:
            assert iso(parse_due("the 30th", moment(now), OFFICE)) == due

    @pytest.mark.parametrize("text", ["fri", "Friday", "tomorrow", "2bd", "5pm", "noon", "24 nov", "2026-11-24", "eow"])
    def test_a_date_phrase_is_nobodys_name(self, text: str) -> None:
        assert is_date_phrase(text)

    @pytest.mark.parametrize(
        "text",
        ["Ana", "Dana Reyes <dana@example.com>", "3M", "Fridays Ltd", "May", "Sun Li", "24/7 Repairs", "", "José"],
    )
    def test_a_name_is_no_date_phrase(self, text: str) -> None:
        assert not is_date_phrase(text)


# Beside calm days, the weeks in which the clocks change somewhere.
NOWS = st.one_of(
    st.datetimes(datetime(2014, 1, 1), datetime(2040, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    st.datetimes(datetime(2026, 3, 7), datetime(2026, 3, 30), timezones=st.just(UTC)),  # noqa: DTZ001
    st.datetimes(datetime(2026, 10, 24), datetime(2026, 11, 2), timezones=st.just(UTC)),  # noqa: DTZ001
    st.datetimes(datetime(2014, 10, 25), datetime(2014, 10, 27), timezones=st.just(UTC)),  # noqa: DTZ001
    st.datetimes(datetime(2011, 12, 28), datetime(2012, 1, 3), timezones=st.just(UTC)),  # noqa: DTZ001
)
VOCABULARY = (
    "now today tonight tomorrow yesterday mon fri sunday next noon 5pm 17:30 1:30 02:30 +3d 2w 4h 90min in 3 days 2bd "
    "business working hours 4bh eod eow eom + 1bd ago 2026-11-24 2026-11-01T01:30 -04:00 Z EST 24 nov 2027 m / 99999 at"
)
WORDS = st.sampled_from(VOCABULARY.split())
PHRASES = st.one_of(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), st.lists(WORDS, max_size=4).map("".join))
TEXTS = st.one_of(st.text(), st.text(string.printable), PHRASES)


@pytest.mark.evidence
class TestProperties:
    @given(TEXTS, NOWS, CALENDARS)
    def test_a_due_moment_is_never_in_the_past(self, text: str, now: datetime, calendar: Calendar) -> None:
        try:
            due = parse_due(text, now, calendar)
        except CarelineError:
            return
        assert due.timestamp() > now.timestamp()

    @given(TEXTS, NOWS, CALENDARS)
    def test_what_has_happened_is_never_to_come(self, text: str, now: datetime, calendar: Calendar) -> None:
        try:
            happened = parse_past(text, now, calendar)
        except CarelineError:
            return
        assert happened.timestamp() <= now.timestamp()

    @given(TEXTS, NOWS, CALENDARS)
    def test_any_text_is_either_understood_or_refused_in_one_line(
        self, text: str, now: datetime, calendar: Calendar
    ) -> None:
        answer: datetime | CarelineError
        try:
            answer = parse_moment(text, now, calendar)
        except CarelineError as refusal:
            answer = refusal
        if isinstance(answer, CarelineError):
            assert str(answer).isprintable()
        else:
            assert answer.tzinfo is calendar.zone
            assert is_date_phrase(text)
            echoed = parse_moment(full(answer, calendar.zone), now, calendar)
            assert echoed.timestamp() == answer.replace(microsecond=0).timestamp()

    @given(TEXTS, NOWS, CALENDARS)
    def test_what_counts_as_a_duration_can_be_counted(self, text: str, now: datetime, calendar: Calendar) -> None:
        if not is_duration(text):
            return
        try:
            assert duration_due(text, now, calendar).timestamp() > now.timestamp() - 24 * 3600
        except OutOfYears:
            assert "w" in text

    @given(NOWS, CALENDARS)
    def test_the_full_form_of_a_moment_is_a_phrase_for_it(self, at: datetime, calendar: Calendar) -> None:
        for whole in (at.replace(microsecond=0), at.replace(second=0, microsecond=0)):
            text = full(whole, calendar.zone)
            assert parse_moment(text, at, calendar).timestamp() == whole.timestamp()

    @given(NOWS, CALENDARS, st.integers(1, 500))
    def test_n_working_days_end_on_a_working_day_and_grow_with_n(
        self, now: datetime, calendar: Calendar, n: int
    ) -> None:
        due, later = (parse_due(f"{count}bd", now, calendar) for count in (n, n + 1))
        assert calendar.is_working_day(calendar.date_of(due))
        assert due == calendar.closing(calendar.date_of(due))
        assert due < later

    @given(NOWS, CALENDARS, st.sampled_from(["eod", "eow", "eom"]))
    def test_an_end_is_a_closing_to_come_and_of_a_working_day_but_for_today(
        self, now: datetime, calendar: Calendar, phrase: str
    ) -> None:
        due = parse_due(phrase, now, calendar)
        day = calendar.date_of(due)
        assert due == calendar.closing(day)
        assert calendar.is_working_day(day) or (phrase == "eod" and day == calendar.date_of(now))

    @given(NOWS, CALENDARS, st.dates(date(2014, 1, 1), date(2040, 1, 1)), st.times())
    def test_a_wall_clock_time_is_what_was_written_or_refused(
        self, now: datetime, calendar: Calendar, day: date, clock: time
    ) -> None:
        clock = clock.replace(microsecond=0)
        if len(calendar.readings(day, clock)) != 1:
            with pytest.raises(BadInput, match=r"does not exist in|comes twice in"):
                parse_moment(f"{day} {clock}", now, calendar)
            return
        understood = parse_moment(f"{day} {clock}", now, calendar)
        assert understood.replace(tzinfo=None) == datetime.combine(day, clock)
