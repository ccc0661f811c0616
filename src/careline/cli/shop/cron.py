"""`careline cron ...`."""

import os
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from careline.cli.frame.options import looking, making
from careline.cli.mail.delivering import account_of
from careline.cli.shop import crontab, systemd
from careline.desk import Desk
from careline.domain.errors import BadInput, Misconfigured
from careline.domain.report import ByName, Key, Kind, Page, PageLine, Several, Shape
from careline.domain.time.zones import zone_named
from careline.interrupts import committing
from careline.schedulers import read_crontab, write_crontab

app = typer.Typer()
LINES = Shape(
    "cron_lines",
    "the lines that make cron run careline",
    (
        Key("lines", Several(Kind.TEXT)),
        Key("cron_zone", null=True),
        Key("shop_zone", null=True),
        Key("notes", Several(Kind.TEXT)),
    ),
)
UNITS = Shape(
    "cron_units",
    "the units of systemd by file, and the commands that start them",
    (Key("units", ByName(Kind.TEXT)), Key("commands", Several(Kind.TEXT))),
)
EITHER = (LINES, UNITS)
CHANGED = Shape(
    "cron_changed",
    "what changed in the crontab",
    (
        Key("removed", Several(Kind.TEXT)),
        Key("added", Several(Kind.TEXT)),
    ),
)

INSTALL = "To have these lines written into your crontab: careline cron install"
MailOption = Annotated[
    bool | None,
    typer.Option("--mail/--no-mail", help="Let careline mail the pages to the staff, by your own mail account."),
]
MAILED = "careline mails the page to each of the staff who has an address: careline mail briefs."
CAN_MAIL = "Your settings have a mail account: with --mail careline mails the page itself, to each of the staff."
UNSET = "CARELINE_MAIL_PASSWORD is not set where they run: set password_file under [mail] in the settings instead."
MAIL = "cron mails what they print to you on this machine; MAILTO=you@example.com above them sends it elsewhere."
SYSTEMD = (
    "These lines write the units of systemd and start them: careline cron show --systemd | sh",
    "systemd mails nothing; it keeps the pages: journalctl --user --unit careline-brief",
)


@looking(app, "show", as_of=False)
def show(
    desk: Desk,
    now: datetime,
    units: Annotated[bool, typer.Option("--systemd", help="As units of systemd, for machines without cron.")] = False,
    mail: MailOption = None,
) -> Page:
    """Show the lines that make cron run careline here. It writes nothing.

    Example: careline cron show
    """
    from careline.domain.time.schedule import mornings

    careline = _careline(desk)
    if units:
        mails = _mails(desk, mail)
        made = systemd.units(careline, mornings(desk.settings.hours), desk.settings.zone, mails=mails)
        told = (SYSTEMD[0], MAILED) if mails else SYSTEMD
        lines = (*_comments([*told, *_doubts(desk)]), *systemd.script(made))
        return Page(_as_they_are(lines), UNITS.filled(units=made, commands=systemd.SETTING_UP))
    ours, notes = _block(desk, careline, now, mails=_mails(desk, mail))
    payload = LINES.filled(lines=ours, cron_zone=_cron_zone(), shop_zone=desk.settings.zone, notes=notes)
    return Page(_as_they_are([*ours, *_comments([INSTALL, *notes])]), payload)


@making(app, "install")
def install(desk: Desk, mail: MailOption = None) -> Page:
    """Add careline's lines to your crontab. They are shown first; other lines stay as they are.

    Example: careline cron install
    """
    careline = _careline(desk)
    if mail is None and desk.settings.mail and desk.somebody_answers and not (desk.yes or desk.dry_run):
        mail = desk.agrees("Let careline mail the morning page to each of the staff, by your mail account?")
    ours, notes = _block(desk, careline, desk.now, mails=_mails(desk, mail))
    table = read_crontab()
    after = crontab.with_block(table, ours)
    if after == table:
        return _unchanged("Your crontab already has careline's lines.")
    return _changed(desk, table, after, ("careline's lines are in your crontab.", *notes))


@making(app, "remove")
def remove(desk: Desk) -> Page:
    """Take careline's lines out of your crontab. They are shown first; other lines stay as they are.

    Example: careline cron remove
    """
    _check_cron()
    table = read_crontab()
    after = crontab.without_block(table)
    if after == table:
        return _unchanged("Your crontab has none of careline's lines.")
    return _changed(desk, table, after, ("careline's lines are gone from your crontab: nothing runs by itself.",))


def _unchanged(why: str) -> Page:
    return Page((PageLine(f"{why} Nothing was changed."),), CHANGED.filled(removed=[], added=[]))


def _changed(desk: Desk, before: str, after: str, told: Iterable[str]) -> Page:
    """Write the crontab once somebody said yes, and tell what differs. Raises BadInput and NotConfirmed."""
    old, new = crontab.ours(before), crontab.ours(after)
    payload = CHANGED.filled(
        removed=[line for line in old if line not in new], added=[line for line in new if line not in old]
    )
    changes = [*(f"- {line}" for line in payload["removed"]), *(f"+ {line}" for line in payload["added"])]
    if desk.dry_run:
        return Page(_as_they_are(changes), payload)
    if not desk.yes:
        if not desk.somebody_answers:
            raise BadInput(
                "Changing your crontab needs a yes, and nobody is here to give it. "
                "See what would change with --dry-run, then give --yes."
            )
        desk.say(*changes)
        desk.confirm("Change your crontab like this?")
        changes = []
    with committing("your crontab was changed"):
        write_crontab(after)
    return Page((*_as_they_are(changes), *map(PageLine, told)), payload)


def _mails(desk: Desk, mail: bool | None) -> bool:
    """True where careline is to mail the pages. Raises Misconfigured where it has no account for that."""
    if mail:
        account_of(desk)
    return bool(mail)


def _block(desk: Desk, careline: Sequence[str], now: datetime, *, mails: bool) -> tuple[tuple[str, ...], list[str]]:
    """The lines for cron, and what to know of them."""
    from careline.domain.time.schedule import mornings, on_another_clock

    shop, cron = desk.settings.zone, _cron_zone()
    morning = mornings(desk.settings.hours)
    notes = [f"cron reads these times in the system's time zone, {cron or 'which is not known here'}."]
    if shop and shop != cron:
        meant = f"The page is meant for {morning.at:%H:%M} in {shop}, the shop's zone"
        if cron:
            morning = on_another_clock(morning, zone_named(shop), zone_named(cron), now.year)
            notes.append(f"{meant}; where clocks change, it comes earlier for a part of the year.")
        else:
            notes.append(f"{meant}; if cron's is another, change the hour.")
    how = [MAILED] if mails else [MAIL, *([CAN_MAIL] if desk.settings.mail else [])]
    return crontab.block(careline, morning, mails=mails), [*notes, *how, *_doubts(desk)]


def _doubts(desk: Desk) -> list[str]:
    """What will not be by itself as it is here and now."""
    doubts = []
    if desk.settings.sources.get("shop.timezone") == "environment":
        doubts.append("CARELINE_TZ is not set where they run: set timezone under [shop] in the settings instead.")
    account = desk.settings.mail
    if account and account.user and not (account.password_file or account.password_command):
        doubts.append(UNSET)
    if not desk.store_path.exists():
        doubts.append("There is no store yet: until the first case is opened, each run says so.")
    return doubts


def _cron_zone() -> str | None:
    """The zone of the system, whatever TZ says in this terminal."""
    from careline.settings import zone
    from careline.settings.zone import UnknownSystemZone

    try:
        return zone.system_zone({})
    except UnknownSystemZone:
        return None


def _careline(desk: Desk) -> tuple[str, ...]:
    """The words that run careline as it runs now, from anywhere and without this environment.

    Raises Misconfigured and BadInput.
    """
    _check_cron()
    words = (*_program(), *_elsewhere(desk))
    for word in words:
        if re.search(r"[\x00-\x1f\x7f]", word):
            raise BadInput(
                f"The path {word!r} contains a control character, which no crontab can hold. Rename it first."
            )
    return words


def _check_cron() -> None:
    if sys.platform == "win32":
        raise Misconfigured(
            "Windows has no cron. Its Task Scheduler can run careline; the page on cron in the documentation shows how."
        )


def _program() -> tuple[str, ...]:
    called = Path(sys.argv[0])
    if called.stem != "careline":
        return (sys.executable, "-m", "careline")
    return (str(Path(shutil.which(called) or called).absolute()),)


def _elsewhere(desk: Desk) -> list[str]:
    """The flags that lead to settings and store, where these are not the ones that careline finds by itself."""
    from careline.settings import settings

    flags = []
    if desk.config_path.exists() and (
        desk.config_path != settings.config_path(None, {}) or os.environ.get("XDG_CONFIG_HOME")
    ):
        flags += ["--config", str(desk.config_path.absolute())]
    if desk.store_path != settings.store_path(None, {}) or os.environ.get("XDG_DATA_HOME"):
        flags += ["--db", str(desk.store_path.absolute())]
    return flags


def _comments(notes: Iterable[str]) -> list[str]:
    return [f"# {note}" for note in notes]


def _as_they_are(lines: Iterable[str]) -> tuple[PageLine, ...]:
    """The lines as labels, which no terminal's width breaks: they are to be copied."""
    return tuple(PageLine("", label=line) for line in lines)
