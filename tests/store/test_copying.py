"""What is looked at before a copy of a store counts as whole."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from careline.store.copying import WHOLE_UP_TO, check_whole
from careline.store.faults import StoreUnusable

DISAGREEING = """
    CREATE TABLE cases (id INTEGER PRIMARY KEY, opened, closed);
    CREATE INDEX by_opened ON cases (opened);
    CREATE INDEX by_closed ON cases (closed);
    INSERT INTO cases (opened, closed) VALUES (1, 2), (3, 4);
    CREATE TABLE photographs (content);
    PRAGMA writable_schema = ON;
    UPDATE sqlite_schema SET rootpage = (SELECT sum(rootpage) FROM sqlite_schema WHERE type = 'index') - rootpage
    WHERE type = 'index';
"""
"""Two indexes with each other's entries: both are whole, and neither is what the table says."""


def test_up_to_a_size_that_few_shops_reach_each_index_is_compared_with_its_table(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with closing(sqlite3.connect(path)) as store:
        store.executescript(DISAGREEING)
        store.commit()
    with closing(sqlite3.connect(path)) as store:
        with pytest.raises(StoreUnusable):
            check_whole(path, store)
        store.execute("INSERT INTO photographs VALUES (zeroblob(?))", [WHOLE_UP_TO])
        check_whole(path, store)
