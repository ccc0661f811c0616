"""What a promise is in a calendar: something to do by its due moment, and when that is."""

from datetime import datetime
from enum import StrEnum

from careline.domain.promises.promise import Promise
from careline.domain.values import frozen


class Standing(StrEnum):
    """Whether a promise still asks for anything: it is owed, or was kept, or nobody waits for it any more."""

    OWED = "owed"
    DONE = "done"
    OFF = "off"


@frozen
class Entry:
    """A promise as calendars show it. Who is to see it has its words, and whose case it is on.

    `changes` counts how often it has changed since it was made: of two versions a calendar keeps the one with more.
    """

    promise: Promise
    customer: str
    subject: str
    changes: int

    @property
    def title(self) -> str:
        """`Dana Reyes: "A call" (FieldCo)`: who waits for what, and who is to do it where that is somebody else."""
        promise = self.promise
        by = "" if promise.performer == promise.owner else f" ({promise.performer})"
        return f"{self.customer}: {promise.quoted}{by}"

    def standing(self, now: datetime) -> Standing:
        """How it stands at a moment."""
        ended_at = self.promise.ended_at
        if ended_at is None or ended_at > now:
            return Standing.OWED
        return Standing.DONE if self.promise.kept_at else Standing.OFF
