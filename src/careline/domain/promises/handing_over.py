"""Handing over: another of us answers for what is promised, and no due moment moves."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from careline.domain.cases.case import Case
from careline.domain.errors import Refused
from careline.domain.names import fold
from careline.domain.promises.promise import HandOver, Promise
from careline.domain.promises.promise_states import unended


def going_over(case: Case, promises: Iterable[Promise], to: str, now: datetime) -> tuple[Promise, ...]:
    """The live promises of a case that get another owner. Raises Refused."""
    still = unended(promises, now)
    if not still:
        make = f'careline promise make {case.id} "..." --by WHEN'
        raise Refused(f"Nothing is promised on {case.name}; promise something first: {make}.")
    found = tuple(p for p in still if fold(p.owner) != fold(to))
    if not found:
        raise Refused(f"{case.name} is already {to}'s; hand it over to somebody else.")
    return found


def handed_over(made: Promise, hand_overs: Iterable[tuple[int, datetime, str, str, str]]) -> Promise:
    """The promise as it was made, with its hand-overs: number, moment, who did it, the new owner, why; in order.

    What the old owner was to do goes along while it is pending; an overdue promise keeps its performer, and one that
    had ended by then its owner too.
    """
    promise = made
    for number, at, who, to, because in hand_overs:
        if promise.ended_at is not None and promise.ended_at < at:
            continue
        goes_along = promise.performer == promise.owner and at <= promise.due_at
        done = HandOver(number, at, who, promise.owner, promise.performer, to, because)
        performer = to if goes_along else promise.performer
        promise = replace(promise, owner=to, performer=performer, hand_overs=(*promise.hand_overs, done))
    return promise
