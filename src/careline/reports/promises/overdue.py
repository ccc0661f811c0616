"""The main report: every overdue promise, the worst first, and the open cases that nobody has promised anything."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from careline.domain.casefile.case_file import CaseFile
from careline.domain.promises.promise_states import lateness
from careline.domain.report import Report, Section
from careline.domain.shop.shop import Shop
from careline.domain.time import moments
from careline.domain.time.working_time import Calendar
from careline.reports.promises import outstanding
from careline.store.fetch import Fetch

SECTIONS = {
    "overdue": outstanding.OVERDUE_COLUMNS,
    "due_soon": outstanding.OVERDUE_COLUMNS,
    "at_risk": outstanding.AT_RISK_COLUMNS,
    "silent": outstanding.SILENT_COLUMNS,
}
SOMETIMES = ("due_soon", "at_risk")
"""Only `--soon` asks for what is not overdue yet."""


def overdue(fetch: Fetch, shop: Shop, now: datetime, *, soon: bool = False) -> Report:
    """Every promise that is overdue, the oldest due first, and every open case without a promise.

    `since` is the same hour of the working day before: what fell due after it is new. With `soon` two sections more:
    what is due soon, and what rests on something that is late, or due after it.
    """
    since = day_before(shop.calendar, now)
    owed = outstanding.gather(fetch, shop, now, since)
    silent = outstanding.silent_files(fetch, shop, now)
    coming = outstanding.due_soon(fetch, shop, now) if soon else []
    shaky = outstanding.at_risk(fetch, shop, now) if soon else []
    new = sum(each.new for each in owed)
    return Report(
        name="overdue",
        title="Overdue",
        shop=shop.name,
        as_of=now,
        zone=shop.calendar.zone,
        since=since,
        headline=headline(owed, silent, shop.calendar, now, soon=len(coming), shaky=len(shaky)),
        changed=f"{new or 'None'} new since {weekday_and_hour(since, shop.calendar)}",
        closing=closing(owed, shop.calendar, now),
        nothing="Nothing is overdue.",
        sections=(
            Section(
                "overdue",
                SECTIONS["overdue"],
                tuple(outstanding.row(each) for each in owed),
                items=tuple(outstanding.item(each, shop, now) for each in owed),
            ),
            *(sections_to_come(coming, shaky, shop, now) if soon else ()),
            Section(
                "silent",
                SECTIONS["silent"],
                tuple(outstanding.silent_row(file) for file in silent),
                title="No promise at all",
                items=tuple(outstanding.silent_item(file, shop.calendar, now) for file in silent),
            ),
        ),
    )


def day_before(calendar: Calendar, now: datetime) -> datetime:
    """The same hour of the working day before, in UTC."""
    local = calendar.local(now)
    before = calendar.working_day_before(local.date())
    # Where a clock change skipped that hour, Python reads it with the offset before the change.
    return datetime.combine(before, local.time(), calendar.zone).astimezone(UTC)


def sections_to_come(
    coming: Sequence[outstanding.Overdue], shaky: Sequence[outstanding.AtRisk], shop: Shop, now: datetime
) -> Iterable[Section]:
    """What is not overdue yet, in the same columns."""
    items = tuple(outstanding.item(each, shop, now) for each in coming)
    yield Section(
        "due_soon",
        SECTIONS["due_soon"],
        tuple(outstanding.row(each) for each in coming),
        title="Due soon",
        items=items,
    )
    rows = tuple((*outstanding.row(each.owed), each.risk.waits_for.name, each.risk.why) for each in shaky)
    items = tuple(outstanding.at_risk_item(each, shop, now) for each in shaky)
    yield Section("at_risk", SECTIONS["at_risk"], rows, title="At risk", items=items)


def headline(
    owed: Sequence[outstanding.Overdue],
    silent: Sequence[CaseFile],
    calendar: Calendar,
    now: datetime,
    *,
    soon: int,
    shaky: int,
) -> str:
    """The sum and the worst, which is what a telephone shows."""
    parts = [f"{len(owed)} overdue." if owed else "Nothing is overdue."] if owed or not silent else []
    if soon:
        parts.append(f"{soon} due soon.")
    if shaky:
        parts.append(f"{shaky} at risk.")
    if silent:
        parts.append(f"{len(silent)} without a promise.")
    if owed:
        worst = owed[0]
        age = lateness(worst.promise.due_at, now, calendar)[1].removesuffix(" overdue")
        parts.append(f"First: {worst.file.case.customer.name}, {age}.")
    elif silent:
        parts.append(f"First: {silent[0].case.customer.name}.")
    return " ".join(parts)


def closing(owed: Sequence[outstanding.Overdue], calendar: Calendar, now: datetime) -> tuple[str, ...]:
    """The line of sum: how many, whose, and who asked and was not answered."""
    if not owed:
        return ()
    us = {each.promise.owner for each in owed}
    others = Counter(each.promise.performer for each in owed if each.promise.performer not in us)
    ours = len(owed) - others.total()
    whose = [f"{ours} ours"] if ours else []
    whose += [f"{count} {name}" for name, count in others.most_common()]
    waiting = {
        each.file.case.id: f"{each.file.case.customer.name}, since "
        f"{moments.short(each.file.tally.waiting_since, now, calendar.zone)}"
        for each in owed
        if each.waits_unanswered and each.file.tally.waiting_since
    }
    lines = [f"{len(owed)} overdue: {', '.join(whose)}."]
    if waiting:
        lines.append(f"! asked, unanswered: {'; '.join(waiting.values())}.")
    return tuple(lines)


def weekday_and_hour(moment: datetime, calendar: Calendar) -> str:
    """`Thu 12:00`."""
    local = calendar.local(moment)
    return f"{moments.day(moment, calendar.zone).split()[0]} {local.hour:02}:{local.minute:02}"
