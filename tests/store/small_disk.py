"""Fills a small disk: `python -m tests.store.small_disk FOLDER`, where FOLDER is one.

Leaves more and more room, records, and prints what came of it; a room that is large enough comes last.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from tests.shop import Shop

ROOMS = (0, 1, 2, 4, 8, 16, 20, 24, 100)
"""In blocks of 4 KiB; the journal of this command takes about 10 of them, and the store grows by 20."""
BLOCK = 4096
LONG = "x" * 20 * BLOCK


def fill(path: Path, room: int) -> None:
    """Leave so many blocks free."""
    path.unlink(missing_ok=True)
    free = os.statvfs(path.parent).f_bavail * os.statvfs(path.parent).f_frsize
    path.write_bytes(bytes(max(0, free - room * BLOCK)))


def tried(shop: Shop, room: int) -> dict[str, Any]:
    """Record with so much room."""
    before = shop.store.read_bytes()
    fill(shop.folder / "ballast", room)
    answer = shop.run("heard 1", LONG)
    return {
        "code": answer.code,
        "err": answer.err,
        "unchanged": shop.store.read_bytes() == before,
        "files": [path.name for path in shop.store.parent.iterdir()],
        "overdue": shop.run("overdue").code,
    }


def attached(shop: Shop, room: int) -> dict[str, Any]:
    """Attach a file with so much room."""
    before = shop.store.read_bytes()
    fill(shop.folder / "ballast", room)
    answer = shop.run("case attach 1", str(shop.folder / "photo"))
    return {
        "code": answer.code,
        "err": answer.err,
        "unchanged": shop.store.read_bytes() == before,
        "files": [path.name for path in shop.store.parent.rglob("*")],
        "room": room,
    }


def main() -> None:
    """Make a store, and try."""
    shop = Shop(Path(sys.argv[1]).resolve())
    fill(shop.folder / "ballast", 0)
    first = shop.run("open 'No sound' --customer 'Dana Reyes'")
    left = [path.name for path in shop.store.parent.iterdir()] if shop.store.parent.exists() else []
    (shop.folder / "ballast").unlink()
    shop("open 'No sound' --customer 'Dana Reyes'")
    found = [tried(shop, room) for room in ROOMS]
    (shop.folder / "photo").write_bytes(os.urandom(20 * BLOCK))
    photos = [attached(shop, room) for room in (0, 10, 21, 24, 28, 100)]
    json.dump(
        {"photos": photos, "first": {"code": first.code, "err": first.err, "files": left}, "tried": found}, sys.stdout
    )


if __name__ == "__main__":
    main()
