"""Customers: found by name, address or number, and what we have to do with each."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from careline.domain.calling import is_akin
from careline.domain.cases.case import Customer
from careline.domain.names import AmbiguousName, AnotherName, NearName, Person, fold, keys_of_near
from careline.domain.telephones import is_number
from careline.domain.values import frozen
from careline.store.cases import KEYS_OF_NAME
from careline.store.dialect import among, by
from careline.store.fetch import Fetch, Reader
from careline.store.near import near_names
from careline.store.people.addresses import customers_at, customers_with_number
from careline.store.rows import (
    CUSTOMER,
    LIVE_AT,
    OF_CUSTOMER,
    OPEN_AT,
    STATE_AT,
)
from careline.store.stamps import stamp


def customers_named(fetch: Fetch, folded: str) -> list[Customer]:
    """The customers of exactly this folded name, by id."""
    rows = fetch(f"{CUSTOMER} WHERE u.folded = :folded ORDER BY u.id", folded=folded)
    return [OF_CUSTOMER.read(row) for row in rows]


def customers_by_id(fetch: Fetch, ids: Iterable[int]) -> list[Customer]:
    """These customers, in the order given."""
    wanted = list(ids)
    rows = fetch(f"{CUSTOMER} WHERE u.id {among('ids')}", ids=str(wanted))
    known = {customer.id: customer for customer in map(OF_CUSTOMER.read, rows)}
    return [known[customer_id] for customer_id in wanted if customer_id in known]


def customer_names(fetch: Fetch, keys: Sequence[str]) -> list[str]:
    """The folded names that have one of these keys among their own: see `keys_of_near`."""
    given = {f"key{n}": key for n, key in enumerate(keys)}
    wanted = ", ".join(f":{name}" for name in given)
    rows = fetch(
        " UNION ".join(f"SELECT folded FROM customers WHERE {third} IN ({wanted})" for third in KEYS_OF_NAME), **given
    )
    return [folded for (folded,) in rows]


def all_customers(fetch: Reader) -> Iterator[Customer]:
    """Every customer, by name; they are read a batch at a time."""
    batches = fetch.in_batches(f"{CUSTOMER} ORDER BY u.folded, u.id")
    return (OF_CUSTOMER.read(row) for rows in batches for row in rows)


@frozen
class Dealings:
    """What a customer's cases amount to: how many there are, how many are open, and how often they asked."""

    cases: int
    open: int
    chases: int


def dealings_with(fetch: Fetch, as_of: datetime, customer_id: int) -> Dealings:
    """What the cases of a customer amounted to at a moment."""
    ((cases, open_ones, chases),) = fetch(
        f"""
        SELECT count(*), coalesce(sum({OPEN_AT}), 0),
            (SELECT count(*) FROM contacts k {by("ix_contacts_chasing")} CROSS JOIN cases a ON a.id = k.case_id
                WHERE k.chasing AND k.at <= :as_of AND a.customer_id = :customer_id AND a.opened_at <= :as_of)
        FROM cases c WHERE c.customer_id = :customer_id AND c.opened_at <= :as_of
        """,
        as_of=stamp(as_of),
        customer_id=customer_id,
    )
    return Dealings(cases, open_ones, chases)


def first_cases(fetch: Fetch, as_of: datetime, customer_id: int, most: int) -> list[int]:
    """A customer's cases, at most so many: open ones by what is due next, then closed ones, the last one first."""
    mine = "SELECT id FROM cases WHERE customer_id = :customer_id"
    rows = fetch(
        f"""
        SELECT id FROM (
            SELECT c.id, {OPEN_AT} AS is_open,
                CASE WHEN c.closed_at <= :as_of THEN c.closed_at ELSE (SELECT max(r.closed_at) FROM reopenings r
                    WHERE r.case_id = c.id AND r.closed_at <= :as_of) END AS ended_at,
                (SELECT min(p.due_at) FROM promises p WHERE p.case_id = c.id AND {LIVE_AT}) AS next_due
            FROM cases c WHERE c.opened_at <= :as_of AND c.id IN (
                {mine} AND closed_at IS NULL
                UNION ALL {mine} AND closed_at > :as_of
                UNION ALL SELECT * FROM ({mine} AND closed_at <= :as_of ORDER BY closed_at DESC, id DESC LIMIT :most)
            )
        ) ORDER BY NOT is_open, next_due IS NULL, next_due, CASE WHEN is_open THEN '' ELSE ended_at END DESC,
            CASE WHEN is_open THEN id ELSE -id END
        LIMIT :most
        """,
        as_of=stamp(as_of),
        customer_id=customer_id,
        most=most,
    )
    return [case_id for (case_id,) in rows]


def promised_to(fetch: Fetch, as_of: datetime, customer_id: int) -> dict[str, int]:
    """How many promises were said to a customer, by their state."""
    rows = fetch(
        f"""
        SELECT state, count(*) FROM (
            SELECT {STATE_AT} AS state FROM cases c JOIN promises p ON p.case_id = c.id
            WHERE c.customer_id = :customer_id AND p.said AND p.made_at <= :as_of
        ) GROUP BY state
        """,
        as_of=stamp(as_of),
        customer_id=customer_id,
    )
    return dict(rows)


def bought_by(fetch: Fetch, as_of: datetime, customer_id: int, most: int) -> list[tuple[str | None, str | None]]:
    """The products and orders that a customer's cases are about, each once, at most so many; the newest first."""
    rows = fetch(
        """
        SELECT product, order_number FROM cases
        WHERE customer_id = :customer_id AND opened_at <= :as_of AND coalesce(product, order_number) IS NOT NULL
        GROUP BY product, order_number ORDER BY max(opened_at) DESC, max(id) DESC LIMIT :most
        """,
        as_of=stamp(as_of),
        customer_id=customer_id,
        most=most,
    )
    return [(product, order) for product, order in rows]


def find_customer(fetch: Fetch, person: Person, way_out: str) -> Customer | None:
    """The customer who was meant, or None. Raises AmbiguousName, AnotherName, and NearName with the way out."""
    if person.email:
        return _at_address(fetch, person, person.email)
    name = person.name or ""
    found = customers_named(fetch, fold(name))
    if len(found) > 1:
        raise AmbiguousName("customer", name, (str(customer) for customer in found))
    if found:
        return found[0]
    if is_number(name):
        having = customers_with_number(fetch, name)
        if len(having) > 1:
            raise AmbiguousName("customer", name, map(str, having), "use the name")
        return having[0] if having else None
    near = near_names(fold(name), customer_names(fetch, keys_of_near(fold(name))))
    if near:
        candidates = [str(customer) for other in near for customer in customers_named(fetch, other)]
        raise NearName("customer", name, candidates, way_out)
    return None


def _at_address(fetch: Fetch, person: Person, email: str) -> Customer | None:
    """Who has an address; of several, whoever has the name. Raises AmbiguousName and AnotherName."""
    known = customers_at(fetch, email)
    fitting = [each for each in known if person.name is None or may_be_called(each.name, person.name)]
    if person.name and len(fitting) > 1:
        same = [each for each in fitting if fold(each.name) == fold(person.name)]
        fitting = same or fitting
    if len(fitting) > 1:
        raise AmbiguousName("customer", str(person), map(str, fitting), "use the name of one of them with it")
    if known and not fitting:
        raise AnotherName(person, (each.name for each in known))
    return fitting[0] if fitting else None


def may_be_called(known: str, name: str) -> bool:
    """True where whoever is known by one name may well have the other: nearly the same, shorter, or with initials."""
    return is_akin(known, name) or bool(near_names(fold(name), [fold(known)]))


def with_open_cases(fetch: Fetch, first_name: str) -> list[tuple[Customer, int, str]]:
    """The open cases of the customers who have a first name: each with its customer and subject, by id."""
    from careline.store import search  # nearly every command knows this module, and few ask for words

    rows = search.open_cases_of_named(fetch, first_name)
    return [each for each in rows if fold(each[0].first_name) == fold(first_name)]


def customers_of_near_words(fetch: Fetch, words: Sequence[str]) -> list[Customer]:
    """The customers who have a word near to each of these, which must begin with the same two letters."""
    from careline.store import search  # nearly every command knows this module, and only `find` asks for words

    near = [near_names(fold(word), search.words_of_customers(fetch, fold(word)[:2])) for word in words]
    return search.customers(fetch, [others[0] for others in near]) if all(near) else []
