"""A question has its time: it stands on the page of its last day, and climbs the ladder after that."""

from typing import Any

import pytest

from tests.shop import Shop, prepared

LADDER = """
[[ladder]]
to = "Ben"
ack_within = "4bh"
"""
QUESTION = "Can I use the old cable meanwhile?"


@prepared
def shop(shop: Shop) -> Shop:
    """On Mon 1 Jun Pat is promised something for Fri 26 Jun, and asks something else on Tue 2 Jun at 10:00."""
    shop.configure(LADDER)
    shop.at("06-01 10:00")("party add Ben --kind staff")
    shop('open "Old cable is frayed" --customer "Pat Low" --promise "The new cable is with you" --by 2026-06-26')
    shop.at("06-02 10:00")("heard 1", QUESTION)
    return shop


def cases(shop: Shop, moment: str, section: str) -> list[str]:
    """Which cases stand in a section of the morning page."""
    return [row["case"] for row in shop.at(moment).json("brief")["sections"][section]]


def called_up(shop: Shop, moment: str) -> list[tuple[str, str]]:
    """What a sweep escalates, and why."""
    rows: list[Any] = shop.at(moment).json("sweep")["sections"]["swept"]
    return [(row["rule"], row["case"]) for row in rows]


def test_a_question_stands_under_today_on_the_day_on_which_its_time_ends(shop: Shop) -> None:
    assert cases(shop, "06-02 11:00", "to_answer_today") == []
    assert cases(shop, "06-03 08:00", "to_answer_today") == ["C-1"]
    for page in ("brief", "brief --format table"):
        lines = [line.strip() for line in shop(page).out.splitlines()]
        assert QUESTION in " ".join(lines[lines.index("Today") :])
    assert cases(shop, "06-03 08:00", "unanswered") == []


def test_after_that_it_is_unanswered_whatever_is_promised_for_later(shop: Shop) -> None:
    shop.at("06-04 08:00")
    (row,) = shop.json("brief")["sections"]["unanswered"]
    assert (row["case"], row["customer"], row["subject"]) == ("C-1", "Pat Low", "Old cable is frayed")
    assert row["text"] == QUESTION
    assert shop.json("overdue")["sections"]["unanswered"] == [row]
    assert cases(shop, "06-04 08:00", "to_answer_today") == []


def test_it_is_called_up_once_and_not_before_its_time_has_ended(shop: Shop) -> None:
    assert called_up(shop, "06-03 17:00") == []
    assert called_up(shop, "06-04 08:00") == [("unanswered", "C-1")]
    for later in ("06-04 10:00", "06-08 10:00", "06-24 17:00"):
        assert called_up(shop, later) == []
    assert len(shop.case()["escalations"]) == 1


@pytest.mark.parametrize(
    "answer",
    [
        "follow-up 1 'Yes'",
        "heard 1 'Well?' --chasing --said 'Yes'",
        "follow-up 1 'Yes' --promise 'Another one' --by fri",
        "close 1 --confirmed 'I found out'",
    ],
)
def test_answering_it_settles_that_and_it_does_not_come_again(shop: Shop, answer: str) -> None:
    assert called_up(shop, "06-04 08:00") == [("unanswered", "C-1")]
    if answer.startswith("close"):
        shop("promise withdraw P-1 --because 'none is made any more'")
    shop(answer)
    assert [each["state"] for each in shop.case()["escalations"]] == ["settled"]
    assert cases(shop, "06-04 09:00", "unanswered") == []
    assert called_up(shop, "06-05 10:00") == []


def test_an_attempt_to_reach_them_answers_nothing_and_starts_the_time_anew(shop: Shop) -> None:
    shop.at("06-03 12:00")("follow-up 1 --no-answer")
    assert called_up(shop, "06-04 17:00") == []
    assert called_up(shop, "06-05 08:00") == [("unanswered", "C-1")]


@pytest.mark.parametrize("words", ["heard 1 'You are great' --praise", "heard 1 'Thanks' --said 'You are welcome'"])
def test_what_needs_no_answer_or_has_one_is_no_question(shop: Shop, words: str) -> None:
    shop.at("06-02 11:00")("follow-up 1 'Yes'")
    shop(words)
    assert cases(shop, "06-03 08:00", "to_answer_today") == []
    assert called_up(shop, "06-08 08:00") == []


def test_what_opens_or_reopens_a_case_is_spoken_for_by_its_acknowledgement(shop: Shop) -> None:
    shop.at("06-02 12:00")("follow-up 1 'Yes'")
    shop('open "Fan is noisy" --customer "Jo Frank" --text "It is loud. Is that dangerous?"')
    shop.at("06-04 08:00")
    assert shop.json("overdue")["sections"]["unanswered"] == []
    assert [row["promise"] for row in shop.json("overdue")["sections"]["overdue"]] == ["P-2"]
    assert called_up(shop, "06-04 17:00") == []
    assert called_up(shop, "06-04 17:15") == [("overdue", "C-2")]
