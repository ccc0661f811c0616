"""Of whom nothing was heard for longer than the shop keeps its customers."""

from datetime import datetime

from careline.domain.people.retention import kept_from
from careline.domain.report import Column, Kind, Report, Section
from careline.domain.shop.shop import Shop
from careline.domain.wording import counted, shell_word
from careline.store.fetch import Fetch
from careline.store.people.retention import quiet_since

COLUMNS = (
    Column("customer", Kind.TEXT, "Customer"),
    Column("last_at", Kind.MOMENT, "Last heard of"),
    Column("cases", Kind.NUMBER, "Cases"),
    Column("purchases", Kind.NUMBER, "Purchases"),
    Column("command", Kind.TEXT, "To forget them"),
)
SECTIONS = {"retention": COLUMNS}
UNSET = "You keep your customers for good: no retention_years is set under [policy] in the settings."


def retention(fetch: Fetch, shop: Shop, now: datetime) -> Report:
    """Of whom nothing was heard for longer than you keep your customers (`retention_years`). It forgets nobody.

    Whoever has an open case is never in it.
    """
    years = shop.policy.retention_years
    zone = shop.calendar.zone
    found = quiet_since(fetch, kept_from(years, now, zone), now) if years else ()
    rows = tuple(
        (
            each.customer.name,
            each.last_at,
            each.cases,
            each.purchases,
            f"careline customer forget {shell_word(each.customer.email or each.customer.name)}",
        )
        for each in found
    )
    return Report(
        name="retention",
        title="Past the time that we keep customers",
        shop=shop.name,
        as_of=now,
        zone=zone,
        nothing=f"Something was heard of everybody in the last {counted(years, 'year')}." if years else UNSET,
        sections=(Section("retention", SECTIONS["retention"], rows),),
    )
