"""Attempts form one chain until one works, and another item goes out only with consent."""

from typing import Any

import pytest

from careline.domain.errors import Refused
from careline.domain.replacements.chain import (
    NextAttempt,
    SayWhatIsDifferent,
    check_item,
    failures,
    next_attempt,
)
from careline.domain.replacements.replacement import Outcome, Replacement, ReplacementState
from careline.domain.replacements.replacement_states import (
    state,
)
from tests.builders import DUE, HOUR, OPENED, boston, replacement

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
        ((Outcome.FAILED,), None, NextAttempt(1, 2, Outcome.FAILED)),
        ((DOA, Outcome.FAILED), "tried for a week", NextAttempt(1, 3, Outcome.FAILED)),
    ],
)
def test_attempts_form_one_chain_also_where_one_worked_at_first(
    earlier: tuple[Outcome, ...], different: str | None, place: NextAttempt
) -> None:
    assert next_attempt(chain(*earlier), different) == place


@pytest.mark.parametrize("earlier", [(WORKS,), (DOA, WORKS)])
def test_after_one_that_works_the_next_is_for_another_unit_or_it_is_said_what_became_of_that_one(
    earlier: tuple[Outcome, ...],
) -> None:
    with pytest.raises(Refused) as refusal:
        next_attempt(chain(*earlier), "everything")
    assert str(refusal.value) == (
        f"R-{len(earlier)} works. If it has failed since, say so first: careline outcome R-{len(earlier)} failed. "
        "If this one is for another unit, add --another."
    )
    assert next_attempt(chain(*earlier), None, is_another=True) == NextAttempt(2, 1, None)


def test_what_is_for_another_begins_a_chain_beside_nothing_that_is_unfinished() -> None:
    with pytest.raises(Refused, match="R-2 failed, and this unit continues its chain; leave out --another"):
        next_attempt(chain(DOA, WRONG), None, is_another=True)
    with pytest.raises(Refused, match="R-2 has no outcome yet"):
        next_attempt(chain(DOA, None), None, is_another=True)
    assert next_attempt([], None, is_another=True) == NextAttempt(1, 1, None)


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
    works = [*chain(DOA, WORKS), replacement(3, WORKS, chain=2, attempt=1)]
    with pytest.raises(Refused, match="R-3 works"):
        next_attempt(works, None)
    assert next_attempt(works, None, is_another=True) == NextAttempt(3, 1, None)


def test_of_two_chains_the_one_that_has_not_ended_well_is_looked_at() -> None:
    first, second = replacement(1, Outcome.FAILED), replacement(2, WORKS, chain=2, attempt=1)
    assert failures([first, second]) == [[first]]
    assert failures([replacement(1, WORKS), second]) == []


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


LIFE = ("approved_at", "packed_at", "shipped_at", "delivered_at")
"""What happens to a unit after it was asked for, where all goes well."""


def asked(*facts: str, **more: Any) -> Replacement:
    """A unit that was asked for, with these facts, each an hour after the one before."""
    nothing: dict[str, Any] = dict.fromkeys(LIFE)
    known = {fact: OPENED + number * HOUR for number, fact in enumerate(facts, 1)}
    return replacement(1, **nothing | known | more)


def test_a_declined_attempt_was_none() -> None:
    declined = asked("declined_at")
    assert next_attempt([declined], None) == NextAttempt(1, 1, None)
    after_a_failure = [replacement(1, DOA), replacement(2, declined_at=ANSWERED, shipped_at=None)]
    assert next_attempt(after_a_failure, None) == NextAttempt(1, 2, DOA)
    assert failures(after_a_failure) == [after_a_failure[:1]]


@pytest.mark.parametrize("facts", [(), ("approved_at",), ("approved_at", "packed_at")])
def test_a_unit_that_has_not_left_is_shipped_or_declined_before_the_next_is_asked_for(facts: tuple[str, ...]) -> None:
    with pytest.raises(Refused, match="has not shipped yet; ship it: careline replacement ship R-1"):
        next_attempt([asked(*facts)], None)


@pytest.mark.parametrize(
    ("outcomes", "failed"),
    [
        ((None,), 0),
        ((DOA,), 1),
        ((DOA, WRONG), 2),
        ((DOA, None), 1),
        ((DOA, WORKS), 0),
        ((DOA, Outcome.FAILED), 2),
        ((Outcome.FAILED, Outcome.FAILED, WORKS), 0),
    ],
)
def test_a_chain_that_has_ended_well_has_no_failures(outcomes: tuple[Outcome | None, ...], failed: int) -> None:
    assert len(failures(chain(*outcomes))) == failed


def test_a_successor_is_proposed_unless_it_is_what_was_asked_for() -> None:
    with pytest.raises(Refused, match=r'--consent\. The MX500i has a successor: --item "MX600"\.$'):
        check_item("MX500i", "MX500c", None, None, "MX600")
    for item, successor in (("mx600", "MX600"), ("MX500c", None)):
        with pytest.raises(Refused, match=r"and --consent\.$"):
            check_item("MX500i", item, None, None, successor)
