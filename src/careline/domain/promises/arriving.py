"""The promise that a unit arrives: which one it is, and which other may take that part."""

import re
from collections.abc import Iterable
from datetime import datetime

from careline.domain.errors import Refused
from careline.domain.ids import show
from careline.domain.promises.changing import check_can_end
from careline.domain.promises.promise import Promise, PromiseKind

SENDING = (
    r"\b(send(s|ing)?|sent|ship(s|ped|ping)?|shipment|post(s|ed|age)?|mail(s|ed)?|deliver(s|ed|y)?|arrives?|comes?|"
    r"parcel|leaves|replace[ds]?|replacement|on (its|the|their) way|goes? out|(is|are|be) with you|new ones?|"
    r"another one)\b"
)


def arrivals(promises: Iterable[Promise], replacement_id: int) -> tuple[Promise, ...]:
    """The promises that a unit arrives, ended ones too: the last is the one that holds, where there is any."""
    return tuple(p for p in promises if p.is_arrival and p.replacement_id == replacement_id)


def arrival(promises: Iterable[Promise], replacement_id: int) -> Promise | None:
    """The promise that a unit arrives, which nothing has ended yet; or None."""
    return next((p for p in arrivals(promises, replacement_id) if p.ended_at is None), None)


def check_can_arrive(promise: Promise, now: datetime) -> None:
    """Decide whether what a customer was told is that this unit arrives.

    Raises Refused for what has ended, for a plan, and for what is another unit's.
    """
    check_can_end(promise, now)
    if promise.is_arrival:
        raise Refused(f"{promise.name} is already the arrival of {_unit(promise)}; leave out --for.")
    if not promise.said:
        raise Refused(f"{promise.name} is our own plan; --for takes a promise that the customer was given.")


def check_can_be_kept_by_sending(promise: Promise) -> None:
    """Raise Refused for the arrival of a unit, which its delivery keeps."""
    if promise.is_arrival:
        unit = _unit(promise)
        raise Refused(f"{promise.name} is the arrival of {unit}, which its delivery keeps; leave out --keeps.")


def _unit(promise: Promise) -> str:
    return show("R", promise.replacement_id or 0)


def speaks_of_sending(promise: Promise) -> bool:
    """True for a said promise by whose words something is to reach the customer, that is no unit's arrival yet."""
    told = promise.kind is PromiseKind.DELIVERY or re.search(SENDING, promise.what, re.IGNORECASE) is not None
    return promise.said and not promise.is_arrival and told
