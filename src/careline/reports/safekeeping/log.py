"""What was recorded, by whom, and what was taken back."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from careline.domain.ids import show
from careline.domain.report import Kind, Report
from careline.domain.shop.shop import Shop
from careline.reports.listing import keyed, listing
from careline.store.fetch import Reader
from careline.store.safekeeping import log

_COLUMNS = keyed(
    "id at who command cases case subject customer about undoes undone_by",
    null="case subject customer about undoes undone_by",
    id=("N", Kind.NUMBER),
    at=("When", Kind.MOMENT),
    who="Who",
    command="Command",
    cases="Cases",
    customer="Customer",
    about="About",
    undoes=("Undoes", Kind.LINE),
    undone_by=("Undone by", Kind.LINE),
)
COLUMNS = tuple(replace(each, sparse=each.key in {"undoes", "undone_by"}) for each in _COLUMNS)


def log_report(
    fetch: Reader, shop: Shop, now: datetime, *, case_id: int | None, who: str | None, day: date | None, last: int
) -> Report:
    """The newest commands that fit, the newest first; the rows are made while they are read."""
    since = until = None
    if day is not None:
        # Where a clock change skipped midnight, Python reads it with the offset before: the moment of the change.
        since, until = (
            datetime.combine(each, time(), shop.calendar.zone).astimezone(UTC)
            for each in (day, day + timedelta(days=1))
        )
    found = log.commands(fetch, last=last, since=since, until=until, who=who, case_id=case_id)
    rows = (
        {
            "id": command.id,
            "at": command.at,
            "who": command.who,
            "command": command.command,
            "cases": ", ".join(show("C", number) for number in command.cases),
            "case": show("C", of.case_id) if of.case_id else None,
            "subject": of.subject,
            "customer": of.customer,
            "about": of.about,
            "undoes": command.undoes,
            "undone_by": command.undone_by,
        }
        for command, of in log.lines_spoken_of(fetch, found)
    )
    return listing("commands", shop, now, COLUMNS, rows, passing=True)
