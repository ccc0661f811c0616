"""A case is handed up the ladder, and whoever takes it says so."""

from collections.abc import Callable
from typing import Any

import pytest

from careline.domain.cases.case import BeforeItExisted, BlankText, CaseIsClosed
from careline.domain.errors import Misconfigured, Refused
from careline.domain.ids import NoSuchId
from careline.domain.ladder.escalations import EscalationLacks
from careline.domain.shop.policy import Rung
from careline.usecases.cases import cases
from careline.usecases.ladder import escalations
from tests.builders import DUE, OPENED, boston
from tests.usecases.books import Books, said

NOTHING_SAID: dict[str, Any] = {"to": None, "because": None, "ack_by": None, "backup": None}
TO_BEN = NOTHING_SAID | {"to": "Ben", "ack_by": DUE, "backup": "I call myself"}
LADDER = (
    Rung("FieldCo dispatch", "4bh", performer="FieldCo"),
    Rung("FieldCo manager", "1bd", performer="FieldCo"),
    Rung("Ana", "2bd"),
)


def raised(books: Books, **more: Any) -> Any:
    books.open(said(performer="FieldCo", backup="Second Firm comes"))
    return books.do(escalations.escalate, 1, **TO_BEN | more)


# Raising


def test_the_first_is_of_level_1_and_rests_on_the_promise_that_is_due_first(books: Books) -> None:
    done = raised(books, because="he knows them")
    [first] = done.file.escalations
    assert (first.level, first.to, first.raised_by, first.raised_at) == (1, "Ben", "Ana", OPENED)
    assert (first.promise_id, first.ack_by, first.backup, first.because) == (1, DUE, "I call myself", "he knows them")
    assert "Ben is a new party" in done.new_people


def test_the_next_stands_one_level_above_the_highest_live_one(books: Books) -> None:
    raised(books)
    second = books.do(escalations.escalate, 1, **TO_BEN | {"to": "Cleo"}).file.escalations[-1]
    assert second.level == 2
    books.do(escalations.resolve, [2], None)
    assert books.do(escalations.escalate, 1, **TO_BEN).file.escalations[-1].level == 1


def test_what_is_not_said_comes_from_the_ladder_of_the_performer_and_from_the_promise(books: Books) -> None:
    books.have(ladder=LADDER).open(said(performer="FieldCo", backup="Second Firm comes"))
    [first] = books.do(escalations.escalate, 1, **NOTHING_SAID).file.escalations
    assert (first.to, first.ack_by, first.backup) == ("FieldCo dispatch", boston(1, 14), "Second Firm comes")
    second = books.do(escalations.escalate, 1, **NOTHING_SAID).file.escalations[-1]
    assert (second.level, second.to, second.ack_by) == (2, "FieldCo manager", DUE)


def test_the_ladder_that_it_was_raised_on_is_taken_along(books: Books) -> None:
    books.have(ladder=LADDER)
    [first] = raised(books, to=None, ack_by=None, backup=None).file.escalations
    assert first.climb
    assert [rung.to for rung in first.climb.rungs] == ["FieldCo dispatch", "FieldCo manager"]


def test_a_rung_of_somebody_unknown_is_a_fault_of_the_settings(books: Books) -> None:
    books.have(ladder=(Rung("Nobody", "1bd"),)).open(said(backup="Second Firm comes"))
    with pytest.raises(Misconfigured, match='"Nobody"'):
        books.do(escalations.escalate, 1, **NOTHING_SAID)


@pytest.mark.parametrize("name", ["Ana", "ana"])
def test_nobody_escalates_to_themselves(books: Books, name: str) -> None:
    with pytest.raises(Refused, match="cannot escalate to"):
        raised(books, to=name)


@pytest.mark.parametrize(("left_out", "option"), [("to", "--to"), ("ack_by", "--ack-by")])
def test_an_escalation_says_who_and_by_when(books: Books, left_out: str, option: str) -> None:
    books.open(said())
    with pytest.raises(EscalationLacks, match=option):
        books.do(escalations.escalate, 1, **TO_BEN | {left_out: None})


def test_it_needs_no_backup_plan(books: Books) -> None:
    books.open(said())
    [first] = books.do(escalations.escalate, 1, **TO_BEN | {"backup": None}).file.escalations
    assert first.backup is None


def test_a_closed_case_is_not_handed_up(books: Books) -> None:
    books.open()
    books.do(cases.close, 1, "It works")
    with pytest.raises(CaseIsClosed):
        books.do(escalations.escalate, 1, **TO_BEN)


# Taking it


def test_whoever_acknowledges_it_need_not_be_who_was_asked(books: Books) -> None:
    raised(books)
    [taken] = books.at(DUE).do(escalations.acknowledge, [1], " Cleo ")[0].file.escalations
    assert (taken.to, taken.acknowledged_by, taken.acknowledged_at) == ("Ben", "Cleo", DUE)
    with pytest.raises(Refused, match="already acknowledged by Cleo"):
        books.do(escalations.acknowledge, [1], "Ben")


def test_it_is_acknowledged_by_somebody(books: Books) -> None:
    raised(books)
    with pytest.raises(BlankText, match="--who"):
        books.do(escalations.acknowledge, [1], " ")


def test_they_are_told_once(books: Books) -> None:
    raised(books)
    assert books.do(escalations.told, [1])[0].file.escalations[0].told_at == OPENED
    with pytest.raises(Refused, match="Ben was already told about E-1"):
        books.do(escalations.told, [1])


def test_it_is_resolved_or_declined_for_a_reason(books: Books) -> None:
    raised(books.have(ladder=LADDER))
    [done] = books.do(escalations.resolve, [1], "booked")
    assert [(e.resolved_at, e.ended_because) for e in done.file.escalations] == [(OPENED, "booked")]
    books.do(escalations.escalate, 1, **TO_BEN)
    [done] = books.do(escalations.decline, [2], "not ours")
    assert [(e.declined_at, e.ended_because) for e in done.file.escalations[1:]] == [(OPENED, "not ours")]


def test_what_was_declined_where_nobody_is_above_waits_for_an_answer_still(books: Books) -> None:
    raised(books)
    books.do(escalations.decline, [1], "not ours")
    with pytest.raises(Refused, match="E-1 was already declined"):
        books.do(escalations.decline, [1], None)
    [taken] = books.do(escalations.acknowledge, [1], "Cleo")[0].file.escalations
    assert taken.acknowledged_by == "Cleo"


def test_one_that_was_passed_on_is_nobodys_any_more(books: Books) -> None:
    raised(books)
    books.do(escalations.escalate, 1, **TO_BEN | {"to": "Cleo"})
    with pytest.raises(Refused, match="E-1 is already passed on"):
        books.do(escalations.acknowledge, [1], "Ben")


def test_several_are_told_at_once_or_none(books: Books) -> None:
    raised(books)
    books.open(said())
    books.do(escalations.escalate, 2, **TO_BEN)
    books.do(escalations.told, [2])
    with pytest.raises(Refused, match="already told about E-2"):
        books.do(escalations.told, [1, 2])
    first, second = books.do(escalations.acknowledge, [1, 2], "Ben")
    assert [each.file.case.id for each in (first, second)] == [1, 2]
    assert first.file.escalations[0].told_at is None


def resolve(books: Books) -> None:
    books.do(escalations.resolve, [1], None)


def decline(books: Books) -> None:
    books.do(escalations.decline, [1], None)


def acknowledge(books: Books) -> None:
    books.do(escalations.acknowledge, [1], "Ben")


def told(books: Books) -> None:
    books.do(escalations.told, [1])


@pytest.mark.parametrize("end", [resolve, decline])
@pytest.mark.parametrize("then", [resolve, decline, acknowledge, told])
def test_one_that_has_ended_stays_as_it_is(
    books: Books, end: Callable[[Books], None], then: Callable[[Books], None]
) -> None:
    raised(books.have(ladder=LADDER))
    end(books)
    with pytest.raises(Refused, match=r"(is|was) already (resolved|declined)"):
        then(books)


def test_nothing_happens_to_it_before_what_is_known_of_it(books: Books) -> None:
    raised(books)
    books.at(DUE).do(escalations.acknowledge, [1], "Ben")
    books.now = OPENED
    with pytest.raises(BeforeItExisted, match="what is known of E-1"):
        books.do(escalations.resolve, [1], None)


def test_there_is_no_escalation_that_was_not_raised(books: Books) -> None:
    books.open()
    with pytest.raises(NoSuchId, match="E-1"):
        books.do(escalations.told, [1])
