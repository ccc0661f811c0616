"""Forgetting a customer."""

from careline.domain.cases.case import Customer
from careline.domain.safekeeping.forgetting import name_of
from careline.domain.shop.shop import Shop
from careline.store.recording import Recording
from careline.store.safekeeping import forgetting, marks
from careline.store.tables import relations as tables


def forget(work: Recording, shop: Shop, customer: Customer) -> str:
    """Erase a customer; the name under which they are counted on. Raises Refused."""
    forgetting.check_can_forget(work.fetch, shop, customer, work.who)
    work.add(tables.Forgetting(customer_id=customer.id, command_id=work.command_id, at=work.now, who=work.who))
    marks.mark(work, customer.id)
    forgetting.forget(work, customer.id)
    return name_of(customer.id)
