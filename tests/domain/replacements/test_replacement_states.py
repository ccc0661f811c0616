"""Where a unit stands follows from the facts of the moment, and each step is recorded once."""

from datetime import datetime
from itertools import product
from typing import Any

import pytest

from careline.domain.errors import BadInput, Refused
from careline.domain.replacements.replacement import Outcome, Replacement, ReplacementState, Step
from careline.domain.replacements.replacement_states import (
    NotShipped,
    as_of,
    check_came,
    check_confirmed,
    check_outcome,
    check_step,
    state,
    worked_for,
)
from tests.builders import DUE, HOUR, OPENED, SECOND, boston, calendar, lived, replacement

DOA, WRONG, WORKS, FAILED = Outcome.DOA, Outcome.WRONG_ITEM, Outcome.WORKS, Outcome.FAILED


ARRIVED, ANSWERED = DUE, boston(3, 9)


@pytest.mark.parametrize("outcome", sorted(set(Outcome) - {Outcome.LOST, FAILED}))
def test_an_outcome_needs_a_delivery(outcome: Outcome) -> None:
    with pytest.raises(Refused, match="R-1 is not delivered yet"):
        check_outcome(replacement(), outcome)
    check_outcome(replacement(delivered_at=ARRIVED), outcome)
    check_outcome(replacement(), outcome, arrives=True)


def test_lost_needs_no_delivery() -> None:
    check_outcome(replacement(), Outcome.LOST)


def test_an_outcome_is_recorded_once_but_what_worked_may_fail_and_be_repaired(subtests: pytest.Subtests) -> None:
    for first, second in product(Outcome, Outcome):
        with subtests.test(first.value, then=second.value):
            if (first, second) in [(WORKS, FAILED), (FAILED, WORKS)]:
                check_outcome(replacement(1, first), second)
            else:
                with pytest.raises(Refused, match=f"R-1 has its outcome already: {first}"):
                    check_outcome(replacement(1, first), second)


@pytest.mark.parametrize(
    ("outcome", "follows"),
    [
        (WORKS, "works; what may follow that is failed: careline outcome R-1 failed. If that is wrong: {right}"),
        (FAILED, "failed; what may follow that is works: careline outcome R-1 works. If that is wrong: {right}"),
        (Outcome.DAMAGED, "damaged. If that is wrong: {right}"),
        (
            Outcome.LOST,
            'lost. If it came after all: careline outcome R-1 doa --delivered WHEN --correct --because "...".',
        ),
    ],
)
def test_a_refused_outcome_names_the_one_that_fits(outcome: Outcome, follows: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_outcome(replacement(1, outcome), DOA)
    right = 'careline outcome R-1 doa --correct --because "...".'
    assert str(refusal.value) == f"R-1 has its outcome already: {follows.format(right=right)}"


@pytest.mark.parametrize("arrives", [True, False])
def test_only_what_worked_has_failed(arrives: bool) -> None:
    with pytest.raises(Refused, match="works, doa, wrong-item, damaged, incomplete or lost"):
        check_outcome(replacement(delivered_at=ARRIVED), FAILED, arrives=arrives)


LATER, LATEST = boston(10, 9), boston(12, 9)


@pytest.mark.parametrize(
    ("moment", "expected", "before"),
    [
        (ANSWERED - SECOND, (None, None), 0),
        (ANSWERED, (WORKS, ANSWERED), 0),
        (LATER - SECOND, (WORKS, ANSWERED), 0),
        (LATER, (FAILED, LATER), 1),
        (LATEST - SECOND, (FAILED, LATER), 1),
        (LATEST, (WORKS, LATEST), 2),
    ],
)
def test_of_several_outcomes_the_last_of_the_moment_counts(
    moment: datetime, expected: tuple[Outcome | None, datetime | None], before: int
) -> None:
    repaired = lived(1, (WORKS, ANSWERED), (FAILED, LATER), (WORKS, LATEST))
    stood = as_of(repaired, moment)
    assert (stood.outcome, stood.outcome_at) == expected
    assert stood.earlier == repaired.earlier[:before]


@pytest.mark.parametrize(
    ("outcomes", "told"),
    [
        (((WORKS, ANSWERED), (FAILED, ANSWERED + HOUR)), "worked for less than a day"),
        (((WORKS, ANSWERED), (FAILED, boston(4, 8))), "worked for 1 day"),
        (((WORKS, ANSWERED), (FAILED, LATER)), "worked for 7 days"),
        (((WORKS, ANSWERED), (FAILED, LATER), (WORKS, LATEST), (FAILED, boston(15))), "worked for 3 days"),
    ],
)
def test_it_worked_from_the_day_when_that_was_known(outcomes: tuple[tuple[Outcome, datetime], ...], told: str) -> None:
    assert worked_for(lived(1, *outcomes), outcomes[-1][1], calendar()) == told


def test_every_outcome_is_a_moment_of_a_unit() -> None:
    unit = lived(1, (WORKS, ANSWERED), (FAILED, LATER))
    assert unit.moments[-2:] == (ANSWERED, LATER)


@pytest.mark.parametrize(
    ("facts", "moment", "expected"),
    [
        ({}, OPENED, ReplacementState.SHIPPED),
        ({"delivered_at": ARRIVED}, ARRIVED - SECOND, ReplacementState.SHIPPED),
        ({"delivered_at": ARRIVED}, ARRIVED, ReplacementState.DELIVERED),
        ({"outcome": WORKS, "outcome_at": ANSWERED}, ANSWERED - SECOND, ReplacementState.DELIVERED),
        ({"outcome": WORKS, "outcome_at": ANSWERED}, ANSWERED, ReplacementState.WORKS),
        ({"outcome": DOA, "outcome_at": ANSWERED}, ANSWERED, ReplacementState.FAILED),
        ({"outcome": Outcome.LOST, "outcome_at": ANSWERED}, ANSWERED - SECOND, ReplacementState.SHIPPED),
        ({"outcome": Outcome.LOST, "outcome_at": ANSWERED}, ANSWERED, ReplacementState.FAILED),
    ],
)
def test_the_state_follows_from_the_facts_of_the_moment(
    facts: dict[str, Any], moment: datetime, expected: ReplacementState
) -> None:
    stood = as_of(replacement(1, **facts), moment)
    assert state(stood) is expected
    assert (stood.outcome is None) == (stood.outcome_at is None)


LIFE = ("approved_at", "packed_at", "shipped_at", "delivered_at")
"""What happens to a unit after it was asked for, where all goes well."""


def asked(*facts: str, **more: Any) -> Replacement:
    """A unit that was asked for, with these facts, each an hour after the one before."""
    nothing: dict[str, Any] = dict.fromkeys(LIFE)
    known = {fact: OPENED + number * HOUR for number, fact in enumerate(facts, 1)}
    return replacement(1, **nothing | known | more)


MAY_COME = (
    ((), "approved declined packed shipped"),
    (("approved_at",), "declined packed shipped"),
    (("packed_at",), "approved declined shipped"),
    (("approved_at", "packed_at"), "declined shipped"),
    (("approved_at", "packed_at", "shipped_at"), "delivered"),
    (("shipped_at", "delivered_at"), ""),
    (("declined_at",), ""),
    (("approved_at", "declined_at"), ""),
)
STEPS = (Step.APPROVED, Step.DECLINED, Step.PACKED, Step.SHIPPED, Step.DELIVERED)


def test_each_step_is_recorded_once_and_in_its_turn(subtests: pytest.Subtests) -> None:
    for (facts, may_come), step in product(MAY_COME, STEPS):
        with subtests.test(" ".join(facts), step=step.word):
            if step.word in may_come.split():
                check_step(asked(*facts), step, str)
            else:
                with pytest.raises(Refused, match=r"R-1 was already \w+|has not shipped yet"):
                    check_step(asked(*facts), step, str)


@pytest.mark.parametrize("approver", ["Plantronics", "Ana"])
@pytest.mark.parametrize("step", [Step.PACKED, Step.SHIPPED])
def test_what_somebody_has_to_approve_waits_for_that(approver: str, step: Step) -> None:
    with pytest.raises(Refused, match=f"is waiting for {approver} to approve it"):
        check_step(asked(approver=approver), step, str)
    check_step(asked("approved_at", approver=approver), step, str)


def test_a_refused_step_says_what_has_happened_and_when() -> None:
    with pytest.raises(Refused, match="R-1 was already packed, then"):
        check_step(asked("packed_at"), Step.PACKED, lambda at: "then" if at == OPENED + HOUR else "")


@pytest.mark.parametrize("step", [Step.APPROVED, Step.PACKED, Step.DELIVERED])
def test_nothing_happens_to_a_unit_after_its_outcome(step: Step) -> None:
    lost = asked("shipped_at", outcome=Outcome.LOST, outcome_at=ANSWERED, packed_at=None)
    with pytest.raises(Refused, match=r"R-1 was already \w+|has its outcome already"):
        check_step(lost, step, str)


def test_what_has_not_left_has_no_outcome() -> None:
    for outcome in Outcome:
        with pytest.raises(NotShipped, match="replacement ship R-1"):
            check_outcome(asked("approved_at"), outcome)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_what_came_instead_is_told_of_a_wrong_item_alone(outcome: Outcome) -> None:
    check_came(outcome, None)
    if outcome is WRONG:
        check_came(outcome, "MX500c")
    else:
        with pytest.raises(BadInput, match="--came says what came in the place of the right item"):
            check_came(outcome, "MX500c")


@pytest.mark.parametrize("outcome", list(Outcome))
def test_the_customers_last_word_goes_with_what_works_alone(outcome: Outcome) -> None:
    check_confirmed(outcome, None)
    if outcome is Outcome.WORKS:
        check_confirmed(outcome, "Thank you")
    else:
        with pytest.raises(BadInput, match="--confirmed closes the case"):
            check_confirmed(outcome, "Thank you")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ((), ReplacementState.REQUESTED),
        (("approved_at",), ReplacementState.APPROVED),
        (("approved_at", "declined_at"), ReplacementState.DECLINED),
        (("approved_at", "packed_at"), ReplacementState.PACKED),
        (("approved_at", "packed_at", "shipped_at"), ReplacementState.SHIPPED),
        (("approved_at", "packed_at", "shipped_at", "delivered_at"), ReplacementState.DELIVERED),
    ],
)
def test_each_fact_is_known_from_its_moment_on(facts: tuple[str, ...], expected: ReplacementState) -> None:
    whole = asked(*facts)
    reached = [state(as_of(whole, OPENED + hours * HOUR)) for hours in range(len(facts) + 1)]
    assert reached[-1] is expected
    assert len(set(reached)) == len(reached)
    if facts:
        assert getattr(as_of(whole, OPENED + len(facts) * HOUR - SECOND), facts[-1]) is None


def test_nobody_knows_a_reason_number_or_outcome_before_it_was_there() -> None:
    lost = asked("shipped_at", tracking="986578788855", outcome=Outcome.LOST, outcome_at=ANSWERED, came="x")
    before = as_of(lost, OPENED)
    assert (before.carrier, before.tracking, before.outcome, before.came) == (None, None, None, None)
    declined = asked("declined_at", declined_because="no longer made")
    assert as_of(declined, OPENED).declined_because is None
    assert as_of(declined, OPENED + HOUR) == declined
