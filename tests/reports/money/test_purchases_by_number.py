"""Purchases by the numbers that a customer reads out: the order's, and the unit's serial number."""

from datetime import UTC, datetime
from typing import Any

import pytest

from careline.store.money.purchases import purchases_with_number
from tests.shop import Shop, prepared
from tests.store.contents import opened


@prepared
def shop(shop: Shop) -> Shop:
    """Dana bought a headset and a lamp under one order; Kim's order is called as Dana's headset is."""
    dana = "'Dana Reyes <dana@example.com>'"
    shop(f"purchase add {dana} MX500i --price 60 --order 10482 --serial A-11 --bought 2026-03-01")
    shop(f"purchase add {dana} Lamp --price 9 --order 10482 --bought 2026-03-01")
    shop("purchase add 'Kim Ito' MX500c --price 70 --order A11 --bought 2026-04-01")
    return shop


def test_purchases_are_listed_by_order_and_by_serial_number(shop: Shop, subtests: pytest.Subtests) -> None:
    for options, found in [
        ("--order 10482", ["B-1", "B-2"]),
        ("--order '#10482' --product lamp", ["B-2"]),
        ("--serial a11", ["B-1"]),
        ("--order a-11", ["B-3"]),
        ("'Kim Ito' --order 10482", []),
        ("--order 1048", []),
    ]:
        with subtests.test(options):
            assert [each["id"] for each in shop.json(f"purchase list {options}")["items"]] == found


def test_a_purchase_is_shown_by_its_numbers_with_the_cases_about_it(shop: Shop, subtests: pytest.Subtests) -> None:
    shop("open 'No sound' --customer dana@example.com --product MX500i")
    for number, found, cases in [
        ("10482", ["B-2", "B-1"], ["C-1"]),
        ("A-11", ["B-1"], ["C-1"]),
        ("'A 1-1'", ["B-3", "B-1"], ["C-1"]),
        ("B-2", ["B-2"], []),
        ("b-3", ["B-3"], []),
    ]:
        with subtests.test(number):
            page = shop.json(f"purchase show {number}")
            assert [each["id"] for each in page["purchases"]] == found
            assert [each["id"] for each in page["cases"]] == cases
    assert shop("purchase show 10482").out == (
        "B-2  Dana Reyes <dana@example.com>: Lamp for $9.00, order 10482, bought Sun 1 Mar 2026\n"
        "B-1  Dana Reyes <dana@example.com>: MX500i for $60.00, order 10482, serial A-11, bought Sun 1 Mar 2026\n"
        "  C-1  No sound, open\n"
    )


def test_a_number_that_nobody_bought_under_is_not_found(shop: Shop) -> None:
    refusal = shop.refuses(3, "purchase show 99")
    assert 'No purchase has the order or serial number "99".' in refusal
    assert "later" not in shop.refuses(3, "purchase show 10482 --as-of 2026-02-01")
    shop.refuses(2, "purchase show ' '")


def test_a_number_is_looked_up_by_its_index_however_it_is_written(shop: Shop) -> None:
    plans: list[Any] = []
    with opened(shop.store) as store:

        def explained(sql: str, **given: object) -> list[Any]:
            plans.extend(store.execute(f"EXPLAIN QUERY PLAN {sql}", given))
            return store.execute(sql, given).fetchall()

        found = purchases_with_number(explained, ["#10-482"], datetime(2026, 6, 1, 14, tzinfo=UTC), 9)
    assert [each.name for each in found] == ["B-2", "B-1"]
    steps = [step for *_, step in plans if "purchases" in step]
    assert any("ix_purchases_plain_order_number" in step for step in steps)
    assert any("ix_purchases_plain_serial" in step for step in steps)
    assert not any(step.startswith("SCAN") for step in steps)
