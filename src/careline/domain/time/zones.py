"""Names of time zones that belong to no place: abbreviations, and offsets that never change.

The zone database has some of them, but what people mean by `EST` has a summer in it, and the zone `EST` has none.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

LONGEST = 100
"""How many signs the name of a zone may have; the longest there is has 30."""
A_PLACE = "America/New_York"
"""What stands for any place, as an example."""
MEANT = {
    "EST": A_PLACE,
    "EDT": A_PLACE,
    "EST5EDT": A_PLACE,
    "CST": "America/Chicago",
    "CDT": "America/Chicago",
    "CST6CDT": "America/Chicago",
    "MST": "America/Denver",
    "MDT": "America/Denver",
    "MST7MDT": "America/Denver",
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
    "PST8PDT": "America/Los_Angeles",
    "HST": "Pacific/Honolulu",
    "GMT": "Europe/London",
    "GMT0": "Europe/London",
    "GMT+0": "Europe/London",
    "GMT-0": "Europe/London",
    "BST": "Europe/London",
    "WET": "Europe/Lisbon",
    "CET": "Europe/Berlin",
    "CEST": "Europe/Berlin",
    "MET": "Europe/Berlin",
    "EET": "Europe/Athens",
    "FACTORY": A_PLACE,
}
# The sign is the other way round: Etc/GMT+5 is five hours behind.
OFFSET = r"(?ai:(?:Etc/)?(?:GMT|UTC|UT)?)[+-](?!0+(?::?00)?$)[0-9]{1,2}(?::?[0-9][0-9])?"
WITHOUT_SUMMER = frozenset({"EST", "MST", "FACTORY"})


def zone_named(name: str) -> "ZoneInfo":
    """The zone of that name, from the system's database, else from the package tzdata. Raises ValueError."""
    if len(name) > LONGEST:
        raise ValueError(name)  # looking for it, the system's database would go down a folder for each of its parts
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # settings are read without it where they name no zone

    try:
        return ZoneInfo("UTC" if name.upper() == "UTC" else name)
    except (OSError, ZoneInfoNotFoundError):  # a folder of zones, and every other name that is none
        raise ValueError(name) from None


def place_meant(name: str) -> str | None:
    """The zone of the place that is probably meant, or None where the name is no abbreviation and no offset."""
    return A_PLACE if _is_offset(name) else MEANT.get(name.upper())


def is_without_summer(name: str) -> bool:
    """True for a zone of no place in which the clocks never change, though they do where it is meant."""
    return name.upper() in WITHOUT_SUMMER or _is_offset(name)


def _is_offset(name: str) -> bool:
    # Every command names a zone, and hardly any pays for the pattern.
    return name[-1:].isdigit() and re.fullmatch(OFFSET, name) is not None
