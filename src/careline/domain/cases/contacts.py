"""Contacts: who spoke to whom, what it answered, and what stays unanswered."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, TypeVar

from careline.domain.ids import show
from careline.domain.values import frozen

NO_NEWS = "No news yet"
"""What a customer is told who hears from us every so often, and of whom nothing is known yet."""


class Direction(StrEnum):
    """In: the customer to us. Out: we to them."""

    IN = "in"
    OUT = "out"


@frozen
class Contact:
    """One exchange with the customer.

    `reached` on an outgoing contact says that they heard it; on an incoming one that it was answered in the same
    breath, by what was promised then. `in_reply_to` is the incoming contact that an answer belongs to. An incoming one
    that opened or reopened the case is `spoken_for` by the acknowledgement; one with `no_reply` needs no answer.
    `awaits` is what we asked them for.
    """

    id: int
    case_id: int
    at: datetime
    direction: Direction
    channel: str | None
    who: str
    text: str | None
    chasing: bool = False
    praise: bool = False
    apology: bool = False
    reached: bool = True
    in_reply_to: int | None = None
    number: int = 0
    no_reply: bool = False
    spoken_for: bool = False
    awaits: str | None = None

    @property
    def name(self) -> str:
        """`W-1`."""
        return show("W", self.number)

    @property
    def order(self) -> tuple[datetime, int]:
        """Contacts stand by moment, and within a moment as they were recorded."""
        return (self.at, self.id)


class Exchange(NamedTuple):
    """What counting needs of a contact; thousands of them are made for a list."""

    at: datetime
    id: int
    direction: str
    chasing: bool
    praise: bool
    reached: bool
    in_reply_to: int | None
    no_reply: bool
    awaits: str | None

    @property
    def order(self) -> tuple[datetime, int]:
        """As those of a contact."""
        return self[:2]


Spoken = TypeVar("Spoken", Contact, Exchange)


@frozen
class Tally:
    """What a case's contacts amount to."""

    waiting_since: datetime | None = None
    chases: int = 0
    updates: int = 0
    last_word_at: datetime | None = None
    last_heard_at: datetime | None = None
    attempts: int = 0
    unanswered: frozenset[int] = frozenset()
    asks_unanswered: bool = False


def tally(contacts: Iterable[Contact | Exchange]) -> Tally:
    """Walk the contacts in order.

    waiting_since: the oldest incoming contact not yet followed by one that reached them; chasing never resets it, and
    praise waits for nothing, nor does what needs no answer.
    updates: words of ours while nothing of theirs was unanswered. attempts: contacts of ours since their last word,
    answers given in the same call aside.
    """
    waiting: list[Contact | Exchange] = []
    chases = updates = attempts = 0
    last_word_at: datetime | None = None
    last_heard_at: datetime | None = None
    for contact in sorted(contacts, key=lambda c: c.order):
        if contact.direction == Direction.IN:
            chases += contact.chasing
            attempts = 0
            last_heard_at = contact.at
            if contact.reached:
                waiting.clear()
                last_word_at = contact.at
            elif not contact.praise and not contact.no_reply:
                waiting.append(contact)
            continue
        attempts += contact.in_reply_to is None
        if contact.reached:
            updates += not waiting
            waiting.clear()
            last_word_at = contact.at
    return Tally(
        waiting_since=waiting[0].at if waiting else None,
        chases=chases,
        updates=updates,
        last_word_at=last_word_at,
        last_heard_at=last_heard_at,
        attempts=attempts,
        unanswered=frozenset(contact.id for contact in waiting),
        asks_unanswered=any(contact.chasing for contact in waiting),
    )


def awaited(contacts: Iterable[Spoken]) -> Spoken | None:
    """The contact of ours that asked them for something which they have not sent or said yet; chasing says nothing."""
    asked: Spoken | None = None
    for contact in sorted(contacts, key=lambda c: c.order):
        if contact.direction == Direction.IN:
            asked = asked if contact.chasing else None
        elif contact.awaits:
            asked = contact
    return asked


def vain_apologies(contacts: Iterable[Contact], acted_at: Iterable[datetime]) -> tuple[Contact, ...]:
    """The newest apologies with no action of ours between them, nor since the last of them; in order.

    What is done in the moment of an apology comes with it: it parts that one from the one before.
    """
    acted = tuple(acted_at)
    run: list[Contact] = []
    for contact in sorted((c for c in contacts if c.apology), key=lambda c: c.order):
        if run and any(run[-1].at < at <= contact.at for at in acted):
            run.clear()
        run.append(contact)
    return () if run and any(at > run[-1].at for at in acted) else tuple(run)


def known_at(contacts: Iterable[Contact], moment: datetime) -> tuple[Contact, ...]:
    """The contacts that had happened at `moment`, in order."""
    return tuple(sorted((c for c in contacts if c.at <= moment), key=lambda c: c.order))


def heard_at(contacts: Iterable[Contact], moment: datetime) -> Contact | None:
    """The exchange by which the customer knew of something at a moment: our word that reached them, or theirs."""
    return next((c for c in contacts if c.at == moment and c.reached and c.text and not c.chasing), None)
