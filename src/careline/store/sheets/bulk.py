"""What an import asks of the store and writes there, many rows at a time.

It stands apart from the queries of the looking road, which shall not load what reads spreadsheets.
"""

import json
from collections.abc import Iterable
from typing import Any

from careline.domain.money.money import Money
from careline.domain.sheets.case_rows import Known
from careline.domain.sheets.purchase_rows import KnownPurchase, Sold
from careline.store.columns import Columns
from careline.store.dialect import among, each, joined
from careline.store.fetch import Fetch
from careline.store.stamps import read_moment

ADD_CUSTOMER = """
    INSERT INTO customers (id, name, folded, email, phone, phone_key)
    VALUES (:id, :name, :folded, :email, :phone, :phone_key)
"""
ADD_PARTY = """
    INSERT INTO parties (id, name, folded, kind, email) VALUES (:id, :name, :folded, :kind, :email)
"""
ADD_CASE = """
    INSERT INTO cases (id, customer_id, subject, product, order_number, channel, found_by, fault, severity, opened_at,
        closed_at, closed_how, may_be_silent, source, ref)
    VALUES (:id, :customer_id, :subject, :product, :order, :channel, 'customer', 'unknown', 'normal', :opened_at,
        :closed_at, :closed_how, :may_be_silent, :source, :ref)
"""
ADD_OPENING = """
    INSERT INTO contacts (case_id, at, direction, channel, who, text, chasing, praise, apology, reached, number,
        no_reply, spoken_for)
    VALUES (:id, :opened_at, 'in', :channel, :who, :subject, 0, 0, 0, :reached, :number, 0, 1)
"""
ADD_PROMISE = """
    INSERT INTO promises (case_id, kind, what, said, automatic, owner_id, performer_id, made_at, due_at, kept_at,
        overdue_when_imported)
    VALUES (:case_id, 'other', :what, 1, 0, :owner_id, :performer_id, :made_at, :due_at, :kept_at, :was_overdue)
"""
ADD_PURCHASE = """
    INSERT INTO purchases (id, customer_id, product, order_number, serial, bought_at, delivered_at, quantity, price,
        cost, currency, source, ref)
    VALUES (:id, :customer_id, :product, :order, :serial, :bought_at, :delivered_at, :quantity, :price, :cost,
        :currency, :source, :ref)
"""
SET_KEPT = "UPDATE promises SET kept_at = :kept_at, ended_recorded_at = :recorded_at WHERE id = :id"
SET_ENDS = """
    UPDATE cases SET closed_at = :closed_at, closed_how = coalesce(closed_how, :closed_how),
        may_be_silent = :may_be_silent
    WHERE id = :id AND (closed_at IS NOT :closed_at OR may_be_silent IS NOT :may_be_silent)
"""
SET_DELIVERED = "UPDATE purchases SET delivered_at = :delivered_at WHERE id = :id"
ALL_EMAILS = f"""
    coalesce(u.email || coalesce(' ' || (SELECT {joined("a.email", " ")} FROM other_addresses a
        WHERE a.customer_id = u.id AND a.email IS NOT NULL), ''), '')
"""
"""Every address of a customer, one after another."""
OF_PURCHASE = Columns(
    KnownPurchase,
    number="p.id",
    customer="u.name",
    email=ALL_EMAILS,
    sold=Columns(
        Sold,
        product="p.product",
        order="p.order_number",
        serial="p.serial",
        quantity="p.quantity",
        bought_at=("p.bought_at", read_moment),
        delivered_at=("p.delivered_at", read_moment),
        price=Columns(Money, amount="p.price", currency="p.currency"),
        cost=Columns(Money, amount="p.cost", currency="p.currency"),
    ),
)
WORKED_ON = """
    (c.merged_into IS NOT NULL
        OR EXISTS (SELECT 1 FROM contacts k WHERE k.case_id = c.id AND NOT (k.spoken_for AND k.at = c.opened_at))
        OR EXISTS (SELECT 1 FROM promises q WHERE q.case_id = c.id AND q.recorded_at IS NOT NULL)
        OR EXISTS (SELECT 1 FROM replacements r WHERE r.case_id = c.id)
        OR EXISTS (SELECT 1 FROM escalations e WHERE e.case_id = c.id AND e.raised_by <> 'sweep')
        OR EXISTS (SELECT 1 FROM reopenings v WHERE v.case_id = c.id))
"""
"""Whether more was recorded of a case than an import and a sweep do."""
OF_CASE = Columns(
    Known,
    case_id="c.id",
    customer="u.name",
    email=ALL_EMAILS,
    subject="c.subject",
    product="c.product",
    order="c.order_number",
    channel="c.channel",
    opened_at=("c.opened_at", read_moment),
    closed_at=("CASE WHEN c.merged_into IS NULL THEN c.closed_at END", read_moment),
    promise="p.what",
    due_at=("p.due_at", read_moment),
    kept_at=("p.kept_at", read_moment),
    owner="o.name",
    performer="f.name",
    promise_id="p.id",
    is_owed=("p.id IS NOT NULL AND p.ended_at IS NULL", bool),
    on_case="coalesce(c.merged_into, c.id)",
    worked_on=(f":update AND {WORKED_ON}", bool),
)
KNOWN_PURCHASES = f"""
    SELECT p.ref, {OF_PURCHASE.sql}
    FROM purchases p JOIN customers u ON u.id = p.customer_id
    WHERE p.source = :source AND p.ref {among("refs")}
"""
KNOWN_CASES = f"""
    SELECT c.ref, {OF_CASE.sql}
    FROM cases c
    JOIN customers u ON u.id = c.customer_id
    LEFT JOIN promises p ON p.id = (
        SELECT min(id) FROM promises
        WHERE case_id = coalesce(c.merged_into, c.id) AND made_at = c.opened_at AND recorded_at IS NULL
    )
    LEFT JOIN parties o ON o.id = coalesce(
        (SELECT from_id FROM hand_overs WHERE promise_id = p.id ORDER BY at, id LIMIT 1), p.owner_id)
    LEFT JOIN parties f ON f.id = p.performer_id
    WHERE c.source = :source AND c.ref {among("refs")}
"""
KNOWN_CUSTOMERS = f"""
    SELECT id, name, folded, lower(email) FROM customers WHERE folded {among("folded")}
    UNION SELECT id, name, folded, lower(email) FROM customers
    WHERE email IS NOT NULL AND lower(email) {among("emails")}
    UNION SELECT u.id, u.name, u.folded, lower(a.email)
    FROM other_addresses a JOIN customers u ON u.id = a.customer_id
    WHERE a.email IS NOT NULL AND lower(a.email) {among("emails")}
    ORDER BY id
"""
FEW = 20
"""How many who share a number are known at once, those who are called as somebody in the file aside."""
KNOWN_NUMBERS = f"""
    SELECT u.id, u.name, u.folded, u.phone_key, u.phone FROM ({each("keys")}) k JOIN customers u ON u.id IN (
        SELECT id FROM customers WHERE phone_key = k.value AND phone_key IS NOT NULL ORDER BY id LIMIT {FEW})
    UNION SELECT u.id, u.name, u.folded, a.phone_key, a.phone FROM ({each("keys")}) k
    JOIN other_addresses a ON a.id IN (
        SELECT id FROM other_addresses WHERE phone_key = k.value AND phone_key IS NOT NULL ORDER BY id LIMIT {FEW})
    JOIN customers u ON u.id = a.customer_id
    UNION SELECT id, name, folded, phone_key, phone FROM customers
    WHERE folded {among("folded")} AND +phone_key {among("keys")}
    UNION SELECT u.id, u.name, u.folded, a.phone_key, a.phone
    FROM customers u CROSS JOIN other_addresses a ON a.customer_id = u.id
    WHERE u.folded {among("folded")} AND +a.phone_key {among("keys")}
    ORDER BY id
"""
OWN_ADDRESSES = f"SELECT id, email, phone FROM customers WHERE id {among('ids')}"
KNOWN_PARTIES = f"""
    SELECT id, name, folded, lower(email) FROM parties WHERE folded {among("folded")}
    UNION SELECT id, name, folded, lower(email) FROM parties
    WHERE email IS NOT NULL AND lower(email) {among("emails")}
    ORDER BY id
"""

Someone = tuple[int, str, str, str | None]
"""Id, name, folded name, and the address in lower case."""


Numbered = tuple[int, str, str, str, str]
"""Id, name, folded name, the key of a number, and the number as it is written."""


def known_cases(fetch: Fetch, source: str, refs: Iterable[str], *, update: bool) -> dict[str, Known]:
    """By ref: the cases that came from a source under these refs, each with the promise that came with it.

    Which were worked on here is asked only for an `update`.
    """
    rows = fetch(KNOWN_CASES, source=source, refs=json.dumps(list(refs)), update=update)
    return {ref: OF_CASE.read(row) for ref, *row in rows}


def known_purchases(fetch: Fetch, source: str, refs: Iterable[str]) -> dict[str, KnownPurchase]:
    """By ref: the purchases that came from a source under these refs."""
    rows = fetch(KNOWN_PURCHASES, source=source, refs=json.dumps(list(refs)))
    return {ref: OF_PURCHASE.read(row) for ref, *row in rows}


def known_people(fetch: Fetch, sql: str, folded: Iterable[str], emails: Iterable[str]) -> list[Someone]:
    """The customers or parties (KNOWN_CUSTOMERS, KNOWN_PARTIES) of these folded names or addresses, by id.

    Who has several addresses comes with each that is meant.
    """
    rows: list[Any] = fetch(sql, folded=json.dumps(list(folded)), emails=json.dumps(list(emails)))
    return rows


def known_numbers(fetch: Fetch, keys: Iterable[str], folded: Iterable[str]) -> list[Numbered]:
    """Customers who have numbers with these keys, by id, each number by itself.

    Of each key the first FEW, and all of these folded names.
    """
    rows: list[Any] = fetch(KNOWN_NUMBERS, keys=json.dumps(list(keys)), folded=json.dumps(list(folded)))
    return rows


def own_addresses(fetch: Fetch, ids: Iterable[int]) -> list[tuple[Any, ...]]:
    """The first address and the first number of customers, each after the customer's id."""
    return fetch(OWN_ADDRESSES, ids=json.dumps(list(ids)))


def next_ids(fetch: Fetch) -> dict[str, int]:
    """The next free id of each table; a table that never gave one out is absent.

    They stay free as long as the transaction is open, for it began by locking out every other.
    """
    return {table: last + 1 for table, last in fetch("SELECT name, seq FROM sqlite_sequence")}


def lower(email: str) -> str:
    """The address as SQLite lowers it: the letters of ASCII only."""
    return email.encode().lower().decode()
