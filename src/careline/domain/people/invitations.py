"""What is mailed to every buyer: the invitation to review, and the question whether the delivery arrived well.

Both are due by one rule for all. An open case holds an invitation, and nobody of the shop chooses. What a rule may
know of a customer stands in `Mailing`; nothing else is ever an input: not how the customer feels, what they are worth,
or how their case ended.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from careline.domain.errors import Refused
from careline.domain.ids import show
from careline.domain.shop.shop import Shop
from careline.domain.time.durations import NEVER, due_or_never
from careline.domain.time.utc import utc
from careline.domain.values import frozen

BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class Purpose(StrEnum):
    """What is mailed, by the name of its command."""

    INVITATION = "invitations"
    ARRIVAL_CHECK = "arrival-checks"


class State(StrEnum):
    """How a mailing stands at a moment."""

    NOT_YET_DUE = "not_yet_due"
    DUE = "due"
    HELD = "held"
    SENT = "sent"
    OPTED_OUT = "opted_out"


@frozen
class Mailing:
    """A purchase, and all that decides when its buyer is written to.

    `open_case` is the customer's oldest open case. `sent_at` and `opted_out_at` may lie later than the moment that is
    asked about.
    """

    purchase_id: int
    name: str
    email: str | None
    order: str | None
    product: str
    delivered_at: datetime | None
    sent_at: datetime | None = None
    opted_out_at: datetime | None = None
    open_case: int | None = None

    @property
    def words(self) -> str:
        """Who bought what: `Kim Ito, USB hub, order 2001`."""
        return ", ".join(filter(None, (self.name, self.product, f"order {self.order}" if self.order else None)))


def not_due(purpose: Purpose, reasons: Sequence[str]) -> Refused:
    """The refusal: some of what was named cannot have been sent."""
    first, *others = reasons
    more = f", and {len(others)} more" if others else ""
    return Refused(
        f"Not to be sent: {first}{more}. Nothing was recorded; 'careline {purpose} due' lists what is due.",
        reasons if others else (),
    )


def over_at(duration: str, start: datetime, shop: Shop) -> datetime:
    """When a policy's time that begins at `start` is over, in UTC: one in days at closing time of the last day."""
    return utc(due_or_never(duration, start, shop.calendar))


def last_start(duration: str, shop: Shop, now: datetime) -> datetime:
    """The last second from which a policy's time is over at `now`: what was delivered by then is due."""
    over = bisect_right(
        range(int(now.timestamp()) + 1), now, key=lambda n: over_at(duration, datetime.fromtimestamp(n, UTC), shop)
    )
    return datetime.fromtimestamp(over - 1, UTC)


def time_after(purpose: Purpose, shop: Shop) -> str:
    """How long after every delivery it is due."""
    return shop.policy.invite_after if purpose is Purpose.INVITATION else shop.policy.arrival_check_after


def due_at(mailing: Mailing, purpose: Purpose, shop: Shop) -> datetime:
    """When it falls due: the same time after every delivery. What is not delivered is never due."""
    return over_at(time_after(purpose, shop), mailing.delivered_at, shop) if mailing.delivered_at else NEVER


def held_until(mailing: Mailing, shop: Shop) -> datetime:
    """Until when an open case can hold an invitation."""
    return over_at(shop.policy.invite_at_latest, mailing.delivered_at, shop) if mailing.delivered_at else NEVER


def invitation_state(mailing: Mailing, shop: Shop, now: datetime) -> State:
    """How an invitation stands. Sent is sent, and an opt-out lasts.

    An open case holds what is due, until it is closed or the longest time is over.
    """
    if mailing.sent_at and mailing.sent_at <= now:
        return State.SENT
    if mailing.opted_out_at and mailing.opted_out_at <= now:
        return State.OPTED_OUT
    if now < due_at(mailing, Purpose.INVITATION, shop):
        return State.NOT_YET_DUE
    if mailing.open_case is not None and now < held_until(mailing, shop):
        return State.HELD
    return State.DUE


def arrival_check_state(mailing: Mailing, shop: Shop, now: datetime) -> State:
    """How the question stands whether it arrived well: every buyer is asked, with a case or without."""
    if mailing.sent_at and mailing.sent_at <= now:
        return State.SENT
    return State.NOT_YET_DUE if now < due_at(mailing, Purpose.ARRIVAL_CHECK, shop) else State.DUE


STATES: Mapping[Purpose, Callable[[Mailing, Shop, datetime], State]] = {
    Purpose.INVITATION: invitation_state,
    Purpose.ARRIVAL_CHECK: arrival_check_state,
}


def why_not(mailing: Mailing, state: State) -> str:
    """Whose mailing cannot have been sent, and why, in a few words."""
    match state:
        case State.HELD:
            reason = f"held by {show('C', mailing.open_case or 0)}"
        case State.OPTED_OUT:
            reason = "opted out"
        case _:
            reason = "not due yet" if mailing.delivered_at else "not delivered yet"
    return f"{mailing.words}: {reason}"
