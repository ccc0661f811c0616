"""A wrong outcome on a case: what it had led to goes with it, and what was said since stays (G13)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from careline.domain.casefile.case_file import CaseFile
from careline.domain.cases.case import Reopening
from careline.domain.promises.arriving import arrivals
from careline.domain.promises.promise import Promise, PromiseKind
from careline.domain.replacements import units
from careline.domain.replacements.chain import chain_of, to_send_again
from careline.domain.replacements.replacement import Outcome, Replacement
from careline.domain.replacements.units import same_parcel
from careline.domain.values import frozen

PUT_RIGHT = "it followed a wrong outcome"
"""Why a plan is void that had followed a wrong outcome."""
MORE = (
    "contacts",
    "notes",
    "attachments",
    "promises",
    "replacements",
    "escalations",
    "costs",
    "diagnoses",
    "ask_agains",
)
"""What is more than a wrong outcome had led to, where it was recorded since that reopened the case."""

Since = Mapping[str, Collection[int]]
"""What was recorded on a case from the command on that reopened it: table -> row ids."""


@frozen
class Aftermath:
    """What becomes of a case whose unit has another outcome than was recorded.

    `void` are the plans that the wrong one had led to; `again` are the promises that live again, and `stays` those of
    the unit that do not, as they have fallen due. `is_to_send` says that a working one is to be sent.
    """

    void: tuple[Promise, ...]
    again: tuple[Promise, ...]
    stays: tuple[Promise, ...]
    is_to_send: bool


def aftermath(file: CaseFile, unit: Replacement, outcome: Outcome | None, now: datetime) -> Aftermath:
    """What goes with the outcome of a unit where it gives way to another one, or to none.

    Its check lives again where no outcome keeps it; that it arrives, where it is lost no longer, or lost only now. What
    was said to the customer and has fallen due stays as it is (G3). On a closed case nothing is owed.
    """
    then = [replace(each, outcome=outcome) if each.id == unit.id else each for each in file.replacements]
    chain = {each.id for each in chain_of(unit, then)}
    parcel = same_parcel(unit, file.replacements)
    owned = [p for p in file.promises if p.replacement_id == unit.parcel or (p.replacement_id in chain and _sends(p))]
    recorded = {moment for each in parcel for moment in (*(c.at for c in each.corrections), each.outcome_at)}
    ended = [p for p in owned if any(at and p.ended_at == max(at, p.made_at) for at in recorded)]
    plans = [p for p in owned if _sends(p)]
    left = to_send_again(unit, then)
    void = tuple(p for p in plans if p.ended_at is None) if left == 0 else ()
    again: list[Promise] = []
    if outcome is not None or file.case.is_open:
        again += _of_the_parcel(owned, ended, parcel, same_parcel(unit, then))
    sends = _fails(outcome) and not _fails(unit.outcome) and left > 0
    if sends:
        again += [p for p in plans if p in ended and not p.kept_at and p.due_at > now][-1:]
    stays = tuple(p for p in again if p.said and p.due_at <= now)
    back = tuple(p for p in again if p not in stays)
    is_to_send = sends and not any(p in plans for p in back) and all(p.ended_at for p in plans)
    return Aftermath(void, back, stays, is_to_send)


def _sends(promise: Promise) -> bool:
    """True for a plan to send a working one."""
    return promise.kind is PromiseKind.FIX and not promise.said


def _of_the_parcel(
    owned: Iterable[Promise], ended: Collection[Promise], was: Sequence[Replacement], then: Sequence[Replacement]
) -> Iterable[Promise]:
    """What the outcomes of a parcel's units, or their arrival, have ended and the right ones do not end so."""
    if units.check_ends(was) is not units.check_ends(then):
        yield from (p for p in ended if p.kind is PromiseKind.CHECK)
    if units.arrival_ends(was) is not units.arrival_ends(then):
        arrives, at = arrivals(owned, was[0].parcel)[-1:], units.arrived_at(was)
        yield from (p for p in arrives if p.kept_at or p in ended or p.ended_at == max(at, p.made_at))


def _fails(outcome: Outcome | None) -> bool:
    return outcome not in (None, Outcome.WORKS)


def back_in_place(file: CaseFile, void: Collection[Promise], now: datetime) -> Promise | None:
    """The check back that lives again, having given way to a plan that is void now; None where something else is owed.

    One that has fallen due meanwhile does not.
    """
    made_at = {p.made_at for p in void}
    back = [p for p in file.promises if p.gave_way and p.released_at in made_at and p.due_at > now]
    lives = not file.case.is_open or any(p.ended_at is None for p in file.promises)
    return None if lives or not back else back[-1]


def said_since(file: CaseFile, at: datetime) -> tuple[Promise, ...]:
    """The live promises that the customer was told since a moment, and that no parcel keeps: they stand."""
    return tuple(p for p in file.promises if p.said and p.ended_at is None and p.made_at >= at and not p.is_arrival)


def reopening_of(file: CaseFile, unit: Replacement) -> Reopening | None:
    """The reopening that the outcome of a unit has made, where that is the last one and the case is open; or None."""
    last = max(file.case.reopenings, key=lambda each: (each.reopened_at, each.id), default=None)
    opened = last is not None and file.case.is_open and last.reopened_at == unit.outcome_at
    return last if opened else None


def more_than(file: CaseFile, unit: Replacement, since: Since) -> bool:
    """True where more was recorded since a unit reopened its case than what careline made by itself."""
    by_itself = {("replacements", unit.id), *(("promises", p.id) for p in file.promises if p.automatic)}
    return any((table, number) not in by_itself for table in MORE for number in since.get(table, ()))
