"""Adding, correcting and merging customers, with all their addresses and telephone numbers."""

from collections.abc import Sequence
from dataclasses import fields

from careline.domain.cases.case import Customer, NothingToEdit
from careline.domain.errors import BadInput, Refused
from careline.domain.names import Person, checked_email, fold, read_person
from careline.domain.telephones import key_of
from careline.store.cases import cases_of
from careline.store.people import relations
from careline.store.people.addresses import addresses_of, customers_at, drop_others, others_of
from careline.store.people.customers import customers_by_id, customers_named
from careline.store.recording import Recording
from careline.store.safekeeping import forgetting
from careline.store.tables import cases as case_tables
from careline.store.tables import people as people_tables
from careline.store.tables.addresses import OtherAddress
from careline.usecases import known_or_new
from careline.usecases.people.reached_by import each_once, without

MERGING = "if they are one person: careline customer merge"


def add(
    work: Recording, typed: str, phones: Sequence[str] = (), emails: Sequence[str] = (), *, shares: bool = False
) -> Customer:
    """Record a new customer, twins of a name allowed; `shares` is whether they may have an address that is known.

    Raises AddressTaken, BlankName and BadAddress.
    """
    person = read_person(typed, "customer")
    emails = [*([person.email] if person.email else []), *(checked_email(email, email) for email in emails)]
    for email in [] if shares else emails:
        _check_free(work, email, "for a second person with that address: add --new-customer")
    first = Person(person.name, next(iter(emails), None))
    customer = known_or_new.add_customer(work, first, next(iter(phones), None))
    _also(work, customer, emails[1:], phones[1:])
    return customer


def edit(
    work: Recording,
    customer: Customer,
    name: str | None,
    emails: Sequence[str] = (),
    phones: Sequence[str] = (),
    *,
    more: tuple[Sequence[str], Sequence[str]] = ((), ()),
    removed: Sequence[str] = (),
    company: str | None = None,
) -> Customer:
    """Correct a customer's name, add addresses and numbers, and take some away; `company` is corrected beside.

    The first of `emails` and of `phones` are the ones we use from now on; those before still find the customer. Those
    of `more`, addresses and numbers, stand behind the ones that are known. Raises NothingToEdit, AddressTaken,
    BadAddress and NotFound.
    """
    if name is None and not any((emails, phones, *more, removed)) and company is None:
        raise NothingToEdit("--name, --email, --phone, --add-email, --add-phone, --remove or --company")
    known_or_new.check_remembered(work, customer)
    emails = [checked_email(email, email) for email in emails]
    more_emails = [checked_email(email, email) for email in more[0]]
    for email in (*emails, *more_emails):
        _check_free(work, email, MERGING, besides=customer)
    row = work.session.get_one(people_tables.Customer, customer.id)
    if name is not None:
        row.name, row.folded = " ".join(name.split()), fold(name)
    known = addresses_of(work.fetch, customer)
    kept = without((*known.emails, *known.phones), removed, customer.name)
    _write(
        work,
        customer,
        [*emails, *(each for each in known.emails if each in kept), *more_emails],
        [*phones, *(each for each in known.phones if each in kept), *more[1]],
    )
    (edited,) = customers_by_id(work.fetch, [customer.id])
    return edited


def merge(work: Recording, twin: Customer, into: Customer) -> Customer:
    """Move a twin's cases to the customer who stays, with every address and number and what is not known of them yet.

    Of what a customer can have but once, such as where they work now, the one who stays keeps theirs. Raises
    BadInput and Refused.
    """
    if twin.id == into.id:
        raise BadInput(f"{twin} cannot be merged into themselves; name the duplicate first, then the customer to keep.")
    for each in (twin, into):
        if forgetting.was_forgotten(work.fetch, each.id):
            raise Refused(f"{each} was forgotten, and cannot be merged.")
    row, gone = (
        work.session.get_one(people_tables.Customer, into.id),
        work.session.get_one(people_tables.Customer, twin.id),
    )
    for case_id in cases_of(work.fetch, twin.id):
        work.session.get_one(case_tables.Case, case_id).customer_id = into.id
    of_twin, of_both = addresses_of(work.fetch, twin), addresses_of(work.fetch, into)
    relations.give_to(work.run, twin.id, into.id)
    drop_others(work.run, others_of(work.fetch, twin.id).values())
    work.session.delete(gone)
    work.session.flush()
    for field in fields(Customer):
        if getattr(row, field.name) is None:
            setattr(row, field.name, getattr(twin, field.name))
    _write(work, into, [*of_both.emails, *of_twin.emails], [*of_both.phones, *of_twin.phones])
    (merged,) = customers_by_id(work.fetch, [into.id])
    return merged


def twins(work: Recording, customer: Customer) -> list[Customer]:
    """The other customers of the same name, which might be the same person."""
    return [c for c in customers_named(work.fetch, fold(customer.name)) if c.id != customer.id]


def _check_free(work: Recording, email: str, way_out: str, besides: Customer | None = None) -> None:
    """Raise AddressTaken where somebody else has an address; who has it themselves may share it."""
    known = customers_at(work.fetch, email)
    if known and besides not in known:
        raise known_or_new.AddressTaken(email, known[0].name, way_out)


def _also(work: Recording, customer: Customer, emails: Sequence[str], phones: Sequence[str]) -> None:
    """Record further addresses and numbers."""
    for email in emails:
        work.add(OtherAddress(customer_id=customer.id, email=email))
    for phone in phones:
        work.add(OtherAddress(customer_id=customer.id, phone=phone, phone_key=key_of(phone)))


def _write(work: Recording, customer: Customer, emails: Sequence[str], phones: Sequence[str]) -> None:
    """Record all addresses and numbers of a customer, each once, in the order given; what has not changed is left."""
    emails, phones = each_once(emails), each_once(phones)
    row = work.session.get_one(people_tables.Customer, customer.id)
    row.email, row.phone = next(iter(emails), None), next(iter(phones), None)
    row.phone_key = key_of(row.phone)
    others = [(email, None) for email in emails[1:]] + [(None, phone) for phone in phones[1:]]
    standing = others_of(work.fetch, customer.id)
    drop_others(work.run, (number for each, number in standing.items() if each not in others))
    new = [each for each in others if each not in standing]
    _also(work, customer, [email for email, _ in new if email], [phone for _, phone in new if phone])
