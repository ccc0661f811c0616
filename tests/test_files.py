"""How a file is written: whole or not at all, and what a killed command leaves."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from careline import files, folders
from tests.elsewhere import NOBODY, drafts, only_as_root

WINDOWS = sys.platform == "win32"
posix = pytest.mark.skipif(WINDOWS, reason="2026-11-28: Windows goes by age alone, and its links need rights")
TOKEN = "0" * 32


def left_behind(folder: Path, process: int, *, days: int = 0) -> Path:
    path = folder / f".careline-{process}-{TOKEN}.draft"
    path.write_text("Half of it")
    then = time.time() - days * 24 * 60 * 60 - 60
    os.utime(path, (then, then))
    return path


def dead_process() -> int:
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    return process.pid


def write(folder: Path) -> None:
    files.place(folder / "page").write(b"All of it")
    assert (folder / "page").read_bytes() == b"All of it"


@posix
def test_a_draft_whose_writer_is_dead_is_cleared_away_with_its_journal(tmp_path: Path) -> None:
    left = left_behind(tmp_path, dead_process())
    left.with_name(f"{left.name}-journal").touch()
    write(tmp_path)
    assert drafts(tmp_path) == []


def test_one_whose_writer_may_live_stays_for_a_day(tmp_path: Path) -> None:
    left = left_behind(tmp_path, os.getppid())
    write(tmp_path)
    assert drafts(tmp_path) == [left]
    left_behind(tmp_path, os.getppid(), days=2)
    write(tmp_path)
    assert drafts(tmp_path) == []


@posix
def test_one_from_an_earlier_process_of_our_own_number_is_cleared_away(tmp_path: Path) -> None:
    left_behind(tmp_path, os.getpid())
    write(tmp_path)
    assert drafts(tmp_path) == []


@posix
def test_one_that_is_locked_stays_whatever_its_name_and_age(tmp_path: Path) -> None:
    import fcntl

    left = left_behind(tmp_path, dead_process(), days=2)
    with left.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        write(tmp_path)
        assert drafts(tmp_path) == [left]
    write(tmp_path)
    assert drafts(tmp_path) == []


def test_our_own_drafts_stay_though_several_are_written_at_once(tmp_path: Path) -> None:
    with files.draft(tmp_path) as one, files.draft(tmp_path, locked=False) as other:
        write(tmp_path)
        assert drafts(tmp_path) == sorted([one.path, other.path])
    assert drafts(tmp_path) == []


def test_what_is_somebody_elses_or_no_draft_stays(tmp_path: Path) -> None:
    only_as_root()
    dead = dead_process()
    theirs = left_behind(tmp_path, dead)
    os.chown(theirs, NOBODY, NOBODY)
    pipe = tmp_path / f".careline-{dead}-{'1' * 32}.draft"
    os.mkfifo(pipe)
    link = tmp_path / f".careline-{dead}-{'2' * 32}.draft"
    link.symlink_to("page")
    others = [tmp_path / f".careline-{dead}.draft", tmp_path / ".careline-x.draft", tmp_path / ".careline.toml"]
    for path in others:
        path.touch()
    write(tmp_path)
    assert drafts(tmp_path) == sorted([theirs, pipe, link, *others[:2]])
    assert others[2].exists()


@posix
def test_whoever_guesses_the_name_of_a_draft_gains_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    victim = tmp_path / "victim"
    victim.write_text("what was there before")
    (tmp_path / f".careline-{os.getpid()}-{TOKEN}.draft").symlink_to(victim)
    tokens = chain([bytes(16)], iter(lambda: bytes([1] * 16), None))
    monkeypatch.setattr(os, "urandom", lambda _: next(tokens))
    write(tmp_path)
    assert victim.read_text() == "what was there before"


def test_many_at_once_take_nothing_from_each_other(tmp_path: Path) -> None:
    faults: list[BaseException] = []

    def often(name: str) -> None:
        try:
            for number in range(100):
                files.place(tmp_path / name).write(f"{number}".encode())
        except BaseException as error:
            faults.append(error)

    code = (
        "import sys\nfrom careline.files import place\nfor each in range(100): place(sys.argv[1]).write(b'%d' % each)"
    )
    children = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path / name)]) for name in "0123"]
    assert [child.wait() for child in children] == [0] * 4
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == dict.fromkeys("0123", "99")
    threads = [threading.Thread(target=often, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert drafts(tmp_path) == []


def test_a_new_file_never_replaces_another(tmp_path: Path) -> None:
    files.write_new(tmp_path / "new", "One")
    with pytest.raises(FileExistsError):
        files.write_new(tmp_path / "new", "Two")
    with pytest.raises(FileExistsError):
        files.copy_new(tmp_path / "new", tmp_path / "new")
    assert [path.name for path in tmp_path.iterdir()] == ["new"]
    assert (tmp_path / "new").read_text() == "One"
    files.copy_new(tmp_path / "new", tmp_path / "copy")
    assert (tmp_path / "copy").read_text() == "One"


@posix
def test_nor_where_the_disk_knows_no_second_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    test_a_new_file_never_replaces_another(tmp_path)


def test_what_fails_leaves_no_draft(tmp_path: Path) -> None:
    def interrupted() -> None:
        with files.draft(tmp_path) as made:
            made.take(b"Half of it")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(tmp_path.iterdir()) == []


def test_what_is_written_is_on_the_disk_before_it_gets_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[int, bool]] = []
    fsync = os.fsync

    def noted(number: int) -> None:
        synced.append((os.fstat(number).st_ino, (tmp_path / "page").exists()))
        fsync(number)

    monkeypatch.setattr(os, "fsync", noted)
    write(tmp_path)
    assert synced[0] == ((tmp_path / "page").stat().st_ino, False)


@posix
def test_a_folder_that_a_killed_command_was_filling_is_cleared_away(tmp_path: Path) -> None:
    left = tmp_path / f".careline-{dead_process()}-{TOKEN}.draft"
    left.mkdir()
    (left / "cases.csv").write_text("id", encoding="utf-8")
    with folders.draft_folder(tmp_path / "out") as made:
        folders.write_into(made, "cases.csv", [b"id\n", b"C-1\n"])
        assert not left.exists()
        assert not (tmp_path / "out").exists()
    assert (tmp_path / "out" / "cases.csv").read_bytes() == b"id\nC-1\n"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_could_not_be_filled_leaves_nothing(tmp_path: Path) -> None:
    def failing() -> Iterator[bytes]:
        yield b"id\n"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), folders.draft_folder(tmp_path / "out") as made:
        folders.write_into(made, "cases.csv", failing())
    assert list(tmp_path.iterdir()) == []
