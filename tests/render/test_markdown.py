"""Markdown shows every text as it is written, whatever markup it holds."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from careline.render import FORMATS, Options
from careline.render.safe import visible
from tests.render.evil import EVIL, shapes
from tests.render.samples import CASES, EMPTY, PERFORMERS

STRUCTURE = {"heading", "paragraph", "table", "thead", "tbody", "tr", "th", "td"}


def tokens(written: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(written)


def texts(written: str) -> Iterator[str]:
    for token in tokens(written):
        if token.type == "inline":
            yield "".join(child.content for child in token.children or ())


def test_a_report_is_a_title_its_place_and_a_table_for_each_section() -> None:
    assert FORMATS["md"](PERFORMERS, Options()) == (
        "# Performers\n"
        "\n"
        "Headsets Direct, Tue 9 Jun 2026 12:00 EDT (America/New\\_York)\n"
        "\n"
        "## Said promises\n"
        "\n"
        "| performer | kept | on time | days late |\n"
        "| :-- | --: | --: | --: |\n"
        "| FieldCo | 2 |  |  |\n"
        "| Ana | 10 | 83% | 1.5 |\n"
        "| Second Firm | 1 |  | 2 |\n"
        "\n"
        "## Plans\n"
        "\n"
        "| performer | kept |\n"
        "| :-- | --: |\n"
        "| Ana | 4 |\n"
    )


def test_a_report_without_rows_says_so() -> None:
    assert list(texts(FORMATS["md"](EMPTY, Options())))[1] == "Nothing overdue."
    nothing = replace(CASES, sections=(replace(CASES.sections[0], rows=()),))
    assert FORMATS["md"](nothing, Options()).endswith("\n\nNo case is open.\n")


def test_moments_are_short_and_flags_are_words() -> None:
    row = FORMATS["md"](CASES, Options()).splitlines()[-1]
    assert row == "| C-31 | Arden Pharma | Recalibrate two units | Mon 3 Nov 2025 10:00 | 12 | no |"


@pytest.mark.parametrize(
    "text", ["1. one", "12) twelve", "- dash", "+ plus", "= equals", "# hash", "> quote", "    code"]
)
def test_no_paragraph_becomes_a_list_a_heading_or_code(text: str) -> None:
    written = FORMATS["md"](replace(EMPTY, headline=text), Options())
    assert [token.type for token in tokens(written)][3] == "paragraph_open"
    assert list(texts(written))[1] == text.strip()


def test_nothing_in_an_evil_text_is_interpreted(subtests: pytest.Subtests) -> None:
    for name, text in EVIL.items():
        with subtests.test(name):
            shown = visible(text).strip()
            for report in shapes(text):
                written = FORMATS["md"](report, Options())
                assert {t.type.removesuffix("_open").removesuffix("_close") for t in tokens(written)} <= STRUCTURE | {
                    "inline"
                }
                children = [child for token in tokens(written) for child in token.children or ()]
                assert {child.type for child in children} <= {"text"}
                assert not re.search(r"(?<!\\)://|www\.", written)
                found = list(texts(written))
                if report.headline:
                    assert found[1] == f"1 overdue. First: {visible(text)}".strip()
                # The first customer of the overdue and of the silent, and both customers of each table.
                assert found.count(shown) >= 6
