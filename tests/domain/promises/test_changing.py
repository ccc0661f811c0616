"""What may be done to a promise: it ends once, and a chain of new dates is counted."""

from dataclasses import replace

import pytest

from careline.domain.errors import BadInput, Refused
from careline.domain.promises.changing import (
    chains,
    check_can_end,
    check_can_renegotiate,
    renegotiations,
    successor,
)
from careline.domain.promises.promise import End, NewPromise, Promise, PromiseKind
from tests.builders import DUE, HOUR, OPENED, SECOND, boston, promise

EARLY, LATE = DUE - HOUR, DUE + SECOND


LONG_AFTER = boston(30)


@pytest.mark.parametrize("how", list(End))
def test_an_ended_promise_cannot_end_again(how: End) -> None:
    with pytest.raises(Refused, match="P-1 is"):
        check_can_end(promise(**{how.value: EARLY}), LONG_AFTER)


def test_an_ended_promise_cannot_end_at_a_moment_before_its_end_either() -> None:
    with pytest.raises(Refused, match="P-1 is already kept late"):
        check_can_end(promise(kept_at=LATE), EARLY)


def test_the_refusal_names_what_took_its_place() -> None:
    with pytest.raises(Refused, match=r"P-1 is already missed, and P-2 took its place"):
        check_can_end(promise(superseded_at=LATE, told_at=LATE, superseded_by=2), LONG_AFTER)


def test_what_nothing_ended_can_end() -> None:
    check_can_end(promise(), LONG_AFTER)


def test_renegotiations_are_counted_along_the_chain_and_corrections_are_not() -> None:
    first = promise(1, superseded_at=EARLY)
    slip = promise(2, supersedes=1, voided_at=EARLY)
    third = promise(3, supersedes=2, superseded_at=DUE)
    fourth = promise(4, supersedes=3)
    chain = [first, slip, third, fourth, promise(9)]
    assert [renegotiations(p, chain) for p in chain] == [0, 1, 1, 2, 0]


def test_a_promise_gets_another_date_and_its_second_one_on_the_customers_word() -> None:
    with pytest.raises(BadInput, match="already due then; give another --by"):
        check_can_renegotiate(promise(), (), DUE, OPENED, told="by mail", agreed=None)
    second = (promise(2, supersedes=1), (promise(superseded_at=OPENED),), DUE + HOUR, OPENED)
    with pytest.raises(Refused, match="a second new date needs the customer's word: --agreed TEXT"):
        check_can_renegotiate(*second, told="by mail", agreed=None)
    check_can_renegotiate(*second, told=None, agreed="Fine with me")


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ((), ()),
        # Each with what took its place; the one that began first first, whatever their numbers are.
        ((promise(1), promise(2), promise(3, supersedes=1)), ((1, 3), (2,))),
        ((promise(3, supersedes=2), promise(2, made_at=OPENED + HOUR), promise(4)), ((4,), (2, 3))),
        # What the first one replaced is not known here, or lies on no page.
        ((promise(5, supersedes=1), promise(6, supersedes=5)), ((5, 6),)),
    ],
)
def test_a_chain_is_a_promise_and_all_that_took_its_place(
    made: tuple[Promise, ...], expected: tuple[tuple[int, ...], ...]
) -> None:
    assert tuple(tuple(p.id for p in chain) for chain in chains(made)) == expected


def test_what_was_not_said_anew_is_taken_over() -> None:
    old = promise(owner="Ben", performer="FieldCo", backup="I come", replacement_id=3, depends_on=7)
    new = NewPromise(PromiseKind.OTHER, "It comes on Friday", True, LATE)
    taken = successor(old, new)
    assert (taken.what, taken.due_at, taken.said) == ("It comes on Friday", LATE, True)
    assert (taken.owner, taken.performer, taken.backup) == ("Ben", "FieldCo", "I come")
    assert (taken.replacement_id, taken.depends_on) == (3, 7)
    taken = successor(old, replace(new, owner="Ana", performer="Ana", backup="Ben comes", depends_on=8))
    assert (taken.owner, taken.performer, taken.backup, taken.depends_on) == ("Ana", "Ana", "Ben comes", 8)


@pytest.mark.parametrize(
    ("old", "given", "said", "kind"),
    [
        ({"kind": PromiseKind.DELIVERY}, PromiseKind.OTHER, True, PromiseKind.DELIVERY),
        ({"kind": PromiseKind.DELIVERY}, PromiseKind.CALLBACK, True, PromiseKind.CALLBACK),
        ({"kind": PromiseKind.FOLLOW_UP}, PromiseKind.OTHER, True, PromiseKind.FOLLOW_UP),
        (
            {"kind": PromiseKind.ACKNOWLEDGE, "said": False, "automatic": True},
            PromiseKind.OTHER,
            True,
            PromiseKind.OTHER,
        ),
        ({"kind": PromiseKind.FIX, "said": False, "automatic": True}, PromiseKind.OTHER, True, PromiseKind.FIX),
        ({"kind": PromiseKind.FOLLOW_UP, "automatic": True}, PromiseKind.OTHER, False, PromiseKind.FOLLOW_UP),
    ],
)
def test_a_deed_in_the_place_of_a_plan_to_talk_is_not_kept_by_talking(
    old: dict[str, object], given: PromiseKind, said: bool, kind: PromiseKind
) -> None:
    assert successor(promise(**old), NewPromise(given, "x", said, LATE)).kind is kind
