"""`careline restore`."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Annotated

import typer

from careline.cli.frame.options import making
from careline.cli.frame.questions import Question
from careline.cli.safekeeping.backup import HELD
from careline.desk import Desk
from careline.domain.errors import BadInput
from careline.domain.report import Key, Kind, Page, PageLine, Shape
from careline.domain.safekeeping import backups
from careline.domain.safekeeping.backups import Held, Lost, Newest
from careline.domain.time import moments
from careline.domain.wording import counted, shell_word
from careline.store.backups import listed, restoring
from careline.store.backups.restoring import Found

app = typer.Typer()
LINE = Shape(
    "logged", "a line of the log", (Key("number", Kind.LINE), Key("command"), Key("who"), Key("at", Kind.MOMENT))
)
RESTORED = Shape(
    "restored",
    "a backup that was restored: what it holds, the newest line of its log, how many commands the store had beyond it "
    "(null where there was none to read), and where the store is kept as it was",
    (
        Key("file"),
        Key("held", HELD),
        Key("newest", LINE, null=True),
        Key("lost", Kind.NUMBER, null=True),
        Key("aside", null=True),
    ),
)


def _there(desk: Desk, at: datetime, typed: str) -> str:
    """What was answered, if there is such a file. Raises BadInput."""
    restoring.check_is_there(desk.store_path, listed.named(desk.store_path, typed))
    return typed


def _newest_there(desk: Desk) -> str:
    newest = listed.newest_there(desk.store_path)
    if newest is None:
        return ""
    name = newest.path.name
    return name if listed.named(desk.store_path, name) == newest.path else str(newest.path)


@making(app, "restore")
def restore(
    desk: Desk,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="Which backup; of one in the folder backups the name is enough.",
            show_default=False,
        ),
        Question(_there, default=_newest_there),
    ],
) -> Page:
    """Go back to a backup: show what it holds, ask, keep the store as it is aside, and put the backup in its place.

    Example: careline restore careline-2026-11-30-0911.db --dry-run
    """
    name = partial(backups.aside_name, desk.store_path.name, desk.now.astimezone(desk.calendar.zone))
    path = listed.named(desk.store_path, file)
    with restoring.opened(desk.store_path, path) as found:
        held = restoring.present(desk.store_path)
        lost = restoring.lost_by(desk.store_path, found) if isinstance(held, Held) else None
        shown = list(_shown(desk, found, held, lost))
        aside, missing = None, 0
        if not desk.dry_run:
            if held is not None:
                _make_sure(desk, shown)
            desk.let_go()
            aside, missing = restoring.restore(desk.store_path, found, name, desk.now, group=desk.settings.group)
    if missing:
        desk.say(
            f"careline: The content of {counted(missing, 'attachment')} is neither in {path} nor beside the store."
        )
    newest = found.held.newest
    payload = RESTORED.filled(
        file=str(path),
        held=HELD.of(found.held),
        newest=newest and LINE.of(newest),
        lost=lost and lost.count,
        aside=aside and str(aside),
    )
    lines = shown if desk.dry_run else [f"Restored from {path}: {backups.holds_told(found.held)}."]
    if aside:
        lines.append(f"The store as it was is kept. To go back to it: careline restore {shell_word(aside.name)}")
    if held is None and not desk.dry_run and not desk.config_path.exists():
        lines.append(
            f"Settings are in no backup. Copy yours to {desk.config_path}, or write new ones: careline config init"
        )
    return Page(tuple(map(PageLine, lines)), payload)


def _make_sure(desk: Desk, shown: list[str]) -> None:
    """Have it said that the store may go. Raises BadInput and NotConfirmed."""
    if desk.yes:
        return
    if not desk.somebody_answers:
        raise BadInput(
            "Restoring puts the backup in the place of the store. "
            "See with --dry-run what would be lost, then give --yes."
        )
    desk.say(*shown)
    desk.confirm("Put the backup in the place of the store?")


def _shown(desk: Desk, found: Found, held: "Held | Exception | None", lost: Lost | None) -> Iterator[str]:
    """What the backup holds, what the store holds, and what would be lost."""
    yield f"Backup: {backups.holds_told(found.held)}{_newest(desk, found.held.newest)}."
    if not found.is_as_made:
        yield "Backup: it was changed since careline made it."
    if held is None:
        yield f"Store:  there is none at {desk.store_path} yet."
    elif not isinstance(held, Held):
        yield f"Store:  {held}"
    else:
        yield f"Store:  {backups.holds_told(held)}{_newest(desk, held.newest)}."
    if lost and lost.is_all:
        yield "Lost:   everything; the backup is of another store."
    elif lost and lost.first:
        first = f"{lost.first.command} by {lost.first.who}, {moments.full(lost.first.at, desk.calendar.zone)}"
        yield f"Lost:   {counted(lost.count, 'command')}, from {lost.first.number} on ({first})."
    elif lost:
        yield "Lost:   nothing; the backup has every command of the store."


def _newest(desk: Desk, newest: Newest | None) -> str:
    if newest is None:
        return "; its log is empty"
    when = moments.full(newest.at, desk.calendar.zone)
    return f"; last recorded: {newest.command} by {newest.who}, {when}, {backups.age(newest.at, desk.now)}"
