"""The list of a store's backups, a plain file beside it: what brief, doctor and forgetting know of them."""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from careline import files
from careline.domain.safekeeping.backups import Backup, beyond, is_dated
from careline.store.backups.last import LARGEST, end_of, list_of


def folder_of(store: Path) -> Path:
    """Where backups are put unless somebody says otherwise, there or not."""
    return _beside(store) / "backups"


def named(store: Path, typed: str) -> Path:
    """The file that was typed, or the backup of that name in the store's own folder where here is none."""
    file, own = Path(typed), folder_of(store) / typed
    return own if file.name == typed and not os.path.lexists(file) and own.is_file() else file


def newest_there(store: Path) -> Backup | None:
    """The newest backup of a store that lies where it was made, or None."""
    return max((made for made in known(store) if made.path.is_file()), key=lambda made: made.at, default=None)


def known(store: Path) -> list[Backup]:
    """Every backup of a store that was made, the oldest first, wherever it is now; what is no line of ours is none."""
    return list(_read(end_of(list_of(store), LARGEST), _beside(store)))


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
    # Of two within one second the later line is the newer.
    return max((each for each in reversed(known(store)) if each.at <= now), key=lambda each: each.at, default=None)


def check_takes_another(store: Path) -> None:
    """Raise OSError where the list cannot be added to."""
    files.check_takes_lines(list_of(store))


def add(store: Path, made: Backup) -> None:
    """Add a backup to the list. Raises OSError."""
    import json

    beside, path = _beside(store), made.path
    line = {
        "at": f"{made.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        # Whoever moves the store with its folder moves these along.
        "path": (path.relative_to(beside) if path.is_relative_to(beside) else path).as_posix(),
        "sha256": made.sha256,
        "size": made.size,
        "lacking": made.lacking,
    }
    files.add_line(list_of(store), json.dumps(line), like=store)


def _beside(store: Path) -> Path:
    """The folder of the store itself, also where a link leads to it."""
    return Path(os.path.realpath(store)).parent


def _read(lines: Iterable[bytes], beside: Path) -> Iterable[Backup]:
    import json

    for line in lines:
        # A kill leaves half a line, and the end of a list begins with one.
        with suppress(ValueError, KeyError, TypeError, OverflowError, RecursionError):
            found = json.loads(line)
            at = datetime.fromisoformat(found["at"])
            if at.tzinfo:
                path, lacking = beside / found["path"], int(found.get("lacking", 0))
                yield Backup(at, path, str(found["sha256"]), int(found["size"]), lacking)
