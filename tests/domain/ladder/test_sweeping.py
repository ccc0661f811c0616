"""The rules of the sweep, each as a table of moments: when it calls, when it does not, and what follows from its call.

Robin's promise was due on Tue 2 Jun at 17:00, FieldCo's to keep; its ladder is FieldCo dispatch, then FieldCo manager.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from careline.domain.casefile.case_file import CaseFile
from careline.domain.cases.case import ClosedHow
from careline.domain.ladder.escalations import AppliedRule, NewEscalation, RuleName
from careline.domain.ladder.sweeping import RULES, Call, answer, chased, first_call, idle, overdue, unacknowledged
from careline.domain.promises.promise import NewPromise, PromiseKind
from careline.domain.shop.policy import Policy, Rung
from careline.domain.shop.shop import Shop
from tests.builders import SECOND, boston, calendar, case, check_back, contact, escalation, file, heard, promise, told

DISPATCH, MANAGER = Rung("FieldCo dispatch", "4bh", "FieldCo"), Rung("FieldCo manager", "1bd", "FieldCo")
LADDER = Policy(ladder=(DISPATCH, MANAGER))
SHOP = Shop("Headsets Direct", calendar(), LADDER, "Ana", "USD")
BARE = Shop("Headsets Direct", calendar(), Policy(), "Ana", "USD")
LIMIT, ACK_BY, TAKEN = boston(3), boston(4, 11, 15), boston(4, 10)
FIRST, SECOND_ASK = boston(3, 10), boston(3, 15)
PLAN = "Second Firm comes on Monday"
ASKED_TWICE = (heard(1, FIRST, chasing=True), heard(2, SECOND_ASK, chasing=True))


def calls(rule: Any, what: CaseFile, now: datetime, policy: Policy = LADDER) -> list[tuple[RuleName, int, datetime]]:
    """Rule, cause, and when it was due."""
    return [(call.rule, call.cause_id, call.due_at) for call in rule(what, policy, calendar(), now)]


# A promise overdue for too long


@pytest.mark.parametrize(
    ("after", "now", "called"),
    [
        pytest.param("1bd", LIMIT, False, id="not longer than the policy allows"),
        pytest.param("1bd", LIMIT + SECOND, True, id="longer"),
        pytest.param("4bh", boston(3, 13), False, id="four hours of work after its due moment"),
        pytest.param("4bh", boston(3, 13) + SECOND, True, id="and a second"),
        pytest.param("3bd", boston(5) + SECOND, True, id="three days"),
        pytest.param("3bd", boston(5), False, id="not yet three days"),
    ],
)
def test_a_promise_overdue_for_longer_than_the_policy_allows_calls(after: str, now: datetime, called: bool) -> None:
    policy = replace(LADDER, escalate_overdue_after=after)
    assert bool(calls(overdue, file(promises=(promise(),)), now, policy)) is called


def test_its_call_was_due_when_the_policys_time_was_over() -> None:
    assert calls(overdue, file(promises=(promise(7),)), boston(12)) == [(RuleName.OVERDUE, 7, LIMIT)]


@pytest.mark.parametrize(
    "what",
    [
        pytest.param(file(promises=(promise(due_at=boston(15)),)), id="it is not due yet"),
        pytest.param(file(promises=(promise(kept_at=boston(4)),)), id="it was kept"),
        pytest.param(file(promises=(promise(),), escalations=(escalation(),)), id="somebody has it"),
        pytest.param(file(promises=(promise(overdue_when_imported=True),)), id="it came overdue"),
        pytest.param(
            file(
                promises=(
                    promise(1, kind=PromiseKind.DELIVERY, replacement_id=1, due_at=boston(20)),
                    promise(2, kind=PromiseKind.CHECK, replacement_id=1),
                )
            ),
            id="a check waits for its unit",
        ),
    ],
)
def test_it_does_not_call_where(what: CaseFile) -> None:
    assert calls(overdue, what, boston(12)) == []


def test_a_promise_of_the_last_day_that_careline_knows_never_calls_and_stops_no_other() -> None:
    last = promise(2, due_at=boston(31, month=12).replace(year=2999))
    assert [number for _, number, _ in calls(overdue, file(promises=(promise(), last)), boston(12))] == [1]


def test_it_calls_again_after_the_escalation_has_ended() -> None:
    ended = file(promises=(promise(),), escalations=(escalation(resolved_at=boston(5)),))
    assert calls(overdue, ended, boston(12)) == [(RuleName.OVERDUE, 1, LIMIT)]


# A customer who has to ask twice


@pytest.mark.parametrize(
    ("contacts", "called"),
    [
        pytest.param(ASKED_TWICE, True, id="asked twice"),
        pytest.param(ASKED_TWICE[:1], False, id="asked once"),
        pytest.param((*ASKED_TWICE, heard(3, boston(3, 16), chasing=True)), True, id="asked three times"),
        pytest.param((heard(1, FIRST), heard(2, SECOND_ASK)), False, id="called, and did not ask where it is"),
        pytest.param((*ASKED_TWICE, told(3, boston(3, 16))), False, id="answered since"),
        pytest.param((*ASKED_TWICE, told(3, boston(3, 16), reached=False)), True, id="not reached"),
        pytest.param(
            (ASKED_TWICE[0], told(3, boston(3, 11)), ASKED_TWICE[1]), False, id="answered between: the first again"
        ),
    ],
)
def test_the_second_chase_since_we_last_reached_them_calls(contacts: tuple[Any, ...], called: bool) -> None:
    expected = [(RuleName.CHASED, 2, SECOND_ASK)] if called else []
    assert calls(chased, file(promises=(promise(),), contacts=contacts), boston(3, 16, 30)) == expected


def test_a_chased_case_that_somebody_has_does_not_call() -> None:
    assert calls(chased, file(contacts=ASKED_TWICE, escalations=(escalation(),)), boston(3, 16)) == []


# An escalation that nobody answers, or answers and does nothing


@pytest.mark.parametrize(
    ("facts", "now", "called"),
    [
        pytest.param({}, ACK_BY, False, id="at the last moment"),
        pytest.param({}, ACK_BY + SECOND, True, id="after it"),
        pytest.param({"acknowledged_at": TAKEN, "acknowledged_by": "Mia"}, boston(9), False, id="acknowledged"),
        pytest.param({"declined_at": TAKEN}, boston(9), False, id="declined"),
    ],
)
def test_an_escalation_that_nobody_acknowledges_in_time_calls(facts: Any, now: datetime, called: bool) -> None:
    expected = [(RuleName.UNACKNOWLEDGED, 1, ACK_BY)] if called else []
    assert calls(unacknowledged, file(promises=(promise(),), escalations=(escalation(**facts),)), now) == expected


def test_only_the_highest_of_several_calls() -> None:
    both = (escalation(1), escalation(2, level=2, ack_by=boston(5)))
    assert calls(unacknowledged, file(promises=(promise(),), escalations=both), boston(5)) == []
    assert calls(unacknowledged, file(escalations=both), boston(5) + SECOND) == [
        (RuleName.UNACKNOWLEDGED, 2, boston(5))
    ]


MIA = {"acknowledged_at": TAKEN, "acknowledged_by": "Mia"}


@pytest.mark.parametrize(
    ("facts", "now", "called"),
    [
        pytest.param(MIA, boston(5), False, id="a working day after it was acknowledged"),
        pytest.param(MIA, boston(5) + SECOND, True, id="longer than that"),
        pytest.param(MIA | {"worked_at": boston(4, 15)}, boston(12), False, id="something was done since"),
        pytest.param({}, boston(12), False, id="nobody acknowledged it"),
        pytest.param(MIA | {"resolved_at": boston(4, 16)}, boston(12), False, id="resolved"),
    ],
)
def test_an_escalation_on_which_nothing_is_done_calls(facts: Any, now: datetime, called: bool) -> None:
    expected = [(RuleName.IDLE, 1, boston(5))] if called else []
    assert calls(idle, file(promises=(promise(),), escalations=(escalation(**facts),)), now) == expected


def test_its_time_is_the_one_that_it_took_along() -> None:
    taken = replace(LADDER, idle_after="3bd").climb_for("FieldCo")
    what = file(promises=(promise(),), escalations=(escalation(**MIA, climb=taken),))
    assert calls(idle, what, boston(5) + SECOND) == []
    assert calls(idle, what, boston(9) + SECOND) == [(RuleName.IDLE, 1, boston(9))]


# Which call is answered


def applied(rule: RuleName, cause_id: int) -> AppliedRule:
    return AppliedRule(rule, cause_id, 1, LIMIT, LIMIT, None, None)


def test_the_call_that_was_due_first_is_answered_first() -> None:
    both = file(promises=(promise(),), contacts=ASKED_TWICE)
    call = first_call(both, SHOP, boston(12))
    assert call is not None
    assert (call.rule, call.due_at) == (RuleName.CHASED, SECOND_ASK)


def test_a_call_is_answered_once_for_its_cause() -> None:
    late = file(promises=(promise(1), promise(2, due_at=boston(3))))
    assert first_call(replace(late, applied=(applied(RuleName.OVERDUE, 2),)), SHOP, boston(12)) == first_call(
        late, SHOP, boston(12)
    )
    call = first_call(replace(late, applied=(applied(RuleName.OVERDUE, 1),)), SHOP, boston(12))
    assert call is not None
    assert call.cause_id == 2
    both = (applied(RuleName.OVERDUE, 1), applied(RuleName.OVERDUE, 2))
    assert first_call(replace(late, applied=both), SHOP, boston(12)) is None
    other = (applied(RuleName.CHASED, 1), applied(RuleName.CHASED, 2))
    assert first_call(replace(late, applied=other), SHOP, boston(12)) is not None


def test_nobody_calls_on_a_closed_case() -> None:
    closed = case(closed_at=boston(11), closed_how=ClosedHow.UNCONFIRMED)
    assert first_call(file(case=closed, contacts=ASKED_TWICE), SHOP, boston(12)) is None


def test_there_is_a_rule_for_each_name() -> None:
    assert {name: rule.decide.__name__ for name, rule in RULES.items()} == {name: name.value for name in RuleName}


# What follows from a call


def called(what: CaseFile, now: datetime, shop: Shop = SHOP) -> tuple[Call, NewEscalation | NewPromise | None]:
    call = first_call(what, shop, now)
    assert call is not None
    return call, answer(call, what, shop, now)


def test_the_first_rung_has_its_time_from_the_moment_of_the_sweep() -> None:
    _, raised = called(file(promises=(promise(backup=PLAN),), contacts=ASKED_TWICE), boston(3, 15, 15))
    assert isinstance(raised, NewEscalation)
    assert (raised.level, raised.to, raised.ack_by) == (1, "FieldCo dispatch", ACK_BY)
    assert (raised.promise_id, raised.backup, raised.because) == (1, PLAN, "asked twice")
    assert raised.climb == LADDER.climb_for("FieldCo")


def test_the_next_rung_is_above_the_one_that_failed() -> None:
    _, raised = called(file(promises=(promise(),), escalations=(escalation(),)), boston(4, 11, 30))
    assert isinstance(raised, NewEscalation)
    assert (raised.level, raised.to, raised.ack_by) == (2, "FieldCo manager", boston(5))
    assert raised.backup == "Second Firm comes on Monday", "the plan of the one below"


def test_without_a_backup_plan_the_shops_owner_takes_over() -> None:
    _, raised = called(file(promises=(promise(),)), boston(12))
    assert isinstance(raised, NewEscalation)
    assert raised.backup == "Ana takes over"


OWN = replace(
    SHOP, policy=Policy(ladder=(Rung("Ana", "4bh"), Rung("Ben", "4bh"), Rung("Ana", "4bh"), Rung("Cleo", "1bd")))
)
ANAS = promise(2, performer="Ana", due_at=boston(30))
TO_BEN = escalation(level=2, to="Ben", promise_id=2, climb=OWN.policy.climb_for(None))


@pytest.mark.parametrize(
    ("what", "to"),
    [
        pytest.param(file(promises=(replace(ANAS, due_at=boston(2)),)), "Ben", id="overdue"),
        pytest.param(file(promises=(ANAS,), contacts=ASKED_TWICE), "Ben", id="chased"),
        pytest.param(file(promises=(promise(performer="Cleo"), ANAS), escalations=(TO_BEN,)), "Cleo", id="above"),
    ],
)
def test_a_rung_of_whoever_performs_the_promise_is_passed_over(what: CaseFile, to: str) -> None:
    _, raised = called(what, boston(12), OWN)
    assert isinstance(raised, NewEscalation)
    assert raised.to == to


def test_a_rung_of_whoever_has_it_already_is_passed_over() -> None:
    twice = replace(SHOP, policy=Policy(ladder=(Rung("Ben", "4bh"), Rung("ben", "4bh"), Rung("Cleo", "1bd"))))
    climb = twice.policy.climb_for(None)
    _, raised = called(file(escalations=(escalation(to="Ben", climb=climb),)), boston(12), twice)
    assert isinstance(raised, NewEscalation)
    assert (raised.level, raised.to) == (3, "Cleo"), "nobody escalates to themselves"
    taken_by_cleo = escalation(to="Ben", climb=climb, acknowledged_at=TAKEN, acknowledged_by="Cleo")
    _, backup = called(file(escalations=(replace(taken_by_cleo, level=2),)), boston(12), twice)
    assert isinstance(backup, NewPromise)


@pytest.mark.parametrize(
    ("now", "due_at"),
    [
        pytest.param(boston(5, 17, 15), boston(8), id="on Friday evening: Monday's closing time"),
        pytest.param(boston(5, 16, 59), boston(5), id="before closing: today's"),
        pytest.param(boston(5), boston(8), id="at closing: the next"),
        pytest.param(boston(6, 12), boston(8), id="on a Saturday: Monday's"),
    ],
)
def test_above_the_last_rung_the_backup_is_due_at_the_next_closing_time(now: datetime, due_at: datetime) -> None:
    last = escalation(2, level=2, ack_by=boston(5, 16))
    _, backup = called(file(promises=(promise(backup=PLAN),), escalations=(last,)), now)
    assert isinstance(backup, NewPromise)
    assert (backup.kind, backup.said, backup.owner, backup.due_at) == (PromiseKind.BACKUP, False, "Ana", due_at)
    assert backup.what == PLAN


def test_without_any_ladder_the_backup_is_due_at_once_and_without_a_plan_it_is_to_take_over() -> None:
    _, backup = called(file(promises=(promise(),)), boston(12, 10), BARE)
    assert isinstance(backup, NewPromise)
    assert (backup.what, backup.due_at, backup.automatic) == ("Take over for Robin", boston(12), True)


def test_a_backup_that_is_due_already_is_not_doubled() -> None:
    due = check_back(2, kind=PromiseKind.BACKUP, due_at=boston(15))
    _, nothing = called(file(promises=(promise(), due)), boston(12), BARE)
    assert nothing is None
    _, another = called(file(promises=(promise(), replace(due, kept_at=boston(10)))), boston(12), BARE)
    assert isinstance(another, NewPromise)


def test_a_promise_of_a_case_without_one_needs_none() -> None:
    silent = file(contacts=ASKED_TWICE)
    _, raised = called(silent, boston(4), replace(SHOP, policy=Policy(ladder=(Rung("Ben", "4bh"),))))
    assert isinstance(raised, NewEscalation)
    assert (raised.to, raised.promise_id) == ("Ben", None)


def test_praise_is_no_chase() -> None:
    praise = (contact(1, FIRST, direction=heard(1, FIRST).direction, who="Robin", praise=True),) * 2
    assert calls(chased, file(contacts=praise), boston(4)) == []
