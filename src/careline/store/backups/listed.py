"""The list of a store's backups, a plain file beside it: what brief, doctor and forgetting know of them."""

import os
import re
import stat
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from careline import files
from careline.domain.safekeeping.backups import Backup, beyond, is_dated
from careline.store.file import BACKUPS

TAIL = 1 << 12
"""Where the last backup stands in the list: this near its end."""
LARGEST = 1 << 24
MADE_AT = rb'\{"at": "(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)", '


def list_of(store: Path) -> Path:
    """The file that lists a store's backups, there or not; behind a link, that of the file itself."""
    return Path(f"{os.path.realpath(store)}{BACKUPS}")


def folder_of(store: Path) -> Path:
    """Where backups are put unless somebody says otherwise, there or not."""
    return Path(os.path.realpath(store)).parent / "backups"


def known(store: Path) -> list[Backup]:
    """Every backup of a store that was made, the oldest first, wherever it is now; what is no line of ours is none."""
    return list(_read(_end_of(list_of(store), LARGEST)))


def too_many(store: Path, folder: Path, keep: int) -> list[Backup]:
    """The backups of a store in a folder that are too many where the newest few are kept, the oldest first.

    Only those count that careline has named by their date, and that are as large as when they were made.
    """
    there = {each.path: each for each in known(store) if is_dated(store.name, each.path.name)}
    return beyond((each for each in there.values() if _is_in(folder, each)), keep)


def _is_in(folder: Path, made: Backup) -> bool:
    with suppress(OSError):
        here = made.path.lstat()
        return made.path.parent.samefile(folder) and stat.S_ISREG(here.st_mode) and here.st_size == made.size
    return False


def last(store: Path, now: datetime) -> Backup | None:
    """The newest backup that was made by then, or None."""
    return max((each for each in known(store) if each.at <= now), key=lambda each: each.at, default=None)


def last_at(store: Path, now: datetime) -> datetime | None:
    """When the newest backup was made that was made by then; every morning asks, so little is read for it."""
    for most in (TAIL, LARGEST):
        made: list[datetime] = []
        for found in (re.match(MADE_AT, line) for line in _end_of(list_of(store), most)):
            with suppress(ValueError):
                made += [datetime.fromisoformat(found[1].decode())] if found else []
        if by_then := [at for at in made if at <= now]:
            return max(by_then)
    return None


def add(store: Path, made: Backup) -> None:
    """Add a backup to the list. Raises OSError."""
    import json

    line = {
        "at": f"{made.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "path": str(made.path),
        "sha256": made.sha256,
        "size": made.size,
    }
    files.add_line(list_of(store), json.dumps(line), like=store)


def _end_of(path: Path, most: int) -> Iterable[bytes]:
    with suppress(OSError):
        if path.is_file():
            with path.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(0, size - most))
                return file.read(most).splitlines()
    return ()


def _read(lines: Iterable[bytes]) -> Iterable[Backup]:
    import json  # every morning asks for the last, and does without

    for line in lines:
        # A kill leaves half a line, and the end of a list begins with one.
        with suppress(ValueError, KeyError, TypeError, RecursionError):
            found = json.loads(line)
            at = datetime.fromisoformat(found["at"])
            if at.tzinfo:
                yield Backup(at, Path(found["path"]), str(found["sha256"]), int(found["size"]))
