"""Adding, correcting and merging customers."""

from dataclasses import fields

from careline.domain.cases.case import Customer, NothingToEdit
from careline.domain.errors import BadInput, Refused
from careline.domain.names import checked_email, fold, read_person
from careline.store.cases import cases_of
from careline.store.people import relations
from careline.store.people.customers import customer_by_email, customers_by_id, customers_named
from careline.store.recording import Recording
from careline.store.safekeeping import forgetting
from careline.store.tables import cases as case_tables
from careline.store.tables import people as people_tables
from careline.usecases import known_or_new


def add(work: Recording, typed: str, phone: str | None) -> Customer:
    """Record a new customer, twins of a name allowed. Raises AddressTaken, BlankName and BadAddress."""
    person = read_person(typed, "customer")
    if person.email and (known := customer_by_email(work.fetch, person.email)):
        raise known_or_new.AddressTaken(person.email, known.name)
    return known_or_new.add_customer(work, person, phone)


def edit(
    work: Recording,
    customer: Customer,
    name: str | None,
    email: str | None,
    phone: str | None,
    *,
    company: str | None = None,
) -> Customer:
    """Correct a customer's name, address or telephone number; `company` is corrected beside.

    Raises NothingToEdit, AddressTaken and BadAddress.
    """
    if name is None and email is None and phone is None and company is None:
        raise NothingToEdit("--name, --email, --phone or --company")
    known_or_new.check_remembered(work, customer)
    row = work.session.get_one(people_tables.Customer, customer.id)
    if email is not None:
        email = checked_email(email, email)
        other = customer_by_email(work.fetch, email)
        if other and other.id != customer.id:
            raise known_or_new.AddressTaken(email, other.name)
        row.email = email
    if name is not None:
        row.name, row.folded = " ".join(name.split()), fold(name)
    row.phone = phone or row.phone
    (edited,) = customers_by_id(work.fetch, [customer.id])
    return edited


def merge(work: Recording, twin: Customer, into: Customer) -> Customer:
    """Move a twin's cases to the customer who stays, with what is not known of them yet.

    Of what a customer can have but once, such as where they work now, the one who stays keeps theirs. Raises
    BadInput and Refused.
    """
    if twin.id == into.id:
        raise BadInput(f"{twin} cannot be merged into themselves; name the twin first, then the one who stays.")
    for each in (twin, into):
        if forgetting.was_forgotten(work.fetch, each.id):
            raise Refused(f"{each} cannot be merged with anybody; who was forgotten stays so.")
    row, gone = (
        work.session.get_one(people_tables.Customer, into.id),
        work.session.get_one(people_tables.Customer, twin.id),
    )
    for case_id in cases_of(work.fetch, twin.id):
        work.session.get_one(case_tables.Case, case_id).customer_id = into.id
    relations.give_to(work.run, twin.id, into.id)
    work.session.delete(gone)
    work.session.flush()
    for field in fields(Customer):
        if getattr(row, field.name) is None:
            setattr(row, field.name, getattr(twin, field.name))
    (merged,) = customers_by_id(work.fetch, [into.id])
    return merged


def twins(work: Recording, customer: Customer) -> list[Customer]:
    """The other customers of the same name, which might be the same person."""
    return [c for c in customers_named(work.fetch, fold(customer.name)) if c.id != customer.id]
