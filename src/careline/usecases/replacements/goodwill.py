"""Giving a unit away: what it is worth, who may, and whom they ask otherwise."""

from careline.domain.ladder import escalations as ladder
from careline.domain.ladder.escalations import NewEscalation
from careline.domain.money.money import Money
from careline.domain.money.purchases import Purchase, purchase_of
from careline.domain.replacements import warranty
from careline.domain.replacements.attempts import WorthUnknown
from careline.domain.replacements.replacement import Replacement
from careline.domain.shop.policy import Climb, for_severity
from careline.domain.time.durations import parse_duration_due
from careline.store.money.purchases import purchases_of, purchases_of_product
from careline.store.tables import ladder as tables
from careline.usecases.ladder import escalations
from careline.usecases.thread import Thread


def purchase(thread: Thread) -> Purchase | None:
    """The purchase that the case is about, or None."""
    return purchase_of(thread.case, purchases_of(thread.work.fetch, thread.case.customer.id, thread.at))


def above_authority(thread: Thread, item: str, price: Money | None, quantity: int = 1) -> Money | None:
    """What units are worth that is more than who acts may give; None for what they may. Raises WorthUnknown.

    `price` is what each of them costs.
    """
    policy, owner, who = thread.shop.policy, thread.shop.owner, thread.work.who
    if warranty.goodwill_limit(policy, owner, who) is None:
        return None
    worth = price or _worth(thread, item)
    if worth is None:
        raise WorthUnknown(item)
    worth *= quantity
    return None if warranty.within_authority(policy, owner, who, worth) else worth


def ask_owner(thread: Thread, replacement: Replacement, worth: Money) -> None:
    """Hand to the shop's owner what who acts may not give."""
    work, shop = thread.work, thread.shop
    limit = Money(warranty.goodwill_limit(shop.policy, shop.owner, work.who) or 0, worth.currency).shown()
    above = f"{worth.shown()} is more than {work.who} may give ({limit})"
    escalation = NewEscalation(
        level=1,
        to=shop.owner,
        ack_by=parse_duration_due(
            for_severity(shop.policy.acknowledge_within, thread.case.severity), thread.at, shop.calendar
        ),
        climb=Climb((), shop.policy.idle_after),
        because=f"goodwill for {replacement.name}: {above}",
    )
    number = escalations.record(thread, escalation, work.who)
    thread.remarks.append(f"{above}. Not shipped: E-{number} asks {shop.owner} to approve {replacement.name}.")


def answer(thread: Thread, replacement: Replacement, because: str) -> None:
    """Resolve what has asked the owner for a unit: they have decided."""
    for each in thread.file.escalations:
        asked = each.raised_at == replacement.requested_at and each.to == replacement.approver
        if asked and ladder.is_live(each, thread.work.now):
            row = thread.work.session.get_one(tables.Escalation, each.id)
            row.resolved_at, row.ended_because = thread.at, because


def _worth(thread: Thread, item: str) -> Money | None:
    """What a unit costs us, or else sells for: the customer's, else the one that was bought last by anybody."""
    bought = purchases_of_product(thread.work.fetch, item, thread.at)
    bought = [each for each in bought if each.price.currency == thread.shop.currency]
    own = [each for each in bought if each.customer_id == thread.case.customer.id]
    last = next(reversed(own or bought), None)
    return (last.cost or last.price) if last else None
