"""Costs: their columns, with what the customer bears of each."""

from careline.domain.money.costs import Cost, CostKind, Payer, Share
from careline.domain.money.money import Money
from careline.store.columns import Columns
from careline.store.stamps import read_moment

OF_COST = Columns(
    Cost,
    id="t.id",
    case_id="t.case_id",
    replacement_id="t.replacement_id",
    at=("t.at", read_moment),
    kind=("t.kind", CostKind),
    amount=Columns(Money, amount="t.amount", currency="t.currency"),
    payer=("t.payer", Payer),
    waived=("t.waived", bool),
    note="t.note",
    promise_id="t.promise_id",
    share=Columns(
        Share,
        at=("h.at", read_moment),
        amount=Columns(Money, amount="h.amount", currency="t.currency"),
        offered="h.offered",
    ),
)
COST = f"SELECT {OF_COST.sql} FROM costs t LEFT JOIN cost_shares h ON h.cost_id = t.id"
