"""Filling a new store from the lines of an export: all of it or nothing."""

import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path

from careline import files
from careline.domain.errors import BadInput, Refused, StoreBusy
from careline.domain.safekeeping import exported
from careline.domain.safekeeping.exported import Closing, Counter, Header, Missing, NoSuchLine, Piece, Row
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
from careline.store.safekeeping import attachments
from careline.store.safekeeping.exporting import ATTACHMENTS, tables
from careline.store.safekeeping.putting_in import Contents, Taker

NOTHING = "Nothing was imported."


@frozen
class Held:
    """What an export held: the revision of its store, the rows of each table that has any.

    `missing` counts the attachments whose content was not there when it was exported.
    """

    revision: str
    rows: Mapping[str, int]
    missing: int


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
    contents = Contents(path, keep=keep)
    if not keep:
        if path.exists():
            with _empty(path):
                pass
        with named_faults(path), closing(sqlite3.connect("", isolation_level=None)) as passing:
            return _Filling(passing, contents, path, name, now).all_of(lines)
    made = make_file(path, group)
    try:
        with named_faults(path):
            check_is_file(path)
            place = files.place(path)
            with _empty(path) as held, files.draft(place.end.parent, locked=False) as draft:
                with contents, closing(connect(draft.path)) as connection:
                    # Nobody knows the draft, and it goes where it was not finished.
                    connection.execute("PRAGMA journal_mode = OFF")
                    connection.execute("PRAGMA synchronous = OFF")
                    found = _Filling(connection, contents, path, name, now).all_of(lines)
                    draft.finish()
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
    """Keep everybody else from recording in a store that is still empty. Raises InUse, StoreFault and StoreBusy."""
    with named_faults(path):
        check_is_file(path)
        number = path.stat().st_ino
        with closing(connect(path)) as connection:
            begin_to_write(connection)
            if path.stat().st_ino != number:
                raise StoreBusy(f"The store {path} was replaced meanwhile. Nothing was imported; try again.")
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

    def __init__(
        self, connection: sqlite3.Connection, contents: Contents, path: Path, name: str, now: datetime
    ) -> None:
        self.connection = connection
        self.contents = contents
        self.path = path
        self.name = name
        self.now = now
        self.number = 0
        self.ahead: exported.Line | None = None
        self.rows: dict[str, int] = {}
        self.counters: dict[str, int] = {}
        self.takers: dict[str, Taker] = {}

    def all_of(self, lines: Iterable[bytes]) -> Held:
        """Take every line; what they held. Raises BadInput."""
        data = iter(lines)
        revision = self._begin(next(data, b""))
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
        self._take_until_closing(data)
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
        return Held(revision, self.rows, len(self.contents.missing))

    def _begin(self, data: bytes) -> str:
        """The revision that the first line names. Raises BadInput."""
        if not data:
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
        self.number = 1
        return said.revision

    def _make(self, revision: str) -> None:
        if revision == REVISIONS[-1]:
            create_tables(self.connection.execute)
            return
        from careline.store.migrations.upgrading import make_at  # as above

        make_at(self.connection, revision)

    def _take_until_closing(self, data: Iterator[bytes]) -> None:
        """Take the lines up to the last. Raises BadInput."""
        try:
            while said := self._next(data):
                if isinstance(said, Closing):
                    self._check_counts(said)
                    break
                self._take(said, data)
            else:
                raise BadInput(
                    f"{self.name} ends after line {self.number} without the line that closes an export: its end is "
                    f"missing. {NOTHING}"
                )
            if next(data, None) is not None:
                self.number += 1
                raise NoSuchLine("it stands after the line that closes the export")
        except NoSuchLine as error:
            raise BadInput(f"{self.name}, line {self.number}: {error}. {NOTHING}") from None

    def _next(self, data: Iterator[bytes]) -> exported.Line | None:
        """The next line; None after the last. Raises NoSuchLine."""
        said, self.ahead = self.ahead, None
        if said is None and (line := next(data, None)) is not None:
            self.number += 1
            said = exported.read(line)
        return said

    def _take(self, said: exported.Line, data: Iterator[bytes]) -> None:
        match said:
            case Row():
                self._taker(said.table).take(said.row)
                self.rows[said.table] = self.rows.get(said.table, 0) + 1
            case Counter():
                self._taker(said.counter)
                if said.counter in self.counters:
                    raise NoSuchLine(f"there is a counter of {said.counter} already")
                self.counters[said.counter] = said.last
            case Piece():
                self.contents.take(self._named, said.attachment, self._content(said, data))
            case Missing():
                self.contents.miss(self._named, said.attachment)
            case _:
                raise NoSuchLine("it does not belong here")

    def _content(self, first: Piece, data: Iterator[bytes]) -> Iterator[bytes]:
        """The pieces of a content; the line after them is kept. Raises NoSuchLine."""
        piece, number = first, 1
        while piece.piece == number:
            yield piece.content
            said = self._next(data)
            if not (isinstance(said, Piece) and said.attachment == first.attachment):
                self.ahead = said
                return
            piece, number = said, number + 1
        raise NoSuchLine(f"it is piece {piece.piece} of an attachment, and piece {number} belongs here")

    @cached_property
    def _named(self) -> dict[str, int]:
        """The size of each content that the rows name; they come before the contents."""
        if ATTACHMENTS not in self.takers:
            return {}
        return dict(attachments.named(fetch_on(self.connection)))

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
        if said.attachments != len(self.contents.found) or self._named.keys() - self.contents.seen:
            raise NoSuchLine(
                f"it counts {said.attachments} attachments, and there are {len(self.contents.found)} of "
                f"{len(self._named)} that are named"
            )

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
