"""The headset, three tries: a broken unit is replaced until one works, and nobody may lose sight of it."""

from typing import Any

from tests.shop import Answer, Shop, utc

WHY = "A piece of your headset broke off. This new one replaces it."
SPENT = "--goods 41.00 --postage 9.00"
PARCEL = f"--arrives 1bd --carrier FedEx --supplier Plantronics {SPENT}"
AGAIN = f"ship-replacement 1 --again --arrives 1bd {SPENT}"


def known(shop: Shop) -> None:
    """Plantronics approves by itself, ships, pays for goods and shipping, and wants nothing back."""
    shop.at("03-09 18:00")(
        "party add Plantronics --kind supplier --approval by-itself --ships supplier --pays-goods supplier"
        " --pays-shipping supplier --returns never"
    )
    for product in ("MX500i", "MX500c"):
        shop(f"product add {product} --supplier Plantronics")


def bought(shop: Shop) -> None:
    for order, day in (("9001", "2024-04-22"), ("9877", "2025-06-02"), ("10482", "2026-03-09")):
        shop.at("03-09 17:00")(
            'purchase add "Dana Reyes <dana@example.com>" MX500i --price 60.00 --cost 41.00'
            f" --order {order} --bought {day}"
        )


def handled(shop: Shop) -> None:
    """The handling is ours; what the units and their way cost is the supplier's by its programme."""
    for number in (1, 2, 3):
        shop(f"cost add 1 6.50 --kind labour --replacement R-{number} --note handling")


def opening(shop: Shop) -> Any:
    return shop.at("04-10 10:00").json(
        'open "Tiny piece broke off, still works" --customer "Dana Reyes <dana@example.com>" '
        "--product MX500i --order 10482 --usable --severity minor"
    )


def answered(shop: Shop) -> None:
    known(shop)
    opening(shop)
    shop.at("04-10 10:20")('follow-up 1 "a new one is on its way"')


def first_try(shop: Shop) -> None:
    answered(shop)
    shop.at("04-10 10:40")(f'ship-replacement 1 {PARCEL} --tracking 986578788855 --why "{WHY}"')


def dead_on_arrival(shop: Shop) -> None:
    first_try(shop)
    shop.at("04-13 15:00")("delivered R-1")
    shop.at("04-14 09:30")('heard 1 "It does not work at all"')
    shop("outcome R-1 doa")


def second_try(shop: Shop) -> None:
    dead_on_arrival(shop)
    shop.at("04-14 10:00")(f'{AGAIN} --why "Yours was dead on arrival. This one is tested."')


def wrong_item(shop: Shop) -> Answer:
    second_try(shop)
    shop.at("04-15 11:00")("delivered R-2")
    shop.at("04-15 13:00")('heard 1 "This is an MX500c"')
    return shop("outcome R-2 wrong-item --came MX500c")


def third_try(shop: Shop) -> None:
    wrong_item(shop)
    shop.at("04-15 14:00")(
        f'{AGAIN} --why "We sent an MX500c. This is your MX500i; keep the others." '
        '--different "model number read back by phone"'
    )


def third_arrival(shop: Shop) -> None:
    third_try(shop)
    shop.at("04-16 11:00")("delivered R-3")


def happy_end(shop: Shop) -> None:
    third_arrival(shop)
    shop.at("04-17 09:00")("outcome R-3 works")
    shop('close 1 --confirmed "This one works. Thank you!"')


def test_the_programme_of_plantronics_is_told_in_sentences(shop: Shop) -> None:
    known(shop)
    assert shop("party show Plantronics").out == (
        "Plantronics, supplier\n"
        "Approves by itself. Ships the unit itself. Pays goods and shipping. Wants nothing back.\n"
    )


def test_a_case_without_a_promise_gets_the_policys_acknowledgement(shop: Shop) -> None:
    opened = opening(shop)
    case = opened["case"]
    assert (case["id"], case["severity"], case["usable"]) == ("C-1", "minor", True)
    assert (case["product"], case["order"]) == ("MX500i", "10482")
    (acknowledgement,) = opened["promises"]
    assert acknowledgement["id"] == case["next_promise"] == "P-1"
    assert (acknowledgement["kind"], acknowledgement["said"]) == ("acknowledge", False)
    assert acknowledgement["due_at"] == utc("04-13 17:00")


def test_reaching_dana_keeps_the_acknowledgement_and_makes_a_check_back(shop: Shop) -> None:
    opening(shop)
    told = shop.at("04-10 10:20").json('follow-up 1 "a new one is on its way"')
    acknowledgement, check_back = told["promises"]
    assert (acknowledgement["id"], acknowledgement["state"]) == ("P-1", "kept")
    assert (check_back["id"], check_back["kind"], check_back["state"]) == ("P-2", "follow_up", "pending")
    assert check_back["due_at"] == utc("04-13 17:00")
    assert told["case"]["waiting_since"] is None


def test_the_check_back_gives_way_to_arrives_and_check_that_it_works(shop: Shop) -> None:
    first_try(shop)
    case = shop.case()
    assert [(p["id"], p["kind"], p["state"]) for p in case["promises"]] == [
        ("P-1", "acknowledge", "kept"),
        ("P-2", "follow_up", "released"),
        ("P-3", "delivery", "pending"),
        ("P-4", "check", "pending"),
    ]
    arrives, check = case["promises"][2:]
    assert (arrives["performer"], arrives["owner"], arrives["due_at"]) == ("FedEx", "Ana", utc("04-13 17:00"))
    assert (check["performer"], check["said"], check["due_at"]) == ("Ana", False, utc("04-14 17:00"))


def test_the_slip_says_what_it_is_why_it_comes_and_what_to_do(shop: Shop) -> None:
    first_try(shop)
    slip = shop("replacement slip R-1").out
    assert slip.startswith("Dear Dana Reyes,\n")
    assert "MX500i" in slip
    assert "order 10482" in slip
    assert "Tiny piece broke off" not in slip
    assert WHY in slip
    assert "Keep the old one; there is nothing you need to do." in slip


def test_nothing_is_asked_back_and_nothing_is_claimed_of_a_supplier_who_wants_nothing_and_pays(shop: Shop) -> None:
    first_try(shop)
    assert shop.json("return list --all")["items"] == []
    assert shop.json("claim list --all")["items"] == []


def test_a_dead_unit_leaves_the_case_open_with_the_plan_to_send_a_working_one(shop: Shop) -> None:
    dead_on_arrival(shop)
    case = shop.case()
    assert shop.promise(3)["state"] == "kept"
    assert shop.promise(4)["state"] == "kept"
    plan = case["promises"][-1]
    assert case["case"]["status"] == "open"
    assert case["case"]["next_promise"] == plan["id"] == "P-5"
    assert (plan["kind"], plan["said"], plan["due_at"]) == ("fix", False, utc("04-15 17:00"))
    assert case["replacements"][0]["outcome"] == "doa"


def test_another_model_than_the_wanted_one_does_not_ship(shop: Shop) -> None:
    dead_on_arrival(shop)
    message = shop.at("04-14 10:00").refuses(4, f'{AGAIN} --item MX500c --why "A tested one"')
    assert "MX500c" in message
    assert "MX500i" in message


def test_an_mx500c_is_not_packed_for_an_mx500i_and_how_near_the_names_are_is_said(shop: Shop) -> None:
    answered(shop)
    shop('replacement request 1 --supplier Plantronics --why "This one replaces yours."')
    assert shop.case()["replacements"][0]["state"] == "approved"
    assert "MX500c" in shop.refuses(4, "replacement pack R-1 --item MX500c")
    assert "Easily mistaken for MX500c: check the label." in shop("replacement pack R-1").out


def test_the_second_try_keeps_the_plan_and_knows_why_it_goes_out(shop: Shop) -> None:
    second_try(shop)
    assert shop.promise(5)["state"] == "kept"
    second = shop.case()["replacements"][1]
    assert (second["id"], second["attempt"], second["item"], second["because"]) == ("R-2", 2, "MX500i", "doa")
    assert (second["supplier"], second["carrier"], second["tracking"]) == ("Plantronics", "FedEx", None)


def test_two_failures_on_one_chain_stand_at_the_top_of_the_brief(shop: Shop) -> None:
    assert "a refund, another model, or a bench test before the next one ships" in wrong_item(shop).out
    (failed,) = shop.json("report replacements")["sections"]["failed"]
    assert (failed["replacement"], failed["attempt"], failed["outcome"], failed["days"]) == ("R-2", 2, "wrong-item", 5)
    brief = shop.at("04-15 13:30").json("brief")["sections"]
    (failed_twice,) = brief["second_failures"]
    assert (failed_twice["case"], failed_twice["customer"]) == ("C-1", "Dana Reyes")
    assert {name for name, rows in brief.items() if rows} == {
        "came_back",
        "copy_due",
        "second_failures",
        "to_answer_today",
        "due_soon",
        "due_tomorrow",
    }
    assert "Dana Reyes" in shop("brief").out.splitlines()[0]


def test_the_third_try_says_what_is_different(shop: Shop) -> None:
    wrong_item(shop)
    again = f'{AGAIN} --why "This is your MX500i"'
    message = shop.at("04-15 14:00").refuses(4, again)
    assert "--different" in message
    third_time = shop.json(f'{again} --different "model number read back by phone"')["replacements"][-1]
    assert (third_time["attempt"], third_time["different"]) == (3, "model number read back by phone")


def test_the_case_does_not_close_before_anybody_knows_whether_it_works(shop: Shop) -> None:
    third_arrival(shop)
    for how in ('--confirmed "Thank you"', "--unconfirmed"):
        message = shop.at("04-16 11:05").refuses(4, f"close 1 {how}")
        assert "P-10" in message


def test_it_ends_with_a_headset_that_works_after_three_attempts_and_seven_days(shop: Shop) -> None:
    happy_end(shop)
    told = shop.case()
    case = told["case"]
    assert (case["status"], case["closed_how"]) == ("closed", "confirmed")
    assert (case["opened_at"], case["closed_at"]) == (utc("04-10 10:00"), utc("04-17 09:00"))
    assert (case["chases"], case["reopened"], case["next_promise"]) == (0, 0, None)
    chain = [(r["chain"], r["attempt"], r["outcome"]) for r in told["replacements"]]
    assert chain == [(1, 1, "doa"), (1, 2, "wrong-item"), (1, 3, "works")]
    assert {r["item"] for r in told["replacements"]} == {"MX500i"}
    measures = {row["measure"]: row["value"] for row in shop.json("report measures")["sections"]["measures"]}
    assert measures["days_to_confirmed"] == 7
    (product,) = shop.json("report products")["sections"]["products"]
    assert [product[key] for key in ("product", "units", "doa", "wrong_item")] == ["MX500i", 3, 1, 1]


def test_every_promise_to_dana_was_kept_in_time(shop: Shop) -> None:
    happy_end(shop)
    assert {p["state"] for p in shop.case()["promises"]} == {"kept", "released"}
    (fedex,) = shop.json("report performers")["sections"]["performers"]
    assert (fedex["performer"], fedex["kept"], fedex["kept_late"], fedex["missed"]) == ("FedEx", 3, 0, 0)
    assert fedex["on_time_rate"] is None
    assert shop("overdue --quiet").out == ""


def test_it_cost_us_19_50_and_half_a_dollar_more_than_the_sale_brought(shop: Shop) -> None:
    bought(shop)
    happy_end(shop)
    handled(shop)
    page = shop("show 1").out
    assert "Cost us $19.50 (labour $19.50); the supplier paid $150.00" in page
    assert "Margin $19.00, result \u2212$0.50." in page
    money = shop.case()["money"]
    assert [money[key]["amount"] for key in ("net_recovery", "margin", "result")] == ["19.50", "19.00", "-0.50"]
    borne = shop.json("report costs")["sections"]["by_payer"]
    assert [(row["payer"], row["amount"]["amount"]) for row in borne] == [("us", "19.50"), ("supplier", "150.00")]


def test_dana_is_worth_142_50_over_five_years(shop: Shop) -> None:
    bought(shop)
    happy_end(shop)
    handled(shop)
    worth = shop.json("customer show dana@example.com")["worth"]
    assert (worth["orders_a_year"], worth["years"], worth["margin_is_known"]) == (1.5, 5, True)
    assert (worth["value"]["amount"], worth["recovery_cost"]["amount"]) == ("142.50", "19.50")
