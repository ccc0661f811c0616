"""A wrong outcome gives way to the right one: which outcomes of a unit stand then."""

from datetime import datetime
from enum import StrEnum

from careline.domain.errors import BadInput, Refused
from careline.domain.replacements.replacement import EarlierOutcome, Outcome, Replacement
from careline.domain.replacements.replacement_states import check_can_be


class RightOutcome(StrEnum):
    """What may be said of a unit's outcome: each of them, and that nobody knows yet, which only puts one right."""

    WORKS = "works"
    DOA = "doa"
    WRONG_ITEM = "wrong-item"
    DAMAGED = "damaged"
    INCOMPLETE = "incomplete"
    LOST = "lost"
    FAILED = "failed"
    NONE = "none"

    @property
    def outcome(self) -> Outcome | None:
        """The outcome; None where nobody knows it yet."""
        return None if self is RightOutcome.NONE else Outcome(self)


def put_right(
    unit: Replacement, outcome: Outcome | None, came: str | None, at: datetime, *, arrives: bool
) -> tuple[EarlierOutcome, ...]:
    """The outcomes of a unit once its last one has given way to another, or to none; `arrives` as in `check_outcome`.

    One that stood there before has its first moment again, every other the moment `at` of the correction; where only
    what came in the box was wrong, the moment stays. What a unit was before it failed, or was repaired, is not touched.
    Raises Refused for what cannot take that place, and BadInput for a lost unit that arrives.
    """
    if outcome is Outcome.LOST and arrives:
        raise BadInput("What is lost has not arrived; leave out --delivered, or say what became of it.")
    before, last = unit.standing[:-1], unit.standing[-1] if unit.standing else None
    if last and outcome is last.outcome and came not in (None, last.came):
        return (*before, EarlierOutcome(last.outcome, last.at, came))
    if outcome is unit.outcome:
        raise _same(unit, outcome)
    if before and outcome is before[-1].outcome:
        return before
    known = _known(unit, outcome, before)
    if known:
        restored = known[-1]
        if outcome is not Outcome.FAILED:
            _check_arrived(unit, outcome, arrives=arrives)
        return (*known[:-1], EarlierOutcome(restored.outcome, restored.at, came or restored.came))
    if last is None:
        raise _same(unit, outcome)
    if before:
        raise _was_something_else(unit, before[-1].outcome)
    if outcome is None:
        return ()
    if outcome is Outcome.FAILED and last.outcome is Outcome.WORKS:
        raise _follows(unit)
    _check_arrived(unit, outcome, arrives=arrives)
    return (EarlierOutcome(outcome, at, came),)


def _known(
    unit: Replacement, outcome: Outcome | None, below: tuple[EarlierOutcome, ...]
) -> tuple[EarlierOutcome, ...] | None:
    """The outcomes that stood before with this one as the last, in the place of the last or upon it; newest first."""
    for correction in reversed(unit.corrections):
        stood = correction.before
        if stood and stood[-1].outcome is outcome and stood[:-1] in (below, unit.standing):
            return stood
    return None


def _check_arrived(unit: Replacement, outcome: Outcome | None, *, arrives: bool) -> None:
    if outcome is not None:
        check_can_be(unit, outcome, arrives=arrives)


def _same(unit: Replacement, outcome: Outcome | None) -> Refused:
    """The refusal: there is nothing to correct."""
    if unit.outcome is None:
        command = f"careline outcome {unit.name} {outcome or Outcome.WORKS}"
        return Refused(f"{unit.name} has no outcome yet, so there is nothing to correct; record it: {command}.")
    return Refused(f"{unit.name} has that outcome: {unit.outcome}. There is nothing to correct.")


def _follows(unit: Replacement) -> Refused:
    """The refusal: what works may fail, which makes nothing of before wrong."""
    return Refused(
        f"{unit.name} works, and failing later makes that no mistake; leave out --correct: careline outcome "
        f"{unit.name} failed."
    )


def _was_something_else(unit: Replacement, before: Outcome) -> Refused:
    """The refusal: one step at a time, so that what was before is put right too."""
    return Refused(
        f"Before {unit.outcome} the outcome of {unit.name} was {before}; first: careline outcome {unit.name} {before} "
        '--correct --because "...". If that is wrong too, put it right after that.'
    )
