"""Whether careline runs by itself: what cron and its like start, and when the sweep ran last."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from careline.domain.errors import CarelineError, Misconfigured
from careline.domain.shop.scheduled import Run
from careline.domain.time import moments
from careline.domain.wording import counted
from careline.reports.safekeeping.findings import Examined, Finding, Unseen
from careline.schedulers import runs
from careline.settings import settings as configuration
from careline.store.ladder import cases_to_sweep
from careline.store.mornings import begun_at, last_sweep, sweeps_between

A_DAY = timedelta(days=1)
BY_ITSELF = 8
"""So many sweeps in a day are no longer made by hand: whatever makes them, it need not be in anybody's crontab."""
INSTALL = "Let cron run it: careline cron install."


def scheduled(seen: Examined) -> Iterator[Finding | Unseen]:
    """A program that cron starts and that is gone; a sweep of this store that nothing starts, though it is wanted."""
    try:
        ours = [run for run in runs() if _is_of(seen.store, run)]
    except Misconfigured as error:
        yield Unseen(str(error))
        return
    programs = (Path(run.program) for run in ours)
    if gone := next((each for each in programs if each.is_absolute() and not each.exists()), None):
        yield Finding(f"What cron starts, {gone}, is not there any more.", "To start this one: careline cron install.")
    elif not any(run.verb == "sweep" for run in ours) and _wants_sweeps(seen, last=begun_at(seen.fetch)):
        often = sweeps_between(seen.fetch, seen.now - A_DAY, seen.now)
        if often < BY_ITSELF:
            yield Finding("Nothing runs 'careline sweep' on this store by itself: your crontab does not.", INSTALL)


def sweeping(seen: Examined) -> Iterator[Finding]:
    """A sweep that does not run, though something is to be handed up."""
    swept_at = last_sweep(seen.fetch, seen.now)
    if not _wants_sweeps(seen, last=swept_at or begun_at(seen.fetch)):
        return
    if waiting := len(cases_to_sweep(seen.fetch, seen.now)):
        since = f"since {moments.short(swept_at, seen.now, seen.shop.calendar.zone)}" if swept_at else "yet"
        yield Finding(
            f"'careline sweep' has not run {since}, and {counted(waiting, 'case')} may have to be escalated.",
            f"{INSTALL} If it is installed, look whether cron runs.",
        )


def _wants_sweeps(seen: Examined, last: datetime | None) -> bool:
    """True of a shop with a ladder, or hooks, that was begun, or swept last, more than a day ago."""
    return bool(seen.settings.policy.ladder or seen.settings.hooks) and last is not None and seen.now - last > A_DAY


def _is_of(store: Path, run: Run) -> bool:
    """True for a command that is about this store, as cron knows it: it has little of the environment."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("CARELINE_", "XDG_"))}
    try:
        named = configuration.store_path(os.path.expandvars(run.db) if run.db else None, environ)
    except CarelineError:
        return False
    return os.path.realpath(named) == os.path.realpath(store)
