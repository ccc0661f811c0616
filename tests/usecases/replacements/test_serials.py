"""Each unit that a case is about has a serial number, as every unit sent has."""

from typing import Any

import pytest

from tests.shop import Shop, prepared
from tests.terminal import typing


@prepared
def opened(shop: Shop) -> Shop:
    """A case about a unit whose number is known."""
    shop.at("06-01 10:00")("open 'No sound' --customer 'Dana Reyes' --product MX500i --serial MX-88213 --order 10482")
    return shop


def test_the_serial_number_stands_on_the_case(opened: Shop) -> None:
    assert opened.case()["case"]["serial"] == "MX-88213"
    assert "MX500i, serial MX-88213, order 10482" in opened("show 1").out


def test_a_wrong_one_is_corrected(opened: Shop) -> None:
    opened("case edit 1 --serial MX-88214")
    assert opened.case()["case"]["serial"] == "MX-88214"


def test_a_case_is_found_by_the_number_of_its_unit_and_of_what_was_sent_for_it(opened: Shop) -> None:
    opened("ship-replacement 1 --why 'Yours broke.' --arrives 2bd --serial MX-90001")
    assert opened.case()["replacements"][0]["serial"] == "MX-90001"
    for number in ("MX-88213", "MX-90001"):
        assert "C-1" in opened("find", number).out


def test_the_purchase_of_that_unit_is_what_the_case_is_about(opened: Shop) -> None:
    for serial, price in (("MX-1", "50.00"), ("MX-88213", "60.00"), ("MX-2", "70.00")):
        opened(f"purchase add 'Dana Reyes' MX500i --price {price} --cost 41.00 --order 10482 --serial {serial}")
    opened("cost add 1 6.50 --kind shipping")
    assert opened.case()["money"]["result"] == {"amount": "12.50", "currency": "USD"}


@pytest.mark.parametrize("command", ["open Hums --customer Kim --serial ' '", "case edit 1 --serial ''"])
def test_a_blank_one_is_refused(opened: Shop, command: str) -> None:
    opened.refuses(2, command)


SEND = "ship-replacement 1 --why 'Yours broke.' --arrives 2bd"


@prepared
def three(shop: Shop) -> Shop:
    """Three of Dana's are dead, and P9, P10 and P11 are sent for them."""
    shop.at("06-01 10:00")(
        "open 'Three are dead' --customer dana@example.com --product MX500i --quantity 3 --serial B1,B2 --serial B3"
    )
    shop(f"{SEND} --serial P9 --serial P11,P10")
    shop.at("06-02 10:00")("delivered R-1")
    return shop


def numbers(shop: Shop, more: str = "") -> list[tuple[str, int, list[str]]]:
    """Every replacement of the case, how many units it has, and their numbers."""
    told: list[dict[str, Any]] = shop.json(f"show 1 {more}")["replacements"]
    return [(each["id"], each["quantity"], each["serials"]) for each in told]


def test_every_unit_has_its_number_and_is_found_by_it(three: Shop) -> None:
    assert three.case()["case"]["serials"] == ["B1", "B2", "B3"]
    assert numbers(three) == [("R-1", 3, ["P9", "P10", "P11"])]
    assert three.case()["replacements"][0]["serial"] == "P9, P10, P11"
    assert "3 × MX500i, serials B1, B2, B3" in three("show 1").out
    assert "3 × MX500i sent, serials P9, P10, P11." in three("show 1").out
    assert "Serials P9, P10, P11." in three("replacement show 1").out
    assert "Their serial numbers: P9, P10, P11." in three("replacement slip 1").out
    for number in ("B1", "B3", "P9", "P10"):
        assert "C-1" in three("find", number).out


def test_the_number_says_which_unit_is_split_off_and_joining_joins_the_numbers(three: Shop) -> None:
    assert "R-2 is the rest of it: 2 × MX500i, serials P9, P11" in three("outcome R-1 doa --serial p10").out
    assert numbers(three) == [("R-1", 1, ["P10"]), ("R-2", 2, ["P9", "P11"])]
    three("outcome R-2 works")
    page = three("show 1").out
    assert "R-2    the rest of it: 2 × MX500i, serials P9, P11" in page
    three.at("06-03 10:00")("outcome R-1 works --correct --because 'it was switched off'")
    assert numbers(three) == [("R-1", 1, ["P10"]), ("R-2", 2, ["P9", "P11"])]
    three("outcome R-2 doa --correct --because 'both are dead'")
    three("outcome R-2 works --correct --because 'no, they work'")
    for moment, there in (
        ("06-02 09:59", [("R-1", 3, ["P9", "P10", "P11"])]),
        ("06-02 10:00", [("R-1", 1, ["P10"]), ("R-2", 2, ["P9", "P11"])]),
    ):
        assert numbers(three, f"--as-of '2026-{moment}'") == there
    three("undo")
    three("undo")
    assert numbers(three) == [("R-1", 1, ["P10"]), ("R-2", 2, ["P9", "P11"])]


def test_g10_units_that_are_alike_again_have_all_their_numbers_and_before_their_own(three: Shop) -> None:
    three("outcome R-1 works")
    three.at("06-03 10:00")("outcome R-1 doa --serial P10 --correct --because 'one is dead'")
    then = three("show 1").out
    three.at("06-04 10:00")("outcome R-1 works --correct --because 'it was switched off'")
    assert numbers(three) == [("R-1", 3, ["P9", "P10", "P11"])]
    on_wednesday = "--as-of '2026-06-03 10:00'"
    assert numbers(three, on_wednesday) == [("R-1", 1, ["P10"]), ("R-2", 2, ["P9", "P11"])]
    assert three(f"show 1 {on_wednesday}").out.partition("\n")[2] == then


def test_where_nobody_says_which_it_is_the_numbers_stay_with_the_rest(three: Shop) -> None:
    answer = three("outcome R-1 doa --quantity 1").out
    assert "Nobody said which it is, so serials P9, P10, P11 stay with R-2." in answer
    assert "careline undo, and again with --serial" in answer
    assert numbers(three) == [("R-1", 1, []), ("R-2", 2, ["P9", "P10", "P11"])]
    three("outcome R-2 works --serial P9")
    assert numbers(three) == [("R-1", 1, []), ("R-2", 1, ["P9"]), ("R-3", 1, ["P10", "P11"])]


@pytest.mark.parametrize(("typed", "own"), [("p11", ["P11"]), ("", [])])
def test_at_a_terminal_careline_asks_which(three: Shop, typed: str, own: list[str]) -> None:
    asked = typing(three, "outcome R-1 doa --quantity 1", typed)
    assert "Which of P9, P10, P11? Enter if nobody knows:" in asked.out + asked.err
    assert numbers(three)[0] == ("R-1", 1, own)


def test_for_an_old_unit_it_makes_no_difference_which_new_one_it_stands_beside(three: Shop) -> None:
    three("return ask R-1 --by 5bd")
    assert "Nobody said" not in three("return received R-1 --quantity 1").out
    assert numbers(three) == [("R-1", 1, ["P9"]), ("R-2", 2, ["P10", "P11"])]


def test_cases_that_are_merged_are_about_all_their_units(shop: Shop) -> None:
    for number in ("A1", "A2"):
        shop(f"open Hums --customer dana@example.com --serial {number}")
    shop("case merge 2 --into 1")
    told = shop.case()["case"]
    assert (told["serials"], told["quantity"]) == (["A1", "A2"], 2)
    shop("case unmerge 2")
    assert shop.case()["case"]["serials"] == ["A1"]


def test_what_was_asked_for_without_all_its_numbers_ships_with_them(shop: Shop) -> None:
    shop("open 'Two are dead' --customer dana@example.com --product MX500i --quantity 2")
    assert "--serial names 2 units, but there is 1" in shop.refuses(2, f"{SEND} --quantity 1 --serial P1,P2")
    shop("replacement request 1 --why 'Yours broke.' --serial P1")
    assert "--serial names 3 units, but there are 2" in shop.refuses(2, "replacement pack 1 --serial P1,P2,P3")
    assert "was requested with --serial" in shop.refuses(4, f"{SEND} --serial P3")
    shop(f"{SEND} --serial P1,P2")
    assert numbers(shop) == [("R-1", 2, ["P1", "P2"])]


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("open Hums --customer Kim --serial A1,A2", 2, "--serial names 2 units, but there is 1"),
        ("case edit 1 --serial A1,A2,A3,A4", 2, "--serial names 4 units, but there are 3"),
        ("case edit 1 --quantity 2", 2, "--serial names 3 units, but there are 2"),
        (f"{SEND} --another --serial A1,a1", 2, '--serial names "a1" twice'),
        (f"{SEND} --another --serial A1,,A2", 2, "--serial"),
        ("outcome R-1 doa --serial P12", 4, '"P12" is no unit of R-1, which has serials P9, P10, P11.'),
        ("outcome R-1 doa --quantity 1 --serial P9,P10", 2, "--serial names 2 units, but there is 1"),
        ("outcome R-1 doa --quantity 4 --serial P9", 4, "R-1 is 3 units, not 4"),
    ],
)
def test_numbers_that_cannot_be_are_refused(three: Shop, line: str, code: int, said: str) -> None:
    assert said in three.refuses(code, line)
