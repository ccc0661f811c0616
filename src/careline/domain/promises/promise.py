"""Promises: what happened to them is stored, their state is worked out.

Everything here is a pure function of facts and a moment. Moments are aware and in UTC.
"""

from datetime import datetime
from enum import StrEnum

from careline.domain.ids import show
from careline.domain.values import frozen


class PromiseKind(StrEnum):
    """What sort of thing was promised."""

    ACKNOWLEDGE = "acknowledge"
    CALLBACK = "callback"
    FOLLOW_UP = "follow_up"
    VISIT = "visit"
    DELIVERY = "delivery"
    CHECK = "check"
    FIX = "fix"
    REFUND = "refund"
    BACKUP = "backup"
    OTHER = "other"


class State(StrEnum):
    """What the facts of a promise amount to at a moment."""

    PENDING = "pending"
    OVERDUE = "overdue"
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    MISSED = "missed"
    RENEGOTIATED = "renegotiated"
    WITHDRAWN = "withdrawn"
    RELEASED = "released"
    VOID = "void"

    @property
    def words(self) -> str:
        """The state as people read it."""
        return self.value.replace("_", " ")


LIVE = frozenset({State.PENDING, State.OVERDUE})
KEPT_BY_TALKING = frozenset({PromiseKind.ACKNOWLEDGE, PromiseKind.FOLLOW_UP})
GAVE_WAY = "another promise took its place"
"""Why a check back was released that another promise made needless."""
LOST_ON_THE_WAY = "lost on the way"
"""Why what was promised of a unit is withdrawn that does not arrive."""
NOT_NEEDED = "what it was for has ended"
"""Why the plan to carry out a backup was released."""
CASE_CLOSED = "the case closed"
"""Why an acknowledgement or a follow-up ended with its case."""


UPDATE = "Update "
"""How the plan of the next update begins."""


class End(StrEnum):
    """How a promise can end; the value is the fact that is stored."""

    KEPT = "kept_at"
    WITHDRAWN = "withdrawn_at"
    RELEASED = "released_at"
    VOIDED = "voided_at"
    SUPERSEDED = "superseded_at"


@frozen
class HandOver:
    """That a promise went to another owner. `owner` and `performer` are those before."""

    id: int
    at: datetime
    who: str
    owner: str
    performer: str
    to: str
    because: str


@frozen
class LapsedEnd:
    """How a promise was believed to have ended, until what had ended it turned out to be wrong: it lives again."""

    how: End
    at: datetime
    because: str | None
    recorded_at: datetime | None
    until: datetime


@frozen
class Promise:
    """One promise with all its facts. `automatic` marks what careline made by itself.

    `replacement_id` is the unit that it speaks of; `arrives_from` since when, where it was promised before that unit.
    """

    id: int
    case_id: int
    kind: PromiseKind
    what: str
    said: bool
    automatic: bool
    owner: str
    performer: str
    made_at: datetime
    due_at: datetime
    backup: str | None = None
    kept_at: datetime | None = None
    withdrawn_at: datetime | None = None
    released_at: datetime | None = None
    voided_at: datetime | None = None
    superseded_at: datetime | None = None
    told_at: datetime | None = None
    supersedes: int | None = None
    superseded_by: int | None = None
    replacement_id: int | None = None
    ended_because: str | None = None
    ended_recorded_at: datetime | None = None
    recorded_at: datetime | None = None
    overdue_when_imported: bool = False
    depends_on: int | None = None
    arrives_from: datetime | None = None
    hand_overs: tuple[HandOver, ...] = ()
    lapsed: tuple[LapsedEnd, ...] = ()

    @property
    def name(self) -> str:
        """`P-1`."""
        return show("P", self.id)

    @property
    def ended_at(self) -> datetime | None:
        """When it ended, in whatever way, or None."""
        return self.kept_at or self.withdrawn_at or self.released_at or self.voided_at or self.superseded_at

    @property
    def is_word(self) -> bool:
        """True for what a customer expects: a said promise, an acknowledgement, or that a working unit is sent.

        Every other planned promise is a plan of ours.
        """
        return self.said or self.kind is PromiseKind.ACKNOWLEDGE or self.sends_another

    @property
    def sends_another(self) -> bool:
        """True for the plan to send a working unit in the place of one that failed."""
        return self.kind is PromiseKind.FIX and self.replacement_id is not None

    @property
    def is_arrival(self) -> bool:
        """True for the promise that a unit arrives: all else that is promised of one is a plan of ours."""
        return self.said and self.replacement_id is not None

    @property
    def is_check_back(self) -> bool:
        """True for the follow-up that careline made because nothing else was promised."""
        return self.automatic and self.kind is PromiseKind.FOLLOW_UP and not self.is_update

    @property
    def is_update(self) -> bool:
        """True for the follow-up that careline makes on a case whose customer hears from us every so often."""
        return self.automatic and self.kind is PromiseKind.FOLLOW_UP and self.what.startswith(UPDATE)

    @property
    def gave_way(self) -> bool:
        """True for a check back that another promise made needless."""
        return self.is_check_back and self.released_at is not None and self.ended_because == GAVE_WAY

    @property
    def kept_by_talking(self) -> bool:
        """True for what is nothing but a word to the customer."""
        return self.kind in KEPT_BY_TALKING

    @property
    def by(self) -> str:
        """Who owes it: `FieldCo for Ana`, or `Ana` where she does it herself."""
        return self.owner if self.performer == self.owner else f"{self.performer} for {self.owner}"

    @property
    def quoted(self) -> str:
        """Said words in quotation marks, plans without."""
        return f'"{self.what}"' if self.said else self.what


@frozen
class NewPromise:
    """A promise about to be recorded. `owner` None is whoever acts, `performer` None the owner."""

    kind: PromiseKind
    what: str
    said: bool
    due_at: datetime
    owner: str | None = None
    performer: str | None = None
    backup: str | None = None
    automatic: bool = False
    replacement_id: int | None = None
    depends_on: int | None = None


@frozen
class Reminder:
    """That we reminded whoever performs a promise for us."""

    id: int
    case_id: int
    promise_id: int
    at: datetime
    who: str
    text: str
