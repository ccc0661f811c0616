"""Who keeps promises: every state of said promises, the rate from ten on, and plans apart."""

from typing import Any

import pytest

from tests.shop import Shop

OPEN = 'open "Trouble" --customer "Robin Vale" --promise "FieldCo calls" --by "2026-06-02 17:00" --performer FieldCo'


def performers(shop: Shop, section: str = "performers") -> dict[str, dict[str, Any]]:
    return {row["performer"]: row for row in shop.json("report performers")["sections"][section]}


@pytest.mark.parametrize(
    ("moment", "command", "state"),
    [
        ("06-02 17:00", "date 2bd", "pending"),
        ("06-02 18:00", "date 2bd", "overdue"),
        ("06-02 17:00", "keep 1", "kept"),
        ("06-02 18:00", "keep 1", "kept_late"),
        ("06-02 17:00", 'renegotiate 1 --by 3bd --told x --because y --performer "Second Firm"', "renegotiated"),
        ("06-02 18:00", 'renegotiate 1 --by 3bd --told x --because y --performer "Second Firm"', "missed"),
        ("06-02 17:00", "promise withdraw 1 --because x", "withdrawn"),
        ("06-02 18:00", "promise withdraw 1 --because x", "missed"),
        ("06-02 17:00", "promise release 1 --because x", "released"),
        ("06-02 18:00", "promise release 1 --because x", "missed"),
    ],
)
def test_each_said_promise_counts_in_its_state_alone(shop: Shop, moment: str, command: str, state: str) -> None:
    shop(OPEN)
    shop.at(moment)(command)
    row = performers(shop)["FieldCo"]
    states = ("kept", "kept_late", "overdue", "missed", "withdrawn", "renegotiated", "released", "void", "pending")
    assert {each: row[each] for each in states if row[each]} == {state: 1}


@pytest.mark.parametrize(("kept", "rate"), [(0, 0.0), (7, 0.7), (10, 1.0)])
def test_the_rate_is_kept_by_all_that_came_due_and_stands_from_ten_on(shop: Shop, kept: int, rate: float) -> None:
    for _ in range(10):
        shop(OPEN)
    for number in range(1, kept + 1):
        shop(f"keep {number}")
    assert performers(shop)["FieldCo"]["on_time_rate"] == (1.0 if kept == 10 else None)
    shop.at("06-03 10:00")
    assert performers(shop)["FieldCo"]["on_time_rate"] == rate


def test_under_ten_there_is_no_rate_and_the_page_shows_the_counts(shop: Shop) -> None:
    shop(OPEN)
    shop("keep 1")
    assert performers(shop)["FieldCo"]["on_time_rate"] is None
    assert "%" not in shop("report performers").out


def test_renegotiated_released_and_pending_stand_beside_the_rate(shop: Shop) -> None:
    for _ in range(12):
        shop(OPEN)
    for number in range(1, 11):
        shop(f"keep {number}")
    shop("promise release 11 --because x")
    shop('renegotiate 12 --by 3bd --told x --because y --performer "Second Firm"')
    assert performers(shop)["FieldCo"]["on_time_rate"] == 1.0
    assert performers(shop)["Second Firm"]["pending"] == 1


def test_the_median_of_working_days_late_is_over_those_kept_late(shop: Shop) -> None:
    for _ in range(4):
        shop(OPEN)
    assert performers(shop)["FieldCo"]["median_working_days_late"] is None
    for number, moment in ((1, "06-02 17:00"), (2, "06-03 10:00"), (3, "06-04 10:00"), (4, "06-09 10:00")):
        shop.at(moment)(f"keep {number}")
    assert performers(shop)["FieldCo"]["median_working_days_late"] == 2


def test_plans_are_counted_apart(shop: Shop) -> None:
    shop('open "Trouble" --customer "Robin Vale"')
    shop("party add Ben --kind staff")
    shop('promise make 1 "Order the part" --planned --by 1bd --owner Ben')
    shop("keep 2")
    shop.at("06-04 10:00")
    assert performers(shop) == {}
    plans = performers(shop, "plans")
    assert {name: (row["kept"], row["late"], row["pending"]) for name, row in plans.items()} == {
        "Ana": (0, 1, 0),
        "Ben": (1, 0, 0),
    }
