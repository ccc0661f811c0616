"""Several units in one replacement: which are to be sent again, what ends with the last of them, and what is split."""

from datetime import timedelta

import pytest

from careline.domain.errors import BadInput, Refused
from careline.domain.money.costs import Payer
from careline.domain.money.money import Money
from careline.domain.promises.promise import End
from careline.domain.replacements.chain import NextAttempt, failures, next_attempt, to_send_again
from careline.domain.replacements.claims import Claim, Credit
from careline.domain.replacements.replacement import Outcome, Replacement, UnitMove
from careline.domain.replacements.replacement_states import NotShipped, known_at
from careline.domain.replacements.returns import Return
from careline.domain.replacements.splitting import Belongings, belonging_then
from careline.domain.replacements.units import (
    are_alike,
    arrival_ends,
    check_can_split,
    check_ends,
    check_quantity,
    serials_of,
    shared_out,
    to_send,
)
from tests.builders import DUE, OPENED, cost, replacement

JOINED = DUE + timedelta(hours=1)
DOA, WORKS, LOST = Outcome.DOA, Outcome.WORKS, Outcome.LOST
Told = tuple[int, int, Outcome | None]
"""Attempt, how many units, and what became of them."""


def units(*told: Told) -> list[Replacement]:
    """Replacements of one chain."""
    return [replacement(n, outcome, attempt=a, quantity=q) for n, (a, q, outcome) in enumerate(told, 1)]


@pytest.mark.parametrize(
    ("told", "own", "owed"),
    [
        ((), 3, {0: 3}),
        (((1, 3, None),), 3, {}),
        (((1, 2, None),), 3, {0: 1}),
        (((1, 2, WORKS), (1, 1, DOA)), 3, {1: 1}),
        (((1, 1, None), (1, 2, DOA)), 3, {1: 2}),
        (((1, 2, WORKS), (1, 1, DOA), (2, 1, WORKS)), 3, {}),
        (((1, 3, DOA), (2, 2, None)), 3, {1: 1}),
        (((1, 1, WORKS), (1, 2, DOA), (2, 1, DOA)), 3, {1: 1, 2: 1}),
        # Two go out together for one of each attempt.
        (((1, 1, WORKS), (1, 2, DOA), (2, 1, DOA), (3, 2, None)), 3, {}),
        # The first was found to work after all: what was sent for it makes good nothing else.
        (((1, 1, WORKS), (2, 1, DOA)), 1, {2: 1}),
    ],
)
def test_what_failed_is_to_be_sent_again_until_it_was(told: tuple[Told, ...], own: int, owed: dict[int, int]) -> None:
    assert to_send(units(*told), own) == owed


@pytest.mark.parametrize(
    ("told", "quantity", "place"),
    [
        ((), None, NextAttempt(1, 1, None, 3)),
        ((), 2, NextAttempt(1, 1, None, 2)),
        (((1, 2, None),), None, NextAttempt(1, 1, None, 1)),
        (((1, 2, WORKS), (1, 1, DOA)), None, NextAttempt(1, 2, DOA, 1)),
        (((1, 1, None), (1, 2, DOA)), None, NextAttempt(1, 2, DOA, 2)),
        (((1, 1, None), (1, 2, DOA)), 1, NextAttempt(1, 2, DOA, 1)),
        (((1, 1, WORKS), (1, 2, DOA), (2, 1, None)), None, NextAttempt(1, 2, DOA, 1)),
    ],
)
def test_the_number_of_an_attempt_is_that_of_the_unit_it_replaces_plus_one(
    told: tuple[Told, ...], quantity: int | None, place: NextAttempt
) -> None:
    assert next_attempt(units(*told), None, quantity=quantity, own=3) == place


def test_no_more_units_go_out_than_are_to_be_made_good() -> None:
    with pytest.raises(Refused, match="Only 1 unit of this chain is still to be sent, not 2"):
        next_attempt(units((1, 2, WORKS), (1, 1, DOA)), None, quantity=2, own=3)
    with pytest.raises(Refused, match="R-1 has no outcome yet"):
        next_attempt(units((1, 3, None)), None, own=3)


def test_failures_count_by_attempt() -> None:
    first = units((1, 1, WORKS), (1, 1, DOA), (1, 1, Outcome.DAMAGED))
    assert len(failures(first)) == 1
    assert len(failures([*first, replacement(4, DOA, attempt=2)])) == 2
    assert failures([*first, replacement(4, WORKS, attempt=2, quantity=2)]) == []


def test_what_was_only_asked_for_is_not_sent_yet() -> None:
    asked = replacement(2, attempt=2, shipped_at=None, packed_at=None)
    assert to_send_again(replacement(1, DOA), [replacement(1, DOA), asked]) == 1


@pytest.mark.parametrize(
    ("parcel", "arrival", "check"),
    [
        ([(True, None), (False, None)], None, None),
        ([(True, None), (True, None)], End.KEPT, None),
        ([(True, WORKS), (False, None)], None, None),
        ([(True, WORKS), (False, LOST)], End.WITHDRAWN, End.KEPT),
        ([(False, LOST), (False, None)], None, None),
        ([(False, LOST), (False, LOST)], End.WITHDRAWN, End.WITHDRAWN),
        ([(True, WORKS), (True, DOA)], End.KEPT, End.KEPT),
    ],
)
def test_arrives_and_check_end_with_the_last_unit_of_the_parcel(
    parcel: list[tuple[bool, Outcome | None]], arrival: End | None, check: End | None
) -> None:
    sent = [
        replacement(n, outcome, delivered_at=DUE if arrived else None) for n, (arrived, outcome) in enumerate(parcel, 1)
    ]
    assert (arrival_ends(sent), check_ends(sent)) == (arrival, check)


@pytest.mark.parametrize("quantity", [0, -1, 10_001])
def test_no_units_and_more_than_anybody_sends_are_refused(quantity: int) -> None:
    with pytest.raises(BadInput, match="--quantity is at least 1"):
        check_quantity(quantity)
    with pytest.raises(BadInput):
        check_can_split(replacement(quantity=3), quantity)


def test_only_what_has_left_is_split_and_into_no_more_than_it_has() -> None:
    check_can_split(replacement(quantity=3), 3)
    check_can_split(replacement(quantity=3), 1)
    with pytest.raises(Refused, match="R-1 is 3 units, not 4"):
        check_can_split(replacement(quantity=3), 4)
    with pytest.raises(NotShipped):
        check_can_split(replacement(quantity=3, shipped_at=None, packed_at=None), 2)


def test_units_are_alike_where_the_same_is_known_of_them() -> None:
    first = replacement(1, WORKS)
    assert are_alike(first, replacement(2, WORKS, shipment=1))
    assert not are_alike(first, replacement(2, DOA, shipment=1))
    assert not are_alike(first, replacement(2, WORKS))
    assert not are_alike(first, first)


@pytest.mark.parametrize(
    ("amounts", "parts"),
    [([63000], [21000]), ([100], [33]), ([101], [33]), ([1, 1, 1], [0, 0, 1]), ([0], [0]), ([], [])],
)
def test_what_goes_along_with_one_of_three_is_no_cent_more_or_less(amounts: list[int], parts: list[int]) -> None:
    assert shared_out(amounts, 1, 3) == parts
    assert sum(parts) == sum(amounts) // 3


def split() -> list[Replacement]:
    """Three of which one was split off when they were due, and joined again an hour later; P3 is its number."""
    went, came = UnitMove(DUE, -1, 2, ("P3",), 1), UnitMove(JOINED, 1, 2, ("P3",), 2)
    whole = replacement(1, quantity=3, serial="P1, P2, P3", moves=(went, came))
    moves = (UnitMove(DUE, 1, 1, ("P3",), 1), UnitMove(JOINED, -1, 1, ("P3",), 2))
    return [whole, replacement(2, attempt=1, quantity=0, shipment=1, moves=moves)]


def test_as_of_a_moment_there_are_the_replacements_that_there_were_with_their_numbers() -> None:
    there = [
        [(each.name, each.quantity, each.serial) for each in known_at(split(), moment)]
        for moment in (OPENED, DUE, JOINED)
    ]
    assert there == [
        [("R-1", 3, "P1, P2, P3")],
        [("R-1", 2, "P1, P2"), ("R-2", 1, "P3")],
        [("R-1", 3, "P1, P2, P3")],
    ]


def belongings(*costs: tuple[int, int], claimed: int = 0) -> Belongings:
    """What the supplier bears of replacements, each cost by its own number, and what it owes for the first."""
    spent = (
        cost(n, amount=Money(amount, "USD"), replacement_id=of, payer=Payer.SUPPLIER)
        for n, (of, amount) in enumerate(costs, 1)
    )
    paid = (Credit(1, DUE, Money(claimed // 2, "USD"), None),)
    claims = (Claim(1, 1, 1, "Probe Works", Money(claimed, "USD"), DUE, credits=paid),) if claimed else ()
    return Belongings(tuple(spent), (Return(1, 1, 1, OPENED, DUE),), claims)


def parts_of(then: Belongings) -> tuple[list[tuple[int | None, int]], list[int], list[tuple[int, int, int]]]:
    """Costs and returns by the replacement that they belong to, and claims with what was paid of them."""
    return (
        [(each.replacement_id, each.amount.amount) for each in then.costs],
        [each.replacement_id for each in then.returns],
        [(each.replacement_id, each.amount.amount, each.credited.amount) for each in then.claims],
    )


def test_g10_between_split_and_join_each_has_its_own_part_and_before_it_is_whole() -> None:
    """In three parts the odd cent goes where the split had it: with the sum, not with each amount."""
    now = belongings((1, 101), (1, 101), (1, 101), claimed=303)
    assert parts_of(belonging_then(now, split(), JOINED)) == parts_of(now)
    there = [(1, 68), (2, 33), (1, 67), (2, 34), (1, 67), (2, 34)]
    assert parts_of(belonging_then(now, split(), DUE)) == (there, [1, 2], [(1, 202, 101), (2, 101, 50)])
    assert parts_of(belonging_then(now, split(), OPENED)) == parts_of(now)


def test_g10_what_was_spent_on_one_of_them_after_the_split_is_not_shared_out() -> None:
    late = cost(1, at=JOINED, amount=Money(300, "USD"), replacement_id=1)
    assert belonging_then(Belongings((late,), (), ()), split(), DUE).costs == (late,)


def test_as_of_before_a_part_was_split_again_it_belongs_to_the_part_and_not_to_the_whole() -> None:
    first = replacement(1, quantity=2, moves=(UnitMove(DUE, -2, 2, (), 1),))
    second = replacement(2, quantity=1, shipment=1, moves=(UnitMove(DUE, 2, 1, (), 1), UnitMove(JOINED, -1, 3, (), 2)))
    third = replacement(3, quantity=1, shipment=1, moves=(UnitMove(JOINED, 1, 2, (), 2),))
    spent = belongings((1, 200), (2, 100), (3, 100))
    assert parts_of(belonging_then(spent, [first, second, third], DUE))[0] == [(1, 200), (2, 200)]
    assert parts_of(belonging_then(spent, [first, second, third], OPENED))[0] == [(1, 400)]


@pytest.mark.parametrize(
    ("serial", "units", "quantity", "named", "own"),
    [
        ("P1, P2, P3", 3, 1, ("P2",), ("P2",)),
        ("P1, P2, P3", 3, 2, ("p3",), ("P3",)),
        pytest.param("P1, P2, P3", 3, 1, (), (), id="nobody said which"),
        pytest.param("P1, P2, P3", 3, 1, None, ("P1",), id="it makes no difference"),
        pytest.param("P1", 3, 1, None, (), id="what is known stays with the rest"),
        pytest.param("P1, P2, P3", 2, 1, None, (), id="nobody knows which two they are"),
        (None, 3, 1, None, ()),
    ],
)
def test_the_serial_number_says_which_unit_is_split_off(
    serial: str | None, units: int, quantity: int, named: tuple[str, ...] | None, own: tuple[str, ...]
) -> None:
    assert serials_of(replacement(quantity=units, serial=serial), quantity, named) == own


def test_a_number_that_is_no_unit_of_it_is_refused() -> None:
    with pytest.raises(Refused, match='"P9" is no unit of R-1, which has serials P1, P2'):
        serials_of(replacement(quantity=3, serial="P1, P2"), 1, ("P9",))
    with pytest.raises(Refused, match="which has no serial number on record"):
        serials_of(replacement(quantity=3), 1, ("P9",))
    with pytest.raises(BadInput, match="--serial names 2 units, but there is 1"):
        serials_of(replacement(quantity=3, serial="P1, P2"), 1, ("P1", "P2"))
