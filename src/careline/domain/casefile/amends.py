"""What a customer might be told of a promise that was not kept."""

from collections.abc import Iterable

from careline.domain.cases.contacts import Contact, Direction
from careline.domain.promises.promise import Promise
from careline.domain.shop.shop import Shop
from careline.domain.time import moments
from careline.domain.wording import in_short


def amends(promise: Promise, contacts: Iterable[Contact], shop: Shop) -> str:
    """The facts and an apology, and no new promise.

    It names when we last told them something since we promised it, and what; the contacts stand by moment.
    """
    zone = shop.calendar.zone
    words = [c for c in contacts if c.direction is Direction.OUT and c.reached and c.at > promise.made_at]
    last = words[-1] if words else None
    if last is None:
        heard = "You have heard nothing since."
    elif last.text:
        heard = f'We last told you on {moments.day(last.at, zone)}: "{in_short(last.text)}"'
    else:
        heard = f"We last spoke to you on {moments.day(last.at, zone)}."
    due = moments.day(promise.due_at, zone)
    return f'We promised "{promise.what}" for {due}. It has not happened, and we are sorry. {heard}'
