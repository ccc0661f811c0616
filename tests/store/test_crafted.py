"""Stores that are crafted or broken: refused by name or answered, never run, never written to, never a bug of ours."""

import os
import subprocess
import sys
from functools import partial
from itertools import cycle
from pathlib import Path

import pytest

from careline.store import database
from careline.store.file import REVISIONS
from careline.store.safekeeping.unsound import all_unsound
from tests.shop import Answer, NewShop, Shop
from tests.store import historical
from tests.store.contents import hot_journal_of, opened
from tests.store.crafted import ALTERED, BROKEN, HARMLESS, WRONG, rows

LOOKING = (
    "overdue",
    "brief",
    "show 1",
    "list --all",
    "find dana",
    "log",
    "report performers",
    "list --json",
    "show 1 --json",
)
RECORDING = ("note 1 'The cable'", "undo --yes", "open 'No light' --customer 'Kim Lee'")
TURNS = cycle((*LOOKING, RECORDING[-1], "undo --yes", "", "customer forget Dana --yes"))
NOW = "2026-08-04T12:00:00-04:00"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which much has happened."""
    path = tmp_path_factory.mktemp("good") / "careline.db"
    historical.restore(REVISIONS[-1], path)
    return path


def crafted(new_shop: NewShop, good: Path) -> Shop:
    """A shop with a copy of the good store, that is still to be crafted."""
    shop = new_shop(good)
    shop.now = NOW
    return shop


def asked(shop: Shop, command: str) -> Answer:
    """What a command answers: never that it is our bug, and where it is refused one line and nothing written."""
    before = shop.store.read_bytes()
    answer = shop.run(command)
    assert answer.code in (0, 3, 4, 6), f"{command}: {answer}"
    assert answer.err.count("\n") <= 1, command
    if answer.code == 6:
        assert (answer.out, str(shop.store) in answer.err) == ("", True), f"{command}: {answer}"
    if answer.code or command not in RECORDING:
        assert shop.store.read_bytes() == before, command
    return answer


def test_a_store_whose_schema_is_not_careline_s_is_refused_by_every_command_with_the_name_of_what_differs(
    new_shop: NewShop, good: Path, subtests: pytest.Subtests
) -> None:
    for name, (make, says) in ALTERED.items():
        with subtests.test(name):
            shop = crafted(new_shop, good)
            make(shop.store)
            for command in ("overdue", "note 1 'The cable'", next(TURNS)):
                answer = asked(shop, command)
                assert answer.code == 6, f"{command}: {answer}"
                assert says in answer.err, answer.err
                assert [path.name for path in shop.store.parent.iterdir()] == ["careline.db"]


def test_a_value_that_may_not_stand_in_a_row_is_named_with_table_row_and_column_by_whoever_reads_it(
    new_shop: NewShop, good: Path, subtests: pytest.Subtests
) -> None:
    for name, (make, says) in WRONG.items():
        with subtests.test(name):
            shop = crafted(new_shop, good)
            make(shop.store)
            said = [answer.err for command in (*LOOKING, *RECORDING) if (answer := asked(shop, command)).code == 6]
            assert all("this is a bug" not in line for line in said)
            assert not says or any(says in line for line in said), said


def test_a_file_that_is_broken_where_few_read_is_refused_by_them_or_answered(
    new_shop: NewShop, good: Path, subtests: pytest.Subtests
) -> None:
    for name, make in BROKEN.items():
        with subtests.test(name):
            shop = crafted(new_shop, good)
            make(shop.store)
            for command in (*LOOKING, *RECORDING):
                asked(shop, command)


def test_a_moment_right_before_the_next_second_is_sound(new_shop: NewShop, good: Path) -> None:
    shop = crafted(new_shop, good)
    rows("UPDATE contacts SET at = substr(at, 1, 17) || '59.999999'")(shop.store)
    with database.reading(shop.store) as fetch:
        assert list(all_unsound(fetch)) == []


def test_what_other_programs_may_add_changes_no_answer(
    new_shop: NewShop, good: Path, subtests: pytest.Subtests
) -> None:
    for name, make in HARMLESS.items():
        with subtests.test(name):
            shop = crafted(new_shop, good)
            make(shop.store)
            for command in (*LOOKING, *RECORDING):
                assert asked(shop, command).code == 0, command


def test_a_journal_that_is_another_s_is_not_put_into_the_store(new_shop: NewShop, good: Path, tmp_path: Path) -> None:
    shop = crafted(new_shop, good)
    somebody_elses = tmp_path / "urls.db"
    with opened(somebody_elses) as other:
        other.execute("CREATE TABLE alembic_version (version_num)")
        other.execute("PRAGMA application_id = 7")
    of_yesterday = hot_journal_of(shop.store)
    for _ in range(2):
        shop("note 1 'The cable'")
    journal = Path(f"{shop.store}-journal")
    before = shop.store.read_bytes()
    for planted in (hot_journal_of(somebody_elses), of_yesterday):
        journal.write_bytes(planted)
        for command in ("overdue", "note 1 'The cable'"):
            answer = shop.run(command)
            assert (answer.code, answer.out) == (6, "")
            assert f"{journal}, is not of this file as it is" in answer.err
            assert (shop.store.read_bytes(), journal.read_bytes()) == (before, planted)
    journal.unlink()
    shop("overdue")


@pytest.mark.skipif(sys.platform == "win32", reason="its links and pipes are others")
def test_what_lies_in_the_place_of_the_journal_is_named_and_not_opened(
    new_shop: NewShop, good: Path, subtests: pytest.Subtests
) -> None:
    shop = crafted(new_shop, good)
    journal = Path(f"{shop.store}-journal")
    for make in (partial(journal.symlink_to, shop.settings_file), journal.mkdir, partial(os.mkfifo, journal)):
        make()
        for command in ("overdue", "note 1 'The cable'", "backup"):
            with subtests.test(command):
                assert f"{journal} is no plain file" in shop.refuses(6, command)
        journal.rmdir() if journal.is_dir() else journal.unlink()


@pytest.mark.parametrize(
    "name",
    ["an endless view is a table", "an endless view is the revision", "a trigger never ends", "statistics never end"],
)
def test_what_never_ends_is_not_begun(new_shop: NewShop, good: Path, name: str) -> None:
    """In a process of its own, which is given a few seconds."""
    shop = crafted(new_shop, good)
    ALTERED[name][0](shop.store)
    for command in (["overdue"], ["note", "1", "The cable"]):
        done = subprocess.run(
            [sys.executable, "-m", "careline", *command],
            env=os.environ | shop.variables,
            capture_output=True,
            text=True,
            timeout=20,
        )
        assert (done.returncode, done.stdout) == (6, ""), done
