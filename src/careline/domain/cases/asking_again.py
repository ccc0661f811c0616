"""Asking again: a reminder to ourselves to look after a customer once all is over. It is no promise to anybody."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from careline.domain.values import frozen


@frozen
class AskAgain:
    """When we want to ask again, said when the case closed (`at`); `done_at` None until we have asked."""

    id: int
    case_id: int
    at: datetime
    due_at: datetime
    done_at: datetime | None


def standing(found: Iterable[AskAgain], closed_at: datetime | None) -> AskAgain | None:
    """What we still want to ask on a case that closed at this moment, or is open (None).

    A reopened case has its promises instead, and a newer closing says anew whether we ask again.
    """
    return next((each for each in found if each.done_at is None and each.at == closed_at), None)


def done_by_contact(asked: AskAgain | None, horizon: datetime) -> bool:
    """True where reaching the customer does it: like a follow-up, where it is due by the end of the next working day.

    `horizon` is that end.
    """
    return asked is not None and asked.due_at <= horizon


def as_of(asked: AskAgain, moment: datetime) -> AskAgain:
    """The same as it stood at a moment."""
    return replace(asked, done_at=None) if asked.done_at and asked.done_at > moment else asked
