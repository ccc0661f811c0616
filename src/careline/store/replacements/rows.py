"""The columns of replacements, returns and claims."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from careline.domain.cases.serials import separate
from careline.domain.money.money import Money
from careline.domain.replacements.claims import Claim, Credit
from careline.domain.replacements.products import Product, is_upgrade
from careline.domain.replacements.replacement import (
    Basis,
    Correction,
    EarlierOutcome,
    Outcome,
    Replacement,
    ShippedBy,
    UnitMove,
)
from careline.domain.replacements.returns import Became, Return
from careline.store.columns import Columns
from careline.store.dialect import among
from careline.store.fetch import Fetch
from careline.store.stamps import read_maybe, read_moment

OF_REPLACEMENT = Columns(
    Replacement,
    id="r.id",
    case_id="r.case_id",
    chain="r.chain",
    attempt="r.attempt",
    wanted="r.wanted",
    item="r.item",
    serial="r.serial",
    basis=("r.basis", Basis),
    because="r.because",
    why="r.why",
    different="r.different",
    substitute_because="r.substitute_because",
    consent="r.consent",
    supplier="s.name",
    carrier="c.name",
    tracking="r.tracking",
    shipped_by=("r.shipped_by", ShippedBy),
    requested_at=("r.requested_at", read_moment),
    approver="a.name",
    approved_at=("r.approved_at", read_moment),
    declined_at=("r.declined_at", read_moment),
    declined_because="r.declined_because",
    packed_at=("r.packed_at", read_moment),
    shipped_at=("r.shipped_at", read_moment),
    announced_at=("r.announced_at", read_moment),
    delivered_at=("r.delivered_at", read_moment),
    outcome=("r.outcome", Outcome),
    outcome_at=("r.outcome_at", read_moment),
    came="r.came",
    quantity="r.quantity",
    shipment="r.shipment",
)
OF_RETURN = Columns(
    Return,
    id="n.id",
    case_id="r.case_id",
    replacement_id="r.id",
    asked_at=("n.asked_at", read_moment),
    due_at=("n.due_at", read_moment),
    waived_at=("n.waived_at", read_moment),
    waived_because="n.waived_because",
    received_at=("n.received_at", read_moment),
    inspected_at=("n.inspected_at", read_moment),
    finding="n.finding",
    became=("n.became", Became),
)
OF_CLAIM = Columns(
    Claim,
    id="m.id",
    case_id="r.case_id",
    replacement_id="r.id",
    supplier="s.name",
    amount=Columns(Money, amount="m.amount", currency="m.currency"),
    due_at=("m.due_at", read_moment),
    submitted_at=("m.submitted_at", read_moment),
    reference="m.reference",
    rejected_at=("m.rejected_at", read_moment),
    rejected_because="m.rejected_because",
)
HAD_ANOTHER = frozenset({Outcome.FAILED, Outcome.WORKS})
"""The outcomes that a unit may have after another one."""
REPLACEMENT = f"""
    SELECT {OF_REPLACEMENT.sql}
    FROM replacements r
    LEFT JOIN parties s ON s.id = r.supplier_id
    LEFT JOIN parties c ON c.id = r.carrier_id
    LEFT JOIN parties a ON a.id = r.approver_id
"""
RETURN = f"SELECT {OF_RETURN.sql} FROM returns n JOIN replacements r ON r.id = n.replacement_id"
CLAIM = f"""
    SELECT {OF_CLAIM.sql}
    FROM claims m JOIN replacements r ON r.id = m.replacement_id JOIN parties s ON s.id = m.supplier_id
"""


def read_replacements(fetch: Fetch, rows: Iterable[Sequence[Any]]) -> list[Replacement]:
    """The replacements of these rows, those marked that are an upgrade: only other models pay for looking that up."""
    found = _with_earlier_outcomes(fetch, [OF_REPLACEMENT.read(row) for row in rows])
    found = _with_moves(fetch, _with_corrections(fetch, found))
    if all(each.difference is None for each in found):
        return found
    known = "SELECT p.id, p.name, n.name FROM products p JOIN products n ON n.id = p.successor_id"
    products = [Product(number, name, successor=successor) for number, name, successor in fetch(known)]
    return [replace(each, is_upgrade=is_upgrade(each.wanted, each.item, products)) for each in found]


def _with_earlier_outcomes(fetch: Fetch, found: list[Replacement]) -> list[Replacement]:
    if not any(each.outcome in HAD_ANOTHER for each in found):
        return found
    earlier: dict[int, list[EarlierOutcome]] = defaultdict(list)
    for number, outcome, at, came in fetch(
        "SELECT replacement_id, outcome, at, came FROM earlier_outcomes"
        f" WHERE replacement_id {among('ids')} ORDER BY id",
        ids=str([each.id for each in found]),
    ):
        earlier[number].append(EarlierOutcome(Outcome(outcome), read_moment(at), came))
    return [replace(each, earlier=tuple(earlier[each.id])) if each.id in earlier else each for each in found]


def _with_corrections(fetch: Fetch, found: list[Replacement]) -> list[Replacement]:
    ids = str([each.id for each in found])
    corrections: dict[int, list[Correction]] = defaultdict(list)
    rows = fetch(
        "SELECT id, replacement_id, at, outcome, because, delivered_at FROM outcome_corrections"
        f" WHERE replacement_id {among('ids')} ORDER BY id",
        ids=ids,
    )
    if not rows:
        return found
    before: dict[int, list[EarlierOutcome]] = defaultdict(list)
    for number, outcome, at, came in fetch(
        "SELECT correction_id, outcome, at, came FROM believed_outcomes"
        f" WHERE correction_id {among('ids')} ORDER BY id",
        ids=str([number for number, *_ in rows]),
    ):
        before[number].append(EarlierOutcome(Outcome(outcome), read_moment(at), came))
    for number, replacement_id, at, outcome, because, delivered_at in rows:
        right = Outcome(outcome) if outcome else None
        corrections[replacement_id].append(
            Correction(read_moment(at), right, because, read_maybe(delivered_at), tuple(before[number]))
        )
    return [
        replace(each, corrections=tuple(corrections[each.id])) if each.id in corrections else each for each in found
    ]


def _with_moves(fetch: Fetch, found: list[Replacement]) -> list[Replacement]:
    moves: dict[int, list[UnitMove]] = defaultdict(list)
    for number, from_id, to_id, at, units, serials in fetch(
        f"""
        SELECT id, from_id, to_id, at, quantity, serials FROM unit_moves
        WHERE from_id {among("ids")} OR to_id {among("ids")} ORDER BY id
        """,
        ids=str([each.id for each in found]),
    ):
        moves[from_id].append(UnitMove(read_moment(at), -units, to_id, separate(serials), number))
        moves[to_id].append(UnitMove(read_moment(at), units, from_id, separate(serials), number))
    return [replace(each, moves=tuple(moves[each.id])) if each.id in moves else each for each in found]


def read_claims(fetch: Fetch, rows: Iterable[Sequence[Any]]) -> list[Claim]:
    """Rows of CLAIM, with their credits."""
    found = {claim.id: claim for claim in map(OF_CLAIM.read, rows)}
    paid: dict[int, list[Credit]] = defaultdict(list)
    for claim_id, number, at, amount, note in fetch(
        f"SELECT claim_id, id, at, amount, note FROM credits WHERE claim_id {among('ids')} ORDER BY at, id",
        ids=str(list(found)),
    ):
        paid[claim_id].append(Credit(number, read_moment(at), Money(amount, found[claim_id].amount.currency), note))
    return [replace(claim, credits=tuple(paid[number])) for number, claim in found.items()]
