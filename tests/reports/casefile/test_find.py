"""Finding by words: customers and cases by whatever the caller says, best first."""

import pytest

from careline.store import search
from tests.shop import Shop, prepared


@prepared
def shop(shop: Shop) -> Shop:
    """Robin (C-1, C-2), Zoë (C-3, closed) and Sam (no case)."""
    shop(
        'open "Network card" --customer "Robin Vale <robin@example.com>" --phone "+1 617 555-0143" --order 10482'
        ' --promise "FieldCo calls to book the visit" --by "2026-06-02 17:00" --performer FieldCo'
    )
    shop('open "The printer jams" --customer robin@example.com --product "LabelWriter 350"')
    shop('open "No sound" --customer "Zoë Brandt" --order 10499 --promise "I ring you" --by 2bd')
    shop("keep 3")
    shop('close 3 --confirmed "It works"')
    shop('customer add "Sam Otieno <sam@example.org>" --phone "020 7946 0011"')
    return shop


def ids(shop: Shop, words: str) -> list[str]:
    return [item["id"] for item in shop.json(f"find {words}")["items"]]


def names(shop: Shop, words: str) -> list[str]:
    return [customer["name"] for customer in shop.json(f"find {words}")["customers"]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("network", ["C-1"], id="a word of the subject"),
        pytest.param("NETWORK CARD", ["C-1"], id="in capitals"),
        pytest.param("cards", ["C-1"], id="another form of the word"),
        pytest.param("netw", ["C-1"], id="the beginning of a word"),
        pytest.param("labelwriter", ["C-2"], id="the product"),
        pytest.param("10482", ["C-1"], id="an order"),
        pytest.param("104", ["C-1", "C-3"], id="the beginning of orders, the open case first"),
        pytest.param("visit", ["C-1"], id="a word of a promise"),
        pytest.param("vale", ["C-1", "C-2"], id="a name: what is open, overdue first"),
        pytest.param("robin@example.com", ["C-1", "C-2"], id="an address"),
        pytest.param("zoe", [], id="a name without accents, and nothing open"),
        pytest.param("vale printer", ["C-2"], id="a name and a word of the subject"),
        pytest.param("printer vale", ["C-2"], id="in any order"),
        pytest.param("'+1 617 555-0143'", ["C-1", "C-2"], id="a number as it was typed"),
        pytest.param("6175550143", ["C-1", "C-2"], id="a number without the country's code"),
        pytest.param("5550143", ["C-1", "C-2"], id="a number without the area's code"),
        pytest.param("'+1 (617) 555 01 43'", ["C-1", "C-2"], id="a number in other groups"),
        pytest.param("0016175550143", ["C-1", "C-2"], id="a number with the country's code in another way"),
        pytest.param("0617/5550143", ["C-1", "C-2"], id="a number with the area's code in another way"),
        pytest.param("99999995550143x", [], id="a number and more"),
        pytest.param("550143", [], id="too short for a number"),
        pytest.param("C-3", ["C-3"], id="a case's id"),
        pytest.param("p-1", ["C-1"], id="a promise's id"),
        pytest.param("network sound", [], id="words of two cases"),
        pytest.param("visit OR sound", [], id="no word is a command"),
        pytest.param("P-99", [], id="an id that was never given out"),
    ],
)
def test_cases_are_found_by(shop: Shop, words: str, found: list[str]) -> None:
    assert ids(shop, words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("sam", ["Sam Otieno"]),
        ("02079460011", ["Sam Otieno"]),
        ("'+44 20 7946 0011'", ["Sam Otieno"]),
        ("zoe", ["Zoë Brandt"]),
        ("vale", ["Robin Vale"]),
    ],
)
def test_customers_are_found_with_and_without_cases(shop: Shop, words: str, found: list[str]) -> None:
    assert names(shop, words) == found


def test_a_tracking_number_finds_its_case(shop: Shop) -> None:
    shop(
        "ship-replacement 2 --item 'LabelWriter 350' --why w --arrives 2bd --carrier FedEx --tracking '9865 7878 8855'"
    )
    assert ids(shop, "'9865 7878 8855'") == ["C-2"]
    assert ids(shop, "986578788855") == []


@pytest.mark.parametrize("words", ['"', 'a"b', "*", "(x", "NEAR", "-x", "^x", "who:robin", "x\x00y", "!!!"])
def test_signs_mean_nothing(shop: Shop, words: str) -> None:
    assert shop("find --json --", words).json["items"] == []


def test_what_was_changed_or_taken_back_is_found_as_it_is_now(shop: Shop) -> None:
    shop("case edit 1 --subject 'Graphics card'")
    assert (ids(shop, "network"), ids(shop, "graphics")) == ([], ["C-1"])
    shop("undo")
    assert (ids(shop, "network"), ids(shop, "graphics")) == (["C-1"], [])
    shop("customer edit robin@example.com --name 'Robin Hale'")
    assert (ids(shop, "vale"), ids(shop, "hale card")) == ([], ["C-1"])
    shop("promise make 2 'A loan printer' --by 2bd")
    assert ids(shop, "loan") == ["C-2"]
    shop("undo")
    assert ids(shop, "loan") == []


def test_a_purchase_is_found_by_order_and_serial_number_before_any_case_has_them(
    shop: Shop, subtests: pytest.Subtests
) -> None:
    shop("purchase add sam@example.org MX500i --price 60 --order '#20733' --serial SN-A/4711 --bought 2026-03-02")
    shop("purchase add robin@example.com Lamp --price 9 --order 20733 --bought 2026-03-03")
    for words, found in [
        ("20733", ["B-1", "B-2"]),
        ("'#20733'", ["B-1", "B-2"]),
        ("sn-a/4711", ["B-1"]),
        ("'SN A/4711'", ["B-1"]),
        ("SNA/4711", ["B-1"]),
        ("sam 20733", ["B-1"]),
        ("20733 lamp", ["B-2"]),
        ("20733 headset", []),
        ("2073", []),
        ("lamp", []),
    ]:
        with subtests.test(words):
            assert [each["id"] for each in shop.json(f"find {words}")["purchases"]] == found
    assert shop("find SN-A/4711").out == (
        "Sam Otieno <sam@example.org>  020 7946 0011  no open cases\n"
        "  B-1  MX500i for $60.00, order #20733, serial SN-A/4711, bought Mon 2 Mar 2026\n"
    )
    assert ids(shop, "20733 lamp") == ["C-1", "C-2"]


def test_a_replacements_serial_number_finds_its_case_and_is_shown(shop: Shop) -> None:
    shop("ship-replacement 2 --why 'Yours broke.' --arrives 2bd --carrier DHL --serial LW-99-7")
    assert ids(shop, "LW-99-7") == ["C-2"]
    sent = "attempt 1: LabelWriter 350 sent with DHL, serial LW-99-7. Yours broke.\n"
    assert sent in shop("show 2").out
    assert sent in shop("replacement show 1").out
    slip = "This is your replacement: LabelWriter 350.\nIts serial number: LW-99-7.\n\nYours broke.\n"
    assert slip in shop("replacement slip 1").out


def test_a_customer_is_found_by_the_addresses_of_a_merged_twin_and_by_old_ones(
    shop: Shop, subtests: pytest.Subtests
) -> None:
    shop("customer add 'S. Otieno <so@old.example>' --phone '020 7946 0099'")
    shop("customer merge so@old.example sam@example.org --yes")
    shop("customer edit sam@example.org --email sam@new.example")
    for words in ("so@old.example", "02079460099", "sam@example.org", "sam@new.example"):
        with subtests.test(words):
            assert names(shop, words) == ["Sam Otieno"]
            assert shop.json(f"customer show {words}")["customer"]["email"] == "sam@new.example"


def test_a_twin_that_was_merged_says_where_it_goes_on(shop: Shop) -> None:
    shop("case merge 2 --into 1")
    assert "  C-2  The printer jams, part of C-1\n" in shop("find printer").out
    assert ids(shop, "visit") == ["C-1"]


def test_what_was_imported_is_found(shop: Shop) -> None:
    (shop.folder / "rows.csv").write_text("ref,customer,subject,opened\n7,Kim Lee,Left ear silent,2026-05-28\n")
    shop(f"import {shop.folder / 'rows.csv'}")
    assert ids(shop, "kim ear") == ["C-4"]


def test_a_case_is_told_with_what_is_owed_next_and_how_late_it_is(shop: Shop) -> None:
    shop.at("06-03 10:00")("heard 1 'Where are they?' --chasing")
    shop.environment["COLUMNS"] = "100"
    title, *lines = shop.at("06-05 12:00")("find network --format table").out.splitlines()
    assert title.split("  ")[0] == "Robin Vale <robin@example.com>"
    assert title.endswith(" 2 open cases")
    assert lines == [
        "  C-1  Network card: “FieldCo calls to book the visit”, 3 working days overdue, asked 1, told 0",
        '  and 1 more: careline list --customer "robin@example.com"',
    ]


def test_what_is_due_soon_says_so(shop: Shop) -> None:
    assert '"FieldCo calls to book the visit", due Tue 2 Jun 17:00, due soon' in shop("find network").out


def test_nothing_found_is_no_error_and_names_who_may_have_been_meant(shop: Shop) -> None:
    answer = shop("find valle")
    assert answer.out.splitlines() == [
        'Nothing matches "valle".',
        "Did you mean Robin Vale <robin@example.com>?",
    ]
    assert shop("find otienno").out.splitlines()[-1] == "Did you mean Sam Otieno <sam@example.org>?"
    assert shop("find xyzzy").out == 'Nothing matches "xyzzy".\n'


def test_of_many_open_cases_the_first_few_stand_there(shop: Shop) -> None:
    for number in range(7):
        shop(f"open 'Trouble {number}' --customer 'Ada Byron'")
    assert shop("find byron").out.splitlines()[-1] == '  and 2 more: careline list --customer "Ada Byron"'
    assert shop.json("find byron")["customers"][0]["open_cases"] == 7


def test_a_number_comes_before_words_unless_very_many_cases_have_it(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop('open "The same as order 10499" --customer "Sam Otieno"')
    assert ids(shop, "10499") == ["C-3", "C-4"]
    monkeypatch.setattr(search, "MOST_PLACED", 1)
    assert ids(shop, "10499") == ["C-4", "C-3"], "the open one, and the newest, first"


def test_a_promise_that_moves_to_another_case_takes_its_words_along(shop: Shop) -> None:
    shop("promise make 2 'A loan printer' --by 2bd")
    number = shop.json("show 2")["promises"][-1]["id"]
    shop(f"open 'Another printer' --from 2 --move {number}")
    assert ids(shop, "loan") == ["C-4"]
