"""When the last backup was made. Every morning asks, so little is read, and little is loaded, for it."""

import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from careline.store.file import BACKUPS

TAIL = 1 << 12
"""Where the last backup stands in the list: this near its end."""
LARGEST = 1 << 24
BEFORE = b'{"at": "'
MOMENT = len("2026-06-02T21:00:00Z")


def list_of(store: Path) -> Path:
    """The file that lists a store's backups, there or not; behind a link, that of the file itself."""
    return Path(f"{os.path.realpath(store)}{BACKUPS}")


def last_at(store: Path, now: datetime) -> datetime | None:
    """When the newest backup was made that was made by then."""
    for most in (TAIL, LARGEST):
        made: list[datetime] = []
        for line in end_of(list_of(store), most):
            # A kill leaves half a line, and the end of a list begins with one.
            with suppress(ValueError):
                if line.startswith(BEFORE):
                    made.append(datetime.fromisoformat(line[len(BEFORE) :][:MOMENT].decode()))
        if by_then := [at for at in made if at.tzinfo and at <= now]:
            return max(by_then)
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
