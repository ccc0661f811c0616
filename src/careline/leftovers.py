"""What killed commands have left: drafts of files and folders that nobody is writing any more."""

import os
import re
import stat
import sys
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

from careline.paths import DRAFT

# Whoever writes for longer than this without a lock has died, and another process has its number.
OLD_SECONDS = 24 * 60 * 60
# Without the first, Windows would end lines in its own way. The others follow no link, and wait for no pipe.
AS_IT_IS = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
ONLY_HERE = AS_IT_IS | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def lock(number: int) -> bool | None:
    """Lock a draft without waiting: False where another has it, None where this system or disk has no such locks."""
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def clear_away(folder: Path, but: Collection[str]) -> None:
    """Take away the drafts that a killed command has left in this folder; `but` are those that this one is writing."""
    _each_left(folder, but, _clear)


def left_in(folder: Path) -> list[Path]:
    """The drafts that killed commands have left in this folder."""
    found: list[Path] = []
    _each_left(folder, (), found.append)
    return sorted(found)


def _each_left(folder: Path, but: Collection[str], then: Callable[[Path], object]) -> None:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            named = re.fullmatch(DRAFT, entry.name)
            if named and entry.name not in but:
                with suppress(OSError):
                    _if_left(Path(entry.path), int(named[1]), then)


def clear_folder(path: Path) -> None:
    """Take away a folder of drafts with all that is in it, as far as that can be."""
    from shutil import rmtree  # few commands write folders

    rmtree(path, ignore_errors=True)


def _clear(path: Path) -> None:
    if path.is_dir():
        clear_folder(path)
    else:
        path.unlink()


def _if_left(path: Path, process: int, then: Callable[[Path], object]) -> None:
    here = path.lstat()
    old = time.time() - here.st_mtime > OLD_SECONDS
    if stat.S_ISDIR(here.st_mode):
        if old or (sys.platform != "win32" and here.st_uid == os.geteuid() and not _alive(process)):
            then(path)
        return
    if not stat.S_ISREG(here.st_mode):
        return
    if sys.platform == "win32":
        # What is open cannot be taken away there.
        if old:
            then(path)
        return
    if here.st_uid != os.geteuid():
        return
    number = os.open(path, os.O_RDONLY | ONLY_HERE)
    try:
        if lock(number) is not False and (old or not _alive(process)):
            then(path)
    finally:
        os.close(number)


def _alive(process: int) -> bool:
    """True where a process of that number runs and may be writing; our own drafts we know."""
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
