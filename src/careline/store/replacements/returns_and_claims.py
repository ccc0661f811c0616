"""Returns and claims: lists of them, and what the reports ask."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from careline.domain.ids import show
from careline.domain.money.costs import Cost
from careline.domain.replacements import claims, returns
from careline.domain.replacements.claims import Claim
from careline.domain.replacements.claims import as_of as claim_as_of
from careline.domain.replacements.returns import Return
from careline.domain.values import frozen
from careline.store.dialect import among, by
from careline.store.fetch import Fetch
from careline.store.money.costs import COST, OF_COST
from careline.store.replacements.rows import CLAIM, OF_RETURN, RETURN, read_claims
from careline.store.rows import UNITS_AT
from careline.store.stamps import stamp


@frozen
class About:
    """What a replacement is about."""

    case_id: int
    customer: str
    subject: str
    item: str

    @property
    def case(self) -> str:
        """`C-1`."""
        return show("C", self.case_id)


def all_returns(fetch: Fetch, as_of: datetime) -> list[Return]:
    """Every return as it stood at a moment, by its due moment."""
    rows = fetch(f"{RETURN} WHERE n.asked_at <= :as_of AND {UNITS_AT} > 0 ORDER BY n.due_at, n.id", as_of=stamp(as_of))
    return [returns.as_of(OF_RETURN.read(row), as_of) for row in rows]


def overdue_returns(fetch: Fetch, as_of: datetime) -> list[Return]:
    """The returns that were overdue at a moment, the one due first first."""
    rows = fetch(
        f"""
        {RETURN} WHERE n.id IN (
            SELECT id FROM returns {by("ix_returns_awaited")}
            WHERE waived_at IS NULL AND received_at IS NULL AND due_at < :as_of
            UNION ALL SELECT id FROM returns
            WHERE (waived_at > :as_of OR received_at > :as_of) AND due_at < :as_of
        ) AND {UNITS_AT} > 0 ORDER BY n.due_at, n.id
        """,
        as_of=stamp(as_of),
    )
    return [returns.as_of(OF_RETURN.read(row), as_of) for row in rows]


def all_claims(fetch: Fetch, as_of: datetime) -> list[Claim]:
    """Every claim as it stood at a moment, the one due first first."""
    return _claims(fetch, as_of, fetch(f"{CLAIM} WHERE m.due_at <= :as_of ORDER BY m.due_at, m.id", as_of=stamp(as_of)))


def unsubmitted_claims(fetch: Fetch, as_of: datetime) -> list[Claim]:
    """The claims that nobody had submitted by a moment, the one due first first."""
    rows = fetch(
        f"""
        {CLAIM} WHERE m.due_at <= :as_of AND (m.submitted_at IS NULL OR m.submitted_at > :as_of)
        ORDER BY m.due_at, m.id
        """,
        as_of=stamp(as_of),
    )
    return _claims(fetch, as_of, rows)


def about(fetch: Fetch, replacement_ids: Iterable[int]) -> dict[int, About]:
    """Case, customer, subject and item of these replacements, by their id."""
    rows = fetch(
        f"""
        SELECT r.id, c.id, u.name, c.subject, r.item
        FROM replacements r JOIN cases c ON c.id = r.case_id JOIN customers u ON u.id = c.customer_id
        WHERE r.id {among("ids")}
        """,
        ids=str(list(replacement_ids)),
    )
    return {number: About(*facts) for number, *facts in rows}


def _claims(fetch: Fetch, as_of: datetime, rows: Sequence[Sequence[Any]]) -> list[Claim]:
    found = read_claims(fetch, rows)
    costs: dict[int | None, list[Cost]] = defaultdict(list)
    for row in fetch(
        f"{COST} WHERE t.replacement_id {among('ids')} AND t.payer = 'supplier'",
        ids=str([claim.replacement_id for claim in found]),
    ):
        cost = OF_COST.read(row)
        costs[cost.replacement_id].append(cost)
    return [claims.as_of(claim, as_of, costs[claim.replacement_id]) for claim in found]


def spent_claims(fetch: Fetch, as_of: datetime, spent: list[Cost], *, customer_id: int | None = None) -> list[Claim]:
    """The claims known at a moment, all or those of a customer's cases; `spent` are the costs that they are for."""
    rows = fetch(
        f"""
        {CLAIM} WHERE m.due_at <= :as_of
            AND (:customer_id IS NULL OR r.case_id IN (SELECT id FROM cases WHERE customer_id = :customer_id))
        ORDER BY m.id
        """,
        as_of=stamp(as_of),
        customer_id=customer_id,
    )
    return [claim_as_of(claim, as_of, spent) for claim in read_claims(fetch, rows)]
