"""Our own faults: how soon the customer was told, and which of them nobody has told yet (G9)."""

from datetime import datetime, timedelta

from careline.domain.cases.case import FoundBy
from careline.domain.conduct.lessons import Disclosed
from careline.domain.ids import show
from careline.domain.periods import Period
from careline.domain.report import Kind, Report, Section
from careline.domain.shop.shop import Shop
from careline.reports.listing import keyed
from careline.reports.promises.performers import median
from careline.store.conduct import lessons
from careline.store.fetch import Fetch

TOLD = keyed(
    "case customer subject found_by opened_at told_at hours",
    case=("Case", Kind.ID),
    customer="Customer",
    subject="Subject",
    found_by=("Found by", FoundBy),
    opened_at="Found",
    told_at="Told",
    hours=("Hours between", Kind.DECIMAL),
)
NOT_TOLD = tuple(column for column in TOLD if column.key not in ("told_at", "hours"))
SECTIONS = {"not_told": NOT_TOLD, "told": TOLD}
HOUR = timedelta(hours=1)


def disclosures(fetch: Fetch, shop: Shop, now: datetime, period: Period) -> Report:
    """The faults of ours that were told in a period, by the clock, and those not told by its end."""
    found = lessons.disclosed(fetch, period)
    told = tuple((*_about(each), each.told_at, _hours(each)) for each in found if each.told_at)
    middle = median([_hours(each) for each in found if each.told_at])
    return Report(
        name="disclosures",
        title="Our own faults",
        shop=shop.name,
        as_of=now,
        zone=shop.calendar.zone,
        since=period.since,
        until=period.until,
        closing=(f"Hours from finding to telling: {middle:g} (median).",) if middle is not None else (),
        nothing="No fault of ours is recorded.",
        sections=(
            Section(
                "not_told",
                SECTIONS["not_told"],
                tuple(_about(each) for each in found if not each.told_at),
                title="Not told",
            ),
            Section("told", SECTIONS["told"], told, title="Told"),
        ),
    )


def _about(each: Disclosed) -> tuple[object, ...]:
    return (show("C", each.case_id), each.customer, each.subject, each.found_by, each.opened_at)


def _hours(each: Disclosed) -> float:
    return round(((each.told_at or each.opened_at) - each.opened_at) / HOUR, 1)
