"""`open`, `heard` and `follow-up` without their words: what is asked, and what is not."""

import pytest

from tests.shop import Shop, prepared, utc
from tests.terminal import typing


@prepared
def owing(shop: Shop) -> Shop:
    """P-1, said to Robin on C-1, fell due on Tue 2 Jun; it is Mon 8 Jun, 09:00."""
    shop("open 'Network card' --customer 'Robin Vale' --promise 'FieldCo calls' --by 'tue 17:00' --performer FieldCo")
    return shop.at("06-08 09:00")


PLACE = 'P-1 "FieldCo calls": kept / instead / besides  [besides] '


def test_open_alone_asks_for_subject_customer_and_promise(shop: Shop) -> None:
    answer = typing(shop, "open", "No sound", "Dana", "I call you back", "someday", "2bd")
    assert answer.code == 0
    assert "someday" in answer.err
    assert "-> Wed 3 Jun 2026 17:00 EDT (in 2 working days)" in answer.err
    [promise] = shop.case()["promises"]
    assert (promise["what"], promise["due_at"], promise["said"]) == ("I call you back", utc("06-03 17:00"), True)
    assert typing(shop, "open", "No card", "Dana", "").code == 0
    assert [each["kind"] for each in shop.case(2)["promises"]] == ["acknowledge"]


def test_who_has_said_the_subject_is_asked_for_no_promise(shop: Shop) -> None:
    assert "promise" not in typing(shop, "open 'No sound'", "Dana", "no answer").err


def test_heard_without_words_asks_for_the_whole_call(owing: Shop) -> None:
    answer = typing(
        owing, "heard 1", "Nobody called", "", "Sorry", "Second Firm comes", "17:00", "i", "FieldCo never called"
    )
    assert answer.err.startswith("What do they say? ")
    for question in (
        "Are they asking about P-1? [Y/n]",
        "What do you answer?",
        "What do you promise?",
        PLACE,
        "Why the",
    ):
        assert answer.err.count(question) == 1, question
    file = owing.case()
    assert [(each["text"], each["chasing"]) for each in file["contacts"][1:]] == [
        ("Nobody called", True),
        ("Sorry", False),
    ]
    assert file["promises"][0]["superseded_by"] == file["promises"][1]["id"]


def test_every_question_may_be_passed_over_but_for_one(owing: Shop) -> None:
    assert typing(owing, "heard 1", "Hello", "n", "", "", "").code == 0
    assert [each["text"] for each in owing.case()["contacts"][1:]] == ["Hello"]
    assert typing(owing, "follow-up 1", "", "We come", "fri", "b").code == 0
    assert [each["state"] for each in owing.case()["promises"]] == ["overdue", "pending"]


def test_follow_up_without_words_asks_for_them_and_for_the_promise(owing: Shop) -> None:
    answer = typing(owing, "follow-up 1", "The card is here", "", "maybe", "y")
    assert "Answer y or n." in answer.err
    assert owing.case()["contacts"][-1]["text"] == "The card is here"
    assert owing.promise(1)["state"] == "kept_late"
    assert "What do you promise?" not in typing(owing, "follow-up 1 --next 2bd", "Again").err


@pytest.mark.parametrize(
    ("typed", "becomes"), [("k", "kept_late"), ("", "overdue"), ("b", "overdue"), ("x|i|late", "missed")]
)
def test_a_promise_beside_another_one_is_asked_about(owing: Shop, typed: str, becomes: str) -> None:
    answer = typing(owing, "heard 1 Hello --promise 'We come' --by fri", *typed.split("|"))
    assert answer.err.startswith(PLACE)
    assert owing.promise(1)["state"] == becomes
    assert "in addition to" not in answer.out


def test_what_options_say_is_not_asked(owing: Shop) -> None:
    for command in (
        "heard 1 Hello",
        "heard 1 --chasing",
        "follow-up 1 Hello",
        "follow-up 1 --no-answer",
        "follow-up 1 --on 2bd",
        "heard 1 Hello --promise x --by fri --keeps 1",
        "follow-up 1 Hello --promise x --by thu --instead 2 --because y",
        "--no-input heard 1",
        "heard 1 --yes --promise x --by wed",
        "follow-up 1 --yes",
    ):
        answer = typing(owing, command)
        assert (answer.code, answer.err) == (0, ""), command


def test_what_is_missing_to_take_its_place_is_asked_for(owing: Shop) -> None:
    answer = typing(owing, "heard 1 Hello --promise x --instead 1", "fri", "late")
    assert (answer.code, owing.promise(2)["supersedes"]) == (0, "P-1")
    answer = typing(owing, "follow-up 1 Sorry --promise x --by thu --instead 2 --because late", "", "Thursday, then")
    assert "Say what the customer says to a second new date." in answer.err
    assert owing.promise(3)["supersedes"] == "P-2"
    assert [each["text"] for each in owing.case()["contacts"] if each["direction"] == "in"][-1] == "Thursday, then"


def test_faults_are_refused_before_the_first_question(owing: Shop, subtests: pytest.Subtests) -> None:
    for command, code in (
        ("open --promise x --by 06/05/2026", 2),
        ("open --promise ''", 2),
        ("heard --promise x --by yesterday", 2),
        ("heard 99", 3),
        ("heard 1 --keeps 9", 3),
        ("heard 1 --instead 9", 3),
        ("heard 1 --at '2026-05-30 09:00'", 2),
        ("heard 1 --promise x --owner tomorrow", 2),
        ("follow-up 1 --instead 1 --keeps 1", 2),
        ("follow-up 1 --because x", 2),
    ):
        with subtests.test(command):
            answer = typing(owing, command, "x", "fri", "x")
            assert answer.code == code
            assert answer.err.startswith("careline: ")
            assert answer.err.count("\n") == 1


def test_an_input_that_ends_where_a_word_is_needed_leaves_nothing_behind(owing: Shop) -> None:
    before = owing.case()
    for command, lines in (("heard 1", ["x", "n", "", "We come"]), ("heard 1 x -p y -b fri", ["i"])):
        assert typing(owing, command, *lines).code == 2
    assert owing.case() == before


def test_a_new_colleague_is_asked_about_and_nothing_else_twice(owing: Shop) -> None:
    answer = typing(owing, "--me Ben follow-up 1", "y", "Hello", "We come", "fri", "k")
    assert answer.code == 0
    assert answer.err.count("What do you promise?") == 1
    assert owing.case()["contacts"][-1]["who"] == "Ben"


@pytest.mark.parametrize(
    ("most", "lines"),
    [
        (70, ["careline open", "No sound", "Dana Reyes", "I call you back", "2bd"]),
        (55, ["careline renegotiate 1", "fri", "no stock", "On Friday"]),
    ],
)
def test_a_promise_costs_few_keys(owing: Shop, most: int, lines: list[str]) -> None:
    command, *answers = lines
    answer = typing(owing, command.removeprefix("careline "), *answers)
    assert answer.code == 0, answer.err
    assert len(owing.case()["promises"]) + len(owing.json("list")["items"]) == 3
    assert sum(len(line) + 1 for line in lines) <= most


def test_a_contact_without_a_word_is_not_recorded(owing: Shop) -> None:
    for command, answers in (("heard 1", ["", "n", "", "", ""]), ("follow-up 1", ["", "", ""])):
        answer = typing(owing, command, *answers)
        assert answer.code == 2
        assert answer.err.endswith("careline: Nothing was said, so nothing was recorded.\n")
    assert len(owing.case()["contacts"]) == 1
