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


@pytest.mark.parametrize("named", ["C-2", "c2", "kim", "Kim Ito", "617 555 0177", "6175550177"])
def test_a_case_and_its_customer_name_its_only_live_said_promise(shop: Shop, named: str) -> None:
    shop("customer edit 'Kim Ito' --phone '617 555 0177'")
    shop("promise make 2 'Look at the terminal' --by 3bd --planned")
    shop(f"keep '{named}'")
    assert [shop.promise(number)["state"] for number in (1, 2, 3, 4)] == ["pending", "pending", "kept", "pending"]


def test_numbers_are_promises_and_several_kinds_of_words_go_together(shop: Shop) -> None:
    shop("keep 2 kim P-3 C-2 --note 'all done'")
    assert [shop.promise(number)["state"] for number in (1, 2, 3)] == ["pending", "kept", "kept"]
    shop("keep Dana")
    assert shop.promise(1)["state"] == "kept"


def test_with_several_said_promises_or_none_the_live_ones_are_listed_and_nothing_is_kept(shop: Shop) -> None:
    shop("promise make 1 'Order a spare' --by 1bd --planned")
    several = shop.run("keep P-3 dana")
    assert several.code == 2
    assert several.out.splitlines() == [
        "P-4  Order a spare, due Tue 2 Jun 17:00",
        'P-1  "I call you", due Wed 3 Jun 17:00',
        'P-2  "It is repaired", due Thu 4 Jun 17:00',
    ]
    assert several.err == "careline: C-1 has 2 open promises to the customer; name the one that was kept.\n"
    assert shop.promise(3)["state"] == "pending"
    shop("keep 3")
    assert "C-2 has no open promise to the customer; name a plan by its number." in shop.refuses(2, "keep C-2")
    assert shop.run("keep kim").out == "P-5  Check back with Kim, due Tue 2 Jun 17:00\n"


@pytest.mark.parametrize(
    ("named", "code"), [("C-9", 3), ("zed", 3), ("'Kim Itoo'", 2), ("R-1", 2), ("P-9", 3), ("9", 3)]
)
def test_what_names_no_promise_is_refused(shop: Shop, named: str, code: int) -> None:
    shop.refuses(code, f"keep 1 {named}")


def test_a_case_that_has_closed_has_nothing_to_keep(shop: Shop) -> None:
    shop("keep 3")
    shop("close 2 --confirmed 'It works'")
    assert "C-2 has no open promise to the customer." in shop.refuses(2, "keep C-2")
    assert "Kim Ito has no open case" in shop.refuses(3, "keep 'Kim Ito'")
