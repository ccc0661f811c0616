"""A TOML file and the environment in, frozen Settings out.

Every command passes through here, so what loads slowly (tomllib, platformdirs) is imported where it is used.
"""

import os
import re
import sys
from collections.abc import Mapping
from datetime import date, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from careline.domain.errors import BadInput, Misconfigured
from careline.domain.mail.account import Account
from careline.domain.names import fold
from careline.domain.shop.policy import Policy, Rung
from careline.domain.time.working_time import DEFAULT_HOURS, Calendar, Holidays
from careline.domain.time.zones import zone_named
from careline.domain.values import frozen
from careline.settings import mailing
from careline.settings import values as read
from careline.settings.document import read_file, read_value
from careline.settings.keys import CURRENCY, DAYS, SECTIONS
from careline.settings.values import Blocks, Closure
from careline.settings.zone import system_zone, system_zone_or_blank, variable

if TYPE_CHECKING:  # few shops have hooks
    from careline.domain.hooks import Hook

NAMED = {"config": ("settings", "--config or CARELINE_CONFIG"), "data": ("cases", "--db or CARELINE_DB")}
USUAL = {"config": ".config", "data": ".local/share"}
"""Where things lie on Linux, in somebody's home."""
# Where a key of the file and the field of Settings have different names.
FIELDS = {"name": "shop_name", "timezone": "zone"}


class BlankOption(BadInput):
    """An option was given with nothing in it, as an unset shell variable does."""

    def __init__(self, option: str) -> None:
        super().__init__(f"{option} is blank. Give it a value, or leave it out.")


@frozen
class Settings:
    """The shop as configured: what the flags, the environment and the file say, and the defaults for the rest.

    `zone` is None where only the system can tell. `hours` are seven rows of blocks, Monday first. `closures` are first
    and last day off. `group` is whose members share the store, `also` the folder that each backup is copied to as well.
    `phrases` are texts by name. `sources` says where a key ("shop.name") that is not a default comes from. `staff` are
    those whom the file names as `me` and `owner`. `mail` is the account that mail goes out by, where there is one.
    `hooks` is what is called for each event.
    """

    me: str
    owner: str
    phrases: Mapping[str, str]
    sources: Mapping[str, str]
    hooks: Mapping[str, "Hook"]
    shop_name: str = ""
    zone: str | None = None
    currency: str = CURRENCY
    hours: tuple[Blocks, ...] = DEFAULT_HOURS
    country: str | None = None
    region: str | None = None
    closures: tuple[Closure, ...] = ()
    policy: Policy = Policy()
    group: str | None = None
    also: str | None = None
    phone: str = ""
    email: str = ""
    templates: str = ""
    staff: tuple[str, ...] = ()
    mail: Account | None = None

    @property
    def naming(self) -> dict[str, str]:
        """Whom the settings name, folded, and which key or variable does."""
        acts = {"environment": "CARELINE_ME", "flag": "--me"}.get(self.sources.get("shop.me", ""), "shop.me")
        names = [(name, "policy.goodwill") for name, _ in self.policy.goodwill]
        names += [(rung.performer, "[[ladder]] for") for rung in self.policy.ladder if rung.performer]
        names += [(rung.to, "[[ladder]] to") for rung in self.policy.ladder]
        names += [*((name, "shop.me") for name in self.staff), (self.me, acts), (self.owner, "shop.owner")]
        return {fold(name): key for name, key in names}

    def days_off(self) -> frozenset[date]:
        """Every day of the shop's own closures."""
        return frozenset(
            first + timedelta(days=n) for first, last in self.closures for n in range((last - first).days + 1)
        )

    def calendar(self, holidays: Holidays | None = None) -> Calendar:
        """The shop's working time less these holidays, in its zone, else the system's. Raises UnknownSystemZone."""
        return Calendar(zone_named(self.zone or system_zone(os.environ)), self.hours, self.days_off(), holidays)


def config_path(flag: str | None, environ: Mapping[str, str]) -> Path:
    """The settings file: --config, else CARELINE_CONFIG, else the one in the platform's usual folder.

    It need not exist. Raises BlankOption.
    """
    given = _given("--config", flag) or variable(environ, "CARELINE_CONFIG")
    return _path(given) if given else _usual_config(environ)


def store_path(flag: str | None, environ: Mapping[str, str]) -> Path:
    """The file of the store: --db, else CARELINE_DB, else the one in the platform's usual folder.

    It need not exist. Raises BlankOption and Misconfigured.
    """
    given = _given("--db", flag) or variable(environ, "CARELINE_DB")
    if given:
        return _file_at(given)
    return usual_folder("data", environ) / "careline.db"


def load(path: Path | None, environ: Mapping[str, str], me: str | None = None) -> Settings:
    """The settings in the file at `path`, with the environment and the flag --me put before them.

    None is no file at all. A missing file is as good as an empty one where nobody asked for it. Raises Misconfigured
    with one sentence that names the file and the key, and BlankOption.
    """
    found, rungs, phrases = _in_file(path, environ)
    values = {
        FIELDS.get(key, key): found[section][key]
        for section in ("shop", "calendar", "store", "backup")
        for key in found.get(section, ())
    }
    if found.get("mail"):
        values["mail"] = mailing.account(path, found["mail"])
    values["hooks"] = found.get("hooks", {})
    named = {**found, "phrases": phrases}
    sources = {f"{section}.{key}": "file" for section, given in named.items() for key in given}
    if rungs:
        sources["ladder"] = "file"
    if "hours" in found:
        values["hours"] = tuple(found["hours"].values())
    if zone := variable(environ, "CARELINE_TZ"):
        values["zone"], sources["shop.timezone"] = read_value("CARELINE_TZ", read.zone, zone), "environment"

    # Before --me and CARELINE_ME: who answers for the shop does not change with who types this command.
    owner = values.pop("owner", values.get("me"))
    values["staff"] = tuple(dict.fromkeys(name for name in (owner, values.get("me")) if name))
    for name, source in ((variable(environ, "CARELINE_ME"), "environment"), (_given("--me", me), "flag")):
        if name:
            values["me"], sources["shop.me"] = " ".join(name.split()), source
    if "me" not in values:
        values["me"] = _user()
    policy = Policy(**found.get("policy", {}), ladder=rungs)
    return Settings(**values, owner=owner or values["me"], policy=policy, phrases=phrases, sources=sources)


def _in_file(
    path: Path | None, environ: Mapping[str, str]
) -> tuple[dict[str, dict[str, Any]], tuple[Rung, ...], dict[str, str]]:
    """What the file says; a missing one says nothing. Raises Misconfigured where somebody asked for it."""
    if path is None:
        return {}, (), {}
    try:
        return read_file(path)
    except FileNotFoundError:
        if variable(environ, "CARELINE_CONFIG") or path != _usual_config(environ):
            raise Misconfigured(
                f"There is no settings file {path}. Check its name, or write one with 'careline config init'."
            ) from None
        return {}, (), {}


def shown(settings: Settings) -> tuple[tuple[str, str, str], ...]:
    """Every setting as key, value, and where it comes from: file, environment, flag or default."""
    texts = {
        "shop.name": settings.shop_name,
        "shop.timezone": settings.zone or system_zone_or_blank(),
        "shop.currency": settings.currency,
        "shop.owner": settings.owner,
        "shop.me": settings.me,
        "shop.phone": settings.phone,
        "shop.email": settings.email,
        "shop.templates": settings.templates,
        **{
            f"hours.{day}": ", ".join(f"{opens:%H:%M}-{_end(closes)}" for opens, closes in blocks)
            for day, blocks in zip(DAYS, settings.hours, strict=True)
        },
        "calendar.country": settings.country or "",
        "calendar.region": settings.region or "",
        "calendar.closures": ", ".join(
            f"{first}" if first == last else f"{first}..{last}" for first, last in settings.closures
        ),
        **{f"policy.{key}": _plain(getattr(settings.policy, key)) for key in SECTIONS["policy"]},
        "store.group": settings.group or "",
        "backup.also": settings.also or "",
        **{f"mail.{key}": value for key, value in mailing.shown(settings.mail).items()},
        **{f"hooks.{event}": _called(settings.hooks.get(event)) for event in SECTIONS["hooks"]},
        "ladder": ", ".join(
            f"{rung.to} within {rung.ack_within}" + (f" for {rung.performer}" if rung.performer else "")
            for rung in settings.policy.ladder
        ),
        **{f"phrases.{name}": text for name, text in settings.phrases.items()},
    }
    return tuple((key, text, settings.sources.get(key, "default")) for key, text in texts.items())


def _called(hook: "Hook | None") -> str:
    from careline.domain import hooks

    return hooks.shown(hook) if hook else ""


def _end(closes: time) -> str:
    return "24:00" if closes == time() else f"{closes:%H:%M}"


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(" ".join(map(_plain, each)) if isinstance(each, tuple) else _plain(each) for each in value)
    if value is None:
        return ""
    return str(value) if isinstance(value, str | int) else str(value.shown())


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        raise Misconfigured(
            "Who is acting is not known, as this system has no name for its user. "
            "Set me under [shop] in the settings, or CARELINE_ME, or --me."
        ) from None


def _given(option: str, value: str | None) -> str:
    if value is not None and not value.strip():
        raise BlankOption(option)
    return value or ""


def usual_folder(kind: str, environ: Mapping[str, str]) -> Path:
    """Where the settings ("config") or the store ("data") lie unless somebody says otherwise. Raises Misconfigured."""
    home = environ.get("HOME", "")
    moved = {f"XDG_{kind.upper()}_HOME", "ANDROID_DATA"} & environ.keys()
    if sys.platform == "linux" and home.startswith("/") and not moved:
        # platformdirs says the same, and takes 3 ms to load.
        return Path(home, USUAL[kind], "careline")
    import platformdirs

    usual = {"config": platformdirs.user_config_path, "data": platformdirs.user_data_path}
    try:
        folder = usual[kind]("careline", appauthor=False)
    except RuntimeError:  # newer releases say so themselves
        folder = Path()
    if not folder.is_absolute():
        what, option = NAMED[kind]
        raise Misconfigured(
            f"This system names no home folder for its user, so it is not known where the {what} lie. Set HOME, or "
            f"name the file with {option}."
        )
    return folder


def _usual_config(environ: Mapping[str, str]) -> Path:
    return usual_folder("config", environ) / "careline.toml"


def _path(text: str) -> Path:
    """The path, with ~ expanded: in cron tables and after "=" no shell does it."""
    try:
        return Path(text).expanduser()
    except RuntimeError:  # the home of a user whom this system does not know
        return Path(text)


def _file_at(address: str) -> Path:
    match = re.match(r"([a-z][a-z0-9+.-]+)://", address, re.IGNORECASE) if "://" in address else None
    if match and match[1].lower() != "sqlite":
        scheme = match[1].lower()
        raise Misconfigured(
            f"A {scheme} database is not supported yet. Give the path of a file, or sqlite:/// and the path, instead."
        )
    name = address[match.end() :] if match else f"/{address}"
    # SQLite takes ":memory:" for a store that is gone when the command ends.
    if not name.startswith("/") or name in ("/", "/:memory:") or (match and "?" in name):
        raise Misconfigured(
            f'"{address}" is not a file to keep the store in. Give a path, or sqlite:/// and a path, without options.'
        )
    return _path(name[1:])
