"""What making it right cost: who bears it, what the customer offered, and what is refused."""

from collections.abc import Callable
from typing import Any

import pytest

from careline.domain.errors import BadInput, Refused
from careline.domain.money.costs import CostKind, Payer
from careline.domain.money.money import Money
from careline.domain.replacements.attempts import Asked
from careline.usecases.cases import cases
from careline.usecases.money import costs
from careline.usecases.replacements import shipping
from careline.usecases.replacements.shipping import Parcel
from careline.usecases.thread import Thread
from tests.builders import DUE, OPENED
from tests.keys import Has
from tests.shop import Shop, prepared
from tests.usecases.books import Books

OPEN = 'open "No sound" --customer "Dana Reyes <dana@example.com>" --product MX500i --order 10482'


@prepared
def shop(shop: Shop) -> Shop:
    """C-1 is open; M-1 is $595.00 of ours for goods, M-2 waived labour, M-3 a spare, M-4 the supplier's shipping."""
    shop.at("05-12 10:00")(OPEN)
    shop.at("05-12 10:05")("cost add 1 --kind goods --units 2 --each 350.00 --off 15%")
    shop("cost add 1 240 --kind labour --waived --note 'Calibration'")
    shop("cost add 1 --kind goodwill --each 350.00 --off 15%")
    shop("cost add 1 12.00 --kind shipping --payer supplier")
    return shop.at("05-12 11:00")


def usd(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "USD"}


def test_a_discount_is_taken_off_each_unit(shop: Shop) -> None:
    costs = shop.json("cost list 1")["items"]
    assert [cost["amount"] for cost in costs] == [usd("595.00"), usd("240.00"), usd("297.50"), usd("12.00")]
    assert costs[0]["note"] == "2 at $350.00 less 15%"
    assert [cost["payer"] for cost in costs] == ["us", "us", "us", "supplier"]


def test_half_a_cent_of_a_unit_is_rounded_up(shop: Shop) -> None:
    answer = shop.json("cost add 1 --kind goods --units 3 --each 0.99 --off 50%")
    assert answer["costs"][0]["amount"] == usd("1.50")


def test_a_cost_is_answered_with_its_number_and_the_sum_so_far(shop: Shop) -> None:
    said = shop("cost add 1 6.50 --kind shipping").out
    assert said == "M-5 recorded on C-1, Dana Reyes: shipping $6.50.\nC-1 has cost us $1,139.00 so far.\n"


def test_a_share_is_recorded_with_the_words_of_the_customer(shop: Shop) -> None:
    answer = shop.json("cost split M-1 --customer 1/2 --offered 'We pay half of it'")
    assert answer["costs"] == [
        Has(
            {
                "id": "M-1",
                "at": "2026-05-12T14:05:00Z",
                "kind": "goods",
                "amount": usd("595.00"),
                "payer": "us",
                "note": "2 at $350.00 less 15%",
                "case": "C-1",
                "replacement": None,
                "waived": False,
                "share": Has({"at": "2026-05-12T15:00:00Z", "amount": usd("297.50"), "offered": "We pay half of it"}),
            }
        )
    ]


@pytest.mark.parametrize("share", ["297.50 --us 297.50", "50%", "1/2", "$297.50", "297.50 --us 297.5"])
def test_a_share_is_an_amount_or_a_part(shop: Shop, share: str) -> None:
    shop(f"cost split 1 --customer {share} --offered 'Half'")
    assert shop.json("cost list 1")["items"][0]["customer_bears"] == usd("297.50")


def test_the_odd_cent_is_ours(shop: Shop) -> None:
    shop("cost add 1 0.05 --kind goods")
    shop("cost split M-5 --customer 50% --offered 'Half'")
    assert shop.json("cost list 1")["items"][4]["customer_bears"] == usd("0.02")


def test_the_case_shows_what_it_cost_and_who_bears_it(shop: Shop) -> None:
    shop("cost split 1 --customer 50% --offered 'We pay half'")
    page = shop("show 1").out
    sums = "Cost us $835.00 (goods $297.50, labour $240.00, goodwill $297.50)"
    assert f"{sums}; the supplier paid $12.00; the customer pays $297.50." in page
    assert 'Dana pays $297.50 of it: "We pay half"' in page
    money = shop.case()["money"]
    assert money["by_payer"] == {
        "us": usd("835.00"),
        "supplier": usd("12.00"),
        "customer": usd("297.50"),
        "carrier": usd("0.00"),
    }
    assert money["by_kind"]["labour"] == usd("240.00")
    assert money["net_recovery"] == usd("835.00")
    assert money["purchase"] is money["margin"] is money["result"] is None


def test_before_the_share_was_offered_all_of_it_was_ours(shop: Shop) -> None:
    shop("cost split 1 --customer 50% --offered 'We pay half'")
    assert shop.json("show 1 --as-of '2026-05-12 10:30'")["money"]["net_recovery"] == usd("1132.50")
    assert shop.json("show 1 --as-of '2026-05-12 10:02'")["money"] is None


def test_a_case_without_costs_says_nothing_of_money(shop: Shop) -> None:
    shop("open Crackles --customer dana@example.com")
    assert "Cost us" not in shop("show 2").out
    assert shop.case(2)["money"] is None


def test_costs_may_come_after_closing(shop: Shop) -> None:
    shop("close 1 --confirmed 'It works'")
    assert shop("cost add 1 6.50 --kind labour").out.startswith("M-5 recorded on C-1")
    assert shop.case()["case"]["status"] == "closed"


def test_a_cost_and_a_share_can_be_undone(shop: Shop) -> None:
    shop("cost split 1 --customer 50% --offered 'Half'")
    assert shop.json("log --case 1 --last 1")["items"][0]["command"] == "cost split"
    shop("undo")
    assert shop.json("cost list 1")["items"][0]["customer_bears"] is None
    shop("undo")
    assert len(shop.json("cost list")["items"]) == 3


def test_a_cost_is_not_undone_from_under_its_share(shop: Shop) -> None:
    shop("cost split 1 --customer 50% --offered 'Half'")
    number = next(c["id"] for c in shop.json("log --last 20")["items"] if c["command"] == "cost add")
    shop.refuses(4, f"undo {number - 3}")


REFUSED = [
    (2, "cost add 1 6.505 --kind goods", "too many decimals"),
    (2, "cost add 1 --kind goods -- -6.50", "below zero"),
    (2, "cost add 1 -6.50 --kind goods", "below zero"),
    (2, "cost add 1 -.50 --kind goods", "-."),
    (2, "cost add 1 6.50XYZ --kind goods", "not a currency"),
    (2, "cost add 1 '6.50 EUR' --kind goods", "counts in USD"),
    (2, "cost add 1 99999999999 --kind goods", "more than careline can count"),
    (2, "cost add 1 1,234 --kind goods", "two ways"),
    (2, "cost add 1 --kind goods", "AMOUNT"),
    (2, "cost add 1 6.50", "--kind"),
    (2, "cost add 1 6.50 --kind beer", "beer"),
    (2, "cost add 1 6.50 --kind goods --each 5", "twice"),
    (2, "cost add 1 --kind goods --units 2", "--each"),
    (2, "cost add 1 --kind goods --units 0 --each 5", "at least 1"),
    (2, "cost add 1 --kind goods --each 5 --off 15", "15%"),
    (2, "cost add 1 --kind goods --each 5 --off 101%", "101%"),
    (2, "cost add 1 6.50 --kind goods --note ' '", "--note"),
    (2, "cost add 1 6.50 --kind goods --waived", "labour"),
    (2, "cost add 1 6.50 --kind labour --waived --payer supplier", "supplier"),
    (4, "cost add 1 6.50 --kind goodwill --payer customer", "never billed"),
    (4, "cost add 1 6.50 --kind refund --payer customer", "This is a refund, which is never billed"),
    (3, "cost add 1 6.50 --kind goods --replacement R-9", "R-9"),
    (2, "cost add 1 6.50 --kind goods --at 2026-05-01", "before C-1"),
    (3, "cost add 99 6.50 --kind goods", "C-99"),
    (3, "cost list 99", "C-99"),
    (3, "cost split 99 --customer 50% --offered x", "M-99"),
    (2, "cost split C-1 --customer 50% --offered x", "C-1 is a case"),
    (2, "cost split 1 --offered x", "--customer"),
    (2, "cost split 1 --customer 50%", "--offered"),
    (2, "cost split 1 --customer 50% --offered ' '", "--offered"),
    (2, "cost split 1 --customer 101% --offered x", "101%"),
    (2, "cost split 1 --customer 3/2 --offered x", "3/2"),
    (2, "cost split 1 --customer 1/0 --offered x", "1/0"),
    (2, "cost split 1 --customer 0% --offered x", "nothing"),
    (2, "cost split 1 --customer 595.01 --offered x", "more than M-1"),
    (2, "cost split 1 --customer 297.50 --us 297.49 --offered x", "make $594.99"),
    (2, "cost split 1 --customer 297.505 --offered x", "decimals"),
    (2, "cost split 1 --customer 50% --offered x --at '2026-05-12 10:01'", "before M-1"),
    (4, "cost split 2 --customer 50% --offered x", "waived"),
    (4, "cost split 3 --customer 50% --offered x", "never billed"),
    (4, "cost split 4 --customer 50% --offered x", "the supplier"),
]


def test_what_cannot_be_is_refused_and_nothing_is_written(shop: Shop, subtests: pytest.Subtests) -> None:
    for code, command, why in REFUSED:
        with subtests.test(command):
            assert why in shop.refuses(code, command)


def test_a_cost_belongs_to_a_replacement_of_its_own_case_and_not_before_it(shop: Shop) -> None:
    shop("ship-replacement 1 --why 'Yours broke.' --arrives 2bd")
    shop("open Crackles --customer 'Kim Ito'")
    assert "not a replacement on C-2" in shop.refuses(2, "cost add 2 6.50 --kind goods --replacement R-1")
    early = "cost add 1 6.50 --kind goods --replacement R-1 --at '2026-05-12 10:59'"
    assert "before R-1" in shop.refuses(2, early)
    assert shop.json("cost add 1 6.50 --kind goods --replacement R-1")["costs"][0]["replacement"] == "R-1"


def test_a_cost_of_the_suppliers_is_answered_with_its_claim(shop: Shop) -> None:
    shop("party add Plantronics --kind supplier --ships us")
    shop("ship-replacement 1 --why 'Yours broke.' --arrives 2bd --carrier FedEx --supplier Plantronics")
    said = shop("cost add 1 41.00 --kind goods --payer supplier --replacement R-1").out
    assert said.startswith("M-5 recorded on C-1, Dana Reyes: goods $41.00, paid by the supplier.\n")
    assert "R-1 on C-1, Dana Reyes: " in said
    assert "$41.00 of it still to come" in shop("show 1").out


def test_a_cost_is_shared_once(shop: Shop) -> None:
    shop("cost split 1 --customer 50% --offered 'Half'")
    assert "already shared: $297.50 of $595.00" in shop.refuses(4, "cost split 1 --customer 10% --offered 'More'")


# What the use case records


LABOUR = (CostKind.LABOUR, Money(650, "USD"), Payer.US)
NOTHING_MORE: dict[str, Any] = {"replacement_id": None, "waived": False, "note": None}


def asked_for(asked: list[int]) -> Callable[[Thread, int], None]:
    """What asks a supplier, and here remembers of which replacement."""
    return lambda _, replacement_id: asked.append(replacement_id)


def test_a_cost_belongs_to_its_case_open_or_closed(books: Books) -> None:
    books.open()
    books.do(cases.close, 1, "It works")
    [cost] = books.do(costs.add, 1, *LABOUR, **NOTHING_MORE, refresh=asked_for([])).file.costs
    assert (cost.kind, cost.amount, cost.payer, cost.at) == (CostKind.LABOUR, Money(650, "USD"), Payer.US, OPENED)


def test_a_supplier_is_asked_for_what_it_bears_of_a_replacement_and_for_nothing_else(books: Books) -> None:
    books.open(product="MX500i")
    books.do(shipping.ship_replacement, 1, Asked(why="Yours."), Parcel(arrives_at=DUE))
    asked: list[int] = []
    goods = (CostKind.GOODS, Money(4100, "USD"))
    books.do(costs.add, 1, *goods, Payer.SUPPLIER, **NOTHING_MORE, refresh=asked_for(asked))
    books.do(costs.add, 1, *goods, Payer.US, **NOTHING_MORE | {"replacement_id": 1}, refresh=asked_for(asked))
    assert asked == []
    books.do(costs.add, 1, *goods, Payer.SUPPLIER, **NOTHING_MORE | {"replacement_id": 1}, refresh=asked_for(asked))
    assert asked == [1]


def test_a_replacement_of_another_case_costs_this_one_nothing(books: Books) -> None:
    books.open(product="MX500i")
    books.do(shipping.ship_replacement, 1, Asked(why="Yours."), Parcel(arrives_at=DUE))
    books.open(customer="Kim Ito")
    with pytest.raises(BadInput, match="R-1 is not a replacement on C-2"):
        books.do(costs.add, 2, *LABOUR, **NOTHING_MORE | {"replacement_id": 1}, refresh=asked_for([]))


def test_what_the_customer_bears_is_worked_out_from_the_whole_and_offered_in_their_words(books: Books) -> None:
    books.open()
    books.do(costs.add, 1, *LABOUR, **NOTHING_MORE, refresh=asked_for([]))
    done = books.do(costs.split, 1, lambda whole: Money(whole.amount // 2, "USD"), None, "We pay half")
    [cost] = done.file.costs
    assert cost.share
    assert (cost.share.amount, cost.share.offered) == (Money(325, "USD"), "We pay half")
    assert done.touched_in("costs") == {1}
    with pytest.raises(Refused, match="is already shared"):
        books.do(costs.split, 1, lambda whole: whole, None, "We pay all")
