"""The letters of a shipment at the command line: the slip, the shop's own words, and whether the announcement went."""

import re
from typing import Any

import pytest

from careline.domain.casefile.letters import FIELDS
from tests.keys import Has
from tests.render.evil import EVIL
from tests.render.test_html import Read
from tests.shop import Shop, prepared, utc

SHIP = "ship-replacement 1 --why 'Yours broke. This one is yours.' --arrives 2bd"
BROKEN = "{greeting} {item} {why}\n{what_to_do} {custmer}\n"


@prepared
def danas(shop: Shop) -> Shop:
    """C-1, which has promised nothing but the acknowledgement."""
    shop("open 'No sound' --customer 'Dana Reyes <dana@example.com>' --product MX500i")
    return shop


def letter(shop: Shop, name: str, text: str) -> None:
    """The shop writes a letter itself."""
    folder = shop.folder / "templates"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def unannounced(shop: Shop) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = shop.json("brief")["sections"]["unannounced"]
    return rows


# The announcement


def test_an_announcement_that_nobody_sent_stands_in_the_brief_until_it_is_sent_or_the_unit_arrives(danas: Shop) -> None:
    assert unannounced(danas) == []
    danas(SHIP)
    about = {"case": "C-1", "customer": "Dana Reyes", "subject": "No sound", "replacement": "R-1", "item": "MX500i"}
    assert unannounced(danas) == [Has(about | {"shipped_at": utc("06-01 10:00")})]
    assert "Not announced yet\n" in danas("brief").out
    assert "careline replacement announced R-1\n" in danas("brief").out
    danas.at("06-01 12:00")("replacement announced R-1")
    assert unannounced(danas) == []
    assert danas.json("brief --as-of '2026-06-01 11:00'")["sections"]["unannounced"] != []
    danas.at("06-02 10:00")("outcome 1 doa --delivered now")
    danas(SHIP)
    assert [row["replacement"] for row in unannounced(danas)] == ["R-2"]
    danas("delivered 2")
    assert unannounced(danas) == []


def test_announcing_reaches_the_customer_and_keeps_the_acknowledgement(danas: Shop) -> None:
    announcement = danas.json(SHIP)["announcement"]
    done = danas.at("06-01 11:00").json("replacement announced 1 --channel email")
    (contact,) = done["contacts"]
    assert (contact["direction"], contact["channel"], contact["text"]) == ("out", "email", announcement)
    assert done["replacements"][0]["announced_at"] == utc("06-01 11:00")
    assert (danas.promise(1)["state"], danas.promise(2)["state"]) == ("kept", "pending")
    assert danas.case()["case"]["last_word_at"] == utc("06-01 11:00")


@pytest.mark.parametrize("asked", [False, True], ids=["ship-replacement", "replacement ship"])
def test_shipping_and_announcing_go_in_one(danas: Shop, asked: bool) -> None:
    if asked:
        danas("replacement request 1 --why 'Yours broke.' --arrives 2bd")
    done = danas.json("replacement ship 1 --announced" if asked else f"{SHIP} --announced")
    assert done["replacements"][0]["announced_at"] == utc("06-01 10:00")
    assert [contact["direction"] for contact in done["contacts"]] == ["out"]
    assert danas.promise(1)["state"] == "kept"
    assert unannounced(danas) == []


def test_it_is_announced_once_and_while_it_is_on_its_way(danas: Shop) -> None:
    danas("replacement request 1 --why 'Yours broke.' --arrives 2bd")
    assert "has not shipped yet" in danas.refuses(4, "replacement announced 1")
    danas.at("06-01 11:00")("replacement ship 1")
    assert "shipment" in danas.refuses(2, "replacement announced 1 --at 10:30")
    danas("replacement announced 1")
    assert "already announced" in danas.refuses(4, "replacement announced 1")
    danas("outcome 1 doa --delivered now")
    danas(SHIP)
    danas("delivered 2")
    assert "already delivered" in danas.refuses(4, "replacement announced 2")


# The shop's own words


@pytest.mark.parametrize("name", ["slip.txt", "slip.html", "announcement.txt"])
def test_nothing_ships_with_a_broken_letter(danas: Shop, name: str) -> None:
    danas("replacement request 1 --why 'Yours broke.' --arrives 2bd")
    letter(danas, name, BROKEN)
    before = danas.case()
    for command in ("replacement pack 1", "replacement ship 1", "ship-replacement 1"):
        refused = danas.refuses(5, command)
        assert f"{name}, line 2: {{custmer}} is not a field. Did you mean {{customer}}?" in refused
    assert danas.case() == before


def test_what_a_supplier_ships_needs_no_slip_of_ours(danas: Shop) -> None:
    letter(danas, "slip.txt", BROKEN)
    danas(f"{SHIP} --supplier Plantronics")
    danas.refuses(5, "replacement slip 1")


def test_the_shops_own_letters_are_printed(danas: Shop) -> None:
    letter(danas, "slip.txt", "Hi {first_name}, {item}.\n{why}\n{what_to_do}\n")
    letter(danas, "announcement.txt", "{greeting} soon: {item}. {why}\n")
    assert danas.json(SHIP)["announcement"] == "Dear Dana Reyes, soon: MX500i. Yours broke. This one is yours."
    slip = "Hi Dana, MX500i.\nYours broke. This one is yours.\nKeep the old one; there is nothing you need to do.\n"
    assert danas("replacement slip 1").out == slip


def test_the_folder_of_letters_can_be_named_and_must_be_there_then(danas: Shop) -> None:
    danas.settings_file.write_text(danas.settings_file.read_text().replace("[shop]", '[shop]\ntemplates = "ours"'))
    assert "there is no such folder" in danas.refuses(5, SHIP)
    (danas.folder / "ours").mkdir()
    (danas.folder / "ours" / "slip.txt").write_bytes(b"\xff")
    assert "not UTF-8 text" in danas.refuses(5, SHIP)
    (danas.folder / "ours" / "slip.txt").unlink()
    danas(SHIP)


@pytest.mark.parametrize("field", ["because", "reason"])
def test_a_letter_of_the_shops_own_no_longer_prints_the_subject(danas: Shop, field: str) -> None:
    letter(danas, "slip.txt", f"{{greeting}} {{item}} {{why}} {{what_to_do}}\n{{{field}}}\n")
    refused = danas.refuses(5, SHIP)
    assert f"slip.txt, line 2: {{{field}}} is no longer a field: it held the subject of the case" in refused
    assert "use {why} instead" in refused


# What is ours alone


def test_nothing_that_we_wrote_for_ourselves_stands_in_a_text_for_the_customer(shop: Shop) -> None:
    """Every text of ours holds INNER; the customer's texts are all that careline writes, with every field there is."""
    shop.configure('phone = "+1 617 555 0100"\nemail = "help@example.com"\n')
    shop.at("06-01 10:00")("open '1 star: INNER clicks' --customer 'Dana Reyes <dana@example.com>' --product MX500i")
    shop("case note 1 'INNER: she will return it'")
    shop("heard 1 'INNER, as she put it' --chasing")
    shop("heard 1 'where is it' --channel phone")
    shop("promise make 1 'INNER plan' --by thu --planned --backup 'INNER backup'")
    shop("promise make 1 'A call from Ana' --by tue --backup 'INNER backup'")
    shop("promise renegotiate 3 --by wed --told 'It is Wednesday, sorry' --because 'INNER: Lee is ill'")
    shop("promise make 1 'A token' --by tue")
    shop("promise withdraw 5 --because 'INNER: too dear'")
    shop("escalate 1 --to Ben --ack-by 4bh --because 'INNER: three calls'")
    shop("case cause 1 'INNER: cheap springs'")
    shop("article add --product MX500i --symptom 'INNER symptom' --remedy 'INNER remedy'")
    shop("case diagnose 1 --article 1")
    shop("follow-up 1 --no-answer 'INNER: her line is dead'")
    shop("ship-replacement 1 --why 'Yours broke.' --arrives 2bd --because 'INNER cause' --carrier FedEx")
    shop.at("06-02 10:00")("outcome 1 doa --delivered now")
    letters = [
        shop.json(
            "ship-replacement 1 --why 'Here is another.' --arrives 2bd --item MX600 --because 'INNER again'"
            " --substitute-because 'INNER: no stock' --consent 'INNER: she grumbled' --announced"
        )["announcement"]
    ]
    shop("cost add 1 6.50 --kind shipping --note 'INNER: our mistake'")
    shop("case disclose 1 'We sent a bad one.' --no-plan-because 'INNER: no idea yet'")
    shop("keep 4 --note 'INNER: cut short'")
    texts = [shop(f"replacement slip 2{form}").out for form in ("", " --format html", " --format table")]
    letters += [texts[0], shop.json("replacement slip 2")["slip"], shop("case words 1").out]
    own = " ".join(f"{{{field}}}" for field in sorted(FIELDS))
    for name in ("slip.txt", "slip.html", "announcement.txt"):
        letter(shop, name, own)
    texts += [shop("replacement slip 2").out, shop("replacement slip 2 --format html").out]
    shop("outcome 2 wrong-item --delivered now --came INNER")
    texts += [
        shop.json("ship-replacement 1 --different 'INNER: checked twice' --why 'For you.' --arrives 2bd --dry-run")[
            "announcement"
        ]
    ]
    for text in (
        *letters,
        *texts,
        shop("case words 1 --json").out,
        shop("case words 1 --as-of '2026-06-01 10:30'").out,
    ):
        assert "INNER" not in text
    for text in letters:
        assert "Questions? Call +1 617 555 0100 or write to help@example.com, and mention C-1." in text


# On paper


@pytest.mark.parametrize(("option", "size"), [("", "A6"), (" --paper a6", "A6"), (" --paper letter", "letter")])
def test_the_slip_is_a_page_to_print(danas: Shop, option: str, size: str) -> None:
    danas(f"{SHIP} --return-by 2026-06-12")
    page = danas(f"replacement slip 1 --format html{option}").out
    assert f"@page {{ size: {size};" in page
    assert '<p class="do">Please send the old one back by Fri 12 Jun 2026.</p>' in page
    assert not re.search(r"\{\w+\}|://|url\(|<script|<link|<img", page)


@pytest.mark.parametrize("text", [*EVIL.values(), "{customer} {why} {nonsense}"], ids=[*EVIL, "braces"])
def test_nothing_acts_on_the_slip_and_braces_in_it_stay(shop: Shop, text: str) -> None:
    text = text.encode("utf-8", "replace").decode().replace("\0", "")
    if not text.strip():
        return
    shop("open", text, "--customer", "Dana Reyes", "--product", text, "--order", text)
    shop("ship-replacement", "1", "--arrives", "2bd", "--why", f"Why: {text}")
    page = Read(shop("replacement slip 1 --format html").out)
    tags = {tag for tag, _ in page.tags}
    assert tags <= {"html", "head", "meta", "title", "style", "body", "p", "br", "div"}
    assert not page.open
    printed = shop("replacement slip 1").out
    assert not any(sign in printed for sign in "\x1b\x9b\u202e\u2066\u2028\r\x85")
    assert ("{nonsense}" in printed) == ("{nonsense}" in text)


def test_one_enormous_word_is_printed(shop: Shop) -> None:
    shop("open", "x" * 2**17, "--customer", "Dana Reyes", "--product", "MX")
    shop("ship-replacement", "1", "--arrives", "2bd", "--why", "y" * 2**20)
    assert "y" * 2**20 in shop("replacement slip 1 --format html").out


# The old unit


ASKS = '[policy]\nreturn_from = "25.00"\nreturn_within = "14d"\n'


def test_g7_the_slip_and_the_announcement_say_that_the_old_one_must_come_back(shop: Shop) -> None:
    shop.configure(ASKS)
    shop.at("06-01 10:00")("purchase add 'Dana Reyes' MX500i --price 60.00 --bought '2026-05-01 10:00'")
    shop("open 'No sound' --customer 'Dana Reyes' --product MX500i")
    shop("replacement request 1 --why 'Yours broke.'")
    shop("replacement pack 1")
    back = "Please send the old one back by Mon 15 Jun 2026."
    assert back in shop("replacement slip 1").out
    shipped = shop.json("replacement ship 1 --arrives 2bd")
    assert back in shipped["announcement"]
    assert back in shop("replacement slip 1").out


def test_g7_what_may_be_kept_stands_in_the_slip_alone(shop: Shop) -> None:
    shop.at("06-01 10:00")("open 'No sound' --customer 'Dana Reyes' --product MX500i")
    shipped = shop.json("ship-replacement 1 --why 'Yours broke.' --arrives 2bd")
    assert "old one" not in shipped["announcement"]
    assert "Keep the old one" in shop("replacement slip 1").out


def test_that_there_is_nothing_to_pay_is_said_once(shop: Shop) -> None:
    shop.at("06-01 10:00")("open 'No sound' --customer 'Dana Reyes' --product MX500i")
    shipped = shop.json("ship-replacement 1 --why 'Yours broke. There is nothing to pay.' --arrives 2bd")
    assert shipped["announcement"].count("nothing to pay") == 1
