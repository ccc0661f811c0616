"""What an import that is under way has made so far, for whoever is asked whether it shall be."""

from collections.abc import Mapping

from careline.domain.cases.case import Customer
from careline.domain.money.purchases import Purchase
from careline.domain.sheets.case_rows import Known
from careline.domain.values import frozen
from careline.store.fetch import Fetch
from careline.store.money.purchases import OF_PURCHASE
from careline.store.rows import CUSTOMER, OF_CUSTOMER
from careline.store.sheets.bulk import OF_CASE

NEW_CASES = f"""
    SELECT {OF_CASE.sql} FROM cases c JOIN customers u ON u.id = c.customer_id
    LEFT JOIN promises p ON p.case_id = c.id
    LEFT JOIN parties o ON o.id = p.owner_id LEFT JOIN parties f ON f.id = p.performer_id
    WHERE c.id >= :first ORDER BY c.id LIMIT :few
"""
NEW_PURCHASES = f"""
    SELECT (SELECT name FROM customers u WHERE u.id = customer_id), {OF_PURCHASE.sql}
    FROM purchases WHERE id >= :first ORDER BY id LIMIT :few
"""
NEW_CUSTOMERS = f"{CUSTOMER} WHERE u.id >= :first ORDER BY u.id LIMIT :few"


@frozen
class Made:
    """The first cases, purchases with their customers' names, and customers that were made, and who is new.

    Customers are counted, those that were there before among them; each new party is named, with what kind it is of.
    """

    cases: tuple[Known, ...]
    purchases: tuple[tuple[str, Purchase], ...]
    customers: tuple[Customer, ...]
    new_customers: int
    known_customers: int
    parties: tuple[tuple[str, str | None], ...]


def made(fetch: Fetch, free: Mapping[str, int], few: int) -> Made:
    """What was made since these ids were free, by table; the first `few` of it."""
    first = {table: free.get(table, 1) for table in ("cases", "purchases", "customers", "parties")}
    [(new_customers,)] = fetch("SELECT count(*) FROM customers WHERE id >= :first", first=first["customers"])
    [(known_customers,)] = fetch(
        """
        SELECT count(DISTINCT customer_id) FROM (
            SELECT customer_id FROM cases WHERE id >= :case
            UNION ALL SELECT customer_id FROM purchases WHERE id >= :purchase)
        WHERE customer_id < :customer
        """,
        case=first["cases"],
        purchase=first["purchases"],
        customer=first["customers"],
    )
    parties = fetch("SELECT name, kind FROM parties WHERE id >= :first ORDER BY id", first=first["parties"])
    return Made(
        tuple(OF_CASE.read(row) for row in fetch(NEW_CASES, first=first["cases"], few=few, update=False)),
        tuple((name, OF_PURCHASE.read(row)) for name, *row in fetch(NEW_PURCHASES, first=first["purchases"], few=few)),
        tuple(OF_CUSTOMER.read(row) for row in fetch(NEW_CUSTOMERS, first=first["customers"], few=few)),
        new_customers,
        known_customers,
        tuple((name, kind) for name, kind in parties),
    )
