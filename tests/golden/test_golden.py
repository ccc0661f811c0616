"""A shop's two months, told again: every answer and the store at the end are what was recorded, byte for byte.

The script stands in `chapters/`, what it says in `expected/`. After a change that is meant to show there: `make
golden`, and read what `git diff` shows.
"""

import re
import sys
from itertools import pairwise, zip_longest
from pathlib import Path

import pytest

from tests.golden.playing import play
from tests.golden.rehearsal import Rehearsal, printed
from tests.golden.script import HERE, command_lines
from tests.tree import commands

(FORMAT,) = (option for option in commands()["overdue"].params if "--format" in option.opts)
FORMATS = FORMAT.help.rstrip(".").split(", ")
LINES = command_lines()
CODES = {0, 2, 3, 4, 5, 6, 10, 75, 130}
EXPECTED = HERE / "expected"
COMMANDS = ("$ ", "~ ", "% ", "-- ", "CREATE ")
"""How a line begins that says what the lines beneath it are of."""


def first_difference(name: str, expected: str, said: str) -> str:
    """Where the two differ first, with the command that said so; nothing where they are the same."""
    command = "the beginning"
    lines = zip_longest(expected.splitlines(), said.splitlines())
    for number, (wanted, found) in enumerate(lines, start=1):
        if wanted != found:
            return f"{name}.txt, line {number}, under {command}\n  recorded: {wanted}\n  now:      {found}"
        if wanted.startswith(COMMANDS):
            command = wanted
    return ""


@pytest.mark.evidence
@pytest.mark.skipif(
    sys.platform == "win32", reason="2026-11-28: Windows writes paths otherwise, and has neither crontab nor tzset"
)
def test_everything_is_said_and_stored_as_it_was_recorded_and_what_is_printed_to_be_typed_runs(
    tmp_path: Path, subtests: pytest.Subtests
) -> None:
    """One run for both: it takes most of the time."""
    stage = Rehearsal(tmp_path)
    said = play(stage)
    expected = {path.stem: path.read_text(encoding="utf-8") for path in EXPECTED.glob("*.txt")}
    with subtests.test("as recorded"):
        assert sorted(said) == sorted(expected)
        differences = (first_difference(name, expected[name], text) for name, text in said.items())
        assert next(filter(None, differences), "") == ""
    with subtests.test("what is printed runs"):
        assert not stage.faults, "\n".join(stage.faults)


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ('next  careline follow-up 7 "what you told Dana"', ['follow-up 7 "what you told Dana"']),
        (
            'C-7 is part of C-2 now; see careline show 2, or: careline list --customer "A. B."',
            ['list --customer "A. B."'],
        ),
        ("'careline sweep --quiet' has not run. To fix it: careline cron show.", ["sweep --quiet", "cron show"]),
        ("Plans: 2 late (careline overdue --plans).", ["overdue --plans"]),
        ("      today 17:00   careline keep P-3", ["keep P-3"]),
        ("a promise is kept with careline keep, a case closed with careline close", []),
    ],
)
def test_what_is_printed_to_be_typed_is_found(text: str, commands: list[str]) -> None:
    assert list(printed(text)) == commands


def test_the_first_difference_is_named_with_its_command() -> None:
    recorded = "$ careline show 1\n  Dana\n= 0\n$ careline show 2\n  Kim\n= 0\n"
    assert first_difference("x", recorded, recorded) == ""
    told = first_difference("x", recorded, recorded.replace("Kim", "Lou"))
    assert told == "x.txt, line 5, under $ careline show 2\n  recorded:   Kim\n  now:        Lou"
    assert "now:      None" in first_difference("x", recorded, recorded.removesuffix("= 0\n"))


def test_every_command_is_in_the_script_with_its_help(subtests: pytest.Subtests) -> None:
    for name in commands():
        with subtests.test(name):
            words = name.split()
            typed = [line for line in LINES if words == named(line)[: len(words)]]
            assert [line for line in typed if "--help" in line]
            assert [line for line in typed if "--help" not in line]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_in_the_script(name: str) -> None:
    assert [line for line in LINES if ("--format", name) in pairwise(line)]


def test_every_exit_code_that_a_script_can_meet_was_recorded() -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in EXPECTED.glob("*.txt"))
    assert set(map(int, re.findall(r"^= (\d+)$", said, re.MULTILINE))) == CODES


def named(line: list[str]) -> list[str]:
    """The words of a line from its command on."""
    words = list(line)
    while words and words[0].startswith("-"):
        del words[: 1 if words[0] in {"--no-input", "--debug", "--version", "--help"} else 2]
    return words
