"""What lies beside the store: attachments, all there and as they were; backups, made lately and good for a restore."""

import shlex
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from careline.domain.errors import BadInput, StoreFault
from careline.domain.safekeeping import backing_up
from careline.domain.safekeeping.surroundings import synced_by
from careline.domain.time import moments
from careline.domain.wording import counted
from careline.reports.safekeeping.findings import MOST, Examined, Finding, Fix, few
from careline.store.backups import listed, restoring
from careline.store.backups.last import last_backup
from careline.store.file import mark_of_forgetting
from careline.store.mornings import begun_at
from careline.store.safekeeping import attachments, forgetting, surroundings

MAKE_ONE = "Make one now: careline backup."


def contents(seen: Examined) -> Iterator[Finding]:
    """Attachments that are not there any more, not as they were, or cannot be read."""
    for sha256, held, how in islice(attachments.lacking(seen.fetch, seen.store), MOST):
        named = [f"A-{number}" for number, _ in held]
        yield Finding(
            f"What {' and '.join(named)} {'hold' if named[1:] else 'holds'} {how}: "
            f"{attachments.place_of(seen.store, sha256)}.",
            f"If you still have the file, attach it again. {_from_backup(seen, named[0])}",
        )


def _from_backup(seen: Examined, attachment: str) -> str:
    """How to have an attachment from the newest backup that lacks none."""
    whole = [each for each in listed.known(seen.store) if not each.lacking and each.path.is_file()]
    if not whole:
        return "No backup that has it is known here."
    newest = shlex.quote(str(max(whole, key=lambda each: each.at).path))
    return f"A backup may have it: careline --db {newest} attachment save {attachment}."


def orphans(seen: Examined) -> Iterator[Finding]:
    """Contents of attachments that nothing in the store names."""
    if found := attachments.orphans(seen.fetch, seen.store):
        files = "1 file lies" if len(found) == 1 else f"{len(found)} files lie"
        yield Finding(
            f"{files} among the attachments that nothing in the store names: {few(found)}.",
            "A command that was killed has left that. To clear it away: careline doctor --fix.",
            Fix(
                f"Take {few(found)} away?",
                "attachments that nothing names",
                change=partial(attachments.clear, seen.store),
            ),
        )


def forgotten(seen: Examined) -> Iterator[Finding]:
    """Somebody of whom something is left, as the command that forgot them did not come to its end."""
    if mark_of_forgetting(seen.store).exists():
        yield Finding(
            "A command that forgot a customer did not come to its end: unused parts of the file may still hold their "
            "words, and the folder of attachments their files.",
            "The next command that records clears that away, and so does: careline doctor --fix.",
            Fix(
                "Clear that away?",
                "what was left of whoever was forgotten",
                change=partial(forgetting.finish, seen.store),
            ),
        )


def recent_backup(seen: Examined) -> Iterator[Finding]:
    """A last backup that is older than a week, or none at all."""
    last = last_backup(seen.store, seen.now)
    if backing_up.is_due(last, begun_at(seen.fetch), seen.now, backing_up.A_WEEK):
        zone = seen.shop.calendar.zone
        told = f"The last backup is of {moments.full(last.at, zone)}" if last else "No backup was made yet"
        yield Finding(f"{told}.", MAKE_ONE)


def second_folder(seen: Examined) -> Iterator[Finding]:
    """A second folder for backups that is not there, or lies on the disk of the store."""
    if not seen.settings.also:
        return
    folder = Path(seen.settings.also).expanduser()
    if not folder.is_dir() or surroundings.is_away(folder):
        yield Finding(
            f"The second folder for backups, {folder}, is away: "
            f"{'no disk is mounted there' if folder.is_dir() else 'there is no such folder'}.",
            "Plug its disk in, or name another folder as also under [backup] in the settings.",
        )
    elif surroundings.is_same_disk(folder, seen.store) and not synced_by(folder / "backup"):
        yield Finding(
            f"The second folder for backups, {folder}, lies on the disk of the store: if that breaks, both are gone.",
            "Name a folder on another disk as also under [backup] in the settings.",
        )


def rehearsal(seen: Examined) -> Iterator[Finding]:
    """A last backup that could not be restored: it is gone, damaged, another one than was made, or of another store."""
    last = listed.last(seen.store, seen.now)
    if last is None:
        return
    if not last.path.is_file():
        yield Finding(
            f"The last backup, {last.path}, is not there any more.",
            "If it lies on a disk that is away, connect that one; else make another now: careline backup.",
        )
        return
    try:
        with restoring.opened(seen.store, last.path) as found:
            if not found.is_as_made:
                yield Finding(f"The last backup, {last.path}, was changed since it was made.", MAKE_ONE)
            elif restoring.lost_by(seen.store, found).is_all:
                yield Finding(f"The last backup, {last.path}, is of another store.", MAKE_ONE)
            elif lost := [each for _, held, _ in attachments.lacking(found.fetch, found.file) for each in held]:
                yield Finding(
                    f"The last backup, {last.path}, lacks what {counted(len(lost), 'attachment')} held.", MAKE_ONE
                )
    except (StoreFault, BadInput) as error:
        yield Finding(f"The last backup could not be restored: {error}", MAKE_ONE)
