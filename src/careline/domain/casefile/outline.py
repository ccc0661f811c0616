"""What most pages need of a case, where its whole file would be too much: the rules are the same."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from careline.domain.cases.case import Case
from careline.domain.cases.contacts import Contact, Tally, tally
from careline.domain.promises.promise import Promise
from careline.domain.promises.promise_states import live
from careline.domain.shop.shop import Shop
from careline.domain.values import remembering

if TYPE_CHECKING:  # few cases are escalated
    from careline.domain.ladder.escalations import Escalation


class Known(Protocol):
    """A case at a moment, as far as most pages ask: its outline has it, and its whole file."""

    @property
    def case(self) -> Case:
        """The case itself."""

    @property
    def promises(self) -> tuple[Promise, ...]:
        """All of them, ended ones too."""

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Both ways, by moment."""

    @property
    def escalations(self) -> "tuple[Escalation, ...]":
        """All of them, with what is worked out of each."""

    @property
    def tally(self) -> Tally:
        """Chases, updates, waiting since."""

    def is_silent(self, shop: Shop, now: datetime) -> bool:
        """True for an open case that nobody has promised anything for too long."""


@remembering
class Outline:
    """A case at a moment that was never escalated: what was promised on it, and said."""

    case: Case
    promises: tuple[Promise, ...] = ()
    contacts: tuple[Contact, ...] = ()

    @property
    def escalations(self) -> "tuple[Escalation, ...]":
        """None."""
        return ()

    @cached_property
    def tally(self) -> Tally:
        """Chases, updates, waiting since, and the rest; counted once, for a page asks several times."""
        return tally(self.contacts)

    def is_silent(self, shop: Shop, now: datetime) -> bool:
        """True for an open case without a live promise, or with nothing but plans of which one is late for too long."""
        return is_silent(self.case, self.promises, shop, now)


def is_silent(case: Case, promises: Iterable[Promise], shop: Shop, now: datetime) -> bool:
    """True for an open case without a live promise, or with nothing but plans of which one is late for too long."""
    alive = live(promises, now)
    if not case.is_open or any(promise.is_word for promise in alive):
        return False
    return not alive or shop.is_past(shop.policy.silent_after, alive[0].due_at, now)
