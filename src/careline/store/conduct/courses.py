"""What the measures are worked out from, one case after another."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from careline.domain.cases.case import FoundBy
from careline.domain.cases.contacts import Contact
from careline.domain.conduct.measures import Course
from careline.domain.periods import Period
from careline.store.dialect import each, later
from careline.store.fetch import Fetch
from careline.store.rows import CONTACT, OF_CONTACT
from careline.store.stamps import read_maybe, read_moment, stamp

AT_ONCE = 1_000
FIRST = "(SELECT r.{what} FROM reopenings r WHERE r.case_id = c.id AND r.closed_at <= :until ORDER BY r.id LIMIT 1)"
CLOSED_AT = f"coalesce({FIRST.format(what='closed_at')}, CASE WHEN c.closed_at <= :until THEN c.closed_at END)"
CLOSED_HOW = f"coalesce({FIRST.format(what='closed_how')}, CASE WHEN c.closed_at <= :until THEN c.closed_how END)"
REOPENED = "EXISTS (SELECT 1 FROM reopenings r WHERE r.case_id = c.id AND r.reopened_at <= :until)"
REMEDIED_AT = """
    SELECT case_id, max(at) FROM (
        SELECT case_id, kept_at AS at FROM promises WHERE said AND kept_at <= :until AND case_id IN ({ids})
        UNION ALL SELECT case_id, delivered_at FROM replacements
        WHERE outcome = 'works' AND outcome_at <= :until AND case_id IN ({ids})
    ) GROUP BY case_id
"""
IDS = each("ids")


def courses(fetch: Fetch, period: Period) -> Iterator[Course]:
    """The cases opened or first closed in a period, each as it had gone by its end; merged ones are left out."""
    rows = fetch(
        f"""
        SELECT * FROM (
            SELECT c.id, c.opened_at, c.found_by, {CLOSED_AT} AS closed_at, {CLOSED_HOW} AS closed_how, {REOPENED}
            FROM cases c WHERE c.opened_at <= :until AND c.merged_into IS NULL
        ) WHERE opened_at >= :since OR closed_at >= :since ORDER BY id
        """,
        since=stamp(period.since) if period.since else "",
        until=stamp(period.until),
    )
    for start in range(0, len(rows), AT_ONCE):
        yield from _courses(fetch, rows[start : start + AT_ONCE], period.until)


def _courses(fetch: Fetch, rows: Sequence[Sequence[Any]], until: datetime) -> Iterator[Course]:
    ids = str([case_id for case_id, *_ in rows])
    spoken: dict[int, list[Contact]] = defaultdict(list)
    said = fetch(f"{CONTACT} WHERE case_id IN ({IDS}) AND at <= :until ORDER BY at, id", ids=ids, until=stamp(until))
    for contact in map(OF_CONTACT.read, said):
        spoken[contact.case_id].append(contact)
    remedied: dict[int, str] = dict(fetch(REMEDIED_AT.format(ids=IDS), ids=ids, until=stamp(until)))
    for case_id, opened_at, found_by, closed_at, closed_how, reopened in rows:
        yield Course(
            opened_at=read_moment(opened_at),
            found_by=FoundBy(found_by),
            closed_at=read_maybe(closed_at),
            confirmed=closed_how == "confirmed",
            reopened=bool(reopened),
            contacts=spoken[case_id],
            remedied_at=read_maybe(remedied.get(case_id)),
        )


def bought_again(fetch: Fetch, period: Period, days: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Customers who bought again within so many days, and all of them, of two kinds.

    Those with a case: after their first closing in the period. Those who never had one: after their first purchase,
    where that was in the period.
    """
    limits = {
        "since": stamp(period.since) if period.since else "",
        "until": stamp(period.until),
        "days": f"+{days} days",
    }
    recovered = """
        SELECT c.customer_id AS customer_id, min(c.closed_at) AS at FROM cases c
        WHERE c.closed_at BETWEEN :since AND :until AND c.merged_into IS NULL
            AND EXISTS (SELECT 1 FROM purchases p WHERE p.customer_id = c.customer_id AND p.bought_at <= c.closed_at)
        GROUP BY c.customer_id
    """
    untroubled = """
        SELECT p.customer_id AS customer_id, min(p.bought_at) AS at FROM purchases p
        WHERE NOT EXISTS (SELECT 1 FROM cases c WHERE c.customer_id = p.customer_id AND c.opened_at <= :until)
        GROUP BY p.customer_id HAVING min(p.bought_at) BETWEEN :since AND :until
    """
    again = """
        SELECT coalesce(sum(EXISTS (
            SELECT 1 FROM purchases n WHERE n.customer_id = f.customer_id AND n.bought_at > f.at
                AND n.bought_at <= :until AND n.bought_at <= {later}
        )), 0), count(*) FROM ({first}) f
    """
    ((after, recovered_ones),) = fetch(again.format(first=recovered, later=later("f.at", "days")), **limits)
    ((without, untroubled_ones),) = fetch(again.format(first=untroubled, later=later("f.at", "days")), **limits)
    return (after, recovered_ones), (without, untroubled_ones)


def efforts(fetch: Fetch, period: Period) -> list[int]:
    """What customers said of their effort in a period."""
    rows = fetch(
        "SELECT effort FROM efforts WHERE at BETWEEN :since AND :until ORDER BY effort",
        since=stamp(period.since) if period.since else "",
        until=stamp(period.until),
    )
    return [effort for (effort,) in rows]
