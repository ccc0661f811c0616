"""A shop's books without a command line: use cases are called with values, and what they give back is looked at."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from careline.domain.casefile.case_file import CaseFile
from careline.domain.casefile.recorded import Recorded
from careline.domain.names import Person
from careline.domain.promises.promise import NewPromise, Promise, PromiseKind
from careline.domain.shop.policy import Policy
from careline.domain.shop.shop import Shop
from careline.store import database
from careline.store.casefile import case_file
from careline.store.recording import Recording
from careline.usecases import known_or_new
from careline.usecases.cases import cases
from careline.usecases.cases.cases import NewCase
from tests.builders import DUE, OPENED, calendar

T = TypeVar("T")


def said(what: str = "FieldCo calls", due_at: datetime = DUE, **facts: Any) -> NewPromise:
    """What is promised to the customer, by default until Tue 2 Jun 17:00."""
    return NewPromise(PromiseKind.OTHER, what, True, due_at, **facts)


@dataclass
class Books:
    """A store that the first command makes. It is Mon 1 Jun 2026 10:00 in Boston, and Ana acts, until that is changed.

    The policy is the one of a shop that has set nothing: 1bd to acknowledge, check backs after 1bd, 3bd and 5bd.
    """

    store: Path
    shop: Shop
    now: datetime = OPENED
    who: str = "Ana"

    def at(self, moment: datetime, who: str | None = None) -> "Books":
        """Set the moment of the next commands, and who gives them."""
        self.now, self.who = moment, who or self.who
        return self

    def have(self, **policy: Any) -> "Books":
        """Set something of the policy."""
        self.shop = replace(self.shop, policy=replace(self.shop.policy, **policy))
        return self

    @contextmanager
    def recording(self) -> Iterator[Recording]:
        """One command's transaction."""
        with database.recording(self.store, now=self.now, who=self.who, command="test", create=True) as work:
            yield work

    def do(self, usecase: Callable[..., T], *given: Any, **named: Any) -> T:
        """Call a use case in a transaction of its own; whatever happened, happened now."""
        with self.recording() as work:
            return usecase(work, self.shop, *given, at=self.now, **named)

    def open(self, promise: NewPromise | None = None, customer: str = "Robin Vale", **facts: Any) -> Recorded:
        """Open a case, with a promise or with the acknowledgement."""
        return self.do(cases.open_case, NewCase("No sound", customer, **facts), promise)

    def hire(self, name: str) -> None:
        """Add somebody to the staff."""
        with self.recording() as work:
            known_or_new.add_party(work, Person(name, None), "staff", None)

    def file(self, case_id: int = 1) -> CaseFile:
        """A case as the store has it."""
        with self.recording() as work:
            found = case_file(work.fetch, case_id)
        assert found
        return found

    def promise(self, number: int, case_id: int = 1) -> Promise:
        """One of its promises."""
        return next(each for each in self.file(case_id).promises if each.id == number)


def new_books(folder: Path) -> Books:
    """Those of a shop that has recorded nothing yet."""
    return Books(folder / "careline.db", Shop("Headsets Direct", calendar(), Policy(), "Ana", "USD"))
