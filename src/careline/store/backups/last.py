"""When the last backup was made. Every morning asks, so little is read, and little is loaded, for it."""

import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from careline.domain.safekeeping.backing_up import Last
from careline.store.file import BACKUPS

TAIL = 1 << 12
"""Where the last backup stands in the list: this near its end."""
LARGEST = 1 << 24
BEFORE, LACKING = b'{"at": "', b'"lacking": '
MOMENT = len("2026-06-02T21:00:00Z")


def list_of(store: Path) -> Path:
    """The file that lists a store's backups, there or not; behind a link, that of the file itself."""
    return Path(f"{os.path.realpath(store)}{BACKUPS}")


def last_backup(store: Path, now: datetime) -> Last | None:
    """The newest backup that was made by then, or None."""
    for most in (TAIL, LARGEST):
        made: list[Last] = []
        for line in end_of(list_of(store), most):
            # A kill leaves half a line, and the end of a list begins with one.
            with suppress(ValueError):
                if line.startswith(BEFORE):
                    at = datetime.fromisoformat(line[len(BEFORE) :][:MOMENT].decode())
                    made.append(Last(at, int(line.rpartition(LACKING)[2].rstrip(b"}")) if LACKING in line else 0))
        if by_then := [each for each in reversed(made) if each.at.tzinfo and each.at <= now]:
            # Of two within one second the later line is the newer.
            return max(by_then, key=lambda each: each.at)
    return None


def end_of(path: Path, most: int) -> Iterable[bytes]:
    """The last lines of a file, at most so many bytes of it; none where it cannot be read."""
    with suppress(OSError):
        if path.is_file():
            with path.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(0, size - most))
                return file.read(most).splitlines()
    return ()
