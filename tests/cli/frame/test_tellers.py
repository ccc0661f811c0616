"""What every answer to what is recorded shares."""

import pytest

from tests.cli.saying import SHIP
from tests.shop import Shop


def test_the_second_apology_for_nothing_is_pointed_out(robins: Shop) -> None:
    vain = "apology since Wed 3 Jun 10:00, with nothing done in between."
    assert "apology" not in robins.at("06-03 10:00")('follow-up 1 "Sorry" --apology').out
    assert f"That is the second {vain}" in robins.at("06-03 15:00")('heard 1 --said "Sorry" --apology').out
    assert f"That is the third {vain}" in robins.at("06-04 10:00")('follow-up 1 "So sorry" --apology').out
    assert "apology" not in robins("heard 1 --chasing").out


@pytest.mark.parametrize(
    "done",
    [
        'promise make 1 "We ring" --by 2bd',
        "keep 1",
        'escalate 1 --to Ben --ack-by 4bh --backup "I go"',
        SHIP + " --item MX500i",
    ],
)
def test_an_apology_after_something_was_done_is_no_repetition(robins: Shop, done: str) -> None:
    robins.at("06-03 10:00")('follow-up 1 "Sorry" --apology')
    robins.at("06-03 11:00")(done)
    assert "apology" not in robins.at("06-03 12:00")('follow-up 1 "Sorry" --apology').out


@pytest.mark.parametrize("talk", ['follow-up 1 "x"', "follow-up 1 --on 3bd", 'case note 1 "x"', "heard 1"])
def test_talk_and_plans_to_talk_are_nothing_done(robins: Shop, talk: str) -> None:
    robins.at("06-03 10:00")('follow-up 1 "Sorry" --apology')
    robins.at("06-03 11:00")(talk)
    assert "second apology" in robins.at("06-03 12:00")('follow-up 1 "Sorry" --apology').out


def test_a_promise_made_with_the_apology_is_something_done(robins: Shop) -> None:
    robins.at("06-03 10:00")('follow-up 1 "Sorry" --apology')
    answer = robins.at("06-03 11:00")('heard 1 --said "Sorry" --apology --promise "We ring" --by 2bd').out
    assert "apology since" not in answer


def test_a_warning_says_first_that_it_was_recorded(robins: Shop) -> None:
    warned = robins('promise make 1 "We ring" --by "sat 10:00"').err
    assert warned == "careline: Recorded, but P-2 is due when nobody may be at work: Sat 6 Jun is a day off.\n"


def test_a_rehearsal_claims_not_that_it_was_recorded(robins: Shop) -> None:
    warned = robins('promise make 1 "We ring" --by "sat 10:00" --dry-run').err
    assert warned == "careline: But P-2 is due when nobody may be at work: Sat 6 Jun is a day off.\n"


def test_a_rehearsal_says_last_that_nothing_was_written(robins: Shop) -> None:
    assert robins("keep 1 --dry-run").out.endswith("A dry run: nothing was written.\n")
