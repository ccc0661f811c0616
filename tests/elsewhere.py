"""What a test does to files as somebody else, or before a command has ended."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from careline.cli.sheets.files import CHUNK
from careline.domain.sheets.evidence import SAMPLED
from tests.shop import Shop

CARELINE = Path(sys.executable).with_name("careline")
NOBODY = 65534


def only_as_root() -> None:
    """Skip where nobody else can be become."""
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("2026-11-28: only root can act as somebody else, and make a device")


@contextmanager
def as_nobody() -> Iterator[None]:
    """Somebody without any rights. Whatever is to be imported must have been imported before."""
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@contextmanager
def folder_of_nobody() -> Iterator[Path]:
    """A folder that is nobody's, in a place where they get to."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        os.chown(folder, NOBODY, NOBODY)
        yield Path(folder)


@contextmanager
def importing(shop: Shop, rejects: Path, *rows: str) -> Iterator[subprocess.Popen[str]]:
    """An import in a process of its own that waits for more rows; its draft for the bad ones is there."""
    environment = os.environ | {
        "CARELINE_DB": str(shop.store),
        "CARELINE_CONFIG": str(shop.settings_file),
        "CARELINE_NOW": shop.now,
    }
    command = [str(CARELINE), "import", "-", "--source", "shop", "--skip-bad", str(rejects)]
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdin
        # How a table is written is seen by its beginning: of a pipe as much is waited for. The first row is then known.
        lines = ("ref,customer,subject,opened", *rows, *rows[:1] * SAMPLED)
        process.stdin.write("".join(f"{row}\n" for row in lines) + "\n" * 2 * CHUNK)
        process.stdin.flush()
        try:
            wait_until(lambda: bool(drafts(rejects.parent)))
            yield process
        finally:
            process.kill()


def drafts(folder: Path) -> list[Path]:
    """The drafts in a folder."""
    return sorted(folder.glob(".careline-*"))


def wait_until(happens: Callable[[], bool]) -> None:
    """Wait for another process, a minute at most."""
    ends = time.monotonic() + 60
    while not happens():
        assert time.monotonic() < ends, "it never came"
        time.sleep(0.01)
