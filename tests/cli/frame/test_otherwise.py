"""Words that other tools have, and what is nearly a command or an option."""

import re

import pytest

from careline.cli.frame.otherwise import ELSEWHERE, OPTIONS
from tests.shop import Shop
from tests.terminal import typing
from tests.tree import commands, options

COMMANDS = commands()
WORDS = [word for words in ELSEWHERE for word in words.split()]


def test_a_word_of_another_tool_gets_one_line_and_nothing_is_run(shop: Shop, subtests: pytest.Subtests) -> None:
    for word in WORDS:
        with subtests.test(word):
            said = shop.refuses(2, f"{word} 1")
            assert said.startswith(f'careline: There is no "{word}"; ')
            assert not shop.store.exists()


def test_every_word_of_another_tool_is_told_of_once_and_is_no_command() -> None:
    assert len(set(WORDS)) == len(WORDS)
    assert not {name.split()[0] for name in COMMANDS} & set(WORDS)


def test_every_command_that_is_suggested_exists(shop: Shop) -> None:
    for said in ELSEWHERE.values():
        named = re.findall(r"careline ((?:[a-z-]+ ?)+)", said)
        assert named
        for words in named:
            assert any(f"{words} ".startswith(f"{name} ") for name in COMMANDS) or words.startswith("--"), words


def test_done_and_resolve_say_both_readings(shop: Shop) -> None:
    said = 'There is no "done"; a promise is kept with careline keep, a case closed with careline close.'
    assert said in shop.refuses(2, "done P-1")
    assert "careline escalation resolve" in shop.refuses(2, "resolve 1")


SUGGESTED = [
    ("reopn 1", "No such command 'reopn'. Did you mean careline reopen?"),
    ("case opn", "No such command 'opn'. Did you mean careline case open?"),
    ("over", "No such command 'over'. Did you mean careline overdue?"),
    ("save A-1", 'There is no "save"; an attached file is saved with careline attachment save, a checked copy of'),
    (
        "attachment move A-1",
        'There is no "attachment move"; what stands on the wrong case, an attachment, a contact',
    ),
    ("case done", 'There is no "case done"; a promise is kept with careline keep, a case closed'),
    ("promise add", 'There is no "promise add"; a new case is opened with careline open, a promise made'),
    ("Show 1", "No such command 'Show'. Did you mean careline show?"),
    ("nonsense", "No such command 'nonsense'. careline --help lists what there is."),
    ("cost zzz", "No such command 'zzz'. careline cost --help lists what there is."),
    ("list --costumer x", "No such option: --costumer. Did you mean --customer?"),
    ("list --as x", "No such option: --as. Did you mean --as-of?"),
    ("open x --due 2bd", "No such option: --due. Did you mean --by?"),
    ("open x --due=2bd", "No such option: --due. Did you mean --by?"),
    ("open x --assignee Ben", "Did you mean --owner?"),
    ("show 1 --assignee Ben", "No such option: --assignee. --help lists what there is."),
    ("list --zzz", "No such option: --zzz. --help lists what there is."),
    ("list -z", "No such option: -z. --help lists what there is."),
]


def test_what_is_nearly_it_is_suggested(shop: Shop, subtests: pytest.Subtests) -> None:
    for typed, said in SUGGESTED:
        with subtests.test(typed):
            assert said in shop.refuses(2, typed)


def test_an_option_of_another_tool_is_none_of_ours() -> None:
    known = {option for command in COMMANDS.values() for option in options(command)}
    assert set(OPTIONS.values()) <= known


def test_what_the_parser_refuses_is_said_in_our_words(shop: Shop) -> None:
    shop("open Hums -c Dana")
    for command, said in (
        ("log 17", '"17" is one word too many; did you mean careline log --case 17?'),
        ("export csv", '"csv" is one word too many; did you mean careline export --csv?'),
        ("overdue x", '"x" is one word too many; see careline overdue --help.'),
        ("log --last 0", "--last is 0; it can be from 1 to 1000000000."),
        ("outcome 1 eaten", 'OUTCOME is "eaten"; it can be works, doa, '),
    ):
        assert said in shop.refuses(2, command)


def test_nobody_of_that_name_has_run_anything(shop: Shop) -> None:
    shop("open Hums -c Dana")
    shop("party add Ben --kind staff")
    assert 'Nobody is called "nobody".' in shop.refuses(2, "log --who nobody")
    assert [len(shop.json(f"log --who {name}")["items"]) for name in ("ana", "Ben")] == [2, 0]


def test_a_long_question_is_broken_between_words(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop("open Hums -c Dana --promise 'The recalibrated instruments are back with you, certificate included' --by 2bd")
    monkeypatch.setenv("COLUMNS", "40")
    shop.environment["COLUMNS"] = "40"
    asked = typing(shop, "heard 1 Hello --promise x --by fri", "b").err
    assert max(len(line) for line in asked.splitlines()) <= 40
    assert "certificate included" in " ".join(asked.split())
