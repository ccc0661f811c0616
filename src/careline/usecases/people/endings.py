"""Ending the relation with a customer, and taking that back."""

from collections.abc import Sequence

from careline.domain.cases.case import Customer
from careline.domain.errors import Refused
from careline.domain.people import endings as rules
from careline.domain.people.endings import Try
from careline.domain.shop.shop import Shop
from careline.store.people import endings
from careline.store.recording import Recording
from careline.store.tables import relations as tables
from careline.usecases import known_or_new
from careline.usecases.thread import filled


def end(work: Recording, shop: Shop, customer: Customer, because: str, tries: Sequence[Try]) -> None:
    """Record that the relation with a customer is ended, and what was tried first.

    Raises Refused and BlankText.
    """
    known_or_new.check_remembered(work, customer)
    endings.check_can_end(work.fetch, shop, customer, work.who, work.now)
    number = work.add(
        tables.Ending(customer_id=customer.id, at=work.now, who=work.who, because=filled(because, "The reason"))
    )
    for each in tries:
        work.add(tables.Try(ending_id=number, on_date=each.on_date, what=each.what))


def take_back(work: Recording, shop: Shop, customer: Customer, because: str) -> None:
    """Record that the relation goes on. Raises Refused and BlankText."""
    rules.check_owner(work.who, shop.owner, f"take back that the relation with {customer.name} was ended")
    before = endings.ending_of(work.fetch, customer.id, work.now)
    if before is None:
        raise Refused(f"The relation with {customer.name} is not ended; there is nothing to take back.")
    row = work.session.get_one(tables.Ending, before.id)
    row.taken_back_at, row.taken_back_because = work.now, filled(because, "The reason")
