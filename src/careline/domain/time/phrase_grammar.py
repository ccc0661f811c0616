"""The words of a date phrase: text in, a Phrase out, or a refusal. What it means at a moment, due_phrases says.

A phrase is a day with or without a time of day, in either order, or a count of hours or minutes.
"""

import re
from dataclasses import replace
from datetime import UTC, time, timedelta, timezone

from careline.domain.errors import BadInput
from careline.domain.time.phrase import Dated, Day, DayOfMonth, End, Phrase, Span, Unit, Weekday
from careline.domain.time.phrase_refusals import (
    EXAMPLES,
    LARGEST_COUNT,
    NoSuchDate,
    exists,
    no_such_time,
    not_a_date,
    quoted,
    readings_of,
    several_readings,
)
from careline.domain.time.phrase_words import (
    BESIDE_FIGURES,
    ENDS,
    EVENING,
    KNOWN_WORDS,
    MONTH_NAMES,
    RELATIVE_DAYS,
    TODAY,
    UNITS,
    WEEKDAYS,
    WORKING_UNITS,
)
from careline.domain.wording import counted

LONGEST_PHRASE = 80

# A word after the time is a zone unless a day begins with it, as in "5pm next fri" and "noon nov 24".
_DAY_BEGINS = (
    "this|the|sharp|next|today|eo[dwm]|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
)
_CLOCK = rf"""
    (?: ^ | [ ] | (?<=\d) t ) (?: at [ ] )?
    (?: noon
      | (?P<hour> \d{{1,2}} ) (?= : | [ ]? [ap]m )
        (?: : (?P<minute> \d\d ) (?: : (?P<second> \d\d ) (?: [.] \d{{1,9}} )? )? )?
        (?: [ ]? (?P<half> am | pm ) )?
    )
    (?: [ ]? (?P<offset> z | [+-] \d\d (?: :? \d\d (?: :? \d\d )? )? )
      | [ ] (?P<zone> (?! {_DAY_BEGINS} ) [a-z]{{3,5}} )
    )?
    (?= [ ] | $ )
"""
_UNIVERSAL = ("z", "utc", "gmt")


def read(text: str) -> Phrase:
    """The phrase that the text is. Raises BadInput and the other refusals of this module."""
    if not text.strip():
        raise BadInput(f"A date is missing: it is blank. Try {EXAMPLES}.")
    phrase = _read(text)
    if phrase is None:
        raise _not_a_date(text)
    return phrase


def _not_a_date(text: str) -> BadInput:
    from careline.domain.time.phrase_wordings import unclear

    plain = _plain(text)
    why = unclear(text, plain) if plain else None
    return BadInput(why) if why else not_a_date(text, _near(text))


def is_date_phrase(text: str) -> bool:
    """True for what is a date at some moment or other, as `fri` is on a Friday too, and so is nobody's name."""
    try:
        return _read(text) is not None
    except BadInput:
        return False


def read_duration(text: str) -> Span | None:
    """The span that the text counts from some moment on, or None. Raises the refusals of a count."""
    plain = _plain(text) or ""
    return _duration(plain, text) or _duration(_in_plain_words(plain), text)


def _duration(plain: str, text: str) -> Span | None:
    words = _words(plain)
    return _counted(words[1:] if words[:1] in (["in"], ["+"]) else words, text)


def spelled(text: str) -> str:
    """A duration in words: `2 working days`, `14 days`, `4 working hours`, `90 minutes`; what is none, as it stands."""
    span = read_duration(text)
    if span is None:
        return text
    working = "working " if span.unit in (Unit.WORKING_DAY, Unit.WORKING_MINUTE) else ""
    if not span.is_exact:
        return counted(span.amount, f"{working}day")
    hours, odd_minutes = divmod(span.amount, 60)
    return counted(span.amount, f"{working}minute") if odd_minutes else counted(hours, f"{working}hour")


def _read(text: str) -> Phrase | None:
    plain = _plain(text)
    if not plain:
        return None
    return _understood(plain, text) or _understood(_in_plain_words(plain), text)


def _in_plain_words(plain: str) -> str:
    """The text in the grammar's own words; as it stands where it has no word of a date, as names have none."""
    known = BESIDE_FIGURES if re.search(r"\d", plain) else KNOWN_WORDS
    if known.isdisjoint(_words(plain)):
        return plain
    from careline.domain.time.phrase_wordings import in_plain_words  # short phrases and names do without

    return in_plain_words(plain)


def _understood(plain: str, text: str) -> Phrase | None:
    match = re.search(_CLOCK, plain, re.VERBOSE)
    clock = _clock(match, text) if match else None
    words = _words(f"{plain[: match.start()]} {plain[match.end() :]}" if match else plain)
    if words[:1] == ["on"]:
        words = words[1:]
    if clock and not words:
        day: Day | None = TODAY
    else:
        day = _day(words, text)
    if day is None or (clock and _is_exact(day)):
        return None
    if words == ["tonight"]:
        clock = clock or EVENING
    return Phrase(text, day, clock, _zone(match, text) if match else None)


def _plain(text: str) -> str | None:
    """The text in small letters with single blanks, or None where it holds what no phrase does."""
    if len(text) > LONGEST_PHRASE or not re.fullmatch(r"[ -~\t\r\n]*", text):
        return None
    return " ".join(text.lower().replace(",", " ").split())


def _words(plain: str) -> list[str]:
    return re.findall(r"\d+|[a-z]+|[^\sa-z\d]", plain)


def _is_exact(day: Day) -> bool:
    return isinstance(day, Span | End) and day.is_exact


def _clock(match: re.Match[str], text: str) -> time:
    if match["hour"] is None:
        return time(12)
    hour, half = int(match["hour"]), match["half"]
    if half and not 1 <= hour <= 12:
        raise no_such_time(text)
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, int(match["minute"] or 0), int(match["second"] or 0))
    except ValueError:
        raise no_such_time(text) from None


def _zone(match: re.Match[str], text: str) -> timezone | str | None:
    name = match["offset"] or match["zone"]
    if name is None:
        return None
    if name in _UNIVERSAL:
        return UTC
    if match["zone"]:
        return name
    hours, minutes, seconds = (int(part) for part in re.findall(r"\d\d", f"{name}0000")[:3])
    offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if minutes > 59 or seconds > 59 or offset >= timedelta(days=1):
        raise no_such_time(text)
    return timezone(-offset if name.startswith("-") else offset)


def _day(words: list[str], text: str) -> Day | None:
    match words:
        case [name] if name in RELATIVE_DAYS:
            return RELATIVE_DAYS[name]
        case [name] if name in WEEKDAYS:
            return Weekday(WEEKDAYS[name])
        case ["next", name] if name in WEEKDAYS:
            return Weekday(WEEKDAYS[name], of_next_week=True)
        case [name] if name in ENDS:
            return End(ENDS[name])
        case [name, "+", *rest] if name in ENDS:
            span = _counted(rest, text)
            return End(ENDS[name], span) if span else None
        case ["next", "eoweek" | "eomonth" as name]:
            return End(name.removeprefix("eo"), following=True)
        case ["the", day] if _are_figures(day):
            return _day_of_month(day, None, text)
        case [name, "the", day] if name in WEEKDAYS and _are_figures(day):
            return _day_of_month(day, WEEKDAYS[name], text)
        case [*rest, "ago"]:
            return _ago(rest, text)
        case ["in" | "+", *rest]:
            return _counted(rest, text)
        case [name, *rest] if name in WEEKDAYS:
            dated = _dated(rest, text)
            return replace(dated, weekday=WEEKDAYS[name]) if dated else None
        case _:
            return _dated(words, text) or _counted(words, text)


def _day_of_month(day: str, weekday: int | None, text: str) -> DayOfMonth:
    if not 1 <= int(day) <= 31:
        raise NoSuchDate(text)
    return DayOfMonth(int(day), weekday)


def _ago(words: list[str], text: str) -> Span | None:
    span = _counted(words, text)
    if span is None:
        return None
    if span.unit is Unit.WORKING_MINUTE:
        raise BadInput(f"{quoted(text)} would count working hours backwards. Write hours, as in '2h ago', or the time.")
    return replace(span, amount=-span.amount)


def _counted(words: list[str], text: str) -> Span | None:
    """The sum of all counts, which must be of one unit: "1h 30min" is, "1d 2h" is not."""
    total, counted, unit = 0, 0, None
    while words:
        match words:
            case [count, "business" | "working", name, *rest] if name in WORKING_UNITS:
                one = UNITS[WORKING_UNITS[name]]
            case [count, name, *rest] if name in UNITS:
                one = UNITS[name]
            case [count, "m", *_] if count.isdigit():
                raise BadInput(f"'{count}m' could be minutes or months. Write '{count}min', or the date itself.")
            case _:
                return None
        if not count.isdigit() or unit not in (None, one.unit):
            return None
        counted += int(count)
        if counted > LARGEST_COUNT:
            raise BadInput(f"{quoted(text)} counts too far. Count no further than {LARGEST_COUNT}, or write the date.")
        total, unit, words = total + int(count) * one.amount, one.unit, rest
    if unit is None:
        return None
    if total == 0:
        raise BadInput(f"{quoted(text)} counts nothing. Write 'today' or 'eod', or count at least 1.")
    return Span(total, unit)


def _dated(words: list[str], text: str) -> Dated | None:
    match words:
        case [year, "-", month, "-", day] if _are_figures(year, month, day) and len(year) == 4:
            return _checked(Dated(int(year), int(month), int(day)), text)
        case [day, name, *year] if _are_figures(day, *year) and name in MONTH_NAMES:
            return _with_month_named(name, day, year, text)
        case [name, day, *year] if _are_figures(day, *year) and name in MONTH_NAMES:
            return _with_month_named(name, day, year, text)
        case [first, "/", second] if _are_figures(first, second):
            raise several_readings(text, readings_of(None, first, second))
        case [first, "/" | "." | "-" as mark, second, again, third] if again == mark and _are_figures(
            first, second, third
        ):
            year_first = len(first) == 4
            year, others = (first, (second, third)) if year_first else (third, (first, second))
            both = readings_of(int(year) if len(year) == 4 else 2000 + int(year) % 100, *others)
            raise several_readings(text, both[:1] if year_first else both)
        case _:
            return None


def _with_month_named(name: str, day: str, year: list[str], text: str) -> Dated | None:
    match year:
        case []:
            return _checked(Dated(None, MONTH_NAMES[name], int(day)), text)
        case [figures] if len(figures) == 4:
            return _checked(Dated(int(figures), MONTH_NAMES[name], int(day)), text)
        case _:
            return None


def _checked(dated: Dated, text: str) -> Dated:
    if not exists(2000 if dated.year is None else dated.year, dated.month, dated.day):
        raise NoSuchDate(text)
    return dated


def _are_figures(*words: str) -> bool:
    return all(word.isdigit() for word in words)


def _near(text: str) -> str | None:
    """The phrase that the text becomes when each word that is unknown gives way to the one that looks most like it."""
    plain = _plain(text)
    if not plain:
        return None
    import difflib

    def correct(match: re.Match[str]) -> str:
        word = match[0]
        near = [word] if word in KNOWN_WORDS else difflib.get_close_matches(word, KNOWN_WORDS, n=1, cutoff=0.76)
        return near[0] if near else word

    corrected = re.sub("[a-z]+", correct, plain)
    return corrected if is_date_phrase(corrected) else None
