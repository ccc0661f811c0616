"""The log: what each command did, when, and who ran it."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from careline.domain.names import fold
from careline.domain.safekeeping.undoing import LoggedCommand, SpokenOf, TouchedPromise
from careline.store.cases import spellings
from careline.store.changes import CASE_OF_CHANGE, TOUCHES
from careline.store.dialect import among, field, joined
from careline.store.fetch import Fetch, Reader
from careline.store.safekeeping.spoken_of import spoken_of
from careline.store.stamps import read_moment, stamp

OF_CASE = f"""
    SELECT command_id FROM ({TOUCHES}) WHERE case_id = :case_id
    UNION SELECT h.command_id FROM changes h JOIN case_links l ON l.id = h.row_id
        WHERE h.table_name = 'case_links' AND l.other_id = :case_id
    UNION SELECT h.command_id FROM changes h WHERE (h.table_name, h.row_id) IN
        (SELECT table_name, row_id FROM changes WHERE {field("before", "case_id")} = :case_id)
"""
"""The commands of a case: also of what has moved from there to another, or was linked to it."""
FIRST_CASES = f"""
    SELECT {joined("case_id")} FROM (
        SELECT DISTINCT {CASE_OF_CHANGE} AS case_id FROM changes h
        WHERE h.command_id = coalesce(u.id, m.id) AND case_id IS NOT NULL LIMIT :cases
    )
"""
COMMAND = f"""
    SELECT m.id, m.at, m.who, m.command, ({FIRST_CASES}), m.undoes, u.id
    FROM commands m LEFT JOIN commands u ON u.undoes = m.id
"""
CASES_SHOWN = 3
AT_A_TIME = 200


def has_run(fetch: Fetch, who: str) -> bool:
    """True for whoever has run any command, in whatever spelling."""
    return any(fold(name) == fold(who) for (name,) in fetch("SELECT DISTINCT who FROM commands"))


def commands(
    fetch: Reader,
    *,
    last: int,
    since: datetime | None = None,
    until: datetime | None = None,
    who: str | None = None,
    case_id: int | None = None,
) -> Iterator[LoggedCommand]:
    """The newest commands that fit, the newest first; of those that touched many cases, the first few.

    They are read a batch at a time.
    """
    batches = fetch.in_batches(
        f"""
        {COMMAND} WHERE (:since IS NULL OR m.at >= :since) AND (:until IS NULL OR m.at < :until)
            AND (:who IS NULL OR m.who {among("who")})
            AND (:case_id IS NULL OR m.id IN ({OF_CASE}) OR u.id IN ({OF_CASE}))
        ORDER BY m.id DESC LIMIT :last
        """,
        since=stamp(since) if since else None,
        until=stamp(until) if until else None,
        who=spellings(fetch, "SELECT DISTINCT who FROM commands", who),
        case_id=case_id,
        last=last,
        cases=CASES_SHOWN,
    )
    return (_command(row) for rows in batches for row in rows)


def lines_spoken_of(fetch: Reader, lines: Iterator[LoggedCommand]) -> Iterator[tuple[LoggedCommand, SpokenOf]]:
    """Lines with what each speaks of, looked up for some at a time."""
    while some := list(islice(lines, AT_A_TIME)):
        yield from spoken_of(fetch, some)


def cases_touched(fetch: Fetch, number: int) -> list[int]:
    """The cases that a command has touched."""
    rows = fetch(f"SELECT DISTINCT case_id FROM ({TOUCHES}) WHERE command_id = :number", number=number)
    return [case_id for (case_id,) in rows if case_id is not None]


def command(fetch: Fetch, number: int) -> LoggedCommand | None:
    """A command by its number, or None."""
    rows = fetch(f"{COMMAND} WHERE m.id = :number", number=number, cases=CASES_SHOWN)
    return next(map(_command, rows), None)


def newest(fetch: Fetch, now: datetime, *, before: int | None = None, but: int | None = None) -> LoggedCommand | None:
    """The newest line of the log that says how late it was, or None; before a line, and without another.

    What was undone says nothing any more. Nor does the undo of a line that lies ahead of `now`, or lay ahead of the
    undo: a wrong clock has written one of the two.
    """
    rows = fetch(
        f"""
        {COMMAND} WHERE u.id IS NULL AND (:before IS NULL OR m.id < :before) AND m.id IS NOT :but
            AND NOT EXISTS (SELECT 1 FROM commands o WHERE o.id = m.undoes AND o.at > min(:now, m.at))
        ORDER BY m.id DESC LIMIT 1
        """,
        now=stamp(now),
        before=before,
        but=but,
        cases=CASES_SHOWN,
    )
    return next(map(_command, rows), None)


def last_standing(fetch: Fetch, before: int, who: str | None = None) -> LoggedCommand | None:
    """The newest command before this number that changed something and still stands, or None.

    With `who`, the newest of theirs, and none that cron has run, nor that is about a page that was mailed.
    """
    rows = fetch(
        f"""
        {COMMAND} WHERE m.id < :before AND m.undoes IS NULL AND u.id IS NULL
            AND (:who IS NULL OR m.command NOT IN ('sweep', 'mail queued', 'mail sent', 'mail refused')
                AND m.who {among("who")})
            AND EXISTS (SELECT 1 FROM changes WHERE command_id = m.id)
        ORDER BY m.id DESC LIMIT 1
        """,
        before=before,
        who=spellings(fetch, "SELECT DISTINCT who FROM commands", who),
        cases=CASES_SHOWN,
    )
    return next(map(_command, rows), None)


def touched_promises(fetch: Fetch, number: int) -> list[TouchedPromise]:
    """The promises that a command made or ended, the one due first first; those that it only moved are left out."""
    rows = fetch(
        f"""
        SELECT p.id, p.due_at, max(h.action = 'insert' AND p.said AND p.recorded_at IS NOT NULL)
        FROM changes h JOIN promises p ON p.id = h.row_id
        WHERE h.command_id = :number AND h.table_name = 'promises'
            AND (h.action = 'insert' OR p.ended_at IS NOT coalesce(
                {field("h.before", "kept_at")}, {field("h.before", "withdrawn_at")},
                {field("h.before", "released_at")}, {field("h.before", "voided_at")},
                {field("h.before", "superseded_at")}))
        GROUP BY p.id ORDER BY p.due_at
        """,
        number=number,
    )
    return [TouchedPromise(promise_id, read_moment(due_at), bool(said)) for promise_id, due_at, said in rows]


def _command(row: tuple[Any, ...]) -> LoggedCommand:
    number, at, who, name, cases, undoes, undone_by = row
    touched = tuple(sorted(int(case) for case in cases.split(","))) if cases else ()
    return LoggedCommand(number, read_moment(at), who, name, touched, undoes, undone_by)
