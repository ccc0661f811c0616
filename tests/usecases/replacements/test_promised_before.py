"""Nothing is owed twice: what was promised before a unit is sent is kept by that, or is itself that it arrives."""

from typing import Any

import pytest

from tests.shop import Shop, prepared, utc

SHIP = 'ship-replacement 1 --why "Yours broke. This one is yours."'


@prepared
def danas(shop: Shop) -> Shop:
    """Dana was told on Mon 1 Jun that a new one is with her by Thu 4 Jun 17:00 (P-1); P-2 is a plan of ours."""
    shop('open "No sound" -c "Dana Reyes <dana@example.com>" --product MX500i -p "A new one is with you" -b 3bd')
    shop("promise make 1 'Order a spare' --by 4bd --planned")
    shop.at("06-02 10:00")
    return shop


def told(shop: Shop, number: int = 1) -> list[tuple[str, str, str]]:
    return [(p["id"], p["what"], p["state"]) for p in shop.case(number)["promises"]]


def test_for_makes_no_second_arrival_and_leaves_its_words_kind_owner_and_due_moment(danas: Shop) -> None:
    before = danas.promise(1)
    made = danas.json(f"{SHIP} --for P-1 --carrier UPS")
    assert [p["what"] for p in made["promises"]] == ["A new one is with you", "Check that it works"]
    assert danas.promise(1) == before | {"replacement": "R-1", "performer": "UPS"}
    assert made["promises"][1]["due_at"] == utc("06-05 17:00")
    assert "It arrives by Thu 4 Jun." in made["announcement"]
    assert 'P-1 "A new one is with you" is its arrival.' in made["remarks"][0]
    assert "Thu 4 Jun" in danas("report replacements").out


@pytest.mark.parametrize("command", ["delivered 1", "keep 1", "outcome 1 works --delivered 'today 11:00'", "keep dana"])
def test_its_delivery_keeps_it_and_keeping_it_is_its_delivery(danas: Shop, command: str) -> None:
    danas(f"{SHIP} --for 1")
    danas.at("06-03 12:00")(command)
    assert danas.promise(1)["state"] == "kept"
    assert danas.case()["replacements"][0]["delivered_at"] is not None


def test_a_lost_unit_withdraws_it_and_the_check(danas: Shop) -> None:
    danas(f"{SHIP} --for P-1")
    danas("outcome 1 lost")
    assert [state for _, _, state in told(danas)] == ["withdrawn", "pending", "withdrawn", "pending"]


def test_its_check_stands_under_it_and_the_brief_says_delivered(danas: Shop) -> None:
    danas(f"{SHIP} --for P-1")
    assert "careline delivered R-1" in danas.at("06-04 10:00")("brief --all").out
    late = danas.at("06-08 10:00").json("overdue")["sections"]
    assert [row["promise"] for row in late["overdue"]] == ["P-1"]
    assert [row["promise"] for row in late["plans"]] == ["P-2"]


def test_a_new_date_and_a_correction_go_on_as_the_arrival(danas: Shop) -> None:
    danas(f"{SHIP} --for P-1")
    danas("renegotiate 1 --by 'fri 12:00' --told 'On Friday' --because 'no stock'")
    danas("promise correct 4 --by 'fri 15:00' --because 'typed noon'")
    assert danas.promise(5)["replacement"] == "R-1"
    assert "It arrives by Fri 5 Jun." in danas("replacement announced 1 --json").json["contacts"][-1]["text"]
    danas("delivered 1")
    assert [state for _, _, state in told(danas)][-2:] == ["void", "kept"]


def test_undoing_the_shipment_leaves_it_as_it_was(danas: Shop) -> None:
    before = danas.case()
    danas(f"{SHIP} --for P-1")
    danas("undo --yes")
    assert danas.case() == before
    danas(f"{SHIP} --for P-1")


def test_as_of_a_moment_before_it_left_nothing_is_different(danas: Shop) -> None:
    def pages() -> list[Any]:
        return [
            danas(f"{page} --as-of '2026-06-01 12:00'").out
            for page in ("show 1 --json", "brief --all", "promise list --json", "promise show 1 --json")
        ]

    before = pages()
    danas.at("06-02 11:00")(f"{SHIP} --for P-1")
    assert pages() == before


def test_its_due_moment_is_the_arrival_and_no_other_goes_beside_it(danas: Shop) -> None:
    assert "P-1 already promises it by Thu 4 Jun 17:00" in danas.refuses(2, f"{SHIP} --for P-1 --arrives 3bd")
    danas(f"{SHIP} --for P-1 --arrives 'thu 17:00'")


def test_what_is_overdue_may_be_the_arrival_and_a_new_date_is_proposed(danas: Shop) -> None:
    said = danas.at("06-08 10:00")(f"{SHIP} --for P-1").out
    assert "It fell due Thu 4 Jun 17:00. A new date? careline renegotiate P-1" in " ".join(said.split())
    assert danas.promise(3)["due_at"] == utc("06-09 17:00")


def test_what_cannot_be_an_arrival_is_refused_and_nothing_is_written(danas: Shop) -> None:
    danas('open "Dead" -c Kim --product MX500i -p "It is with you" -b 3bd')
    for code, options in (
        (4, "--for P-2"),
        (3, "--for P-9"),
        (2, "--for P-3"),
        (2, "--for R-1"),
        (2, "--for P-1 --keeps P-1"),
        (2, "--for P-1 --keeps 1"),
        (3, "--arrives 2bd --keeps P-9"),
        (2, "--arrives 2bd --keeps P-3"),
        (2, "--keeps P-1"),
    ):
        danas.refuses(code, f"{SHIP} {options}")
    danas(f"{SHIP} --for P-1")
    danas("outcome 1 doa --delivered 10:00")
    danas("promise make 1 'Another one comes' --by 5bd")
    assert "P-1 is already kept" in danas.refuses(4, f"{SHIP} --for P-1")
    danas(f"{SHIP} --for P-6")


def test_a_unit_that_was_asked_for_has_one_arrival_too(danas: Shop) -> None:
    danas('replacement request 1 --why "Yours broke."')
    danas("replacement ship 1 --for P-1")
    assert danas.promise(1)["replacement"] == "R-1"
    danas('open "Dead" -c Kim --product MX500i -p "It is with you" -b 3bd')
    danas('replacement request 2 --why "Yours broke." --arrives 2bd')
    assert "P-5 already promises that R-2 arrives" in danas.refuses(4, "replacement ship 2 --for P-4")
    for option, said in (("--for", "is already the arrival of R-2"), ("--keeps", "which its delivery keeps")):
        assert said in danas.refuses(4, f"replacement ship 2 {option} P-5")


def test_keeps_is_kept_by_sending_and_the_arrival_is_promised_beside_it(danas: Shop) -> None:
    made = danas.json(f"{SHIP} --keeps P-1 --keeps 2 --arrives 2bd")
    assert [(p["what"], p["state"]) for p in made["promises"]] == [
        ("A new one is with you", "kept"),
        ("Order a spare", "kept"),
        ("Replacement arrives", "pending"),
        ("Check that it works", "pending"),
    ]
    assert not made.get("remarks")


def test_where_neither_is_given_the_answer_names_both(danas: Shop) -> None:
    said = " ".join(danas(f"{SHIP} --arrives 2bd").out.split())
    assert 'P-1 "A new one is with you" is still owed.' in said
    assert "use --for P-1 (after 'careline undo')." in said


@pytest.mark.parametrize(
    ("options", "performer"),
    [
        ("", "Ana"),
        ("--carrier UPS", "UPS"),
        ("--supplier Dymo", "Dymo"),
        ("--supplier Dymo --carrier UPS", "UPS"),
        ("--supplier Maker", "Ana"),
        ("--supplier Maker --carrier UPS", "UPS"),
    ],
)
def test_who_brings_it_answers_for_its_arrival(danas: Shop, options: str, performer: str) -> None:
    danas("party add Maker --kind supplier --approval by-itself --ships us")
    made = danas.json(f"{SHIP} --arrives 2bd {options}")
    assert [p["performer"] for p in made["promises"] if p["kind"] == "delivery"] == [performer]


def test_the_carrier_performs_what_was_ours_to_bring_unless_it_is_late_by_then(danas: Shop) -> None:
    danas(f"{SHIP} --for P-1 --carrier UPS")
    assert [danas.promise(1)[key] for key in ("owner", "performer", "what")] == ["Ana", "UPS", "A new one is with you"]


def test_a_day_that_has_passed_stands_in_no_letter_and_stays_the_miss_of_whoever_was_to_bring_it(danas: Shop) -> None:
    letter = danas.at("06-08 10:00").json(f"{SHIP} --for P-1 --carrier UPS")["announcement"]
    assert "is on its way with UPS." in letter
    assert "It arrives by" not in letter
    assert danas.promise(1)["performer"] == "Ana"
