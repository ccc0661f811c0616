"""Cases that were one, or two: what may become one, what goes along, and what stays."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from careline.domain.casefile.case_file import CaseFile
from careline.domain.cases.case import Case, CaseIsClosed, Reopening, Severity, check_not_merged
from careline.domain.errors import BadInput, Refused
from careline.domain.ladder.escalations import CauseOf
from careline.domain.promises.changing import chains
from careline.domain.promises.keeping import giving_way
from careline.domain.promises.promise import GAVE_WAY, Promise
from careline.domain.promises.promise_states import unended
from careline.domain.values import frozen
from careline.domain.wording import shell_word


def check_can_merge(twin: Case, into: Case) -> None:
    """Raise where two cases cannot become one.

    Raises BadInput, Refused and CaseIsClosed.
    """
    if twin.id == into.id:
        raise BadInput(
            f"{twin.name} cannot be merged into itself; name the duplicate first, then the one to keep with --into."
        )
    for case in (twin, into):
        check_not_merged(case)
        if not case.is_open:
            raise CaseIsClosed(case)
    if twin.customer.id != into.customer.id:
        raise Refused(
            f"{twin.name} is {twin.customer}'s and {into.name} {into.customer}'s; if they are the same person, first: "
            f"careline customer merge {shell_word(_called(twin))} --into {shell_word(_called(into))}."
        )


def _called(case: Case) -> str:
    """Whose it is, as a word of a command line."""
    return case.customer.email or case.customer.name


def check_can_link(here: CaseFile, there: Case) -> None:
    """Raise BadInput for a link to itself, and Refused for a second link between the two."""
    if here.case.id == there.id:
        raise BadInput(f"{there.name} cannot be linked to itself; name two cases.")
    known = next((link for link in here.links if link.case_id == there.id), None)
    if known:
        raise Refused(f"{here.case.name} and {known.name} are already linked.")


def joined(case: Case, other: Case) -> tuple[Reopening, ...]:
    """The closings of a case that did not last, as they stand once it is one with another.

    One that is two is open while either is: a closing ends when the other was open too, and lasts no time at all where
    it was open already.
    """
    opened = (other.opened_at, *(r.reopened_at for r in other.reopenings))
    closed = (*(r.closed_at for r in other.reopenings), other.closed_at)
    spans = tuple(zip(opened, closed, strict=True))

    def open_again(closing: Reopening) -> datetime:
        later = (max(start, closing.closed_at) for start, end in spans if end is None or end > closing.closed_at)
        return min(closing.reopened_at, *later)

    return tuple(replace(closing, reopened_at=open_again(closing)) for closing in case.reopenings)


def giving_way_once_joined(promises: Iterable[Promise], at: datetime) -> tuple[Promise, ...]:
    """The check backs that are needless where two cases become one: all but one, and that one too beside a promise.

    Of two updates that are planned one is needless.
    """
    still = unended(promises, at)
    check_backs = giving_way(still, at)
    updates = tuple(p for p in still if p.is_update)
    return (check_backs if len(still) > len(check_backs) else check_backs[1:]) + updates[1:]


def moving(promises: Iterable[Promise], named: Collection[int]) -> tuple[Promise, ...]:
    """What goes along where some promises move to another case: whole chains, misses too. Raises Refused."""
    found = [p for chain in chains(promises) if any(p.id in named for p in chain) for p in chain]
    for promise in found:
        if promise.replacement_id is not None:
            raise Refused(
                f"{promise.name} belongs to R-{promise.replacement_id} and stays on its case; move other promises."
            )
    return tuple(found)


def going_along(file: CaseFile, causes: Mapping[CauseOf, Collection[int]]) -> frozenset[int]:
    """The escalations that go along where these causes move to another case, by number.

    Those are raised for them, by hand or by a rule, and those above. What was raised for anything else stays with it.
    """
    raised_for = {each.escalation_id: each for each in file.applied}
    gone = set(causes.get(CauseOf.ESCALATION, ()))
    moving_causes: dict[CauseOf, Collection[int]] = {**causes, CauseOf.ESCALATION: gone}
    for escalation in sorted(file.escalations, key=lambda e: e.id):
        if applied := raised_for.get(escalation.id):
            goes = applied.cause_id in moving_causes.get(applied.cause, ())
        else:
            goes = escalation.promise_id in causes.get(CauseOf.PROMISE, ())
        if goes:
            gone.add(escalation.id)
    return frozenset(gone)


def graver(one: Severity, other: Severity) -> Severity:
    """The one that is worse for the customer."""
    order = list(Severity)
    return max(one, other, key=order.index)


@frozen
class Parting:
    """What goes back where cases are taken apart: promises and units, by their ids."""

    promises: frozenset[int]
    units: frozenset[int]


def parting(file: CaseFile, promises: Collection[int], units: Collection[int]) -> Parting:
    """What goes back with promises and units that came: whole chains, also what took their place since."""
    theirs = {unit.chain for unit in file.replacements if unit.id in units}
    sent = frozenset(unit.id for unit in file.replacements if unit.chain in theirs)
    gone = (
        chain for chain in chains(file.promises) if any(p.id in promises or p.replacement_id in sent for p in chain)
    )
    return Parting(frozenset(p.id for chain in gone for p in chain), sent)


def wanted_again(file: CaseFile, given_way: Collection[int], now: datetime) -> tuple[Promise, ...]:
    """The plans that had given way when a case was joined, and are wanted now that it is apart: none is due yet.

    What was promised on the same case since stands for them.
    """
    if not file.case.is_open:
        return ()
    plans = (p for p in file.promises if p.id in given_way and p.released_at and p.ended_because == GAVE_WAY)
    return tuple(
        plan
        for plan in plans
        if plan.due_at >= now
        and not any(p.ended_at is None and plan.released_at and p.made_at > plan.released_at for p in file.promises)
    )
