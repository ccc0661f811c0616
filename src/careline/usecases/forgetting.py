"""Forgetting a customer."""

from careline.domain.cases import Customer
from careline.domain.forgetting import name_of
from careline.domain.shop import Shop
from careline.store import forgetting, tables
from careline.store.database import Recording


def forget(work: Recording, shop: Shop, customer: Customer) -> str:
    """Erase a customer; the name under which they are counted on. Raises OwnerOnly and StillPromisedTo."""
    forgetting.check_can_forget(work.fetch, shop, customer, work.who)
    work.add(tables.Forgetting(customer_id=customer.id, command_id=work.command_id, at=work.now, who=work.who))
    forgetting.forget(work, customer.id)
    return name_of(customer.id)
