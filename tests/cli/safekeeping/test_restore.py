"""`careline restore`: the backup takes the store's place whole or not at all, and the store is kept as it was."""

import os
import shlex
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from careline.store import file
from careline.store.file import REVISIONS
from tests.cli.safekeeping.test_backup import OPEN, damage, listed
from tests.shop import NewShop, Shop, prepared
from tests.store import historical
from tests.store.contents import Contents, contents, hot_journal_of, opened
from tests.terminal import typing

BACKUP = "store/backups/careline-2026-06-02-1000.db"
ASIDE = "careline-before-restore-2026-06-03-1000.db"


@prepared
def backed(shop: Shop) -> Shop:
    """A shop with a backup of the day before, and a note since."""
    shop(OPEN)
    shop.at("06-02 10:00")("backup")
    shop.at("06-03 10:00")("case note 1 'The cable may be loose'")
    return shop


def backup(shop: Shop) -> Path:
    return shop.folder / BACKUP


def aside(shop: Shop) -> Path:
    return shop.store.parent / "backups" / ASIDE


def beyond_the_head(path: Path) -> bytes:
    """What stands in a file, but for the beginning, which says that a backup is one."""
    return path.read_bytes()[100:]


def held(path: Path) -> Contents:
    with opened(path) as store:
        return contents(store)


def test_a_backup_takes_the_place_of_the_store_which_is_kept_as_it_was(backed: Shop) -> None:
    before = held(backed.store)
    answer = backed("restore --yes", str(backup(backed)))
    assert answer.out.splitlines() == [
        f"Restored from {backup(backed)}: 1 case (1 open), 1 customer.",
        f'The store as it was is kept. To go back to it: careline restore "{ASIDE}"',
    ]
    assert beyond_the_head(backed.store) == beyond_the_head(backup(backed))
    assert held(aside(backed)) == before
    assert [Path(str(each["path"])).name for each in listed(backed)] == [backup(backed).name, ASIDE]
    backed("restore --yes", ASIDE)
    assert held(backed.store) == before


def test_it_says_first_what_both_hold_and_what_would_be_lost(backed: Shop) -> None:
    before = backed.store.read_bytes()
    assert backed("restore --dry-run", str(backup(backed))).out.splitlines() == [
        "Backup: 1 case (1 open), 1 customer; last recorded: case open by Ana, Mon 1 Jun 2026 10:00 EDT, 2 days old.",
        "Store:  1 case (1 open), 1 customer; last recorded: case note by Ana, Wed 3 Jun 2026 10:00 EDT, "
        "less than a minute old.",
        "Lost:   1 command, from 2 on (case note by Ana, Wed 3 Jun 2026 10:00 EDT).",
        "A dry run: nothing was written.",
    ]
    assert backed.store.read_bytes() == before
    assert not aside(backed).exists()


def test_at_a_terminal_the_newest_backup_is_offered_and_a_wrong_name_asked_for_again(backed: Shop) -> None:
    newest = backed.json("backup")["backup"]["path"]
    assert f"The newest backup known here is {newest}." in backed.refuses(2, "restore none.db")
    answer = typing(backed, "restore --dry-run", "none.db", "")
    assert f"Which backup [{Path(newest).name}]: " in answer.err
    assert "There is no file none.db." in answer.err
    assert answer.out.startswith("Backup: 1 case (1 open), 1 customer;")


def test_where_nobody_can_be_asked_it_wants_a_yes(backed: Shop) -> None:
    assert "See with --dry-run what would be lost, then give --yes." in backed.refuses(
        2, "restore", str(backup(backed))
    )


@pytest.mark.skipif(sys.platform == "win32", reason="the folder of its settings is not in HOME")
def test_on_another_computer_it_says_that_settings_are_in_no_backup(backed: Shop, new_shop: NewShop) -> None:
    fresh = new_shop()
    fresh.environment |= {"HOME": str(fresh.folder), "CARELINE_CONFIG": "", "XDG_CONFIG_HOME": ""}
    assert f"Backups lie in {aside(fresh).parent}." in fresh.refuses(2, "restore none.db")
    told = f"Settings are in no backup. Copy yours to {fresh.folder}"
    assert told in fresh("restore", str(backup(backed))).out
    assert told not in fresh("restore --yes", str(backup(backed))).out


def lost(shop: Shop, path: Path) -> str:
    return shop("restore --dry-run", str(path)).out.splitlines()[2]


def test_what_is_lost_is_told_from_where_the_two_logs_part(backed: Shop, new_shop: NewShop) -> None:
    mine = backed.folder / "mine.db"
    backed("backup", str(mine))
    assert lost(backed, mine) == "Lost:   nothing; the backup has every command of the store."
    backed("restore --yes", str(backup(backed)))
    assert lost(backed, mine) == "Lost:   nothing; the backup has every command of the store."
    backed.at("06-03 11:00")
    for number in range(5):
        backed("case note 1", f"Another {number}")
    assert lost(backed, mine) == "Lost:   5 commands, from 2 on (case note by Ana, Wed 3 Jun 2026 11:00 EDT)."
    other = new_shop().at("05-01 10:00")
    other(OPEN)
    assert lost(backed, other.store) == "Lost:   everything; the backup is of another store."


def test_scripts_get_what_was_restored_and_what_was_lost(backed: Shop) -> None:
    found = backed.json("restore --yes", str(backup(backed)))
    assert found["newest"] == {"number": 1, "command": "case open", "who": "Ana", "at": "2026-06-01T14:00:00Z"}
    assert (found["lost"], found["aside"]) == (1, str(aside(backed)))


def test_a_backup_that_was_changed_since_says_so(backed: Shop) -> None:
    mine = backed.folder / "mine.db"
    backed("backup", str(mine))
    said = "Backup: it was changed since careline made it."
    assert said not in backed("restore --dry-run", str(mine)).out
    with opened(mine) as made:
        made.execute("INSERT INTO sweeps VALUES ('2026-06-01 10:00:00.000000')")
    assert said in backed("restore --dry-run", str(mine)).out
    backed("backup", str(mine))
    assert said not in backed("restore --dry-run", str(mine)).out


RECORDING = (
    "note 1 'In the backup'",
    "open 'Crackles' --customer 'Kim Lee'",
    "undo --yes",
    "sweep",
    "customer add 'Mia Tan'",
    "note 1 'A rehearsal' --dry-run",
)


def test_nothing_is_recorded_in_a_backup_and_all_may_be_read_there(backed: Shop, subtests: pytest.Subtests) -> None:
    old = backed.store.with_name(f"careline-{REVISIONS[-2]}.db")
    backed.store.unlink()
    historical.restore(REVISIONS[-2], backed.store)
    backed.at("12-01 10:00")("note 1 'Hello'")
    for made in (backup(backed), old):
        before = made.read_bytes()
        for line in RECORDING:
            with subtests.test(f"{made.name}: {line}"):
                answer = backed.run("", "--db", str(made), *shlex.split(line))
                assert (answer.code, answer.out) == (6, "")
                assert answer.err.startswith(f"careline: {made} is a backup, which stays as it was made: nothing was")
                assert answer.err.count(f"careline restore {made}.") == 1
        assert backed("", "--db", str(made), "list").out
        backed.run("", "--db", str(made), "backup", str(copy := backed.folder / f"of-{made.name}"))
        assert copy.exists()
        assert made.read_bytes() == before


def test_a_backup_that_was_copied_into_the_place_of_the_store_becomes_one_when_it_is_restored(pictured: Shop) -> None:
    shutil.copy(backup(pictured), pictured.store)
    shutil.rmtree(f"{pictured.store}-attachments")
    assert f"careline restore {pictured.store}." in pictured.refuses(6, "note 1 'Hello'")
    pictured("restore --yes", str(pictured.store))
    pictured("note 1 'Hello'")
    assert (saved(pictured), kept_in(pictured.store)) == (PICTURE, [])
    assert "is the store itself" in pictured.refuses(2, "restore --yes", str(pictured.store))


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE cases (id)")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as store:
        store.execute("UPDATE alembic_version SET version_num = '9999'")


def misplaced(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as store:
        store.execute("UPDATE cases SET opened_at = 'yesterday'")


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1000])


def with_a_journal(path: Path) -> None:
    path.with_name(f"{path.name}-journal").write_bytes(b"x" * 512)


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def led_to(target: str) -> Callable[[Path], None]:
    def lead(path: Path) -> None:
        path.unlink()
        path.symlink_to(target)

    return lead


BAD: dict[Callable[[Path], object], tuple[int, str]] = {
    foreign: (6, "is no backup of careline: another program's database"),
    newer: (6, "was written by a newer careline"),
    truncated: (6, "it is damaged"),
    damage: (6, "it is damaged"),
    misplaced: (6, "cases, row 1, opened_at"),
    with_a_journal: (6, "has a journal beside it"),
    Path.unlink: (2, "There is no file"),
    lambda path: path.write_text("my poems", encoding="utf-8"): (6, "is no backup of careline: no SQLite database"),
    lambda path: path.write_bytes(b""): (6, "is no backup of careline: it is empty"),
    folder: (6, "is no backup of careline: it is a folder"),
    pipe: (6, "is no backup of careline: it is not a plain file"),
    led_to("/dev/zero"): (6, "is no backup of careline: it is not a plain file"),
    led_to("../careline.db"): (2, "is the store itself"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="its pipes and links are others")
def test_what_can_be_no_backup_is_refused_and_neither_file_is_touched(backed: Shop, subtests: pytest.Subtests) -> None:
    good, before = backup(backed).read_bytes(), backed.store.read_bytes()
    bad = backed.store.parent / "backups" / "bad.db"
    for spoil, (code, said) in BAD.items():
        with subtests.test(said):
            bad.write_bytes(b"" if spoil is foreign else good)
            spoil(bad)
            spoiled = bad.read_bytes() if bad.is_file() else b""
            assert said in backed.refuses(code, "restore --yes", str(bad))
            assert backed.store.read_bytes() == before
            assert (bad.read_bytes() if bad.is_file() else b"") == spoiled
            assert not aside(backed).exists()
        if bad.is_dir():
            bad.rmdir()
        for path in (bad, bad.with_name("bad.db-journal")):
            path.unlink(missing_ok=True)
    backed("restore --yes", str(backup(backed)))


def test_an_older_one_is_restored_and_brought_up_by_the_next_command(backed: Shop) -> None:
    old = backed.folder / "old.db"
    historical.restore(REVISIONS[0], old)
    backed("restore --yes", str(old))
    assert beyond_the_head(backed.store) == beyond_the_head(old)
    assert "It is of this version now" in backed.at("12-01 10:00")("case note 1 'Hello'").err


def test_where_there_is_no_store_it_is_made_without_a_question(backed: Shop, new_shop: NewShop) -> None:
    fresh = new_shop()
    assert "there is none at" in fresh("restore --dry-run", str(backup(backed))).out
    assert not fresh.store.parent.exists()
    assert len(fresh("restore", str(backup(backed))).out.splitlines()) == 1
    assert beyond_the_head(fresh.store) == beyond_the_head(backup(backed))
    assert [path.name for path in fresh.store.parent.iterdir()] == ["careline.db"]
    if sys.platform != "win32":
        modes = [path.stat().st_mode for path in (fresh.store.parent, fresh.store)]
        assert list(map(stat.S_IMODE, modes)) == [0o700, 0o600]


def test_a_store_keeps_its_permissions_and_a_link_to_it_stays(backed: Shop) -> None:
    moved = backed.folder / "elsewhere.db"
    backed.store.rename(moved)
    backed.store.symlink_to(moved)
    moved.chmod(0o660)
    backed("restore --yes", str(backup(backed)))
    assert backed.store.is_symlink()
    assert beyond_the_head(moved) == beyond_the_head(backup(backed))
    assert stat.S_IMODE(moved.stat().st_mode) == 0o660


@pytest.mark.parametrize("spoil", [damage, truncated])
def test_a_damaged_store_gives_way_and_is_kept_byte_for_byte(backed: Shop, spoil: Callable[[Path], None]) -> None:
    spoil(backed.store)
    broken = backed.store.read_bytes()
    backed("restore --yes", str(backup(backed)))
    assert aside(backed).read_bytes() == broken
    assert beyond_the_head(backed.store) == beyond_the_head(backup(backed))


def gone_beside_its_journal(store: Path) -> None:
    """The store is gone, and what a killed command was writing is still there."""
    journal = hot_journal_of(store)
    store.unlink()
    Path(f"{store}-journal").write_bytes(journal)


def half_beside_its_log(store: Path) -> None:
    """Half of the store is left, which another program had set to keep a second file beside it."""
    log = Path(f"{store}-wal")
    with opened(store) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("CREATE TABLE passing AS SELECT zeroblob(100000)")
        left, ahead = store.read_bytes()[:100_000], log.read_bytes()
    store.write_bytes(left)
    log.write_bytes(ahead)


@pytest.mark.parametrize(("spoil", "kept"), [(gone_beside_its_journal, ""), (half_beside_its_log, "-wal")])
def test_what_sqlite_had_beside_a_lost_store_is_not_put_into_the_backup(
    backed: Shop, spoil: Callable[[Path], None], kept: str
) -> None:
    spoil(backed.store)
    backed("restore --yes", str(backup(backed)))
    assert [path for path in backed.store.parent.iterdir() if path.name.endswith(("-journal", "-wal", "-shm"))] == []
    backed("overdue")
    assert beyond_the_head(backed.store) == beyond_the_head(backup(backed))
    assert aside(backed).with_name(f"{aside(backed).name}{kept}").exists() == bool(kept)


def test_what_is_no_store_of_ours_gives_way_to_nothing(backed: Shop) -> None:
    backed.store.write_text("my poems", encoding="utf-8")
    assert "is not a careline store" in backed.refuses(6, "restore --yes", str(backup(backed)))


def test_somebody_who_is_writing_is_waited_for(backed: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "BUSY_SECONDS", 0.05)
    with opened(backed.store) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = backed.run("restore --yes", str(backup(backed)))
    assert (answer.code, aside(backed).exists()) == (75, False)
    backed("restore --yes", str(backup(backed)))


# What is attached.


PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


@prepared
def pictured(shop: Shop) -> Shop:
    """A shop with a picture on a case, and a backup of it."""
    shop(OPEN)
    (shop.folder / "broken.png").write_bytes(PICTURE)
    shop("case attach 1", str(shop.folder / "broken.png"))
    shop.at("06-02 10:00")("backup")
    return shop.at("06-03 10:00")


def kept_in(path: Path) -> list[bytes]:
    with opened(path) as store:
        return [content for (content,) in store.execute("SELECT content FROM attachment_contents")]


def saved(shop: Shop, *words: str) -> bytes:
    target = shop.folder / "saved.png"
    target.unlink(missing_ok=True)
    shop.run("", *words, "attachment", "save", "A-1", "--output", str(target))
    return target.read_bytes() if target.exists() else b""


def test_what_is_attached_is_inside_the_backup_and_on_another_computer_beside_the_store(
    pictured: Shop, new_shop: NewShop
) -> None:
    assert kept_in(backup(pictured)) == [PICTURE]
    assert saved(pictured, "--db", str(backup(pictured))) == PICTURE
    assert "1 attachment" in pictured("backup").out
    fresh = new_shop()
    fresh("restore", str(backup(pictured)))
    assert saved(fresh) == PICTURE
    assert (kept_in(fresh.store), held(fresh.store)) == ([], held(pictured.store))
    assert fresh.store.read_bytes() != backup(pictured).read_bytes()
    assert fresh("export --output -").out == pictured("export --output -").out


def test_what_was_lost_since_comes_back(pictured: Shop) -> None:
    [content] = (path for path in Path(f"{pictured.store}-attachments").rglob("*") if path.is_file())
    content.unlink()
    assert saved(pictured) == b""
    assert "It lacks the content of A-1 (broken.png), which is missing." in pictured.run("backup").err
    pictured("restore --yes", str(backup(pictured)))
    assert saved(pictured) == PICTURE
    assert pictured("backup").err == ""


def test_what_was_attached_since_is_in_the_store_that_is_kept_and_no_longer_beside_the_one_that_is_there(
    pictured: Shop,
) -> None:
    since = pictured.folder / "since.txt"
    since.write_text("What came later", encoding="utf-8")
    pictured("case attach 1", str(since))
    pictured("restore --yes", str(backup(pictured)))
    assert [each["check"] for each in pictured.run("doctor --json").json["items"]] == []
    pictured("restore --yes", ASIDE)
    pictured("attachment save A-2 --output", str(pictured.folder / "saved.txt"))
    assert (pictured.folder / "saved.txt").read_text(encoding="utf-8") == "What came later"


def test_a_backup_of_which_a_content_was_changed_is_damaged(pictured: Shop) -> None:
    with opened(backup(pictured)) as store:
        store.execute("UPDATE attachment_contents SET content = ?", (PICTURE[:-1] + b"x",))
    assert "it is damaged" in pictured.refuses(6, "restore --yes", str(backup(pictured)))


def test_a_content_that_nobody_has_any_more_is_said_to_be_gone(pictured: Shop, new_shop: NewShop) -> None:
    with opened(backup(pictured)) as store:
        store.execute("DELETE FROM attachment_contents")
    assert "The content of 1 attachment is neither in" in new_shop()("restore", str(backup(pictured))).err
    assert pictured("restore --yes", str(backup(pictured))).err == ""
    assert saved(pictured) == PICTURE
