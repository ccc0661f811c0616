"""All that a store holds, line by line: what an export is made of."""

from collections.abc import Iterable, Iterator
from typing import Any

from careline.domain.safekeeping import exported
from careline.domain.safekeeping.exported import Closing
from careline.domain.values import frozen
from careline.store.dialect import COLUMNS, COUNTERS, TABLES
from careline.store.fetch import Fetch, Reader
from careline.store.safekeeping import attachments

ATTACHMENTS = "attachments"
WORKED_OUT = "worked out anew from the rows"
NOT_EXPORTED = {
    "alembic_version": "the header names the revision",
    "attachment_contents": "contents have lines of their own, wherever they lie",
    "customer_search": WORKED_OUT,
    "customer_search_words": WORKED_OUT,
    "case_search": WORKED_OUT,
    "article_search": WORKED_OUT,
    "article_search_parts": WORKED_OUT,
}
"""The tables whose rows stand in no export, each with the reason."""


@frozen
class Column:
    """A column that holds facts: its declared type, whether it is needed, and its place in the key (0: none)."""

    name: str
    kind: str
    needed: bool
    key: int


@frozen
class Table:
    """A table of facts."""

    name: str
    columns: tuple[Column, ...]

    @property
    def key(self) -> str:
        """What its rows are ordered by."""
        found = sorted((column.key, column.name) for column in self.columns if column.key)
        return ", ".join(f'"{name}"' for _, name in found)

    @property
    def names(self) -> str:
        """Its columns, as SQL names them."""
        return ", ".join(f'"{column.name}"' for column in self.columns)


def tables(fetch: Fetch) -> list[Table]:
    """The tables of facts that this store has, by name, whatever revision it is of."""
    found = [name for (name,) in fetch(TABLES) if name not in NOT_EXPORTED and not _is_of_search(name)]
    return [Table(name, tuple(map(_column, fetch(COLUMNS, table=name)))) for name in found]


def lines(fetch: Reader, lost: list[str]) -> Iterator[str]:
    """The lines of an export: the same store gives the same lines. Raises StoreFault and StoreBusy.

    The contents of attachments that are not there as they were stand in `lost` then, by their SHA-256.
    """
    [(revision,)] = fetch("SELECT version_num FROM alembic_version")
    yield exported.header(revision)
    known, counts = tables(fetch), dict[str, int]()
    for table in known:
        begun, columns = exported.beginning(table.name), [column.name for column in table.columns]
        count = 0
        for rows in fetch.in_batches(f'SELECT {table.names} FROM "{table.name}" ORDER BY {table.key}'):
            count += len(rows)
            yield "".join([exported.row(begun, columns, row) for row in rows])
        if count:
            counts[table.name] = count
    names = {table.name for table in known}
    counters = [(name, last) for name, last in fetch(COUNTERS) if name in names]
    yield from (exported.counter(name, last) for name, last in counters)
    found = 0
    for sha256, _ in attachments.named(fetch) if ATTACHMENTS in names else ():
        try:
            attachments.check(fetch, fetch.path, sha256)
        except attachments.ContentLost:
            lost.append(sha256)
            yield exported.missing(sha256)
            continue
        found += 1
        yield from _pieces(sha256, attachments.contents(fetch, fetch.path, sha256))
    yield exported.closing(Closing(counts, len(counters), found))


def _pieces(sha256: str, content: Iterable[bytes]) -> Iterator[str]:
    """The lines of a content, each of the same length, however it is read."""
    held, number = b"", 0
    for some in content:
        held += some
        whole = len(held) // exported.PIECE
        for each in range(whole):
            number += 1
            yield exported.piece(sha256, number, held[each * exported.PIECE : (each + 1) * exported.PIECE])
        held = held[whole * exported.PIECE :]
    if held or not number:
        yield exported.piece(sha256, number + 1, held)


def _column(row: tuple[Any, ...]) -> Column:
    name, kind, needed, key = row
    return Column(name, kind, bool(needed), key)


def _is_of_search(name: str) -> bool:
    """True for what an index of words keeps its parts in."""
    return any(name.startswith(f"{of}_") for of, why in NOT_EXPORTED.items() if why is WORKED_OUT)
