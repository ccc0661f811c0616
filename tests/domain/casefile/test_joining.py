"""Cases that become one, or two: what may, what goes along, and what stays."""

from datetime import datetime

import pytest

from careline.domain.casefile.joining import (
    check_can_link,
    check_can_merge,
    giving_way_once_joined,
    joined,
    moving,
)
from careline.domain.cases.case import Case, ClosedHow, Customer, Link, Reopening
from careline.domain.errors import BadInput, CarelineError, Refused
from careline.domain.promises.promise import Promise
from tests.builders import DUE, HOUR, OPENED, boston, case, check_back, file, promise

TWIN = case(id=9)
CLOSED = {"closed_at": DUE, "closed_how": ClosedHow.CONFIRMED}


def reopened(closed_at: datetime, again_at: datetime) -> Reopening:
    return Reopening(closed_at, ClosedHow.CONFIRMED, again_at)


def test_two_open_cases_of_one_customer_may_become_one() -> None:
    check_can_merge(TWIN, case())


@pytest.mark.parametrize(
    ("twin", "into", "refusal", "words"),
    [
        (case(), case(), BadInput, "cannot be merged into itself"),
        (case(id=9, **CLOSED), case(), Refused, "is closed; reopen it first"),
        (TWIN, case(**CLOSED), Refused, "is closed; reopen it first"),
        (case(id=9, merged_into=3, closed_at=DUE, closed_how=ClosedHow.MERGED), case(), Refused, "is part of C-3 now"),
        (TWIN, case(merged_into=3, closed_at=DUE, closed_how=ClosedHow.MERGED), Refused, "is part of C-3 now"),
        (TWIN, case(customer=Customer(2, "Robin Vale")), Refused, "if they are the same person"),
    ],
)
def test_others_may_not(twin: Case, into: Case, refusal: type[CarelineError], words: str) -> None:
    with pytest.raises(refusal, match=words):
        check_can_merge(twin, into)


def test_a_case_is_linked_once_to_each_other_and_never_to_itself() -> None:
    linked = file(links=(Link(1, 9, "Crackles", OPENED, None),))
    check_can_link(linked, case(id=8))
    with pytest.raises(Refused, match="are already linked"):
        check_can_link(linked, TWIN)
    with pytest.raises(BadInput, match="cannot be linked to itself"):
        check_can_link(linked, linked.case)


@pytest.mark.parametrize(
    ("other", "open_again"),
    [
        # The other case stood open, so that what are one were never closed.
        (case(), boston(3)),
        # It was opened meanwhile.
        (case(opened_at=boston(4)), boston(4)),
        # It was opened after that.
        (case(opened_at=boston(8)), boston(5)),
        # It was closed too, and reopened first.
        (case(reopenings=(reopened(boston(2), boston(4)),)), boston(4)),
        # It was closed too, for longer.
        (case(reopenings=(reopened(boston(2), boston(9)),)), boston(5)),
        # It closed at that very moment.
        (case(reopenings=(reopened(boston(3), boston(9)),)), boston(5)),
        # It closed within that time.
        (case(reopenings=(reopened(boston(4), boston(9)),)), boston(3)),
    ],
)
def test_what_is_two_is_open_while_either_is(other: Case, open_again: datetime) -> None:
    twin = case(id=9, reopenings=(reopened(boston(3), boston(5)),))
    assert joined(twin, other) == (reopened(boston(3), open_again),)


@pytest.mark.parametrize(
    ("promises", "given_way"),
    [
        ((), ()),
        ((check_back(1),), ()),
        ((check_back(1), promise(2)), (1,)),
        # Of two check backs, the one due first stays.
        ((check_back(1, due_at=DUE + HOUR), check_back(2)), (1,)),
        ((check_back(1), check_back(2), promise(3)), (1, 2)),
        # A promise that has ended is nothing to give way to.
        ((check_back(1), promise(2, kept_at=OPENED + HOUR)), ()),
    ],
)
def test_check_backs_give_way_where_another_promise_lives(
    promises: tuple[Promise, ...], given_way: tuple[int, ...]
) -> None:
    assert tuple(p.id for p in giving_way_once_joined(promises, OPENED + HOUR)) == given_way


def test_an_overdue_check_back_is_owed_and_gives_way_to_nothing() -> None:
    assert giving_way_once_joined((check_back(1), promise(2)), DUE + HOUR) == ()


@pytest.mark.parametrize(
    ("named", "moved"),
    [((), ()), ((1,), (1, 3)), ((3,), (1, 3)), ((2,), (2,)), ((2, 3), (1, 3, 2)), ((9,), ())],
)
def test_a_promise_moves_with_its_whole_chain(named: tuple[int, ...], moved: tuple[int, ...]) -> None:
    promises = (promise(1, superseded_at=OPENED + HOUR), promise(2), promise(3, supersedes=1, made_at=OPENED + HOUR))
    assert tuple(p.id for p in moving(promises, named)) == moved


def test_a_promise_of_a_replacement_stays_with_it() -> None:
    with pytest.raises(Refused, match="R-4"):
        moving((promise(1, replacement_id=4),), (1,))


def test_of_two_planned_updates_the_one_due_first_stays() -> None:
    updates = tuple(check_back(n, what="Update Robin", due_at=DUE + n * HOUR) for n in (2, 1))
    assert [p.id for p in giving_way_once_joined(updates, OPENED + HOUR)] == [2]
