"""Where a path leads: what lies there, where its links end, and whether that is what careline lives on."""

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from careline.domain.errors import BadInput

MOST_LINKS = 40
# SQLite keeps its journal beside the draft of a store. Compiled on use: most commands write no file.
DRAFT = r"\.careline-([1-9][0-9]{0,9})-[0-9a-f]{32}\.draft(-journal)?"

Own = Iterable[tuple[Path, str]]
"""What is never written over, there or not, and what each is."""


class Unwritable(BadInput):
    """A file that cannot be written, or must not be."""

    def __init__(self, path: object, why: str, left: str = "Nothing was written.") -> None:
        super().__init__(f"{path} cannot be written: {why}. {left}")
        self.why = why


@contextmanager
def named_faults(path: object) -> Iterator[None]:
    """Say what the system means, in our own words. Raises Unwritable; FileExistsError passes."""
    try:
        yield
    except FileExistsError:
        raise
    except PermissionError as error:
        making = isinstance(error.filename, (str, Path)) and re.fullmatch(DRAFT, Path(error.filename).name)
        beside = making and error.filename2 is None
        raise Unwritable(path, "nothing can be made in its folder" if beside else _why(error)) from error
    except (OSError, ValueError) as error:
        raise Unwritable(path, _why(error)) from error


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def what_is(path: Path) -> os.stat_result | None:
    """What lies there, links followed; None for nothing."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def end_of(path: Path, was: os.stat_result | None) -> Path:
    """Where the links of a path lead, the file there or not. Raises Unwritable for one that a stranger has planted."""
    end = path
    for _ in range(MOST_LINKS):
        try:
            here = end.lstat()
        except FileNotFoundError:
            if was:
                raise Unwritable(path, "the file that it leads to was deleted") from None
            return end
        check_not_planted(path, end, here)
        if not stat.S_ISLNK(here.st_mode):
            return end
        if was and not stat.S_ISREG(was.st_mode):
            # /dev/stdout and its like lead to what has no name in any folder.
            return path
        end = end.parent / end.readlink()
    raise Unwritable(path, "its links lead in a circle")


def check_not_planted(path: Path, end: Path, here: os.stat_result) -> None:
    """Raise Unwritable for what somebody else has put into a folder in which all may write, such as /tmp."""
    if sys.platform == "win32":
        return
    folder = end.parent.stat()
    for_all = folder.st_mode & stat.S_ISVTX and folder.st_mode & stat.S_IWOTH
    if for_all and here.st_uid not in (os.geteuid(), folder.st_uid, 0):
        raise Unwritable(path, f"{end} belongs to somebody else, in a folder that everybody may write in")


def same(end: Path, was: os.stat_result | None, other: Path) -> bool:
    """True where both are one file, or would be: names that differ in case alone count as one, as on many disks."""
    with suppress(OSError):
        there = other.stat()
        return was is not None and os.path.samestat(was, there)
    return any(
        _folded(end.name) == _folded(each.name) and _same_folder(end.parent, each.parent)
        for each in (other, Path(os.path.realpath(other)))
    )


def _folded(name: str) -> str:
    import unicodedata  # large, and few commands compare files

    return unicodedata.normalize("NFC", name.casefold())


def _same_folder(one: Path, other: Path) -> bool:
    with suppress(OSError):
        return one.samefile(other)
    return False
