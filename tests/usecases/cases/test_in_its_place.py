"""What is promised in a call takes the place of another promise, or stands beside it."""

from dataclasses import replace
from typing import Any

import pytest

from careline.domain.errors import Refused
from careline.domain.promises.changing import Instead
from careline.usecases.cases import contacts
from careline.usecases.cases.contacts import FollowUp, Heard
from tests.builders import OPENED, boston
from tests.shop import Shop, prepared
from tests.usecases.books import Books, said


@prepared
def promised(shop: Shop) -> Shop:
    """P-1 said on C-1, P-2 on C-2; P-3 of C-1 is kept."""
    shop("open x --customer Robin --promise 'FieldCo calls' --by 'tue 17:00'")
    shop("open x --customer Kim --promise y --by 'tue 17:00'")
    shop("promise make 1 z --by 'tue 17:00'")
    shop("keep 3")
    return shop


SAYING = [(contacts.heard, Heard("Where is it?", said="Sorry")), (contacts.follow_up, FollowUp("Sorry"))]


@pytest.mark.parametrize(("usecase", "call"), SAYING)
def test_what_is_said_in_a_call_tells_them_of_a_new_date(books: Books, usecase: Any, call: Any) -> None:
    books.open(said(performer="FieldCo"))
    new = {"promise": said("Second Firm comes", boston(3)), "instead": Instead(1, "FieldCo never called")}
    done = books.do(usecase, 1, replace(call, **new))
    [old], [made] = done.ended, done.made
    assert (old.superseded_by, old.told_at, old.ended_because) == (made.id, OPENED, "FieldCo never called")
    assert (made.supersedes, made.what, made.performer) == (1, "Second Firm comes", "FieldCo")
    assert done.file.contacts[-1].text == "Sorry"


@pytest.mark.parametrize(("usecase", "call"), SAYING)
def test_a_second_one_is_recorded_with_the_customers_word(books: Books, usecase: Any, call: Any) -> None:
    books.open(said())
    books.do(usecase, 1, replace(call, promise=said(due_at=boston(3)), instead=Instead(1, "late")))
    again = replace(call, promise=said(due_at=boston(4)), instead=Instead(2, "late"))
    with pytest.raises(Refused, match="needs the customer's word: --agreed TEXT"):
        books.do(usecase, 1, again)
    done = books.do(usecase, 1, replace(again, instead=Instead(2, "late", "Thursday, then")))
    [word] = [each for each in done.file.contacts if each.text == "Thursday, then"]
    assert (word.direction, word.reached) == ("in", True)
    assert not done.file.tally.waiting_since


def test_their_word_is_what_they_said_where_nothing_else_is_told(books: Books) -> None:
    books.open(said())
    call = Heard(promise=said(due_at=boston(3)), instead=Instead(1, "late", "Wednesday is fine"))
    _, theirs = books.do(contacts.heard, 1, call).file.contacts
    assert (theirs.text, theirs.reached) == ("Wednesday is fine", True)
    books.do(
        contacts.follow_up, 1, FollowUp("Sorry", awaits="a photograph", promise=said(), instead=Instead(2, "x", "y"))
    )
    assert books.file().asked_for == "a photograph"


INSTEAD = "--promise 'Second Firm comes' --by fri --instead"


REFUSED = [
    (f"{INSTEAD} 1 --because late --at '2026-06-01 09:00'", 2, "before C-1"),
    (f"{INSTEAD} 9 --because late", 3, "P-9"),
    (f"{INSTEAD} 2 --because late", 2, "P-2 belongs to C-2, not to C-1"),
    (f"{INSTEAD} 3 --because late", 4, "P-3 is already kept"),
    (f"{INSTEAD} C-1 --because late", 2, "this needs a promise"),
    (f"{INSTEAD} 1", 2, "--because is missing"),
    (f"{INSTEAD} 1 --because ' '", 2, "--because is blank"),
    (f"{INSTEAD} 1 --because late --agreed ''", 2, "--agreed is blank"),
    (f"{INSTEAD} 1 --because late --keeps 1", 2, "P-1 cannot be both kept and replaced"),
    (f"{INSTEAD} 1 --because late --depends-on 1", 2, "cannot wait for itself"),
    ("--promise x --by 'tue 17:00' --instead 1 --because late", 2, "already due then"),
    ("--instead 1 --because late", 2, "--promise is missing"),
    ("--because late", 2, "--because needs --instead"),
    ("--promise x --by fri --agreed y", 2, "--agreed needs --instead"),
]


def test_what_cannot_take_its_place_is_refused(promised: Shop, subtests: pytest.Subtests) -> None:
    for command, code, why in REFUSED:
        for verb in ("heard 1 x", "follow-up 1 x"):
            with subtests.test(f"{verb} {command}"):
                assert why in promised.refuses(code, f"{verb} {command}")
    for attempt in ("--no-answer", "--on thu"):
        assert "leave out --no-answer and --on" in promised.refuses(2, f"follow-up 1 {attempt} {INSTEAD} 1 --because x")


def test_a_word_that_stands_beside_another_says_how_it_would_not(promised: Shop) -> None:
    shop = promised
    for command in ("heard 1 - --said 'We are on it'", "follow-up 1 -"):
        answer = shop(f"{command} --promise 'Second Firm comes' --by fri", typed="Where\nis it?").out
        *_, line = answer.rpartition("is in addition to P-1. ")
        assert "--keeps P-1" in line
        for again in line.partition("careline ")[2].split("&& careline "):
            shop(again)
        assert shop.promise(1)["superseded_by"]
        shop("undo")
        assert "in addition to" not in shop(f"{command} --promise x --by fri --keeps 1", typed="It came").out
        shop("undo")
    assert "in addition to" not in shop("follow-up 1 2 Hello --promise x --by fri").out
