"""A command that is killed at any write is in the store whole or not at all, and the store is sound."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from careline.store.file import REVISIONS
from tests.evidence import POINTS, every
from tests.shop import Shop
from tests.store import historical
from tests.store.contents import opened
from tests.store.walk import ORDERS, PLACES, WALK, Step, prepare, take

pytestmark = [
    pytest.mark.evidence,
    pytest.mark.skipif(sys.platform != "linux", reason="processes are traced as Linux traces them"),
]

Record = Callable[[str, object], None]

NOTHING = "nothing"
COMMIT = "unlink careline.db-journal"
FIRST = PLACES[0]
ONE_OF_EACH = [place for n, place in enumerate(PLACES) if WALK[n].name not in {step.name for step in WALK[:n]}]
"""Where in the walk each command is run first: every one is killed at each of its writes, once."""
HEARD = next(place for place in PLACES if place.endswith("case heard"))
ATTACHED = next(place for place in PLACES if place.endswith("case attach"))
ORDERS_SHA = sha256(ORDERS.encode()).hexdigest()
EVERY = {"case heard": 1, "import": 5, "sweep": 5, "undo": 5, "customer forget": 74}
"""Commands that reach the commit by different ways, and at every how-many-th system call they are interrupted then.

To forget somebody writes the file anew after the commit."""


def step(place: str) -> Step:
    return WALK[PLACES.index(place)]


@dataclass(frozen=True, slots=True)
class Left:
    """What a process leaves that dies just before a call; see `tests.store.stopping`."""

    call: str
    files: list[tuple[str, int]]
    holds: str
    after: str
    kept: list[str]

    @property
    def store_size(self) -> int:
        return dict(self.files)["careline.db"]


@dataclass(frozen=True, slots=True)
class Said:
    """What a process answers that gets a signal just before a call; see `tests.store.stopping`."""

    call: str
    code: int
    out: str
    err: str
    holds: str


@dataclass(frozen=True, slots=True)
class Stopper:
    """The process that runs commands and stops them."""

    process: subprocess.Popen[str]

    def __call__(
        self, step: Step, before: Path | None, *, kill: bool = False, every: int = 1, then: str = "", secret: str = ""
    ) -> list[Left]:
        """What is left at each of the writes; with `then` also what comes of that, and who holds a text then."""
        wanted: dict[str, int | str] = {"kill": kill, "send": 0, "every": every, "then": then, "secret": secret}
        return [Left(**each) for each in self.answer(step, before, **wanted)]

    def signal(self, step: Step, before: Path | None, send: signal.Signals, first: str, every: int = 1) -> list[Said]:
        """What comes of a signal at system calls, from a write of that name on; at last of none."""
        return [Said(**each) for each in self.answer(step, before, send=send, first=first, every=every)]

    def answer(self, step: Step, before: Path | None, **wanted: int | str) -> list[dict[str, Any]]:
        job = {"moment": step.moment, "line": step.line, "before": before and str(before), **wanted}
        assert self.process.stdin
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        answer = self.read()
        assert isinstance(answer, list), answer
        return answer

    def read(self) -> Any:
        assert self.process.stdout
        return json.loads(self.process.stdout.readline())


@pytest.fixture(scope="module")
def stop() -> Iterator[Stopper]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.stopping"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as process:
        stopper = Stopper(process)
        if reason := stopper.read():
            pytest.skip(reason)
        yield stopper


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path | None]:
    """By step: a copy of the store before it; None before the first, which makes it."""
    shop = Shop(tmp_path_factory.mktemp("walk"))
    prepare(shop)
    found: dict[str, Path | None] = {}
    for place, step in zip(PLACES, WALK, strict=True):
        found[place] = shop.folder / place if shop.store.exists() else None
        if copy := found[place]:
            copy.write_bytes(shop.store.read_bytes())
        take(shop, step)
    return found


def turn(found: list[Left]) -> int:
    """The place from which on the command is there; until then it is not, and never is anything else."""
    before, after = found[0].holds, found[-1].holds
    held = [each.holds for each in found]
    place = held.index(after)
    assert held == [before] * place + [after] * (len(held) - place)
    return place


@pytest.mark.parametrize("place", ONE_OF_EACH)
def test_a_command_killed_at_any_write_is_there_whole_or_not_at_all(
    stop: Stopper, stores: dict[str, Path | None], place: str, record_property: Record
) -> None:
    found = stop(step(place), stores[place])
    committed = turn(found)
    assert found[committed - 1].call == COMMIT
    assert committed > 20, "too few writes for a command; are they all seen?"
    record_property(POINTS, len(found))


def test_an_attachment_never_stands_without_its_content(
    stop: Stopper, stores: dict[str, Path | None], record_property: Record
) -> None:
    found = stop(step(ATTACHED), stores[ATTACHED])
    record_property(POINTS, len(found))
    content = f"careline.db-attachments/{ORDERS_SHA[:2]}/{ORDERS_SHA}"
    there = [dict(each.files).get(content) == len(ORDERS.encode()) for each in found]
    assert not any(there[:10]), "a content comes by way of a draft"
    assert all(there[turn(found) :])
    order = [each.call.split(" ")[0] for each in found[: there.index(True)]]
    assert order[-2:] == ["fsync", "rename"], "what it holds is on the disk before it has its name"
    fsyncs = [each.call for each in found if each.call.startswith("fsync ")]
    assert {"fsync store", "fsync careline.db-attachments", f"fsync {ORDERS_SHA[:2]}"} <= set(fsyncs)


@pytest.mark.parametrize(("place", "nth"), [(FIRST, 10), (HEARD, 3)])
def test_killing_leaves_what_was_there_when_it_was_stopped(
    stop: Stopper, stores: dict[str, Path | None], place: str, nth: int, record_property: Record
) -> None:
    killed = stop(step(place), stores[place], kill=True, every=every(nth))
    assert killed == stop(step(place), stores[place], every=every(nth))
    record_property(POINTS, len(killed))


@pytest.mark.parametrize("place", [place for place in ONE_OF_EACH if step(place).name in EVERY])
def test_what_is_committed_is_said_to_be_recorded_whatever_signal_comes_then(
    stop: Stopper, stores: dict[str, Path | None], place: str, record_property: Record
) -> None:
    command = step(place).name
    *found, whole = stop.signal(step(place), stores[place], signal.SIGTERM, COMMIT, every(EVERY[command]))
    record_property(POINTS, len(found))
    # An import says that it has made a backup first.
    assert (whole.code, bool(whole.err)) == (0, command == "import")
    for each in found:
        assert each.holds == whole.holds, each
        if each.code == 130:
            assert each.err == f"{whole.err}careline: Interrupted; {command} was recorded.\n", each
        else:
            assert (each.code, each.out, each.err) == (0, whole.out, whole.err), each
    assert any(each.code == 130 for each in found)


def test_what_is_committed_stays_when_the_process_is_killed_then(
    stop: Stopper, stores: dict[str, Path | None], record_property: Record
) -> None:
    uncommitted, *found, whole = stop.signal(step(HEARD), stores[HEARD], signal.SIGKILL, COMMIT)
    record_property(POINTS, len(found))
    assert uncommitted.holds != whole.holds
    for each in found:
        assert (each.code, each.err, each.holds) == (-signal.SIGKILL, "", whole.holds), each


def test_an_interrupt_at_any_moment_of_the_transaction_says_what_became_of_it(
    stop: Stopper, stores: dict[str, Path | None], record_property: Record
) -> None:
    *found, whole = stop.signal(step(HEARD), stores[HEARD], signal.SIGINT, "create careline.db-journal", every(2))
    record_property(POINTS, len(found))
    said = {found[0].holds: "Interrupted; nothing was written.", whole.holds: "Interrupted; case heard was recorded."}
    assert len(said) == 2
    for each in found:
        if each.code == 0:
            assert (each.holds, each.out, each.err) == (whole.holds, whole.out, ""), each
        else:
            assert (each.code, each.err) == (130, f"careline: {said[each.holds]}\n"), each


def test_an_import_that_does_not_fit_into_memory_is_there_whole_or_not_at_all(
    stop: Stopper, stores: dict[str, Path | None], tmp_path: Path, record_property: Record
) -> None:
    sheet = tmp_path / "many.csv"
    rows = (f"{n},Customer {n},Broken,2026-05-28 09:00,Mended {'x' * 200},2026-06-20 17:00\n" for n in range(3000))
    sheet.write_text(f"ref,customer,subject,opened,promise,due\n{''.join(rows)}", encoding="utf-8")
    found = stop(Step("08-10 12:00", f"import {sheet}", "import"), stores[PLACES[-1]], every=every(101))
    record_property(POINTS, len(found))
    committed = turn(found)
    grown = [each for each in found[:committed] if each.store_size > found[0].store_size]
    assert len(grown) > 3, "it did fit"


def test_an_upgrade_killed_at_any_write_leaves_the_old_store_or_the_new_one(
    stop: Stopper, tmp_path: Path, record_property: Record
) -> None:
    old = tmp_path / "old.db"
    historical.restore(REVISIONS[0], old)
    found = stop(Step("06-12 12:00", "case note 1 'The cable'", "case note"), old, every=every(3))
    record_property(POINTS, len(found))
    assert turn(found) > 60, "too few writes for an upgrade; are they all seen?"
    begun = next(place for place, each in enumerate(found) if each.call == "pwrite careline.db")
    assert all("careline-0001.db" in dict(each.files) for each in found[begun:])


def test_the_disk_has_the_journal_before_the_store_changes_and_the_folder_before_the_command_ends(
    stop: Stopper, stores: dict[str, Path | None]
) -> None:
    found = stop(step(PLACES[3]), stores[PLACES[3]])
    calls = [each.call.replace("fdatasync", "fsync") for each in found]
    order = [call for call, later in pairwise(calls) if call != later]
    assert order == [
        "create careline.db-journal",
        "pwrite careline.db-journal",
        "fsync careline.db-journal",
        "fsync store",
        "pwrite careline.db-journal",
        "fsync careline.db-journal",
        "pwrite careline.db",
        "fsync careline.db",
        COMMIT,
        "fsync store",
    ]


def test_after_a_first_command_was_killed_the_next_one_makes_the_store(
    stop: Stopper, shop: Shop, tmp_path: Path
) -> None:
    found = stop(step(FIRST), None)
    assert [each.call for each in found[:3]] == ["mkdir store", "create careline.db", "create careline.db-journal"]
    shop.store.parent.mkdir()
    shop.store.touch()
    assert "it is empty" in shop.refuses(6, "overdue")
    shop("open 'No sound' --customer 'Dana Reyes'")
    assert shop.case()["case"]["id"] == "C-1"


EVERY_WRITE = 5
"""Of the writes of a backup, most of which are pages that are copied, every so-many-th is enough for each run."""


def sizes(left: Left, part: str) -> dict[str, int]:
    """The files in a part of the folder, but for drafts, with their sizes."""
    return {name: size for name, size in left.files if name.startswith(part) and ".draft" not in name}


def test_a_backup_killed_at_any_write_has_its_name_and_its_line_once_it_is_whole(
    stop: Stopper, stores: dict[str, Path | None]
) -> None:
    *found, whole = stop(Step("06-01 12:00", "backup", "backup"), stores[PLACES[12]], every=EVERY_WRITE)
    assert {each.holds for each in found} == {whole.holds}
    made, line = sizes(whole, "backups/"), sizes(whole, "careline.db-backups")
    assert (len(made), len(line)) == (1, 1)
    for each in found:
        assert sizes(each, "backups/") in ({}, made), each
        assert sizes(each, "careline.db-backups") in ({}, {"careline.db-backups": 0}, line), each
    assert len(found) > 20, "too few writes for a backup; are they all seen?"


def test_a_restore_killed_at_any_write_leaves_the_old_store_or_the_new_one_with_what_is_attached(
    stop: Stopper, stores: dict[str, Path | None], shop: Shop
) -> None:
    shop("open 'Left ear' --customer 'Kim Lee'")
    (shop.folder / "broken.txt").write_text("A photograph", encoding="utf-8")
    shop("case attach 1", str(shop.folder / "broken.txt"))
    shop("backup", str(shop.folder / "b.db"))
    restoring = Step("06-01 12:00", f"restore {shop.folder / 'b.db'} --yes", "restore")
    found = stop(restoring, stores[PLACES[12]], every=EVERY_WRITE)
    restored = turn(found)
    whole = found[-1]
    for each in found:
        assert sizes(each, "backups/") in ({}, sizes(whole, "backups/")), each
    for each in found[restored:]:
        assert sizes(each, "careline.db-attachments/") == sizes(whole, "careline.db-attachments/") != {}, each
        assert sizes(each, "backups/") == sizes(whole, "backups/") != {}, each
    assert restored > 40, "too few writes for a restore; are they all seen?"


WORDS = "the neighbour's own words"


def written(shop: Shop, name: str, text: str) -> str:
    """The path of a file of that text."""
    path = shop.folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_whoever_is_forgotten_is_gone_once_the_next_command_has_run_wherever_this_one_was_killed(
    stop: Stopper, shop: Shop, record_property: Record
) -> None:
    shop("open 'No sound' --customer 'Dana Reyes <dana@example.com>'")
    shop("open 'Crackles' --customer 'Kim Lee'")
    shop("heard 1", WORDS)
    shop("case edit W-2 'She said less' --because 'typed wrong'")
    shop("case attach 1", written(shop, "own.txt", f"A letter with {WORDS}"), written(shop, "both.txt", "A manual"))
    shop("case attach 2", str(shop.folder / "both.txt"))
    shop("close 1 --confirmed 'It works'")
    forget = Step("06-01 12:00", "customer forget 'Dana Reyes' --yes", "customer forget")
    found = stop(forget, shop.store.parent, every=every(9), then="note 2 'The next command'", secret=WORDS)
    record_property(POINTS, len(found))
    gone = turn(found)
    own, both = (
        f"careline.db-attachments/{digest[:2]}/{digest}"
        for digest in (sha256(f"A letter with {WORDS}".encode()).hexdigest(), sha256(b"A manual").hexdigest())
    )
    for each in found[:gone]:
        assert {own, both} <= set(dict(each.files)), each
    for each in found[gone:]:
        assert both in dict(each.files), each
        assert own not in dict(each.files) or "careline.db-forgetting" in dict(each.files), each
        assert each.kept == [], each
    assert len({each.after for each in found}) == 2
    assert "careline.db-forgetting" not in dict(found[-1].files)
    assert min(gone, len(found) - gone) > 3, "too few writes; are they all seen?"


def test_what_doctor_puts_right_and_was_killed_at_is_put_right_by_the_next(
    stop: Stopper, shop: Shop, record_property: Record
) -> None:
    shop("open 'No sound' --customer 'Dana Reyes'")
    shop("case attach 1", written(shop, "own.txt", "A letter"))
    orphan = Path(f"{shop.store}-attachments") / "ab" / ("ab" * 32)
    orphan.parent.mkdir(mode=0o700)
    orphan.touch(mode=0o600)
    (shop.store.parent / f".careline-999999999-{'0' * 32}.draft").touch(mode=0o600)
    with opened(shop.store) as store:
        store.execute("DELETE FROM case_search")
        store.execute("DELETE FROM customer_search")
    fix = "doctor --fix --yes --quiet"
    found = stop(Step("06-01 12:00", fix, "doctor"), shop.store.parent, every=every(2), then=fix)
    record_property(POINTS, len(found))
    turn(found)
    assert {each.after for each in found} == {found[-1].holds}
    assert [name for name, _ in found[-1].files if "draft" in name or "abab" in name] == []
    assert len(found) > 10, "too few writes; are they all seen?"


def test_a_store_that_is_made_of_an_export_is_there_whole_or_not_at_all(
    stop: Stopper, stores: dict[str, Path | None], shop: Shop, record_property: Record
) -> None:
    last = stores[PLACES[-1]]
    assert last
    shop.like(last).at("08-10 10:00")
    shop("case attach 1", written(shop, "own.txt", "A letter"))
    shop("export --output", str(shop.folder / "all.jsonl"))
    found = stop(Step("08-10 12:00", f"import --jsonl {shop.folder / 'all.jsonl'}", "import"), None, every=every(3))
    record_property(POINTS, len(found))
    there = turn(found)
    assert {each.holds for each in found[:there]} == {NOTHING}
    for each in found[there:]:
        assert sizes(each, "careline.db-attachments/") == sizes(found[-1], "careline.db-attachments/") != {}, each
    assert there > 20, "too few writes; are they all seen?"
