"""What the SELECTs have in common: the columns of each kind of row, how one is read, and tests as of a moment."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from careline.domain import promises
from careline.domain.cases import (
    Case,
    ClosedHow,
    Customer,
    Fault,
    FoundBy,
    Reopening,
    Severity,
)
from careline.domain.claims import Claim, Credit
from careline.domain.contacts import Contact, Direction
from careline.domain.costs import Cost, CostKind, Payer, Share
from careline.domain.escalations import Escalation, RuleName
from careline.domain.handing_over import handed_over
from careline.domain.money import Money
from careline.domain.policy import Climb, Rung
from careline.domain.products import Product, is_upgrade
from careline.domain.promises import Promise, PromiseKind
from careline.domain.replacements import Basis, Outcome, Replacement, ShippedBy
from careline.domain.returns import Became, Return
from careline.store.database import Fetch
from careline.store.stamps import read_maybe
from careline.store.stamps import read_moment as read_moment
from careline.store.stamps import stamp as stamp

CASE = """
    SELECT c.id, u.id, u.name, u.email, u.phone, c.subject, c.product, c.order_number, c.channel, c.found_by, c.fault,
        c.severity, c.usable, c.tried, c.opened_at, c.closed_at, c.closed_how, c.merged_into, c.update_every, c.serial,
        c.review_address
    FROM cases c JOIN customers u ON u.id = c.customer_id
"""
PROMISE = """
    SELECT p.id, p.case_id, p.kind, p.what, p.said, p.automatic, o.name, f.name, p.made_at, p.due_at, p.backup,
        p.kept_at, p.withdrawn_at, p.released_at, p.voided_at, p.superseded_at, p.told_at, p.supersedes, s.id,
        p.replacement_id, p.ended_because, p.ended_recorded_at, p.recorded_at, p.overdue_when_imported, p.depends_on
    FROM promises p
    JOIN parties o ON o.id = p.owner_id
    JOIN parties f ON f.id = p.performer_id
    LEFT JOIN promises s ON s.supersedes = p.id
"""
CONTACT = """
    SELECT id, case_id, at, direction, channel, who, text, chasing, praise, apology, reached, in_reply_to FROM contacts
"""
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
COST = """
    SELECT t.id, t.case_id, t.replacement_id, t.at, t.kind, t.amount, t.currency, t.payer, t.waived, t.note,
        h.at, h.amount, h.offered
    FROM costs t LEFT JOIN cost_shares h ON h.cost_id = t.id
"""
ESCALATION = """
    SELECT e.id, e.case_id, e.promise_id, e.level, t.name, e.because, e.raised_at, e.raised_by, e.ack_by, e.backup,
        e.acknowledged_at, e.acknowledged_by, e.told_at, e.resolved_at, e.declined_at, e.ended_because, e.policy,
        a.rule, a.due_at,
        (SELECT min(at) FROM (
            SELECT at FROM contacts WHERE case_id = e.case_id AND direction = 'out'
            UNION ALL SELECT at FROM notes WHERE case_id = e.case_id
            UNION ALL SELECT at FROM diagnoses WHERE case_id = e.case_id
            UNION ALL SELECT made_at FROM promises WHERE case_id = e.case_id
            UNION ALL SELECT ended_at FROM promises WHERE case_id = e.case_id
            UNION ALL SELECT requested_at FROM replacements WHERE case_id = e.case_id
            UNION ALL SELECT approved_at FROM replacements WHERE case_id = e.case_id
            UNION ALL SELECT declined_at FROM replacements WHERE case_id = e.case_id
            UNION ALL SELECT packed_at FROM replacements WHERE case_id = e.case_id
            UNION ALL SELECT shipped_at FROM replacements WHERE case_id = e.case_id
            UNION ALL SELECT delivered_at FROM replacements WHERE case_id = e.case_id
            UNION ALL SELECT outcome_at FROM replacements WHERE case_id = e.case_id
            UNION ALL SELECT r.at FROM promises p JOIN reminders r ON r.promise_id = p.id WHERE p.case_id = e.case_id
            UNION ALL SELECT h.at FROM promises p JOIN hand_overs h ON h.promise_id = p.id WHERE p.case_id = e.case_id
        ) WHERE at > e.acknowledged_at)
    FROM escalations e
    JOIN parties t ON t.id = e.to_id
    LEFT JOIN applied_rules a ON a.case_id = e.case_id AND a.escalation_id = e.id
"""
OPEN_AT = """
    (c.opened_at <= :as_of AND c.merged_into IS NULL AND (c.closed_at IS NULL OR c.closed_at > :as_of)
    AND NOT EXISTS (SELECT 1 FROM reopenings r WHERE r.case_id = c.id
        AND r.closed_at <= :as_of AND r.reopened_at > :as_of))
"""
LIVE_AT = "(p.made_at <= :as_of AND (p.ended_at IS NULL OR p.ended_at > :as_of))"
OWNER_AT = """
    coalesce((SELECT h.from_id FROM hand_overs h WHERE h.promise_id = p.id AND h.at > :as_of
        ORDER BY h.at, h.id LIMIT 1), p.owner_id)
"""
STATE_AT = """
    CASE
        WHEN p.voided_at <= :as_of THEN 'void'
        WHEN p.kept_at <= :as_of THEN iif(p.kept_at <= p.due_at, 'kept', 'kept_late')
        WHEN p.superseded_at <= :as_of AND p.superseded_at <= p.due_at
            AND p.told_at <= :as_of AND p.told_at <= p.due_at THEN 'renegotiated'
        WHEN p.withdrawn_at <= :as_of AND p.withdrawn_at <= p.due_at THEN 'withdrawn'
        WHEN p.released_at <= :as_of AND p.released_at <= p.due_at THEN 'released'
        WHEN p.ended_at <= :as_of THEN 'missed'
        ELSE iif(:as_of <= p.due_at, 'pending', 'overdue')
    END
"""


def read_case(row: Sequence[Any], reopenings: tuple[Reopening, ...] = ()) -> Case:
    """A case of the columns of CASE."""
    return Case(
        id=row[0],
        customer=Customer(*row[1:5]),
        subject=row[5],
        product=row[6],
        order=row[7],
        channel=row[8],
        found_by=FoundBy(row[9]),
        fault=Fault(row[10]),
        severity=Severity(row[11]),
        usable=None if row[12] is None else bool(row[12]),
        tried=row[13],
        opened_at=read_moment(row[14]),
        closed_at=read_maybe(row[15]),
        closed_how=ClosedHow(row[16]) if row[16] else None,
        reopenings=reopenings,
        merged_into=row[17],
        update_every=row[18],
        serial=row[19],
        review_address=row[20],
    )


def _promise(row: Sequence[Any]) -> Promise:
    return Promise(
        id=row[0],
        case_id=row[1],
        kind=PromiseKind(row[2]),
        what=row[3],
        said=bool(row[4]),
        automatic=bool(row[5]),
        owner=row[6],
        performer=row[7],
        made_at=read_moment(row[8]),
        due_at=read_moment(row[9]),
        backup=row[10],
        kept_at=read_maybe(row[11]),
        withdrawn_at=read_maybe(row[12]),
        released_at=read_maybe(row[13]),
        voided_at=read_maybe(row[14]),
        superseded_at=read_maybe(row[15]),
        told_at=read_maybe(row[16]),
        supersedes=row[17],
        superseded_by=row[18],
        replacement_id=row[19],
        ended_because=row[20],
        ended_recorded_at=read_maybe(row[21]),
        recorded_at=read_maybe(row[22]),
        overdue_when_imported=bool(row[23]),
        depends_on=row[24],
    )


def read_promises(fetch: Fetch, rows: Iterable[Sequence[Any]], as_of: datetime | None = None) -> list[Promise]:
    """Promises with whoever answers for them and does them, now or at `as_of`."""
    found = [_promise(row) for row in rows]
    handed: dict[int, list[tuple[int, datetime, str, str, str]]] = defaultdict(list)
    first: dict[int, str] = {}
    for promise_id, owner, number, at, who, to, because in fetch(
        """
        SELECT h.promise_id, f.name, h.id, h.at, h.who, t.name, h.because
        FROM hand_overs h JOIN parties f ON f.id = h.from_id JOIN parties t ON t.id = h.to_id
        WHERE h.promise_id IN (SELECT value FROM json_each(:ids)) ORDER BY h.at, h.id
        """,
        ids=str([promise.id for promise in found]),
    ):
        first.setdefault(promise_id, owner)
        handed[promise_id].append((number, read_moment(at), who, to, because))
    if handed:
        # The row names the owner of today, and the performer of its making.
        found = [handed_over(replace(p, owner=first.get(p.id, p.owner)), handed[p.id]) for p in found]
    return found if as_of is None else [promises.as_of(promise, as_of) for promise in found]


def read_contact(row: Sequence[Any]) -> Contact:
    """A contact of the columns of CONTACT."""
    return Contact(
        id=row[0],
        case_id=row[1],
        at=read_moment(row[2]),
        direction=Direction(row[3]),
        channel=row[4],
        who=row[5],
        text=row[6],
        chasing=bool(row[7]),
        praise=bool(row[8]),
        apology=bool(row[9]),
        reached=bool(row[10]),
        in_reply_to=row[11],
    )


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
        "SELECT claim_id, id, at, amount, note FROM credits"
        " WHERE claim_id IN (SELECT value FROM json_each(:ids)) ORDER BY at, id",
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


def read_cost(row: Sequence[Any]) -> Cost:
    """A row of COST."""
    return Cost(
        id=row[0],
        case_id=row[1],
        replacement_id=row[2],
        at=read_moment(row[3]),
        kind=CostKind(row[4]),
        amount=Money(row[5], row[6]),
        payer=Payer(row[7]),
        waived=bool(row[8]),
        note=row[9],
        share=Share(read_moment(row[10]), Money(row[11], row[6]), row[12]) if row[10] else None,
    )


def read_escalation(row: Sequence[Any]) -> Escalation:
    """An escalation of the columns of ESCALATION."""
    return Escalation(
        id=row[0],
        case_id=row[1],
        promise_id=row[2],
        level=row[3],
        to=row[4],
        because=row[5],
        raised_at=read_moment(row[6]),
        raised_by=row[7],
        ack_by=read_moment(row[8]),
        backup=row[9],
        acknowledged_at=read_maybe(row[10]),
        acknowledged_by=row[11],
        told_at=read_maybe(row[12]),
        resolved_at=read_maybe(row[13]),
        declined_at=read_maybe(row[14]),
        ended_because=row[15],
        climb=read_climb(row[16]),
        rule=RuleName(row[17]) if row[17] else None,
        rule_due_at=read_maybe(row[18]),
        worked_at=read_maybe(row[19]),
    )


def written_climb(climb: Climb) -> str:
    """What an escalation takes along, as the store keeps it."""
    rungs = [[rung.to, rung.ack_within, rung.performer] for rung in climb.rungs]
    return json.dumps({"rungs": rungs, "idle_after": climb.idle_after}, ensure_ascii=False)


def read_climb(text: str | None) -> Climb | None:
    """The same as the store keeps it; None for an escalation that took nothing along."""
    if text is None:
        return None
    kept = json.loads(text)
    return Climb(tuple(Rung(*rung) for rung in kept["rungs"]), kept["idle_after"])
