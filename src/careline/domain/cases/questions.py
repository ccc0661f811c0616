"""What waits for an answer of ours, and by when it is to have one."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from careline.domain.cases.contacts import Contact, Direction
from careline.domain.time.durations import due_or_never
from careline.domain.time.working_time import Calendar
from careline.domain.values import frozen


@frozen
class Question:
    """A contact of the customer's that waits for an answer, or waited.

    `answer_by` is when its time ends, counted from our last attempt to reach them; `unanswered_at` is when it ended
    first (None where it has not); `answered_at` is when our word reached them or the case closed. `tried` counts the
    attempts.
    """

    contact: Contact
    answer_by: datetime
    unanswered_at: datetime | None
    answered_at: datetime | None
    tried: int

    def is_unanswered(self, now: datetime) -> bool:
        """True once its time has ended without an answer."""
        return self.answered_at is None and self.answer_by < now


def questions(
    contacts: Iterable[Contact],
    closings: Sequence[datetime],
    acknowledged: Iterable[datetime],
    within: str,
    calendar: Calendar,
    now: datetime,
) -> tuple[Question, ...]:
    """Every contact of theirs that needs an answer, or needed one, in order.

    `closings` are when the case was closed, which answers all before; `acknowledged` is when acknowledgements were made
    that we have not taken back: they speak for what was said then. `within` is how long we have.
    """
    ordered = sorted((c for c in contacts if c.at <= now), key=lambda c: c.order)
    spoken_for_at = frozenset(acknowledged)
    found = []
    for place, contact in enumerate(ordered):
        spoken_for = contact.spoken_for or contact.at in spoken_for_at
        if contact.direction is Direction.OUT or contact.praise or contact.no_reply or contact.reached or spoken_for:
            continue
        later = ordered[place + 1 :]
        ends = [c.at for c in later if c.reached] + [at for at in closings if contact.at <= at <= now]
        answered_at = min(ends, default=None)
        tries = [c.at for c in later if c.direction is Direction.OUT and not c.reached]
        tries = [at for at in tries if answered_at is None or at <= answered_at]
        answer_by = due_or_never(within, contact.at, calendar)
        unanswered_at: datetime | None = None
        for at in tries:
            if unanswered_at is None and answer_by < at:
                unanswered_at = answer_by
            answer_by = due_or_never(within, at, calendar)
        if unanswered_at is None and answer_by < (answered_at or now):
            unanswered_at = answer_by
        found.append(Question(contact, answer_by, unanswered_at, answered_at, len(tries)))
    return tuple(found)
