"""What may be done to a promise, and when: end, remind, correct, tell, renegotiate."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from careline.domain.errors import BadInput, MissingOption, Refused
from careline.domain.ids import show
from careline.domain.promises.promise import NewPromise, Promise, PromiseKind, State
from careline.domain.promises.promise_states import state
from careline.domain.time.working_time import Calendar
from careline.domain.values import frozen


@frozen
class Instead:
    """That a new promise takes the place of this one: why, and the customer's word on it, where they gave it."""

    promise_id: int
    because: str
    agreed: str | None = None


TOLD = "the customer was told of it as a promise"
"""Why a plan was released that a disclosure told."""


def check_can_end(promise: Promise, now: datetime) -> None:
    """Raise Refused for a promise that something has ended already."""
    if promise.ended_at is not None:
        raise _promise_ended(promise, state(promise, max(now, promise.ended_at)))


def _promise_ended(promise: Promise, state: State) -> Refused:
    """The refusal: an ended promise cannot end again."""
    successor = f", and {show('P', promise.superseded_by)} took its place" if promise.superseded_by else ""
    return Refused(f"{promise.name} is already {state.words}{successor}; what has ended stays as it is.")


def check_can_remind(promise: Promise, now: datetime) -> None:
    """Raise Refused for one that has ended, and where nobody does it for its owner."""
    check_can_end(promise, now)
    if promise.performer == promise.owner:
        raise Refused(f"{promise.name} is {promise.owner}'s own to do, so there is nobody to remind.")


def check_can_correct(promise: Promise, what: str, due_at: datetime, now: datetime, calendar: Calendar) -> None:
    """Raise where a promise is no slip of the pen (G2).

    Raises Refused and BadInput.
    """
    check_can_end(promise, now)
    if promise.automatic:
        raise _no_slip(promise, "careline made it by itself")
    if promise.recorded_at is None or calendar.date_of(promise.recorded_at) != calendar.date_of(now):
        raise _no_slip(promise, "it was not recorded today")
    if now >= promise.due_at:
        raise _no_slip(promise, "it has fallen due")
    if (what, due_at) == (promise.what, promise.due_at):
        raise BadInput(f"{promise.name} says that already; give the right words, or the right moment with --by.")


def _no_slip(promise: Promise, why: str) -> Refused:
    """The refusal: a slip of the pen is corrected on the day it was recorded, before it falls due."""
    return Refused(
        f"{promise.name} cannot be corrected: {why}. Give it a new date with: careline renegotiate {promise.name}."
    )


def kept_by_telling(promise: Promise) -> Refused:
    """The refusal: what is nothing but a word to the customer is kept by this one, and promises nothing more."""
    return Refused(
        f"{promise.name} is kept by telling them, so it is not a plan; say what you will do about it: "
        "--promise WHAT --by WHEN."
    )


def check_can_be_told(promise: Promise, now: datetime) -> None:
    """Decide whether a promise can be told as the plan: a live one that is not overdue. Raises Refused."""
    check_can_end(promise, now)
    if state(promise, now) is State.OVERDUE:
        raise Refused(
            f"{promise.name} is overdue, so you cannot give it to a customer as a plan; "
            f"give it a new date first: careline renegotiate {promise.name}."
        )


def check_can_renegotiate(
    promise: Promise,
    earlier: Iterable[Promise],
    due_at: datetime,
    now: datetime,
    *,
    told: str | None,
    agreed: str | None,
) -> None:
    """Decide whether a promise may have a new date.

    The first may rest on telling the customer, every later one of a chain on their word.
    Raises Refused, BadInput and MissingOption where the customer knows nothing of it.
    """
    check_can_end(promise, now)
    if due_at == promise.due_at:
        raise BadInput(f"{promise.name} is already due then; give another --by.")
    if agreed is None and renegotiations(promise, earlier):
        raise Refused(
            f"{promise.name} has been renegotiated before; a second new date needs the customer's word: --agreed TEXT, "
            "instead of --told."
        )
    if agreed is None and told is None:
        raise MissingOption("--told", "what the customer was told")


def successor(promise: Promise, new: NewPromise) -> NewPromise:
    """What takes a promise's place: the new words and the new date; what was not said anew is the old one's.

    What is said in the place of a plan to talk, which careline made, is no plan to talk; nor is what is said in the
    place of a plan about a unit that this one arrives.
    """
    kind = PromiseKind.OTHER if new.said and promise.automatic and promise.kept_by_talking else promise.kind
    return replace(
        new,
        kind=kind if new.kind is PromiseKind.OTHER else new.kind,
        owner=new.owner or promise.owner,
        performer=new.performer or promise.performer,
        backup=new.backup or promise.backup,
        replacement_id=promise.replacement_id if promise.said or not new.said else None,
        depends_on=new.depends_on or promise.depends_on,
        automatic=promise.is_update and not new.said,
    )


def renegotiations(promise: Promise, earlier: Iterable[Promise]) -> int:
    """How many renegotiations lead to this promise; corrections of a slip do not count."""
    by_id = {p.id: p for p in earlier}
    count = 0
    current: Promise | None = promise
    while current is not None and current.supersedes is not None:
        current = by_id.get(current.supersedes)
        if current is not None and current.superseded_at is not None:
            count += 1
    return count


def chains(promises: Iterable[Promise]) -> tuple[tuple[Promise, ...], ...]:
    """The promises, each followed by those that took its place, one after another; the chain that began first first."""
    by_id = {p.id: p for p in promises}
    after = {p.supersedes: p for p in by_id.values() if p.supersedes in by_id}
    found = []
    for first in sorted(by_id.values(), key=lambda p: (p.made_at, p.id)):
        if first.supersedes in by_id:
            continue
        chain = [first]
        while following := after.get(chain[-1].id):
            chain.append(following)
        found.append(tuple(chain))
    return tuple(found)


def renegotiating(promise: Promise, earlier: Iterable[Promise]) -> str:
    """The command that gives a promise a new date; from the second of a chain on it asks for the customer's word."""
    word = "--agreed" if renegotiations(promise, earlier) else "--told"
    return f'careline renegotiate {promise.name} --by WHEN {word} "..." --because "..."'


def keeping(promise: Promise) -> str:
    """The command that says that a promise is kept: what was to arrive is delivered, a working unit is sent."""
    if promise.is_arrival and promise.replacement_id:
        return f"delivered {show('R', promise.replacement_id)}"
    if promise.sends_another:
        return f"ship-replacement {promise.case_id}"
    return f"keep {promise.name}"
