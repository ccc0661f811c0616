"""One call in which the customer says that it works: the outcome, their words, and the end of the case."""

import pytest

from tests.shop import Shop, prepared, utc

WHY = '--why "Yours broke. This one is yours."'
CONFIRMED = "outcome 1 works --confirmed 'Loud and clear, thank you'"


@prepared
def danas(shop: Shop) -> Shop:
    """Dana's R-1 was delivered on Tue 2 Jun; P-2 that it arrives is kept, P-3 is the check."""
    shop('open "No sound" --customer "Dana Reyes <dana@example.com>" --product MX500i')
    shop(f"ship-replacement 1 --arrives 2bd {WHY}")
    shop("follow-up 1 'It is on its way'")
    shop.at("06-02 11:00")("delivered 1")
    shop.at("06-03 10:00")
    return shop


def test_it_is_all_that_outcome_and_close_record_and_makes_no_check_back(danas: Shop) -> None:
    made = danas.json(CONFIRMED)
    assert (made["case"]["closed_how"], made["case"]["closed_at"]) == ("confirmed", utc("06-03 10:00"))
    assert (made["replacements"][0]["outcome"], made["replacements"][0]["state"]) == ("works", "works")
    [word] = made["contacts"]
    assert (word["direction"], word["text"], word["at"]) == ("in", "Loud and clear, thank you", utc("06-03 10:00"))
    assert [(p["id"], p["state"]) for p in made["promises"]] == [("P-3", "kept")]
    assert len(danas.case()["promises"]) == 3
    assert danas.json("log")["items"][0]["command"] == "replacement outcome"


def test_the_arrival_goes_in_with_it(danas: Shop) -> None:
    danas('open "Dead" --customer Kim --product MX500i')
    danas(f"ship-replacement 2 --arrives 2bd {WHY}")
    danas.at("06-05 10:00")("outcome 2 works --delivered 'yesterday 11:00' --confirmed 'All good'")
    case = danas.case(2)
    assert case["case"]["closed_how"] == "confirmed"
    assert case["replacements"][0]["delivered_at"] == utc("06-04 11:00")
    assert [p["state"] for p in case["promises"][1:]] == ["kept", "kept"]


def test_the_answer_says_that_it_works_and_that_the_case_is_closed(danas: Shop) -> None:
    said = danas(CONFIRMED).out
    assert "R-1 works: C-1, Dana Reyes." in said
    assert "C-1 is closed, confirmed." in said
    assert "next " not in said


def test_undoing_it_takes_back_all_of_it(danas: Shop) -> None:
    before = danas.case()
    danas(CONFIRMED)
    danas("undo --yes")
    assert danas.case() == before


@pytest.mark.parametrize("outcome", ["doa", "wrong-item", "damaged", "incomplete", "lost", "failed"])
def test_nobody_confirms_what_does_not_work(danas: Shop, outcome: str) -> None:
    assert "only with the outcome works" in danas.refuses(2, f"outcome 1 {outcome} --confirmed 'Thank you'")


def test_whatever_forbids_closing_forbids_it_and_nothing_is_written(danas: Shop) -> None:
    assert "--confirmed is blank" in danas.refuses(2, "outcome 1 works --confirmed ' '")
    danas("promise make 1 'A spare cable goes out' --by 2bd")
    assert "still has promise P-4 open (A spare cable goes out" in danas.refuses(4, CONFIRMED)
    danas("keep 4")
    danas(CONFIRMED)
    assert "has its outcome already" in danas.refuses(4, CONFIRMED)
    assert danas.case()["case"]["status"] == "closed"
