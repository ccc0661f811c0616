"""One open transaction, and what is recorded in it."""

import sqlite3
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from careline.domain.names import fold

if TYPE_CHECKING:
    from sqlmodel import Session


class Recording:
    """One open transaction: the session to record with, and a fetch that sees what it has recorded so far.

    `copy_of_older` is where the store lies as it was, if an earlier careline had written it and this one brought it up
    to date. `colleagues` are the folded names of those who are one of us before a row says so: whom the settings name,
    and who acts.
    """

    def __init__(self, session: "Session", now: datetime, who: str) -> None:
        self.session = session
        self.now = now
        self.who = who
        self.command_id = 0
        self.command = ""
        self.colleagues = frozenset({fold(who)})
        self.copy_of_older: Path | None = None

    def log(self, command: str, source: str | None = None) -> None:
        """Give the command its line in the log; what is recorded from now on belongs to it.

        `source` is where the rows of an import come from.
        """
        from careline.store.stamps import stamp  # whoever only looks makes no Recording, and loads this module

        # Every command has this line, and making a class of its table would take it longer than all that it is told by.
        [(self.command_id,)] = self.fetch(
            "INSERT INTO commands (at, who, command, source) VALUES (:at, :who, :command, :source) RETURNING id",
            at=stamp(self.now),
            who=self.who,
            command=command,
            source=source,
        )
        self.command = command

    def add(self, record: Any) -> int:
        """Record a row and give its id."""
        # What was changed before it stands before it in the log: within one flush the order is anybody's guess.
        self.session.flush()
        self.session.add(record)
        self.session.flush()
        return int(record.id)

    def number(self, kind: str, count: int = 1) -> int:
        """The next number of a kind, such as W for contacts and notes; with `count` the first of so many."""
        [(last,)] = self.fetch(
            "INSERT INTO numbers (kind, last) VALUES (:kind, :count)"
            " ON CONFLICT (kind) DO UPDATE SET last = last + :count RETURNING last",
            kind=kind,
            count=count,
        )
        return int(last) - count + 1

    def fetch(self, sql: str, **parameters: Any) -> list[tuple[Any, ...]]:
        """Rows as they are within this transaction; asked of the driver itself, as a command asks some fifty times."""
        self.session.flush()
        return self._driver.execute(sql, parameters).fetchall()

    @property
    def changes(self) -> int:
        """How many rows were changed so far: whoever has read something knows by this whether it still holds."""
        self.session.flush()
        return self._driver.total_changes

    def run(self, sql: str, **parameters: Any) -> None:
        """Change rows where no record stands for them."""
        self.session.flush()
        self._driver.execute(sql, parameters)

    @cached_property
    def _driver(self) -> sqlite3.Connection:
        connection: sqlite3.Connection = self.session.connection().connection.driver_connection  # type: ignore[assignment]
        return connection
