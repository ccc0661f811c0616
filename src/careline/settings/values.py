"""How the values of settings are read: each reader takes what stands in the file, and gives a value or Unfit."""

import re
import sys
from collections.abc import Callable
from datetime import date, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from careline.domain.errors import BadInput
from careline.domain.time.zones import place_meant, zone_named

if TYPE_CHECKING:
    from careline.domain.money.money import Money


Blocks = tuple[tuple[time, time], ...]
Closure = tuple[date, date]

SEVERITIES = ("minor", "normal", "major")
# Longer than this is a slip in the year, and would be expanded day by day.
LONGEST_CLOSURE = timedelta(days=366)
MOST_MONTHS = 1200


class Unfit(Exception):
    """A value that a setting cannot have, and what it needs instead; becomes a BadSetting that names the place."""

    def __init__(self, value: object, needs: str) -> None:
        super().__init__(value, needs)
        self.value = value
        self.needs = needs


def is_zone(name: str) -> bool:
    """True for the name of a time zone."""
    try:
        zone_named(name)
    except ValueError:
        return False
    return True


def text(value: object) -> str:
    """Words, or none."""
    if not isinstance(value, str):
        raise Unfit(value, 'words in quotes, such as "Headsets Direct"')
    return value.strip()


def words(value: object) -> str:
    """Words."""
    if not isinstance(value, str) or not value.strip():
        raise Unfit(value, 'words in quotes, such as "A new one is on its way"')
    return value.strip()


def words_to_customer(value: object) -> str:
    """Words with no placeholder but the one for the first name."""
    from string import Formatter

    said = words(value)
    needs = 'no placeholder but {customer}, as in "We get back to {customer}"'
    try:
        places = [place[1:] for place in Formatter().parse(said) if place[1] is not None]
    except ValueError:  # a brace that nothing closes
        raise Unfit(value, needs) from None
    if any(place != ("customer", "", None) for place in places):
        raise Unfit(value, needs)
    return said


def name(value: object) -> str:
    """Somebody's name."""
    if not isinstance(value, str) or not value.strip():
        raise Unfit(value, 'a name in quotes, such as "Ana"')
    return " ".join(value.split())


def phone(value: object) -> str:
    """A telephone number, as the shop writes it."""
    if not isinstance(value, str) or not any(mark.isdecimal() for mark in value):
        raise Unfit(value, 'a telephone number in quotes, such as "+1 617 555 0100"')
    return " ".join(value.split())


def email(value: object) -> str:
    """An e-mail address."""
    from careline.domain.names import checked_email

    needs = 'an e-mail address in quotes, such as "help@example.com"'
    if not isinstance(value, str):
        raise Unfit(value, needs)
    try:
        return checked_email(value, value)
    except BadInput:
        raise Unfit(value, needs) from None


def folder(value: object) -> str:
    """The whole path of a folder, which need not be there now; ~ is somebody's home."""
    if isinstance(value, str):
        path = value.strip()
        if path.startswith("~") or Path(path).is_absolute():
            return path
    raise Unfit(value, 'the whole path of a folder, such as "/media/usb/careline"')


def group(value: object) -> str:
    """A group of the system."""
    if sys.platform == "win32":
        raise Unfit(value, "a system where files belong to groups; on Windows leave it out")
    return name(value)


def zone(value: object) -> str:
    """The name of a place's time zone, or UTC."""
    if isinstance(value, str) and (place := place_meant(value.strip())):
        raise Unfit(value, f'the time zone of a place, such as "{place}", as only a place knows its summer time')
    if not isinstance(value, str) or not is_zone(value.strip()):
        raise Unfit(value, f'the name of a time zone, such as "{_near_zone(str(value))}"')
    return value.strip()


def _near_zone(word: str) -> str:
    import difflib
    import zoneinfo

    zones = sorted(zone for zone in zoneinfo.available_timezones() if not place_meant(zone))
    spellings = {each.rpartition("/")[2].lower(): each for each in zones} | {each.lower(): each for each in zones}
    near = difflib.get_close_matches(word.strip().lower().replace(" ", "_"), spellings, n=1)
    return spellings[near[0]] if near else "America/New_York"


def _matching(pattern: str, needs: str) -> Callable[[object], str]:
    def matching(value: object) -> str:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise Unfit(value, needs)
        return value

    return matching


def duration(value: object) -> str:
    """A phrase such as "1bd"."""
    from careline.domain.time.due_phrases import is_duration

    if not isinstance(value, str) or not is_duration(value.strip()):
        raise Unfit(value, 'a duration, such as "1bd", "4bh" or "14d"')
    return value.strip()


def durations(value: object) -> tuple[str, ...]:
    """One such phrase, or a row of them."""
    row = value if isinstance(value, list) else [value]
    if not row:
        raise Unfit(value, 'a duration or a row of them, such as ["1bd", "3bd", "5bd"]')
    return tuple(duration(phrase) for phrase in row)


def by_severity(value: object) -> tuple[tuple[str, str], ...]:
    """Severities, each with a phrase."""
    if not isinstance(value, dict) or not set(value) <= set(SEVERITIES):
        raise Unfit(value, f'a duration for some of {", ".join(SEVERITIES)}, such as {{ major = "1bd" }}')
    return tuple((severity, duration(value[severity])) for severity in SEVERITIES if severity in value)


def duration_by_severity(value: object) -> str | tuple[tuple[str, str], ...]:
    """One phrase for all, or severities each with one of its own."""
    return by_severity(value) if isinstance(value, dict) else duration(value)


def count(value: object) -> int:
    """A whole number, at least 1."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise Unfit(value, "a whole number, at least 1")
    return value


def months(value: object) -> int:
    """A whole number of months, 0 to 1200."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_MONTHS:
        raise Unfit(value, f"a whole number of months, 0 to {MOST_MONTHS}")
    return value


def percentage(value: object) -> str:
    """A part of something, from 0% to 100%."""
    # Only who sets it pays for fractions.
    from careline.domain.money.shares import percentage as read_percentage

    share = read_percentage(value) if isinstance(value, str) else None
    if not isinstance(value, str) or share is None or share > 1:
        raise Unfit(value, 'a percentage in quotes, from "0%" to "100%", such as "40%"')
    return value.strip()


def currency(value: object) -> str:
    """The code of a currency."""
    from careline.domain.money.money import DIGITS

    if not isinstance(value, str) or value not in DIGITS:
        raise Unfit(value, 'three capital letters that name a currency, such as "USD"')
    return value


def later(value: object) -> object:
    """The value as it stands: amounts are read once the shop's currency is known."""
    return value


def amount(currency: str, value: object) -> "Money":
    """An amount in the shop's currency."""
    from careline.domain.money.money import read_money

    needs = f'an amount of {currency} in quotes, such as "25.00"'
    if not isinstance(value, str):
        raise Unfit(value, needs)
    try:
        return read_money(value, currency)
    except BadInput:
        raise Unfit(value, needs) from None


def amounts(currency: str, value: object) -> "tuple[tuple[str, Money], ...]":
    """Names, each with an amount in the shop's currency."""
    if not isinstance(value, dict):
        raise Unfit(value, 'names with amounts, such as { Ben = "100.00", others = "25.00" }')
    return tuple((name(who), amount(currency, limit)) for who, limit in value.items())


def _list(value: object, needs: str) -> list[object]:
    if not isinstance(value, list):
        raise Unfit(value, needs)
    return value


def blocks(value: object) -> Blocks:
    """The working hours of a day, in order."""
    found = sorted(_block(text) for text in _list(value, 'a list of blocks, such as ["09:00-12:30", "13:30-17:00"]'))
    for (opens, closes), (following, _) in pairwise(found):
        over_midnight = " of the next day" if closes <= opens else ""
        if over_midnight or following < closes:
            overlap = f"one begins at {following:%H:%M}, before {closes:%H:%M}{over_midnight}"
            raise Unfit(value, f"blocks that do not overlap; {overlap}")
    return tuple(found)


def _block(text: object) -> tuple[time, time]:
    match = (
        re.fullmatch(r"([0-9]{1,2}):([0-9]{2}) *- *([0-9]{1,2}):([0-9]{2})", text) if isinstance(text, str) else None
    )
    if not match:
        raise Unfit(text, 'a block of hours, such as "09:00-12:30"')
    try:
        until_midnight = (match[3], match[4]) == ("24", "00")
        opens = time(int(match[1]), int(match[2]))
        closes = time() if until_midnight else time(int(match[3]), int(match[4]))
    except ValueError:
        raise Unfit(text, "times from 00:00 to 23:59; an end may be 24:00") from None
    if closes == opens and not until_midnight:
        raise Unfit(text, 'an end that is not its beginning; round the clock is "00:00-24:00"')
    return opens, closes


def closures(value: object) -> tuple[Closure, ...]:
    """Days off, each as its first and last day."""
    return tuple(_closure(text) for text in _list(value, 'a list of days, such as ["2026-12-24..2027-01-02"]'))


def _closure(text: object) -> Closure:
    day = "([0-9]{4}-[0-9]{2}-[0-9]{2})"
    match = re.fullmatch(rf"{day}(?:\.\.{day})?", text) if isinstance(text, str) else None
    if not match:
        raise Unfit(text, 'a day or days in quotes, such as "2027-03-19" or "2026-12-24..2027-01-02"')
    try:
        first, last = date.fromisoformat(match[1]), date.fromisoformat(match[2] or match[1])
    except ValueError:
        raise Unfit(text, "days that the calendar has") from None
    if last < first:
        raise Unfit(text, "the first day before the last")
    if last - first > LONGEST_CLOSURE:
        raise Unfit(text, "at most a year")
    return first, last


def literal(value: object) -> str:
    """The value as it stands in TOML, for a message of one line."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case list():
            return f"[{', '.join(literal(item) for item in value)}]"
        case dict():
            return "a table"
        case _:
            return str(value)


country = _matching("[A-Z]{2}", 'two capital letters, such as "US"')
region = _matching("[A-Z0-9]{1,3}", 'the code of a part of the country, such as "MA"')
phrase_name = _matching("[a-z0-9][a-z0-9_-]*", "small letters and digits, with - or _ between them")
