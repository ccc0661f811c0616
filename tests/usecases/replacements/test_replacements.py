"""The whole chain of a replacement: asked for, approved, packed, shipped, or declined; and who may give one away."""

import pytest

from tests.shop import Shop, prepared, utc

WHY = '--why "Yours broke. This one is yours."'
ASK = f"replacement request 1 --supplier Plantronics {WHY}"
GIVE = f"ship-replacement 1 --basis goodwill --arrives 3bd {WHY}"


@prepared
def danas(shop: Shop) -> Shop:
    """Dana's case, and a supplier that approves on request and ships. Ben and Cleo work for Ana."""
    shop("party add Ben --kind staff")
    shop("party add Cleo --kind staff")
    shop("party add Plantronics --kind supplier --approval on-request --approve-within 1bd --ships supplier")
    shop('open "No sound" --customer "Dana Reyes <dana@example.com>" --product MX500i')
    return shop


def states(shop: Shop) -> list[tuple[str, str]]:
    return [(p["what"], p["state"]) for p in shop.case()["promises"][1:]]


def test_a_supplier_promises_to_approve_and_then_to_ship_and_ours_waits_for_that(danas: Shop) -> None:
    asked = danas.json(f"{ASK} --arrives 4bd")
    approves, arrives = asked["promises"]
    assert (approves["what"], approves["said"]) == ("Plantronics approves the replacement", False)
    assert (approves["performer"], approves["due_at"]) == ("Plantronics", utc("06-02 17:00"))
    assert (arrives["said"], arrives["depends_on"], arrives["due_at"]) == (True, approves["id"], utc("06-05 17:00"))
    assert (asked["replacements"][0]["state"], asked["replacements"][0]["approver"]) == ("requested", "Plantronics")
    danas.at("06-01 11:00")("replacement approve 1")
    assert states(danas) == [
        ("Plantronics approves the replacement", "kept"),
        ("Replacement arrives", "pending"),
        ("Plantronics ships the MX500i", "pending"),
    ]
    assert "at risk: P-4 is late" in danas.at("06-03 10:00")("show 1").out
    danas("replacement ship 1")
    assert states(danas)[2:] == [("Plantronics ships the MX500i", "kept_late"), ("Check that it works", "pending")]


def test_what_a_supplier_must_approve_is_neither_packed_nor_shipped_before(danas: Shop) -> None:
    one_go = f"ship-replacement 1 --supplier Plantronics --arrives 3bd {WHY}"
    assert "replacement request 1" in danas.refuses(4, one_go)
    danas(ASK)
    for command in ("replacement ship 1 --arrives 3bd", "replacement pack 1", "ship-replacement 1 --arrives 3bd"):
        assert "waiting for Plantronics" in danas.refuses(4, command)


def test_ship_replacement_sends_what_was_asked_for_and_makes_no_second(danas: Shop) -> None:
    danas(f"{ASK} --arrives 4bd")
    danas("replacement approve 1")
    assert "--why" in danas.refuses(4, 'ship-replacement 1 --why "Another"')
    assert "renegotiate P-3" in danas.refuses(4, "ship-replacement 1 --arrives 3bd")
    shipped = danas.json("ship-replacement 1 --arrives 4bd")["replacements"]
    assert [(r["id"], r["state"]) for r in shipped] == [("R-1", "shipped")]
    assert "has no outcome yet" in danas.refuses(4, ASK)


def test_a_second_live_attempt_is_refused(danas: Shop) -> None:
    danas(ASK)
    assert "R-1 is waiting for Plantronics to approve it; once that is done: " in danas.refuses(4, ASK)
    danas("replacement approve 1")
    assert "R-1 is approved and has not shipped yet" in danas.refuses(4, ASK)


def test_what_is_declined_is_taken_back_and_was_no_attempt(danas: Shop) -> None:
    danas(f"{ASK} --arrives 4bd")
    danas('replacement decline 1 --because "no longer made"')
    assert {state for _, state in states(danas)} == {"withdrawn"}
    assert "was already declined" in danas.refuses(4, "replacement approve 1")
    again = danas.json(f"ship-replacement 1 --arrives 3bd {WHY}")["replacements"][0]
    assert (again["id"], again["chain"], again["attempt"]) == ("R-2", 1, 1)


def test_an_approved_unit_may_turn_out_not_to_be_had_and_the_case_goes_on(danas: Shop) -> None:
    danas(f"{ASK} --arrives 4bd")
    danas("replacement approve 1")
    declined = danas.json('replacement decline 1 --because "none left"')["replacements"][0]
    assert (declined["state"], declined["declined_because"]) == ("declined", "none left")
    assert [state for _, state in states(danas)] == ["kept", "withdrawn", "withdrawn"]
    assert "was already declined" in danas.refuses(4, "replacement ship 1 --arrives 3bd")
    danas('follow-up 1 "Your money is on its way back"')
    danas('close 1 --confirmed "Fine, thank you"')


def test_what_has_left_is_not_declined_any_more(danas: Shop) -> None:
    danas(ASK)
    danas("replacement approve 1")
    danas("replacement ship 1 --arrives 3bd")
    assert "was already shipped" in danas.refuses(4, 'replacement decline 1 --because "none left"')


def test_each_step_is_recorded_once_and_not_before_the_last(danas: Shop) -> None:
    danas(ASK)
    danas.at("06-01 12:00").refuses(2, "replacement approve 1 --at '2026-06-01 09:00'")
    danas("replacement approve 1")
    assert "was already approved" in danas.refuses(4, "replacement approve 1")
    danas.refuses(2, "replacement pack 1 --at '2026-06-01 11:00'")
    danas("replacement pack 1 --serial 4711")
    assert "was already packed" in danas.refuses(4, "replacement pack 1")
    for command in ("delivered 1", "outcome 1 lost", "outcome 1 works"):
        assert "has not shipped yet" in danas.refuses(4, command)
    danas("replacement ship 1 --arrives 3bd")
    assert "was already shipped" in danas.refuses(4, "replacement ship 1 --arrives 3bd")
    (unit,) = danas.case()["replacements"]
    assert (unit["serial"], unit["shipped_by"], unit["packed_at"]) == ("4711", "supplier", utc("06-01 12:00"))


def test_a_lost_one_opens_the_next_and_again_takes_over_what_it_had(danas: Shop) -> None:
    first = f"ship-replacement 1 --arrives 3bd --carrier FedEx {WHY}"
    danas.refuses(4, "ship-replacement 1 --again --arrives 3bd")
    danas(f'{first} --item MX500c --substitute-because "gone" --consent')
    danas("outcome 1 lost")
    second = danas.json("ship-replacement 1 --again --arrives 3bd")["replacements"][0]
    assert (second["attempt"], second["item"], second["wanted"]) == (2, "MX500c", "MX500i")
    assert (second["carrier"], second["because"], second["kind_of_difference"]) == ("FedEx", "lost", "substitute")
    answer = danas("outcome 2 lost").out
    assert "Ana sees it" in answer
    assert "a refund, another model, or a bench test" in answer
    assert "--different" in danas.refuses(4, "ship-replacement 1 --again --arrives 3bd")


def test_goodwill_above_ones_authority_is_the_owners_to_approve(danas: Shop) -> None:
    danas.environment["CARELINE_ME"] = "Ben"
    assert "--goods" in danas.refuses(2, GIVE)
    answer = danas(f"{GIVE} --goods 120").out
    assert "$120.00 is more than Ben may give ($0.00). Not shipped: E-1 asks Ana" in answer
    told = danas.case()
    assert (told["replacements"][0]["state"], told["replacements"][0]["approver"]) == ("requested", "Ana")
    assert (told["escalations"][0]["to"], told["escalations"][0]["backup"]) == ("Ana", None)
    assert "Ana's to approve" in danas.refuses(4, "replacement approve 1")
    danas.environment["CARELINE_ME"] = "Ana"
    danas("replacement approve 1")
    told = danas.case()
    assert (told["replacements"][0]["state"], told["escalations"][0]["state"]) == ("approved", "resolved")


@prepared
def bought(danas: Shop) -> Shop:
    """Dana's headset was bought on 9 Mar 2026; its supplier answers for it 3 months, 100 days if it is DOA."""
    danas("party edit Plantronics --warranty-months 3 --doa-days 100")
    danas("product add MX500i --supplier Plantronics")
    danas("purchase add dana@example.com MX500i --price 60 --bought 2026-03-09")
    return danas


@pytest.mark.parametrize(
    ("basis", "last_day", "day_after", "refusal"),
    [
        ("warranty", "06-09 16:00", "06-10 09:00", "ended on Tue 9 Jun 2026"),
        ("doa", "06-17 16:00", "06-18 09:00", "counted as dead on arrival until Wed 17 Jun 2026"),
    ],
)
@pytest.mark.parametrize("supplier", ["", "--supplier Plantronics"])
def test_a_ground_holds_as_long_as_the_products_own_supplier_says(
    bought: Shop, supplier: str, basis: str, last_day: str, day_after: str, refusal: str
) -> None:
    ask = f"replacement request 1 --basis {basis} {supplier} {WHY}"
    assert refusal in bought.at(day_after).refuses(4, ask)
    bought.at(last_day)(ask)
    assert bought.case()["replacements"][0]["basis"] == basis


def test_goodwill_holds_when_no_warranty_does(bought: Shop) -> None:
    bought.at("12-01 09:00")(GIVE)
    assert bought.case()["replacements"][0]["state"] == "shipped"


def test_a_ground_that_a_time_ends_needs_to_know_when_it_was_bought(danas: Shop) -> None:
    for basis in ("warranty", "doa"):
        assert "purchase add" in danas.refuses(4, f"replacement request 1 --basis {basis} {WHY}")
    danas("purchase add dana@example.com MX500i --price 60 --bought 2026-05-09")
    assert "--doa-days" in danas.refuses(4, f"replacement request 1 --basis doa {WHY}")


@prepared
def almost_over(shop: Shop) -> Shop:
    """Dana's headset was bought on 1 July 2025 and has twelve months. Ben works for Ana."""
    shop.now = "2026-06-25T12:00:00-04:00"
    shop("party add Ben --kind staff")
    shop("purchase add 'Dana Reyes <dana@example.com>' MX500i --price 60 --bought 2025-07-01")
    shop("open 'No sound' --customer dana@example.com --product MX500i")
    return shop


def test_a_replacement_that_arrives_dead_after_the_warranty_is_under_it_all_the_same(almost_over: Shop) -> None:
    shop = almost_over.at("06-25 12:00")
    shop.environment["CARELINE_ME"] = "Ben"
    assert "Basis: warranty, until Wed 1 Jul 2026.\n" in shop(f"ship-replacement 1 --arrives 2bd {WHY}").out
    shop.at("07-06 09:00")("outcome 1 doa --delivered '2026-06-27 12:00'")
    again = shop.at("07-06 10:00").json("ship-replacement 1 --again --arrives 2bd")
    assert "Basis: warranty, as R-1 was." in again["remarks"]
    assert [each["basis"] for each in shop.case()["replacements"]] == ["warranty", "warranty"]
    assert shop.case()["escalations"] == []


def test_after_the_warranty_whoever_may_not_give_goodwill_asks_the_owner_without_saying_so(almost_over: Shop) -> None:
    shop = almost_over.at("07-06 10:00")
    shop.environment["CARELINE_ME"] = "Ben"
    answer = shop(f"ship-replacement 1 --arrives 2bd {WHY}").out
    assert "Basis: goodwill, as the warranty ended on Wed 1 Jul 2026.\n" in answer
    assert "$60.00 is more than Ben may give ($0.00). Not shipped: E-1 asks Ana" in answer


def test_above_the_cap_nothing_is_asked_of_the_supplier(danas: Shop) -> None:
    danas("party edit Plantronics --approval by-itself --cap-units 1 --cap-amount 100 --cap-every month")
    assert "$0.00 of $100.00" in danas.refuses(
        4, f"ship-replacement 1 --supplier Plantronics --arrives 2bd --goods 100.01 {WHY}"
    )
    danas(f"ship-replacement 1 --supplier Plantronics --arrives 2bd --goods 41 {WHY}")
    danas("outcome 1 lost")
    again = f"ship-replacement 1 --supplier Plantronics --arrives 2bd --goods 41 {WHY}"
    assert "1 of 1 unit and $41.00 of $100.00 are used" in danas.refuses(4, again)
    danas.at("07-01 09:00")(again)


def test_a_cap_in_a_currency_of_before_counts_what_was_paid_in_it(danas: Shop) -> None:
    danas("party edit Plantronics --approval by-itself --cap-amount 100 --cap-every month")
    danas.configure('currency = "EUR"\n')
    danas(f"ship-replacement 1 --supplier Plantronics --arrives 2bd --goods 500 {WHY}")
    danas("outcome 1 lost")
    danas(f"ship-replacement 1 --supplier Plantronics --arrives 2bd --goods 500 {WHY}")


def test_near_names_are_pointed_out_at_packing(danas: Shop) -> None:
    danas(f'ship-replacement 1 --arrives 3bd --item MX500c --substitute-because "gone" --consent {WHY}')
    danas("outcome 1 wrong-item --delivered now --came MX500d")
    assert danas.case()["replacements"][0]["came"] == "MX500d"
    packed = danas(f"ship-replacement 1 --arrives 3bd {WHY}").out
    assert "Easily mistaken for MX500c or MX500d: check the label." in packed


def test_as_of_a_past_moment_a_request_knows_nothing_of_what_came_later(danas: Shop) -> None:
    danas(f"{ASK} --arrives 4bd")
    then = danas.at("06-01 11:00")("show 1 --as-of '2026-06-01 10:30' --json").out
    danas("replacement approve 1")
    danas.at("06-01 12:00")("replacement ship 1")
    assert danas("show 1 --as-of '2026-06-01 10:30' --json").out == then


def test_the_report_says_what_each_chain_waits_for_and_which_nobody_has_followed_up(danas: Shop) -> None:
    def waits() -> list[tuple[int, str]]:
        return [(row["days"], row["awaits"]) for row in danas.json("report replacements")["sections"]["replacements"]]

    danas(ASK)
    assert waits() == [(0, "approval by Plantronics")]
    danas.at("06-02 09:00")("replacement approve 1")
    assert waits() == [(1, "shipping by Plantronics")]
    danas("replacement ship 1 --arrives 3bd")
    assert waits() == [(1, "arrival by Fri 5 Jun")]
    danas.at("06-04 09:00")("delivered 1")
    assert waits() == [(3, "a word from Dana")]
    danas("outcome 1 doa")
    sections = danas.json("report replacements")["sections"]
    assert sections["replacements"] == []
    assert [(row["replacement"], row["outcome"]) for row in sections["failed"]] == [("R-1", "doa")]
    then = danas.json("report replacements --as-of '2026-06-01 12:00'")["sections"]["replacements"]
    assert [row["replacement"] for row in then] == ["R-1"]


def test_what_a_chain_waits_for_names_the_old_unit_too(danas: Shop) -> None:
    def waits() -> str:
        return str(danas.json("report replacements")["sections"]["replacements"][0]["awaits"])

    danas(f"ship-replacement 1 --arrives 3bd --return-by 2026-06-15 {WHY}")
    assert waits() == "arrival by Thu 4 Jun; the old unit, by Mon 15 Jun"
    danas("outcome 1 lost")
    danas(f"ship-replacement 1 --arrives 3bd {WHY}")
    assert waits() == "arrival by Thu 4 Jun; the old unit, by Mon 15 Jun"
    danas("return received 1")
    assert waits() == "arrival by Thu 4 Jun"


def test_a_replacement_shows_all_attempts_of_its_chain(danas: Shop) -> None:
    danas(f"ship-replacement 1 --arrives 3bd {WHY}")
    assert "Its chain" not in danas("replacement show 1").out
    danas.at("06-02 11:00")("outcome 1 wrong-item --delivered '2026-06-02 10:30' --came MX500c")
    danas(ASK)
    danas.at("06-02 12:00")('replacement decline 2 --because "none left"')
    danas('ship-replacement 1 --arrives 3bd --again --different "read back by phone"')
    page = danas("replacement show 2").out
    assert page.splitlines()[-3:] == [
        "  R-1  attempt 1, MX500i: shipped Mon 1 Jun 10:00, delivered Tue 2 Jun 10:30, wrong-item Tue 2 Jun 11:00"
        " (MX500c came)",
        "  R-2  no attempt, MX500i: requested Tue 2 Jun 11:00, declined Tue 2 Jun 12:00",
        "  R-3  attempt 2, MX500i: shipped Tue 2 Jun 12:00. Different: read back by phone",
    ]
    assert [each["id"] for each in danas.json("replacement show 3")["chain"]] == ["R-1", "R-2", "R-3"]
    then = danas("replacement show 1 --as-of '2026-06-02 11:00'").out
    assert ("R-2  attempt 2" in then, "R-3" in then) == (True, False)


def test_another_model_is_told_as_what_it_is(danas: Shop) -> None:
    danas("product add MX600")
    danas("product add MX500i --successor MX600")
    sent = danas(f'ship-replacement 1 --arrives 3bd --item MX600 --substitute-because "newer" --consent {WHY}').out
    assert "attempt 1, MX600 (an upgrade of the MX500i)" in sent
    assert "attempt 1: MX600 (an upgrade of the MX500i) sent" in danas("show 1").out
    danas("outcome 1 lost")
    danas(f'ship-replacement 1 --arrives 3bd --item MX500c --substitute-because "here" --consent {WHY}')
    assert "MX500c (a substitute for the MX500i) sent" in danas("show 1").out


def test_replacements_are_listed_by_supplier_and_state(danas: Shop) -> None:
    def listed(options: str = "") -> list[str]:
        return [row["id"] for row in danas.json(f"replacement list {options}")["items"]]

    danas('open "No sound" --customer "Kim Ito" --product MX500i')
    danas(ASK)
    danas('replacement decline 1 --because "no longer made"')
    danas(ASK)
    danas(f"ship-replacement 2 --arrives 3bd {WHY}")
    assert listed() == ["R-2", "R-3"]
    assert listed("--all") == ["R-1", "R-2", "R-3"]
    assert listed("--supplier plantronics") == ["R-2"]
    assert listed("--state declined") == ["R-1"]
    assert listed("--state shipped --supplier Plantronics") == []
    danas("outcome 3 lost")
    assert listed("--state failed") == ["R-3"]


def test_goodwill_within_ones_authority_needs_nobodys_approval(danas: Shop) -> None:
    danas.configure('[policy]\ngoodwill = { Ben = "100.00" }\n')
    danas.environment["CARELINE_ME"] = "Ben"
    told = danas.json(f"{GIVE} --goods 100")
    assert (told["replacements"][0]["state"], told["replacements"][0]["approver"]) == ("shipped", None)
    assert danas.case()["escalations"] == []


@pytest.mark.parametrize(("me", "shipped"), [("Ben", False), ("Cleo", True), ("Ana", True)])
def test_goodwill_above_it_asks_the_owner_and_each_has_their_own(danas: Shop, me: str, shipped: bool) -> None:
    danas.configure('[policy]\ngoodwill = { Ben = "100.00", others = "100.01" }\n')
    danas.environment["CARELINE_ME"] = me
    danas(f"{GIVE} --goods 100.01")
    told = danas.case()
    assert (told["replacements"][0]["state"] == "shipped", len(told["escalations"])) == (shipped, not shipped)


def test_declining_goodwill_resolves_what_was_asked_and_is_the_owners_too(danas: Shop) -> None:
    danas.environment["CARELINE_ME"] = "Ben"
    danas(f"{GIVE} --goods 120")
    assert "Ana's to approve" in danas.refuses(4, 'replacement decline 1 --because "too dear"')
    danas.environment["CARELINE_ME"] = "Ana"
    danas('replacement decline 1 --because "too dear"')
    told = danas.case()
    assert (told["replacements"][0]["state"], told["escalations"][0]["state"]) == ("declined", "resolved")


def test_what_it_costs_what_comes_back_and_what_the_supplier_owes_is_recorded_as_it_leaves(danas: Shop) -> None:
    danas("party edit Plantronics --approval by-itself --ships us --pays-goods supplier --returns always")
    danas("party edit Plantronics --pays-shipping us")
    danas(f"ship-replacement 1 --supplier Plantronics --arrives 2bd --goods 41 --postage 6.50 {WHY}")
    told = danas.case()
    assert [(c["kind"], c["amount"]["amount"], c["payer"]) for c in told["costs"]] == [
        ("goods", "41.00", "supplier"),
        ("shipping", "6.50", "us"),
    ]
    assert [(r["replacement"], r["state"]) for r in told["returns"]] == [("R-1", "awaited")]
    assert [(c["replacement"], c["amount"]["amount"], c["state"]) for c in told["claims"]] == [("R-1", "41.00", "due")]


def test_the_customer_keeps_the_old_one_where_that_is_said(danas: Shop) -> None:
    danas("party edit Plantronics --approval by-itself --returns always")
    danas(f"ship-replacement 1 --supplier Plantronics --arrives 2bd --no-return {WHY}")
    assert danas.case()["returns"] == []


def test_made_again_what_is_said_wins_and_a_third_still_needs_what_is_different(danas: Shop) -> None:
    danas(f"ship-replacement 1 --arrives 3bd --carrier FedEx {WHY}")
    danas("outcome 1 lost")
    danas('ship-replacement 1 --again --arrives 3bd --carrier UPS --why "Another one"')
    danas("outcome 2 lost")
    assert "--different" in danas.refuses(4, "ship-replacement 1 --again --arrives 3bd")
    danas('ship-replacement 1 --again --arrives 3bd --different "by courier"')
    assert [(r["carrier"], r["why"], r["different"]) for r in danas.case()["replacements"]][1:] == [
        ("UPS", "Another one", None),
        ("UPS", "Another one", "by courier"),
    ]


def test_what_was_declined_is_nothing_to_repeat(danas: Shop) -> None:
    danas(ASK)
    danas('replacement decline 1 --because "no longer made"')
    assert "nothing to repeat" in danas.refuses(4, "ship-replacement 1 --again --arrives 3bd")


def test_two_units_that_became_one_case_are_shipped_by_their_numbers(danas: Shop) -> None:
    danas('open "No sound again" --customer dana@example.com --product MX500i')
    danas(ASK)
    danas(ASK.replace("request 1", "request 2"))
    danas("case merge 2 --into 1")
    for number in (1, 2):
        danas(f"replacement approve {number}")
    assert "R-1 and R-2 waiting to ship" in danas.refuses(4, "ship-replacement 1 --arrives 3bd")
    danas("replacement ship 2 --arrives 3bd")
    danas("ship-replacement 1 --arrives 3bd")
    for number in (1, 2):
        assert "has no outcome yet" in danas.refuses(4, f"ship-replacement 1 --arrives 3bd {WHY}")
        danas(f"outcome {number} works --delivered now")
    assert [(r["chain"], r["outcome"]) for r in danas.case()["replacements"]] == [(1, "works"), (2, "works")]


LIFE = (
    ("06-01 10:00", ASK, "requested"),
    ("06-01 11:00", "replacement approve 1", "approved"),
    ("06-01 12:00", "replacement pack 1", "packed"),
    ("06-01 13:00", "replacement ship 1 --arrives 3bd", "shipped"),
    ("06-02 10:00", "delivered 1", "delivered"),
    ("06-02 11:00", "outcome 1 works", "works"),
)


@pytest.mark.parametrize("step", range(1, len(LIFE)))
def test_each_fact_is_known_from_its_moment_on_and_none_comes_before_the_last(danas: Shop, step: int) -> None:
    for moment, command, _ in LIFE[:step]:
        danas.at(moment)(command)
    (before, _, was), (moment, command, state) = LIFE[step - 1 : step + 1]
    minute_before = f"2026-{before[:6]}{int(before[6:8]) - 1:02}:59"
    danas.at("06-03 10:00").refuses(2, f"{command} --at '{minute_before}'")
    danas(f"{command} --at '2026-{moment}'")
    then = [danas.json(f"replacement show 1 --as-of '2026-{at}'")["replacements"][0] for at in (before, moment)]
    assert [unit["state"] for unit in then] == [was, state]


BEN_MAY = '[policy]\ngoodwill = { Ben = "41.00" }\n'


def test_a_unit_is_worth_what_it_cost_us_where_nobody_says_otherwise(danas: Shop) -> None:
    danas("purchase add dana@example.com MX500i --price 60 --cost 41 --bought 2026-03-09")
    danas("purchase add 'Kim Ito' MX500i --price 99 --bought 2026-05-09")
    danas.configure(BEN_MAY)
    danas.environment["CARELINE_ME"] = "Ben"
    assert danas.json(GIVE)["replacements"][0]["state"] == "shipped"


def test_what_was_paid_in_another_currency_does_not_say_what_it_is_worth(danas: Shop) -> None:
    danas("purchase add dana@example.com MX500i --price 60 --cost 41 --bought 2026-03-09")
    danas.configure(f'currency = "EUR"\n{BEN_MAY}')
    danas.environment["CARELINE_ME"] = "Ben"
    assert "--goods" in danas.refuses(2, GIVE)


def test_what_somebody_else_ships_is_asked_for_again_as_before(shop: Shop) -> None:
    shop.at("06-01 10:00")("party add Plantronics --approval on-request --ships supplier")
    shop("open 'No sound' --customer 'Dana Reyes' --product MX500i")
    shop("replacement request 1 --supplier Plantronics --why 'Yours broke.'")
    shop.at("06-02 10:00")("replacement approve 1")
    shop("replacement ship 1 --arrives 1bd")
    shop.at("06-03 10:00")("outcome 1 doa --delivered now")
    again = shop.json("replacement request 1 --again")["replacements"][0]
    assert (again["attempt"], again["item"], again["supplier"], again["why"]) == (
        2,
        "MX500i",
        "Plantronics",
        "Yours broke.",
    )
