"""Promises that rest on others: ours to the customer on the supplier's to us.

Nothing is stored but which promise another one waits for; whether that puts it at risk is worked out.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum

from careline.domain.errors import BadInput, Refused
from careline.domain.promises.changing import check_can_end
from careline.domain.promises.promise import Promise, State
from careline.domain.promises.promise_states import as_of, state
from careline.domain.values import frozen


class Why(StrEnum):
    """What is wrong with the promise that another one waits for."""

    LATE = "late"
    DUE_AFTER = "due after"
    WITHDRAWN = "withdrawn"


@frozen
class Risk:
    """Why a promise may be missed: the one that it waits for is late, due after it, or withdrawn."""

    waits_for: Promise
    why: Why

    def __str__(self) -> str:
        """`at risk: P-3 is late`."""
        return f"at risk: {self.waits_for.name} is {self.why}{' it' if self.why is Why.DUE_AFTER else ''}"


def chain(number: int | None, known: Mapping[int, Promise]) -> Iterator[Promise]:
    """The promise of this number, and in order what has taken its place since."""
    while number is not None and number in known:
        yield known[number]
        number = known[number].superseded_by


def awaited(promise: Promise, among: Iterable[Promise], now: datetime) -> Promise | None:
    """What a promise waits for at `now`: the one that it depends on, or what has taken the place of that one."""
    known = {each.id: as_of(each, now) for each in among}
    *_, last = None, *chain(promise.depends_on, known)
    return last


def risk(promise: Promise, among: Iterable[Promise], now: datetime) -> Risk | None:
    """Why a promise that is not late itself may be missed, or None.

    `among` has what it waits for, and whatever has taken the place of that.
    """
    other = awaited(promise, among, now)
    if other is None or state(promise, now) is not State.PENDING:
        return None
    match state(other, now):
        case State.OVERDUE | State.MISSED:
            return Risk(other, Why.LATE)
        case State.WITHDRAWN:
            return Risk(other, Why.WITHDRAWN)
        case State.PENDING if other.due_at > promise.due_at:
            return Risk(other, Why.DUE_AFTER)
    return None


def check_can_depend(promise: Promise | None, other: Promise, among: Iterable[Promise], now: datetime) -> None:
    """Decide whether a new promise, in the place of `promise` where that is given, may wait for another one.

    `among` has all that the other one depends on. Raises BadInput and Refused: what
    has ended needs no waiting for.
    """
    if promise is not None:
        if other.id == promise.id:
            raise BadInput(f"{promise.name} cannot wait for itself; name the promise that it depends on.")
        among, further = list(among), awaited(other, among, now)
        while further is not None:
            if further.id == promise.id:
                raise Refused(
                    f"{other.name} already waits for {promise.name}, so {promise.name} cannot wait for {other.name}; "
                    "name another one."
                )
            further = awaited(further, among, now)
    check_can_end(other, now)
