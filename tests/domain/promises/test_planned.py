"""The plans that careline makes by itself, and the row of check backs."""

import pytest

from careline.domain.promises import planned
from careline.domain.promises.planned import check_back_phrase
from careline.domain.promises.promise import Promise, PromiseKind
from careline.domain.shop.policy import Policy
from tests.builders import DUE, HOUR, OPENED, SECOND, check_back, promise

EARLY, LATE = DUE - HOUR, DUE + SECOND


ROW = Policy(check_back_after=("1bd", "3bd", "5bd"))


@pytest.mark.parametrize(("unanswered", "phrase"), [(0, "1bd"), (1, "3bd"), (2, "5bd"), (3, "5bd"), (9, "5bd")])
def test_each_unanswered_check_back_moves_on_in_the_row_and_the_last_repeats(unanswered: int, phrase: str) -> None:
    kept = [check_back(n, kept_at=OPENED + n * SECOND) for n in range(1, unanswered + 1)]
    assert check_back_phrase(kept, OPENED, ROW) == phrase
    assert check_back_phrase(kept, None, ROW) == phrase


def test_a_word_of_the_customers_begins_the_row_anew() -> None:
    kept = [check_back(1, kept_at=EARLY), check_back(2, kept_at=DUE)]
    assert check_back_phrase(kept, DUE, ROW) == "1bd"
    assert check_back_phrase(kept, EARLY, ROW) == "3bd"


@pytest.mark.parametrize(
    "other",
    [
        check_back(released_at=DUE),
        check_back(),
        promise(kind=PromiseKind.FOLLOW_UP, kept_at=DUE),
        promise(kind=PromiseKind.ACKNOWLEDGE, automatic=True, kept_at=DUE),
    ],
    ids=["gave way", "still to come", "a follow-up of ours", "the acknowledgement"],
)
def test_only_check_backs_that_were_made_and_kept_count_in_the_row(other: Promise) -> None:
    assert check_back_phrase([other], OPENED, ROW) == "1bd"


def test_the_policys_own_promises_are_plans_addressed_by_first_name() -> None:
    acknowledgement = planned.acknowledgement(Policy(), "Robin", DUE, None)
    later = planned.check_back(Policy(), "Robin", DUE, "Ana")
    working = planned.working_unit_sent("Robin", DUE, "Ana", 1)
    assert [(new.kind, new.what, new.said, new.automatic) for new in (acknowledgement, later, working)] == [
        (PromiseKind.ACKNOWLEDGE, "We get back to Robin", False, True),
        (PromiseKind.FOLLOW_UP, "Check back with Robin", False, True),
        (PromiseKind.FIX, "A working one is sent to Robin", False, True),
    ]
    assert {new.due_at for new in (acknowledgement, later, working)} == {DUE}


def test_their_words_are_the_policys() -> None:
    policy = Policy(acknowledge="{customer}, we are on it", check_back="Call again")
    assert planned.acknowledgement(policy, "{Robin}", DUE, None).what == "{Robin}, we are on it"
    assert planned.check_back(policy, "Robin", DUE, "Ana").what == "Call again"
