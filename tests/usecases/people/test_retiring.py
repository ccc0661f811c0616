"""`party retire`: all that was somebody's is somebody else's, and nothing new names who has left."""

import pytest

from tests.shop import Shop, prepared, utc
from tests.usecases.safekeeping.test_undoing import tables

LADDER = '[[ladder]]\nto = "Ben"\nack_within = "4bh"\n[[ladder]]\nto = "Cleo"\nack_within = "2bh"\n'


@prepared
def staffed(shop: Shop) -> Shop:
    """Ana's shop. Ben answers for P-1, plans P-2, does Ana's P-3, and has to acknowledge E-1; Cleo works there too."""
    shop("party add Ben --kind staff")
    shop("party add Cleo --kind staff")
    shop("open 'No card' --customer 'Robin Vale' --promise 'FieldCo calls' --by 2bd --performer FieldCo --owner Ben")
    shop("--me Ben promise make 1 'I order it' --by 3bd --planned")
    shop("open 'No sound' --customer 'Kim Ito' --promise 'It is sent' --by 'fri 17:00' --performer Ben")
    shop("escalate 2 --to Ben --ack-by 4bh --because 'asked twice'")
    return shop.at("06-01 15:00")


def test_everything_live_goes_over_and_no_due_moment_moves(staffed: Shop) -> None:
    due = {p["id"]: p["due_at"] for p in staffed.json("promise list")["items"]}
    done = staffed.json("party retire Ben --to Cleo")
    assert (done["promises"], done["performed"], done["escalations"]) == (["P-1", "P-2"], ["P-3"], ["E-1"])
    assert done["party"]["retired_at"] == utc("06-01 15:00")
    items = staffed.json("promise list")["items"]
    assert {p["id"]: (p["owner"], p["performer"]) for p in items} == {
        "P-1": ("Cleo", "FieldCo"),
        "P-2": ("Cleo", "Cleo"),
        "P-3": ("Ana", "Cleo"),
    }
    assert {p["id"]: p["due_at"] for p in items} == due
    raised = staffed.case(2)["escalations"][0]
    assert (raised["to"], raised["ack_by"], raised["state"]) == ("Cleo", utc("06-02 17:00"), "raised")
    assert "Cleo does not know about it" in staffed("brief").out


def test_what_is_overdue_stays_its_performers_miss(staffed: Shop) -> None:
    staffed.at("06-09 10:00")("party retire Ben --to Cleo")
    assert (staffed.promise(2)["owner"], staffed.promise(2)["performer"]) == ("Cleo", "Ben")
    assert (staffed.promise(3)["owner"], staffed.promise(3)["performer"]) == ("Ana", "Ben")
    staffed("keep P-1")
    staffed("keep P-2")
    assert staffed.promise(4)["owner"] == "Cleo", "the check back is of who took over"


def test_it_is_one_command_and_one_undo(staffed: Shop) -> None:
    before = tables(staffed)
    staffed("party retire Ben --to Cleo")
    staffed("undo")
    assert tables(staffed) == before
    staffed("--me Ben case note 1 x")


def test_who_has_left_is_named_by_nothing_new(staffed: Shop) -> None:
    staffed("party retire Ben --to Cleo")
    for command in (
        "promise make 1 x --by 2bd --owner Ben",
        "promise make 1 x --by 2bd --performer Ben",
        "open x --customer Lee --owner Ben",
        "hand-over 1 --to Ben --because x",
        "escalate 1 --to Ben --ack-by 4bh",
        "party away Cleo --from tomorrow --until fri --to Ben",
        "tone request 1 --about Cleo --to Ben",
        "heard 1 Wow --praise --earned-by Ben",
        "escalation acknowledge 1 --who Ben",
        "party retire Cleo --to Ben",
        "--me Ben case note 1 x",
    ):
        assert "Ben has retired" in staffed.refuses(2, command)
    assert "has retired" in staffed.refuses(2, "party add Ben")


def test_pages_and_lists_say_so(staffed: Shop) -> None:
    staffed("party retire Ben --to Cleo")
    assert "Ben" not in staffed("party list").out
    assert {each["name"]: each["retired_at"] for each in staffed.json("party list --all")["items"]}["Ben"]
    assert "Retired on Mon 1 Jun 2026" in staffed("party show Ben").out


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        ("party retire Ana --to Ben", 4, "shop.owner names them"),
        ("--me Ben party retire Ben --to Ana", 4, "--me names them"),
        ("party retire FieldCo --to Ben", 4, "[[ladder]] for names them"),
        ("party retire Cleo --to Ben", 4, "[[ladder]] to names them"),
        ("party retire Ben --to FieldCo", 2, "party edit"),
        ("party retire Ben --to Nobody", 2, "party add"),
        ("party retire Ben --to Ben", 2, "cannot take over"),
        ("party retire Nobody --to Ben", 3, "Nobody"),
        ("party retire Ben", 2, "--to"),
        ("party retire Ben --to tomorrow", 2, "date"),
    ],
)
def test_what_is_refused(staffed: Shop, command: str, code: int, words: str) -> None:
    staffed.configure('[[ladder]]\nfor = "FieldCo"\nto = "Cleo"\nack_within = "4bh"\n')
    assert words in staffed.refuses(code, command)


def test_nobody_retires_twice_and_the_last_of_staff_never(shop: Shop) -> None:
    shop.settings_file.write_text('[shop]\nname = "X"\ntimezone = "America/New_York"\n', encoding="utf-8")
    for me in ("Ana", "Ben"):
        shop(f"--me Ana party add {me} --kind staff") if me == "Ben" else shop("--me Ana customer add Dana")
    shop("--me Ana party retire Ben --to Ana")
    assert "already" in shop.refuses(4, "--me Ana party retire Ben --to Ana")
    shop("--me Ana party add Cleo --kind staff")
    shop("--me Cleo party retire Ana --to Cleo")
    shop.refuses(4, "--me Cleo party retire Cleo --to Ana")


def test_a_third_partys_pending_promises_go_to_another(staffed: Shop) -> None:
    staffed("party add 'Second Firm' --kind contractor")
    done = staffed.json("party retire FieldCo --to 'Second Firm'")
    assert (done["promises"], done["performed"]) == ([], ["P-1"])
    assert (staffed.promise(1)["owner"], staffed.promise(1)["performer"]) == ("Ben", "Second Firm")


def test_the_rung_of_who_has_left_is_passed_over(staffed: Shop) -> None:
    staffed("escalation resolve 1")
    staffed("party retire Ben --to Ana")
    staffed.configure(LADDER)
    (rows,) = staffed.at("06-09 10:00").json("sweep")["sections"].values()
    assert {row["to"] for row in rows if row["rule"] == "overdue"} == {"Cleo"}
    raised = staffed.case(1)["escalations"]
    assert [(each["to"], each["level"]) for each in raised] == [("Cleo", 2)]
