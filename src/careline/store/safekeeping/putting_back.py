"""Putting rows back as they were before a command, and finding what rests on it since."""

import json
import sqlite3
import sys
from collections.abc import Iterator
from typing import Any

from careline.domain.safekeeping.undoing import CaseLeft
from careline.domain.values import frozen
from careline.store.dialect import among
from careline.store.fetch import BATCH, Fetch
from careline.store.recording import Recording

STANDING = """
    SELECT m.id FROM commands m WHERE m.id > :number AND m.id < :before AND m.undoes IS NULL
        AND NOT EXISTS (SELECT 1 FROM commands u WHERE u.undoes = m.id)
"""
REFERENCES = """
    SELECT t.name, f."from", f."table" FROM sqlite_schema t, pragma_foreign_key_list(t.name) f
    WHERE t.type = 'table' AND t.name NOT IN ('changes', 'commands') ORDER BY 1, 2
"""
CHANGED_TOO = "replacements"
"""What is sent on rests on what became of the unit before it, not only on that there is one."""
WORKED_OUT = "answered_at"
"""The column of a contact that is worked out anew after each undo."""


@frozen
class Change:
    """One row that a command changed, and what it was before (`before`, None where it was made)."""

    table: str
    row_id: int
    action: str
    before: dict[str, Any] | None


def resting_on(fetch: Fetch, number: int, before: int, *, parties: bool) -> int | None:
    """The newest standing command between the two numbers that rests on the first, or None.

    It changed a row that the first has changed, or made one that refers to one that the first has made. Parties that
    were made on the fly (`parties` False) stay where others refer to them.
    """
    standing = [each for (each,) in fetch(STANDING, number=number, before=before)]
    if not standing:
        return None
    ids = str(standing)
    found = [each for (each,) in fetch(_sql_of_references(fetch, parties), number=number, standing=ids)]
    found += _changing_the_same(fetch, number, ids)
    if parties:
        found += (each for (each,) in fetch(ACTED_SINCE, number=number, standing=ids))
    return max(found, default=None)


ACTED_SINCE = f"""
    SELECT m.id FROM commands m WHERE m.id {among("standing")}
        AND EXISTS (SELECT 1 FROM changes WHERE command_id = m.id) AND m.who IN (
            SELECT p.name FROM changes f JOIN parties p ON p.id = f.row_id
            WHERE f.command_id = :number AND f.table_name = 'parties'
        )
"""


def _sql_of_references(fetch: Fetch, parties: bool) -> str:
    made = "SELECT row_id FROM changes WHERE command_id = :number AND table_name = '{table}'{only}"
    of_line = f"""
        SELECT h.command_id FROM changes h JOIN {{table}} s ON s.id = h.row_id
        WHERE h.command_id {among("standing")} AND h.table_name = '{{table}}'
            AND s.{{column}} IN ({{made}})
    """
    parts = [
        f"""
        SELECT h.command_id FROM changes h JOIN applied_rules a ON a.id = h.row_id
        JOIN changes f ON f.table_name = a.cause AND f.row_id = a.cause_id
            AND f.command_id = :number AND f.action = 'insert'
        WHERE h.command_id {among("standing")} AND h.table_name = 'applied_rules'
        """
    ]
    for table, column, referred in fetch(REFERENCES):
        if referred == "commands" or (referred == "parties" and not parties):
            continue
        only = "" if referred == CHANGED_TOO else " AND action = 'insert'"
        parts.append(of_line.format(table=table, column=column, made=made.format(table=referred, only=only)))
    return " UNION ".join(parts)


def _changing_the_same(fetch: Fetch, number: int, standing: str) -> list[int]:
    rows = fetch(
        f"""
        SELECT DISTINCT h.id, h.command_id, h.table_name, h.row_id, h.action, h.before FROM changes h
        WHERE h.command_id {among("standing")} AND (h.table_name, h.row_id) IN
            (SELECT table_name, row_id FROM changes WHERE command_id = :number)
        """,
        number=number,
        standing=standing,
    )
    return [
        command
        for change, command, table, row_id, action, before in rows
        if not (
            table == "contacts" and action == "update" and _is_worked_out(fetch, change, row_id, json.loads(before))
        )
    ]


def _is_worked_out(fetch: Fetch, change: int, row_id: int, before: dict[str, Any]) -> bool:
    """True where a change of a contact has changed nothing but when it was answered."""
    from careline.store.tables import all as tables

    later = fetch(
        "SELECT before FROM changes WHERE id > :change AND table_name = 'contacts' AND row_id = :row_id"
        " ORDER BY id LIMIT 1",
        change=change,
        row_id=row_id,
    )
    # The names come from the file: only those of the table may become SQL.
    known = tables.METADATA.tables["contacts"].columns
    columns = [name for name in before if name != WORKED_OUT and name in known]
    if later:
        after = json.loads(later[0][0])
        return all(after[name] == before[name] for name in columns)
    now = fetch(f"SELECT {', '.join(columns)} FROM contacts WHERE id = :row_id", row_id=row_id)
    return [before[name] for name in columns] == list(now[0])


def changes(fetch: Fetch, number: int) -> Iterator[Change]:
    """What a command changed, the last change first; read a batch at a time, as it may have been a long import."""
    last = sys.maxsize
    while rows := fetch(
        "SELECT id, table_name, row_id, action, before FROM changes WHERE command_id = :number AND id < :last"
        " ORDER BY id DESC LIMIT :batch",
        number=number,
        last=last,
        batch=BATCH,
    ):
        for last, table, row_id, action, before in rows:  # noqa: B007 - the next batch begins before the last one
            yield Change(table, row_id, action, json.loads(before) if before else None)


def standing_of(fetch: Fetch, case_ids: str) -> list[CaseLeft]:
    """How these cases stand."""
    rows = fetch(
        f"""
        SELECT c.id, c.closed_at IS NULL,
            EXISTS (SELECT 1 FROM promises p WHERE p.case_id = c.id AND p.ended_at IS NULL)
        FROM cases c WHERE c.id {among("ids")} ORDER BY c.id
        """,
        ids=case_ids,
    )
    return [CaseLeft(number, bool(is_open), bool(promised)) for number, is_open, promised in rows]


def put_back(work: Recording, change: Change) -> None:
    """Make a row what it was before a change: gone where it was made, there again where it was deleted.

    A column that was added since then keeps what it has.
    """
    from careline.store.tables import all as tables

    table = tables.METADATA.tables[change.table]
    before = {"id": change.row_id} | (change.before or {})
    columns = [column.name for column in table.columns if column.computed is None and column.name in before]
    settings = ", ".join(f"{name} = :{name}" for name in columns)
    values = ", ".join(f":{name}" for name in columns)
    statements = {
        "insert": f"DELETE FROM {table.name} WHERE id = :id",
        "update": f"UPDATE {table.name} SET {settings} WHERE id = :id",
        "delete": f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({values})",
    }
    work.run(statements[change.action], **{"id": change.row_id} | {name: before[name] for name in columns})


def take_away(work: Recording, party_id: int) -> bool:
    """Take away a party that was made on the fly; False where others refer to it by now, and it stays."""
    try:
        work.run("DELETE FROM parties WHERE id = :id", id=party_id)
    except sqlite3.IntegrityError:
        return False
    return True


LEFT_BEHIND = """
    SELECT p.id FROM commands u JOIN changes h ON h.command_id = u.undoes
    JOIN parties p ON p.id = h.row_id
    WHERE u.undoes IS NOT NULL AND h.table_name = 'parties' AND h.action = 'insert' AND NOT EXISTS (
        SELECT 1 FROM changes e JOIN commands c ON c.id = e.command_id
        WHERE e.table_name = 'parties' AND e.row_id = p.id AND e.command_id <> h.command_id AND c.undoes IS NULL
            AND NOT EXISTS (SELECT 1 FROM commands o WHERE o.undoes = c.id)
    )
"""


def clear_left_behind(work: Recording) -> None:
    """Take away the parties whose commands were undone while others referred to them, where nobody does any more."""
    for (party_id,) in work.fetch(LEFT_BEHIND):
        take_away(work, party_id)
