"""Whether customers with cases are invited to review as the others are."""

from collections import Counter
from datetime import datetime
from functools import cache

from careline.domain.people.invitations import BEFORE_ALL, SECOND, last_start
from careline.domain.periods import Period
from careline.domain.report import Column, Kind, Report, Section
from careline.domain.shop.shop import Shop
from careline.reports.promises.performers import FEWEST_FOR_A_RATE, median
from careline.store.fetch import Fetch
from careline.store.people import invitations as store

PARITY = (
    Column("customers", Kind.TEXT, "Customers"),
    Column("invited", Kind.NUMBER, "Invited"),
    Column("eligible", Kind.NUMBER, "Eligible"),
    Column("rate", Kind.RATE, "Rate", null=True),
    Column("held", Kind.NUMBER, "Held"),
    Column("due", Kind.NUMBER, "Not sent yet"),
    Column("median_days", Kind.DECIMAL, "Median days", null=True),
)
OPT_OUTS = (Column("opt_outs", Kind.NUMBER, "Opted out"),)
SECTIONS = {"parity": PARITY, "opt_outs": OPT_OUTS}


def invitations(fetch: Fetch, shop: Shop, now: datetime, period: Period) -> Report:
    """Invited of eligible, for customers with and without cases, by when the invitation fell due.

    Eligible is what fell due in the period and whose customer had not opted out. A customer is one with cases who had
    any before the invitation was sent. The days are those from the delivery to the invitation.
    """
    after = last_start(shop.policy.invite_after, shop, (period.since or BEFORE_ALL) - SECOND)
    by = last_start(shop.policy.invite_after, shop, period.until)
    released_by = last_start(shop.policy.invite_at_latest, shop, now)
    day_of = cache(shop.calendar.date_of)
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    days: dict[bool, Counter[int]] = {True: Counter(), False: Counter()}
    for each in store.fallen_due(fetch, now, after, by, released_by):
        mine = counts[each.with_cases]
        mine["eligible"] += each.count
        mine["held"] += each.count if each.held else 0
        if each.delivered_at and each.sent_at:
            mine["invited"] += each.count
            days[each.with_cases][(day_of(each.sent_at) - day_of(each.delivered_at)).days] += each.count
    opt_outs = store.opt_outs_between(fetch, period.since or BEFORE_ALL, period.until)
    return Report(
        name="invitations",
        title="Who is invited to review",
        shop=shop.name,
        as_of=now,
        zone=shop.calendar.zone,
        since=period.since,
        until=period.until,
        sections=(
            Section(
                "parity",
                SECTIONS["parity"],
                tuple(
                    _row(words, counts[with_cases], days[with_cases])
                    for words, with_cases in (("with cases", True), ("without cases", False))
                ),
            ),
            Section("opt_outs", SECTIONS["opt_outs"], ((opt_outs,),)),
        ),
    )


def _row(words: str, counts: Counter[str], days: Counter[int]) -> tuple[object, ...]:
    eligible, invited, held = counts["eligible"], counts["invited"], counts["held"]
    rate = invited / eligible if eligible >= FEWEST_FOR_A_RATE else None
    return (words, invited, eligible, rate, held, eligible - invited - held, median(list(days.elements())))
