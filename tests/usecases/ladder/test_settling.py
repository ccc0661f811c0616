"""An escalation ends when what it was raised for has ended, and nobody has to say so."""

from typing import Any

import pytest

from tests.shop import Shop, prepared, utc

LADDER = """
[[ladder]]
to = "Ben"
ack_within = "4bh"
"""


@prepared
def shop(shop: Shop) -> Shop:
    """Dana's refund was due on Mon 1 Jun, and on Wed 3 Jun at 09:00 Ben is called, who must answer by 13:00."""
    shop.configure(LADDER)
    shop.at("06-01 10:00")("party add Ben --kind staff")
    shop('open "Refund" --customer "Dana Reyes" --promise "Your refund" --by today')
    shop.at("06-03 09:00")("sweep")
    return shop


def swept(shop: Shop, moment: str) -> list[Any]:
    rows: list[Any] = shop.at(moment).json("sweep")["sections"]["swept"]
    return rows


def states(shop: Shop) -> list[str]:
    """Those of the escalations of Dana's case."""
    return [each["state"] for each in shop.case()["escalations"]]


ENDS = (
    ("keep P-1", 'follow-up 1 "It went out"'),
    ("keep P-1",),
    ("follow-up 1 'It went out' --keeps P-1",),
    ("heard 1 'Where is it?' --said 'It went out' --keeps P-1",),
    ("renegotiate P-1 --by fri --told 'It is there on Friday' --because 'the bank was closed'",),
    ("promise release P-1 --because 'they take a voucher'",),
    ("promise withdraw P-1 --because 'it was paid already'",),
    ("keep P-1", "close 1 --confirmed 'It is there'"),
)
"""The ways in which a word ends."""


@pytest.mark.parametrize("commands", ENDS, ids=lambda commands: commands[-1].split(" --")[0])
def test_whichever_way_a_word_ends_its_escalation_is_settled_and_nobody_is_called_again(
    shop: Shop, commands: tuple[str, ...]
) -> None:
    assert states(shop) == ["raised"]
    for command in commands:
        shop(command)
    assert states(shop) == ["settled"]
    for later in ("06-03 13:15", "06-04 17:30", "06-05 13:15"):
        assert swept(shop, later) == []
    assert shop.json("escalation list")["items"] == []
    assert states(shop) == ["settled"]


def test_while_the_word_stands_talking_settles_nothing(shop: Shop) -> None:
    shop("follow-up 1 'I am sorry' --apology")
    assert states(shop) == ["raised"]


def test_it_lives_on_for_another_word_that_is_overdue_for_too_long(shop: Shop) -> None:
    shop("promise make 1 'A voucher besides' --by 12:00")
    shop.at("06-04 17:15")("keep P-1")
    assert states(shop) == ["unacknowledged"]
    shop("keep P-2")
    assert states(shop) == ["settled"]


def test_it_names_all_that_called_for_help_while_it_lived_also_what_has_ended_since(shop: Shop) -> None:
    shop("heard 1 'Was it the right card?'")
    shop.at("06-05 09:00")("follow-up 1 'Yes'")
    shop("keep P-1")
    (escalation,) = shop.case()["escalations"]
    question = next(each["id"] for each in shop.case()["contacts"] if each["text"] == "Was it the right card?")
    assert (escalation["state"], escalation["causes"]) == ("settled", ["P-1", question])


def test_as_of_a_moment_before_it_was_settled_it_lives(shop: Shop) -> None:
    shop.at("06-03 10:00")("keep P-1")
    for moment, live in (("08:59", []), ("09:30", ["E-1"]), ("10:00", [])):
        items = shop.at("06-05 09:00").json(f"escalation list --as-of '2026-06-03 {moment}'")["items"]
        assert [each["id"] for each in items] == live, moment


def test_the_plan_to_carry_out_a_backup_is_released_with_the_word_that_it_backs(shop: Shop) -> None:
    shop('open "Hub" --customer "Kim Ito" --promise "A new hub" --by "today 17:00" --backup "A cheque goes out"')
    assert [row["case"] for row in swept(shop, "06-04 17:15")] == ["C-2"]
    (row,) = swept(shop, "06-05 13:15")
    plan = shop.case(2)["promises"][-1]
    assert (plan["id"], plan["what"], plan["state"]) == (row["backup_promise"], "A cheque goes out", "pending")
    assert (plan["owner"], plan["due_at"]) == ("Ana", utc("06-05 17:00"))
    shop("renegotiate P-2 --by 2026-06-10 --told 'It comes on Wednesday' --because 'none is left'")
    assert [(each["id"], each["state"]) for each in shop.case(2)["promises"]] == [
        ("P-2", "missed"),
        ("P-3", "released"),
        ("P-4", "pending"),
    ]
    assert [each["state"] for each in shop.case(2)["escalations"]] == ["settled"]


def test_an_escalation_for_a_question_stays_with_it_where_the_word_of_its_case_moves(shop: Shop) -> None:
    shop('open "Hub" --customer "Kim Ito" --promise "A new hub" --by 2026-06-26')
    shop('heard 2 "Which colour will it be?"')
    assert [row["rule"] for row in swept(shop, "06-05 09:00")] == ["unanswered"]
    shop('open "Another hub" --from 2 --move P-2')
    assert [each["rule"] for each in shop.case(2)["escalations"]] == ["unanswered"]
    assert shop.case(3)["escalations"] == []
    shop("follow-up 2 'A blue one'")
    assert [each["state"] for each in shop.case(2)["escalations"]] == ["settled"]


def test_the_plan_to_carry_out_a_backup_goes_along_with_the_word_that_it_backs(shop: Shop) -> None:
    shop('open "Hub" --customer "Kim Ito" --promise "A new hub" --by "today 17:00" --backup "A cheque goes out"')
    shop.at("06-04 17:15")("sweep")
    shop.at("06-05 13:15")("sweep")
    shop('open "Another hub" --from 2 --move P-2')
    assert [(each["id"], each["kind"], each["state"]) for each in shop.case(3)["promises"]] == [
        ("P-2", "other", "overdue"),
        ("P-3", "backup", "pending"),
    ]
    shop("keep P-2")
    assert shop.promise(3)["state"] == "released"
