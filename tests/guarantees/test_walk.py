"""The guarantees G1 to G13, whatever happens: walks over all commands that record, and faults that they have to find.

They mirror no module: a guarantee holds of the whole program, and no room has it alone.
"""

from collections.abc import Callable

import pytest

from tests.evidence import POINTS
from tests.guarantees.checks import GUARANTEES, broken, pages_of
from tests.guarantees.faults import FAULTS, Fault
from tests.guarantees.of_the_record import COPIES
from tests.guarantees.steps import STEPS
from tests.guarantees.walking import SEEDS, World, world
from tests.shop import Shop
from tests.store.walk import recording_commands

LENGTH = 40
DONE_OR_REFUSED = {0, 2, 3, 4}
NOBODY_DOES = {"backup", "cron", "sweep", "permissions"}
"""What doctor may find at the end of a walk: the store is written by tests, and cron does not run."""


def test_every_command_that_records_is_a_step() -> None:
    assert set(STEPS) == {*recording_commands(), *COPIES}


@pytest.mark.evidence
def test_g1_to_g13_hold_whatever_happens(record_property: Callable[[str, object], None]) -> None:
    """Each command records at least once, in the last walk if in none before, and at least half of all steps do.

    What each walk leaves comes back from its export and from a backup as it was.
    """
    never, done, taken = set(STEPS), 0, 0
    for seed in SEEDS:
        with world(seed, pages_of(GUARANTEES)) as walked:
            walk(walked, LENGTH)
            never -= {command for command, count in walked.succeeded.items() if count}
            if seed == SEEDS[-1]:
                walked.lean(never)
                walk(walked, max(LENGTH, 4 * len(never)))
            never -= {command for command, count in walked.succeeded.items() if count}
            assert {each["check"] for each in walked.shop.run("doctor --json").json["items"]} <= NOBODY_DOES
            done, taken = done + walked.succeeded.total(), taken + walked.taken
            comes_back(walked.shop)
    record_property(POINTS, taken)
    assert not never, "these have never recorded"
    assert done * 2 >= taken


def walk(walked: World, length: int) -> None:
    """Take so many steps, none of which breaks anything."""
    for step in walked.steps(length):
        assert step.answer.code in DONE_OR_REFUSED, f"{step.line}: {step.answer}"
        assert not list(broken(step, GUARANTEES)), f"step {walked.taken} of seed {walked.seed}"


def comes_back(shop: Shop) -> None:
    """Make a store of what another exports, and one of its backup: both export the same, byte for byte."""
    file, backup = shop.folder / "all.jsonl", shop.folder / "all.db"
    shop("export", "--output", str(file))
    shop("backup", str(backup))
    for name, words in (("imported.db", ("import", "--jsonl", str(file))), ("restored.db", ("restore", str(backup)))):
        new = str(shop.folder / "elsewhere" / name)
        shop("--db", new, *words)
        assert shop("--db", new, "export").out == file.read_text("ascii")


@pytest.mark.evidence
def test_the_walk_finds_a_fault_in_each_guarantee(subtests: pytest.Subtests) -> None:
    for fault in FAULTS:
        with subtests.test(f"{fault.breaks}: {fault.what}"):
            assert found(fault), "no walk has found it"
    assert list(dict.fromkeys(fault.breaks for fault in FAULTS)) == list(GUARANTEES)


def found(fault: Fault) -> str | None:
    """What the check of that guarantee says first where the program has the fault."""
    for seed in SEEDS:
        with (
            pytest.MonkeyPatch.context() as patch,
            world(seed, pages_of([fault.breaks]), fault.shown_by) as walked,
        ):
            fault.plant(patch)
            for step in walked.steps(LENGTH):
                for _, said in broken(step, [fault.breaks]):
                    return said
    return None
