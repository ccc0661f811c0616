"""Of which customers nothing has been heard for long."""

from collections.abc import Iterator
from datetime import datetime

from careline.domain.cases.case import Customer
from careline.domain.values import frozen
from careline.store.fetch import Fetch
from careline.store.rows import OF_CUSTOMER, OPEN_AT
from careline.store.stamps import read_moment, stamp

# When a customer was recorded says something only where nothing else does: an import tells of things long past.
LAST = f"""
    SELECT customer_id, max(at) AS last_at, sum(is_case) AS cases, sum(is_purchase) AS purchases, sum(is_open) AS open
    FROM (
        SELECT c.customer_id, coalesce(c.closed_at, c.opened_at) AS at, 1 AS is_case, 0 AS is_purchase,
            {OPEN_AT} AS is_open
        FROM cases c WHERE c.opened_at <= :as_of
        UNION ALL SELECT c.customer_id, k.at, 0, 0, 0 FROM contacts k JOIN cases c ON c.id = k.case_id
        UNION ALL SELECT customer_id, coalesce(delivered_at, bought_at), 0, 1, 0 FROM purchases
    ) WHERE at <= :as_of GROUP BY customer_id
"""
RECORDED = """
    SELECT h.row_id AS customer_id, min(m.at) AS at FROM changes h JOIN commands m ON m.id = h.command_id
    WHERE h.table_name = 'customers' AND h.action = 'insert' AND m.at <= :as_of GROUP BY h.row_id
"""


@frozen
class Quiet:
    """A customer with nothing open, when something last happened, and how many cases and purchases they had."""

    customer: Customer
    last_at: datetime
    cases: int
    purchases: int


def quiet_since(fetch: Fetch, before: datetime, as_of: datetime) -> Iterator[Quiet]:
    """The customers of whom nothing was heard since a moment, whoever was quiet the longest first."""
    rows = fetch(
        f"""
        SELECT {OF_CUSTOMER.sql}, coalesce(l.last_at, r.at) AS last_at, coalesce(l.cases, 0), coalesce(l.purchases, 0)
        FROM customers u LEFT JOIN ({LAST}) l ON l.customer_id = u.id LEFT JOIN ({RECORDED}) r ON r.customer_id = u.id
        WHERE coalesce(l.last_at, r.at) < :before AND NOT coalesce(l.open, 0)
            AND NOT EXISTS (SELECT 1 FROM forgettings f WHERE f.customer_id = u.id)
        ORDER BY last_at, u.id
        """,
        before=stamp(before),
        as_of=stamp(as_of),
    )
    for *them, last_at, cases, purchases in rows:
        yield Quiet(OF_CUSTOMER.read(them), read_moment(last_at), cases, purchases)
