"""What the customer had been told of a unit before it left, so that nothing is owed twice."""

from collections.abc import Sequence
from datetime import datetime

from careline.domain.errors import BadInput, Refused
from careline.domain.promises import keeping, sending
from careline.domain.promises.promise import Promise
from careline.domain.replacements.replacement import Replacement
from careline.domain.values import frozen
from careline.store.tables import promises as tables
from careline.usecases.thread import Thread


@frozen
class Owed:
    """Promises by number: those that sending the unit keeps, and the one that is itself the word that it arrives."""

    kept: Sequence[int] = ()
    arrival: int | None = None

    def __bool__(self) -> bool:
        return bool(self.kept) or self.arrival is not None


NOTHING = Owed()


def check(thread: Thread, owed: Owed, arrives_at: datetime | None, replacement_id: int | None = None) -> None:
    """Decide whether a unit may speak for these promises, before it is asked for or leaves.

    `replacement_id` is the unit, where it was asked for before. Raises NoSuchId, BadInput and Refused.
    """
    if owed.arrival in owed.kept:
        raise BadInput(f"P-{owed.arrival} is either kept by sending it, or by its arrival; give --keeps or --for.")
    for promise in map(thread.promise, owed.kept):
        sending.check_kept_by_sending(promise, thread.work.now)
    if owed.arrival is None:
        return
    word = thread.promise(owed.arrival)
    sending.check_is_arrival(word, replacement_id, thread.work.now)
    if arrives_at not in (None, word.due_at):
        raise sending.other_moment(word, thread.file.promises, thread.short(word.due_at))


def become_arrival(thread: Thread, promise_id: int, replacement: Replacement) -> datetime:
    """Make a word that of a unit's arrival. By when that is. Raises Refused where another says it already."""
    said = keeping.arrivals(thread.file.promises, replacement.id)
    if said and said[0].id != promise_id:
        raise Refused(f"{said[0].name} says already by when {replacement.name} arrives; leave out --for.")
    word = thread.promise(promise_id)
    thread.work.session.get_one(tables.Promise, promise_id).replacement_id = replacement.id
    thread.remarks.append(
        f"{word.name} {word.quoted} is by when {replacement.name} arrives; careline delivered {replacement.name} "
        "keeps it."
    )
    return word.due_at


def point_out(thread: Thread) -> None:
    """Point out the words of sending a unit that stay owed beside the one that has left."""
    for word in sending.of_sending(thread.file.promises):
        thread.remarks.append(_beside(word))


def not_yet(thread: Thread, owed: Owed, replacement: Replacement) -> None:
    """Point out that a unit which waits for approval speaks for nothing yet."""
    if owed:
        options = (*(f"--keeps P-{number}" for number in owed.kept), *_for(owed))
        thread.remarks.append(
            f"Nothing has left, so once it does: careline replacement ship {replacement.name} {' '.join(options)}"
        )


def _for(owed: Owed) -> Sequence[str]:
    return () if owed.arrival is None else (f"--for P-{owed.arrival}",)


def _beside(word: Promise) -> str:
    return (
        f"{word.name} {word.quoted} is owed beside it. If this is what it speaks of, undo and ship with "
        f"--keeps {word.name} (it is sent) or --for {word.name} (they have it)."
    )
