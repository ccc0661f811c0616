"""Which promises a word, a shipment and a closing keep, and which give way."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

import pytest

from careline.domain.promises.keeping import (
    ended_by_closing,
    first_to_keep,
    giving_way,
    kept_by_contact,
    kept_by_shipping,
    of_replacement,
)
from careline.domain.promises.promise import Promise, PromiseKind
from tests.builders import DUE, HOUR, OPENED, SECOND, boston, calendar, check_back, heard, promise, told

EARLY, LATE = DUE - HOUR, DUE + SECOND


LONG_AFTER = boston(30)


OTHER_KINDS = sorted(set(PromiseKind) - {PromiseKind.ACKNOWLEDGE, PromiseKind.FOLLOW_UP})


def ids(found: Iterable[Promise]) -> list[int]:
    return [p.id for p in found]


# What an outgoing contact keeps (G4). Monday's contact keeps follow-ups due until Tuesday's closing.
@pytest.mark.parametrize(
    ("at", "last_kept"),
    [
        (boston(1, 10), boston(2)),
        (boston(1, 16, 59), boston(2)),
        (boston(1, 23, 59), boston(2)),
        (boston(2, 0), boston(3)),
        (boston(5, 18), boston(8)),
        (boston(6, 12), boston(8)),
    ],
)
def test_a_word_keeps_follow_ups_due_by_the_end_of_the_next_working_day(at: datetime, last_kept: datetime) -> None:
    one = check_back(1, made_at=boston(1, 0), due_at=last_kept)
    two = check_back(2, made_at=boston(1, 0), due_at=last_kept + SECOND)
    assert ids(kept_by_contact([one, two], at, calendar(), reached=True)) == [1]


def test_the_end_of_the_next_working_day_lies_behind_a_holiday() -> None:
    shut = calendar(date(2026, 6, 2))
    assert ids(kept_by_contact([promise(kind=PromiseKind.FOLLOW_UP, due_at=boston(3))], OPENED, shut, reached=True))


def test_a_word_keeps_an_overdue_follow_up_and_an_acknowledgement_however_far_away() -> None:
    late, far = check_back(1, due_at=DUE), promise(2, kind=PromiseKind.ACKNOWLEDGE, due_at=LONG_AFTER)
    assert ids(kept_by_contact([far, late], boston(10), calendar(), reached=True)) == [1, 2]


def test_the_first_exchange_keeps_a_promise_that_finds_it_made_and_reaches_them(subtests: pytest.Subtests) -> None:
    acknowledgement = promise(kind=PromiseKind.ACKNOWLEDGE, said=False, made_at=OPENED)
    follow_up = check_back(made_at=OPENED, due_at=boston(3))
    before, asked, tried = told(1, OPENED - HOUR), heard(2, OPENED + HOUR), told(3, boston(2, 9), reached=False)
    answered, told_ = heard(4, boston(2, 10), reached=True), told(5, boston(2, 11))
    for each, contacts, first in (
        (acknowledgement, (), None),
        (acknowledgement, (before, asked, tried), None),
        (acknowledgement, (told_, answered, asked), answered),
        (replace(acknowledgement, kept_at=DUE), (told_,), told_),
        (follow_up, (before, asked, told_, tried), tried),
        (replace(follow_up, due_at=boston(4)), (told_, tried), None),
        (replace(follow_up, what="Update Dana"), (tried, told_), told_),
        (promise(), (told_,), None),
    ):
        with subtests.test(each=each.kind, contacts=[contact.id for contact in contacts]):
            assert first_to_keep(each, contacts, calendar()) == first


def test_a_follow_up_that_was_said_is_kept_like_a_planned_one() -> None:
    assert kept_by_contact([promise(kind=PromiseKind.FOLLOW_UP)], OPENED, calendar(), reached=True)


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_a_word_keeps_nothing_else(kind: PromiseKind) -> None:
    assert kept_by_contact([promise(kind=kind)], OPENED, calendar(), reached=True) == ()


def test_an_attempt_keeps_follow_ups_and_never_the_acknowledgement() -> None:
    both = [promise(1, kind=PromiseKind.ACKNOWLEDGE), check_back(2)]
    assert ids(kept_by_contact(both, OPENED, calendar(), reached=False)) == [2]


def test_a_word_keeps_neither_what_was_ended_nor_what_was_not_made_yet() -> None:
    gone, to_come = check_back(1, released_at=EARLY), check_back(2, made_at=DUE)
    assert kept_by_contact([gone, to_come], EARLY, calendar(), reached=True) == ()


@pytest.mark.parametrize(
    ("at", "gives_way"),
    [(OPENED - SECOND, False), (OPENED, True), (DUE - SECOND, True), (DUE, True), (DUE + SECOND, False)],
)
def test_a_check_back_gives_way_until_it_is_due(at: datetime, gives_way: bool) -> None:
    assert bool(giving_way([check_back()], at)) is gives_way


@pytest.mark.parametrize(
    "other",
    [
        promise(kind=PromiseKind.FOLLOW_UP, said=False),
        promise(kind=PromiseKind.ACKNOWLEDGE, automatic=True),
        promise(kind=PromiseKind.FIX, automatic=True),
        check_back(kept_at=OPENED),
    ],
    ids=["a follow-up of ours", "the acknowledgement", "the plan to send a working one", "an ended check back"],
)
def test_nothing_but_a_check_back_gives_way(other: Promise) -> None:
    assert giving_way([other], EARLY) == ()


def test_a_shipment_keeps_the_plan_to_send_a_working_one_of_its_chain_and_no_fix_that_was_promised() -> None:
    plan, elsewhere = (promise(number, kind=PromiseKind.FIX, said=False, replacement_id=number) for number in (1, 5))
    arrives = promise(6, kind=PromiseKind.FIX, replacement_id=1)
    check = promise(3, kind=PromiseKind.CHECK, said=False, replacement_id=1)
    others = [promise(2, kind=PromiseKind.FIX), check, check_back(4), arrives]
    assert ids(kept_by_shipping([plan, elsewhere, *others], {1, 2}, EARLY)) == [1]
    assert kept_by_shipping([replace(plan, kept_at=OPENED)], {1, 2}, EARLY) == ()


def test_a_replacement_owes_its_own_unended_plans_of_the_kinds_asked_for_and_its_arrival_is_no_plan() -> None:
    made = [
        promise(1, kind=PromiseKind.CHECK, said=False, replacement_id=1, superseded_at=EARLY),
        promise(2, kind=PromiseKind.CHECK, said=False, replacement_id=1),
        promise(3, kind=PromiseKind.FIX, said=False, replacement_id=1),
        promise(4, kind=PromiseKind.CHECK, said=False, replacement_id=2),
        promise(5, kind=PromiseKind.CHECK, replacement_id=1),
        promise(6, kind=PromiseKind.CHECK, said=False),
    ]
    assert ids(of_replacement(made, 1, PromiseKind.CHECK)) == [2]
    assert ids(of_replacement(made, 1, PromiseKind.CHECK, PromiseKind.FIX)) == [2, 3]


@pytest.mark.parametrize("kind", list(PromiseKind))
def test_closing_ends_acknowledgements_and_follow_ups_and_is_forbidden_by_everything_else(kind: PromiseKind) -> None:
    ends, forbids = ended_by_closing([promise(kind=kind)])
    harmless = kind in {PromiseKind.ACKNOWLEDGE, PromiseKind.FOLLOW_UP}
    assert (bool(ends), bool(forbids)) == (harmless, not harmless)


def test_closing_looks_at_what_nothing_ended_the_one_due_first_first() -> None:
    made = [promise(1, due_at=LATE), promise(2), check_back(3, due_at=LATE), check_back(4), promise(5, kept_at=EARLY)]
    ends, forbids = ended_by_closing(made)
    assert (ids(ends), ids(forbids)) == ([4, 3], [2, 1])


def test_an_update_is_kept_by_who_hears_it_alone_and_is_no_check_back() -> None:
    mine = check_back(1, what="Update Robin")
    assert mine.is_update
    assert not mine.is_check_back
    assert not giving_way([mine], OPENED)
    assert ids(kept_by_contact([mine], OPENED, calendar(), reached=True)) == [1]
    assert not kept_by_contact([mine], OPENED, calendar(), reached=False)
    assert not promise(1, kind=PromiseKind.FOLLOW_UP, said=False, what="Update Robin on the price").is_update
