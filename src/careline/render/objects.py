"""Cases, promises and the rest as JSON objects, read by the keys that `shapes` declares."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from careline.domain.casefile.glance import CaseGlance, PromiseGlance
from careline.domain.cases.case import Customer
from careline.domain.money.money import Money
from careline.domain.promises import promise_states
from careline.domain.promises.promise import Promise, State
from careline.domain.shop.shop import Shop
from careline.domain.time.working_time import Calendar
from careline.domain.values import frozen
from careline.domain.wording import times
from careline.render import shapes
from careline.render.reading import MONEY, Seen

if TYPE_CHECKING:  # lists of cases and of promises show no more
    from careline.domain.casefile.case_file import CaseFile
    from careline.domain.ladder.escalations import Escalation


@frozen
class Objects:
    """Turns values into objects as of a moment; working days are the shop's. What is due by `soon_at` is due soon."""

    as_of: datetime
    calendar: Calendar
    soon_at: datetime
    shop: Shop

    @classmethod
    def at(cls, now: datetime, shop: Shop) -> "Objects":
        """As of a moment, in a shop."""
        return cls(now, shop.calendar, shop.soon(now), shop)

    def file(self, file: "CaseFile", touched: Mapping[str, Collection[int]] | None = None) -> dict[str, Any]:
        """A case with its lists; `touched` narrows each list to the ids that a command has made or changed."""
        from careline.domain.casefile.case_file import file_as_of
        from careline.render import casefile

        file = file_as_of(file, self.as_of, self.shop) or file
        return casefile.FILE.of(file, self._seen(file, touched))

    def case(self, file: "CaseFile | CaseGlance") -> dict[str, Any]:
        """The case itself, with what its contacts and promises amount to."""
        return shapes.CASE.of(file.case, self._seen(file))

    def customer(self, customer: Customer) -> dict[str, Any]:
        """All that is known of a customer but the id."""
        return shapes.CUSTOMER.of(customer)

    def promise(self, promise: Promise, file: "CaseFile | PromiseGlance") -> dict[str, Any]:
        """A promise of a case, with its state."""
        return shapes.PROMISE.of(promise_states.as_of(promise, self.as_of), self._seen(file))

    def escalation(self, escalation: "Escalation") -> dict[str, Any]:
        """An escalation with its state."""
        from careline.domain.ladder import escalations
        from careline.render import casefile

        return casefile.ESCALATION.of(escalations.as_of(escalation, self.as_of), self._seen())

    def _seen(self, file: Any = None, touched: Mapping[str, Collection[int]] | None = None) -> Seen:
        return Seen(self.as_of, self.calendar, self.soon_at, file, touched)


def person(customer: Customer) -> dict[str, Any]:
    """All that is known of a customer but the id."""
    return shapes.CUSTOMER.of(customer)


def money(amount: Money) -> dict[str, str]:
    """An amount in major units, as text, and its currency."""
    return MONEY.of(amount)


def state_words(promise: Mapping[str, Any]) -> str:
    """How a promise stands, from its object, as people read it."""
    warnings = ["due soon"] if promise["due_soon"] else []
    warnings += [str(promise["at_risk"])] if promise["at_risk"] else []
    words = ", ".join(warnings) or State(promise["state"]).words
    before = promise["renegotiations"]
    return f"{words}, renegotiated {times(before)} before" if before else words
