"""Absences: who is away from one day to another, and who stands in."""

from collections.abc import Iterable
from datetime import date

from careline.domain.errors import BadInput, Refused
from careline.domain.moments import full_date
from careline.domain.promises import Promise
from careline.domain.values import frozen
from careline.domain.working_time import Calendar


@frozen
class Absence:
    """That a party is away, both days included, and who stands in."""

    who: str
    from_on: date
    until_on: date
    to: str

    def covers(self, promise: Promise, calendar: Calendar) -> bool:
        """True for a promise of theirs, to answer for or to do, that falls due meanwhile."""
        theirs = self.who in (promise.owner, promise.performer)
        return theirs and self.from_on <= calendar.date_of(promise.due_at) <= self.until_on


class BackBeforeAway(BadInput):
    """An absence that ends before it begins."""

    def __init__(self, from_on: date, until_on: date) -> None:
        super().__init__(f"{full_date(until_on)} is before {full_date(from_on)}; --until is the last day away.")


class StandsInForThemselves(Refused):
    """Somebody else stands in for whoever is away."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} cannot stand in for {name}; name somebody else with --to.")


def check_absence(absence: Absence) -> None:
    """Raise BackBeforeAway, and StandsInForThemselves."""
    if absence.until_on < absence.from_on:
        raise BackBeforeAway(absence.from_on, absence.until_on)
    if absence.who == absence.to:
        raise StandsInForThemselves(absence.who)


def away_when_due(promise: Promise, absences: Iterable[Absence], calendar: Calendar) -> Absence | None:
    """Why nobody may be there when it falls due: the absence of its owner or its performer, or None."""
    return next((absence for absence in absences if absence.covers(promise, calendar)), None)
