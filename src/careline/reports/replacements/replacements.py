"""Where every replacement is: what each live chain waits for, and the failed ones whose next attempt nobody began."""

from datetime import datetime

from careline.domain.casefile.case_file import CaseFile, file_as_of
from careline.domain.promises.arriving import arrival as arrival_of
from careline.domain.replacements import returns
from careline.domain.replacements.chain import chain_of, failures
from careline.domain.replacements.replacement import Replacement
from careline.domain.replacements.replacement_states import state
from careline.domain.replacements.returns import ReturnState
from careline.domain.report import Column, Kind, Report, Section
from careline.domain.shop.shop import Shop
from careline.domain.time.moments import day
from careline.render import goods
from careline.reports.listing import keyed
from careline.reports.replacements.tracks import old_units
from careline.store.casefile import case_files
from careline.store.fetch import Fetch
from careline.store.replacements.units import listed_replacements

LIVE = keyed(
    "replacement case customer subject item what attempt state days awaits since quantity",
    like=goods.REPLACEMENT,
    replacement=("Replacement", Kind.ID),
    case="Case",
    customer="Customer",
    what="Item",
    attempt="Attempt",
    days=("Days", Kind.NUMBER),
    awaits="Waits for",
    since=("Since", Kind.MOMENT),
)
FAILED: tuple[Column, ...] = keyed(
    "case customer subject replacement item what attempt outcome days since quantity",
    like=goods.REPLACEMENT,
    null="since",
    case="Case",
    customer="Customer",
    replacement=("Replacement", Kind.ID),
    what="Item",
    attempt="Attempt",
    outcome="Outcome",
    days=("Days", Kind.NUMBER),
    since=("Since", Kind.MOMENT),
)


SECTIONS = {"replacements": LIVE, "failed": FAILED}


def replacements(fetch: Fetch, shop: Shop, now: datetime) -> Report:
    """The live replacements and what each waits for, and the failed ones of open cases that nobody has followed up."""
    sent = listed_replacements(fetch, now)
    whole = case_files(fetch, dict.fromkeys(each.case_id for each in sent))
    files = [known for file in whole if (known := file_as_of(file, now, shop))]
    live, failed = [], []
    for file in files:
        about = (file.case.name, file.case.customer.name, file.case.subject)
        days = (shop.calendar.date_of(now) - shop.calendar.date_of(file.case.opened_at)).days
        going_on = [each for each in file.replacements if each.is_live]
        for each in going_on:
            awaits, since = _awaited(each, file, shop)
            awaits += _old_unit(each, file, shop, now)
            unit = (each.item, each.counted_item, each.attempt, state(each))
            live.append((each.name, *about, *unit, days, awaits, since, each.quantity))
        lasts = [each for each in file.replacements if each.declined_at is None]
        if file.case.is_open and not going_on and (unfinished := failures(lasts)):
            last = unfinished[-1][-1]
            what = (last.item, last.counted_item, last.attempt, last.outcome)
            failed.append((*about, last.name, *what, days, last.outcome_at, last.quantity))
    return Report(
        name="replacements",
        title="Replacements",
        shop=shop.name,
        as_of=now,
        zone=shop.calendar.zone,
        nothing="No replacement is under way.",
        sections=(
            Section("replacements", SECTIONS["replacements"], tuple(live)),
            Section("failed", SECTIONS["failed"], tuple(failed), title="Failed, with no next one requested"),
        ),
    )


def _awaited(each: Replacement, file: CaseFile, shop: Shop) -> tuple[str, datetime]:
    """What a unit waits for, and since when."""
    _, since = each.last_step
    if each.waits_for_approval:
        return f"approval by {each.approver}", since
    if each.shipped_at is None:
        return f"shipping by {each.supplier if each.shipped_by == 'supplier' else 'us'}", since
    if each.delivered_at is None:
        arrival = arrival_of(file.promises, each.parcel)
        return f"arrival{f' by {day(arrival.due_at, shop.calendar.zone)}' if arrival else ''}", since
    return f"a word from {file.case.customer.first_name}", since


def _old_unit(each: Replacement, file: CaseFile, shop: Shop, now: datetime) -> str:
    """Which old units of its chain are still to come back, and by which day."""
    chain = {other.id for other in chain_of(each, file.replacements)}
    still = (ReturnState.AWAITED, ReturnState.OVERDUE)
    awaited = [r for r in file.returns if r.replacement_id in chain and returns.state(r, now) in still]
    if not awaited:
        return ""
    units = {other.id: other.quantity for other in file.replacements}
    old = old_units(sum(units[r.replacement_id] for r in awaited))
    return f"; {old}, by {day(min(r.due_at for r in awaited), shop.calendar.zone)}"
