"""A settings file read: TOML in, every value read by its key; what careline does not know gets a suggestion."""

import stat
from codecs import BOM_UTF8
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from careline.domain.errors import Misconfigured
from careline.domain.shop.policy import Rung
from careline.domain.texts import NUL
from careline.settings import mailing, plain
from careline.settings import values as read
from careline.settings.keys import CURRENCY, DAYS, HEADINGS, IN_CURRENCY, KEYS, SECTIONS
from careline.settings.values import Blocks, Unfit

LARGEST_FILE = 1 << 20
MOST_SHOWN = 200


class UnreadableSettings(Misconfigured):
    """The settings file cannot be read, or is no TOML."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"The settings file {path} cannot be read: {why}. Fix it, or name another with --config.")


class UnknownSetting(Misconfigured):
    """The settings file has a section or key that careline does not know."""

    def __init__(self, path: Path, label: str, near: str | None, known: Sequence[str]) -> None:
        advice = f"Did you mean {near}?" if near else f"There is {', '.join(known)}."
        super().__init__(f"{path}: {label} is not a setting. {advice}")


class BadSetting(Misconfigured):
    """A setting has a value that it cannot have."""

    def __init__(self, where: str, value: object, needs: str) -> None:
        said = read.literal(value)
        shown = said if len(said) <= MOST_SHOWN else f"{said[:MOST_SHOWN]}..."
        super().__init__(f"{where} is {shown}; it needs {needs}.")


def read_file(path: Path) -> tuple[dict[str, dict[str, Any]], tuple[Rung, ...], dict[str, str]]:
    """The file's sections with every value read, the seven days all in [hours] where it stands; ladder and phrases.

    Raises Misconfigured with one sentence that names the file and the key, and FileNotFoundError.
    """
    document = _document(path)
    rungs = _rungs(path, document.pop("ladder", []))
    phrases = _phrases(path, document.pop("phrases", {}))
    found = {section: _section(path, section, table) for section, table in document.items()}
    currency = found.get("shop", {}).get("currency", CURRENCY)
    policy = found.get("policy", {})
    for key in IN_CURRENCY.keys() & policy:
        policy[key] = read_value(f"{path}: [policy] {key}", partial(IN_CURRENCY[key], currency), policy[key])
    if "hours" in found:
        found["hours"] = {day: found["hours"].get(day, ()) for day in DAYS}
        if not any(found["hours"].values()):
            raise Misconfigured(
                f'{path}: [hours] has no working hour. Give a day at least one, such as mon = ["09:00-17:00"].'
            )
        _check_nights(path, found["hours"])
    return found, rungs, phrases


def _check_nights(path: Path, hours: dict[str, Blocks]) -> None:
    """Raise Misconfigured where the hours of a day last beyond midnight into those of the next."""
    for day, next_day in zip(DAYS, (*DAYS[1:], DAYS[0]), strict=True):
        if not (hours[day] and hours[next_day]):
            continue
        (opens, closes), (following, _) = hours[day][-1], hours[next_day][0]
        if closes <= opens and following < closes:
            raise Misconfigured(
                f"{path}: [hours] {next_day} begins at {following:%H:%M}, before {day} ends at {closes:%H:%M}. "
                "Let one end before the other begins."
            )


def read_value(where: str, reader: Callable[[object], Any], value: object) -> Any:
    """What a reader makes of a value. Raises BadSetting that names the place."""
    try:
        return reader(value)
    except Unfit as unfit:
        raise BadSetting(where, unfit.value, unfit.needs) from None


def _document(path: Path) -> dict[str, Any]:
    try:
        raw = _plain_bytes(path)
    except FileNotFoundError:
        if path.is_symlink():
            raise UnreadableSettings(path, f"it is a link to {path.readlink()}, which is not there") from None
        raise
    except OSError as error:
        raise UnreadableSettings(path, (error.strerror or str(error)).lower()) from None
    try:
        text = raw.removeprefix(BOM_UTF8).decode()  # some editors begin a file with it
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise UnreadableSettings(path, f"line {line} is not UTF-8") from None
    if (document := plain.read(text)) is not None:
        return document
    import tomllib

    try:
        document = tomllib.loads(text)
        holds_nul = _holds_nul(document)
    except ValueError as error:  # TOMLDecodeError, and a number of thousands of digits
        raise UnreadableSettings(path, str(error)) from None
    except RecursionError:
        raise UnreadableSettings(path, "its lists or tables lie too deep in one another") from None
    if holds_nul:
        raise UnreadableSettings(path, "a text in it holds a NUL character")
    return document


def _plain_bytes(path: Path) -> bytes:
    """What stands in a plain file of no great size. Raises UnreadableSettings and OSError."""
    kind = path.stat()
    if not stat.S_ISREG(kind.st_mode):  # a FIFO would be waited for
        raise UnreadableSettings(path, "it is a folder" if stat.S_ISDIR(kind.st_mode) else "it is not a plain file")
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
        read_value(f"{path}: a name in [phrases]", read.phrase_name, name)
        phrases[name] = read_value(f"{path}: [phrases] {name}", read.words, text)
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
        if section == "mail" and "pass" in key.lower():
            raise Misconfigured(f"{path}: {place} {key}: {mailing.NEVER_HERE}")
        raise UnknownSetting(path, f"{place} {key}", _near(key, section), tuple(KEYS[section]))
    return read_value(f"{path}: {place} {key}", reader, value)


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
