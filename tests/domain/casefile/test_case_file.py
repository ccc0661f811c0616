"""The whole file of a case: when it may close, how it stood as of a moment, and what is done next."""

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from careline.domain.casefile.case_file import (
    CaseFile,
    check_can_close,
    file_as_of,
)
from careline.domain.cases.case import (
    Case,
    CaseIsClosed,
    ClosedHow,
    Note,
    Reopening,
    Status,
)
from careline.domain.cases.contacts import Contact
from careline.domain.errors import Refused
from careline.domain.promises.promise import Promise, PromiseKind
from careline.domain.replacements.replacement import Outcome
from careline.domain.shop.policy import Policy
from tests.builders import (
    DUE,
    HOUR,
    OPENED,
    SECOND,
    boston,
    calendar,
    case,
    check_back,
    cost,
    escalation,
    file,
    heard,
    promise,
    replacement,
    shop,
    told,
)

CLOSED, REOPENED, CLOSED_AGAIN = boston(3), boston(4), boston(5)


ACKNOWLEDGEMENT = promise(1, kind=PromiseKind.ACKNOWLEDGE)


HOWS = pytest.mark.parametrize("how", list(ClosedHow))


def closes(stands: CaseFile, how: ClosedHow = ClosedHow.CONFIRMED, policy: Policy | None = None) -> None:
    check_can_close(stands, how, policy or Policy(), calendar())


def attempts(count: int) -> tuple[Contact, ...]:
    return tuple(told(n, OPENED + n * SECOND, reached=False) for n in range(1, count + 1))


def test_a_case_without_anything_open_closes_on_the_customers_word() -> None:
    closes(file(promises=(promise(kept_at=DUE),)))


@HOWS
def test_the_acknowledgement_and_follow_ups_do_not_keep_a_case_open(how: ClosedHow) -> None:
    closes(file(promises=(ACKNOWLEDGEMENT, check_back(2)), contacts=attempts(3)), how)


@HOWS
@pytest.mark.parametrize("kind", sorted(set(PromiseKind) - {PromiseKind.ACKNOWLEDGE, PromiseKind.FOLLOW_UP}))
def test_every_other_open_promise_keeps_it_open(how: ClosedHow, kind: PromiseKind) -> None:
    with pytest.raises(Refused, match=re.escape("). Keep it, release it or withdraw it first.")):
        closes(file(promises=(promise(kind=kind),), contacts=attempts(3)), how)


def test_the_refusal_names_the_promise_due_first_its_words_its_day_and_the_others() -> None:
    arrives = promise(2, what="Replacement arrives", due_at=boston(16, month=4), made_at=boston(1, month=4))
    with pytest.raises(Refused, match=re.escape("). Keep it, release it or withdraw it first.")) as refused:
        closes(file(promises=(arrives,)))
    assert str(refused.value) == (
        "C-1 still has promise P-2 open (Replacement arrives, due Thu 16 Apr). "
        "Keep it, release it or withdraw it first."
    )
    with pytest.raises(Refused, match=r"promise P-2 open .* So are P-1, P-3\.$"):
        closes(file(promises=(promise(1), arrives, promise(3, due_at=DUE + HOUR))))
    with pytest.raises(Refused, match=r"So is P-1\.$"):
        closes(file(promises=(promise(1), arrives)))


@pytest.mark.parametrize("delivered_at", [None, DUE])
def test_the_customers_word_does_not_close_while_nobody_knows_whether_a_unit_works(
    delivered_at: datetime | None,
) -> None:
    with pytest.raises(Refused, match="careline outcome R-1 works"):
        closes(file(replacements=(replacement(delivered_at=delivered_at),)))


@pytest.mark.parametrize("outcome", list(Outcome))
def test_with_any_outcome_known_it_closes(outcome: Outcome) -> None:
    closes(file(replacements=(replacement(1, outcome),)))


@pytest.mark.parametrize(("made", "wanted", "enough"), [(0, 3, False), (2, 3, False), (3, 3, True), (0, 0, True)])
def test_without_the_customers_word_it_closes_after_the_policys_attempts(made: int, wanted: int, enough: bool) -> None:
    stands, policy = file(contacts=attempts(made)), Policy(close_unconfirmed_after=wanted)
    if enough:
        closes(stands, ClosedHow.UNCONFIRMED, policy)
    else:
        with pytest.raises(Refused, match=f"C-1 has {made} of {wanted} attempts"):
            closes(stands, ClosedHow.UNCONFIRMED, policy)


def test_a_word_of_the_customers_begins_the_attempts_anew() -> None:
    with pytest.raises(Refused, match="0 of 3"):
        closes(file(contacts=(*attempts(3), heard(4, DUE))), ClosedHow.UNCONFIRMED)


@HOWS
def test_a_closed_case_does_not_close_again(how: ClosedHow) -> None:
    with pytest.raises(CaseIsClosed, match="careline reopen 1"):
        closes(file(case=closed(), contacts=attempts(3)), how)


SHOP = shop()


def closed(**facts: Any) -> Case:
    return case(**{"closed_at": CLOSED, "closed_how": ClosedHow.CONFIRMED} | facts)


@pytest.mark.parametrize(
    ("moment", "status"),
    [(OPENED, Status.OPEN), (CLOSED - SECOND, Status.OPEN), (CLOSED, Status.CLOSED), (boston(30), Status.CLOSED)],
)
def test_a_case_is_open_until_the_moment_at_which_it_closed(moment: datetime, status: Status) -> None:
    stood = file_as_of(file(case=closed()), moment, SHOP)
    assert stood is not None
    assert stood.case.status is status
    assert (stood.case.closed_how is None) == (status is Status.OPEN)


@pytest.mark.parametrize(
    ("moment", "status", "how", "reopened"),
    [
        (CLOSED - SECOND, Status.OPEN, None, 0),
        (CLOSED, Status.CLOSED, ClosedHow.UNCONFIRMED, 0),
        (REOPENED - SECOND, Status.CLOSED, ClosedHow.UNCONFIRMED, 0),
        (REOPENED, Status.OPEN, None, 1),
        (CLOSED_AGAIN - SECOND, Status.OPEN, None, 1),
        (CLOSED_AGAIN, Status.CLOSED, ClosedHow.CONFIRMED, 1),
    ],
)
def test_a_closing_that_did_not_last_stands_for_as_long_as_it_did(
    moment: datetime, status: Status, how: ClosedHow | None, reopened: int
) -> None:
    past = (Reopening(CLOSED, ClosedHow.UNCONFIRMED, REOPENED),)
    stood = file_as_of(file(case=closed(closed_at=CLOSED_AGAIN, reopenings=past)), moment, SHOP)
    assert stood is not None
    assert (stood.case.status, stood.case.closed_how, len(stood.case.reopenings)) == (status, how, reopened)


def test_before_it_was_opened_there_is_no_case() -> None:
    assert file_as_of(file(), OPENED - SECOND, SHOP) is None
    assert file_as_of(file(), OPENED, SHOP) is not None


def test_as_of_a_moment_everything_later_is_missing() -> None:
    whole = file(
        promises=(promise(1, kept_at=CLOSED), promise(2, made_at=CLOSED, due_at=boston(9))),
        contacts=(heard(1, OPENED), told(2, CLOSED)),
        notes=(Note(1, OPENED, "Ana", "loose cable"), Note(2, CLOSED, "Ana", "no")),
        replacements=(replacement(1, Outcome.DOA, outcome_at=CLOSED), replacement(2, requested_at=CLOSED)),
        escalations=(escalation(1, raised_at=OPENED, resolved_at=CLOSED), escalation(2, raised_at=CLOSED)),
        costs=(cost(1), cost(2, at=CLOSED)),
    )
    before, then = file_as_of(whole, CLOSED - SECOND, SHOP), file_as_of(whole, CLOSED, SHOP)
    assert then is not None
    assert replace(then, escalations=whole.escalations) == whole
    assert before is not None
    parts = (
        before.promises,
        before.contacts,
        before.notes,
        before.replacements,
        before.escalations,
        before.costs,
    )
    assert [len(part) for part in parts] == [1] * 6
    assert before.promises[0].kept_at is None
    assert before.replacements[0].outcome is None
    assert before.escalations[0].resolved_at is None


def test_the_next_promise_is_the_live_one_due_first() -> None:
    stands = file(promises=(promise(1, kept_at=OPENED), promise(2, due_at=boston(9)), promise(3, due_at=boston(8))))
    found = stands.next_promise(boston(20))
    assert found is not None
    assert found.id == 3


def test_silent_is_an_open_case_with_no_live_promise() -> None:
    kept = (promise(kept_at=DUE),)
    assert file().is_silent(SHOP, DUE)
    assert file(promises=kept).is_silent(SHOP, DUE)
    assert not file(promises=kept).is_silent(SHOP, DUE - SECOND)
    assert not file(promises=(promise(),)).is_silent(SHOP, boston(30))
    assert not file(case=closed()).is_silent(SHOP, boston(30))


@pytest.mark.parametrize(
    ("promises", "now", "silent"),
    [
        pytest.param((check_back(),), boston(9), False, id="five working days after the plan fell due"),
        pytest.param((check_back(),), boston(9) + SECOND, True, id="longer than that"),
        pytest.param((check_back(), check_back(2, due_at=boston(30))), boston(10), True, id="one of two plans"),
        pytest.param((check_back(), promise(2)), boston(30), False, id="a word beside it, however late"),
        pytest.param((check_back(kind=PromiseKind.ACKNOWLEDGE),), boston(30), False, id="an acknowledgement"),
        pytest.param((check_back(kept_at=boston(8)), check_back(2, due_at=boston(9))), boston(10), False, id="kept"),
    ],
)
def test_a_case_with_nothing_but_late_plans_is_silent_after_the_policys_time(
    promises: tuple[Promise, ...], now: datetime, silent: bool
) -> None:
    assert file(promises=promises).is_silent(SHOP, now) is silent


def test_how_late_a_plan_must_be_the_policy_says() -> None:
    sooner = shop(Policy(silent_after="1bd"))
    assert file(promises=(check_back(),)).is_silent(sooner, boston(3) + SECOND)


@pytest.mark.parametrize(
    ("contacts", "awaited"),
    [
        pytest.param((told(1, DUE, awaits="a photograph"),), "a photograph", id="asked for it"),
        pytest.param(
            (told(1, DUE, awaits="a photograph"), heard(2, CLOSED, chasing=True)), "a photograph", id="chased"
        ),
        pytest.param((told(1, DUE, awaits="a photograph"), heard(2, CLOSED)), None, id="they wrote"),
        pytest.param((told(1, DUE, awaits="a photograph"), told(2, CLOSED)), "a photograph", id="we wrote again"),
        pytest.param((told(1, OPENED, awaits="a"), told(2, DUE, awaits="b")), "b", id="asked for something else"),
        pytest.param((heard(1, OPENED), told(2, DUE)), None, id="asked for nothing"),
    ],
)
def test_what_is_awaited_is_awaited_until_the_customers_next_word(
    contacts: tuple[Contact, ...], awaited: str | None
) -> None:
    assert file(contacts=contacts).asked_for == awaited
    assert file(case=closed(), contacts=contacts).asked_for is None


@pytest.mark.parametrize(
    ("parts", "acted"),
    [
        ({"promises": (promise(),)}, [OPENED]),
        ({"promises": (promise(kept_at=DUE),)}, [OPENED, DUE]),
        ({"promises": (promise(released_at=DUE),)}, [OPENED]),
        ({"promises": (promise(kind=PromiseKind.FOLLOW_UP, kept_at=DUE),)}, []),
        ({"promises": (promise(kind=PromiseKind.ACKNOWLEDGE, kept_at=DUE),)}, []),
        ({"promises": (check_back(kept_at=DUE),)}, []),
        ({"promises": (promise(kind=PromiseKind.FIX, automatic=True),)}, []),
        ({"promises": (promise(kind=PromiseKind.FIX, automatic=True, kept_at=DUE),)}, [DUE]),
        ({"replacements": (replacement(),)}, [OPENED]),
        ({"escalations": (escalation(),)}, [boston(3, 15, 15)]),
        ({"contacts": (told(1, DUE),)}, []),
    ],
    ids=[
        "promised",
        "kept",
        "let go",
        "a word to them",
        "the first word",
        "a check back",
        "what careline planned by itself",
        "and somebody did",
        "shipped",
        "handed up",
        "talk",
    ],
)
def test_what_is_done_is_more_than_talk(parts: dict[str, Any], acted: list[datetime]) -> None:
    assert list(file(**parts).acted_at()) == acted
