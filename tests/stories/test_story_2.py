"""The silent reviewer: she never complained to us, and is made whole without being asked for anything."""

from typing import Any

import pytest

from tests.shop import Shop, utc

WHY = "your unit was defective; this one replaces it; there is nothing to pay and nothing to send back"
ADDRESS = "https://reviews.example.com/r/77"


def bought(shop: Shop) -> None:
    """Kim's hub, and on the same day Dana's: each is delivered on Mon 5 Jan."""
    for who, order in (("Kim Ito <kim@example.com>", "2001"), ("Dana Reyes <dana@example.com>", "2002")):
        shop.at("01-05 18:00")(
            f"purchase add '{who}' 'USB hub' --price 14.95 --order {order} --bought '2026-01-02 09:00'"
            " --delivered '2026-01-05 15:00'"
        )


def invited(shop: Shop, moment: str, section: str = "due") -> list[tuple[str, str]]:
    """Whose invitation is due, or held, and since when it is."""
    rows = shop.at(moment).json("invitations due")["sections"][section]
    return [(row["name"], row["due_at"]) for row in rows]


def opening(shop: Shop) -> Any:
    shop.at("01-21 11:00")("party add Ben --kind staff")
    shop.environment["CARELINE_ME"] = "Ben"
    return shop.json(
        'open "It came defective" --customer "Kim Ito <kim@example.com>" --product "USB hub" --order 2001 '
        f"--review-address {ADDRESS} --fault product"
    )


def shipped(shop: Shop) -> Any:
    opening(shop)
    shop.at("01-22 10:00")('follow-up 1 "We saw that it came defective. A new one is coming" --next 2026-01-28')
    return shop.at("01-28 10:00").json(f'ship-replacement 1 --arrives 2026-02-05 --carrier USPS --why "{WHY}"')


def delivered(shop: Shop) -> None:
    shipped(shop)
    shop.at("01-28 10:10")("replacement announced R-1")
    shop.at("02-04 14:00")("delivered R-1")


def test_without_a_complaint_the_invitation_falls_due_on_mon_19_jan_like_everybodys(shop: Shop) -> None:
    bought(shop)
    assert invited(shop, "01-19 16:59") == []
    assert invited(shop, "01-19 17:00") == [("Kim Ito", utc("01-19 17:00")), ("Dana Reyes", utc("01-19 17:00"))]


def test_the_open_case_holds_the_invitation_and_lets_it_go_when_it_closes(shop: Shop) -> None:
    bought(shop)
    delivered(shop)
    assert [name for name, _ in invited(shop, "02-05 09:00", "held")] == ["Kim Ito"]
    shop.at("02-06 10:00")("outcome R-1 works")
    shop('close 1 --confirmed "It works"')
    assert [name for name, _ in invited(shop, "02-06 10:00")] == ["Kim Ito", "Dana Reyes"]


def test_until_kim_hears_from_us_the_public_complaint_is_in_the_brief(shop: Shop) -> None:
    opening(shop)
    (untouched,) = shop.at("01-22 09:00").json("brief")["sections"]["public_untouched"]
    assert (untouched["case"], untouched["customer"], untouched["review_address"]) == ("C-1", "Kim Ito", ADDRESS)
    shop.at("01-22 10:00")('follow-up 1 "We saw that it came defective. A new one is coming" --next 2026-01-28')
    assert shop.json("brief")["sections"]["public_untouched"] == []


def test_a_case_found_in_a_review_asks_nothing_of_the_customer(shop: Shop) -> None:
    opened = opening(shop)
    case = opened["case"]
    assert (case["found_by"], case["channel"], case["fault"]) == ("review", "review", "product")
    assert case["review_address"] == ADDRESS
    assert opened["contacts"] == []
    assert case["waiting_since"] is None
    (acknowledgement,) = opened["promises"]
    assert (acknowledgement["owner"], acknowledgement["due_at"]) == ("Ben", utc("01-22 17:00"))


@pytest.mark.parametrize("why", ["", '--why ""', '--why "   "'])
def test_nothing_ships_without_a_why(shop: Shop, why: str) -> None:
    opening(shop)
    message = shop.at("01-28 10:00").refuses(2, f"ship-replacement 1 --arrives 2026-02-05 {why}")
    assert "--why" in message
    assert shop.case()["replacements"] == []


def priced(shop: Shop) -> None:
    """The shop asks for the old unit from $25.00 on."""
    shop.configure('[calendar]\ncountry = "US"\n[policy]\nreturn_from = "25.00"\n')
    bought(shop)


def test_below_the_policys_price_no_return_is_asked_and_the_slip_says_so(shop: Shop) -> None:
    priced(shop)
    assert shipped(shop)["replacements"][0]["id"] == "R-1"
    assert shop.json("return list --all")["items"] == []
    assert "Keep the old one; there is nothing you need to do." in shop("replacement slip R-1").out


def test_from_the_policys_price_on_a_return_is_asked(shop: Shop) -> None:
    priced(shop)
    shop("purchase add 'Mia Tan' Headset --price 25.00 --bought '2026-01-02 09:00'")
    shop.at("01-21 11:00")("open 'It came defective' --customer 'Mia Tan' --product Headset")
    shop(f'ship-replacement 1 --arrives 2026-02-05 --why "{WHY}"')
    (back,) = shop.json("return list")["items"]
    assert back["replacement"] == "R-1"
    assert "Keep the old one" not in shop("replacement slip R-1").out


def test_the_why_stands_on_the_slip(shop: Shop) -> None:
    shipped(shop)
    slip = shop("replacement slip R-1").out
    assert slip.startswith("Dear Kim Ito,\n")
    assert WHY in slip


def test_the_announcement_goes_ahead_of_the_parcel_and_stands_in_the_brief_until_it_has(shop: Shop) -> None:
    shipped(shop)
    assert [row["replacement"] for row in shop.json("brief")["sections"]["unannounced"]] == ["R-1"]
    shop.at("01-28 10:10")("replacement announced R-1")
    assert shop.json("brief")["sections"]["unannounced"] == []
    assert shop.promise(2)["state"] == "kept"
    assert WHY in shop.case()["contacts"][-1]["text"]


def test_the_replacement_is_promised_for_thursday_and_checked_on_friday(shop: Shop) -> None:
    arrives, check = [p for p in shipped(shop)["promises"] if p["replacement"] == "R-1"]
    assert (arrives["kind"], arrives["performer"], arrives["due_at"]) == ("delivery", "USPS", utc("02-05 17:00"))
    assert (check["kind"], check["performer"], check["due_at"]) == ("check", "Ben", utc("02-06 17:00"))


def test_no_option_makes_the_review_a_condition_of_the_replacement(shop: Shop) -> None:
    opening(shop)
    for option in ("--review", "--if", "--condition"):
        shop.refuses(2, f'ship-replacement 1 --arrives 2026-02-05 --why "{WHY}" {option} "the review is changed"')


def test_a_delivered_replacement_is_unverified_until_kim_says_that_it_works(shop: Shop) -> None:
    delivered(shop)
    assert shop.promise(3)["state"] == "kept"
    (waiting,) = shop.json("replacement list")["items"]
    assert (waiting["id"], waiting["delivered_at"], waiting["outcome"]) == ("R-1", utc("02-04 14:00"), None)
    (unverified,) = shop.at("02-05 09:00").json("brief")["sections"]["unverified"]
    assert (unverified["case"], unverified["customer"]) == ("C-1", "Kim Ito")
    assert "P-4" in shop.at("02-06 09:00").refuses(4, 'close 1 --confirmed "Fine"')
    shop.at("02-06 10:00")("outcome R-1 works")
    assert shop.json("replacement list")["items"] == []
    assert shop.json("brief")["sections"]["unverified"] == []
    closed = shop.json('close 1 --confirmed "It works. Thank you"')["case"]
    assert (closed["closed_how"], closed["closed_at"]) == ("confirmed", utc("02-06 10:00"))


def test_the_defect_outlives_the_case_and_a_second_one_makes_a_cluster_of_two(shop: Shop) -> None:
    delivered(shop)
    shop.at("02-06 10:00")("outcome R-1 works")
    shop('close 1 --confirmed "It works. Thank you"')
    assert shop.json("report products")["sections"]["clusters"] == []
    shop.at("02-09 09:00")("open 'Another one came defective' --customer 'Dana Reyes' --product 'USB hub'")
    (cluster,) = shop.json("report products")["sections"]["clusters"]
    assert [cluster[key] for key in ("product", "cases", "open", "customers")] == ["USB hub", 2, 1, 2]


def test_kim_is_worth_123_00_and_making_it_right_cost_7_6_percent_of_that(shop: Shop) -> None:
    bought(shop)
    for price, order, day in (("22.05", "1507", "2025-03-03"), ("24.50", "1733", "2025-08-11")):
        shop(f"purchase add kim@example.com 'USB hub' --price {price} --order {order} --bought {day}")
    delivered(shop)
    shop.at("02-06 10:00")("outcome R-1 works")
    shop("cost add 1 9.30 --kind goods --replacement R-1")
    worth = shop.json("customer show kim@example.com")["worth"]
    assert (worth["paid"]["amount"], worth["orders_a_year"], worth["margin"]) == ("61.50", 3.0, 0.4)
    assert (worth["value"]["amount"], worth["recovery_cost"]["amount"]) == ("123.00", "9.30")
    assert "Recovery cost $9.30, 7.6 % of it." in shop("customer show kim@example.com").out


def test_kim_never_had_to_ask_and_nothing_fell_due_unkept(shop: Shop) -> None:
    delivered(shop)
    shop.at("02-06 10:00")("outcome R-1 works")
    shop('close 1 --confirmed "It works"')
    told = shop.case()
    assert told["case"]["chases"] == 0
    assert {p["state"] for p in told["promises"]} == {"kept"}
    assert [c["direction"] for c in told["contacts"]] == ["out", "out", "in"]


def test_the_lines_of_the_why_stay_on_the_slip_also_in_a_file(shop: Shop) -> None:
    shop('open "No sound" --customer "Kim Ito"')
    shop("ship-replacement 1 --item X --arrives 2bd --why", "Sorry.\r\n\nKeep\x1b it.")
    file = shop.folder / "slip.txt"
    shop("replacement slip 1 --output", str(file))
    assert "\nSorry.\n\nKeep\\x1b it.\n" in shop("replacement slip 1").out
    assert file.read_text(encoding="utf-8") == shop("replacement slip 1").out
    assert "Sorry.\n\nKeep" in shop.json("replacement slip 1")["slip"]
