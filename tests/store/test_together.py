"""Two commands at once: both succeed, or one waits; none is lost."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from careline.store import file
from tests.shop import Shop
from tests.store.contents import contents, opened
from tests.store.recorder import COMMANDS_A_ROUND

PROCESSES = 8
ROUNDS = 10
OPEN = "open 'No sound' --customer 'Dana Reyes <dana@example.com>'"
LOOKING = ("overdue", "list", "show 1", "")
RECORDING = ("heard 1 hello", "follow-up 1 hello", "keep 1", OPEN, "customer add Robin", "undo")


@pytest.fixture
def impatient(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """A shop with a case, whose commands wait only a moment."""
    shop(OPEN)
    monkeypatch.setattr(file, "BUSY_SECONDS", 0.05)
    return shop


def test_of_eight_processes_that_record_fifty_times_each_nothing_is_lost(shop: Shop) -> None:
    """They begin without a store, share a performer, and leave one another no time."""
    names = [f"W{number}" for number in range(PROCESSES)]
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.store.recorder", str(shop.store), name, str(ROUNDS)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        for name in names
    ]
    for process in started:
        said = json.loads(process.communicate()[0])
        assert said["errors"] == []
        assert said["codes"] == [0] * ROUNDS * COMMANDS_A_ROUND
    expected = sorted(f"{name} {number}" for name in names for number in range(ROUNDS))
    with opened(shop.store) as store:
        found = contents(store)
        assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert sorted(case["subject"] for case in found["cases"].values()) == expected
    promises = {promise["what"]: promise for promise in found["promises"].values() if promise["said"]}
    assert sorted(promises) == [f"P {each}" for each in expected]
    assert [promises[f"P {each}"]["ended_because"] for each in expected] == [f"K {each}" for each in expected]
    for letter in "TFGH":
        texts = [contact["text"] for contact in found["contacts"].values() if contact["text"].startswith(letter)]
        assert sorted(texts) == [f"{letter} {each}" for each in expected]
    ran = [command["who"] for command in found["commands"].values()]
    assert {name: ran.count(name) for name in names} == dict.fromkeys(names, ROUNDS * COMMANDS_A_ROUND)
    assert [party["name"] for party in found["parties"].values()].count("FieldCo") == 1


@pytest.mark.parametrize("command", [*LOOKING, *RECORDING])
def test_a_store_that_somebody_is_writing_is_busy(impatient: Shop, command: str) -> None:
    with opened(impatient.store) as other:
        other.execute("BEGIN EXCLUSIVE")
        answer = impatient.run(command)
        other.execute("ROLLBACK")
    assert (answer.code, answer.out) == (75, "")
    assert answer.err == (
        f"careline: The store {impatient.store} is busy: another command is writing. Nothing was changed; try again.\n"
    )
    impatient(command)


@pytest.mark.parametrize("command", RECORDING)
def test_whoever_wants_to_write_waits_for_who_has_begun(impatient: Shop, command: str) -> None:
    with opened(impatient.store) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "is busy" in impatient.refuses(75, command)
        for looking in LOOKING:
            impatient(looking)
        other.execute("ROLLBACK")
    impatient(command)


@pytest.mark.parametrize("command", RECORDING)
def test_nothing_is_recorded_while_somebody_still_reads_what_was(impatient: Shop, command: str) -> None:
    before = contents_of(impatient)
    with opened(impatient.store) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM cases").fetchone()
        assert "is busy" in impatient.refuses(75, command)
        other.execute("ROLLBACK")
    assert contents_of(impatient) == before
    impatient(command)


@pytest.mark.parametrize("lock", ["EXCLUSIVE", "IMMEDIATE"])
def test_a_command_waits_until_the_other_has_done(shop: Shop, lock: str) -> None:
    shop(OPEN)
    with closing(sqlite3.connect(shop.store, isolation_level=None, check_same_thread=False)) as other:
        other.execute(f"BEGIN {lock}")
        done = threading.Timer(0.3, other.execute, ["COMMIT"])
        done.start()
        shop("heard 1 hello")
        assert not other.in_transaction
        done.join()


def contents_of(shop: Shop) -> object:
    with opened(shop.store) as store:
        return contents(store)


def test_whoever_waits_to_record_while_a_backup_takes_the_stores_place_is_told_to_try_again(shop: Shop) -> None:
    shop(OPEN)
    mine = shop.folder / "mine.db"
    shop("backup", str(mine))
    with opened(shop.store) as other:
        other.execute("BEGIN IMMEDIATE")
        restoring = started(shop, "careline", "restore", str(mine), "--yes")
        recording = [started(shop, "careline", "note", "1", f"Note {number}") for number in range(2)]
        time.sleep(1)
        other.execute("ROLLBACK")
    assert restoring.communicate()[1] == ""
    ended = [(process.communicate()[1], process.returncode) for process in recording]
    [aside] = (shop.store.parent / "backups").iterdir()
    kept = 0
    for path in (shop.store, aside):
        with opened(path) as store:
            kept += len(contents(store)["notes"])
    assert kept == sum(code == 0 for _, code in ended)
    assert all(code == 0 or (code == 75 and "was replaced while this command waited" in said) for said, code in ended)


AT_ONCE = 3


def started(shop: Shop, module: str, *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", module, *words],
        cwd=Path(__file__).parents[2],
        env=os.environ | shop.variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_backups_at_once_while_others_record_are_each_whole_and_nothing_is_lost(shop: Shop) -> None:
    shop(OPEN)
    recording = [started(shop, "tests.store.recorder", str(shop.store), f"W{number}", "2") for number in range(AT_ONCE)]
    copying = [started(shop, "careline", "backup") for _ in range(AT_ONCE)]
    said = [process.communicate() for process in copying]
    assert [(process.returncode, err) for process, (_, err) in zip(copying, said, strict=True)] == [(0, "")] * AT_ONCE
    recorded = [json.loads(process.communicate()[0]) for process in recording]
    assert [each["errors"] for each in recorded] == [[]] * AT_ONCE
    with opened(shop.store) as store:
        rows = contents(store)
    made = sorted((shop.store.parent / "backups").iterdir())
    assert len(made) == len(Path(f"{shop.store}-backups").read_text(encoding="utf-8").splitlines()) == AT_ONCE
    for path in made:
        with opened(path) as copy:
            assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            found = contents(copy)["commands"]
        assert found == {number: line for number, line in rows["commands"].items() if number <= len(found)}
    assert len(rows["cases"]) == AT_ONCE * 2 + 1
