"""`careline backup`: one file that is a store itself, checked before it has a name; and none, or the old one, else."""

import json
import os
import shlex
import shutil
import stat
import sys
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from careline.domain.wording import sized
from careline.store import file
from tests.shop import Shop, prepared
from tests.store.contents import contents, opened

OPEN = "open 'No sound' --customer 'Dana Reyes <dana@example.com>' --promise 'A new one' --by 3bd"
NAME = "careline-2026-06-02-1000.db"


@prepared
def small(shop: Shop) -> Shop:
    """A shop with one case, on the day after."""
    shop(OPEN)
    return shop.at("06-02 10:00")


def folder(shop: Shop) -> Path:
    return shop.store.parent / "backups"


def names(shop: Shop) -> list[str]:
    return sorted(path.name for path in folder(shop).iterdir()) if folder(shop).exists() else []


def listed(shop: Shop) -> list[dict[str, object]]:
    path = shop.store.with_name("careline.db-backups")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def test_a_backup_is_a_store_with_all_that_the_store_holds_and_the_store_stays_as_it_is(small: Shop) -> None:
    before = small.store.read_bytes()
    answer = small("backup")
    made = folder(small) / NAME
    assert answer.out == f"Backed up to {made}: {sized(made.stat().st_size)}, 1 case (1 open), 1 customer; checked.\n"
    assert answer.err == ""
    assert small.store.read_bytes() == before
    with opened(made) as copy, opened(small.store) as store:
        assert contents(copy) == contents(store)
    assert small("--db", str(made), "list").out == small("list").out
    assert listed(small) == [
        {
            "at": "2026-06-02T14:00:00Z",
            "path": f"backups/{NAME}",
            "sha256": sha256(made.read_bytes()).hexdigest(),
            "size": made.stat().st_size,
            "lacking": 0,
        }
    ]


def test_scripts_get_where_it_is_and_what_it_holds(small: Shop) -> None:
    found = small.json("backup")
    assert found["backup"]["path"] == str(folder(small) / NAME)
    assert found["backup"]["held"] == {"cases": 1, "open_cases": 1, "customers": 1, "attachments": 0}
    assert (found["also"], found["removed"]) == (None, [])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions in another way")
def test_it_is_for_its_owner_alone_whatever_the_umask(small: Shop) -> None:
    old = os.umask(0)
    try:
        small("backup")
    finally:
        os.umask(old)
    modes = [path.stat().st_mode for path in (folder(small), folder(small) / NAME, Path(f"{small.store}-backups"))]
    assert list(map(stat.S_IMODE, modes)) == [0o700, 0o600, 0o600]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions in another way")
def test_where_several_share_a_store_each_can_add_to_its_backups(small: Shop) -> None:
    small.store.chmod(0o660)
    small("backup")
    modes = [path.stat().st_mode for path in (folder(small), Path(f"{small.store}-backups"))]
    assert list(map(stat.S_IMODE, modes)) == [0o2770, 0o660]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions in another way")
def test_what_lies_beside_a_store_that_others_may_read_is_for_its_owner_alone(small: Shop) -> None:
    small.store.chmod(0o644)
    letter = small.folder / "letter.txt"
    letter.write_text("Dear shop", encoding="utf-8")
    small("case attach 1", str(letter))
    small("backup")
    beside = [path for path in small.store.parent.rglob("*") if path.is_file() and path != small.store]
    assert [stat.S_IMODE(path.stat().st_mode) for path in beside] == [0o600] * 3


def test_names_tell_the_shops_minute_and_nothing_is_written_over(small: Shop) -> None:
    small("backup")
    small("backup")
    small.at("06-02 10:01")("backup")
    assert names(small) == ["careline-2026-06-02-1000-2.db", NAME, "careline-2026-06-02-1001.db"]


def test_a_path_is_a_folder_or_a_file(small: Shop) -> None:
    stick = small.folder / "stick"
    stick.mkdir()
    small("backup", str(stick))
    small("backup", str(stick / "mine.db"))
    assert sorted(path.name for path in stick.iterdir()) == [NAME, "mine.db"]
    assert not folder(small).exists()


def test_only_a_backup_of_this_store_gives_way_without_a_question(small: Shop) -> None:
    mine = small.folder / "mine.db"
    small("backup", str(mine))
    small("case note 1 'One more'")
    small("backup", str(mine))
    with opened(mine) as copy:
        assert len(contents(copy)["notes"]) == 1
    mine.write_text("my poems", encoding="utf-8")
    assert "is no backup of this store" in small.refuses(2, "backup", str(mine))
    other = small.folder / "other.db"
    other.write_text("my letters", encoding="utf-8")
    assert "is no backup of this store" in small.refuses(2, "backup", str(other))
    assert other.read_text(encoding="utf-8") == "my letters"
    small("backup --yes", str(other))
    assert small("--db", str(other), "list").out == small("list").out


REFUSED = {
    "{store}": (2, "it is the store"),
    "{store}-journal": (2, "it is the store's journal"),
    "{store}-backups": (2, "it is the list of the store's backups"),
    "{settings}": (2, "it is the settings file"),
    "/dev/null": (2, "a backup is a file"),
    "-": (2, "a backup is a file"),
    "": (2, "A file without a name"),
    "nowhere/": (2, "there is no such folder"),
    "list": (2, "there is no such folder; connect its disk or make it"),
    "{folder}/usb": (2, "there is no such folder"),
    "nowhere/mine.db": (2, "there is no folder nowhere"),
    "mine.db --keep 3": (2, "name a folder, not a file"),
    "--keep 0": (2, "--keep"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="its devices are others")
def test_where_no_backup_can_lie(small: Shop, subtests: pytest.Subtests) -> None:
    for line, (code, said) in REFUSED.items():
        with subtests.test(line):
            words = line.format(store=small.store, settings=small.settings_file, folder=small.folder).split(" ")
            assert said in small.refuses(code, "backup", *words)
    assert listed(small) == []


def test_a_rehearsal_writes_nothing(small: Shop) -> None:
    assert small("backup --dry-run").out.startswith(f"The store would be backed up to {folder(small) / NAME}.\n")
    assert small.json("backup --dry-run") == {"schema": "careline/1", "backup": None, "also": None, "removed": []}
    assert [path.name for path in small.store.parent.iterdir()] == ["careline.db"]


def test_without_a_store_there_is_none(shop: Shop) -> None:
    assert "There is no store" in shop.refuses(6, "backup")
    assert not shop.store.parent.exists()


def test_of_the_dated_ones_that_careline_has_made_the_newest_are_kept(small: Shop) -> None:
    for minute in range(4):
        small.at(f"06-02 10:0{minute}")("backup")
    mine, changed = folder(small) / "mine.db", folder(small) / NAME
    small("backup", str(mine))
    foreign = folder(small) / "careline-2026-01-01-0000.db"
    foreign.write_bytes(mine.read_bytes())
    changed.write_bytes(changed.read_bytes() + b"x")
    answer = small.at("06-02 10:09")("backup --keep 2")
    gone = [folder(small) / f"careline-2026-06-02-100{minute}.db" for minute in (1, 2)]
    assert answer.out.splitlines()[1] == f"Too old to keep, and deleted: {gone[0]}, {gone[1]}"
    kept = ["careline-2026-06-02-1003.db", "careline-2026-06-02-1009.db"]
    assert names(small) == [foreign.name, NAME, *kept, "mine.db"]


def test_a_second_copy_goes_where_the_settings_say_and_old_ones_go_there_too(small: Shop) -> None:
    stick = small.folder / "stick"
    stick.mkdir()
    small.configure(f"[backup]\nalso = '{stick}'\n")
    small("backup")
    answer = small.at("06-03 10:00").json("backup --keep 1")
    second = stick / "careline-2026-06-03-1000.db"
    assert answer["also"] == str(second)
    assert list(stick.iterdir()) == [second]
    assert second.read_bytes() == (folder(small) / second.name).read_bytes()
    assert [each["path"] for each in listed(small)][2:] == [f"backups/{second.name}", second.as_posix()]


def test_where_the_second_folder_is_away_the_first_backup_stands_and_it_is_said(small: Shop) -> None:
    stick = small.folder / "stick"
    small.configure(f"[backup]\nalso = '{stick}'\n")
    answer = small.run("backup --quiet")
    assert (answer.code, answer.out) == (75, "")
    assert answer.err == (
        f"careline: {folder(small) / NAME} was written. A second copy in {stick} was not: there is no such folder. "
        "Plug the disk in, or change also under [backup] in the settings; then try again.\n"
    )
    assert names(small) == [NAME]
    assert not stick.exists()


def test_whoever_moves_the_store_with_its_folder_moves_its_backups_along(small: Shop) -> None:
    small("backup")
    small.store.parent.rename(small.folder / "moved")
    small.environment["CARELINE_DB"] = str(small.folder / "moved" / "careline.db")
    made = small.folder / "moved" / "backups" / NAME
    assert f"The newest backup known here is {made}." in small.refuses(2, "restore none.db")
    assert small.at("06-02 10:01").json("backup --keep 1")["removed"] == [str(made)]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such folders, or take them away")
def test_a_folder_where_a_disk_should_be_is_no_second_folder_while_none_is_there(
    small: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = small.folder / "media"
    stick = media / "usb"
    stick.mkdir(parents=True)
    small.configure(f"[backup]\nalso = '{stick}'\n")
    monkeypatch.setattr("careline.domain.safekeeping.surroundings.MOUNTED_IN", (str(media),))
    answer = small.run("backup")
    assert answer.code == 75
    assert f"A second copy in {stick} was not: no disk is mounted there." in answer.err
    assert list(stick.iterdir()) == []
    [found] = small.run("doctor --json").json["items"]
    assert (found["check"], "is away: no disk is mounted there" in found["finding"]) == ("second", True)
    small.configure("")
    said = f"careline: No disk is mounted at {stick}: the backup lies on this computer's own.\n"
    assert small("backup", str(stick)).err == said
    monkeypatch.setattr("os.path.ismount", lambda place: place == media)
    assert small("backup", str(stick)).err == ""
    small.configure(f"[backup]\nalso = '{stick}'\n")
    small("backup")
    assert len(list(stick.iterdir())) == 3


def missing(place: Path) -> None:
    place.unlink()


def changed(place: Path) -> None:
    place.write_bytes(b"x")


def unreadable(place: Path) -> None:
    place.unlink()
    place.mkdir()


def without_its_folder(place: Path) -> None:
    shutil.rmtree(place.parents[1])
    place.parents[1].write_text("no folder", encoding="utf-8")


LOST: dict[Callable[[Path], None], str] = {
    missing: "is missing",
    changed: "was changed",
    unreadable: "cannot be read (it is not a plain file)",
    without_its_folder: "is missing",
}


@prepared
def pictured(small: Shop) -> Shop:
    """The same with two files attached."""
    for name in ("crack.txt", "invoice.txt"):
        (small.folder / name).write_text(f"This is {name}", encoding="utf-8")
        small("case attach 1", str(small.folder / name))
    return small


def place_of(shop: Shop, name: str) -> Path:
    sha = sha256((shop.folder / name).read_bytes()).hexdigest()
    return Path(f"{shop.store}-attachments") / sha[:2] / sha


@pytest.mark.parametrize("lose", LOST)
def test_what_cannot_be_had_is_named_and_all_else_is_backed_up(pictured: Shop, lose: Callable[[Path], None]) -> None:
    lose(place_of(pictured, "crack.txt"))
    answer = pictured.run("backup --quiet")
    made = folder(pictured) / NAME
    more = ", and of 1 more attachment" if LOST[lose] == LOST[missing] and lose is not missing else ""
    assert (answer.code, answer.out) == (6, "")
    assert answer.err == (
        f"careline: {made} was written. It lacks the content of A-1 (crack.txt), which {LOST[lose]}{more}. "
        "What to do about it: careline doctor.\n"
    )
    assert listed(pictured)[0]["lacking"] == 1 + bool(more)
    assert pictured("--db", str(made), "list").out == pictured("list").out
    if not more:
        with opened(made) as store:
            assert store.execute("SELECT content FROM attachment_contents").fetchall() == [(b"This is invoice.txt",)]
        if place_of(pictured, "crack.txt").is_dir():
            place_of(pictured, "crack.txt").rmdir()
        said = pictured("case attach 1", str(pictured.folder / "crack.txt")).out
        assert "crack.txt is on C-1 already: A-1. Its content was lost, and is back." in " ".join(said.split())
        pictured("backup --quiet")


def test_while_something_is_lost_the_last_backup_that_has_it_is_kept(pictured: Shop) -> None:
    for minute in range(4):
        if minute == 2:
            place_of(pictured, "crack.txt").unlink()
        pictured.at(f"06-02 10:0{minute}").run("backup --keep 1")
    assert names(pictured) == ["careline-2026-06-02-1001.db", "careline-2026-06-02-1003.db"]
    whole = folder(pictured) / "careline-2026-06-02-1001.db"
    [found] = [each for each in pictured.run("doctor --json").json["items"] if each["check"] == "attachments"]
    assert found["advice"].endswith(f"A backup may have it: careline --db {whole} attachment save A-1.")
    saved = pictured.folder / "saved.txt"
    pictured("", *shlex.split(found["advice"].partition("careline ")[2].rstrip(".")), "--output", str(saved))
    pictured("case attach 1", str(saved))
    pictured("backup --keep 1")
    assert names(pictured) == ["careline-2026-06-02-1003-2.db"]


def test_of_both_that_something_is_lost_and_that_the_second_folder_is_away_is_told(pictured: Shop) -> None:
    place_of(pictured, "crack.txt").unlink()
    pictured.configure("[backup]\nalso = '/nowhere'\n")
    answer = pictured.run("backup")
    assert answer.code == 6
    assert "It lacks the content of A-1 (crack.txt)" in answer.err
    assert "A second copy in /nowhere was not: there is no such folder." in answer.err


def test_cron_hears_nothing_of_a_backup_that_went_well(small: Shop) -> None:
    answer = small("backup --quiet")
    assert (answer.out, answer.err) == ("", "")


def damage(path: Path) -> None:
    """Overwrite a part of an index, which only a whole check finds."""
    with opened(path) as store:
        [(page,)] = store.execute(
            "SELECT rootpage FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'customers' AND sql LIKE '%folded%'"
            " LIMIT 1"
        ).fetchall()
        [(size,)] = store.execute("PRAGMA page_size").fetchall()
    with path.open("r+b") as written:
        written.seek(page * size - 40)
        written.write(bytes(40))


def test_a_damaged_store_has_no_backup(small: Shop) -> None:
    damage(small.store)
    assert "it is damaged" in small.refuses(6, "backup")
    assert names(small) == []
    assert listed(small) == []


def test_a_row_that_refers_to_nothing_is_damage_too(small: Shop) -> None:
    with opened(small.store) as store:
        store.execute("PRAGMA foreign_keys = OFF")
        store.execute("UPDATE contacts SET case_id = 99")
        store.commit()
    assert "where the id of one of cases must stand" in small.refuses(6, "backup")
    assert names(small) == []


def test_somebody_who_is_writing_is_waited_for(small: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "BUSY_SECONDS", 0.05)
    with opened(small.store) as other:
        other.execute("BEGIN EXCLUSIVE")
        answer = small.run("backup")
    assert (answer.code, names(small)) == (75, [])
    small("backup")


def test_what_is_no_line_of_the_list_is_passed_over(small: Shop) -> None:
    small("backup")
    path = Path(f"{small.store}-backups")
    endless = b'\n{"at": "2026-06-01T00:00:00Z", "path": "a", "sha256": "b", "size": 1e999}\n'
    path.write_bytes(b'{"at": "2026\n[1]\nnull\n\xff\n' + b"[" * 9000 + endless + path.read_bytes() + b'{"at": "20')
    small.at("06-02 10:05")("backup --keep 1")
    assert names(small) == ["careline-2026-06-02-1005.db"]
    assert json.loads(path.read_bytes().splitlines()[-1])["path"].endswith("1005.db")


@pytest.mark.skipif(sys.platform == "win32", reason="its links and pipes are others")
def test_where_the_list_cannot_be_added_to_no_backup_is_left_unlisted(small: Shop, subtests: pytest.Subtests) -> None:
    mine, path = small.folder / "mine.db", Path(f"{small.store}-backups")
    mine.write_text("my letters", encoding="utf-8")
    for make in (partial(path.symlink_to, small.settings_file), path.mkdir, partial(os.mkfifo, path)):
        make()
        for words in (["backup"], ["backup", "--yes", str(mine)]):
            with subtests.test(str(words)):
                assert f"the list of backups, {path}, cannot be written" in small.refuses(6, *words)
                assert (names(small), mine.read_text(encoding="utf-8")) == ([], "my letters")
        path.rmdir() if path.is_dir() else path.unlink()


def test_of_two_backups_within_one_second_the_later_is_the_last(small: Shop) -> None:
    small("backup")
    small("backup --keep 1")
    assert names(small) == ["careline-2026-06-02-1000-2.db"]
    assert small.run("doctor").code == 0


def test_no_backup_goes_where_sqlite_would_put_an_old_journal_into_it(small: Shop) -> None:
    folder(small).mkdir()
    for number, end in enumerate(("-journal", "-wal"), 1):
        mine = small.folder / f"mine-{number}.db"
        left = Path(f"{mine}{end}")
        left.write_bytes(b"of another")
        assert f"SQLite would put the old journal {left} into it" in small.refuses(2, "backup", str(mine))
        Path(f"{folder(small) / NAME}{end}").write_bytes(b"of another")
        small("backup")
        assert Path(str(listed(small)[-1]["path"])).name == f"careline-2026-06-02-1000-{number + 1}.db"
