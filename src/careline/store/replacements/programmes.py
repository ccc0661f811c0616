"""Suppliers' programmes, and what of their caps is used."""

from datetime import datetime

from careline.domain.money.costs import Payer
from careline.domain.money.money import Money
from careline.domain.names import fold
from careline.domain.replacements.programmes import Approval, Period, Programme, Returns, Used
from careline.domain.replacements.replacement import ShippedBy
from careline.store.columns import Columns
from careline.store.fetch import Fetch
from careline.store.stamps import stamp

OF_PROGRAMME = Columns(
    Programme,
    supplier="s.name",
    approval=("g.approval", Approval),
    approve_within="g.approve_within",
    ships=("g.ships", ShippedBy),
    ship_within="g.ship_within",
    pays_goods=("g.pays_goods", Payer),
    pays_shipping=("g.pays_shipping", Payer),
    returns=("g.returns", Returns),
    return_above=Columns(Money, amount="g.return_above", currency="g.currency"),
    warranty_months="g.warranty_months",
    doa_days="g.doa_days",
    cap_units="g.cap_units",
    cap_amount=Columns(Money, amount="g.cap_amount", currency="g.currency"),
    cap_every=("g.cap_every", Period),
)
PROGRAMME = f"SELECT {OF_PROGRAMME.sql} FROM programmes g JOIN parties s ON s.id = g.party_id"


def programme_of_party(fetch: Fetch, party_id: int) -> Programme | None:
    """The programme of a supplier, or None."""
    rows = fetch(f"{PROGRAMME} WHERE g.party_id = :party_id", party_id=party_id)
    return next(map(OF_PROGRAMME.read, rows), None)


def programme_named(fetch: Fetch, supplier: str) -> Programme | None:
    """The programme of a supplier by name, case and accents aside, or None."""
    rows = fetch(f"{PROGRAMME} WHERE s.folded = :folded", folded=fold(supplier))
    return next(map(OF_PROGRAMME.read, rows), None)


def programme_id(fetch: Fetch, party_id: int) -> int | None:
    """The row of a supplier's programme, or None."""
    rows = fetch("SELECT id FROM programmes WHERE party_id = :party_id", party_id=party_id)
    return next((number for (number,) in rows), None)


def used_under(fetch: Fetch, party_id: int, currency: str, since: datetime, as_of: datetime) -> Used:
    """What went out under a supplier's programme between two moments: units, and what the supplier pays for them."""
    sent = "FROM replacements r WHERE r.supplier_id = :party_id AND r.shipped_at BETWEEN :since AND :as_of"
    bounds = {"party_id": party_id, "since": stamp(since), "as_of": stamp(as_of)}
    ((units,),) = fetch(f"SELECT coalesce(sum(r.quantity), 0) {sent}", **bounds)
    ((amount,),) = fetch(
        f"""
        SELECT coalesce(sum(amount), 0) FROM costs
        WHERE payer = 'supplier' AND currency = :currency AND at <= :as_of
            AND replacement_id IN (SELECT r.id {sent})
        """,
        **bounds,
        currency=currency,
    )
    return Used(units, Money(amount, currency))
