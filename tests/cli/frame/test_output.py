"""Where answers and bad rows are written to, and where never."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.elsewhere import as_nobody, drafts, folder_of_nobody, importing, only_as_root
from tests.shop import Shop, prepared

WINDOWS = sys.platform == "win32"
links = pytest.mark.skipif(WINDOWS, reason="2026-11-28: on Windows links and pipes need rights of their own")
GOOD = "1,Kim,Hums,2026-05-04"
BAD = "2,Lee,Crackles,never"
BEFORE = "what was there before"


@prepared
def busy(shop: Shop) -> Shop:
    """A shop with a store."""
    shop("open 'No sound' --customer 'Dana Reyes'")
    return shop


@pytest.fixture
def page(busy: Shop) -> str:
    """What is written everywhere below."""
    return busy("overdue").out


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def made_like(device: Path, path: Path) -> Path:
    """Another door to a device: where careline is wrong and we are root, the system's own would be lost."""
    os.mknod(path, 0o666 | stat.S_IFCHR, device.stat().st_rdev)
    return path


def sheet(shop: Shop) -> str:
    file = shop.folder / "sheet.csv"
    file.write_text(f"ref,customer,subject,opened\n{GOOD}\n{BAD}\n", encoding="utf-8")
    return str(file)


def own(shop: Shop, name: str) -> str:
    """One of the ways to name what careline lives on."""
    ways = {
        "store": shop.store,
        "journal": shop.store.with_name("careline.db-journal"),
        "wal": shop.store.with_name("careline.db-wal"),
        "shm": shop.store.with_name("careline.db-shm"),
        "settings": shop.settings_file,
        "around": shop.store.parent / ".." / "store" / "careline.db",
        "hard link": shop.folder / "hard",
        "link": shop.folder / "link",
        "link to a link": shop.folder / "link2",
        "link to no journal": shop.folder / "link3",
        "through a linked folder": shop.folder / "folder" / "careline.db-journal",
        "other case": shop.store.with_name("CareLine.DB-Journal"),
    }
    if "link" in name:
        os.link(shop.store, ways["hard link"])
        ways["link"].symlink_to(shop.store)
        ways["link to a link"].symlink_to("link")
        ways["link to no journal"].symlink_to(ways["journal"])
        (shop.folder / "folder").symlink_to(shop.store.parent)
    return str(ways[name])


OWN = ("store", "journal", "wal", "shm", "settings", "around", "other case")
OWN_LINKS = ("hard link", "link", "link to a link", "link to no journal", "through a linked folder")
EACH_OWN = [*OWN, *(pytest.param(each, marks=links) for each in OWN_LINKS)]


@pytest.mark.parametrize("name", EACH_OWN)
def test_no_answer_replaces_what_careline_lives_on(busy: Shop, name: str) -> None:
    settings = busy.settings_file.read_text()
    target = own(busy, name)
    assert "cannot be written: it is the s" in busy.refuses(2, "overdue --output", target)
    assert busy.settings_file.read_text() == settings
    assert [path.name for path in busy.store.parent.iterdir()] == ["careline.db"]


@pytest.mark.parametrize("name", EACH_OWN)
def test_nor_do_bad_rows_and_nothing_is_imported(busy: Shop, name: str) -> None:
    settings = busy.settings_file.read_text()
    target = own(busy, name)
    assert "cannot be written with the bad rows: it is the s" in busy.refuses(
        2, "import", sheet(busy), "--skip-bad", target
    )
    assert busy.settings_file.read_text() == settings
    assert [path.name for path in busy.store.parent.iterdir()] == ["careline.db"]


def test_nor_settings_and_a_store_that_are_yet_to_be(shop: Shop) -> None:
    shop.environment = {"CARELINE_CONFIG": str(shop.folder / "new.toml"), "CARELINE_DB": str(shop.folder / "new.db")}
    (shop.folder / "config").mkdir()
    for name in ("new.toml", "new.db", "new.db-journal"):
        assert "it is the s" in shop.refuses(2, "date tomorrow --output", str(shop.folder / name))


@links
def test_the_journal_of_a_linked_store_lies_beside_the_file_itself(busy: Shop) -> None:
    link = busy.folder / "link.db"
    link.symlink_to(busy.store)
    busy.environment = {"CARELINE_DB": str(link)}
    assert "it is the store's journal" in busy.refuses(2, "overdue --output", f"{busy.store}-journal")
    assert "it is the store's journal" in busy.refuses(2, "overdue --output", f"{link}-journal")


def test_the_demo_is_never_kept_as_the_settings_or_a_journal(shop: Shop) -> None:
    shop.environment = {"CARELINE_CONFIG": str(shop.folder / "new.db.toml")}
    assert "it is the settings file" in shop.refuses(2, "demo --keep", str(shop.folder / "new.db"))
    shop.store.parent.mkdir()
    assert "it is the store's journal" in shop.refuses(2, "demo --keep", f"{shop.store}-journal")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "A file without a name cannot be written: give it one"),
        (".", "it is a folder, not a file"),
        ("/", "it is a folder"),
        ("{folder}", "it is a folder"),
        ("{folder}/new/", "there is no such folder"),
        ("{folder}/no/page", "there is no folder"),
        ("{folder}/careline.toml/page", "cannot be written"),
        ("{folder}/" + "x" * 300, "cannot be written"),
    ],
)
def test_what_is_no_place_for_a_file_is_refused_in_one_line(busy: Shop, typed: str, words: str) -> None:
    assert words in busy.refuses(2, "overdue --output", typed.format(folder=busy.folder))
    assert sorted(path.name for path in busy.folder.iterdir()) == ["careline.toml", "store"]


@links
def test_links_in_a_circle_are_refused(busy: Shop) -> None:
    (busy.folder / "a").symlink_to("b")
    (busy.folder / "b").symlink_to("a")
    assert "cannot be written" in busy.refuses(2, "overdue --output", str(busy.folder / "a"))


def test_a_dash_is_standard_output_and_a_file_of_that_name_has_a_folder(
    busy: Shop, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(busy.folder)
    assert busy("overdue --output -").out == page
    assert not (busy.folder / "-").exists()
    assert busy("overdue --output ./-").out == ""
    assert (busy.folder / "-").read_text(encoding="utf-8") == page


@links
def test_a_new_file_is_for_its_owner_alone(busy: Shop, page: str) -> None:
    target = busy.folder / "page"
    before = os.umask(0)
    try:
        busy("overdue --output", str(target))
    finally:
        os.umask(before)
    assert (target.read_text(encoding="utf-8"), mode(target)) == (page, 0o600)


@links
@pytest.mark.parametrize("was", [0o600, 0o644, 0o664, 0o640])
def test_a_file_that_was_there_keeps_its_mode(busy: Shop, page: str, was: int) -> None:
    target = busy.folder / "page"
    target.write_text(BEFORE)
    target.chmod(was)
    busy("overdue --output", str(target))
    assert (target.read_text(encoding="utf-8"), mode(target)) == (page, was)


def test_and_its_owner(busy: Shop, page: str) -> None:
    only_as_root()
    target = busy.folder / "page"
    target.write_text(BEFORE)
    os.chown(target, 65534, 1)
    busy("overdue --output", str(target))
    assert target.read_text(encoding="utf-8") == page
    assert (target.stat().st_uid, target.stat().st_gid) == (65534, 1)


@links
@pytest.mark.parametrize("way", ["link", "link2"])
def test_a_link_is_followed_and_stays(busy: Shop, page: str, way: str) -> None:
    target = busy.folder / "elsewhere" / "page"
    target.parent.mkdir()
    target.write_text(BEFORE)
    target.chmod(0o640)
    (busy.folder / "link").symlink_to("elsewhere/page")
    (busy.folder / "link2").symlink_to("link")
    busy("overdue --output", str(busy.folder / way))
    assert (busy.folder / way).is_symlink()
    assert (target.read_text(encoding="utf-8"), mode(target)) == (page, 0o640)


@links
def test_a_link_to_what_is_not_there_makes_it(busy: Shop, page: str) -> None:
    target = busy.folder / "elsewhere" / "page"
    target.parent.mkdir()
    (busy.folder / "link").symlink_to(target)
    busy("overdue --output", str(busy.folder / "link"))
    assert (busy.folder / "link").is_symlink()
    assert (target.read_text(encoding="utf-8"), mode(target)) == (page, 0o600)


@links
@pytest.mark.parametrize("way", ["pipe", "link"])
def test_a_pipe_is_written_to_and_stays_one(busy: Shop, page: str, way: str) -> None:
    pipe = busy.folder / "pipe"
    os.mkfifo(pipe)
    (busy.folder / "link").symlink_to(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text(encoding="utf-8")), daemon=True)
    reader.start()
    busy("overdue --output", str(busy.folder / way))
    reader.join(60)
    assert got == [page]
    assert pipe.is_fifo()


@links
def test_a_reader_of_a_pipe_that_goes_early_is_no_fault(busy: Shop) -> None:
    pipe = busy.folder / "pipe"
    os.mkfifo(pipe)
    for _ in range(150):
        busy("open 'No sound' --customer 'Dana Reyes' --promise 'We call' --by 1bd")
    with subprocess.Popen(["head", "-c", "1", pipe], stdout=subprocess.DEVNULL):
        assert busy("list --json --output", str(pipe)).err == ""


def test_a_device_is_written_to_and_stays_one_even_for_root(busy: Shop) -> None:
    only_as_root()
    device = made_like(Path("/dev/null"), busy.folder / "null")
    busy("overdue --output", str(device))
    assert device.is_char_device()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="2026-11-28: only Linux has a device that is always full")
def test_a_device_that_is_full_is_said_in_one_line(busy: Shop) -> None:
    only_as_root()
    device = made_like(Path("/dev/full"), busy.folder / "full")
    assert "No space left on device. It may have got a part." in busy.refuses(2, "overdue --output", str(device))
    assert device.is_char_device()


@links
def test_a_disk_that_is_full_leaves_what_was_there(busy: Shop) -> None:
    import resource

    target = busy.folder / "page"
    target.write_text(BEFORE)
    busy("overdue")  # what it needs is compiled by now, and nothing that later tests need is cut off
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (30, before[1]))
    try:
        answer = busy.run("overdue --output", str(target))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert answer.code == 2
    assert answer.err.endswith("Nothing was written.\n")
    assert target.read_text() == BEFORE
    assert drafts(busy.folder) == []


@links
def test_a_link_at_the_name_that_a_draft_once_had_is_not_followed(busy: Shop, page: str) -> None:
    victim = busy.folder / "victim"
    victim.write_text(BEFORE)
    for name in ("page", "rejects.csv"):
        (busy.folder / f".{name}.{os.getpid()}").symlink_to(victim)
    busy("overdue --output", str(busy.folder / "page"))
    busy("import", sheet(busy), "--skip-bad", str(busy.folder / "rejects.csv"))
    assert victim.read_text() == BEFORE
    assert (busy.folder / "page").read_text(encoding="utf-8") == page


@pytest.mark.parametrize("kind", ["link", "pipe", "file"])
def test_root_writes_nothing_that_a_stranger_has_put_where_all_may_write(busy: Shop, kind: str) -> None:
    only_as_root()
    victim = busy.folder / "victim"
    victim.write_text(BEFORE)
    everybodys = busy.folder / "everybodys"
    everybodys.mkdir()
    everybodys.chmod(0o1777)
    planted = everybodys / "page"
    if kind == "link":
        planted.symlink_to(victim)
    elif kind == "pipe":
        os.mkfifo(planted)
    else:
        planted.touch()
    os.lchown(planted, 65534, 65534)
    assert "belongs to somebody else" in busy.refuses(2, "overdue --output", str(planted))
    assert victim.read_text() == BEFORE


def test_somebody_without_rights_gets_the_same_answers(busy: Shop) -> None:
    only_as_root()
    with folder_of_nobody() as folder:
        theirs = folder / "their"
        roots = folder / "roots"
        roots.mkdir()
        (roots / "page").write_text(BEFORE)
        (roots / "page").chmod(0o666)
        (folder / "readonly").write_text(BEFORE)
        (folder / "readonly").chmod(0o444)
        busy("overdue --output", str(folder / "warm"))
        with as_nobody():
            theirs.mkdir()
            shop = Shop(theirs)
            shop("open 'No sound' --customer 'Dana Reyes'")
            assert "it is the store" in shop.refuses(2, "overdue --output", str(shop.store))
            shop("overdue --output", str(theirs / "page"))
            assert mode(theirs / "page") == 0o600
            assert shop("overdue --output /dev/null").out == ""
            assert shop("overdue --output /dev/stdout").out == shop("overdue").out
            assert "nothing can be made in its folder" in shop.refuses(2, "overdue --output", str(roots / "page"))
            assert "Permission denied" in shop.refuses(2, "overdue --output", str(folder / "readonly"))
        assert (theirs / "page").stat().st_uid == 65534
        assert (roots / "page").read_text() == BEFORE
        assert Path("/dev/null").is_char_device()


@links
def test_what_a_killed_command_left_the_next_one_clears_away(busy: Shop) -> None:
    rejects = busy.folder / "rejects.csv"
    with importing(busy, rejects, GOOD, BAD) as process:
        process.kill()
        process.wait()
    assert drafts(busy.folder) != []
    busy("overdue --output", str(busy.folder / "page"))
    assert drafts(busy.folder) == []
    assert not rejects.exists()


def test_what_a_running_command_writes_stays(busy: Shop) -> None:
    rejects = busy.folder / "rejects.csv"
    with importing(busy, rejects, GOOD, BAD) as process:
        live = drafts(busy.folder)
        busy("overdue --output", str(busy.folder / "page"))
        assert drafts(busy.folder) == live
        _, err = process.communicate()
    assert (process.returncode, err) == (0, "")
    assert BAD in rejects.read_text(encoding="utf-8")
    assert drafts(busy.folder) == []


def test_bad_rows_that_cannot_be_put_there_in_the_end_undo_nothing_and_it_says_so(busy: Shop) -> None:
    rejects = busy.folder / "rejects.csv"
    with importing(busy, rejects, GOOD, BAD) as process:
        rejects.mkdir()
        out, err = process.communicate()
    assert process.returncode == 0
    assert err.startswith(f"careline: The other rows are recorded, but {rejects} cannot take the bad ones: ")
    assert err.count("\n") == 1
    assert out.startswith("1 case and 0 promises imported")
    assert "Rejected:\n" in out
    assert "Hums" in busy("list --all").out


@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_bad_rows_go_into_a_plain_file_alone(busy: Shop, kind: str) -> None:
    only_as_root()
    target = busy.folder / "target"
    if kind == "pipe":
        os.mkfifo(target)
    else:
        made_like(Path("/dev/null"), target)
    assert "it is not a plain file" in busy.refuses(2, "import", sheet(busy), "--skip-bad", str(target))
    assert not target.is_file()


@links
def test_bad_rows_keep_mode_and_link_as_answers_do(busy: Shop) -> None:
    target = busy.folder / "rejects.csv"
    target.write_text(BEFORE)
    target.chmod(0o640)
    (busy.folder / "link").symlink_to(target)
    busy("import", sheet(busy), "--skip-bad", str(busy.folder / "link"))
    assert (busy.folder / "link").is_symlink()
    assert mode(target) == 0o640
    assert BAD in target.read_text(encoding="utf-8")
    busy("import", sheet(busy), "--skip-bad", str(busy.folder / "new.csv"))
    assert mode(busy.folder / "new.csv") == 0o600


def test_a_place_that_no_rows_could_be_put_into_is_refused_before_anything_is_imported(busy: Shop) -> None:
    only_as_root()
    with folder_of_nobody() as folder:
        folder.chmod(0o1777)
        os.chown(folder, 0, 0)
        (folder / "rejects.csv").write_text(BEFORE)
        (folder / "rejects.csv").chmod(0o666)
        busy("import", sheet(busy), "--skip-bad", str(busy.folder / "warm.csv"))
        (folder / "theirs").mkdir()
        os.chown(folder / "theirs", 65534, 65534)
        with as_nobody():
            shop = Shop(folder / "theirs")
            shop("open 'No sound' --customer 'Dana Reyes'")
            refused = shop.refuses(2, "import", sheet(shop), "--skip-bad", str(folder / "rejects.csv"))
        assert "only its owner can replace it" in refused
        assert (folder / "rejects.csv").read_text() == BEFORE


@links
def test_settings_are_written_for_their_owner_alone_and_never_over_a_link(shop: Shop) -> None:
    new = shop.folder / "new" / "careline.toml"
    shop.environment = {"CARELINE_CONFIG": str(new)}
    shop("config init")
    assert (mode(new), mode(new.parent)) == (0o600, 0o700)
    assert drafts(new.parent) == []
    dangling = shop.folder / "dangling.toml"
    dangling.symlink_to(shop.folder / "nowhere")
    shop.environment = {"CARELINE_CONFIG": str(dangling)}
    assert "already exists" in shop.refuses(4, "config init")
    shop.environment = {"CARELINE_CONFIG": str(new / "careline.toml")}
    assert "cannot be written" in shop.refuses(2, "config init")


@links
def test_the_kept_demo_is_its_owners_alone(shop: Shop) -> None:
    shop("demo --keep", str(shop.folder / "demo.db"))
    assert (mode(shop.folder / "demo.db"), mode(shop.folder / "demo.db.toml")) == (0o600, 0o600)


@links
def test_completion_leaves_the_start_up_files_link_mode_and_lines(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(shop.folder))
    kept = shop.folder / "dotfiles"
    kept.write_bytes(b"# Zo\xeb\n")
    kept.chmod(0o644)
    (shop.folder / ".bashrc").symlink_to(kept)
    for _ in range(2):
        shop("completion install bash")
    script = shop.folder / ".bash_completions" / "careline.sh"
    assert (shop.folder / ".bashrc").is_symlink()
    assert kept.read_bytes() == b"# Zo\xeb\n\nsource '%s'\n" % os.fsencode(script)
    assert mode(kept) == 0o644
    assert "_careline_completion" in script.read_text(encoding="utf-8")
    for shell, file in (("zsh", ".zfunc/_careline"), ("fish", ".config/fish/completions/careline.fish")):
        shop(f"completion install {shell}")
        assert "careline" in (shop.folder / file).read_text(encoding="utf-8")
    assert (shop.folder / ".zshrc").read_text(encoding="utf-8").splitlines() == [
        "",
        "fpath+=~/.zfunc; autoload -Uz compinit; compinit",
        "",
        "zstyle ':completion:*' menu select",
    ]
