"""A case that was closed by mistake: `case reopen --mistake`."""

from pathlib import Path

from tests.everything import cases, reports
from tests.keys import Has
from tests.shop import Shop, prepared, utc

WRONG = "reopen 1 --mistake --because 'that was Dan'"
TRACE = "Closed by mistake"


@prepared
def danas(shop: Shop) -> Shop:
    """C-1 of Dana, with an acknowledgement (P-1) due on Tue 2 Jun, a question (W-3), and C-2 of Kim beside it."""
    shop.configure("[[ladder]]\nto = 'Ben'\nack_within = '4bh'\n")
    shop("party add Ben")
    shop("open 'No sound' --customer 'Dana Reyes' --product MX500i")
    shop("open 'Left ear' --customer 'Kim Ito'")
    shop.at("06-01 11:00")("heard 1 'Is it the cable?'")
    return shop.at("06-01 12:00")


def copy(shop: Shop) -> Path:
    """The store as it is now."""
    kept = shop.folder / "kept.db"
    kept.write_bytes(shop.store.read_bytes())
    return kept


def states(shop: Shop, case: int = 1) -> dict[str, str]:
    """The promises of a case."""
    return {each["id"]: each["state"] for each in shop.case(case)["promises"]}


def test_g13_a_case_that_was_closed_by_mistake_was_open_all_along(danas: Shop) -> None:
    danas("close 1 --confirmed 'It works'")
    answer = danas.at("06-02 09:00")(WRONG).out
    assert answer.startswith("C-1, Dana Reyes: open, as if it had not been closed.\n")
    assert "P-1 We get back to Dana lives again, due Tue 2 Jun 17:00.\n" in answer
    case = danas.case()
    assert case["case"] == Has(status="open", closed_at=None, closed_how=None, reopened=0)
    assert case["case"]["waiting_since"] == utc("06-01 10:00")
    assert states(danas) == {"P-1": "pending"}
    assert [note["text"] for note in case["notes"]] == ["Closed by mistake on Mon 1 Jun 12:00, confirmed: that was Dan"]
    # As of every moment.
    assert danas.json("show 1 --as-of '2026-06-01 15:00'")["case"]["status"] == "open"


def test_g12_what_the_customer_said_stays_and_waits_for_an_answer_as_does_what_they_had_asked(danas: Shop) -> None:
    danas("close 1 --confirmed 'It works'")
    said = danas.at("06-02 09:00")(WRONG).out
    assert "W-4 stays what Dana said, and waits for an answer; careline case move takes it where it belongs." in said
    assert [(each["id"], each["answered"]) for each in danas.case()["contacts"]] == [
        ("W-1", False),
        ("W-3", False),
        ("W-4", False),
    ]
    unanswered = danas.at("06-02 18:00").json("overdue")["sections"]["unanswered"]
    assert [each["contact"] for each in unanswered] == ["W-3"]


def test_g3_what_fell_due_in_between_is_overdue(danas: Shop) -> None:
    danas("close 1 --confirmed 'It works'")
    danas.at("06-03 10:00")(WRONG)
    assert states(danas) == {"P-1": "overdue"}
    [row, _] = danas.json("overdue")["sections"]["overdue"]
    assert (row["promise"], row["working_days_overdue"]) == ("P-1", 1)


def test_g4_a_word_of_ours_since_has_kept_what_it_keeps(danas: Shop) -> None:
    danas("close 1 --confirmed 'It works'")
    danas.at("06-02 09:00")("follow-up 1 'Glad to hear it'")
    danas.at("06-02 10:00")(WRONG)
    promises = danas.case()["promises"]
    assert [(each["id"], each["state"], each["kept_at"]) for each in promises] == [
        ("P-1", "kept", utc("06-02 09:00")),
        ("P-3", "pending", None),
    ]
    assert promises[1]["what"] == "Check back with Dana"


def test_g1_where_the_outcome_had_kept_the_last_promise_there_is_a_check_back(danas: Shop) -> None:
    danas("ship-replacement 1 --arrives 2bd --announced --why 'Yours broke.'")
    danas.at("06-02 11:00")("outcome 1 works --delivered 'today 10:00' --confirmed 'It works'")
    danas.at("06-03 09:00")(WRONG)
    live = [each["what"] for each in danas.case()["promises"] if each["state"] == "pending"]
    assert live == ["Check back with Dana"]
    assert danas.case()["replacements"][0]["outcome"] == "works"


def test_g8_an_escalation_that_the_closing_had_settled_lives_again(danas: Shop) -> None:
    danas("escalate 1 --because 'she is cross'")
    danas.at("06-01 13:00")("close 1 --confirmed 'It works'")
    assert [each["state"] for each in danas.case()["escalations"]] == ["settled"]
    danas("reopen 1 --mistake --because 'that was Dan'")
    assert [each["state"] for each in danas.case()["escalations"]] == ["raised"]


def test_nobody_is_asked_again_on_a_case_that_is_open(danas: Shop) -> None:
    danas("close 1 --confirmed 'It works' --ask-again 30d")
    danas.at("06-02 09:00")(WRONG)
    danas.at("06-02 10:00")("close 1 --confirmed 'Now it works'")
    assert "ask Dana again" not in danas("show 1").out


def test_g13_closing_and_taking_it_back_leaves_everything_as_it_was(danas: Shop) -> None:
    for day in (2, 3, 4):
        danas.at(f"06-0{day} 10:00")("follow-up 1 'Does it work?' --no-answer")
    danas.at("06-04 11:00")
    kept, before, said = copy(danas), cases(danas), reports(danas)
    danas("close 1 --unconfirmed")
    danas(WRONG)
    assert cases(danas, TRACE) == before
    assert reports(danas) == said
    # With the customer's words the same, but for the words.
    danas.like(kept)
    danas("close 1 --confirmed 'It works'")
    danas(WRONG)
    assert states(danas) == {each["id"]: each["state"] for each in before["C-1"]["promises"]}
    assert [each["id"] for each in danas.case()["contacts"]] == [
        *(each["id"] for each in before["C-1"]["contacts"]),
        "W-7",
    ]


def test_it_can_be_undone(danas: Shop) -> None:
    danas("close 1 --confirmed 'It works' --ask-again 30d")
    danas.at("06-02 09:00")
    before, said = cases(danas), reports(danas)
    danas(WRONG)
    danas("undo --yes")
    assert cases(danas) == before
    assert reports(danas) == said


def test_what_is_no_closing_by_mistake_is_refused(danas: Shop) -> None:
    assert "C-1 is open" in danas.refuses(4, WRONG)
    danas("close 1 --confirmed 'It works'")
    for command, code, word in (
        ("reopen 1 --mistake", 2, "--because is missing"),
        ("reopen 1 --mistake --because ' '", 2, "--because is blank"),
        (f"{WRONG} --promise 'I ring' --by 2bd", 2, "leave out --at and --promise"),
        (f"{WRONG} --owner Ana", 2, "leave out --at and --promise"),
        (f"{WRONG} --at '2026-06-01 11:30'", 2, "leave out --at and --promise"),
        ("reopen 9 --mistake --because x", 3, "C-9"),
    ):
        assert word in danas.refuses(code, command), command
    danas.at("06-02 09:00")("heard 1 'It does not'")
    assert "C-1 came back since it was closed, and that counts" in danas.refuses(4, WRONG)
    danas("open 'Hum' --customer 'Dana Reyes'")
    danas("case merge 3 --into 1")
    assert "careline show 1" in danas.refuses(4, "reopen 3 --mistake --because x")


def test_nothing_is_put_right_of_who_was_forgotten(danas: Shop) -> None:
    danas("close 1 --confirmed 'It works'")
    danas("customer forget 'Dana Reyes' --yes")
    assert "was forgotten" in danas.refuses(4, WRONG)
