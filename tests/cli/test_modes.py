"""Every file that careline makes is its owner's alone, and every folder: whatever the umask, by whichever command."""

import os
import stat
import sys
from pathlib import Path

import pytest

from tests.shop import NewShop, Shop

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions in another way")

WRITING = (
    "overdue --output {out}/overdue.txt",
    "overdue --format html --output {out}/overdue.html",
    "list --all --format csv --output {out}/list.csv",
    "show 1 --json --output {out}/case.json",
    "replacement slip 1 --format html --output {out}/slip.html",
    "export --output {out}/export.jsonl",
    "export --csv {out}/tables",
    "import {rows} --skip-bad {out}/rejects.csv",
    "case attach 1 {rows}",
    "attachment save A-1 --output {out}/rows.csv",
    "backup",
    "backup {out}/backup.db",
    "restore {out}/backup.db --yes",
    "--db {out}/filled.db import --jsonl {out}/export.jsonl",
    "--config {out}/new/careline.toml config init",
    "completion install bash",
    "completion install zsh",
    "completion install fish",
)
"""What writes files: each makes at least one that was not there."""
ROWS = "ref,customer,subject,opened\n1,Kim,No light,2026-05-28 09:00\n2,Kim,,2026-05-28 09:00\n"


def made(shop: Shop) -> dict[Path, int]:
    """All that lies in the shop's folder, with its permissions."""
    return {path: stat.S_IMODE(path.lstat().st_mode) for path in shop.folder.rglob("*")}


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_whatever_careline_makes_is_its_owner_s_alone(
    new_shop: NewShop, umask: int, monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests
) -> None:
    shop = new_shop()
    out = shop.folder / "out"
    out.mkdir()
    rows = shop.folder / "rows.csv"
    rows.write_text(ROWS, encoding="utf-8")
    monkeypatch.setenv("HOME", str(shop.folder / "home"))
    (shop.folder / "home").mkdir()
    before = made(shop)
    old = os.umask(umask)
    try:
        shop("open 'No sound' --customer 'Dana Reyes'")
        shop("ship-replacement 1 --why 'It broke.' --arrives 2bd --item A --because 'no sound'")
        for command in WRITING:
            known = made(shop)
            with subtests.test(command):
                shop(command.format(out=out, rows=rows))
                assert made(shop).keys() - known.keys(), "it makes nothing"
    finally:
        os.umask(old)
    now = {path: mode for path, mode in made(shop).items() if path not in before}
    open_to_others = {str(path.relative_to(shop.folder)): oct(mode) for path, mode in now.items() if mode & 0o077}
    assert open_to_others == {}


def test_a_link_that_a_stranger_has_laid_where_careline_writes_is_not_followed(shop: Shop) -> None:
    shop("open 'No sound' --customer 'Dana Reyes'")
    theirs = shop.folder / "theirs"
    theirs.write_text("as it was", encoding="utf-8")
    Path(f"{shop.store}-backups").symlink_to(theirs)
    shop.run("backup")
    assert theirs.read_text(encoding="utf-8") == "as it was"
