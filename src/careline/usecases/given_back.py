"""Money that was promised back: what becomes of it as its promise goes on, is kept, or was kept by mistake."""

from datetime import datetime

from careline.domain.money.costs import Cost, CostKind
from careline.domain.money.refunds import Refund
from careline.store.recording import Recording
from careline.store.tables import goods


def go_on(work: Recording, refund: Refund, promise_id: int) -> None:
    """Let a successor give back what the promise did whose place it takes."""
    row = work.session.get_one(goods.Refund, refund.id)
    facts = row.model_dump(exclude={"id", "promise_id"})
    work.add(goods.Refund(promise_id=promise_id, **facts))


def spend(work: Recording, case_id: int, refund: Refund, at: datetime) -> None:
    """Record that money was given back, as promised: what it cost, and who bears it."""
    work.add(
        goods.Cost(
            case_id=case_id,
            at=at,
            kind=CostKind.REFUND,
            amount=refund.amount.amount,
            currency=refund.amount.currency,
            payer=refund.payer,
            promise_id=refund.promise_id,
        )
    )


def take_back(work: Recording, cost: Cost) -> None:
    """Let what was never given back cost nothing."""
    work.session.delete(work.session.get_one(goods.Cost, cost.id))
