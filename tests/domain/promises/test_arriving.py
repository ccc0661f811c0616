"""Which promise is that a unit arrives, and which may become it."""

import pytest

from careline.domain.errors import Refused
from careline.domain.promises.arriving import (
    arrival,
    arrivals,
    check_can_arrive,
    check_can_be_kept_by_sending,
    speaks_of_sending,
)
from careline.domain.promises.promise import Promise, PromiseKind
from careline.domain.promises.promise_states import as_of
from tests.builders import DUE, HOUR, OPENED, SECOND, promise

TOLD = promise(1, what="A new one is with you")
ARRIVES = promise(2, replacement_id=1, kind=PromiseKind.DELIVERY)


def test_the_arrival_of_a_unit_is_what_was_said_of_it_whatever_its_kind() -> None:
    before = promise(3, replacement_id=1, kind=PromiseKind.OTHER, superseded_at=OPENED)
    now = promise(4, replacement_id=1, kind=PromiseKind.CALLBACK)
    check = promise(5, replacement_id=1, kind=PromiseKind.CHECK, said=False)
    of_another = promise(6, replacement_id=2)
    made = [TOLD, before, now, check, of_another]
    assert arrivals(made, 1) == (before, now)
    assert arrival(made, 1) == now
    assert arrival([TOLD, before, check], 1) is None


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (promise(1, kept_at=OPENED), "is already kept"),
        (promise(1, voided_at=OPENED), "is already void"),
        (promise(1, said=False), "is our own plan"),
        (promise(1, kind=PromiseKind.ACKNOWLEDGE, said=False), "is our own plan"),
        (ARRIVES, "is already the arrival of R-1"),
    ],
)
def test_what_has_ended_what_nobody_was_told_and_what_is_another_units_is_no_arrival(other: Promise, why: str) -> None:
    with pytest.raises(Refused, match=why):
        check_can_arrive(other, OPENED + HOUR)


@pytest.mark.parametrize("at", [OPENED, DUE, DUE + SECOND])
def test_what_a_customer_was_told_may_be_an_arrival_overdue_or_not(at: object) -> None:
    check_can_arrive(TOLD, at)  # type: ignore[arg-type]


def test_sending_keeps_no_arrival() -> None:
    check_can_be_kept_by_sending(TOLD)
    with pytest.raises(Refused, match="is the arrival of R-1, which its delivery keeps; leave out --keeps"):
        check_can_be_kept_by_sending(ARRIVES)


SENDING = [
    ("A new hub leaves today", True),
    ("We send you another one", True),
    ("The cable is in the post", True),
    ("A new battery is with you", True),
    ("It is on its way", True),
    ("The replacement ships on Friday", True),
    ("I ring you with the price", False),
    ("FieldCo calls to book the visit", False),
    ("Your money is back on your card", False),
    ("I look at it on the bench", False),
]


def test_words_of_sending(subtests: pytest.Subtests) -> None:
    for what, speaks in SENDING:
        with subtests.test(what):
            assert speaks_of_sending(promise(1, what=what)) is speaks
            assert not speaks_of_sending(promise(1, what=what, said=False))
            assert not speaks_of_sending(promise(1, what=what, replacement_id=1))


def test_before_the_unit_left_nothing_knows_that_it_is_the_arrival() -> None:
    taken = promise(1, replacement_id=1, arrives_from=OPENED + HOUR)
    assert as_of(taken, OPENED + HOUR) == taken
    assert as_of(taken, OPENED + HOUR - SECOND) == promise(1)
