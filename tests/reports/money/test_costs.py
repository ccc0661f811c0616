"""The report of costs: every section adds up to the same sums, and they are the store's."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.shop import Shop, prepared

SECTIONS = ("by_payer", "by_kind", "by_product", "by_month")


@prepared
def shop(shop: Shop) -> Shop:
    """C-1 about an MX500i, C-2 about an mx500I, C-3 about nothing named; costs of April and May."""
    shop.at("04-10 10:00")("open 'Broken' --customer 'Dana Reyes <dana@example.com>' --product MX500i")
    shop("open 'Broken too' --customer dana@example.com --product mx500I")
    shop("open 'A question' --customer 'Kim Ito'")
    shop("ship-replacement 1 --why 'Yours broke.' --arrives 2bd --carrier FedEx")
    shop("cost add 1 41.00 --kind goods --payer supplier --replacement R-1")
    shop("cost add 1 6.50 --kind shipping")
    shop("cost add 2 10.01 --kind goods")
    shop.at("05-04 10:00")("cost add 3 240 --kind labour --waived")
    shop("cost split M-3 --customer 1/2 --offered 'We pay half'")
    return shop.at("05-05 10:00")


def report(shop: Shop, more: str = "") -> Any:
    return shop.json(f"report costs {more}")


def rows(shop: Shop, section: str, more: str = "") -> list[tuple[str, int, str, str]]:
    key = section.removeprefix("by_")
    found = report(shop, more)["sections"][section]
    return [(row[key], row["costs"], row["amount"]["amount"], row["net"]["amount"]) for row in found]


def cents(amount: dict[str, str]) -> int:
    return int(amount["amount"].replace(".", ""))


def test_what_each_payer_bears(shop: Shop) -> None:
    assert rows(shop, "by_payer") == [
        ("us", 3, "251.51", "251.51"),
        ("supplier", 1, "41.00", "0.00"),
        ("customer", 1, "5.00", "0.00"),
    ]


def test_what_each_kind_came_to_and_what_is_left_to_us(shop: Shop) -> None:
    assert rows(shop, "by_kind") == [
        ("goods", 2, "51.01", "5.01"),
        ("shipping", 1, "6.50", "6.50"),
        ("labour", 1, "240.00", "240.00"),
    ]


def test_a_product_is_one_in_every_spelling(shop: Shop) -> None:
    assert rows(shop, "by_product") == [("MX500i", 3, "57.51", "11.51"), ("no product", 1, "240.00", "240.00")]


def test_months_are_those_of_the_shops_clocks(shop: Shop) -> None:
    shop("cost add 3 1 --kind labour --at '2026-04-30 23:30'")
    assert rows(shop, "by_month") == [("2026-04", 4, "58.51", "12.51"), ("2026-05", 1, "240.00", "240.00")]


def test_the_page_says_the_sum_and_shares_of_it(shop: Shop) -> None:
    page = shop("report costs").out
    assert ["supplier", "1", "$41.00", "14%", "$0.00"] in [line.split() for line in page.splitlines()]
    assert page.endswith("$297.51 in all; net recovery cost $251.51.\n")
    assert "Nothing was spent." in shop("report costs --until 2026-04-01").out


@pytest.mark.parametrize(
    ("more", "amount"),
    [
        ("--since 2026-05-01", "240.00"),
        ("--until 2026-04-30", "57.51"),
        ("--since 2026-04-10 --until 2026-04-10", "57.51"),
    ],
)
def test_a_period_has_what_was_spent_in_it(shop: Shop, more: str, amount: str) -> None:
    for section in SECTIONS:
        assert sum(cents(row["amount"]) for row in report(shop, more)["sections"][section]) == int(
            amount.replace(".", "")
        )


def test_a_rejected_claim_makes_the_suppliers_part_ours(shop: Shop) -> None:
    shop("claim add R-1 41.00 --supplier Plantronics")
    shop("claim submit R-1")
    shop.at("05-06 10:00")("claim reject R-1 --because 'worn'")
    assert rows(shop, "by_payer") == [("us", 4, "292.51", "292.51"), ("customer", 1, "5.00", "0.00")]
    assert "Cost us $47.50 (goods $41.00, shipping $6.50)." in shop("show 1").out
    assert rows(shop, "by_payer", "--as-of '2026-05-05 10:00'")[1] == ("supplier", 1, "41.00", "0.00")


def test_a_claim_that_is_due_is_still_to_come(shop: Shop) -> None:
    shop("claim add R-1 41.00 --supplier Plantronics")
    assert "the supplier paid $41.00, all of it still to come." in shop("show 1").out
    assert shop.case()["money"]["to_come"] == {"amount": "41.00", "currency": "USD"}


def test_as_of_a_past_moment_later_costs_and_shares_are_unknown(shop: Shop) -> None:
    assert rows(shop, "by_payer", "--as-of '2026-04-10 12:00'") == [
        ("us", 2, "16.51", "16.51"),
        ("supplier", 1, "41.00", "0.00"),
    ]


AMOUNT = st.integers(0, 10**7)
SPENT = st.tuples(
    AMOUNT,
    st.sampled_from(["goods", "shipping", "labour", "goodwill"]),
    st.sampled_from(["us", "supplier", "carrier"]),
    st.integers(0, 100),
    st.sampled_from(["1", "2", "3"]),
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SPENT, max_size=5))
def test_no_cent_appears_or_disappears_in_the_report(shop: Shop, spent: list[tuple[int, str, str, int, str]]) -> None:
    for amount, kind, payer, percent, case in spent:
        cost = shop.json(f"cost add {case} {amount // 100}.{amount % 100:02} --kind {kind} --payer {payer}")["costs"][0]
        if kind != "goodwill" and payer == "us":
            shop.run(f"cost split {cost['id']} --customer {percent}% --offered Half")
    stored = shop.json("cost list")["items"]
    whole = sum(cents(cost["amount"]) for cost in stored)
    theirs = sum(
        cents(cost["amount"])
        if cost["payer"] != "us"
        else cents(cost["customer_bears"])
        if cost["customer_bears"]
        else 0
        for cost in stored
    )
    sections = report(shop)["sections"]
    for section in SECTIONS:
        assert sum(cents(row["amount"]) for row in sections[section]) == whole
        assert sum(cents(row["net"]) for row in sections[section]) == whole - theirs
    cases = [shop.case(number)["money"] for number in (1, 2, 3)]
    assert sum(cents(money["net_recovery"]) for money in cases if money) == whole - theirs
