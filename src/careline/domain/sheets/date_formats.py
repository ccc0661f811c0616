"""Formats for strptime: the same answers, only faster for the usual codes, and what else a format says."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time

from careline.domain.errors import BadInput
from careline.domain.sheets.written_dates import Wall, century, read_serial, read_written

Read = Callable[[str], Wall | None]
"""Reads a text, or finds that it cannot; raises ValueError for a moment that no calendar has."""

# A moment that shows at once whether a format has a whole date, and a time, in it.
SAMPLE = datetime(2013, 12, 31, 22, 58, 59, tzinfo=UTC)
ISO = re.compile(
    r"""(?P<date> \d{4}-\d\d-\d\d )
    (?: [T\ ] (?P<clock> \d\d:\d\d (?: :\d\d (?: [.,]\d+ )? )? ) \ ? (?P<offset> Z | UTC | [+-]\d\d:?\d\d )? )?""",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
# What strptime reads for each of these codes, as far as it needs no locale and no second thought.
CODES = {
    "Y": r"(?P<Y>[0-9]{4})",
    "y": r"(?P<y>[0-9]{2})",
    "m": r"(?P<m>[0-9]{1,2})",
    "d": r"(?P<d>[0-9]{1,2})",
    "H": r"(?P<H>[0-9]{1,2})",
    "I": r"(?P<I>0?[1-9]|1[0-2])",
    "M": r"(?P<M>[0-9]{1,2})",
    "S": r"(?P<S>[0-9]{1,2})",
    "p": r"(?P<p>[AaPp])[Mm]",
}
QUICK = {"".join(sorted(f"{year}md{clock}")) for year in "Yy" for clock in ("", "HM", "HMS", "IMp", "IMSp")}
CLOCK_CODES = frozenset("HIMSpfzTX")
ORDER = re.compile(r"%([dmYy])([-/.])%([dmYy])\2%([dmYy])")


class BadDateFormat(BadInput):
    """A --date-format that reads no dates."""

    def __init__(self, date_format: str, why: str) -> None:
        super().__init__(f"--date-format \"{date_format}\" {why}; write it as in '%m/%d/%Y %I:%M:%S %p' or '%d.%m.%Y'.")


def readers(formats: Sequence[str]) -> tuple[Read, ...]:
    """What reads texts in these formats, and behind it what reads them where they can mean one thing only.

    The first that answers is right. A format with a time takes a date without one as well, and the order of day, month
    and year goes for other times. Raises BadDateFormat.
    """
    named = dict.fromkeys([*formats, *filter(None, map(without_time, formats))])
    quick = {each: quick_reader(each) for each in named}
    orders = [order for each in named if (order := order_of(each))]
    found = [quick[each] or exact_reader(each) for each in named]
    # Whoever names the year first and the day second does not mean ISO.
    if not any(order.startswith("y") and order.endswith("m") for order in orders):
        found += [read_iso, *(exact_reader(each) for each in named if quick[each])]
        found += [read_serial, lambda text: read_written(text, orders)]
    return tuple(found)


def read_iso(text: str) -> Wall | None:
    """A date as 2026-11-24, 2026-11-24 15:00 or 2026-11-24T15:00:00Z."""
    found = ISO.fullmatch(text)
    if found is None:
        return None
    clock, offset = found.group("clock", "offset")
    if offset is None:
        return datetime.fromisoformat(text), clock is not None
    return datetime.fromisoformat(f"{found['date']}T{clock}{offset.upper().replace('UTC', 'Z')}"), True


def order_of(date_format: str) -> str | None:
    """What the places of a date in figures are: `m/d/y` of `%m/%d/%Y %H:%M`; None for any other format."""
    found = ORDER.search(date_format)
    return found and f"{found[1]}{found[2]}{found[3]}{found[2]}{found[4]}".lower()


def exact_reader(date_format: str) -> Read:
    """What strptime reads. Raises BadDateFormat."""
    has_time = _has_time(date_format)

    def read(text: str) -> Wall | None:
        try:
            return datetime.strptime(text, date_format), has_time  # noqa: DTZ007 - the zone is asked afterwards
        except ValueError:
            return None

    return read


def quick_reader(date_format: str) -> Read | None:
    """What reads the usual texts in a format of the usual codes, each of them once; None for every other format.

    Like strptime it takes two digits where it can. Where it answers, strptime would answer the same. Raises
    BadDateFormat.
    """
    has_time = _has_time(date_format)
    pieces = re.split(r"%(.)", date_format, flags=re.DOTALL)
    if "".join(sorted(pieces[1::2])) not in QUICK:
        return None
    pattern = re.compile("".join(CODES[piece] if i % 2 else re.escape(piece) for i, piece in enumerate(pieces)))

    def read(text: str) -> Wall | None:
        found = pattern.fullmatch(text)
        wall = _wall(found.groupdict()) if found else None
        return (wall, has_time) if wall else None

    return read


def _has_time(date_format: str) -> bool:
    """True for a format with a time of day in it. Raises BadDateFormat for one that would not read whole dates."""
    if "%Z" in date_format.replace("%%", ""):
        raise BadDateFormat(
            date_format, "has a zone's abbreviation (%Z), which several zones share: name the zone with --tz"
        )
    try:
        read = datetime.strptime(SAMPLE.strftime(date_format), date_format)  # noqa: DTZ007 - only looked at
    except (ValueError, re.error) as error:
        raise BadDateFormat(date_format, f"is not understood ({error})") from None
    if read.date() != SAMPLE.date():
        raise BadDateFormat(date_format, "lacks the year, the month or the day")
    return read.time() != time.min


def without_time(date_format: str) -> str | None:
    """The format for a date alone of one for a date and a time; None where it has none, or the two are mingled."""
    codes = list(re.finditer("%(.)", date_format, re.DOTALL))
    timed = [i for i, code in enumerate(codes) if code[1] in CLOCK_CODES]
    if not timed or len(timed) == len(codes) or timed != list(range(timed[0], timed[-1] + 1)):
        return None
    before = date_format[: codes[timed[0] - 1].end()] if timed[0] else ""
    after = timed[-1] + 1
    if after == len(codes):
        return before
    return before + date_format[codes[timed[-1]].end() if timed[0] else codes[after].start() :]


def _wall(found: dict[str, str]) -> datetime | None:
    """The moment that the codes name, or None where there is no such moment."""
    hour = int(found["I"]) % 12 + (12 if found["p"] in "Pp" else 0) if "p" in found else int(found.get("H", 0))
    year = int(found["Y"]) if "Y" in found else century(int(found["y"]))
    try:
        return datetime(  # noqa: DTZ001 - as above
            *(year, int(found["m"]), int(found["d"]), hour, int(found.get("M", 0)), int(found.get("S", 0)))
        )
    except ValueError:
        return None
