"""The documentation shows what careline really answers."""

import re
from pathlib import Path

import pytest

from careline.cli.frame.app import app
from scripts.check_docs import misunderstood
from scripts.generate_commands import root_of
from scripts.run_examples import PAGES, ROOT, rewritten

GLOSSARY = ROOT / "docs" / "glossary.md"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_session_is_what_careline_prints_at_that_moment(page: Path) -> None:
    """`make docs` writes the answers anew; look at what changed before you commit it."""
    text = page.read_text(encoding="utf-8")
    assert rewritten(text) == text


@pytest.mark.parametrize("page", [*PAGES, GLOSSARY], ids=lambda page: page.name)
def test_commands_within_a_sentence_exist(page: Path) -> None:
    program = root_of(app)
    commands = re.findall(r"`careline ([^`]+)`", page.read_text(encoding="utf-8"))
    assert commands
    faults = {command: misunderstood(command.split(), program) for command in commands}
    # A noun without its verb is a fine thing to talk about.
    assert {command: fault for command, fault in faults.items() if fault and "needs a command" not in fault} == {}


def test_the_glossary_has_every_state_of_a_promise() -> None:
    glossary = GLOSSARY.read_text(encoding="utf-8")
    words = {word for row in re.findall(r"^\| ([^|]+) \|", glossary, re.MULTILINE) for word in row.split(", ")}
    states = {"pending", "overdue", "kept", "kept late", "missed", "renegotiated", "withdrawn", "released", "void"}
    assert states <= words
