"""Input without bounds: a device, a pipe, numbers and years beyond all, settings that cannot be."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from careline.domain.texts import LONGEST
from tests.shop import NewShop, Shop, prepared

POSIX = sys.platform != "win32"
ENDLESS = "/dev/zero"
BEYOND = "1" + "0" * 20
LONG_ZONE = "A/" * 5000 + "B"
TOO_FAR = (
    "0001-01-01",
    "0000-01-01",
    "9999-12-31",
    "'9999-12-31 23:59'",
    "9999-12-31T23:59:59-12:00",
    "0001-01-01T00:00Z",
    "10000-01-01",
    f"{BEYOND}bd",
    f"{BEYOND}bh",
    f"{BEYOND}min",
    f"'in {BEYOND} days'",
    "'in 99999 weeks'",
)
ALL_MOMENTS = ("date {}", "promise make 1 X --by {}", "note 1 X --at {}", "overdue --as-of {}", "list --as-of {}")
REFUSED = {
    f"import {ENDLESS} --source x": "line 1 is longer than 16 MiB",
    f"purchase import {ENDLESS} --source x": "line 1 is longer than 16 MiB",
    f"customer import {ENDLESS} --source x": "line 1 is longer than 16 MiB",
    f"--db new.db import --jsonl {ENDLESS}": "longer than 64 MiB",
    f"article add --file {ENDLESS}": "is longer than 16 MiB",
    "heard 1 -": "The text on standard input is longer than 16 MiB",
    "article add --edit": "needs a terminal",
    f"cost add 1 --units {BEYOND} --each 1.00 --kind goods": "is more than careline can count ($10,000,000,000.00)",
    "cost add 1 --units 9 --each 9999999999.00 --kind goods": "9 at $9,999,999,999.00 is more than careline can count",
    f"cost add 1 {BEYOND} --kind goods": "is more than careline can count",
    f"purchase add Dana A --price 1 --quantity {BEYOND}": "1,000,000 at most",
    "purchase add Dana A --price 0 --quantity 9223372036854775808": "1,000,000 at most",
    "purchase add Dana A --price 9999999999 --quantity 2": "2 at $9,999,999,999.00 is more than careline can count",
    f"log --last {BEYOND}": f"--last is {BEYOND}; it can be from 1 to 1000000000.",
    f"undo {BEYOND}": f"{BEYOND}",
    f"import headers.csv --tz {LONG_ZONE}": "--tz",
} | {command.format(phrase): "" for command in ALL_MOMENTS for phrase in TOO_FAR}
"""What is bad input (2), and what its sentence says."""


@prepared
def open_case(shop: Shop) -> Shop:
    """A shop with one open case, Dana's."""
    shop("open 'No sound' --customer Dana --promise 'A call' --by 2bd")
    return shop


@pytest.fixture
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has named an editor."""
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.skipif(not POSIX, reason="no device gives bytes for ever on Windows")
@pytest.mark.usefixtures("unset")
def test_input_without_bounds_is_refused_in_one_sentence(
    open_case: Shop, subtests: pytest.Subtests, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(open_case.folder)
    (open_case.folder / "headers.csv").write_text("ref,customer,subject,opened\n", encoding="utf-8")
    for command, says in REFUSED.items():
        with subtests.test(command[:60]):
            said = open_case.refuses(2, command, typed="x" * (LONGEST + 1) if command.endswith(" -") else "")
            assert says in said
            assert len(said) < 500


def test_an_editor_whose_quotation_mark_is_not_closed_is_no_command(open_case: Shop) -> None:
    open_case.environment["EDITOR"] = 'unbalanced "'
    assert "a quotation mark in it is not closed" in open_case.refuses(2, "article add --edit")


def test_rows_of_the_first_and_the_last_year_are_bad_rows(open_case: Shop) -> None:
    table = open_case.folder / "years.csv"
    table.write_text(
        "ref,customer,subject,opened\n1,Kim,A,0001-01-01\n2,Kim,B,9999-12-31\n3,Kim,C,9999-12-31 23:59\n",
        encoding="utf-8",
    )
    assert "3 rows are bad" in open_case.refuses(2, f"import {table}")


def test_a_table_of_headers_alone_has_0_cases(open_case: Shop) -> None:
    table = open_case.folder / "headers.csv"
    table.write_text("ref,customer,subject,opened\n", encoding="utf-8")
    assert open_case(f"import {table}").out.startswith("0 cases and 0 promises imported from headers.csv;")
    table.write_text("order,customer,product,bought,price\n", encoding="utf-8")
    assert open_case(f"purchase import {table}").out.startswith("0 purchases imported from headers.csv;")


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to(ENDLESS)


def larger_than_1_mib(path: Path) -> None:
    path.write_bytes(b"#" * (2**20 + 1))


def nested(path: Path) -> None:
    path.write_text(f"[shop]\nname = {'[' * 900}{']' * 900}\n", encoding="utf-8")


def zone_of_5000_parts(path: Path) -> None:
    path.write_text(f'[shop]\ntimezone = "{LONG_ZONE}"\n', encoding="utf-8")


@pytest.mark.skipif(not POSIX, reason="Windows has neither")
def test_settings_that_cannot_be_are_refused_as_settings(new_shop: NewShop, subtests: pytest.Subtests) -> None:
    cases: tuple[tuple[Callable[[Path], None], str], ...] = (
        (folder, "it is a folder"),
        (pipe, "it is not a plain file"),
        (device, "it is not a plain file"),
        (larger_than_1_mib, "it is larger than 1 MiB"),
        (nested, "its lists or tables lie too deep in one another"),
        (zone_of_5000_parts, "it needs the name of a time zone"),
    )
    for make, says in cases:
        with subtests.test(make.__name__):
            shop = new_shop()
            shop.settings_file.unlink()
            make(shop.settings_file)
            said = shop.refuses(5, "date 2bd")
            assert says in said
            assert len(said) < 700
    shop = new_shop()
    shop.environment["CARELINE_TZ"] = LONG_ZONE
    assert "it needs the name of a time zone" in shop.refuses(5, "date 2bd")


@pytest.mark.skipif(not POSIX, reason="Windows has no such pipes")
def test_a_pipe_as_a_letter_is_not_waited_for(open_case: Shop, subtests: pytest.Subtests) -> None:
    templates = open_case.folder / "templates"
    templates.mkdir()
    os.mkfifo(templates / "announcement.txt")
    said = open_case.refuses(5, "ship-replacement 1 --why w --arrives 2bd --item A --because 'no sound'")
    assert f"{templates / 'announcement.txt'} cannot be read: it is not a plain file" in said


def test_the_clock_is_of_the_years_that_careline_knows(open_case: Shop) -> None:
    for now in ("0001-01-02T00:00:00+00:00", "9999-12-31T12:00:00+00:00", "9999-12-31T23:59:59-14:00"):
        open_case.now = now
        assert "of the years 1900 to 2999" in open_case.refuses(5, "brief")


@pytest.mark.skipif(not POSIX, reason="Windows always has a home folder")
def test_without_a_home_folder_nothing_is_made_in_the_folder_that_one_stands_in(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shop.folder)
    monkeypatch.delenv("HOME")
    monkeypatch.setattr("pwd.getpwuid", {}.__getitem__)
    shop.environment |= {"CARELINE_TZ": "America/New_York", "CARELINE_ME": "Ana"}
    for taken, says in (("CARELINE_DB", "the cases lie"), ("CARELINE_CONFIG", "the settings lie")):
        shop.environment[taken] = ""
        for command in ("overdue", "open 'No sound' --customer Dana", "config init"):
            if taken == "CARELINE_DB" and command == "config init":
                continue
            assert "no home folder" in (said := shop.refuses(5, command))
            assert says in said or taken == "CARELINE_CONFIG"
    assert "Set HOME" in shop.refuses(5, "completion install bash")
    assert [path.name for path in shop.folder.iterdir()] == ["careline.toml"]
