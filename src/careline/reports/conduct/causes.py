"""What cases came from: causes that come again first."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from careline.domain.conduct.lessons import CauseFound
from careline.domain.names import fold
from careline.domain.periods import Period
from careline.domain.report import Kind, Report, Section
from careline.domain.shop.shop import Shop
from careline.reports.listing import keyed
from careline.store.conduct import lessons
from careline.store.fetch import Fetch

COLUMNS = keyed(
    "cause cases customers products last_at actions done overdue cases_since_done",
    null="cases_since_done",
    cause="Cause",
    cases=("Cases", Kind.NUMBER),
    customers=("Customers", Kind.NUMBER),
    products="Products",
    last_at="Last",
    actions=("Actions", Kind.NUMBER),
    done=("Done", Kind.NUMBER),
    overdue=("Overdue", Kind.NUMBER),
    cases_since_done=("Cases since", Kind.NUMBER),
)
SECTIONS = {"causes": COLUMNS}


def causes(fetch: Fetch, shop: Shop, now: datetime, period: Period) -> Report:
    """The causes of a period, those of the most cases first, with what was done about them."""
    same: dict[str, list[CauseFound]] = defaultdict(list)
    for found in lessons.causes(fetch, period):
        same[fold(found.cause)].append(found)
    rows = sorted((_row(found, period.until) for found in same.values()), key=lambda row: (-_count(row), str(row[0])))
    return Report(
        name="causes",
        title="What caused cases",
        shop=shop.name,
        as_of=now,
        zone=shop.calendar.zone,
        since=period.since,
        until=period.until,
        nothing="No cause has been recorded.",
        sections=(Section("causes", SECTIONS["causes"], tuple(rows)),),
    )


def _row(found: Sequence[CauseFound], until: datetime) -> tuple[object, ...]:
    """A cause as it was last written; `cases_since_done` are those after the first action against it was done."""
    kept = [each.kept_at for each in found if each.kept_at]
    late = sum(each.due_at is not None and each.ended_at is None and each.due_at < until for each in found)
    since_done = len({each.case_id for each in found if kept and each.at > min(kept)}) if kept else None
    return (
        found[-1].cause,
        len({each.case_id for each in found}),
        len({each.customer_id for each in found}),
        ", ".join(dict.fromkeys(each.product for each in found if each.product)),
        found[-1].at,
        sum(each.promise_id is not None for each in found),
        len(kept),
        late,
        since_done,
    )


def _count(row: tuple[object, ...]) -> int:
    return int(str(row[1]))
