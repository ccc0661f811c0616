"""Refunds: their columns, and what stands of those of a customer."""

from careline.domain.money.money import Money
from careline.domain.money.refunds import Refund
from careline.store.columns import Columns
from careline.store.fetch import Fetch

OF_REFUND = Columns(
    Refund,
    id="f.id",
    promise_id="f.promise_id",
    amount=Columns(Money, amount="f.amount", currency="f.currency"),
    return_required=("f.return_required", bool),
    supplier="s.name",
)
REFUND = f"SELECT {OF_REFUND.sql} FROM refunds f LEFT JOIN parties s ON s.id = f.supplier_id"


def standing_refunds(fetch: Fetch, customer_id: int) -> dict[int, list[Refund]]:
    """What a customer was promised back and has got or is still to get, by case."""
    rows = fetch(
        """
        SELECT p.case_id, p.id FROM promises p JOIN cases c ON c.id = p.case_id
        WHERE c.customer_id = :customer_id AND p.kind = 'refund' AND (p.ended_at IS NULL OR p.kept_at IS NOT NULL)
        """,
        customer_id=customer_id,
    )
    found: dict[int, list[Refund]] = {}
    for case_id, promise_id in rows:
        for row in fetch(f"{REFUND} WHERE f.promise_id = :id", id=promise_id):
            found.setdefault(case_id, []).append(OF_REFUND.read(row))
    return found
