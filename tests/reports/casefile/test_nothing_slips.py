"""What may not vanish from a report, and what may not be told wrong."""

from tests.shop import Shop


def overdue(shop: Shop) -> list[str]:
    """The promises that the overdue report names."""
    return [row["promise"] for row in shop.json("overdue")["sections"]["overdue"]]


def test_a_check_stands_by_itself_once_nothing_says_that_its_unit_arrives(shop: Shop) -> None:
    shop("open Broken --customer Dana --product MX500i")
    shop("ship-replacement 1 --why 'a new one' --arrives 1bd")
    shop("follow-up 1 'It is sent'")
    assert overdue(shop.at("06-12 10:00")) == ["P-2"]
    shop("promise withdraw P-2 --because 'a strike'")
    assert overdue(shop) == []
    assert [row["promise"] for row in shop.json("overdue")["sections"]["plans"]] == ["P-3"]


def test_a_delivery_of_something_else_stands_alone(shop: Shop) -> None:
    shop("open Box --customer Dana --promise 'It arrives' --kind delivery --by 1bd")
    shop("promise make 1 'I refund you' --kind refund --by 9bd")
    assert "refund" not in shop.at("06-05 10:00")("overdue").out


def test_g3_what_was_let_off_in_time_only_by_its_date_is_marked_and_counted(shop: Shop) -> None:
    shop("open Box --customer Dana --promise 'I call' --by 1bd")
    shop.at("06-05 10:00")("promise release 1 --because 'they said so' --at '2026-06-02 09:00'")
    assert "recorded on Fri 5 Jun 10:00" in shop("show 1").out
    assert shop.json("report performers")["sections"]["performers"][0]["said_late"] == 1


def test_g3_what_an_import_says_was_kept_is_not_said_late_but_what_is_said_later_is(shop: Shop) -> None:
    sheet = shop.folder / "sheet.csv"
    sheet.write_text(
        "customer,subject,opened,due,kept\nDana,A,2026-05-01,2026-05-04,2026-05-04\nDana,B,2026-05-01,2026-06-02,\n",
        encoding="utf-8",
    )
    shop(f"import {sheet}")
    shop.at("06-05 10:00")("keep 2 --at '2026-06-02 09:00'")
    assert shop.json("report performers")["sections"]["performers"][0]["said_late"] == 1


def test_g10_a_closing_that_did_not_last_still_happened(shop: Shop) -> None:
    shop("open Box --customer Dana")
    shop("close 1 --confirmed works")
    before = shop.at("06-01 12:00")("brief --as-of '2026-06-01 11:00'").out
    shop.at("06-03 10:00")("heard 1 'It broke again'")
    assert shop("brief --as-of '2026-06-01 11:00'").out == before
    assert "1 closed." in before


def test_a_failure_that_comes_after_the_closing_opens_the_case_again(shop: Shop) -> None:
    shop("open Broken --customer Dana --product MX500i")
    shop("ship-replacement 1 --why 'a new one' --arrives 1bd")
    shop.at("06-02 10:00")("delivered 1")
    for _ in range(3):
        shop("follow-up 1 --no-answer")
    shop("promise withdraw 3 --because 'no answer'")
    shop("close 1 --unconfirmed")
    shop("outcome 1 doa")
    file = shop.case()
    assert (file["case"]["status"], file["case"]["reopened"]) == ("open", 1)
    assert file["promises"][-1]["what"] == "A working one is sent to Dana"


def test_who_was_promised_something_in_the_same_breath_was_told(shop: Shop) -> None:
    shop("open Box --customer Dana --promise 'I call' --by 1bd")
    shop.at("06-04 10:00")("heard 1 'Where is it?' --chasing --promise 'I ask the carrier' --by 9bd")
    assert shop.json("brief")["sections"]["untold"] == []


def test_a_chase_that_was_answered_does_not_wait_with_the_next_word(shop: Shop) -> None:
    shop("open Box --customer Dana")
    shop("heard 1 'Where is it?' --chasing")
    shop("follow-up 1 'On its way'")
    shop("heard 1 'My new address is 5 Elm Street'")
    assert shop.json("list --chasing")["items"] == []
    assert shop.json("brief")["sections"]["chasing"] == []


def test_a_chased_promise_is_told_with_all_that_one_must_know(shop: Shop) -> None:
    shop(
        "open Card --customer Robin --promise 'FieldCo calls' --by 1bd --performer FieldCo --backup 'Second Firm comes'"
    )
    shop.at("06-03 10:00")("heard 1 --chasing")
    shop("escalate 1 --to Ben --ack-by 4bh")
    page = shop.at("06-05 12:00")("overdue").out
    for fact in ("3 working days overdue", "asked 1", "level 1: Ben did not answer", "backup: Second Firm comes"):
        assert fact in page
    page = shop("brief").out
    for fact in ("3 days, asked 1", "FieldCo for Ana", "Ben did not answer E-1", "careline show 1"):
        assert fact in page


def test_what_careline_made_by_itself_is_nobodys_slip_of_the_pen(shop: Shop) -> None:
    shop("open Box --customer Dana")
    assert "by itself" in shop.refuses(4, "promise correct 1 --by 60bd --because slip")


def test_an_escalation_is_not_resolved_before_it_was_acknowledged(shop: Shop) -> None:
    shop("open Box --customer Dana")
    shop("escalate 1 --to Ben --ack-by 9bd --backup x")
    shop.at("06-05 10:00")("escalation acknowledge 1 --who Ben")
    shop.refuses(2, "escalation resolve 1 --at '2026-06-04 10:00'")
