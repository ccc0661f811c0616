"""The columns of replacements, returns and claims, and how a row becomes a value."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from careline.domain.money.money import Money
from careline.domain.replacements.claims import Claim, Credit
from careline.domain.replacements.products import Product, is_upgrade
from careline.domain.replacements.replacement import Basis, Outcome, Replacement, ShippedBy
from careline.domain.replacements.returns import Became, Return
from careline.store.dialect import among
from careline.store.fetch import Fetch
from careline.store.stamps import read_maybe, read_moment

REPLACEMENT = """
    SELECT r.id, r.case_id, r.chain, r.attempt, r.wanted, r.item, r.serial, r.basis, r.because, r.why, r.different,
        r.substitute_because, r.consent, s.name, c.name, r.tracking, r.shipped_by, r.requested_at, a.name,
        r.approved_at, r.declined_at, r.declined_because, r.packed_at, r.shipped_at, r.announced_at,
        r.delivered_at, r.outcome, r.outcome_at, r.came
    FROM replacements r
    LEFT JOIN parties s ON s.id = r.supplier_id
    LEFT JOIN parties c ON c.id = r.carrier_id
    LEFT JOIN parties a ON a.id = r.approver_id
"""
RETURN = """
    SELECT n.id, r.case_id, r.id, n.asked_at, n.due_at, n.waived_at, n.waived_because, n.received_at, n.inspected_at,
        n.finding, n.became
    FROM returns n JOIN replacements r ON r.id = n.replacement_id
"""
CLAIM = """
    SELECT m.id, r.case_id, r.id, s.name, m.amount, m.currency, m.due_at, m.submitted_at, m.reference, m.rejected_at,
        m.rejected_because
    FROM claims m JOIN replacements r ON r.id = m.replacement_id JOIN parties s ON s.id = m.supplier_id
"""


def read_replacements(fetch: Fetch, rows: Iterable[Sequence[Any]]) -> list[Replacement]:
    """The replacements of these rows, those marked that are an upgrade: only other models pay for looking that up."""
    found = [_replacement(row) for row in rows]
    if all(each.difference is None for each in found):
        return found
    known = "SELECT p.id, p.name, NULL, n.name FROM products p JOIN products n ON n.id = p.successor_id"
    products = [Product(*row) for row in fetch(known)]
    return [replace(each, is_upgrade=is_upgrade(each.wanted, each.item, products)) for each in found]


def _replacement(row: Sequence[Any]) -> Replacement:
    return Replacement(
        id=row[0],
        case_id=row[1],
        chain=row[2],
        attempt=row[3],
        wanted=row[4],
        item=row[5],
        serial=row[6],
        basis=Basis(row[7]) if row[7] else None,
        because=row[8],
        why=row[9],
        different=row[10],
        substitute_because=row[11],
        consent=row[12],
        supplier=row[13],
        carrier=row[14],
        tracking=row[15],
        shipped_by=ShippedBy(row[16]),
        requested_at=read_moment(row[17]),
        approver=row[18],
        approved_at=read_maybe(row[19]),
        declined_at=read_maybe(row[20]),
        declined_because=row[21],
        packed_at=read_maybe(row[22]),
        shipped_at=read_maybe(row[23]),
        announced_at=read_maybe(row[24]),
        delivered_at=read_maybe(row[25]),
        outcome=Outcome(row[26]) if row[26] else None,
        outcome_at=read_maybe(row[27]),
        came=row[28],
    )


def read_return(row: Sequence[Any]) -> Return:
    """A row of RETURN."""
    return Return(
        id=row[0],
        case_id=row[1],
        replacement_id=row[2],
        asked_at=read_moment(row[3]),
        due_at=read_moment(row[4]),
        waived_at=read_maybe(row[5]),
        waived_because=row[6],
        received_at=read_maybe(row[7]),
        inspected_at=read_maybe(row[8]),
        finding=row[9],
        became=Became(row[10]) if row[10] else None,
    )


def read_claims(fetch: Fetch, rows: Iterable[Sequence[Any]]) -> list[Claim]:
    """Rows of CLAIM, with their credits."""
    found = {row[0]: row for row in rows}
    paid: dict[int, list[Credit]] = defaultdict(list)
    for claim_id, number, at, amount, note in fetch(
        f"SELECT claim_id, id, at, amount, note FROM credits WHERE claim_id {among('ids')} ORDER BY at, id",
        ids=str(list(found)),
    ):
        paid[claim_id].append(Credit(number, read_moment(at), Money(amount, found[claim_id][5]), note))
    return [
        Claim(
            id=number,
            case_id=row[1],
            replacement_id=row[2],
            supplier=row[3],
            amount=Money(row[4], row[5]),
            due_at=read_moment(row[6]),
            submitted_at=read_maybe(row[7]),
            reference=row[8],
            rejected_at=read_maybe(row[9]),
            rejected_because=row[10],
            credits=tuple(paid[number]),
        )
        for number, row in found.items()
    ]
