"""The old unit's way back, what suppliers owe, and how products fail: through the real command line."""

from typing import Any

import pytest

from tests.shop import Shop, prepared, utc

SHIP = "ship-replacement 1 --why 'Yours broke; this one is yours.' --arrives 2bd"


@prepared
def shop(shop: Shop) -> Shop:
    """R-1 went out on Mon 1 Jun, and cost $41.00, which the supplier bears."""
    shop("open 'No sound' --customer 'Dana Reyes <dana@example.com>' --product MX500i --promise 'I ring' --by 2bd")
    shop(SHIP)
    shop("cost add 1 41.00 --kind goods --payer supplier --replacement 1")
    return shop


def returned(shop: Shop) -> Any:
    return shop.case()["returns"][0]


def claim(shop: Shop) -> Any:
    return shop.case()["claims"][0]


def cents(money: Any) -> int:
    return round(float(money["amount"]) * 100)


def test_a_return_is_awaited_then_overdue_then_received_late_and_inspected(shop: Shop) -> None:
    shop("return ask 1 --by '2026-06-05 17:00'")
    assert returned(shop)["state"] == "awaited"
    shop.at("06-08 10:00")
    assert (returned(shop)["state"], returned(shop)["days_late"]) == ("overdue", 3)
    (row,) = shop.json("brief")["sections"]["returns_overdue"]
    assert (row["replacement"], row["customer"], row["item"], row["days"]) == ("R-1", "Dana Reyes", "MX500i", 3)
    shop.at("06-09 10:00")("return received 1")
    assert (returned(shop)["state"], returned(shop)["days_late"]) == ("received", 4)
    shop("return inspected 1 --became to-supplier --finding 'a broken hinge'")
    assert (returned(shop)["state"], returned(shop)["became"]) == ("inspected", "to-supplier")
    assert returned(shop.at("06-20 10:00"))["days_late"] == 4
    assert shop.json("show 1 --as-of '2026-06-04 10:00'")["returns"][0]["state"] == "awaited"
    assert shop.json("brief")["sections"]["returns_overdue"] == []


def counted(shop: Shop) -> list[Any]:
    """How promises were kept, the on-time rate of FieldCo among them, and what is overdue, on Mon 8 Jun."""
    shop.at("06-08 10:00")
    sections = shop.json("brief")["sections"]
    morning = {name: rows for name, rows in sections.items() if name != "returns_overdue"}
    return [shop.json("report performers")["sections"], shop.json("overdue")["sections"], morning]


def test_the_customers_promise_is_never_counted_as_ours(shop: Shop) -> None:
    shop("open 'Line down' --customer 'Kim Ito' --promise 'FieldCo calls' --by 1bd --performer FieldCo")
    for number in range(10):
        made = shop.json(f"promise make 2 'FieldCo writes {number}' --by 2bd --performer FieldCo")["promises"][0]
        shop(f"keep {made['id']}")
    before = counted(shop)
    assert [row["on_time_rate"] for row in before[0]["performers"] if row["performer"] == "FieldCo"] == [10 / 11]
    shop.at("06-01 10:00")("return ask 1 --by '2026-06-05 17:00'")
    assert counted(shop) == before
    assert [row["replacement"] for row in shop.json("brief")["sections"]["returns_overdue"]] == ["R-1"]
    assert len(shop.case()["promises"]) == 3


def test_a_return_that_is_awaited_does_not_hold_up_closing(shop: Shop) -> None:
    shop("return ask 1 --by 10bd")
    shop.at("06-02 10:00")("outcome 1 works --delivered '1h ago'")
    shop("keep 1")
    shop("close 1 --confirmed 'It works'")
    shop.at("06-03 10:00")("return received 1")


@pytest.mark.parametrize(
    ("done", "code", "command"),
    [
        ((), 4, "return received 1"),
        ((), 4, "return waive 1 --because x"),
        ((), 2, "return ask 1 --by 2026-05-20"),
        ((), 2, "return ask 1"),
        (("ask 1 --by 5bd",), 4, "return ask 1 --by 6bd"),
        (("ask 1 --by 5bd",), 4, "return inspected 1 --became scrapped"),
        (("ask 1 --by 5bd",), 2, "return waive 1 --because ' '"),
        (("ask 1 --by 5bd",), 2, "return received 1 --at '2h ago'"),
        (("ask 1 --by 5bd", "received 1"), 4, "return received 1"),
        (("ask 1 --by 5bd", "received 1"), 4, "return waive 1 --because x"),
        (("ask 1 --by 5bd", "waive 1 --because x"), 4, "return received 1"),
        (("ask 1 --by 5bd", "received 1", "inspected 1 --became scrapped"), 4, "return inspected 1 --became repaired"),
    ],
)
def test_what_a_return_forbids(shop: Shop, done: tuple[str, ...], code: int, command: str) -> None:
    for each in done:
        shop(f"return {each}")
    shop.refuses(code, command)


def test_a_claim_is_credited_in_parts_and_the_rest_rejected(shop: Shop) -> None:
    shop("claim add 1 41.00 --supplier Plantronics")
    assert (claim(shop)["state"], claim(shop)["supplier"]) == ("due", "Plantronics")
    shop("claim submit 1 --reference RMA-1")
    shop.at("06-02 10:00")("claim credit 1 20.00")
    assert (claim(shop)["state"], cents(claim(shop)["open"])) == ("credited_in_part", 2100)
    shop("claim reject 1 --because 'too old'")
    assert (claim(shop)["state"], cents(claim(shop)["rejected"]), cents(claim(shop)["open"])) == ("rejected", 2100, 0)
    then = shop.json("show 1 --as-of '2026-06-01 12:00'")["claims"][0]
    assert (then["state"], cents(then["open"]), then["submitted_at"]) == ("submitted", 4100, utc("06-01 10:00"))


def test_a_claim_that_is_due_grows_with_what_the_supplier_bears_and_a_past_page_does_not_know_it(shop: Shop) -> None:
    shop("claim add 1 41.00 --supplier Plantronics")
    shop.at("06-02 10:00")("cost add 1 8.00 --kind shipping --payer supplier --replacement 1")
    assert cents(claim(shop)["amount"]) == 4900
    assert cents(shop.json("show 1 --as-of '2026-06-01 12:00'")["claims"][0]["amount"]) == 4100
    shop("claim submit 1")
    shop("cost add 1 1.00 --kind shipping --payer supplier --replacement 1")
    assert cents(claim(shop)["amount"]) == 4900


@pytest.mark.parametrize(
    ("done", "code", "command"),
    [
        ((), 4, "claim add 1 41.01 --supplier Plantronics"),
        ((), 2, "claim add 1 41.00"),
        ((), 2, "claim add 1 0 --supplier Plantronics"),
        ((), 2, "claim add 1 1.234 --supplier Plantronics"),
        ((), 4, "claim submit 1"),
        (("add 1 41 --supplier P",), 4, "claim add 1 41 --supplier P"),
        (("add 1 41 --supplier P",), 4, "claim credit 1"),
        (("add 1 41 --supplier P",), 4, "claim reject 1 --because x"),
        (("add 1 41 --supplier P", "submit 1"), 4, "claim submit 1"),
        (("add 1 41 --supplier P", "submit 1"), 4, "claim credit 1 41.01"),
        (("add 1 41 --supplier P", "submit 1"), 2, "claim credit 1 0"),
        (("add 1 41 --supplier P", "submit 1", "credit 1"), 4, "claim credit 1 1"),
        (("add 1 41 --supplier P", "submit 1", "credit 1"), 4, "claim reject 1 --because x"),
        (("add 1 41 --supplier P", "submit 1", "reject 1 --because x"), 4, "claim credit 1 1"),
    ],
)
def test_what_a_claim_forbids(shop: Shop, done: tuple[str, ...], code: int, command: str) -> None:
    for each in done:
        shop(f"claim {each}")
    shop.refuses(code, command)


UNDER_A_PROGRAMME = "ship-replacement 2 --supplier Dymo --why 'Yours broke.' --arrives 2bd --goods 41.00 --postage 6.50"


@pytest.mark.parametrize(
    ("programme", "owed", "borne_by_dymo"),
    [
        ("--ships us", 4750, 4750),
        ("--ships us --pays-shipping us", 4100, 4100),
        ("--ships us --pays-goods us", 650, 650),
        ("--ships us --pays-goods us --pays-shipping us", None, 0),
        ("--ships supplier", None, 4750),
    ],
)
def test_a_claim_opens_by_itself_where_we_ship_and_the_supplier_pays(
    shop: Shop, programme: str, owed: int | None, borne_by_dymo: int
) -> None:
    shop(f"party add Dymo {programme}")
    shop("open 'Prints blank' --customer 'Kim Ito' --product LabelWriter")
    shop(UNDER_A_PROGRAMME)
    case = shop.case(2)
    found = [(each["supplier"], each["state"], cents(each["amount"])) for each in case["claims"]]
    assert found == ([("Dymo", "due", owed)] if owed else [])
    assert cents(case["money"]["by_payer"]["supplier"]) == borne_by_dymo
    assert cents(case["money"]["net_recovery"]) == 4750 - borne_by_dymo


def test_what_costs_more_afterwards_makes_the_claim_fall_due_by_itself(shop: Shop) -> None:
    shop("party add Dymo --ships us --pays-goods us")
    shop("open 'Prints blank' --customer 'Kim Ito' --product LabelWriter")
    shop("ship-replacement 2 --supplier Dymo --why 'Yours broke.' --arrives 2bd")
    assert shop.case(2)["claims"] == []
    shop("cost add 2 6.50 --kind shipping --payer supplier --replacement 2")
    assert [cents(each["amount"]) for each in shop.case(2)["claims"]] == [650]


def test_what_the_supplier_rejects_is_ours_again_on_every_page(shop: Shop) -> None:
    shop("claim add 1 41.00 --supplier Plantronics")
    shop("claim submit 1")
    assert "Cost us nothing; the supplier paid $41.00, all of it still to come." in shop("show 1").out
    shop.at("06-02 10:00")("claim credit 1 20.00")
    assert "Cost us nothing; the supplier paid $41.00, $21.00 of it still to come." in shop("show 1").out
    shop.at("06-03 10:00")("claim reject 1 --because 'bent by hand'")
    assert "Cost us $21.00 (goods $21.00); the supplier paid $20.00." in shop("show 1").out
    by_payer = shop.json("report costs")["sections"]["by_payer"]
    assert [(row["payer"], cents(row["amount"])) for row in by_payer] == [("us", 2100), ("supplier", 2000)]
    assert "$41.00" in shop("report claims").out


def test_a_replacements_page_tells_by_moment_what_went_on_beside_it(shop: Shop) -> None:
    shop("return ask 1 --by 5bd")
    shop("claim add 1 41.00 --supplier Plantronics")
    shop.at("06-02 10:00")("return received 1")
    shop.at("06-03 10:00")("claim submit 1")
    shop.at("06-04 10:00")("return inspected 1 --became to-supplier")
    told = [line.partition("  ")[0] for line in (each.strip() for each in shop("replacement show 1").out.splitlines())]
    assert told[1:] == [*["Mon 1 Jun 10:00"] * 3, "Tue 2 Jun 10:00", "Wed 3 Jun 10:00", "Thu 4 Jun 10:00"]


def test_costs_of_another_currency_are_no_part_of_a_claim(shop: Shop) -> None:
    shop("claim add 1 41.00 --supplier Plantronics")
    shop.settings_file.write_text(shop.settings_file.read_text() + 'currency = "EUR"\n')
    shop("cost add 1 900 --kind goods --payer supplier --replacement 1")
    assert claim(shop)["amount"] == {"amount": "41.00", "currency": "USD"}


def test_a_claim_that_nobody_submits_shows_in_the_brief_after_five_working_days(shop: Shop) -> None:
    shop("claim add 1 41.00 --supplier Plantronics")
    assert shop.at("06-08 17:00").json("brief")["sections"]["claims_due"] == []
    (row,) = shop.at("06-08 17:01").json("brief")["sections"]["claims_due"]
    assert (row["replacement"], row["supplier"], cents(row["amount"])) == ("R-1", "Plantronics", 4100)


def test_the_reports_of_claims_and_returns_have_all_of_them(shop: Shop) -> None:
    shop("claim add 1 41.00 --supplier Plantronics")
    shop("return ask 1 --by 5bd")
    sections = shop.at("07-15 10:00").json("report claims")["sections"]
    assert [cents(sections["suppliers"][0][key]) for key in ("open_0_30", "open_31_60", "open", "amount")] == [
        0,
        4100,
        4100,
        4100,
    ]
    assert sections["claims"][0]["days"] == 44
    assert [row["replacement"] for row in shop.json("report returns")["sections"]["overdue"]] == ["R-1"]


def test_a_second_case_on_the_same_product_shows_a_cluster_of_two(shop: Shop) -> None:
    assert shop.json("report products")["sections"]["clusters"] == []
    shop("open 'No sound at all' --customer 'Kim Ito' --product mx500I")
    (cluster,) = shop.json("report products")["sections"]["clusters"]
    assert (cluster["cases"], cluster["customers"], cluster["open"], cluster["words"]) == (2, 2, 2, "sound")


@pytest.mark.parametrize(("moment", "found"), [("2027-06-01T10:00:00-04:00", 1), ("2027-06-01T10:01:00-04:00", 0)])
def test_a_cluster_looks_back_twelve_months_unless_a_period_is_named(shop: Shop, moment: str, found: int) -> None:
    shop.at("2027-05-31T10:00:00-04:00")("open 'No sound at all' --customer 'Kim Ito' --product MX500i")
    assert len(shop.at(moment).json("report products")["sections"]["clusters"]) == found
    assert len(shop.json("report products --since 2026-01-01")["sections"]["clusters"]) == 1


def test_units_are_counted_by_product_and_rates_wait_for_ten(shop: Shop) -> None:
    shop.at("06-02 10:00")("outcome 1 doa --delivered '1h ago'")
    row = next(row for row in shop.json("report products")["sections"]["products"] if row["product"] == "MX500i")
    assert (row["units"], row["failures"], row["doa"], row["lost"], row["failure_rate"]) == (1, 1, 1, 0, None)
