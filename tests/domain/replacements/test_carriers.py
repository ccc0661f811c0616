"""Whose number it is, whether it can be right, and where it is looked up."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from careline.domain.errors import BadInput
from careline.domain.replacements.carriers import (
    carrier_of,
    check_length,
    doubt,
    is_anybodys,
    known_as,
    page_of,
    recognise,
)

UPS = "1Z999AA10123456784"
FEDEX = "986578788855"
DHL = "3318810025"
ROYAL_MAIL = "RB123456785GB"

# Numbers that carriers and others print as examples.
EXAMPLES = [
    (UPS, "UPS"),
    ("1Z 5R8 939 03 5756 712 7", "UPS"),
    ("1z410e7w0392751591", "UPS"),
    ("1Z8V92A70367203024", "UPS"),
    ("9865 7878 8855", "FedEx"),
    ("477179081230", "FedEx"),
    ("974367662710", "FedEx"),
    ("012345678983", "FedEx"),
    ("0414 4176 0228 964", "FedEx"),
    ("568283610012000", "FedEx"),
    ("61299998820821171811", "FedEx"),
    ("9611020987654312345672", "FedEx"),
    ("1001921334250001000300779017972697", "FedEx"),
    ("9622001560001234567100794808390594", "FedEx"),
    ("0307 1790 0005 2348 3741", "USPS"),
    ("7196 9010 7560 0307 7385", "USPS"),
    ("9400 1112 0108 0805 4830 16", "USPS"),
    ("92748931507708513018050063", "USPS"),
    ("420 22153 9101026837331000039521", "USPS"),
    ("4201028200009261290113185417468510", "USPS"),
    ("RA473124829US", "USPS"),
    ("33-1881-0025", "DHL"),
    ("8487135506", "DHL"),
    (ROYAL_MAIL, "Royal Mail"),
    ("EE 473 124 829 NL", "PostNL"),
    ("RR 123 456 785 EE", "post of EE"),
    ("RB123456785CA", "Canada Post"),
]

PUBLISHED = Path(__file__).parents[2] / "data" / "tracking-numbers.csv"
"""Whose each is said to be, whether it is a right one, and whom it names by itself."""

SSCC = "00 0123 4500 0000 0000 27"

# Where the check digit stands beside the digits that it guards.
GUARDED = [
    (FEDEX, range(12)),
    ("568283610012734", range(15)),
    ("9611020987654312345672", range(7, 22)),
    ("9400111201080805483016", range(1, 22)),
    ("92748931507708513018050063", range(1, 26)),
    ("420221539101026837331000039521", range(9, 30)),
    (DHL, range(10)),
    (UPS, [*range(2, 5), *range(7, 18)]),
    ("EE473124829NL", range(2, 11)),
    ("7035114477138472", range(16)),
    ("K1506235620", range(1, 11)),
    ("C11031500001879", range(1, 15)),
    ("09980000020034D", range(14)),
    ("77806528897", range(3, 11)),
    ("320595463938", range(1, 12)),
]
# UPS doubles every second digit, so that 0 and 5 weigh the same; DHL cannot tell 0 from 7. S10 and FedEx write two
# remainders as one digit, which is none of those above.
BLIND = {UPS: {5}, DHL: {7}, "K1506235620": {5}, "C11031500001879": {5}}


def not_seen(number: str, place: int, digit: int) -> bool:
    changed = abs(int(number[place]) - digit)
    return place < len(number) - 1 and changed in BLIND.get(number, set())


def test_a_printed_example_is_recognised_as_its_carriers_and_nobody_elses(subtests: pytest.Subtests) -> None:
    for number, carrier in EXAMPLES:
        with subtests.test(f"{number} {carrier}"):
            assert [each.name for each in recognise(number)] == [carrier]
            assert carrier_of(None, number) == carrier
            assert doubt(carrier, number) is None
            check_length(carrier, number)


def published() -> list[dict[str, str]]:
    with PUBLISHED.open(encoding="utf-8") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def test_a_published_number_names_its_carrier_or_nobody(subtests: pytest.Subtests) -> None:
    for row in published():
        with subtests.test(row["number"]):
            fits = [each.name for each in recognise(row["number"])]
            names = carrier_of(None, row["number"]) or " or ".join(fits)
            assert names == row["names"]
            assert row["right"] == "no" or carrier_of(None, row["number"]) in {row["carrier"], None}


def test_most_published_numbers_name_their_carrier_and_none_another() -> None:
    right = [row for row in published() if row["right"] == "yes"]
    asked = [row["number"] for row in right if carrier_of(None, row["number"]) is None]
    assert len(right) == 94
    assert asked == ["5108 7693037816", "00 0123 4500 0000 0027", "287809468872", "JFV247545960"]


def test_a_carrier_that_is_named_takes_its_own_numbers_and_no_others(subtests: pytest.Subtests) -> None:
    for row in published():
        with subtests.test(row["number"]):
            try:
                check_length(row["carrier"], row["number"])
                is_doubted = doubt(row["carrier"], row["number"]) is not None
            except BadInput:
                is_doubted = True
            assert is_doubted == (row["right"] == "no")


def test_the_page_of_a_published_number_is_its_carriers(subtests: pytest.Subtests) -> None:
    for row in published():
        with subtests.test(row["number"]):
            page = page_of(row["carrier"], row["number"])
            number = re.sub(r"[ -]", "", row["number"])
            assert page is None if row["carrier"] == "post of CV" else number in (page or "")
            if carrier_of(None, row["number"]) == row["carrier"]:
                assert page_of(None, row["number"]) == page


def test_a_number_that_several_use_names_nobody_and_offers_them(subtests: pytest.Subtests) -> None:
    for number, says in [
        ("287809468872", "287809468872 fits FedEx and Purolator: say with --carrier who brings it."),
        ("JFV247545960", "JFV247545960 fits DHL and Purolator: say with --carrier who brings it."),
        ("841225178292", "841225178292 fits GLS: say with --carrier who brings it."),
        (SSCC, f"{SSCC} is an SSCC, which any carrier may use: say with --carrier who brings it."),
        ("00 0123 4500 0000 0027", "00 0123 4500 0000 0027 is an SSCC, which any carrier may use: say with --carrier"),
    ]:
        with subtests.test(number):
            assert is_anybodys(number)
            assert carrier_of(None, number) is None
            assert page_of(None, number) is None
            assert (doubt(None, number) or "").startswith(says)


@pytest.mark.parametrize("carrier", ["FedEx", "UPS", "DHL", "USPS", "DPD", "Royal Mail", "Post of EE", "FieldCo"])
def test_a_carrier_that_is_named_may_use_an_sscc(carrier: str) -> None:
    check_length(carrier, SSCC)
    assert doubt(carrier, SSCC) is None


def test_a_post_that_is_known_by_its_country_is_the_one_known_by_its_name() -> None:
    assert known_as("Royal Mail", ["FedEx", "post of GB"]) == "post of GB"
    assert known_as("PostNord", ["Post Nord AB"]) == "Post Nord AB"


@pytest.mark.parametrize(("number", "places"), GUARDED, ids=[number for number, _ in GUARDED])
@given(data=st.data())
def test_one_wrong_digit_is_no_number_of_its_carrier_any_more(
    number: str, places: list[int], data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.integers(0, 9).filter(lambda each: each != int(number[place])))
    assume(not not_seen(number, place, digit))
    wrong = f"{number[:place]}{digit}{number[place + 1 :]}"
    (carrier,) = recognise(number)
    assert carrier.name not in {each.name for each in recognise(wrong)}
    assert doubt(carrier.name, wrong) is not None


@given(st.text(max_size=40))
def test_any_text_may_stand_for_a_number(text: str) -> None:
    recognise(text)
    doubt(None, text)
    page = page_of("FedEx", text)
    assert page is None or re.fullmatch(r"https://[!-~]+", page)


@pytest.mark.parametrize(
    "number", ["", "4711", "986578788857", "1Z999AA10123456785", "hello", "000000000000", "٩٨٦٥٧٨٧٨٨٨٥٥"]
)
def test_what_nobody_could_have_written_is_nobodys(number: str) -> None:
    assert recognise(number) == ()
    assert carrier_of(None, number) is None


def test_the_carrier_that_was_given_stays() -> None:
    assert carrier_of("FieldCo", UPS) == "FieldCo"
    assert carrier_of("FieldCo", None) == "FieldCo"
    assert carrier_of(None, None) is None


@pytest.mark.parametrize(
    ("carrier", "number", "says"),
    [
        ("FedEx", "4711", "The tracking number 4711 has 4 characters; one of FedEx has 12, 14, 15, 20, 22, 32 or 34."),
        ("fed ex", "98657878885", "has 11 characters"),
        ("UPS", "1Z999AA1012345678", "has 17 characters; one of UPS that begins with 1Z has 18."),
        (None, "1Z999AA101234567841", "has 19 characters"),
        ("FieldCo", "1Z9", "has 3 characters"),
        ("USPS", "940011120108080548301", "one of USPS has 13, 20, 22, 26, 30, 34 or 38."),
        ("DHL Express", "331881", "one of DHL has 7 to 39."),
    ],
)
def test_a_number_of_the_wrong_length_is_refused(carrier: str | None, number: str, says: str) -> None:
    with pytest.raises(BadInput, match=re.escape(says)):
        check_length(carrier, number)


@pytest.mark.parametrize(
    ("carrier", "number"), [(None, "4711"), ("FieldCo", "4711"), ("UPS", "1Z-999-AA1 0123456784"), ("DPD", "4711")]
)
def test_who_is_not_known_may_have_numbers_of_any_length(carrier: str | None, number: str) -> None:
    check_length(carrier, number)


DOUBTED = [
    ("FedEx", "986578788856", "The check digit of 986578788856 does not fit FedEx: a digit may be wrong."),
    ("Federal Express", DHL, f"{DHL} looks like DHL, not like FedEx."),
    ("FedEx", UPS, f"{UPS} looks like UPS, not like FedEx."),
    ("DHL", "3318810026", "The check digit of 3318810026 does not fit DHL: a digit may be wrong."),
    ("FedEx", "996578788855", "The check digit of 996578788855 does not fit FedEx: a digit may be wrong."),
    ("post of GB", "RB12345678GB", "RB12345678GB does not look like one of Royal Mail."),
    ("Royal Mail", "3201234567890ABCDEF01", None),
    ("FedEx", "98657878885X", "98657878885X does not look like one of FedEx."),
    (None, "1Z999AA10123456785", "1Z999AA10123456785 looks like UPS, but its check digit does not fit."),
    (None, "RB123456786GB", "RB123456786GB looks like Royal Mail, but its check digit does not fit."),
    (None, "4711", None),
    ("FieldCo", UPS, None),
    ("UPS", "123456789", None),
    ("DHL", "JJD0099999999", None),
]


def test_an_unlikely_number_is_doubted(subtests: pytest.Subtests) -> None:
    for carrier, number, says in DOUBTED:
        with subtests.test(number):
            assert doubt(carrier, number) == says


@pytest.mark.parametrize(
    ("carrier", "number", "page"),
    [
        ("UPS", "1z 999 aa1 01 2345 6784", f"https://www.ups.com/track?tracknum={UPS}"),
        ("FedEx", FEDEX, f"https://www.fedex.com/fedextrack/?trknbr={FEDEX}"),
        (None, FEDEX, f"https://www.fedex.com/fedextrack/?trknbr={FEDEX}"),
        ("U.S. Postal Service", "9400111201080805483016", None),
        ("DHL Express", DHL, f"https://www.dhl.com/global-en/home/tracking.html?tracking-id={DHL}"),
        ("Royal Mail", ROYAL_MAIL, f"https://www.royalmail.com/track-your-item#/tracking-results/{ROYAL_MAIL}"),
        ("FedEx", "a&b=c#d/ü", "https://www.fedex.com/fedextrack/?trknbr=A%26B%3DC%23D%2F%C3%9C"),
    ],
)
def test_the_page_of_a_number_is_its_carriers(carrier: str | None, number: str, page: str | None) -> None:
    usps = "https://tools.usps.com/go/TrackConfirmAction?tLabels=9400111201080805483016"
    assert page_of(carrier, number) == (page or usps)


@pytest.mark.parametrize(
    ("carrier", "number"),
    [
        (None, None),
        ("FedEx", None),
        (None, "4711"),
        ("FieldCo", FEDEX),
        ("Upsala Couriers", "4711"),
        (None, "EE473124829NL"),
    ],
)
def test_where_the_page_is_not_known_there_is_none(carrier: str | None, number: str | None) -> None:
    """That twelve digits could be FedEx's says little where another carrier is named."""
    assert page_of(carrier, number) is None
