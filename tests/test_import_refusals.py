"""docs/import.md ends with every refusal of an import: of a file, a heading, an option or a row."""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOLD = " ".join((ROOT / "docs" / "import.md").read_text(encoding="utf-8").partition("## What is refused")[2].split())
MODULES = sorted(
    each for floor in ("cli", "domain", "usecases") for each in ROOT.glob(f"src/careline/{floor}/sheets/*.py")
)
REFUSING = {"BadInput", "BadRow", "BadWorkbook", "BadDateFormat", "__init__"}
LONG = 10
COMMON = re.compile(r"[Nn]othing was imported\.?|Did you mean")


def refusals(source: str) -> Iterator[list[str]]:
    """The texts of each refusal, without what is filled in."""
    for node in ast.walk(ast.parse(source)):
        name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
        if name in REFUSING:
            constants = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant)]
            texts = [COMMON.sub("|", text) for text in constants if isinstance(text, str)]
            if any(len(text.split()) > 2 for text in texts):
                yield texts


def windows(texts: list[str]) -> Iterator[str]:
    """Every three words that stand together, and two where they are long."""
    for text in texts:
        words = text.split()
        yield from (" ".join(words[place : place + 3]) for place in range(len(words) - 2))
        yield from (two for two in map(" ".join, pairwise(words)) if len(two) >= LONG)


def test_every_refusal_of_an_import_is_told(subtests: pytest.Subtests) -> None:
    found = [(path, texts) for path in MODULES for texts in refusals(path.read_text(encoding="utf-8"))]
    assert len(found) > 40
    for path, texts in found:
        with subtests.test(path.name, texts=texts):
            assert any(window in TOLD for window in windows(texts)), texts
