"""Rows without a ref of their own: how often a file has had each, and under which ref an earlier careline has put it.

What has to be remembered of a whole file stands in tables that are gone with the command: memory stays the same.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from careline.domain.sheets import case_rows, identity, purchase_rows
from careline.store.dialect import COUNT_CHANGED, OR_NOT, among, each, pairs
from careline.store.recording import Recording
from careline.store.stamps import read_moment

BATCH = 1000
COUNTING = "key INTEGER PRIMARY KEY, batch INTEGER, times INTEGER"
DIGITS = 15
"""How much of a key an integer of SQLite takes; two keys that begin alike count as one, which does no harm."""
MEET = f"INSERT {OR_NOT} INTO temp.{{table}} (key, batch, times) SELECT value, :batch, 1 FROM ({each('keys')})"
MET = f"SELECT key, times FROM temp.{{table}} WHERE batch < :batch AND key {among('keys')}"
MEET_AGAIN = f"""
    UPDATE temp.{{table}} SET batch = :batch, times = a.value
    FROM {pairs("again")} a WHERE {{table}}.key = CAST(a.key AS INTEGER)
"""
EARLIER = f"""
    t.source = :source AND t.ref >= '{identity.CELLS}' AND t.ref < '{identity.CELLS}g'
        AND length(t.ref) = {identity.LENGTH}
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """Where what came from files stands, what a SELECT asks of it, and what makes the key of a row of that."""

    table: str
    said: str
    key: Callable[..., str]


CASES = Stored("cases", "t.subject, t.product, t.order_number, t.opened_at", case_rows.key)
PURCHASES = Stored("purchases", "t.product, t.order_number, t.bought_at", purchase_rows.key)


class Unnumbered:
    """What the rows of one file are known by that have no ref of their own."""

    def __init__(self, work: Recording, source: str, stored: Stored) -> None:
        self.work = work
        self.source = source
        self.stored = stored
        self.batches = 0
        self._table("met", COUNTING)
        self.has_earlier = bool(work.fetch(f"SELECT 1 FROM {stored.table} t WHERE {EARLIER} LIMIT 1", source=source))
        if self.has_earlier:
            self._table("earlier_met", COUNTING)
            self._table("earlier", "key TEXT PRIMARY KEY, ref TEXT")
            self._note_earlier()

    def refs(self, keys: Sequence[str], cells: Iterable[Sequence[str]]) -> list[str]:
        """What these rows are known by, given the key and the cells of each."""
        refs = self._numbered("met", keys)
        if not self.has_earlier:
            return refs
        # As long as all its cells say the same it is what it was; later what stays tells it.
        by_cells = [identity.of_all_cells(each) for each in cells]
        whole = f"SELECT t.ref FROM {self.stored.table} t WHERE t.source = :source AND t.ref {among('refs')}"
        known = {ref for (ref,) in self.work.fetch(whole, source=self.source, refs=json.dumps(by_cells))}
        rows = self.work.fetch(f"SELECT key, ref FROM temp.earlier WHERE key {among('refs')}", refs=json.dumps(refs))
        earlier: dict[str, str] = dict(rows)
        return [whole if whole in known else earlier.get(ref, ref) for ref, whole in zip(refs, by_cells, strict=True)]

    def _note_earlier(self) -> None:
        """Note under which refs an earlier careline has put what the source has brought."""
        last = 0
        sql = f"""
            SELECT t.id, t.ref, u.name, {self.stored.said}
            FROM {self.stored.table} t JOIN customers u ON u.id = t.customer_id
            WHERE {EARLIER} AND t.id > :last ORDER BY t.id LIMIT {BATCH}
        """
        while rows := self.work.fetch(sql, source=self.source, last=last):
            keys = self._numbered("earlier_met", [self.stored.key(*said, read_moment(at)) for _, _, *said, at in rows])
            noted = json.dumps(dict(zip(keys, (ref for _, ref, *_ in rows), strict=True)))
            self.work.run(f"INSERT INTO temp.earlier (key, ref) SELECT key, value FROM {pairs('noted')}", noted=noted)
            last = rows[-1][0]

    def _numbered(self, table: str, keys: Sequence[str]) -> list[str]:
        """The keys, each with how often it has come so far."""
        self.batches += 1
        numbers = [int(key[len(identity.KEY) :][:DIGITS], 16) for key in keys]
        given = {"batch": self.batches, "keys": json.dumps(numbers)}
        self.work.run(MEET.format(table=table), **given)
        [(new,)] = self.work.fetch(COUNT_CHANGED)
        if new == len(keys):
            return list(keys)
        met = Counter(dict(self.work.fetch(MET.format(table=table), **given)))
        refs = []
        for key, number in zip(keys, numbers, strict=True):
            met[number] += 1
            refs.append(identity.numbered(key, met[number]))
        again = {number: times for number, times in met.items() if times > 1}
        self.work.run(MEET_AGAIN.format(table=table), batch=self.batches, again=json.dumps(again))
        return refs

    def _table(self, name: str, columns: str) -> None:
        self.work.run(f"DROP TABLE IF EXISTS temp.{name}")
        self.work.run(f"CREATE TEMP TABLE {name} ({columns})")
