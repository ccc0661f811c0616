"""Promises that were said to be kept and were not, and the other way round: `promise correct --not-kept`, `--kept`."""

from pathlib import Path

from tests.everything import cases, reports
from tests.keys import Has
from tests.shop import Shop, prepared, utc

NOT_KEPT = "promise correct 1 --not-kept --because 'that was P-7'"
TRACES = ("P-1 was not kept", "P-1 was kept")


def kept(moment: str) -> str:
    """The correction that P-1 was kept at a moment."""
    return f"promise correct 1 --kept --at '2026-{moment}' --because 'FieldCo had called'"


@prepared
def robins(shop: Shop) -> Shop:
    """Robin's P-1 of FieldCo's, due on Tue 2 Jun at 17:00; Ben is the only rung, and Second Firm the backup."""
    shop.configure("[[ladder]]\nto = 'Ben'\nack_within = '4bh'\n")
    shop("party add Ben --kind staff")
    said = "--promise 'FieldCo calls' --by tue --performer FieldCo --backup 'Second Firm comes'"
    shop(f"open 'No card' --customer 'Robin Vale' {said}")
    return shop.at("06-01 15:00")


def states(shop: Shop) -> dict[str, str]:
    """The promises of Robin's case."""
    return {each["id"]: each["state"] for each in shop.case()["promises"]}


def test_g13_what_was_not_kept_lives_as_if_nobody_had_said_so(robins: Shop) -> None:
    robins("keep 1 --note 'he called'")
    assert states(robins) == {"P-1": "kept", "P-2": "pending"}
    answer = robins.at("06-02 09:00")(NOT_KEPT).out
    assert answer.splitlines() == [
        'P-1 was not kept on C-1, Robin Vale: "FieldCo calls"',
        'P-1 "FieldCo calls" lives again, due Tue 2 Jun 17:00.',
        "Void: P-2 Check back with Robin",
    ]
    assert robins.promise(1) == Has(state="pending", kept_at=None, recorded_at=None)
    assert states(robins) == {"P-1": "pending", "P-2": "void"}
    [note] = robins.case()["notes"]
    assert note["text"] == "P-1 was not kept, as had been said for Mon 1 Jun 15:00: that was P-7"
    # As of every moment.
    assert robins.json("show 1 --as-of '2026-06-01 16:00'")["promises"][0]["state"] == "pending"


def test_g3_what_fell_due_in_between_is_overdue(robins: Shop) -> None:
    robins("keep 1")
    robins.at("06-03 09:00")(NOT_KEPT)
    assert states(robins) == {"P-1": "overdue", "P-2": "void"}
    assert [row["promise"] for row in robins.json("overdue")["sections"]["overdue"]] == ["P-1"]


def test_the_plan_that_was_asked_for_with_a_wrong_keep_is_void_and_what_was_said_stays(robins: Shop) -> None:
    robins("keep 1 --next 2bd")
    robins("promise make 1 'The card is in' --by 3bd")
    robins.at("06-02 09:00")(NOT_KEPT)
    assert states(robins) == {"P-1": "pending", "P-2": "void", "P-3": "pending"}


def test_what_a_call_promised_stays_though_it_kept_nothing(robins: Shop) -> None:
    robins("follow-up 1 'He has called' --keeps 1 --next 2bd")
    robins.at("06-02 09:00")(NOT_KEPT)
    assert states(robins) == {"P-1": "pending", "P-2": "pending"}


def test_a_plan_that_is_kept_by_now_stays_kept(robins: Shop) -> None:
    robins("keep 1")
    robins("follow-up 1 'Did he call?'")
    robins.at("06-02 09:00")(NOT_KEPT)
    assert states(robins) == {"P-1": "pending", "P-2": "kept", "P-3": "pending"}


def test_of_two_that_were_kept_at_once_one_may_have_been(robins: Shop) -> None:
    robins("promise make 1 'The card is in' --by 3bd")
    robins("keep 1 2")
    robins.at("06-02 09:00")(NOT_KEPT)
    assert states(robins) == {"P-1": "pending", "P-2": "kept", "P-3": "void"}


def test_g8_an_escalation_and_its_backup_live_again(robins: Shop) -> None:
    robins.at("06-03 18:00")("sweep")
    robins.at("06-05 18:00")("sweep")
    assert robins.promise(2) == Has(what="Second Firm comes", state="pending")
    robins("keep 1")
    assert states(robins) == {"P-1": "kept_late", "P-2": "released", "P-3": "pending"}
    assert [each["state"] for each in robins.case()["escalations"]] == ["settled"]
    robins.at("06-05 19:00")(NOT_KEPT)
    assert states(robins) == {"P-1": "overdue", "P-2": "pending", "P-3": "void"}
    assert [each["state"] for each in robins.case()["escalations"]] == ["unacknowledged"]
    assert robins("sweep --quiet").out == ""


def test_g3_what_had_been_done_in_time_shows_when_that_was_said_and_is_counted(robins: Shop) -> None:
    answer = robins.at("06-03 09:00")(kept("06-02 16:00")).out
    assert answer.startswith(
        "P-1 kept on C-1, Robin Vale, Tue 2 Jun 2026 16:00 EDT (1 working day ago): "
        '"FieldCo calls", which is said only now, after it fell due\n'
    )
    assert robins.promise(1) == Has(state="kept", kept_at=utc("06-02 16:00"), recorded_at=utc("06-03 09:00"))
    assert "kept (FieldCo had called); recorded on Wed 3 Jun 09:00" in robins("show 1").out
    [row] = robins.json("report performers")["sections"]["performers"]
    assert (row["kept"], row["said_late"]) == (1, 1)
    assert states(robins)["P-2"] == "pending"


def test_g3_a_kept_promise_was_kept_at_another_moment(robins: Shop) -> None:
    robins("keep 1")
    for now, moment, state, said_late in (
        ("06-03 09:00", "06-01 14:00", "kept", 0),
        ("06-03 09:00", "06-02 18:00", "kept_late", 0),
        # From here on it is said after it fell due.
        ("06-03 09:30", "06-01 15:00", "kept", 1),
    ):
        robins.at(now)(kept(moment))
        assert robins.promise(1) == Has(state=state, kept_at=utc(moment))
        [row] = robins.json("report performers")["sections"]["performers"]
        assert row["said_late"] == said_late, moment
    first, *_ = robins.case()["notes"]
    assert first["text"] == "P-1 was kept Mon 1 Jun 14:00, not Mon 1 Jun 15:00: FieldCo had called"


def test_g1_the_check_back_is_as_old_as_what_it_follows(robins: Shop) -> None:
    robins.at("06-02 15:00")("keep 1")
    robins(kept("06-02 10:00"))
    then = robins.json("show 1 --as-of '2026-06-02 12:00'")
    assert [(each["id"], each["state"]) for each in then["promises"]] == [("P-1", "kept"), ("P-2", "pending")]


def test_g13_there_and_back_leaves_everything_as_it_was(robins: Shop) -> None:
    before, said = cases(robins), reports(robins)
    robins("keep 1")
    after, told = cases(robins), reports(robins)
    robins(NOT_KEPT)
    left = cases(robins, *TRACES)
    assert left["C-1"]["promises"].pop() == Has(id="P-2", state="void")
    assert left == before
    now = reports(robins)
    assert now.pop("performers") != said.pop("performers")  # what is void is counted
    assert now == said
    robins(kept("06-01 15:00"))
    after["C-1"]["promises"][0]["because"] = "FieldCo had called"
    assert cases(robins, *TRACES) == after
    assert reports(robins) == told
    robins(kept("06-01 12:00"))
    robins(kept("06-01 15:00"))
    assert cases(robins, *TRACES) == after
    assert reports(robins) == told


def test_it_can_be_undone(robins: Shop) -> None:
    robins("keep 1")
    for command in (NOT_KEPT, kept("06-01 12:00")):
        before, said = cases(robins), reports(robins)
        robins(command)
        robins("undo --yes")
        assert cases(robins) == before
        assert reports(robins) == said
    robins("undo --yes")
    before = cases(robins)
    robins(kept("06-01 12:00"))
    robins("undo --yes")
    assert cases(robins) == before


def test_what_is_refused(robins: Shop, tmp_path: Path) -> None:
    store = tmp_path / "kept.db"
    store.write_bytes(robins.store.read_bytes())
    for before, command, code, word in (
        ("", "promise correct 1 --not-kept", 2, "--because is missing"),
        ("", "promise correct 1 --kept", 2, "--because is missing"),
        ("", "promise correct 1 --kept --because ' '", 2, "--because is blank"),
        ("", "promise correct 1 --kept --not-kept --because x", 2, "one of them at a time"),
        ("", "promise correct 1 'Other words' --kept --because x", 2, "one of them at a time"),
        ("", "promise correct 1 --by wed --not-kept --because x", 2, "one of them at a time"),
        ("", "promise correct 1 --not-kept --at 12:00 --because x", 2, "--at says when a promise was kept"),
        ("", "promise correct 1 'Other words' --at 12:00 --because x", 2, "--at says when a promise was kept"),
        ("", "promise correct 9 --not-kept --because x", 3, "P-9"),
        ("", "promise correct 9 --kept --because x", 3, "P-9"),
        ("", kept("06-01 16:00"), 2, "in the future"),
        ("", kept("06-01 09:00"), 2, "before C-1"),
        ("", NOT_KEPT, 4, "P-1 is pending; nobody has said that it was kept"),
        ("keep 1", kept("06-01 15:00"), 2, "at that moment already"),
        ("keep 1", kept("06-01 09:00"), 2, "before P-1"),
        ("keep 1", "promise correct 1 --kept --because x", 4, "say so with --at"),
        ("promise release 1 --because x", NOT_KEPT, 4, "P-1 is released"),
        # What has ended otherwise stays as it is, a miss too.
        ("promise release 1 --because x", kept("06-01 12:00"), 4, "P-1 is already released"),
        ("promise withdraw 1 --because x", kept("06-01 12:00"), 4, "P-1 is already withdrawn"),
        ("renegotiate 1 --by fri --told x --because y", kept("06-01 12:00"), 4, "P-2 took its place"),
    ):
        robins.like(store)
        if before:
            robins(before)
        assert word in robins.refuses(code, command), command


def test_g3_a_miss_stays_a_miss(robins: Shop) -> None:
    robins.at("06-03 09:00")("renegotiate 1 --by fri --told x --because y")
    assert "P-1 is already missed, and P-2 took its place" in robins.refuses(4, kept("06-02 16:00"))


def test_what_more_than_a_word_has_kept_is_put_right_where_that_is_recorded(robins: Shop) -> None:
    robins("open 'No sound' --customer Dana --product MX500i")
    robins("follow-up 2 'We look into it'")
    robins("ship-replacement 2 --arrives 2bd --why 'Yours broke.'")
    robins.at("06-02 10:00")("delivered 1")
    robins.at("06-02 11:00")("outcome 1 doa")
    robins.at("06-02 12:00")("ship-replacement 2 --arrives 2bd --why 'Here is another.'")
    names = {each["what"]: each["id"] for each in robins.case(2)["promises"] if each["state"] == "kept"}
    for what, where in (
        ("We get back to Dana", "careline case edit W-3 --at WHEN"),
        ("Replacement arrives", "careline delivered R-1 --correct"),
        ("Check that it works", "careline outcome R-1 OUTCOME --correct"),
        ("A working one is sent to Dana", "R-2, which was sent"),
    ):
        command = f"promise correct {names[what]} --not-kept --because x"
        assert where in robins.refuses(4, command), what
        again = f"promise correct {names[what]} --kept --at '2026-06-01 15:30' --because x"
        assert where in robins.refuses(4, again), what


def test_g5_nothing_is_owed_on_a_closed_case_nor_was_when_it_closed(robins: Shop) -> None:
    robins("keep 1")
    robins.at("06-02 10:00")("close 1 --confirmed 'It prints'")
    robins.at("06-02 12:00")
    for promise in (1, 2):
        command = f"promise correct {promise} --not-kept --because x"
        assert "careline reopen 1 --mistake" in robins.refuses(4, command)
    assert "C-1 closed before Tue 2 Jun 11:00" in robins.refuses(4, kept("06-02 11:00"))
    robins(kept("06-02 09:00"))
    robins("heard 1 'It does not'")
    assert "came back since" in robins.refuses(4, "promise correct 2 --not-kept --because x")
    robins(NOT_KEPT)
    assert states(robins) == {"P-1": "pending", "P-2": "kept", "P-3": "pending"}


def test_nothing_is_put_right_of_who_was_forgotten(robins: Shop) -> None:
    robins("keep 1")
    robins("close 1 --confirmed 'It prints'")
    robins("customer forget 'Robin Vale' --yes")
    assert "was forgotten" in robins.refuses(4, NOT_KEPT)
    assert "was forgotten" in robins.refuses(4, kept("06-01 12:00"))
