"""What the rows of lists need to know of a case, where its whole file would be too much: the rules are the same."""

from collections.abc import Sequence
from datetime import datetime

from careline.domain.cases.case import Case
from careline.domain.cases.contacts import Tally
from careline.domain.ids import show
from careline.domain.promises import dependencies, promise_states
from careline.domain.promises.dependencies import Risk
from careline.domain.promises.promise import Promise
from careline.domain.report import Words
from careline.domain.values import frozen


@frozen
class DueNext:
    """The live promise of a case that is due first."""

    id: int
    due_at: datetime
    words: Words

    @property
    def name(self) -> str:
        """`P-1`."""
        return show("P", self.id)


@frozen
class CaseGlance:
    """A case at a moment, what its contacts amount to, what is due next, and what the customer is to send or say."""

    case: Case
    tally: Tally
    due_next: DueNext | None
    asked_for: str | None = None

    def next_promise(self, now: datetime) -> DueNext | None:
        """The live promise that is due first."""
        return self.due_next


@frozen
class PromiseGlance:
    """What a promise is seen beside, at a moment: its case, and of that the rest only where it tells something of it.

    `promises` are those of the case where any of its customer's questions, or another promise's place, could be this
    one's; `asked_at` is when they asked where it is; `awaited` what this one waits for, and what took the place of it.
    """

    customer: str
    subject: str
    promises: Sequence[Promise] = ()
    asked_at: Sequence[datetime] = ()
    awaited: Sequence[Promise] = ()

    def risk(self, promise: Promise, now: datetime) -> Risk | None:
        """Why the promise may be missed, or None."""
        return dependencies.risk(promise, self.awaited, now)

    def chases(self, promise: Promise) -> int:
        """How often the customer asked where it is while this promise was the one behind that."""
        return promise_states.chases(promise, self.promises, self.asked_at)
