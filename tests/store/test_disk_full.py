"""The disk is full: a clear error, exit 6, and nothing changed."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from tests.shop import Shop

resource: Any = pytest.importorskip("resource", reason="Windows limits no file's size", exc_type=ImportError)

OPEN = "open 'No sound' --customer 'Dana Reyes <dana@example.com>'"
LONG = "x" * 20_000
PAGE = 4096


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """No file can grow beyond a size: what a quota does to a store.

    Nor is a compiled module written meanwhile: half of one would stay, and break every later test that needs it.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with patch("sys.dont_write_bytecode", True):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("command", [f"heard 1 {LONG}", f"{OPEN} --text {LONG}", f"case note 1 {LONG}"])
@pytest.mark.parametrize("size", [0, 100, 512, 1000, PAGE, 5 * PAGE])
def test_a_journal_that_cannot_be_written_changes_nothing(shop: Shop, command: str, size: int) -> None:
    shop(OPEN)
    with files_of_at_most(size):
        line = shop.refuses(6, command)
        shop("overdue")
    assert f"The store {shop.store} cannot be used: the disk reports an error" in line
    assert [path.name for path in shop.store.parent.iterdir()] == ["careline.db"]
    shop(command)


@pytest.mark.parametrize("command", [f"heard 1 {LONG}", f"{OPEN} --text {LONG}", f"case note 1 {LONG}"])
@pytest.mark.parametrize("pages", [0, 1, 2])
def test_a_store_that_cannot_grow_changes_nothing(shop: Shop, command: str, pages: int) -> None:
    shop(OPEN)
    with files_of_at_most(shop.store.stat().st_size + pages * PAGE):
        line = shop.refuses(6, command)
        shop("overdue")
    assert f"The store {shop.store} cannot be used: the disk reports an error" in line
    assert [path.name for path in shop.store.parent.iterdir()] == ["careline.db"]
    shop(command)


def test_an_import_for_which_there_is_no_room_changes_nothing(shop: Shop) -> None:
    shop(OPEN)
    rows = "".join(f"{n},Customer {n},Broken,2026-05-28 09:00,{'x' * 200},2026-06-20 17:00\n" for n in range(3000))
    sheet = shop.folder / "many.csv"
    sheet.write_text(f"ref,customer,subject,opened,promise,due\n{rows}", encoding="utf-8")
    with files_of_at_most(shop.store.stat().st_size + 2**18):
        assert "the disk reports an error" in shop.refuses(6, f"import {sheet}")
    assert [path.name for path in shop.store.parent.iterdir()] == ["careline.db"]


def test_a_first_command_on_a_full_disk_leaves_no_store(shop: Shop) -> None:
    with files_of_at_most(PAGE):
        shop.refuses(6, OPEN)
    assert list(shop.store.parent.iterdir()) == []
    shop(OPEN)


@pytest.fixture(scope="module")
def small_disk(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What came of recording on a disk of 2 MiB, mounted for this alone."""
    unshare = shutil.which("unshare")
    if sys.platform != "linux" or unshare is None:
        pytest.skip("no small disk can be mounted here: that takes Linux and unshare")
    alone = [unshare, "--mount"] if os.geteuid() == 0 else [unshare, "--mount", "--map-root-user"]
    folder = tmp_path_factory.mktemp("disk")
    mount = [*alone, "sh", "-c", 'mount -t tmpfs -o size=2m small "$0" && exec "$@"', str(folder)]
    if (probe := subprocess.run([*mount, "true"], capture_output=True, text=True, check=False)).returncode:
        pytest.skip(f"no small disk can be mounted here: {probe.stderr.strip()}")
    done = subprocess.run(
        [*mount, sys.executable, "-m", "tests.store.small_disk", str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    return json.loads(done.stdout)


def test_a_full_disk_is_named_and_nothing_is_changed(small_disk: Any) -> None:
    *full, enough = small_disk["tried"]
    for each in full:
        assert (each["code"], each["unchanged"], each["files"]) == (6, True, ["careline.db"]), each
        assert each["err"].startswith("careline: The store ")
        assert "cannot be used: the disk is full. Nothing was changed." in each["err"]
        assert each["overdue"] == 0
    assert (enough["code"], enough["unchanged"]) == (0, False), enough


def test_no_store_is_begun_on_a_full_disk(small_disk: Any) -> None:
    first = small_disk["first"]
    assert (first["code"], first["files"]) == (6, [])
    assert "the disk is full" in first["err"]


def test_a_file_for_which_there_is_no_room_is_not_attached(small_disk: Any) -> None:
    *full, enough = small_disk["photos"]
    for each in full:
        assert (each["code"], each["unchanged"], each["files"]) == (6, True, ["careline.db"]), each
        assert " cannot be used: " in each["err"]
    assert (enough["code"], enough["unchanged"], len(enough["files"])) == (0, False, 4), enough


@pytest.mark.parametrize("pages", [0, 1, 100])
def test_a_backup_or_a_restore_for_which_there_is_no_room_leaves_nothing_and_changes_nothing(
    shop: Shop, pages: int
) -> None:
    shop(OPEN)
    mine = shop.folder / "mine.db"
    shop("backup", str(mine))
    before = shop.store.read_bytes(), mine.read_bytes()
    with files_of_at_most(pages * PAGE):
        assert "No backup could be made in" in shop.refuses(6, "backup")
        shop.refuses(6, "backup", str(mine))
        shop.refuses(6, "restore --yes", str(mine))
    assert list((shop.store.parent / "backups").iterdir()) == []
    assert sorted(path.name for path in shop.store.parent.iterdir()) == [
        "backups",
        "careline.db",
        "careline.db-backups",
    ]
    assert (shop.store.read_bytes(), mine.read_bytes()) == before
    shop("restore --yes", str(mine))


@pytest.mark.parametrize("pages", [0, 1, 40])
def test_where_there_is_no_room_for_what_is_attached_no_backup_is_left(shop: Shop, pages: int) -> None:
    shop(OPEN)
    photo = shop.folder / "photo.bin"
    photo.write_bytes(bytes(range(256)) * 2000)
    shop("case attach 1", str(photo))
    with files_of_at_most(shop.store.stat().st_size + pages * PAGE):
        assert "No backup could be made in" in shop.refuses(6, "backup")
    assert list((shop.store.parent / "backups").iterdir()) == []
    shop("backup")
