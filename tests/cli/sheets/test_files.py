"""The bytes of a file or a pipe, from the beginning as often as wanted."""

import os
import sys
import threading
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import pytest

from careline.cli.sheets import files

MUCH = b"".join(b"line %d\n" % number for number in range(400_000))
"""More than is kept in memory."""

ANY_SYSTEM_BUT_WINDOWS = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[str]:
    """A pipe through which MUCH comes, once."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(MUCH,))
    writer.start()
    yield str(path)
    writer.join()


def test_a_file_is_read_from_the_beginning_each_time_and_knows_how_far(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(b"a\nb\nc\n")
    with files.opened(str(tmp_path / "list.csv")) as source:
        first = source.binary()
        assert first.readline() == b"a\n"
        assert source.binary(last=True).read() == b"a\nb\nc\n"
        assert first.read() == b"b\nc\n"
        assert source.name == "list.csv"
        assert source.done() == 1


@ANY_SYSTEM_BUT_WINDOWS
def test_a_pipe_is_read_again_from_what_was_kept_of_it(pipe: str) -> None:
    with files.opened(pipe) as source:
        begun = source.binary()
        assert begun.readline() == b"line 0\n"
        assert source.binary().read() == MUCH
        assert source.binary(last=True).read() == MUCH
        assert source.name is None
        assert source.done() is None


@ANY_SYSTEM_BUT_WINDOWS
def test_a_pipe_that_goes_on_for_ever_is_refused(pipe: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_PIPED_ROWS", 5)
    monkeypatch.setattr(files, "MOST_PIPED", 2**20)
    endless = ((number, ["Dana"]) for number in count())
    with files.opened(pipe) as source:
        rows = source.bounded(endless)
        assert [number for number, _ in islice(rows, 6)] == [*range(6)]
        with pytest.raises(files.Endless, match=r"goes on after 5 rows or .* Nothing was imported"):
            next(rows)
        with pytest.raises(files.Endless, match="goes on after"):
            list(source.lines()[1])
        assert source.binary(last=True).read() == MUCH


@ANY_SYSTEM_BUT_WINDOWS
def test_of_what_is_read_for_the_last_time_nothing_more_is_kept(pipe: str) -> None:
    with files.opened(pipe) as source:
        source.binary().readline()
        assert source.binary(last=True).read() == MUCH
        assert source.known < 2 * files.CHUNK
