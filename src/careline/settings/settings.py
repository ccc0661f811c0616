"""A TOML file and the environment in, frozen Settings out.

Every command passes through here, so what loads slowly (tomllib, platformdirs, pendulum) is imported where it is used.
"""

import os
import re
import stat
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from careline.domain.errors import BadInput, Misconfigured
from careline.domain.shop.policy import Policy, Rung
from careline.domain.texts import NUL
from careline.settings import values as read
from careline.settings.values import Blocks, Closure, Unfit
from careline.settings.zone import system_zone, system_zone_or_blank, variable

if TYPE_CHECKING:
    from careline.domain.time.working_time import Calendar, Holidays


DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CURRENCY = "USD"
LARGEST_FILE = 1 << 20
OFFICE_DAY: Blocks = ((time(9), time(17)),)
# The same as working_time.DEFAULT_HOURS, which only pendulum's import could bring here.
OFFICE_HOURS: tuple[Blocks, ...] = (OFFICE_DAY,) * 5 + ((),) * 2
# Where a key of the file and the field of Settings have different names.
FIELDS = {"name": "shop_name", "timezone": "zone"}


class BlankOption(BadInput):
    """An option was given with nothing in it, as an unset shell variable does."""

    def __init__(self, option: str) -> None:
        super().__init__(f"{option} is blank. Give it a value, or leave it out.")


class UnreadableSettings(Misconfigured):
    """The settings file cannot be read, or is no TOML."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"The settings file {path} cannot be read: {why}. Mend it, or name another with --config.")


class UnknownSetting(Misconfigured):
    """The settings file has a section or key that careline does not know."""

    def __init__(self, path: Path, label: str, near: str | None, known: Sequence[str]) -> None:
        advice = f"Did you mean {near}?" if near else f"Known here: {', '.join(known)}."
        super().__init__(f"{path}: {label} is no setting. {advice}")


class BadSetting(Misconfigured):
    """A setting has a value that it cannot have."""

    def __init__(self, where: str, value: object, needs: str) -> None:
        super().__init__(f"{where} is {read.literal(value)}; it needs {needs}.")


@dataclass(frozen=True, slots=True)
class Settings:
    """The shop as configured: what the flags, the environment and the file say, and the defaults for the rest.

    `zone` is None where only the system can tell. `hours` are seven rows of blocks, Monday first. `closures` are first
    and last day off. `group` is whose members share the store. `phrases` are texts by name. `sources` says where a key
    ("shop.name") that is not a default comes from.
    """

    me: str
    owner: str
    shop_name: str = ""
    zone: str | None = None
    currency: str = CURRENCY
    hours: tuple[Blocks, ...] = OFFICE_HOURS
    country: str | None = None
    region: str | None = None
    closures: tuple[Closure, ...] = ()
    policy: Policy = field(default_factory=Policy)
    group: str | None = None
    phrases: Mapping[str, str] = field(default_factory=dict)
    templates: str = ""
    sources: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def days_off(self) -> frozenset[date]:
        """Every day of the shop's own closures."""
        return frozenset(
            first + timedelta(days=n) for first, last in self.closures for n in range((last - first).days + 1)
        )

    def calendar(self, holidays: "Holidays | None" = None) -> "Calendar":
        """The shop's working time less these holidays, in its zone, else the system's. Raises UnknownSystemZone."""
        import pendulum

        from careline.domain.time.working_time import Calendar

        zone = pendulum.timezone(self.zone or system_zone(os.environ))
        return Calendar(zone, self.hours, self.days_off(), holidays)


def config_path(flag: str | None, environ: Mapping[str, str]) -> Path:
    """The settings file: --config, else CARELINE_CONFIG, else the one in the platform's usual folder.

    It need not exist. Raises BlankOption.
    """
    given = _given("--config", flag) or variable(environ, "CARELINE_CONFIG")
    return _path(given) if given else _usual_config()


def store_path(flag: str | None, environ: Mapping[str, str]) -> Path:
    """The file of the store: --db, else CARELINE_DB, else the one in the platform's usual folder.

    It need not exist. Raises BlankOption and Misconfigured.
    """
    given = _given("--db", flag) or variable(environ, "CARELINE_DB")
    if given:
        return _file_at(given)
    import platformdirs

    return platformdirs.user_data_path("careline", appauthor=False) / "careline.db"


def load(path: Path | None, environ: Mapping[str, str], me: str | None = None) -> Settings:
    """The settings in the file at `path`, with the environment and the flag --me put before them.

    None is no file at all. A missing file is as good as an empty one where nobody asked for it. Raises Misconfigured
    with one sentence that names the file and the key, and BlankOption.
    """
    found, rungs, phrases = ({}, (), {}) if path is None else _read_file(path, environ)
    values = {
        FIELDS.get(key, key): found[section][key]
        for section in ("shop", "calendar", "store")
        for key in found.get(section, ())
    }
    named = {**found, "phrases": phrases}
    sources = {f"{section}.{key}": "file" for section, given in named.items() for key in given}
    if rungs:
        sources["ladder"] = "file"
    if "hours" in found:
        values["hours"] = tuple(found["hours"].values())
    if zone := variable(environ, "CARELINE_TZ"):
        values["zone"], sources["shop.timezone"] = _read("CARELINE_TZ", read.zone, zone), "environment"

    # Before --me and CARELINE_ME: who answers for the shop does not change with who types this command.
    owner = values.pop("owner", values.get("me"))
    for name, source in ((variable(environ, "CARELINE_ME"), "environment"), (_given("--me", me), "flag")):
        if name:
            values["me"], sources["shop.me"] = " ".join(name.split()), source
    if "me" not in values:
        values["me"] = _user()
    policy = Policy(**found.get("policy", {}), ladder=rungs)
    return Settings(**values, owner=owner or values["me"], policy=policy, phrases=phrases, sources=sources)


def shown(settings: Settings) -> tuple[tuple[str, str, str], ...]:
    """Every setting as key, value, and where it comes from: file, environment, flag or default."""
    texts = {
        "shop.name": settings.shop_name,
        "shop.timezone": settings.zone or system_zone_or_blank(),
        "shop.currency": settings.currency,
        "shop.owner": settings.owner,
        "shop.me": settings.me,
        "shop.templates": settings.templates,
        **{
            f"hours.{day}": ", ".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in blocks)
            for day, blocks in zip(DAYS, settings.hours, strict=True)
        },
        "calendar.country": settings.country or "",
        "calendar.region": settings.region or "",
        "calendar.closures": ", ".join(
            f"{first}" if first == last else f"{first}..{last}" for first, last in settings.closures
        ),
        **{f"policy.{key}": _plain(getattr(settings.policy, key)) for key in SECTIONS["policy"]},
        "store.group": settings.group or "",
        "ladder": ", ".join(
            f"{rung.to} within {rung.ack_within}" + (f" for {rung.performer}" if rung.performer else "")
            for rung in settings.policy.ladder
        ),
        **{f"phrases.{name}": text for name, text in settings.phrases.items()},
    }
    return tuple((key, text, settings.sources.get(key, "default")) for key, text in texts.items())


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


def _usual_config() -> Path:
    import platformdirs

    return platformdirs.user_config_path("careline", appauthor=False) / "careline.toml"


def _path(text: str) -> Path:
    """The path, with ~ expanded: in cron tables and after "=" no shell does it."""
    try:
        return Path(text).expanduser()
    except RuntimeError:  # the home of a user whom this system does not know
        return Path(text)


def _file_at(address: str) -> Path:
    match = re.match(r"([a-z][a-z0-9+.-]+)://", address, re.IGNORECASE)
    if match and match[1].lower() != "sqlite":
        scheme = match[1].lower()
        raise Misconfigured(
            f"A {scheme} database is not supported yet. Give the path of a file, or sqlite:/// and the path, instead."
        )
    name = address[match.end() :] if match else f"/{address}"
    # SQLite takes ":memory:" for a store that is gone when the command ends.
    if not name.startswith("/") or name in ("/", "/:memory:") or (match and "?" in name):
        raise Misconfigured(
            f'"{address}" names no file to keep the store in. Give a path, or sqlite:/// and a path, without options.'
        )
    return _path(name[1:])


def _read_file(
    path: Path, environ: Mapping[str, str]
) -> tuple[dict[str, dict[str, Any]], tuple[Rung, ...], dict[str, str]]:
    """The file's sections with every value read, the seven days all in [hours] where it stands; ladder and phrases."""
    document = _document(path, environ)
    rungs = _rungs(path, document.pop("ladder", []))
    phrases = _phrases(path, document.pop("phrases", {}))
    found = {section: _section(path, section, table) for section, table in document.items()}
    currency = found.get("shop", {}).get("currency", CURRENCY)
    policy = found.get("policy", {})
    for key in IN_CURRENCY.keys() & policy:
        policy[key] = _read(f"{path}: [policy] {key}", partial(IN_CURRENCY[key], currency), policy[key])
    if "hours" in found:
        found["hours"] = {day: found["hours"].get(day, ()) for day in DAYS}
        if not any(found["hours"].values()):
            raise Misconfigured(
                f'{path}: [hours] has no working hour. Give a day at least one, such as mon = ["09:00-17:00"].'
            )
    return found, rungs, phrases


def _document(path: Path, environ: Mapping[str, str]) -> dict[str, Any]:
    try:
        raw = _plain_bytes(path)
    except FileNotFoundError:
        if path.is_symlink():
            raise UnreadableSettings(path, f"it is a link to {path.readlink()}, which is not there") from None
        if variable(environ, "CARELINE_CONFIG") or path != _usual_config():
            raise Misconfigured(
                f"There is no settings file {path}. Check its name, or write one with 'careline config init'."
            ) from None
        return {}
    except OSError as error:
        raise UnreadableSettings(path, (error.strerror or str(error)).lower()) from None
    try:
        text = raw.decode("utf-8-sig")  # some editors begin a file with a byte order mark
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableSettings(path, f"line {line} is not UTF-8") from None
    import tomllib

    try:
        document = tomllib.loads(text)
    except ValueError as error:  # TOMLDecodeError, and a number of thousands of digits
        raise UnreadableSettings(path, str(error)) from None
    if _holds_nul(document):
        raise UnreadableSettings(path, "a text in it holds a NUL character")
    return document


def _plain_bytes(path: Path) -> bytes:
    """What stands in a plain file of no great size. Raises UnreadableSettings and OSError."""
    kind = path.stat()
    if not stat.S_ISREG(kind.st_mode):  # a FIFO would be waited for
        raise UnreadableSettings(path, "it is a folder" if stat.S_ISDIR(kind.st_mode) else "it is no plain file")
    with path.open("rb") as file:
        raw = file.read(LARGEST_FILE + 1)
    if len(raw) > LARGEST_FILE:
        raise UnreadableSettings(path, "it is larger than 1 MiB")
    return raw


def _holds_nul(value: object) -> bool:
    match value:
        case str():
            return NUL in value
        case dict():
            return any(map(_holds_nul, (*value, *value.values())))
        case list():
            return any(map(_holds_nul, value))
    return False


def _section(path: Path, section: str, table: object) -> dict[str, Any]:
    if section not in SECTIONS:
        raise UnknownSetting(path, section, _near(section, ""), tuple(HEADINGS.values()))
    return {
        key: _setting(path, section, f"[{section}]", key, value) for key, value in _table(path, section, table).items()
    }


def _table(path: Path, section: str, table: object) -> dict[str, Any]:
    if not isinstance(table, dict):
        raise BadSetting(f"{path}: {section}", table, f"a section, headed [{section}]")
    return table


def _phrases(path: Path, table: object) -> dict[str, str]:
    phrases = {}
    for name, text in _table(path, "phrases", table).items():
        _read(f"{path}: a name in [phrases]", read.phrase_name, name)
        phrases[name] = _read(f"{path}: [phrases] {name}", read.words, text)
    return phrases


def _rungs(path: Path, tables: object) -> tuple[Rung, ...]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise BadSetting(f"{path}: ladder", tables, "rungs, each headed [[ladder]]")
    return tuple(_rung(path, number, table) for number, table in enumerate(tables, 1))


def _rung(path: Path, number: int, table: dict[str, object]) -> Rung:
    place = f"rung {number} of [[ladder]],"
    values = {key: _setting(path, "ladder", place, key, value) for key, value in table.items()}
    for key, example in (("to", "Ana"), ("ack_within", "4bh")):
        if key not in values:
            raise Misconfigured(
                f'{path}: rung {number} of [[ladder]] has no {key}. Add it, such as {key} = "{example}".'
            )
    return Rung(values["to"], values["ack_within"], values.get("for"))


def _setting(path: Path, section: str, place: str, key: str, value: object) -> Any:
    reader = KEYS[section].get(key)
    if reader is None:
        raise UnknownSetting(path, f"{place} {key}", _near(key, section), tuple(KEYS[section]))
    return _read(f"{path}: {place} {key}", reader, value)


def _read(where: str, reader: Callable[[object], Any], value: object) -> Any:
    try:
        return reader(value)
    except Unfit as unfit:
        raise BadSetting(where, unfit.value, unfit.needs) from None


def _near(word: str, section: str) -> str | None:
    """The section or key that was probably meant by an unknown one; the section's own come first."""
    import difflib

    elsewhere = {key: f"{HEADINGS[name]} {key}" for name, keys in KEYS.items() for key in keys}
    here = {key: key for key in KEYS[section]} if section else HEADINGS
    if word.lower() in here | elsewhere:
        return (elsewhere | here)[word.lower()]
    for names in (here, elsewhere):
        if near := difflib.get_close_matches(word.lower(), names, n=1, cutoff=0.5):
            return names[near[0]]
    return None


# What may stand in the file, and how each value is read. The sections but the ladder are tables of one kind.
SECTIONS: Mapping[str, Mapping[str, Callable[[object], Any]]] = {
    "shop": {"name": read.text, "timezone": read.zone, "currency": read.currency, "owner": read.name, "me": read.name}
    | {"templates": read.text},
    "hours": dict.fromkeys(DAYS, read.blocks),
    "calendar": {"country": read.country, "region": read.region, "closures": read.closures},
    "policy": {
        "acknowledge_within": read.duration,
        "due_soon": read.duration,
        "escalate_overdue_after": read.duration,
        "idle_after": read.duration,
        "check_replacement_after": read.duration,
        "check_back_after": read.durations,
        "close_unconfirmed_after": read.count,
        "submit_claims_within": read.duration,
        "acknowledge": read.words_to_customer,
        "check_back": read.words_to_customer,
        "update_every": read.by_severity,
        "warranty_months": read.months,
        "return_from": read.later,
        "return_within": read.duration,
        "goodwill": read.later,
        "invite_after": read.duration,
        "invite_at_latest": read.duration,
        "arrival_check_after": read.duration,
        "margin": read.percentage,
        "customer_years": read.count,
    },
    "store": {"group": read.group},
}
IN_CURRENCY: Mapping[str, Callable[[str, object], Any]] = {"return_from": read.amount, "goodwill": read.amounts}
"""Those of the policy that are amounts."""
KEYS: Mapping[str, Mapping[str, Callable[[object], Any]]] = {
    **SECTIONS,
    "ladder": {"for": read.name, "to": read.name, "ack_within": read.duration},
}
HEADINGS = {**{section: f"[{section}]" for section in SECTIONS}, "ladder": "[[ladder]]", "phrases": "[phrases]"}
