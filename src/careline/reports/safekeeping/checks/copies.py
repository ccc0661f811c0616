"""What lies beside the store: attachments, all there and as they were; backups, made lately and good for a restore."""

from collections.abc import Iterator
from functools import partial
from itertools import islice

from careline.domain.errors import BadInput, StoreFault
from careline.domain.safekeeping import backing_up
from careline.domain.time import moments
from careline.domain.wording import counted
from careline.reports.safekeeping.checks.file import go_back
from careline.reports.safekeeping.findings import MOST, Examined, Finding, Fix, few
from careline.store.backups import listed, restoring
from careline.store.backups.last import last_at as last_backup_at
from careline.store.mornings import begun_at
from careline.store.safekeeping import attachments

MAKE_ONE = "Make one now: careline backup."


def contents(seen: Examined) -> Iterator[Finding]:
    """Attachments that are not there any more, or not as they were."""
    for sha256, how in islice(attachments.missing_or_changed(seen.fetch, seen.store), MOST):
        named = [f"A-{number}" for number in attachments.holding(seen.fetch, sha256)]
        what = f"What {' and '.join(named)} {'hold' if named[1:] else 'holds'}" if named else "What was once attached"
        yield Finding(
            f"{what} is {how}: {attachments.place_of(seen.store, sha256)}.",
            f"If you still have the file, attach it again. {go_back(seen.store)}",
        )


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


def recent_backup(seen: Examined) -> Iterator[Finding]:
    """A last backup that is older than a week, or none at all."""
    last_at = last_backup_at(seen.store, seen.now)
    if backing_up.is_due(last_at, begun_at(seen.fetch), seen.now, backing_up.A_WEEK):
        zone = seen.shop.calendar.zone
        told = f"The last backup is of {moments.full(last_at, zone)}" if last_at else "No backup was made yet"
        yield Finding(f"{told}.", MAKE_ONE)


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
            elif lost := [how for _, how in attachments.missing_or_changed(found.fetch, found.file)]:
                yield Finding(
                    f"The last backup, {last.path}, lacks what {counted(len(lost), 'attachment')} held.", MAKE_ONE
                )
    except (StoreFault, BadInput) as error:
        yield Finding(f"The last backup could not be restored: {error}", MAKE_ONE)
