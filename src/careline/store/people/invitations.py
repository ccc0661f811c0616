"""Who is invited to review what they bought, and asked whether it arrived well: the SELECTs of mailings.

They read when a purchase was delivered, when something was mailed, opt-outs, and when cases were open; who was
forgotten gets no mail; nothing else of a customer but the name and the address that the mailer needs.
"""

import json
from collections.abc import Collection
from datetime import UTC, datetime

from careline.domain.people.invitations import Mailing, Purpose
from careline.domain.values import frozen
from careline.store.columns import Columns
from careline.store.dialect import AS_IT_STANDS, among, quarter_hour
from careline.store.fetch import Fetch
from careline.store.rows import OPEN_AT
from careline.store.stamps import read_moment, stamp

"""The number of a moment's quarter of an hour, which lies within one day in every time zone."""
TABLES = {Purpose.INVITATION: "invitations", Purpose.ARRIVAL_CHECK: "arrival_checks"}
OF_MAILING = Columns(
    Mailing,
    purchase_id="p.id",
    name="u.name",
    email="u.email",
    order="p.order_number",
    product="p.product",
    delivered_at=("p.delivered_at", read_moment),
    sent_at=("m.sent_at", read_moment),
    opted_out_at=("o.at", read_moment),
    open_case=f"(SELECT min(c.id) FROM cases c WHERE c.customer_id = p.customer_id AND {OPEN_AT})",
)
MAILING = f"""
    SELECT {OF_MAILING.sql}
    FROM purchases p
    JOIN customers u ON u.id = p.customer_id
    LEFT JOIN {{table}} m ON m.purchase_id = p.id
    LEFT JOIN opt_outs o ON o.customer_id = p.customer_id
"""


def unsent(fetch: Fetch, purpose: Purpose, as_of: datetime, delivered_by: datetime) -> list[Mailing]:
    """What was delivered by a moment and not mailed at `as_of`, the oldest delivery first.

    What was mailed is passed over within two indexes; only the rest is looked at more closely.
    """
    table = TABLES[purpose]
    rows = fetch(
        f"""
        {_mailing(purpose)} WHERE p.delivered_at <= :delivered_by
            AND p.customer_id NOT IN (SELECT customer_id FROM forgettings WHERE at <= :as_of) AND p.id IN (
            SELECT id FROM purchases
            WHERE delivered_at <= :delivered_by AND id NOT IN (SELECT purchase_id FROM {table})
            UNION ALL SELECT purchase_id FROM {table} WHERE sent_at > :as_of
        ) ORDER BY p.delivered_at, p.id
        """,
        as_of=stamp(as_of),
        delivered_by=stamp(delivered_by),
    )
    return [OF_MAILING.read(row) for row in rows]


def of_purchases(fetch: Fetch, purpose: Purpose, ids: Collection[int], as_of: datetime) -> list[Mailing]:
    """What is mailed about these purchases, by id; unknown ids are left out."""
    rows = fetch(
        f"{_mailing(purpose)} WHERE p.id {among('ids')} ORDER BY p.id",
        ids=str(list(ids)),
        as_of=stamp(as_of),
    )
    return [OF_MAILING.read(row) for row in rows]


def purchases_in_orders(fetch: Fetch, orders: Collection[str]) -> dict[str, list[int]]:
    """The purchases of each of these orders; unknown orders are left out."""
    found: dict[str, list[int]] = {}
    for order, number in fetch(
        f"SELECT order_number, id FROM purchases WHERE order_number {among('orders')}",
        orders=json.dumps(list(orders)),
    ):
        found.setdefault(order, []).append(number)
    return found


@frozen
class OptOut:
    """When a customer said that they want no invitations, and in which words."""

    at: datetime
    words: str


def opt_out_of(fetch: Fetch, customer_id: int, as_of: datetime) -> OptOut | None:
    """The opt-out of a customer by a moment, or None."""
    rows = fetch(
        "SELECT at, words FROM opt_outs WHERE customer_id = :customer_id AND at <= :as_of",
        customer_id=customer_id,
        as_of=stamp(as_of),
    )
    return next((OptOut(read_moment(at), words) for at, words in rows), None)


def opt_outs_between(fetch: Fetch, since: datetime, until: datetime) -> int:
    """How many customers opted out from one moment to another."""
    ((count,),) = fetch(
        "SELECT count(*) FROM opt_outs WHERE at BETWEEN :since AND :until", since=stamp(since), until=stamp(until)
    )
    return int(count)


@frozen
class FallenDue:
    """How many invitations that fell due are alike. The moments of those sent are the beginnings of quarter hours."""

    with_cases: bool
    delivered_at: datetime | None
    sent_at: datetime | None
    held: bool
    count: int


def fallen_due(
    fetch: Fetch, as_of: datetime, after: datetime, delivered_by: datetime, released_by: datetime
) -> list[FallenDue]:
    """The invitations to purchases that were delivered after one moment and by another.

    What was not sent is left out where the customer had opted out, or was forgotten.
    What was delivered after `released_by` an open case still holds. One pass, whatever their number.
    """
    rows = fetch(
        # Without the LIMIT, SQLite would sort not the four values but every column that they are made from.
        f"""
        SELECT with_cases, delivered, sent, held, count(*) FROM (
            SELECT EXISTS (SELECT 1 FROM cases c
                    WHERE c.customer_id = p.customer_id AND c.opened_at <= coalesce(m.sent_at, :as_of)) AS with_cases,
                CASE WHEN m.id IS NULL THEN NULL ELSE {quarter_hour("p.delivered_at")} END AS delivered,
                {quarter_hour("m.sent_at")} AS sent,
                m.id IS NULL AND p.delivered_at > :released_by
                    AND EXISTS (SELECT 1 FROM cases c WHERE c.customer_id = p.customer_id AND {OPEN_AT}) AS held
            FROM purchases p LEFT JOIN invitations m ON m.purchase_id = p.id AND m.sent_at <= :as_of
            WHERE p.delivered_at > :after AND p.delivered_at <= :delivered_by AND (m.id IS NOT NULL
                OR NOT EXISTS (SELECT 1 FROM opt_outs o WHERE o.customer_id = p.customer_id AND o.at <= :as_of)
                AND p.customer_id NOT IN (SELECT customer_id FROM forgettings WHERE at <= :as_of))
            {AS_IT_STANDS}
        ) GROUP BY with_cases, delivered, sent, held
        """,
        as_of=stamp(as_of),
        after=stamp(after),
        delivered_by=stamp(delivered_by),
        released_by=stamp(released_by),
    )
    return [
        FallenDue(bool(with_cases), _quarter_hour(delivered), _quarter_hour(sent), bool(held), count)
        for with_cases, delivered, sent, held, count in rows
    ]


def _quarter_hour(number: int | None) -> datetime | None:
    return None if number is None else datetime.fromtimestamp(number * 900, UTC)


def _mailing(purpose: Purpose) -> str:
    return MAILING.format(table=TABLES[purpose])
