"""careline at a terminal, in a process of its own, forked from one that has the program loaded: that takes a twentieth
of the time of starting it.

`python -m tests.forked FD` is the process that is forked from. It is told over a socket what to run, with the terminal
to run it at; it answers each job with the process that runs it, and when asked, with that one's exit code.
"""

import atexit
import importlib
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import pytest

if sys.platform == "win32":
    pytest.skip("2026-11-29: Windows has no terminal that a test could type at", allow_module_level=True)

import fcntl
import struct
import termios

from pexpect.fdpexpect import fdspawn

import careline

ROOT = Path(__file__).parents[1]
LONGEST = 1 << 16


class AtTerminal(fdspawn):  # type: ignore[misc]
    """A command at a terminal; `expect` and `sendline` are as those of a command that pexpect has started."""

    def __init__(self, words: list[str], environment: Mapping[str, str]) -> None:
        master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.pid: int = _told({"words": words, "environment": dict(environment)}, slave)
        os.close(slave)
        super().__init__(master, encoding="utf-8", codec_errors="replace", timeout=20)
        self.delaybeforesend = None

    def __del__(self) -> None:
        # Whoever is still asking something then hangs up with the terminal.
        self.close()

    def sendintr(self) -> None:
        """Press Ctrl-C."""
        self.send("\x03")

    def sendeof(self) -> None:
        """Press Ctrl-D."""
        self.send("\x04")

    def wait(self) -> int:
        """The exit code, once it has ended."""
        code: int = _told({"ended": self.pid})
        self.close()
        return code


def _told(job: dict[str, Any], *descriptors: int) -> int:
    """What the process that is forked from answers."""
    loaded = _loaded()
    socket.send_fds(loaded, [json.dumps(job).encode()], descriptors)
    return int(loaded.recv(LONGEST))


@cache
def _loaded() -> socket.socket:
    """The way to the process that has the program loaded; it ends when the way to it is closed."""
    ours, its = socket.socketpair()
    command = [sys.executable, "-m", "tests.forked", str(its.fileno())]
    process = subprocess.Popen(command, cwd=ROOT, pass_fds=[its.fileno()])
    its.close()

    @atexit.register
    def let_go() -> None:
        ours.close()
        process.wait()

    return ours


def fork_when_told(way: socket.socket) -> None:
    """Load the program, and do what is asked for until nobody asks any more."""
    for module in pkgutil.walk_packages(careline.__path__, "careline."):
        if not module.name.startswith(("careline.__main__", "careline.store.migrations.")):
            importlib.import_module(module.name)
    while True:
        message, descriptors, *_ = socket.recv_fds(way, LONGEST, 1)
        if not message:
            return
        job = json.loads(message)
        if "ended" in job:
            answer = os.waitstatus_to_exitcode(os.waitpid(job["ended"], 0)[1])
        elif (answer := os.fork()) == 0:
            way.close()
            _run(job, *descriptors)
        for each in descriptors:
            os.close(each)
        way.sendall(str(answer).encode())


def _run(job: dict[str, Any], terminal: int) -> NoReturn:
    """Be a process that was started at that terminal."""
    try:
        os.setsid()
        fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
        for stream in range(3):
            os.dup2(terminal, stream)
        os.closerange(3, terminal + 1)
        sys.stdin, sys.stdout = open(0, closefd=False), open(1, "w", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", errors="backslashreplace", closefd=False)  # noqa: SIM115
        # Whoever runs the tests in the background may have told all that they start to ignore Ctrl-C.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.environ.clear()
        os.environ.update(job["environment"])
        sys.argv = ["careline", *job["words"]]
        from careline.__main__ import main

        main()
    except BaseException:
        traceback.print_exc()
    os._exit(1)  # `main` ends the process itself


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        fork_when_told(socket.socket(fileno=int(sys.argv[1])))
