"""Contacts, notes and attachments by the number that they go by, and what the log tells of those that move."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from careline.domain.ids import show
from careline.domain.values import frozen
from careline.store.changes import CASE_OF_CHANGE
from careline.store.dialect import among, field
from careline.store.fetch import Fetch
from careline.store.stamps import stamp

STANDS = "m.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM commands u WHERE u.undoes = m.id)"
LEAVING_A_NOTE = ("case open", "case move", "case merge", "case unmerge")
"""The commands that leave a note on a case of which words, or all, have moved."""


@frozen
class Entry:
    """A contact, a note or an attachment: its number, the table and the row that it is, and its case."""

    number: int
    table: str
    id: int
    case_id: int

    @property
    def name(self) -> str:
        """`W-1`, `A-1`."""
        return show("A" if self.table == "attachments" else "W", self.number)


def entries(fetch: Fetch, names: Iterable[str]) -> dict[str, Entry]:
    """What goes by these names, such as W-1 and A-1, as far as there is any."""
    wanted = list(names)
    words, attached = (str([int(name[2:]) for name in wanted if name.startswith(kind)]) for kind in ("W-", "A-"))
    rows = fetch(
        f"""
        SELECT number, 'contacts', id, case_id FROM contacts WHERE number {among("numbers")}
        UNION ALL SELECT number, 'notes', id, case_id FROM notes WHERE number {among("numbers")}
        UNION ALL SELECT id, 'attachments', id, case_id FROM attachments WHERE id {among("attached")}
        """,
        numbers=words,
        attached=attached,
    )
    found = [Entry(number, table, row_id, case_id) for number, table, row_id, case_id in rows]
    return {entry.name: entry for entry in found}


def recorded_since(fetch: Fetch, case_id: int, reopening_id: int) -> dict[str, set[int]] | None:
    """What was recorded on a case from the command on that reopened it, as far as it stands: table -> row ids.

    What became of a unit or a promise is, what `sweep` has raised is not, nor are the notes that say where words have
    gone. None where the log does not know that reopening.
    """
    [(first,)] = fetch(
        f"""
        SELECT max(h.command_id) FROM changes h JOIN commands m ON m.id = h.command_id
        WHERE h.table_name = 'reopenings' AND h.row_id = :reopening AND h.action = 'insert' AND {STANDS}
        """,
        reopening=reopening_id,
    )
    if first is None:
        return None
    rows = fetch(
        f"""
        SELECT h.table_name, h.row_id FROM changes h JOIN commands m ON m.id = h.command_id
        WHERE h.command_id >= :first AND {STANDS} AND {CASE_OF_CHANGE} = :case_id
            AND (h.action = 'insert' OR h.table_name IN ('replacements', 'promises'))
            AND NOT (m.command LIKE 'sweep%' AND h.table_name <> 'promises')
            AND NOT (m.command {among("notes")} AND h.table_name = 'notes')
        """,
        first=first,
        case_id=case_id,
        notes=str(list(LEAVING_A_NOTE)).replace("'", '"'),
    )
    since: dict[str, set[int]] = defaultdict(set)
    for table, row_id in rows:
        since[table].add(row_id)
    return since


def reopening_taken_back(fetch: Fetch, case_id: int, at: datetime) -> int | None:
    """The id of the reopening of a case at a moment that was taken back as its words moved away, or None."""
    [(row_id,)] = fetch(
        f"""
        SELECT max(h.row_id) FROM changes h
        WHERE h.table_name = 'reopenings' AND h.action = 'delete' AND {field("h.before", "case_id")} = :case_id
            AND {field("h.before", "reopened_at")} = :at AND NOT EXISTS (SELECT 1 FROM reopenings WHERE id = h.row_id)
        """,
        case_id=case_id,
        at=stamp(at),
    )
    return None if row_id is None else int(row_id)


def answered_elsewhere(fetch: Fetch, contact_ids: Collection[int]) -> set[int]:
    """Those of these contacts that need no answer only since they or their answer have moved."""
    rows = fetch(
        f"""
        SELECT h.row_id, {field("h.before", "no_reply")}, min(h.id) FROM changes h
        WHERE h.table_name = 'contacts' AND h.action = 'update' AND h.row_id {among("ids")} GROUP BY h.row_id
        """,
        ids=str(list(contact_ids)),
    )
    return {row_id for row_id, as_recorded, _ in rows if not as_recorded}


def coming_back(fetch: Fetch, contact_ids: Collection[int], case_id: int, to_id: int) -> set[int]:
    """Those of these contacts of a case that had come from the other, and on whose case nothing has answered since."""
    rows = fetch(
        f"""
        SELECT h.row_id FROM changes h
        WHERE h.table_name = 'contacts' AND h.row_id {among("ids")} AND {field("h.before", "case_id")} = :to_id
            AND h.id = (
                SELECT max(x.id) FROM changes x
                WHERE x.table_name = 'contacts' AND x.row_id = h.row_id AND x.action = 'update'
                    AND {field("x.before", "case_id")} <> :case_id
            )
            AND NOT EXISTS (
                SELECT 1 FROM changes i JOIN contacts k ON k.id = i.row_id
                WHERE i.table_name = 'contacts' AND i.action = 'insert' AND i.command_id > h.command_id
                    AND k.case_id = :case_id AND k.reached
            )
            AND NOT EXISTS (
                SELECT 1 FROM changes i
                WHERE i.table_name = 'cases' AND i.row_id = :case_id AND i.command_id > h.command_id
            )
        """,
        ids=str(list(contact_ids)),
        case_id=case_id,
        to_id=to_id,
    )
    return {row_id for (row_id,) in rows}


def spoken_by(fetch: Fetch, contact_ids: Collection[int], case_id: int) -> dict[int, str]:
    """Who spoke, as each of these contacts had it when it last stood on a case; only those that ever did."""
    rows = fetch(
        f"""
        SELECT h.row_id, {field("h.before", "who")}, max(h.id) FROM changes h
        WHERE h.table_name = 'contacts' AND h.action = 'update' AND h.row_id {among("ids")}
            AND {field("h.before", "case_id")} = :case_id
        GROUP BY h.row_id
        """,
        ids=str(list(contact_ids)),
        case_id=case_id,
    )
    return {row_id: who for row_id, who, _ in rows}
