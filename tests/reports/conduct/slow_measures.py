"""The measures once more, case by case and as docs/measures.md tells them: what the quick ones must agree with."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from careline.domain.cases.contacts import Contact, Direction, tally
from careline.domain.periods import Period
from careline.store.stamps import read_maybe, read_moment

Figures = dict[str, tuple[float | None, int | None, int]]
FORTNIGHT = timedelta(days=14)


class Course:
    """One case as it went until a moment."""

    def __init__(self, store: sqlite3.Connection, number: int, until: datetime) -> None:
        def moments(sql: str) -> list[datetime]:
            found = [read_moment(at) for (at,) in store.execute(sql, (number,)) if at]
            return [at for at in found if at <= until]

        ((opened_at, closed_at, how, found_by),) = store.execute(
            "SELECT opened_at, closed_at, closed_how, found_by FROM cases WHERE id = ?", (number,)
        )
        closings = [
            (read_moment(closed), how, read_moment(reopened))
            for closed, how, reopened in store.execute(
                "SELECT closed_at, closed_how, reopened_at FROM reopenings WHERE case_id = ? ORDER BY id", (number,)
            )
        ]
        self.until = until
        self.opened_at = read_moment(opened_at)
        self.by_customer = found_by == "customer"
        last = read_maybe(closed_at)
        known = [(at, how) for at, how, _ in closings if at <= until]
        known += [(last, how)] if last and last <= until else []
        self.closed_at = known[0][0] if known else None
        self.confirmed = bool(known) and known[0][1] == "confirmed"
        self.reopened = any(again <= until for *_, again in closings)
        self.contacts = [
            Contact(
                id=row[0],
                case_id=number,
                at=read_moment(row[1]),
                direction=Direction(row[2]),
                channel=None,
                who="",
                text=None,
                chasing=bool(row[3]),
                praise=bool(row[4]),
                reached=bool(row[5]),
            )
            for row in store.execute(
                "SELECT id, at, direction, chasing, praise, reached FROM contacts WHERE case_id = ?", (number,)
            )
            if read_moment(row[1]) <= until
        ]
        self.remedies = moments("SELECT kept_at FROM promises WHERE case_id = ? AND said")
        self.remedies += [
            read_moment(delivered)
            for delivered, outcome_at in store.execute(
                "SELECT delivered_at, outcome_at FROM replacements WHERE case_id = ? AND outcome = 'works'", (number,)
            )
            if read_moment(outcome_at) <= until
        ]

    @property
    def told(self) -> list[datetime]:
        """When we reached the customer, in order, since the opening."""
        return sorted(contact.at for contact in self.contacts if contact.reached and contact.at >= self.opened_at)

    @property
    def solved(self) -> bool:
        """First-contact resolution."""
        assert self.closed_at
        heard = [contact.at for contact in self.contacts if contact.direction is Direction.IN]
        before = [at for at in heard if at < max(self.remedies, default=self.closed_at)]
        after = [at for at in heard if self.closed_at < at <= self.closed_at + FORTNIGHT]
        return self.confirmed and len(before) <= 1 and not after

    @property
    def silence(self) -> timedelta:
        """The longest time without a word of ours."""
        end = self.closed_at or self.until
        moments = [self.opened_at, *(at for at in self.told if at <= end), end]
        return max(later - earlier for earlier, later in pairwise(moments))


def figures(store: sqlite3.Connection, period: Period) -> Figures:
    """Value, count and out of how many, by the name of the measure, for those that are counted case by case."""
    numbers = [number for (number,) in store.execute("SELECT id FROM cases WHERE merged_into IS NULL")]
    courses = [Course(store, number, period.until) for number in numbers]
    begins = period.since or datetime.min.replace(tzinfo=period.until.tzinfo)
    opened = [course for course in courses if begins <= course.opened_at <= period.until]
    closed = [c for c in courses if c.opened_at <= period.until and c.closed_at and c.closed_at >= begins]
    called = [course for course in closed if course.by_customer]
    tallies = [tally(course.contacts) for course in opened]
    chases, updates = sum(each.chases for each in tallies), sum(each.updates for each in tallies)
    return {
        "first_contact_resolution": _share(sum(course.solved for course in called), len(called)),
        "days_to_confirmed": _middle(
            [(c.closed_at - c.opened_at) / timedelta(days=1) for c in closed if c.closed_at and c.confirmed]
        ),
        "reopened": _share(sum(course.reopened for course in closed), len(closed)),
        "hours_to_first_word": _middle([(c.told[0] - c.opened_at) / timedelta(hours=1) for c in opened if c.told]),
        "chase_ratio": _share(chases, chases + updates),
        "days_of_silence": _middle([course.silence / timedelta(days=1) for course in opened]),
    }


def _share(count: int, of: int) -> tuple[float | None, int | None, int]:
    return (count / of if of >= 10 else None, count, of)


def _middle(values: Sequence[float]) -> tuple[float | None, int | None, int]:
    return (round(median(values), 1) if values else None, None, len(values))
