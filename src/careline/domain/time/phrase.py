"""What a date phrase says, once it is read."""

from datetime import time, timezone
from enum import Enum, auto

from careline.domain.values import frozen


class Unit(Enum):
    """What is counted: days lead to a closing time, minutes to an exact moment."""

    DAY = auto()
    WORKING_DAY = auto()
    MINUTE = auto()
    WORKING_MINUTE = auto()


@frozen
class Span:
    """So many of a unit; a negative amount lies in the past. `today` is no days, `now` no minutes."""

    amount: int
    unit: Unit

    @property
    def is_exact(self) -> bool:
        """True where it leads to a moment rather than to a date."""
        return self.unit in (Unit.MINUTE, Unit.WORKING_MINUTE)


@frozen
class Weekday:
    """The next such day after today, or that of next week. Monday is 0."""

    number: int
    of_next_week: bool = False


@frozen
class Dated:
    """A date, with the year left out where that is the current one; `weekday` is the one that was written with it."""

    year: int | None
    month: int
    day: int
    weekday: int | None = None


@frozen
class DayOfMonth:
    """The next such day after today, of this month or of the next; `weekday` is the one that was written with it."""

    day: int
    weekday: int | None = None


@frozen
class End:
    """The end of the `day`, `week` or `month`, or of the following one, and what is counted on from there."""

    of: str
    then: Span | None = None
    following: bool = False

    @property
    def is_exact(self) -> bool:
        """True where it leads to a moment that is not a day's closing time."""
        return self.then is not None and self.then.is_exact


Day = Span | Weekday | Dated | DayOfMonth | End


@frozen
class Phrase:
    """A date phrase as read. `zone` is an offset, or the abbreviation of a zone in small letters.

    Where the day is exact, there is no clock; where there is no clock, there is no zone.
    """

    text: str
    day: Day
    clock: time | None = None
    zone: timezone | str | None = None
