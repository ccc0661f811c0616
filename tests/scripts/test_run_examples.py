"""Examples are run in order, at their moments, and a wrong answer never stands."""

import pytest

from scripts.run_examples import Untold, rewritten

SETTINGS = '```toml\n[shop]\ntimezone = "America/New_York"\nme = "Ana"\n```\n'
OPENED = """\
<!-- 2026-06-01T10:00-04:00 -->
```console
$ careline open "No sound" --customer Dana \\
    --promise "I ring you" --by 17:00
C-1 opened for Dana, a new customer
P-1 is due Mon 1 Jun 2026 17:00 EDT (today, in 7 h).
next  careline keep P-1
```
"""
DATE = "```console\n$ careline date noon\nMon 1 Jun 2026 12:00 EDT (today, in 2 h)\n```\n"


def test_a_page_that_tells_the_truth_stays_as_it_is() -> None:
    page = f"# Title\n{SETTINGS}Text.\n\n{OPENED}More.\n\n{DATE}\nThe end.\n"
    assert rewritten(page) == page


def test_a_wrong_or_missing_answer_is_put_right() -> None:
    for wrong in (DATE.replace("12:00", "13:00"), DATE.replace("(today, in 2 h)\n", "\n\nand more\n")):
        assert rewritten(SETTINGS + OPENED + wrong) == SETTINGS + OPENED + DATE


def test_examples_share_a_store_and_each_has_its_moment() -> None:
    later = "<!-- 2026-06-02T09:00-04:00 -->\n```console\n$ careline\n$ careline close 2\n```\n"
    told = rewritten(SETTINGS + OPENED + later)
    assert "$ careline\n1 overdue, 0 due today, 1 open case.\n" in told
    assert "\n$ careline close 2\ncareline: Say how it closes" in told


def test_a_file_on_the_page_lies_where_the_examples_run() -> None:
    page = "<!-- file words.txt -->\n```text\nIt hums\n```\n" + SETTINGS
    shown = "<!-- 2026-06-01T10:00-04:00 -->\n```console\n$ careline --config words.txt date noon\n```\n"
    assert "words.txt cannot be read" in rewritten(page + shown)


def test_what_somebody_types_when_asked_stands_behind_the_question() -> None:
    typed = "<!-- type Dana -->\n<!-- type no more -->\n"
    opened = f"<!-- 2026-06-01T10:00-04:00 -->\n{typed}```console\n$ careline open Hums\n```\n"
    told = rewritten(SETTINGS + opened)
    assert "\n$ careline open Hums\nWho the customer is: Dana\nC-1 opened for Dana" in told


def test_other_blocks_are_left_alone() -> None:
    page = "```console\n$ make test\n```\n```text\n$ careline nonsense\n```\n"
    assert rewritten(page) == page


def test_an_example_without_a_moment_is_an_error() -> None:
    with pytest.raises(Untold, match="when"):
        rewritten(SETTINGS + DATE)


def test_an_example_of_another_program_among_ours_is_an_error() -> None:
    with pytest.raises(Untold, match="rm"):
        rewritten(f"{SETTINGS}{OPENED}```console\n$ careline date noon\n$ rm -r shop\n```\n")
