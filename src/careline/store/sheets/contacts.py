"""What an import of contacts asks of the store and writes there, many people at a time."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from careline.domain.cases.case import Customer
from careline.domain.sheets.contact_rows import Reached, together
from careline.store.dialect import among
from careline.store.fetch import Fetch

ADD_ADDRESS = """
    INSERT INTO other_addresses (customer_id, email, phone, phone_key)
    VALUES (:customer_id, :email, :phone, :phone_key)
"""
ADD_COMPANY = "INSERT INTO companies (id, name, folded) VALUES (:id, :name, :folded)"
ADD_MEMBERSHIP = """
    INSERT INTO memberships (customer_id, company_id, since_at) VALUES (:customer_id, :company_id, :since_at)
"""
SET_EMAIL = "UPDATE customers SET email = :email WHERE id = :id"
SET_PHONE = "UPDATE customers SET phone = :phone, phone_key = :phone_key WHERE id = :id"
MEANT = f"""
    SELECT id FROM customers WHERE folded {among("folded")}
    UNION SELECT id FROM customers WHERE email IS NOT NULL AND lower(email) {among("emails")}
    UNION SELECT id FROM customers WHERE phone_key IS NOT NULL AND phone_key {among("keys")}
    UNION SELECT customer_id FROM other_addresses WHERE email IS NOT NULL AND lower(email) {among("emails")}
    UNION SELECT customer_id FROM other_addresses WHERE phone_key IS NOT NULL AND phone_key {among("keys")}
"""
ADDRESSES = f"""
    SELECT id, name, folded, email, phone, 0 AS place, NULL FROM customers WHERE id {among("ids")}
    UNION ALL SELECT customer_id, NULL, NULL, email, phone, id, NULL FROM other_addresses
        WHERE customer_id {among("ids")}
    UNION ALL SELECT m.customer_id, NULL, NULL, NULL, NULL, 0, o.name FROM memberships m
        JOIN companies o ON o.id = m.company_id WHERE m.customer_id {among("ids")} AND m.until_at IS NULL
    ORDER BY place
"""
COMPANIES = f"SELECT folded, id FROM companies WHERE folded {among('folded')}"


@dataclass(slots=True)
class Somebody:
    """A customer as an import of contacts finds them, and what it has added to them by now."""

    number: int
    name: str
    folded: str
    reached: Reached

    @property
    def customer(self) -> Customer:
        """The same with the address and the number that are to be used."""
        reached = self.reached
        return Customer(self.number, self.name, next(iter(reached.emails), None), next(iter(reached.phones), None))


def known_people(fetch: Fetch, folded: Iterable[str], emails: Iterable[str], keys: Iterable[str]) -> list[Somebody]:
    """The customers of these folded names, lowered addresses or keys of numbers, by id, each with all they have."""
    meant = fetch(MEANT, folded=json.dumps([*folded]), emails=json.dumps([*emails]), keys=json.dumps([*keys]))
    found: dict[int, Somebody] = {}
    for number, name, fold, email, phone, _, company in fetch(
        ADDRESSES, ids=json.dumps([number for (number,) in meant])
    ):
        who = found.setdefault(number, Somebody(number, "", "", Reached()))
        if name is not None:
            who.name, who.folded = name, fold
        more = Reached((email,) if email else (), (phone,) if phone else (), company)
        who.reached = together(who.reached, more)
    return [found[number] for number in sorted(found)]


def known_companies(fetch: Fetch, folded: Iterable[str]) -> dict[str, int]:
    """The companies of these folded names: their ids."""
    return dict(fetch(COMPANIES, folded=json.dumps([*folded])))
