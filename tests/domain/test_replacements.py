"""Replacements: one chain until one works, and what may go out."""

from datetime import datetime
from typing import Any

import pytest

from careline.domain.replacements import (
    NextAttempt,
    NotDelivered,
    Outcome,
    OutcomeKnown,
    OutcomeOutstanding,
    Replacement,
    ReplacementState,
    SayWhatIsDifferent,
    UnwantedItem,
    as_of,
    check_item,
    check_outcome,
    next_attempt,
    state,
)
from tests.builders import DUE, OPENED, SECOND, boston, replacement

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
    with pytest.raises(OutcomeOutstanding, match=f"R-{len(earlier)} has no outcome yet"):
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
    with pytest.raises(OutcomeOutstanding, match="R-1"):
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
        with pytest.raises(UnwantedItem, match="MX500i that is wanted"):
            check_item("MX500i", item, reason, consent)


@pytest.mark.parametrize("outcome", sorted(set(Outcome) - {Outcome.LOST}))
def test_an_outcome_needs_a_delivery(outcome: Outcome) -> None:
    with pytest.raises(NotDelivered, match="R-1 is not delivered yet"):
        check_outcome(replacement(), outcome)
    check_outcome(replacement(delivered_at=ARRIVED), outcome)


def test_lost_needs_no_delivery() -> None:
    check_outcome(replacement(), Outcome.LOST)


@pytest.mark.parametrize("first", list(Outcome))
@pytest.mark.parametrize("second", list(Outcome))
def test_an_outcome_is_recorded_once(first: Outcome, second: Outcome) -> None:
    with pytest.raises(OutcomeKnown, match=f"R-1 has its outcome already: {first}"):
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
