"""`careline config ...`."""

import os
import sys
from contextlib import suppress
from datetime import datetime, timedelta

import typer

from careline import files, paths
from careline.cli.frame.options import looking, making
from careline.desk import Desk
from careline.domain.errors import Refused, StoreFault
from careline.domain.report import Column, Key, Kind, Page, PageLine, Report, Section, Several, Shape
from careline.domain.time import moments
from careline.interrupts import committing
from careline.render.reading import text
from careline.settings import settings
from careline.store.time.holidays import Almanac

app = typer.Typer()
COLUMNS = (Column("key", title="Key"), Column("value", title="Value"), Column("source", title="From"))
HOLIDAY = Shape("holiday", "a public holiday", (Key("on", Kind.DAY), Key("name")))
HOLIDAYS = Shape(
    "holidays",
    "the public holidays of the coming year, and the years that are known",
    (text("country"), text("region"), Key("years", Several(Kind.NUMBER)), Key("holidays", Several(HOLIDAY))),
)
PLACES = Shape("places", "where everything is", (Key("config"), Key("store"), Key("templates")))
WRITTEN = Shape("settings_written", "where the settings were written", (Key("config"),))

NO_COUNTRY = 'The shop keeps no public holidays. Set country under [calendar], such as country = "US".'
ONE_YEAR = timedelta(days=365)


@looking(app, "show", as_of=False)
def show(desk: Desk, now: datetime) -> Report:
    """Show every setting, and where it comes from.

    Example: careline config show
    """
    rows = settings.shown(desk.settings)
    _warn_of_conflicts(desk)
    return Report(
        name="settings",
        title="Settings",
        shop=desk.shop.name,
        as_of=now,
        zone=desk.calendar.zone,
        sections=(Section("settings", COLUMNS, rows),),
        listing=True,
    )


@making(app, "holidays")
def holidays(desk: Desk) -> Page:
    """Look up and show the public holidays of the coming year. The store keeps them.

    It keeps every year since the first in which something was due, and two years ahead.

    Example: careline config holidays
    """
    almanac = desk.almanac
    if almanac is None:
        return Page((PageLine(NO_COUNTRY),), HOLIDAYS.filled(country=None, region=None, years=[], holidays=[]))
    state = _renewed(desk, almanac)
    today = desk.calendar.date_of(desk.now)
    coming = [(day, name) for day, name in almanac.known.names.items() if today <= day < today + ONE_YEAR]
    years = sorted(almanac.known.years)
    place = ", ".join(part for part in (almanac.country, almanac.region) if part)
    lines = [PageLine(f"{moments.full_date(day)}  {name}") for day, name in coming]
    lines.append(PageLine(f"{place}: known from {years[0]} to {years[-1]}; {state}."))
    _warn_of_conflicts(desk)
    payload = HOLIDAYS.filled(
        country=almanac.country,
        region=almanac.region or None,
        years=years,
        holidays=[HOLIDAY.filled(on=f"{day}", name=name) for day, name in coming],
    )
    return Page(tuple(lines), payload)


def _renewed(desk: Desk, almanac: Almanac) -> str:
    """Look up everything anew and keep it in the store; what became of it, in words."""
    from careline.store.faults import StoreMissing
    from careline.store.time.holidays import first_year_due

    try:
        with desk.reader() as fetch:
            since = first_year_due(fetch)
    except StoreMissing:
        almanac.renew(desk.now.year)
        return "not kept, as there is no store yet"
    differs = almanac.renew(since or desk.now.year)
    desk.calendar = desk.settings.calendar(almanac.known)
    if not differs:
        return "nothing new"
    if desk.dry_run:
        return "not kept"
    with desk.deriving() as run:
        almanac.keep(run)
    return "kept in the store"


def _warn_of_conflicts(desk: Desk) -> None:
    """Say how many live promises the calendar stands against; their due moments stay."""
    from careline.reports.lists import PromiseFilter, promise_list

    with suppress(StoreFault), desk.reader() as fetch:
        found = sum(1 for _ in promise_list(fetch, desk.shop, desk.now, PromiseFilter(conflicts=True)).sections[0].rows)
        if found:
            due = "1 promise is due" if found == 1 else f"{found} promises are due"
            sys.stderr.write(f"careline: {due} when nobody works; 'careline promise list --conflicts' says why.\n")


@looking(app, "path", as_of=False)
def path(desk: Desk, now: datetime) -> Page:
    """Show where the settings, the store and the shop's own letters are.

    Example: careline config path
    """
    places = {"config": desk.config_path, "store": desk.store_path, "templates": desk.templates_path}
    return Page(
        tuple(PageLine(str(place)) for place in places.values()),
        PLACES.filled(**{name: str(place) for name, place in places.items()}),
    )


@making(app, "init")
def init(desk: Desk) -> Page:
    """Write a settings file. It explains every key, with its default.

    Example: careline config init
    """
    from careline.settings import template

    target = desk.config_path
    if os.path.lexists(target):
        raise _settings_exist(target)
    if desk.dry_run:
        return Page((PageLine(f"Would be written: {target}"),), WRITTEN.filled(config=str(target)))
    with paths.named_faults(target):
        files.make_folder(target.parent)
    try:
        with committing(f"{target} was written"):
            files.write_new(target, template.template())
    except FileExistsError:
        raise _settings_exist(target) from None
    return Page((PageLine(f"Written: {target}"),), WRITTEN.filled(config=str(target)))


def _settings_exist(path: object) -> Refused:
    """The refusal: a settings file is never written over."""
    return Refused(f"{path} already exists; it was left as it is. Edit it, or name another with --config.")
