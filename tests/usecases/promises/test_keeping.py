"""Keeping several promises at once."""

import pytest

from tests.shop import Shop, prepared


@prepared
def shop(shop: Shop) -> Shop:
    """C-1 with P-1 and P-2, C-2 with P-3."""
    shop('open "No sound" --customer "Dana Reyes" --promise "I call you" --by 2bd')
    shop("promise make 1 'It is repaired' --by 3bd")
    shop('open "No card" --customer "Kim Ito" --promise "I ring" --by 2bd')
    return shop


def test_several_are_kept_with_one_word_on_their_cases_and_each_case_is_left_with_a_promise(shop: Shop) -> None:
    answer = shop("keep P-2 1 P-3 2 --json").json
    assert [[promise["id"] for promise in case["promises"]] for case in answer["items"]] == [
        ["P-1", "P-2", "P-4"],
        ["P-3", "P-5"],
    ]
    assert [shop.promise(number)["state"] for number in (1, 2, 3, 4, 5)] == ["kept"] * 3 + ["pending"] * 2


def test_one_is_answered_as_one(shop: Shop) -> None:
    assert shop.json("keep P-1")["case"]["id"] == "C-1"


@pytest.mark.parametrize(("other", "code"), [("P-3", 4), ("P-99", 3), ("C-1", 2)])
def test_all_are_kept_or_none(shop: Shop, other: str, code: int) -> None:
    shop("keep 3")
    shop.refuses(code, f"keep P-1 {other}")
    assert shop.promise(1)["state"] == "pending"
