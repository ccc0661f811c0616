"""What holds for every format."""

import subprocess
import sys
from dataclasses import replace

import pytest

from careline.domain.report import Words
from careline.render import FORMATS, Options
from tests.render.samples import EMPTY, MAILED, OVERDUE, REPORTS


def loaded_after(program: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{program}; import sys; print(*sys.modules)"],
        capture_output=True,
        check=True,
        text=True,
    )
    return set(done.stdout.split())


def test_formats_are_loaded_when_they_are_used() -> None:
    loaded = loaded_after("import careline.render")
    assert "careline.render" in loaded
    assert not {f"careline.render.{name}" for name in ("table", "plain", "json_", "csv_", "markdown")} & loaded


@pytest.mark.parametrize("format_", FORMATS)
def test_only_tables_need_rich(format_: str) -> None:
    loaded = loaded_after(
        "from tests.render.samples import CASES; from careline.render import FORMATS, Options;"
        f"FORMATS[{format_!r}](CASES, Options())"
    )
    assert ("rich" in loaded) == (format_ == "table")


@pytest.mark.parametrize("sample", ["OVERDUE", "BRIEF", "CASES"])
def test_a_page_at_a_terminal_loads_no_more_of_rich_than_it_shows(sample: str) -> None:
    loaded = loaded_after(
        f"from tests.render.samples import {sample}; from careline.render import FORMATS, Options;"
        f"FORMATS['table']({sample}, Options(colour=True))"
    )
    assert "rich.table" in loaded
    needless = ("progress", "live", "markdown", "syntax", "traceback", "logging", "prompt", "json", "columns", "panel")
    assert not {f"rich.{name}" for name in needless} & loaded


@pytest.mark.parametrize("format_", FORMATS)
def test_quiet_says_nothing_where_there_is_nothing_to_say(format_: str) -> None:
    assert FORMATS[format_](EMPTY, Options(quiet=True)) == ""
    assert FORMATS[format_](OVERDUE, Options(quiet=True, section="overdue")) != ""


@pytest.mark.parametrize("format_", FORMATS)
def test_a_document_ends_with_its_last_line_and_is_the_same_each_time(format_: str, subtests: pytest.Subtests) -> None:
    for name, report in REPORTS.items():
        with subtests.test(name):
            options = Options(section=report.sections[0].name)
            written = FORMATS[format_](report, options)
            assert written == FORMATS[format_](replace(report), options)
            assert written.endswith("\n") or (format_ == "jsonl" and not report.has_something)
            assert not written.endswith("\n\n")


@pytest.mark.parametrize(
    ("letter", "length"),
    [("x", 2**20), ("\u6f22", 2**17), ("\x1b", 2**17), ("\u0301", 2**17), (" ", 2**20), ("ab ", 2**17)],
    ids=["letter", "wide", "escape", "accent", "space", "words"],
)
def test_one_enormous_word_is_written_in_time(letter: str, length: int, subtests: pytest.Subtests) -> None:
    word = letter * length
    section = MAILED.sections[0]
    items = (replace(section.items[0], words=Words(word, said=True)),)
    first = next(iter(section.rows))
    rows = ((*first[:3], word, *first[4:]),)
    report = replace(MAILED, sections=(replace(section, items=items, rows=rows),))
    for format_ in FORMATS:
        with subtests.test(format_):
            written = FORMATS[format_](report, Options())
            assert len(written) > length or letter == " " or f"({length:,} characters)" in " ".join(written.split())
