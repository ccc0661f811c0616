"""Where a store lies, told by paths, by what the system says of its disks, and by sizes."""

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from careline.domain.safekeeping.surroundings import (
    disk_of,
    is_of_another_computer,
    is_old_sqlite,
    keeps_permissions,
    mounts_of_linux,
    mounts_of_mac,
    room_needed,
    synced_by,
    to_be_mounted,
)

LINUX = """\
/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /run tmpfs rw 0 0
disk.example:/shop /srv/shop nfs4 rw 0 0
//disk/shop /mnt/our\\040shop cifs rw 0 0
ana@disk:/ /home/ana/far fuse.sshfs rw 0 0
/dev/sdb1 /home/ana/far/near ext4 rw 0 0
/dev/sdc1 /media/twice nfs rw 0 0
/dev/sdc1 /media/twice vfat rw 0 0
"""
MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//ana@disk._smb._tcp.local/shop on /Volumes/our shop (smbfs, nodev, nosuid, mounted by ana)
"""


SYNCED = [
    (PurePosixPath("/home/ana/Dropbox/shop/careline.db"), "Dropbox"),
    (PurePosixPath("/home/ana/Dropbox (Headsets Direct)/careline.db"), "Dropbox"),
    (PureWindowsPath(r"C:\Users\Ana\OneDrive - Headsets Direct\careline.db"), "OneDrive"),
    (PureWindowsPath(r"C:\Users\Ana\iCloudDrive\careline.db"), "iCloud"),
    (PurePosixPath("/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/careline.db"), "a cloud"),
    (PurePosixPath("/Users/ana/Library/CloudStorage/GoogleDrive-ana/careline.db"), "a cloud"),
    (PureWindowsPath(r"G:\Google Drive\careline.db"), "Google Drive"),
    (PurePosixPath("/home/ana/nextcloud/careline.db"), "Nextcloud"),
    (PurePosixPath("/home/ana/.local/share/careline/careline.db"), None),
    (PurePosixPath("/home/ana/no dropbox here/careline.db"), None),
    (PurePosixPath("/home/ana/Dropbox"), None),
]


def test_a_synced_folder_is_known_by_its_name(subtests: pytest.Subtests) -> None:
    for path, program in SYNCED:
        with subtests.test(str(path)):
            assert synced_by(path) == program


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/ana/careline.db", "ext4"),
        ("/srv/shop/careline.db", "nfs4"),
        ("/srv/shopping/careline.db", "ext4"),
        ("/mnt/our shop/careline.db", "cifs"),
        ("/home/ana/far/careline.db", "fuse.sshfs"),
        ("/home/ana/far/near/careline.db", "ext4"),
        ("/media/twice/careline.db", "vfat"),
    ],
)
def test_the_nearest_disk_says_of_which_kind_it_is_and_of_two_at_one_place_the_upper(path: str, kind: str) -> None:
    assert disk_of(PurePosixPath(path), mounts_of_linux(LINUX)) == kind


def test_macos_says_it_in_its_own_way() -> None:
    assert disk_of(PurePosixPath("/Volumes/our shop/careline.db"), mounts_of_mac(MAC)) == "smbfs"
    assert disk_of(PurePosixPath("/Users/ana/careline.db"), mounts_of_mac(MAC)) == "apfs"
    assert disk_of(PurePosixPath("/Users/ana/careline.db"), []) == ""


def test_network_drives_and_sticks_are_known_by_their_kind() -> None:
    kinds = ("ext4", "apfs", "", "nfs4", "cifs", "smbfs", "fuse.sshfs", "9p", "network", "vfat", "exfat", "fuseblk")
    assert [kind for kind in kinds if is_of_another_computer(kind)] == [*kinds[3:9]]
    assert [kind for kind in kinds if not keeps_permissions(kind)] == [*kinds[9:]]


def test_a_store_wants_as_much_room_again_and_never_less_than_100_mib() -> None:
    assert [room_needed(size) for size in (0, 100 << 20, 101 << 20)] == [100 << 20, 100 << 20, 101 << 20]


def test_sqlite_knows_how_to_answer_with_what_was_recorded_from_3_35_on() -> None:
    assert [is_old_sqlite(version) for version in ((3, 34, 9), (3, 35, 0), (3, 50, 1))] == [True, False, False]


@pytest.mark.parametrize(
    ("folder", "places"),
    [
        ("/home/ana/backups", []),
        ("/mediathek/usb", []),
        ("/media/usb/careline", ["/media/usb/careline", "/media/usb", "/media"]),
        ("/run/media/ana/USB", ["/run/media/ana/USB", "/run/media/ana", "/run/media"]),
        ("/mnt", ["/mnt"]),
    ],
)
def test_where_disks_come_and_go_one_has_to_be_mounted(folder: str, places: list[str]) -> None:
    assert [str(each) for each in to_be_mounted(PurePosixPath(folder))] == places
