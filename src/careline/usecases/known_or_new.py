"""Customers and parties: found by address or name, else made."""

from careline.domain.cases.case import Customer
from careline.domain.errors import BadInput, Refused
from careline.domain.names import Person, fold, read_person
from careline.domain.staff import STAFF, Retired
from careline.domain.telephones import is_number, key_of, same
from careline.domain.wording import shell_word
from careline.store.people.addresses import addresses_of, customers_at, customers_with_number
from careline.store.people.customers import customers_by_id, find_customer
from careline.store.people.parties import Party, find_party, party_by_email, party_named
from careline.store.people.staff import make_staff, not_staff, one_of_us
from careline.store.recording import Recording
from careline.store.safekeeping import forgetting


class AddressTaken(BadInput):
    """An address belongs to somebody already; `way_out` says what to do."""

    def __init__(self, email: str, name: str, way_out: str = "") -> None:
        super().__init__(f"{email} is already the address of {name}{f'; {way_out}' if way_out else ''}.")


def customer(work: Recording, typed: str | Customer, *, new: bool, phone: str | None) -> tuple[Customer, bool]:
    """The customer that was meant, and True where they were made.

    One who is new although somebody has that address shares it; who is known may have one number more. Raises
    AmbiguousName, AnotherName, NearName, BlankName, BadAddress and Refused.
    """
    if isinstance(typed, Customer):
        known: Customer | None = typed
    else:
        person = read_person(typed, "customer")
        known = _known_customer(work, person, new=new)
    if known is None:
        return add_customer(work, person, phone), True
    check_remembered(work, known)
    return (with_number(work, known, phone) if phone else known), False


def _known_customer(work: Recording, person: Person, *, new: bool) -> Customer | None:
    if not new:
        return find_customer(work.fetch, person, "add --new-customer")
    if person.email is None:
        return None
    same = (
        each for each in customers_at(work.fetch, person.email) if fold(each.name) == fold(person.name or each.name)
    )
    return next(same, None)


def with_number(work: Recording, customer: Customer, phone: str) -> Customer:
    """A known customer, with a number that is recorded where they have it not yet."""
    from careline.store.tables import people as tables

    if any(same(phone, each) for each in addresses_of(work.fetch, customer).phones):
        return customer
    if customer.phone is None:
        row = work.session.get_one(tables.Customer, customer.id)
        row.phone, row.phone_key = phone, key_of(phone)
    else:
        from careline.store.tables.addresses import OtherAddress

        work.add(OtherAddress(customer_id=customer.id, phone=phone, phone_key=key_of(phone)))
    (known,) = customers_by_id(work.fetch, [customer.id])
    return known


def with_that_number(work: Recording, customer: Customer) -> list[str]:
    """For each of a customer's numbers that customers of other names have too, a sentence that says so."""
    numbers = {
        phone: [each for each in customers_with_number(work.fetch, phone) if fold(each.name) != fold(customer.name)]
        for phone in addresses_of(work.fetch, customer).phones
    }
    return [
        f"{phone} is the number of {' and '.join(map(str, others))} too." for phone, others in numbers.items() if others
    ]


def check_remembered(work: Recording, customer: Customer) -> None:
    """Raise Refused where a customer was forgotten."""
    if forgetting.was_forgotten(work.fetch, customer.id):
        raise Refused(
            f"{customer.name} was forgotten, and nothing more can be recorded about them; if they come "
            "back, they are a new customer: careline customer add NAME."
        )


def add_customer(work: Recording, person: Person, phone: str | None) -> Customer:
    """Record a new customer."""
    from careline.store.tables import people as tables

    name = person.name or person.email or ""
    phone = phone or (name if is_number(name) else None)
    row = tables.Customer(name=name, folded=fold(name), email=person.email, phone=phone, phone_key=key_of(phone))
    (known,) = customers_by_id(work.fetch, [work.add(row)])
    return known


def party(work: Recording, typed: str, kind: str | None, new_people: list[str]) -> int:
    """The id of the party that was meant; an unknown one is made, and named in `new_people`.

    Raises NearName for what is almost a known name, and Retired.
    """
    person = read_person(typed, kind or "party")
    known = find_party(work.fetch, person, kind or "party", f"careline party add {shell_word(person.name or '')}")
    if known:
        return active(known).id
    if person.name and fold(person.name) in work.colleagues:
        return staff(work, person.name)
    new_people.append(f"{person} is a new {kind or 'party'}")
    return add_party(work, person, kind, None)


def colleague(work: Recording, typed: str, new_people: list[str]) -> Party:
    """One of us, who answers for something. Raises NotStaff and Retired."""
    person = read_person(typed, "colleague")
    known = _known_party(work, person)
    if known and active(known).kind == STAFF:
        return known
    name = known.name if known else person.name or str(person)
    if fold(name) not in work.colleagues or (known and known.kind):
        raise not_staff(work.fetch, name, known, [])
    if known is None:
        new_people.append(f"{name} is a new colleague")
    number = make_staff(work, name, known)
    return Party(number, name, STAFF, known.email if known else None, known.phone if known else None)


def party_or_colleague(work: Recording, typed: str) -> Party | None:
    """The known party, or one of us whom the settings alone name so far; None for nobody. Raises NearName, Retired."""
    person = read_person(typed, "party")
    if _known_party(work, person) is None and person.name and fold(person.name) in work.colleagues:
        return colleague(work, typed, [])
    known = find_party(work.fetch, person, "party", "'careline party list' shows everybody")
    return active(known) if known else None


def active(known: Party) -> Party:
    """The party, unless they have retired. Raises Retired."""
    if known.retired_at:
        raise Retired(known.name)
    return known


def name_of(work: Recording, typed: str) -> str:
    """The name of the party that was meant, known or not. Raises BlankName and BadAddress."""
    person = read_person(typed, "party")
    known = _known_party(work, person)
    return known.name if known else person.name or str(person)


def is_known_party(work: Recording, typed: str) -> bool:
    """True for a party that was recorded before. Raises BlankName and BadAddress."""
    return _known_party(work, read_person(typed, "party")) is not None


def _known_party(work: Recording, person: Person) -> Party | None:
    known = party_by_email(work.fetch, person.email) if person.email else None
    return known or (party_named(work.fetch, fold(person.name)) if person.name else None)


def add_party(work: Recording, person: Person, kind: str | None, phone: str | None) -> int:
    """Record a new party. Raises BadInput and AddressTaken."""
    from careline.store.tables import parties as tables

    name = person.name or person.email or ""
    if known := party_named(work.fetch, fold(name)):
        retired = ", and has retired" if known.retired_at else ""
        raise BadInput(f"There is already a party called {name}{retired}.")
    if person.email and (other := party_by_email(work.fetch, person.email)):
        raise AddressTaken(person.email, other.name)
    return work.add(tables.Party(name=name, folded=fold(name), kind=kind, email=person.email, phone=phone))


def staff(work: Recording, name: str) -> int:
    """The id of one of us who acts, or whom the settings name.

    In the place of somebody who is none of us by now stands whoever acts; where that is cron's user, the first of us.
    """
    name = one_of_us(work, name)
    known = party_named(work.fetch, fold(name))
    return known.id if known and known.kind == STAFF else make_staff(work, name, known)
