"""What was mailed to buyers, and who wants no more invitations."""

from collections.abc import Collection
from datetime import datetime

from careline.domain.cases.case import Customer
from careline.domain.errors import Refused
from careline.domain.ids import NoSuchId
from careline.domain.people.invitations import STATES, Mailing, Purpose, State, last_start, not_due, time_after, why_not
from careline.domain.shop.shop import Shop
from careline.domain.time.moments import full
from careline.domain.values import frozen
from careline.store.people import invitations
from careline.store.recording import Recording
from careline.store.tables import relations as tables
from careline.usecases import known_or_new
from careline.usecases.thread import filled

RECORDS = {Purpose.INVITATION: tables.Invitation, Purpose.ARRIVAL_CHECK: tables.ArrivalCheck}


@frozen
class Sent:
    """What was recorded as mailed, and what was known to be before."""

    recorded: tuple[Mailing, ...]
    known: tuple[Mailing, ...]


def send(work: Recording, shop: Shop, purpose: Purpose, ids: Collection[int], *, at: datetime) -> Sent:
    """Record that these purchases' mailings were sent, all of them or none. Raises NoSuchId and Refused."""
    found = invitations.of_purchases(work.fetch, purpose, ids, at)
    if unknown := set(ids) - {mailing.purchase_id for mailing in found}:
        raise NoSuchId("B", min(unknown))
    known = tuple(mailing for mailing in found if mailing.sent_at)
    others = [(mailing, STATES[purpose](mailing, shop, at)) for mailing in found if not mailing.sent_at]
    if reasons := [why_not(mailing, state) for mailing, state in others if state is not State.DUE]:
        raise not_due(purpose, reasons)
    return _recorded(work, purpose, tuple(mailing for mailing, _ in others), known, at)


def send_all_due(work: Recording, shop: Shop, purpose: Purpose, *, at: datetime) -> Sent:
    """Record that everything that is due was sent."""
    delivered_by = last_start(time_after(purpose, shop), shop, at)
    found = invitations.unsent(work.fetch, purpose, at, delivered_by)
    due = (mailing for mailing in found if STATES[purpose](mailing, shop, at) is State.DUE and not mailing.sent_at)
    return _recorded(work, purpose, tuple(due), (), at)


def opt_out(work: Recording, shop: Shop, customer: Customer, words: str, *, at: datetime) -> None:
    """Record that a customer wants no invitations, in their own words; it lasts. Raises Refused."""
    known_or_new.check_remembered(work, customer)
    if before := invitations.opt_out_of(work.fetch, customer.id, work.now):
        since = full(before.at, shop.calendar.zone)
        raise Refused(f"{customer.name} opted out on {since}, and that lasts; nothing was recorded.")
    work.add(tables.OptOut(customer_id=customer.id, at=at, words=filled(words, "--words")))


def _recorded(
    work: Recording, purpose: Purpose, new: tuple[Mailing, ...], known: tuple[Mailing, ...], at: datetime
) -> Sent:
    work.session.add_all(RECORDS[purpose](purchase_id=mailing.purchase_id, sent_at=at) for mailing in new)
    return Sent(new, known)
