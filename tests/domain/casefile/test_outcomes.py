"""What goes with a wrong outcome, and what stays."""

from dataclasses import replace
from typing import Any

from careline.domain.casefile.case_file import CaseFile
from careline.domain.casefile.outcomes import aftermath, more_than, reopening_of, said_since
from careline.domain.cases.case import ClosedHow, Reopening
from careline.domain.promises.promise import LOST_ON_THE_WAY, Promise, PromiseKind
from careline.domain.replacements.replacement import Outcome, Replacement
from tests.builders import DUE, HOUR, OPENED, boston, case, check_back, file, lived, promise, replacement

WORKS, DOA, LOST, FAILED = Outcome.WORKS, Outcome.DOA, Outcome.LOST, Outcome.FAILED
WED, NOW = boston(3, 10), boston(4, 10)
LATE, SOON = boston(3), boston(8)


def owed(number: int, kind: PromiseKind, due_at: Any = SOON, **facts: Any) -> Promise:
    """A plan about R-1."""
    return promise(number, **{"kind": kind, "said": False, "due_at": due_at, "replacement_id": 1} | facts)


def arrives(due_at: Any = SOON, **facts: Any) -> Promise:
    return owed(9, PromiseKind.DELIVERY, due_at, **{"said": True} | facts)


CHECK = owed(2, PromiseKind.CHECK, kept_at=WED)
PLAN = owed(3, PromiseKind.FIX, automatic=True, made_at=WED)


def of(*promises: Promise, unit: Replacement, **more: Any) -> CaseFile:
    return file(promises=promises, replacements=(unit,), **more)


def test_what_a_wrong_outcome_had_led_to_goes_with_it(subtests: Any) -> None:
    dead, works, lost = lived(1, (DOA, WED)), lived(1, (WORKS, WED)), lived(1, (LOST, WED))
    withdrawn: dict[str, Any] = {"withdrawn_at": WED, "ended_because": LOST_ON_THE_WAY}
    kept, gone = replace(PLAN, kept_at=WED + HOUR), replace(PLAN, made_at=OPENED, released_at=WED)
    for what, unit, outcome, promises, void, again, to_send in (
        ("it works: no other is sent", dead, WORKS, (CHECK, PLAN), (3,), (), False),
        ("nobody knows: the check is owed again", dead, None, (CHECK, PLAN), (3,), (2,), False),
        ("it fails in another way", dead, Outcome.DAMAGED, (CHECK, PLAN), (), (), False),
        ("what was sent since stays sent", dead, WORKS, (CHECK, kept), (), (), False),
        ("a check that was kept before stays so", dead, None, (replace(CHECK, kept_at=DUE),), (), (), False),
        ("a check that fell due is owed again too", dead, None, (replace(CHECK, due_at=LATE),), (), (2,), False),
        ("it does not work", works, DOA, (CHECK,), (), (), True),
        ("it does not work again", works, FAILED, (CHECK, gone), (), (3,), False),
        ("the plan would be late by now", works, FAILED, (CHECK, replace(gone, due_at=LATE)), (), (), True),
        ("nobody knows whether it works", works, None, (CHECK,), (), (2,), False),
        ("it came", lost, WORKS, (replace(CHECK, kept_at=None, **withdrawn), arrives(**withdrawn)), (), (2, 9), False),
        ("it may come", lost, None, (arrives(**withdrawn), PLAN), (3,), (9,), False),
        ("it never came", dead, LOST, (CHECK, arrives(kept_at=DUE)), (), (2, 9), False),
    ):
        with subtests.test(what):
            after = aftermath(of(*promises, unit=unit), unit, outcome, NOW)
            assert tuple(p.id for p in after.void) == void
            assert tuple(p.id for p in after.again) == again
            assert (after.is_to_send, after.stays) == (to_send, ())


def test_what_was_said_and_fell_due_stays_as_it_is(subtests: Any) -> None:
    lost, dead = lived(1, (LOST, WED)), lived(1, (DOA, WED))
    told = replace(CHECK, said=True, due_at=LATE)
    for what, unit, outcome, given in (
        ("withdrawn before it fell due", lost, WORKS, arrives(LATE, withdrawn_at=WED)),
        ("kept before it fell due", dead, LOST, arrives(LATE, kept_at=DUE)),
        ("a check that they were told of", dead, None, told),
    ):
        with subtests.test(what):
            after = aftermath(of(given, unit=unit), unit, outcome, NOW)
            assert (after.stays, after.again) == ((given,), ())


def test_on_a_closed_case_nothing_is_owed_again_but_what_fails_opens_it() -> None:
    works, closed = lived(1, (WORKS, WED)), case(closed_at=WED + HOUR, closed_how=ClosedHow.CONFIRMED)
    on_closed = of(CHECK, unit=works, case=closed)
    assert aftermath(on_closed, works, None, NOW).again == ()
    assert aftermath(on_closed, works, DOA, NOW).is_to_send


def test_once_another_one_was_sent_none_is_to_be_sent_for_this_one() -> None:
    works, second = lived(1, (WORKS, WED)), replacement(2)
    both = replace(of(CHECK, unit=works), replacements=(works, second))
    assert not aftermath(both, works, DOA, NOW).is_to_send
    declined = replace(both, replacements=(works, replace(second, declined_at=WED)))
    assert aftermath(declined, works, DOA, NOW).is_to_send


def test_what_was_said_since_stands_but_for_what_a_parcel_keeps() -> None:
    new = promise(4, made_at=WED, due_at=SOON)
    before, kept = replace(new, id=5, made_at=OPENED), replace(new, id=6, kept_at=WED + HOUR)
    known = file(promises=(new, before, kept, arrives(made_at=WED), check_back(7, made_at=WED, due_at=SOON)))
    assert said_since(known, WED) == (new,)


def test_a_reopening_is_the_units_where_its_outcome_made_the_last(subtests: Any) -> None:
    failed = lived(1, (WORKS, DUE), (FAILED, WED))
    its, earlier = Reopening(DUE, ClosedHow.CONFIRMED, WED, id=7), Reopening(DUE, ClosedHow.CONFIRMED, WED - HOUR, id=6)
    for what, reopenings, closed_at, expected in (
        ("its own", (earlier, its), None, its),
        ("the customer's", (earlier,), None, None),
        ("none", (), None, None),
        ("closed since", (its,), NOW, None),
    ):
        with subtests.test(what):
            known = of(unit=failed, case=case(reopenings=reopenings, closed_at=closed_at))
            assert reopening_of(known, failed) == expected


def test_more_than_the_outcome_is_whatever_careline_did_not_make_of_it() -> None:
    known = of(PLAN, promise(4, made_at=WED, due_at=SOON), unit=lived(1, (FAILED, WED)))
    unit = known.replacements[0]
    assert not more_than(known, unit, {"promises": {3}, "replacements": {1}, "reopenings": {7}})
    for table, number in (("promises", 4), ("replacements", 2), ("contacts", 1), ("notes", 1), ("costs", 1)):
        assert more_than(known, unit, {table: {number}}), table
