"""What the SELECTs have in common: the columns of each kind of row, how one is read, and tests as of a moment."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from careline.domain.cases.case import Case, ClosedHow, Customer, Fault, FoundBy, Reopening, Severity
from careline.domain.cases.contacts import Contact, Direction
from careline.domain.money.costs import Cost, CostKind, Payer, Share
from careline.domain.money.money import Money
from careline.domain.promises import promise_states
from careline.domain.promises.handing_over import handed_over
from careline.domain.promises.promise import Promise, PromiseKind
from careline.store.dialect import among
from careline.store.fetch import Fetch
from careline.store.stamps import read_maybe, read_moment

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
COST = """
    SELECT t.id, t.case_id, t.replacement_id, t.at, t.kind, t.amount, t.currency, t.payer, t.waived, t.note,
        h.at, h.amount, h.offered
    FROM costs t LEFT JOIN cost_shares h ON h.cost_id = t.id
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
        WHEN p.kept_at <= :as_of THEN CASE WHEN p.kept_at <= p.due_at THEN 'kept' ELSE 'kept_late' END
        WHEN p.superseded_at <= :as_of AND p.superseded_at <= p.due_at
            AND p.told_at <= :as_of AND p.told_at <= p.due_at THEN 'renegotiated'
        WHEN p.withdrawn_at <= :as_of AND p.withdrawn_at <= p.due_at THEN 'withdrawn'
        WHEN p.released_at <= :as_of AND p.released_at <= p.due_at THEN 'released'
        WHEN p.ended_at <= :as_of THEN 'missed'
        ELSE CASE WHEN :as_of <= p.due_at THEN 'pending' ELSE 'overdue' END
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
        f"""
        SELECT h.promise_id, f.name, h.id, h.at, h.who, t.name, h.because
        FROM hand_overs h JOIN parties f ON f.id = h.from_id JOIN parties t ON t.id = h.to_id
        WHERE h.promise_id {among("ids")} ORDER BY h.at, h.id
        """,
        ids=str([promise.id for promise in found]),
    ):
        first.setdefault(promise_id, owner)
        handed[promise_id].append((number, read_moment(at), who, to, because))
    if handed:
        # The row names the owner of today, and the performer of its making.
        found = [handed_over(replace(p, owner=first.get(p.id, p.owner)), handed[p.id]) for p in found]
    return found if as_of is None else [promise_states.as_of(promise, as_of) for promise in found]


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
