"""What only looks: each module gathers rows and answers with a Report."""

from collections.abc import Callable
from datetime import datetime

from careline.domain.report import Column, Report, Section
from careline.domain.shop import Shop
from careline.reports.brief import brief
from careline.reports.overdue import overdue
from careline.reports.performers import performers
from careline.store.database import Fetch


def reports(fetch: Fetch, shop: Shop, now: datetime) -> Report:
    """The reports there are."""
    rows = tuple(
        (name, (report.__doc__ or "").splitlines()[0]) for name, report in REPORTS.items() if report != reports
    )
    return Report(
        name="reports",
        title="Reports",
        shop=shop.name,
        as_of=now,
        zone=shop.calendar.zone,
        sections=(Section("reports", (Column("report", title="Report"), Column("about", title="What it says")), rows),),
    )


REPORTS: dict[str, Callable[..., Report]] = {
    "overdue": overdue,
    "brief": brief,
    "performers": performers,
    "reports": reports,
}
"""Every report by name: `report(fetch, shop, now)`."""
