"""Dates as people, programs and spreadsheets write them: what is read, and what is not."""

import string
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.domain.sheets.written_dates import WrongWeekday, read_serial, read_written
from tests.domain.sheets.reading import read_by
from tests.evidence import deep

ANY_ORDER = ("m/d/y", "d.m.y", "d-m-y")
on_the_wall = datetime.fromisoformat


def test_a_date_is_read_as_it_is_written_anywhere(subtests: pytest.Subtests) -> None:
    for text, moment in [
        ("14/Jul/25 3:42 PM", "2025-07-14 15:42"),
        ("14-May-26", "2026-05-14"),
        ("14MAY2026", "2026-05-14"),
        ("2026/05/14", "2026-05-14"),
        ("2026-5-4 9:05", "2026-05-04 09:05"),
        ("2026-May-14", "2026-05-14"),
        ("14 May 2026", "2026-05-14"),
        ("14th of May 2026, 9:05am", "2026-05-14 09:05"),
        ("May 14, 2026 12:05 A.M.", "2026-05-14 00:05"),
        ("May 14th, 2026 at 12:05 pm", "2026-05-14 12:05"),
        ("14. Mai 2026 um 9:05 Uhr", "2026-05-14 09:05"),
        ("Donnerstag, den 14. Mai 2026", "2026-05-14"),
        ("3. Mär. 2026", "2026-03-03"),
        ("14 mai 2026 à 9h05", "2026-05-14 09:05"),
        ("jeudi 14 mai 2026 9 h 05", "2026-05-14 09:05"),
        ("le 1er août 2026", "2026-08-01"),
        ("14 FÉVR. 2026", "2026-02-14"),
        ("14 de mayo de 2026, 9:05 a. m.", "2026-05-14 09:05"),
        ("jueves, 14 de mayo de 2026 a las 21:05 h", "2026-05-14 21:05"),
        ("14 mei 2026 om 9:05 uur", "2026-05-14 09:05"),
        ("14 mrt. 2026", "2026-03-14"),
        ("gio 14 maggio 2026 alle 9.05", "2026-05-14 09:05"),
        ("1° dic 2026", "2026-12-01"),
        ("5/14/2026 9:05:00\u202fPM", "2026-05-14 21:05"),
        ("\u200e5/\u200e14/\u200e2026\u00a09:05", "2026-05-14 09:05"),
        ("Thu 5/14/2026", "2026-05-14"),
        ("14.5.2026 9:05", "2026-05-14 09:05"),
        ("14.05.26", "2026-05-14"),
        ("14. 5. 2026, 9h", "2026-05-14 09:00"),
        ("14.05.68", "2068-05-14"),
        ("14.05.69", "1969-05-14"),
        ("14-05-2026 - 09:05:30", "2026-05-14 09:05:30"),
        ("Thu, 14 May 2026 09:05:00 +0200", "2026-05-14 09:05+02:00"),
        ("Thu, 14 May 2026 09:05:00 -0430 (somewhere)", "2026-05-14 09:05-04:30"),
        ("Thu May 14 2026 09:05:00 GMT+0200 (Central European Summer Time)", "2026-05-14 09:05+02:00"),
        ("14 May 2026 09:05 UTC", "2026-05-14 09:05+00:00"),
        ("14 May 2026 09:05:30.5Z", "2026-05-14 09:05:30.500+00:00"),
    ]:
        with subtests.test(text):
            assert read_written(text, ANY_ORDER) == (on_the_wall(moment), ":" in moment)


def test_what_is_no_date_or_not_the_whole_of_one_is_not_read(subtests: pytest.Subtests) -> None:
    for text in [
        "14/5/2026",  # no month has that number
        "5-14-2026",
        "0.5.2026",
        "30.2.2026",
        "14.05.026",
        "14.05.2026x",
        "114.05.2026",
        "14 jui 2026",  # June and July begin so in French
        "14 ma 2026",
        "14 May",
        "14 May 2026 9",
        "14 May 2026 9:5",
        "14 May 2026 13:05 PM",
        "14 May 2026 0:05 AM",
        "14 May 2026 24:00",
        "14 May 2026 9:60",
        "14 May 2026 09:05 EST",
        "14 May 2026 09:05 +2500",
        "14 May 2026 +0200",
        "before 14 May 2026",
        "14 May 2026 or so",
        "9:05 14.05.2026",
        "ten days",
        "",
        "a" * 10**6,
        "14 May 2026" + " " * 200 + "x",
    ]:
        with subtests.test(text[:40]):
            try:
                assert read_written(text, ANY_ORDER) is None
            except WrongWeekday:
                raise
            except ValueError:
                pass


def test_figures_are_read_in_a_given_order_only() -> None:
    assert read_written("4/5/2026") is None
    assert read_written("4/5/2026", ["d.m.y"]) is None
    assert read_written("4/5/2026", ["m/d/y", "d/m/y"]) == (on_the_wall("2026-04-05"), False)
    assert read_written("14/5/2026", ["m/d/y", "d/m/y"]) == (on_the_wall("2026-05-14"), False)


def test_the_name_of_a_day_may_be_one_of_several_languages_and_has_to_be_right() -> None:
    for text in ("Do 14 May 2026", "do 17 May 2026", "Don 14 May 2026", "mar. 12 mai 2026"):
        assert read_written(text)
    for text in ("Do 15 May 2026", "Tuesday 14 May 2026", "ma 14 May 2026"):
        with pytest.raises(WrongWeekday, match=r"that day is \w{3} 1[45] May 2026"):
            read_written(text)


SERIALS = [
    ("45791", "2025-05-14"),
    ("45791.0", "2025-05-14"),
    ("45791.378472", "2025-05-14 09:05"),
    ("45791,5", "2025-05-14 12:00"),
    ("45791.9999999", "2025-05-15 00:00"),
    ("32874", "1990-01-01"),
    ("73415", "2100-12-31"),
    ("32873", None),
    ("73416", None),
    ("4579", None),
    ("45791.", None),
    ("-45791", None),
    ("4.5791E4", None),
]


def test_a_serial_number_is_a_date_in_a_likely_year_and_rounded_to_the_second(subtests: pytest.Subtests) -> None:
    for text, moment in SERIALS:
        with subtests.test(text):
            assert read_serial(text) == (moment and (on_the_wall(moment), ":" in moment))


MONTHS = {
    "en": "January February March April May June July August September October November December",
    "en short": "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "de short": "Jan. Feb. März Apr. Mai Jun. Jul. Aug. Sep. Okt. Nov. Dez.",
    "at": "Jänner Feber März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "fr short": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "es short": "ene feb mar abr may jun jul ago sept oct nov dic",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "nl short": "jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec.",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "it short": "gen feb mar apr mag giu lug ago set ott nov dic",
}
DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "en short": "Mon Tue Wed Thu Fri Sat Sun",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "de short": "Mo. Di. Mi. Do. Fr. Sa. So.",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "fr short": "lun. mar. mer. jeu. ven. sam. dim.",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
}
Write = Callable[[datetime], str]
WORDED: list[Write] = [
    lambda at: f"{at.day} {{month}} {at.year} {at:%H:%M:%S}",
    lambda at: f"{at.day:02}-{{month}}-{at.year} {at:%I:%M:%S %p}",
    lambda at: f"{at.day}. {{month}} {at.year}, {at.hour}:{at:%M:%S} Uhr",
    lambda at: f"{at.day} {{month}} {at.year} {at.hour}h{at:%M:%S}",
    lambda at: f"{at.day} de {{month}} de {at.year}, {at:%I:%M:%S}\u00a0{'ap'[at.hour > 11]}.\u202fm.",
    lambda at: f"{{day}}, {at.day} {{month}} {at.year} {at:%H:%M:%S}",
    lambda at: f"{{day}} {{month}} {at.day} {at.year} {at:%H:%M:%S}",
    lambda at: f"{{month}} {at.day}, {at.year} {at:%I:%M:%S\u202f%p}",
]
IN_FIGURES: list[tuple[tuple[str, ...], Write]] = [
    ((), lambda at: at.isoformat(" ")),
    ((), lambda at: f"{at.year}/{at.month}/{at.day} {at.hour}:{at:%M:%S}"),
    (("%m/%d/%Y",), lambda at: f"{at.month}/{at.day}/{at.year} {at:%I:%M:%S %p}"),
    (("%d/%m/%Y %H:%M:%S",), lambda at: f"{at:%d/%m/%Y %H:%M:%S}"),
    (("%d.%m.%y %H:%M",), lambda at: f"{at:%d.%m.%Y, %H:%M:%S} Uhr"),
    (("%m-%d-%Y %I:%M:%S %p", "%d.%m.%Y"), lambda at: f"{at:%m-%d-%Y %I:%M:%S %p}"),
    ((), lambda at: f"{(at - datetime(1899, 12, 30)) / timedelta(days=1):.6f}"),  # noqa: DTZ001
]
MOMENTS = st.datetimes(on_the_wall("1990-01-01 00:00"), on_the_wall("2068-12-31 23:59")).map(
    lambda at: at.replace(microsecond=0)
)


@pytest.mark.evidence
class TestWhateverIsWritten:
    @deep(150)
    @given(MOMENTS, st.sampled_from(WORDED), st.sampled_from(sorted(MONTHS)), st.sampled_from(sorted(DAYS)))
    def test_in_words_comes_back_the_same(self, at: datetime, write: Write, months: str, days: str) -> None:
        text = write(at).format(month=MONTHS[months].split()[at.month - 1], day=DAYS[days].split()[at.weekday()])
        for spelt in (text, text.upper(), text.lower()):
            assert read_by((), spelt) == (at, True), spelt

    @deep(100)
    @given(MOMENTS, st.sampled_from(IN_FIGURES))
    def test_in_figures_comes_back_the_same(self, at: datetime, how: tuple[tuple[str, ...], Write]) -> None:
        formats, write = how
        assert read_by(formats, write(at))[0] == at

    @deep(50)
    @given(MOMENTS, st.integers(-14 * 60, 14 * 60))
    def test_in_a_letters_head_comes_back_as_the_same_moment(self, at: datetime, offset: int) -> None:
        there = at.replace(tzinfo=UTC).astimezone(timezone(timedelta(minutes=offset)))
        assert read_by((), f"{there:%a, %d %b %Y %H:%M:%S %z}")[0] == there

    @deep(100)
    @given(st.text(string.printable + "äÉ°\u202f٣"), st.sampled_from(["", "14 May 2026", "5/14/2026 ", "Thu "]))
    def test_or_anything_else_is_read_or_refused(self, text: str, before: str) -> None:
        try:
            wall, _ = read_by(["%m/%d/%Y"], before + text)
        except ValueError:
            return
        assert isinstance(wall, datetime)
