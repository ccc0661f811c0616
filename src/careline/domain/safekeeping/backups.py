"""Backups: what each is called, when the next is due, and which of the old ones may go."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from careline.domain.time.moments import span
from careline.domain.values import frozen
from careline.domain.wording import counted

ASIDE = "before-restore"
"""What the name of a store says that was kept aside."""


@frozen
class Backup:
    """A backup that was made: when, where it was put, by what it is known again, and how many attachments it lacks."""

    at: datetime
    path: Path
    sha256: str
    size: int
    lacking: int = 0


@frozen
class Held:
    """What a store holds, in numbers; `newest` is the newest line of its log."""

    cases: int
    open_cases: int
    customers: int
    attachments: int
    newest: "Newest | None" = None


@frozen
class Newest:
    """A line of the log, as it is told."""

    number: int
    at: datetime
    who: str
    command: str


@frozen
class Lost:
    """How many commands a store has that a backup has not, and the first of them.

    `is_all` where the backup has none of them, and so is of another store.
    """

    count: int
    first: "Newest | None"
    is_all: bool


def dated_name(store: str, at: datetime, count: int = 1) -> str:
    """What a backup of a store is called that was made then, by the shop's clock; of one minute the second has a -2.

    `careline-2026-11-30-0911.db` for `careline.db`.
    """
    named = Path(store)
    return f"{named.stem}-{at:%Y-%m-%d-%H%M}{f'-{count}' if count > 1 else ''}{named.suffix}"


def aside_name(store: str, at: datetime, count: int = 1) -> str:
    """What a store is called that gave way to a backup then: `careline-before-restore-2026-11-30-0911.db`."""
    named = Path(store)
    return dated_name(f"{named.stem}-{ASIDE}{named.suffix}", at, count)


def is_dated(store: str, name: str) -> bool:
    """True for the name of a backup that careline has named by its date."""
    named = Path(store)
    date = r"\d{4}-\d\d-\d\d-\d{4}(-[1-9]\d*)?"
    return bool(re.fullmatch(rf"{re.escape(named.stem)}-{date}{re.escape(named.suffix)}", name))


def beyond(made: Iterable[Backup], keep: int) -> list[Backup]:
    """Those that are too many where the newest few are kept, the oldest first.

    Where each of the newest lacks an attachment, the newest that lacks none is kept too: nothing else has it any more.
    """
    ordered = sorted(made, key=lambda each: each.at)
    old, kept = ordered[:-keep], ordered[-keep:]
    whole = [each for each in old if not each.lacking] if all(each.lacking for each in kept) else []
    return [each for each in old if each not in whole[-1:]]


def age(at: datetime, now: datetime) -> str:
    """How old it is: `3 days old`; from the future it is not."""
    return f"{span(at, now)} old" if at <= now else "from the future"


def lacks_told(lacks: Sequence[str]) -> list[str]:
    """What to say of a backup that lacks what these attachments held: nothing where it has all."""
    if not lacks:
        return []
    more = f", and of {counted(len(lacks) - 1, 'more attachment')}" if lacks[1:] else ""
    return [f"It lacks the content of {lacks[0]}{more}. What to do about it: careline doctor."]


def holds_told(held: Held) -> str:
    """What a store holds, in a few words."""
    cases = counted(held.cases, "case")
    parts = [f"{cases} ({held.open_cases} open)", counted(held.customers, "customer")]
    parts += [counted(held.attachments, "attachment")] if held.attachments else []
    return ", ".join(parts)
