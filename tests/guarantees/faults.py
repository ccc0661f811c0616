"""Faults to plant: for each guarantee one that is as small as a slip in a rule, and that the walk has to find."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pytest

from careline.domain.casefile import letters
from careline.domain.cases.questions import Question
from careline.domain.ladder import causes, escalations
from careline.domain.promises import keeping, promise_states
from careline.domain.promises.promise import End, Promise
from careline.domain.replacements import chain
from careline.domain.replacements.replacement import Replacement
from careline.store.recording import Recording
from careline.store.safekeeping import putting_back
from careline.usecases.cases import cases
from careline.usecases.conduct import disclosures
from careline.usecases.thread import Thread


@dataclass(frozen=True)
class Fault:
    """A fault in a sentence: the guarantee that it breaks, what it takes the place of, and by what, given that.

    It is `shown_by` some commands, which the walk takes before others: all of them are in it, the faulty ones sooner.
    """

    breaks: str
    what: str
    owner: Any
    name: str
    instead: Callable[[Any], Any]
    shown_by: Collection[str] = ()

    def plant(self, patch: pytest.MonkeyPatch) -> None:
        """Let the program have it."""
        patch.setattr(self.owner, self.name, self.instead(getattr(self.owner, self.name)))


def _passes(_: Any) -> Any:
    return lambda *_, **__: None


def _is_never(_: Any) -> Any:
    return lambda *_: False


def _knows_all(_: Any) -> Any:
    return lambda promise, _: promise


def _without_successor(record: Any) -> Any:
    return lambda self, new, supersedes=None: record(self, new)


def _late_is_in_time(end: Any) -> Any:
    def ending(self: Thread, promise: Promise, how: End, because: str | None = None, **facts: Any) -> None:
        at = facts.pop("at", None) or self.at
        end(self, promise, how, because, **facts, at=min(at, promise.due_at) if how is End.KEPT else at)

    return ending


def _without_end(words: Any) -> Any:
    return lambda *facts: (replace(cause, until=None) for cause in words(*facts))


def _a_chain_of_its_own(next_attempt: Any) -> Any:
    def counting(earlier: Sequence[Replacement], *asked: Any, **facts: Any) -> chain.NextAttempt:
        chains = max((unit.chain for unit in earlier), default=0)
        place: chain.NextAttempt = next_attempt(earlier, *asked, **facts)
        return replace(place, chain=chains + 1, attempt=1)

    return counting


def _without_the_note(fields: Any) -> Any:
    return lambda *about: {**fields(*about), "why": ""}


def _by_somebody(log: Any) -> Any:
    def logging(self: Recording, command: str) -> None:
        who, self.who = self.who, "somebody"
        log(self, command)
        self.who = who

    return logging


def _only_what_was_made(put_back: Any) -> Any:
    def putting(work: Recording, change: putting_back.Change) -> None:
        if change.action == "insert":
            put_back(work, change)

    return putting


def _all_that_is_owed(_: Any) -> Any:
    def kept(promises: Iterable[Promise], at: datetime, *_: Any, **__: Any) -> tuple[Promise, ...]:
        return promise_states.unended(promises, at)

    return kept


UNITS = ("case ship-replacement", "replacement outcome")
TALKS = ("case heard", "case follow-up", "call")
FAULTS = (
    Fault("G1", "nothing is planned where the last promise ends", Thread, "settle", _passes, ("promise keep",)),
    Fault("G2", "a new date has no predecessor", Thread, "record", _without_successor, ("promise renegotiate",)),
    Fault("G3", "what is done late counts as in time", Thread, "end", _late_is_in_time, ("promise keep",)),
    Fault("G4", "an answer keeps whatever is owed", keeping, "kept_by_contact", _all_that_is_owed, TALKS),
    Fault("G5", "a case closes whatever is owed on it", cases, "check_can_close", _passes, ("case close",)),
    Fault("G6", "each unit begins a chain", chain, "next_attempt", _a_chain_of_its_own, UNITS),
    Fault("G7", "letters leave out the why", letters, "fields", _without_the_note, UNITS),
    Fault("G8", "people may escalate to themselves", escalations, "check_to", _passes, ("case escalate",)),
    Fault("G8", "a word that was kept still calls for help", causes, "_words", _without_end, ("sweep", "promise keep")),
    Fault("G9", "a fault is told without a plan", disclosures, "check_can_disclose", _passes, ("case disclose",)),
    Fault("G10", "earlier moments know what ended later", promise_states, "as_of", _knows_all, ("promise keep",)),
    Fault("G11", "the log names somebody else", Recording, "log", _by_somebody),
    Fault("G12", "no question is ever late", Question, "is_unanswered", _is_never, TALKS),
    Fault("G13", "undoing leaves what was changed", putting_back, "put_back", _only_what_was_made),
)
"""At least one for each guarantee, in their order."""
