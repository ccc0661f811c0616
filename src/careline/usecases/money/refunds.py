"""Promising money back; keeping that promise is a cost, see `Thread.keep`."""

from datetime import datetime

from careline.domain.casefile.recorded import Recorded
from careline.domain.money import refunds as rules
from careline.domain.money.money import Money
from careline.domain.money.purchases import purchase_of
from careline.domain.promises.promise import NewPromise
from careline.domain.shop.shop import Shop
from careline.domain.values import frozen
from careline.store.casefile import case_files
from careline.store.money.purchases import purchases_of
from careline.store.money.refunds import standing_refunds
from careline.store.recording import Recording
from careline.store.tables import goods as tables
from careline.usecases import known_or_new
from careline.usecases.thread import Thread


@frozen
class NewRefund:
    """What is promised back, who bears it if not we, and what the customer was told of it beside the promise."""

    amount: Money
    return_required: bool
    supplier: str | None = None
    told: str | None = None
    channel: str | None = None


def promise(work: Recording, shop: Shop, case_id: int, new: NewPromise, refund: NewRefund, *, at: datetime) -> Recorded:
    """Record that the customer was promised money back. More than they paid is recorded, with a remark.

    Raises BadInput for nothing, and what Thread.make raises.
    """
    rules.check_amount(refund.amount)
    thread = Thread(work, shop, case_id, at)
    number = thread.make(new)
    if refund.told:
        thread.contact("out", refund.told, channel=refund.channel)
        thread.keep_by_contact(reached=True)
    supplier = known_or_new.party(work, refund.supplier, "supplier", thread.new_people) if refund.supplier else None
    work.add(
        tables.Refund(
            promise_id=number,
            amount=refund.amount.amount,
            currency=refund.amount.currency,
            return_required=refund.return_required,
            supplier_id=supplier,
        )
    )
    if warning := _too_much(thread, refund.amount.currency):
        thread.remarks.append(warning)
    thread.settle()
    return thread.done()


def _too_much(thread: Thread, currency: str) -> str | None:
    """The warning that more is promised back for a purchase than was paid, on whichever of its cases."""
    fetch, customer = thread.work.fetch, thread.case.customer
    theirs = purchases_of(fetch, customer.id, thread.work.now)
    bought = purchase_of(thread.case, theirs)
    if bought is None:
        return None
    standing = standing_refunds(fetch, customer.id)
    about = (file.case for file in case_files(fetch, standing))
    of_it = [case.id for case in about if (it := purchase_of(case, theirs)) and it.id == bought.id]
    all_of_it = rules.promised((each for number in of_it for each in standing[number]), currency)
    return rules.too_much(all_of_it, bought.paid, bought.order)
