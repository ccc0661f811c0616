"""What a case leaves behind: its cause, how hard it was for the customer, who earned their praise, and a look back."""

from datetime import datetime

from careline.domain.errors import BadInput
from careline.domain.values import frozen

EASIEST, HARDEST = 1, 5


@frozen
class Cause:
    """What a case came from; `promise_id` is the action that it asks for, a promise to ourselves."""

    id: int
    case_id: int
    at: datetime
    who: str
    cause: str
    promise_id: int | None


@frozen
class Effort:
    """How hard it was for the customer, from 1 (easy) to 5, in their own judgement."""

    id: int
    case_id: int
    at: datetime
    effort: int
    words: str | None


@frozen
class Praise:
    """Who earned the praise of a contact."""

    id: int
    case_id: int
    contact_id: int
    earned_by: str


@frozen
class CauseFound:
    """A cause as a report counts it, with its case, and how the action stands that it asked for."""

    cause: str
    at: datetime
    case_id: int
    customer_id: int
    product: str | None
    promise_id: int | None
    due_at: datetime | None
    kept_at: datetime | None
    ended_at: datetime | None


@frozen
class Praised:
    """Praise, word for word, with who earned it."""

    at: datetime
    case_id: int
    customer: str
    words: str | None
    earned_by: str | None


@frozen
class Disclosed:
    """A case whose fault is ours, and when the customer was first told."""

    case_id: int
    customer: str
    subject: str
    found_by: str
    opened_at: datetime
    told_at: datetime | None


def read_effort(text: str) -> int:
    """The effort, from 1 to 5. Raises BadInput."""
    if text.strip() not in map(str, range(EASIEST, HARDEST + 1)):
        raise BadInput(
            f'"{text}" is not an effort; give a whole number from {EASIEST} (easy for them) to {HARDEST} (hard).'
        )
    return int(text)
