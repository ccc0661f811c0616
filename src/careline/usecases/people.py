"""Customers and parties: found by address or name, else made."""

from collections.abc import Callable

from rapidfuzz.distance import Levenshtein

from careline.domain.cases import Customer
from careline.domain.errors import BadInput
from careline.domain.names import AmbiguousName, NearName, Person, allowed_edits, fold, read_person
from careline.store import queries, tables
from careline.store.database import Recording


class AddressTaken(BadInput):
    """An address belongs to one person."""

    def __init__(self, email: str, name: str) -> None:
        super().__init__(f"{email} is the address of {name} already.")


class NameTaken(BadInput):
    """A party of that name exists."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is a party called {name} already.")


def near_names(name: str, names_between: Callable[[int, int], list[str]]) -> list[str]:
    """The folded names within the allowed edit distance of a folded name, the nearest first."""
    limit = allowed_edits(name)
    measured = (
        (Levenshtein.distance(name, other, score_cutoff=limit), other)
        for other in names_between(len(name) - limit, len(name) + limit)
    )
    return [other for distance, other in sorted(measured) if distance <= limit]


def customer(work: Recording, typed: str, *, new: bool, phone: str | None) -> tuple[Customer, bool]:
    """The customer that was meant, and True where they were made.

    Raises AmbiguousName, NearName, BlankName and BadAddress.
    """
    person = read_person(typed, "customer")
    if person.email:
        known = queries.customer_by_email(work.fetch, person.email)
    else:
        known = None if new else _customer_named(work, person.name or "")
    if known:
        return known, False
    return add_customer(work, person, phone), True


def _customer_named(work: Recording, name: str) -> Customer | None:
    folded = fold(name)
    found = queries.customers_named(work.fetch, folded)
    if len(found) > 1:
        raise AmbiguousName("customer", name, (str(customer) for customer in found))
    if found:
        return found[0]
    near = near_names(folded, lambda low, high: queries.customer_names(work.fetch, low, high))
    if near:
        candidates = [str(c) for other in near for c in queries.customers_named(work.fetch, other)]
        raise NearName("customer", name, candidates, "add --new-customer")
    return None


def add_customer(work: Recording, person: Person, phone: str | None) -> Customer:
    """Record a new customer."""
    name = person.name or person.email or ""
    row = tables.Customer(name=name, folded=fold(name), email=person.email, phone=phone)
    return Customer(work.add(row), name, person.email, phone)


def party(work: Recording, typed: str, kind: str | None, new_people: list[str]) -> int:
    """The id of the party that was meant; an unknown one is made, and named in `new_people`.

    Raises NearName for what is almost a known name.
    """
    person = read_person(typed, kind or "party")
    known = _known_party(work, person)
    if known:
        return known.id
    if person.name and not person.email:
        near = near_names(fold(person.name), lambda low, high: queries.party_names(work.fetch, low, high))
        if near:
            named = [queries.party_named(work.fetch, other) for other in near]
            candidates = [party.name for party in named if party]
            raise NearName(kind or "party", person.name, candidates, f'careline party add "{person.name}"')
    new_people.append(f"{person}, new" if kind is None else f"{person}, new {kind}")
    return add_party(work, person, kind, None)


def name_of(work: Recording, typed: str) -> str:
    """The name of the party that was meant, known or not. Raises BlankName and BadAddress."""
    person = read_person(typed, "party")
    known = _known_party(work, person)
    return known.name if known else person.name or str(person)


def _known_party(work: Recording, person: Person) -> queries.Party | None:
    known = queries.party_by_email(work.fetch, person.email) if person.email else None
    return known or (queries.party_named(work.fetch, fold(person.name)) if person.name else None)


def add_party(work: Recording, person: Person, kind: str | None, phone: str | None) -> int:
    """Record a new party. Raises NameTaken and AddressTaken."""
    name = person.name or person.email or ""
    if queries.party_named(work.fetch, fold(name)):
        raise NameTaken(name)
    if person.email and (other := queries.party_by_email(work.fetch, person.email)):
        raise AddressTaken(person.email, other.name)
    return work.add(tables.Party(name=name, folded=fold(name), kind=kind, email=person.email, phone=phone))


def staff(work: Recording, name: str) -> int:
    """The id of one of us; who acts is known by the settings, so no near match is asked about."""
    known = queries.party_named(work.fetch, fold(name))
    return known.id if known else add_party(work, Person(name, None), "staff", None)
