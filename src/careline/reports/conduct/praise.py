"""What customers praised, word for word, and who earned it."""

from datetime import datetime

from careline.domain.ids import show
from careline.domain.periods import Period
from careline.domain.report import Kind, Report, Section, Words
from careline.domain.shop.shop import Shop
from careline.reports.listing import keyed
from careline.store.conduct import lessons
from careline.store.fetch import Fetch

COLUMNS = keyed(
    "at case customer words earned_by",
    null="words earned_by",
    at=("When", Kind.MOMENT),
    case=("Case", Kind.ID),
    customer="Customer",
    words="Words",
    earned_by="Earned by",
)
SECTIONS = {"praise": COLUMNS}


def praise(fetch: Fetch, shop: Shop, now: datetime, period: Period) -> Report:
    """The praise of a period, the newest first."""
    return Report(
        name="praise",
        title="Praise",
        shop=shop.name,
        as_of=now,
        zone=shop.calendar.zone,
        since=period.since,
        until=period.until,
        nothing="No praise has been recorded.",
        sections=(
            Section(
                "praise",
                SECTIONS["praise"],
                tuple(
                    (
                        each.at,
                        show("C", each.case_id),
                        each.customer,
                        Words(each.words, said=True) if each.words else None,
                        each.earned_by,
                    )
                    for each in lessons.praised(fetch, period)
                ),
            ),
        ),
    )
