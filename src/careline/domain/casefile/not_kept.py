"""What was said to be kept and was not, or at another moment: whether that can be put right, and what goes with it."""

from collections.abc import Collection
from datetime import datetime

from careline.domain.casefile.case_file import CaseFile
from careline.domain.cases.case import Case
from careline.domain.errors import Refused
from careline.domain.ladder.causes import closings
from careline.domain.promises.keeping import kept_by_words
from careline.domain.promises.promise import CASE_CLOSED, NOT_NEEDED, Promise, PromiseKind
from careline.domain.promises.promise_states import state
from careline.domain.replacements.replacement import Replacement
from careline.domain.time.working_time import Calendar


def void_because(promise: Promise) -> str:
    """Why a plan is void that was made because a promise was said to be kept."""
    return f"{promise.name} was not kept"


def check_not_kept(file: CaseFile, promise: Promise, now: datetime, calendar: Calendar) -> None:
    """Decide whether it can be put right that a promise was said to be kept.

    Raises Refused for one that is not, on a closed case, and for what more than somebody's word has kept.
    """
    if promise.kept_at is None:
        raise Refused(f"{promise.name} is {state(promise, now).words}; nobody has said that it was kept.")
    check_kept_by_word(file, promise, calendar)
    check_may_owe(file.case)


def check_may_owe(case: Case) -> None:
    """Raise Refused for a closed case, on which nothing can be owed (G5)."""
    if not case.is_open:
        raise Refused(
            f"{case.name} is closed, and nothing is owed on it; if that was a mistake too, first: "
            f"careline reopen {case.id} --mistake --because TEXT."
        )


def check_kept_by_word(file: CaseFile, promise: Promise, calendar: Calendar) -> None:
    """Raise Refused for a promise that something has kept which is recorded on its own, and put right there."""
    parcel = [each for each in file.replacements if each.parcel == promise.replacement_id]
    unit = next((each for each in parcel if each.delivered_at or each.outcome), next(iter(parcel), None))
    by_unit = unit and _kept_by_unit(promise, unit, file)
    if by_unit:
        raise Refused(f"{promise.name} is kept by what is recorded of {by_unit}")
    if promise.ended_because == CASE_CLOSED and file.case.is_open:
        raise Refused(f"{promise.name} was kept as {file.case.name} closed, which came back since, and counts.")
    words = kept_by_words(promise, file.contacts, calendar)
    if words:
        raise Refused(
            f"{promise.name} is kept by {words.name}, a word to the customer; if that is wrong: "
            f"careline case edit {words.name} --at WHEN, or careline case move {words.name} --to CASE."
        )


def _kept_by_unit(promise: Promise, unit: Replacement, file: CaseFile) -> str | None:
    """Which unit has kept a promise, and how that is put right; None where none has."""
    if promise.is_arrival:
        delivered = unit.delivered_at is not None
        return f"{unit.name}: careline delivered {unit.name} --correct --because TEXT." if delivered else None
    if promise.said:
        return None
    if promise.kind is PromiseKind.CHECK and unit.outcome:
        return f"{unit.name}: careline outcome {unit.name} OUTCOME --correct --because TEXT."
    if promise.kind is PromiseKind.FIX:
        later = (r for r in file.replacements if r.chain == unit.chain and r.attempt > unit.attempt and r.shipped_at)
        sent = next(later, None)
        return f"{sent.name}, which was sent." if sent else None
    done = promise.kind is PromiseKind.OTHER and (unit.approved_at or unit.shipped_at)
    return f"{unit.name}, which its supplier has seen to." if done else None


def led_to(file: CaseFile, made: Collection[int], *, by_keep: bool) -> tuple[Promise, ...]:
    """Of what the command made that kept a promise, the live plans to talk which were made because it was kept.

    Those are the check back, and where it was `keep` the follow-up that was asked for with it.
    """
    plans = (p for p in file.promises if p.id in made and p.kind is PromiseKind.FOLLOW_UP and not p.said)
    return tuple(p for p in plans if p.ended_at is None and (p.is_check_back or (by_keep and not p.automatic)))


def needed_again(file: CaseFile, released: Collection[int]) -> tuple[Promise, ...]:
    """The plans to carry out a backup that were let go as a promise was said to be kept."""
    return tuple(p for p in file.promises if p.id in released and p.released_at and p.ended_because == NOT_NEEDED)


def check_before_closing(case: Case, since: datetime, at: datetime, when: str) -> None:
    """Raise Refused where the case closed between what happened at first (`since`) and the new moment of it."""
    if any(since <= closed_at < at for closed_at in closings(case)):
        raise Refused(f"{case.name} closed before {when}, and nothing was owed on it then; name an earlier moment.")


def said_at(promise: Promise, at: datetime, now: datetime) -> datetime:
    """When it counts as said that a promise was kept at a moment (G3).

    What was said to be in time before it fell due keeps that; else it is said only now.
    """
    in_time = promise.kept_at is not None and promise.kept_at <= promise.due_at and at <= promise.due_at
    return (promise.ended_recorded_at or now) if in_time else now
