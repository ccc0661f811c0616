"""Folders that careline fills, whole or not at all."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from careline.files import OURS, draft, sync_folder
from careline.interrupts import committing
from careline.leftovers import clear_away, clear_folder
from careline.paths import Own, Unwritable, named_faults, same, what_is


@contextmanager
def draft_folder(path: str | Path, own: Own = ()) -> Iterator[Path]:
    """A folder that is filled, and takes its place at the end: where nothing lies, or an empty folder. 0700.

    Nothing is left of it where that fails. Raises Unwritable.
    """
    with named_faults(path):
        end = Path(os.path.realpath(path))
        if not str(path):
            raise Unwritable("A folder without a name", "give it one")
        if end.exists() and not end.is_dir():
            raise Unwritable(path, "there is a file of that name; name a folder")
        if end.is_dir() and any(end.iterdir()):
            raise Unwritable(path, "it is not empty; name another folder")
        if not end.parent.is_dir():
            raise Unwritable(path, f"there is no folder {end.parent}")
        for each, what in own:
            if same(end, what_is(end), each) or (each.is_dir() and each in end.parents):
                raise Unwritable(path, f"it is {what}")
        clear_away(end.parent, OURS)
        made = end.parent / f".careline-{os.getpid()}-{os.urandom(16).hex()}.draft"
        OURS.add(made.name)
        made.mkdir(mode=0o700)
        try:
            yield made
            with committing(f"{path} was written"):
                if end.is_dir():
                    end.rmdir()
                made.rename(end)
                sync_folder(end.parent)
        finally:
            clear_folder(made)
            OURS.discard(made.name)


def write_into(folder: Path, name: str, pieces: Iterable[bytes]) -> None:
    """Write a file into a folder that nobody else knows. Raises OSError, and what making the pieces raises."""
    with draft(folder) as made:
        for piece in pieces:
            made.take(piece)
        made.publish_new(folder / name)
