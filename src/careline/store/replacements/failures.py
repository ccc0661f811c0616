"""How products fail: the SELECTs over the units that were sent, and over the cases about products."""

from datetime import datetime

from careline.domain.periods import Period
from careline.domain.replacements.failures import CaseAbout, FailedUnit
from careline.domain.replacements.replacement import Outcome
from careline.store.dialect import by
from careline.store.fetch import Fetch
from careline.store.rows import BELIEVED, OPEN_AT, OUTCOME_AT, PUT_RIGHT_SINCE, UNITS_AT
from careline.store.stamps import read_moment, stamp

BEGINNING = "0001"
"""Sorts before every moment."""
_FAILED = f"""
    SELECT id FROM replacements {by("ix_replacements_failed")}
    WHERE outcome = 'failed' AND outcome_at <= :as_of AND id NOT IN ({PUT_RIGHT_SINCE})
    UNION SELECT replacement_id FROM earlier_outcomes
    WHERE outcome = 'failed' AND at <= :as_of AND replacement_id NOT IN ({PUT_RIGHT_SINCE})
    UNION SELECT replacement_id FROM ({BELIEVED}) WHERE outcome = 'failed'
"""
"""The units that had worked and then failed by `:as_of`, repaired or not, as it was believed then."""
_LIVED = f"""
    SELECT o.replacement_id, o.outcome, o.at FROM earlier_outcomes o
    WHERE o.replacement_id NOT IN ({PUT_RIGHT_SINCE})
    UNION ALL SELECT r.id, r.outcome, r.outcome_at
    FROM earlier_outcomes o JOIN replacements r ON r.id = o.replacement_id WHERE r.id NOT IN ({PUT_RIGHT_SINCE})
    UNION ALL SELECT replacement_id, outcome, at FROM ({BELIEVED})
"""
"""The outcomes of the units that have had several, as they were believed at `:as_of`."""


def sent_units(fetch: Fetch, period: Period, as_of: datetime) -> list[tuple[str, str | None, Outcome | None, int]]:
    """Item, supplier, outcome as known at a moment, and how many such units were shipped in a period.

    What had failed after it had worked counts so, repaired or not.
    """
    rows = fetch(
        f"""
        SELECT r.item, s.name, CASE WHEN r.id IN ({_FAILED}) THEN 'failed' ELSE {OUTCOME_AT} END AS known,
            sum({UNITS_AT})
        FROM replacements r LEFT JOIN parties s ON s.id = r.supplier_id
        WHERE r.shipped_at >= :since AND r.shipped_at <= :until
        GROUP BY r.item, s.name, known HAVING sum({UNITS_AT}) > 0
        """,
        since=_since(period),
        until=stamp(period.until),
        as_of=stamp(as_of),
    )
    return [(item, supplier, Outcome(known) if known else None, count) for item, supplier, known, count in rows]


def failed_units(fetch: Fetch, period: Period, as_of: datetime) -> list[FailedUnit]:
    """The units shipped in a period that had worked and then failed by a moment."""
    rows = fetch(
        f"""
        SELECT r.item, s.name, min(o.at), min(CASE o.outcome WHEN 'failed' THEN o.at END) AS failed_at,
            {UNITS_AT} AS units
        FROM ({_LIVED}) o
        JOIN replacements r ON r.id = o.replacement_id LEFT JOIN parties s ON s.id = r.supplier_id
        WHERE r.shipped_at >= :since AND r.shipped_at <= :until
        GROUP BY r.id HAVING failed_at <= :as_of AND units > 0 ORDER BY r.id
        """,
        since=_since(period),
        until=stamp(period.until),
        as_of=stamp(as_of),
    )
    return [
        unit
        for item, supplier, worked, failed, units in rows
        for unit in [FailedUnit(item, supplier, read_moment(worked), read_moment(failed))] * units
    ]


def case_counts(fetch: Fetch, period: Period) -> list[tuple[str, int]]:
    """Product, and how many cases about it were opened in a period."""
    rows = fetch(
        """
        SELECT product, count(*) FROM cases
        WHERE product IS NOT NULL AND merged_into IS NULL AND opened_at >= :since AND opened_at <= :until
        GROUP BY product
        """,
        since=_since(period),
        until=stamp(period.until),
    )
    return [(product, count) for product, count in rows]


def cases_about(fetch: Fetch, period: Period, as_of: datetime) -> list[CaseAbout]:
    """The cases about some product that were opened in a period, the oldest first."""
    rows = fetch(
        f"""
        SELECT c.id, c.product, c.customer_id, c.subject, c.opened_at, {OPEN_AT}, coalesce(f.units, 0) FROM cases c
        LEFT JOIN (
            SELECT r.case_id, sum({UNITS_AT}) AS units FROM replacements r WHERE r.id IN ({_FAILED}) GROUP BY r.case_id
        ) f ON f.case_id = c.id
        WHERE c.product IS NOT NULL AND c.merged_into IS NULL AND c.opened_at >= :since AND c.opened_at <= :until
        ORDER BY c.opened_at, c.id
        """,
        since=_since(period),
        until=stamp(period.until),
        as_of=stamp(as_of),
    )
    return [
        CaseAbout(number, product, customer, subject, read_moment(opened_at), bool(is_open), failed)
        for number, product, customer, subject, opened_at, is_open, failed in rows
    ]


def _since(period: Period) -> str:
    return stamp(period.since) if period.since else BEGINNING
