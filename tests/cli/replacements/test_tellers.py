"""What is answered to what becomes of a replacement."""

from tests.cli.saying import SHIP, says
from tests.shop import Shop


def test_a_parcel_goes_out_with_its_two_promises_and_a_letter_ahead(danas: Shop) -> None:
    says(
        danas,
        SHIP,
        "R-1 shipped on C-1, Dana Reyes: attempt 1, MX500i.",
        '  P-2  "Replacement arrives"  FedEx for Ana  due Wed 3 Jun 2026 17:00 EDT (in 2 working days)',
        "  P-3  Check that it works    Ana            due Thu 4 Jun 2026 17:00 EDT (in 3 working days)",
        "FedEx is a new carrier.",
        "",
        "Send this ahead of the parcel:",
        "  Dear Dana Reyes,",
        "",
        "  Your replacement, MX500i, is on its way with FedEx. It arrives by Wed 3 Jun.",
        "  Yours broke.",
        "",
        "  There is nothing to pay.",
        "",
        "  Questions? Just tell us, and mention C-1.",
        "",
        "  Ana, Headsets Direct",
        "",
        "next  careline replacement announced R-1",
    )


def test_a_new_date_for_the_check_sends_no_second_letter(danas: Shop) -> None:
    danas("ship-replacement 1 --item MX500i --because broken --why 'Here is a new one' --arrives 2bd")
    (check,) = (each["id"] for each in danas.case()["promises"] if each["kind"] == "check")
    answer = danas(f"renegotiate {check} --by 5bd --told 'We ask on Monday' --because weekend").out
    assert "takes the place of" in answer
    assert "Dear" not in answer


def test_an_arrival_asks_whether_it_works(danas: Shop) -> None:
    danas("follow-up 1 x")
    danas(SHIP)
    says(
        danas.at("06-03 12:00"),
        "delivered 1 --at 11:00",
        "At Wed 3 Jun 2026 11:00 EDT (today, 1 h ago):",
        "R-1 delivered on C-1, Dana Reyes: attempt 1, MX500i.",
        'Kept: P-3 "Replacement arrives"',
        "next  careline outcome R-1 works",
    )


def test_an_outcome_echoes_the_delivery_that_it_understood(danas: Shop) -> None:
    danas("follow-up 1 x")
    danas(SHIP)
    says(
        danas.at("06-03 12:00"),
        'outcome 1 doa --delivered "yesterday 15:00"',
        "R-1 failed, doa: C-1, Dana Reyes. It was delivered Tue 2 Jun 2026 15:00 EDT (1 working day ago).",
        'Kept: P-3 "Replacement arrives"',
        "Kept: P-4 Check that it works",
        "Planned as the next step:",
        "  P-5  A working one is sent to Dana  Ana  due Thu 4 Jun 2026 17:00 EDT (in 1 working day)",
        'next  careline ship-replacement 1 --why "..." --arrives WHEN',
    )
    danas(SHIP)
    lost = danas("outcome 2 lost").out.splitlines()
    assert lost[0] == "R-2 failed, lost: C-1, Dana Reyes."
    assert lost[-1].endswith(' --different "..."')


def test_what_works_may_be_closed(danas: Shop) -> None:
    danas("follow-up 1 x")
    danas(SHIP)
    answer = danas.at("06-03 12:00")("outcome 1 works --delivered 11:00").out
    assert answer.startswith("R-1 works: C-1, Dana Reyes. It was delivered Wed 3 Jun 2026 11:00 EDT (today, 1 h ago).")
    assert answer.splitlines()[-1] == 'next  careline close 1 --confirmed "what Dana says"'


def test_closing_is_not_suggested_while_something_forbids_it(danas: Shop) -> None:
    danas("follow-up 1 x")
    danas(SHIP)
    danas('promise make 1 "A voucher" --by 5bd')
    assert "close" not in danas("outcome 1 works --delivered now").out


def test_nor_while_nobody_knows_whether_the_unit_works(danas: Shop) -> None:
    danas("follow-up 1 x")
    danas(SHIP)
    danas("keep 3")
    assert "close" not in danas("keep 4").out


def test_the_announcement_keeps_the_lines_of_the_why(danas: Shop) -> None:
    danas("follow-up 1 'A new one comes'")
    said = danas("ship-replacement 1 --arrives 2bd --why", "Yours broke.\r\nWe are\x1b[0m sorry.").out
    assert "  Yours broke.\n  We are\\x1b[0m sorry.\n" in said


def test_the_number_that_a_parcel_has_already_is_just_recorded(danas: Shop) -> None:
    danas("follow-up 1 x")
    danas(SHIP)
    for said in ("R-1 on C-1, Dana Reyes: number 123456789012, FedEx.", "Recorded on C-1, Dana Reyes."):
        says(danas, "replacement track 1 --tracking 123456789012", said)


def test_an_old_unit_and_a_claim_say_what_comes_next_of_them_alone(danas: Shop) -> None:
    danas("follow-up 1 x")
    danas(SHIP + " --goods 41.00")
    says(
        danas,
        "return ask 1 --by 10bd",
        "R-1 on C-1, Dana Reyes: the old unit is to come back by Mon 15 Jun 2026 17:00 EDT (in 10 working days).",
        "next  careline return received R-1",
    )
    says(danas, 'return waive 1 --because "x"', "R-1 on C-1, Dana Reyes: the old unit need not come back: x.")
    says(
        danas,
        "claim add 1 41.00 --supplier Plantronics",
        "R-1 on C-1, Dana Reyes: Plantronics owes $41.00.",
        "next  careline claim submit R-1",
    )


def test_a_unit_is_named_by_a_customer_who_waits_for_only_one(danas: Shop) -> None:
    assert "C-1 has no replacement that is on its way or without an outcome" in danas.refuses(3, "delivered dana")
    danas(SHIP)
    assert danas("delivered dana").out.startswith("R-1 delivered on C-1")
    assert danas("outcome 'dana reyes' works").out.startswith("R-1 works")
    danas("ship-replacement 1 --another --why w --arrives 1bd")
    danas("open Hums -c 'Dana Reyes'")
    danas("ship-replacement 2 --item Lamp --why w --arrives 1bd")
    danas("case merge 2 --into 1")
    answer = danas.run("outcome dana lost")
    assert (answer.code, answer.out) == (2, "R-2  MX500i\nR-3  Lamp\n")


def test_what_the_owner_is_to_approve_stands_on_both_pages_until_then(danas: Shop) -> None:
    danas("party add Ben --kind staff")
    asked = danas(f"--me Ben {SHIP} --basis goodwill --goods 70.00").out
    assert "The customer was promised no arrival yet: give --arrives again when you ship it.\n" in asked
    danas("escalation acknowledge 1")
    approve = "careline replacement approve R-1"
    assert f"NEXT  R-1 is waiting for Ana to approve it: {approve}\n" in danas("show 1").out
    assert danas("brief").out.count(approve) == 1
    refused = danas.refuses(4, "replacement request 1 --why again")
    assert f"R-1 is waiting for Ana to approve it; once that is done: {approve}." in refused
    assert (
        "next  careline replacement ship R-1 --arrives WHEN\n" in danas.at("06-02 10:00")("replacement approve 1").out
    )
    assert approve not in danas("brief").out + danas("show 1").out
    assert [row["replacement"] for row in danas.json("brief --as-of '2026-06-01 12:00'")["sections"]["to_approve"]] == [
        "R-1"
    ]


def test_what_should_have_arrived_is_asked_about_and_a_plan_to_send_is_carried_out(danas: Shop) -> None:
    danas("follow-up 1 'A new one is on its way'")
    danas(SHIP)
    assert "Has R-1 arrived?" not in danas("show 1").out
    assert "NEXT  Has R-1 arrived? careline delivered R-1\n" in danas.at("06-08 10:00")("show 1").out
    danas("outcome 1 doa --delivered now")
    page = danas.at("06-10 10:00")("brief").out
    assert "careline ship-replacement 1" in page
    assert "careline keep" not in page
