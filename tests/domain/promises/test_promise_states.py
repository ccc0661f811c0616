"""Promises: every row of the table of states, at the moments where it turns."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.domain.promises.promise import LIVE, End, Promise, State
from careline.domain.promises.promise_states import (
    as_of,
    behind,
    is_due_soon,
    is_live,
    is_untold,
    lateness,
    live,
    said_late,
    state,
    unended,
    why,
)
from tests.builders import DUE, HOUR, OPENED, SECOND, boston, calendar, promise

EARLY, LATE = DUE - HOUR, DUE + SECOND


LONG_AFTER = boston(30)


def ids(found: Iterable[Promise]) -> list[int]:
    return [p.id for p in found]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (OPENED, State.PENDING),
        (DUE - SECOND, State.PENDING),
        (DUE, State.PENDING),
        (DUE + SECOND, State.OVERDUE),
        (LONG_AFTER, State.OVERDUE),
    ],
)
def test_what_nothing_ended_is_pending_until_due_and_overdue_one_second_later(now: datetime, expected: State) -> None:
    assert state(promise(), now) is expected


def test_how_it_ended_and_whether_in_time_decides_its_state(subtests: pytest.Subtests) -> None:
    rows: list[tuple[dict[str, datetime | None], State]] = [
        ({"kept_at": EARLY}, State.KEPT),
        ({"kept_at": DUE}, State.KEPT),
        ({"kept_at": LATE}, State.KEPT_LATE),
        ({"superseded_at": EARLY, "told_at": EARLY}, State.RENEGOTIATED),
        ({"superseded_at": EARLY, "told_at": DUE}, State.RENEGOTIATED),
        ({"superseded_at": DUE, "told_at": EARLY}, State.RENEGOTIATED),
        ({"superseded_at": DUE, "told_at": DUE}, State.RENEGOTIATED),
        ({"superseded_at": DUE, "told_at": LATE}, State.MISSED),
        ({"superseded_at": EARLY, "told_at": None}, State.MISSED),
        ({"superseded_at": LATE, "told_at": DUE}, State.MISSED),
        ({"superseded_at": LATE, "told_at": LATE}, State.MISSED),
        ({"withdrawn_at": EARLY}, State.WITHDRAWN),
        ({"withdrawn_at": DUE}, State.WITHDRAWN),
        ({"withdrawn_at": LATE}, State.MISSED),
        ({"released_at": EARLY}, State.RELEASED),
        ({"released_at": DUE}, State.RELEASED),
        ({"released_at": LATE}, State.MISSED),
        ({"voided_at": EARLY}, State.VOID),
        ({"voided_at": LATE}, State.VOID),
    ]
    for facts, expected in rows:
        with subtests.test(facts=facts, expected=expected):
            assert state(promise(**facts), LONG_AFTER) is expected


@pytest.mark.parametrize("how", list(End))
@pytest.mark.parametrize(("ended_at", "before"), [(EARLY, State.PENDING), (LATE + HOUR, State.OVERDUE)])
def test_as_of_a_moment_before_its_end_nothing_has_ended_it(how: End, ended_at: datetime, before: State) -> None:
    ended = promise(**{how.value: ended_at, "told_at": ended_at})
    assert state(ended, ended_at - SECOND) is before
    assert state(ended, ended_at) not in LIVE


@pytest.mark.parametrize(
    ("ended", "kept_away"),
    [
        ({"kept_at": LATE}, {"kept_at"}),
        ({"withdrawn_at": LATE}, {"withdrawn_at"}),
        ({"released_at": LATE}, {"released_at"}),
        ({"voided_at": LATE, "superseded_by": 2}, {"voided_at", "superseded_by"}),
        ({"superseded_at": LATE, "told_at": LATE, "superseded_by": 2}, {"superseded_at", "told_at", "superseded_by"}),
    ],
)
def test_as_of_hides_every_later_fact_and_no_earlier_one(ended: dict[str, Any], kept_away: set[str]) -> None:
    whole = promise(**ended, ended_because="the carrier lost a day", ended_recorded_at=LATE)
    hidden: dict[str, Any] = dict.fromkeys(kept_away | {"ended_because", "ended_recorded_at"})
    assert as_of(whole, LATE - SECOND) == replace(whole, **hidden)
    assert as_of(whole, LATE) == whole


def test_as_of_hides_a_word_to_the_customer_that_came_after_the_successor() -> None:
    whole = promise(superseded_at=EARLY, told_at=DUE, superseded_by=2, ended_because="slow", ended_recorded_at=EARLY)
    assert as_of(whole, EARLY) == replace(whole, told_at=None)


def test_as_of_goes_by_when_it_was_kept_and_not_by_when_that_was_recorded() -> None:
    recorded_late = promise(kept_at=EARLY, ended_recorded_at=LONG_AFTER)
    assert state(recorded_late, EARLY) is State.KEPT
    assert as_of(recorded_late, EARLY).ended_recorded_at == LONG_AFTER


MOMENTS = st.sampled_from([OPENED, EARLY, DUE - SECOND, DUE, DUE + SECOND, LATE + HOUR])


ENDED = st.builds(
    lambda how, ended_at, told_at: promise(told_at=told_at if how is End.SUPERSEDED else None, **{how.value: ended_at}),
    st.sampled_from(End),
    MOMENTS,
    st.none() | MOMENTS,
)


@given(ENDED, MOMENTS)
def test_the_state_at_a_moment_needs_only_the_facts_of_that_moment(ended: Promise, now: datetime) -> None:
    assert state(ended, now) is state(as_of(ended, now), now)
    assert as_of(as_of(ended, now), now) == as_of(ended, now)


@given(ENDED, MOMENTS)
def test_what_was_once_missed_after_it_fell_due_stays_missed(ended: Promise, now: datetime) -> None:
    if now > DUE and state(ended, now) is State.MISSED:
        assert state(ended, LONG_AFTER) is State.MISSED


@given(ENDED)
def test_what_is_overdue_can_never_become_kept_in_time_renegotiated_withdrawn_or_released(ended: Promise) -> None:
    if state(ended, DUE + SECOND) is State.OVERDUE:
        assert state(ended, LONG_AFTER) in {State.KEPT_LATE, State.MISSED, State.VOID}


def test_it_is_live_from_its_making_until_something_ends_it() -> None:
    kept = promise(kept_at=LATE)
    assert [is_live(kept, now) for now in (OPENED - SECOND, OPENED, DUE, DUE + HOUR)] == [False, True, True, False]
    assert is_live(promise(), LONG_AFTER)


def test_live_ones_stand_by_due_moment_and_then_by_number() -> None:
    late, early, twin = promise(1, due_at=LATE), promise(2, due_at=DUE), promise(3, due_at=DUE)
    assert ids(live([late, twin, early, promise(4, kept_at=EARLY)], DUE)) == [2, 3, 1]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"kept_at": EARLY, "ended_recorded_at": EARLY}, False),
        ({"kept_at": EARLY, "ended_recorded_at": DUE}, False),
        ({"kept_at": EARLY, "ended_recorded_at": LATE}, True),
        ({"kept_at": DUE, "ended_recorded_at": LATE}, True),
        ({"kept_at": LATE, "ended_recorded_at": LONG_AFTER}, False),
        ({"released_at": EARLY, "ended_recorded_at": LATE}, True),
        ({}, False),
    ],
)
def test_said_late_is_what_was_said_to_be_in_time_only_after_it_fell_due(facts: dict[str, Any], expected: bool) -> None:
    assert said_late(promise(**facts)) is expected


@pytest.mark.parametrize(
    ("due_at", "facts", "soon"),
    [
        (boston(2), {}, True),
        (boston(2) + SECOND, {}, False),
        (boston(1, 12), {}, True),
        (boston(1, 12) - SECOND, {}, False),
        (boston(2), {"kept_at": boston(1, 11)}, False),
        (boston(2), {"withdrawn_at": boston(1, 12)}, False),
    ],
)
def test_due_soon_is_a_pending_promise_due_when_the_warning_time_is_over_or_before(
    due_at: datetime, facts: dict[str, datetime], soon: bool
) -> None:
    assert is_due_soon(promise(due_at=due_at, **facts), boston(1, 12), boston(2)) is soon


@pytest.mark.parametrize(
    ("facts", "last_word_at", "now", "untold"),
    [
        ({}, None, DUE, False),
        ({}, None, LATE, True),
        ({}, EARLY, LATE, True),
        ({}, DUE, LATE, True),
        ({}, LATE, LATE, False),
        ({"said": False}, None, LATE, False),
        ({"kept_at": LATE}, None, LATE, False),
    ],
)
def test_untold_is_an_overdue_said_promise_without_a_word_of_ours_since_it_fell_due(
    facts: dict[str, Any], last_word_at: datetime | None, now: datetime, untold: bool
) -> None:
    late = promise(**facts)
    assert is_untold(late, [late], last_word_at, now) is untold


def test_who_was_given_another_word_since_was_told() -> None:
    late = promise(1)
    for made_at, said, untold in ((EARLY, True, False), (EARLY, False, True), (late.made_at, True, True)):
        other = promise(2, made_at=made_at, said=said, due_at=LONG_AFTER)
        assert is_untold(late, [late, other], None, LATE) is untold


def test_a_recording_can_end_what_was_made_by_then_and_not_ended_by_now() -> None:
    made = [promise(1, due_at=LATE), promise(2), promise(3, made_at=DUE), promise(4, kept_at=LONG_AFTER)]
    assert ids(unended(made, EARLY)) == [2, 1]


@pytest.mark.parametrize(
    ("now", "short", "long"),
    [
        (boston(2, 18), "today", "overdue since today"),
        (boston(3, 9), "1", "1 working day overdue"),
        (boston(5, 9), "3", "3 working days overdue"),
    ],
)
def test_how_late_it_is_stands_in_working_days(now: datetime, short: str, long: str) -> None:
    assert lateness(DUE, now, calendar()) == (short, long)


def test_on_a_day_off_it_is_late_since_its_day() -> None:
    assert lateness(boston(5), boston(6, 12), calendar()) == ("since Fri 5 Jun", "overdue since Fri 5 Jun")


BEFORE, AFTER = boston(2, 16), boston(8, 9)


WAS_DUE = "it was due Tue 2 Jun 17:00"


IN_TIME, TOO_LATE = "on Tue 2 Jun 16:00, in time", "only on Mon 8 Jun 09:00, after that"


WHYS: list[tuple[dict[str, Any], State, str]] = [
    ({}, State.OVERDUE, "it fell due Tue 2 Jun 17:00, and nothing has ended it"),
    ({"due_at": boston(30)}, State.PENDING, "it is due Tue 30 Jun 17:00, and nothing has ended it"),
    ({"kept_at": BEFORE}, State.KEPT, f"{WAS_DUE}, and done {IN_TIME}"),
    ({"kept_at": AFTER}, State.KEPT_LATE, f"{WAS_DUE}, and done {TOO_LATE}"),
    (
        {"superseded_at": BEFORE, "told_at": BEFORE, "superseded_by": 2},
        State.RENEGOTIATED,
        f"{WAS_DUE}, and a new date was agreed {IN_TIME}: P-2 took its place",
    ),
    (
        {"superseded_at": AFTER, "told_at": AFTER, "superseded_by": 2},
        State.MISSED,
        f"{WAS_DUE}, and a new date was agreed {TOO_LATE}",
    ),
    (
        {"superseded_at": BEFORE, "told_at": AFTER},
        State.MISSED,
        f"{WAS_DUE}; a new date was set on Tue 2 Jun 16:00, but the customer was told only on Mon 8 Jun 09:00",
    ),
    (
        {"superseded_at": BEFORE},
        State.MISSED,
        f"{WAS_DUE}; a new date was set on Tue 2 Jun 16:00, but the customer was not told",
    ),
    ({"withdrawn_at": BEFORE}, State.WITHDRAWN, f"{WAS_DUE}, and we took it back {IN_TIME}"),
    (
        {"withdrawn_at": AFTER, "ended_because": "ill"},
        State.MISSED,
        f"{WAS_DUE}, and we took it back {TOO_LATE} (ill)",
    ),
    ({"released_at": BEFORE}, State.RELEASED, f"{WAS_DUE}, and the customer let us off {IN_TIME}"),
    ({"released_at": AFTER}, State.MISSED, f"{WAS_DUE}, and the customer let us off {TOO_LATE}"),
    (
        {"released_at": BEFORE, "said": False, "ended_because": "the case closed"},
        State.RELEASED,
        f"{WAS_DUE}, and it was let go {IN_TIME} (the case closed)",
    ),
    (
        {"voided_at": BEFORE, "superseded_by": 2, "ended_because": "typo"},
        State.VOID,
        "it was a slip of the pen (typo), corrected on Tue 2 Jun 16:00: P-2 stands in its place",
    ),
    (
        {"voided_at": BEFORE, "ended_because": "the words have moved", "ended_recorded_at": boston(3, 10)},
        State.VOID,
        "the words have moved",
    ),
]


def test_why_says_in_one_sentence_how_the_state_follows_from_the_facts(subtests: pytest.Subtests) -> None:
    for facts, is_, reason in WHYS:
        with subtests.test(reason):
            found = promise(**facts)
            assert state(found, boston(8, 9)) is is_
            assert why(found, boston(8, 9), calendar()) == f"P-1 is {is_.words}: {reason}."


def test_every_state_has_its_sentence() -> None:
    assert {is_ for _, is_, _ in WHYS} == set(State)


@pytest.mark.parametrize("end", ["kept_at", "withdrawn_at", "released_at"])
def test_why_says_what_was_said_only_after_it_fell_due(end: str) -> None:
    found = promise(**{end: BEFORE}, ended_recorded_at=boston(3, 10))
    assert why(found, LONG_AFTER, calendar()).endswith(", in time; that was said only on Wed 3 Jun 10:00.")


def test_why_speaks_of_the_moment_asked_for() -> None:
    found = promise(superseded_at=AFTER, told_at=AFTER, superseded_by=2)
    assert why(found, boston(4, 12), calendar()) == (
        "P-1 is overdue: it fell due Tue 2 Jun 17:00, and nothing has ended it."
    )


@pytest.mark.parametrize(
    ("promises", "asked"),
    [
        ((), None),
        ((promise(1),), 1),
        ((promise(1), promise(2, due_at=EARLY)), 2),
        ((promise(1, due_at=LATE), promise(2, due_at=DUE + HOUR)), 1),
        ((promise(1, kept_at=EARLY), promise(2, due_at=DUE + HOUR)), 2),
        ((promise(1, superseded_at=DUE), promise(2, made_at=DUE, due_at=DUE + HOUR)), 1),
        ((promise(1, due_at=LATE), promise(2, made_at=DUE, due_at=DUE)), 1),
        ((promise(1, made_at=DUE),), 1),
        ((promise(1, made_at=LATE, due_at=LATE),), None),
    ],
)
def test_a_chase_at_the_due_moment_is_about_what_was_live_and_due_first(
    promises: tuple[Promise, ...], asked: int | None
) -> None:
    found = behind(promises, DUE)
    assert (found.id if found else None) == asked
