"""The store's file: how it is made, opened and held, and that what is not ours, or damaged, is left as it is."""

import os
import shutil
import sqlite3
import stat
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from careline.domain.errors import BadInput, StoreBusy, StoreFault
from careline.store import database
from careline.store.file import APPLICATION_ID, MOST_BYTES, Spare
from tests.evidence import every
from tests.shop import NewShop, Shop, prepared
from tests.store.contents import contents, opened
from tests.store.walk import WALK, Step, prepare, take
from tests.unprivileged import without_privileges

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions in another way")
NOW = datetime(2026, 6, 1, 14, tzinfo=UTC)
PAGE = 4096
OPEN = "open 'No sound' --customer 'Dana Reyes <dana@example.com>'"
LOOKING = ("overdue", "list --all", "show 1", "promise list", "report performers", "log")
RECORDING = ("heard 1 hello", "keep 1", "undo", OPEN, "customer add Robin", "party add FieldCo")
CREATING = {
    "case open",
    "customer add",
    "party add",
    "company add",
    "product add",
    "purchase add",
    "article add",
    "import",
    "purchase import",
    "customer import",
}
NAMED = {step.name: step for step in WALK if "--from 1" not in step.line}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def refuse(shop: Shop, why: str, *commands: str) -> None:
    """Each command must be refused as a fault of the store, in one line that says why; nothing may be touched."""
    before = files(shop.store.parent)
    for command in commands:
        answer = shop.run(command)
        assert (answer.code, answer.out) == (6, ""), f"{command}: {answer}"
        assert answer.err.startswith("careline: ")
        assert answer.err.count("\n") == 1
        assert str(shop.store) in answer.err
        assert why in answer.err, command
        assert files(shop.store.parent) == before, command


@prepared
def filled(shop: Shop) -> Shop:
    """A shop whose store has one case, Dana's."""
    shop(OPEN)
    return shop


# Making it


@POSIX
def test_folder_and_store_are_their_owners_alone_before_sqlite_opens_them(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int, int]] = []
    connect: Any = sqlite3.connect

    def look_and_connect(*given: Any, **options: Any) -> Any:
        seen.append((mode(shop.store.parent), mode(shop.store), shop.store.stat().st_size))
        return connect(*given, **options)

    monkeypatch.setattr(sqlite3, "connect", look_and_connect)
    old = os.umask(0)
    try:
        shop(OPEN)
    finally:
        os.umask(old)
    assert seen[0] == (0o700, 0o600, 0)
    assert (mode(shop.store.parent), mode(shop.store)) == (0o700, 0o600)


@POSIX
def test_the_journal_is_its_owners_alone(filled: Shop) -> None:
    with database.recording(filled.store, now=NOW, who="Ana", command="test"):
        assert mode(filled.store.with_name("careline.db-journal")) == 0o600


@POSIX
def test_a_folder_that_was_there_keeps_its_permissions(shop: Shop) -> None:
    shop.store.parent.mkdir()
    shop.store.parent.chmod(0o755)
    shop(OPEN)
    assert mode(shop.store.parent) == 0o755


@pytest.mark.parametrize("name", ["a b.db", "100%41.db", "what?.db", "a#b.db", "Zoë 東京.db", "file:x.db", "x&mode=ro"])
def test_any_file_name_will_do(shop: Shop, name: str) -> None:
    if sys.platform == "win32" and set(name) & set("?:"):
        pytest.skip("Windows has no such file names")
    shop.environment["CARELINE_DB"] = str(shop.folder / "new" / name)
    shop(OPEN)
    assert shop.case()["case"]["id"] == "C-1"
    assert list(files(shop.folder / "new")) == [name]


def test_what_adds_something_new_makes_the_store_and_nothing_else_does(
    new_shop: NewShop, subtests: pytest.Subtests
) -> None:
    for name, step in NAMED.items():
        with subtests.test(name):
            shop = new_shop()
            prepare(shop)
            if step.name in CREATING:
                take(shop, Step(step.moment, step.line.replace("dana@example.com", "Dana"), step.name))
                assert list(files(shop.store.parent)) == ["careline.db"]
            else:
                assert f"There is no store at {shop.store}" in shop.at(step.moment).refuses(6, step.line)
                assert not shop.store.parent.exists()


@pytest.mark.parametrize("command", LOOKING)
def test_looking_at_a_store_that_does_not_exist_is_no_nothing_overdue(shop: Shop, command: str) -> None:
    assert f"There is no store at {shop.store}" in shop.refuses(6, command)
    assert not shop.store.parent.exists()


@pytest.mark.parametrize("command", [f"{OPEN} --dry-run", "customer add Robin --dry-run", "import bad.csv"])
def test_a_first_command_that_records_nothing_leaves_no_file(shop: Shop, command: str) -> None:
    bad = shop.folder / "bad.csv"
    bad.write_text("ref,customer,subject,opened\n1,Dana,,2026-05-28 09:00\n", encoding="utf-8")
    assert shop.run(command.replace("bad.csv", bad.as_posix())).code in (0, 2)
    assert files(shop.store.parent) == {}


def test_whoever_waits_for_a_first_command_that_is_refused_does_not_record_into_a_lost_file(shop: Shop) -> None:
    came: list[object] = []

    def second() -> None:
        try:
            with database.recording(shop.store, now=NOW, who="Ben", command="second", create=True) as work:
                came.append(work.command_id)
        except StoreBusy as busy:
            came.append(busy)

    waiting = threading.Thread(target=second)
    with (
        suppress(BadInput),
        database.recording(shop.store, now=NOW, who="Ana", command="first", create=True),
    ):
        waiting.start()
        waiting.join(0.3)
        raise BadInput("refused")
    waiting.join()
    if isinstance(came[0], StoreBusy):
        assert files(shop.store.parent) == {}
    else:
        with opened(shop.store) as store:
            assert [row["command"] for row in contents(store)["commands"].values()] == ["second"]


# Holding it


def test_a_recording_connection_is_held_to_what_makes_it_safe(filled: Shop) -> None:
    with database.recording(filled.store, now=NOW, who="Ana", command="test") as work:
        assert work.fetch("PRAGMA synchronous") == [(3,)], "EXTRA"
        assert work.fetch("PRAGMA foreign_keys") == [(1,)]
        assert work.fetch("PRAGMA trusted_schema") == [(1,)], "what the schema is was checked, and its triggers run"
        assert work.fetch("PRAGMA journal_mode") == [("delete",)]


def test_a_looking_connection_cannot_write(filled: Shop) -> None:
    with database.reading(filled.store) as fetch:
        assert fetch("PRAGMA query_only") == [(1,)]
        assert fetch("PRAGMA trusted_schema") == [(0,)]
        assert fetch.connection.getlimit(sqlite3.SQLITE_LIMIT_LENGTH) == MOST_BYTES
        assert fetch("PRAGMA synchronous") == [(3,)], "it may have to recover the store"
        assert fetch("PRAGMA journal_mode") == [("delete",)]
    with pytest.raises(StoreFault), database.reading(filled.store) as fetch:
        fetch("DELETE FROM holidays")


def test_everything_that_a_looking_command_reads_is_of_one_moment(filled: Shop) -> None:
    with database.reading(filled.store) as fetch, opened(filled.store) as other:
        other.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("UPDATE cases SET subject = 'changed meanwhile'")
        assert fetch("SELECT subject FROM cases") == [("No sound",)]


@pytest.mark.parametrize("command", LOOKING)
def test_looking_leaves_the_file_as_it_is(filled: Shop, command: str) -> None:
    before = files(filled.store.parent), filled.store.stat().st_mtime_ns
    filled(command)
    assert (files(filled.store.parent), filled.store.stat().st_mtime_ns) == before


def test_a_dry_run_of_any_command_leaves_the_file_as_it_is(shop: Shop) -> None:
    prepare(shop)
    take(shop, WALK[0])
    for step in WALK[1:]:
        before = files(shop.store.parent), shop.store.stat().st_mtime_ns
        take(shop, Step(step.moment, f"{step.line} --dry-run", step.name))
        assert (files(shop.store.parent), shop.store.stat().st_mtime_ns) == before, step.name
        take(shop, step)


def test_a_refusal_on_the_way_leaves_the_file_as_it_is(filled: Shop) -> None:
    before = files(filled.store.parent)
    with suppress(BadInput), database.recording(filled.store, now=NOW, who="Ana", command="test") as work:
        work.run("UPDATE cases SET subject = 'changed'")
        raise BadInput("on the way")
    assert files(filled.store.parent) == before


@POSIX
def test_what_was_put_in_the_place_of_the_store_meanwhile_is_left_as_it_is(filled: Shop) -> None:
    """A file that a restore or a syncing program has laid there: the recording would be lost with the old one."""
    before = files(filled.store.parent)
    other = filled.folder / "other.db"
    shutil.copy(filled.store, other)

    def record() -> None:
        with database.recording(filled.store, now=NOW, who="Ana", command="test") as work:
            work.run("UPDATE cases SET subject = 'changed'")
            other.replace(filled.store)

    with pytest.raises(StoreBusy, match="was replaced while this command waited"):
        record()
    assert files(filled.store.parent) == before


# What is not ours


def newer(path: Path) -> None:
    Shop(path.parents[1])(OPEN)
    with opened(path) as store:
        store.execute("UPDATE alembic_version SET version_num = '9999'")


def somebody_elses(path: Path) -> None:
    with opened(path) as store:
        store.execute("CREATE TABLE urls (id INTEGER PRIMARY KEY, url TEXT)")
        store.execute("INSERT INTO urls (url) VALUES ('https://example.com')")


def somebody_elses_with_a_log_ahead(path: Path) -> None:
    with opened(path) as store:
        store.execute("PRAGMA journal_mode = WAL")
    somebody_elses(path)


def marked_as_somebody_elses(path: Path) -> None:
    with opened(path) as store:
        store.execute("PRAGMA application_id = 252006673")


def somebody_elses_with_migrations(path: Path) -> None:
    with opened(path) as store:
        store.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        store.execute("INSERT INTO alembic_version VALUES ('0001')")


def somebody_elses_with_other_migrations(path: Path) -> None:
    with opened(path) as store:
        store.execute("CREATE TABLE alembic_version (step INTEGER)")


def ours_without_a_schema(path: Path) -> None:
    marked_as_somebody_elses(path)
    with opened(path) as store:
        store.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        store.execute("CREATE TABLE cases (id INTEGER PRIMARY KEY)")


def text(path: Path) -> None:
    path.write_text("Dana Reyes called on Monday.\n" * 200, encoding="utf-8")


def one_letter(path: Path) -> None:
    path.write_text("x", encoding="utf-8")


def zeros(path: Path) -> None:
    path.write_bytes(bytes(2 * PAGE))


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (newer, "was written by a newer careline (schema 9999)"),
        (somebody_elses, "another program's database"),
        (somebody_elses_with_a_log_ahead, "another program's database"),
        (marked_as_somebody_elses, "another program's database"),
        (somebody_elses_with_migrations, "another program's database"),
        (somebody_elses_with_other_migrations, "another program's database"),
        (ours_without_a_schema, "another program's database"),
        (text, "no SQLite database"),
        (one_letter, "another program's database"),
        (zeros, "no SQLite database"),
    ],
)
def test_what_is_not_ours_is_refused_by_name_and_left_as_it_is(
    shop: Shop, make: Callable[[Path], None], why: str
) -> None:
    shop.store.parent.mkdir()
    make(shop.store)
    refuse(shop, why, *LOOKING, *RECORDING)


def test_an_empty_file_is_no_store_until_a_first_command_fills_it(shop: Shop) -> None:
    shop.store.parent.mkdir()
    shop.store.touch()
    refuse(shop, "it is empty", *LOOKING, "heard 1 hello", "keep 1", "undo", "")
    shop(OPEN)
    assert shop.case()["case"]["id"] == "C-1"


def test_a_folder_is_no_store(shop: Shop) -> None:
    shop.store.mkdir(parents=True)
    refuse(shop, "it is a folder", *LOOKING, *RECORDING)
    assert list(shop.store.iterdir()) == []


@POSIX
def test_a_pipe_is_no_store(shop: Shop) -> None:
    shop.store.parent.mkdir()
    os.mkfifo(shop.store)
    refuse(shop, "it is not a plain file", *LOOKING, *RECORDING)


def test_a_store_below_a_file_cannot_be(shop: Shop) -> None:
    shop.store.parent.write_text("a file where the folder should be", encoding="utf-8")
    for command in (*LOOKING, *RECORDING):
        assert str(shop.store) in shop.refuses(6, command)
    assert shop.store.parent.read_text(encoding="utf-8") == "a file where the folder should be"


# What is damaged


def at(place: int, *values: int) -> Callable[[bytes], bytes]:
    """The store with other bytes at a place."""
    return lambda good: good[:place] + bytes(values) + good[place + len(values) :]


def cut(length: int) -> Callable[[bytes], bytes]:
    """The store without its end: so many bytes from its beginning, or, negative, all but so many."""
    return lambda good: good[:length]


def beyond_the_first_page(byte: int) -> Callable[[bytes], bytes]:
    return lambda good: good[:PAGE] + bytes([byte]) * (len(good) - PAGE)


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "the first bytes": at(0, *b"SQLite format 4"),
    "page size": at(16, 3, 3),
    "payload fractions": at(21, 1, 1, 1),
    "schema format": at(47, 255),
    "text encoding": at(59, 7),
    "the first page's kind": at(100, 77),
    "the first page's cells": at(103, 255, 255),
    "a table's definition": lambda good: good.replace(b"CREATE TABLE customers", b"CREATE TABLE \xff" + b"\xff" * 8),
    "only a header": cut(100),
    "only a page": cut(PAGE),
    "half of it": cut(20 * PAGE + 100),
    "without its last page": cut(-PAGE),
    "zeros beyond the first page": beyond_the_first_page(0),
    "0xff beyond the first page": beyond_the_first_page(255),
}


@pytest.mark.parametrize("harm", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_store_is_refused_by_name_and_left_as_it_is(filled: Shop, harm: Callable[[bytes], bytes]) -> None:
    filled.store.write_bytes(harm(filled.store.read_bytes()))
    refuse(filled, "", *LOOKING, *RECORDING)
    line = filled.refuses(6, "show 1")
    assert "it is damaged" in line or "no SQLite database" in line


@pytest.mark.parametrize("lost", [1, 100, PAGE - 1])
def test_a_store_that_lost_a_part_of_its_last_page_is_not_taken_for_the_whole(filled: Shop, lost: int) -> None:
    filled("case note 1", "x" * 5 * PAGE)
    filled.store.write_bytes(filled.store.read_bytes()[:-lost])
    refuse(filled, "it is damaged; its end is missing", *LOOKING, *RECORDING)


@pytest.mark.evidence
def test_a_lost_page_gives_the_right_answer_or_none(filled: Shop) -> None:
    good = filled.store.read_bytes()
    commands = ("overdue", "list", "show 1", "heard 1 hello")
    answers = {command: filled.run(command) for command in commands}
    refusals = dict.fromkeys(commands, 0)
    for page in range(PAGE, len(good), PAGE * every(2)):
        lost = good[:page] + bytes(PAGE) + good[page + PAGE :]
        for command in commands:
            filled.store.write_bytes(lost)
            answer = filled.run(command)
            if answer.code:
                refusals[command] += 1
                assert answer.code == 6, f"{command}, page {page // PAGE + 1}: {answer}"
                assert "it is damaged" in answer.err
                assert files(filled.store.parent) == {"careline.db": lost}
            else:
                assert answer == answers[command], f"{command}, page {page // PAGE + 1}"
    assert min(refusals.values()) > 2


@pytest.mark.parametrize("moment", ["soon", "", "2026-13-01 00:00:00.000000"])
def test_a_moment_that_careline_has_not_written_is_named(filled: Shop, moment: str) -> None:
    with opened(filled.store) as store:
        store.execute("UPDATE cases SET opened_at = ?", [moment])
    for command in ("show 1", "heard 1 hello"):
        assert (
            f"{filled.store} holds {moment!r} in cases, row 1, opened_at, where a moment must stand"
            in filled.refuses(6, command)
        )


def test_a_text_that_is_none_is_named(filled: Shop) -> None:
    with opened(filled.store) as store:
        store.execute("UPDATE cases SET subject = CAST(x'ff' AS TEXT)")
    refuse(filled, "it is damaged", "show 1", "list", "heard 1 hello")


# What may not be read or written


@pytest.fixture
def public() -> Iterator[Shop]:
    """A shop in a folder that everybody may enter, with a case; everything that its commands load is loaded."""
    if sys.platform == "win32":
        pytest.skip("Windows keeps permissions in another way")
    with tempfile.TemporaryDirectory() as name:
        shop = Shop(Path(name).resolve())
        shop.folder.chmod(0o755)
        shop(OPEN)
        for command in (*LOOKING, *(f"{command} --dry-run" for command in RECORDING)):
            shop.run(command)
        yield shop
        for path in (shop.store.parent, shop.store):
            path.chmod(0o700)


@pytest.mark.parametrize(
    ("folder", "file", "why"),
    [
        (0o755, 0o000, "cannot be opened"),
        (0o000, 0o666, "Permission denied"),
        (0o644, 0o666, "Permission denied"),
    ],
)
def test_a_store_that_may_not_be_read_is_refused(public: Shop, folder: int, file: int, why: str) -> None:
    before = files(public.store.parent)
    public.store.chmod(file)
    public.store.parent.chmod(folder)
    with without_privileges():
        answers = [public.run(command) for command in (*LOOKING, *RECORDING)]
    public.store.parent.chmod(0o755)
    public.store.chmod(0o600)
    assert files(public.store.parent) == before
    for answer in answers:
        assert (answer.code, answer.out) == (6, "")
        assert f"The store {public.store} cannot be used: " in answer.err
        assert why in answer.err


@pytest.mark.parametrize(
    ("folder", "file"),
    [
        pytest.param(0o777, 0o444, id="file"),
        pytest.param(0o555, 0o666, id="folder"),
    ],
)
def test_a_store_that_may_only_be_read_can_be_looked_at(public: Shop, folder: int, file: int) -> None:
    before = files(public.store.parent)
    answers = {command: public(command) for command in LOOKING}
    public.store.chmod(file)
    public.store.parent.chmod(folder)
    with without_privileges():
        assert {command: public(command) for command in LOOKING} == answers
        for command in RECORDING:
            assert "there is no permission to write it, or to write in its folder" in public.refuses(6, command)
    assert files(public.store.parent) == before


def test_no_store_is_made_where_nobody_may_write(public: Shop) -> None:
    public.environment["CARELINE_DB"] = str(public.folder / "new" / "careline.db")
    public.folder.chmod(0o555)
    with without_privileges():
        answer = public.run(OPEN)
    public.folder.chmod(0o755)
    assert (answer.code, answer.out) == (6, "")
    assert "Permission denied" in answer.err
    assert not (public.folder / "new").exists()


# After a crash


@pytest.fixture
def crashed(filled: Shop) -> tuple[Shop, bytes]:
    """A shop whose last command died while it wrote, and its store as it was before that."""
    good = filled.store.read_bytes()
    left = filled.folder / "left"
    with opened(filled.store) as store:
        store.execute("PRAGMA cache_size = 1")
        store.execute("BEGIN IMMEDIATE")
        store.execute("UPDATE customers SET name = 'half written'")
        for number in range(1000, 1099):
            values = f"1, '', '', hex(randomblob(500)), {number}"
            store.execute(f"INSERT INTO notes (case_id, at, who, text, number) VALUES ({values})")
        shutil.copytree(filled.store.parent, left)
        store.execute("ROLLBACK")
    shutil.rmtree(filled.store.parent)
    left.rename(filled.store.parent)
    assert filled.store.read_bytes() != good
    return filled, good


@pytest.mark.parametrize("command", LOOKING)
def test_looking_first_after_a_crash_recovers_the_store(crashed: tuple[Shop, bytes], command: str) -> None:
    shop, good = crashed
    shop(command)
    assert files(shop.store.parent) == {"careline.db": good}
    assert shop.case()["case"]["customer"]["name"] == "Dana Reyes"


def test_recording_first_after_a_crash_recovers_the_store(crashed: tuple[Shop, bytes]) -> None:
    shop, _ = crashed
    shop("heard 1 'Is it ready?'")
    assert list(files(shop.store.parent)) == ["careline.db"]
    assert shop.case()["case"]["customer"]["name"] == "Dana Reyes"
    with opened(shop.store) as store:
        assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert store.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_connection_that_may_not_write_at_all_could_not_recover(crashed: tuple[Shop, bytes]) -> None:
    shop, _ = crashed
    with (
        closing(sqlite3.connect(f"{shop.store.as_uri()}?mode=ro", uri=True)) as store,
        pytest.raises(sqlite3.OperationalError),
    ):
        store.execute("SELECT * FROM cases")


def test_a_connection_that_was_kept_is_not_recorded_through_once_another_file_stands_there(
    filled: Shop, tmp_path: Path
) -> None:
    """What was read from is the file that was replaced: what is recorded there would be lost."""
    with closing(Spare()) as spare:
        with database.reading(filled.store, spare) as fetch:
            assert fetch("SELECT count(*) FROM cases") != [(0,)]
        other = tmp_path / "other.db"
        shutil.copy(filled.store, other)
        other.replace(filled.store)
        with database.recording(filled.store, now=NOW, who="Ana", command="test", spare=spare) as work:
            work.number("Z")
    with opened(filled.store) as store:
        assert store.execute("SELECT last FROM numbers WHERE kind = 'Z'").fetchone()[0] == 1


def test_a_connection_that_was_kept_records(filled: Shop) -> None:
    with closing(Spare()) as spare:
        with database.reading(filled.store, spare):
            pass
        with database.recording(filled.store, now=NOW, who="Ana", command="test", spare=spare) as work:
            work.number("Z")
    with opened(filled.store) as store:
        assert store.execute("SELECT last FROM numbers WHERE kind = 'Z'").fetchone()[0] == 1
