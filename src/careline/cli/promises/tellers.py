"""What is answered to what becomes of a promise."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from careline.domain.promises.promise import End, Promise
from careline.domain.promises.promise_states import said_late
from careline.domain.wording import times

if TYPE_CHECKING:
    from careline.cli.frame.tellers import Done


def made(done: "Done") -> Iterator[str]:
    """What was promised or planned, and by when."""
    new = done.given[0]
    headline = f"{new.name} {'promised' if new.said else 'planned'} on {done.whose}, {done.due(new)}."
    return done.answer(headline, makes=new, next_=done.usual_next())


def kept(done: "Done") -> Iterator[str]:
    """Which was kept, in its words; after the last one the customer may say that it is done."""
    return _ended(done, End.KEPT, done.usual_next(settled=True))


def released(done: "Done") -> Iterator[str]:
    """Which we were let off."""
    return _ended(done, End.RELEASED, done.usual_next())


def withdrawn(done: "Done") -> Iterator[str]:
    """Which was taken back; the customer should hear of it."""
    return _ended(done, End.WITHDRAWN, done.word_next)


def renegotiated(done: "Done") -> Iterator[str]:
    """Which takes the place of which, and that a miss stays one."""
    return _replaced(done, End.SUPERSEDED)


def corrected(done: "Done") -> Iterator[str]:
    """Which takes the place of the slip; or that it was kept or not, whatever had been said of it."""
    if any(promise.supersedes for promise in done.recorded.made):
        return _replaced(done, End.VOIDED)
    return _kept_or_not(done)


def _kept_or_not(done: "Done") -> Iterator[str]:
    """Which was kept when, or was not."""
    touched = done.recorded.touched_in("promises")
    promise = next(p for p in done.file.promises if p.id in touched and p not in done.recorded.made)
    if promise.kept_at is None:
        return done.answer(f"{promise.name} was not kept on {done.whose}: {promise.quoted}", next_=done.usual_next())
    late = ", which is said only now, after it fell due" if said_late(promise) else done.late(promise)
    headline = (
        f"{promise.name} {done.how(promise)} on {done.whose}, {done.echo(promise.kept_at)}: {promise.quoted}{late}"
    )
    return done.answer(headline, ends=promise, next_=done.usual_next(settled=True))


def reminded(done: "Done") -> Iterator[str]:
    """Who was reminded of what, and how many times so far."""
    reminders = done.file.reminders
    mine = next(each for each in reminders if each.id in done.recorded.touched_in("reminders"))
    promise = next(each for each in done.file.promises if each.id == mine.promise_id)
    count = sum(each.promise_id == promise.id for each in reminders)
    headline = f"{promise.performer} reminded of {promise.name} on {done.whose}, {times(count)} so far."
    return done.answer(headline, next_=done.usual_next())


def _ended(done: "Done", how: End, next_: str | None) -> Iterator[str]:
    gone = _named(done, how)
    headline = f"{gone.name} {done.how(gone)} on {done.whose}: {gone.quoted}{done.late(gone)}"
    return done.answer(headline, ends=gone, next_=next_)


def _replaced(done: "Done", how: End) -> Iterator[str]:
    old = _named(done, how)
    new = next(promise for promise in done.recorded.made if promise.supersedes == old.id)
    return done.answer(
        f"{new.name} takes the place of {old.name} on {done.whose}, {done.due(new)}.",
        adds=done.stays_missed(old),
        ends=old,
        makes=new,
        next_=done.usual_next(),
    )


def _named(done: "Done", how: End) -> Promise:
    """The promise that was named, and ended so."""
    return next(promise for promise in done.recorded.ended if getattr(promise, how.value))
