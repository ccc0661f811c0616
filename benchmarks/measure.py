"""What whole processes cost, from start to end.

Machines are noisy and differ, so a speed is a ratio: two commands take turns, and the medians of their CPU times are
compared. The clock on the wall is not looked at. Needs a POSIX system.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

BIN = Path(sys.executable).parent


class Failed(Exception):
    """A command that was to be measured ended with an error."""

    def __init__(self, words: Sequence[str], code: int, error: str) -> None:
        super().__init__(f"{' '.join(words)}: exit {code}\n{error}")


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU time, the user's and the system's, in seconds; and peak memory in MiB."""

    seconds: float
    memory: float


@dataclass(frozen=True, slots=True)
class Command:
    """A command line. `{n}` in a word stands for the number of the run, from 1: some things can be done only once."""

    words: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)

    def cost(self, n: int) -> Cost:
        """Run it, for the nth time. Raises Failed."""
        words = [word.replace("{n}", str(n)) for word in self.words]
        process = subprocess.Popen(
            words,
            env=_surroundings() | self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        error = process.stderr.read() if process.stderr else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise Failed(words, process.returncode, error)
        # A process begins as a copy of this one: what is measured must be larger, so nothing large is imported here.
        kibibytes = used.ru_maxrss / 1024 if sys.platform == "darwin" else used.ru_maxrss
        return Cost(used.ru_utime + used.ru_stime, kibibytes / 1024)


def python(code: str) -> Command:
    """A line of Python in an interpreter of its own."""
    return Command((sys.executable, "-c", code))


def program(name: str, *words: str, environment: dict[str, str] | None = None) -> Command:
    """A program of this environment."""
    return Command((str(BIN / name), *words), environment or {})


def in_turn(first: Command, second: Command, runs: int) -> tuple[Cost, Cost]:
    """The medians of two commands that take turns, so that a busy minute of the machine meets both."""
    # Before the first run that counts, one of each: bytecode is written, and files come into memory.
    pairs = [(first.cost(n), second.cost(n)) for n in range(1, runs + 2)][1:]
    return _middle([one for one, _ in pairs]), _middle([other for _, other in pairs])


def _middle(costs: Sequence[Cost]) -> Cost:
    return Cost(median(cost.seconds for cost in costs), median(cost.memory for cost in costs))


def _surroundings() -> dict[str, str]:
    """This environment without what would change how Python starts or which shop is meant."""
    ours = ("CARELINE_", "PYTHON", "XDG_", "COVERAGE_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}
