"""What was said: the customer to us, and we to them."""

from collections.abc import Sequence
from datetime import datetime

from careline.domain.casefile.recorded import Recorded
from careline.domain.promises.changing import Instead
from careline.domain.promises.promise import NewPromise
from careline.domain.shop.shop import Shop
from careline.domain.values import frozen
from careline.store.recording import Recording
from careline.usecases.cases import asking_again
from careline.usecases.promises import promises
from careline.usecases.thread import Thread


@frozen
class Heard:
    """The customer contacted us, and what we answered in the same call.

    `instead` is whose place the promise takes.
    """

    text: str | None = None
    chasing: bool = False
    praise: bool = False
    no_reply: bool = False
    channel: str | None = None
    said: str | None = None
    apology: bool = False
    promise: NewPromise | None = None
    keeps: Sequence[int] = ()
    instead: Instead | None = None
    earned_by: Sequence[str] = ()


@frozen
class FollowUp:
    """We contacted the customer, tried to (`reached` False), or plan to (`planned_for`).

    `instead` is whose place the promise takes.
    """

    text: str | None = None
    reached: bool = True
    channel: str | None = None
    apology: bool = False
    planned_for: datetime | None = None
    next_due_at: datetime | None = None
    promise: NewPromise | None = None
    keeps: Sequence[int] = ()
    instead: Instead | None = None
    awaits: str | None = None


def heard(work: Recording, shop: Shop, case_id: int, said: Heard, *, at: datetime) -> Recorded:
    """Record what the customer said. Coming back after the closing reopens a case (G5).

    Praise does not, nor does what needs no answer. An answer in the same call keeps what reaching them keeps (G4).
    Raises what `promises.supersede` raises.
    """
    thread = Thread(work, shop, case_id, at)
    promise = _in_its_place(thread, said)
    agreed = said.instead.agreed if said.instead else None
    text = said.text or (None if said.chasing else agreed)
    answered = said.said is not None or said.promise is not None
    closed_at = thread.case.closed_at
    reopens = closed_at is not None and at >= closed_at and not said.praise and not said.no_reply
    contact_id = thread.contact(
        "in",
        text,
        channel=said.channel,
        chasing=said.chasing,
        praise=said.praise,
        no_reply=said.no_reply,
        spoken_for=reopens,
        reached=answered and said.said is None,
        apology=said.apology and said.said is None,
    )
    if said.earned_by:
        from careline.usecases.conduct import lessons  # few contacts praise, and its tables take long to load

        lessons.earned(thread, contact_id, said.earned_by)
    if reopens:
        from careline.usecases.cases.cases import undo_closing  # as above

        undo_closing(thread)
        if said.promise is None:
            thread.acknowledge()
    if said.said is not None:
        thread.contact("out", said.said, channel=said.channel, apology=said.apology, in_reply_to=contact_id)
    if agreed is not None and agreed != text:
        thread.contact("in", agreed, channel=said.channel, reached=True)
    if answered:
        thread.keep_by_contact(reached=True)
    return _rest_of_call(thread, said, promise, None)


def follow_up(work: Recording, shop: Shop, case_id: int, call: FollowUp, *, at: datetime) -> Recorded:
    """Record our word to the customer, an attempt at it, or a plan for it. Raises what `promises.supersede` raises."""
    thread = Thread(work, shop, case_id, at)
    promise = _in_its_place(thread, call)
    if call.planned_for is not None:
        thread.make(thread.follow_up_plan(call.planned_for, call.text))
    else:
        how = {"channel": call.channel, "reached": call.reached, "apology": call.apology}
        if call.instead and call.instead.agreed is not None:
            thread.contact("in", call.instead.agreed, channel=call.channel, reached=True)
        thread.contact("out", call.text, **how, awaits=call.awaits)
        thread.keep_by_contact(reached=call.reached)
        if call.reached:
            asking_again.keep_by_contact(thread)
    return _rest_of_call(thread, call, promise, call.next_due_at)


def follow_up_all(
    work: Recording, shop: Shop, case_ids: Sequence[int], call: FollowUp, *, at: datetime
) -> list[Recorded]:
    """The same word to several customers, whole or not at all."""
    return [follow_up(work, shop, case_id, call, at=at) for case_id in case_ids]


def _in_its_place(thread: Thread, call: Heard | FollowUp) -> NewPromise | None:
    """What is promised in a call; what it takes the place of ends before the words that tell of it."""
    if call.instead is None or call.promise is None:
        return call.promise
    return promises.supersede(thread, call.instead, call.promise, told=call.promise.what)


def _rest_of_call(
    thread: Thread, call: Heard | FollowUp, promise: NewPromise | None, next_due_at: datetime | None
) -> Recorded:
    thread.keep_named(call.keeps)
    if promise is not None and call.instead:
        thread.record(promise, supersedes=call.instead.promise_id)
    elif promise is not None:
        thread.make(promise)
    thread.settle(next_due_at)
    return thread.done()
