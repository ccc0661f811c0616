"""What the system says of the place where a store lies: who may read it, how much is free, which disk it is on."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from careline.domain.safekeeping import surroundings

OTHERS, GROUP, WRITTEN = 0o007, 0o070, 0o022


def free_at(path: Path) -> int:
    """How many bytes are free where a file lies."""
    return shutil.disk_usage(path.parent).free


def disk_of(path: Path) -> str:
    """The kind of disk that a file lies on, as the system calls it; blank where it does not say."""
    real = Path(os.path.realpath(path))
    with suppress(OSError, subprocess.SubprocessError):
        match sys.platform:
            case "win32":
                from ctypes import windll  # type: ignore[attr-defined]

                remote = 4
                is_remote = real.drive.startswith("\\\\") or windll.kernel32.GetDriveTypeW(real.anchor) == remote
                return "network" if is_remote else ""
            case "darwin":
                said = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=True, timeout=10).stdout
                return surroundings.disk_of(real, surroundings.mounts_of_mac(said))
            case _:
                said = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
                return surroundings.disk_of(real, surroundings.mounts_of_linux(said))
    return ""


def is_away(folder: Path) -> bool:
    """True for a folder where a disk should be, and none is: what is written there goes to this computer's own."""
    places = surroundings.to_be_mounted(Path(os.path.realpath(folder)))
    return sys.platform != "win32" and bool(places) and not any(map(os.path.ismount, places))


def is_same_disk(folder: Path, store: Path) -> bool:
    """True where both lie on one disk, as far as the system says."""
    with suppress(OSError):
        return folder.stat().st_dev == store.stat().st_dev
    return False


def open_to_others(paths: Iterable[Path], *, group: bool) -> list[Path]:
    """Those that more people may read or write than their owner, or than the group that shares them.

    What lies on a disk that keeps no permissions is none of them.
    """
    if sys.platform == "win32":
        return []
    closed_to = OTHERS if group else OTHERS | GROUP
    found = []
    for path in paths:
        with suppress(OSError):
            is_open = stat.S_IMODE(path.lstat().st_mode) & closed_to and not path.is_symlink()
            if is_open and surroundings.keeps_permissions(disk_of(path)):
                found.append(path)
    return found


def close_to_others(paths: Iterable[Path], *, group: bool) -> None:
    """Take from everybody else what they may do with these. Raises OSError."""
    closed_to = OTHERS if group else OTHERS | GROUP
    for path in paths:
        path.chmod(stat.S_IMODE(path.stat().st_mode) & ~closed_to)


def written_by_others(path: Path) -> bool:
    """True for a file that more people may write than its owner and the system's."""
    with suppress(OSError):
        return sys.platform != "win32" and bool(path.stat().st_mode & WRITTEN)
    return False


def let_nobody_else_write(path: Path) -> None:
    """Take from everybody else that they may write a file. Raises OSError."""
    path.chmod(stat.S_IMODE(path.stat().st_mode) & ~WRITTEN)


def holds_nothing_else(folder: Path, store: Path) -> bool:
    """True for a folder in which nothing lies but a store and what careline has put beside it."""
    ours = {store.name, "backups"}
    with suppress(OSError):
        return all(
            each.name in ours or each.name.startswith((f"{store.name}-", f"{store.stem}-", ".careline-"))
            for each in folder.iterdir()
        )
    return False


def shared_by_group(store: Path, group: str | None) -> bool:
    """True for a store that several people share: the settings name their group, or its folder hands one on."""
    with suppress(OSError):
        return group is not None or bool(store.parent.stat().st_mode & stat.S_ISGID)
    return group is not None
