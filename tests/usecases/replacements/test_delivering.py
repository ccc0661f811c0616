"""Arrivals that were recorded wrongly: `delivered --correct`."""

from pathlib import Path

from tests.everything import cases, reports
from tests.keys import Has
from tests.shop import Shop, prepared, utc

NOT_YET = "delivered 1 --correct --not-yet --because 'that was R-2'"
TRACES = ("R-1 arrived", "R-1 has not arrived")


def moved(moment: str) -> str:
    """The correction that it arrived at another moment."""
    return f"delivered 1 --correct --at '2026-{moment}' --because 'wrong hour'"


@prepared
def danas(shop: Shop) -> Shop:
    """Dana's R-1 is to arrive (P-2) by Wed 3 Jun 17:00, to be checked (P-3) by Thu, and was delivered on Tue 11:00."""
    shop("open 'No sound' --customer 'Dana Reyes' --product MX500i")
    shop.at("06-01 11:00")("ship-replacement 1 --arrives 2bd --announced --why 'Yours broke.'")
    shop.at("06-02 11:00")("delivered 1")
    return shop.at("06-03 09:00")


def unit(shop: Shop) -> object:
    """R-1."""
    return shop.case()["replacements"][0]


def test_g13_a_unit_arrived_at_another_moment_and_so_its_arrival_was_kept(danas: Shop) -> None:
    answer = danas(moved("06-02 15:00")).out
    assert answer.startswith("At Tue 2 Jun 2026 15:00 EDT (1 working day ago):\nR-1 delivered on C-1, Dana Reyes")
    assert unit(danas) == Has(delivered_at=utc("06-02 15:00"), state="delivered")
    assert danas.promise(2) == Has(state="kept", kept_at=utc("06-02 15:00"), recorded_at=utc("06-02 11:00"))
    assert danas.promise(3) == Has(state="pending")
    [note] = danas.case()["notes"]
    assert note["text"] == "R-1 arrived Tue 2 Jun 15:00, not Tue 2 Jun 11:00: wrong hour"
    # As of every moment.
    assert danas.json("show 1 --as-of '2026-06-02 12:00'")["replacements"][0]["delivered_at"] is None


def test_g13_a_unit_that_has_not_arrived_is_owed_again(danas: Shop) -> None:
    answer = danas(NOT_YET).out
    assert "R-1 is on its way, and not delivered: C-1, Dana Reyes.\n" in answer
    assert 'P-2 "Replacement arrives" lives again, due Wed 3 Jun 17:00.\n' in answer
    assert unit(danas) == Has(delivered_at=None, state="shipped")
    assert danas.promise(2) == Has(state="pending", kept_at=None, recorded_at=None)
    assert danas.at("06-04 09:00").promise(2)["state"] == "overdue"
    danas("delivered 1")
    assert danas.promise(2) == Has(state="kept_late", kept_at=utc("06-04 09:00"))


def test_g3_what_is_said_only_now_to_have_come_in_time_is_counted(danas: Shop) -> None:
    danas(NOT_YET)
    danas.at("06-04 09:00")("delivered 1")
    danas(moved("06-03 16:00"))
    assert danas.promise(2) == Has(state="kept", recorded_at=utc("06-04 09:00"))
    [row] = danas.json("report performers")["sections"]["performers"]
    assert (row["kept"], row["kept_late"], row["said_late"]) == (1, 0, 1)
    danas(moved("06-04 08:00"))
    assert danas.promise(2)["state"] == "kept_late"


def test_g1_the_check_back_that_a_wrong_arrival_led_to_is_void(danas: Shop) -> None:
    danas(NOT_YET)
    danas("promise release 3 --because 'they look themselves'")
    danas("delivered 1")
    assert danas.promise(4) == Has(what="Check back with Dana", state="pending")
    danas(NOT_YET)
    assert [each["state"] for each in danas.case()["promises"]] == ["kept", "pending", "released", "void"]


def test_g6_the_moment_may_be_corrected_where_an_outcome_comes_after_it(danas: Shop) -> None:
    danas("outcome 1 doa")
    danas.at("06-03 12:00")
    for command in (NOT_YET, moved("06-03 10:00")):
        assert "careline outcome R-1 OUTCOME --correct" in danas.refuses(4, command)
    danas(moved("06-02 09:30"))
    assert unit(danas) == Has(delivered_at=utc("06-02 09:30"), outcome="doa")


def test_g13_there_and_back_leaves_everything_as_it_was(danas: Shop) -> None:
    before, said = cases(danas, *TRACES), reports(danas)
    danas(moved("06-01 15:00"))
    assert cases(danas, *TRACES) != before
    danas(moved("06-02 11:00"))
    assert cases(danas, *TRACES) == before
    assert reports(danas) == said
    danas(NOT_YET)
    danas("delivered 1 --at '2026-06-02 11:00'")
    danas(moved("06-02 10:00"))
    danas(moved("06-02 11:00"))
    after = cases(danas, *TRACES)
    # When that was said is the only trace.
    for case in (before, after):
        del case["C-1"]["promises"][1]["recorded_at"]
    assert after == before
    assert reports(danas) == said


def test_it_can_be_undone(danas: Shop) -> None:
    for command in (NOT_YET, moved("06-02 15:00")):
        before, said = cases(danas), reports(danas)
        danas(command)
        danas("undo --yes")
        assert cases(danas) == before
        assert reports(danas) == said


def test_what_is_refused(danas: Shop, tmp_path: Path) -> None:
    kept = tmp_path / "kept.db"
    kept.write_bytes(danas.store.read_bytes())
    for before, command, code, word in (
        ("", "delivered 1 --correct --because x", 2, "--at, the other time it arrived, or --not-yet"),
        ("", f"{moved('06-02 10:00')} --not-yet", 2, "one of the two"),
        ("", "delivered 1 --correct --not-yet", 2, "--because is missing"),
        ("", "delivered 1 --correct --not-yet --because ' '", 2, "--because is blank"),
        ("", "delivered 1 --not-yet --because x", 2, "--correct"),
        ("", "delivered 1 --because x", 2, "--correct"),
        ("", moved("06-02 11:00"), 2, "at that moment already"),
        ("", moved("06-03 10:00"), 2, "in the future"),
        ("", moved("06-01 10:30"), 2, "before R-1 was shipped"),
        ("", "delivered 9 --correct --not-yet --because x", 3, "R-9"),
        (NOT_YET, NOT_YET, 4, "R-1 is shipped; nobody has said that it was delivered"),
        ("outcome 1 works --confirmed 'It works'", NOT_YET, 4, "careline outcome R-1 OUTCOME --correct"),
    ):
        danas.like(kept)
        if before:
            danas(before)
        assert word in danas.refuses(code, command), command


def test_g5_nothing_is_owed_on_a_closed_case(danas: Shop) -> None:
    danas("keep 3")
    for hour in (10, 11, 12):
        danas.at(f"06-03 {hour}:00")("follow-up 1 'Does it work?' --no-answer")
    danas("close 1 --unconfirmed")
    danas.at("06-03 15:00")
    assert "careline reopen 1 --mistake" in danas.refuses(4, NOT_YET)
    assert "C-1 closed before Wed 3 Jun 14:00" in danas.refuses(4, moved("06-03 14:00"))
    danas(moved("06-02 15:00"))
