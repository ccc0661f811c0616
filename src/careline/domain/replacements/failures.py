"""How products fail: what became of the units that were sent, and cases that have a product in common."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from careline.domain.ids import show
from careline.domain.names import fold
from careline.domain.replacements.replacement import Outcome
from careline.domain.time.working_time import Calendar
from careline.domain.values import frozen

FEWEST_FOR_A_RATE = 10
SEVERAL = 2
COMMON_WORDS = 3
_WORD = re.compile(r"[^\W\d_]{4,}")


@frozen
class Units:
    """What became of units: how many were sent, and how many have which outcome."""

    sent: int
    outcomes: tuple[tuple[Outcome, int], ...]

    def count(self, *outcomes: Outcome) -> int:
        """How many ended so."""
        return sum(count for outcome, count in self.outcomes if outcome in outcomes)

    @property
    def known(self) -> int:
        """Of how many the outcome is known."""
        return self.count(*Outcome)

    @property
    def failures(self) -> int:
        """How many did not work, or never arrived."""
        return self.known - self.count(Outcome.WORKS)

    def rate(self, failed: int) -> float | None:
        """The part of those with a known outcome, from 0 to 1; None under ten of them."""
        return failed / self.known if self.known >= FEWEST_FOR_A_RATE else None


@frozen
class FailedUnit:
    """A unit that worked and then failed: when it was first found to work, and when it first failed."""

    item: str
    supplier: str | None
    worked_at: datetime
    failed_at: datetime

    def days(self, calendar: Calendar) -> int:
        """For how many days it worked."""
        return (calendar.date_of(self.failed_at) - calendar.date_of(self.worked_at)).days


@frozen
class CaseAbout:
    """A case about a product; `failed` is how many units sent on it worked and then failed."""

    id: int
    product: str
    customer_id: int
    subject: str
    opened_at: datetime
    is_open: bool
    failed: int = 0

    @property
    def name(self) -> str:
        """`C-1`."""
        return show("C", self.id)


@frozen
class Cluster:
    """Several cases about one product, the oldest first: a defect that may outlive each of them."""

    cases: tuple[CaseAbout, ...]

    @property
    def product(self) -> str:
        """As the last case spells it."""
        return self.cases[-1].product

    @property
    def customers(self) -> int:
        """How many customers have it."""
        return len({each.customer_id for each in self.cases})

    @property
    def open(self) -> int:
        """How many of the cases are open."""
        return sum(each.is_open for each in self.cases)

    @property
    def failed(self) -> int:
        """How many units sent on the cases worked and then failed."""
        return sum(each.failed for each in self.cases)

    @property
    def common_words(self) -> tuple[str, ...]:
        """At most three words that stand in more than one subject, the most frequent first."""
        counted: Counter[str] = Counter()
        for each in self.cases:
            counted.update(list(dict.fromkeys(_WORD.findall(each.subject.lower()))))
        return tuple(word for word, count in counted.most_common(COMMON_WORDS) if count >= SEVERAL)


def units(counted: Iterable[tuple[Outcome | None, int]]) -> Units:
    """What became of units, of which None is not known yet."""
    outcomes: Counter[Outcome | None] = Counter()
    for outcome, count in counted:
        outcomes[outcome] += count
    known = tuple((outcome, outcomes[outcome]) for outcome in Outcome if outcomes[outcome])
    return Units(sum(outcomes.values()), known)


def clusters(cases: Iterable[CaseAbout]) -> list[Cluster]:
    """Two or more cases about the same product, case and accents of its name aside; the one with most cases first."""
    same: dict[str, list[CaseAbout]] = defaultdict(list)
    for each in cases:
        same[fold(each.product)].append(each)
    found = [Cluster(tuple(mine)) for mine in same.values() if len(mine) >= SEVERAL]
    return sorted(found, key=_size, reverse=True)


def _size(cluster: Cluster) -> tuple[int, datetime, Sequence[int]]:
    return (len(cluster.cases), cluster.cases[-1].opened_at, [each.id for each in cluster.cases])
