"""Cases: lists of them, and what the reports ask."""

from datetime import datetime

from careline.domain.cases.case import Status
from careline.domain.names import fold
from careline.store.dialect import among, by
from careline.store.fetch import Fetch
from careline.store.rows import (
    LIVE_AT,
    OPEN_AT,
    OWNER_AT,
)
from careline.store.stamps import stamp

KEYS_OF_NAME = (
    "length(folded) || substr(folded, 1, length(folded) / 3)",
    "length(folded) || substr(folded, length(folded) / 3 + 1, length(folded) * 2 / 3 - length(folded) / 3)",
    "length(folded) || substr(folded, length(folded) * 2 / 3 + 1)",
)
"""What `keys_of_near` finds a name by; each has an index."""


def case_exists(fetch: Fetch, case_id: int) -> bool:
    """True for a case that was given out."""
    return bool(fetch("SELECT 1 FROM cases WHERE id = :id", id=case_id))


def listed_cases(
    fetch: Fetch,
    as_of: datetime,
    *,
    status: Status | None = None,
    customer_id: int | None = None,
    product: str | None = None,
    owner: str | None = None,
    overdue: bool = False,
    silent: bool = False,
) -> list[int]:
    """The cases that fit all filters, by what is due next; those with nothing due come last.

    `status` is open, closed, or None for both; `owner` is the folded name of whoever answers for a live promise.
    """
    tests = ["c.opened_at <= :as_of"]
    if status is Status.OPEN:
        tests.append(OPEN_AT)
    if status is Status.CLOSED:
        tests.append(f"NOT {OPEN_AT}")
    if customer_id is not None:
        tests.append("c.customer_id = :customer_id")
    if product is not None:
        tests.append(f"c.product {among('products')}")
    live = f"SELECT 1 FROM promises p JOIN parties o ON o.id = {OWNER_AT} WHERE p.case_id = c.id AND {LIVE_AT}"
    if owner is not None:
        tests.append(f"EXISTS ({live} AND o.folded = :owner)")
    if overdue:
        tests.append(f"EXISTS ({live} AND p.due_at < :as_of)")
    if silent:
        tests.append(f"{OPEN_AT} AND NOT EXISTS ({live})")
    rows = fetch(
        f"""
        SELECT c.id, (SELECT min(p.due_at) FROM promises p WHERE p.case_id = c.id AND {LIVE_AT}) AS next_due
        FROM cases c WHERE {" AND ".join(tests)} ORDER BY next_due IS NULL, next_due, c.id
        """,
        as_of=stamp(as_of),
        customer_id=customer_id,
        products=spellings(fetch, "SELECT DISTINCT product FROM cases", product),
        owner=owner,
    )
    return [case_id for case_id, _ in rows]


def spellings(fetch: Fetch, words: str, meant: str | None) -> str | None:
    """Those of the selected words that are the one that is meant, case and accents aside, as JSON; None for None."""
    if meant is None:
        return None
    import json  # only a filter by name needs it

    return json.dumps([word for (word,) in fetch(words) if word is not None and fold(word) == fold(meant)])


def chased_cases(fetch: Fetch, as_of: datetime) -> list[int]:
    """The open cases whose customer has ever asked where it is."""
    rows = fetch(
        f"""
        SELECT DISTINCT c.id FROM contacts k {by("ix_contacts_chasing")} CROSS JOIN cases c ON c.id = k.case_id
        WHERE k.chasing AND k.at <= :as_of AND {OPEN_AT} ORDER BY c.id
        """,
        as_of=stamp(as_of),
    )
    return [case_id for (case_id,) in rows]


def untouched_reviews(fetch: Fetch, as_of: datetime) -> list[int]:
    """The open cases found in a public review in which nothing from us has reached the customer, the oldest first."""
    rows = fetch(
        f"""
        SELECT c.id FROM cases c WHERE c.id IN (
            SELECT id FROM cases WHERE found_by = 'review' AND closed_at IS NULL
            UNION ALL SELECT id FROM cases WHERE found_by = 'review' AND closed_at > :as_of
        ) AND {OPEN_AT} AND NOT EXISTS (SELECT 1 FROM contacts k
            WHERE k.case_id = c.id AND k.direction = 'out' AND k.reached AND k.at <= :as_of)
        ORDER BY c.opened_at, c.id
        """,
        as_of=stamp(as_of),
    )
    return [case_id for (case_id,) in rows]


def open_cases_of(fetch: Fetch, customer_id: int) -> list[tuple[int, str]]:
    """Id and subject of a customer's open cases, by id."""
    rows = fetch(
        "SELECT id, subject FROM cases WHERE customer_id = :customer_id AND closed_at IS NULL ORDER BY id",
        customer_id=customer_id,
    )
    return [(case_id, subject) for case_id, subject in rows]


def cases_of(fetch: Fetch, customer_id: int) -> list[int]:
    """All cases of a customer, by id."""
    rows = fetch("SELECT id FROM cases WHERE customer_id = :customer_id ORDER BY id", customer_id=customer_id)
    return [case_id for (case_id,) in rows]
