"""`careline doctor` looks whether the sweep of this store is run by itself, and says where it cannot look.

The crontab program is tests/bin/crontab, which keeps its table in the home folder.
"""

import plistlib
import shutil
import sys
from collections.abc import Callable
from typing import Any

import pytest

from careline.domain.errors import Misconfigured
from careline.schedulers import runs
from tests.shop import Shop, prepared

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has no cron")

LADDER = '[[ladder]]\nto = "Ben"\nack_within = "4bh"\n'
WANTED = "Nothing runs 'careline sweep' on this store by itself: your crontab does not."


@prepared
def laddered(shop: Shop) -> Shop:
    """A shop with a ladder that was begun the day before, in which nothing is due; its owner has no crontab."""
    shop("party add Ben --kind staff")
    shop("open 'No sound' --customer 'Dana Reyes' --promise 'A new one' --by 40bd")
    shop.at("06-02 11:00")
    return shop


@pytest.fixture
def shop(laddered: Shop) -> Shop:
    """The same, with a home of its own."""
    laddered.configure(LADDER)
    laddered.environment["HOME"] = str(laddered.folder)
    return laddered


def looked(shop: Shop) -> tuple[list[str], list[dict[str, Any]]]:
    """What the check of cron finds, and what could not be looked at."""
    answer = shop.run("doctor --json").json
    return [each["finding"] for each in answer["items"] if each["check"] == "cron"], answer["not_looked_at"]


def line(text: str) -> Callable[[Shop], object]:
    def write(shop: Shop) -> None:
        (shop.folder / "crontab").write_text(
            text.format(store=shop.store, here=shop.folder, careline=shutil.which("true")) + "\n", encoding="utf-8"
        )

    return write


def timer(command: str, *, enabled: bool = True) -> Callable[[Shop], object]:
    def write(shop: Shop) -> None:
        units = shop.folder / ".config" / "systemd" / "user"
        (units / "timers.target.wants").mkdir(parents=True)
        (units / "careline-sweep.timer").touch()
        service = f"[Service]\nExecStart={command.format(store=shop.store)}\n"
        (units / "careline-sweep.service").write_text(service, encoding="utf-8")
        if enabled:
            (units / "timers.target.wants" / "careline-sweep.timer").symlink_to(units / "careline-sweep.timer")

    return write


def agent(shop: Shop) -> None:
    agents = shop.folder / "Library" / "LaunchAgents"
    agents.mkdir(parents=True)
    (agents / "broken.plist").write_text("<plist>", encoding="utf-8")
    words = ["careline", "--db", str(shop.store), "sweep"]
    (agents / "careline.sweep.plist").write_bytes(plistlib.dumps({"ProgramArguments": words}))


def swept(times: int) -> Callable[[Shop], object]:
    def sweep(shop: Shop) -> None:
        for minute in range(times):
            shop.at(f"06-02 10:{minute:02}")("sweep")
        shop.at("06-02 11:00")

    return sweep


CASES: tuple[tuple[str, Callable[[Shop], object], list[str]], ...] = (
    ("no crontab", lambda shop: None, [WANTED]),
    ("cron install", lambda shop: shop("cron install --yes"), []),
    ("cron remove", lambda shop: (shop("cron install --yes"), shop("cron remove --yes")), [WANTED]),
    ("a line of one's own", line("*/5 * * * * careline --db {store} sweep"), []),
    ("by a link", line("*/5 * * * * careline --db {here}/store/../store/careline.db sweep"), []),
    ("in the home", line("*/5 * * * * careline --db $HOME/store/careline.db sweep"), []),
    ("the variable above", line("CARELINE_DB={store}\n*/5 * * * * careline sweep"), []),
    ("another store", line("*/5 * * * * careline --db /another.db sweep"), [WANTED]),
    ("the usual store", line("*/5 * * * * careline sweep"), [WANTED]),
    ("a store that cannot be", line("*/5 * * * * careline --db postgresql://x sweep"), [WANTED]),
    ("only the page", line("*/5 * * * * careline --db {store} brief"), [WANTED]),
    ("a comment", line("# */5 * * * * careline --db {store} sweep"), [WANTED]),
    (
        "a program that is gone",
        line("*/5 * * * * {here}/old/careline --db {store} sweep"),
        ["What cron starts, {here}/old/careline, is not there any more."],
    ),
    ("a timer", timer("careline --db {store} sweep --quiet"), []),
    ("a timer that is not enabled", timer("careline --db {store} sweep", enabled=False), [WANTED]),
    ("a timer of something else", timer('"careline --db {store} sweep'), [WANTED]),
    ("an agent of launchd", agent, []),
    ("no ladder", lambda shop: shop.configure(""), []),
    ("not a day old", lambda shop: shop.at("06-02 09:59"), []),
    ("swept as by something", swept(8), []),
    ("swept by hand", swept(7), [WANTED]),
)


def test_whatever_runs_the_sweep_of_this_store_is_enough(shop: Shop, subtests: pytest.Subtests) -> None:
    before = {path: path.read_bytes() for path in shop.folder.rglob("*") if path.is_file()}
    for name, make, findings in CASES:
        with subtests.test(name):
            make(shop)
            assert looked(shop) == ([each.format(here=shop.folder) for each in findings], [])
        for path in sorted(shop.folder.rglob("*"), reverse=True):
            if path not in before:
                path.rmdir() if path.is_dir() and not path.is_symlink() and not any(path.iterdir()) else None
                path.unlink() if path.is_symlink() or path.is_file() else None
        for path, content in before.items():
            path.write_bytes(content)
        shop.at("06-02 11:00")


def without_the_program(shop: Shop) -> None:
    shop.environment["PATH"] = str(shop.folder)


def refused(shop: Shop) -> None:
    shop.environment["CRONTAB_SAYS"] = "You (ana) are not allowed to use this program (crontab)"


@pytest.mark.parametrize(
    ("make", "why"),
    [(without_the_program, "There is no crontab program here."), (refused, "refused: You (ana) are not allowed to")],
)
def test_what_cannot_be_looked_at_is_said_and_is_no_finding(
    shop: Shop, make: Callable[[Shop], object], why: str
) -> None:
    make(shop)
    found, [unseen] = looked(shop)
    assert (found, unseen["check"], why in unseen["why"]) == ([], "cron", True)
    said = " ".join(shop("doctor").out.split())
    assert "No problems found." in said
    assert " cron" not in said.partition("Looked at: ")[2].partition(".")[0]
    assert "Not looked at: cron. The" in said
    assert why in said
    assert shop("doctor --quiet").out == ""


def test_windows_has_another_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("careline.schedulers.sys.platform", "win32")
    with pytest.raises(Misconfigured, match="Task Scheduler"):
        list(runs())
