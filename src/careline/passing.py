"""What lies on the disk for a while only: a folder, or a text that is too long to be held."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain
from pathlib import Path

from careline.paths import named_faults

HELD = 1 << 18
"""How much of a text is held while it is made, and read at a time when it did not fit."""


@contextmanager
def passing_folder(prefix: str) -> Iterator[Path]:
    """A folder for its owner alone, gone at the end."""
    from tempfile import TemporaryDirectory

    # On Windows a virus scanner may still hold a file; that is no reason to fail.
    with TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@contextmanager
def once_made(pieces: Iterable[str]) -> Iterator[Iterable[str]]:
    """The pieces of a text when all of them are made: what is too long to be held lies in a file without a name.

    So nothing of a text goes out that fails later, and whoever reads it slowly keeps nothing waiting. Raises
    Unwritable, and what making the pieces raises.
    """
    making = iter(pieces)
    held: list[str] = []
    size = 0
    for piece in making:
        held.append(piece)
        size += len(piece)
        if size > HELD:
            break
    else:
        yield ("".join(held),)
        return
    from tempfile import TemporaryFile, gettempdir

    with named_faults("A passing file"):
        folder = gettempdir()
    with named_faults(folder):
        passing = TemporaryFile("w+", encoding="utf-8", newline="", dir=folder)  # noqa: SIM115  # closed below
    try:
        for piece in chain(("".join(held),), making):
            held.clear()
            with named_faults(folder):
                passing.write(piece)
        with named_faults(folder):
            passing.seek(0)
        yield iter(partial(passing.read, HELD), "")
    finally:
        # What a full disk did not take, it does not take now.
        with suppress(OSError):
            passing.close()
