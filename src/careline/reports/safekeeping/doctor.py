"""What is wrong with a store and its surroundings, and what to do about it: one check after another."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime

from careline.domain.errors import StoreBusy, StoreFault
from careline.domain.report import Kind, Report
from careline.domain.shop.shop import Shop
from careline.domain.values import frozen
from careline.reports.listing import keyed, listing
from careline.reports.safekeeping.checks import copies, file, place, record, setup
from careline.reports.safekeeping.findings import Check, Examined, Finding

COLUMNS = keyed("check finding advice fix", check="Check", finding="Finding", advice="What to do", fix=Kind.FLAG)
CHECKS = (
    Check("clock", "the clock stands after the newest line of the log", file.clock_behind),
    Check("file", "SQLite finds the file whole", file.integrity),
    Check("journal", "all that is recorded is in one file, and in no journal of another kind", file.journal),
    Check("schema", "nobody has added a view or an index", file.schema),
    Check("values", "each value is one that careline writes, and each row that it refers to is there", file.values),
    Check("log", "every row stands as the log says", record.log_against_rows),
    Check("numbers", "no number is given out twice", record.numbers),
    Check("guarantees", "nothing that is stored breaks a guarantee, as far as rows can show it", record.guarantees),
    Check("search", "find looks for the words that the rows have", file.words),
    Check("attachments", "what was attached is there, as it was", copies.contents),
    Check("orphans", "nothing lies among the attachments that the store does not name", copies.orphans),
    Check("sqlite", "SQLite is new enough", place.sqlite),
    Check("disk", "the store lies on a disk of this computer, in a folder that nothing copies to others", place.disk),
    Check("room", "there is room for a backup, and for bringing the store up to date", place.room),
    Check("permissions", "nobody else can read what belongs to careline, nor change the settings", place.permissions),
    Check("drafts", "no killed command has left anything", place.drafts),
    Check("zone", "the time zone is the same here and in cron", setup.zone),
    Check("holidays", "the public holidays of this year and the next are known", setup.public_holidays),
    Check("ladder", "everybody on the ladder can take what is escalated", setup.ladder),
    Check("people", "the shop's owner is on its staff, and nothing belongs to somebody who has retired", setup.people),
    Check("sweep", "the sweep has run within a day where something may have to be escalated", setup.sweeping),
    Check("backup", "the last backup is not older than a week", copies.recent_backup),
    Check("second", "the second folder for backups is there, on another disk", copies.second_folder),
    Check("rehearsal", "the last backup is there, as it was made, whole, and of this store", copies.rehearsal),
)
"""All checks, in the order in which they are made and told."""


@frozen
class Found:
    """A finding, and the check that found it."""

    check: str
    finding: Finding


def findings(examine: Callable[[], AbstractContextManager[Examined]]) -> list[Found]:
    """What all checks find; each looks at the store anew, so that nobody waits for all of them to record.

    What keeps a check from looking is its finding. Raises StoreBusy, and StoreFault where nothing can be looked at.
    """
    found: list[Found] = []
    for check in CHECKS:
        with examine() as seen:
            try:
                found += [Found(check.name, each) for each in check.find(seen)]
            except StoreBusy:
                raise
            except StoreFault as error:
                told = Finding(f"Not all could be looked at: {error}", file.go_back(seen.store))
                # What is damaged keeps several checks from looking.
                if told not in [each.finding for each in found]:
                    found.append(Found(check.name, told))
    return found


def doctor_report(found: Sequence[Found], done: Iterable[str], shop: Shop, now: datetime) -> Report:
    """What was found and is not put right, and what was."""
    rows = (
        {"check": each.check, "finding": each.finding.finding, "advice": each.finding.advice}
        | {"fix": each.finding.fix is not None}
        for each in found
    )
    put_right = ", ".join(done)
    nothing = f"Put right: {put_right}." if put_right else f"No problems found. Looked at: {all_names()}."
    return replace(listing("findings", shop, now, COLUMNS, rows), nothing=nothing)


def all_names() -> str:
    """The names of all checks, as a sentence has them."""
    *others, last = (check.name for check in CHECKS)
    return f"{', '.join(others)} and {last}"
