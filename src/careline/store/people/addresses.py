"""The addresses and telephone numbers of customers: who has one, and which somebody has."""

from collections.abc import Callable, Iterable

from careline.domain.cases.case import Customer
from careline.domain.telephones import key_of, read_number, same
from careline.domain.values import frozen
from careline.store.dialect import among
from careline.store.fetch import Fetch
from careline.store.rows import CUSTOMER, OF_CUSTOMER


@frozen
class Addresses:
    """All addresses and telephone numbers of a customer, the first first."""

    emails: tuple[str, ...]
    phones: tuple[str, ...]


def addresses_of(fetch: Fetch, customer: Customer) -> Addresses:
    """Every address and number of a customer; the first of each is the customer's own."""
    rows = fetch("SELECT email, phone FROM other_addresses WHERE customer_id = :id ORDER BY id", id=customer.id)
    emails = (customer.email, *(email for email, _ in rows))
    phones = (customer.phone, *(phone for _, phone in rows))
    return Addresses(tuple(filter(None, emails)), tuple(filter(None, phones)))


def all_others(fetch: Fetch) -> dict[int, Addresses]:
    """The further addresses and numbers of every customer who has any, by their ids."""
    found: dict[int, tuple[list[str], list[str]]] = {}
    for customer_id, email, phone in fetch("SELECT customer_id, email, phone FROM other_addresses ORDER BY id"):
        emails, phones = found.setdefault(customer_id, ([], []))
        emails += filter(None, [email])
        phones += filter(None, [phone])
    return {customer_id: Addresses(tuple(emails), tuple(phones)) for customer_id, (emails, phones) in found.items()}


def others_of(fetch: Fetch, customer_id: int) -> dict[tuple[str | None, str | None], int]:
    """The ids of a customer's further addresses and numbers, by address and number, one of which is None."""
    rows = fetch("SELECT id, email, phone FROM other_addresses WHERE customer_id = :id", id=customer_id)
    return {(email, phone): number for number, email, phone in rows}


def drop_others(run: Callable[..., object], numbers: Iterable[int]) -> None:
    """Take further addresses and numbers away, by their ids."""
    for number in numbers:
        run("DELETE FROM other_addresses WHERE id = :id", id=number)


def customers_at(fetch: Fetch, email: str) -> list[Customer]:
    """The customers with this address, whatever its case, by id: more than one where they share it."""
    rows = fetch(
        f"""
        {CUSTOMER} WHERE u.id IN (
            SELECT id FROM customers WHERE lower(email) = lower(:email) AND email IS NOT NULL
            UNION ALL SELECT customer_id FROM other_addresses WHERE lower(email) = lower(:email) AND email IS NOT NULL
        ) ORDER BY u.id
        """,
        email=email,
    )
    return [OF_CUSTOMER.read(row) for row in rows]


def customers_with_number(fetch: Fetch, phone: str) -> list[Customer]:
    """The customers with this telephone number, however it is written, by id.

    An extension names whoever has it; without one, and where nobody has it, all who share the number are meant.
    """
    key, meant = key_of(phone), read_number(phone)
    if key is None or meant is None:
        return []
    rows = fetch(
        """
        SELECT id, phone FROM customers WHERE phone_key = :key
        UNION ALL SELECT customer_id, phone FROM other_addresses WHERE phone_key = :key
        """,
        key=key,
    )
    fitting = [(number, written) for number, written in rows if same(phone, written)]
    exact = [(n, written) for n, written in fitting if (read := read_number(written)) and read.extension]
    ids = {number for number, _ in (exact if meant.extension and exact else fitting)}
    known = fetch(f"{CUSTOMER} WHERE u.id {among('ids')} ORDER BY u.id", ids=str(sorted(ids)))
    return [OF_CUSTOMER.read(row) for row in known]
