"""Escalations: every state at its moments, the rung that comes next, and what nobody may do."""

from datetime import datetime
from typing import Any

import pytest

from careline.domain.errors import Refused
from careline.domain.ladder.escalations import (
    Escalation,
    EscalationLacks,
    EscalationState,
    NewEscalation,
    as_of,
    check_live,
    check_to,
    highest,
    is_live,
    next_step,
    raised_by_hand,
    state,
)
from careline.domain.shop.policy import Policy, Rung
from tests.builders import SECOND, boston, calendar, escalation, promise

RAISED, ACK_BY, TAKEN, WORKED, ENDED = (
    boston(3, 15, 15),
    boston(4, 11, 15),
    boston(4, 10),
    boston(4, 14),
    boston(5, 9),
)
LATER = boston(30)
MIA = {"acknowledged_at": TAKEN, "acknowledged_by": "Mia"}


def test_the_state_follows_from_the_facts_of_the_moment(subtests: pytest.Subtests) -> None:
    rows: list[tuple[dict[str, Any], datetime, EscalationState]] = [
        ({}, RAISED, EscalationState.RAISED),
        ({}, ACK_BY, EscalationState.RAISED),
        ({}, ACK_BY + SECOND, EscalationState.UNACKNOWLEDGED),
        (MIA, TAKEN - SECOND, EscalationState.RAISED),
        (MIA, TAKEN, EscalationState.ACKNOWLEDGED),
        (MIA, LATER, EscalationState.ACKNOWLEDGED),
        (MIA | {"acknowledged_at": LATER}, ACK_BY + SECOND, EscalationState.UNACKNOWLEDGED),
        (MIA | {"acknowledged_at": LATER}, LATER, EscalationState.ACKNOWLEDGED),
        (MIA | {"worked_at": WORKED}, WORKED - SECOND, EscalationState.ACKNOWLEDGED),
        (MIA | {"worked_at": WORKED}, WORKED, EscalationState.ACTING),
        (MIA | {"worked_at": TAKEN}, LATER, EscalationState.ACKNOWLEDGED),
        ({"resolved_at": ENDED}, ENDED - SECOND, EscalationState.UNACKNOWLEDGED),
        ({"resolved_at": ENDED}, ENDED, EscalationState.RESOLVED),
        (MIA | {"worked_at": WORKED, "resolved_at": ENDED}, ENDED, EscalationState.RESOLVED),
        ({"declined_at": ENDED}, ENDED - SECOND, EscalationState.UNACKNOWLEDGED),
        ({"declined_at": ENDED}, ENDED, EscalationState.DECLINED),
    ]
    for facts, now, expected in rows:
        with subtests.test(facts=facts, now=now, expected=expected):
            assert state(escalation(**facts), now) is expected


def test_it_is_live_from_its_raising_until_it_is_resolved_or_declined() -> None:
    for how in ("resolved_at", "declined_at"):
        ended = escalation(**MIA, **{how: ENDED})
        lives = [is_live(ended, now) for now in (RAISED - SECOND, RAISED, ENDED - SECOND, ENDED)]
        assert lives == [False, True, True, False]
    assert is_live(escalation(), LATER)


def test_as_of_hides_every_later_fact() -> None:
    whole = escalation(
        **MIA, told_at=WORKED, worked_at=WORKED, resolved_at=ENDED, declined_at=None, ended_because="a visit is booked"
    )
    assert as_of(whole, TAKEN - SECOND) == escalation()
    assert as_of(whole, TAKEN) == escalation(**MIA)
    assert as_of(whole, WORKED) == escalation(**MIA, told_at=WORKED, worked_at=WORKED)
    assert as_of(whole, ENDED) == whole


def test_the_highest_is_the_live_one_of_the_highest_level_and_the_newest_of_several() -> None:
    low, high, twin = escalation(1, level=1), escalation(2, level=2), escalation(3, level=2)
    gone, to_come = escalation(4, level=3, resolved_at=ENDED), escalation(5, level=4, raised_at=LATER)
    assert highest([low, twin, high, gone, to_come], ENDED) == twin
    assert highest([gone], ENDED) is None


DISPATCH, MANAGER = Rung("FieldCo dispatch", "4bh", "FieldCo"), Rung("FieldCo manager", "1bd", "FieldCo")
BEN = Rung("Ben", "4bh")
LADDER = Policy(ladder=(DISPATCH, BEN, MANAGER))


@pytest.mark.parametrize(
    ("performer", "level", "holders", "step"),
    [
        ("FieldCo", 0, (), (1, DISPATCH)),
        ("FieldCo", 1, (), (2, MANAGER)),
        ("FieldCo", 2, (), None),
        ("FieldCo", 0, ("fieldco DISPATCH",), (2, MANAGER)),
        ("FieldCo", 0, ("FieldCo dispatch", "FieldCo manager"), None),
        ("FedEx", 0, (), (1, BEN)),
        ("FedEx", 1, (), None),
        (None, 0, (), (1, BEN)),
        ("Ben", 0, ("Ben",), None),
    ],
)
def test_the_next_step_is_the_rung_above_the_level_that_nobody_has_already(
    performer: str | None, level: int, holders: tuple[str, ...], step: tuple[int, Rung] | None
) -> None:
    assert next_step(LADDER.climb_for(performer), level, holders) == step


def test_without_a_ladder_there_is_no_step() -> None:
    assert next_step(Policy().climb_for("FieldCo"), 0, ()) is None


def by_hand(highest: Escalation | None = None, policy: Policy = LADDER, **given: Any) -> NewEscalation:
    """What Ana raises on Robin's promise on Wed 3 Jun at 15:15."""
    unsaid = {"who": "Ana", "to": None, "ack_by": None, "backup": "Second Firm comes"}
    return raised_by_hand(promise(), highest, policy, calendar(), RAISED, **unsaid | given)


def test_by_hand_it_goes_to_the_next_rung_with_its_time() -> None:
    raised = by_hand()
    assert (raised.level, raised.to, raised.ack_by, raised.promise_id) == (1, "FieldCo dispatch", ACK_BY, 1)


def test_whoever_is_named_and_stands_on_the_ladder_has_the_time_and_the_level_of_their_rung() -> None:
    raised = by_hand(to="fieldco manager")
    assert (raised.level, raised.to, raised.ack_by) == (2, "FieldCo manager", boston(4))


def test_whoever_is_named_and_stands_on_no_ladder_needs_a_moment() -> None:
    with pytest.raises(EscalationLacks, match="--ack-by"):
        by_hand(to="Cleo")
    assert by_hand(to="Cleo", ack_by=ENDED).level == 1


def test_a_rung_of_oneself_is_passed_over_and_the_last_one_refused() -> None:
    assert by_hand(who="FieldCo dispatch").to == "FieldCo manager"
    with pytest.raises(Refused, match="; name somebody else with --to\\."):
        by_hand(escalation(), who="FieldCo manager")


def test_a_rung_of_whoever_took_it_already_is_passed_over() -> None:
    taken = escalation(acknowledged_at=TAKEN, acknowledged_by="FieldCo manager")
    with pytest.raises(EscalationLacks, match="--to"):
        by_hand(taken)


def test_it_climbs_the_ladder_that_the_last_one_took_along_whatever_the_settings_say_now() -> None:
    old = Policy(ladder=(DISPATCH, Rung("FieldCo owner", "1bd", "FieldCo"))).climb_for("FieldCo")
    assert by_hand(escalation(climb=old)).to == "FieldCo owner"
    assert by_hand(escalation(climb=None)).to == "FieldCo manager"


@pytest.mark.parametrize("to", ["Ana", "ana", " ANA ", "Aná"])
def test_nobody_escalates_to_themselves_however_they_spell_it(to: str) -> None:
    with pytest.raises(Refused, match="Ana cannot escalate to Ana"):
        check_to(to, "Ana")


def test_anybody_else_will_do() -> None:
    check_to("Anna", "Ana")


@pytest.mark.parametrize("facts", [{"resolved_at": ENDED}, {"declined_at": ENDED}])
def test_what_has_ended_stays_as_it_is(facts: dict[str, Any]) -> None:
    with pytest.raises(Refused, match=r"E-1 (is|was) already (resolved|declined)"):
        check_live(escalation(**facts), LATER)
    check_live(escalation(**facts), ENDED - SECOND)


def test_what_an_escalation_lacks_is_named() -> None:
    assert str(EscalationLacks(["--to", "--ack-by"])).startswith("An escalation needs --to and --ack-by: ")


@pytest.mark.parametrize(
    ("facts", "given", "backup"),
    [
        pytest.param({"backup": "Second Firm comes"}, {}, "Second Firm comes", id="that of the word"),
        pytest.param({"backup": "Second Firm comes"}, {"backup": "Ben goes"}, "Ben goes", id="what is said"),
        pytest.param({}, {}, None, id="none"),
        pytest.param({"backup": "Second Firm comes", "said": False}, {}, None, id="a plan has none to give"),
    ],
)
def test_the_backup_plan_is_that_of_the_word_unless_it_is_said(
    facts: dict[str, Any], given: dict[str, Any], backup: str | None
) -> None:
    unsaid: dict[str, Any] = {"who": "Ana", "to": None, "ack_by": None, "backup": None}
    raised = raised_by_hand(promise(**facts), None, LADDER, calendar(), RAISED, **unsaid | given)
    assert raised.backup == backup
