"""What waits for an answer, and by when it is to have one: by the end of the next working day, unless said so."""

from datetime import datetime
from typing import Any

import pytest

from careline.domain.cases.contacts import Contact
from careline.domain.cases.questions import Question, questions
from tests.builders import SECOND, boston, calendar, heard, told

ASKED, ANSWER_BY = boston(2, 10), boston(3)
QUESTION = heard(1, ASKED)
LATER = boston(30)


def asked(*contacts: Contact, now: datetime = LATER, **facts: Any) -> tuple[Question, ...]:
    given = {"closings": (), "acknowledged": (), "within": "1bd"} | facts
    return questions(contacts, calendar=calendar(), now=now, **given)


def test_a_question_is_to_be_answered_by_the_policys_time() -> None:
    (question,) = asked(QUESTION)
    assert (question.answer_by, question.unanswered_at, question.answered_at) == (ANSWER_BY, ANSWER_BY, None)
    assert not question.is_unanswered(ANSWER_BY)
    assert question.is_unanswered(ANSWER_BY + SECOND)


@pytest.mark.parametrize(
    "contact",
    [
        pytest.param(told(1, ASKED), id="our own word"),
        pytest.param(heard(1, ASKED, praise=True), id="praise"),
        pytest.param(heard(1, ASKED, no_reply=True), id="what needs no answer"),
        pytest.param(heard(1, ASKED, reached=True), id="what was answered in the same breath"),
        pytest.param(heard(1, ASKED, spoken_for=True), id="what opened the case"),
    ],
)
def test_no_question_is(contact: Contact) -> None:
    assert asked(contact) == ()


def test_an_acknowledgement_speaks_for_what_was_said_in_its_moment() -> None:
    assert asked(QUESTION, acknowledged=(ASKED,)) == ()
    assert len(asked(QUESTION, acknowledged=(ASKED - SECOND,))) == 1


def test_our_next_word_answers_all_before_it() -> None:
    first, second, third = asked(QUESTION, heard(2, boston(2, 11)), told(3, boston(2, 12)), heard(4, boston(2, 13)))
    assert (first.answered_at, second.answered_at) == (boston(2, 12), boston(2, 12))
    assert third.answered_at is None
    assert first.unanswered_at is None


def test_closing_the_case_answers_all_before_it() -> None:
    (question,) = asked(QUESTION, closings=(boston(1), boston(2, 12), boston(9)))
    assert question.answered_at == boston(2, 12)


def test_an_attempt_starts_the_time_anew_and_answers_nothing() -> None:
    (question,) = asked(QUESTION, told(2, boston(3, 16), reached=False))
    assert (question.answer_by, question.tried, question.answered_at) == (boston(4), 1, None)
    assert question.unanswered_at == boston(4)


def test_an_attempt_that_comes_too_late_does_not_undo_that_it_was_unanswered() -> None:
    (question,) = asked(QUESTION, told(2, boston(4, 9), reached=False), now=boston(4, 10))
    assert question.unanswered_at == ANSWER_BY
    assert not question.is_unanswered(boston(4, 10))
    assert question.is_unanswered(boston(5) + SECOND)


def test_as_of_a_moment_nothing_later_answers() -> None:
    (question,) = asked(QUESTION, told(2, boston(9)), now=boston(8))
    assert question.answered_at is None


def test_what_was_said_or_closed_at_that_very_moment_counts() -> None:
    (question,) = asked(QUESTION, now=ASKED)
    assert question.answered_at is None
    (question,) = asked(QUESTION, closings=(ASKED,))
    assert question.answered_at == ASKED
    (question,) = asked(QUESTION, closings=(LATER,), now=LATER)
    assert question.answered_at == LATER
    (question,) = asked(QUESTION, told(2, ANSWER_BY, reached=False), now=boston(3, 18))
    assert question.unanswered_at is None, "an attempt in the last moment is in time"


def test_only_attempts_before_the_answer_are_counted() -> None:
    answer, attempt = told(2, boston(2, 11)), told(3, boston(2, 12), reached=False)
    (question,) = asked(QUESTION, answer, attempt)
    assert question.tried == 0
    (question,) = asked(QUESTION, heard(2, boston(2, 11), praise=True), attempt)
    assert question.tried == 1
