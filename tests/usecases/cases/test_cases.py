"""A case is opened with a promise, closed on the customer's word, opened again, and corrected."""

import pytest

from careline.domain.cases.case import (
    BeforeItExisted,
    BlankText,
    CaseIsClosed,
    ClosedHow,
    Fault,
    FoundBy,
    NothingToEdit,
    Severity,
)
from careline.domain.errors import Refused
from careline.domain.promises.promise import PromiseKind
from careline.usecases.cases import cases, contacts
from careline.usecases.cases.cases import Correction
from careline.usecases.cases.contacts import FollowUp
from careline.usecases.ladder import escalations
from careline.usecases.promises import promises
from tests.builders import DUE, OPENED, boston
from tests.usecases.books import Books, said

WED, FRI = boston(3), boston(5)
ATTEMPT = FollowUp(reached=False)


# Opening


def test_without_a_promise_the_policy_promises_to_get_back(books: Books) -> None:
    done = books.open()
    [answer] = done.made
    assert (answer.kind, answer.what, answer.said) == (PromiseKind.ACKNOWLEDGE, "We get back to Robin", False)
    assert (answer.owner, answer.due_at) == ("Ana", DUE)
    assert [(each.direction, each.reached, each.text) for each in done.file.contacts] == [("in", False, "No sound")]


def test_a_promise_answers_the_first_contact(books: Books) -> None:
    done = books.open(said(), text="Not a sound since Monday")
    assert [each.what for each in done.made] == ["FieldCo calls"]
    assert [(each.reached, each.text) for each in done.file.contacts] == [(True, "Not a sound since Monday")]


@pytest.mark.parametrize("found_by", [FoundBy.US, FoundBy.REVIEW])
def test_what_the_customer_has_not_told_us_is_a_note_and_no_contact(books: Books, found_by: FoundBy) -> None:
    file = books.open(found_by=found_by, text="A batch of them is deaf").file
    assert (file.contacts, [each.text for each in file.notes]) == ((), ["A batch of them is deaf"])


def test_a_known_customer_is_found_by_address(books: Books) -> None:
    first = books.open(customer="Robin Vale <robin@example.com>")
    second = books.open(customer="robin@example.com")
    assert (first.new_people, second.new_people) == (("customer",), ())
    assert second.file.case.customer == first.file.case.customer


def test_a_new_customer_of_a_known_name_is_told_apart(books: Books) -> None:
    books.open(customer="Robin Vale")
    done = books.open(customer="Robin Vale", new_customer=True)
    assert done.file.case.customer.id == 2
    assert done.new_people == ("customer", "Robin Vale was already known, as another customer")


def test_the_severity_decides_how_often_the_customer_hears_from_us(books: Books) -> None:
    books.have(update_every=(("major", "2bd"),))
    major, normal = books.open(severity=Severity.MAJOR), books.open(customer="Kim Ito")
    assert [(each.is_update, each.due_at) for each in major.made] == [(False, DUE), (True, WED)]
    assert [each.is_update for each in normal.made] == [False]


def test_an_order_for_updates_goes_before_the_severity(books: Books) -> None:
    books.have(update_every=(("major", "2bd"),))
    assert books.open(severity=Severity.MAJOR, update_every="never").file.case.update_every is None
    assert books.open(severity=Severity.MAJOR, update_every="1bd").file.case.update_every == "1bd"


def test_a_case_has_a_subject(books: Books) -> None:
    with pytest.raises(BlankText, match="The subject"):
        books.do(cases.open_case, cases.NewCase("  ", "Robin Vale"), None)


# Closing


def test_the_customers_word_closes_a_case_and_keeps_the_acknowledgement(books: Books) -> None:
    books.open()
    done = books.at(DUE).do(cases.close, 1, "It works")
    assert (done.file.case.closed_at, done.file.case.closed_how) == (DUE, ClosedHow.CONFIRMED)
    assert [(each.id, each.kept_at) for each in done.ended] == [(1, DUE)]
    assert (done.file.contacts[-1].direction, done.file.contacts[-1].text) == ("in", "It works")


def test_without_it_a_case_closes_after_three_attempts_and_the_check_back_is_released(books: Books) -> None:
    books.open(said())
    books.do(promises.keep, [1], None, None)
    for day in (2, 3):
        books.at(boston(day)).do(contacts.follow_up, 1, ATTEMPT)
    with pytest.raises(Refused, match="2 of 3 attempts"):
        books.do(cases.close, 1, None)
    books.at(boston(4)).do(contacts.follow_up, 1, ATTEMPT)
    done = books.do(cases.close, 1, None)
    assert done.file.case.closed_how is ClosedHow.UNCONFIRMED
    assert [each.released_at for each in done.ended] == [boston(4)]


def test_the_policy_says_how_many_attempts(books: Books) -> None:
    books.have(close_unconfirmed_after=1).open()
    books.do(contacts.follow_up, 1, ATTEMPT)
    assert not books.do(cases.close, 1, None).file.case.is_open


def test_what_was_promised_keeps_a_case_open(books: Books) -> None:
    books.open(said())
    with pytest.raises(Refused, match=r"P-1 open \(FieldCo calls"):
        books.do(cases.close, 1, "It works")
    assert books.file().case.is_open


def test_a_case_does_not_close_before_its_last_entry(books: Books) -> None:
    books.open()
    books.at(WED).do(contacts.follow_up, 1, FollowUp("We look into it"))
    books.now = DUE
    with pytest.raises(BeforeItExisted, match="the last entry on C-1"):
        books.do(cases.close, 1, "It works")


def test_escalations_are_settled_with_their_case(books: Books) -> None:
    books.open()
    books.do(escalations.escalate, 1, to="Ben", because=None, ack_by=DUE, backup="I call")
    [escalation] = books.do(cases.close, 1, "It works").file.escalations
    assert (escalation.settled_at, escalation.resolved_at) == (OPENED, None)


def test_a_closed_case_may_be_asked_about_again(books: Books) -> None:
    books.open()
    done = books.do(cases.close, 1, "It works", ask_again_at=FRI)
    assert [(each.at, each.due_at, each.done_at) for each in done.file.ask_agains] == [(OPENED, FRI, None)]


def test_a_closed_case_does_not_close_again(books: Books) -> None:
    books.open()
    books.do(cases.close, 1, "It works")
    with pytest.raises(CaseIsClosed):
        books.do(cases.close, 1, "It works")


# Opening again


def test_a_reopened_case_knows_its_closing_and_has_a_promise_again(books: Books) -> None:
    books.open()
    books.do(cases.close, 1, "It works")
    done = books.at(DUE).do(cases.reopen, 1, "It broke again", None)
    assert done.file.case.is_open
    assert [(each.closed_at, each.closed_how, each.reopened_at) for each in done.file.case.reopenings] == [
        (OPENED, ClosedHow.CONFIRMED, DUE)
    ]
    assert [(each.kind, each.due_at) for each in done.made] == [(PromiseKind.ACKNOWLEDGE, WED)]
    assert [each.text for each in done.file.notes] == ["It broke again"]


def test_a_promise_of_our_own_stands_in_for_the_acknowledgement(books: Books) -> None:
    books.open()
    books.do(cases.close, 1, "It works")
    assert [each.what for each in books.do(cases.reopen, 1, None, said()).made] == ["FieldCo calls"]


def test_an_open_case_cannot_be_reopened(books: Books) -> None:
    books.open()
    with pytest.raises(Refused, match="is already open"):
        books.do(cases.reopen, 1, None, None)


def test_nor_one_before_it_closed(books: Books) -> None:
    books.open()
    books.at(WED).do(cases.close, 1, "It works")
    books.now = DUE
    with pytest.raises(BeforeItExisted, match="the closing of C-1"):
        books.do(cases.reopen, 1, None, None)


# Remarks and corrections


def test_a_note_is_taken_on_a_closed_case_too(books: Books) -> None:
    books.open()
    books.do(cases.close, 1, "It works")
    [note] = books.do(cases.note, 1, " Nice people ").file.notes
    assert (note.who, note.text) == ("Ana", "Nice people")
    with pytest.raises(BlankText, match="The note"):
        books.do(cases.note, 1, " ")


def test_only_what_is_given_is_corrected(books: Books) -> None:
    books.open(product="MX500i", order="10482")
    case = books.do(cases.edit, 1, Correction(product="MX500c", fault=Fault.US)).file.case
    assert (case.subject, case.product, case.order, case.fault) == ("No sound", "MX500c", "10482", Fault.US)


def test_a_correction_of_nothing_is_none(books: Books) -> None:
    books.open()
    with pytest.raises(NothingToEdit):
        books.do(cases.edit, 1, Correction())


def test_updates_at_other_intervals_release_the_planned_one(books: Books) -> None:
    books.open(said(), update_every="2bd")
    done = books.do(cases.edit, 1, Correction(update_every="3bd"))
    assert [(each.id, each.released_at) for each in done.ended] == [(2, OPENED)]
    assert [(each.is_update, each.due_at) for each in done.made] == [(True, boston(4))]


def test_who_wants_no_updates_gets_none(books: Books) -> None:
    books.open(said(), update_every="2bd")
    done = books.do(cases.edit, 1, Correction(update_every="never"))
    assert ([each.id for each in done.ended], done.made, done.file.case.update_every) == ([2], (), None)


def test_an_answer_in_the_call_that_opens_a_case_keeps_its_acknowledgement(books: Books) -> None:
    file = books.open(text="It hums", said="Unplug it").file
    question, answer = file.contacts
    assert (question.text, question.reached, answer.text, answer.in_reply_to) == ("It hums", False, "Unplug it", 1)
    assert [(each.kind, each.kept_at) for each in file.promises] == [
        (PromiseKind.ACKNOWLEDGE, OPENED),
        (PromiseKind.FOLLOW_UP, None),
    ]
    assert not file.tally.waiting_since
