"""What a supplier does for us when a unit fails: told by options, kept, and told back in sentences."""

import pytest

from tests.keys import Has
from tests.shop import Shop, prepared, utc

FULL = (
    "--ship-within 3bd --warranty-months 24 --doa-days 14 --cap-units 10 --cap-amount 500 --cap-every quarter"
    " --approval on-request --approve-within 2bd --returns above --return-above 25.00"
)


@prepared
def plantronics(shop: Shop) -> Shop:
    shop("party add Plantronics --kind supplier --ship-within 3bd --cap-units 10 --cap-every quarter")
    return shop


def test_a_programme_is_told_in_sentences(shop: Shop) -> None:
    added = shop(
        "party add Plantronics --kind supplier --approval by-itself --ships supplier --ship-within 3bd"
        " --pays-goods supplier --pays-shipping supplier --returns never --warranty-months 24 --doa-days 14"
        " --cap-units 10 --cap-every quarter"
    ).out
    told = (
        "Approves by itself. Ships the unit itself, within 3 working days. Pays goods and shipping. "
        "Wants nothing back. Warranty 24 months; dead on arrival counts for 14 days. "
        "At most 10 units a quarter: 0 so far.\n"
    )
    assert added == f"Plantronics added, supplier\n{told}"
    assert shop("party show Plantronics").out == f"Plantronics, supplier\n{told}"


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        ("--approval on-request", "Approves on request. "),
        ("--approval on-request --approve-within 4bh", "Approves on request, within 4 working hours. "),
        ("--ships us", "We ship the unit. "),
        ("--ships supplier", "Ships the unit itself. "),
        ("--pays-goods us", "Pays shipping; we pay goods. "),
        ("--pays-shipping us", "Pays goods; we pay shipping. "),
        ("--pays-goods us --pays-shipping us", "We pay goods and shipping. "),
        ("--returns always", "Wants the old unit back."),
        ("--returns above --return-above '$25'", "Wants the old unit back above $25.00."),
        ("--warranty-months 1", "Warranty 1 month."),
        ("--doa-days 14", "Dead on arrival counts for 14 days."),
        ("--cap-units 1", "At most 1 unit a month: 0 so far."),
        ("--cap-amount 1200 --cap-every year", "At most $1,200.00 a year: $0.00 so far."),
        ("--cap-units 3 --cap-amount 90", "At most 3 units and $90.00 a month: 0 and $0.00 so far."),
    ],
)
def test_each_of_its_terms_has_its_words(shop: Shop, terms: str, told: str) -> None:
    shop(f"party add Dymo {terms}")
    assert told in shop("party show Dymo").out


def test_whoever_has_a_programme_is_a_supplier(shop: Shop) -> None:
    assert shop.json("party add Plantronics --doa-days 14")["party"]["kind"] == "supplier"
    shop("open X --customer Dana --promise x --by 2bd --performer Dymo")
    assert shop.json("party show Dymo")["party"]["kind"] is None
    assert shop.json("party edit Dymo --doa-days 14")["party"]["kind"] == "supplier"


def test_a_party_without_one_has_none(shop: Shop) -> None:
    assert shop.json("party add FieldCo --kind contractor")["programme"] is None
    assert shop("party show FieldCo").out == "FieldCo, contractor\n"


def test_scripts_get_it_as_an_object(shop: Shop) -> None:
    shop(f"party add Plantronics {FULL}")
    assert shop.json("party show Plantronics")["programme"] == Has(
        {
            "approval": "on-request",
            "approve_within": "2bd",
            "ships": "supplier",
            "ship_within": "3bd",
            "pays_goods": "supplier",
            "pays_shipping": "supplier",
            "returns": "above",
            "return_above": {"amount": "25.00", "currency": "USD"},
            "warranty_months": 24,
            "doa_days": 14,
            "cap_units": 10,
            "cap_amount": {"amount": "500.00", "currency": "USD"},
            "cap_every": "quarter",
            "cap_since": utc("04-01 00:00"),
            "used_units": 0,
            "used_amount": {"amount": "0.00", "currency": "USD"},
        }
    )


def test_what_an_edit_does_not_speak_of_stays(shop: Shop) -> None:
    shop(f"party add Plantronics {FULL}")
    before = shop.json("party show Plantronics")["programme"]
    shop("party edit Plantronics --doa-days 30 --phone '+1 617 555 0100'")
    assert shop.json("party show Plantronics")["programme"] == before | {"doa_days": 30}
    shop("party edit Plantronics --approval by-itself --returns never")
    gone = {"approval": "by-itself", "approve_within": None, "returns": "never", "return_above": None}
    assert shop.json("party show Plantronics")["programme"] == before | {"doa_days": 30} | gone


def test_undo_takes_a_programme_back(plantronics: Shop) -> None:
    before = plantronics.json("party show Plantronics")
    plantronics("party edit Plantronics --cap-units 3")
    plantronics("undo")
    assert plantronics.json("party show Plantronics") == before


def test_what_is_used_of_a_cap_is_counted_at_the_moment(plantronics: Shop) -> None:
    def used(moment: str) -> tuple[int, str]:
        programme = plantronics.json(f"party show Plantronics --as-of '{moment}'")["programme"]
        return programme["used_units"], programme["used_amount"]["amount"]

    plantronics('open "No sound" --customer Dana --product MX500i')
    plantronics.at("06-02 10:00")("ship-replacement 1 --supplier Plantronics --why w --arrives 2bd")
    plantronics.at("06-03 10:00")("cost add 1 41.00 --kind goods --payer supplier --replacement 1")
    plantronics("cost add 1 6.50 --kind shipping --replacement 1")
    assert used("2026-06-02 09:59") == (0, "0.00")
    assert used("2026-06-02 10:00") == (1, "0.00")
    assert used("2026-06-03 10:00") == (1, "41.00")
    assert used("2026-07-01 00:00") == (0, "0.00")
    assert "At most 10 units a quarter: 1 so far." in plantronics("party show Plantronics").out


CONTRADICTING = [
    ("--return-above 25", "--return-above goes with --returns above"),
    ("--returns always --return-above 25", "--return-above goes with --returns above"),
    ("--returns above", "--return-above AMOUNT"),
    ("--returns above --return-above 0", "--return-above is nothing"),
    ("--returns above --return-above 25.005", "too many decimals"),
    ("--returns above --return-above -25", "below zero"),
    ("--returns above --return-above ''", "not an amount"),
    ("--returns above --return-above '25 EUR'", "The shop counts in USD"),
    ("--approve-within 2bd", "--approve-within goes with --approval on-request"),
    ("--approval on-request --approve-within soon", "not a duration"),
    ("--approval on-request --approve-within ' '", "--approve-within is blank"),
    ("--approval on-request --approve-within 0bd", "counts nothing"),
    ("--ships us --ship-within 2bd", "--ship-within goes with --ships supplier"),
    ("--ship-within ''", "--ship-within is blank"),
    ("--ship-within tomorrow", "not a duration"),
    ("--cap-every month", "--cap-every goes with --cap-units or --cap-amount"),
    ("--cap-units 0", "--cap-units"),
    ("--cap-units -1", "--cap-units"),
    ("--cap-units 1000001", "--cap-units"),
    ("--cap-amount 0", "--cap-amount is nothing"),
    ("--cap-amount 1.234", "too many decimals"),
    ("--doa-days 0", "--doa-days"),
    ("--doa-days 3651", "--doa-days"),
    ("--warranty-months 0", "--warranty-months"),
    ("--warranty-months 1201", "--warranty-months"),
    ("--pays-goods customer", "--pays-goods"),
    ("--approval never", "--approval"),
    ("--doa-days 3 --kind carrier", "only a supplier has a programme"),
]


def test_what_contradicts_itself_is_refused(plantronics: Shop, subtests: pytest.Subtests) -> None:
    for terms, said in CONTRADICTING:
        with subtests.test(terms):
            assert said in plantronics.refuses(2, f"party add Dymo {terms}")


def test_whoever_is_something_else_gets_no_programme(shop: Shop) -> None:
    shop("party add FieldCo --kind contractor")
    assert "only a supplier has a programme" in shop.refuses(2, "party edit FieldCo --doa-days 14")


def test_whoever_has_a_programme_stays_a_supplier(plantronics: Shop) -> None:
    assert "has a programme" in plantronics.refuses(4, "party edit Plantronics --kind carrier")
    plantronics("party edit Plantronics --kind supplier")


def test_two_currencies_in_one_programme_are_refused(plantronics: Shop) -> None:
    plantronics("party edit Plantronics --cap-amount 500")
    plantronics.settings_file.write_text(
        plantronics.settings_file.read_text(encoding="utf-8").replace("[shop]", '[shop]\ncurrency = "EUR"'),
        encoding="utf-8",
    )
    plantronics("party edit Plantronics --doa-days 3")
    assert plantronics.json("party show Plantronics")["programme"]["cap_amount"]["currency"] == "USD"
    assert "EUR and USD" in plantronics.refuses(2, "party edit Plantronics --returns above --return-above 25")
