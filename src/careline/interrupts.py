"""Ctrl-C and SIGTERM: when they are heeded, and what was recorded by then.

While careline starts, they end it on the spot. While a command runs, they raise KeyboardInterrupt, but for the moment
of a commit: there they wait until it is remembered that it was done, and all is closed. What comes when everything is
said is ignored.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from enum import Enum, auto
from types import FrameType
from typing import TypeVar

T = TypeVar("T")

INTERRUPTED = 130
NOTHING = "nothing was written"
AT_THE_START = f"careline: Interrupted; {NOTHING}.\n".encode()


class _Phase(Enum):
    STARTING = auto()
    RUNNING = auto()
    OVER = auto()


class _Command:
    """The one command of this process, as far as it has come."""

    def __init__(self, phase: _Phase) -> None:
        self.phase = phase
        self.held = False
        self.undisturbed = False
        self.rehearsing = False
        self.came = False
        self.done: str | None = None
        self.otherwise = NOTHING


_command = _Command(_Phase.STARTING)
_heeded: list[signal.Signals] = []


def heed() -> None:
    """Take Ctrl-C and SIGTERM over from Python and the system, unless whoever started us has them ignored."""
    for number, usual in ((signal.SIGINT, signal.default_int_handler), (signal.SIGTERM, signal.SIG_DFL)):
        if signal.getsignal(number) is usual:
            signal.signal(number, _come)
            _heeded.append(number)
    sys.unraisablehook = _unraisable


def begin() -> None:
    """From now on they raise KeyboardInterrupt, and nothing is done yet."""
    global _command
    _command = _Command(_Phase.RUNNING)


def end() -> None:
    """From now on they are ignored, until the process has ended."""
    _command.phase = _Phase.OVER
    while _heeded:
        signal.signal(_heeded.pop(), signal.SIG_IGN)


def hold() -> None:
    """Let them wait, for what must not be left half done."""
    _command.held = True
    check()


def release() -> None:
    """Let them come again. Raises KeyboardInterrupt for one that had to wait."""
    _command.held = False
    check()


def note(done: str) -> None:
    """Remember what was done: "case heard was recorded"."""
    if not _command.rehearsing:
        _command.done = done


@contextmanager
def committing(done: str) -> Iterator[None]:
    """Let them wait while something is done that cannot be halved; `done` says what."""
    try:
        hold()
        yield
        note(done)
    finally:
        _command.held = False
    check()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let them wait to the end, whatever is committed meanwhile. Raises KeyboardInterrupt then for one that came."""
    _command.undisturbed = True
    try:
        yield
    finally:
        _command.undisturbed = False
    check()


@contextmanager
def closed_in_peace(resource: AbstractContextManager[T]) -> Iterator[T]:
    """The resource, and nothing disturbs it while it closes: SQLAlchemy would show a traceback of what does."""
    try:
        with resource as opened:
            try:
                yield opened
            finally:
                _command.held = True
    finally:
        release()


@contextmanager
def rehearsing() -> Iterator[None]:
    """What is committed meanwhile goes away again, and counts for nothing."""
    _command.rehearsing = True
    try:
        yield
    finally:
        _command.rehearsing = False


def nothing_but(other: str) -> None:
    """Say this of an interrupted command that has recorded nothing, as "nothing was written" is no longer true."""
    _command.otherwise = other


def done() -> str | None:
    """What this command has done that stays whatever comes, or None."""
    return _command.done


def outcome() -> str:
    """What to say of a command that was interrupted: what was done, or that nothing was."""
    return _command.done or _command.otherwise


def came() -> bool:
    """True once one of them came, even where somebody has caught what it raised."""
    return _command.came


def check() -> None:
    """Raise KeyboardInterrupt for one that had to wait, or was lost on the way."""
    if _command.came and not _command.undisturbed:
        raise KeyboardInterrupt


def _come(number: int, frame: FrameType | None) -> None:
    _command.came = True
    if _command.phase is _Phase.STARTING:
        # An exception could be lost or take another's shape while modules load; nothing is open yet.
        with suppress(OSError):
            os.write(2, AT_THE_START)
        os._exit(INTERRUPTED)
    if _command.phase is _Phase.RUNNING and not (_command.held or _command.undisturbed):
        raise KeyboardInterrupt


def _unraisable(what: "sys.UnraisableHookArgs") -> None:
    """Say nothing of an interrupt that came where no exception can be raised: `check` finds it."""
    if what.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(what)
