"""How the shop stands, in numbers: what is asked most often loads least, and so knows no values."""

from datetime import datetime

from careline.store.dialect import by
from careline.store.fetch import Fetch
from careline.store.stamps import stamp

UNDER_DELIVERY = """
    p.kind = 'check' AND EXISTS (SELECT 1 FROM promises d
        WHERE d.case_id = p.case_id AND d.replacement_id = p.replacement_id AND d.kind = 'delivery'
            AND d.ended_at IS NULL)
"""


def standing_counts(fetch: Fetch, as_of: datetime, end_of_today: datetime) -> tuple[int, int, int]:
    """How many promises are overdue, how many more fall due by `end_of_today`, and how many cases are open.

    As in the reports, a check stands under the delivery that it waits for.
    """
    ((overdue, due, opened),) = fetch(
        f"""
        SELECT
            (SELECT count(*) FROM promises p WHERE ended_at IS NULL AND due_at < :as_of
                AND NOT ({UNDER_DELIVERY})),
            (SELECT count(*) FROM promises p WHERE ended_at IS NULL AND due_at BETWEEN :as_of AND :end_of_today
                AND NOT ({UNDER_DELIVERY})),
            (SELECT count(*) FROM cases WHERE closed_at IS NULL)
        """,
        as_of=stamp(as_of),
        end_of_today=stamp(end_of_today),
    )
    return overdue, due, opened


def all_is_well(fetch: Fetch, as_of: datetime) -> bool:
    """True where for certain no promise is overdue at a moment and no case without one; the report knows the rest."""
    few = by("ix_cases_may_be_silent")
    ((late, may_be_silent),) = fetch(
        f"""
        SELECT
            EXISTS (SELECT 1 FROM promises WHERE ended_at IS NULL AND due_at < :as_of)
                OR EXISTS (SELECT 1 FROM promises WHERE ended_at > :as_of AND due_at < :as_of),
            EXISTS (SELECT 1 FROM cases {few} WHERE may_be_silent AND closed_at IS NULL AND opened_at <= :as_of)
                OR EXISTS (SELECT 1 FROM cases {few} WHERE may_be_silent AND closed_at > :as_of AND opened_at <= :as_of)
        """,
        as_of=stamp(as_of),
    )
    return not late and not may_be_silent
