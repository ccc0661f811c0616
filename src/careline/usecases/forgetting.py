"""Forgetting a customer."""

from careline.domain import endings as rules
from careline.domain.cases import Customer
from careline.domain.forgetting import name_of
from careline.domain.shop import Shop
from careline.store import endings, forgetting, tables
from careline.store.database import Recording


def forget(work: Recording, shop: Shop, customer: Customer) -> str:
    """Erase a customer; the name under which they are counted on. Raises OwnerOnly and StillPromisedTo."""
    rules.check_owner(work.who, shop.owner, f"forget {customer.name}")
    rules.check_nothing_promised(customer.name, endings.still_promised(work.fetch, customer.id))
    work.add(tables.Forgetting(customer_id=customer.id, command_id=work.command_id, at=work.now, who=work.who))
    forgetting.forget(work, customer.id)
    return name_of(customer.id)
