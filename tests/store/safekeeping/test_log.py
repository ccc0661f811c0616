"""What is recorded is never lost (G11): every change is in the log with who, when and what it was before."""

import json
from dataclasses import dataclass
from datetime import UTC

import pytest

from tests.shop import SETTINGS, Shop, local
from tests.store.contents import LOG, Contents, Row, contents, opened
from tests.store.walk import PLACES, WALK, Step, prepare, recording_commands, take

FOR_THE_OWNER = {"customer end", "customer take-back", "customer forget"}


@dataclass(frozen=True, slots=True)
class Walked:
    """A step, and what stood in the store before and after it."""

    step: Step
    before: Contents
    after: Contents


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> list[Walked]:
    """Every command that records, run one after another."""
    shop = Shop(tmp_path_factory.mktemp("walk"))
    prepare(shop)
    shop.settings_file.write_text(SETTINGS.replace('me = "Ana"', 'me = "Ben"'), encoding="utf-8")
    found: list[Walked] = []
    before: Contents = {}
    for place, step in enumerate(WALK):
        # Somebody else acts in every other step.
        shop.environment["CARELINE_ME"] = who(place)
        take(shop, step)
        with opened(shop.store) as store:
            after = contents(store)
        found.append(Walked(step, before or {table: {} for table in after}, after))
        before = after
    return found


def who(place: int) -> str:
    return "Ana" if WALK[place].name in FOR_THE_OWNER else ("Ana", "Ben")[place % 2]


def new_rows(walked: Walked, table: str) -> list[Row]:
    return [row for number, row in walked.after[table].items() if number not in walked.before[table]]


def rebuilt(walked: Walked) -> Contents:
    """The tables before a step, worked out from those after it and from what the log says was before."""
    state = {table: dict(rows) for table, rows in walked.after.items() if table not in LOG}
    for change in reversed(new_rows(walked, "changes")):
        table = state[change["table_name"]]
        if change["action"] == "insert":
            del table[change["row_id"]]
        else:
            before = json.loads(change["before"])
            table.pop(change["row_id"], None)
            table[before["id"]] = before
    return state


# To forget a customer is to blank what the log knows of them: the one thing that it may lose.
KEEPING = {name: place for place, name in enumerate(PLACES) if WALK[place].name != "customer forget"}


def test_the_walk_goes_through_every_command_that_records() -> None:
    assert {step.name for step in WALK} == set(recording_commands())


def test_each_command_is_one_line_of_the_log_with_who_when_and_what(
    walked: list[Walked], subtests: pytest.Subtests
) -> None:
    for place, name in enumerate(PLACES):
        with subtests.test(name):
            (command,) = new_rows(walked[place], "commands")
            at = local(WALK[place].moment).astimezone(UTC)
            assert command["at"] == f"{at:%Y-%m-%d %H:%M:%S.%f}"
            assert command["who"] == who(place)
            assert command["command"] == WALK[place].name


def test_what_a_command_changed_can_be_rebuilt_from_the_log(walked: list[Walked], subtests: pytest.Subtests) -> None:
    for name, place in KEEPING.items():
        with subtests.test(name):
            before = {table: rows for table, rows in walked[place].before.items() if table not in LOG}
            assert rebuilt(walked[place]) == before


def test_each_change_belongs_to_its_command_and_tells_everything_that_was_before(
    walked: list[Walked], subtests: pytest.Subtests
) -> None:
    for place, name in enumerate(PLACES):
        with subtests.test(name):
            (command,) = new_rows(walked[place], "commands")
            changes = new_rows(walked[place], "changes")
            assert changes
            for change in changes:
                assert change["command_id"] == command["id"]
                assert (change["before"] is None) == (change["action"] == "insert")


def test_earlier_lines_of_the_log_stay_as_they_are(walked: list[Walked], subtests: pytest.Subtests) -> None:
    for name, place in KEEPING.items():
        with subtests.test(name):
            before, after = walked[place].before, walked[place].after
            for table in LOG:
                assert {number: after[table][number] for number in before[table]} == before[table]


def test_the_walk_makes_changes_and_deletes_rows(walked: list[Walked]) -> None:
    assert {change["action"] for change in walked[-1].after["changes"].values()} == {"insert", "update", "delete"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('a "quoted" \\ backslash, {"json": [1]}', id="json"),
        pytest.param("two\nlines\ttab\x01\x1f\x7f", id="control characters"),
        pytest.param("Zoë, 東京, \N{PILE OF POO}, \u202eback", id="beyond ASCII"),
        pytest.param("x" * 100_000, id="long"),
    ],
)
def test_a_text_in_the_log_is_the_text_that_was_there(shop: Shop, text: str) -> None:
    shop("open x --customer 'Dana Reyes'", "--product", text)
    shop("case edit 1 --product y")
    with opened(shop.store) as store:
        ((before,),) = store.execute("SELECT before FROM changes WHERE action = 'update'").fetchall()
    assert json.loads(before)["product"] == text
    shop("undo")
    assert shop.case()["case"]["product"] == text


@pytest.mark.parametrize("line", ["close 1 --unconfirmed", "keep 7", "heard 9 x", "open x --customer ''"])
def test_a_refused_command_leaves_no_line(shop: Shop, line: str) -> None:
    shop("open x --customer 'Dana Reyes'")
    with opened(shop.store) as store:
        before = contents(store)
        assert shop.run(line).code in (2, 3, 4)
        assert contents(store) == before
