"""Companies and who works there, referrals and what came of them, flags: the SELECTs of what customers are to us."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime

from careline.domain.cases.case import Customer
from careline.domain.money.money import Money
from careline.domain.names import NearName, fold
from careline.domain.people.relations import Company, Flag, Membership, Referral, Relations
from careline.domain.values import frozen
from careline.store.dialect import OR_NOT, among
from careline.store.fetch import Fetch
from careline.store.near import near_names
from careline.store.rows import OF_CUSTOMER, OPEN_AT
from careline.store.stamps import read_maybe, read_moment, stamp

Contact = tuple[Customer, datetime, datetime | None]
"""Who works for a company, since when, and until when; None for those who still do."""
OF_CUSTOMERS = ("purchases", "opt_outs", "memberships", "referrals", "flags", "endings")
"""The tables beside the cases that hold what belongs to a customer."""
HELD_AT = "since_at <= :as_of AND (until_at IS NULL OR until_at > :as_of)"


@frozen
class Referrer:
    """Who sent customers to us, and what came of that: how many came, their cases, and what they bought."""

    name: str
    kind: str
    customers: int
    cases: int
    purchases: int
    amount: Money


def all_companies(fetch: Fetch) -> list[Company]:
    """Every company, by name."""
    return [Company(number, name) for number, name in fetch("SELECT id, name FROM companies ORDER BY folded")]


def company_named(fetch: Fetch, folded: str) -> Company | None:
    """The company of exactly this folded name, or None."""
    rows = fetch("SELECT id, name FROM companies WHERE folded = :folded", folded=folded)
    return next((Company(number, name) for number, name in rows), None)


def find_company(fetch: Fetch, name: str, way_out: str) -> Company | None:
    """The company that was meant, or None. Raises NearName with the way out."""
    meant = fold(name)
    if exact := company_named(fetch, meant):
        return exact
    companies: dict[str, str] = {folded: known for folded, known in fetch("SELECT folded, name FROM companies")}
    if near := near_names(meant, companies):
        raise NearName("company", name, [companies[other] for other in near], way_out)
    return None


def memberships_of(fetch: Fetch, customer_id: int, as_of: datetime) -> list[Membership]:
    """Where a customer worked by a moment, as it stood then, the first company first."""
    rows = fetch(
        """
        SELECT m.id, c.id, c.name, m.since_at, CASE WHEN m.until_at <= :as_of THEN m.until_at END
        FROM memberships m JOIN companies c ON c.id = m.company_id
        WHERE m.customer_id = :customer_id AND m.since_at <= :as_of ORDER BY m.since_at, m.id
        """,
        customer_id=customer_id,
        as_of=stamp(as_of),
    )
    return [
        Membership(number, Company(company_id, name), read_moment(since), read_moment(until) if until else None)
        for number, company_id, name, since, until in rows
    ]


def contacts_of(fetch: Fetch, company_id: int, as_of: datetime) -> list[tuple[Customer, datetime, datetime | None]]:
    """Who worked for a company by a moment: the customer, since when and until when; those who do first, by name."""
    rows = fetch(
        f"""
        SELECT {OF_CUSTOMER.sql}, m.since_at,
            CASE WHEN m.until_at <= :as_of THEN m.until_at END AS until_at
        FROM memberships m JOIN customers u ON u.id = m.customer_id
        WHERE m.company_id = :company_id AND m.since_at <= :as_of ORDER BY until_at IS NOT NULL, u.folded, m.id
        """,
        company_id=company_id,
        as_of=stamp(as_of),
    )
    return [(OF_CUSTOMER.read(them), read_moment(since), read_maybe(until)) for *them, since, until in rows]


def contact_counts(fetch: Fetch, as_of: datetime) -> list[tuple[str, int, int, int]]:
    """Each company by name, with how many work there, how many did before, and the open cases of those who do."""
    rows = fetch(
        f"""
        SELECT o.name, coalesce(sum({HELD_AT}), 0), coalesce(sum(until_at <= :as_of), 0),
            coalesce(sum(CASE WHEN {HELD_AT} THEN
                (SELECT count(*) FROM cases c WHERE c.customer_id = m.customer_id AND {OPEN_AT}) ELSE 0 END), 0)
        FROM companies o LEFT JOIN memberships m ON m.company_id = o.id GROUP BY o.id ORDER BY o.folded
        """,
        as_of=stamp(as_of),
    )
    return [(name, now, before, cases) for name, now, before, cases in rows]


def referral_of(fetch: Fetch, customer_id: int, as_of: datetime) -> Referral | None:
    """Through whom a customer came, or None."""
    rows = fetch(
        """
        SELECT coalesce(c.name, u.name), r.at, r.note FROM referrals r
        LEFT JOIN companies c ON c.id = r.by_company_id LEFT JOIN customers u ON u.id = r.by_customer_id
        WHERE r.customer_id = :customer_id AND r.at <= :as_of
        """,
        customer_id=customer_id,
        as_of=stamp(as_of),
    )
    return next((Referral(through, read_moment(at), note) for through, at, note in rows), None)


def flags_of(fetch: Fetch, customer_id: int) -> list[Flag]:
    """Every flag that a customer has or had, the first first."""
    rows = fetch(
        "SELECT id, flag, since_at, until_at FROM flags WHERE customer_id = :id ORDER BY since_at, id", id=customer_id
    )
    return [Flag(number, flag, read_moment(since), read_maybe(until)) for number, flag, since, until in rows]


def flags_held(fetch: Fetch, as_of: datetime) -> dict[int, list[str]]:
    """The flags that customers had at a moment, in order, by customer."""
    held: dict[int, list[str]] = {}
    for customer_id, flag in fetch(
        f"SELECT DISTINCT customer_id, flag FROM flags WHERE {HELD_AT} ORDER BY flag", as_of=stamp(as_of)
    ):
        held.setdefault(customer_id, []).append(flag)
    return held


def relations_of(fetch: Fetch, customer_id: int, as_of: datetime) -> Relations:
    """Where a customer works, through whom they came and what they are to us, as of a moment."""
    return Relations(
        tuple(memberships_of(fetch, customer_id, as_of)),
        referral_of(fetch, customer_id, as_of),
        tuple(flags_held(fetch, as_of).get(customer_id, ())),
    )


def referrers(fetch: Fetch, as_of: datetime, currency: str, only: int | None = None) -> list[Referrer]:
    """Who sent customers to us, and what came of that by a moment; `only` is one customer's id.

    Those who sent most come first. What they bought is counted in one currency, that of the shop.
    """
    rows = fetch(
        """
        SELECT coalesce(c.name, u.name) AS name, CASE WHEN c.id IS NULL THEN 'customer' ELSE 'company' END, count(*),
            sum((SELECT count(*) FROM cases k WHERE k.customer_id = r.customer_id AND k.opened_at <= :as_of
                AND k.merged_into IS NULL)),
            sum((SELECT count(*) FROM purchases p WHERE p.customer_id = r.customer_id AND p.bought_at <= :as_of)),
            sum((SELECT coalesce(sum(p.price * p.quantity), 0) FROM purchases p WHERE p.customer_id = r.customer_id
                AND p.bought_at <= :as_of AND p.currency = :currency))
        FROM referrals r
        LEFT JOIN companies c ON c.id = r.by_company_id LEFT JOIN customers u ON u.id = r.by_customer_id
        WHERE r.at <= :as_of AND (:only IS NULL OR r.by_customer_id = :only)
        GROUP BY r.by_company_id, r.by_customer_id ORDER BY count(*) DESC, coalesce(c.folded, u.folded), u.id
        """,
        as_of=stamp(as_of),
        currency=currency,
        only=only,
    )
    return [
        Referrer(name, kind, customers, cases, purchases, Money(amount, currency))
        for name, kind, customers, cases, purchases, amount in rows
    ]


def open_cases_of_all(fetch: Fetch, customer_ids: Iterable[int], as_of: datetime) -> list[int]:
    """The cases of these customers that were open at a moment, by id."""
    rows = fetch(
        f"""
        SELECT c.id FROM cases c WHERE c.customer_id {among("ids")} AND {OPEN_AT}
        ORDER BY c.id
        """,
        ids=json.dumps(list(customer_ids)),
        as_of=stamp(as_of),
    )
    return [case_id for (case_id,) in rows]


def give_to(run: Callable[..., object], twin_id: int, into_id: int) -> None:
    """Give what stands beside the cases of a twin to the customer who stays; what those can have but once is theirs."""
    both = {"twin": twin_id, "into": into_id}
    # The log knows by this into whom the twin went, also where nothing moves: who is forgotten goes with all twins.
    run("UPDATE customers SET name = name WHERE id = :into", into=into_id)
    for table, column in (*((table, "customer_id") for table in OF_CUSTOMERS), ("referrals", "by_customer_id")):
        run(f"UPDATE {OR_NOT} {table} SET {column} = :into WHERE {column} = :twin", **both)
    run("DELETE FROM referrals WHERE by_customer_id = :twin", twin=twin_id)
    run("DELETE FROM tries WHERE ending_id IN (SELECT id FROM endings WHERE customer_id = :twin)", twin=twin_id)
    for table in OF_CUSTOMERS:
        run(f"DELETE FROM {table} WHERE customer_id = :twin", twin=twin_id)
