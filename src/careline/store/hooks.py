"""The outbox of hooks: what a command or the sweep has given rise to, and what became of each call."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from careline.domain.hooks import CLAIMED, MOST_RUNS, HookCall
from careline.store.columns import Columns
from careline.store.dialect import among, by, field
from careline.store.fetch import Fetch, Reader
from careline.store.stamps import read_moment, stamp
from careline.store.words import OF_P

if TYPE_CHECKING:  # few commands have anything to do with hooks
    from careline.domain.shop.shop import Shop
    from careline.store.recording import Recording

Found = tuple[str, int, int]
"""The table that holds what happened, its id there, and its case."""
CALL = Columns(
    HookCall,
    id="id",
    event="event",
    cause="cause",
    cause_id="cause_id",
    case_id="case_id",
    at=("at", read_moment),
    runs="runs",
    claimed_at=("claimed_at", read_moment),
    failed_at=("failed_at", read_moment),
    why="why",
    done_at=("done_at", read_moment),
    dropped_at=("dropped_at", read_moment),
)
OPEN = "done_at IS NULL AND dropped_at IS NULL"


def _made(table: str, case_id: str, test: str = "1") -> str:
    return f"""
        SELECT '{table}', m.id, m.{case_id} FROM changes h JOIN {table} m ON m.id = h.row_id
        WHERE h.command_id = :id AND h.table_name = '{table}' AND h.action = 'insert' AND {test} ORDER BY m.id
    """


RECORDED = {
    "case_opened": _made("cases", "id"),
    "escalated": _made("escalations", "case_id"),
    "backup_due": _made("promises", "case_id", "m.kind = 'backup'"),
    "promise_kept": f"""
        SELECT DISTINCT 'promises', p.id, p.case_id FROM changes h JOIN promises p ON p.id = h.row_id
        WHERE h.command_id = :id AND h.table_name = 'promises' AND h.action = 'update'
            AND p.kept_at IS NOT NULL AND {field("h.before", "kept_at")} IS NULL AND {OF_P} ORDER BY p.id
    """,
}
"""What finds each event that a command records."""
BACK = f"""
    SELECT 'reopenings', m.id, m.case_id FROM changes h JOIN reopenings m ON m.id = h.row_id
    WHERE h.command_id = :id AND h.table_name = 'reopenings' AND h.action = 'insert'
    UNION SELECT 'replacements', m.id, m.case_id FROM changes h JOIN replacements m ON m.id = h.row_id
    WHERE h.command_id = :id AND h.table_name = 'replacements' AND h.action = 'update'
        AND m.outcome IS NOT {field("h.before", "outcome")}
"""
"""What a command has recorded that may be a coming back."""


def note(work: "Recording", events: Collection[str]) -> None:
    """Record a call for each of these events that the command has just given rise to, within its transaction.

    Undoing is no news, and nor is what an import brings.
    """
    if not work.command_id or work.command == "undo" or "import" in work.command.split():
        return
    for event in events:
        found = _came_back(work) if event == "came_back" else ()
        if event in RECORDED:
            found = work.fetch(RECORDED[event], id=work.command_id)  # type: ignore[assignment]
        _queue(work, event, found, work.command_id)


def _came_back(work: "Recording") -> Iterator[Found]:
    """What came back with the command: a case for the second time, a unit that had worked."""
    changed = work.fetch(BACK, id=work.command_id)
    if not changed:
        return
    from careline.domain.ladder.causes import comings_back
    from careline.store.casefile import case_files

    back = {
        (cause.of.value, cause.id)
        for file in case_files(work.fetch, {case_id for _, _, case_id in changed})
        for cause in comings_back(file)
    }
    yield from ((table, row, case_id) for table, row, case_id in changed if (table, row) in back)


def _queue(work: "Recording", event: str, found: Iterable[Found], command_id: int | None) -> None:
    for cause, cause_id, case_id in found:
        work.run(
            """
            INSERT INTO hook_calls (event, cause, cause_id, case_id, command_id, at, runs)
            VALUES (:event, :cause, :cause_id, :case_id, :command_id, :at, 0)
            """,
            event=event,
            cause=cause,
            cause_id=cause_id,
            case_id=case_id,
            command_id=command_id,
            at=stamp(work.now),
        )


UNTOLD = "NOT EXISTS (SELECT 1 FROM hook_calls t WHERE t.event = '{event}' AND t.cause_id = {cause})"


def _overdue(work: "Recording", shop: "Shop", since: datetime) -> Iterator[Found]:
    """The words that have fallen due since a moment, or were recorded since then and have."""
    rows = work.fetch(
        f"""
        SELECT p.id, p.case_id FROM promises p {by("ix_promises_may_escalate")}
        WHERE p.ended_at IS NULL AND {OF_P} AND p.due_at < :now AND NOT p.overdue_when_imported
            AND (p.due_at >= :since OR p.recorded_at >= :since)
            AND {UNTOLD.format(event="overdue", cause="p.id")} ORDER BY p.due_at, p.id
        """,
        now=stamp(work.now),
        since=stamp(since),
    )
    return (("promises", *row) for row in rows)


def _unanswered(work: "Recording", shop: "Shop", since: datetime) -> Iterator[Found]:
    """What the customer asked and whose time has ended since a moment, on open cases."""
    from careline.domain.ladder.causes import asked
    from careline.store.casefile import case_files
    from careline.store.cases import cases_waiting

    told = {each for (each,) in work.fetch("SELECT cause_id FROM hook_calls WHERE event = 'unanswered'")}
    for file in case_files(work.fetch, cases_waiting(work.fetch, work.now)):
        for each in asked(file, shop.policy.answer_within, shop.calendar, work.now):
            if each.is_unanswered(work.now) and each.answer_by >= since and each.contact.id not in told:
                yield "contacts", each.contact.id, file.case.id


CONCLUDED: dict[str, Callable[["Recording", "Shop", datetime], Iterator[Found]]] = {
    "overdue": _overdue,
    "unanswered": _unanswered,
}
"""What finds each event that nobody records: time alone brings it."""


def conclude(work: "Recording", shop: "Shop", events: Collection[str]) -> None:
    """Record a call for whatever has become overdue or unanswered since the last sweep, each once.

    The first sweep that watches for something tells nothing of it. What no hook is set for is neither watched nor
    called any more.
    """
    known = '["' + '", "'.join(events) + '"]' if events else "[]"
    work.run(f"DELETE FROM hook_watches WHERE event NOT {among('known')}", known=known)
    work.run(
        f"UPDATE hook_calls SET dropped_at = :now WHERE {OPEN} AND event NOT {among('known')}",
        known=known,
        now=stamp(work.now),
    )
    for event in CONCLUDED.keys() & set(events):
        for (since,) in work.fetch("SELECT since_at FROM hook_watches WHERE event = :event", event=event):
            _queue(work, event, list(CONCLUDED[event](work, shop, read_moment(since))), None)
        work.run(
            """
            INSERT INTO hook_watches (event, since_at) VALUES (:event, :now)
            ON CONFLICT (event) DO UPDATE SET since_at = max(since_at, :now)
            """,
            event=event,
            now=stamp(work.now),
        )


def to_call(fetch: Fetch, now: datetime) -> list[HookCall]:
    """The calls that may go out now, what was tried least first; neither given up nor taken by somebody else."""
    rows = fetch(
        f"""
        SELECT {CALL.sql} FROM hook_calls
        WHERE {OPEN} AND (claimed_at < :lapsed OR claimed_at IS NULL AND runs < :most) ORDER BY runs, id
        """,
        lapsed=stamp(now - CLAIMED),
        most=MOST_RUNS,
    )
    return [CALL.read(row) for row in rows]


def claim(fetch: Fetch, number: int, now: datetime) -> bool:
    """Take a call, so that nobody else makes it meanwhile. False where somebody has."""
    return bool(
        fetch(
            f"""
            UPDATE hook_calls SET claimed_at = :now, runs = runs + 1
            WHERE id = :id AND {OPEN} AND (claimed_at IS NULL OR claimed_at < :lapsed) RETURNING id
            """,
            id=number,
            now=stamp(now),
            lapsed=stamp(now - CLAIMED),
        )
    )


def ended(work: "Recording", number: int, why: str | None) -> None:
    """Record that a call has reached whom it was for, or why not."""
    changed = "done_at = :now" if why is None else "why = :why, failed_at = coalesce(failed_at, :now)"
    work.run(
        f"UPDATE hook_calls SET claimed_at = NULL, {changed} WHERE id = :id AND {OPEN}",
        id=number,
        now=stamp(work.now),
        **({} if why is None else {"why": why}),
    )


def drop(work: "Recording", number: int) -> None:
    """Let a call not be made."""
    work.run(f"UPDATE hook_calls SET dropped_at = :now WHERE id = :id AND {OPEN}", id=number, now=stamp(work.now))


def drop_of(work: "Recording", command_id: int) -> None:
    """Let the calls not be made that a command has given rise to: it is undone."""
    work.run(
        f"UPDATE hook_calls SET dropped_at = :now WHERE command_id = :id AND {OPEN}",
        id=command_id,
        now=stamp(work.now),
    )


def again(work: "Recording", number: int) -> None:
    """Let a call that was given up be tried anew."""
    work.run(f"UPDATE hook_calls SET runs = 0 WHERE id = :id AND {OPEN} AND claimed_at IS NULL", id=number)


def calls(fetch: Reader) -> Iterator[HookCall]:
    """All calls, the newest first."""
    for rows in fetch.in_batches(f"SELECT {CALL.sql} FROM hook_calls ORDER BY id DESC"):
        yield from map(CALL.read, rows)


def calls_by_id(fetch: Fetch, numbers: Iterable[int]) -> list[HookCall]:
    """These calls, by id; unknown ids are left out."""
    rows = fetch(f"SELECT {CALL.sql} FROM hook_calls WHERE id {among('ids')} ORDER BY id", ids=str(list(numbers)))
    return [CALL.read(row) for row in rows]


def open_calls(fetch: Fetch) -> list[HookCall]:
    """The calls that are neither done nor dropped, by id."""
    return [CALL.read(row) for row in fetch(f"SELECT {CALL.sql} FROM hook_calls WHERE {OPEN} ORDER BY id")]


def failed_calls(fetch: Fetch, as_of: datetime) -> list[tuple[int, str, int, datetime]]:
    """The calls that had failed by a moment and not gone out since: number, event, case, and when they failed first."""
    rows = fetch(
        f"""
        SELECT id, event, case_id, failed_at FROM hook_calls {by("ix_hook_calls_failed_at")}
        WHERE failed_at IS NOT NULL AND failed_at <= :as_of
            AND (done_at IS NULL OR done_at > :as_of) AND (dropped_at IS NULL OR dropped_at > :as_of) ORDER BY id
        """,
        as_of=stamp(as_of),
    )
    return [(number, event, case_id, read_moment(at)) for number, event, case_id, at in rows]


def case_of_cause(fetch: Fetch, call: HookCall) -> int | None:
    """The case on which what a call is about stands now; None where it stands nowhere, or was a slip of the pen."""
    if call.cause == "cases":
        rows = fetch("SELECT coalesce(merged_into, id) FROM cases WHERE id = :id", id=call.cause_id)
    else:
        slip = " AND voided_at IS NULL" if call.cause == "promises" else ""
        rows = fetch(f"SELECT case_id FROM {call.cause} WHERE id = :id{slip}", id=call.cause_id)
    return next((case_id for (case_id,) in rows), None)
