"""What making it right costs, and who bears it."""

from careline.domain import costs as rules
from careline.domain.costs import CostKind, Payer
from careline.domain.money import Money
from careline.store import tables
from careline.usecases import claims
from careline.usecases.thread import Thread


def record(
    thread: Thread,
    kind: CostKind,
    money: Money,
    payer: Payer,
    *,
    replacement_id: int | None = None,
    waived: bool = False,
    note: str | None = None,
) -> int:
    """Record a cost on a case, open or closed, at the thread's moment. The id. A supplier is asked for what it bears.

    Raises ReplacementElsewhere, BeforeItExisted, and what `domain.costs.check_cost` raises.
    """
    rules.check_cost(kind, payer, waived=waived)
    if replacement_id is not None:
        replacement = next((r for r in thread.file.replacements if r.id == replacement_id), None)
        if replacement is None:
            raise rules.ReplacementElsewhere(replacement_id, thread.case.name)
        if thread.at < replacement.requested_at:
            raise thread.too_early(replacement.name, replacement.requested_at)
    cost_id = thread.work.add(
        tables.Cost(
            case_id=thread.case_id,
            replacement_id=replacement_id,
            at=thread.at,
            kind=kind,
            amount=money.amount,
            currency=money.currency,
            payer=payer,
            waived=waived,
            note=note,
        )
    )
    if replacement_id is not None and payer is Payer.SUPPLIER:
        claims.refresh(thread, replacement_id)
    return cost_id
