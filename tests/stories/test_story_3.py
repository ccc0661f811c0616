"""The label printer: one call, one newer unit sent on purpose, and a promise kept a day early."""

import pytest

from tests.keys import Has
from tests.shop import Shop, utc

WHY = "The 350 has no driver for Mountain Lion. This LabelWriter 450 has one; it is yours, and the old one too."
SHIP = f'ship-replacement 1 --item "LabelWriter 450" --carrier FedEx --arrives 2026-08-25 --why "{WHY}"'
ARTICLE = """\
---
product: "LabelWriter 350"
symptom: "No labels since the upgrade to Mountain Lion: there is no driver"
sends: "LabelWriter 450"
---
Send a newer unit, which has a driver. Reinstalling does not help.
"""
UPGRADE = '--substitute-because "no driver for Mountain Lion" --consent "A newer one is fine"'
GOODWILL = "--basis goodwill --goods 70.00"


OPEN = (
    'open "No labels since the upgrade to Mountain Lion" --customer "Sam Otieno <sam@example.com>"'
    ' --product "LabelWriter 350" --channel phone --tried "settings, reinstalling, the web"'
)


@pytest.fixture(autouse=True)
def authority(shop: Shop) -> None:
    """What Ben gives away up to $100.00 needs nobody."""
    shop.configure('[calendar]\ncountry = "US"\n[policy]\ngoodwill = { Ben = "100.00" }\n')


def learnt(shop: Shop) -> None:
    shop.at("08-17 10:00")("article add --file -", typed=ARTICLE)
    shop('article add --product MX500i --symptom "Crackles" --remedy "Send a new cable"')
    shop('product add "LabelWriter 350" --supplier Dymo --successor "LabelWriter 450" --warranty-months 24')
    for customer, product, bought in (
        ("Sam Otieno <sam@example.com>", "LabelWriter 350", "2023-05-04"),
        ("Mia Tan", "LabelWriter 350", "2026-03-02"),
        ("Lee Park", "LabelWriter 450", "2026-03-02"),
    ):
        shop(f'purchase add "{customer}" "{product}" --price 60 --bought {bought}')


def diagnosed(shop: Shop) -> None:
    learnt(shop)
    shop("party add Ben --kind staff")
    shop.environment["CARELINE_ME"] = "Ben"
    shop.at("08-18 10:00")(OPEN)
    shop.at("08-18 10:02")("case diagnose 1 --article K-1")
    shop('follow-up 1 "There is no driver for it. We send you a newer one"')


def sent(shop: Shop) -> None:
    diagnosed(shop)
    shop(f"{SHIP} {UPGRADE} {GOODWILL}")


def confirmed(shop: Shop) -> None:
    sent(shop)
    shop.at("08-24 12:00")("delivered R-1")
    shop.at("08-26 10:00")("outcome R-1 works")
    shop('close 1 --confirmed "Installed, and it prints"')


def test_what_sam_tried_already_stands_on_the_case(shop: Shop) -> None:
    diagnosed(shop)
    told = shop.case()
    assert told["case"]["tried"] == "settings, reinstalling, the web"
    assert (told["case"]["opened_at"], told["case"]["last_word_at"]) == (utc("08-18 10:00"), utc("08-18 10:02"))
    assert shop.promise(1)["state"] == "kept"
    assert "settings, reinstalling, the web" in shop("show 1").out


def test_opening_sams_case_shows_what_is_known_of_it_and_what_sam_tried_before_that(shop: Shop) -> None:
    learnt(shop)
    opened = shop.at("08-18 10:00").json(OPEN)
    assert [article["id"] for article in opened["articles"]] == ["K-1"]
    assert opened["articles"][0]["sends"] == "LabelWriter 450"
    shop("undo")
    said = shop(OPEN).out
    assert said.index("settings, reinstalling, the web") < said.index("K-1  LabelWriter 350: Send a newer unit")


def test_the_case_is_diagnosed_with_it_two_minutes_later(shop: Shop) -> None:
    diagnosed(shop)
    assert shop.case()["diagnoses"] == [Has({"at": utc("08-18 10:02"), "who": "Ben", "article": "K-1"})]
    assert "diagnosed with K-1" in shop("show 1").out


def test_what_ben_may_do_about_it_is_said_before_there_is_a_case(shop: Shop) -> None:
    learnt(shop)
    found = shop.at("08-18 09:55")("--me Ben article search mountain lion driver").out
    assert "You may send a LabelWriter 450 and give goodwill up to $100.00 without asking." in found


def test_the_warranty_is_over_and_no_basis_any_more(shop: Shop) -> None:
    diagnosed(shop)
    message = shop.refuses(4, f"{SHIP} {UPGRADE} --basis warranty")
    assert "ended on Sun 4 May 2025" in message
    assert "--basis goodwill" in message


def test_goodwill_within_bens_authority_needs_nobody_and_above_it_asks_ana(shop: Shop) -> None:
    diagnosed(shop)
    above = shop.json(f"{SHIP} {UPGRADE} --basis goodwill --goods 100.01 --dry-run")
    assert above["replacements"][0]["shipped_at"] is None
    assert [each["to"] for each in above["escalations"]] == ["Ana"]
    within = shop.json(f"{SHIP} {UPGRADE} --basis goodwill --goods 100.00")
    assert (within["replacements"][0]["shipped_at"], within["escalations"]) == (utc("08-18 10:02"), [])


def test_the_successor_is_on_record(shop: Shop) -> None:
    learnt(shop)
    assert "LabelWriter 450" in shop('product show "LabelWriter 350"').out


def test_other_owners_of_the_printer_are_told_before_theirs_stops(shop: Shop) -> None:
    diagnosed(shop)
    rows = shop.json("article affected K-1")["sections"]["affected"]
    assert [(row["customer"], row["state"]) for row in rows] == [("Mia Tan", "not yet"), ("Sam Otieno", "told")]
    shop("article affected K-1 --open-cases")
    shop.at("08-18 10:30")('follow-up 2 "Before you upgrade: there is no driver yet"')
    rows = shop.json("article affected K-1")["sections"]["affected"]
    assert [(row["customer"], row["state"], row["case"]) for row in rows] == [
        ("Mia Tan", "told", "C-2"),
        ("Sam Otieno", "told", "C-1"),
    ]


def test_another_model_needs_a_reason_and_sams_consent(shop: Shop) -> None:
    diagnosed(shop)
    for given in ("", '--substitute-because "no driver"', "--consent"):
        assert "LabelWriter 450" in shop.refuses(4, f"{SHIP} {GOODWILL} {given}")


def test_an_upgrade_with_consent_is_no_wrong_item(shop: Shop) -> None:
    sent(shop)
    (upgrade,) = shop.case()["replacements"]
    assert (upgrade["wanted"], upgrade["item"], upgrade["attempt"]) == ("LabelWriter 350", "LabelWriter 450", 1)
    assert (upgrade["substitute_because"], upgrade["consent"]) == (
        "no driver for Mountain Lion",
        "A newer one is fine",
    )
    assert (upgrade["basis"], upgrade["outcome"]) == ("goodwill", None)
    arrives = shop.promise(3)
    assert (arrives["performer"], arrives["due_at"]) == ("FedEx", utc("08-25 17:00"))


def test_it_arrives_a_day_early_and_stays_unverified_until_sam_confirms(shop: Shop) -> None:
    sent(shop)
    shop.at("08-24 12:00")("delivered R-1")
    assert (shop.promise(3)["state"], shop.promise(3)["kept_at"]) == ("kept", utc("08-24 12:00"))
    check = shop.promise(4)
    assert (check["state"], check["due_at"]) == ("pending", utc("08-26 17:00"))
    assert [row["case"] for row in shop.json("brief")["sections"]["unverified"]] == ["C-1"]
    shop.at("08-26 10:00")("outcome R-1 works")
    closed = shop.json('close 1 --confirmed "Installed, and it prints"')["case"]
    assert (closed["closed_how"], closed["closed_at"]) == ("confirmed", utc("08-26 10:00"))


def test_an_upgrade_is_never_counted_as_a_wrong_item(shop: Shop) -> None:
    confirmed(shop)
    (counted,) = [row for row in shop.json("report products")["sections"]["products"] if row["units"]]
    assert [counted[key] for key in ("product", "units", "failures", "wrong_item")] == ["LabelWriter 450", 1, 0, 0]


def test_sam_contacted_us_only_once_before_it_was_put_right(shop: Shop) -> None:
    confirmed(shop)
    told = shop.case()
    opening_contact, answer, confirmation = told["contacts"]
    assert [c["direction"] for c in told["contacts"]] == ["in", "out", "in"]
    assert opening_contact["answered"]
    assert answer["at"] == utc("08-18 10:02")
    assert confirmation["at"] == told["case"]["closed_at"]
    assert told["case"]["chases"] == 0
    measures = {row["measure"]: row for row in shop.json("report measures")["sections"]["measures"]}
    resolved = measures["first_contact_resolution"]
    assert (resolved["counted"], resolved["of"]) == (1, 1)
