"""What was spent, and on whom: the SELECTs of costs and of claims across cases."""

from collections.abc import Iterator
from datetime import datetime

from careline.domain.money.costs import Cost
from careline.domain.money.costs import as_of as cost_as_of
from careline.store.fetch import Fetch, Reader
from careline.store.money.costs import COST, OF_COST
from careline.store.stamps import stamp

_COSTS = f"""
    {COST} WHERE t.at <= :as_of AND (:case_id IS NULL OR t.case_id = :case_id)
        AND (:customer_id IS NULL OR t.case_id IN (SELECT id FROM cases WHERE customer_id = :customer_id))
    ORDER BY t.id
"""


def costs(fetch: Fetch, as_of: datetime, *, case_id: int | None = None, customer_id: int | None = None) -> list[Cost]:
    """The costs known at a moment, by number: all, or those of a case or of a customer's cases."""
    rows = fetch(_COSTS, as_of=stamp(as_of), case_id=case_id, customer_id=customer_id)
    return [cost_as_of(OF_COST.read(row), as_of) for row in rows]


def each_cost(fetch: Reader, as_of: datetime, *, case_id: int | None = None) -> Iterator[Cost]:
    """The same, read a batch at a time."""
    batches = fetch.in_batches(_COSTS, as_of=stamp(as_of), case_id=case_id, customer_id=None)
    return (cost_as_of(OF_COST.read(row), as_of) for rows in batches for row in rows)


def products_of_cases(fetch: Fetch) -> dict[int, str]:
    """The product of each case that has cost something, by the case's id; those without one are left out."""
    rows = fetch("SELECT id, product FROM cases WHERE product IS NOT NULL AND id IN (SELECT case_id FROM costs)")
    return dict(rows)
