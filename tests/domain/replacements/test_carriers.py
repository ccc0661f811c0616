"""Whose number it is, whether it can be right, and where it is looked up."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from careline.domain.errors import BadInput
from careline.domain.replacements.carriers import carrier_of, check_length, doubt, page_of, recognise

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
    ("00 0123 4500 0000 0000 27", "FedEx"),
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
    (ROYAL_MAIL, "post of GB"),
    ("EE 473 124 829 NL", "post of NL"),
]

# Where the check digit stands beside the digits that it guards.
GUARDED = [
    (FEDEX, range(12)),
    ("568283610012734", range(15)),
    ("00012345000000000027", range(2, 20)),
    ("9611020987654312345672", range(7, 22)),
    ("9400111201080805483016", range(1, 22)),
    ("92748931507708513018050063", range(1, 26)),
    ("420221539101026837331000039521", range(9, 30)),
    (DHL, range(10)),
    (UPS, [*range(2, 5), *range(7, 18)]),
    ("EE473124829NL", range(2, 11)),
]
# UPS doubles every second digit, so that 0 and 5 weigh the same; DHL cannot tell 0 from 7. S10 and FedEx write two
# remainders as one digit, which is none of those above.
BLIND = {UPS: {5}, DHL: {7}}


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


@pytest.mark.parametrize("number", ["", "4711", "986578788856", "1Z999AA10123456785", "hello", "٩٨٦٥٧٨٧٨٨٨٥٥"])
def test_what_nobody_could_have_written_is_nobodys(number: str) -> None:
    assert recognise(number) == ()
    assert carrier_of(None, number) is None


def test_the_carrier_that_was_given_stays() -> None:
    assert carrier_of("FieldCo", UPS) == "FieldCo"
    assert carrier_of("FieldCo", None) == "FieldCo"
    assert carrier_of(None, None) is None


@given(st.integers(7, 39).flatmap(lambda length: st.text("0123456789", min_size=length, max_size=length)))
def test_no_number_is_two_carriers(number: str) -> None:
    assert len(recognise(number)) <= 1


@pytest.mark.parametrize(
    ("carrier", "number", "says"),
    [
        ("FedEx", "4711", "The tracking number 4711 has 4 characters; one of FedEx has 12, 14, 15, 20, 22 or 34."),
        ("fed ex", "98657878885", "has 11 characters"),
        ("UPS", "1Z999AA1012345678", "has 17 characters; one of UPS that begins with 1Z has 18."),
        (None, "1Z999AA101234567841", "has 19 characters"),
        ("FieldCo", "1Z9", "has 3 characters"),
        ("USPS", "940011120108080548301", "one of USPS has 13, 20, 22, 26, 30, 34 or 38."),
        ("DHL Express", "331881", "one of DHL has 7 to 39."),
        ("post of GB", "RB12345678GB", "one of post of GB has 13."),
    ],
)
def test_a_number_of_the_wrong_length_is_refused(carrier: str | None, number: str, says: str) -> None:
    with pytest.raises(BadInput, match=re.escape(says)):
        check_length(carrier, number)


@pytest.mark.parametrize(("carrier", "number"), [(None, "4711"), ("FieldCo", "4711"), ("UPS", "1Z-999-AA1 0123456784")])
def test_who_is_not_known_may_have_numbers_of_any_length(carrier: str | None, number: str) -> None:
    check_length(carrier, number)


@pytest.mark.parametrize(
    ("carrier", "number", "says"),
    [
        ("FedEx", "986578788856", "The check digit of 986578788856 does not fit FedEx: a digit may be wrong."),
        ("Federal Express", DHL, f"{DHL} looks like DHL, not like FedEx."),
        ("FedEx", UPS, f"{UPS} looks like UPS, not like FedEx."),
        ("DHL", "3318810026", "The check digit of 3318810026 does not fit DHL: a digit may be wrong."),
        ("FedEx", "98657878885X", "98657878885X does not look like one of FedEx."),
        (None, "1Z999AA10123456785", "1Z999AA10123456785 looks like UPS, but its check digit does not fit."),
        (None, "RB123456786GB", "RB123456786GB looks like post of GB, but its check digit does not fit."),
        (None, "4711", None),
        ("FieldCo", UPS, None),
        ("UPS", "123456789", None),
        ("DHL", "JJD0099999999", None),
    ],
)
def test_an_unlikely_number_is_doubted(carrier: str | None, number: str, says: str | None) -> None:
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
