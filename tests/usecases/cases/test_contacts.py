"""What a word keeps; and with `follow-up` of several cases, which words are cases and which one is the text."""

from pathlib import Path

import pytest

from careline.domain.errors import BadInput
from careline.domain.ids import NoSuchId
from careline.domain.promises.promise import PromiseKind
from careline.usecases.cases import cases, contacts
from careline.usecases.cases.contacts import FollowUp, Heard
from careline.usecases.promises import promises
from tests.builders import DUE, OPENED, boston
from tests.shop import Shop
from tests.usecases.books import Books, said


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """C-1 is Robin's, C-2 Sam's, C-3 and C-4 are Mia's; Kim has none that is open, and two customers are called Lee."""
    shop = Shop(tmp_path_factory.mktemp("shop"))
    for customer in ("Robin Vale", "Sam Otieno <sam@example.com>", "Mia Tan", "Mia Tan"):
        shop("open x --customer", customer)
    shop("customer add Kim")
    shop("customer add 'Lee <lee@example.com>'")
    shop("customer add 'Lee <other@example.com>'")
    return shop.store


@pytest.fixture
def shop(shop: Shop, store: Path) -> Shop:
    return shop.like(store)


def told(shop: Shop, case: int) -> list[str | None]:
    """What we said to the customer of a case."""
    return [contact["text"] for contact in shop.case(case)["contacts"] if contact["direction"] == "out"]


@pytest.mark.parametrize(
    "words",
    [
        ["Robin Vale", "Sam Otieno"],
        ["robin vale", "sam@example.com"],
        ["1", "Sam Otieno"],
        ["Robin Vale", "C-2"],
        ["Robin Vale", "1", "c2", "Sam Otieno"],
    ],
)
@pytest.mark.parametrize("text", [["The courier is late"], []])
def test_cases_may_be_named_by_their_customers(shop: Shop, words: list[str], text: list[str]) -> None:
    shop("follow-up", *words, *text)
    assert told(shop, 1) == told(shop, 2) == [*text, None][:1]


@pytest.mark.parametrize("text", ["Sam", "sam@elsewhere.example", "a < b", "Robin Vale will come"])
def test_the_last_word_is_the_text_unless_it_names_a_case(shop: Shop, text: str) -> None:
    shop("follow-up 1", text)
    assert told(shop, 1) == [text]


def test_a_text_that_is_a_customers_name_goes_in_on_standard_input(shop: Shop) -> None:
    shop("follow-up 1 -", typed="Sam Otieno")
    assert told(shop, 1) == ["Sam Otieno"]
    assert told(shop, 2) == []


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        ("1 'Sam Otienoo'", 2, "Did you mean Sam Otieno"),
        ("1 'Mia Tan'", 2, "2 open cases"),
        ("'Mia Tan' Sorry", 2, "2 open cases"),
        ("1 Kim", 3, "no case yet"),
        ("1 Lee", 2, "more than one"),
        ("1 2 99", 3, "C-99"),
        ("1 'Nobody Knows' Sorry", 2, "quotation marks"),
        ("'Nobody Knows' Sorry", 3, "Nobody Knows"),
        ("1 'Sam Otieno' P-1", 2, "this needs a case"),
        ("'Robin Vale' ''", 2, "TEXT"),
    ],
)
def test_what_could_be_meant_in_two_ways_is_refused(shop: Shop, words: str, code: int, why: str) -> None:
    assert why in shop.refuses(code, f"follow-up {words}")


# What a word keeps, answers and opens again


def test_what_nobody_answers_keeps_nothing(books: Books) -> None:
    books.open()
    done = books.do(contacts.heard, 1, Heard("Is it ready?", chasing=True))
    assert (done.ended, done.made) == ((), ())
    assert (done.file.contacts[-1].reached, done.file.contacts[-1].chasing) == (False, True)


def test_an_answer_in_the_same_call_is_a_word_of_ours_and_keeps_the_acknowledgement(books: Books) -> None:
    books.open()
    done = books.do(contacts.heard, 1, Heard("Is it ready?", said="Tomorrow"))
    question, answer = done.file.contacts[-2:]
    assert (question.reached, answer.direction, answer.in_reply_to) == (False, "out", question.id)
    assert [(each.id, each.kept_at) for each in done.ended] == [(1, OPENED)]


def test_so_does_a_promise_which_answers_by_itself(books: Books) -> None:
    books.open()
    done = books.do(contacts.heard, 1, Heard("Is it ready?", promise=said()))
    assert done.file.contacts[-1].reached
    assert ([each.id for each in done.ended], [each.what for each in done.made]) == ([1], ["FieldCo calls"])


@pytest.mark.parametrize(("praise", "is_open"), [(False, True), (True, False)])
def test_who_comes_back_opens_the_case_again_unless_to_praise(books: Books, praise: bool, is_open: bool) -> None:
    books.open()
    books.do(cases.close, 1, "It works")
    done = books.at(DUE).do(contacts.heard, 1, Heard("It is me again", praise=praise))
    assert done.file.case.is_open == is_open
    assert [each.kind for each in done.made] == [PromiseKind.ACKNOWLEDGE] * is_open


def test_what_was_said_before_the_closing_does_not_undo_it(books: Books) -> None:
    books.open()
    books.at(boston(3)).do(cases.close, 1, "It works")
    assert not books.at(DUE).do(contacts.heard, 1, Heard("Thank you")).file.case.is_open


def test_our_word_keeps_follow_ups_due_by_the_end_of_the_next_working_day_and_no_later(books: Books) -> None:
    books.open()
    for due_at in (DUE, boston(3)):
        books.do(contacts.follow_up, 1, FollowUp(planned_for=due_at))
    done = books.do(contacts.follow_up, 1, FollowUp("We look into it"))
    assert [each.id for each in done.ended] == [1, 2]
    assert books.promise(3).ended_at is None


def test_an_attempt_keeps_a_check_back_and_no_acknowledgement(books: Books) -> None:
    books.open()
    books.do(contacts.follow_up, 1, FollowUp(planned_for=DUE))
    done = books.do(contacts.follow_up, 1, FollowUp(reached=False))
    assert [each.id for each in done.ended] == [2]


def test_after_an_attempt_the_next_check_back_comes_later(books: Books) -> None:
    books.open(said())
    books.do(promises.keep, [1], None, None)
    dues = []
    for day in (2, 5, 12):
        [plan] = books.at(boston(day)).do(contacts.follow_up, 1, FollowUp(reached=False)).made
        dues.append(plan.due_at)
    assert dues == [boston(5), boston(12), boston(19)]


def test_a_plan_is_no_contact(books: Books) -> None:
    before = books.open().file.contacts
    done = books.do(contacts.follow_up, 1, FollowUp("Ask about the cable", planned_for=DUE))
    assert [(each.what, each.said) for each in done.made] == [("Ask about the cable", False)]
    assert done.file.contacts == before


def test_a_word_to_several_reaches_all_or_none(books: Books) -> None:
    books.open()
    with pytest.raises(NoSuchId, match="C-9"):
        books.do(contacts.follow_up_all, [1, 9], FollowUp("It is back"))
    assert len(books.file().contacts) == 1


def test_a_contact_keeps_promises_of_its_own_case_alone(books: Books) -> None:
    books.open(said())
    books.open(said(), customer="Kim Ito")
    with pytest.raises(BadInput, match="belongs to C-2"):
        books.do(contacts.heard, 1, Heard("It came", keeps=[2]))
    assert [each.id for each in books.do(contacts.heard, 2, Heard("It came", keeps=[2])).ended] == [2]
