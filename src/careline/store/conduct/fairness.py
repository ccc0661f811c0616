"""How customers with a flag were served, and all of them: counted in SQL, one pass over the promises."""

from collections import defaultdict
from datetime import datetime

from careline.domain.conduct.fairness import Service
from careline.domain.time.working_time import Calendar
from careline.store.dialect import AS_IT_STANDS, by
from careline.store.fetch import Fetch
from careline.store.rows import STATE_AT
from careline.store.stamps import read_moment, stamp

EVERYBODY = ""
"""What stands for all customers where others are counted by their flag."""
ANY = "*"
"""What stands for the customers with any flag; no flag is called so, for it is a word."""
# A flag counts where it was held when the promise was made, or the case opened. Each is counted once for a flag.
HELD = """
    FROM flags g JOIN cases c ON c.customer_id = g.customer_id {join}
    WHERE g.since_at <= {moment} AND (g.until_at IS NULL OR g.until_at > {moment}) AND {moment} <= :as_of
"""
HELD_PROMISES = HELD.format(join="JOIN promises p ON p.case_id = c.id", moment="p.made_at") + " AND p.said"
HELD_CASES = HELD.format(join="", moment="c.opened_at") + " AND c.merged_into IS NULL"


def served(fetch: Fetch, as_of: datetime, calendar: Calendar) -> dict[str, Service]:
    """How all customers were served by a moment (EVERYBODY), those with any flag (ANY), and those with each flag."""
    now = stamp(as_of)
    known = fetch("SELECT DISTINCT flag FROM flags WHERE since_at <= :as_of ORDER BY flag", as_of=now)
    flags = [ANY, *(flag for (flag,) in known)]
    states: dict[str, dict[str, int]] = defaultdict(dict)
    late: dict[str, list[int]] = defaultdict(list)
    counts: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for state, count in fetch(
        f"""
        SELECT state, count(*) FROM (SELECT {STATE_AT} AS state FROM promises p
            WHERE p.said AND p.made_at <= :as_of {AS_IT_STANDS}) GROUP BY state
        """,
        as_of=now,
    ):
        states[EVERYBODY][state] = count
    belated = "p.kept_at <= :as_of AND p.kept_at > p.due_at"
    for due_at, kept_at in fetch(
        f"SELECT p.due_at, p.kept_at FROM promises p WHERE p.said AND p.made_at <= :as_of AND {belated}", as_of=now
    ):
        late[EVERYBODY].append(calendar.working_days_overdue(read_moment(due_at), read_moment(kept_at)))
    for flag, state, count in fetch(
        f"""
        SELECT flag, state, count(*) FROM (
            SELECT DISTINCT g.flag AS flag, p.id, {STATE_AT} AS state {HELD_PROMISES}
            UNION ALL SELECT DISTINCT :any, p.id, {STATE_AT} {HELD_PROMISES}
        ) GROUP BY flag, state
        """,
        as_of=now,
        any=ANY,
    ):
        states[flag][state] = count
    for flag, _, due_at, kept_at in fetch(
        f"""
        SELECT DISTINCT g.flag, p.id, p.due_at, p.kept_at {HELD_PROMISES} AND {belated}
        UNION ALL SELECT DISTINCT :any, p.id, p.due_at, p.kept_at {HELD_PROMISES} AND {belated}
        """,
        as_of=now,
        any=ANY,
    ):
        late[flag].append(calendar.working_days_overdue(read_moment(due_at), read_moment(kept_at)))
    chased = "(SELECT count(*) FROM contacts k WHERE k.case_id = c.id AND k.chasing AND k.at <= :as_of)"
    for flag, cases, chases in fetch(
        f"""
        SELECT flag, count(*), sum(chases) FROM (
            SELECT DISTINCT g.flag AS flag, c.id, {chased} AS chases {HELD_CASES}
            UNION ALL SELECT DISTINCT :any, c.id, {chased} {HELD_CASES}
        ) GROUP BY flag
        UNION ALL SELECT :everybody, (SELECT count(*) FROM cases WHERE opened_at <= :as_of AND merged_into IS NULL),
            (SELECT count(*) FROM contacts k {by("ix_contacts_chasing")} JOIN cases c ON c.id = k.case_id
                WHERE k.chasing AND k.at <= :as_of AND c.merged_into IS NULL AND c.opened_at <= :as_of)
        """,
        as_of=now,
        any=ANY,
        everybody=EVERYBODY,
    ):
        counts[flag] = (cases, chases)
    return {flag: Service(states[flag], tuple(late[flag]), *counts[flag]) for flag in (EVERYBODY, *flags)}
