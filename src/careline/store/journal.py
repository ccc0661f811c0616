"""The journal that a killed command has left beside a store: is it of that store, as it is?

SQLite puts the pages of any journal of the right name back. One of another time, or of another file, would ruin the
store: where somebody has laid a backup in its place, or a journal beside it.
"""

import stat
from pathlib import Path
from typing import BinaryIO

from careline.store.faults import StoreUnusable

MAGIC = bytes.fromhex("d9d505f920a163d7")
COUNTER = slice(24, 28)
"""Where the first page of a database has the number of its last change."""
APPLICATION = slice(68, 72)
MOST_LOOKED_AT = 4096
"""How many pages of a journal are looked at for the first page; it is among the first to be changed."""


def check_own(path: Path) -> None:
    """Raise StoreUnusable where a journal lies beside the store that is another's. Raises OSError."""
    journal = Path(f"{path}-journal")
    try:
        if not stat.S_ISREG(journal.lstat().st_mode):
            raise StoreUnusable(path, f"{journal} is no plain file; move it away, as SQLite keeps its journal there")
        before = _first_page(journal)
        with path.open("rb") as file:
            now = file.read(100)
        # Another command may have ended, and a third begun; theirs is another journal then.
        if before is None or len(now) < 100 or before != _first_page(journal):
            return
    except FileNotFoundError:
        return
    _, was = before
    changes = int.from_bytes(now[COUNTER]) - int.from_bytes(was[COUNTER])
    if was[APPLICATION] != now[APPLICATION] or changes not in (0, 1):
        raise StoreUnusable(
            path,
            f"the journal beside it, {journal}, is not of this file as it is; move the journal away, and look again",
        )


def _first_page(journal: Path) -> tuple[bytes, bytes] | None:
    """The header of a journal, and the beginning of the first page as it was before; None where it has none."""
    with journal.open("rb") as file:
        header = file.read(28)
        if len(header) < 28 or not header.startswith(MAGIC):
            return None
        sector, page = int.from_bytes(header[20:24]), int.from_bytes(header[24:28])
        if not (512 <= page <= 65536 and 512 <= sector <= 65536):
            return None
        return _found(file, header, sector, page)


def _found(file: BinaryIO, header: bytes, sector: int, page: int) -> tuple[bytes, bytes] | None:
    for number in range(MOST_LOOKED_AT):
        file.seek(sector + number * (page + 8))
        if (place := file.read(4)) == b"\0\0\0\1":
            was = file.read(100)
            return (header[12:28], was) if len(was) == 100 else None
        if len(place) < 4:
            return None
    return None
