"""Plays three weeks of a script: what people type, what cron sweeps, and the page that it mails on every morning."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from tests.shop import ZONE, Shop, local

SCRIPT = Path(__file__).with_name("three_weeks.txt")
IDLE = (date(2026, 6, 11), date(2026, 6, 16))
"""The first and the last day on which nobody types anything."""
HOLIDAY = date(2026, 6, 19)
FROM, UNTIL = local("06-01 08:00"), local("06-22 08:00")
EVERY = timedelta(hours=2)
WAKES, SLEEPS = time(8), time(18)
REPORTS = {
    "brief": "brief --json",
    "overdue": "overdue --json",
    "page": "brief",
    "screen": "brief --format table",
    "promises": "promise list --json",
    "escalations": "escalation list --json",
    "cases": "list --json",
}
"""What is kept of a morning, each in a file of its own."""


@dataclass(frozen=True)
class Typed:
    """A command line, and when somebody types it."""

    at: datetime
    command: str


def typed() -> list[Typed]:
    """The command lines of the script, in order. Raises ValueError for a line that is neither a day nor a command."""
    found, day = [], ""
    for line in SCRIPT.read_text(encoding="utf-8").splitlines():
        if command := re.match(r"(\d\d:\d\d) (.+)$", line):
            at = datetime.strptime(f"{day} 2026 {command[1]}", "%a %d %b %Y %H:%M").replace(tzinfo=ZONE)
            found.append(Typed(at, command[2]))
        elif re.match(r"[A-Z][a-z]{2} \d+ Jun$", line):
            day = line
        elif line and not line.startswith("#"):
            raise ValueError(f"{SCRIPT.name}: {line!r} is neither a day nor a command.")
    return found


def is_working_day(day: date) -> bool:
    """True where the shop is open on a day of these weeks."""
    return day.weekday() < 5 and day != HOLIDAY


def sweeps() -> Iterator[datetime]:
    """When cron sweeps: every two hours, at night too while nobody is there; other nights are left out for speed."""
    at = FROM
    while at <= UNTIL:
        if IDLE[0] <= at.date() <= IDLE[1] or WAKES <= at.time() <= SLEEPS:
            yield at
        at += EVERY


def mornings() -> list[str]:
    """The working days on which cron mails the page, as `06-01`."""
    return [f"{at:%m-%d}" for at in sweeps() if at.time() == WAKES and is_working_day(at.date())]


def play(shop: Shop) -> None:
    """Type the script, let cron sweep, and keep every morning."""
    shop.environment["COLUMNS"] = "80"
    waiting = typed()
    for moment in sweeps():
        while waiting and waiting[0].at < moment:
            line = waiting.pop(0)
            shop.at(line.at.isoformat())(line.command)
        shop.at(moment.isoformat())("sweep --quiet")
        if moment.time() == WAKES and is_working_day(moment.date()):
            keep_morning(shop, f"{moment:%m-%d}")


def keep_morning(shop: Shop, day: str) -> None:
    """Write what stands there into files, and what is on the cases that were handed up."""
    folder = shop.folder / "mornings" / day
    folder.mkdir(parents=True)
    for name, command in REPORTS.items():
        shop(f"{command} --output", str(folder / name))
    handed_up = {each["case"] for each in json.loads((folder / "escalations").read_text(encoding="utf-8"))["items"]}
    files = {case: shop.case(int(case.removeprefix("C-"))) for case in sorted(handed_up)}
    (folder / "files").write_text(json.dumps(files), encoding="utf-8")


@dataclass(frozen=True)
class Morning:
    """What stood there on a morning at 08:00."""

    folder: Path

    @property
    def now(self) -> datetime:
        """The moment, in UTC."""
        return local(f"{self.folder.name} 08:00").astimezone(UTC)

    @property
    def follows_idle_days(self) -> bool:
        """True where nobody has done anything on the day before."""
        return IDLE[0] < date.fromisoformat(f"2026-{self.folder.name}") <= IDLE[1] + timedelta(days=1)

    def text(self, name: str) -> str:
        """A page as it was printed."""
        return (self.folder / name).read_text(encoding="utf-8")

    def items(self, name: str) -> list[Any]:
        """The rows of a list."""
        return list(json.loads(self.text(name))["items"])

    def rows(self, section: str, report: str = "brief") -> list[Any]:
        """The rows of a section of a report."""
        return list(json.loads(self.text(report))["sections"][section])

    @property
    def files(self) -> dict[str, Any]:
        """The cases with live escalations, everything on them."""
        return dict(json.loads(self.text("files")))


def morning(shop: Shop, day: str) -> Morning:
    """The morning of a day, as `06-01`."""
    return Morning(shop.folder / "mornings" / day)


def moment(text: str) -> datetime:
    """A moment of JSON."""
    return datetime.fromisoformat(text)


def a_working_day_after(at: datetime) -> datetime:
    """Until when something may take that has one working day: the closing time of the next."""
    day = at.astimezone(ZONE).date() + timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return datetime.combine(day, time(17), ZONE).astimezone(UTC)
