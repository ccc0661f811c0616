"""Replacements: one chain until one works, and what may go out."""

from datetime import datetime
from typing import Any

import pytest

from careline.domain.errors import BadInput, Refused
from careline.domain.replacements.chain import (
    NextAttempt,
    SayWhatIsDifferent,
    check_item,
    failures,
    next_attempt,
)
from careline.domain.replacements.replacement import Difference, Outcome, Replacement, ReplacementState, Step
from careline.domain.replacements.replacement_states import (
    NotShipped,
    as_of,
    check_came,
    check_outcome,
    check_step,
    state,
)
from tests.builders import DUE, HOUR, OPENED, SECOND, boston, replacement

DOA, WRONG, WORKS = Outcome.DOA, Outcome.WRONG_ITEM, Outcome.WORKS
FAILURES = sorted(set(Outcome) - {Outcome.WORKS})
ARRIVED, ANSWERED = DUE, boston(3, 9)


def chain(*outcomes: Outcome | None) -> list[Replacement]:
    return [replacement(number, outcome) for number, outcome in enumerate(outcomes, 1)]


@pytest.mark.parametrize(
    ("earlier", "different", "place"),
    [
        ((), None, NextAttempt(1, 1, None)),
        ((DOA,), None, NextAttempt(1, 2, DOA)),
        ((DOA, WRONG), "model number read back by phone", NextAttempt(1, 3, WRONG)),
        ((DOA, WRONG, Outcome.LOST), "by courier", NextAttempt(1, 4, Outcome.LOST)),
        ((WORKS,), None, NextAttempt(2, 1, None)),
        ((DOA, WORKS), None, NextAttempt(2, 1, None)),
    ],
)
def test_attempts_form_one_chain_until_one_works(
    earlier: tuple[Outcome, ...], different: str | None, place: NextAttempt
) -> None:
    assert next_attempt(chain(*earlier), different) == place


@pytest.mark.parametrize("outcome", FAILURES)
def test_every_outcome_but_works_is_a_failure_of_the_attempt(outcome: Outcome) -> None:
    assert next_attempt(chain(outcome), None) == NextAttempt(1, 2, outcome)
    assert state(replacement(1, outcome)) is ReplacementState.FAILED


@pytest.mark.parametrize("earlier", [(None,), (DOA, None), (DOA, WRONG, None)])
def test_the_next_attempt_needs_the_outcome_of_the_last(earlier: tuple[Outcome | None, ...]) -> None:
    with pytest.raises(Refused, match=f"R-{len(earlier)} has no outcome yet"):
        next_attempt(chain(*earlier), "everything")


@pytest.mark.parametrize("blank", [None, "", "  \n"])
@pytest.mark.parametrize("earlier", [(DOA, WRONG), (DOA, WRONG, DOA)])
def test_from_the_third_attempt_on_it_must_be_said_what_is_different(
    earlier: tuple[Outcome, ...], blank: str | None
) -> None:
    with pytest.raises(SayWhatIsDifferent, match=f"attempt {len(earlier) + 1}"):
        next_attempt(chain(*earlier), blank)


@pytest.mark.parametrize(
    ("outcomes", "place"),
    [
        # Two cases became one: what failed is made good before another chain begins, the later failure first.
        (((1, Outcome.WORKS), (2, Outcome.DOA)), (2, 2)),
        (((1, Outcome.DOA), (2, Outcome.WORKS)), (1, 2)),
        (((1, Outcome.DOA), (2, Outcome.DOA)), (2, 2)),
        (((2, Outcome.WORKS), (1, Outcome.WORKS)), (3, 1)),
    ],
)
def test_of_several_chains_the_one_that_failed_goes_on(
    outcomes: tuple[tuple[int, Outcome], ...], place: tuple[int, int]
) -> None:
    earlier = [replacement(n, outcome, chain=chain, attempt=1) for n, (chain, outcome) in enumerate(outcomes, 1)]
    following = next_attempt(earlier, None)
    assert (following.chain, following.attempt) == place


def test_no_chain_goes_on_while_an_outcome_is_unknown() -> None:
    with pytest.raises(Refused, match="R-1"):
        next_attempt([replacement(1), replacement(2, Outcome.DOA, chain=2, attempt=1)], None)


def test_a_new_chain_counts_its_attempts_anew() -> None:
    second_chain = [*chain(DOA, WORKS), replacement(3, DOA, chain=2, attempt=1)]
    assert next_attempt(second_chain, None) == NextAttempt(2, 2, DOA)


@pytest.mark.parametrize(
    ("item", "reason", "consent", "may_go"),
    [
        ("MX500i", None, None, True),
        ("mx500I ", None, None, True),
        ("MX500c", None, None, False),
        ("MX500c", "the MX500i is gone", None, False),
        ("MX500c", None, "yes", False),
        ("MX500c", "  ", "yes", False),
        ("MX500c", "the MX500i is gone", " ", False),
        ("MX500c", "the MX500i is gone", "yes", True),
    ],
)
def test_another_item_goes_out_only_with_a_reason_and_the_customers_consent(
    item: str, reason: str | None, consent: str | None, may_go: bool
) -> None:
    if may_go:
        check_item("MX500i", item, reason, consent)
    else:
        with pytest.raises(Refused, match="MX500i that is wanted"):
            check_item("MX500i", item, reason, consent)


@pytest.mark.parametrize("outcome", sorted(set(Outcome) - {Outcome.LOST}))
def test_an_outcome_needs_a_delivery(outcome: Outcome) -> None:
    with pytest.raises(Refused, match="R-1 is not delivered yet"):
        check_outcome(replacement(), outcome)
    check_outcome(replacement(delivered_at=ARRIVED), outcome)


def test_lost_needs_no_delivery() -> None:
    check_outcome(replacement(), Outcome.LOST)


@pytest.mark.parametrize("first", list(Outcome))
@pytest.mark.parametrize("second", list(Outcome))
def test_an_outcome_is_recorded_once(first: Outcome, second: Outcome) -> None:
    with pytest.raises(Refused, match=f"R-1 has its outcome already: {first}"):
        check_outcome(replacement(1, first), second)


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


@pytest.mark.parametrize(
    ("facts", "may_come"),
    [
        ((), "approved declined packed shipped"),
        (("approved_at",), "declined packed shipped"),
        (("packed_at",), "approved declined shipped"),
        (("approved_at", "packed_at"), "declined shipped"),
        (("approved_at", "packed_at", "shipped_at"), "delivered"),
        (("shipped_at", "delivered_at"), ""),
        (("declined_at",), ""),
        (("approved_at", "declined_at"), ""),
    ],
)
@pytest.mark.parametrize("step", [Step.APPROVED, Step.DECLINED, Step.PACKED, Step.SHIPPED, Step.DELIVERED])
def test_each_step_is_recorded_once_and_in_its_turn(facts: tuple[str, ...], may_come: str, step: Step) -> None:
    if step.word in may_come.split():
        check_step(asked(*facts), step, str)
    else:
        with pytest.raises(Refused, match=r"R-1 was \w+ already|has not left yet"):
            check_step(asked(*facts), step, str)


@pytest.mark.parametrize("approver", ["Plantronics", "Ana"])
@pytest.mark.parametrize("step", [Step.PACKED, Step.SHIPPED])
def test_what_somebody_has_to_approve_waits_for_that(approver: str, step: Step) -> None:
    with pytest.raises(Refused, match=f"waits for {approver} to approve it"):
        check_step(asked(approver=approver), step, str)
    check_step(asked("approved_at", approver=approver), step, str)


def test_a_refused_step_says_what_has_happened_and_when() -> None:
    with pytest.raises(Refused, match="R-1 was packed already, then"):
        check_step(asked("packed_at"), Step.PACKED, lambda at: "then" if at == OPENED + HOUR else "")


@pytest.mark.parametrize("step", [Step.APPROVED, Step.PACKED, Step.DELIVERED])
def test_nothing_happens_to_a_unit_after_its_outcome(step: Step) -> None:
    lost = asked("shipped_at", outcome=Outcome.LOST, outcome_at=ANSWERED, packed_at=None)
    with pytest.raises(Refused, match=r"R-1 was \w+ already|has its outcome already"):
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


def test_the_last_step_is_the_one_that_happened_last() -> None:
    assert asked().last_step == (Step.REQUESTED, OPENED)
    assert asked("packed_at", "approved_at").last_step == (Step.APPROVED, OPENED + 2 * HOUR)
    assert replacement(1).last_step == (Step.SHIPPED, OPENED)


def test_a_declined_attempt_was_none() -> None:
    declined = asked("declined_at")
    assert next_attempt([declined], None) == NextAttempt(1, 1, None)
    after_a_failure = [replacement(1, DOA), replacement(2, declined_at=ANSWERED, shipped_at=None)]
    assert next_attempt(after_a_failure, None) == NextAttempt(1, 2, DOA)
    assert failures(after_a_failure) == after_a_failure[:1]


@pytest.mark.parametrize("facts", [(), ("approved_at",), ("approved_at", "packed_at")])
def test_a_unit_that_has_not_left_is_shipped_or_declined_before_the_next_is_asked_for(facts: tuple[str, ...]) -> None:
    with pytest.raises(Refused, match="has not left yet; ship it: careline replacement ship R-1"):
        next_attempt([asked(*facts)], None)


@pytest.mark.parametrize(
    ("outcomes", "failed"), [((None,), 0), ((DOA,), 1), ((DOA, WRONG), 2), ((DOA, None), 1), ((DOA, WORKS), 0)]
)
def test_a_chain_that_has_ended_well_has_no_failures(outcomes: tuple[Outcome | None, ...], failed: int) -> None:
    assert len(failures(chain(*outcomes))) == failed


@pytest.mark.parametrize(
    ("item", "is_upgrade", "difference"),
    [
        ("MX500i", False, None),
        ("mx500I", True, None),
        ("MX500c", False, Difference.SUBSTITUTE),
        ("MX600", True, Difference.UPGRADE),
    ],
)
def test_another_model_is_an_upgrade_where_it_succeeds_the_wanted_one(
    item: str, is_upgrade: bool, difference: Difference | None
) -> None:
    assert replacement(1, item=item, is_upgrade=is_upgrade).difference is difference


def test_a_successor_is_proposed_unless_it_is_what_was_asked_for() -> None:
    with pytest.raises(Refused, match=r'--consent\. The MX500i has a successor: --item "MX600"\.$'):
        check_item("MX500i", "MX500c", None, None, "MX600")
    for item, successor in (("mx600", "MX600"), ("MX500c", None)):
        with pytest.raises(Refused, match=r"and --consent\.$"):
            check_item("MX500i", item, None, None, successor)
