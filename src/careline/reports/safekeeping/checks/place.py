"""The place where the store lies: on a disk of this computer, with room, read by nobody else, and cleared up."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from careline import leftovers
from careline.domain.safekeeping import surroundings
from careline.domain.wording import counted, sized
from careline.reports.safekeeping.findings import Examined, Finding, Fix, few
from careline.store import database
from careline.store.backups import listed
from careline.store.file import folder_of
from careline.store.safekeeping import surroundings as place

ELSEWHERE = (
    "Keep the store on a disk of the computer that uses it, and a backup there instead ([backup] also in the settings)."
)


def sqlite(seen: Examined) -> Iterator[Finding]:
    """A version of SQLite that is too old."""
    if surroundings.is_old_sqlite(sqlite3.sqlite_version_info):
        least = ".".join(map(str, surroundings.LEAST_SQLITE))
        yield Finding(
            f"SQLite is {sqlite3.sqlite_version}, and careline needs {least} at least.",
            "It comes with Python: install a newer Python, and careline into it.",
        )


def disk(seen: Examined) -> Iterator[Finding]:
    """A folder that a program copies between computers, or a disk of another one."""
    if program := surroundings.synced_by(seen.store.absolute()):
        yield Finding(
            f"{program} copies the folder of the store between computers, as its name says: it may copy half of what a "
            "command writes, and two computers may write at once.",
            ELSEWHERE,
        )
    elif surroundings.is_of_another_computer(kind := place.disk_of(seen.store)):
        yield Finding(
            f"The store lies on a disk of another computer ({kind}), where the locks may not work that keep two "
            "commands apart.",
            ELSEWHERE,
        )


def room(seen: Examined) -> Iterator[Finding]:
    """A disk that is nearly full."""
    free, needed = place.free_at(seen.store), surroundings.room_needed(seen.store.stat().st_size)
    if free < needed:
        yield Finding(
            f"{sized(free)} are free where the store lies; for a backup it needs  {sized(needed)}.",
            "Make room there, or move the store to a larger disk.",
        )


def permissions(seen: Examined) -> Iterator[Finding]:
    """Files and folders that others may read, or settings that others may write."""
    group = place.shared_by_group(seen.store, seen.settings.group)
    own = [path for path, _ in database.files_of(seen.store) if path.is_file()]
    made = {each.path for each in listed.known(seen.store)}
    folder = seen.store.parent
    attached = folder_of(seen.store)
    kinds: Sequence[tuple[str, Sequence[Path]]] = (
        ("the store and what belongs to it", own),
        ("the folder of the store", [folder] if place.holds_nothing_else(folder, seen.store) else []),
        ("the attachments", [*filter(Path.is_dir, [attached]), *sorted(attached.rglob("*"))]),
        ("the backups", [*filter(Path.is_dir, [listed.folder_of(seen.store)]), *sorted(filter(Path.is_file, made))]),
    )
    for what, paths in kinds:
        if found := place.open_to_others(paths, group=group):
            yield Finding(
                f"Other people can read {what}: {few(found)}.",
                "To keep it to yourself: careline doctor --fix.",
                Fix(
                    f"Keep {few(found)} to yourself?",
                    f"who can read {what}",
                    change=partial(place.close_to_others, found, group=group),
                ),
            )
    if place.written_by_others(seen.config):
        yield Finding(
            f"Other people can change the settings, {seen.config}.",
            "To keep that to yourself: careline doctor --fix.",
            Fix(
                f"Let nobody else change {seen.config}?",
                "who can change the settings",
                change=partial(place.let_nobody_else_write, seen.config),
            ),
        )


def drafts(seen: Examined) -> Iterator[Finding]:
    """What killed commands have left."""
    folders = dict.fromkeys([seen.store.parent, folder_of(seen.store), listed.folder_of(seen.store)])
    left = [path for folder in folders for path in leftovers.left_in(folder)]
    if left:
        yield Finding(
            f"Commands that were killed have left {counted(len(left), 'draft')}: {few(left)}.",
            "They are of no use. To clear them away: careline doctor --fix.",
            Fix(
                f"Take {counted(len(left), 'draft')} away?",
                "the drafts that were left",
                change=partial(_clear_away, folders),
            ),
        )


def _clear_away(folders: Iterable[Path]) -> None:
    for folder in folders:
        leftovers.clear_away(folder, ())
