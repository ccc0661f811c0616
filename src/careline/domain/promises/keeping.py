"""Which promises a deed keeps, and which give way to it."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from careline.domain.cases.contacts import Contact, Direction
from careline.domain.errors import BadInput
from careline.domain.promises.promise import CASE_CLOSED, Promise, PromiseKind
from careline.domain.promises.promise_states import unended
from careline.domain.time.working_time import Calendar


def kept_by_contact(
    promises: Iterable[Promise], at: datetime, calendar: Calendar, *, reached: bool
) -> tuple[Promise, ...]:
    """What an outgoing contact keeps by itself (G4).

    Reaching the customer keeps the acknowledgement, and follow-ups due by the end of the next working day; an attempt
    keeps those follow-ups alone, and not the plan of an update, which only who hears it has had.
    """
    horizon = calendar.end_of_working_day(calendar.local(at), 1)
    return tuple(promise for promise in unended(promises, at) if _is_kept(promise, horizon, reached=reached))


def _is_kept(promise: Promise, horizon: datetime, *, reached: bool) -> bool:
    if promise.kind is PromiseKind.FOLLOW_UP:
        return promise.due_at <= horizon and (reached or not promise.is_update)
    return promise.kind is PromiseKind.ACKNOWLEDGE and reached


def first_to_keep(promise: Promise, contacts: Iterable[Contact], calendar: Calendar) -> Contact | None:
    """The first of these exchanges that keeps a promise by itself (G4), whatever else has become of it; or None."""
    for contact in sorted(contacts, key=lambda c: c.order):
        speaks = contact.direction is Direction.OUT or contact.reached
        if speaks and contact.at >= promise.made_at:
            horizon = calendar.end_of_working_day(calendar.local(contact.at), 1)
            if _is_kept(promise, horizon, reached=contact.reached):
                return contact
    return None


def kept_by_words(promise: Promise, contacts: Iterable[Contact], calendar: Calendar) -> Contact | None:
    """The exchange that has kept a promise by itself; None where somebody said so, or where a closing kept it."""
    first = first_to_keep(promise, contacts, calendar)
    by_words = first is not None and first.at == promise.kept_at and promise.ended_because != CASE_CLOSED
    return first if by_words else None


def giving_way(promises: Iterable[Promise], at: datetime) -> tuple[Promise, ...]:
    """The check backs that another promise on the case makes needless: those not due yet."""
    return tuple(p for p in unended(promises, at) if p.is_check_back and at <= p.due_at)


def kept_by_shipping(promises: Iterable[Promise], chain: Collection[int], at: datetime) -> tuple[Promise, ...]:
    """The plans to send a working one in the place of one that failed, which a shipment of the same chain keeps."""
    plans = (p for p in unended(promises, at) if not p.said)
    return tuple(p for p in plans if p.replacement_id in chain and p.kind is PromiseKind.FIX)


def of_replacement(promises: Iterable[Promise], replacement_id: int, *kinds: PromiseKind) -> tuple[Promise, ...]:
    """The plans of these kinds that a replacement still owes; that it arrives is none."""
    owed = (p for p in promises if p.replacement_id == replacement_id and not p.said and p.ended_at is None)
    return tuple(p for p in owed if p.kind in kinds)


def only_said(name: str, promises: Iterable[Promise], when: Callable[[datetime], str]) -> Promise:
    """The one live said promise among these of a case; `name` is the case's, and `when` tells a moment.

    Raises BadInput for none and for several, with all that is live on the case.
    """
    live = sorted((p for p in promises if p.ended_at is None), key=lambda p: (p.due_at, p.id))
    said = [p for p in live if p.said]
    if len(said) == 1:
        return said[0]
    listing = [f"{p.name}  {p.quoted}, due {when(p.due_at)}" for p in live]
    if said:
        raise BadInput(f"{name} has {len(said)} open promises to the customer; name the one that was kept.", listing)
    advice = "; name a plan by its number" if live else ""
    raise BadInput(f"{name} has no open promise to the customer{advice}.", listing)


def ended_by_closing(promises: Iterable[Promise]) -> tuple[tuple[Promise, ...], tuple[Promise, ...]]:
    """The open promises that closing ends, and those that forbid it (G5), each the one due first first."""
    still = sorted((p for p in promises if p.ended_at is None), key=lambda p: (p.due_at, p.id))
    return tuple(p for p in still if p.kept_by_talking), tuple(p for p in still if not p.kept_by_talking)
