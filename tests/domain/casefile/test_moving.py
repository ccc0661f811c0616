"""Words that move to another case: what goes with them, and what stays."""

from dataclasses import replace
from typing import Any

from careline.domain.casefile.moving import (
    MOVED,
    answers_left,
    leaving,
    living_again,
    reopening,
    unanswered,
)
from careline.domain.cases.case import ClosedHow, Reopening
from careline.domain.promises.promise import PromiseKind
from tests.builders import HOUR, OPENED, boston, case, check_back, file, heard, promise, told

BACK = boston(3, 10)
AGAIN = Reopening(boston(2), ClosedHow.CONFIRMED, BACK, id=7)
OPENING = replace(heard(1, OPENED, spoken_for=True), number=1)
WORDS = replace(heard(2, BACK, spoken_for=True), number=2)
ANSWER = replace(told(3, BACK + HOUR, in_reply_to=2), number=3)


def acknowledgement(number: int = 2, **facts: Any) -> Any:
    """The plan to get back to Robin that came with the words."""
    ours = {"kind": PromiseKind.ACKNOWLEDGE, "said": False, "automatic": True, "made_at": BACK, "due_at": boston(4)}
    return promise(number, **ours | facts)


REOPENED = file(
    case=case(reopenings=(AGAIN,)),
    contacts=(OPENING, WORDS, ANSWER),
    promises=(promise(1, kept_at=boston(2)), acknowledgement()),
)
SINCE = {"promises": {2}, "contacts": {2}, "reopenings": {7}}


def test_a_reopening_goes_unless_more_was_recorded_since(subtests: Any) -> None:
    plan = acknowledgement()
    for what, going, since, stays in (
        ("nothing more", {"W-2"}, {}, False),
        ("an answer", {"W-2"}, {"contacts": {2, 3}}, True),
        ("an answer that goes along", {"W-2", "W-3"}, {"contacts": {2, 3}}, False),
        ("a note", {"W-2"}, {"notes": {9}}, True),
        ("a promise", {"W-2"}, {"promises": {2, 3}}, True),
        ("a unit", {"W-2"}, {"replacements": {1}}, True),
        ("who answers for it", {"W-2"}, {"hand_overs": {1}}, False),
    ):
        with subtests.test(what):
            left = leaving(REOPENED, going, SINCE | since, wanted=False)
            assert left.closing == (None if stays else AGAIN)
            assert left.reopened_by == (WORDS if stays else None)
            assert left.void == (plan,)


def test_the_acknowledgement_goes_along_where_it_is_wanted_or_has_ended() -> None:
    assert leaving(REOPENED, {"W-2"}, SINCE, wanted=True).along == (acknowledgement(),)
    kept = replace(REOPENED, promises=(acknowledgement(kept_at=BACK + HOUR), check_back(3, made_at=BACK + HOUR)))
    left = leaving(kept, {"W-2", "W-3"}, SINCE | {"promises": {2, 3}}, wanted=False)
    assert [p.id for p in left.along] == [2]
    assert [p.id for p in left.void] == [3]


def test_other_words_leave_a_reopening_where_it_is() -> None:
    for name in ("W-1", "W-3"):
        assert leaving(REOPENED, {name}, SINCE, wanted=False).closing is None
    closed = replace(REOPENED, case=case(reopenings=(AGAIN,), closed_at=boston(5), closed_how=ClosedHow.CONFIRMED))
    assert leaving(closed, {"W-2"}, SINCE, wanted=False).closing is None


def test_what_was_void_lives_again_with_the_words_that_come_back() -> None:
    void: dict[str, Any] = {"voided_at": BACK, "ended_because": MOVED}
    assert [p.id for p in living_again(file(promises=(acknowledgement(**void),)), WORDS)] == [2]
    for other in (acknowledgement(), acknowledgement(voided_at=BACK, ended_because="typo"), promise(2, **void)):
        assert living_again(file(promises=(other,)), WORDS) == ()


def test_words_reopen_a_case_that_was_closed_when_they_were_said() -> None:
    closed = case(closed_at=BACK, closed_how=ClosedHow.CONFIRMED)
    early, later = heard(1, BACK - HOUR), heard(4, BACK + HOUR)
    assert reopening(closed, [later, early, WORDS], ()) == WORDS
    assert reopening(closed, [later, WORDS], {2}) == later
    for words in (early, told(3, BACK), heard(5, BACK, praise=True)):
        assert reopening(closed, [words], ()) is None
    assert reopening(case(), [WORDS], ()) is None


def test_a_closing_answers_what_was_said_before_it() -> None:
    asked = heard(1, boston(2, 10))
    assert unanswered(case(), [asked]) == {1}
    assert unanswered(case(closed_at=boston(2), closed_how=ClosedHow.CONFIRMED), [asked]) == frozenset()
    at_once = replace(AGAIN, closed_at=BACK)
    assert unanswered(case(reopenings=(at_once,)), [WORDS]) == {2}


def test_an_answer_from_the_same_call_that_stays_behind_is_named() -> None:
    assert answers_left(REOPENED, {"W-2"}) == ((ANSWER, WORDS),)
    assert answers_left(REOPENED, {"W-2", "W-3"}) == ()
