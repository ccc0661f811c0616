"""Files that belong to cases: attached, shown, moved, taken back, saved, and what is refused."""

import os
import shutil
import socket
import sys
import tracemalloc
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

import pytest

from careline.domain.cases import attaching as rules
from careline.domain.errors import BadInput
from careline.store import file
from careline.store.safekeeping.attachments import PIECE, Taking, place_of
from tests.shop import Shop, prepared, utc
from tests.store.contents import opened
from tests.terminal import Terminal, typing
from tests.unprivileged import without_privileges

PHOTO = b"\xff\xd8\xff\xe0 a crack"
PAPER = b"%PDF-1.7\n an invoice"


@prepared
def attached(shop: Shop) -> Shop:
    """C-1 of Dana with a photograph, A-1, and an invoice, A-2; C-2 of Robin with nothing."""
    shop("open 'No sound' --customer 'Dana Reyes'")
    shop("open 'No card' --customer 'Robin Vale'")
    (shop.folder / "crack.jpg").write_bytes(PHOTO)
    (shop.folder / "invoice").write_bytes(PAPER)
    return attach(shop.at("06-02 10:00"), 1, "crack.jpg", "invoice", "--note", "as it came").at("06-03 10:00")


def attach(shop: Shop, case: int, *words: str) -> Shop:
    files = [word if word.startswith("-") or " " in word else str(shop.folder / word) for word in words]
    shop(f"case attach {case}", *files)
    return shop


def beside(shop: Shop) -> set[str]:
    """What lies beside the store: names and modes."""
    folder = shop.store.parent
    return {f"{path.relative_to(folder).as_posix()} {path.stat().st_mode & 0o777:o}" for path in folder.rglob("*")}


def content(shop: Shop, holds: bytes) -> Path:
    return place_of(shop.store, sha256(holds).hexdigest())


def test_what_is_attached_is_shown_with_its_kind(attached: Shop) -> None:
    items = attached.case(1)["attachments"]
    assert items[0] == {
        "id": "A-1",
        "case": "C-1",
        "at": utc("06-02 10:00"),
        "who": "Ana",
        "name": "crack.jpg",
        "media_type": "image/jpeg",
        "size": len(PHOTO),
        "sha256": sha256(PHOTO).hexdigest(),
        "note": "as it came",
    }
    assert items[1]["media_type"] == "application/pdf"
    assert "A-1    Ana attaches crack.jpg (JPEG image, 12 bytes): as it came" in attached("show 1").out
    assert attached.json("show 1 --as-of '2026-06-02 09:59'")["attachments"] == []
    assert content(attached, PHOTO).read_bytes() == PHOTO


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_folders_and_files_are_for_their_owner_alone(shop: Shop) -> None:
    shop("open 'No sound' --customer 'Dana Reyes'")
    (shop.folder / "crack.jpg").write_bytes(PHOTO)
    attach(shop, 1, "crack.jpg")
    kept = content(shop, PHOTO).relative_to(shop.store.parent)
    folders = {f"{folder.as_posix()} 700" for folder in (kept.parent, kept.parent.parent)}
    assert beside(shop) == {"careline.db 600", f"{kept.as_posix()} 600", *folders}


def test_they_are_listed_the_newest_first_and_found(attached: Shop) -> None:
    (attached.folder / "note.txt").write_text("hello")
    attached("party add Ben --kind staff")
    attached("--me Ben case attach 2", str(attached.folder / "note.txt"))
    listed = attached.json("attachment list")["items"]
    assert [(each["id"], each["customer"]) for each in listed] == [
        ("A-3", "Robin Vale"),
        ("A-2", "Dana Reyes"),
        ("A-1", "Dana Reyes"),
    ]
    for filters, ids in (("--case 1", ["A-2", "A-1"]), ("--who Ben", ["A-3"]), ("--case 1 --who Ben", [])):
        assert [each["id"] for each in attached.json(f"attachment list {filters}")["items"]] == ids
    assert len(attached.json("attachment list --as-of '2026-06-02 12:00'")["items"]) == 2
    assert "note.txt   text         5 bytes" in attached("attachment list").out
    assert "Customer" in attached("attachment list").out
    assert "Customer" not in attached("attachment list --case 2").out
    assert [each["id"] for each in attached.json("find A-3")["items"]] == ["C-2"]
    assert [each["id"] for each in attached.json("find W-2")["items"]] == ["C-2"]


def test_taken_back_it_is_gone_its_content_stays_and_its_number_is_given_out_no_more(attached: Shop) -> None:
    attached("undo")
    assert attached.case(1)["attachments"] == []
    assert content(attached, PHOTO).read_bytes() == PHOTO
    attach(attached, 1, "crack.jpg")
    assert [each["id"] for each in attached.case(1)["attachments"]] == ["A-3"]
    attached(f"attachment save A-3 --output {attached.folder / 'again'}")
    assert (attached.folder / "again").read_bytes() == PHOTO


def test_it_goes_where_its_case_goes_and_alone_to_the_right_one(attached: Shop) -> None:
    def where() -> dict[str, str]:
        return {each["id"]: each["case"] for each in attached.json("attachment list")["items"]}

    said = attached("case move A-1 --to 2").out
    assert "A-1 moved here from C-1." in said
    assert where() == {"A-1": "C-2", "A-2": "C-1"}
    assert "A-1 is already on C-2" in attached.refuses(2, "case move A-1 --to 2")
    assert "There is no attachment A-9." in attached.refuses(3, "case move A-9 --to 2")
    attached("undo")
    attached("open 'The invoice' --from 1 --move A-2")
    assert where() == {"A-1": "C-1", "A-2": "C-3"}
    attached("case merge 3 --into 1")
    assert where() == {"A-1": "C-1", "A-2": "C-1"}
    attached("case unmerge 3")
    assert where() == {"A-1": "C-1", "A-2": "C-3"}


def test_what_is_there_already_is_said_and_not_recorded_twice(attached: Shop) -> None:
    (attached.folder / "copy.jpg").write_bytes(PHOTO)
    assert "copy.jpg is on C-1 already: A-1. Nothing was attached." in attached.refuses(
        4, f"case attach 1 {attached.folder / 'copy.jpg'}"
    )
    (attached.folder / "new.jpg").write_bytes(PHOTO + b"!")
    done = attached.json("case attach 1", str(attached.folder / "copy.jpg"), str(attached.folder / "new.jpg"))
    assert ([each["name"] for each in done["attachments"]], done["remarks"]) == (
        ["new.jpg"],
        ["copy.jpg is on C-1 already: A-1."],
    )
    attach(attached, 2, "copy.jpg")
    assert content(attached, PHOTO).read_bytes() == PHOTO


def test_a_rehearsal_leaves_nothing(attached: Shop) -> None:
    before = beside(attached)
    (attached.folder / "new.jpg").write_bytes(PHOTO + b"!")
    attached(f"case attach 1 {attached.folder / 'new.jpg'} --dry-run")
    assert beside(attached) == before


def sparse(path: Path, size: int) -> str:
    with path.open("wb") as file:
        file.truncate(size)
    return str(path)


def test_what_cannot_be_attached_is_refused_in_one_line_and_leaves_nothing(
    shop: Shop, subtests: pytest.Subtests
) -> None:
    shop("open 'No sound' --customer 'Dana Reyes'")
    folder = shop.folder
    good = folder / "good.txt"
    good.write_text("good")
    (folder / "empty").touch()
    refused: list[tuple[str, str]] = [
        (str(folder / "empty"), "it is empty"),
        (str(folder), "it is a folder"),
        (str(folder / "nothing.jpg"), "there is no such file"),
        (sparse(folder / "large", rules.LARGEST + 1), "it is larger than 25 MB, the most that one may have"),
        (str(shop.store), "it is the store"),
        (str(shop.settings_file), "it is the settings file"),
        ("", "it is a folder"),
    ]
    if sys.platform != "win32":
        os.mkfifo(folder / "pipe")
        (folder / "dangling").symlink_to(folder / "nowhere")
        (folder / "circle").symlink_to(folder / "circle")
        (folder / "device").symlink_to("/dev/zero")
        (folder / "store-too").symlink_to(shop.store)
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(os.path.relpath(folder / "socket"))
        refused += [
            ("/dev/zero", "it is not a plain file"),
            (str(folder / "pipe"), "it is not a plain file"),
            (str(folder / "device"), "it is not a plain file"),
            (str(folder / "socket"), "it is not a plain file"),
            (str(folder / "dangling"), "it is a link to what is not there"),
            (str(folder / "circle"), "Too many levels of symbolic links"),
            (str(folder / "store-too"), "it is the store"),
        ]
    if sys.platform == "linux":
        refused.append(("/proc/self/status", "it is empty"))
    before = beside(shop)
    for path, why in refused:
        with subtests.test(path=path):
            said = shop.refuses(2, "case attach 1", str(good), path)
            assert said == f"careline: {path} cannot be attached: {why}. Nothing was attached.\n"
            assert beside(shop) == before
    assert "There is no case C-9." in shop.refuses(3, "case attach 9", str(folder / "nothing.jpg"))
    assert "51 files are more than the 50" in shop.refuses(2, "case attach 1", *[str(good)] * 51)
    assert beside(shop) == before


def test_a_file_that_nobody_may_read_is_refused(shop: Shop) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no such permission")
    shop("open 'No sound' --customer 'Dana Reyes'")
    secret = shop.folder / "secret"
    secret.write_text("x")
    secret.chmod(0)
    with without_privileges(), pytest.raises(BadInput, match="secret cannot be attached: Permission denied"):
        Taking(shop.store, rehearse=True).take(str(secret))


def test_a_case_takes_so_many_and_no_more(attached: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_ON_A_CASE", 2)
    (attached.folder / "new.jpg").write_bytes(PHOTO + b"!")
    before = beside(attached)
    assert "C-1 has 2 attachments, and 1 more would be over the 2" in attached.refuses(
        4, f"case attach 1 {attached.folder / 'new.jpg'}"
    )
    assert beside(attached) == before


def test_a_file_that_changes_while_it_is_read_is_refused(shop: Shop, subtests: pytest.Subtests) -> None:
    shop("open 'No sound' --customer 'Dana Reyes'")
    growing, read = shop.folder / "growing", os.read
    before = beside(shop)
    for becomes in (b"abc and more", b"a", b"xyz"):
        growing.write_bytes(b"abc")
        os.utime(growing, (1, 1))

        def read_and_change(number: int, count: int, becomes: bytes = becomes) -> bytes:
            piece = read(number, count)
            if piece == b"abc":
                growing.write_bytes(becomes)
            return piece

        with subtests.test(becomes=becomes), patch("os.read", read_and_change):
            assert "it changed while it was read" in shop.refuses(2, f"case attach 1 {growing}")
            assert beside(shop) == before


def test_a_large_file_takes_no_memory(attached: Shop) -> None:
    large = attached.folder / "large"
    with large.open("wb") as file:
        for number in range(rules.LARGEST // PIECE):
            file.write(bytes([number]) * PIECE)
    attached(f"case attach 2 {large} --dry-run")
    tracemalloc.start()
    attached(f"case attach 2 {large}")
    attached(f"attachment save A-3 --output {attached.folder / 'saved'}")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 12 * PIECE
    assert (attached.folder / "saved").stat().st_size == large.stat().st_size


# Saving.


def test_a_saved_file_is_what_was_attached_under_a_harmless_name(
    attached: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = attached.folder / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    (attached.folder / ".profile").write_bytes(b"evil")
    (here / "crack.jpg").mkdir()
    attach(attached, 2, ".profile")
    assert attached.json("attachment save A-2 A-3")["items"] == [
        {"id": "A-2", "path": "invoice"},
        {"id": "A-3", "path": "_profile"},
    ]
    assert {path.name for path in here.iterdir()} == {"crack.jpg", "invoice", "_profile"}
    assert (here / "_profile").read_bytes() == b"evil"
    if sys.platform != "win32":
        assert (here / "_profile").stat().st_mode & 0o777 == 0o600


def test_all_of_a_case_goes_into_a_folder_two_of_one_name_apart(attached: Shop) -> None:
    into = attached.folder / "into"
    into.mkdir()
    other = attached.folder / "other"
    other.mkdir()
    (other / "crack.jpg").write_bytes(PHOTO + b"!")
    attach(attached, 1, "other/crack.jpg")
    attached(f"attachment save --case 1 --output {into}")
    assert {path.name: path.read_bytes() for path in into.iterdir()} == {
        "crack.jpg": PHOTO,
        "crack A-3.jpg": PHOTO + b"!",
        "invoice": PAPER,
    }


def test_nothing_is_written_over_without_a_word(attached: Shop) -> None:
    there = attached.folder / "there"
    there.write_text("mine")
    save = f"attachment save A-1 --output {there}"
    assert f"{there} is there already" in attached.refuses(2, save)
    assert attached.run(f"{save} --dry-run").code == 0
    assert typing(attached, save, "n").code == 130
    assert there.read_text() == "mine"
    assert typing(attached, save, "y").code == 0
    assert there.read_bytes() == PHOTO
    there.write_text("mine")
    attached(f"{save} --force")
    assert there.read_bytes() == PHOTO


def test_what_cannot_be_saved_is_refused(attached: Shop, subtests: pytest.Subtests) -> None:
    folder = attached.folder
    for code, words, said in (
        (2, "", "Which attachment? Name it, such as A-1, or give --case"),
        (2, "A-1 --case 1", "--case saves all of a case"),
        (3, "A-9", "There is no attachment A-9."),
        (2, "P-1", "P-1 is a promise; this needs an attachment, such as A-1."),
        (3, "--case 2", "Nothing is attached to C-2."),
        (2, f"A-1 A-2 --output {folder / 'one'}", "2 attachments need a folder"),
        (2, f"A-1 --output {folder / 'no' / 'folder'}", "there is no folder"),
        (2, f"A-1 --output {attached.store} --force", "it is the store"),
        (2, f"A-1 --output {attached.settings_file} --force", "it is the settings file"),
        (2, f"A-1 --output {content(attached, PHOTO)} --force", "nothing else goes where the store's attachments are"),
        (2, f"A-1 --output {content(attached, PHOTO).parent}", "nothing else goes where the store's attachments are"),
        (2, "A-1 A-2 --output -", "one attachment at a time"),
    ):
        with subtests.test(words=words):
            assert said in attached.refuses(code, f"attachment save {words}")
    with patch("io.StringIO", Terminal):
        assert "A terminal shows no files" in attached.refuses(2, "attachment save A-1 --output -")
        assert "Which attachment?" in attached.refuses(2, "attachment save")


def test_what_was_changed_or_lost_is_said_and_nothing_is_saved(attached: Shop) -> None:
    into = attached.folder / "into"
    into.mkdir()
    held = content(attached, PAPER)
    for change, how in ((lambda: held.write_bytes(b"another"), "was changed"), (held.unlink, "is missing")):
        change()
        said = attached.refuses(6, f"attachment save A-1 A-2 --output {into}")
        assert f"What was attached {how}: {held}. A backup may still have it." in said
        assert list(into.iterdir()) == []
    attach(attached, 2, "invoice")
    attached(f"attachment save A-2 --output {into}")
    assert (into / "invoice").read_bytes() == PAPER


def test_a_file_in_the_place_of_the_folder_is_told_as_what_it_is(attached: Shop) -> None:
    folder = Path(f"{attached.store}-attachments")
    shutil.rmtree(folder)
    folder.write_text("no folder", encoding="utf-8")
    (attached.folder / "new.jpg").write_bytes(PHOTO + b"!")
    said = attached.refuses(6, f"case attach 1 {attached.folder / 'new.jpg'}")
    assert said.startswith(f"careline: The folder of attachments, {folder}, cannot be used: Not a directory. Nothing")
    assert folder.read_text(encoding="utf-8") == "no folder"


# Forgetting.


def forget(shop: Shop, name: str) -> None:
    shop(f"customer forget '{name}' --yes")


@prepared
def over(shop: Shop) -> Shop:
    """C-1 of Dana and C-2 of Robin, both closed; each has a paper of their own, and both the same photograph."""
    for number, (name, paper) in enumerate((("Dana Reyes", PAPER + b"1"), ("Robin Vale", PAPER + b"2")), 1):
        shop(f"open 'No sound' --customer '{name}'")
        (shop.folder / "crack.jpg").write_bytes(PHOTO)
        (shop.folder / f"paper-{number}").write_bytes(paper)
        attach(shop, number, "crack.jpg", f"paper-{number}", "--note", "from them")
        shop(f"close {number} --confirmed 'It works'")
    return shop


def test_what_is_attached_is_forgotten_with_its_customer_but_for_what_another_has_too(over: Shop) -> None:
    forget(over, "Dana Reyes")
    assert not content(over, PAPER + b"1").exists()
    assert content(over, PAPER + b"2").exists()
    assert content(over, PHOTO).read_bytes() == PHOTO
    for each in over.case(1)["attachments"]:
        assert (each["sha256"], "paper" in each["name"], "them" in each["note"]) == (None, False, False)
    assert "What A-1 held is gone: its customer was forgotten." in over.refuses(3, "attachment save A-1")
    assert "was forgotten" in over.refuses(4, f"case attach 1 {over.folder / 'paper-2'}")
    forget(over, "Robin Vale")
    assert not place_of(over.store, "0" * 64).parent.parent.exists()


def test_what_was_taken_back_is_forgotten_too(over: Shop) -> None:
    (over.folder / "late").write_bytes(b"late")
    attach(over, 1, "late")
    over("undo")
    assert content(over, b"late").exists()
    forget(over, "Dana Reyes")
    assert not content(over, b"late").exists()


def test_a_photograph_that_was_moved_to_somebody_else_stays_theirs(over: Shop) -> None:
    over("case move A-2 --to 2")
    forget(over, "Dana Reyes")
    assert content(over, PAPER + b"1").exists()
    over("attachment save A-2", f"--output={over.folder / 'saved'}")
    assert (over.folder / "saved").read_bytes() == PAPER + b"1"


def test_what_a_kill_has_left_goes_with_the_next_forgetting(over: Shop) -> None:
    orphan, strange = content(over, b"left"), content(over, b"left").with_name("mine.txt")
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"left")
    strange.write_bytes(b"of somebody")
    forget(over, "Dana Reyes")
    assert not orphan.exists()
    assert strange.exists()


# What else may come in the way.


def test_it_is_found_by_its_name_where_nothing_else_fits(attached: Shop) -> None:
    (attached.folder / "Invoice_4711.PDF").write_bytes(PAPER + b"!")
    attach(attached, 2, "Invoice_4711.PDF")
    for words, cases in (
        ("4711.pdf", ["C-2"]),
        ("invoice", ["C-2", "C-1"]),
        ("invoice 4711", ["C-2"]),
        ("no", ["C-1"]),
    ):
        found = {each["id"] for each in attached.json(f"find {words}")["items"]}
        assert found >= set(cases), words
    assert "Nothing matches" in attached("find 4712.pdf").out
    assert "Nothing matches" in attached("find %").out


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_an_evil_name_is_shown_harmless_everywhere(attached: Shop, subtests: pytest.Subtests) -> None:
    evil = "a\x1b]52;c;aGk=\x07\n\u202e[bold]<script>=cmd|'\x9b.jpg"
    (attached.folder / evil).write_bytes(PHOTO + b"?")
    (attached.folder / "=1+1.jpg").write_bytes(PHOTO + b"??")
    attached("case attach 2", str(attached.folder / evil), str(attached.folder / "=1+1.jpg"))
    assert attached.case(2)["attachments"][0]["name"] == evil
    for command in ("attachment list", "show 2", "log", "attachment save A-3 --dry-run", "find a-3"):
        for form in ("plain", "table", "csv", "tsv", "md", "html"):
            with subtests.test(command=command, form=form):
                answer = attached.run(f"{command} --format {form}")
                assert answer.code in (0, 2)
                assert not set(answer.out + answer.err) & set("\x1b\x07\u202e\x9b")
                assert "<script>" not in answer.out or form != "html"
    assert "'=1+1.jpg" in attached("attachment list --format csv").out
    into = attached.folder / "into"
    into.mkdir()
    attached(f"attachment save A-3 --output {into}")
    assert [path.name for path in into.iterdir()] == ["a_]52;c;aGk=___[bold]_script_=cmd_'_.jpg"]


def test_while_another_command_writes_nothing_is_attached(attached: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "BUSY_SECONDS", 0.05)
    (attached.folder / "new.jpg").write_bytes(PHOTO + b"!")
    before = beside(attached)
    with opened(attached.store) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "is busy" in attached.refuses(75, f"case attach 2 {attached.folder / 'new.jpg'}")
        other.execute("ROLLBACK")
    assert beside(attached) == before


def test_what_was_put_there_goes_again_where_nothing_is_recorded(attached: Shop) -> None:
    (attached.folder / "new.jpg").write_bytes(PHOTO + b"!")
    before = beside(attached)
    with patch("sqlalchemy.orm.Session.commit", side_effect=OSError(28, "No space left on device")):
        assert "No space left on device" in attached.refuses(6, f"case attach 2 {attached.folder / 'new.jpg'}")
    assert beside(attached) == before


def test_it_came_when_somebody_says_it_did(attached: Shop) -> None:
    (attached.folder / "new.jpg").write_bytes(PHOTO + b"!")
    attached(f"case attach 1 {attached.folder / 'new.jpg'} --at '2026-06-02 16:00'")
    assert attached.case(1)["attachments"][-1]["at"] == utc("06-02 16:00")
    assert attached.json("show 1 --as-of '2026-06-02 15:59'")["attachments"][-1]["id"] == "A-2"
    assert "before" in attached.refuses(2, f"case attach 2 {attached.folder / 'crack.jpg'} --at '2026-05-01 16:00'")


def test_at_a_terminal_the_file_is_asked_for(attached: Shop) -> None:
    attached.environment["HOME"] = str(attached.folder)
    (attached.folder / "new photo.jpg").write_bytes(PHOTO + b"!")
    answer = typing(attached, "case attach 2", str(attached.folder / "new photo.jpg"))
    assert (answer.code, "Which files" in answer.err) == (0, True)
    assert "new photo.jpg" in answer.out
    assert typing(attached, "case move", "A-3", "1").code == 0
    assert attached.case(1)["attachments"][-1]["id"] == "A-3"
    (attached.folder / "at-home.jpg").write_bytes(PHOTO + b"!!")
    assert "at-home.jpg" in typing(attached, "case attach 2", "~/at-home.jpg").out
