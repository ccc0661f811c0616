"""What becomes of the answer changes nothing about what was recorded, and is said as it is."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.shop import Shop, prepared

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="2026-11-28: needs a shell's redirections and signals")
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="2026-11-28: there is no /dev/full here")
CARELINE = str(Path(sys.executable).with_name("careline"))
LONG = "x" * 200_000
NOTE = "case note 1 'The cable'"
RECORDED = "careline: case note was recorded; the answer could not be written: "

# Interrupts the process when it is about to load a module: `python -c THIS MODULE SIGNAL WORDS...`.
INTERRUPTED_WHILE_LOADING = """
import os, sys
_, module, number, *words = sys.argv
class Interrupter:
    def find_spec(self, name, path=None, target=None):
        if name == module:
            os.kill(os.getpid(), int(number))
sys.meta_path.insert(0, Interrupter())
sys.argv = ["careline", *words]
from careline.__main__ import main
main()
"""


def heeding() -> None:
    """Whoever runs the tests in the background may have told all that they start to ignore both."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


@prepared
def opened(shop: Shop) -> Shop:
    """One open case of Dana's."""
    shop("open 'No sound' --customer Dana")
    return shop


def through_a_shell(shop: Shop, command: str) -> tuple[int, str, str]:
    """Run a command line with redirections; its exit code, and what still arrived here."""
    done = subprocess.run(
        ["sh", "-c", f"{CARELINE} {command}"], env=os.environ | shop.variables, capture_output=True, text=True
    )
    return done.returncode, done.stdout, done.stderr


def notes(shop: Shop) -> int:
    with closing(sqlite3.connect(shop.store)) as connection:
        return int(connection.execute("SELECT count(*) FROM commands WHERE command = 'case note'").fetchone()[0])


@pytest.mark.parametrize(
    ("redirection", "said"),
    [
        pytest.param(">/dev/full", f"{RECORDED}No space left on device.\n", marks=FULL),
        (">&-", f"{RECORDED}standard output is closed.\n"),
        (">&- 2>&-", ""),
        (">&- 2>&- <&-", ""),
        pytest.param(">/dev/full 2>/dev/full", "", marks=FULL),
        ("| true", ""),
    ],
)
def test_what_was_recorded_stays_recorded_where_the_answer_cannot_be_written(
    opened: Shop, redirection: str, said: str
) -> None:
    assert through_a_shell(opened, f"{NOTE} {redirection}") == (0, "", said)
    assert notes(opened) == 1


@pytest.mark.parametrize(
    ("redirection", "said"),
    [
        pytest.param(">/dev/full", "careline: The answer cannot be written: No space left on device.\n", marks=FULL),
        (">&-", "careline: The answer cannot be written: standard output is closed.\n"),
        (">&- 2>&-", ""),
    ],
)
@pytest.mark.parametrize("command", ["list", "--help", "--version"])
def test_looking_without_a_place_for_the_answer_is_refused_in_one_line(
    opened: Shop, command: str, redirection: str, said: str
) -> None:
    assert through_a_shell(opened, f"{command} {redirection}") == (2, "", said)


@FULL
def test_a_rehearsal_whose_answer_is_lost_has_recorded_nothing(opened: Shop) -> None:
    code, _, err = through_a_shell(opened, f"{NOTE} --dry-run >/dev/full")
    assert (code, err) == (2, "careline: The answer cannot be written: No space left on device.\n")


@pytest.mark.parametrize("redirection", ["2>&-", pytest.param("2>/dev/full", marks=FULL), ">&- 2>&- <&-"])
@pytest.mark.parametrize(("command", "code"), [("show 99", 3), ("close 1 --unconfirmed --at tomorrow", 2), ("open", 2)])
def test_a_refusal_that_cannot_be_said_has_its_exit_code(
    opened: Shop, command: str, code: int, redirection: str
) -> None:
    assert through_a_shell(opened, f"{command} {redirection}") == (code, "", "")


@pytest.mark.parametrize("redirection", ["2>&-", pytest.param("2>/dev/full", marks=FULL)])
def test_the_answer_is_there_where_nothing_can_be_said_beside_it(opened: Shop, redirection: str) -> None:
    code, out, err = through_a_shell(opened, f"list --all {redirection}")
    assert (code, err) == (0, "")
    assert "No sound" in out


@pytest.fixture
def unread(opened: Shop) -> Iterator[Callable[..., Any]]:
    """Starts a command whose answer nobody reads; it is given once all that fits into the pipe is written."""
    started: list[Any] = []

    typed = opened.folder / "typed"
    typed.write_text(LONG)

    def start(*words: str) -> Any:
        with typed.open() as text:
            process: Any = subprocess.Popen(
                [CARELINE, *words],
                env=os.environ | opened.variables,
                stdin=text,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                preexec_fn=heeding,
            )
        started.append(process)
        wait_until_full(process.stdout)
        return process

    yield start
    for process in started:
        process.kill()
        for stream in (process.stdout, process.stderr):
            stream.close()
        process.wait()


def wait_until_full(pipe: Any) -> None:
    """Wait until no more is written into a pipe, though something was."""
    fcntl = pytest.importorskip("fcntl")
    termios = pytest.importorskip("termios")
    waiting, before = b"", b"\0" * 4
    while waiting != before or not any(waiting):
        time.sleep(0.2)
        before, waiting = waiting, fcntl.ioctl(pipe, termios.FIONREAD, b"\0" * 4)


@pytest.mark.parametrize("send", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_while_nobody_reads_the_answer_says_recorded(
    opened: Shop, unread: Callable[..., Any], send: signal.Signals
) -> None:
    process = unread("heard", "1", "-", "--json")
    process.send_signal(send)
    assert process.wait(timeout=20) == 130
    assert process.stderr.read() == "careline: Interrupted; case heard was recorded.\n"
    assert [each["text"] for each in opened.case()["contacts"] if each["direction"] == "in"][-1] == LONG


@pytest.mark.parametrize("send", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("words", [["heard", "1", "-", "--json", "--dry-run"], ["show", "1", "--json"]])
def test_an_interrupt_of_what_records_nothing_says_that_nothing_was_written(
    opened: Shop, unread: Callable[..., Any], words: list[str], send: signal.Signals
) -> None:
    if words[0] == "show":
        opened(f"heard 1 {LONG}")
    before = opened.store.read_bytes()
    process = unread(*words)
    process.send_signal(send)
    assert process.wait(timeout=20) == 130
    assert process.stderr.read() == "careline: Interrupted; nothing was written.\n"
    assert opened.store.read_bytes() == before


@pytest.mark.parametrize("send", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize(
    "module",
    [
        "careline.cli.frame.streams",
        "careline.cli.frame.app",
        "typer",
        "careline.desk",
        "careline.cli.casefile.reports",
        "careline.reports.promises.overdue",
    ],
)
def test_an_interrupt_while_careline_loads_is_one_line(opened: Shop, module: str, send: signal.Signals) -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_WHILE_LOADING, module, str(int(send)), "overdue"],
        env=os.environ | opened.variables,
        capture_output=True,
        text=True,
        preexec_fn=heeding,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "careline: Interrupted; nothing was written.\n")


@pytest.mark.parametrize("send", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("module", ["pydantic", "sqlalchemy", "sqlmodel", "careline.store.tables"])
def test_an_interrupt_while_loading_what_records_is_one_line(opened: Shop, module: str, send: signal.Signals) -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_WHILE_LOADING, module, str(int(send)), "case", "note", "1", "x"],
        env=os.environ | opened.variables,
        capture_output=True,
        text=True,
        preexec_fn=heeding,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "careline: Interrupted; nothing was written.\n")
    assert notes(opened) == 0


def test_whoever_is_started_to_ignore_ctrl_c_ignores_it(opened: Shop) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            INTERRUPTED_WHILE_LOADING,
            "sqlmodel",
            str(int(signal.SIGINT)),
            "case",
            "note",
            "1",
            "x",
        ],
        env=os.environ | opened.variables,
        capture_output=True,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert notes(opened) == 1
