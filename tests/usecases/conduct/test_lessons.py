"""What a case leaves behind: its cause, the action that it asks for, the customer's effort, who earned praise."""

import pytest

from tests.keys import Has
from tests.shop import Shop, prepared


@prepared
def closed(shop: Shop) -> Shop:
    """Kim's case was opened on Monday at 10:00 and closed at noon."""
    shop.at("06-01 10:00")("open 'No sound' --customer 'Kim Ito' --product Radio")
    shop.at("06-01 11:00")("follow-up 1 'Turn it on' --keeps 1")
    shop.at("06-01 12:00")("close 1 --confirmed 'It plays'")
    return shop.at("06-02 10:00")


def test_a_cause_asks_for_an_action_which_is_a_promise_to_ourselves(shop: Shop) -> None:
    shop.at("06-01 10:00")("open 'Wrong model' --customer Kim")
    shop("party add Ben --kind staff")
    made = shop.json("case cause 1 'Two models on one shelf' --action 'A shelf for each' --by 5bd --owner Ben")
    action = made["promises"][-1]
    assert (action["what"], action["said"], action["owner"]) == ("A shelf for each", False, "Ben")
    assert made["causes"] == [
        Has({"at": "2026-06-01T14:00:00Z", "who": "Ana", "cause": "Two models on one shelf", "promise": action["id"]})
    ]
    assert "Ana: Two models on one shelf" in shop("show 1").out


def test_a_cause_may_come_after_closing_and_an_action_not(closed: Shop) -> None:
    closed("case cause 1 'Nobody reads the manual'")
    assert "C-1 is closed" in closed.refuses(4, "case cause 1 'Dull manual' --action 'Write it anew' --by 5bd")


@pytest.mark.parametrize(
    ("code", "command"),
    [
        (2, "case cause 1 ' '"),
        (2, "case cause 1 x --action y"),
        (2, "case cause 1 x --by 2bd"),
        (3, "case cause 9 x"),
        (2, "case effort 1 0"),
        (2, "case effort 1 6"),
        (2, "case effort 1 2.5"),
        (2, "case effort 1 hard"),
        (2, "case effort 1 3 --words ' '"),
        (2, "case effort 1 3 --at '2026-06-01 11:30'"),
        (2, "heard 1 Wow --earned-by Ben"),
        (2, "heard 1 Wow --praise --earned-by tomorrow"),
    ],
)
def test_a_lesson_that_is_none_is_refused(closed: Shop, code: int, command: str) -> None:
    closed.refuses(code, command)


@pytest.mark.parametrize("option", ["--by 2bd", "--owner Ana", "--performer Ana"])
def test_what_belongs_to_an_action_names_that(closed: Shop, option: str) -> None:
    assert f"{option.split()[0]} needs --action" in closed.refuses(2, f"case cause 1 x {option}")


def test_the_effort_is_recorded_once_for_each_closing(closed: Shop) -> None:
    closed("case effort 1 2")
    assert "C-1 was for the customer is already recorded (2 of 5)" in closed.refuses(4, "case effort 1 3")
    closed("heard 1 'It is off again'")
    closed.at("06-03 10:00")("close 1 --confirmed 'It plays'")
    closed("case effort 1 4")


def test_the_effort_is_asked_after_closing(closed: Shop) -> None:
    closed("open 'Crackles' --customer 'Lee Park'")
    assert "C-2 is still open" in closed.refuses(4, "case effort 2 3")
    assert closed.json("case effort 1 2 --words 'One call'")["efforts"] == [
        Has({"at": "2026-06-02T14:00:00Z", "effort": 2, "words": "One call"})
    ]
    assert "Kim's effort: 2 of 5" in closed("show 1").out


def test_praise_is_kept_word_for_word_with_who_earned_it(closed: Shop) -> None:
    closed("heard 1 'Wow, impressive' --praise --earned-by Ben --earned-by Lee --earned-by Ben")
    assert "is pleased with Ben and Lee" in closed("show 1").out
    assert "Wow, impressive" in closed("show 1").out
    assert closed.case(1)["case"]["status"] == "closed"
