"""Contacts and notes that were recorded with another moment, or with other words: `case edit W-3`."""

from pathlib import Path

from tests.everything import cases, reports
from tests.keys import Has
from tests.shop import Shop, prepared, utc

CORRECTED = " corrected"


def moved(name: str, moment: str) -> str:
    """The correction that something was said at another moment."""
    return f"case edit {name} --at '2026-{moment}' --because 'typed later'"


@prepared
def danas(shop: Shop) -> Shop:
    """Dana's C-1: opened Mon 10:00 (W-1, P-1), asked 11:00 (W-2), answered 12:00 (W-3, then P-2), note (W-4)."""
    shop("open 'No sound' --customer 'Dana Reyes' --product MX500i")
    shop.at("06-01 11:00")("heard 1 'Is it your cable?'")
    shop.at("06-01 12:00")("follow-up 1 'No, the plug' --next 2bd")
    shop.at("06-01 12:30")("case note 1 'Sounds lose'")
    return shop.at("06-02 09:00")


def test_g13_a_typo_is_put_right_and_nothing_else(danas: Shop) -> None:
    before = cases(danas)["C-1"]
    answer = danas("case edit W-2 'Is it the cable?' --because 'a typo'").out
    assert answer == "W-2 on C-1, Dana Reyes, said Mon 1 Jun 2026 11:00 EDT (1 working day ago).\n"
    danas("case edit w4 --because 'a typo' -", typed="Sounds loose")
    after = danas.case()
    assert after["contacts"][1] == before["contacts"][1] | {"text": "Is it the cable?"}
    assert [each["text"] for each in after["notes"]] == [
        "Sounds loose",
        "W-2 corrected: a typo",
        "W-4 corrected: a typo",
    ]
    for key in ("case", "promises"):
        assert after[key] == before[key]
    # As of every moment; what it was before is in the log.
    assert danas.json("show 1 --as-of '2026-06-01 11:30'")["contacts"][1]["text"] == "Is it the cable?"
    assert [each["command"] for each in danas.json("log")["items"]][:2] == ["case edit", "case edit"]


def test_a_note_was_written_at_another_moment(danas: Shop) -> None:
    answer = danas(moved("W-4", "06-01 10:30")).out
    assert answer.startswith("W-4 on C-1, Dana Reyes, noted Mon 1 Jun 2026 10:30 EDT")
    assert [each["at"] for each in danas.case()["notes"]] == [utc("06-01 10:30"), utc("06-02 09:00")]
    assert "W-4 corrected, which stood at Mon 1 Jun 12:30: typed later" in danas("show 1").out


def test_g12_who_waits_since_when_is_worked_out_anew(danas: Shop) -> None:
    danas(moved("W-3", "06-01 10:30"))
    case = danas.case()
    assert case["case"] == Has(waiting_since=utc("06-01 11:00"), last_word_at=utc("06-01 10:30"))
    assert [(each["id"], each["answered"]) for each in case["contacts"]] == [
        ("W-1", True),
        ("W-3", True),
        ("W-2", False),
    ]
    [row] = danas.at("06-02 18:00").json("overdue")["sections"]["unanswered"]
    assert row["contact"] == "W-2"
    danas(moved("W-2", "06-01 10:15"))
    assert danas.case()["case"]["waiting_since"] is None
    assert danas.json("overdue")["sections"]["unanswered"] == []


def test_g4_what_a_word_keeps_it_keeps_when_it_was_said(danas: Shop) -> None:
    for moment, state in (("06-01 10:30", "kept"), ("06-02 08:00", "kept")):
        assert (
            f"P-1 We get back to Dana was kept {'Mon 1' if '06-01' in moment else 'Tue 2'} Jun"
            in danas(moved("W-3", moment)).out
        )
        assert danas.promise(1) == Has(state=state, kept_at=utc(moment))
    danas.at("06-03 09:00")(moved("W-3", "06-02 18:00"))
    assert danas.promise(1) == Has(state="kept_late", kept_at=utc("06-02 18:00"))


def test_g4_a_follow_up_that_a_word_no_longer_keeps_lives_again_and_one_that_it_keeps_is_kept(danas: Shop) -> None:
    danas.at("06-02 10:00")("follow-up 1 'Tried it?'")
    assert [(each["id"], each["state"]) for each in danas.case()["promises"]] == [
        ("P-1", "kept"),
        ("P-2", "kept"),
        ("P-3", "pending"),
    ]
    # On Monday nothing of Wednesday's is kept, and the check back was made as that was.
    danas(moved("W-5", "06-01 13:00"))
    assert [each["state"] for each in danas.case()["promises"]] == ["kept", "pending", "void"]
    danas(moved("W-5", "06-02 09:30"))
    assert danas.promise(2) == Has(state="kept", kept_at=utc("06-02 09:30"))
    assert [each["state"] for each in danas.case()["promises"]] == ["kept", "kept", "void", "pending"]


def test_what_was_named_as_kept_in_the_call_is_kept_at_its_moment(danas: Shop) -> None:
    danas("promise make 1 'I ring you' --by 'today 12:00'")
    danas.at("06-02 11:00")("follow-up 1 'As promised' --keeps P-3")
    danas.at("06-02 15:00")(moved("W-5", "06-02 10:00"))
    assert danas.promise(3) == Has(state="kept", kept_at=utc("06-02 10:00"), recorded_at=utc("06-02 11:00"))
    danas(moved("W-5", "06-02 14:00"))
    assert danas.promise(3) == Has(state="kept_late", kept_at=utc("06-02 14:00"))
    # What is said to have been in time after it fell due shows when that was said (G3).
    danas(moved("W-5", "06-02 11:00"))
    assert danas.promise(3) == Has(state="kept", recorded_at=utc("06-02 15:00"))
    [row] = danas.json("report performers")["sections"]["performers"]
    assert row["said_late"] == 1
    assert "before P-3" in danas.refuses(2, moved("W-5", "06-02 08:00"))


def test_a_follow_up_far_away_that_was_named_in_the_call_is_kept_at_its_moment(danas: Shop) -> None:
    danas("follow-up 1 --on 10bd")
    danas.at("06-02 11:00")("follow-up 1 'All settled' --keeps P-3")
    danas(moved("W-5", "06-02 10:00"))
    assert danas.promise(3) == Has(state="kept", kept_at=utc("06-02 10:00"))


def test_a_chase_counts_against_the_promise_that_was_behind_it_then(danas: Shop) -> None:
    danas("promise make 1 'A new plug' --by 5bd")
    danas("heard 1 'And?' --chasing")
    danas(moved("W-5", "06-01 11:30"))
    assert danas.case()["case"]["chases"] == 1
    why = {number: danas.json(f"promise why {number}")["chases"] for number in (1, 2, 3)}
    assert why == {1: 1, 2: 0, 3: 0}


def test_our_answer_in_the_same_call_goes_along(danas: Shop) -> None:
    danas("heard 1 'It hums' --said 'Unplug it'")
    danas(moved("W-5", "06-01 15:00"))
    at = {each["id"]: each["at"] for each in danas.case()["contacts"]}
    assert (at["W-5"], at["W-6"]) == (utc("06-01 15:00"), utc("06-01 15:00"))
    assert danas.case()["case"]["waiting_since"] is None
    assert "it answers W-5, which was said Mon 1 Jun 15:00" in danas.refuses(4, moved("W-6", "06-01 14:00"))


def test_a_disclosure_and_what_we_wanted_to_ask_again_go_by_the_moment(danas: Shop) -> None:
    danas("case disclose 1 'We sent the wrong plug' --promise 'The right one' --by 2bd")
    danas(moved("W-5", "06-01 15:00"))
    assert "of our own fault" in danas("show 1 --as-of '2026-06-01 16:00'").out
    [row] = danas.json("report disclosures")["sections"]["told"]
    assert utc("06-01 15:00") in row.values()


def test_g13_there_and_back_leaves_everything_as_it_was(danas: Shop) -> None:
    danas("heard 1 'And?' --chasing")
    danas("follow-up 1 'It is the plug' --promise 'A new plug' --by 2bd")
    before, said = cases(danas, CORRECTED), reports(danas)
    for name, there in (
        ("W-2", "06-01 10:30"),
        ("W-3", "06-01 10:30"),
        ("W-3", "06-01 15:00"),
        ("W-4", "06-01 10:30"),
        ("W-5", "06-01 11:30"),
        ("W-6", "06-02 08:30"),
    ):
        rows = (*before["C-1"]["contacts"], *before["C-1"]["notes"])
        at = next(each["at"] for each in rows if each["id"] == name)
        danas(moved(name, there))
        assert cases(danas, CORRECTED) != before, name
        danas(f"case edit {name} --at {at} --because back")
        assert cases(danas, CORRECTED) == before, name
    text = before["C-1"]["contacts"][1]["text"]
    danas("case edit W-2 'Other words' --because x")
    danas(f"case edit W-2 '{text}' --because back")
    assert cases(danas, CORRECTED) == before
    assert reports(danas) == said


def test_it_can_be_undone(danas: Shop) -> None:
    for command in (
        moved("W-3", "06-01 10:30"),
        "case edit W-2 'Other words' --because x",
        moved("W-4", "06-01 11:00"),
    ):
        before, said = cases(danas), reports(danas)
        danas(command)
        danas("undo --yes")
        assert cases(danas) == before
        assert reports(danas) == said


def test_what_rests_on_a_moment_forbids_another_one(danas: Shop, tmp_path: Path) -> None:
    store = tmp_path / "kept.db"
    store.write_bytes(danas.store.read_bytes())
    close = "close 1 --confirmed 'It works'"
    ship = "ship-replacement 1 --arrives 2bd --announced --why 'Yours broke.'"
    for before, command, word in (
        ((), moved("W-1", "06-01 11:30"), "it opened C-1"),
        ((close, "heard 1 'It does not'"), moved("W-6", "06-02 09:30"), "it reopened C-1"),
        ((close,), moved("W-3", "06-02 09:30"), "C-1 closed or came back in between, Tue 2 Jun 09:00"),
        ((close,), moved("W-5", "06-01 15:00"), "C-1 closed or came back in between, Tue 2 Jun 09:00"),
        (
            ("promise make 1 Plug --by fri", "renegotiate 3 --by 5bd --told 'On Tuesday' --because late"),
            moved("W-5", "06-01 15:00"),
            "it told of the new date of P-3",
        ),
        ((ship,), moved("W-5", "06-01 15:00"), "it announced R-1"),
        (
            ("follow-up 1 x --no-answer",) * 3 + ("close 1 --unconfirmed",),
            moved("W-2", "06-02 08:59"),
            "C-1 closed after so many attempts to reach them",
        ),
    ):
        danas.like(store).at("06-02 08:30" if "so many" in word else "06-02 09:00")
        for each in before:
            if each.startswith("close 1 --un"):
                danas.at("06-02 09:00")
            danas(each)
        danas.at("06-02 10:00")
        assert word in danas.refuses(4, command), command


def test_g5_nothing_was_owed_as_the_case_closed(danas: Shop) -> None:
    danas("case edit 1 --update-every 1bd")
    danas("promise release 2 --because x")
    danas.at("06-02 11:00")("follow-up 1 'No news'")
    for hour in (12, 13, 14):
        danas.at(f"06-02 {hour}:00")("follow-up 1 --no-answer")
    danas("close 1 --unconfirmed")
    [update, _] = [each for each in danas.case()["promises"] if each["what"] == "Update Dana"]
    assert update["state"] == "kept"
    why = f"{update['id']}, which it has kept, would still have been owed as the case closed"
    assert why in danas.at("06-02 15:00").refuses(4, moved("W-5", "06-02 08:30"))
    danas(moved("W-5", "06-02 10:30"))


def test_g8_what_was_raised_for_words_keeps_them_before_it(danas: Shop) -> None:
    danas.configure("[[ladder]]\nto = 'Ben'\nack_within = '4bh'\n")
    danas("party add Ben --kind staff")
    danas("heard 1 'Is it the plug?'")
    danas.at("06-04 10:00")("sweep")
    assert "E-1 was raised for it Thu 4 Jun 10:00" in danas.at("06-04 12:00").refuses(4, moved("W-5", "06-04 11:00"))
    danas(moved("W-5", "06-01 15:00"))
    assert [(each["state"], each["causes"]) for each in danas.case()["escalations"]] == [("raised", ["W-5"])]


def test_what_is_refused(danas: Shop) -> None:
    for command, code, word in (
        ("case edit W-2", 2, "--because is missing"),
        ("case edit W-2 'Other words'", 2, "--because is missing"),
        ("case edit W-2 'Other words' --because ' '", 2, "--because is blank"),
        ("case edit W-2 ' ' --because x", 2, "TEXT is blank"),
        ("case edit W-2 --because x", 2, "There is nothing to change"),
        ("case edit W-2 'Is it your cable?' --because x", 2, "W-2 says that already"),
        (moved("W-2", "06-01 11:00"), 2, "W-2 says that already"),
        (moved("W-2", "06-01 09:00"), 2, "before C-1"),
        (moved("W-4", "06-01 09:00"), 2, "before C-1"),
        (moved("W-2", "06-02 10:00"), 2, "in the future"),
        (moved("W-9", "06-01 11:30"), 3, "no contact or note W-9"),
        ("case edit W-2 x --because y --severity major", 2, "W-2 is a contact or a note"),
        ("case edit W-2 x --because y --product MX500c", 2, "W-2 is a contact or a note"),
        ("case edit 1 x --because y", 2, "correct a contact or a note"),
        ("case edit 1 --severity major --at '2026-06-01 11:00'", 2, "correct a contact or a note"),
        ("case edit 1 --severity major --because y", 2, "correct a contact or a note"),
        ("case edit P-1 --severity major", 2, "P-1 is a promise"),
    ):
        assert word in danas.refuses(code, command), command


def test_nothing_is_put_right_of_who_was_forgotten_nor_on_a_merged_case(danas: Shop) -> None:
    danas("open 'Hum' --customer 'Dana Reyes'")
    danas("case merge 2 --into 1")
    danas("case edit W-5 'It hums' --because 'a typo'")
    danas("promise release 2 --because x")
    for number in (3, 4):
        danas.run(f"promise release {number} --because x")
    danas("close 1 --confirmed 'It works'")
    danas("customer forget 'Dana Reyes' --yes")
    assert "was forgotten" in danas.refuses(4, "case edit W-2 'Other words' --because x")
