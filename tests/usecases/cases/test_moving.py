"""Contacts and notes on the wrong case: `case move`, and `open --from --move W-3`."""

from typing import Any

from tests.everything import reports
from tests.keys import Has
from tests.shop import Shop, prepared, utc
from tests.store import walk

OPEN, CLOSED, OTHER = 1, 2, 3


@prepared
def mixed_up(shop: Shop) -> Shop:
    """C-1 of Dana, open with P-1; C-2 of hers, closed on Tuesday; C-3 of Robin, closed too, and open again by W-6."""
    shop("open 'No sound' --customer 'Dana Reyes' --promise 'FieldCo calls' --by 5bd")
    shop("open 'Crackles' --customer 'Dana Reyes'")
    shop("open 'No card' --customer 'Robin Vale'")
    shop.at("06-02 10:00")("close 2 --confirmed 'It is quiet now'")
    shop("close 3 --confirmed 'It prints'")
    shop.at("06-03 10:00")("heard 3 'The mouse is dead'")
    return shop.at("06-03 12:00")


def state(shop: Shop, case: int) -> tuple[str, int, dict[str, str]]:
    """Whether a case is open, how often it was reopened, and its promises."""
    found = shop.case(case)
    return (
        found["case"]["status"],
        found["case"]["reopened"],
        {each["id"]: each["state"] for each in found["promises"]},
    )


def test_words_take_back_what_they_had_caused_and_wait_where_they_belong(mixed_up: Shop) -> None:
    right, wrong = mixed_up.json("case move W-6 --to 1")["items"]
    assert (right["case"]["id"], wrong["case"]["id"]) == ("C-1", "C-3")
    assert state(mixed_up, OTHER) == ("closed", 0, {"P-3": "kept", "P-4": "void"})
    one = mixed_up.case(OPEN)
    assert one["case"]["waiting_since"] == utc("06-03 10:00")
    assert one["contacts"][-1] == Has({"id": "W-6", "who": "Dana Reyes", "answered": False})
    assert [note["text"] for note in one["notes"]] == ["W-6 moved here from C-3."]
    assert [note["text"] for note in mixed_up.case(OTHER)["notes"]] == ["W-6 moved to C-1."]
    # As of every moment.
    assert mixed_up.json("show 3 --as-of '2026-06-03 11:00'")["case"]["status"] == "closed"
    assert mixed_up.json("show 1 --as-of '2026-06-03 11:00'")["case"]["waiting_since"] == utc("06-03 10:00")
    # It is a question like any other from then on.
    [unanswered] = mixed_up.at("06-04 18:00").json("overdue")["sections"]["unanswered"]
    assert (unanswered["contact"], unanswered["since_at"]) == ("W-6", utc("06-03 10:00"))


def test_g1_words_reopen_the_closed_case_that_they_go_to_as_of_when_they_were_said(mixed_up: Shop) -> None:
    answer = mixed_up("case move W-6 --to 2").out
    assert "It is open again, reopened once." in answer
    assert "C-3, Robin Vale: W-6 moved to C-2. It is closed again, confirmed, as it was." in answer
    assert state(mixed_up, CLOSED) == ("open", 1, {"P-2": "kept", "P-4": "pending"})
    assert state(mixed_up, OTHER)[:2] == ("closed", 0)
    (_, acknowledgement) = mixed_up.case(CLOSED)["promises"]
    assert acknowledgement == Has({"what": "We get back to Dana", "made_at": utc("06-03 10:00")})


def test_g1_the_acknowledgement_of_the_case_that_stays_open_is_void_and_a_check_back_stands_for_it(
    mixed_up: Shop,
) -> None:
    mixed_up("case note 3 'The mouse is new'")
    assert "C-3 stays open: more was recorded on it since W-6 reopened it." in mixed_up("case move W-6 --to 2").out
    assert state(mixed_up, OTHER) == ("open", 1, {"P-3": "kept", "P-4": "void", "P-5": "pending"})
    assert state(mixed_up, CLOSED) == ("open", 1, {"P-2": "kept", "P-6": "pending"})


def test_a_reopening_is_taken_back_unless_more_was_recorded_since(mixed_up: Shop) -> None:
    kept = mixed_up.folder / "kept.db"
    kept.write_bytes(mixed_up.store.read_bytes())
    for since, moved, closes in (
        ("", "W-6", True),
        # What goes along, what careline did by itself, and where words went is nothing that keeps a case open.
        ("follow-up 3 'Which mouse?'", "W-6 W-7", True),
        ("case note 3 x|case move W-7 --to 1", "W-6", True),
        ("promise release P-4 --because 'not theirs'", "W-6", True),
        ("promise withdraw P-4 --because 'not theirs'", "W-6", True),
        ("follow-up 3 x|undo", "W-6", True),
        ("follow-up 3 'Which mouse?'", "W-6", False),
        ("heard 3 'And?' --chasing", "W-6", False),
        ("promise make 3 'A new one' --by 3bd", "W-6", False),
        ("escalate 3 --to Ben --ack-by 4bh", "W-6", False),
    ):
        mixed_up.like(kept)
        for command in filter(None, since.split("|")):
            mixed_up(command)
        mixed_up(f"case move {moved} --to 1")
        status, reopened, promises = state(mixed_up, OTHER)
        assert (status, reopened) == (("closed", 0) if closes else ("open", 1)), since
        assert any(each == "pending" for each in promises.values()) is not closes, since


def test_g3_what_was_said_is_not_unmade(mixed_up: Shop) -> None:
    mixed_up("heard 3 'And now?' --promise 'We send one' --by 'today 15:00'")
    mixed_up.at("06-03 16:00")("case move W-6 W-7 --to 1")
    assert state(mixed_up, OTHER) == ("open", 1, {"P-3": "kept", "P-4": "kept", "P-5": "overdue"})


def test_ours_take_nothing_back_and_what_was_answered_stays_answered(mixed_up: Shop) -> None:
    mixed_up("follow-up 3 'We look into it'")
    assert state(mixed_up, OTHER)[2]["P-4"] == "kept"
    mixed_up("case move W-7 --to 1")
    assert state(mixed_up, OTHER)[2]["P-4"] == "kept"
    assert mixed_up.case(OTHER)["contacts"][-1] == Has({"id": "W-6", "answered": True})
    assert mixed_up.case(OTHER)["case"]["waiting_since"] is None
    # Their words go to a third case, and come together with ours again.
    mixed_up("case move W-6 --to 2")
    assert mixed_up.case(CLOSED)["case"]["waiting_since"] is None
    assert mixed_up.case(CLOSED)["contacts"][-1] == Has({"id": "W-6", "answered": True, "no_reply": True})
    mixed_up("case move W-6 --to 1")
    assert mixed_up.case(OPEN)["contacts"][1:] == [
        Has({"id": "W-6", "answered": True, "no_reply": False}),
        Has({"id": "W-7"}),
    ]


def test_g12_a_question_that_went_astray_and_comes_back_waits_again_unless_it_was_answered_there(shop: Shop) -> None:
    for customer in ("Kim Ito", "Mona Fry"):
        shop(f"open 'Fan' --customer '{customer}' --promise 'A new one' --by 2026-06-26")
    shop.at("06-02 10:00")("heard 1 'Where is it?'")
    shop.at("06-03 10:00")("follow-up 2 'The fan is packed'")
    shop.at("06-09 10:00")("case move W-3 --to 2")
    astray = shop.folder / "astray.db"
    astray.write_bytes(shop.store.read_bytes())
    for meanwhile, waits in (("case note 2 'Not hers'", True), ("follow-up 2 'It comes tomorrow'", False)):
        shop.like(astray)(meanwhile)
        shop("case move W-3 --to 1")
        found = [row["contact"] for row in shop.json("brief")["sections"]["unanswered"]]
        assert found == (["W-3"] if waits else []), meanwhile


def test_words_may_be_older_than_the_case_they_go_to_and_chases_count_there(mixed_up: Shop) -> None:
    mixed_up("heard 1 'Where is it?' --chasing --at '2026-06-01 11:00'")
    mixed_up("open 'Left ear' --customer 'Kim Ito' --promise 'A cushion' --by 3bd")
    mixed_up("case move W-7 --to 4")
    four = mixed_up.case(4)
    assert four["contacts"][0] == Has({"id": "W-7", "who": "Kim Ito", "at": utc("06-01 11:00")})
    assert (four["case"]["chases"], mixed_up.case(OPEN)["case"]["chases"]) == (1, 0)
    assert mixed_up("show 4 --as-of '2026-06-03 12:00'").code == 0


def test_g8_an_escalation_goes_with_its_cause(mixed_up: Shop) -> None:
    mixed_up.configure("[[ladder]]\nto = 'Ben'\nack_within = '4bh'\n")
    mixed_up("party add Ben --kind staff")
    mixed_up("heard 1 'Does it come with a cable?'")
    mixed_up("open 'Left ear' --customer 'Kim Ito' --promise 'A cushion' --by 5bd --at '2026-06-02 11:00'")
    mixed_up.at("06-08 10:00")("sweep")
    raised = {each["id"]: each["causes"] for each in mixed_up.json("escalation list")["items"]}
    assert raised == {"E-1": ["W-7"], "E-2": ["P-4"]}
    mixed_up("case move W-7 --to 4")
    assert [(each["id"], each["state"]) for each in mixed_up.case(4)["escalations"]] == [("E-1", "raised")]
    assert mixed_up("sweep --quiet").out == ""
    # Where a case opens with words, their acknowledgement goes along, and so does what it called for.
    mixed_up("open Mouse --from 3 --move W-6")
    assert [(each["id"], each["state"]) for each in mixed_up.case(5)["escalations"]] == [("E-2", "raised")]
    assert mixed_up.case(OTHER)["escalations"] == []
    assert mixed_up("sweep --quiet").out == ""


def test_a_new_matter_on_an_old_closed_case_is_put_right_with_one_command_days_later(mixed_up: Shop) -> None:
    mixed_up("follow-up 3 'Which mouse?'")
    new, old = mixed_up.at("06-09 09:00").json("open 'Mouse dead' --from 3 --move W-6 --move W-7")["items"]
    assert new["case"] == Has({"id": "C-4", "opened_at": utc("06-03 10:00"), "status": "open", "waiting_since": None})
    assert [(each["id"], each["text"]) for each in new["contacts"]] == [
        ("W-6", "The mouse is dead"),
        ("W-7", "Which mouse?"),
    ]
    assert state(mixed_up, 4)[2] == {"P-4": "kept", "P-6": "pending"}
    assert old["case"] == Has({"id": "C-3", "status": "closed", "closed_how": "confirmed", "reopened": 0})
    assert state(mixed_up, OTHER)[2] == {"P-3": "kept", "P-5": "void"}
    assert [link["case"] for link in mixed_up.case(4)["links"]] == ["C-3"]


def test_a_promise_of_the_new_case_answers_the_words_that_open_it(mixed_up: Shop) -> None:
    mixed_up("open 'Mouse dead' --from 3 --move W-6 --promise 'A new mouse' --by 2bd")
    assert state(mixed_up, 4) == ("open", 0, {"P-5": "pending"})
    assert mixed_up.case(4)["contacts"] == [Has({"id": "W-6", "answered": True})]
    assert state(mixed_up, OTHER) == ("closed", 0, {"P-3": "kept", "P-4": "void"})


def test_what_was_promised_with_the_words_goes_along_too(mixed_up: Shop) -> None:
    mixed_up("close 3 --confirmed Fine --at '2026-06-03 11:00'")
    mixed_up("heard 3 'The keyboard too' --promise 'We send one' --by 2bd")
    mixed_up("open Keyboard --from 3 --move W-8 --move P-5")
    assert state(mixed_up, 4) == ("open", 0, {"P-5": "pending"})
    assert state(mixed_up, OTHER) == ("closed", 1, {"P-3": "kept", "P-4": "kept"})


def test_what_is_refused(mixed_up: Shop) -> None:
    for command, code, word in (
        ("case move W-99 --to 1", 3, "no contact or note W-99"),
        ("case move W-6 W-99 --to 1", 3, "W-99"),
        ("case move W-6 --to 9", 3, "C-9"),
        ("case move W-1 --to 1", 2, "W-1 is already on C-1"),
        ("case move W-6 W-1 --to 1", 2, "W-1 is already on C-1"),
        ("case move P-1 --to 1", 2, "P-1 is a promise"),
        ("case move W-6", 2, "--to"),
        ("case move --to 1", 2, "CONTACT"),
        ("open x --from 1 --move W-6", 2, "W-6 belongs to C-3"),
        ("open x --from 3 --move W-99", 3, "W-99"),
        ("open x --from 3 --move C-1", 2, "C-1 is a case"),
    ):
        assert word in mixed_up.refuses(code, command), command


def test_nothing_moves_to_a_merged_case_nor_from_or_to_who_was_forgotten(mixed_up: Shop) -> None:
    mixed_up("open 'Left ear' --customer 'Dana Reyes'")
    mixed_up("case merge 4 --into 1")
    assert "careline show 1" in mixed_up.refuses(4, "case move W-6 --to 4")
    mixed_up("close 3 --confirmed Fine")
    mixed_up("customer forget 'Robin Vale' --yes")
    assert "was forgotten" in mixed_up.refuses(4, "case move W-1 --to 3")
    assert "was forgotten" in mixed_up.refuses(4, "case move W-6 --to 1")


def shown(shop: Shop, case: int) -> Any:
    """A case with everything on it, but for the notes that say where words went."""
    found = shop.case(case)
    return found | {"notes": [each for each in found["notes"] if " moved " not in each["text"]]}


def test_g13_words_that_moved_there_and_back_leave_everything_as_it_was(shop: Shop) -> None:
    walk.prepare(shop)
    for step in walk.WALK:
        walk.take(shop, step)
    cases = [int(each["id"][2:]) for each in shop.json("list")["items"]]
    before, said = {case: shown(shop, case) for case in cases}, reports(shop)
    moved = 0
    for case in cases:
        for entry in (*before[case]["contacts"], *before[case]["notes"]):
            other = next(each for each in cases if each != case)
            shop(f"case move {entry['id']} --to {other}")
            shop(f"case move {entry['id']} --to {case}")
            for each in (case, other):
                now = shown(shop, each)
                for key in now:
                    assert now[key] == before[each][key], (entry["id"], each, key)
            moved += 1
    assert reports(shop) == said
    assert moved > len(cases)


def test_g13_what_moved_there_and_back_was_said_by_whom_it_was_though_they_are_called_otherwise_now(shop: Shop) -> None:
    shop("open 'No sound' --customer 'Kim Ito <kim@example.com>' --promise 'We call' --by 2bd")
    shop("open 'Crackles' --customer 'Dana Reyes' --promise 'We call' --by 2bd")
    shop("customer add 'Robin Vale <robin@example.com>'")
    shop("customer merge 'Kim Ito' 'Robin Vale'")
    shop("case move W-1 --to 2")
    assert shop.case(2)["contacts"][0]["who"] == "Dana Reyes"
    shop("case move W-1 --to 1")
    assert shop.case(1)["contacts"][0]["who"] == "Kim Ito"
