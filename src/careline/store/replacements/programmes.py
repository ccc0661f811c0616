"""Suppliers' programmes, and what of their caps is used."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from careline.domain.money.costs import Payer
from careline.domain.money.money import Money
from careline.domain.names import fold
from careline.domain.replacements.programmes import Approval, Period, Programme, Returns, Used
from careline.domain.replacements.replacement import ShippedBy
from careline.store.fetch import Fetch
from careline.store.money.purchases import _money
from careline.store.stamps import stamp

PROGRAMME = """
    SELECT s.name, g.approval, g.approve_within, g.ships, g.ship_within, g.pays_goods, g.pays_shipping, g.returns,
        g.return_above, g.warranty_months, g.doa_days, g.cap_units, g.cap_amount, g.cap_every, g.currency
    FROM programmes g JOIN parties s ON s.id = g.party_id
"""


def programme_of_party(fetch: Fetch, party_id: int) -> Programme | None:
    """The programme of a supplier, or None."""
    rows = fetch(f"{PROGRAMME} WHERE g.party_id = :party_id", party_id=party_id)
    return _programme(rows[0]) if rows else None


def programme_named(fetch: Fetch, supplier: str) -> Programme | None:
    """The programme of a supplier by name, case and accents aside, or None."""
    rows = fetch(f"{PROGRAMME} WHERE s.folded = :folded", folded=fold(supplier))
    return _programme(rows[0]) if rows else None


def programme_id(fetch: Fetch, party_id: int) -> int | None:
    """The row of a supplier's programme, or None."""
    rows = fetch("SELECT id FROM programmes WHERE party_id = :party_id", party_id=party_id)
    return int(rows[0][0]) if rows else None


def used_under(fetch: Fetch, party_id: int, currency: str, since: datetime, as_of: datetime) -> Used:
    """What went out under a supplier's programme between two moments: units, and what the supplier pays for them."""
    sent = "FROM replacements r WHERE r.supplier_id = :party_id AND r.shipped_at BETWEEN :since AND :as_of"
    bounds = {"party_id": party_id, "since": stamp(since), "as_of": stamp(as_of)}
    units = fetch(f"SELECT count(*) {sent}", **bounds)
    amount = fetch(
        f"""
        SELECT coalesce(sum(amount), 0) FROM costs
        WHERE payer = 'supplier' AND currency = :currency AND at <= :as_of
            AND replacement_id IN (SELECT r.id {sent})
        """,
        **bounds,
        currency=currency,
    )
    return Used(units[0][0], Money(amount[0][0], currency))


def _programme(row: Sequence[Any]) -> Programme:
    currency = row[14]
    return Programme(
        supplier=row[0],
        approval=Approval(row[1]),
        approve_within=row[2],
        ships=ShippedBy(row[3]),
        ship_within=row[4],
        pays_goods=Payer(row[5]),
        pays_shipping=Payer(row[6]),
        returns=Returns(row[7]),
        return_above=_money(row[8], currency),
        warranty_months=row[9],
        doa_days=row[10],
        cap_units=row[11],
        cap_amount=_money(row[12], currency),
        cap_every=Period(row[13]) if row[13] else None,
    )
