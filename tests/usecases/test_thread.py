"""One case within a transaction: what every use case asks of it."""

from datetime import timedelta

import pytest

from careline.domain.cases.case import BeforeItExisted, BlankText
from careline.domain.ids import NoSuchId
from careline.usecases.thread import Thread, filled
from tests.builders import DUE, OPENED, boston
from tests.usecases.books import Books, said


def test_a_case_that_is_not_there_is_not_worked_on(books: Books) -> None:
    books.open()
    with pytest.raises(NoSuchId, match="C-9"), books.recording() as work:
        Thread(work, books.shop, 9, OPENED)


def test_nor_is_one_before_it_was_opened(books: Books) -> None:
    books.open()
    with pytest.raises(BeforeItExisted, match="C-1"), books.recording() as work:
        Thread(work, books.shop, 1, OPENED - timedelta(microseconds=1))


def test_the_file_is_read_afresh_after_something_was_recorded_and_only_then(books: Books) -> None:
    books.open()
    with books.recording() as work:
        thread = Thread(work, books.shop, 1, OPENED)
        before = thread.file
        assert thread.file is before
        thread.make(said())
        assert len(thread.file.promises) == len(before.promises) + 1


def test_no_open_case_is_left_without_a_promise(books: Books) -> None:
    books.open(said())
    with books.at(DUE).recording() as work:
        thread = Thread(work, books.shop, 1, DUE)
        thread.keep_named([1])
        thread.settle()
        assert [(each.is_check_back, each.due_at) for each in thread.done().made] == [(True, boston(3))]


def test_a_promise_that_was_named_twice_is_kept_once(books: Books) -> None:
    books.open(said())
    with books.recording() as work:
        kept = Thread(work, books.shop, 1, OPENED).keep_named([1, 1])
    assert [each.id for each in kept] == [1]


def test_what_a_contact_has_kept_by_itself_may_be_named_beside(books: Books) -> None:
    books.open()
    with books.recording() as work:
        thread = Thread(work, books.shop, 1, OPENED)
        assert [each.id for each in thread.keep_by_contact(reached=True)] == [1]
        assert thread.keep_named([1]) == ()


@pytest.mark.parametrize("text", [None, "", "  "])
def test_a_text_that_is_needed_is_not_blank(text: str | None) -> None:
    with pytest.raises(BlankText, match="The note"):
        filled(text, "The note")
