"""A clock that was set back cannot unmake a miss (G11); how far back it may stand is told in domain/test_clock.py."""

import pytest

from tests.shop import Shop

NEWEST = "06-03 10:00"
A_WEEK_BACK = "05-27 10:00"
FIVE_MINUTES_BACK = "06-03 09:55"
RECORDING = (
    "keep 1",
    "renegotiate 1 --by 30d --told 'Later' --because 'late'",
    "open 'No sound' --customer 'Dana Reyes'",
    "heard 1 'Where is it?' --chasing",
    "promise correct 1 'Something else' --because 'typed wrong'",
    "close 1 --confirmed 'It works'",
    "sweep",
    "customer add 'Mia Tan'",
    "party add Cleo --kind staff",
    "article add --product MX500i --symptom 'Crackles' --remedy 'A new cable'",
    "import cases.csv --source test",
    "keep 1 --dry-run",
)


@pytest.fixture
def shop(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """A promise that was missed on Tuesday, and on Wednesday a line in the log that says so much time has passed."""
    shop("open 'No card' --customer 'Robin Vale' --promise 'FieldCo calls' --by 1bd")
    shop.at(NEWEST)("case note 1 'Nobody called'")
    (shop.folder / "cases.csv").write_text("subject,customer,opened\nOld,Kim Ito,2026-05-01 10:00\n", encoding="utf-8")
    monkeypatch.chdir(shop.folder)
    return shop


def test_g11_before_the_newest_line_nothing_is_recorded(shop: Shop, subtests: pytest.Subtests) -> None:
    for command in RECORDING:
        with subtests.test(command):
            said = shop.at(A_WEEK_BACK).refuses(4, command)
            assert "Wed 27 May 2026 10:00 EDT" in said
            assert "before command 2 (case note by Ana) of Wed 3 Jun 2026 10:00 EDT" in said
            assert "careline doctor" in said


def test_g11_so_a_miss_stays_one_whatever_the_clock_shows(shop: Shop) -> None:
    assert shop.promise(1)["state"] == "overdue"
    for command in ("keep 1", "undo 1", "renegotiate 1 --by 30d --told 'Later' --because 'late'"):
        shop.at("06-01 11:00").refuses(4, command)
    assert shop.at(NEWEST).promise(1)["state"] == "overdue"


def test_g11_looking_goes_on(shop: Shop) -> None:
    shop.at(A_WEEK_BACK)("overdue")
    shop("log")


def test_g11_up_to_five_minutes_the_newest_line_stands_for_now(shop: Shop) -> None:
    kept = shop.at(FIVE_MINUTES_BACK).json("keep 1")["promises"][0]
    assert kept["kept_at"] == "2026-06-03T14:00:00Z"
    assert shop.json("log")["items"][0]["at"] == "2026-06-03T14:00:00Z"
    assert "At " not in shop.at(FIVE_MINUTES_BACK)("heard 1 'Hello'").out.splitlines()[0]


def test_g11_and_what_fell_due_in_those_minutes_is_late(shop: Shop) -> None:
    shop("promise make 1 'Ana calls' --by 11:00")
    shop.at("06-03 11:02")("case note 1 'Nobody called'")
    shop.at("06-03 10:59")("keep P-2")
    assert shop.at("06-03 11:03").promise(2)["state"] == "kept_late"


def test_g11_a_due_moment_counts_from_the_newest_line_too(shop: Shop) -> None:
    made = shop.at(FIVE_MINUTES_BACK).json("promise make 1 'Ana calls' --by 1h")
    assert made["promises"][0]["due_at"] == "2026-06-03T15:00:00Z"


def test_g11_import_and_at_may_tell_of_earlier_days(shop: Shop) -> None:
    shop("import cases.csv --source test")
    shop("heard 1 'Where is it?' --at '2026-06-02 09:00'")


class TestARehearsal:
    """Somebody has tried out what next week would bring, and sets the clock right again."""

    @pytest.fixture
    def shop(self, shop: Shop) -> Shop:
        shop.at("06-10 10:00")("open 'A rehearsal' --customer 'Mia Tan' --promise 'Ana calls' --by 1bd")
        shop.at("06-12 10:00")("keep 2")
        return shop.at("06-03 11:00")

    def test_g11_locks_the_store_until_it_is_undone(self, shop: Shop) -> None:
        assert "command 4 (promise keep by Ana)" in shop.refuses(4, "keep 1")
        shop("undo")
        assert "command 3 (case open by Ana)" in shop.refuses(4, "keep 1")
        shop("undo 3")
        assert shop.json("keep 1")["promises"][0]["state"] == "kept_late"

    def test_g11_can_be_undone_while_it_lasts(self, shop: Shop) -> None:
        shop.at("06-12 11:00")("undo")
        shop.at("06-03 11:00")("undo 3")
        shop("keep 1")

    def test_g11_undoing_lets_nothing_else_be_undone(self, shop: Shop) -> None:
        shop.refuses(4, "undo 2")
        shop("undo")
        shop.refuses(4, "undo 2")

    def test_g11_its_undo_is_of_the_clocks_moment(self, shop: Shop) -> None:
        shop("undo")
        assert shop.json("log")["items"][0]["at"] == "2026-06-03T15:00:00Z"


def test_g11_undoing_what_lies_ahead_cannot_unmake_what_fell_due_meanwhile(shop: Shop) -> None:
    said = shop.at("05-31 10:00").refuses(4, "undo 1")
    assert "P-1 has fallen due" in said or "builds on it" in said


def test_g11_nor_where_another_case_shows_how_late_it_was(shop: Shop) -> None:
    shop.at("06-04 10:00")("open 'No card' --customer 'Kim Ito' --promise 'Ana calls' --by 1bd")
    shop.at("06-09 10:00")("case note 1 'Still nobody'")
    assert "P-2 has fallen due" in shop.at("06-03 10:30").refuses(4, "undo 3")


def test_g11_an_undo_of_what_lay_ahead_lets_no_clock_stand_between_the_two(shop: Shop) -> None:
    shop.at("06-08 10:00")("customer add 'Mia Tan'")
    shop.at("06-09 10:00")("case note 1 'Still nobody'")
    shop.at("06-05 10:00")("undo 3")
    shop.at("06-08 12:00").refuses(4, "keep 1")
    shop.at("06-09 10:00")("keep 1")


class TestDoctor:
    """The clock was wrong once, and what was recorded then is true but for its moments."""

    @pytest.fixture
    def shop(self, shop: Shop) -> Shop:
        shop.at("07-01 10:00")("heard 1 'Where is it?' --chasing")
        return shop.at("06-04 10:00")

    def test_g11_doctor_finds_it_and_says_what_to_do(self, shop: Shop) -> None:
        answer = shop.run("doctor --json")
        assert answer.code == 10
        (found,) = answer.json["items"]
        assert found["check"] == "clock"
        assert "command 3 (case heard by Ana) of Wed 1 Jul 2026 10:00 EDT" in found["finding"]
        assert "careline undo 3" in found["advice"]
        assert "careline doctor --fix" in found["advice"]
        assert "command 3" in shop.run("doctor").out

    def test_g11_looking_for_it_writes_nothing(self, shop: Shop) -> None:
        before = shop.store.read_bytes()
        for command in ("doctor", "doctor --fix --dry-run"):
            assert shop.run(command).code == 10
        assert shop.store.read_bytes() == before

    def test_g11_doctor_takes_the_lines_as_they_are_and_recording_goes_on(self, shop: Shop) -> None:
        lines = shop.json("log")["items"]
        assert "doctor --fix clock" in shop("doctor --fix").out
        assert shop("doctor").out.startswith("No problems found.")
        shop("keep 1")
        kept, taken, *rest = shop.json("log")["items"]
        assert (taken["command"], taken["at"]) == ("doctor --fix clock", "2026-06-04T14:00:00Z")
        assert kept["command"] == "promise keep"
        assert rest == lines

    def test_g11_from_then_on_the_clock_is_held_to_its_line(self, shop: Shop) -> None:
        shop("doctor --fix")
        shop.at(A_WEEK_BACK).refuses(4, "keep 1")

    def test_nothing_is_found_where_nothing_is_wrong(self, shop: Shop) -> None:
        shop.at("07-01 09:56")("backup")
        for command in ("doctor", "doctor --fix"):
            assert shop(command).out.startswith("No problems found.")
        assert shop("doctor --quiet").out == ""
        assert len(shop.json("log")["items"]) == 3
