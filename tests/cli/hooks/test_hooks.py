"""Hooks: which events call when, once each; what failed is tried again, and stands on the page."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from careline.domain.events import EVENTS as KNOWN
from tests.doorbell import Bell, Door, door
from tests.schemas import validator
from tests.shop import Shop

EVENTS = ("overdue", "unanswered", "escalated", "came_back", "backup_due", "case_opened", "promise_kept")
"""What a shop can set a hook for: this module shows when each is told of, so a new one has to stand here."""
OPEN = "open 'No sound' --customer 'Robin Vale <robin@example.com>' --promise 'A call'"
LADDER = '[[ladder]]\nto = "Ben"\nack_within = "4bh"\n'
STORY: tuple[tuple[str, str, list[str]], ...] = (
    ("06-01 10:00", "sweep", []),
    ("06-01 10:00", f"{OPEN} --by '2026-06-02 17:00' --backup 'Ana drives there'", ["Case opened: C-1."]),
    ("06-01 10:01", "note 1 'Nothing of it'", []),
    ("06-02 17:00", "sweep", []),
    ("06-02 17:01", "sweep", ["Overdue: P-1 on C-1, due Tue 2 Jun 17:00."]),
    ("06-02 17:16", "sweep", []),
    ("06-03 09:00", "heard 1 'Where is it?' --chasing", []),
    ("06-04 09:30", "sweep", ["Escalated: E-1 on C-1."]),
    ("06-04 17:01", "sweep", ["Unanswered: W-3 on C-1.", "Backup due: P-2 on C-1, due Fri 5 Jun 17:00."]),
    ("06-05 09:00", "sweep", []),
    ("06-05 10:00", "keep 1", ["Promise kept: P-1 on C-1, due Tue 2 Jun 17:00."]),
    ("06-05 10:05", "follow-up 1 'It is done'", []),
    ("06-05 10:06", "close 1 --confirmed 'Thank you'", []),
    ("06-08 10:00", "heard 1 'It broke again'", []),
    ("06-08 10:05", "follow-up 1 'We look'", ["Promise kept: P-5 on C-1, due Tue 9 Jun 17:00."]),
    ("06-08 10:06", "close 1 --confirmed 'Works'", []),
    ("06-09 10:00", "heard 1 'And again'", ["Came back: C-1.", "Escalated: E-2 on C-1."]),
)
"""Moment, command, and what the sweep right after it calls for."""


@pytest.fixture
def bell(tmp_path: Path) -> Bell:
    """A program that writes down what it hears."""
    return Bell(tmp_path)


def calls(shop: Shop, *more: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = shop.json(f"hooks list {' '.join(more)}")["sections"]["calls"]
    return found


def states(shop: Shop) -> dict[str, str]:
    return {each["id"]: each["state"] for each in calls(shop, "--all")}


def test_every_event_that_can_be_set_is_shown_here() -> None:
    assert set(EVENTS) == set(KNOWN)


def test_each_event_calls_when_it_happens_and_once(shop: Shop, bell: Bell) -> None:
    shop.configure(bell.settings(*EVENTS) + LADDER)
    shop("party add Ben --kind staff")
    for moment, command, heard in STORY:
        before = len(bell.told)
        shop.at(moment)(command)
        shop("sweep")
        assert bell.told[before:] == heard, (moment, command)
    for each in bell.heard:
        validator("hook").validate(each)
    assert len({each["id"] for each in bell.heard}) == len(bell.heard)
    assert set(states(shop).values()) == {"done"}


def test_nothing_from_before_a_hook_was_set_is_told_and_nothing_that_an_import_brings(shop: Shop, bell: Bell) -> None:
    shop(f"{OPEN} --by 1bd")
    shop("heard 1 'Hello?'")
    sheet = shop.folder / "old.csv"
    sheet.write_text(
        "ref,customer,subject,opened,promise,due\na,Kim Ito,Left,2026-05-01 09:00,A cushion,2026-05-04 17:00\n"
        "b,Kim Ito,Right,2026-06-01 09:00,A cushion,2026-06-12 17:00\n",
        encoding="utf-8",
    )
    shop.at("06-05 10:00").configure(bell.settings(*EVENTS))
    shop("sweep")
    with sheet.open("a", encoding="utf-8") as file:
        file.write("c,Kim Ito,Both,2026-06-01 09:00,A cushion,2026-06-05 17:00\n")
    shop.at("06-05 18:00")(f"import '{sheet}' --source desk --yes")
    shop.at("06-08 10:00")("sweep")
    assert bell.told == []
    shop("promise make 1 'Another call' --by '2026-06-08 12:00'")
    shop.at("06-08 12:01")("sweep")
    shop.at("06-15 12:01")("sweep")
    assert bell.told == [
        "Overdue: P-5 on C-1, due Mon 8 Jun 12:00.",
        "Overdue: P-3 on C-3, due Fri 12 Jun 17:00.",
    ]
    # A hook that was taken out and set again begins anew.
    shop.configure("")
    shop.at("06-16 10:00")("promise make 1 'A third' --by '2026-06-16 12:00'")
    shop.at("06-17 10:00")("sweep")
    shop.configure(bell.settings("overdue"))
    shop("sweep")
    assert len(bell.told) == 2


def test_what_is_undone_before_the_call_goes_out_calls_nobody(shop: Shop, bell: Bell) -> None:
    shop.configure(bell.settings("case_opened", "promise_kept", "escalated"))
    shop(f"{OPEN} --by 2bd")
    shop("undo")
    shop(f"{OPEN} --by 2bd")
    shop("keep 2")
    shop("undo")
    shop("escalate 2 --to Ben --ack-by 4bh --backup x --dry-run")
    shop("sweep")
    assert bell.told == ["Case opened: C-2."]
    shop("keep 2")
    shop("sweep")
    assert bell.told[1:] == ["Promise kept: P-2 on C-2, due Wed 3 Jun 17:00."]


def test_a_plan_that_was_kept_and_a_slip_of_the_pen_call_nobody(shop: Shop, bell: Bell) -> None:
    shop.configure(bell.settings("overdue", "promise_kept"))
    shop(f"{OPEN} --by '2026-06-01 12:00'")
    shop("follow-up 1 --on '2026-06-01 11:00'")
    shop("keep 2")
    shop("sweep")
    shop("promise correct 1 --by '2026-06-01 15:00' --because 'wrong hour'")
    shop.at("06-01 12:30")("sweep")
    assert bell.told == []


@pytest.fixture
def visited() -> Any:
    """A server that writes down what it is sent."""
    with door() as server:
        yield server


def test_what_failed_is_tried_once_more_then_by_the_next_runs_and_stands_on_the_page(shop: Shop, visited: Door) -> None:
    shop.configure(f'[hooks]\ncase_opened = "{visited.address}"\n')
    visited.answers = [404] * 10
    shop(f"{OPEN} --by 5bd")
    assert shop("brief --quiet").out == ""
    first = shop("sweep --quiet")
    assert first.out == ""
    assert "H-1 (case_opened) was not told." in first.err
    assert "HTTP 404: no such" in first.err
    assert "\x1b" not in first.err
    assert "hidden" not in first.err
    page = shop("brief --quiet").out
    assert page.startswith("1 failed hook.")
    assert "hidden" not in page
    for minute in range(1, 5):
        again = shop.at(f"06-01 10:{minute:02}")("sweep --quiet")
        assert (again.out, again.err) == ("", "")
    assert len(visited.heard) == 10
    assert {each["id"] for each in visited.heard} == {"H-1"}
    assert states(shop) == {"H-1": "given up"}
    shop("sweep")
    assert len(visited.heard) == 10
    assert shop.at("06-02 10:00")("hooks run H-1").out == "H-1 (case_opened, C-1): done.\n"
    assert shop("brief --quiet").out == ""
    # As of before, it had failed.
    assert shop.json("brief --as-of '2026-06-01 12:00'")["sections"]["hooks_failed"][0]["call"] == "H-1"
    assert shop.refuses(4, "hooks drop H-1") == "careline: H-1 is done.\n"
    assert "H-9" in shop.refuses(3, "hooks run H-9")


def test_a_hook_that_is_away_is_asked_once_in_a_run_and_holds_up_no_other(
    shop: Shop, visited: Door, bell: Bell
) -> None:
    shop.configure(f'{bell.settings("promise_kept")}case_opened = "{visited.address}"\n')
    visited.answers = [500] * 2
    for _ in range(3):
        shop("open 'No sound' --customer 'Robin Vale' --promise 'A call' --by 5bd")
    shop("keep 1")
    answer = shop.run("hooks run")
    assert answer.code == 75
    assert answer.err.startswith("careline: H-1 failed. http://127.0.0.1:")
    assert (len(visited.heard), len(bell.heard)) == (2, 1)
    shop("hooks drop H-2")
    shop.at("06-01 10:15")("hooks run")
    assert [each["id"] for each in visited.heard[2:]] == ["H-3", "H-1"]
    assert states(shop) == {"H-1": "done", "H-2": "dropped", "H-3": "done", "H-4": "done"}


def test_the_program_gets_no_secret_and_nothing_of_a_customer_but_what_it_reads(shop: Shop, tmp_path: Path) -> None:
    spy = Bell(tmp_path, "heard.with_name('seen.txt').write_text(repr((sys.argv, dict(os.environ))), 'utf-8')")
    shop.configure(spy.settings("case_opened"))
    shop.environment |= {"CARELINE_MAIL_PASSWORD": "open sesame", "MY_TOKEN": "abc-secret"}
    evil = "$(touch /tmp/x); \x1b[31m\u202e\n<script>"
    shop("open", evil, "--customer", "Evil `id`", "--promise", evil, "--by", "2bd")
    shop("sweep")
    seen = (tmp_path / "seen.txt").read_text(encoding="utf-8")
    assert not [each for each in ("sesame", "abc-secret", "touch", "Evil") if each in seen]
    assert spy.heard[0]["case"]["subject"] == evil
    assert (tmp_path / "heard.txt").read_text(encoding="utf-8").isascii()


@pytest.mark.skipif(sys.platform == "win32", reason="2026-12-01: Windows has no SIGKILL")
def test_killed_while_the_hook_was_called_it_is_called_again_with_the_same_id(shop: Shop, tmp_path: Path) -> None:
    killer = "if len(heard.read_text('utf-8').splitlines()) == 1: os.kill(os.getppid(), 9)"
    bell = Bell(tmp_path, killer)
    shop.configure(bell.settings("case_opened"))
    shop(f"{OPEN} --by 2bd")
    assert swept(shop).wait(60) == -signal.SIGKILL
    shop.at("06-01 10:04")("sweep")
    assert len(bell.heard) == 1, "it may still be under way"
    shop.at("06-01 10:06")("sweep")
    assert [each["id"] for each in bell.heard] == ["H-1", "H-1"]


def test_two_sweeps_at_once_make_each_call_once(shop: Shop, tmp_path: Path) -> None:
    bell = Bell(tmp_path, "import time; time.sleep(0.2)")
    shop.configure(bell.settings("case_opened"))
    for _ in range(4):
        shop("open 'No sound' --customer 'Robin Vale' --promise 'A call' --by 5bd")
    both = [swept(shop), swept(shop)]
    assert [each.wait(120) for each in both] == [0, 0]
    assert sorted(each["id"] for each in bell.heard) == ["H-1", "H-2", "H-3", "H-4"]


def swept(shop: Shop) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "careline", "sweep"], env={**os.environ, **shop.variables})


def test_a_test_is_marked_and_has_nobodys_data(shop: Shop, visited: Door) -> None:
    shop.configure(f'[hooks]\noverdue = "{visited.address}"\n')
    assert shop("hooks test overdue").out.endswith("was called for overdue, and answered: HTTP 204.\n")
    validator("hook").validate(visited.heard[0])
    assert (visited.heard[0]["test"], visited.heard[0]["id"]) == (True, "H-0")
    assert not shop.store.exists()
    shop("hooks test overdue --dry-run")
    assert len(visited.heard) == 1
    visited.answers = [404]
    assert "HTTP 404" in shop.refuses(75, "hooks test overdue")
    assert "No hook is set for escalated." in shop.refuses(5, "hooks test escalated")
    assert 'no event "overdu"' in shop.refuses(2, "hooks test overdu")


def test_whoever_was_forgotten_is_gone_from_what_failed(shop: Shop, tmp_path: Path) -> None:
    bell = Bell(tmp_path, "print('Robin Vale is away'); sys.exit(3)")
    shop.configure(bell.settings("case_opened"))
    shop(f"{OPEN} --by 2bd")
    assert "ended with exit code 3: Robin Vale is away" in shop("sweep").err
    shop("keep 1")
    shop("close 1 --confirmed 'Fine'")
    shop("customer forget 'Robin Vale' --yes")
    assert b"Robin Vale is away" not in shop.store.read_bytes()


WRONG = (
    ('overdue = "ftp://example.com/x"', "https address"),
    ('overdue = "http://example.com/x"', "https address"),
    ('overdue = "https://ana:pass@example.com/x"', "https address"),
    ('overdue = "https://"', "https address"),
    ('overdue = "https://exa mple.com/"', "https address"),
    ('overdue = ["ring"]', "whole path"),
    ('overdue = ["./ring"]', "whole path"),
    ("overdue = []", "a program and its words"),
    ('overdue = ["/bin/ring", 1]', "a program and its words"),
    ("overdue = true", "a program and its words"),
    ('overdu = ["/bin/ring"]', "Did you mean overdue?"),
)


def test_a_hook_that_cannot_be_is_refused(shop: Shop, subtests: pytest.Subtests) -> None:
    for line, why in WRONG:
        with subtests.test(line):
            shop.configure(f"[hooks]\n{line}\n")
            assert why in shop.refuses(5, "config show")
