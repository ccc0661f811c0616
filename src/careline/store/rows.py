"""What the SELECTs have in common: the columns of each kind of value, and tests as of a moment."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from careline.domain.cases.case import Case, ClosedHow, Customer, Fault, FoundBy, Severity
from careline.domain.cases.contacts import Contact, Direction
from careline.domain.promises import promise_states
from careline.domain.promises.handing_over import handed_over
from careline.domain.promises.promise import End, LapsedEnd, Promise, PromiseKind
from careline.store.columns import Columns
from careline.store.dialect import among
from careline.store.fetch import Fetch
from careline.store.stamps import read_maybe, read_moment

OF_CUSTOMER = Columns(Customer, id="u.id", name="u.name", email="u.email", phone="u.phone")
OF_CASE = Columns(
    Case,
    id="c.id",
    customer=OF_CUSTOMER,
    subject="c.subject",
    product="c.product",
    order="c.order_number",
    channel="c.channel",
    found_by=("c.found_by", FoundBy),
    fault=("c.fault", Fault),
    severity=("c.severity", Severity),
    usable=("c.usable", bool),
    tried="c.tried",
    opened_at=("c.opened_at", read_moment),
    closed_at=("c.closed_at", read_moment),
    closed_how=("c.closed_how", ClosedHow),
    merged_into="c.merged_into",
    update_every="c.update_every",
    serial="c.serial",
    review_address="c.review_address",
    quantity="c.quantity",
)
ARRIVES_FROM = """
    CASE WHEN p.replacement_id IS NOT NULL AND p.said THEN (
        SELECT CASE WHEN p.kind <> 'delivery' OR p.made_at < u.requested_at THEN u.shipped_at END
        FROM replacements u WHERE u.id = p.replacement_id) END
"""
"""When a unit left that was promised before it was asked for, and not by careline; else NULL."""
OF_PROMISE = Columns(
    Promise,
    id="p.id",
    case_id="p.case_id",
    kind=("p.kind", PromiseKind),
    what="p.what",
    said=("p.said", bool),
    automatic=("p.automatic", bool),
    owner="o.name",
    performer="f.name",
    made_at=("p.made_at", read_moment),
    due_at=("p.due_at", read_moment),
    backup="p.backup",
    kept_at=("p.kept_at", read_moment),
    withdrawn_at=("p.withdrawn_at", read_moment),
    released_at=("p.released_at", read_moment),
    voided_at=("p.voided_at", read_moment),
    superseded_at=("p.superseded_at", read_moment),
    told_at=("p.told_at", read_moment),
    supersedes="p.supersedes",
    superseded_by="s.id",
    replacement_id="p.replacement_id",
    ended_because="p.ended_because",
    ended_recorded_at=("p.ended_recorded_at", read_moment),
    recorded_at=("p.recorded_at", read_moment),
    overdue_when_imported=("p.overdue_when_imported", bool),
    depends_on="p.depends_on",
    arrives_from=(ARRIVES_FROM, read_moment),
)
OF_CONTACT = Columns(
    Contact,
    id="id",
    case_id="case_id",
    at=("at", read_moment),
    direction=("direction", Direction),
    channel="channel",
    who="who",
    text="text",
    chasing=("chasing", bool),
    praise=("praise", bool),
    apology=("apology", bool),
    reached=("reached", bool),
    in_reply_to="in_reply_to",
    number="number",
    no_reply=("no_reply", bool),
    spoken_for=("spoken_for", bool),
    awaits="awaits",
)
CUSTOMER = f"SELECT {OF_CUSTOMER.sql} FROM customers u"
CASE = f"SELECT {OF_CASE.sql} FROM cases c JOIN customers u ON u.id = c.customer_id"
PROMISE = f"""
    SELECT {OF_PROMISE.sql}
    FROM promises p
    JOIN parties o ON o.id = p.owner_id
    JOIN parties f ON f.id = p.performer_id
    LEFT JOIN promises s ON s.supersedes = p.id
"""
CONTACT = f"SELECT {OF_CONTACT.sql} FROM contacts"
OPEN_AT = """
    (c.opened_at <= :as_of AND c.merged_into IS NULL AND (c.closed_at IS NULL OR c.closed_at > :as_of OR c.id IN (
        SELECT case_id FROM lapsed_reopenings WHERE reopened_at <= :as_of AND lapsed_at > :as_of))
    AND NOT EXISTS (SELECT 1 FROM reopenings r WHERE r.case_id = c.id
        AND r.closed_at <= :as_of AND r.reopened_at > :as_of))
"""
PUT_RIGHT_SINCE = "SELECT replacement_id FROM outcome_corrections WHERE at > :as_of"
"""The replacements of which an outcome was put right after `as_of`: until then it was believed."""
BELIEVED = """
    SELECT k.replacement_id, b.id, b.outcome, b.at
    FROM outcome_corrections k JOIN believed_outcomes b ON b.correction_id = k.id
    WHERE k.id IN (SELECT min(id) FROM outcome_corrections WHERE at > :as_of GROUP BY replacement_id)
        AND b.at <= :as_of
"""
"""The outcomes that those were believed to have at `as_of`."""
OUTCOME_AT = f"""
    CASE WHEN r.id IN ({PUT_RIGHT_SINCE})
    THEN (SELECT outcome FROM ({BELIEVED}) WHERE replacement_id = r.id ORDER BY id DESC LIMIT 1)
    WHEN r.outcome_at <= :as_of THEN r.outcome ELSE (
        SELECT o.outcome FROM earlier_outcomes o WHERE o.replacement_id = r.id AND o.at <= :as_of
        ORDER BY o.id DESC LIMIT 1) END
"""
"""The outcome of a replacement r as it was known at `as_of`, or NULL."""
UNITS_AT = """
    (r.quantity + (SELECT coalesce(sum(CASE m.from_id WHEN r.id THEN m.quantity ELSE -m.quantity END), 0)
        FROM unit_moves m WHERE (m.from_id = r.id OR m.to_id = r.id) AND m.at > :as_of))
"""
"""How many units a replacement r had at `as_of`: none before it was split off, and once it was joined again."""
ENDED_THEN = "SELECT promise_id FROM lapsed_ends WHERE at <= :as_of AND until > :as_of"
"""The promises that live again, and were believed to have ended at `as_of`."""
LIVE_AT = f"""
    (p.made_at <= :as_of AND (p.ended_at IS NULL OR p.ended_at > :as_of) AND p.id NOT IN ({ENDED_THEN}))
"""
OWNER_AT = """
    coalesce((SELECT h.from_id FROM hand_overs h WHERE h.promise_id = p.id AND h.at > :as_of
        ORDER BY h.at, h.id LIMIT 1), p.owner_id)
"""
_ENDED_SO = """
    SELECT CASE
        WHEN e.how = 'voided_at' THEN 'void'
        WHEN e.how = 'kept_at' THEN CASE WHEN e.at <= p.due_at THEN 'kept' ELSE 'kept_late' END
        WHEN e.at > p.due_at THEN 'missed'
        ELSE replace(e.how, '_at', '')
    END FROM lapsed_ends e WHERE e.promise_id = p.id AND e.at <= :as_of AND e.until > :as_of ORDER BY e.id LIMIT 1
"""
STATE_AT = f"""
    CASE
        WHEN p.id IN ({ENDED_THEN}) THEN ({_ENDED_SO})
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


def read_promises(fetch: Fetch, rows: Iterable[Sequence[Any]], as_of: datetime | None = None) -> list[Promise]:
    """Promises with whoever answers for them and does them, now or at `as_of`."""
    found = [OF_PROMISE.read(row) for row in rows]
    if not found:
        return []
    ids = str([promise.id for promise in found])
    handed: dict[int, list[tuple[int, datetime, str, str, str]]] = defaultdict(list)
    first: dict[int, str] = {}
    for promise_id, owner, number, at, who, to, because in fetch(
        f"""
        SELECT h.promise_id, f.name, h.id, h.at, h.who, t.name, h.because
        FROM hand_overs h JOIN parties f ON f.id = h.from_id JOIN parties t ON t.id = h.to_id
        WHERE h.promise_id {among("ids")} ORDER BY h.at, h.id
        """,
        ids=ids,
    ):
        first.setdefault(promise_id, owner)
        handed[promise_id].append((number, read_moment(at), who, to, because))
    if handed:
        # The row names the owner of today, and the performer of its making.
        found = [handed_over(replace(p, owner=first.get(p.id, p.owner)), handed[p.id]) for p in found]
    lapsed: dict[int, list[LapsedEnd]] = defaultdict(list)
    for promise_id, how, at, why, recorded_at, until in fetch(
        "SELECT promise_id, how, at, because, recorded_at, until FROM lapsed_ends"
        f" WHERE promise_id {among('ids')} ORDER BY id",
        ids=ids,
    ):
        lapsed[promise_id].append(
            LapsedEnd(End(how), read_moment(at), why, read_maybe(recorded_at), read_moment(until))
        )
    if lapsed:
        found = [replace(p, lapsed=tuple(lapsed[p.id])) if p.id in lapsed else p for p in found]
    return found if as_of is None else [promise_states.as_of(promise, as_of) for promise in found]
