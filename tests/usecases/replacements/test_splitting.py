"""What holds for some units only splits a replacement, and what belongs to it is split along (G6, G13)."""

from typing import Any

import pytest

from tests.shop import Shop, prepared

SEND = 'ship-replacement 1 --why "Yours broke. These are yours."'


@prepared
def three(shop: Shop) -> Shop:
    """Three of Dana's are sent, paid by Plantronics by its programme, which owes us the odd $100.00 for them."""
    shop("party add Plantronics --kind supplier --ships us --pays-goods us --pays-shipping supplier --returns never")
    shop('open "Three are dead" --customer "Dana Reyes <dana@example.com>" --product MX500i --quantity 3')
    shop(f"{SEND} --arrives 2bd --supplier Plantronics --goods 41.01 --postage 100 --return-by 5bd")
    return shop


def units(shop: Shop, number: int = 1) -> list[tuple[Any, ...]]:
    told = shop.case(number)["replacements"]
    return [(each["id"], each["attempt"], each["quantity"], each["outcome"]) for each in told]


def live(shop: Shop) -> list[str]:
    return [p["what"] for p in shop.case()["promises"] if p["state"] in ("pending", "overdue")]


def amounts(shop: Shop, of: str) -> list[tuple[str, str]]:
    return sorted((each["replacement"], each["amount"]["amount"]) for each in shop.case()[of])


def test_as_many_go_out_as_the_case_is_about(three: Shop) -> None:
    assert units(three) == [("R-1", 1, 3, None)]
    assert live(three)[1:] == ["Replacements arrive", "Check that they work"]


def test_costs_claims_and_returns_are_split_to_the_cent(three: Shop) -> None:
    three.at("06-02 10:00")("claim submit R-1")
    three("claim credit R-1 10.01")
    three("delivered R-1 --quantity 2")
    assert amounts(three, "costs") == [("R-1", "66.67"), ("R-1", "82.02"), ("R-2", "33.33"), ("R-2", "41.01")]
    assert amounts(three, "claims") == [("R-1", "66.67"), ("R-2", "33.33")]
    assert [each["credited"]["amount"] for each in three.case()["claims"]] == ["6.68", "3.33"]
    assert [each["replacement"] for each in three.case()["returns"]] == ["R-1", "R-2"]
    three("return received R-1 --quantity 1")
    assert [each["state"] for each in three.case()["returns"]] == ["received", "awaited", "awaited"]
    assert sum(float(amount) for _, amount in amounts(three, "costs")) == pytest.approx(223.03)


def test_g6_one_plan_stands_for_all_that_are_to_be_sent_again(three: Shop) -> None:
    three.at("06-02 10:00")("outcome R-1 doa --quantity 1 --delivered now")
    three("outcome R-2 damaged --quantity 1 --delivered now")
    assert units(three) == [("R-1", 1, 1, "doa"), ("R-2", 1, 1, "damaged"), ("R-3", 1, 1, None)]
    assert live(three)[-1] == "A working one is sent to Dana"
    assert live(three).count("A working one is sent to Dana") == 1
    assert "Only 2 units of this chain are still to be sent, not 3" in three.refuses(
        4, f"{SEND} --arrives 2bd --quantity 3"
    )
    three(f"{SEND} --arrives 2bd --quantity 1")
    assert "A working one is sent to Dana" in live(three)
    three(f"{SEND} --arrives 2bd")
    assert "A working one is sent to Dana" not in live(three)
    assert units(three)[3:] == [("R-4", 2, 1, None), ("R-5", 2, 1, None)]


def test_g6_the_check_and_the_arrival_end_with_the_last_unit(three: Shop) -> None:
    three.at("06-02 10:00")("outcome R-1 lost --quantity 1")
    assert "Replacements arrive" in live(three)
    three("outcome R-2 works --delivered now")
    states = {p["what"]: p["state"] for p in three.case()["promises"]}
    assert (states["Replacements arrive"], states["Check that they work"]) == ("withdrawn", "kept")
    three.at("06-02 11:00")('outcome R-1 works --delivered now --correct --because "it was at the neighbour\'s"')
    states = {p["what"]: p["state"] for p in three.case()["promises"]}
    assert (states["Replacements arrive"], states["Check that they work"]) == ("kept", "kept")
    assert states["A working one is sent to Dana"] == "void"


def test_keeping_the_arrival_delivers_all_that_are_under_way(three: Shop) -> None:
    three.at("06-02 10:00")("delivered R-1 --quantity 1")
    arrives = next(p["id"] for p in three.case()["promises"] if p["kind"] == "delivery")
    three.at("06-03 10:00")(f"keep {arrives}")
    assert all(each["delivered_at"] for each in three.case()["replacements"])


def test_g13_a_wrong_arrival_of_some_is_put_right_and_they_are_joined_again(three: Shop) -> None:
    three.at("06-02 10:00")("delivered R-1")
    three('delivered R-1 --correct --not-yet --quantity 1 --because "one is missing"')
    assert [(each["quantity"], bool(each["delivered_at"])) for each in three.case()["replacements"]] == [
        (1, False),
        (2, True),
    ]
    assert "Replacements arrive" in live(three)
    three("delivered R-1")
    assert "Replacements arrive" not in live(three)


def test_g6_units_of_a_parcel_that_fail_one_after_another_are_one_failed_attempt(three: Shop) -> None:
    three.at("06-02 10:00")("delivered R-1")
    three("outcome R-1 doa --quantity 1")
    three("outcome R-2 doa --quantity 1")
    assert three.json("brief")["sections"]["second_failures"] == []
    three(f"{SEND} --arrives 2bd")
    three.at("06-03 10:00")("outcome R-4 doa --delivered now")
    (failed,) = three.json("brief")["sections"]["second_failures"]
    assert (failed["attempt"], failed["outcomes"]) == (2, "doa, doa")
    assert "--different" in three.refuses(4, f"{SEND} --arrives 2bd")


def test_g1_and_g2_splitting_promises_nothing_and_moves_no_due_moment(three: Shop) -> None:
    before = [(p["id"], p["due_at"], p["state"]) for p in three.at("06-02 10:00").case()["promises"]]
    three("delivered R-1 --quantity 1")
    three("outcome R-1 works")
    assert [(p["id"], p["due_at"], p["state"]) for p in three.case()["promises"]] == before


def test_undo_takes_a_split_back(three: Shop) -> None:
    before = three.at("06-02 10:00").case()
    three("delivered R-1 --quantity 2")
    three("undo")
    assert three.case() == before


def test_a_split_replacement_goes_along_where_cases_are_merged_and_taken_apart(three: Shop) -> None:
    three.at("06-02 10:00")("delivered R-1 --quantity 2")
    three('open "The same" --customer dana@example.com --product MX500i')
    three("case merge 1 --into 2")
    assert units(three, 2) == [("R-1", 1, 2, None), ("R-2", 1, 1, None)]
    assert three.case(2)["case"]["quantity"] == 3
    three("case unmerge 1")
    assert units(three) == [("R-1", 1, 2, None), ("R-2", 1, 1, None)]
    assert three.case(2)["case"]["quantity"] == 1


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("delivered R-1 --quantity 0", 2, "--quantity is at least 1"),
        ("delivered R-1 --quantity 4", 4, "R-1 is 3 units, not 4"),
        ("outcome R-1 doa --quantity -1 --delivered now", 2, "--quantity is at least 1"),
        ("return received R-1 --quantity 9", 4, "R-1 is 3 units, not 9"),
        ("claim submit R-1 --quantity 9", 4, "R-1 is 3 units, not 9"),
        (f"{SEND} --arrives 2bd --quantity 0", 2, "--quantity is at least 1"),
        ("case edit 1 --quantity 0", 2, "--quantity is at least 1"),
    ],
)
def test_a_number_of_units_that_cannot_be_is_refused(three: Shop, line: str, code: int, said: str) -> None:
    assert said in three.at("06-02 10:00").refuses(code, line)


def test_what_was_asked_for_ships_as_it_was_asked_for(shop: Shop) -> None:
    shop('open "Two are dead" --customer "Dana Reyes <dana@example.com>" --product MX500i --quantity 2')
    shop('replacement request 1 --why "Yours broke."')
    assert "R-1 was requested as 2 units" in shop.refuses(4, f"{SEND} --arrives 2bd --quantity 1")
    assert "has not shipped yet" in shop.refuses(4, "return ask R-1 --by 5bd --quantity 1")
    shop('ship-replacement 1 --arrives 2bd --why "Yours broke."')
    assert units(shop) == [("R-1", 1, 2, None)]
