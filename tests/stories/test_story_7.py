"""Three of five: one case, one letter, one chain, though the units fare differently; and no cent is lost."""

from typing import Any

from tests.shop import Shop, prepared, utc

WHY = "Three of your probes were dead. These replace them; there is nothing to pay."
DEAD = 'outcome R-1 doa --quantity 1 --correct --because "one of them is dead"'


@prepared
def sent(shop: Shop) -> Shop:
    """Mon 1 Jun: three of the five probes are dead, and three new ones are sent together."""
    shop.at("06-01 09:00")(
        'party add "Probe Works" --kind supplier --approval by-itself --ships supplier --pays-goods supplier'
        " --pays-shipping us --returns never"
    )
    shop("party add Ben --kind staff")
    shop.at("06-01 09:10")(
        'purchase add "North Lab <lab@example.com>" "Probe P2" --price 350 --cost 210 --quantity 5 --order 900'
        " --bought 2026-05-11"
    )
    shop.at("06-01 10:00")(
        'open "Three probes are dead" --customer lab@example.com --product "Probe P2" --order 900 --quantity 3'
        ' --promise "new ones" --by wed'
    )
    shop.at("06-01 11:00")(
        f'ship-replacement 1 --quantity 3 --keeps P-1 --why "{WHY}" --arrives wed --supplier "Probe Works" --goods 210'
        " --return-by 10bd"
    )
    return shop


@prepared
def arrived(sent: Shop) -> Shop:
    """Two arrive on Wednesday and work; the third is late, and arrives on Friday."""
    sent.at("06-03 15:00")("delivered R-1 --quantity 2")
    sent.at("06-04 10:00")("outcome R-1 works")
    sent.at("06-05 11:00")("delivered R-2")
    return sent


@prepared
def mistaken(arrived: Shop) -> Shop:
    """Ben types the third's outcome on one of the two that work."""
    arrived.at("06-05 15:00")(f"--me Ben {DEAD}")
    return arrived


@prepared
def put_right(mistaken: Shop) -> Shop:
    """On Monday he puts it right, and types it where it belongs."""
    mistaken.at("06-08 09:00")('--me Ben outcome R-1 works --correct --because "it was R-2 that was dead"')
    mistaken("--me Ben outcome R-2 doa")
    return mistaken


@prepared
def happy_end(put_right: Shop) -> Shop:
    """The next one works; two old ones come back; what the fourth cost is claimed and credited."""
    shop = put_right
    shop.at("06-08 10:00")('ship-replacement 1 --why "Tested before it left." --arrives 1bd --goods 210 --no-return')
    shop.at("06-09 10:00")("outcome R-4 works --delivered now")
    shop("return received R-1")
    shop('return waive R-2 --because "it went into the bin"')
    shop('claim add R-4 210 --supplier "Probe Works"')
    shop("claim submit R-4")
    shop("claim credit R-4")
    shop('close 1 --confirmed "All of them work. Thank you!"')
    return shop


def units(shop: Shop, more: str = "") -> list[tuple[Any, ...]]:
    """Every replacement of the case: its name, attempt, how many, and what became of them."""
    told = shop.json(f"show 1 {more}")["replacements"]
    return [(each["id"], each["attempt"], each["quantity"], each["outcome"]) for each in told]


def test_three_are_one_replacement_and_one_letter(sent: Shop) -> None:
    assert units(sent) == [("R-1", 1, 3, None)]
    assert sent.case()["case"]["quantity"] == 3
    assert sent.promise(1)["state"] == "kept"
    letter = sent("replacement slip R-1").out
    assert "These are your replacements, for your order 900: 3 × Probe P2." in letter
    assert "Please send the 3 old ones back by Mon 15 Jun 2026." in letter
    told = sent("replacement announced R-1 --json").json["contacts"][-1]["text"]
    assert "Your replacements, 3 × Probe P2, are on their way. They arrive by Wed 3 Jun." in told


def test_two_arrive_and_the_promise_goes_on_for_the_third(sent: Shop) -> None:
    sent.at("06-03 15:00")("delivered R-1 --quantity 2")
    assert units(sent) == [("R-1", 1, 2, None), ("R-2", 1, 1, None)]
    assert [p["state"] for p in sent.case()["promises"]] == ["kept", "pending", "pending"]


def test_arrives_is_kept_late_with_the_third(arrived: Shop) -> None:
    assert units(arrived) == [("R-1", 1, 2, "works"), ("R-2", 1, 1, None)]
    arrives, check = arrived.promise(2), arrived.promise(3)
    assert (arrives["state"], arrives["kept_at"]) == ("kept_late", utc("06-05 11:00"))
    assert check["state"] == "overdue"
    assert len(arrived.case()["promises"]) == 3


def test_g13_a_wrong_outcome_of_one_unit_is_put_right(put_right: Shop) -> None:
    assert units(put_right) == [("R-1", 1, 2, "works"), ("R-2", 1, 1, "doa")]
    states = [(p["id"], p["kind"], p["state"]) for p in put_right.case()["promises"]]
    assert states == [
        ("P-1", "other", "kept"),
        ("P-2", "delivery", "kept_late"),
        ("P-3", "check", "kept_late"),
        ("P-4", "fix", "void"),
        ("P-5", "fix", "pending"),
    ]
    (first, _) = put_right.case()["replacements"]
    assert [each["outcome"] for each in first["corrected"]] == ["works", "doa"]
    assert first["outcome_at"] == utc("06-04 10:00")
    assert "R-3 is part of R-1 again; name that one." in put_right.refuses(3, "outcome R-3 works")
    commands = [line["command"] for line in put_right.json("log")["items"]]
    assert commands.count("replacement outcome") == 4


def test_on_saturday_one_was_believed_dead(mistaken: Shop) -> None:
    assert units(mistaken) == [("R-1", 1, 1, "doa"), ("R-2", 1, 1, None), ("R-3", 1, 1, "works")]
    assert [p["state"] for p in mistaken.case()["promises"]] == ["kept", "kept_late", "overdue", "pending"]


def test_as_of_saturday_the_page_still_shows_what_was_believed(put_right: Shop) -> None:
    on_saturday = "--as-of '2026-06-06 12:00'"
    assert units(put_right, on_saturday) == [("R-1", 1, 1, "doa"), ("R-2", 1, 1, None), ("R-3", 1, 1, "works")]
    states = [p["state"] for p in put_right.json(f"show 1 {on_saturday}")["promises"]]
    assert states == ["kept", "kept_late", "overdue", "pending"]
    assert units(put_right, "--as-of '2026-06-02 12:00'") == [("R-1", 1, 3, None)]
    (product,) = put_right.json(f"report products {on_saturday}")["sections"]["products"]
    assert [product[key] for key in ("units", "known", "doa")] == [3, 2, 1]


def test_it_ends_with_three_that_work_and_one_failed_attempt(happy_end: Shop) -> None:
    assert units(happy_end) == [("R-1", 1, 2, "works"), ("R-2", 1, 1, "doa"), ("R-4", 2, 1, "works")]
    told = happy_end.case()
    assert (told["case"]["status"], told["case"]["closed_how"]) == ("closed", "confirmed")
    assert {each["chain"] for each in told["replacements"]} == {1}
    (product,) = happy_end.json("report products")["sections"]["products"]
    assert [product[key] for key in ("units", "known", "failures", "doa")] == [4, 4, 1, 1]
    page = happy_end("show 1").out
    assert "attempt 1: 3 × Probe P2 sent" in page
    assert "attempt 2: Probe P2 sent" in page
    assert [each["state"] for each in told["returns"]] == ["received", "waived"]
    assert "the 2 old units came back" in page


def test_no_cent_is_lost_and_the_margin_is_of_the_three(happy_end: Shop) -> None:
    told = happy_end.case()
    assert [(each["replacement"], each["amount"]["amount"]) for each in told["costs"]] == [
        ("R-1", "420.00"),
        ("R-2", "210.00"),
        ("R-4", "210.00"),
    ]
    money = told["money"]
    assert {payer: each["amount"] for payer, each in money["by_payer"].items()} == {
        "us": "0.00",
        "supplier": "840.00",
        "customer": "0.00",
        "carrier": "0.00",
    }
    assert [money[key]["amount"] for key in ("net_recovery", "margin", "result")] == ["0.00", "420.00", "420.00"]
