"""Evil texts in every field that takes words, through every command that looks and every format."""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Callable, Iterator

import pytest

from careline.store.file import REVISIONS
from careline.store.safekeeping.erased_and_kept import ERASED
from tests.evidence import POINTS
from tests.looking import COMMANDS, LOOKING
from tests.render.evil import EVIL
from tests.shop import Shop
from tests.store import historical
from tests.store.contents import opened
from tests.tree import options

UNSTORED = ("NUL", "surrogates")
"""What no store holds: such texts are refused where they are typed."""
TEXT = "\n".join(text for name, text in EVIL.items() if name not in UNSTORED)
FORMULA = '=HYPERLINK("http://evil.example")'
NAMED = {
    "parties": ("name",),
    "companies": ("name",),
    "articles": ("product", "symptom", "remedy", "retired_because"),
    "contacts": ("who",),
    "attachments": ("name", "note"),
}
"""What else holds words from outside: names, and what we sell."""
SPELT = {"email", "phone", "phone_key", "folded", "sha256"}
"""Columns whose words have one form only, which careline has checked or made."""
FORMATS = ("table", "plain", "json", "jsonl", "csv", "tsv", "md", "html")
ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What a terminal obeys, and what turns the order of signs around; lines and tabs aside."""
BEGINS_FORMULA = re.compile(r"[\s\"']*[=@+\-\uff1d]")


def fields(store: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Every column that takes words, by its table."""
    erased = {table: tuple(columns) for table, columns in ERASED.items()}
    for table in sorted(erased.keys() | NAMED.keys()):
        there = {row[1] for row in store.execute(f"PRAGMA table_info({table})")}
        for column in dict.fromkeys((*erased.get(table, ()), *NAMED.get(table, ()))):
            if column in there - SPELT:
                yield table, column


@pytest.fixture
def evil(shop: Shop) -> Shop:
    """A shop in which every word from outside is evil, and begins as a formula does."""
    shop.store.parent.mkdir(exist_ok=True)
    historical.restore(REVISIONS[-1], shop.store)
    with opened(shop.store) as store:
        for table, column in fields(store):
            store.execute(f"UPDATE {table} SET {column} = ? || id || ? WHERE {column} IS NOT NULL", (FORMULA, TEXT))
        store.commit()
    return shop.at("08-20 10:00")


def lines() -> Iterator[list[str]]:
    """What is asked: each looking command in each of its formats, and each case, whole."""
    yield from (["show", str(number), "--format", form] for number in range(1, 4) for form in FORMATS)
    yield from (["customer", "show", "dana@example.com", "--format", form] for form in FORMATS)
    for name, words in LOOKING.items():
        asks = name in COMMANDS and "--format" in options(COMMANDS[name]) and "--format" not in words
        yield from ([*words, "--format", form] for form in FORMATS) if asks else [words]


def steering(words: list[str], said: str) -> Iterator[str]:
    """What of an answer would do more than be read."""
    form = words[-1] if words else ""
    if found := ACTS.search(said):
        yield f"{found[0]!r} at {said[max(0, found.start() - 20) : found.end() + 5]!r}"
    if form == "html" and ("<script>alert" in said or "<img src=x" in said):
        yield "markup that runs"
    if form in ("csv", "tsv"):
        rows = csv.reader(io.StringIO(said), delimiter="\t" if form == "tsv" else ",")
        yield from (f"a formula: {cell[:40]!r}" for row in rows for cell in row if is_formula(cell))


def is_formula(cell: str) -> bool:
    """True for a cell that a spreadsheet would work out; a number is none."""
    return BEGINS_FORMULA.match(cell) is not None and not cell.startswith("'") and not re.fullmatch(r"-?[\d.]+", cell)


def test_no_word_from_outside_steers_a_terminal_a_browser_or_a_spreadsheet(
    evil: Shop,
    monkeypatch: pytest.MonkeyPatch,
    subtests: pytest.Subtests,
    record_property: Callable[[str, object], None],
) -> None:
    monkeypatch.chdir(evil.folder)
    seen = ""
    count = 0
    for words in lines():
        with subtests.test(" ".join(words)):
            answer = evil.run("", *words)
            assert answer.code in (0, 2, 3, 10), answer
            said = answer.out + answer.err
            assert list(steering(words, said)) == []
            if words and words[-1] in ("json", "jsonl") and answer.code in (0, 10):
                assert all(
                    json.loads(line) for line in ([answer.out] if words[-1] == "json" else answer.out.splitlines())
                )
            seen += answer.out
            count += 1
    assert seen.count("evil.example") > 5000, "the evil words are not on the pages"
    record_property(POINTS, count)
