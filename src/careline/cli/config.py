"""`careline config ...`."""

import os
from datetime import datetime

import typer

from careline import settings
from careline.cli.options import looking, making
from careline.desk import Desk
from careline.domain.errors import Refused
from careline.domain.report import Column, Page, PageLine, Report, Section

app = typer.Typer(help="The settings: show, find and write them.")


class SettingsExist(Refused):
    """A settings file is never written over."""

    def __init__(self, path: object) -> None:
        super().__init__(f"{path} exists already; it was left as it is. Edit it, or name another with --config.")


@looking(app, "show", as_of=False)
def show(desk: Desk, now: datetime) -> Report:
    """Show every setting, and where it comes from.

    Example: careline config show
    """
    rows = settings.shown(desk.settings)
    columns = (Column("key", title="Key"), Column("value", title="Value"), Column("source", title="From"))
    return Report(
        name="settings",
        title="Settings",
        shop=desk.shop.name,
        as_of=now,
        zone=desk.calendar.zone,
        sections=(Section("settings", columns, rows),),
        listing=True,
    )


@looking(app, "path", as_of=False)
def path(desk: Desk, now: datetime) -> Page:
    """Show where the settings and the store are.

    Example: careline config path
    """
    lines = (PageLine(str(desk.config_path)), PageLine(str(desk.store_path)))
    return Page(lines, {"config": str(desk.config_path), "store": str(desk.store_path)})


@making(app, "init")
def init(desk: Desk) -> Page:
    """Write a settings file. Every key stands there with its default, explained.

    Example: careline config init
    """
    target = desk.config_path
    if target.exists():
        raise SettingsExist(target)
    if desk.dry_run:
        return Page((PageLine(f"Would be written: {target}"),), {"config": str(target)})
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(settings.template())
    return Page((PageLine(f"Written: {target}"),), {"config": str(target)})
