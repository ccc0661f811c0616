"""The backup that is made by itself before much is recorded at once."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from careline import interrupts
from careline.domain.errors import StoreFault
from careline.domain.safekeeping import backing_up, backups

if TYPE_CHECKING:
    from careline.desk import Desk


def back_up_first(desk: "Desk", nothing: str, rehearse: Callable[[], object] | None = None) -> None:
    """Make a backup where the last is older than a day, and say so; a store that is new or not there needs none.

    Without one nothing goes on: `nothing` says what was not done. What will be refused needs none either: `rehearse`
    raises that. Raises StoreFault and StoreBusy.
    """
    from careline.store.backups import listed, making
    from careline.store.backups.last import last_backup
    from careline.store.mornings import begun_at

    store = desk.store_path
    if desk.dry_run or not store.exists() or not store.stat().st_size:
        return
    desk.finish_forgetting()
    with desk.reader() as fetch:
        begun = begun_at(fetch)
    if not backing_up.is_due(last_backup(store, desk.now), begun, desk.now, backing_up.A_DAY):
        return
    if rehearse:
        rehearse()
    name = partial(backups.dated_name, store.name, desk.now.astimezone(desk.calendar.zone))
    folder = listed.folder_of(store)
    try:
        making.make_folder(store, folder)
        with interrupts.rehearsing():
            made = making.back_up(store, folder, name, desk.now)
    except making.NoBackup as error:
        raise StoreFault(
            f"{nothing}, as no backup could be made first in {folder}: {error.why}. Make room there, or make one "
            "elsewhere (careline backup PATH), and try again."
        ) from error
    interrupts.nothing_but("nothing was recorded")
    told = f"Backed up first: {folder.name}/{made.backup.path.name}, beside the store."
    desk.say(" ".join(["careline:", told, *backups.lacks_told(made.lacks)]))
