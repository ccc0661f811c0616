"""What the log tells of a command that was a mistake, such as a merge, and putting back what it had changed."""

import json
from collections.abc import Iterable
from typing import Any

from careline.domain.promises.promise import End
from careline.domain.values import frozen
from careline.store.fetch import Fetch
from careline.store.recording import Recording
from careline.store.safekeeping.moving import STANDS

LINKS = "case_links"


@frozen
class Changed:
    """A row that a command has changed: what it was before, and what that left where it was changed again since."""

    table: str
    row_id: int
    action: str
    before: dict[str, Any]
    after: dict[str, Any] | None

    def was_on(self, case_id: int) -> bool:
        """True where it stood on that case."""
        return bool(self.before.get("case_id") == case_id)


def merged_by(fetch: Fetch, case_id: int) -> int | None:
    """The command that last merged a case into another, or None where the log does not know."""
    rows = fetch(
        f"""
        SELECT m.id, h.before FROM changes h JOIN commands m ON m.id = h.command_id
        WHERE h.table_name = 'cases' AND h.row_id = :case_id AND h.action = 'update'
            AND m.command = 'case merge' AND {STANDS}
        ORDER BY h.id DESC
        """,
        case_id=case_id,
    )
    return next((number for number, before in rows if json.loads(before).get("merged_into", 0) is None), None)


def made_by(fetch: Fetch, table: str, row_id: int) -> int | None:
    """The command that recorded a row, or None where the log does not know."""
    [(number,)] = fetch(
        "SELECT max(command_id) FROM changes WHERE table_name = :name AND row_id = :id AND action = 'insert'",
        name=table,
        id=row_id,
    )
    return None if number is None else int(number)


def ended_by(fetch: Fetch, promise_id: int) -> tuple[int, str] | None:
    """The command that recorded the end which a promise has, and its name; None where the log does not know."""
    rows = fetch(
        f"""
        SELECT m.id, m.command, h.before FROM changes h JOIN commands m ON m.id = h.command_id
        WHERE h.table_name = 'promises' AND h.row_id = :id AND h.action = 'update' AND {STANDS} ORDER BY h.id DESC
        """,
        id=promise_id,
    )
    live = (
        (number, name) for number, name, before in rows if not any(json.loads(before).get(end.value) for end in End)
    )
    return next(live, None)


def changed_by(fetch: Fetch, command_id: int) -> list[Changed]:
    """The rows that were there and that a command has changed, in the order in which it did."""
    first: dict[tuple[str, int], tuple[str, str]] = {}
    for table, row_id, action, before in fetch(
        "SELECT table_name, row_id, action, before FROM changes WHERE command_id = :id ORDER BY id", id=command_id
    ):
        if action != "insert":
            first.setdefault((table, row_id), (action, before))
    later: dict[tuple[str, int], str] = {}
    for table, row_id, before in fetch(
        """
        SELECT table_name, row_id, before FROM changes WHERE command_id > :id AND before IS NOT NULL
            AND (table_name, row_id) IN (SELECT table_name, row_id FROM changes WHERE command_id = :id)
        ORDER BY id
        """,
        id=command_id,
    ):
        later.setdefault((table, row_id), before)
    return [
        Changed(*row, action, json.loads(before), json.loads(later[row]) if row in later else None)
        for row, (action, before) in first.items()
    ]


def put_back(work: Recording, changed: Changed, columns: Iterable[str]) -> None:
    """Let these columns of a row be what they were before, as far as nothing has changed them since."""
    columns = tuple(columns)
    rows = work.fetch(f"SELECT {', '.join(columns)} FROM {changed.table} WHERE id = :id", id=changed.row_id)
    for row in rows:
        now = dict(zip(columns, row, strict=True))
        left = changed.after or now
        back = {name: changed.before[name] for name in columns if now[name] == left[name] != changed.before[name]}
        if back:
            settings = ", ".join(f"{name} = :{name}" for name in back)
            work.run(f"UPDATE {changed.table} SET {settings} WHERE id = :id", id=changed.row_id, **back)


def put_link_back(work: Recording, changed: Changed) -> None:
    """Let a link lead where it led before, or be there again."""
    if changed.action == "update":
        put_back(work, changed, ("case_id", "other_id"))
        return
    columns = tuple(changed.before)
    work.run(
        f"INSERT INTO {LINKS} ({', '.join(columns)}) VALUES ({', '.join(f':{name}' for name in columns)})",
        **changed.before,
    )


def recorded_after(fetch: Fetch, table: str, command_id: int) -> set[int]:
    """The rows of a table that were recorded after a command."""
    rows = fetch(
        "SELECT row_id FROM changes WHERE table_name = :name AND action = 'insert' AND command_id > :id",
        name=table,
        id=command_id,
    )
    return {row_id for (row_id,) in rows}
