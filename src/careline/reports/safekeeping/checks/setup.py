"""How the shop is set up: its zone, its holidays, who takes what is handed up, and whether cron runs."""

import os
import shlex
from collections.abc import Iterator
from datetime import timedelta

from careline.domain.names import fold
from careline.domain.staff import STAFF
from careline.domain.time import moments
from careline.reports.safekeeping.findings import MOST, Examined, Finding
from careline.settings import zone as of_system
from careline.settings.zone import UnknownSystemZone, variable
from careline.store.ladder import cases_to_sweep
from careline.store.mornings import begun_at, last_sweep
from careline.store.people import staff
from careline.store.people.parties import all_parties
from careline.store.time import holidays

SET_IT = "Set timezone under [shop] in the settings: every command then has the same, cron's too."
A_DAY = timedelta(days=1)


def zone(seen: Examined) -> Iterator[Finding]:
    """A time zone that this terminal alone says."""
    source = seen.settings.sources.get("shop.timezone")
    if source == "environment":
        yield Finding(f"The time zone {seen.settings.zone} comes from CARELINE_TZ, which cron does not have.", SET_IT)
    elif source is None and variable(os.environ, "TZ"):
        here = seen.shop.calendar.zone.key
        try:
            elsewhere = of_system.system_zone({})
        except UnknownSystemZone:
            elsewhere = "which is not known"
        if here != elsewhere:
            yield Finding(f"The time zone here is {here}, from TZ; the system's, and cron's, is {elsewhere}.", SET_IT)


def public_holidays(seen: Examined) -> Iterator[Finding]:
    """Years whose public holidays count as working days, as nobody has looked them up."""
    if seen.settings.country is None:
        return
    known = holidays.stored(seen.fetch, seen.settings.country, seen.settings.region or "").years
    year = seen.shop.calendar.date_of(seen.now).year
    if lacking := [str(each) for each in (year, year + 1) if each not in known]:
        yield Finding(
            f"The public holidays of {' and '.join(lacking)} are not known and count as working days.",
            "Look them up: careline config holidays.",
        )


def ladder(seen: Examined) -> Iterator[Finding]:
    """Rungs of somebody who has retired, or whom nobody knows."""
    known = {fold(party.name): party for party in all_parties(seen.fetch)}
    for rung in seen.settings.policy.ladder:
        to = known.get(fold(rung.to))
        if to and to.retired_at:
            yield Finding(
                f"{rung.to}, on the ladder, has retired and is passed over.",
                "Name somebody else under [[ladder]] in the settings.",
            )
        if to is None and not rung.is_the_performers:
            add = shlex.join(["careline", "party", "add", rung.to, "--kind", "staff"])
            yield Finding(
                f"{rung.to}, on the ladder, is nobody that careline knows: no sweep can run.",
                f"Write the name as careline party list has it, or: {add}.",
            )


def people(seen: Examined) -> Iterator[Finding]:
    """An owner of the shop who is not on its staff, and promises that belong to somebody who has retired."""
    known = {fold(party.name): party for party in all_parties(seen.fetch)}
    owner = known.get(fold(seen.settings.owner))
    if owner and (owner.retired_at or owner.kind not in (STAFF, None)):
        what = "has retired" if owner.retired_at else f"is known as a {owner.kind}, and is not one of us"
        yield Finding(
            f"{owner.name}, the owner of the shop in the settings, {what}.",
            "Name the owner under [shop] in the settings.",
        )
    for number, case_id, name in staff.left_behind(seen.fetch, MOST):
        yield Finding(
            f"P-{number} belongs to {name}, who has retired.",
            f"Hand its case over: careline hand-over C-{case_id} --to NAME --because TEXT.",
        )


def sweeping(seen: Examined) -> Iterator[Finding]:
    """A sweep that does not run, though something is to be handed up."""
    swept_at = last_sweep(seen.fetch, seen.now)
    last = swept_at or begun_at(seen.fetch)
    if not seen.settings.policy.ladder or last is None or seen.now - last <= A_DAY:
        return
    if waiting := len(cases_to_sweep(seen.fetch, seen.now)):
        since = f"since {moments.short(swept_at, seen.now, seen.shop.calendar.zone)}" if swept_at else "yet"
        cases = "1 case" if waiting == 1 else f"{waiting} cases"
        yield Finding(
            f"'careline sweep' has not run {since}, and {cases} may have to be escalated.",
            "Let cron run it: careline cron install. If it is installed, look whether cron runs.",
        )
