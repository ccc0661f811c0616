"""Making promises, keeping them, and everything else that can become of them."""

from collections.abc import Sequence
from datetime import datetime

from careline.domain.casefile.recorded import Recorded
from careline.domain.ids import NoSuchId
from careline.domain.promises import changing as rules
from careline.domain.promises.promise import End, NewPromise, Promise
from careline.domain.shop.shop import Shop
from careline.store.casefile import case_of
from careline.store.recording import Recording
from careline.usecases import known_or_new
from careline.usecases.thread import Thread, filled


def make(work: Recording, shop: Shop, case_id: int, new: NewPromise, *, at: datetime) -> Recorded:
    """Record a promise on an open case."""
    thread = Thread(work, shop, case_id, at)
    thread.make(new)
    return thread.done()


def keep(
    work: Recording,
    shop: Shop,
    promise_ids: Sequence[int],
    note: str | None,
    next_due_at: datetime | None,
    *,
    at: datetime,
) -> list[Recorded]:
    """Record that promises were kept, all of them or none (G4). What was done on each case. Raises Refused."""
    by_case: dict[int, list[int]] = {}
    for promise_id in promise_ids:
        by_case.setdefault(_case_of(work, promise_id), []).append(promise_id)
    done = []
    for case_id, numbers in by_case.items():
        thread = Thread(work, shop, case_id, at)
        for number in numbers:
            thread.keep(thread.promise(number), note)
        thread.settle(next_due_at)
        done.append(thread.done())
    return done


def release(
    work: Recording, shop: Shop, promise_id: int, because: str, next_due_at: datetime | None, *, at: datetime
) -> Recorded:
    """Record that the customer let us off. Raises Refused."""
    return _end(work, shop, promise_id, End.RELEASED, filled(because, "--because"), next_due_at, at=at)


def withdraw(
    work: Recording, shop: Shop, promise_id: int, because: str, next_due_at: datetime | None, *, at: datetime
) -> Recorded:
    """Record that we took it back. Raises Refused."""
    return _end(work, shop, promise_id, End.WITHDRAWN, filled(because, "--because"), next_due_at, at=at)


def renegotiate(
    work: Recording,
    shop: Shop,
    promise_id: int,
    *,
    due_at: datetime,
    told: str | None,
    agreed: str | None,
    because: str,
    what: str | None,
    performer: str | None,
    backup: str | None,
    depends_on: int | None = None,
    at: datetime,
) -> Recorded:
    """Put a successor in a promise's place (G2): what was not said is taken over.

    Telling the customer is a contact of ours; their word, which the second of a chain needs, is one of theirs.
    Raises what `domain.promises.changing.check_can_renegotiate` and Thread.check_can_depend raise.
    """
    because = filled(because, "--because")
    thread, promise = thread_of_promise(work, shop, promise_id, at)
    new = NewPromise(
        promise.kind,
        what or promise.what,
        promise.said,
        due_at,
        performer=performer,
        backup=backup,
        depends_on=depends_on,
    )
    new = supersede(thread, rules.Instead(promise_id, because, agreed), new, told=told)
    if agreed is not None:
        thread.contact("in", filled(agreed, "--agreed"), reached=True)
    else:
        thread.contact("out", filled(told, "--told"))
    thread.keep_by_contact(reached=True)
    thread.record(new, supersedes=promise_id)
    thread.settle()
    return thread.done()


def supersede(thread: Thread, instead: rules.Instead, new: NewPromise, *, told: str | None) -> NewPromise:
    """End a promise that a new one takes the place of; how that one is to be recorded, once they were told.

    Raises what `domain.promises.changing.check_can_renegotiate`, Thread.promise and Thread.check_can_depend raise.
    """
    promise, promises = thread.promise(instead.promise_id), thread.file.promises
    now, agreed = thread.work.now, instead.agreed
    rules.check_can_renegotiate(promise, promises, new.due_at, now, told=told, agreed=agreed)
    thread.check_can_depend(new.depends_on, promise)
    thread.end(promise, End.SUPERSEDED, because=instead.because, told_at=thread.at)
    if new.owner:
        known_or_new.colleague(thread.work, new.owner, thread.new_people)
    return rules.successor(promise, new)


def remind(work: Recording, shop: Shop, promise_id: int, text: str, *, at: datetime) -> Recorded:
    """Record that we reminded whoever performs a promise: no word to the customer, and nothing is reset by it.

    Raises Refused.
    """
    from careline.store.tables import arrangements as tables

    thread, promise = thread_of_promise(work, shop, promise_id, at)
    rules.check_can_remind(promise, work.now)
    if at < promise.made_at:
        raise thread.too_early(promise.name, promise.made_at)
    work.add(tables.Reminder(promise_id=promise.id, at=at, who=work.who, text=filled(text, "TEXT")))
    return thread.done()


def correct(
    work: Recording, shop: Shop, promise_id: int, what: str | None, due_at: datetime | None, because: str
) -> Recorded:
    """Put the right promise in the place of a slip of the pen, which becomes void (G2).

    Raises Refused and BadInput.
    """
    thread, promise = thread_of_promise(work, shop, promise_id, work.now)
    what, due_at = what or promise.what, due_at or promise.due_at
    rules.check_can_correct(promise, what, due_at, work.now, shop.calendar)
    thread.end(promise, End.VOIDED, because=filled(because, "--because"))
    new = NewPromise(promise.kind, what, promise.said, due_at)
    thread.record(rules.successor(promise, new), supersedes=promise.id)
    return thread.done()


def _end(
    work: Recording,
    shop: Shop,
    promise_id: int,
    how: End,
    because: str | None,
    next_due_at: datetime | None,
    *,
    at: datetime,
) -> Recorded:
    thread, promise = thread_of_promise(work, shop, promise_id, at)
    thread.end(promise, how, because=because)
    thread.settle(next_due_at)
    return thread.done()


def thread_of_promise(work: Recording, shop: Shop, promise_id: int, at: datetime) -> tuple[Thread, Promise]:
    """The thread that a promise stands on, and the promise. Raises NoSuchId and BeforeItExisted."""
    thread = Thread(work, shop, _case_of(work, promise_id), at)
    return thread, thread.promise(promise_id)


def _case_of(work: Recording, promise_id: int) -> int:
    case_id = case_of(work.fetch, "P", promise_id)
    if case_id is None:
        raise NoSuchId("P", promise_id)
    return case_id
