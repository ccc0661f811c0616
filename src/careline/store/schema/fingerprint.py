"""What a schema is made of, and the short mark by which one that careline has made is known again."""

from typing import Any

from careline.store.fetch import Fetch

# `hashlib` loads OpenSSL first, which takes a looking command 2 ms; Python brings this one along.
try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

BYTES = 20
STATISTICS = "'CREATE TABLE sqlite_stat1(tbl,idx,stat)', 'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)'"
"""What ANALYZE makes, in any program: no part of a schema."""
# SQLite itself holds the names to the definitions. They are counted, as one with NUL in it could stand for two.
ALL = f"""
    SELECT count(*), CAST(group_concat(sql, char(0)) AS BLOB)
    FROM (SELECT sql FROM sqlite_schema WHERE sql NOT IN ({STATISTICS}) ORDER BY sql)
"""
PARTS = f"""
    SELECT type, name, tbl_name, sql FROM sqlite_schema
    WHERE coalesce(sql, '') NOT IN ({STATISTICS}) ORDER BY type, name, sql
"""


def fingerprint(fetch: Fetch) -> str:
    """The mark of all definitions together; nothing that they define is used for it."""
    [(many, text)] = fetch(ALL)
    return _mark(b"%d %b" % (many, text or b""))


def mark_of(sql: str | None) -> str:
    """The mark of one definition; of none where SQLite made the part by itself."""
    return _mark(sql.encode(errors="surrogatepass")) if sql else "-"


def _mark(text: bytes) -> str:
    return blake2b(text, digest_size=BYTES).hexdigest()


def parts(fetch: Fetch) -> list[tuple[Any, ...]]:
    """Kind, name, table and definition of each part, in order, as the file says it."""
    return fetch(PARTS)
