"""Adding customers."""

from careline.domain.cases import Customer
from careline.domain.names import fold, read_person
from careline.store import queries
from careline.store.database import Recording
from careline.usecases import people


def add(work: Recording, typed: str, phone: str | None) -> Customer:
    """Record a new customer, twins of a name allowed. Raises AddressTaken, BlankName and BadAddress."""
    person = read_person(typed, "customer")
    if person.email and (known := queries.customer_by_email(work.fetch, person.email)):
        raise people.AddressTaken(person.email, known.name)
    return people.add_customer(work, person, phone)


def twins(work: Recording, customer: Customer) -> list[Customer]:
    """The other customers of the same name, which might be the same person."""
    return [c for c in queries.customers_named(work.fetch, fold(customer.name)) if c.id != customer.id]
