import subprocess
from pathlib import Path
from typing import Annotated

import pytest
import typer

from scripts.check_docs import PACKAGE_HOSTS, broken_links, examples, improper_files, misunderstood, wrong_examples
from scripts.generate_commands import root_of

app = typer.Typer(add_completion=False)
case = typer.Typer()
report = typer.Typer()
app.add_typer(case, name="case")
app.add_typer(report, name="report")


@app.callback()
def whole(db: str = "") -> None:
    """Has an option that stands before the command."""


@app.command("overdue")
def overdue(quiet: Annotated[bool, typer.Option("--quiet", "-q")] = False) -> None:
    """Takes a flag."""


@case.command("open")
def open_case(subject: str, by: str = "2bd") -> None:
    """Takes a word and an option with a value."""


@report.callback(invoke_without_command=True)
def reports() -> None:
    """A group that answers by itself."""


@report.command("overdue")
def report_overdue() -> None:
    """And has commands too."""


PROGRAM = root_of(app)


@pytest.mark.parametrize(
    "words",
    [
        ["overdue"],
        ["overdue", "-q"],
        ["--db", "shop.db", "overdue", "--quiet"],
        ["--db=shop.db", "overdue"],
        ["case", "open", "Broken", "--by", "fri 5pm"],
        ["case", "open", "--", "--not-an-option"],
        ["case", "open", "-"],
        ["report"],
        ["report", "overdue"],
        ["case", "--help"],
        ["--help"],
    ],
)
def test_example_that_careline_understands_is_left_alone(words: list[str]) -> None:
    assert misunderstood(words, PROGRAM) is None


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["overdeu"], "careline has no command overdeu"),
        (["case", "shut", "C-1"], "careline case has no command shut"),
        (["case", "open", "Broken", "--until", "fri"], "careline case open has no option --until"),
        (["overdue", "--db", "shop.db"], "careline overdue has no option --db"),
        (["case"], "careline case needs a command"),
        ([], "careline needs a command"),
    ],
)
def test_example_that_careline_would_refuse_is_named(words: list[str], fault: str) -> None:
    assert misunderstood(words, PROGRAM) == fault


def test_only_lines_typed_at_a_prompt_are_examples() -> None:
    text = """\
Type careline prose.

```console
$ careline overdue --quiet   # every morning
careline: this is an answer
$ CARELINE_NOW=2026-06-05T12:00:00Z careline case open "a b" \\
    --by fri | less
$ cd shop && careline overdue > page.txt
```

```toml
$ careline not an example
```
"""
    assert list(examples(text)) == [["overdue", "--quiet"], ["case", "open", "a b", "--by", "fri"], ["overdue"]]


def test_page_with_a_wrong_example_is_named(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text("```sh\n$ careline overdeu\n```\n", encoding="utf-8")
    assert list(wrong_examples(page, tmp_path, PROGRAM)) == [
        "README.md: careline overdeu: careline has no command overdeu"
    ]


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ("other.md", None),
        ("other.md#a-heading-of-its-own", None),
        ("#home", None),
        ("https://example.com/gone", None),
        ("gone.md", "page.md: gone.md leads nowhere"),
        ("other.md#gone", "page.md: other.md#gone: that page has no such heading"),
        ("#gone", "page.md: #gone: that page has no such heading"),
    ],
)
def test_relative_link_leads_to_a_file_and_a_heading(tmp_path: Path, link: str, fault: str | None) -> None:
    (tmp_path / "other.md").write_text("# A heading, of its own\n", encoding="utf-8")
    page = tmp_path / "page.md"
    text = f"# Home\nSee [there]({link}), as in `[words](gone)`.\n\n```text\n# Gone\n[no](link.md)\n```\n"
    page.write_text(text, encoding="utf-8")
    assert list(broken_links(page, tmp_path)) == ([fault] if fault else [])


def test_lock_files_and_package_hosts_stay_out_even_before_they_are_committed(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", "."], cwd=tmp_path, check=True)
    (tmp_path / "uv.lock").touch()
    (tmp_path / "notes.txt").write_text(f"from HTTPS://{PACKAGE_HOSTS[0].upper()}/simple", encoding="utf-8")
    (tmp_path / "clean.txt").write_text("a block, a clock and a padlock", encoding="utf-8")
    assert sorted(improper_files(tmp_path)) == [
        f"notes.txt: names the package host {PACKAGE_HOSTS[0]}",
        "uv.lock: lock files stay out; constraints.txt has the versions",
    ]
