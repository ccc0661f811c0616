"""Texts that begin with a dash."""

import re
from typing import Annotated

import pytest
import typer

from careline.cli.frame.dashes import TEXTS
from careline.cli.frame.questions import LeavingOut
from tests.shop import Shop, prepared
from tests.tree import commands

WITH_VALUE = ("--output", "--at", "--because", "--subject")
"""Options of which every command with a text has one."""
WITH_TEXT = {
    name: command
    for name, command in commands().items()
    for each in command.params
    if not TEXTS.isdisjoint(re.findall("[A-Z]+", each.human_readable_name.upper()))
    and each.param_type_name == "argument"
}


@prepared
def opened(shop: Shop) -> Shop:
    """A case of Dana's."""
    shop("open 'No sound' --customer Dana --promise 'We call' --by 2bd")
    return shop


def test_these_commands_take_a_text() -> None:
    assert set(WITH_TEXT) >= {
        "open",
        "heard",
        "follow-up",
        "find",
        "case note",
        "case disclose",
        "case cause",
        "promise make",
        "promise remind",
        "promise correct",
        "article search",
    }


@pytest.mark.parametrize(
    "text",
    [
        "-2 units are dead",
        "- call",
        "-50% voucher",
        "--please help",
        "-2 of\n3",
        "- a=b",
        "-broken again",
        "-text of hers",
        "-next week it is",
    ],
)
def test_every_command_takes_a_text_that_begins_with_a_dash(text: str, subtests: pytest.Subtests) -> None:
    for name, command in WITH_TEXT.items():
        with subtests.test(name):
            before = ["1"] if command.params[0].human_readable_name.startswith(("CASE", "PROMISE")) else []
            option = next(opt for each in command.params for opt in each.opts if opt in WITH_VALUE)
            for words in (
                [*before, text, option, "- x"],
                [option, "- x", *before, text],
                [*before, option, "- x", text],
            ):
                read = command.make_context(name, words, resilient_parsing=True).params
                told = [
                    value
                    for value in read.values()
                    if value == text or (isinstance(value, tuple | list) and text in value)
                ]
                assert len(told) == 1
                assert "- x" in read.values()


@pytest.mark.parametrize(
    ("words", "text", "promise"),
    [
        (["-pAna calls", "x"], "x", "Ana calls"),
        (["- x", "-p", "- y"], "- x", "- y"),
        (["-pAna calls", "-2 of them"], "-2 of them", "Ana calls"),
        (["--promise=- y", "- x"], "- x", "- y"),
        (["-p", "y", "--", "- x"], "- x", "y"),
        (["-quite dead", "-v"], "-quite dead", None),
    ],
)
def test_one_letter_with_its_value_stays_an_option(words: list[str], text: str, promise: str | None) -> None:
    app = typer.Typer()

    @app.command(cls=LeavingOut)
    def say(
        text: str,
        promise: Annotated[str | None, typer.Option("--promise", "-p")] = None,
        verbose: Annotated[bool, typer.Option("-v")] = False,
    ) -> None: ...

    read = typer.main.get_command(app).make_context("say", words).params
    assert (read["text"], read["promise"]) == (text, promise)


def test_a_text_that_begins_like_an_option_is_heard_and_no_option(opened: Shop) -> None:
    opened("heard 1", "-broken again")
    opened("open '-50% voucher' -c Kim -p 'We send it' -b 2bd -t '-broken, too'")
    assert opened.case()["contacts"][-1]["text"] == "-broken again"
    second = opened.case(2)
    assert second["case"]["subject"] == "-50% voucher"
    assert second["contacts"][0]["text"] == "-broken, too"


def test_a_long_name_with_one_dash_is_not_read_as_a_letter_with_its_value(opened: Shop) -> None:
    for line, meant in (
        ("open Silence -customer Kim", "-customer. Did you mean --customer?"),
        ("open Silence -c Kim -text=Dead", "-text=Dead. Did you mean --text=Dead?"),
        ("heard 1 hello -p 'We call' -by 2bd", "-by. Did you mean --by?"),
        ("keep 1 -next 2bd", "-next. Did you mean --next?"),
    ):
        assert f"No such option: {meant}" in opened.refuses(2, line)


def test_no_option_takes_the_next_one_for_its_value(opened: Shop, subtests: pytest.Subtests) -> None:
    for name, command in commands().items():
        options = [each for each in command.params if each.param_type_name == "option"]
        for each in options:
            # --consent may go without its value, and demo has no other option.
            if each.is_flag or "--consent" in each.opts or name == "demo":
                continue
            for option in each.opts:
                with subtests.test(f"{name} {option}"):
                    said = opened.refuses(2, f"{name} {option} {options[-1].opts[0]}")
                    assert f"{option} needs a value, and {options[-1].opts[0]} is an option." in said
    for line, meant in (
        ("import list.csv --source --dry-run", "--source=--dry-run"),
        ("import list.csv --source --as=shopify", "--source=--as=shopify"),
        ("open Silence -c -p 'We call'", "-c=-p"),
        ("promise make 1 'A call' --by --planned", "--by=--planned"),
    ):
        assert meant in opened.refuses(2, line)
    opened("promise withdraw 1 --because=--next --next 2bd")
    assert opened.promise(1)["state"] == "withdrawn"


def test_daily_options_have_one_letter_wherever_they_stand_with_that_meaning() -> None:
    letters = {"--customer": "-c", "--promise": "-p", "--by": "-b", "--text": "-t", "--next": "-n"}
    for name, command in commands().items():
        for each in command.params:
            for long in set(each.opts) & set(letters):
                of_another_meaning = (name, long) in {("cost split", "--customer"), ("customer refer", "--by")}
                assert (letters[long] in each.opts) is not of_another_meaning, f"{name} {long}"
            assert "-h" not in each.opts


def test_what_was_said_stands_in_the_thread_with_its_dash(opened: Shop) -> None:
    opened("heard 1", "-2 units are dead", "--chasing")
    opened("case note 1", "- call them")
    page = opened("show 1 --json").json
    assert [each["text"] for each in page["contacts"]][-1] == "-2 units are dead"
    assert page["contacts"][-1]["chasing"]
    assert [each["text"] for each in page["notes"]] == ["- call them"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("case note 1 -x", "careline case note 1 -- -x"),
        ("heard 1 --chasing -50%", "careline heard 1 --chasing -- -50%"),
        ("open '-50%' --customer Dana", "careline open --customer Dana -- -50%"),
        ("follow-up 1 -yes", "careline follow-up 1 -- -yes"),
    ],
)
def test_one_word_with_a_dash_is_refused_with_the_line_to_type(opened: Shop, line: str, said: str) -> None:
    assert said in opened.refuses(2, line)
    opened(said.removeprefix("careline "))


def test_an_option_that_is_not_there_is_no_text(opened: Shop) -> None:
    assert "No such option: --chasin." in opened.refuses(2, "heard 1 --chasin")
    assert "No such option: --al. Did you mean --all?" in opened.refuses(2, "list --al")
    assert "No such option: -z. --help" in opened.refuses(2, "open x -z Dana")
    assert "No such option: -z. --help" in opened.refuses(2, "case note 1 x -z")
    assert "below zero" in opened.refuses(2, "keep -5")
