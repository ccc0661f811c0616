"""Who sent us customers, and what came of it."""

from datetime import datetime

from careline.domain.report import Column, Kind, Report, Section
from careline.domain.shop.shop import Shop
from careline.store.fetch import Fetch
from careline.store.people import relations

COLUMNS = (
    Column("by", Kind.TEXT, "From"),
    Column("kind", Kind.TEXT, "Kind"),
    Column("customers", Kind.NUMBER, "Customers"),
    Column("cases", Kind.NUMBER, "Cases"),
    Column("purchases", Kind.NUMBER, "Purchases"),
    Column("amount", Kind.MONEY, "Amount"),
)
SECTIONS = {"referrals": COLUMNS}


def referrals(fetch: Fetch, shop: Shop, now: datetime) -> Report:
    """Who sent you customers, and what came of it. No rule looks at it.

    Purchases are counted in the shop's currency, cases whoever's doing they were.
    """
    rows = tuple(
        (each.name, each.kind, each.customers, each.cases, each.purchases, each.amount)
        for each in relations.referrers(fetch, now, shop.currency)
    )
    return Report(
        name="referrals",
        title="Who sent us customers",
        shop=shop.name,
        as_of=now,
        zone=shop.calendar.zone,
        nothing="No customer is recorded as a referral.",
        sections=(Section("referrals", SECTIONS["referrals"], rows),),
    )
