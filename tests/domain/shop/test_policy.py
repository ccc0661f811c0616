"""The policy: its defaults, and whose ladder an escalation climbs."""

import pytest

from careline.domain.shop.policy import Policy, Rung

DISPATCH = Rung("FieldCo dispatch", "4bh", performer="FieldCo")
MANAGER = Rung("FieldCo manager", "1bd", performer="FieldCo")
CAFE = Rung("Chef", "1bd", performer="Café Nord")
BEN = Rung("Ben", "4bh")
ANA = Rung("Ana", "1bd")


def test_defaults_are_those_of_the_interface_contract() -> None:
    assert Policy() == Policy(
        acknowledge_within="1bd",
        due_soon="1bd",
        escalate_overdue_after="1bd",
        idle_after="1bd",
        check_replacement_after="1bd",
        check_back_after=("1bd", "3bd", "5bd"),
        close_unconfirmed_after=3,
        ladder=(),
    )


@pytest.mark.parametrize(
    ("performer", "rungs"),
    [
        ("FieldCo", (DISPATCH, MANAGER)),
        ("fieldco ", (DISPATCH, MANAGER)),
        ("CAFE NORD", (CAFE,)),
        ("FedEx", (BEN, ANA)),
        ("", (BEN, ANA)),
    ],
)
def test_a_performers_own_ladder_comes_before_everybody_elses(performer: str, rungs: tuple[Rung, ...]) -> None:
    assert Policy(ladder=(BEN, DISPATCH, CAFE, MANAGER, ANA)).climb_for(performer).rungs == rungs


def test_without_a_general_ladder_other_performers_have_none() -> None:
    assert Policy(ladder=(DISPATCH, MANAGER)).climb_for("FedEx").rungs == ()


@pytest.mark.parametrize(
    ("asked", "severity", "every"),
    [
        (None, "major", "1bd"),
        (None, "normal", None),
        ("3bd", "major", "3bd"),
        ("3bd", "normal", "3bd"),
        ("never", "major", None),
        ("never", "normal", None),
    ],
)
def test_updates_come_as_asked_for_else_as_the_severity_has_it(
    asked: str | None, severity: str, every: str | None
) -> None:
    assert Policy(update_every=(("major", "1bd"),)).updates(asked, severity) == every
