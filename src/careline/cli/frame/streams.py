"""Standard input, output and error as they may be: closed, or leading to a full disk."""

import errno
import io
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from careline.domain.errors import BadInput

if TYPE_CHECKING:
    from typing import TextIO

    from _typeshed import ReadableBuffer


class AnswerLost(BadInput):
    """Standard output takes no more, and not because its reader has seen enough."""

    def __init__(self, error: OSError) -> None:
        closed = error.errno == errno.EBADF
        self.why = "standard output is closed" if closed else error.strerror or str(error)
        super().__init__(f"The answer cannot be written: {self.why}.")


class _Answers(io.FileIO):
    """Raises AnswerLost, so that nobody takes it for a fault of another file."""

    def write(self, data: "ReadableBuffer", /) -> int:
        try:
            return super().write(data)
        except OSError as error:
            if error.errno == errno.EPIPE or (sys.platform == "win32" and error.errno == errno.EINVAL):
                raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE)) from error
            raise AnswerLost(error) from error


class _Asides(io.FileIO):
    """Never fails: where nobody can be told that nobody can be told, the exit code has to do."""

    def write(self, data: "ReadableBuffer", /) -> int:
        with suppress(OSError):
            return super().write(data)
        return memoryview(data).nbytes


def prepare() -> None:
    """Take a closed stream for an empty or a useless one, and let output and error fail as said above.

    Closed, a stream's number would go to the next file that is opened. Windows' own terminals stay as they are.
    """
    if sys.stdin is None:
        sys.stdin = _nowhere(os.O_RDONLY, "r")
    if sys.stdout is None:
        # Not open for writing: writing fails, as it does where the number belongs to no file.
        sys.stdout = _nowhere(os.O_RDONLY, "w")
    if sys.stderr is None:
        sys.stderr = _nowhere(os.O_WRONLY, "w")
    sys.stdout = _through(_Answers, sys.stdout)
    sys.stderr = _through(_Asides, sys.stderr)


def give_up_output() -> None:
    """Let what is still to be written go nowhere: Python would try once more at its end, and wait, or complain."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _nowhere(flags: int, mode: str) -> "TextIO":
    buffer = io.FileIO(os.open(os.devnull, flags), mode, closefd=False)
    return io.TextIOWrapper(io.BufferedReader(buffer) if mode == "r" else io.BufferedWriter(buffer), encoding="utf-8")


def _through(kind: type[io.FileIO], stream: "TextIO") -> "TextIO":
    raw = getattr(stream.buffer, "raw", stream.buffer)
    if type(raw) is not io.FileIO:
        return stream
    return io.TextIOWrapper(
        io.BufferedWriter(kind(raw.fileno(), "wb", closefd=False)),
        encoding=stream.encoding,
        errors=stream.errors,
        # PYTHONUNBUFFERED asks for both; whole lines are as good, and none is cut off where a pipe is full.
        line_buffering=bool(stream.line_buffering or getattr(stream, "write_through", False)),
    )
