"""Answers of many rows: made a piece at a time, passed on when all is made, and nobody waits for whoever reads them."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from careline import passing
from careline.store import fetch
from tests.shop import Shop

CASES = 2_500
LISTS = ("list", "promise list")
FORMATS = ("csv", "tsv", "jsonl")


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A shop with more cases than come at a time, in more text than is held, and than a pipe holds."""
    shop = Shop(tmp_path_factory.mktemp("shop"))
    sheet = shop.folder / "sheet.csv"
    rows = (f"{n},Customer {n},{'Hums ' * 20},2026-05-04,We call,2026-06-{n % 28 + 1:02}" for n in range(CASES))
    sheet.write_text("\n".join(("ref,customer,subject,opened,promise,due", *rows)), encoding="utf-8")
    shop("import", str(sheet))
    return shop


@pytest.fixture
def many(imported: Shop, shop: Shop) -> Shop:
    """A copy of that shop."""
    return shop.like(imported.store)


@contextmanager
def reading(shop: Shop, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that lists into a pipe, of which the first byte was read."""
    command = [sys.executable, "-m", "careline", *words]
    environment = os.environ | shop.variables
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
    ) as process:
        assert process.stdout
        assert process.stdout.read(1)
        yield process


def garble(shop: Shop) -> None:
    """Put no moment where one must stand, in a row that comes after many others."""
    with closing(sqlite3.connect(shop.store)) as store, store:
        store.execute("UPDATE cases SET opened_at = '2026-05-04 soon' WHERE id = :last", {"last": CASES - 50})


def test_the_sizes_that_this_is_about(imported: Shop) -> None:
    assert CASES > 2 * fetch.BATCH
    assert len(imported("list --format csv").out) > passing.HELD > 1 << 16


@pytest.mark.parametrize("command", LISTS)
@pytest.mark.parametrize("format_", FORMATS)
def test_every_row_comes_once_and_in_order(imported: Shop, command: str, format_: str) -> None:
    written = imported(command, "--format", format_).out.splitlines()
    names = [
        json.loads(line)["id"] if format_ == "jsonl" else line.replace("\t", ",").split(",")[0] for line in written
    ]
    assert names[format_ != "jsonl" :] == [item["id"] for item in imported.json(command)["items"]]
    assert len(set(names)) >= CASES


@pytest.mark.parametrize(("command", "key"), [("customer list", "name"), ("log --last 9999", "id")])
def test_other_lists_come_whole_too(imported: Shop, command: str, key: str) -> None:
    lines = imported(command, "--format", "jsonl").out.splitlines()
    assert [json.loads(line)[key] for line in lines] == [item[key] for item in imported.json(command)["items"]]
    assert len(lines) == (CASES if key == "name" else 1)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_file_gets_what_standard_output_gets(imported: Shop, tmp_path: Path, format_: str) -> None:
    imported("list --output", str(tmp_path / "page"), "--format", format_)
    assert (tmp_path / "page").read_bytes() == imported("list --format", format_).out.encode()


@pytest.mark.parametrize("command", LISTS)
def test_whoever_reads_slowly_keeps_nobody_from_recording(many: Shop, command: str) -> None:
    with reading(many, *command.split(), "--format", "csv") as process:
        many("heard 1 --chasing")
        out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert len(out.splitlines()) == CASES + 1


def test_whoever_has_read_enough_may_go(many: Shop) -> None:
    with reading(many, "list", "--format", "jsonl") as process:
        assert process.stdout
        process.stdout.close()
        assert process.stderr
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize("format_", FORMATS)
def test_what_fails_in_the_middle_prints_nothing_and_lets_go_of_the_store(many: Shop, format_: str) -> None:
    garble(many)
    answer = many.run("list --format", format_)
    assert (answer.code, answer.out) == (6, "")
    assert "'2026-05-04 soon'" in answer.err
    with closing(sqlite3.connect(many.store, timeout=0)) as other:
        other.execute("BEGIN EXCLUSIVE")


def test_nor_does_it_touch_the_file_that_it_should_go_to(many: Shop) -> None:
    garble(many)
    page = many.folder / "page"
    page.write_text("what was there before")
    assert many.run("list --format csv --output", str(page)).code == 6
    assert page.read_text() == "what was there before"
    assert sorted(path.name for path in many.folder.iterdir()) == ["careline.toml", "page", "store"]


def test_rows_that_are_counted_first_are_all_printed(imported: Shop) -> None:
    assert imported.run("list --format csv --exit-code").code == 10
    assert len(imported.run("list --format csv --quiet --exit-code").out.splitlines()) == CASES + 1
    assert imported("list --format csv --quiet --overdue --as-of", "2026-05-04 10:00").out == ""


@pytest.mark.skipif(sys.platform == "win32", reason="2026-11-28: Windows limits no process's files")
@pytest.mark.parametrize("room", ["some", "nearly enough"])
def test_what_finds_no_room_on_the_way_is_said_in_one_line(imported: Shop, room: str) -> None:
    most = passing.HELD if room == "some" else len(imported("list --format csv").out) - 1
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({most},) * 2)"
    program = f"{limited}; import sys; sys.argv[0] = 'careline'; from careline.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-B", "-c", program, "list", "--format", "csv"],
        env=os.environ | imported.variables,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(" cannot be written: File too large. Nothing was written.\n")
    assert done.stderr.count("\n") == 1
