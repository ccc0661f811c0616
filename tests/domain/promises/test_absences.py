"""Absences: whose promises fall due while they are away."""

from datetime import date

import pytest

from careline.domain.errors import BadInput, Refused
from careline.domain.promises.absences import (
    Absence,
    away_when_due,
    check_absence,
)
from tests.builders import DUE, boston, calendar, promise

TUE, WED, MON = date(2026, 6, 2), date(2026, 6, 3), date(2026, 6, 1)
AWAY = Absence("Ana", TUE, TUE, "Ben")


@pytest.mark.parametrize(
    ("facts", "falls_due_meanwhile"),
    [
        # Ana answers for what FieldCo does.
        ({}, True),
        ({"owner": "Ben", "performer": "Ana"}, True),
        ({"owner": "Ben"}, False),
        # Both days are included, in the shop's zone.
        ({"due_at": boston(2, 0)}, True),
        ({"due_at": boston(2, 23, 59)}, True),
        ({"due_at": boston(1, 23, 59)}, False),
        ({"due_at": boston(3, 0)}, False),
    ],
)
def test_what_falls_due_while_they_are_away(facts: dict[str, object], falls_due_meanwhile: bool) -> None:
    found = away_when_due(promise(**{"due_at": DUE} | facts), [AWAY], calendar())
    assert found == (AWAY if falls_due_meanwhile else None)


def test_an_absence_of_a_day_is_one() -> None:
    check_absence(AWAY)


def test_nobody_is_back_before_they_go_or_stands_in_for_themselves() -> None:
    with pytest.raises(BadInput, match="; --until is the last day away\\."):
        check_absence(Absence("Ana", WED, TUE, "Ben"))
    with pytest.raises(Refused, match="; name somebody else with --to\\."):
        check_absence(Absence("Ana", MON, TUE, "Ana"))
