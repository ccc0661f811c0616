"""The number of a parcel: whose it is, whether it can be right, and where the parcel can be looked up."""

from tests.shop import Shop, prepared

SHIP = "ship-replacement 1 --why 'Yours broke.' --arrives 2bd"
UPS = "1Z999AA10123456784"
PAGE = f"https://www.ups.com/track?tracknum={UPS}"


@prepared
def shop(shop: Shop) -> Shop:
    shop("open 'No sound' --customer 'Dana Reyes' --product MX500i")
    return shop


def test_a_number_names_the_carrier_where_nobody_did(shop: Shop) -> None:
    assert "Carrier UPS, by its number.\n" in shop(f"{SHIP} --tracking '1Z 999 AA1 0123456784'").out
    case = shop.case()
    assert case["replacements"][0]["carrier"] == "UPS"
    assert case["replacements"][0]["tracking_url"] == PAGE
    assert [p["performer"] for p in case["promises"] if p["kind"] == "delivery"] == ["UPS"]


def test_a_script_reads_that_too(shop: Shop) -> None:
    assert shop.json(f"{SHIP} --tracking {UPS}")["remarks"] == ["Carrier UPS, by its number."]
    assert "remarks" not in shop.json("case note 1 x")


def test_a_carrier_that_is_known_under_another_spelling_stays_one(shop: Shop) -> None:
    shop("party add 'Fed Ex' --kind carrier")
    shop(f"{SHIP} --tracking 986578788855")
    assert shop.case()["replacements"][0]["carrier"] == "Fed Ex"


def test_a_supplier_that_ships_stays_the_supplier(shop: Shop) -> None:
    shop(f"{SHIP} --supplier Plantronics --tracking {UPS}")
    replacement = shop.case()["replacements"][0]
    assert (replacement["supplier"], replacement["carrier"]) == ("Plantronics", "UPS")


def test_an_unlikely_number_is_pointed_out_and_recorded(shop: Shop) -> None:
    answer = shop(f"{SHIP} --carrier FedEx --tracking 986578788856").out
    assert "The check digit of 986578788856 does not fit FedEx: a digit may be wrong.\n" in answer
    assert shop.case()["replacements"][0]["tracking"] == "986578788856"


def test_a_number_that_says_nothing_names_nobody(shop: Shop) -> None:
    answer = shop(f"{SHIP} --tracking 4711").out
    assert "by its number" not in answer
    replacement = shop.case()["replacements"][0]
    assert (replacement["carrier"], replacement["tracking"], replacement["tracking_url"]) == (None, "4711", None)


def test_a_number_that_fits_two_names_nobody_and_the_answer_names_both(shop: Shop) -> None:
    answer = shop(f"{SHIP} --tracking 287809468872").out
    assert "287809468872 fits FedEx and Purolator: say with --carrier who brings it.\n" in answer
    replacement = shop.case()["replacements"][0]
    assert (replacement["carrier"], replacement["tracking_url"]) == (None, None)
    shop("replacement track 1 --tracking 287809468872 --carrier purolator")
    replacement = shop.case()["replacements"][0]
    assert (replacement["carrier"], "purolator.com" in replacement["tracking_url"]) == ("purolator", True)


def test_an_sscc_names_nobody_not_even_in_the_letter(shop: Shop) -> None:
    answer = shop(f"{SHIP} --tracking '00 0123 4500 0000 0000 27'").out
    assert (
        "00 0123 4500 0000 0000 27 is an SSCC, which any carrier may use: say with --carrier who brings it.\n" in answer
    )
    assert "  Your replacement, MX500i, is on its way (number 00 0123 4500 0000 0000 27)." in answer
    assert "FedEx" not in answer


def test_where_the_carrier_is_known_a_number_of_several_raises_no_question(shop: Shop) -> None:
    assert "--carrier" not in shop(f"{SHIP} --carrier DPD --tracking 00012345000000000027").out
    assert shop("replacement track 1 --tracking 340434161094015902").out.startswith("R-1 on C-1")
    assert shop.case()["replacements"][0]["carrier"] == "DPD"


def test_the_page_of_the_carrier_stands_where_somebody_looks_for_the_parcel(shop: Shop) -> None:
    answer = shop(f"{SHIP} --tracking {UPS}").out
    assert f"  Track it here: {PAGE}\n" in answer
    assert f"Where is R-1? {PAGE}\n" in shop("show 1").out
    assert f"Track it here: {PAGE}\n" in shop("replacement show 1").out
    shop("delivered 1")
    assert PAGE not in shop("show 1").out


def test_a_number_can_be_told_later_or_corrected(shop: Shop) -> None:
    shop(SHIP)
    assert "Carrier FedEx, by its number.\n" in shop("replacement track 1 --tracking 986578788855").out
    assert shop.case()["replacements"][0]["carrier"] == "FedEx"
    shop(f"replacement track 1 --tracking ' {UPS} ' --carrier UPS")
    replacement = shop.case()["replacements"][0]
    assert (replacement["carrier"], replacement["tracking"]) == ("UPS", UPS)
    assert shop("replacement track 1 --tracking 1Z5R89390357567127").out.startswith(
        "R-1 on C-1, Dana Reyes: number 1Z5R89390357567127, UPS.\n"
    )


def test_the_carrier_stays_where_only_the_number_was_wrong(shop: Shop) -> None:
    shop(f"{SHIP} --carrier FieldCo")
    shop("replacement track 1 --tracking 986578788855")
    assert shop.case()["replacements"][0]["carrier"] == "FieldCo"


def test_before_the_shipment_nobody_knew_the_number(shop: Shop) -> None:
    shop.at("06-02 10:00")(f"{SHIP} --tracking {UPS}")
    assert PAGE not in shop("show 1 --as-of '2026-06-01 12:00'").out
