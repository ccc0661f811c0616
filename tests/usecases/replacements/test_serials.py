"""The unit that a case is about has a serial number, as every unit sent has."""

import pytest

from tests.shop import Shop, prepared


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
