"""Who of the new customers may be somebody who is there already: all are looked at together, once at the end.

A pair is always a new customer and one with a lower id. What grows with their number stands in tables that are gone
with the command.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import combinations, groupby
from operator import itemgetter
from typing import Any

from careline.domain.cases.case import Customer
from careline.domain.names import fold
from careline.domain.people.look_alikes import LookAlike, Why, family_after_initials
from careline.domain.telephones import are_same, is_number, read_number
from careline.store.dialect import OR_NOT, among
from careline.store.people.customers import customers_by_id, may_be_called
from careline.store.recording import Recording
from careline.store.sheets.adding import change

BATCH = 500
FORMS = 50
"""How many ways to write numbers with the same last digits are compared with each other."""
SHARED = 10
"""An order of more customers than these is none: what stands in its column tells nobody apart."""

NOTE = f"INSERT {OR_NOT} INTO temp.alike (id, other, why)"
SAME_NAME = f"""
    {NOTE} SELECT id, other, '{Why.NAME}' FROM (
        SELECT n.id, (SELECT min(o.id) FROM customers o WHERE o.folded = n.folded AND o.id < n.id) AS other
        FROM customers n WHERE n.id >= :first AND coalesce(n.email, n.phone) IS NOT NULL
    ) WHERE other IS NOT NULL
"""
NUMBERS = """
    SELECT id, phone_key, phone FROM customers WHERE phone_key IS NOT NULL
    UNION ALL SELECT customer_id, phone_key, phone FROM other_addresses WHERE phone_key IS NOT NULL
"""
# How each number is written that a new customer shares the last digits of, and who was the first to have it so.
WRITTEN = f"""
    SELECT phone_key, phone, min(id) AS id FROM ({NUMBERS}) WHERE phone_key IN (
        SELECT n.phone_key FROM ({NUMBERS}) n WHERE n.id >= :first AND (
            EXISTS (SELECT 1 FROM customers o WHERE o.phone_key = n.phone_key AND o.id <> n.id)
            OR EXISTS (SELECT 1 FROM other_addresses o WHERE o.phone_key = n.phone_key AND o.customer_id <> n.id)))
    GROUP BY phone_key, phone ORDER BY phone_key, id
"""
SAME_NUMBER = f"""
    {NOTE} SELECT n.id, min(w.id), '{Why.NUMBER}' FROM ({NUMBERS}) n
    JOIN temp.written w ON w.phone_key = n.phone_key AND w.phone = n.phone
    WHERE n.id >= :first AND w.id < n.id GROUP BY n.id
"""
OF_ORDERS = """
    SELECT order_number, customer_id FROM cases WHERE order_number IS NOT NULL
    UNION ALL SELECT order_number, customer_id FROM purchases WHERE order_number IS NOT NULL
"""
NOTE_ORDERS = f"""
    INSERT {OR_NOT} INTO temp.of_order (order_number, customer_id)
    SELECT order_number, customer_id FROM ({OF_ORDERS}) WHERE order_number IN (
        SELECT order_number FROM ({OF_ORDERS}) WHERE customer_id >= :first)
"""
ON_ONE_ORDER = f"""
    SELECT s.order_number, u.id, u.name FROM (
        SELECT order_number FROM temp.of_order WHERE order_number > :last
        GROUP BY order_number HAVING count(*) BETWEEN 2 AND {SHARED} ORDER BY order_number LIMIT {BATCH}
    ) s JOIN temp.of_order o ON o.order_number = s.order_number JOIN customers u ON u.id = o.customer_id
    ORDER BY s.order_number, u.id
"""
NAMED = f"SELECT folded, count(*) FROM customers WHERE folded {among('folded')} GROUP BY folded"
AT_ADDRESS = f"""
    SELECT email, count(DISTINCT id) FROM (
        SELECT lower(email) AS email, id FROM customers WHERE email IS NOT NULL AND lower(email) {among("emails")}
        UNION ALL SELECT lower(email), customer_id FROM other_addresses
        WHERE email IS NOT NULL AND lower(email) {among("emails")}
    ) GROUP BY email
"""
LETTERS = "SELECT DISTINCT substr(folded, 1, 1) FROM customers WHERE id >= :first"
SHORT = """
    SELECT id, folded FROM customers WHERE folded >= :letter || ' ' AND folded < :letter || '!'
    UNION ALL SELECT id, folded FROM customers WHERE folded >= :letter || '.' AND folded < :letter || '/'
"""
INITIAL_AND_FAMILY = """
    substr({c}.folded, 1, 1) || substr({c}.folded, length(rtrim({c}.folded, replace({c}.folded, ' ', ''))))
"""
"""The first letter and the last word of a folded name, with the blank before that."""
NEW_IN_FULL = f"""
    {NOTE} SELECT id, other, '{Why.INITIALS}' FROM (
        SELECT n.id, (SELECT min(s.id) FROM temp.short s WHERE s.key = {INITIAL_AND_FAMILY.format(c="n")}
            AND s.id < n.id) AS other
        FROM customers n WHERE n.id >= :first AND n.id NOT IN (SELECT id FROM temp.short)
    ) WHERE other IS NOT NULL
"""
NEW_IN_SHORT = f"""
    {NOTE} SELECT s.id, f.other, '{Why.INITIALS}' FROM (
        SELECT {INITIAL_AND_FAMILY.format(c="o")} AS key, min(o.id) AS other FROM customers o
        WHERE o.id NOT IN (SELECT id FROM temp.short)
            AND {INITIAL_AND_FAMILY.format(c="o")} IN (SELECT key FROM temp.short WHERE id >= :first)
        GROUP BY 1
    ) f JOIN temp.short s ON s.key = f.key WHERE s.id >= :first AND f.other < s.id
"""


def look_alikes(work: Recording, first: int, most: int, *, by_order: bool) -> tuple[int, list[LookAlike]]:
    """How many of the customers from an id on may be somebody with a lower one, and the first `most` of them, by id.

    Each counts once, with one other. Orders are looked at where the new customers have any (`by_order`).
    """
    if not work.fetch("SELECT 1 FROM customers WHERE id >= :first LIMIT 1", first=first):
        return 0, []
    _table(work, "alike", "id INTEGER PRIMARY KEY, other INTEGER, why TEXT")
    work.run(SAME_NAME, first=first)
    _note_numbers(work, first)
    if by_order:
        _note_orders(work, first)
    _note_initials(work, first)
    [(count,)] = work.fetch("SELECT count(*) FROM temp.alike")
    pairs = work.fetch("SELECT id, other, why FROM temp.alike ORDER BY id LIMIT :most", most=most)
    return count, list(_told(work, pairs))


def _note_numbers(work: Recording, first: int) -> None:
    """Note who shares a telephone number, however it is written."""
    written = work.fetch(WRITTEN, first=first)
    if not written:
        return
    _table(work, "written", "phone_key TEXT, phone TEXT, id INTEGER, PRIMARY KEY (phone_key, phone)")
    rows = []
    for key, group in groupby(written, key=itemgetter(0)):
        forms = [(phone, number, read) for _, phone, number in group if (read := read_number(phone))]
        for phone, number, read in forms:
            having = (n for _, n, other in forms[:FORMS] if are_same(read, other))
            rows.append({"phone_key": key, "phone": phone, "id": min([number, *having])})
    change(work, "INSERT INTO temp.written VALUES (:phone_key, :phone, :id)", rows)
    work.run(SAME_NUMBER, first=first)


def _note_orders(work: Recording, first: int) -> None:
    """Note who shares an order, and may well be called alike."""
    _table(work, "of_order", "order_number TEXT, customer_id INTEGER, PRIMARY KEY (order_number, customer_id)")
    work.run(NOTE_ORDERS, first=first)
    last = ""
    while rows := work.fetch(ON_ONE_ORDER, last=last):
        alike = []
        for _, group in groupby(rows, key=itemgetter(0)):
            names = [(number, name) for _, number, name in group if not (is_number(name) or "@" in name)]
            for (other, known), (new, name) in combinations(names, 2):
                if new >= first and may_be_called(known, name):
                    alike.append({"id": new, "other": other})
        change(work, f"{NOTE} VALUES (:id, :other, '{Why.ORDER}')", alike)
        last = rows[-1][0]


def _note_initials(work: Recording, first: int) -> None:
    """Note whose first names are letters where somebody of that family has first names that begin so."""
    _table(work, "short", "key TEXT, id INTEGER, PRIMARY KEY (key, id)")
    found = 0
    for (letter,) in work.fetch(LETTERS, first=first):
        shortened = ((number, family_after_initials(folded)) for number, folded in work.fetch(SHORT, letter=letter))
        rows = [{"key": f"{letter} {family}", "id": number} for number, family in shortened if family]
        change(work, "INSERT INTO temp.short VALUES (:key, :id)", rows)
        found += len(rows)
    if found:
        work.run(NEW_IN_FULL, first=first)
        work.run(NEW_IN_SHORT, first=first)


def _told(work: Recording, pairs: Sequence[tuple[Any, ...]]) -> Iterator[LookAlike]:
    """The pairs, with what names each of the two to a command."""
    ids = {number for new, other, _ in pairs for number in (new, other)}
    known = {customer.id: customer for customer in customers_by_id(work.fetch, ids)}
    folded = [fold(customer.name) for customer in known.values()]
    emails = [customer.email.lower() for customer in known.values() if customer.email]
    named: dict[str, int] = dict(work.fetch(NAMED, folded=json.dumps(folded)))
    at_address: dict[str, int] = dict(work.fetch(AT_ADDRESS, emails=json.dumps(emails)))

    def word(customer: Customer, beside: Customer) -> str | None:
        if customer.email:
            return customer.email if at_address.get(customer.email.lower(), 1) == 1 else str(customer)
        others = named[fold(customer.name)] - 1
        # Where one of two of a name is named by an address, the name is the other's.
        is_told = others == 0 or (others == 1 and beside.email and fold(beside.name) == fold(customer.name))
        return customer.name if is_told else None

    for new, other, why in pairs:
        one, two = known[new], known[other]
        first, second = word(one, two), word(two, one)
        yield LookAlike(one, two, Why(why), (first, second) if first and second else None)


def _table(work: Recording, name: str, columns: str) -> None:
    work.run(f"DROP TABLE IF EXISTS temp.{name}")
    work.run(f"CREATE TEMP TABLE {name} ({columns})")
