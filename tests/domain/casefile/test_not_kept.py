"""What was said to be kept and was not: which word counts, and what more than a word has kept."""

from dataclasses import replace
from datetime import datetime

import pytest

from careline.domain.casefile import not_kept
from careline.domain.errors import Refused
from careline.domain.promises.promise import CASE_CLOSED, PromiseKind
from tests.builders import DUE, HOUR, OPENED, SECOND, boston, calendar, check_back, file, promise, told

NOW = boston(5, 9)
IN_TIME, LATER = DUE - HOUR, DUE + HOUR


def test_g3_what_was_said_in_time_to_be_in_time_stays_so(subtests: pytest.Subtests) -> None:
    for kept_at, said_at, at, counts_as in (
        (None, None, IN_TIME, NOW),
        (IN_TIME, IN_TIME, DUE, IN_TIME),
        (IN_TIME, IN_TIME, LATER, NOW),
        (LATER, LATER, IN_TIME, NOW),
        (IN_TIME, LATER, OPENED, LATER),
        (DUE, None, IN_TIME, NOW),
    ):
        with subtests.test(kept_at=kept_at, at=at):
            one = promise(kept_at=kept_at, ended_recorded_at=said_at)
            assert not_kept.said_at(one, at, NOW) == counts_as


def test_what_led_to_a_plan_takes_it_back_while_it_lives(subtests: pytest.Subtests) -> None:
    planned = {"kind": PromiseKind.FOLLOW_UP, "said": False}
    for plan, made, by_keep, goes in (
        (check_back(2), {2}, False, True),
        (check_back(2), set(), True, False),
        (check_back(2, kept_at=DUE), {2}, True, False),
        (promise(2, **planned), {2}, True, True),
        (promise(2, **planned), {2}, False, False),
        (promise(2), {2}, True, False),
        (check_back(2, what="Update Robin"), {2}, True, False),
    ):
        with subtests.test(plan=plan.what, made=made, by_keep=by_keep):
            found = not_kept.led_to(file(promises=(promise(kept_at=OPENED), plan)), made, by_keep=by_keep)
            assert found == ((plan,) if goes else ())


def test_what_a_word_to_the_customer_or_a_closing_has_kept_is_put_right_there(subtests: pytest.Subtests) -> None:
    acknowledgement = {"kind": PromiseKind.ACKNOWLEDGE, "said": False}
    at: datetime = OPENED + HOUR
    for one, why in (
        (promise(kept_at=at), None),
        (promise(kept_at=at, **acknowledgement), "careline case edit W-7"),
        (promise(kept_at=at + SECOND, **acknowledgement), None),
        (promise(kept_at=at, ended_because=CASE_CLOSED, **acknowledgement), "came back since"),
    ):
        with subtests.test(one=one):
            whole = file(promises=(one,), contacts=(replace(told(1, at), number=7),))
            if why is None:
                not_kept.check_kept_by_word(whole, one, calendar())
            else:
                with pytest.raises(Refused, match=why):
                    not_kept.check_kept_by_word(whole, one, calendar())
