"""Whose command is taken back, and what rests on it."""

import pytest

from tests.shop import Shop, prepared


@prepared
def two(shop: Shop) -> Shop:
    """Ben works for Ana; Dana's case and Robin's, and Ben's note on Dana's."""
    shop("party add Ben --kind staff")
    shop("open 'No sound' --customer Dana --promise 'I ring you' --by 2bd")
    shop("open 'No card' --customer Robin --promise 'FieldCo calls' --by 2bd --performer FieldCo")
    return shop


def test_undo_takes_ones_own_last_command_and_nobody_elses(two: Shop) -> None:
    two("case note 1 'By Ana'")
    two("--me Ben case note 1 'By Ben'")
    assert "command 4, case note by Ana" in two("undo").out.replace("Command", "command")
    assert [note["text"] for note in two.case(1)["notes"]] == ["By Ben"]
    two("--me Ben undo")
    assert two.case(1)["notes"] == []
    assert "nothing left to undo of yours; the last is command 3" in two.refuses(4, "--me Ben undo")


def test_nor_crons_or_an_import_of_somebody_elses_but_by_number(two: Shop) -> None:
    two.configure('[[ladder]]\nto = "Ben"\nack_within = "4bh"\n')
    two.at("06-08 10:00")("sweep")
    swept = two.json("log --last 1")["items"][0]
    assert swept["command"] == "sweep"
    (two.folder / "sheet.csv").write_text("ref,customer,subject,opened\n1,Kim,Box,2026-05-28\n", encoding="utf-8")
    two(f"--me root import {two.folder}/sheet.csv --source sheet")
    assert f"command {swept['id']} (sweep by Ana) builds on it" in two.refuses(4, "undo"), "not the sweep itself"
    assert "sweep by Ana" in two(f"undo {swept['id']}").out
    assert "import by root" in two(f"undo {swept['id'] + 1}").out
    assert two.json("escalation list")["items"] == []


@pytest.mark.parametrize(
    "later",
    [
        "case note 1 'The cable'",
        "--me Ben case note 1 'The cable'",
        "follow-up 1 'We look into it'",
        "promise make 1 'Something else' --by 4bd",
        "escalate 1 --to Ben --ack-by 4bh",
        "heard 2 'Where is it?' --chasing",
        "keep 2",
        "customer edit Dana --phone 123",
        "open 'Crackles' --customer Dana --promise x --by 2bd",
    ],
)
def test_what_does_not_rest_on_a_command_does_not_hold_it(two: Shop, later: str) -> None:
    two("heard 1 'And the left ear?'")
    before = two.json("log --last 1")["items"][0]["id"]
    two(later)
    assert "Undone" in two(f"undo {before}").out
    assert "And the left ear?" not in [contact["text"] for contact in two.case(1)["contacts"]]
    two(f"undo {before + 1}")


@pytest.mark.parametrize(
    ("command", "later"),
    [
        ("promise make 1 'A new one' --by 3bd", "keep 3"),
        ("promise make 1 'A new one' --by 3bd --performer FieldCo", "promise remind 3 'Dana waits'"),
        ("promise make 1 'A new one' --by 3bd", "open Cards --customer Stock --promise y --by 2bd --depends-on 3"),
        ("ship-replacement 1 --item MX500i --why new --arrives 2bd", "delivered 1"),
        ("escalate 1 --to Ben --ack-by 4bh", "escalation acknowledge 1 --who Ben"),
        ("open 'Crackles' --customer Dana --promise x --by 2bd", "case note 3 'The cable'"),
        ("customer add Kim", "open Box --customer Kim --promise x --by 2bd"),
        ("case edit 1 --product MX500i", "case edit 1 --product MX500c"),
        ("party add Cleo --kind staff", "--me Cleo case note 1 'x'"),
        ("party add UPS --kind carrier", "ship-replacement 1 --item MX500i --why new --arrives 2bd --carrier UPS"),
    ],
)
def test_what_rests_on_a_command_holds_it_and_is_named(two: Shop, command: str, later: str) -> None:
    two(command)
    number = two.json("log --last 1")["items"][0]["id"]
    two(later)
    assert f"undo that first: careline undo {number + 1}" in two.refuses(4, f"undo {number}")


def test_an_outcome_holds_the_next_attempt(two: Shop) -> None:
    two("ship-replacement 1 --item MX500i --why new --arrives 2bd")
    two("outcome 1 doa --delivered now")
    number = two.json("log --last 1")["items"][0]["id"]
    two("ship-replacement 1 --item MX500i --why new --arrives 3bd")
    assert f"careline undo {number + 1}" in two.refuses(4, f"undo {number}")


def test_g1_no_open_case_is_left_with_nothing_promised(two: Shop) -> None:
    two("promise make 1 'A new one' --by 3bd")
    made = two.json("log --last 1")["items"][0]["id"]
    two("keep 1")
    assert "C-1 would be open with nothing promised" in two.refuses(4, f"undo {made}")
    two("promise make 1 'Another' --by 3bd")
    two(f"undo {made}")


def test_g5_nothing_is_owed_again_on_a_case_that_was_closed_since(two: Shop) -> None:
    two("promise make 1 'A new one' --by 3bd")
    two("keep 1")
    kept = two.json("log --last 1")["items"][0]["id"]
    two("keep 3")
    two("close 1 --confirmed Fine")
    assert "C-1 has been closed since" in two.refuses(4, f"undo {kept}")


def test_g3_what_fell_due_stays_also_where_others_have_gone_on(two: Shop) -> None:
    two("promise make 1 'By four' --by 16:00")
    number = two.json("log --last 1")["items"][0]["id"]
    two("case note 1 x")
    two.at("06-01 16:01")
    assert "has fallen due" in two.refuses(4, f"undo {number}")


def test_a_party_that_others_refer_to_by_now_stays_until_nobody_does(shop: Shop) -> None:
    shop("party add Ben --kind staff")
    shop("open A --customer Dana --promise x --by 2bd --performer FieldCo")
    shop("open B --customer Robin --promise y --by 2bd --performer FieldCo")
    shop("undo 2")
    assert shop.promise(2)["performer"] == "FieldCo"
    shop("undo 3")
    assert [each["name"] for each in shop.json("party list")["items"]] == ["Ben"]


def test_it_says_whose_case_it_was_and_what_stands_then(two: Shop) -> None:
    two("promise make 1 'A new one' --by 3bd")
    said = two("undo").out.splitlines()
    assert said[0].startswith("Undone: command 4, promise make by Ana on Mon 1 Jun 10:00, on C-1, Dana: No sound. ")
    assert said[1].split() == ["C-1", "No", "sound:", '"I', "ring", 'you",', "due", "Wed", "3", "Jun", "17:00"]
    assert two("undo 3").out.splitlines()[1] == "C-2 is gone."
    assert two.json("undo --dry-run")["cases"] == ["C-1"]


def test_the_log_names_subject_and_customer_and_what_else_is_spoken_of(two: Shop) -> None:
    two("customer add Kim")
    two("article add --product MX500i --symptom Crackles --remedy 'A cable'")
    two("undo 2")
    keys = ("id", "case", "subject", "customer", "about")
    rows = [tuple(row[key] for key in keys) for row in two.json("log")["items"]]
    assert rows == [
        (6, "C-1", "No sound", "Dana", "No sound"),
        (5, None, None, None, "article Crackles"),
        (4, None, None, "Kim", "customer Kim"),
        (3, "C-2", "No card", "Robin", "No card"),
        (2, "C-1", "No sound", "Dana", "No sound"),
        (1, None, None, None, "party Ben"),
    ]
    assert "Robin" in two("log --case 2").out
    assert "No card" in two("log --case 2").out
