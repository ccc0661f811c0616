"""A customer who is told something every so often, news or not."""

from typing import Any

import pytest

from tests.shop import Shop, prepared, utc

OPEN = "open 'No card' --customer 'Robin Vale' --promise 'FieldCo calls' --by '2026-06-19 17:00' --performer FieldCo"


@prepared
def updated(shop: Shop) -> Shop:
    """Opened on Mon 1 Jun: P-1 is FieldCo's, P-2 the update due Wed 3 Jun 17:00."""
    shop(f"{OPEN} --update-every 2bd")
    return shop


def live(shop: Shop) -> list[tuple[str, str, str]]:
    """The live promises but for FieldCo's: what is due, and when."""
    promises = shop.json("promise list --case 1")["items"]
    return [(p["id"], p["what"], p["due_at"]) for p in promises if p["performer"] != "FieldCo"]


def states(shop: Shop) -> list[tuple[str, Any]]:
    return [(p["id"], p["state"]) for p in shop.case()["promises"] if p["what"] == "Update Robin"]


def test_opening_promises_the_first_update_beside_the_promise_that_was_given(updated: Shop) -> None:
    assert live(updated) == [("P-2", "Update Robin", utc("06-03 17:00"))]
    update = updated.promise(2)
    assert (update["kind"], update["said"], update["owner"]) == ("follow_up", False, "Ana")
    assert updated.case()["case"]["update_every"] == "2bd"
    assert "Robin hears from us every 2 working days, news or not." in updated("show 1").out


def test_a_word_that_reaches_them_keeps_it_and_makes_the_next(updated: Shop) -> None:
    updated.at("06-03 10:00")("follow-up 1 'FieldCo has the part'")
    assert states(updated) == [("P-2", "kept"), ("P-3", "pending")]
    assert live(updated) == [("P-3", "Update Robin", utc("06-05 17:00"))]


@pytest.mark.parametrize(
    "word",
    [
        "heard 1 'And?' --said 'Soon'",
        "follow-up 1 --no-news",
        "keep P-2",
        "renegotiate P-1 --by '2026-06-26' --told 'A week later' --because 'no part'",
    ],
)
def test_so_does_every_way_of_telling_them(updated: Shop, word: str) -> None:
    updated.at("06-03 10:00")(word)
    assert states(updated)[0] == ("P-2", "kept")
    assert [(what, due) for _, what, due in live(updated)] == [("Update Robin", utc("06-05 17:00"))]


def test_an_attempt_is_no_update(updated: Shop) -> None:
    updated.at("06-03 10:00")("follow-up 1 --no-answer")
    assert states(updated) == [("P-2", "pending")]


def test_a_word_too_early_keeps_no_follow_up_and_no_update_either(shop: Shop) -> None:
    shop(f"{OPEN} --update-every 5bd")
    shop("follow-up 1 'Still waiting'")
    assert states(shop) == [("P-2", "pending")]


def test_an_update_that_comes_late_is_kept_late_and_the_next_counts_from_it(updated: Shop) -> None:
    updated.at("06-05 10:00")
    assert "P-2" in [row["promise"] for row in updated.json("overdue")["sections"]["plans"]]
    updated("follow-up 1 --no-news")
    assert states(updated) == [("P-2", "kept_late"), ("P-3", "pending")]
    assert live(updated)[0][2] == utc("06-09 17:00")


def test_no_news_is_an_update_and_is_said_so(updated: Shop) -> None:
    said = updated.at("06-03 10:00")("follow-up 1 --no-news").out
    assert "Robin was told that there is no news yet.\n" in said
    assert "Robin hears from you every 2 working days, news or not:\n" in said
    contact = updated.case()["contacts"][-1]
    assert (contact["direction"], contact["text"], contact["answered"]) == ("out", "No news yet", True)
    assert 'Ana to Robin "No news yet"' in updated("show 1").out
    assert updated.case()["case"]["updates"] == 1


def test_no_news_may_be_told_in_words_of_ones_own(updated: Shop) -> None:
    updated("follow-up 1 'Nothing yet, I am after it' --no-news")
    assert updated.case()["contacts"][-1]["text"] == "Nothing yet, I am after it"


def test_no_check_back_is_needed_beside_it(updated: Shop) -> None:
    updated.at("06-02 10:00")("keep P-1")
    assert [what for _, what, _ in live(updated)] == ["Update Robin"]
    updated("promise release P-2 --because 'they know'")
    assert [what for _, what, _ in live(updated)] == ["Update Robin"]


def test_without_a_promise_the_acknowledgement_is_made_too(shop: Shop) -> None:
    shop("party add Ben --kind staff")
    shop("open 'No card' --customer 'Robin Vale' --update-every 2bd --owner Ben")
    assert [(what, owner) for what, owner in ((p["what"], p["owner"]) for p in shop.case()["promises"])] == [
        ("We get back to Robin", "Ben"),
        ("Update Robin", "Ben"),
    ]
    shop("follow-up 1 'A new one comes'")
    assert states(shop) == [("P-2", "pending")]


def test_it_stops_when_the_case_closes_and_begins_again_when_it_opens(updated: Shop) -> None:
    updated("keep P-1")
    updated("close 1 --confirmed 'It works'")
    updated("follow-up 1 'Glad to hear it'")
    assert states(updated) == [("P-2", "kept")]
    updated.at("06-08 10:00")("reopen 1")
    assert live(updated)[-1][1:] == ("Update Robin", utc("06-10 17:00"))
    updated("follow-up 1 'We look into it'")
    updated("promise release 4 --because 'they know'")
    updated("close 1 --confirmed 'It works'")
    updated("heard 1 'Broken again'")
    assert sum(what == "Update Robin" for _, what, _ in live(updated)) == 1


def test_the_interval_can_be_changed_begun_and_ended(updated: Shop) -> None:
    updated("case edit 1 --update-every 1bd")
    assert states(updated) == [("P-2", "released"), ("P-3", "pending")]
    assert live(updated) == [("P-3", "Update Robin", utc("06-02 17:00"))]
    updated("case edit 1 --update-every never")
    assert live(updated) == []
    assert updated.case()["case"]["update_every"] is None
    updated("keep P-1")
    assert [what for _, what, _ in live(updated)] == ["Check back with Robin"]
    updated("case edit 1 --update-every 2bd")
    assert {what for _, what, _ in live(updated)} == {"Check back with Robin", "Update Robin"}


def test_ending_the_last_promise_of_a_case_so_leaves_a_check_back(updated: Shop) -> None:
    updated("keep P-1")
    updated("case edit 1 --update-every never")
    assert [what for _, what, _ in live(updated)] == ["Check back with Robin"]


def test_the_policy_may_have_it_by_severity_and_the_case_otherwise(shop: Shop) -> None:
    shop.configure('[policy]\nupdate_every = { major = "1bd", minor = "1w" }\n')
    for options, every in (
        ("--severity major", "1bd"),
        ("--severity minor", "1w"),
        ("", None),
        ("--severity major --update-every never", None),
        ("--severity major --update-every 3bd", "3bd"),
    ):
        made = shop.json(f"open X --customer Dana {options}")
        assert made["case"]["update_every"] == every
        assert sum(p["what"] == "Update Dana" for p in made["promises"]) == (every is not None)


@pytest.mark.parametrize(
    "value", ['{ major = "0bd" }', '{ major = "-1bd" }', '{ huge = "1bd" }', '"1bd"', "{ major = 1 }"]
)
def test_a_setting_that_is_no_interval_is_refused(shop: Shop, value: str) -> None:
    shop.configure(f"[policy]\nupdate_every = {value}\n")
    assert "update_every" in shop.refuses(5, "open X --customer Dana")


def test_a_renegotiated_update_is_the_update_still(updated: Shop) -> None:
    updated("renegotiate P-2 --by thu --told 'Thursday' --because 'no part'")
    assert [what for _, what, _ in live(updated)] == ["Update Robin"]


def test_the_updates_of_two_cases_become_one_where_they_are_merged(updated: Shop) -> None:
    updated("open 'No card, again' --customer 'Robin Vale' --update-every 1bd --promise 'I look' --by fri")
    updated("case merge 2 --into 1")
    assert [what for _, what, _ in live(updated)].count("Update Robin") == 1
