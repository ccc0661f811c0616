"""The rules of the sweep, each as a table of moments: when it calls, when it does not, and what follows from its call.

Robin's promise was due on Tue 2 Jun at 17:00, FieldCo's to keep; its ladder is FieldCo dispatch, then FieldCo manager.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from careline.domain.casefile.case_file import CaseFile
from careline.domain.cases.case import ClosedHow, Reopening
from careline.domain.ladder.causes import worked_out
from careline.domain.ladder.escalations import AppliedRule, CauseOf, NewEscalation, RuleName
from careline.domain.ladder.sweeping import (
    RULES,
    Call,
    answer,
    came_back,
    chased,
    declined,
    exhausted,
    first_call,
    idle,
    overdue,
    unacknowledged,
    unanswered,
)
from careline.domain.promises.promise import NewPromise, PromiseKind
from careline.domain.shop.policy import Policy, Rung
from careline.domain.shop.shop import Shop
from tests.builders import (
    DUE,
    OPENED,
    SECOND,
    boston,
    calendar,
    case,
    check_back,
    contact,
    escalation,
    file,
    heard,
    promise,
    told,
)

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
    return [(call.rule, call.cause_id, call.due_at) for call in rule(as_it_stands(what, now), policy, calendar(), now)]


def as_it_stands(what: CaseFile, now: datetime) -> CaseFile:
    """The case with what is worked out of its escalations."""
    return replace(what, escalations=worked_out(what, LADDER, calendar(), now))


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
        pytest.param(file(promises=(check_back(),)), id="it is a plan of ours"),
        pytest.param(file(promises=(check_back(kind=PromiseKind.CHECK, replacement_id=1),)), id="it is a check"),
    ],
)
def test_it_does_not_call_where(what: CaseFile) -> None:
    assert calls(overdue, what, boston(12)) == []


def test_a_promise_of_the_last_day_that_careline_knows_never_calls_and_stops_no_other() -> None:
    last = promise(2, due_at=boston(31, month=12).replace(year=2999))
    assert [number for _, number, _ in calls(overdue, file(promises=(promise(), last)), boston(12))] == [1]


def test_what_was_a_cause_of_an_escalation_has_called() -> None:
    """Somebody resolved it although the word is still overdue: that is their decision."""
    ended = file(promises=(promise(),), escalations=(escalation(resolved_at=boston(5)),))
    assert calls(overdue, ended, boston(12)) == []
    another = replace(ended, promises=(promise(), promise(2, due_at=boston(8))))
    assert calls(overdue, another, boston(12)) == [(RuleName.OVERDUE, 2, boston(9))]


# A question that nobody answers


@pytest.mark.parametrize(
    ("what", "now", "called"),
    [
        pytest.param(file(contacts=(heard(1, FIRST),)), boston(4), False, id="its time is not over"),
        pytest.param(file(contacts=(heard(1, FIRST),)), boston(4) + SECOND, True, id="its time is over"),
        pytest.param(file(contacts=(heard(1, FIRST), told(2, boston(3, 12)))), boston(9), False, id="answered"),
        pytest.param(file(contacts=(heard(1, FIRST, spoken_for=True),)), boston(9), False, id="it opened the case"),
        pytest.param(
            file(contacts=(heard(1, FIRST),), escalations=(escalation(raised_at=OPENED),)), boston(9), False, id="taken"
        ),
    ],
)
def test_an_unanswered_question_calls(what: CaseFile, now: datetime, called: bool) -> None:
    assert calls(unanswered, what, now) == ([(RuleName.UNANSWERED, 1, boston(4))] if called else [])


# What came back


def test_a_case_that_comes_back_for_the_second_time_calls_at_once() -> None:
    again = tuple(
        Reopening(boston(day, 12), ClosedHow.CONFIRMED, boston(day, 15), id=number)
        for number, day in enumerate((2, 4), 1)
    )
    back = file(case=case(reopenings=again))
    assert calls(came_back, back, boston(4, 15)) == [(RuleName.CAME_BACK, 2, boston(4, 15))]
    word = promise(made_at=boston(4, 16), due_at=boston(30))
    assert calls(came_back, replace(back, promises=(word,)), boston(4, 17)) == []
    called = AppliedRule(RuleName.CAME_BACK, CauseOf.REOPENING, 2, 1, boston(4, 15), boston(4, 15), 1, None)
    raised = escalation(raised_at=boston(4, 15), resolved_at=boston(5))
    assert calls(came_back, replace(back, escalations=(raised,), applied=(called,)), boston(9)) == []


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
        pytest.param({"declined_at": TAKEN, "climb": LADDER.climb_for("FieldCo")}, boston(9), False, id="declined"),
        pytest.param({"resolved_at": TAKEN}, boston(9), False, id="resolved"),
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


def test_one_that_was_declined_calls_and_where_nobody_is_above_it_counts_as_unacknowledged() -> None:
    climb = LADDER.climb_for("FieldCo")
    low = file(promises=(promise(),), escalations=(escalation(climb=climb, declined_at=TAKEN),))
    assert calls(declined, low, boston(5)) == [(RuleName.DECLINED, 1, TAKEN)]
    top = file(promises=(promise(),), escalations=(escalation(1, level=2, climb=climb, declined_at=TAKEN),))
    assert calls(declined, top, boston(5)) == []
    assert calls(unacknowledged, top, boston(4, 10, 30)) == [(RuleName.UNACKNOWLEDGED, 1, TAKEN)]


def test_what_was_declined_does_not_call_once_its_cause_has_ended() -> None:
    raised_for = AppliedRule(RuleName.OVERDUE, CauseOf.PROMISE, 1, 1, LIMIT, LIMIT, 1, None)
    mine = escalation(climb=LADDER.climb_for("FieldCo"), declined_at=TAKEN)
    kept = file(promises=(promise(kept_at=boston(4, 12)),), escalations=(mine,), applied=(raised_for,))
    assert calls(declined, kept, boston(5)) == []


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


def applied(rule: RuleName, of: CauseOf, cause_id: int) -> AppliedRule:
    return AppliedRule(rule, of, cause_id, 1, LIMIT, LIMIT, None, None)


def test_the_call_that_was_due_first_is_answered_first() -> None:
    both = file(promises=(promise(),), contacts=ASKED_TWICE)
    call = first_call(both, SHOP, boston(12))
    assert call is not None
    assert (call.rule, call.due_at) == (RuleName.CHASED, SECOND_ASK)


def test_a_call_is_answered_once_for_its_cause() -> None:
    late = file(promises=(promise(1), promise(2, due_at=boston(3))))
    second = replace(late, applied=(applied(RuleName.OVERDUE, CauseOf.PROMISE, 2),))
    assert first_call(second, SHOP, boston(12)) == first_call(late, SHOP, boston(12))
    call = first_call(replace(late, applied=(applied(RuleName.OVERDUE, CauseOf.PROMISE, 1),)), SHOP, boston(12))
    assert call is not None
    assert call.cause_id == 2
    both = tuple(applied(RuleName.OVERDUE, CauseOf.PROMISE, number) for number in (1, 2))
    assert first_call(replace(late, applied=both), SHOP, boston(12)) is None
    other = tuple(applied(RuleName.CHASED, CauseOf.CONTACT, number) for number in (1, 2))
    assert first_call(replace(late, applied=other), SHOP, boston(12)) is not None


def test_nobody_calls_on_a_closed_case() -> None:
    closed = case(closed_at=boston(11), closed_how=ClosedHow.UNCONFIRMED)
    assert first_call(file(case=closed, contacts=ASKED_TWICE), SHOP, boston(12)) is None


UNANSWERED = file(promises=(promise(due_at=boston(30)),), contacts=(heard(1, FIRST),))


@pytest.mark.parametrize(
    ("what", "upgraded_at", "called"),
    [
        pytest.param(file(promises=(promise(),)), DUE + SECOND, False, id="overdue before"),
        pytest.param(file(promises=(promise(),)), DUE, True, id="overdue after"),
        pytest.param(UNANSWERED, boston(4) + SECOND, False, id="unanswered before"),
        pytest.param(UNANSWERED, boston(4), True, id="unanswered after"),
        pytest.param(file(promises=(promise(),), contacts=ASKED_TWICE), boston(11), True, id="chased before"),
    ],
)
def test_what_was_so_before_the_store_was_brought_up_to_date_raises_nothing(
    what: CaseFile, upgraded_at: datetime, called: bool
) -> None:
    assert (first_call(what, SHOP, boston(12), upgraded_at) is not None) is called


def test_there_is_a_rule_for_each_name() -> None:
    assert {name: rule.__name__ for name, rule in RULES.items()} == {name: name.value for name in RuleName}


# What follows from a call


def called(what: CaseFile, now: datetime, shop: Shop = SHOP) -> tuple[Call, NewEscalation | NewPromise]:
    what = replace(what, escalations=worked_out(what, shop.policy, shop.calendar, now))
    call = first_call(what, shop, now)
    assert call is not None
    return call, answer(call, shop, now)


def test_the_first_rung_has_its_time_from_the_moment_of_the_sweep() -> None:
    _, raised = called(file(promises=(promise(backup=PLAN),), contacts=ASKED_TWICE), boston(3, 15, 15))
    assert isinstance(raised, NewEscalation)
    assert (raised.level, raised.to, raised.ack_by) == (1, "FieldCo dispatch", ACK_BY)
    assert (raised.promise_id, raised.backup, raised.because) == (1, PLAN, "asked twice")
    assert raised.climb == LADDER.climb_for("FieldCo")


BELOW = escalation(climb=LADDER.climb_for("FieldCo"))


def test_the_next_rung_is_above_the_one_that_failed() -> None:
    _, raised = called(file(promises=(promise(),), escalations=(BELOW,)), boston(4, 11, 30))
    assert isinstance(raised, NewEscalation)
    assert (raised.level, raised.to, raised.ack_by) == (2, "FieldCo manager", boston(5))
    assert raised.backup == "Second Firm comes on Monday", "the plan of the one below"


def test_the_backup_plan_of_a_word_goes_with_it() -> None:
    """The word is kept; a question that nobody answered keeps the escalation alive, and has no backup plan."""
    for_the_word = AppliedRule(RuleName.OVERDUE, CauseOf.PROMISE, 1, 1, LIMIT, LIMIT, 1, None)
    what = file(
        promises=(promise(backup=PLAN, kept_at=boston(8)),),
        contacts=(heard(1, boston(3, 10)),),
        escalations=(replace(BELOW, ack_by=boston(9)),),
        applied=(for_the_word,),
    )
    _, raised = called(what, boston(10))
    assert isinstance(raised, NewEscalation)
    assert raised.backup is None


def test_without_a_backup_plan_nobody_takes_over() -> None:
    _, raised = called(file(promises=(promise(),)), boston(12))
    assert isinstance(raised, NewEscalation)
    assert raised.backup is None


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
        pytest.param(file(promises=(promise(owner="Ana", performer="Ben"),)), "Cleo", id="owner and performer"),
    ],
)
def test_a_rung_of_whoever_owns_or_performs_the_promise_is_passed_over(what: CaseFile, to: str) -> None:
    _, raised = called(what, boston(12), OWN)
    assert isinstance(raised, NewEscalation)
    assert raised.to == to


def test_a_question_is_whose_live_word_is_due_first_or_else_the_plan() -> None:
    asked = (heard(1, boston(3, 10)),)
    plan = check_back(2, owner="Ben", performer="Ben", due_at=boston(20))
    word = promise(3, performer="Cleo", due_at=boston(30))
    _, raised = called(file(promises=(plan, word), contacts=asked), boston(12), OWN)
    assert isinstance(raised, NewEscalation)
    assert (raised.promise_id, raised.to) == (3, "Ben")
    _, raised = called(file(promises=(plan,), contacts=asked), boston(12), OWN)
    assert isinstance(raised, NewEscalation)
    assert (raised.promise_id, raised.to) == (2, "Ana")


def test_a_rung_of_whoever_has_it_already_is_passed_over() -> None:
    twice = replace(SHOP, policy=Policy(ladder=(Rung("Ben", "4bh"), Rung("ben", "4bh"), Rung("Cleo", "1bd"))))
    climb = twice.policy.climb_for(None)
    _, raised = called(file(escalations=(escalation(to="Ben", climb=climb),)), boston(12), twice)
    assert isinstance(raised, NewEscalation)
    assert (raised.level, raised.to) == (3, "Cleo"), "nobody escalates to themselves"
    taken_by_cleo = escalation(to="Ben", climb=climb, acknowledged_at=TAKEN, acknowledged_by="Cleo")
    call, backup = called(file(escalations=(replace(taken_by_cleo, level=2),)), boston(12), twice)
    assert call.rule is RuleName.EXHAUSTED
    assert isinstance(backup, NewPromise)


# The end of the ladder


TOP = escalation(2, level=2, ack_by=boston(5, 16), climb=LADDER.climb_for("FieldCo"))


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
    call, backup = called(file(promises=(promise(backup=PLAN),), escalations=(TOP,)), now)
    assert (call.rule, call.cause, call.cause_id) == (RuleName.EXHAUSTED, CauseOf.PROMISE, 1)
    assert isinstance(backup, NewPromise)
    assert (backup.kind, backup.said, backup.owner, backup.due_at) == (PromiseKind.BACKUP, False, "Ana", due_at)
    assert backup.what == PLAN


def test_without_any_ladder_a_backup_is_due_and_nothing_else_happens() -> None:
    _, backup = called(file(promises=(promise(backup=PLAN),)), boston(12, 10), BARE)
    assert isinstance(backup, NewPromise)
    assert (backup.what, backup.due_at, backup.automatic) == (PLAN, boston(12), True)
    for what in (
        file(promises=(promise(),)),
        file(promises=(promise(),), contacts=ASKED_TWICE),
        file(contacts=(heard(1, FIRST),)),
    ):
        assert first_call(what, BARE, boston(12, 10)) is None


def test_where_the_top_is_reached_and_there_is_no_backup_plan_nothing_happens() -> None:
    what = file(promises=(promise(),), escalations=(replace(TOP, backup=None),))
    assert first_call(as_it_stands(what, boston(12)), SHOP, boston(12)) is None


def test_the_ladder_is_exhausted_once_for_each_word() -> None:
    two = file(promises=(promise(backup=PLAN), promise(2, backup="Ben drives there", due_at=boston(3))))
    due = applied(RuleName.EXHAUSTED, CauseOf.PROMISE, 1)
    assert calls(exhausted, two, boston(12), Policy()) == [
        (RuleName.EXHAUSTED, 1, LIMIT),
        (RuleName.EXHAUSTED, 2, boston(4)),
    ]
    call, backup = called(replace(two, applied=(due,)), boston(12), BARE)
    assert call.cause_id == 2
    assert isinstance(backup, NewPromise)
    assert backup.what == "Ben drives there"
    both = replace(two, applied=(due, applied(RuleName.EXHAUSTED, CauseOf.PROMISE, 2)))
    assert first_call(both, BARE, boston(12)) is None


def test_a_promise_of_a_case_without_one_needs_none() -> None:
    silent = file(contacts=ASKED_TWICE)
    _, raised = called(silent, boston(4), replace(SHOP, policy=Policy(ladder=(Rung("Ben", "4bh"),))))
    assert isinstance(raised, NewEscalation)
    assert (raised.to, raised.promise_id) == ("Ben", None)


def test_praise_is_no_chase() -> None:
    praise = (contact(1, FIRST, direction=heard(1, FIRST).direction, who="Robin", praise=True),) * 2
    assert calls(chased, file(contacts=praise), boston(4)) == []
