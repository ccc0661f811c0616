"""A case that was closed by mistake: what its closing had ended lives again, as if it had not been closed (G13)."""

from collections.abc import Sequence
from datetime import datetime

from careline.domain.casefile.case_file import CaseFile
from careline.domain.cases.case import Case, ClosedHow
from careline.domain.cases.contacts import Contact, Direction
from careline.domain.errors import Refused
from careline.domain.promises.keeping import first_to_keep
from careline.domain.promises.promise import CASE_CLOSED, Promise
from careline.domain.time.working_time import Calendar


def check_closed(case: Case) -> None:
    """Raise Refused for an open case: also where it came back, which happened and counts."""
    if case.is_open:
        if case.reopenings:
            raise Refused(
                f"{case.name} came back since it was closed, and that counts; words that belong elsewhere take a "
                "reopening along: careline case move W-N --to CASE."
            )
        raise Refused(f"{case.name} is open; there is no closing to take back.")


def last_words(file: CaseFile) -> Contact | None:
    """The customer's words on which a case closed, or None."""
    if file.case.closed_how is not ClosedHow.CONFIRMED:
        return None
    said = (c for c in file.contacts if c.direction is Direction.IN and c.at == file.case.closed_at and c.reached)
    return max(said, key=lambda contact: contact.id, default=None)


def ended(file: CaseFile) -> tuple[Promise, ...]:
    """The promises that the closing of a case has kept or released."""
    return tuple(p for p in file.promises if p.ended_because == CASE_CLOSED and p.ended_at == file.case.closed_at)


def kept_since(file: CaseFile, calendar: Calendar) -> Sequence[tuple[Promise, datetime]]:
    """What our words since the closing would have kept, had they found it live (G4), and when."""
    words, closed_at = last_words(file), file.case.closed_at
    since = [c for c in file.contacts if closed_at is not None and c.at >= closed_at and c != words]
    found = ((promise, first_to_keep(promise, since, calendar)) for promise in ended(file))
    return [(promise, contact.at) for promise, contact in found if contact]
