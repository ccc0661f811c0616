"""How well customers are served, case by case; the definitions are those of docs/measures.md."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from careline.domain.cases.case import FoundBy
from careline.domain.cases.contacts import Contact, Direction
from careline.domain.values import frozen

COMES_BACK_WITHIN = timedelta(days=14)


@frozen
class Course:
    """One case as it went until a moment: its first closing, what was said, and when the remedy was there.

    `remedied_at` is the last of: a said promise kept, a unit delivered that works; None where there was neither.
    """

    opened_at: datetime
    found_by: FoundBy
    closed_at: datetime | None
    confirmed: bool
    reopened: bool
    contacts: Sequence[Contact]
    remedied_at: datetime | None = None


def solved_at_first_contact(course: Course) -> bool | None:
    """First-contact resolution: confirmed, and the customer called once only until the remedy was there.

    Their confirming words are not counted, and none may come within 14 days after closing. None where the case is
    open, or was not opened by the customer.
    """
    if course.closed_at is None or course.found_by is not FoundBy.CUSTOMER:
        return None
    remedied_at = course.remedied_at or course.closed_at
    heard = [contact.at for contact in course.contacts if contact.direction is Direction.IN]
    before = sum(at < remedied_at for at in heard)
    after = any(course.closed_at < at <= course.closed_at + COMES_BACK_WITHIN for at in heard)
    return course.confirmed and before <= 1 and not after


def first_word(course: Course) -> timedelta | None:
    """How long the customer waited for our first word; None where there was none yet."""
    return next((at - course.opened_at for at in _told(course)), None)


def until_confirmed(course: Course) -> timedelta | None:
    """How long it took until the customer said that all is well; None where they have not."""
    return course.closed_at - course.opened_at if course.closed_at and course.confirmed else None


def silence(course: Course, now: datetime) -> timedelta:
    """The longest time without a word of ours while the case was open."""
    end = course.closed_at or now
    moments = [course.opened_at, *(at for at in _told(course) if at <= end), end]
    return max(later - earlier for earlier, later in pairwise(moments))


def _told(course: Course) -> Iterator[datetime]:
    return (c.at for c in sorted(course.contacts, key=lambda c: c.order) if c.reached and c.at >= course.opened_at)
