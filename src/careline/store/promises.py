"""Promises: lists of them, and what the reports ask."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime

from careline.domain.casefile.glance import PromiseGlance
from careline.domain.ids import NoSuchId
from careline.domain.promises.absences import Absence
from careline.domain.promises.dependencies import chain
from careline.domain.promises.promise import Promise
from careline.domain.promises.promise_states import as_of as each_as_of
from careline.domain.values import frozen
from careline.store.dialect import AS_IT_STANDS, among, by, each, joined
from careline.store.fetch import Fetch, Reader
from careline.store.rows import (
    ENDED_THEN,
    LIVE_AT,
    OPEN_AT,
    PROMISE,
    STATE_AT,
    read_promises,
)
from careline.store.stamps import read_moment, stamp
from careline.store.words import OF_P


def rested_on(fetch: Fetch, promise_ids: Collection[int]) -> list[Promise]:
    """These promises, all that they depend on, however indirectly, and what has taken the place of any, by id."""
    if not promise_ids:
        return []
    rows = fetch(
        f"""
        WITH RECURSIVE found (id) AS (
            {each("ids")}
            UNION SELECT n.id FROM found JOIN promises n ON n.supersedes = found.id
            UNION SELECT n.depends_on FROM found JOIN promises n ON n.id = found.id WHERE n.depends_on IS NOT NULL
        )
        {PROMISE} WHERE p.id IN (SELECT id FROM found) ORDER BY p.id
        """,
        ids=str(list(promise_ids)),
    )
    return read_promises(fetch, rows)


def promise_numbered(fetch: Fetch, number: int) -> Promise:
    """A promise by its number. Raises NoSuchId."""
    rows = fetch(f"{PROMISE} WHERE p.id = :id", id=number)
    if not rows:
        raise NoSuchId("P", number)
    return read_promises(fetch, rows)[0]


def waiting_for(fetch: Fetch, promise_id: int, as_of: datetime) -> list[Promise]:
    """The live promises that wait for this one, also where they were made to wait for one whose place it took."""
    rows = fetch(
        f"""
        WITH RECURSIVE earlier (id) AS (
            SELECT :id UNION SELECT n.supersedes FROM earlier JOIN promises n ON n.id = earlier.id
            WHERE n.supersedes IS NOT NULL
        )
        {PROMISE} WHERE p.depends_on IN (SELECT id FROM earlier) AND {LIVE_AT} ORDER BY p.id
        """,
        id=promise_id,
        as_of=stamp(as_of),
    )
    return read_promises(fetch, rows, as_of)


def dependent_promises(fetch: Fetch, as_of: datetime) -> list[Promise]:
    """The live promises that wait for another one, the one due first first."""
    rows = fetch(f"{PROMISE} WHERE p.depends_on IS NOT NULL AND {LIVE_AT} ORDER BY p.due_at, p.id", as_of=stamp(as_of))
    return read_promises(fetch, rows, as_of)


def _live(test: str, index: str = "") -> str:
    """The promises p that are live at `as_of` and pass a test: two walks through an index, where OR would take all."""
    return f"""
        p.id IN (SELECT id FROM promises {index} WHERE ended_at IS NULL AND {test}
            UNION ALL SELECT id FROM promises WHERE ended_at > :as_of AND {test}) AND p.made_at <= :as_of
            AND p.id NOT IN ({ENDED_THEN})
    """


def overdue_promises(fetch: Fetch, as_of: datetime) -> list[Promise]:
    """The promises that were overdue at a moment, the oldest due first."""
    rows = fetch(f"{PROMISE} WHERE {_live('due_at < :as_of')} ORDER BY p.due_at, p.id", as_of=stamp(as_of))
    return read_promises(fetch, rows, as_of)


def listed_promises(fetch: Fetch, as_of: datetime, *, live: bool) -> list[Promise]:
    """All promises made by a moment, by due moment; with `live` those that nothing had ended."""
    rows = fetch(_listed(live=live), as_of=stamp(as_of))
    return read_promises(fetch, rows, as_of)


def promise_batches(fetch: Reader, as_of: datetime, *, live: bool) -> Iterator[list[Promise]]:
    """The same in batches."""
    batches = fetch.in_batches(_listed(live=live), as_of=stamp(as_of))
    return (read_promises(fetch, rows, as_of) for rows in batches)


def promises_ended_since(fetch: Fetch, since: datetime, as_of: datetime) -> list[Promise]:
    """The promises that ended after one moment and by another, by id."""
    rows = fetch(
        f"{PROMISE} WHERE p.ended_at > :since AND p.ended_at <= :as_of ORDER BY p.id",
        since=stamp(since),
        as_of=stamp(as_of),
    )
    return read_promises(fetch, rows, as_of)


def changes_of(fetch: Fetch, promise_ids: Collection[int]) -> dict[int, int]:
    """How often each of these promises was changed after it was made, by its number; of those that never were, none."""
    rows = fetch(
        "SELECT row_id, count(*) FROM changes WHERE table_name = 'promises' AND action = 'update'"
        f" AND row_id {among('ids')} GROUP BY row_id",
        ids=str(list(promise_ids)),
    )
    return dict(rows)


def _listed(*, live: bool) -> str:
    only = _live("TRUE") if live else "p.made_at <= :as_of"
    return f"{PROMISE} WHERE {only} ORDER BY p.due_at, p.id"


def promise_glances(fetch: Fetch, promises: Collection[Promise], as_of: datetime) -> dict[int, PromiseGlance]:
    """What these promises are seen beside at a moment, by the number of each."""
    ids, now = str(list({promise.case_id for promise in promises})), stamp(as_of)
    about = {
        case_id: (customer, subject)
        for case_id, customer, subject in fetch(
            f"SELECT c.id, u.name, c.subject FROM cases c JOIN customers u ON u.id = c.customer_id"
            f" WHERE c.id {among('ids')}",
            ids=ids,
        )
    }
    asked_at: dict[int, list[datetime]] = defaultdict(list)
    for case_id, at in fetch(
        f"SELECT case_id, at FROM contacts {by('ix_contacts_chasing')}"
        f" WHERE chasing AND case_id {among('ids')} AND at <= :as_of",
        ids=ids,
        as_of=now,
    ):
        asked_at[case_id].append(read_moment(at))
    telling = {*asked_at, *(promise.case_id for promise in promises if promise.supersedes)}
    beside: dict[int, list[Promise]] = defaultdict(list)
    if telling:
        rows = fetch(
            f"{PROMISE} WHERE p.case_id {among('ids')} AND p.made_at <= :as_of ORDER BY p.id",
            ids=str(list(telling)),
            as_of=now,
        )
        for promise in read_promises(fetch, rows, as_of):
            beside[promise.case_id].append(promise)
    rested = rested_on(fetch, [promise.depends_on for promise in promises if promise.depends_on])
    known = {each.id: each_as_of(each, as_of) for each in rested if each.made_at <= as_of}
    return {
        p.id: PromiseGlance(
            *about[p.case_id],
            beside.get(p.case_id, ()),
            asked_at.get(p.case_id, ()),
            tuple(chain(p.depends_on, known)) if p.depends_on else (),
        )
        for p in promises
    }


def promises_due_between(fetch: Fetch, after: datetime, until: datetime, as_of: datetime) -> list[Promise]:
    """The promises live at `as_of` that fall due from one moment to another, the one due first first."""
    rows = fetch(
        f"{PROMISE} WHERE {_live('due_at BETWEEN :after AND :until')} ORDER BY p.due_at, p.id",
        after=stamp(after),
        until=stamp(until),
        as_of=stamp(as_of),
    )
    return read_promises(fetch, rows, as_of)


def backup_promises(fetch: Fetch, as_of: datetime) -> list[Promise]:
    """The live promises to carry out a backup plan, the one due first first."""
    live_backup = _live("kind = 'backup'", by("ix_promises_open_backup"))
    rows = fetch(f"{PROMISE} WHERE {live_backup} ORDER BY p.due_at, p.id", as_of=stamp(as_of))
    return read_promises(fetch, rows, as_of)


@frozen
class Performed:
    """Promises of one performer in one state, said ones or plans; those that were never handed over.

    `late` has due moment and end of the said ones that were kept late; `said_late` counts those of which it was only
    said late that they had ended in time (G3).
    """

    performer: str
    said: bool
    state: str
    promises: int
    late: list[tuple[datetime, datetime]]
    said_late: int


def performed(fetch: Fetch, as_of: datetime) -> list[Performed]:
    """How many promises of each performer were in each state, by name; one pass, whatever their number."""
    rows = fetch(
        # Without the LIMIT, SQLite would sort not these values but every column that they are made from. The late ones
        # of a group come as one text: to ask for them once more would take half as long again.
        f"""
        SELECT f.name, n.said, n.state, n.promises, n.late, n.said_late FROM (
            SELECT performer_id, said, state, count(*) AS promises, {joined("late")} AS late,
                sum(said_late) AS said_late
            FROM (
                SELECT p.performer_id, p.said, {STATE_AT} AS state,
                    CASE WHEN p.said AND p.kept_at <= :as_of AND p.kept_at > p.due_at
                        THEN p.due_at || '/' || p.kept_at END AS late,
                    CASE WHEN p.said AND p.ended_recorded_at > p.due_at AND p.ended_at <= p.due_at
                        AND p.ended_at <= :as_of THEN 1 ELSE 0 END AS said_late
                FROM promises p
                WHERE p.made_at <= :as_of AND p.id NOT IN (SELECT promise_id FROM hand_overs) {AS_IT_STANDS}
            ) GROUP BY performer_id, said, state
        ) n JOIN parties f ON f.id = n.performer_id ORDER BY f.folded
        """,
        as_of=stamp(as_of),
    )
    return [
        Performed(name, bool(said), state, count, list(map(_late, late.split(",") if late else ())), said_late)
        for name, said, state, count, late, said_late in rows
    ]


def _late(text: str) -> tuple[datetime, datetime]:
    due_at, _, kept_at = text.partition("/")
    return read_moment(due_at), read_moment(kept_at)


def reminded_promises(fetch: Fetch, as_of: datetime) -> list[Promise]:
    """The said promises of which somebody was reminded by a moment, as they stood then: once for each reminder."""
    told = [
        promise_id for (promise_id,) in fetch("SELECT promise_id FROM reminders WHERE at <= :as_of", as_of=stamp(as_of))
    ]
    rows = fetch(f"{PROMISE} WHERE p.said AND p.id {among('ids')}", ids=str(told))
    known = {each.id: each for each in read_promises(fetch, rows, as_of)}
    return [known[promise_id] for promise_id in told if promise_id in known]


def handed_over_promises(fetch: Fetch, as_of: datetime) -> list[Promise]:
    """The promises made by a moment that were ever handed over, as they stood then."""
    rows = fetch(
        f"{PROMISE} WHERE p.id IN (SELECT promise_id FROM hand_overs) AND p.made_at <= :as_of", as_of=stamp(as_of)
    )
    return read_promises(fetch, rows, as_of)


def absences_since(fetch: Fetch, since: date) -> list[Absence]:
    """Who is away on that day or later, by their first day."""
    rows = fetch(
        """
        SELECT p.name, a.from_on, a.until_on, t.name
        FROM absences a JOIN parties p ON p.id = a.party_id JOIN parties t ON t.id = a.to_id
        WHERE a.until_on >= :since ORDER BY a.from_on, a.id
        """,
        since=since.isoformat(),
    )
    return [Absence(who, date.fromisoformat(first), date.fromisoformat(last), to) for who, first, last, to in rows]


def silent_cases(fetch: Fetch, as_of: datetime) -> list[int]:
    """The cases that stood open at a moment without a live promise, or with nothing but plans, one of them late.

    The oldest first. How late a plan must be for its case to be silent the policy says. Without any promise only
    imported cases can be: the others always have one (G1).
    """
    few = by("ix_cases_may_be_silent")
    rows = fetch(
        f"""
        SELECT c.id FROM cases c WHERE c.id IN (
            SELECT id FROM cases {few} WHERE may_be_silent AND closed_at IS NULL
            UNION ALL SELECT id FROM cases {few} WHERE may_be_silent AND closed_at > :as_of
        ) AND {OPEN_AT} AND NOT EXISTS (SELECT 1 FROM promises p WHERE p.case_id = c.id AND {LIVE_AT})
        UNION SELECT c.id FROM promises q JOIN cases c ON c.id = q.case_id
        WHERE q.id IN (
            SELECT id FROM promises {by("ix_promises_open_by_due")} WHERE ended_at IS NULL AND due_at < :as_of
            UNION ALL SELECT id FROM promises WHERE ended_at > :as_of AND due_at < :as_of
        ) AND {OPEN_AT} AND NOT EXISTS (SELECT 1 FROM promises p WHERE p.case_id = c.id AND {OF_P} AND {LIVE_AT})
        ORDER BY 1
        """,
        as_of=stamp(as_of),
    )
    return [case_id for (case_id,) in rows]
