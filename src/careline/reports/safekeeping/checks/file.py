"""The file itself: whole, and without rows that refer to nothing; its indexes of words; the clock."""

import shlex
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from careline.domain.safekeeping import clock
from careline.domain.wording import sentence
from careline.reports.safekeeping.findings import MOST, Examined, Finding, Fix
from careline.store import search
from careline.store.backups import listed
from careline.store.copying import flaws, journal_mode
from careline.store.file import REVISIONS
from careline.store.knowledge import articles
from careline.store.recording import Recording
from careline.store.safekeeping import log, unsound
from careline.store.schema import differences


def newest_backup(store: Path) -> str | None:
    """How to look at the newest backup that is there, or None without one."""
    newest = listed.newest_there(store)
    if newest is None:
        return None
    return f"See what your newest backup holds: {shlex.join(['careline', 'restore', str(newest.path), '--dry-run'])}."


def go_back(store: Path) -> str:
    """How to go back to a backup."""
    return newest_backup(store) or (
        "No backup of it is known here; if you have one elsewhere: careline restore FILE --dry-run."
    )


def integrity(seen: Examined) -> Iterator[Finding]:
    """What SQLite finds wrong with the file."""
    for flaw in flaws(seen.fetch, MOST):
        yield Finding(f"The file is damaged: {flaw}", go_back(seen.store))


def journal(seen: Examined) -> Iterator[Finding]:
    """A journal of another kind, which leaves what was recorded last in a second file."""
    if journal_mode(seen.fetch) == "wal":
        change = shlex.join(["sqlite3", str(seen.store), "PRAGMA journal_mode = DELETE"])
        yield Finding(
            "Another program has given the store a journal of another kind (WAL): what was recorded last may lie in a "
            "second file beside it, which a copy of the store lacks.",
            f"Change it back while nobody uses it: {change}",
        )


def schema(seen: Examined) -> Iterator[Finding]:
    """Views and indexes that somebody has added, which do no harm until an upgrade."""
    for each in differences.differences(seen.fetch, REVISIONS[-1]):
        name = each.name.replace('"', '""')
        drop = shlex.join(["sqlite3", str(seen.store), f'DROP {each.kind.upper()} "{name}"'])
        yield Finding(f"{sentence(str(each))}.", f"It does no harm, and may go with: {drop}")


def values(seen: Examined) -> Iterator[Finding]:
    """Values that careline would not have written, and rows that refer to one that is not there."""
    for each in islice(unsound.all_unsound(seen.fetch), MOST):
        yield Finding(
            f"Row {each.row} of {each.table} has {each.value!r} as {each.column}, where {each.must_be} must stand.",
            go_back(seen.store),
        )


def words(seen: Examined) -> Iterator[Finding]:
    """Indexes of words that do not say what the rows say, so that find misses something."""
    cases, customers, entries = search.stale(seen.fetch), search.stale_customers(seen.fetch), articles.stale(seen.fetch)
    lost = [
        f"{count} {noun if count == 1 else f'{noun}s'}"
        for count, noun in ((cases, "case"), (customers, "customer"), (entries, "article"))
        if count
    ]
    if lost:
        yield Finding(
            f"The index of words is out of date for {' and '.join(lost)}: find and completion may miss something.",
            "To make it anew: careline doctor --fix.",
            Fix("Make the index of words anew?", "the index of words", "doctor --fix search", _index_anew),
        )


def clock_behind(seen: Examined) -> Iterator[Finding]:
    """A clock that stands before the newest line of the log, so that nothing can be recorded (G11)."""
    newest = log.newest(seen.fetch, seen.now)
    if newest and clock.stands_for(seen.now, newest.at) is None:
        zone = seen.shop.calendar.zone
        yield Finding(
            f"{clock.told(newest, seen.now, zone)}, so nothing can be recorded.",
            "If the clock is wrong, set it right. If it is right, and the log was written by a wrong one: "
            f"'careline undo {newest.id}' takes the line back, 'careline doctor --fix' takes such lines as they are.",
            Fix(
                "Is the clock right, and are the lines of the log to stay as they are?",
                "the clock",
                clock.TAKEN_AS_THEY_ARE,
            ),
        )


def _index_anew(work: Recording) -> None:
    search.fill(work.run)
    articles.fill(work.fetch, work.run)
