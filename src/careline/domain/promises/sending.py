"""What we had told the customer of a unit before it left: sending it may keep that, or be what that speaks of."""

from collections.abc import Iterable
from datetime import datetime

from careline.domain.errors import BadInput, Refused
from careline.domain.promises.changing import check_can_end, renegotiating
from careline.domain.promises.promise import Promise, PromiseKind

OF_SENDING = frozenset({PromiseKind.DELIVERY, PromiseKind.FIX})
"""The kinds of a word that a unit is sent, or comes."""
MAY_BE_SENDING = OF_SENDING | {PromiseKind.OTHER}
"""The kinds that a word of it may have; most have the usual one."""
STEMS = ("send", "sent", "ship", "deliver", "arriv", "replac", "new one", "on its way", "have it", "have one", "with you")
"""What words of the usual kind say that speak of it."""


def of_sending(promises: Iterable[Promise]) -> tuple[Promise, ...]:
    """The live words that a unit is sent or comes, which no unit belongs to yet, the one due first first."""
    live = (p for p in promises if p.said and p.ended_at is None and p.replacement_id is None)
    found = (p for p in live if p.kind in OF_SENDING or (p.kind is PromiseKind.OTHER and _speaks_of_it(p.what)))
    return tuple(sorted(found, key=lambda p: (p.due_at, p.id)))


def check_kept_by_sending(promise: Promise, now: datetime) -> None:
    """Raise BadInput and Refused for what is no live word that sending a unit can keep."""
    check_can_end(promise, now)
    if not promise.said:
        raise _no_word(promise, "--keeps")
    if promise.replacement_id is not None:
        raise _has_a_unit(promise)


def check_is_arrival(promise: Promise, replacement_id: int | None, now: datetime) -> None:
    """Raise BadInput and Refused for what is no live word by when a unit is with the customer.

    `replacement_id` is the unit that it is to be the word of, where that was asked for before.
    """
    check_can_end(promise, now)
    if not promise.said:
        raise _no_word(promise, "--for")
    if promise.kind not in MAY_BE_SENDING:
        kind = promise.kind.replace("_", " ")
        raise BadInput(f"{promise.name} is a {kind}; --for takes the word by when the customer has the unit.")
    if promise.replacement_id not in (None, replacement_id):
        raise _has_a_unit(promise)


def other_moment(promise: Promise, promises: Iterable[Promise], due: str) -> BadInput:
    """The refusal of another moment than that of the word, which is `due`, as people read it."""
    command = renegotiating(promise, promises)
    return BadInput(f"{promise.name} says that it is with them by {due}; leave out --arrives, or first: {command}.")


def _speaks_of_it(what: str) -> bool:
    return any(stem in what.lower() for stem in STEMS)


def _no_word(promise: Promise, option: str) -> BadInput:
    return BadInput(f"{promise.name} is a plan of ours ({promise.what}); {option} takes what the customer was told.")


def _has_a_unit(promise: Promise) -> Refused:
    return Refused(
        f"{promise.name} is by when R-{promise.replacement_id} arrives; careline delivered R-{promise.replacement_id} "
        "keeps it."
    )
