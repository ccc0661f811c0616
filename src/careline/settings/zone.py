"""The time zone that the system is set to."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from careline.domain.errors import Misconfigured
from careline.domain.time.zones import is_without_summer
from careline.settings import values as read

# Set in TZ by those who want to spare the system a look at the file; it names no zone of its own.
SYSTEM_ZONE_FILE = "/etc/localtime"


class UnknownSystemZone(Misconfigured):
    """No zone is configured, and the system does not say which one it is in."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The shop's time zone is not known: {why}. "
            "Set timezone under [shop] in the settings, or CARELINE_TZ, to a name such as America/New_York."
        )


def system_zone(environ: Mapping[str, str], root: Path = Path("/")) -> str:
    """The name of the zone that this system is in: what TZ says, else what the files under `root`/etc say.

    Raises UnknownSystemZone instead of guessing: a shop that silently runs on UTC misses its promises by hours.
    """
    named = variable(environ, "TZ").strip().removeprefix(":")
    if named and named != SYSTEM_ZONE_FILE:
        candidates, why = (
            [named, _zone_within(named)],
            f'the environment variable TZ is "{named}", which is not a time zone',
        )
    elif sys.platform == "win32":
        candidates, why = [_windows_zone()], "Windows does not name it"
    else:
        candidates = [_linked_zone(root / "etc/localtime"), _written_zone(root / "etc/timezone")]
        why = "neither TZ nor /etc/localtime nor /etc/timezone names it"
    for name in candidates:
        if is_without_summer(name):
            raise UnknownSystemZone(f'the system names "{name}", which is not a place and has no summer time')
        if read.is_zone(name):
            return name
    raise UnknownSystemZone(why)


def system_zone_or_blank() -> str:
    """The same, or a blank where the system does not say."""
    try:
        return system_zone(os.environ)
    except UnknownSystemZone:
        return ""


def _linked_zone(link: Path) -> str:
    try:
        return _zone_within(link.readlink().as_posix()) or _zone_within(link.resolve().as_posix())
    except OSError:  # missing, or a copy that keeps its name to itself
        return ""


def _zone_within(path: str) -> str:
    return path.rpartition("zoneinfo/")[2] if "zoneinfo/" in path else ""


def _written_zone(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _windows_zone() -> str:
    from pendulum.tz import get_local_timezone

    try:
        return get_local_timezone().name
    except (OSError, LookupError, ValueError):
        return ""


def variable(environ: Mapping[str, str], name: str) -> str:
    """What the variable says, empty where it is unset or blank, as cron tables leave it."""
    value = environ.get(name, "")
    return value if value.strip() else ""
