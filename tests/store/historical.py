"""Stores as earlier versions wrote them: `python -m tests.store.historical` writes the one of the newest schema.

Run it after the newest revision has changed, which it may until it is released; the others are never written again.
"""

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from careline.store.file import APPLICATION_ID, REVISIONS
from tests.shop import Shop
from tests.store.contents import opened
from tests.store.walk import WALK, prepare, take

DATA = Path(__file__).parents[1] / "data"


def dump(revision: str) -> Path:
    """The file that holds a store of a revision as SQL: what the walk leaves."""
    return DATA / f"store-{revision}.sql"


def restore(revision: str, path: Path) -> None:
    """Make a store of a revision."""
    with opened(path) as store:
        store.executescript(dump(revision).read_text(encoding="utf-8"))
        store.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def write() -> None:
    """Walk, and write what stands in the store then."""
    with tempfile.TemporaryDirectory() as folder:
        shop = Shop(Path(folder))
        prepare(shop)
        for step in WALK:
            take(shop, step)
        with opened(shop.store) as store:
            lines = "\n".join([*(line for line in store.iterdump() if "_search" not in line), *search(store)])
    dump(REVISIONS[-1]).write_text(f"{lines}\n", encoding="utf-8")


def search(store: sqlite3.Connection) -> Iterator[str]:
    """The tables of the search, which a dump has only by their parts."""
    found = store.execute("SELECT name, sql FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL%' ORDER BY name")
    for name, sql in found.fetchall():
        yield f"{sql};"
        if "fts5vocab" in sql:
            continue
        columns = ["rowid", *(row[1] for row in store.execute(f"PRAGMA table_info({name})"))]
        values = " || ', ' || ".join(f"quote({column})" for column in columns)
        for (row,) in store.execute(f"SELECT {values} FROM {name}"):
            yield f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({row});"


if __name__ == "__main__":
    write()
