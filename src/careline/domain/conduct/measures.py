"""How well customers are served, many cases at a time; the definitions are those of docs/measures.md."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from operator import le, sub

from careline.domain.cases.contacts import Contact, Direction, Tally, tally
from careline.domain.values import frozen

COMES_BACK_WITHIN = timedelta(days=14)


@frozen
class Exchange:
    """What a contact was, without its moment and its words."""

    direction: Direction
    reached: bool
    chasing: bool
    praise: bool


@frozen
class Alike:
    """Cases that went alike until a moment: each has the same contacts, in this order, at moments of its own.

    Every list has one item a case, and `spoken_at` one such list for each contact. `ended_at` is the first closing, or
    the moment itself for a case that was open (`closed` False). `opened` says that they were opened in the period.
    Moments are of UTC and need not say so: only the spans between them are asked for.
    """

    opened: bool
    closed: bool
    confirmed: bool
    by_customer: bool
    reopened: bool
    spoken: tuple[Exchange, ...]
    opened_at: Sequence[datetime]
    ended_at: Sequence[datetime]
    remedied_at: Sequence[datetime]
    """The last of: a said promise kept, a unit delivered that works; the end where there was neither.

    Nobody asks of customers who spoke once, so for those it is the end too.
    """
    spoken_at: Sequence[Sequence[datetime]]


def heard_twice(spoken: Iterable[Exchange]) -> bool:
    """True where the customer spoke more than once."""
    return sum(each.direction is Direction.IN for each in spoken) > 1


def solved_at_first_contact(alike: Alike) -> int:
    """First-contact resolution: how many customers called once only until the remedy was there, and confirmed.

    Their confirming words are not counted, and none may come within 14 days after closing.
    """
    heard = [at for at, each in zip(alike.spoken_at, alike.spoken, strict=True) if each.direction is Direction.IN]
    if not alike.confirmed:
        return 0
    if not heard or (len(heard) == 1 and all(map(le, heard[0], alike.ended_at))):
        return len(alike.ended_at)
    return sum(map(_solved, alike.ended_at, alike.remedied_at, zip(*heard, strict=True)))


def _solved(closed_at: datetime, remedied_at: datetime, heard: Sequence[datetime]) -> bool:
    before = sum(at < remedied_at for at in heard)
    return before <= 1 and not any(closed_at < at <= closed_at + COMES_BACK_WITHIN for at in heard)


def first_words(alike: Alike) -> Iterable[timedelta]:
    """How long each customer waited for our first word, of those that heard one."""
    told = list(_told(alike))
    if told and all(map(le, alike.opened_at, told[0])):
        return map(sub, told[0], alike.opened_at)
    return _first_after(alike.opened_at, zip(*told, strict=True))


def _first_after(opened_at: Iterable[datetime], told: Iterable[Sequence[datetime]]) -> Iterator[timedelta]:
    for start, words in zip(opened_at, told, strict=False):
        if said := [at for at in words if at >= start]:
            yield said[0] - start


def until_ended(alike: Alike) -> Iterable[timedelta]:
    """How long each case was open."""
    return map(sub, alike.ended_at, alike.opened_at)


def silences(alike: Alike) -> Iterable[timedelta]:
    """The longest time of each case without a word of ours while it was open."""
    told = list(_told(alike))
    if told and not (all(map(le, alike.opened_at, told[0])) and all(map(le, told[-1], alike.ended_at))):
        # A word before the opening or after the end changes nothing, and neither does one in that moment.
        told = [list(map(min, map(max, at, alike.opened_at), alike.ended_at)) for at in told]
    moments = [alike.opened_at, *told, alike.ended_at]
    gaps = [map(sub, later, earlier) for earlier, later in pairwise(moments)]
    return map(max, *gaps) if len(gaps) > 1 else gaps[0]


def tally_of_each(spoken: Sequence[Exchange]) -> Tally:
    """What the contacts of each of these cases amount to, as far as moments have no say in it."""
    start = datetime.min.replace(tzinfo=UTC)
    return tally(
        Contact(
            id=number,
            case_id=0,
            at=start,
            direction=each.direction,
            channel=None,
            who="",
            text=None,
            chasing=each.chasing,
            praise=each.praise,
            reached=each.reached,
        )
        for number, each in enumerate(spoken)
    )


def _told(alike: Alike) -> Iterator[Sequence[datetime]]:
    return (at for at, each in zip(alike.spoken_at, alike.spoken, strict=True) if each.reached)
