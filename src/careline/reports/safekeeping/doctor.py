"""What is wrong with a store and its surroundings, and what to do about it: one check after another."""

from collections.abc import Callable, Container, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from careline.domain.errors import StoreBusy, StoreFault
from careline.domain.report import Key, Kind, Report, Several, Shape
from careline.domain.shop.shop import Shop
from careline.domain.values import frozen
from careline.reports.listing import keyed, listing
from careline.reports.safekeeping.checks import copies, file, place, record, running, setup
from careline.reports.safekeeping.findings import Check, Examined, Finding, Unseen

COLUMNS = keyed("check finding advice fix", check="Check", finding="Finding", advice="What to do", fix=Kind.FLAG)
FOUND = Shape("", "", tuple(Key(column.key, column.kind) for column in COLUMNS))
SOURCES = Shape(
    "sources",
    "where the settings come from: the file, null where there is none; the store; and what of the environment and "
    "which flags count as well",
    (Key("file", null=True), Key("store"), Key("environment", Several(Kind.TEXT)), Key("flags", Several(Kind.TEXT))),
)
UNSEEN = Shape("unseen", "a check that could not look at something here, and why", (Key("check"), Key("why")))
ANSWER = Shape(
    "examined",
    "what is wrong, where the settings come from, and what could not be looked at",
    (
        Key("as_of", Kind.MOMENT),
        Key("items", Several(FOUND)),
        Key("settings", SOURCES),
        Key("not_looked_at", Several(UNSEEN)),
    ),
)
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
    Check("forgotten", "nothing is left of whoever was forgotten", copies.forgotten),
    Check("sqlite", "SQLite is new enough", place.sqlite),
    Check("disk", "the store lies on a disk of this computer, in a folder that nothing copies to others", place.disk),
    Check("room", "there is room for a backup, and for bringing the store up to date", place.room),
    Check("permissions", "nobody else can read what belongs to careline, nor change the settings", place.permissions),
    Check("drafts", "no killed command has left anything", place.drafts),
    Check("settings", "no variable of the environment says otherwise, and none is mistyped", setup.sources),
    Check("zone", "the time zone is the same here and in cron", setup.zone),
    Check("holidays", "the public holidays of this year and the next are known", setup.public_holidays),
    Check("ladder", "everybody on the ladder is known, and can take what is escalated", setup.ladder),
    Check("hooks", "the programs that hooks call are there, and can be run", setup.hooks),
    Check("people", "the settings name our own, and nothing belongs to somebody who has retired", setup.people),
    Check("mail", "the mail account has its password, which nobody else can read, and all mail went out", setup.mail),
    Check(
        "cron",
        "where there is a ladder, or hooks, the sweep is run by itself, by a program that is there",
        running.scheduled,
    ),
    Check("sweep", "the sweep has run within a day where something may have to be escalated", running.sweeping),
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


@frozen
class Sources:
    """Where the settings come from: the file, which need not be there, and what of the environment and which flags."""

    file: Path
    store: Path
    environment: Sequence[str]
    flags: Sequence[str]

    def told(self) -> list[str]:
        """The same in a line or two."""
        there = str(self.file) if self.file.exists() else f"none yet; careline config init writes {self.file}"
        lines = [f"Settings: {there}. Store: {self.store}."]
        others = [*self.environment, *self.flags]
        return [*lines, *([f"From the environment and flags: {', '.join(others)}."] if others else [])]


def findings(
    examine: Callable[[], AbstractContextManager[Examined]],
) -> tuple[list[Found], list[tuple[str, str]]]:
    """What all checks find; each looks at the store anew, so that nobody waits for all of them to record.

    With it come the checks that could not look here, each with why. What keeps a check from looking at the store is its
    finding. Raises StoreBusy, and StoreFault where nothing can be looked at.
    """
    found: list[Found] = []
    unseen: list[tuple[str, str]] = []
    for check in CHECKS:
        with examine() as seen:
            try:
                for each in check.find(seen):
                    if isinstance(each, Unseen):
                        unseen.append((check.name, each.why))
                    else:
                        found.append(Found(check.name, each))
            except StoreBusy:
                raise
            except StoreFault as error:
                told = Finding(f"Not all could be looked at: {error}", file.go_back(seen.store))
                # What is damaged keeps several checks from looking.
                if told not in [each.finding for each in found]:
                    found.append(Found(check.name, told))
    return found, unseen


def doctor_report(
    found: Sequence[Found],
    unseen: Sequence[tuple[str, str]],
    done: Iterable[str],
    sources: Sources,
    shop: Shop,
    now: datetime,
) -> Report:
    """What was found and is not put right, what was, what could not be looked at, and where the settings come from."""
    rows = (
        {"check": each.check, "finding": each.finding.finding, "advice": each.finding.advice}
        | {"fix": each.finding.fix is not None}
        for each in found
    )
    put_right = ", ".join(done)
    looked = all_but({check for check, _ in unseen})
    nothing = f"Put right: {put_right}." if put_right else f"No problems found. Looked at: {looked}."
    here = SOURCES.of(sources) | {"file": str(sources.file) if sources.file.exists() else None}
    beside = {
        "settings": here | {"store": str(sources.store)},
        "not_looked_at": [UNSEEN.filled(check=check, why=why) for check, why in unseen],
    }
    closing = (*(f"Not looked at: {check}. {why}" for check, why in unseen), *sources.told())
    return replace(listing("findings", shop, now, COLUMNS, rows), nothing=nothing, closing=closing, beside=beside)


def all_but(unseen: Container[str]) -> str:
    """The names of all checks but these, as a sentence has them."""
    *others, last = (check.name for check in CHECKS if check.name not in unseen)
    return f"{', '.join(others)} and {last}"
