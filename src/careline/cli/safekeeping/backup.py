"""`careline backup`."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from careline import files
from careline.cli.frame.options import QuietOption, making
from careline.desk import Desk
from careline.domain.errors import BadInput, StoreBusy, StoreFault
from careline.domain.report import Key, Kind, Page, PageLine, Several, Shape
from careline.domain.safekeeping import backups
from careline.domain.safekeeping.backups import Backup
from careline.domain.wording import sized
from careline.files import Place
from careline.paths import Unwritable
from careline.store.backups import listed
from careline.store.backups import making as store
from careline.store.backups.making import Made
from careline.store.file import check_is_file
from careline.store.safekeeping import surroundings

app = typer.Typer()
HELD = Shape(
    "held",
    "what a store holds, in numbers",
    tuple(Key(name, Kind.NUMBER) for name in ("cases", "open_cases", "customers", "attachments")),
)
BACKUP = Shape(
    "backup",
    "a backup: when it was made, where it lies, its size in bytes, and what it holds",
    (
        Key("at", Kind.MOMENT, lambda made, _: made.backup.at),
        Key("path", Kind.TEXT, lambda made, _: str(made.backup.path)),
        Key("size", Kind.NUMBER, lambda made, _: made.backup.size),
        Key("sha256", Kind.TEXT, lambda made, _: made.backup.sha256),
        Key("held", HELD, lambda made, _: HELD.of(made.held)),
    ),
)
BACKED_UP = Shape(
    "backed_up",
    "a backup that was made, null in a rehearsal; where its second copy lies, and which old ones went",
    (Key("backup", BACKUP, null=True), Key("also", null=True), Key("removed", Several(Kind.TEXT))),
)


@making(app, "backup")
def backup(
    desk: Desk,
    path: Annotated[
        str | None,
        typer.Argument(metavar="[PATH]", help="A file or a folder, if not the folder backups beside the store."),
    ] = None,
    keep: Annotated[
        int | None, typer.Option("--keep", metavar="N", min=1, help="Keep only the newest N in that folder.")
    ] = None,
    quiet: QuietOption = False,
) -> Page:
    """Copy the store into one file, attachments inside, and check the copy. Others can go on working meanwhile.

    Into the folder backups beside the store, or where PATH says. A second folder can be named in the settings.

    Example: careline backup --keep 30
    """
    check_is_file(desk.store_path)
    place = _place(desk, path, keep)
    name = partial(backups.dated_name, desk.store_path.name, desk.now.astimezone(desk.calendar.zone))
    if desk.dry_run:
        where = place / name() if isinstance(place, Path) else place.path
        rehearsed = BACKED_UP.filled(backup=None, also=None, removed=[])
        return Page((PageLine(f"The store would be backed up to {where}."),), rehearsed)
    desk.finish_forgetting()
    made = store.back_up(desk.store_path, place, name, desk.now)
    gone = _without_too_many(desk, place, keep)
    if path is not None and surroundings.is_away(made.backup.path.parent):
        desk.say(f"careline: No disk is mounted at {made.backup.path.parent}: the backup lies on this computer's own.")
    lacks = backups.lacks_told(made.lacks)
    try:
        also = _second_copy(desk, made, name)
    except StoreBusy as error:
        if lacks:
            raise StoreFault(f"{lacks[0]} {error}") from error
        raise
    if also:
        gone += _without_too_many(desk, also.path.parent, keep)
    if lacks:
        raise StoreFault(*lacks)
    payload = BACKED_UP.filled(backup=BACKUP.of(made), also=also and str(also.path), removed=[*map(str, gone)])
    return Page(() if quiet else tuple(map(PageLine, _lines(made, also, gone))), payload)


def _place(desk: Desk, typed: str | None, keep: int | None) -> Path | Place:
    """The folder, or the file whose place it takes. Raises BadInput, Unwritable, NotConfirmed and NoBackup."""
    if typed is None:
        folder = listed.folder_of(desk.store_path)
        if not desk.dry_run:
            store.make_folder(desk.store_path, folder)
        return folder
    if typed and Path(typed).is_dir():
        return Path(typed)
    place = files.place(typed, desk.own_files)
    if not place.plain or typed == "-":
        raise Unwritable(typed, "a backup is a file, which careline reads again to check it; name one")
    if not place.was and not Path(typed).suffix:
        raise Unwritable(
            typed,
            "there is no such folder; connect its disk or make it, or name a file with an ending, such as mine.db",
        )
    if journal := store.left_beside(place.end):
        raise Unwritable(typed, f"SQLite would put the old journal {journal} into it; move that away, or name another")
    if keep is not None:
        raise BadInput("--keep counts the backups in a folder; name a folder, not a file.")
    if place.was and not desk.dry_run:
        _make_sure(desk, place)
    return place


def _make_sure(desk: Desk, place: Place) -> None:
    """Ask whether what lies there may go, unless it is a backup of this store. Raises BadInput and NotConfirmed."""
    size = place.was.st_size if place.was else 0
    known = listed.known(desk.store_path)
    if desk.yes or any(each.path == place.end.resolve() and each.size == size for each in known):
        return
    if not desk.somebody_answers:
        raise BadInput(
            f"{place.path} is there, and is no backup of this store that careline knows of. Name another file, or say "
            "with --yes that it may be replaced."
        )
    desk.confirm(f"{place.path} is there, and is no backup of this store that careline knows of. Replace it?")


def _without_too_many(desk: Desk, place: Path | Place, keep: int | None) -> list[Path]:
    """Take away the old backups that are too many in a folder; which ones went."""
    if keep is None or not isinstance(place, Path):
        return []
    gone = []
    for each in listed.too_many(desk.store_path, place, keep):
        try:
            each.path.unlink()
            gone.append(each.path)
        except OSError as error:
            desk.say(f"careline: {each.path} is one backup too many, and cannot be deleted: {error.strerror}.")
    return gone


def _second_copy(desk: Desk, made: Made, name: Callable[[int], str]) -> Backup | None:
    """The copy in the second folder of the settings, if they name one. Raises StoreBusy where it cannot be made."""
    if not desk.settings.also:
        return None
    folder = Path(desk.settings.also).expanduser()
    why = "no disk is mounted there" if surroundings.is_away(folder) else "there is no such folder"
    if folder.is_dir() and not surroundings.is_away(folder):
        try:
            return store.second_copy(desk.store_path, made.backup, folder, name)
        except store.NoBackup as error:
            why = error.why
    raise StoreBusy(
        f"A second copy in {folder} was not: {why}. Plug the disk in, or change also under [backup] in the settings; "
        "then try again."
    )


def _lines(made: Made, also: Backup | None, gone: Sequence[Path]) -> Iterator[str]:
    size, holds = sized(made.backup.size), backups.holds_told(made.held)
    yield f"Backed up to {made.backup.path}: {size}, {holds}; checked."
    if also:
        yield f"A second copy, checked as well: {also.path}"
    if gone:
        yield f"Too old to keep, and deleted: {', '.join(map(str, gone))}"
