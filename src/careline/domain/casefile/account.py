"""What a customer is told of their case, to read out or to paste: in the words that were recorded, and in no others.

Whose fault it was is not among it, nor anything that is only ours: the subject, plans, notes, escalations, what it
cost us.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from careline.domain.casefile import letters
from careline.domain.casefile.amends import amends
from careline.domain.casefile.case_file import CaseFile
from careline.domain.conduct.disclosures import Disclosure
from careline.domain.money.costs import Cost, Payer
from careline.domain.money.money import total
from careline.domain.promises import promise_states
from careline.domain.promises.promise import Promise, State
from careline.domain.shop.shop import Shop
from careline.domain.time import moments


def account(file: CaseFile, shop: Shop, now: datetime) -> tuple[str, ...]:
    """What happened, what we have done, what they may count on and when, and what it costs them."""
    return (
        f"Dear {file.case.customer.addressed},",
        "",
        *(f"What happened: {text}" for text in _happened(file)),
        *_under("What we have done:", _done(file, shop, now)),
        *_under("What you can count on:", _owed(file, shop, now)),
        f"What it costs you: {_costs(file.costs)}",
        "",
        letters.contact(file, shop),
        "",
        letters.signature(shop),
    )


def _happened(file: CaseFile) -> Sequence[str]:
    """What we told of our fault last; empty where we told of none."""
    told = {disclosure.contact_id for disclosure in file.disclosures}
    texts = [contact.text for contact in file.contacts if contact.id in told and contact.text]
    return texts[-1:]


def _done(file: CaseFile, shop: Shop, now: datetime) -> Iterator[str]:
    for promise in file.promises:
        if promise.said and promise.kept_at and promise.kept_at <= now:
            yield f"{promise.what} ({moments.day(promise.kept_at, shop.calendar.zone)})"


def _owed(file: CaseFile, shop: Shop, now: datetime) -> Iterator[str]:
    for promise in promise_states.live(file.promises, now):
        if promise.said:
            yield _kept_or_late(promise, file, shop, now)


def _kept_or_late(promise: Promise, file: CaseFile, shop: Shop, now: datetime) -> str:
    if promise_states.state(promise, now) is State.OVERDUE:
        return amends(promise, file.contacts, shop)
    return f"{promise.what}, by {moments.full(promise.due_at, shop.calendar.zone)}"


def _costs(costs: Sequence[Cost]) -> str:
    billed = [cost.amount for cost in costs if cost.payer is Payer.CUSTOMER]
    offered = [cost.share for cost in costs if cost.share]
    if not billed and not offered:
        return "nothing."
    sum_ = total([*billed, *(share.amount for share in offered)], costs[0].amount.currency).shown()
    words = "".join(f', as you offered: "{share.offered}"' for share in offered)
    return f"{sum_}{words}"


def _under(title: str, lines: Iterator[str]) -> tuple[str, ...]:
    found = [f"  {line}" for line in lines]
    return (title, *found) if found else ()


def first_told(disclosures: Sequence[Disclosure]) -> datetime | None:
    """When the customer was first told of our fault, or None."""
    return min((disclosure.at for disclosure in disclosures), default=None)
