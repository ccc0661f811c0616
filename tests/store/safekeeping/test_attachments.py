"""What attachments hold, as those use it that carry a store elsewhere: export, backup, doctor."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from careline.store import database, file
from careline.store.safekeeping import attachments
from careline.store.safekeeping.attachments import ContentLost
from tests.shop import Shop, prepared
from tests.store.contents import opened

WORDS = {name: f"what {name} holds".encode() * 9 for name in ("standing", "undone", "moved")}
SHA = {name: sha256(words).hexdigest() for name, words in WORDS.items()}


@prepared
def kept(shop: Shop) -> Shop:
    """C-1 with A-1 (standing) and A-3 (moved from there to C-2 and taken back with C-2); A-2 (undone)."""
    shop("open 'No sound' --customer 'Dana Reyes'")
    for name, words in WORDS.items():
        (shop.folder / name).write_bytes(words)
        shop(f"case attach 1 {shop.folder / name}")
        if name == "undone":
            shop("undo")
    return shop


def read(shop: Shop, sha: str) -> bytes:
    with database.reading(shop.store) as fetch:
        return b"".join(attachments.contents(fetch, shop.store, sha))


def test_what_rows_and_the_log_name_is_named_with_its_size(kept: Shop) -> None:
    with database.reading(kept.store) as fetch:
        named = dict(attachments.named(fetch))
        assert named == {SHA[name]: len(words) for name, words in WORDS.items()}
        assert list(attachments.lacking(fetch, kept.store)) == []
        assert attachments.orphans(fetch, kept.store) == []
    assert {name: read(kept, sha) for name, sha in SHA.items()} == WORDS


def test_what_is_missing_changed_or_nobodys_is_told_apart(kept: Shop) -> None:
    attachments.place_of(kept.store, SHA["undone"]).unlink()
    attachments.place_of(kept.store, SHA["moved"]).write_bytes(b"another")
    attachments.put(kept.store, sha256(b"nobody's").hexdigest(), [b"nobody", b"'s"])
    with database.reading(kept.store) as fetch:
        # What was attached and taken back is nobody's, though the log knows it.
        assert list(attachments.lacking(fetch, kept.store)) == [(SHA["moved"], [(3, "moved")], "was changed")]
        [orphan] = attachments.orphans(fetch, kept.store)
    assert orphan.read_bytes() == b"nobody's"
    assert attachments.clear(kept.store) == 1
    assert not orphan.exists()
    assert attachments.clear(kept.store) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_in_the_place_of_a_content_is_not_followed(kept: Shop) -> None:
    place = attachments.place_of(kept.store, SHA["standing"])
    place.rename(kept.folder / "elsewhere")
    place.symlink_to(kept.folder / "elsewhere")
    with pytest.raises(Exception, match="cannot be read"):
        read(kept, SHA["standing"])


def test_a_backup_has_them_in_its_table_which_comes_first(kept: Shop) -> None:
    backup = kept.folder / "backup.db"
    with opened(kept.store) as store, opened(backup) as copy:
        store.backup(copy)
        for name, words in WORDS.items():
            copy.execute("INSERT INTO attachment_contents VALUES (?, ?)", (SHA[name], words))
    saved = kept.folder / "saved"
    kept(f"--db {backup} attachment save A-1 --output {saved}")
    assert saved.read_bytes() == WORDS["standing"]
    with opened(backup) as copy:
        copy.execute("UPDATE attachment_contents SET content = 'text' WHERE sha256 = ?", (SHA["standing"],))
    assert kept.run(f"--db {backup} attachment save A-1 --output {saved} --force").code == 6


def test_what_is_put_there_must_be_what_it_is_said_to_be(kept: Shop) -> None:
    before = sorted(kept.store.parent.rglob("*"))
    for sha in (SHA["standing"], "../../evil", "A" * 64):
        with pytest.raises(ContentLost):
            attachments.put(kept.store, sha, [b"another"])
        attachments.place_of(kept.store, SHA["standing"]).unlink(missing_ok=True)
        with pytest.raises(ContentLost):
            read(kept, sha)
    assert set(before) - set(kept.store.parent.rglob("*")) == {attachments.place_of(kept.store, SHA["standing"])}


def test_a_group_that_shares_the_store_shares_them(kept: Shop) -> None:
    if sys.platform == "win32":
        pytest.skip("no groups there")
    kept.store.chmod(0o660)
    (kept.folder / "photo").write_bytes(b"photo")
    kept(f"case attach 1 {kept.folder / 'photo'}")
    attachments.put(kept.store, sha256(b"ours").hexdigest(), [b"ours"])
    for held in (b"ours", b"photo"):
        place = attachments.place_of(kept.store, sha256(held).hexdigest())
        assert (place.stat().st_mode & 0o777, place.parent.stat().st_mode & 0o7777) == (0o660, 0o2770)


def test_two_at_once_attach_the_same_file_and_both_have_it(shop: Shop) -> None:
    for _ in range(3):
        shop("open 'No sound' --customer 'Dana Reyes'")
    same = shop.folder / "same"
    same.write_bytes(b"same" * 500_000)
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "careline", "case", "attach", f"{number}", str(same)],
            env=os.environ | shop.variables,
            stdout=subprocess.DEVNULL,
            cwd=Path(__file__).parents[3],
        )
        for number in (1, 2, 3)
    ]
    assert [process.wait(60) for process in started] == [0, 0, 0]
    assert [len(shop.case(number)["attachments"]) for number in (1, 2, 3)] == [1, 1, 1]
    (held,) = (path for path in file.folder_of(shop.store).rglob("*") if path.is_file())
    assert held.read_bytes() == same.read_bytes()
