"""Old units on their way back: awaited, overdue, received, and what became of the rest."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from careline.domain.replacements.returns import Return, ReturnState, days_late, state
from careline.domain.report import Column, Kind, Report, Section
from careline.domain.shop.shop import Shop
from careline.render import goods
from careline.reports.listing import keyed, listing
from careline.store.fetch import Fetch
from careline.store.replacements import returns_and_claims
from careline.store.replacements.returns_and_claims import About

COMING = (ReturnState.AWAITED, ReturnState.OVERDUE)
OVER = (ReturnState.WAIVED, ReturnState.INSPECTED)
ABOUT = "replacement case customer subject item"
SHOWN: dict[str, Any] = {
    "replacement": "Replacement",
    "case": "Case",
    "customer": "Customer",
    "item": "Item",
    "due_at": "Due",
    "received_at": "Received",
    "days": ("Days late", Kind.NUMBER),
    "state": "State",
    "became": "Became",
    "finding": "Found",
}


def _columns(keys: str) -> tuple[Column, ...]:
    return keyed(keys, like=goods.RETURN, null="days", **{key: SHOWN[key] for key in keys.split() if key in SHOWN})


AWAITED = _columns(f"{ABOUT} asked_at due_at")
OVERDUE = _columns(f"{ABOUT} asked_at due_at days")
RECEIVED = _columns(f"{ABOUT} due_at received_at days")
ENDED = _columns(f"{ABOUT} state became finding due_at waived_at waived_because received_at inspected_at days")
SECTIONS = {"overdue": OVERDUE, "awaited": AWAITED, "received": RECEIVED, "ended": ENDED}
LISTED = _columns(
    "replacement case customer item due_at state days became subject asked_at received_at inspected_at finding "
    "waived_at waived_because"
)


def returns(fetch: Fetch, shop: Shop, now: datetime) -> Report:
    """Old units that are to come back: awaited, overdue, not inspected yet, and what became of the rest."""
    found = returns_and_claims.all_returns(fetch, now)
    rows = _rows(found, returns_and_claims.about(fetch, [each.replacement_id for each in found]), shop, now)

    def section(name: str, title: str, *states: ReturnState) -> Section:
        columns = SECTIONS[name]
        mine = [row for row in rows if row["state"] in states]
        return Section(name, columns, tuple(tuple(row[c.key] for c in columns) for row in mine), title=title)

    return Report(
        name="returns",
        title="Returns",
        shop=shop.name,
        as_of=now,
        zone=shop.calendar.zone,
        nothing="No old unit was asked for.",
        sections=(
            section("overdue", "Overdue", ReturnState.OVERDUE),
            section("awaited", "Awaited", ReturnState.AWAITED),
            section("received", "Received, not inspected", ReturnState.RECEIVED),
            section("ended", "What became of the rest", *OVER),
        ),
    )


def return_list(fetch: Fetch, shop: Shop, now: datetime, *, unfinished: bool) -> Report:
    """Returns by their due moment; with `unfinished` those neither waived nor inspected."""
    found = [
        each for each in returns_and_claims.all_returns(fetch, now) if not (unfinished and state(each, now) in OVER)
    ]
    rows = _rows(found, returns_and_claims.about(fetch, [each.replacement_id for each in found]), shop, now)
    return listing("returns", shop, now, LISTED, rows)


def _rows(found: list[Return], about: Mapping[int, About], shop: Shop, now: datetime) -> list[dict[str, Any]]:
    return [_row(each, about[each.replacement_id], shop, now) for each in found]


def _row(each: Return, about: About, shop: Shop, now: datetime) -> dict[str, Any]:
    return {
        "replacement": each.replacement,
        "case": about.case,
        "customer": about.customer,
        "subject": about.subject,
        "item": about.item,
        "state": state(each, now),
        "asked_at": each.asked_at,
        "due_at": each.due_at,
        "waived_at": each.waived_at,
        "waived_because": each.waived_because,
        "received_at": each.received_at,
        "inspected_at": each.inspected_at,
        "became": each.became,
        "finding": each.finding,
        "days": days_late(each, now, shop.calendar),
    }
