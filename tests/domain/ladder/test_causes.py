"""What an escalation is about: when each cause stands, and that an escalation ends with the last of them.

Robin's promise was due on Tue 2 Jun at 17:00; a word overdue for longer than a working day calls for help, and so does
a question that nobody answered by the end of the next working day.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from careline.domain.casefile.case_file import CaseFile
from careline.domain.cases.case import ClosedHow, Reopening
from careline.domain.cases.contacts import Contact
from careline.domain.ladder.causes import causes, needless_backups, worked_out
from careline.domain.ladder.escalations import (
    AppliedRule,
    CauseOf,
    Escalation,
    EscalationState,
    RuleName,
    is_live,
    state,
)
from careline.domain.promises.promise import Promise, PromiseKind
from careline.domain.replacements.replacement import EarlierOutcome, Outcome, Replacement, UnitMove
from careline.domain.shop.policy import Climb, Policy, Rung
from tests.builders import (
    DUE,
    OPENED,
    SECOND,
    boston,
    calendar,
    case,
    check_back,
    escalation,
    file,
    heard,
    promise,
    replacement,
    told,
)

LIMIT, LATER = boston(3), boston(30)
POLICY = Policy()
Stood = tuple[RuleName | None, CauseOf, int, datetime, datetime | None]


def standing(what: CaseFile, now: datetime = LATER, policy: Policy = POLICY) -> list[Stood]:
    """Rule, what it is, number, since when and until when, of what has begun by then."""
    found = causes(what, policy.escalate_overdue_after, policy.answer_within, calendar(), now)
    return [(each.rule, each.of, each.id, each.since, each.until) for each in found if each.since <= now]


# Words


@pytest.mark.parametrize(
    ("facts", "until"),
    [
        pytest.param({}, None, id="nobody kept it"),
        pytest.param({"kept_at": boston(5)}, boston(5), id="kept late"),
        pytest.param({"released_at": boston(5)}, boston(5), id="released"),
        pytest.param({"withdrawn_at": boston(5)}, boston(5), id="withdrawn"),
        pytest.param({"superseded_at": boston(5), "superseded_by": 2}, boston(5), id="renegotiated"),
        pytest.param({"voided_at": boston(5), "superseded_by": 2}, boston(5), id="updated"),
    ],
)
def test_a_word_stands_from_the_policys_time_until_it_ended_in_whatever_way(
    facts: dict[str, Any], until: datetime | None
) -> None:
    assert standing(file(promises=(promise(7, **facts),))) == [(RuleName.OVERDUE, CauseOf.PROMISE, 7, LIMIT, until)]


@pytest.mark.parametrize(
    ("made", "now"),
    [
        pytest.param(promise(kept_at=boston(3, 12)), boston(30), id="kept within that time"),
        pytest.param(check_back(), boston(30), id="a plan"),
        pytest.param(check_back(kind=PromiseKind.CHECK, replacement_id=1), boston(30), id="a check"),
    ],
)
def test_it_does_not_stand_where(made: Promise, now: datetime) -> None:
    assert standing(file(promises=(made,)), now) == []


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(check_back(kind=PromiseKind.ACKNOWLEDGE), id="an acknowledgement"),
        pytest.param(check_back(kind=PromiseKind.FIX, replacement_id=1), id="that a working unit is sent"),
    ],
)
def test_planned_words_stand_like_those_that_were_said(made: Promise) -> None:
    assert [each[0] for each in standing(file(promises=(made,)))] == [RuleName.OVERDUE]


# Questions and chases


def test_a_question_stands_from_the_end_of_its_time_until_we_reached_the_customer() -> None:
    asked = heard(4, boston(2, 10))
    assert standing(file(contacts=(asked,))) == [(RuleName.UNANSWERED, CauseOf.CONTACT, 4, LIMIT, None)]
    answered = file(contacts=(asked, told(5, boston(9))))
    assert standing(answered) == [(RuleName.UNANSWERED, CauseOf.CONTACT, 4, LIMIT, boston(9))]
    assert standing(file(contacts=(asked, told(5, LIMIT)))) == []


def test_how_long_we_have_depends_on_the_severity_where_the_policy_says_so() -> None:
    policy = Policy(answer_within=(("major", "4bh"),))
    asked = (heard(4, boston(2, 10)),)
    assert standing(file(case=case(severity="major"), contacts=asked), policy=policy)[0][3] == boston(2, 14)
    assert standing(file(contacts=asked), policy=policy)[0][3] == LIMIT


def test_the_second_chase_stands_until_we_reached_the_customer() -> None:
    chased = (heard(1, boston(2, 10), chasing=True), heard(2, boston(2, 11), chasing=True))
    found = [each for each in standing(file(contacts=chased)) if each[0] is RuleName.CHASED]
    assert found == [(RuleName.CHASED, CauseOf.CONTACT, 2, boston(2, 11), None)]
    found = standing(file(contacts=(*chased, told(3, boston(2, 15)))))
    assert found == [(RuleName.CHASED, CauseOf.CONTACT, 2, boston(2, 11), boston(2, 15))]


# Coming back


def reopened(*days: int) -> tuple[Reopening, ...]:
    """A case that was closed each time at noon and opened again at three."""
    return tuple(
        Reopening(boston(day, 12), ClosedHow.CONFIRMED, boston(day, 15), id=number)
        for number, day in enumerate(days, 1)
    )


def test_a_case_came_back_with_its_second_reopening_and_with_each_after_it() -> None:
    again = file(case=case(reopenings=reopened(2, 4, 8)))
    assert [(of, number, since) for _, of, number, since, _ in standing(again)] == [
        (CauseOf.REOPENING, 2, boston(4, 15)),
        (CauseOf.REOPENING, 3, boston(8, 15)),
    ]
    assert standing(file(case=case(reopenings=reopened(2)))) == []


@pytest.mark.parametrize(
    ("facts", "until"),
    [
        pytest.param({"promises": (promise(made_at=boston(5, 9), due_at=boston(30)),)}, boston(5, 9), id="a new word"),
        pytest.param(
            {"promises": (promise(made_at=boston(4, 15), due_at=boston(30)),)}, None, id="given in the same breath"
        ),
        pytest.param({"promises": (check_back(made_at=boston(5, 9), due_at=boston(30)),)}, None, id="a plan alone"),
        pytest.param({"replacements": (replacement(1, Outcome.WORKS, outcome_at=boston(9)),)}, boston(9), id="works"),
    ],
)
def test_it_stands_until_a_unit_works_or_a_said_promise_was_given_since(
    facts: dict[str, Any], until: datetime | None
) -> None:
    found = standing(file(case=case(reopenings=reopened(2, 4)), **facts))
    back = [each for each in found if each[0] is RuleName.CAME_BACK]
    if facts.get("promises") and until is None and facts["promises"][0].said:
        assert back[0][4] == boston(4, 15), "it never calls"
    else:
        assert back == [(RuleName.CAME_BACK, CauseOf.REOPENING, 2, boston(4, 15), until)]


def failed(number: int, at: datetime, worked_at: datetime, **facts: Any) -> Any:
    worked = EarlierOutcome(Outcome.WORKS, worked_at, None)
    return replacement(number, Outcome.FAILED, outcome_at=at, earlier=(worked,), **facts)


def test_a_unit_came_back_that_failed_after_it_had_worked() -> None:
    unit = failed(3, boston(9), boston(4))
    assert standing(file(replacements=(unit,))) == [(RuleName.CAME_BACK, CauseOf.REPLACEMENT, 3, boston(9), None)]


def test_a_unit_that_fails_and_so_reopens_its_case_is_one_coming_back() -> None:
    unit = failed(3, boston(4, 15), boston(2, 9))
    found = standing(file(case=case(reopenings=reopened(2, 4)), replacements=(unit,)))
    assert [each[1] for each in found] == [CauseOf.REPLACEMENT]


def test_a_chain_came_back_with_its_second_failure() -> None:
    units = (
        replacement(1, Outcome.DOA, outcome_at=boston(3)),
        replacement(2, Outcome.WRONG_ITEM, outcome_at=boston(5)),
        replacement(3, Outcome.DOA, outcome_at=boston(9), chain=2),
    )
    assert came_back(*units) == [(2, boston(5))]


def came_back(*units: Replacement) -> list[tuple[int, datetime]]:
    """Which units called for help, and when."""
    return [(number, since) for _, _, number, since, _ in standing(file(replacements=units))]


@pytest.mark.parametrize("first", [Outcome.DOA, Outcome.LOST])
def test_a_second_failure_in_the_same_attempt_is_no_new_coming_back(first: Outcome) -> None:
    dead = replacement(1, first, outcome_at=boston(3))
    twin = replacement(2, Outcome.DOA, attempt=1, shipment=1, outcome_at=boston(4))
    assert came_back(dead, twin) == [], "both are of the first attempt"
    again = replacement(3, Outcome.DOA, attempt=2, outcome_at=boston(5))
    beside = replacement(4, Outcome.DAMAGED, attempt=2, shipment=3, outcome_at=boston(9))
    assert came_back(dead, twin, again, beside) == [(3, boston(5))]
    next_one = replacement(5, Outcome.DOA, attempt=3, outcome_at=boston(10))
    assert came_back(dead, twin, again, beside, next_one) == [(3, boston(5)), (5, boston(10))]


def test_two_of_one_attempt_that_worked_and_failed_are_each_a_coming_back() -> None:
    one, other = failed(1, boston(9), boston(4)), failed(2, boston(10), boston(4), attempt=1, shipment=1)
    assert came_back(one, other) == [(1, boston(9)), (2, boston(10))]


def test_a_failure_from_before_a_split_is_not_counted_twice() -> None:
    """Two that failed together; one of them is told apart later, and has what was known of both until then."""
    went, came = (UnitMove(boston(10), -1, 2),), (UnitMove(boston(10), 1, 1),)
    whole = failed(1, boston(9), boston(4), moves=went)
    part = failed(2, boston(9), boston(4), attempt=1, shipment=1, moves=came)
    assert came_back(whole, part) == [(1, boston(9))]
    dead = replacement(3, Outcome.DOA, attempt=2, outcome_at=boston(9), moves=(UnitMove(boston(10), -1, 4),))
    beside = replacement(
        4, Outcome.DOA, attempt=2, shipment=3, outcome_at=boston(9), moves=(UnitMove(boston(10), 1, 3),)
    )
    first = replacement(1, Outcome.DOA, outcome_at=boston(3))
    assert came_back(first, dead, beside) == [(3, boston(9))]


# Closing


def test_closing_the_case_ends_every_cause() -> None:
    facts = case(reopenings=reopened(9))
    found = standing(file(case=facts, promises=(promise(),), contacts=(heard(4, boston(2, 10)),)))
    assert {until for *_, until in found} == {boston(9, 12)}


# What becomes of escalations


def applied(rule: RuleName, of: CauseOf, number: int, escalation_id: int = 1) -> AppliedRule:
    return AppliedRule(rule, of, number, 1, LIMIT, LIMIT, escalation_id, None)


RAISED = {"raised_at": boston(4, 9), "raised_by": "sweep", "ack_by": boston(4, 13)}
FOR_THE_WORD = (applied(RuleName.OVERDUE, CauseOf.PROMISE, 1),)


def stands(what: CaseFile, now: datetime = LATER, number: int = 1, policy: Policy = POLICY) -> Escalation:
    return next(each for each in worked_out(what, policy, calendar(), now) if each.id == number)


@pytest.mark.parametrize("how", ["kept_at", "released_at", "withdrawn_at", "superseded_at"])
def test_an_escalation_for_a_word_is_settled_when_the_word_has_ended(how: str) -> None:
    what = file(promises=(promise(**{how: boston(5)}),), escalations=(escalation(**RAISED),), applied=FOR_THE_WORD)
    settled = stands(what)
    assert settled.settled_at == boston(5)
    assert settled.causes == ("P-1",)
    assert state(settled, boston(30)) is EscalationState.SETTLED
    assert is_live(settled, boston(5) - SECOND)
    assert not is_live(settled, boston(5))


def test_it_lives_as_long_as_anything_that_came_to_stand_meanwhile() -> None:
    """The word is kept on the 8th; meanwhile a question went unanswered, which is answered on the 10th."""
    what = file(
        promises=(promise(kept_at=boston(8)),),
        contacts=(heard(1, boston(4, 10)), told(2, boston(10))),
        escalations=(escalation(**RAISED),),
        applied=FOR_THE_WORD,
    )
    assert stands(what).settled_at == boston(10)
    assert stands(what).causes == ("P-1", "W-0")
    assert stands(replace(what, contacts=what.contacts[:1])).settled_at is None


def test_talking_does_not_settle_what_was_raised_for_a_word() -> None:
    what = file(
        promises=(promise(),),
        contacts=(heard(1, boston(4, 10)), told(2, boston(10))),
        escalations=(escalation(**RAISED),),
        applied=FOR_THE_WORD,
    )
    assert stands(what).settled_at is None


def test_being_chased_ends_with_our_word_unless_the_word_behind_it_is_overdue_for_too_long() -> None:
    chased = (heard(1, boston(2, 10), chasing=True), heard(2, boston(2, 11), chasing=True), told(3, boston(5, 9)))
    raised = escalation(**RAISED | {"raised_at": boston(2, 12)})
    what = file(contacts=chased, escalations=(raised,), applied=(applied(RuleName.CHASED, CauseOf.CONTACT, 2),))
    early = replace(what, promises=(promise(due_at=boston(4)),))
    assert stands(early, boston(5, 10)).settled_at == boston(5, 9)
    assert stands(replace(what, promises=(promise(),)), boston(5, 10)).settled_at is None


def test_what_somebody_raised_ends_when_they_resolve_it_or_the_case_closes() -> None:
    by_hand = escalation(**RAISED | {"raised_by": "Ana"})
    what = file(promises=(promise(kept_at=boston(5)),), escalations=(by_hand,))
    assert stands(what).settled_at is None
    assert stands(what).causes == ("P-1",), "an overdue word joins"
    closed = case(closed_at=boston(9), closed_how=ClosedHow.CONFIRMED)
    assert stands(replace(what, case=closed)).settled_at == boston(9)
    resolved = file(promises=what.promises, escalations=(replace(by_hand, resolved_at=boston(8)),))
    assert state(stands(resolved), boston(30)) is EscalationState.RESOLVED


def test_what_was_raised_for_a_plan_by_an_earlier_careline_is_settled_already() -> None:
    what = file(promises=(check_back(),), escalations=(escalation(**RAISED),), applied=FOR_THE_WORD)
    assert stands(what).settled_at == RAISED["raised_at"]


def test_the_next_rung_inherits_the_causes_and_the_one_below_keeps_its_state() -> None:
    """Level 1 was not acknowledged by Thu 13:00; level 2 is settled when the word is kept."""
    both = (escalation(**RAISED), escalation(2, **RAISED | {"raised_at": boston(4, 14), "ack_by": boston(9)}))
    above = (*FOR_THE_WORD, applied(RuleName.UNACKNOWLEDGED, CauseOf.ESCALATION, 1, 2))
    what = file(promises=(promise(kept_at=boston(8)),), escalations=both, applied=above)
    below, higher = stands(what), stands(what, number=2)
    assert (below.settled_at, below.passed_on_at) == (None, boston(4, 14))
    assert state(below, boston(30)) is EscalationState.UNACKNOWLEDGED
    assert not is_live(below, boston(4, 14))
    assert higher.settled_at == boston(8)
    assert higher.causes == ("P-1",)


def test_of_two_that_a_merge_brings_together_the_higher_lives() -> None:
    low = escalation(2, level=1, **RAISED | {"raised_at": boston(5)})
    high = escalation(1, level=2, **RAISED)
    what = file(
        promises=(promise(),),
        escalations=(high, low),
        applied=(*FOR_THE_WORD, applied(RuleName.OVERDUE, CauseOf.PROMISE, 1, 2)),
    )
    assert is_live(stands(what), boston(30))
    assert not is_live(stands(what, number=2), boston(30))


LADDER = Climb((Rung("Ben", "4bh"), Rung("Mia", "4bh")))


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        pytest.param(1, EscalationState.DECLINED, id="somebody is above"),
        pytest.param(2, EscalationState.UNACKNOWLEDGED, id="nobody is above"),
    ],
)
def test_declined_at_the_top_counts_as_unacknowledged(level: int, expected: EscalationState) -> None:
    declined = escalation(1, level=level, to="Ben", climb=LADDER, declined_at=boston(4, 10), **RAISED)
    what = file(promises=(promise(),), escalations=(declined,), applied=FOR_THE_WORD)
    assert state(stands(what), boston(30)) is expected
    assert is_live(stands(what), boston(30)) is (expected is EscalationState.UNACKNOWLEDGED)


def test_it_goes_by_the_policy_that_it_took_along() -> None:
    taken = Climb((), overdue_after="1bd", answer_within="1bd")
    what = file(promises=(promise(),), escalations=(escalation(**RAISED, climb=taken),), applied=FOR_THE_WORD)
    assert stands(what, policy=Policy(escalate_overdue_after="20bd")).settled_at is None


# Backups


def backup(number: int, **facts: Any) -> Promise:
    return check_back(number, **{"kind": PromiseKind.BACKUP, "made_at": boston(5), "due_at": boston(8)} | facts)


def test_a_backup_is_needless_when_its_word_has_ended() -> None:
    made_for = AppliedRule(RuleName.EXHAUSTED, CauseOf.PROMISE, 1, 1, LIMIT, LIMIT, None, 2)
    needed = file(promises=(promise(), backup(2)), applied=(made_for,))
    assert needless_backups(needed, boston(30)) == ()
    ended = replace(needed, promises=(promise(kept_at=boston(9)), backup(2)))
    assert [each.id for each in needless_backups(ended, boston(30))] == [2]


def test_a_backup_without_a_word_is_needless_when_nobody_has_the_case_any_more() -> None:
    made_for = AppliedRule(RuleName.EXHAUSTED, CauseOf.ESCALATION, 1, 1, LIMIT, LIMIT, None, 2)
    what = file(promises=(backup(2),), escalations=(escalation(),), applied=(made_for,))
    assert needless_backups(what, boston(30)) == ()
    resolved = replace(what, escalations=(escalation(resolved_at=boston(9)),))
    assert [each.id for each in needless_backups(resolved, boston(30))] == [2]


def test_nothing_stands_before_a_case_was_opened_and_nothing_on_one_where_all_is_well() -> None:
    assert standing(file(promises=(promise(due_at=boston(20)),), contacts=(told(1, OPENED),)), DUE) == []


# What a mutated rule would get wrong


def test_an_acknowledgement_that_we_took_back_speaks_for_nothing_from_then_on() -> None:
    opening = heard(1, OPENED)
    acknowledged = check_back(kind=PromiseKind.ACKNOWLEDGE, made_at=OPENED, due_at=boston(2), withdrawn_at=boston(2, 9))
    what = file(contacts=(opening,), promises=(acknowledged,))
    assert [each[:3] for each in standing(what)] == [(RuleName.UNANSWERED, CauseOf.CONTACT, 1)]
    assert standing(replace(what, promises=(replace(acknowledged, withdrawn_at=None, kept_at=boston(2)),))) == []
    other = promise(made_at=OPENED, due_at=boston(30))
    assert len(standing(replace(what, promises=(other,)))) == 1, "a word of another kind speaks for nothing"


def test_the_first_chase_that_called_stays_the_cause_when_another_is_recorded_late() -> None:
    chased = (
        heard(3, boston(2, 9), chasing=True),
        heard(1, boston(2, 10), chasing=True),
        heard(2, boston(2, 11), chasing=True),
    )
    by_rule = applied(RuleName.CHASED, CauseOf.CONTACT, 2)
    assert [each[2] for each in standing(file(contacts=chased, applied=(by_rule,)), boston(2, 12))] == [2]
    other = applied(RuleName.UNANSWERED, CauseOf.CONTACT, 2)
    assert [each[2] for each in standing(file(contacts=chased, applied=(other,)), boston(2, 12))] == [1]


def test_a_coming_back_is_called_by_what_the_customer_said() -> None:
    again = case(reopenings=reopened(2, 4))

    def names(*said: Contact) -> list[str]:
        found = causes(file(case=again, contacts=said), "1bd", "1bd", calendar(), LATER)
        return [each.name for each in found if each.rule is RuleName.CAME_BACK]

    at_once = replace(heard(2, boston(4, 15)), number=8)
    assert names(told(1, boston(4, 15)), at_once, heard(3, boston(4, 14))) == ["W-8"]
    assert names(told(1, boston(4, 15)), heard(3, boston(4, 14))) == ["C-1"]


def test_what_raised_an_escalation_stands_from_then_on_whatever_the_policy_is_by_now() -> None:
    """A careline that took no policy along raised it; the shop has become more patient since."""
    patient = Policy(escalate_overdue_after="9bd")
    what = file(promises=(promise(kept_at=boston(8)),), escalations=(escalation(**RAISED),), applied=FOR_THE_WORD)
    assert stands(what, policy=patient).settled_at == RAISED["raised_at"], "kept before it would call"
    late = replace(what, promises=(promise(),))
    assert stands(late, boston(5), policy=patient).settled_at is None
    assert stands(late, boston(5), policy=patient).causes == ("P-1",)
    other = (applied(RuleName.OVERDUE, CauseOf.PROMISE, 2),)
    assert stands(replace(late, applied=other), boston(5), policy=patient).settled_at == RAISED["raised_at"]


def test_each_failure_of_a_unit_is_a_cause_of_its_own() -> None:
    unit = failed(3, boston(9), boston(4))
    first = AppliedRule(RuleName.CAME_BACK, CauseOf.REPLACEMENT, 3, 1, boston(9), boston(9), 1, None)
    raised = escalation(**RAISED | {"raised_at": boston(9)})
    what = file(replacements=(unit,), escalations=(raised,), applied=(first,))
    assert stands(what, boston(10)).causes == ("R-3",)
    assert causes(what, "1bd", "1bd", calendar(), boston(10))[0].is_of(first)
    assert not causes(what, "1bd", "1bd", calendar(), boston(10))[0].is_of(replace(first, due_at=boston(8)))


def test_only_words_join_what_somebody_escalates_and_only_those_that_are_overdue_then() -> None:
    by_hand = escalation(**RAISED | {"raised_by": "Ana"})
    made = (
        promise(1),
        check_back(2),
        promise(3, due_at=boston(30)),
        promise(4, kept_at=boston(3)),
        promise(5, kept_at=boston(5)),
    )
    assert stands(file(promises=made, escalations=(by_hand,)), boston(4, 10)).causes == ("P-1", "P-5")
    early = escalation(**RAISED | {"raised_by": "Ana", "raised_at": boston(3, 9)})
    assert stands(file(promises=made[:3], escalations=(early,)), boston(3, 10)).causes == ("P-1",), "however shortly"
    swept = file(promises=made[:3], escalations=(early,), applied=(applied(RuleName.CHASED, CauseOf.CONTACT, 1),))
    assert stands(swept, boston(3, 10)).causes == ()


def test_whoever_performs_the_word_is_nobody_above() -> None:
    climb = Climb((Rung("Ben", "4bh"), Rung("FieldCo", "4bh")))
    raised = escalation(1, level=1, to="Ben", climb=climb, **RAISED)
    assert stands(file(promises=(promise(),), escalations=(raised,), applied=FOR_THE_WORD)).is_top
    other = replace(raised, promise_id=None)
    assert not stands(file(promises=(promise(),), escalations=(other,), applied=FOR_THE_WORD)).is_top


def test_a_promise_of_somebodys_to_carry_out_a_backup_is_theirs_to_end() -> None:
    said = promise(2, kind=PromiseKind.BACKUP, due_at=boston(30))
    assert needless_backups(file(promises=(said, check_back(3, due_at=boston(30)))), boston(5)) == ()


def test_resolving_ends_the_reason_of_what_was_raised_before_and_not_after() -> None:
    first = escalation(1, level=1, **RAISED | {"raised_by": "Ana", "resolved_at": boston(5)})
    second = escalation(2, level=1, **RAISED | {"raised_by": "Ana", "raised_at": boston(5)})
    assert stands(file(escalations=(first, second)), number=2).settled_at is None
