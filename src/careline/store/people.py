"""Customers and parties as people name them: by address, else by name; a name that is almost known is a slip."""

from collections.abc import Sequence

from careline.domain.cases import Customer
from careline.domain.names import AmbiguousName, NearName, Person, fold, keys_of_near
from careline.store import queries
from careline.store.database import Fetch
from careline.store.near import near_names
from careline.store.queries import Party


def find_customer(fetch: Fetch, person: Person, way_out: str) -> Customer | None:
    """The customer who was meant, or None. Raises AmbiguousName, and NearName with the way out."""
    if person.email:
        return queries.customer_by_email(fetch, person.email)
    name = person.name or ""
    found = queries.customers_named(fetch, fold(name))
    if len(found) > 1:
        raise AmbiguousName("customer", name, (str(customer) for customer in found))
    if found:
        return found[0]
    near = near_names(fold(name), queries.customer_names(fetch, keys_of_near(fold(name))))
    if near:
        candidates = [str(customer) for other in near for customer in queries.customers_named(fetch, other)]
        raise NearName("customer", name, candidates, way_out)
    return None


def customers_of_near_words(fetch: Fetch, words: Sequence[str]) -> list[Customer]:
    """The customers who have a word near to each of these, which must begin with the same two letters."""
    from careline.store import search  # nearly every command knows this module, and only `find` asks for words

    near = [near_names(fold(word), search.words_of_customers(fetch, fold(word)[:2])) for word in words]
    return search.customers(fetch, [others[0] for others in near]) if all(near) else []


def find_party(fetch: Fetch, person: Person, role: str, way_out: str) -> Party | None:
    """The party that was meant, or None. Raises NearName with the way out."""
    known = queries.party_by_email(fetch, person.email) if person.email else None
    if known or not person.name:
        return known
    known = queries.party_named(fetch, fold(person.name))
    if known or person.email:
        return known
    near = near_names(fold(person.name), queries.party_names(fetch))
    if near:
        named = (queries.party_named(fetch, other) for other in near)
        raise NearName(role, person.name, [party.name for party in named if party], way_out)
    return None
