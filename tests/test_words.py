"""The words of the enums that the store keeps: each is told where people look them up."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

from careline.domain.cases.case import Channel, ClosedHow, Fault, FoundBy, Severity
from careline.domain.cases.contacts import Direction
from careline.domain.ladder.escalations import CauseOf, RuleName
from careline.domain.mail.mails import About
from careline.domain.money.costs import CostKind, Payer
from careline.domain.people.parties import PartyKind
from careline.domain.promises.promise import End, PromiseKind
from careline.domain.replacements.programmes import Approval, Period, Returns
from careline.domain.replacements.replacement import Basis, Outcome, ShippedBy
from careline.domain.replacements.returns import Became
from careline.domain.sheets.remembered import What
from careline.store.tables.all import METADATA

DOCS = Path(__file__).parents[1] / "docs"
TOLD: dict[type[StrEnum], tuple[str, ...]] = {
    PromiseKind: ("commands.md",),
    Channel: ("commands.md", "import.md"),
    FoundBy: ("commands.md",),
    Fault: ("commands.md",),
    Severity: ("commands.md", "store.md"),
    ClosedHow: ("glossary.md",),
    RuleName: ("ladder.md",),
    Outcome: ("commands.md", "replacements.md"),
    Basis: ("commands.md",),
    ShippedBy: ("commands.md",),
    Became: ("commands.md",),
    Approval: ("commands.md", "suppliers.md"),
    Returns: ("commands.md", "suppliers.md"),
    Period: ("commands.md", "suppliers.md"),
    CostKind: ("commands.md", "money.md"),
    Payer: ("commands.md", "money.md"),
    PartyKind: ("commands.md",),
    About: ("mail.md",),
}
"""The pages that list all words of an enum, each in one paragraph or table."""
FEW = 3
"""So many words stand in many a sentence that is no list of them."""
NOT_LISTED = {
    Direction: "pages say: from them, and from us",
    CauseOf: "nobody reads it: what an escalation is about is told by ids",
    What: "nobody reads it: what was chosen for a sheet is told by the sheet's columns and by options",
    End: "nobody reads it: what has ended is told by its state",
}
FREE = {Channel: "an imported contact keeps the channel that it came with"}
"""The enums that the store keeps without a check."""


def test_every_enum_that_the_store_keeps_is_told_somewhere() -> None:
    checks = [check for table in METADATA.tables.values() for check in table.constraints]
    kept = {type(word) for check in checks for word in check.info.get("words", ()) if isinstance(word, StrEnum)}
    assert set(TOLD) | set(NOT_LISTED) == kept | set(FREE)


LISTED = [(words, page) for words, pages in TOLD.items() for page in pages]


def test_a_page_lists_every_word_of_an_enum(subtests: pytest.Subtests) -> None:
    for words, page in LISTED:
        with subtests.test(page):
            text = (DOCS / page).read_text(encoding="utf-8")
            lacking = min((_lacking(words, block) for block in text.split("\n\n")), key=len)
            assert lacking == [], f"{words.__name__} has words that docs/{page} does not list beside the others"
            if len(words) > FEW:
                short = [line for line in text.splitlines() if len(_lacking(words, line)) == 1]
                assert short == [], f"docs/{page} has lines that list all words of {words.__name__} but one"


def _lacking(words: type[StrEnum], text: str) -> list[str]:
    return [str(word) for word in words if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text)]
