"""Handing over: who answers, who does it, and what stays with whom."""

from datetime import datetime

import pytest

from careline.domain.errors import Refused
from careline.domain.promises.handing_over import going_over, handed_over
from careline.domain.promises.promise import Promise
from careline.domain.promises.promise_states import as_of
from tests.builders import DUE, HOUR, OPENED, SECOND, case, promise

THEN = OPENED + HOUR
OWN = {"owner": "Ana", "performer": "Ana"}


def over(made: Promise, *given: tuple[datetime, str]) -> Promise:
    """The promise, handed over at these moments to these people."""
    return handed_over(made, [(n, at, "Ana", to, "ill") for n, (at, to) in enumerate(given, 1)])


def whose(made: Promise) -> tuple[str, str]:
    return made.owner, made.performer


@pytest.mark.parametrize(
    ("facts", "at", "owner", "performer"),
    [
        # What Ana was to do, Ben does; what FieldCo does, FieldCo goes on doing.
        (OWN, THEN, "Ben", "Ben"),
        ({}, THEN, "Ben", "FieldCo"),
        # At the due moment itself it is pending; a second later the miss is Ana's.
        (OWN, DUE, "Ben", "Ben"),
        (OWN, DUE + SECOND, "Ben", "Ana"),
        # What had ended by then stays whose it was, whenever that was said.
        (OWN | {"kept_at": THEN - SECOND}, THEN, "Ana", "Ana"),
        (OWN | {"kept_at": THEN}, THEN, "Ben", "Ben"),
        (OWN | {"kept_at": THEN + SECOND}, THEN, "Ben", "Ben"),
        (OWN | {"superseded_at": DUE + SECOND}, DUE + HOUR, "Ana", "Ana"),
        # Ben has done it for Ana all along.
        ({"owner": "Ana", "performer": "Ben"}, THEN, "Ben", "Ben"),
    ],
)
def test_who_answers_and_who_does_it_after_a_hand_over(
    facts: dict[str, object], at: datetime, owner: str, performer: str
) -> None:
    assert whose(over(promise(**facts), (at, "Ben"))) == (owner, performer)


@pytest.mark.parametrize(
    ("moment", "owner", "performer"),
    [(OPENED, "Ana", "Ana"), (THEN, "Ben", "Ben"), (DUE + SECOND, "Ben", "Ben"), (DUE + HOUR, "Cleo", "Ben")],
)
def test_g10_as_of_an_earlier_moment_the_old_owner_stands(moment: datetime, owner: str, performer: str) -> None:
    twice = over(promise(**OWN), (THEN, "Ben"), (DUE + HOUR, "Cleo"))
    assert whose(as_of(twice, moment)) == (owner, performer)


def test_g10_so_does_whoever_did_it_for_another() -> None:
    before = promise(owner="Ana", performer="Ben")
    assert as_of(over(before, (THEN, "Ben")), OPENED) == before


def test_g2_no_due_moment_moves() -> None:
    assert over(promise(), (THEN, "Ben")).due_at == DUE


def test_what_has_ended_or_is_theirs_already_stays() -> None:
    promises = (promise(1), promise(2, kept_at=THEN), promise(3, owner="ben"))
    assert [p.id for p in going_over(case(), promises, "Ben", THEN)] == [1]


@pytest.mark.parametrize(
    ("promises", "words"),
    [
        ((), "Nothing is promised on C-1"),
        ((promise(kept_at=THEN),), "Nothing is promised on C-1"),
        ((promise(owner="Ben"),), "is already Ben's"),
    ],
)
def test_a_case_on_which_nothing_would_change_is_refused(promises: tuple[Promise, ...], words: str) -> None:
    with pytest.raises(Refused, match=words):
        going_over(case(), promises, "Ben", THEN)
