"""The lines of a crontab that are careline's.

Whatever else stands there is kept byte for byte: it is never parsed, and no two crons agree on what may stand in one.
"""

import re
import shlex
from collections.abc import Sequence
from itertools import pairwise

from careline.domain.time.schedule import BACKUP, NIGHT, Mornings

BEGIN = "# careline: begin"
END = "# careline: end"
_OURS = re.compile(r"careline.* (sweep|brief|mail briefs|backup)( --quiet)?( --all)?( --keep \d+)?$")


def block(careline: Sequence[str], mornings: Mornings, *, mails: bool = False) -> tuple[str, ...]:
    """The lines of a crontab that run careline, the words before its commands given. They are marked as ours.

    On the first morning of the week the page comes in any case: silence may be a dead cron. With `mails` careline mails
    it to each of the staff, where cron would mail what it prints to one.
    """
    page = ("mail", "briefs", "--quiet") if mails else ("brief",)
    in_any_case, otherwise = ((*page, "--all"), page) if mails else (page, (*page, "--quiet"))
    first, *others = mornings.days
    at = f"{mornings.at.minute} {mornings.at.hour} * *"
    runs: list[tuple[str, ...]] = [("*/15 * * * *", "sweep", "--quiet"), (f"{at} {_days([first])}", *in_any_case)]
    if others:
        runs.append((f"{at} {_days(others)}", *otherwise))
    runs.append((f"{NIGHT.minute} {NIGHT.hour} * * *", *BACKUP))
    width = max(len(when) for when, *_ in runs)
    lines = (f"{when:{width}}  {_command([*careline, *words])}" for when, *words in runs)
    return (f"{BEGIN} ('careline cron remove' takes these lines away)", *lines, END)


def with_block(table: str, lines: Sequence[str]) -> str:
    """The crontab with these lines as careline's: where the old ones stood, else at its end."""
    pieces = table.splitlines(keepends=True)
    ours = set(_places(pieces))
    kept = [(place, piece) for place, piece in enumerate(pieces) if place not in ours]
    start = min(ours, default=len(pieces))
    before = "".join(piece for place, piece in kept if place < start)
    after = "".join(piece for place, piece in kept if place > start)
    if before and not before.endswith("\n"):
        before += "\n"
    return before + "".join(f"{line}\n" for line in lines) + after


def without_block(table: str) -> str:
    """The crontab without careline's lines."""
    pieces = table.splitlines(keepends=True)
    ours = set(_places(pieces))
    return "".join(piece for place, piece in enumerate(pieces) if place not in ours)


def ours(table: str) -> tuple[str, ...]:
    """The lines of the crontab that are careline's."""
    pieces = table.splitlines()
    return tuple(pieces[place] for place in _places(pieces))


def _places(pieces: Sequence[str]) -> list[int]:
    """Where careline's lines are: the marks, and between them what runs careline; others may have been put there."""
    found = []
    inside = False
    for place, piece in enumerate(pieces):
        if piece.startswith((BEGIN, END)):
            inside = piece.startswith(BEGIN)
            found.append(place)
        elif inside and _OURS.search(piece.rstrip()):
            found.append(place)
    return found


def _days(days: Sequence[int]) -> str:
    """Days of the week as cron counts them, Sunday as 0: `1-4,6`."""
    counted = sorted((day + 1) % 7 for day in days)
    starts = [counted[0], *(day for before, day in pairwise(counted) if day > before + 1)]
    ends = [*(before for before, day in pairwise(counted) if day > before + 1), counted[-1]]
    return ",".join(
        f"{first}" if first == last else f"{first}-{last}" for first, last in zip(starts, ends, strict=True)
    )


def _command(words: Sequence[str]) -> str:
    """The words for sh; cron would end the command at a bare percent sign."""
    return shlex.join(words).replace("%", r"\%")
