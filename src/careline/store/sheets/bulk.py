"""What an import asks of the store and writes there, many rows at a time.

It stands apart from the queries of the looking road, which shall not load what reads spreadsheets.
"""

import json
from collections.abc import Iterable
from typing import Any

from careline.domain.money.money import Money
from careline.domain.sheets.case_rows import Known
from careline.domain.sheets.purchase_rows import KnownPurchase, Sold
from careline.store.dialect import among
from careline.store.fetch import Fetch
from careline.store.stamps import read_maybe, read_moment

ADD_CUSTOMER = """
    INSERT INTO customers (id, name, folded, email, phone) VALUES (:id, :name, :folded, :email, :phone)
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
    INSERT INTO contacts (case_id, at, direction, channel, who, text, chasing, praise, apology, reached)
    VALUES (:id, :opened_at, 'in', :channel, :who, :subject, 0, 0, 0, :reached)
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
KNOWN_PURCHASES = f"""
    SELECT p.ref, p.id, u.name, u.email, p.product, p.order_number, p.serial, p.quantity, p.bought_at, p.delivered_at,
        p.price, p.cost, p.currency
    FROM purchases p JOIN customers u ON u.id = p.customer_id
    WHERE p.source = :source AND p.ref {among("refs")}
"""
KNOWN_CASES = f"""
    SELECT c.ref, c.id, u.name, u.email, c.subject, c.product, c.order_number, c.channel, c.opened_at,
        CASE WHEN c.merged_into IS NULL THEN c.closed_at END, p.what, p.due_at, p.kept_at, o.name, f.name
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
    ORDER BY id
"""
KNOWN_PARTIES = f"""
    SELECT id, name, folded, lower(email) FROM parties WHERE folded {among("folded")}
    UNION SELECT id, name, folded, lower(email) FROM parties
    WHERE email IS NOT NULL AND lower(email) {among("emails")}
    ORDER BY id
"""

Someone = tuple[int, str, str, str | None]
"""Id, name, folded name, and the address in lower case."""


def known_cases(fetch: Fetch, source: str, refs: Iterable[str]) -> dict[str, Known]:
    """By ref: the cases that came from a source under these refs, each with the promise that came with it."""
    rows = fetch(KNOWN_CASES, source=source, refs=json.dumps(list(refs)))
    return {
        row[0]: Known(*row[1:8], *map(read_maybe, row[8:10]), *row[10:11], *map(read_maybe, row[11:13]), *row[13:])
        for row in rows
    }


def known_purchases(fetch: Fetch, source: str, refs: Iterable[str]) -> dict[str, KnownPurchase]:
    """By ref: the purchases that came from a source under these refs."""
    rows = fetch(KNOWN_PURCHASES, source=source, refs=json.dumps(list(refs)))
    return {
        row[0]: KnownPurchase(
            number=row[1],
            customer=row[2],
            email=row[3],
            sold=Sold(
                product=row[4],
                order=row[5],
                serial=row[6],
                quantity=row[7],
                bought_at=read_moment(row[8]),
                delivered_at=read_maybe(row[9]),
                price=Money(row[10], row[12]),
                cost=None if row[11] is None else Money(row[11], row[12]),
            ),
        )
        for row in rows
    }


def known_people(fetch: Fetch, sql: str, folded: Iterable[str], emails: Iterable[str]) -> list[Someone]:
    """The customers or parties (KNOWN_CUSTOMERS, KNOWN_PARTIES) of these folded names or addresses, by id."""
    rows: list[Any] = fetch(sql, folded=json.dumps(list(folded)), emails=json.dumps(list(emails)))
    return rows


def next_ids(fetch: Fetch) -> dict[str, int]:
    """The next free id of each table; a table that never gave one out is absent.

    They stay free as long as the transaction is open, for it began by locking out every other.
    """
    return {table: last + 1 for table, last in fetch("SELECT name, seq FROM sqlite_sequence")}


def lower(email: str) -> str:
    """The address as SQLite lowers it: the letters of ASCII only."""
    return email.encode().lower().decode()
