"""Every "no" to a date phrase: what was read, why it will not do, and what would."""

from collections.abc import Sequence
from datetime import date

from careline.domain.errors import BadInput
from careline.domain.time.moments import MONTHS
from careline.domain.time.utc import FIRST_YEAR, LAST_YEAR

# Five digits: no count leads out of the calendar, and working hours are walked in no time.
LARGEST_COUNT = 99_999
SHOWN = 40
EXAMPLES = "'fri 5pm', 'tomorrow noon', '2bd', 'in 3 days' or '2026-11-24 15:00'"


def quoted(text: str) -> str:
    """The text in quotation marks, short, and with whatever cannot be printed escaped."""
    return repr(text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…")


def not_a_date(text: str, near: str | None) -> BadInput:
    """The refusal: words that are no date phrase; `near` is the phrase that was probably meant."""
    advice = f"Did you mean {near!r}?" if near else f"Try {EXAMPLES}."
    return BadInput(f"{quoted(text)} is not a date that careline understands. {advice}")


def no_such_time(text: str) -> BadInput:
    """The refusal: a time of day that no clock shows."""
    return BadInput(f"{quoted(text)} is not a time of day. Write it as 17:30, 5pm or noon.")


def several_readings(text: str, readings: Sequence[str]) -> BadInput:
    """The refusal: a date in figures without the year in front, which half of the world reads otherwise."""
    why = "could be read in two ways" if len(readings) > 1 else "is not how careline writes a date"
    advice = " or ".join(f"'{reading}'" for reading in readings) or "it as in '2026-11-24'"
    return BadInput(f"{quoted(text)} {why}. Write {advice}.")


def readings_of(year: int | None, first: str, second: str) -> list[str]:
    """What the figures mean with the month first, and what with the day first, as careline would read it."""
    found = []
    for month, day in ((int(first), int(second)), (int(second), int(first))):
        if exists(2000 if year is None else year, month, day):
            found.append(f"{day} {MONTHS[month - 1]}" if year is None else f"{date(year, month, day)}")
    return list(dict.fromkeys(found))


def exists(year: int, month: int, day: int) -> bool:
    """True for a date that the calendar has."""
    try:
        date(year, month, day)
    except (ValueError, OverflowError):
        return False
    return True


class NoSuchDate(BadInput):
    """A date that no calendar has."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{quoted(text)} is not a day in the calendar. Check the month and the day.")


class NotADuration(BadInput):
    """Words that count nothing."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{quoted(text)} is not a duration. Write it as 1bd, 4bh, 14d, 2w or 90min.")


class OutOfYears(BadInput):
    """A moment so far away that it must be a slip."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"{quoted(text)} is too far away: careline knows the years {FIRST_YEAR} to {LAST_YEAR}. Check the year."
        )


class DueInThePast(BadInput):
    """A due moment before now; `meant` is the time of day that a date alone stands for."""

    def __init__(self, text: str, due: str, *, is_today: bool, meant: str | None = None) -> None:
        why = f" A date alone means {meant}." if meant else ""
        advice = "Write 'tomorrow', or a later time today." if is_today else "Give a time in the future."
        super().__init__(f"{quoted(text)} is {due}, which is in the past.{why} {advice}")
