"""Where a store lies, and whether it is safe there: on a disk of this computer, with room."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

LEAST_ROOM = 100 << 20
LEAST_SQLITE = (3, 35, 0)
"""Older ones do not know how to answer with what they have recorded."""
SYNCED: Mapping[str, str] = {
    r"dropbox( \(.*\))?": "Dropbox",
    r"onedrive( - .*)?": "OneDrive",
    r"icloud ?drive|com~apple~clouddocs": "iCloud",
    r"google ?drive|googledrive-.*": "Google Drive",
    r"nextcloud": "Nextcloud",
    r"owncloud": "ownCloud",
    r"cloudstorage|mobile documents": "a cloud",
}
"""How folders are called that a program copies between computers, and which program that is."""
NETWORK = re.compile(
    r"network|nfs\d?|cifs|smb\w*|afpfs|webdav|davfs\w*|9p|ncpfs|fuse\.(sshfs|rclone|davfs\w*|s3fs|gvfsd-fuse)"
)
WITHOUT_PERMISSIONS = frozenset({"vfat", "msdos", "exfat", "ntfs", "ntfs3", "fuseblk"})
MOUNTED_IN = ("/media", "/mnt", "/run/media", "/Volumes")
"""Where systems put the disks that come and go."""
ESCAPED = re.compile(r"\\([0-7]{3})")


def synced_by(path: PurePath) -> str | None:
    """The program that copies this file to other computers, as far as its folders are called as usual, or None."""
    for folder in path.parts[:-1]:
        for name, program in SYNCED.items():
            if re.fullmatch(name, folder, re.IGNORECASE):
                return program
    return None


def disk_of(path: PurePath, mounts: Iterable[tuple[str, str]]) -> str:
    """The kind of disk that a file lies on, by the places of all disks and their kinds; blank where none fits."""
    held = [(len(PurePath(place).parts), kind) for place, kind in mounts if path.is_relative_to(place)]
    # Of several at one place, the last lies on top.
    return max(enumerate(held), key=lambda each: (each[1][0], each[0]))[1][1] if held else ""


def to_be_mounted(folder: PurePath) -> list[PurePath]:
    """The places at one of which a disk has to be mounted for this folder to lie on it: none of a usual folder."""
    places = [folder, *folder.parents]
    ends = [places.index(each) for each in map(type(folder), MOUNTED_IN) if each in places]
    return places[: ends[0] + 1] if ends else []


def is_of_another_computer(disk: str) -> bool:
    """True for the kinds of disks that are reached over a network, where the locks of a store may not work."""
    return NETWORK.fullmatch(disk) is not None


def keeps_permissions(disk: str) -> bool:
    """False for the kinds of disks, as on sticks, where everybody may read everything and nothing can be done."""
    return disk not in WITHOUT_PERMISSIONS


def mounts_of_linux(text: str) -> list[tuple[str, str]]:
    """The places of all disks and their kinds, as /proc/self/mounts has them."""
    lines = (line.split(" ") for line in text.splitlines())
    return [(ESCAPED.sub(lambda found: chr(int(found[1], 8)), line[1]), line[2]) for line in lines if len(line) > 2]


def mounts_of_mac(text: str) -> list[tuple[str, str]]:
    """The same as `mount` prints it on macOS: `//ana@disk/shop on /Volumes/shop (smbfs, nodev)`."""
    return re.findall(r"^.*? on (/.*) \((\w+)[,)]", text, re.MULTILINE)


def room_needed(size: int) -> int:
    """How many bytes a store of that size wants free beside it: as much again, as for a backup."""
    return max(size, LEAST_ROOM)


def is_old_sqlite(version: Sequence[int]) -> bool:
    """True where SQLite is too old for what careline asks of it."""
    return tuple(version) < LEAST_SQLITE
