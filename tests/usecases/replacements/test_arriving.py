"""That a unit arrives is one thing: keeping that promise says that it was delivered."""

import pytest

from tests.shop import Shop, prepared, utc


@prepared
def shop(shop: Shop) -> Shop:
    """R-1 is to be with Dana on Wed 3 Jun (P-3), and P-4 is to check it."""
    shop("open 'No sound' --customer Dana --product MX500i")
    shop("follow-up 1 'A new one is on its way'")
    shop("ship-replacement 1 --why 'Yours broke' --arrives '2026-06-03 17:00'")
    return shop


def arrives(shop: Shop) -> str:
    found = (each["id"] for each in shop.case()["promises"] if each["kind"] == "delivery" and not each["kept_at"])
    return str(next(found))


@pytest.mark.parametrize("command", ["keep {0}", "follow-up 1 'It is there' --keeps {0}", "delivered 1"])
def test_keeping_that_it_arrives_is_delivering(shop: Shop, command: str) -> None:
    promise = arrives(shop)
    shop.at("06-03 15:00")(command.format(promise))
    case = shop.case()
    assert case["replacements"][0]["delivered_at"] == utc("06-03 15:00")
    assert next(each for each in case["promises"] if each["id"] == promise)["state"] == "kept"
    assert [row["replacement"] for row in shop.json("brief")["sections"]["unverified"]] == ["R-1"]


def test_what_has_not_left_cannot_have_arrived(shop: Shop) -> None:
    shop("open 'Dead' --customer Kim --product MX500i")
    shop("replacement request 2 --why 'Yours broke' --arrives 3bd")
    promise = next(each["id"] for each in shop.case(2)["promises"] if each["kind"] == "delivery")
    assert "has not shipped yet" in shop.refuses(4, f"keep {promise}")


def test_a_hint_to_keep_a_delivery_names_the_unit(shop: Shop) -> None:
    page = shop.at("06-03 08:00")("brief").out
    assert "careline delivered R-1" in page
    assert f"careline keep {arrives(shop)}" not in page


def test_a_delivery_of_something_else_is_kept_as_ever(shop: Shop) -> None:
    shop("open Box --customer Kim --promise 'It is with you' --kind delivery --by 1bd")
    number = shop.case(2)["promises"][0]["id"]
    shop(f"keep {number}")
    assert shop.case(2)["promises"][0]["state"] == "kept"
