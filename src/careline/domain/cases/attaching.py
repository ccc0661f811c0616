"""What may be attached to a case: how large it may be, how many there may be, and what it is called."""

import re
from pathlib import PurePath

from careline.domain.errors import BadInput, Refused
from careline.domain.wording import sized

LARGEST = 25_000_000
"""How many bytes one may have: what most mail takes, and ten photographs."""
MOST_AT_ONCE = 50
MOST_ON_A_CASE = 200
LONGEST_NAME = 255
"""How many bytes of UTF-8 a name may have: what the usual disks take."""

# Patterns, not compiled: only what attaches or saves pays for them.
_NOT_IN_A_NAME = r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff<>:"/\\|?*]'
_DEVICES = r"(?i)(con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])(?=\.|$)"


def name_kept(file_name: str) -> str:
    """What a file is called in the store: its name alone, what is no text in it as escapes, its ending kept."""
    name = PurePath(file_name).name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return _shortened(name.strip()) or "file"


def name_saved(file_name: str) -> str:
    """What it may be called on any disk: no folder, no hidden file, no option, no device, nothing invisible."""
    name = re.sub(_NOT_IN_A_NAME, "_", file_name).rstrip(". ")
    name = re.sub(r"\A[.\-~\s]+", "_", name)
    name = re.sub(_DEVICES, r"_\1", name) if re.match(_DEVICES, name) else name
    return _shortened(name) or "file"


def _shortened(name: str) -> str:
    """The name with no more bytes than a disk takes; what is cut off stands before its ending."""
    ending = PurePath(name).suffix
    ending = ending if len(ending.encode()) < LONGEST_NAME // 4 else ""
    most = LONGEST_NAME - len(ending.encode())
    return name.removesuffix(ending).encode()[:most].decode("utf-8", "ignore") + ending


def check_count(count: int) -> None:
    """Raise BadInput where more files are attached at once than a command takes."""
    if count > MOST_AT_ONCE:
        raise BadInput(f"{count} files are more than the {MOST_AT_ONCE} that one command takes; attach them in turns.")


def check_size(file: object, size: int) -> None:
    """Raise BadInput for a file that is empty or too large."""
    if not size:
        raise unattachable(file, "it is empty")
    if size > LARGEST:
        raise unattachable(file, f"it is larger than {sized(LARGEST)}, the most that one may have")


def check_room(case: str, there: int, new: int) -> None:
    """Raise Refused where a case would have more than it may."""
    if there + new > MOST_ON_A_CASE:
        raise Refused(
            f"{case} has {there} attachments, and {new} more would be over the {MOST_ON_A_CASE} that a case takes; "
            "put several into one file, such as a PDF or a ZIP, or keep them elsewhere and note where."
        )


def unattachable(file: object, why: str) -> BadInput:
    """The refusal of a file."""
    return BadInput(f"{file} cannot be attached: {why}. Nothing was attached.")
