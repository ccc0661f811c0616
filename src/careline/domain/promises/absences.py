"""Absences: who is away from one day to another, and who stands in."""

from collections.abc import Iterable
from datetime import date

from careline.domain.errors import BadInput, Refused
from careline.domain.promises.promise import Promise
from careline.domain.time.moments import full_date
from careline.domain.time.working_time import Calendar
from careline.domain.values import frozen


@frozen
class Absence:
    """That a party is away, both days included, and who stands in."""

    who: str
    from_on: date
    until_on: date
    to: str

    def covers(self, promise: Promise, calendar: Calendar) -> bool:
        """True for a promise of theirs, to answer for or to do, that falls due meanwhile."""
        return self.concerns(promise) and self.includes(calendar.working_day_of(promise.due_at))

    def concerns(self, promise: Promise) -> bool:
        """True for a promise that whoever is away answers for, or does."""
        return self.who in (promise.owner, promise.performer)

    def includes(self, day: date) -> bool:
        """True for a day on which they are away."""
        return self.from_on <= day <= self.until_on

    def overlaps(self, other: "Absence") -> bool:
        """True where both are away on some day."""
        return self.from_on <= other.until_on and other.from_on <= self.until_on

    def __str__(self) -> str:
        """`Ben is away until Fri 27 Nov 2026; Ana stands in`."""
        return f"{self.who} is away until {full_date(self.until_on)}; {self.to} stands in"


def check_absence(absence: Absence) -> None:
    """Raise BadInput and Refused for an absence that cannot be."""
    if absence.until_on < absence.from_on:
        raise BadInput(
            f"{full_date(absence.until_on)} is before {full_date(absence.from_on)}; --until is the last day away."
        )
    if absence.who == absence.to:
        raise Refused(f"{absence.who} cannot stand in for {absence.who}; name somebody else with --to.")


def away_when_due(promise: Promise, absences: Iterable[Absence], calendar: Calendar) -> Absence | None:
    """Why nobody may be there when it falls due: the absence of its owner or its performer, or None."""
    return next((absence for absence in absences if absence.covers(promise, calendar)), None)


def away_on(who: str, day: date, absences: Iterable[Absence]) -> Absence | None:
    """The absence of somebody on a day, or None."""
    return next((absence for absence in absences if absence.who == who and absence.includes(day)), None)
