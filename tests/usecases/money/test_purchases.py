"""What customers bought, what a case's sale was left with, and what a customer is worth."""

import pytest

from tests.keys import Has
from tests.shop import Shop, prepared

DANA = '"Dana Reyes <dana@example.com>"'
SOLD = "MX500i --price 60.00 --cost 41.00"


@prepared
def shop(shop: Shop) -> Shop:
    """Dana bought three MX500i within two years, the last on order 10482; C-1 is about it."""
    shop.at("03-09 10:00")(f"purchase add {DANA} {SOLD} --order 9001 --bought '2024-04-22 12:00'")
    shop(f"purchase add dana@example.com {SOLD} --order 9500 --bought '2025-06-02 12:00'")
    shop(f"purchase add dana@example.com {SOLD} --order 10482 --serial A-77")
    shop.at("04-10 10:00")("open 'A piece broke off' --customer dana@example.com --product MX500i --order 10482")
    return shop


def usd(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "USD"}


def test_the_first_purchase_makes_the_store_and_the_customer(tmp_path: object, shop: Shop) -> None:
    shop.store.unlink()
    answer = shop(f"purchase add {DANA} {SOLD} --order 10482 --quantity 2 --delivered now").out
    assert answer == (
        "B-1 recorded for Dana Reyes <dana@example.com>, a new customer: 2 MX500i for $120.00, order 10482, "
        "bought Fri 10 Apr 2026, delivered Fri 10 Apr 2026.\n"
    )


def test_purchases_are_listed_with_price_and_cost(shop: Shop) -> None:
    rows = shop.json("purchase list")["items"]
    assert [row["id"] for row in rows] == ["B-1", "B-2", "B-3"]
    assert rows[2] == Has(
        {
            "id": "B-3",
            "customer": Has({"name": "Dana Reyes", "email": "dana@example.com", "phone": None}),
            "product": "MX500i",
            "order": "10482",
            "serial": "A-77",
            "bought_at": "2026-03-09T14:00:00Z",
            "delivered_at": None,
            "quantity": 1,
            "price": usd("60.00"),
            "cost": usd("41.00"),
        }
    )
    shop("purchase add 'Kim Ito' Cable --price 5")
    assert len(shop.json("purchase list dana@example.com")["items"]) == 3
    assert [row["product"] for row in shop.json("purchase list --product cable")["items"]] == ["Cable"]
    assert len(shop.json("purchase list --as-of 2025-12-01")["items"]) == 2
    assert "cost\n" in shop("purchase list --format csv").out.splitlines(keepends=True)[0]


def test_an_order_arrives_with_all_that_has_not_arrived_yet(shop: Shop) -> None:
    shop("purchase add dana@example.com Cable --price 5 --order 10482 --delivered now")
    arrived = shop.json("purchase delivered 10482 --at 'yesterday 15:00'")["purchases"]
    assert [(each["id"], each["delivered_at"]) for each in arrived] == [("B-3", "2026-04-09T19:00:00Z")]
    assert "was already delivered" in shop.refuses(4, "purchase delivered 10482")
    assert shop("purchase delivered B-1").out.startswith("B-1: MX500i for $60.00, order 9001")


def test_an_arrival_is_unknown_before_it_happened(shop: Shop) -> None:
    shop("purchase delivered 10482")
    assert shop.json("purchase list --as-of '2026-04-10 09:00'")["items"][2]["delivered_at"] is None
    assert shop.json("purchase list")["items"][2]["delivered_at"] == "2026-04-10T14:00:00Z"


def test_the_case_shows_the_margin_of_its_sale_and_the_result(shop: Shop) -> None:
    for _ in range(3):
        shop("cost add 1 6.50 --kind labour --note Handling")
    assert "Cost us $19.50 (labour $19.50). Margin $19.00, result \u2212$0.50." in shop("show 1").out
    money = shop.case()["money"]
    assert (money["purchase"], money["margin"], money["result"]) == ("B-3", usd("19.00"), usd("-0.50"))


def test_a_purchase_without_a_cost_leaves_the_result_unknown(shop: Shop) -> None:
    shop("open Crackles --customer 'Kim Ito' --product Cable")
    shop("purchase add 'Kim Ito' Cable --price 5")
    shop("cost add 2 1 --kind shipping")
    assert "Margin" not in shop("show 2").out
    assert shop.case(2)["money"]["result"] is None


def test_a_customer_is_shown_with_what_they_bought_and_are_worth(shop: Shop) -> None:
    shop.at("04-17 09:00")("cost add 1 19.50 --kind labour")
    page = shop("customer show dana@example.com").out
    assert "  B-3  MX500i for $60.00, order 10482, serial A-77, bought Mon 9 Mar 2026" in page
    assert (
        "Lifetime value $142.50: 3 orders of $60.00 on average, 1.5 a year, 5 years, margin 31.7 % by their costs.\n"
        "Recovery cost $19.50, 13.7 % of it. Neither decides whether a promise is kept.\n"
    ) in page
    shown = shop.json("customer show dana@example.com")
    assert len(shown["purchases"]) == 3
    worth = shown["worth"]
    assert worth | {"margin": None, "recovery_share": None} == Has(
        {
            "value": usd("142.50"),
            "orders": 3,
            "paid": usd("180.00"),
            "average_order": usd("60.00"),
            "months": 24,
            "orders_a_year": 1.5,
            "years": 5,
            "margin": None,
            "margin_is_known": True,
            "recovery_cost": usd("19.50"),
            "recovery_share": None,
        }
    )
    assert worth["margin"] == pytest.approx(19 / 60)
    assert worth["recovery_share"] == pytest.approx(1950 / 14250)


def test_of_many_purchases_the_page_shows_the_last_twenty(shop: Shop) -> None:
    for number in range(20):
        shop(f"purchase add dana@example.com Cable --price 5 --order {number}")
    page = shop("customer show dana@example.com").out
    assert "  B-3  " not in page
    assert "  B-4  Cable" in page
    assert 'and 3 before: careline purchase list "dana@example.com"' in page


def test_the_silent_reviewer_is_worth_123_00_and_cost_7_6_percent_of_it(shop: Shop) -> None:
    for at, price in (("2026-01-05", "14.95"), ("2026-01-12", "22.05"), ("2026-02-02", "24.50")):
        shop(f"purchase add 'Kim Ito' Lamp --price {price} --bought {at}")
    shop("open Flickers --customer 'Kim Ito'")
    shop("cost add 2 9.30 --kind goods")
    page = shop("customer show 'Kim Ito'").out
    assert (
        "Lifetime value $123.00: 3 orders of $20.50 on average, 3 a year, 5 years, margin 40.0 % by the policy." in page
    )
    assert "Recovery cost $9.30, 7.6 % of it." in page


def test_the_settings_say_margin_and_years(shop: Shop) -> None:
    shop.configure('[policy]\nmargin = "10%"\ncustomer_years = 2\n')
    shop("purchase add 'Kim Ito' Lamp --price 100")
    assert shop.json("customer show 'Kim Ito'")["worth"]["value"] == usd("20.00")


def test_who_bought_nothing_recorded_has_no_worth(shop: Shop) -> None:
    shop("open Flickers --customer 'Kim Ito' --product Lamp")
    shown = shop.json("customer show 'Kim Ito'")
    assert shown["purchases"] == []
    assert shown["worth"] is None
    assert "Bought: Lamp" in shop("customer show 'Kim Ito'").out


def test_purchases_move_with_a_merged_customer_and_can_be_undone(shop: Shop) -> None:
    shop("purchase add 'Dana Reyes <dana@old.example>' Cable --price 5")
    shop("undo")
    assert len(shop.json("purchase list")["items"]) == 3
    shop("purchase add 'Dana Reyes <dana@old.example>' Cable --price 5")
    shop("customer merge dana@old.example dana@example.com --yes")
    assert len(shop.json("purchase list dana@example.com")["items"]) == 4


def test_costs_of_an_earlier_currency_are_not_added_to_those_of_the_new_one(shop: Shop) -> None:
    shop("cost add 1 6.50 --kind labour")
    shop.settings_file.write_text(shop.settings_file.read_text().replace("[shop]\n", '[shop]\ncurrency = "EUR"\n'))
    shop("cost add 1 5 --kind labour")
    shop("purchase add dana@example.com MX500i --price 60")
    assert shop.case()["money"] is None
    assert shop.json("customer show dana@example.com")["worth"] is None
    assert [cost["amount"]["currency"] for cost in shop.json("cost list")["items"]] == ["USD", "EUR"]
    rows = shop.json("report costs")["sections"]["by_kind"]
    assert [row["amount"]["currency"] for row in rows] == ["EUR", "USD"]


REFUSED = [
    (2, "purchase add dana@example.com MX500i", "--price"),
    (2, "purchase add dana@example.com ' ' --price 5", "blank"),
    (2, "purchase add dana@example.com MX500i --price 5.005", "decimals"),
    (2, "purchase add dana@example.com MX500i --price=-5", "below zero"),
    (2, "purchase add dana@example.com MX500i --price '5 EUR'", "counts in USD"),
    (2, "purchase add dana@example.com MX500i --price 5 --cost 1.001", "decimals"),
    (2, "purchase add dana@example.com MX500i --price 5 --quantity 0", "one unit at least"),
    (2, "purchase add dana@example.com MX500i --price 5 --order ' '", "--order"),
    (2, "purchase add dana@example.com MX500i --price 5 --serial ''", "--serial"),
    (2, "purchase add dana@example.com MX500i --price 5 --bought tomorrow", "in the future"),
    (2, "purchase add dana@example.com MX500i --price 5 --delivered yesterday", "before it was bought"),
    (2, "purchase add 'Dana Reyez' MX500i --price 5", "Dana Reyes"),
    (3, "purchase delivered 4711", "4711"),
    (3, "purchase delivered B-99", "B-99"),
    (2, "purchase delivered 10482 --at 2026-03-01", "before it was bought"),
    (3, "purchase list 'Nobody Knows'", "Nobody Knows"),
]


def test_what_cannot_be_is_refused_and_nothing_is_written(shop: Shop, subtests: pytest.Subtests) -> None:
    for code, command, why in REFUSED:
        with subtests.test(command):
            assert why in shop.refuses(code, command)


def test_a_sale_in_an_earlier_currency_has_no_result_in_the_new_one(shop: Shop) -> None:
    shop.settings_file.write_text(shop.settings_file.read_text().replace("[shop]\n", '[shop]\ncurrency = "EUR"\n'))
    shop("cost add 1 5 --kind labour")
    assert "Cost us €5.00 (labour €5.00)." in shop("show 1").out
    assert shop.case()["money"]["result"] is None
