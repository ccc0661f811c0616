"""What making it right costs, and who bears it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from careline.domain.casefile.recorded import Recorded
from careline.domain.errors import BadInput
from careline.domain.ids import NoSuchId, show
from careline.domain.money import costs as rules
from careline.domain.money.costs import CostKind, Payer
from careline.domain.money.money import Money
from careline.domain.shop.shop import Shop
from careline.store.casefile import case_of
from careline.store.recording import Recording
from careline.store.tables import goods as tables
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
    """Record a cost on a case, open or closed, at the thread's moment. The id.

    Raises NoSuchId, BadInput and BeforeItExisted, and what `domain.money.costs.check_cost` raises.
    """
    rules.check_cost(kind, payer, waived=waived)
    if replacement_id is not None:
        replacement = next((r for r in thread.file.replacements if r.id == replacement_id), None)
        if replacement is None and case_of(thread.work.fetch, "R", replacement_id) is None:
            raise NoSuchId("R", replacement_id)
        if replacement is None:
            raise BadInput(
                f"{show('R', replacement_id)} is not a replacement on {thread.case.name}; careline show "
                f"{thread.case.name} lists them."
            )
        if thread.at < replacement.requested_at:
            raise thread.too_early(replacement.name, replacement.requested_at)
    return thread.work.add(
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


def add(
    work: Recording,
    shop: Shop,
    case_id: int,
    kind: CostKind,
    money: Money,
    payer: Payer,
    *,
    replacement_id: int | None,
    waived: bool,
    note: str | None,
    at: datetime,
    refresh: Callable[[Thread, int], None],
) -> Recorded:
    """Record a cost on a case, open or closed; `refresh` asks the supplier for what it bears of a replacement.

    Raises what `record` raises.
    """
    thread = Thread(work, shop, case_id, at)
    record(thread, kind, money, payer, replacement_id=replacement_id, waived=waived, note=note)
    if replacement_id is not None and payer is Payer.SUPPLIER:
        refresh(thread, replacement_id)
    return thread.done()


def split(
    work: Recording,
    shop: Shop,
    cost_id: int,
    theirs: Callable[[Money], Money],
    ours: Money | None,
    offered: str,
    *,
    at: datetime,
) -> Recorded:
    """Record what the customer offered to bear of a cost, in their words; `theirs` works it out from the whole.

    Raises NoSuchId and BeforeItExisted, and what `domain.money.costs.check_share` raises.
    """
    case_id = case_of(work.fetch, "M", cost_id)
    if case_id is None:
        raise NoSuchId("M", cost_id)
    thread = Thread(work, shop, case_id, at)
    cost = next(each for each in thread.file.costs if each.id == cost_id)
    share = theirs(cost.amount)
    rules.check_share(cost, share, ours)
    if at < cost.at:
        raise thread.too_early(cost.name, cost.at)
    work.add(tables.CostShare(cost_id=cost_id, at=at, amount=share.amount, offered=offered))
    done = thread.done()
    return replace(done, touched={**done.touched, "costs": {cost_id: False}})
