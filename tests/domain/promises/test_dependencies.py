"""A promise that rests on another one: when it is at risk, and what cannot wait for what."""

from typing import Any

import pytest

from careline.domain.errors import BadInput, Refused
from careline.domain.promises.dependencies import (
    Why,
    awaited,
    check_can_depend,
    risk,
)
from careline.domain.promises.promise import Promise
from tests.builders import DUE, HOUR, OPENED, SECOND, boston, promise

NOON = boston(2, 12)


def ours(**facts: Any) -> Promise:
    """What we promised the customer for Tue 2 Jun 17:00: it waits for P-3."""
    return promise(1, **{"depends_on": 3} | facts)


AT_RISK = [
    ({"due_at": DUE - HOUR}, None),
    ({"due_at": DUE}, None),
    ({"due_at": DUE + SECOND}, Why.DUE_AFTER),
    ({"due_at": NOON}, None),
    ({"due_at": NOON - SECOND}, Why.LATE),
    ({"due_at": NOON - HOUR, "kept_at": NOON}, None),
    ({"due_at": DUE + HOUR, "kept_at": NOON}, None),
    ({"due_at": DUE, "withdrawn_at": NOON}, Why.WITHDRAWN),
    ({"due_at": NOON - HOUR, "withdrawn_at": NOON}, Why.LATE),
    ({"due_at": DUE, "released_at": NOON}, None),
    ({"due_at": DUE + HOUR, "released_at": NOON}, None),
]


def test_it_is_at_risk_while_the_other_is_late_or_withdrawn_or_due_after_it(subtests: pytest.Subtests) -> None:
    for theirs, why in AT_RISK:
        with subtests.test(str(theirs)):
            found = risk(ours(), [promise(3, **theirs)], NOON)
            assert (found.why if found else None) == why


@pytest.mark.parametrize("facts", [{"kept_at": NOON}, {"due_at": NOON - SECOND}, {"depends_on": None}])
def test_what_has_ended_or_is_late_itself_or_waits_for_nothing_is_not_at_risk(facts: dict[str, Any]) -> None:
    assert risk(ours(**facts), [promise(3, due_at=boston(1, 12))], NOON) is None


def test_what_took_the_place_of_the_other_is_waited_for_from_then_on() -> None:
    moved = promise(3, due_at=DUE - HOUR, superseded_at=NOON, told_at=NOON, superseded_by=5)
    corrected = promise(5, due_at=DUE - HOUR, made_at=NOON, supersedes=3, voided_at=NOON + SECOND, superseded_by=6)
    last = promise(6, due_at=DUE + HOUR, made_at=NOON + SECOND, supersedes=5)
    among = [moved, corrected, last]
    for now, number in ((NOON - SECOND, 3), (NOON, 5), (NOON + SECOND, 6)):
        found = awaited(ours(), among, now)
        assert found is not None
        assert found.id == number
    assert risk(ours(), among, NOON) is None
    assert str(risk(ours(), among, NOON + SECOND)) == "at risk: P-6 is due after it"


def test_a_promise_cannot_wait_for_itself() -> None:
    with pytest.raises(BadInput, match="P-1 cannot wait for itself"):
        check_can_depend(promise(1), promise(1), [promise(1)], NOON)


def test_nor_for_one_that_waits_for_it_however_indirectly() -> None:
    first, second, third = promise(1), promise(2, depends_on=1), promise(3, depends_on=2)
    for other in (second, third):
        with pytest.raises(Refused, match=f"{other.name} already waits for P-1"):
            check_can_depend(first, other, [first, second, third], NOON)
    check_can_depend(third, first, [first], NOON)
    check_can_depend(None, third, [first, second, third], NOON)


def test_nor_for_one_that_has_ended() -> None:
    with pytest.raises(Refused, match="P-3 is already kept"):
        check_can_depend(None, promise(3, kept_at=OPENED), [], NOON)
