"""A unit that makes good is sent, arrives, and works or does not: what that promises, keeps and takes back."""

from typing import Any

import pytest

from careline.domain.casefile.recorded import Recorded
from careline.domain.cases.case import BeforeItExisted, CaseIsClosed
from careline.domain.errors import Refused
from careline.domain.money.costs import CostKind
from careline.domain.money.money import Money
from careline.domain.promises.promise import PromiseKind
from careline.domain.replacements.attempts import Asked
from careline.domain.replacements.replacement import Outcome
from careline.domain.replacements.replacement_states import NotShipped
from careline.usecases.cases import cases
from careline.usecases.promises import promises
from careline.usecases.replacements import replacements, requests, shipping
from careline.usecases.replacements.shipping import ArrivesUnknown, Parcel
from tests.builders import OPENED, boston
from tests.usecases.books import Books

ARRIVES, CHECKED = boston(3), boston(4)
ASKED = Asked(why="Yours broke; this one is yours.")
AGAIN = Asked(again=True)


def ship(books: Books, asked: Asked = ASKED, **parcel: Any) -> Recorded:
    return books.do(shipping.ship_replacement, 1, asked, Parcel(**{"arrives_at": ARRIVES} | parcel))


def outcome(books: Books, number: int, what: Outcome, **more: Any) -> Recorded:
    return books.do(replacements.record_outcome, number, what, **{"delivered_at": None} | more)


@pytest.fixture
def sent(books: Books) -> Books:
    """R-1 is on its way on C-1: P-2 says that it arrives by Wed 17:00, P-3 is to check a working day later."""
    books.open(product="MX500i")
    ship(books, carrier="FedEx")
    return books


# Sending


def test_a_shipment_promises_that_it_arrives_and_plans_to_check_that_it_works(books: Books) -> None:
    books.open(product="MX500i")
    arrives, check = ship(books, carrier="FedEx").made
    assert (arrives.kind, arrives.said, arrives.due_at, arrives.performer) == (
        PromiseKind.DELIVERY,
        True,
        ARRIVES,
        "FedEx",
    )
    assert (check.kind, check.said, check.due_at, check.replacement_id) == (PromiseKind.CHECK, False, CHECKED, 1)


def test_the_unit_is_the_product_of_the_case_and_was_packed_when_it_left(books: Books) -> None:
    books.open(product="MX500i")
    [unit] = ship(books, serial="4711").file.replacements
    assert (unit.item, unit.serial, unit.packed_at, unit.shipped_at) == ("MX500i", "4711", OPENED, OPENED)


def test_goods_and_postage_are_ours_without_a_programme(books: Books) -> None:
    books.open(product="MX500i")
    found = ship(books, goods=Money(4100, "USD"), postage=Money(650, "USD")).file.costs
    assert [(each.kind, each.amount.amount, each.payer, each.replacement_id) for each in found] == [
        (CostKind.GOODS, 4100, "us", 1),
        (CostKind.SHIPPING, 650, "us", 1),
    ]


def test_the_customer_is_told_by_when_it_comes(books: Books) -> None:
    books.open(product="MX500i")
    with pytest.raises(ArrivesUnknown):
        ship(books, arrives_at=None)
    assert books.file().replacements == ()


def test_the_old_unit_comes_back_where_that_is_said_and_stays_where_not(books: Books) -> None:
    books.open(product="MX500i")
    [old] = ship(books, return_by=boston(12)).file.returns
    assert (old.asked_at, old.due_at) == (OPENED, boston(12))
    books.open(product="MX500i", customer="Kim Ito")
    assert books.do(shipping.ship_replacement, 2, ASKED, Parcel(arrives_at=ARRIVES)).file.returns == ()


def test_nothing_is_sent_on_a_closed_case(books: Books) -> None:
    books.open(product="MX500i")
    books.do(cases.close, 1, "It works")
    with pytest.raises(CaseIsClosed):
        ship(books)


def test_there_is_one_unit_on_its_way_at_a_time(sent: Books) -> None:
    with pytest.raises(Refused, match="R-1 has no outcome yet"):
        ship(sent)


# Arriving


def test_an_arrival_keeps_the_promise_of_it(sent: Books) -> None:
    done = sent.at(ARRIVES).do(replacements.deliver, 1)
    assert [(each.id, each.kept_at) for each in done.ended] == [(2, ARRIVES)]
    assert done.file.replacements[0].delivered_at == ARRIVES


def test_a_unit_arrives_once_and_not_before_it_left(sent: Books) -> None:
    with pytest.raises(BeforeItExisted):
        sent.at(boston(1, 9)).do(replacements.deliver, 1)
    sent.at(ARRIVES).do(replacements.deliver, 1)
    with pytest.raises(Refused, match="R-1 was already delivered"):
        sent.do(replacements.deliver, 1)


def test_a_renegotiated_arrival_is_kept_from_its_making_on(sent: Books) -> None:
    told = {"told": "It comes later", "agreed": None, "because": "lost a day"}
    same = {"what": None, "performer": None, "backup": None}
    sent.at(boston(2)).do(promises.renegotiate, 2, due_at=boston(5), **told, **same)
    sent.at(boston(1, 16)).do(replacements.deliver, 1)
    assert sent.promise(4).kept_at == boston(2)


# Working, or not


def test_a_unit_that_works_has_arrived_and_keeps_the_check(sent: Books) -> None:
    done = outcome(sent.at(ARRIVES), 1, Outcome.WORKS, delivered_at=ARRIVES)
    assert done.file.replacements[0].outcome is Outcome.WORKS
    assert [(each.id, each.kept_at) for each in done.ended] == [(2, ARRIVES), (3, ARRIVES)]


@pytest.mark.parametrize("what", [Outcome.DOA, Outcome.DAMAGED, Outcome.INCOMPLETE])
def test_after_a_failure_a_working_one_is_to_be_sent(sent: Books, what: Outcome) -> None:
    done = outcome(sent.at(ARRIVES), 1, what, delivered_at=ARRIVES)
    [plan] = done.made
    assert (plan.kind, plan.replacement_id, plan.said) == (PromiseKind.FIX, 1, False)


def test_what_was_lost_takes_back_arrival_and_check(sent: Books) -> None:
    done = outcome(sent.at(ARRIVES), 1, Outcome.LOST)
    assert [(each.id, each.withdrawn_at, each.ended_because) for each in done.ended] == [
        (2, ARRIVES, "lost on the way"),
        (3, ARRIVES, "lost on the way"),
    ]
    assert [each.kind for each in done.made] == [PromiseKind.FIX]


def test_the_next_attempt_keeps_that_plan_and_is_of_the_same_chain(sent: Books) -> None:
    outcome(sent.at(ARRIVES), 1, Outcome.DOA, delivered_at=ARRIVES)
    done = ship(sent, AGAIN, arrives_at=boston(8))
    assert [(each.kind, each.kept_at) for each in done.ended] == [(PromiseKind.FIX, ARRIVES)]
    assert [(each.chain, each.attempt, each.item) for each in done.file.replacements] == [
        (1, 1, "MX500i"),
        (1, 2, "MX500i"),
    ]


def test_nobody_knows_whether_works_what_has_not_arrived(sent: Books) -> None:
    with pytest.raises(Refused, match="delivered"):
        outcome(sent, 1, Outcome.WORKS)


def test_an_outcome_is_known_once(sent: Books) -> None:
    outcome(sent, 1, Outcome.LOST)
    with pytest.raises(Refused, match="has its outcome already"):
        outcome(sent, 1, Outcome.LOST)


# What was asked for, and has not left


def test_what_has_not_left_does_not_arrive(books: Books) -> None:
    books.open(product="MX500i")
    books.do(requests.request, 1, ASKED, arrives_at=ARRIVES, price=None)
    with pytest.raises(NotShipped):
        books.do(replacements.deliver, 1)


def test_it_is_sent_with_the_arrival_that_was_promised_when_it_was_asked_for(books: Books) -> None:
    books.open(product="MX500i")
    books.do(requests.request, 1, ASKED, arrives_at=ARRIVES, price=None)
    with pytest.raises(Refused, match="promises it by"):
        books.do(shipping.ship, 1, Parcel(arrives_at=boston(5)))
    done = books.do(shipping.ship, 1, Parcel())
    assert [each.kind for each in done.made] == [PromiseKind.CHECK]


def test_what_is_not_to_be_had_takes_back_all_that_was_promised_with_it(books: Books) -> None:
    books.open(product="MX500i")
    books.do(requests.request, 1, ASKED, arrives_at=ARRIVES, price=None)
    done = books.do(replacements.decline, 1, "no longer made")
    assert [(each.kind, each.ended_because) for each in done.ended] == [
        (PromiseKind.DELIVERY, "declined: no longer made")
    ]
    assert [each.declined_because for each in done.file.replacements] == ["no longer made"]
