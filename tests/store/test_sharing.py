"""Several people of one machine, one store: whose files they are, and who may record."""

import os
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.shop import Shop, prepared

if sys.platform == "win32":
    pytest.skip("Windows keeps permissions in another way", allow_module_level=True)

import grp

from careline.store import database

NOW = datetime(2026, 6, 1, 15, tzinfo=UTC)
OPEN = "open 'No sound' --customer 'Dana Reyes'"


def a_group_of_ours() -> "grp.struct_group":
    """A group that we may give files to, and not the one that they have by themselves, if there is another."""
    ours = grp.getgrall() if os.geteuid() == 0 else [grp.getgrgid(number) for number in (*os.getgroups(), os.getegid())]
    return next((group for group in ours if group.gr_gid != os.getegid()), ours[0])


@prepared
def shared(shop: Shop) -> Shop:
    """A shop whose settings name a group; without a store yet."""
    shop.configure(f'[store]\ngroup = "{a_group_of_ours().gr_name}"\n')
    return shop


def owned(path: Path) -> tuple[int, int]:
    """Permissions and group."""
    return stat.S_IMODE(path.stat().st_mode), path.stat().st_gid


@pytest.mark.parametrize("umask", [0, 0o022, 0o077])
def test_folder_store_and_journal_belong_to_the_group_whatever_the_umask(shared: Shop, umask: int) -> None:
    ours = a_group_of_ours().gr_gid
    old = os.umask(umask)
    try:
        shared(OPEN)
        assert owned(shared.store.parent) == (0o2770, ours)
        assert owned(shared.store) == (0o660, ours)
        with database.recording(shared.store, now=NOW, who="Ana", command="test") as work:
            work.run("UPDATE cases SET subject = 'No sound at all'")
            assert owned(shared.store.with_name("careline.db-journal")) == (0o660, ours)
    finally:
        os.umask(old)


def test_a_store_that_was_there_keeps_its_permissions(shop: Shop) -> None:
    shop(OPEN)
    shop.configure(f'[store]\ngroup = "{a_group_of_ours().gr_name}"\n')
    shop(OPEN)
    assert (owned(shop.store)[0], owned(shop.store.parent)[0]) == (0o600, 0o700)


def test_a_group_that_does_not_exist_is_exit_5_and_nothing_is_made(shop: Shop) -> None:
    shop.configure('[store]\ngroup = "no such group"\n')
    assert "no such group" in shop.refuses(5, OPEN)
    assert not shop.store.parent.exists()


def test_so_is_a_group_that_is_not_ours(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    monkeypatch.setattr(os, "getgroups", list)
    monkeypatch.setattr(os, "getegid", lambda: 12345)
    shop.configure(f'[store]\ngroup = "{grp.getgrall()[0].gr_name}"\n')
    assert "join it" in shop.refuses(5, OPEN)
    assert not shop.store.parent.exists()


def test_each_acts_under_their_own_name_once_they_are_known_as_staff(shared: Shop) -> None:
    shared(OPEN)
    as_ben = "--me Ben case note 1 'The cable'"
    assert 'careline --me "Ana" party add "Ben" --kind staff' in shared.refuses(2, as_ben)
    shared.refuses(2, "--me Ben party add Ben --kind staff")
    assert shared.run("--me Ben show 1").code == 0
    shared("party add Ben --kind staff")
    shared(as_ben)
    assert shared.json("log --last 1")["items"][0]["who"] == "Ben"


def test_who_is_known_as_something_else_is_corrected(shared: Shop) -> None:
    shared(f"{OPEN} --promise 'Ben calls' --by 2bd --performer Ben")
    assert 'careline --me "Ana" party edit "Ben" --kind staff' in shared.refuses(2, "--me Ben case note 1 x")
    shared("party edit Ben --kind staff")
    shared("--me Ben case note 1 x")


def test_so_it_is_without_a_group(shop: Shop) -> None:
    shop(OPEN)
    shop.refuses(2, "--me Ben case note 1 x")
    shop("party add Ben --kind staff")
    shop("--me Ben case note 1 x")
