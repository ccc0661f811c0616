"""Of whom nothing was heard for longer than the shop keeps its customers."""

from typing import Any

import pytest

from tests.shop import Shop, prepared

KEPT = "[policy]\nretention_years = 2\n"


@prepared
def quiet(shop: Shop) -> Shop:
    """What was heard of whom, last: Dana in May 2020, Kim in June 2022, Lou 2024, Robin is still waiting since 2020."""
    shop.at("2020-05-01T10:00-04:00")
    for name in ("Dana", "Kim", "Robin"):
        shop(f'open "Crackles" --customer "{name}" --promise "I ring" --by 1bd')
    shop('customer add "Sam" --email sam@example.com')
    for number in (1, 2):
        shop(f"keep {number}")
        shop(f'close {number} --confirmed "Fine"')
    shop.at("2022-06-03T09:00-04:00")('purchase add Kim Cable --bought yesterday --price "20 USD"')
    shop.at("2024-06-03T09:00-04:00")('open "Hums" --customer "Lou" --promise "I ring" --by 1bd')
    shop("keep Lou")
    shop('close 4 --confirmed "Fine"')
    return shop


@pytest.fixture
def kept(quiet: Shop) -> Shop:
    """The same in a shop that keeps its customers for two years."""
    quiet.configure(KEPT)
    return quiet


def listed(shop: Shop, day: str, *more: str) -> list[Any]:
    answer = shop.at(f"{day}T12:00-04:00").json("report retention", *more)
    rows: list[Any] = answer["sections"]["retention"]
    return rows


def test_a_customer_is_named_once_nothing_was_heard_for_as_long_as_the_policy_says(
    kept: Shop, subtests: pytest.Subtests
) -> None:
    for day, names in (
        ("2024-06-02", ["Dana", "Sam"]),
        ("2024-06-03", ["Dana", "Sam", "Kim"]),
        ("2026-06-03", ["Dana", "Sam", "Kim"]),
        ("2026-06-04", ["Dana", "Sam", "Kim", "Lou"]),
    ):
        with subtests.test(day):
            assert [row["customer"] for row in listed(kept, day)] == names


def test_a_row_says_when_and_how_much_there_was_and_what_forgets_them(kept: Shop) -> None:
    dana, sam, kim, *_ = listed(kept, "2026-06-04")
    assert dana == {
        "customer": "Dana",
        "last_at": "2020-05-01T14:00:00Z",
        "cases": 1,
        "purchases": 0,
        "command": 'careline customer forget "Dana"',
    }
    assert sam["command"] == 'careline customer forget "sam@example.com"'
    assert (kim["cases"], kim["purchases"]) == (1, 1)


def test_whoever_is_forgotten_is_named_no_more_and_nobody_is_forgotten_by_the_report(kept: Shop) -> None:
    kept.at("2026-06-04T12:00-04:00")("report retention")
    assert "Dana" in kept("customer list").out
    kept("customer forget Dana --yes")
    assert [row["customer"] for row in listed(kept, "2026-06-05")] == ["Sam", "Kim", "Lou"]


def test_of_a_past_moment_it_says_who_was_quiet_then(kept: Shop) -> None:
    assert [row["customer"] for row in listed(kept, "2026-06-04", "--as-of", "2024-06-02 12:00")] == ["Dana", "Sam"]


def test_without_the_setting_nobody_is_named(quiet: Shop) -> None:
    answer = quiet.at("2040-06-04T12:00-04:00")("report retention").out
    assert "You keep your customers for good: no retention_years is set under [policy]" in answer
