"""Filling a new store from the lines of an export: all of it or nothing."""

import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from careline import files
from careline.domain.errors import BadInput, Refused
from careline.domain.safekeeping import exported
from careline.domain.safekeeping.exported import Closing, Counter, Header, NoSuchLine, Row
from careline.domain.values import frozen
from careline.domain.wording import counted
from careline.interrupts import committing
from careline.store import search
from careline.store.dialect import COUNTERS, FIRST_BROKEN, MADE_AFTER_ROWS
from careline.store.faults import named_faults
from careline.store.fetch import fetch_on
from careline.store.file import (
    REVISIONS,
    begin_to_write,
    check_is_file,
    check_ours,
    connect,
    facts_of,
    make_file,
    take_away_if_empty,
)
from careline.store.knowledge import articles
from careline.store.migrations.creating import create_tables
from careline.store.safekeeping.exporting import tables
from careline.store.safekeeping.putting_in import Taker

NOTHING = "Nothing was imported."


@frozen
class Held:
    """What an export held: the revision of its store, and the rows of each table that has any."""

    revision: str
    rows: Mapping[str, int]


class InUse(Refused):
    """A store in which something was recorded."""

    def __init__(self, path: Path, cases: int, commands: int) -> None:
        super().__init__(
            f"The store {path} is in use: it has {counted(cases, 'case')} and {counted(commands, 'line')} in its log. "
            "An export goes into a store that is empty or not there; name another with --db."
        )


def fill(
    path: Path, lines: Iterable[bytes], name: str, now: datetime, *, group: str | None = None, keep: bool = True
) -> Held:
    """Make the store of an export, where none is or an empty one; what it held. `name` is what the lines come from.

    It is whole before it takes its place. A store of an earlier revision is brought up to date, at `now`. Without
    `keep` all is checked, and nothing written. Raises BadInput, Refused, StoreFault and StoreBusy.
    """
    if not keep:
        if path.exists():
            with _empty(path):
                pass
        with named_faults(path), closing(sqlite3.connect("", isolation_level=None)) as passing:
            return _Filling(passing, path, name, now).all_of(lines)
    made = make_file(path, group)
    try:
        with named_faults(path):
            check_is_file(path)
            place = files.place(path)
            with _empty(path) as held, files.draft(place.end.parent, locked=False) as draft:
                with closing(connect(draft.path)) as connection:
                    # Nobody knows the draft, and it goes where it was not finished.
                    connection.execute("PRAGMA journal_mode = OFF")
                    connection.execute("PRAGMA synchronous = OFF")
                    found = _Filling(connection, path, name, now).all_of(lines)
                with committing(f"{name} was imported"):
                    if sys.platform == "win32":
                        held.close()  # nothing that is open gets replaced there
                    draft.publish(place)
            return found
    finally:
        if made:
            take_away_if_empty(path)


@contextmanager
def _empty(path: Path) -> Iterator[sqlite3.Connection]:
    """Keep everybody else from recording in a store in which nothing was recorded yet. Raises InUse and StoreFault."""
    with named_faults(path):
        check_is_file(path)
        with closing(connect(path)) as connection:
            begin_to_write(connection)
            fetch = fetch_on(connection)
            facts = facts_of(path, fetch)
            if facts.size:
                check_ours(path, facts)
                [(cases, commands)] = fetch("SELECT (SELECT count(*) FROM cases), (SELECT count(*) FROM commands)")
                if cases or commands:
                    raise InUse(path, cases, commands)
            yield connection


class _Filling:
    """A database that nobody else knows, while it is filled."""

    def __init__(self, connection: sqlite3.Connection, path: Path, name: str, now: datetime) -> None:
        self.connection = connection
        self.path = path
        self.name = name
        self.now = now
        self.rows: dict[str, int] = {}
        self.counters: dict[str, int] = {}
        self.takers: dict[str, Taker] = {}

    def all_of(self, lines: Iterable[bytes]) -> Held:
        """Take every line; what they held. Raises BadInput."""
        numbered = enumerate(lines, 1)
        revision = self._begin(numbered)
        self.connection.execute("PRAGMA foreign_keys = OFF")
        self._make(revision)
        self.connection.execute("BEGIN")
        after = self.connection.execute(MADE_AFTER_ROWS).fetchall()
        for kind, name, _ in after:
            self.connection.execute(f"DROP {kind} {name}")
        fetch = fetch_on(self.connection)
        self.takers = {table.name: Taker(table, self.connection) for table in tables(fetch)}
        for table in self.takers:
            # A revision may begin with rows of its own; those of the export are all that there are.
            self.connection.execute(f'DELETE FROM "{table}"')
        self._take_until_closing(numbered)
        self._set_counters()
        for *_, sql in after:
            self.connection.execute(sql)
        self._check()
        if revision == REVISIONS[-1]:
            self._index()
        self.connection.execute("COMMIT")
        if revision != REVISIONS[-1]:
            from careline.store.migrations.upgrading import bring_on  # few exports are of an earlier careline

            bring_on(self.connection, self.path, revision, self.now)
            self._index()
        return Held(revision, self.rows)

    def _begin(self, numbered: Iterator[tuple[int, bytes]]) -> str:
        """The revision that the first line names. Raises BadInput."""
        number, data = next(numbered, (0, b""))
        if not number:
            raise BadInput(f"{self.name} is empty. {NOTHING}")
        try:
            said = exported.read(data)
        except NoSuchLine as error:
            raise self._no_export(str(error)) from None
        if not isinstance(said, Header):
            raise self._no_export("it says nothing of careline")
        if said.revision not in REVISIONS:
            if said.revision.isdigit() and said.revision > REVISIONS[-1]:
                raise BadInput(
                    f"{self.name} is of a newer careline (schema {said.revision}, and this one knows {REVISIONS[-1]}); "
                    f"upgrade careline to import it. {NOTHING}"
                )
            raise self._no_export(f"there is no schema {said.revision}")
        return said.revision

    def _make(self, revision: str) -> None:
        if revision == REVISIONS[-1]:
            create_tables(self.connection.execute)
            return
        from careline.store.migrations.upgrading import make_at  # as above

        make_at(self.connection, revision)

    def _take_until_closing(self, numbered: Iterator[tuple[int, bytes]]) -> None:
        number = 1
        for number, data in numbered:
            try:
                said = exported.read(data)
                if isinstance(said, Closing):
                    self._check_counts(said)
                    break
                self._take(said)
            except NoSuchLine as error:
                raise self._bad(number, str(error)) from None
        else:
            raise BadInput(
                f"{self.name} ends after line {number} without the line that closes an export: its end is missing. "
                f"{NOTHING}"
            )
        if next(numbered, None):
            raise self._bad(number + 1, "it stands after the line that closes the export")

    def _take(self, said: exported.Line) -> None:
        match said:
            case Row():
                self._taker(said.table).take(said.row)
                self.rows[said.table] = self.rows.get(said.table, 0) + 1
            case Counter():
                self._taker(said.counter)
                if said.counter in self.counters:
                    raise NoSuchLine(f"there is a counter of {said.counter} already")
                self.counters[said.counter] = said.last
            case _:
                raise NoSuchLine("it does not belong here")

    def _taker(self, table: str) -> Taker:
        if table not in self.takers:
            raise NoSuchLine(f"there is no table {table}")
        return self.takers[table]

    def _check_counts(self, said: Closing) -> None:
        for table in sorted({*said.rows, *self.rows}):
            told, found = said.rows.get(table, 0), self.rows.get(table, 0)
            if told != found:
                raise NoSuchLine(f"it counts {told} of {table}, and there are {found}; lines are missing or too many")
        if said.counters != len(self.counters):
            raise NoSuchLine(f"it counts {said.counters} counters, and there are {len(self.counters)}")

    def _set_counters(self) -> None:
        """Let no id be given out again. Raises BadInput."""
        reached = dict(self.connection.execute(COUNTERS).fetchall())
        for table, last in reached.items():
            if self.counters.get(table, -1) < last:
                raise BadInput(
                    f"{self.name} is damaged: {table} has a row {last}, and its counter says "
                    f"{self.counters.get(table, 'nothing')}. {NOTHING}"
                )
        self.connection.execute("DELETE FROM sqlite_sequence")
        self.connection.executemany("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", self.counters.items())

    def _check(self) -> None:
        """Raise BadInput for what refers to nothing, and StoreFault for what was written wrongly."""
        for table, row, parent in self.connection.execute(FIRST_BROKEN):
            raise BadInput(
                f"{self.name} is damaged: row {row} of {table} refers to one of {parent} that is not there. {NOTHING}"
            )
        for (found,) in self.connection.execute("PRAGMA integrity_check"):
            if found != "ok":
                raise BadInput(f"{self.name} cannot be imported: {found}. {NOTHING}")

    def _index(self) -> None:
        fetch = fetch_on(self.connection)
        search.fill(self.connection.execute)
        articles.add_to_index(fetch, fetch, [number for (number,) in fetch("SELECT id FROM articles")])

    def _no_export(self, why: str) -> BadInput:
        return BadInput(f"{self.name} is no export of careline, by its first line: {why}. {NOTHING}")

    def _bad(self, number: int, why: str) -> BadInput:
        return BadInput(f"{self.name}, line {number}: {why}. {NOTHING}")
