"""A contact that happened at another moment: what it keeps then (G4)."""

import pytest

from careline.domain.casefile import other_moment
from careline.domain.promises.promise import CASE_CLOSED, PromiseKind
from tests.builders import DUE, HOUR, OPENED, boston, calendar, check_back, file, heard, promise, told

AT = OPENED + HOUR
"""When we spoke, as it was recorded."""


def test_g4_what_a_word_keeps_is_kept_at_its_moment_or_lives(subtests: pytest.Subtests) -> None:
    ack = {"kind": PromiseKind.ACKNOWLEDGE, "said": False}
    for one, moment, then in (
        (promise(kept_at=AT, **ack), AT + HOUR, AT + HOUR),
        (promise(kept_at=AT, **ack), DUE + HOUR, DUE + HOUR),
        # Another word had kept it before, or keeps it then.
        (promise(kept_at=AT, **ack), boston(3, 12), boston(3, 9)),
        (promise(kept_at=AT, made_at=AT, **ack), OPENED, boston(3, 9)),
        (check_back(kept_at=AT, made_at=AT, due_at=boston(2)), OPENED, boston(3, 9)),
        # What somebody said of it stays, and so does what a closing kept.
        (check_back(kept_at=AT, due_at=boston(10)), boston(9, 12), None),
        (promise(kept_at=AT), AT + HOUR, None),
        (promise(kept_at=AT + HOUR, **ack), AT + 2 * HOUR, None),
        (promise(kept_at=AT, ended_because=CASE_CLOSED, **ack), AT + HOUR, None),
        (promise(released_at=AT, **ack), AT + HOUR, None),
        # What was planned in the very call is not kept by it.
        (check_back(made_at=AT, due_at=boston(2)), AT + HOUR, None),
        # Later than it was said, it keeps what is due by then.
        (check_back(due_at=boston(10)), boston(9, 12), boston(9, 12)),
    ):
        with subtests.test(one=one, moment=moment):
            contacts = (heard(1, OPENED), told(2, AT), told(3, boston(3, 9)))
            whole = file(promises=(one,), contacts=contacts)
            after = other_moment.moved(whole, other_moment.of_one_call(whole, contacts[1]), moment)
            assert other_moment.kept_anew(whole, after, calendar()) == (((one, then),) if then else ())


def test_g4_what_no_word_keeps_any_more_lives_again() -> None:
    one = check_back(kept_at=AT, due_at=boston(2))
    whole = file(promises=(one,), contacts=(told(2, AT),))
    for moment, then in ((OPENED - 50 * HOUR, None), (AT + HOUR, AT + HOUR)):
        after = other_moment.moved(whole, whole.contacts, moment)
        assert other_moment.kept_anew(whole, after, calendar()) == ((one, then),)


def test_an_answer_in_the_same_call_goes_along() -> None:
    asked, answer = heard(1, AT), told(2, AT, in_reply_to=1)
    later, other = told(3, AT + HOUR, in_reply_to=1), told(4, AT)
    whole = file(contacts=(asked, answer, later, other))
    assert other_moment.of_one_call(whole, asked) == (asked, answer)
    assert other_moment.of_one_call(whole, answer) == (answer,)
