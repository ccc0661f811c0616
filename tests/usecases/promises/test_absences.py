"""`party away`: what falls due meanwhile, and how it is handed over."""

import pytest

from tests.keys import Has
from tests.shop import Shop, prepared

AWAY = "party away Ana --from 2026-06-08 --until 2026-06-12 --to Ben"


@prepared
def staffed(shop: Shop) -> Shop:
    """Ana's P-1 falls due on Tue 9 Jun, FieldCo's P-2 for her on the 10th, and P-3 the week after; P-4 is Ben's."""
    shop("party add Ben --kind staff")
    shop("open 'No card' --customer 'Robin Vale' --promise 'I call' --by 2026-06-09")
    shop("open 'No sound' --customer 'Kim Ito' --promise 'It comes' --by 2026-06-10 --performer FieldCo")
    shop("promise make 2 'A voucher' --by 2026-06-16")
    shop("open 'Crackles' --customer 'Lee Park' --promise 'Ben calls' --by 2026-06-10 --owner Ben")
    return shop


def test_what_falls_due_meanwhile_is_listed_with_the_command_that_hands_it_over(staffed: Shop) -> None:
    page = staffed(AWAY).out
    assert "Ana is away from Mon 8 Jun 2026 to Fri 12 Jun 2026; Ben stands in." in page
    *_, last = page.splitlines()
    command = last.removeprefix("next  careline ")
    assert command == 'hand-over 1 2 --to "Ben" --because "Ana is away until Fri 12 Jun 2026"'
    staffed(command)
    assert staffed.promise(2)["owner"] == "Ben"


def test_json_has_the_absence_and_the_promises(staffed: Shop) -> None:
    answer = staffed.json(AWAY)
    assert answer["absence"] == Has({"who": "Ana", "from": "2026-06-08", "until": "2026-06-12", "to": "Ben"})
    assert [each["id"] for each in answer["promises"]] == ["P-1", "P-2"]


def test_who_only_does_something_for_another_hands_nothing_over(staffed: Shop) -> None:
    page = staffed("party away FieldCo --from 2026-06-08 --until 2026-06-12 --to Ben").out
    assert "P-2" in page
    assert "hand-over" not in page


def test_what_is_overdue_already_is_listed_and_handed_over_too(staffed: Shop) -> None:
    staffed("open 'No ink' --customer 'Mia Tan' --promise 'The ink is sent' --by 2026-06-02")
    page = staffed.at("06-03 09:00")(AWAY).out
    assert 'Already overdue:\n  P-5  "The ink is sent", Ana, due Tue 2 Jun 17:00, C-4, Mia Tan\n' in page
    assert "careline hand-over 1 2 4 --to" in page
    assert [each["id"] for each in staffed.json(AWAY)["overdue"]] == ["P-5"]


def test_what_waits_for_their_answer_meanwhile_is_listed(staffed: Shop) -> None:
    staffed("party add Cleo --kind staff")
    for case, by in ((1, "2026-06-05"), (2, "2026-06-09"), (3, "2026-06-10")):
        staffed(f"escalate {case} --to Ben --ack-by {by} --backup x")
    staffed("escalate 1 --to Cleo --ack-by 2026-06-09 --backup x")
    staffed("escalation acknowledge 3 --who Ben")
    away = "party away Ben --from 2026-06-08 --until 2026-06-12 --to Cleo"
    line = "  E-2  No sound, level 1, must be answered by Tue 9 Jun 17:00, C-2, Kim Ito\n"
    assert f"Waiting for their answer:\n{line}" in staffed(away).out
    assert [each["id"] for each in staffed.json(away)["escalations"]] == ["E-2"]


def test_a_stand_in_who_is_away_then_is_said_in_one_line(staffed: Shop) -> None:
    staffed("party away Ben --from 2026-06-12 --until 2026-06-19 --to Ana")
    page = staffed(AWAY).out.splitlines()
    assert page[1] == "But Ben is away from Fri 12 Jun 2026 to Fri 19 Jun 2026; Ana stands in."
    assert staffed.json(AWAY)["stand_in_away"] == [Has({"from": "2026-06-12", "until": "2026-06-19", "to": "Ana"})]
    assert "But" not in staffed("party away Ana --from 2026-06-08 --until 2026-06-11 --to Ben").out


def test_nothing_due_is_said(staffed: Shop) -> None:
    assert (
        "Nothing is due while they are away"
        in staffed("party away Ana --from 2026-07-01 --until 2026-07-02 --to Ben").out
    )


def test_party_show_tells_of_it_until_it_is_over(staffed: Shop) -> None:
    staffed(AWAY)
    absences = [Has({"from": "2026-06-08", "until": "2026-06-12", "to": "Ben"})]
    assert staffed.at("06-12 23:00").json("party show Ana")["absences"] == absences
    assert "Ana is away from" in staffed("party show Ana").out
    assert staffed.json("party show Ben")["absences"] == []
    assert staffed.at("06-13 00:00").json("party show Ana")["absences"] == []


def test_a_new_promise_due_meanwhile_is_recorded_with_a_warning(staffed: Shop) -> None:
    staffed(AWAY)
    warned = "Recorded, but Ana is away until Fri 12 Jun 2026, and P-5 falls due meanwhile; Ben stands in."
    assert warned in staffed("promise make 1 'It is sent' --by 2026-06-11").err
    assert staffed("promise make 1 'It is sent' --by 2026-06-15").err == ""
    assert staffed("promise make 1 'It is sent' --by 2026-06-11 --owner Ben").err == ""


def test_so_is_one_that_is_handed_over_to_somebody_who_is_away_then(staffed: Shop) -> None:
    staffed("party away Ben --from 2026-06-09 --until 2026-06-09 --to Ana")
    warned = "Recorded, but Ben is away until Tue 9 Jun 2026, and P-1 falls due meanwhile; Ana stands in."
    assert staffed("hand-over 1 2 --to Ben --because ill").err == f"careline: {warned}\n"


@pytest.mark.parametrize(
    ("command", "code", "word"),
    [
        ("party away Ana --from 2026-06-12 --until 2026-06-08 --to Ben", 2, "--until"),
        ("party away Ana --from 2026-06-08 --until 2026-06-12 --to Ana", 4, "cannot stand in"),
        ("party away Ana --from 2026-06-08 --until 2026-06-12 --to Bem", 2, "Did you mean Ben?"),
        ("party away Ana --from 2026-06-08 --until 2026-06-12 --to Nobody", 3, "Nobody"),
        ("party away Nobody --from 2026-06-08 --until 2026-06-12 --to Ben", 3, "Nobody"),
        ("party away Ana --from someday --until 2026-06-12 --to Ben", 2, "someday"),
        ("party away Ana --until 2026-06-12 --to Ben", 2, "--from"),
        ("party away Ana --from 2026-06-12 --to Ben", 2, "--until"),
        ("party away Ana --from 2026-06-08 --until 2026-06-12", 2, "--to"),
    ],
)
def test_what_is_refused(staffed: Shop, command: str, code: int, word: str) -> None:
    assert word in staffed.refuses(code, command)


@pytest.mark.parametrize(
    ("command", "promise"),
    [
        ("open Crackles --customer 'Mia Tan'", "P-5"),
        ("keep P-1", "P-5"),
        ("open Crackles --customer 'Mia Tan' --promise 'It is sent' --by fri --update-every 2bd", "P-6"),
    ],
    ids=["acknowledgement", "check back", "update"],
)
def test_so_is_one_that_careline_makes_by_itself(staffed: Shop, command: str, promise: str) -> None:
    staffed("party away Ana --from 2026-06-02 --until 2026-06-04 --to Ben")
    warned = f"Recorded, but Ana is away until Thu 4 Jun 2026, and {promise} falls due meanwhile; Ben stands in."
    assert staffed(command).err == f"careline: {warned}\n"


def test_one_that_ended_at_once_is_not_warned_of(staffed: Shop) -> None:
    staffed("keep P-1")
    staffed("close 1 --confirmed 'It works'")
    staffed("party away Ana --from 2026-06-02 --until 2026-06-02 --to Ben")
    heard = staffed("heard 1 'Broken again' --said 'We look'")
    assert staffed.promise(6)["state"] == "kept"
    assert "P-6" not in heard.err
