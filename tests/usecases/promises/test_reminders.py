"""`promise remind`: we remind whoever does it for us, and nothing is reset by that."""

import pytest

from tests.keys import Has
from tests.shop import Shop, prepared, utc


@prepared
def waiting(shop: Shop) -> Shop:
    """Robin waits since Wednesday for FieldCo's P-1, due on Tuesday; P-2 is Ana's own, P-3 is kept."""
    shop("open 'No card' --customer 'Robin Vale' --promise 'FieldCo calls' --by 1bd --performer FieldCo")
    shop("promise make 1 'I call too' --by 5bd")
    shop("promise make 1 'FieldCo writes' --by 5bd --performer FieldCo")
    shop("keep 3")
    shop.at("06-03 10:00")("heard 1 'Where is it?' --chasing")
    return shop.at("06-03 11:00")


def test_a_reminder_stands_in_the_thread_in_json_and_with_its_promise(waiting: Shop) -> None:
    done = waiting.json("promise remind 1 'Robin waits for your call'")
    reminder = Has({"promise": "P-1", "at": utc("06-03 11:00"), "who": "Ana", "text": "Robin waits for your call"})
    assert done["reminders"] == waiting.case()["reminders"] == [reminder]
    for page in (waiting("show 1").out, waiting("promise show 1").out):
        assert 'Ana reminds FieldCo "Robin waits for your call"' in page
    assert waiting.json("show 1 --as-of 'today 10:30'")["reminders"] == []
    assert waiting.json("log --case 1")["items"][0]["command"] == "promise remind"


def test_it_resets_nothing(waiting: Shop) -> None:
    before = waiting.case()
    waiting("promise remind 1 'Robin waits'")
    after = waiting.case()
    assert {key: after[key] for key in before if key != "reminders"} == {
        key: before[key] for key in before if key != "reminders"
    }


def test_whoever_has_the_escalation_acts_by_reminding(waiting: Shop) -> None:
    waiting("escalate 1 --to Ben --ack-by 4bh --backup x")
    waiting("escalation acknowledge 1 --who Ben")
    waiting.at("06-03 12:00")("promise remind 1 'Robin waits'")
    assert waiting.case()["escalations"][0]["state"] == "acting"


def test_reminders_are_counted_with_the_performer(waiting: Shop) -> None:
    waiting("promise remind 1 'Robin waits' --at 'today 10:30'")
    assert "twice so far" in waiting("promise remind 1 'Robin still waits'").out
    rows = waiting.json("report performers")["sections"]["performers"]
    assert [(row["performer"], row["reminded"]) for row in rows] == [("Ana", 0), ("FieldCo", 2)]
    (_, fieldco) = waiting.json("report performers --as-of 'today 10:45'")["sections"]["performers"]
    assert fieldco["reminded"] == 1


@pytest.mark.parametrize(
    ("command", "code", "word"),
    [
        ("promise remind 3 'Please'", 4, "already kept"),
        ("promise remind 2 'Please'", 4, "Ana's own to do"),
        ("promise remind 9 'Please'", 3, "P-9"),
        ("promise remind 1 ' '", 2, "TEXT"),
        ("promise remind 1", 2, "TEXT"),
        ("promise remind 1 'Please' --at '2026-05-31 10:00'", 2, "C-1"),
        ("promise remind 1 'Please' --at tomorrow", 2, "in the future"),
    ],
)
def test_what_is_refused(waiting: Shop, command: str, code: int, word: str) -> None:
    assert word in waiting.refuses(code, command)
