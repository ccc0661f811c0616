"""Promises are made, kept, let go, taken back, given a new date, and put right."""

import pytest

from careline.domain.cases.case import BeforeItExisted, BlankText, CaseIsClosed
from careline.domain.errors import BadInput, MissingOption, Refused
from careline.domain.ids import NoSuchId
from careline.domain.promises.promise import GAVE_WAY, PromiseKind
from careline.usecases.cases import cases
from careline.usecases.promises import promises
from tests.builders import DUE, OPENED, boston
from tests.usecases.books import Books, said

WED, THU, FRI = boston(3), boston(4), boston(5)
NEW_DATE = {
    "due_at": FRI,
    "told": "It comes on Friday",
    "agreed": None,
    "because": "the carrier lost a day",
    "what": None,
    "performer": None,
    "backup": None,
}
AGREED = NEW_DATE | {"told": None, "agreed": "Friday is fine"}


# Making


def test_a_promise_is_of_who_acts_and_done_by_them_unless_somebody_else_is_named(books: Books) -> None:
    books.open(said())
    [own] = books.do(promises.make, 1, said("I ring you")).made
    books.hire("Ben")
    [theirs] = books.do(promises.make, 1, said(owner="Ben", performer="FieldCo")).made
    assert (own.owner, own.performer) == ("Ana", "Ana")
    assert (theirs.owner, theirs.performer) == ("Ben", "FieldCo")


def test_whom_nobody_knew_is_named_as_new_once(books: Books) -> None:
    books.open(said())
    first = books.do(promises.make, 1, said(performer="FieldCo"))
    again = books.do(promises.make, 1, said(performer="FieldCo"))
    assert (first.new_people, again.new_people) == (("FieldCo is a new party",), ())


def test_a_check_back_gives_way_to_a_promise_before_it_is_due(books: Books) -> None:
    books.open(said())
    books.do(promises.keep, [1], None, None)
    done = books.do(promises.make, 1, said())
    assert [(each.id, each.released_at, each.ended_because) for each in done.ended] == [(2, OPENED, GAVE_WAY)]


def test_a_check_back_that_has_fallen_due_stays(books: Books) -> None:
    books.open(said())
    books.do(promises.keep, [1], None, None)
    done = books.at(THU).do(promises.make, 1, said(due_at=FRI))
    assert done.ended == ()
    assert books.promise(2).ended_at is None


def test_nothing_is_promised_on_a_closed_case(books: Books) -> None:
    books.open()
    books.do(cases.close, 1, "It works")
    with pytest.raises(CaseIsClosed):
        books.do(promises.make, 1, said())


def test_nothing_is_promised_before_the_case_was_opened(books: Books) -> None:
    books.open()
    books.now = boston(1, 9, 59)
    with pytest.raises(BeforeItExisted, match="C-1"):
        books.do(promises.make, 1, said())


def test_what_a_promise_waits_for_must_exist(books: Books) -> None:
    books.open(said())
    [waiting] = books.do(promises.make, 1, said(depends_on=1)).made
    assert waiting.depends_on == 1
    with pytest.raises(NoSuchId, match="P-9"):
        books.do(promises.make, 1, said(depends_on=9))


# Keeping


def test_a_kept_promise_knows_when_it_was_kept_and_when_that_was_recorded(books: Books) -> None:
    books.open(said())
    with books.at(WED).recording() as work:
        promises.keep(work, books.shop, [1], "left a message", None, at=DUE)
    kept = books.promise(1)
    assert (kept.kept_at, kept.ended_recorded_at, kept.ended_because) == (DUE, WED, "left a message")


def test_the_owner_of_the_last_promise_checks_back(books: Books) -> None:
    books.hire("Ben")
    books.open(said(owner="Ben", performer="FieldCo"))
    [done] = books.do(promises.keep, [1], None, None)
    [plan] = done.made
    assert (plan.is_check_back, plan.owner, plan.performer, plan.due_at) == (True, "Ben", "Ben", DUE)


def test_nobody_checks_back_while_something_is_promised(books: Books) -> None:
    books.open(said())
    books.do(promises.make, 1, said())
    [done] = books.do(promises.keep, [1], None, None)
    assert done.made == ()


def test_a_plan_for_the_next_word_spares_the_check_back(books: Books) -> None:
    books.open(said())
    [done] = books.do(promises.keep, [1], None, FRI)
    [plan] = done.made
    assert (plan.kind, plan.automatic, plan.due_at) == (PromiseKind.FOLLOW_UP, False, FRI)


def test_promises_of_several_cases_are_kept_case_by_case(books: Books) -> None:
    books.open(said())
    books.open(said(), customer="Kim Ito")
    first, second = books.do(promises.keep, [2, 1], None, None)
    assert (first.file.case.name, second.file.case.name) == ("C-2", "C-1")


def test_they_are_all_kept_or_none(books: Books) -> None:
    books.open(said())
    with pytest.raises(NoSuchId, match="P-9"):
        books.do(promises.keep, [1, 9], None, None)
    assert books.promise(1).kept_at is None


@pytest.mark.parametrize("how", [promises.release, promises.withdraw])
def test_what_has_ended_does_not_end_again(books: Books, how: object) -> None:
    books.open(said())
    books.do(promises.keep, [1], None, None)
    with pytest.raises(Refused, match="already kept"):
        books.do(promises.keep, [1], None, None)
    with pytest.raises(Refused, match="already kept"):
        books.do(how, 1, "too late", None)  # type: ignore[arg-type]


def test_nothing_is_kept_before_it_was_promised(books: Books) -> None:
    books.open()
    books.at(WED).do(promises.make, 1, said(due_at=FRI))
    books.now = DUE
    with pytest.raises(BeforeItExisted, match="P-2"):
        books.do(promises.keep, [2], None, None)


# Letting go, taking back


def test_the_customer_lets_us_off(books: Books) -> None:
    books.open(said())
    done = books.do(promises.release, 1, " they bought another one ", None)
    assert [(each.released_at, each.ended_because) for each in done.ended] == [(OPENED, "they bought another one")]
    assert [each.is_check_back for each in done.made] == [True]


def test_we_take_a_promise_back(books: Books) -> None:
    books.open(said())
    done = books.do(promises.withdraw, 1, "no longer sold", None)
    assert [(each.withdrawn_at, each.ended_because) for each in done.ended] == [(OPENED, "no longer sold")]


def test_neither_goes_without_a_reason(books: Books) -> None:
    books.open(said())
    for usecase in (promises.release, promises.withdraw):
        with pytest.raises(BlankText, match="--because"):
            books.do(usecase, 1, "  ", None)
    assert books.promise(1).ended_at is None


# A new date


def test_the_successor_has_the_new_date_and_the_rest_of_the_old_one(books: Books) -> None:
    books.hire("Ben")
    books.open(said(owner="Ben", performer="FieldCo", backup="Second Firm comes"))
    [new] = books.do(promises.renegotiate, 1, **NEW_DATE).made
    assert (new.supersedes, new.due_at, new.said) == (1, FRI, True)
    assert (new.what, new.owner, new.performer, new.backup) == ("FieldCo calls", "Ben", "FieldCo", "Second Firm comes")


def test_the_old_one_keeps_its_date_and_says_what_took_its_place_and_why(books: Books) -> None:
    books.open(said())
    [old] = books.do(promises.renegotiate, 1, **NEW_DATE).ended
    assert (old.due_at, old.superseded_at, old.superseded_by, old.told_at) == (DUE, OPENED, 2, OPENED)
    assert old.ended_because == "the carrier lost a day"


def test_telling_the_customer_is_a_word_of_ours_which_keeps_the_acknowledgement(books: Books) -> None:
    books.open()
    books.do(promises.make, 1, said())
    done = books.do(promises.renegotiate, 2, **NEW_DATE)
    assert (done.file.contacts[-1].direction, done.file.contacts[-1].text) == ("out", "It comes on Friday")
    assert books.promise(1).kept_at == OPENED


def test_a_second_new_date_needs_the_customers_word(books: Books) -> None:
    books.open(said())
    books.do(promises.renegotiate, 1, **NEW_DATE)
    with pytest.raises(Refused, match="needs the customer's word: --agreed TEXT"):
        books.do(promises.renegotiate, 2, **NEW_DATE | {"due_at": boston(9)})
    done = books.do(promises.renegotiate, 2, **AGREED | {"due_at": boston(9)})
    assert (done.file.contacts[-1].direction, done.file.contacts[-1].text) == ("in", "Friday is fine")


def test_no_date_moves_behind_the_customers_back(books: Books) -> None:
    books.open(said())
    with pytest.raises(MissingOption, match="--told"):
        books.do(promises.renegotiate, 1, **NEW_DATE | {"told": None})


def test_the_same_date_is_no_new_one(books: Books) -> None:
    books.open(said())
    with pytest.raises(BadInput, match="give another --by"):
        books.do(promises.renegotiate, 1, **NEW_DATE | {"due_at": DUE})


def test_a_new_date_may_come_with_new_words_and_somebody_else(books: Books) -> None:
    books.open(said(backup="Second Firm comes"))
    other = {"what": "Second Firm calls", "performer": "Second Firm", "backup": "I come myself"}
    [new] = books.do(promises.renegotiate, 1, **NEW_DATE | other).made
    assert (new.what, new.performer, new.backup) == ("Second Firm calls", "Second Firm", "I come myself")


# Reminding, putting right


def test_a_reminder_is_no_word_to_the_customer_and_ends_nothing(books: Books) -> None:
    before = books.open(said(performer="FieldCo")).file
    done = books.do(promises.remind, 1, "Robin waits")
    assert [(each.promise_id, each.who, each.text) for each in done.file.reminders] == [(1, "Ana", "Robin waits")]
    assert (done.file.contacts, done.file.promises) == (before.contacts, before.promises)


def test_nobody_is_reminded_of_what_is_their_own_to_do(books: Books) -> None:
    books.open(said())
    with pytest.raises(Refused, match="own to do"):
        books.do(promises.remind, 1, "Robin waits")


def test_a_slip_of_the_pen_is_void_and_the_right_words_take_its_place(books: Books) -> None:
    books.open(said(performer="FieldCo"))
    with books.recording() as work:
        done = promises.correct(work, books.shop, 1, "FieldCo comes", WED, "typed it wrong")
    [wrong], [right] = done.ended, done.made
    assert (wrong.voided_at, wrong.superseded_at, wrong.ended_because) == (OPENED, None, "typed it wrong")
    assert (right.supersedes, right.what, right.due_at, right.performer) == (1, "FieldCo comes", WED, "FieldCo")


def test_a_day_later_it_is_no_slip_any_more(books: Books) -> None:
    books.open(said(due_at=FRI))
    with (
        pytest.raises(Refused, match="cannot be corrected: it was not recorded today"),
        books.at(DUE).recording() as work,
    ):
        promises.correct(work, books.shop, 1, "FieldCo comes", None, "typed it wrong")


def test_what_does_not_exist_cannot_end(books: Books) -> None:
    books.open()
    with pytest.raises(NoSuchId, match="P-9"):
        books.do(promises.release, 9, "x", None)
